#pragma once

#include <algorithm>
#include <boost/archive/archive_exception.hpp>
#include <boost/serialization/level.hpp>
#include <boost/serialization/nvp.hpp>
#include <boost/serialization/split_free.hpp>
#include <boost/serialization/string.hpp>
#include <boost/serialization/tracking.hpp>
#include <boost/serialization/vector.hpp>
#include <boost/serialization/version.hpp>
#include <boost/version.hpp>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "jinguo/core/date.hpp"
#include "jinguo/core/geo.hpp"
#include "jinguo/core/id.hpp"
#include "jinguo/core/money.hpp"
#include "jinguo/core/region.hpp"
#include "jinguo/domain/programme.hpp"
#include "jinguo/domain/registry.hpp"

/// Boost.Serialization for every record and the values in it, for a host's own archives: text, XML,
/// binary or any other. A host that includes this header brings Boost.Serialization and links it
/// (`Boost::serialization`); the library itself asks for none. Records are values: never tracked by
/// address. What an archive gives is checked as a constructor would check it: an id that is none, a
/// day that does not exist or a code out of its list ends the loading with InvalidArchive. That a
/// registry's records fit each other is for validate() to say.
namespace jinguo::inline v0_1 {

/// An archive holds a value that the library has no place for.
class InvalidArchive : public boost::archive::archive_exception {
 public:
  InvalidArchive()
      : archive_exception(boost::archive::archive_exception::other_exception,
                          "jinguo: impossible value") {}
};

namespace detail {

template <class Archive, class T>
void save_value(Archive& archive, const char* name, const T& value);
template <class Archive, class T>
void load_value(Archive& archive, const char* name, T& value);

template <class Archive, class T>
void save_plain(Archive& archive, const char* name, const T& value) {
  archive << boost::serialization::make_nvp(name, value);
}
template <class T, class Archive>
[[nodiscard]] T load_plain(Archive& archive, const char* name) {
  T value{};
  archive >> boost::serialization::make_nvp(name, value);
  return value;
}

/// A value as primitives: money in fen, days since 1970-01-01, divisions as 12 digits, enumerators
/// by word, so that an archive does not depend on their order.
template <class Archive, class T>
void save_value(Archive& archive, const char* name, const T& value) {
  if constexpr (is_optional<T>) {
    const bool given = value.has_value();
    save_plain(archive, (std::string(name) + ".given").c_str(), given);
    if (given) save_value(archive, name, *value);
  } else if constexpr (is_vector<T>) {
    const std::uint64_t count = value.size();
    save_plain(archive, (std::string(name) + ".count").c_str(), count);
    for (const auto& item : value) save_value(archive, name, item);
  } else if constexpr (std::derived_from<T, Id>) {
    save_plain(archive, name, value.text());
  } else if constexpr (std::same_as<T, Money>) {
    save_plain(archive, name, value.fen());
  } else if constexpr (std::same_as<T, Date>) {
    // A date that was never set is not a day: it goes as its parts, which keep it apart.
    const std::int32_t parts = static_cast<int>(value.year()) * 10'000 +
                               static_cast<int>(static_cast<unsigned>(value.month())) * 100 +
                               static_cast<int>(static_cast<unsigned>(value.day()));
    save_plain(archive, name, parts);
  } else if constexpr (std::same_as<T, RegionCode>) {
    save_plain(archive, name, value.digits);
  } else if constexpr (std::same_as<T, LonLat>) {
    save_plain(archive, "lon_e6", value.lon_e6);
    save_plain(archive, "lat_e6", value.lat_e6);
  } else if constexpr (CodedEnum<T>) {
    save_plain(archive, name, std::string(to_string(value)));
  } else {
    save_plain(archive, name, value);
  }
}

template <class Archive, class T>
void load_value(Archive& archive, const char* name, T& value) {
  if constexpr (is_optional<T>) {
    value.reset();
    if (load_plain<bool>(archive, (std::string(name) + ".given").c_str())) {
      load_value(archive, name, value.emplace());
    }
  } else if constexpr (is_vector<T>) {
    value.clear();
    const auto count = load_plain<std::uint64_t>(archive, (std::string(name) + ".count").c_str());
    // Nothing is reserved: a false count must run out of archive, not of memory.
    for (std::uint64_t k = 0; k < count; ++k) {
      typename T::value_type item{};
      load_value(archive, name, item);
      value.push_back(std::move(item));
    }
  } else if constexpr (std::derived_from<T, Id>) {
    std::string text = load_plain<std::string>(archive, name);
    if (!why_not_id(text).empty()) throw InvalidArchive();
    value = T(std::move(text));
  } else if constexpr (std::same_as<T, Money>) {
    value = Money::from_fen(load_plain<std::int64_t>(archive, name));
  } else if constexpr (std::same_as<T, Date>) {
    const auto parts = load_plain<std::int32_t>(archive, name);
    value = {};
    if (parts == 0) return;
    if (parts < 10'101 || parts > 99'991'231) {
      throw InvalidArchive();
    }
    value = std::chrono::year(parts / 10'000) /
            std::chrono::month(static_cast<unsigned>(parts / 100 % 100)) /
            std::chrono::day(static_cast<unsigned>(parts % 100));
    if (!value.ok()) throw InvalidArchive();
  } else if constexpr (std::same_as<T, RegionCode>) {
    const auto digits = load_plain<std::int64_t>(archive, name);
    if (digits != 0 && (digits < 10'000'000'000 || digits > 999'999'999'999)) {
      throw InvalidArchive();
    }
    value.digits = digits;
  } else if constexpr (std::same_as<T, LonLat>) {
    value.lon_e6 = load_plain<std::int32_t>(archive, "lon_e6");
    value.lat_e6 = load_plain<std::int32_t>(archive, "lat_e6");
  } else if constexpr (CodedEnum<T>) {
    const std::optional<T> known = from_text<T>(load_plain<std::string>(archive, name));
    if (!known) throw InvalidArchive();
    value = *known;
  } else {
    value = load_plain<T>(archive, name);
  }
}

template <class Archive, class T>
void archive_value(Archive& archive, const char* name, T& value) {
  if constexpr (Archive::is_saving::value) {
    save_value(archive, name, value);
  } else {
    load_value(archive, name, value);
  }
}

}  // namespace detail

/// Boost's version of a record's class is the newest form of its fields less 1: a field that came
/// later than the archive keeps its default, and one that became optional later is there.
template <class Archive, DescribedRecord Record>
void serialize(Archive& archive, Record& record, const unsigned int version) {
  for_each_field<Record>([&](const auto& field) {
    const int form = static_cast<int>(version) + 1;
    if (field.since > form) return;
    auto& value = record.*field.member;
    if constexpr (Archive::is_loading::value &&
                  detail::is_optional<std::remove_cvref_t<decltype(value)>>) {
      if (field.absent_since > form) {
        detail::load_value(archive, field.name.data(), value.emplace());
        return;
      }
    }
    // Names are literals, so they end in a zero byte.
    detail::archive_value(archive, field.name.data(), value);
  });
}

template <class Archive>
void serialize(Archive& archive, Money& money, const unsigned int /*version*/) {
  detail::archive_value(archive, "fen", money);
}
template <class Archive>
void serialize(Archive& archive, RegionCode& region, const unsigned int /*version*/) {
  detail::archive_value(archive, "digits", region);
}
template <class Archive>
void serialize(Archive& archive, LonLat& position, const unsigned int /*version*/) {
  detail::archive_value(archive, "position", position);
}
template <class Archive>
void serialize(Archive& archive, Id& id, const unsigned int /*version*/) {
  detail::archive_value(archive, "text", id);
}
template <class Archive, class Record>
void serialize(Archive& archive, IdOf<Record>& id, const unsigned int /*version*/) {
  detail::archive_value(archive, "text", id);
}

template <class Archive>
void serialize(Archive& archive, Registry& registry, const unsigned int version) {
  if constexpr (Archive::is_saving::value) {
    detail::save_plain(archive, "synthetic", registry.synthetic());
  } else {
    registry = {};
    registry.set_synthetic(detail::load_plain<bool>(archive, "synthetic"));
  }
  const auto each = [&]<class Record>(const Table<Record>& table) {
    if constexpr (requires { Record::archived_since; }) {
      if (version < Record::archived_since) return;  // an older archive: no rows
    }
    const std::string count_name = std::string(Record::table) + ".count";
    if constexpr (Archive::is_saving::value) {
      const std::uint64_t count = table.size();
      detail::save_plain(archive, count_name.c_str(), count);
      for (const Record& record : table.rows()) {
        archive << boost::serialization::make_nvp(Record::table.data(), record);
      }
    } else {
      const auto count = detail::load_plain<std::uint64_t>(archive, count_name.c_str());
      for (std::uint64_t k = 0; k < count; ++k) {
        registry.add(detail::load_plain<Record>(archive, Record::table.data()));
      }
    }
  };
  registry.for_each_table(each);
}

}  // namespace jinguo::inline v0_1

namespace boost::serialization {

template <class Archive>
void serialize(Archive& archive, std::chrono::year_month_day& date, const unsigned int) {
  jinguo::detail::archive_value(archive, "date", date);
}

#if BOOST_VERSION < 108300  // later versions bring their own
template <class Archive, class T>
void serialize(Archive& archive, std::optional<T>& value, const unsigned int) {
  if constexpr (Archive::is_saving::value) {
    jinguo::detail::save_plain(archive, "given", value.has_value());
    if (value) jinguo::detail::save_plain(archive, "value", *value);
  } else {
    value.reset();
    if (jinguo::detail::load_plain<bool>(archive, "given")) {
      value = jinguo::detail::load_plain<T>(archive, "value");
    }
  }
}
#endif

template <jinguo::DescribedRecord Record>
struct version<Record> {
  using tag = mpl::integral_c_tag;
  using type = mpl::int_<jinguo::newest_form_of<Record>() - 1>;
  static constexpr int value = jinguo::newest_form_of<Record>() - 1;
};

// Values: no record is looked up by its address.
template <jinguo::DescribedRecord Record>
struct tracking_level<Record> {
  using tag = mpl::integral_c_tag;
  using type = mpl::int_<track_never>;
  static constexpr int value = track_never;
};
template <class Record>
struct tracking_level<jinguo::IdOf<Record>> {
  using tag = mpl::integral_c_tag;
  using type = mpl::int_<track_never>;
  static constexpr int value = track_never;
};

}  // namespace boost::serialization

BOOST_CLASS_TRACKING(jinguo::Money, boost::serialization::track_never)
BOOST_CLASS_TRACKING(jinguo::RegionCode, boost::serialization::track_never)
BOOST_CLASS_TRACKING(jinguo::LonLat, boost::serialization::track_never)
BOOST_CLASS_TRACKING(jinguo::Id, boost::serialization::track_never)
BOOST_CLASS_VERSION(jinguo::Registry, 1)
BOOST_CLASS_TRACKING(jinguo::Registry, boost::serialization::track_never)
BOOST_CLASS_TRACKING(std::chrono::year_month_day, boost::serialization::track_never)

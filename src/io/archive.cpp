#include "jinguo/io/archive.hpp"

#include <array>
#include <bit>
#include <boost/archive/detail/common_iarchive.hpp>
#include <boost/archive/detail/common_oarchive.hpp>
#include <boost/archive/detail/register_archive.hpp>
#include <boost/serialization/level.hpp>
#include <boost/serialization/string.hpp>
#include <boost/serialization/tracking.hpp>
#include <cstdint>
#include <optional>
#include <type_traits>

#include "jinguo/engine/digest.hpp"
#include "jinguo/io/file.hpp"

namespace jinguo::inline v0_1::io {
namespace {

constexpr std::string_view magic = "JINGUO\r\n";
// 2: PairingPlan::ties. 3: Option::more_short and rule, PlaceResult::floor_cost and its short part.
// 4: Plan::digest_form, which was 1 before. 5: PlaceResult::floor_before.
constexpr std::uint32_t newest = 5;
constexpr std::size_t head_bytes = 8 + 4 + 4 + 8 + 32 + 32;
constexpr std::size_t most_bytes = std::size_t{4} << 30U;

/// Ends the reading of an archive; turned into an InputError with the file's name.
struct Broken {};

template <class T>
void put_integer(std::string& out, T value) {
  using Wide = std::make_unsigned_t<T>;
  const auto wide = static_cast<Wide>(value);
  for (std::size_t k = 0; k < sizeof(T); ++k) out += static_cast<char>((wide >> (8 * k)) & 0xFFU);
}

template <class T>
T get_integer(std::string_view bytes) {
  std::make_unsigned_t<T> wide = 0;
  for (std::size_t k = 0; k < sizeof(T); ++k) {
    wide = static_cast<std::make_unsigned_t<T>>(
        wide |
        (static_cast<std::make_unsigned_t<T>>(static_cast<unsigned char>(bytes[k])) << (8 * k)));
  }
  return static_cast<T>(wide);
}

/// A Boost archive without header: integers in 8 bytes, little-endian; strings and lists with their
/// length before them.
class Output : public boost::archive::detail::common_oarchive<Output> {
 public:
  explicit Output(std::string& bytes)
      : boost::archive::detail::common_oarchive<Output>(boost::archive::no_header), bytes_(bytes) {}

  [[nodiscard]] static std::uint32_t version() noexcept { return newest; }

  template <class T>
  void save(const T& value) {
    if constexpr (std::is_same_v<T, double>) {
      put_integer(bytes_, std::bit_cast<std::int64_t>(value));
    } else if constexpr (std::is_integral_v<T>) {
      put_integer(bytes_, static_cast<std::int64_t>(value));
    } else {
      // What Boost says of classes and pointers: nothing here has any.
      put_integer(bytes_, std::int64_t{0});
    }
  }
  void save(const std::string& text) {
    put_integer(bytes_, static_cast<std::int64_t>(text.size()));
    bytes_ += text;
  }
  void save_binary(const void* data, std::size_t size) {
    bytes_.append(static_cast<const char*>(data), size);
  }

 private:
  std::string& bytes_;
};

class Input : public boost::archive::detail::common_iarchive<Input> {
 public:
  Input(std::string_view bytes, std::uint32_t version)
      : boost::archive::detail::common_iarchive<Input>(boost::archive::no_header),
        left_(bytes),
        version_(version) {}

  /// Of the file: fields that came later keep their defaults.
  [[nodiscard]] std::uint32_t version() const noexcept { return version_; }

  [[nodiscard]] std::size_t left() const noexcept { return left_.size(); }

  template <class T>
  void load(T& value) {
    const auto wide = get_integer<std::int64_t>(take(8));
    if constexpr (std::is_same_v<T, double>) {
      value = std::bit_cast<double>(wide);
    } else if constexpr (std::is_same_v<T, bool>) {
      if (wide != 0 && wide != 1) throw Broken{};
      value = wide == 1;
    } else if constexpr (std::is_integral_v<T>) {
      value = static_cast<T>(wide);
      if (static_cast<std::int64_t>(value) != wide) throw Broken{};
    } else {
      if (wide != 0) throw Broken{};
    }
  }
  void load(std::string& text) {
    const auto size = get_integer<std::uint64_t>(take(8));
    if (size > left_.size()) throw Broken{};
    text.assign(take(static_cast<std::size_t>(size)));
  }
  void load_binary(void* data, std::size_t size) {
    const std::string_view bytes = take(size);
    bytes.copy(static_cast<char*>(data), size);
  }

 private:
  std::string_view take(std::size_t size) {
    if (size > left_.size()) throw Broken{};
    const std::string_view taken = left_.substr(0, size);
    left_.remove_prefix(size);
    return taken;
  }
  std::string_view left_;
  std::uint32_t version_ = newest;
};

/// A list: its length, then its entries. No entry takes less than `least` bytes.
template <class T>
void list(Output& archive, std::vector<T>& entries, std::size_t /*least*/ = 8) {
  std::int64_t count = static_cast<std::int64_t>(entries.size());
  archive& count;
  for (T& entry : entries) archive& entry;
}
template <class T>
void list(Input& archive, std::vector<T>& entries, std::size_t least = 8) {
  std::int64_t count = 0;
  archive& count;
  if (count < 0 || static_cast<std::uint64_t>(count) > archive.left() / least) throw Broken{};
  entries.resize(static_cast<std::size_t>(count));
  for (T& entry : entries) archive& entry;
}

template <class Archive, class E>
void code(Archive& archive, E& value, int most) {
  std::int64_t number = static_cast<std::int64_t>(value);
  archive& number;
  if (number < 0 || number > most) throw Broken{};
  value = static_cast<E>(number);
}

template <class Archive>
void optional(Archive& archive, std::optional<std::int64_t>& value) {
  bool has = value.has_value();
  archive& has;
  std::int64_t number = value.value_or(0);
  archive& number;
  value = has ? std::optional(number) : std::nullopt;
}

template <class Archive>
void id(Archive& archive, Id& value) {
  std::string text = value.text();
  archive& text;
  if (text != value.text()) value = Id(std::move(text));
}

}  // namespace
}  // namespace jinguo::inline v0_1::io

/// What a plan is made of, for the archives of this file.
namespace boost::serialization {

using jinguo::io::code;
using jinguo::io::id;
using jinguo::io::list;
using jinguo::io::optional;

template <class Archive>
void serialize(Archive& archive, jinguo::Message& message, unsigned /*version*/) {
  archive& message.code;
  std::int64_t count = static_cast<std::int64_t>(message.parameters.size());
  archive& count;
  if (count < 0 || count > 100) throw jinguo::io::Broken{};
  message.parameters.resize(static_cast<std::size_t>(count));
  for (auto& [name, value] : message.parameters) {
    archive& name;
    archive& value;
  }
}

template <class Archive>
void serialize(Archive& archive, jinguo::Issue& issue, unsigned /*version*/) {
  archive& issue.code;
  code(archive, issue.severity, 1);
  archive& issue.file;
  archive& issue.row;
  archive& issue.column;
  archive& issue.value;
  archive& issue.expected;
  archive& issue.mend;
  archive& issue.subject;
}

template <class Archive>
void serialize(Archive& archive, jinguo::PlanAward& award, unsigned /*version*/) {
  id(archive, award.left);
  id(archive, award.right);
  code(archive, award.kind, 4);
  archive& award.score;
  list(archive, award.parts);
  archive& award.existing;
  archive& award.rule;
}

template <class Archive>
void serialize(Archive& archive, jinguo::Option& option, unsigned /*version*/) {
  id(archive, option.right);
  archive& option.score;
  archive& option.loss;
  archive& option.impossible;
  if (archive.version() >= 3) {
    archive& option.more_short;
    archive& option.rule;
  }
}

template <class Archive>
void serialize(Archive& archive, jinguo::Unmatched& one, unsigned /*version*/) {
  id(archive, one.left);
  archive& one.units;
  code(archive, one.reason, 4);
  archive& one.rule;
  list(archive, one.options, 32);
}

template <class Archive>
void serialize(Archive& archive, jinguo::PlaceResult& place, unsigned /*version*/) {
  id(archive, place.right);
  code(archive, place.kind, 4);
  archive& place.places;
  archive& place.floor;
  archive& place.taken;
  archive& place.outside;
  archive& place.shortfall;
  archive& place.price;
  archive& place.greatest_price;
  archive& place.worth;
  archive& place.forced;
  if (archive.version() >= 3) {
    archive& place.floor_cost_short;
    archive& place.floor_cost;
  }
  if (archive.version() >= 5) {
    optional(archive, place.floor_before);
  } else if (place.outside == 0) {
    place.floor_before = place.floor;
  }
}

template <class Archive>
void serialize(Archive& archive, jinguo::PlanTies::Place& place, unsigned /*version*/) {
  id(archive, place.right);
  archive& place.least;
  archive& place.most;
  archive& place.missing;
}

template <class Archive>
void serialize(Archive& archive, jinguo::PlanTies::Woman& woman, unsigned /*version*/) {
  id(archive, woman.left);
  archive& woman.units;
  archive& woman.options;
}

template <class Archive>
void serialize(Archive& archive, jinguo::PlanTies& ties, unsigned /*version*/) {
  list(archive, ties.places, 32);
  list(archive, ties.women, 24);
  std::int64_t count = static_cast<std::int64_t>(ties.options.size());
  archive& count;
  if constexpr (Archive::is_loading::value) {
    if (count < 0 || static_cast<std::uint64_t>(count) > archive.left() / 8) {
      throw jinguo::io::Broken{};
    }
    ties.options.resize(static_cast<std::size_t>(count));
  }
  for (std::vector<std::int32_t>& options : ties.options) list(archive, options);
  archive& ties.missing_total;
  if constexpr (Archive::is_loading::value) {
    for (const jinguo::PlanTies::Woman& woman : ties.women) {
      if (woman.options < 0 || woman.options >= count) throw jinguo::io::Broken{};
    }
    for (const std::vector<std::int32_t>& options : ties.options) {
      for (const std::int32_t place : options) {
        if (place < -1 || place >= static_cast<std::int64_t>(ties.places.size())) {
          throw jinguo::io::Broken{};
        }
      }
    }
  }
}

template <class Archive>
void serialize(Archive& archive, jinguo::PairingPlan& plan, unsigned /*version*/) {
  archive& plan.name;
  code(archive, plan.status, 5);
  list(archive, plan.part_names);
  list(archive, plan.awards, 48);
  list(archive, plan.unmatched, 40);
  list(archive, plan.places, 88);
  list(archive, plan.warnings, 72);
  list(archive, plan.outside, 48);
  archive& plan.total;
  optional(archive, plan.gap);
  archive& plan.tied;
  archive& plan.custom;
  archive& plan.seconds;
  if (archive.version() < 2) return;
  bool has_ties = plan.ties.has_value();
  archive& has_ties;
  if (!has_ties) return;
  if (!plan.ties) plan.ties.emplace();
  archive& plan.ties.value();
}

template <class Archive>
void serialize(Archive& archive, jinguo::Plan& plan, unsigned /*version*/) {
  list(archive, plan.pairings, 100);
  archive& plan.policy_name;
  if (archive.version() >= 4) {
    archive& plan.digest_form;
    if (plan.digest_form < 1 || plan.digest_form > jinguo::newest_form) throw jinguo::io::Broken{};
  } else {
    plan.digest_form = 1;
  }
  for (jinguo::Digest* digest : {&plan.registry_digest, &plan.policy_digest}) {
    if constexpr (Archive::is_saving::value) {
      archive.save_binary(digest->data(), digest->size());
    } else {
      archive.load_binary(digest->data(), digest->size());
    }
  }
  archive& plan.seed_hex;
  archive& plan.made_by;
  archive& plan.synthetic;
}

}  // namespace boost::serialization

// Value types: no class information is written, nothing is tracked.
BOOST_CLASS_IMPLEMENTATION(jinguo::Message, object_serializable)
BOOST_CLASS_IMPLEMENTATION(jinguo::Issue, object_serializable)
BOOST_CLASS_IMPLEMENTATION(jinguo::PlanAward, object_serializable)
BOOST_CLASS_IMPLEMENTATION(jinguo::Option, object_serializable)
BOOST_CLASS_IMPLEMENTATION(jinguo::Unmatched, object_serializable)
BOOST_CLASS_IMPLEMENTATION(jinguo::PlaceResult, object_serializable)
BOOST_CLASS_IMPLEMENTATION(jinguo::PlanTies::Place, object_serializable)
BOOST_CLASS_IMPLEMENTATION(jinguo::PlanTies::Woman, object_serializable)
BOOST_CLASS_IMPLEMENTATION(jinguo::PlanTies, object_serializable)
BOOST_CLASS_IMPLEMENTATION(jinguo::PairingPlan, object_serializable)
BOOST_CLASS_IMPLEMENTATION(jinguo::Plan, object_serializable)
BOOST_CLASS_TRACKING(jinguo::Message, track_never)
BOOST_CLASS_TRACKING(jinguo::Issue, track_never)
BOOST_CLASS_TRACKING(jinguo::PlanAward, track_never)
BOOST_CLASS_TRACKING(jinguo::Option, track_never)
BOOST_CLASS_TRACKING(jinguo::Unmatched, track_never)
BOOST_CLASS_TRACKING(jinguo::PlaceResult, track_never)
BOOST_CLASS_TRACKING(jinguo::PlanTies::Place, track_never)
BOOST_CLASS_TRACKING(jinguo::PlanTies::Woman, track_never)
BOOST_CLASS_TRACKING(jinguo::PlanTies, track_never)
BOOST_CLASS_TRACKING(jinguo::PairingPlan, track_never)
BOOST_CLASS_TRACKING(jinguo::Plan, track_never)

namespace jinguo::inline v0_1::io {

std::string to_archive(const Plan& plan) {
  std::string payload;
  Output archive(payload);
  Plan copy = plan;  // one description serves reading and writing
  archive& copy;
  const Digest checksum = engine::sha256(payload);
  const Digest digest = plan.digest();
  std::string out(magic);
  put_integer(out, newest);
  put_integer(out, std::uint32_t{0});
  put_integer(out, static_cast<std::uint64_t>(payload.size()));
  out.append(reinterpret_cast<const char*>(checksum.data()), checksum.size());
  out.append(reinterpret_cast<const char*>(digest.data()), digest.size());
  return out + payload;
}

Plan plan_from_archive(std::string_view bytes, std::string_view name) {
  const auto refuse = [&](std::string code) {
    Issue issue;
    issue.code = code;
    issue.file = name;
    issue.expected.code = std::move(code);
    throw InputError(std::move(issue));
  };
  if (bytes.size() < head_bytes || bytes.substr(0, magic.size()) != magic) {
    refuse("plan.magic");
  }
  const auto version = get_integer<std::uint32_t>(bytes.substr(8));
  if (version == 0 || version > newest) refuse("plan.version");
  const auto length = get_integer<std::uint64_t>(bytes.substr(16));
  const std::string_view payload = bytes.substr(head_bytes);
  if (get_integer<std::uint32_t>(bytes.substr(12)) != 0 || length != payload.size()) {
    refuse("plan.length");
  }
  const auto equal = [](const Digest& digest, std::string_view told) {
    return std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()) == told;
  };
  if (!equal(engine::sha256(payload), bytes.substr(24, 32))) refuse("plan.checksum");
  Plan plan;
  try {
    Input archive(payload, version);
    archive& plan;
    if (archive.left() != 0) throw Broken{};
  } catch (const Broken&) {
    refuse("plan.content");
  } catch (const InputError&) {  // an id that is none
    refuse("plan.content");
  } catch (const boost::archive::archive_exception&) {
    refuse("plan.content");
  }
  if (!equal(plan.digest(), bytes.substr(56, 32))) refuse("plan.digest");
  return plan;
}

void save(const Plan& plan, const std::filesystem::path& path) {
  write_file(path, to_archive(plan));
}

Plan load_plan(const std::filesystem::path& path) {
  const std::filesystem::path file =
      std::filesystem::is_directory(path) ? path / std::string(plan_file) : path;
  return plan_from_archive(read_file(file, most_bytes), file.filename().string());
}

}  // namespace jinguo::inline v0_1::io

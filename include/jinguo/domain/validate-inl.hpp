#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "jinguo/core/inline.hpp"
#include "jinguo/domain/plausible.hpp"
#include "jinguo/domain/report.hpp"
#include "jinguo/domain/rules.hpp"
#include "jinguo/domain/validate.hpp"

namespace jinguo::inline v0_1 {

namespace detail {

/// Whether a value stands for "none given".
template <class T>
[[nodiscard]] bool is_missing(const T& value) {
  if constexpr (std::is_same_v<T, Date>) {
    return value == Date{};
  } else if constexpr (requires { value.empty(); }) {
    return value.empty();
  } else {
    return false;
  }
}

/// Checks one value by its type alone.
template <class T>
void check_value(Report& report, std::string_view column, const T& value, bool regions_given) {
  if constexpr (is_optional<T>) {
    if (value) {
      if (is_missing(*value)) {
        report.error(column, "domain.empty_value");
      } else {
        check_value(report, column, *value, regions_given);
      }
    }
  } else if constexpr (is_vector<T>) {
    for (const auto& one : value) {
      if (is_missing(one)) {
        report.error(column, "domain.empty_value");
      } else {
        check_value(report, column, one, regions_given);
      }
    }
  } else if constexpr (std::is_same_v<T, bool>) {
  } else if constexpr (std::is_same_v<T, Date>) {
    const int year = static_cast<int>(value.year());
    if (!value.ok() || year < 1 || year > 9999) report.error(column, "domain.date");
  } else if constexpr (std::is_same_v<T, Money>) {
    if (value < Money()) report.error(column, "domain.negative", value.to_string());
  } else if constexpr (std::is_integral_v<T>) {
    if (value < 0) report.error(column, "domain.negative", std::to_string(value));
  } else if constexpr (CodedEnum<T>) {
    if (to_string(value).empty()) report.error(column, "domain.code");
  } else if constexpr (std::is_same_v<T, LonLat>) {
    if (value.lon_e6 < -180'000'000 || value.lon_e6 > 180'000'000 || value.lat_e6 < -90'000'000 ||
        value.lat_e6 > 90'000'000) {
      report.error(column, "domain.position");
    }
  } else if constexpr (std::is_same_v<T, RegionCode>) {
    if (value.digits < 10'000'000'000 || value.digits > 999'999'999'999) {
      report.error(column, "domain.region.form");
    } else if (regions_given && !report.knows<Region>(value.to_string())) {
      report.error(column, "domain.region.unknown", value.to_string());
    }
  } else if constexpr (is_id_of<T>) {
    using Record = typename T::record;
    if (!report.knows<Record>(value.text())) {
      const std::string longer = report.with_zeros<Record>(value.text());
      report.error(column, longer.empty() ? "domain.reference" : "domain.leading_zeros",
                   value.text(), {{"table", std::string(Record::table)}, {"id", longer}});
    }
  } else if constexpr (std::is_same_v<T, std::string>) {
    if (!is_utf8(value)) report.error(column, "domain.text");
    if (holds_citizen_number(value)) report.error(column, "domain.citizen_number");
  }
}

/// A number whose rule names its least value: that it is below 0 is not told besides.
struct OwnLeast {
  std::string_view table{};
  std::string_view column{};
};
inline constexpr OwnLeast own_least[] = {{"bases", "title_year"},
                                         {"loan_products", "max_term_months"},
                                         {"loan_applications", "amount"},
                                         {"loan_applications", "term_months"},
                                         {"loans", "principal"},
                                         {"loans", "term_months"},
                                         {"activities", "days"},
                                         {"activities", "for_year"},
                                         {"roads", "metres"}};

inline bool has_own_least(std::string_view table, std::string_view column) {
  return std::any_of(std::begin(own_least), std::end(own_least), [&](const OwnLeast& one) {
    return one.table == table && one.column == column;
  });
}

template <class Record>
void check_fields(Report& report, const Record& record, bool regions_given) {
  for_each_field<Record>([&](const auto& field) {
    const auto& value = record.*field.member;
    if (is_missing(value)) {
      if (field.use == FieldUse::key) {
        report.error(field.name, "domain.key");
      } else if (field.use == FieldUse::required) {
        report.error(field.name, "domain.required");
      }
    } else if (field.use != FieldUse::key && !has_own_least(Record::table, field.name)) {
      // a key refers to itself; its form is its type's
      check_value(report, field.name, value, regions_given);
    }
  });
}

/// The tree of divisions: each one's next division above is there too, up to the highest level
/// given.
inline void check_region(Report& report, const Region& region, RegionLevel top) {
  const RegionLevel level = region.code.level();
  if (level <= top || region.code.empty()) return;
  const RegionCode above = region.code.at(static_cast<RegionLevel>(static_cast<int>(level) - 1));
  if (!report.knows<Region>(above.to_string())) {
    report.error("code", "domain.region.parent", region.code.to_string(),
                 {{"parent", above.to_string()}});
  }
}

/// Checks the records of one table.
template <class Record>
void check_table(Report& report, Seen& seen) {
  const Table<Record>& table = report.registry().template table<Record>();
  const bool regions_given = report.registry().template table<Region>().size() > 0;
  RegionLevel top = RegionLevel::village;
  if constexpr (std::is_same_v<Record, Region>) {
    for (const Region& region : table.rows()) {
      if (!region.code.empty() && region.code.level() < top) top = region.code.level();
    }
  }
  for (std::size_t index = 0; index < table.size(); ++index) {
    const Record& record = table.rows()[index];
    report.at(index, record);
    check_fields(report, record, regions_given);
    const std::string key = key_of(record);
    if (!key.empty() && table.find(key) != &record) {
      report.error(std::is_same_v<Record, Region> ? "code" : "id", "domain.duplicate", key);
    }
    if constexpr (std::is_same_v<Record, Region>) check_region(report, record, top);
    check(report, seen, record);
  }
}

/// Providers of all kinds may meet in one pairing, so no two share an id.
template <class... Providers>
void check_provider_ids(Report& report) {
  std::unordered_map<std::string, std::string_view> owner;
  const auto each = [&]<class Record>(std::type_identity<Record>) {
    const auto rows = report.registry().template all<Record>();
    for (std::size_t index = 0; index < rows.size(); ++index) {
      const std::string& id = rows[index].id.text();
      if (id.empty()) continue;
      const auto [at, fresh] = owner.try_emplace(id, Record::table);
      if (!fresh && at->second != Record::table) {
        report.at(index, rows[index]);
        report.error("id", "domain.provider.shared", id, {{"table", std::string(at->second)}});
      }
    }
  };
  (each(std::type_identity<Providers>{}), ...);
}

}  // namespace detail

JINGUO_INLINE void validate(const Registry& registry, const Origins& origins,
                            const std::function<void(Finding)>& found) {
  detail::Report report(registry, origins, found);
  detail::Seen seen;
  Registry::Records::for_each(
      [&]<class Record>(std::type_identity<Record>) { detail::check_table<Record>(report, seen); });
  detail::check_provider_ids<Mentor, Base, Project, Chain>(report);
}

JINGUO_INLINE std::vector<Issue> Registry::validate() const {
  std::vector<Issue> issues;
  jinguo::validate(*this, Origins{},
                   [&](Finding finding) { issues.push_back(std::move(finding.issue)); });
  return issues;
}

JINGUO_INLINE std::vector<Issue> validate(const Registry& registry, const Date& day) {
  std::vector<Issue> issues = registry.validate();
  find_implausible(registry, Origins{}, day,
                   [&](Finding finding) { issues.push_back(std::move(finding.issue)); });
  return issues;
}

}  // namespace jinguo::inline v0_1

#include <string>
#include <type_traits>

#include "jinguo/measure/evaluation.hpp"

namespace jinguo::inline v0_1::measure {
namespace {

template <class T>
std::string text_of(const T& value) {
  if constexpr (requires { value.has_value(); }) {
    return value ? text_of(*value) : std::string();
  } else if constexpr (CodedEnum<T>) {
    return std::string(to_string(value));
  } else if constexpr (std::is_same_v<T, bool>) {
    return value ? "true" : "false";
  } else if constexpr (std::is_integral_v<T>) {
    return std::to_string(value);
  } else if constexpr (std::is_same_v<T, std::string>) {
    return value;
  } else if constexpr (std::is_base_of_v<Id, T>) {
    return value.text();
  } else if constexpr (std::is_same_v<T, Date>) {
    return to_string(value);
  } else if constexpr (std::is_same_v<T, Money>) {
    return std::to_string(value.fen());  // whole fen: a label, not an amount to be read
  } else if constexpr (requires { value.to_string(); }) {
    return value.to_string();
  } else {
    std::string list;
    for (const auto& one : value) {
      if (!list.empty()) list += ';';
      list += text_of(one);
    }
    return list;
  }
}

template <class T>
inline constexpr bool is_position = std::is_same_v<T, std::optional<LonLat>>;

bool may_group(FieldUse use) { return use != FieldUse::personal && use != FieldUse::free_text; }

/// Calls visit(field) for the fields of a record that may group women.
template <class Record, class Visit>
void for_each_grouping(const Visit& visit) {
  for_each_field<Record>([&](const auto& field) {
    using T = typename std::remove_cvref_t<decltype(field)>::type;
    if constexpr (!is_position<T>) {
      if (may_group(field.use)) visit(field);
    }
  });
}

}  // namespace

std::vector<std::string> groups_by(const Registry& registry, std::string_view what) {
  const std::span<const Beneficiary> women = registry.all<Beneficiary>();
  std::vector<std::string> labels;
  labels.reserve(women.size());
  const auto by_household = [&](const auto& label) {
    for (const Beneficiary& woman : women) {
      const Household* home = registry.find(woman.household);
      labels.push_back(home == nullptr ? std::string() : label(*home));
    }
  };
  const auto by_region = [&](RegionLevel level) {
    by_household([&](const Household& home) { return home.region.at(level).to_string(); });
  };
  std::string allowed = "county, township, village, cause, household_type";
  if (what == "county") {
    by_region(RegionLevel::county);
    return labels;
  }
  if (what == "township") {
    by_region(RegionLevel::township);
    return labels;
  }
  if (what == "village") {
    by_region(RegionLevel::village);
    return labels;
  }
  if (what == "cause") what = "main_cause";
  if (what == "household_type") what = "type";
  bool known = false;
  for_each_grouping<Beneficiary>([&](const auto& field) {
    allowed.append(", ").append(field.name);
    if (known || field.name != what) return;
    known = true;
    for (const Beneficiary& woman : women) labels.push_back(text_of(woman.*field.member));
  });
  for_each_grouping<Household>([&](const auto& field) {
    if (field.use == FieldUse::key) return;  // "household" says it
    allowed.append(", ").append(field.name);
    if (known || field.name != what) return;
    known = true;
    by_household([&](const Household& home) { return text_of(home.*field.member); });
  });
  if (known) return labels;
  Issue issue;
  issue.code = "measure.grouping";
  issue.column = "by";
  issue.expected = {"measure.grouping", {{"allowed", std::move(allowed)}}};
  throw InputError(std::move(issue));
}

}  // namespace jinguo::inline v0_1::measure

#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "jinguo/programme/achievement.hpp"

/// What the files of achievement() share: the records in order, and what counts of them.
namespace jinguo::inline v0_1::programme::detail {

/// What one record adds to one target.
struct Counted {
  const Activity* activity = nullptr;
  std::int32_t year = 0;
  std::int64_t amount = 0;
  std::vector<std::string> people{};  ///< Known and counted, each once; see `listed`.
  bool of_persons = false;            ///< The amount counts persons, known or not.
};

/// The records that may count, in byte order of their ids, and each event once.
class Records {
 public:
  Records(const Registry& registry, const Programme& programme, std::optional<Date> day,
          const AchievementOptions& options);

  const Registry& registry;
  const Programme& programme;
  const AchievementOptions& options;
  Date day{};
  std::vector<const Activity*> activities{};
  std::vector<const Placement*> placements{};
  std::unordered_map<const Activity*, const Activity*> doubles{};  ///< To the one that counts.
  std::int32_t first_year = 0;
  std::int32_t last_year = 0;

  [[nodiscard]] bool within(const Date& date) const noexcept {
    return date.ok() && date <= day && (!programme.starts_on || date >= *programme.starts_on) &&
           (!programme.ends_on || date <= *programme.ends_on);
  }
  [[nodiscard]] const Household* home_of(const IdOf<Beneficiary>& id) const {
    const Beneficiary* const woman = registry.find(id);
    return woman == nullptr ? nullptr : registry.find(woman->household);
  }
  /// Of whom an activity lists ("women\nW1"); none of a person outside the registry.
  [[nodiscard]] const Household* home_of(const std::string& who) const {
    return who.starts_with("women\n") ? home_of(IdOf<Beneficiary>(who.substr(6))) : nullptr;
  }
  [[nodiscard]] bool is_registered_on(const std::string& who, const Date& date) const {
    const Household* const home = home_of(who);
    return home != nullptr && is_registered(*home, date);
  }
  [[nodiscard]] bool counts_as_higher(Level level) const noexcept {
    return level == Level::provincial ||
           (level == Level::national && options.higher_levels == HigherLevels::with_national);
  }
};

/// The id in "women\nW1".
[[nodiscard]] inline std::string id_in(const std::string& who) {
  return who.substr(who.find('\n') + 1);
}

/// Of a target that counts activities. `exemplars`: those counted by the target that it is a subset
/// of, with their years.
[[nodiscard]] std::vector<Counted> count_activities(
    const Records& records, const Target& target,
    const std::map<std::string, std::int32_t>& exemplars, Achievement& out);

/// Rows, parts and remarks of a coverage of two-cancer patients.
void count_patients(const Records& records, const Target& target, Achievement& out);

/// Rows and remarks of a target for each base.
void count_bases(const Records& records, const Target& target, const Plan* plan,
                 const Policy* policy, Achievement& out);

/// The six channels.
void count_reach(const Records& records, Achievement& out);

/// Fills state, missing, above, percent and pace from actual, at_least, at_most. `year`: 0 for the
/// whole programme.
void judge(const Records& records, const Target& target, std::int32_t year, TargetRow& row);

/// Whether a target is judged by the year.
[[nodiscard]] bool by_year(const Records& records, const Target& target) noexcept;

}  // namespace jinguo::inline v0_1::programme::detail

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jinguo/core/coded.hpp"
#include "jinguo/core/date.hpp"
#include "jinguo/core/message.hpp"
#include "jinguo/domain/activities.hpp"
#include "jinguo/domain/policy.hpp"
#include "jinguo/domain/programme.hpp"
#include "jinguo/domain/registry.hpp"
#include "jinguo/engine/plan.hpp"
#include "jinguo/programme/split.hpp"

/// How far a programme's targets are met, counted from the records: what counts, what does not and
/// why, by id. docs/targets.md defines every figure.
namespace jinguo::inline v0_1::programme {

// The ten points that the plan leaves open, as options. The first of each list is the default.

/// 1. Over what time a target counts of which the plan names no period.
enum class UnstatedPeriod : std::uint8_t { programme, year };
/// 2. What a target in person-times counts: services, or the persons among them.
enum class Counting : std::uint8_t { person_times, persons };
/// 3. Where a woman at two bases counts: at the first by day (equal days: by id), the last,
/// nowhere.
enum class TwoBases : std::uint8_t { first, last, neither };
/// 4. What a target on the media counts: items, or the exemplars that have one.
enum class ItemCounting : std::uint8_t { items, exemplars };
/// 5. Whether a number above a range misses it, or is met with a remark.
enum class AboveRange : std::uint8_t { missed, met };
/// 6. What a coverage of nobody is.
enum class OfNobody : std::uint8_t { not_applicable, met, missed };
/// 7. Whether "provincial or higher" takes in what is national.
enum class HigherLevels : std::uint8_t { with_national, provincial_only };
/// 8. Whom "women reached" counts: the registered women, or every woman of the registry.
enum class ReachedWomen : std::uint8_t { registered, all };
/// 10. Whether the deficit of bases is computed when there is a policy.
enum class Deficit : std::uint8_t { yes, no };
/// Beside the ten: whether what has no proof counts.
enum class Unproven : std::uint8_t { counts, left_out };

inline constexpr Coded<UnstatedPeriod> unstatedperiod_codes[] = {
    {UnstatedPeriod::programme, "programme", "1", "整个行动"},
    {UnstatedPeriod::year, "year", "2", "每年"},
};
inline constexpr Coded<Counting> counting_codes[] = {
    {Counting::person_times, "person_times", "1", "人次"},
    {Counting::persons, "persons", "2", "人"},
};
inline constexpr Coded<TwoBases> twobases_codes[] = {
    {TwoBases::first, "first", "1", "先到的基地"},
    {TwoBases::last, "last", "2", "后到的基地"},
    {TwoBases::neither, "neither", "3", "均不计"},
};
inline constexpr Coded<ItemCounting> itemcounting_codes[] = {
    {ItemCounting::items, "items", "1", "篇数"},
    {ItemCounting::exemplars, "exemplars", "2", "典型数"},
};
inline constexpr Coded<AboveRange> aboverange_codes[] = {
    {AboveRange::missed, "missed", "1", "未达标"},
    {AboveRange::met, "met", "2", "达标"},
};
inline constexpr Coded<OfNobody> ofnobody_codes[] = {
    {OfNobody::not_applicable, "not_applicable", "1", "不适用"},
    {OfNobody::met, "met", "2", "达标"},
    {OfNobody::missed, "missed", "3", "未达标"},
};
inline constexpr Coded<HigherLevels> higherlevels_codes[] = {
    {HigherLevels::with_national, "with_national", "1", "含国家级"},
    {HigherLevels::provincial_only, "provincial_only", "2", "仅省级"},
};
inline constexpr Coded<ReachedWomen> reachedwomen_codes[] = {
    {ReachedWomen::registered, "registered", "1", "建档立卡妇女"},
    {ReachedWomen::all, "all", "2", "全部妇女"},
};
inline constexpr Coded<Deficit> deficit_codes[] = {
    {Deficit::yes, "yes", "1", "是"},
    {Deficit::no, "no", "0", "否"},
};
inline constexpr Coded<Unproven> unproven_codes[] = {
    {Unproven::counts, "counts", "1", "计入"},
    {Unproven::left_out, "left_out", "2", "不计"},
};
// clang-format off
constexpr std::span<const Coded<UnstatedPeriod>> codes(std::type_identity<UnstatedPeriod>) noexcept { return unstatedperiod_codes; }
constexpr std::span<const Coded<Counting>> codes(std::type_identity<Counting>) noexcept { return counting_codes; }
constexpr std::span<const Coded<TwoBases>> codes(std::type_identity<TwoBases>) noexcept { return twobases_codes; }
constexpr std::span<const Coded<ItemCounting>> codes(std::type_identity<ItemCounting>) noexcept { return itemcounting_codes; }
constexpr std::span<const Coded<AboveRange>> codes(std::type_identity<AboveRange>) noexcept { return aboverange_codes; }
constexpr std::span<const Coded<OfNobody>> codes(std::type_identity<OfNobody>) noexcept { return ofnobody_codes; }
constexpr std::span<const Coded<HigherLevels>> codes(std::type_identity<HigherLevels>) noexcept { return higherlevels_codes; }
constexpr std::span<const Coded<ReachedWomen>> codes(std::type_identity<ReachedWomen>) noexcept { return reachedwomen_codes; }
constexpr std::span<const Coded<Deficit>> codes(std::type_identity<Deficit>) noexcept { return deficit_codes; }
constexpr std::span<const Coded<Unproven>> codes(std::type_identity<Unproven>) noexcept { return unproven_codes; }
// clang-format on

/// The options by name, in Python and on the command line too (`--option two_bases=last`).
struct AchievementOptions {
  /// Over what time a target counts of which the plan names no period.
  UnstatedPeriod unstated_period{};
  Counting counting{};           ///< What a target in person-times counts.
  TwoBases two_bases{};          ///< Where a woman at two bases counts.
  ItemCounting media_items{};    ///< What a target on the media counts.
  AboveRange above_range{};      ///< Whether a number above a range misses it.
  OfNobody of_nobody{};          ///< What a coverage of nobody is.
  HigherLevels higher_levels{};  ///< Whether "provincial or higher" takes in what is national.
  ReachedWomen reached_women{};  ///< Whom "women reached" counts.
  ManagementAreas management_areas{};  ///< Whether management areas count by themselves.
  Deficit deficit{};    ///< Whether the deficit of bases is computed when there is a policy.
  Unproven unproven{};  ///< Whether what has no proof counts.
  friend bool operator==(const AchievementOptions&, const AchievementOptions&) = default;
};

/// Options from (name, value) pairs; InputError with every name or value that is not known.
[[nodiscard]] AchievementOptions options_of(
    std::span<const std::pair<std::string, std::string>> given);
/// Each option's name with its values, the default first.
[[nodiscard]] std::vector<std::pair<std::string, std::vector<std::string>>> option_values();

/// What a target's number is on the day.
enum class TargetState : std::uint8_t {
  met,             ///< Reached.
  on_pace,         ///< Not yet, the period runs, and it is at or above the pace needed.
  behind,          ///< Not yet, the period runs, and it is below the pace needed.
  missed,          ///< Not reached: the period is over, or has no end; or above a range.
  not_applicable,  ///< There is nobody and nothing to count.
};
inline constexpr Coded<TargetState> targetstate_codes[] = {
    {TargetState::met, "met", "1", "达标"},
    {TargetState::on_pace, "on_pace", "2", "进度正常"},
    {TargetState::behind, "behind", "3", "进度落后"},
    {TargetState::missed, "missed", "4", "未达标"},
    {TargetState::not_applicable, "not_applicable", "5", "不适用"},
};
constexpr std::span<const Coded<TargetState>> codes(std::type_identity<TargetState>) noexcept {
  return targetstate_codes;
}

/// The period of a row over all that is counted.
inline constexpr std::string_view whole_programme = "programme";

/// One target over one period: the whole, or one unit of a per-unit target.
struct TargetRow {
  std::string target{};  ///< Id of the target.
  std::string period{};  ///< A year as "2016", or `whole_programme`.
  std::string base{};    ///< Of a unit's row; empty: the target itself.
  /// Stands for the target on the board: the year of the day, or the whole programme.
  bool headline = false;
  bool judged = false;  ///< The target names this period; else the row only shows its part.
  TargetState state{};  ///< What the number is on the day.
  Unit unit{};          ///< What is counted.
  /// Of a coverage: those aided. Of a per-unit target: the least of its units.
  std::int64_t actual = 0;
  std::int64_t at_least = 0;              ///< Of a coverage: how many must be aided.
  std::optional<std::int64_t> at_most{};  ///< Of a range.
  std::int64_t missing = 0;               ///< Up to the floor; of a per-unit target summed.
  std::int64_t above = 0;                 ///< Over a range.
  std::optional<std::int64_t> percent{};  ///< % met, whole, floored; nothing where not applicable.
  std::optional<std::int64_t> whole{};    ///< Of a coverage who qualify; per unit how many units.
  std::optional<std::int64_t> units_met{};     ///< Per unit: units at or above the floor.
  std::optional<std::int64_t> person_times{};  ///< Of activities that list or count persons ...
  std::optional<std::int64_t> persons{};       ///< ... and the persons known among them, each once.
  std::optional<std::int64_t> planned{};       ///< What the plan gives: registered women at bases.
  std::optional<std::int64_t> reachable{};     ///< Best that all bases together could reach.
  std::optional<std::int64_t> pace{};          ///< Needed by the day, while the period runs.
  friend bool operator==(const TargetRow&, const TargetRow&) = default;
};

/// Something of the right kind that was not counted, and why: codes "targets.not_counted.*".
struct NotCounted {
  std::string target{};     ///< Id of the target.
  std::string period{};     ///< Year.
  std::string table{};      ///< "activities" or "placements".
  std::string id{};         ///< Id of the record.
  std::string subject{};    ///< The woman, person, or nothing: the whole record.
  std::string reason{};     ///< "double_report": `message` renders it.
  std::string other{};      ///< The record that counts in its place.
  std::int64_t amount = 0;  ///< In the target's unit.
  friend bool operator==(const NotCounted&, const NotCounted&) = default;
  /// The reason in the catalogue's words.
  [[nodiscard]] Message message() const;
};

/// A counted number by something: county, brand, skill, kind of person, kind of exemplar, medium.
struct TargetPart {
  std::string target{};  ///< Id of the target.
  std::string period{};  ///< A year as "2016", or `whole_programme`.
  /// What it is broken down by: county, brand, skill, whom, exemplar_kind, medium.
  std::string by{};
  std::string key{};       ///< A code's word or a division; "" where not told.
  std::int64_t count = 0;  ///< How many, in the target's unit.
  friend bool operator==(const TargetPart&, const TargetPart&) = default;
};

/// Whom the plan's six channels reached: persons are a union, never a sum of services.
struct ReachRow {
  std::string period{};       ///< Year, or `whole_programme`.
  std::string channel{};      ///< A word of Channel, or "any".
  std::int64_t services = 0;  ///< Persons listed or counted, each time.
  std::int64_t persons = 0;   ///< Persons known, each once.
  std::int64_t women = 0;     ///< Of these women of the registry (option reached_women).
  friend bool operator==(const ReachRow&, const ReachRow&) = default;
};

/// A patient of the two cancers who qualifies for aid and has none.
struct UnpaidPatient {
  std::string person{};     ///< Id of the patient.
  std::string table{};      ///< "women" or "persons".
  std::string diagnosis{};  ///< The activity.
  RegionCode region{};      ///< Where she lives.
  Date since{};             ///< From this day she qualifies: diagnosed and registered.
  std::int64_t days = 0;    ///< Days that she has waited by the last day that counts.
  friend bool operator==(const UnpaidPatient&, const UnpaidPatient&) = default;
};

/// How far the targets of a programme are met.
struct Achievement {
  Date day{};                     ///< The last day that counts.
  std::vector<TargetRow> rows{};  ///< By target as in the programme, period, base.
  /// What is of the right kind and was not counted, and why.
  std::vector<NotCounted> not_counted{};
  std::vector<TargetPart> parts{};  ///< What was counted, broken down.
  /// Whom the six channels reached, by year and over the programme.
  std::vector<ReachRow> reach{};
  std::vector<UnpaidPatient> unpaid{};  ///< Longest wait first.
  std::vector<std::int64_t> waits{};    ///< Days from qualifying to aid of those aided, rising.
  std::int64_t unproven = 0;            ///< Counted records without a word on their proof.
};

/// How far the targets of a programme are met, counted from activities and placements.
///
/// `day` is the last day that counts; nothing: the last day of any activity or
/// start of a placement in the registry. A plan shows what is planned beside what is proven; a
/// policy makes the deficit of T5 known: how many women each base could reach under its rules.
/// Throws InputError for a programme at fault.
[[nodiscard]] Achievement achievement(const Registry& registry, const Programme& programme,
                                      std::optional<Date> day = {},
                                      const AchievementOptions& options = {},
                                      const Plan* plan = nullptr, const Policy* policy = nullptr);

/// % met, whole, floored: of what rises actual / target; of what falls, over the whole programme
/// (baseline - actual) / (baseline - target), in a period 1 + (target - actual) / target. Never
/// below 0; nothing for a target of 0.
[[nodiscard]] std::optional<std::int64_t> percent_met(const Target& target, std::int64_t actual,
                                                      std::int64_t wanted, bool whole_programme);

}  // namespace jinguo::inline v0_1::programme

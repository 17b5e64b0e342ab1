#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <type_traits>

#include "jinguo/core/coded.hpp"
#include "jinguo/domain/codes.hpp"

/// What answers a cause of poverty, as data: cause to measure, and what kind of help a measure is.
namespace jinguo::inline v0_1 {

/// A measure of the programme: what activities, relations and loans are when seen from her side.
enum class Measure : std::uint8_t {
  outreach,
  culture,
  training,
  student_aid,
  cancer_aid,
  health_service,
  insurance,
  charity,
  advice,
  visit,
  mentorship,
  placement,
  dividend,
  loan
};
inline constexpr Coded<Measure> measure_codes[] = {
    {Measure::outreach, "outreach", "1", "宣传宣讲"},
    {Measure::culture, "culture", "2", "文化教育"},
    {Measure::training, "training", "3", "技能培训"},
    {Measure::student_aid, "student_aid", "4", "助学"},
    {Measure::cancer_aid, "cancer_aid", "5", "两癌救助"},
    {Measure::health_service, "health_service", "6", "健康服务"},
    {Measure::insurance, "insurance", "7", "购买医保"},
    {Measure::charity, "charity", "8", "爱心救助"},
    {Measure::advice, "advice", "9", "智援咨询"},
    {Measure::visit, "visit", "10", "走访"},
    {Measure::mentorship, "mentorship", "11", "结对帮扶"},
    {Measure::placement, "placement", "12", "就业安置"},
    {Measure::dividend, "dividend", "13", "四方联结分红"},
    {Measure::loan, "loan", "14", "贷款"},
};
constexpr std::span<const Coded<Measure>> codes(std::type_identity<Measure>) noexcept {
  return measure_codes;
}

/// From giving blood to making it (由“输血”向“造血”转变).
enum class MeasureClass : std::uint8_t {
  transfer,    ///< Money, goods and services given.
  capability,  ///< What she can do afterwards.
  earning,     ///< Work, means and partners that bring income.
};
inline constexpr Coded<MeasureClass> measureclass_codes[] = {
    {MeasureClass::transfer, "transfer", "1", "输血"},
    {MeasureClass::capability, "capability", "2", "扶智扶志"},
    {MeasureClass::earning, "earning", "3", "造血"},
};
constexpr std::span<const Coded<MeasureClass>> codes(std::type_identity<MeasureClass>) noexcept {
  return measureclass_codes;
}

/// Whether a measure gives money, builds ability, or lets women earn.
[[nodiscard]] constexpr MeasureClass class_of(Measure measure) noexcept {
  switch (measure) {
    case Measure::student_aid:
    case Measure::cancer_aid:
    case Measure::health_service:
    case Measure::insurance:
    case Measure::charity:
    case Measure::visit:
      return MeasureClass::transfer;
    case Measure::outreach:
    case Measure::culture:
    case Measure::training:
      return MeasureClass::capability;
    case Measure::advice:
    case Measure::mentorship:
    case Measure::placement:
    case Measure::dividend:
    case Measure::loan:
      break;
  }
  return MeasureClass::earning;
}

/// The measure that an activity is; none of what is no help by itself.
[[nodiscard]] constexpr std::optional<Measure> measure_of(ActivityKind kind) noexcept {
  using enum ActivityKind;
  switch (kind) {
    case outreach:
    case leaflets:
    case talk:
      return Measure::outreach;
    case course:
    case reading:
    case family_education:
      return Measure::culture;
    case training:
      return Measure::training;
    case student_aid:
      return Measure::student_aid;
    case cancer_aid:
      return Measure::cancer_aid;
    case screening:
    case clinic:
    case lecture:
      return Measure::health_service;
    case insurance:
      return Measure::insurance;
    case charity:
      return Measure::charity;
    case advice:
      return Measure::advice;
    case visit:
      return Measure::visit;
    case diagnosis:
    case exemplar:
    case media_item:
    case resource:
      break;
  }
  return std::nullopt;
}

/// Whether a measure is for everybody: it needs no cause, and answers none.
[[nodiscard]] constexpr bool is_general(Measure measure) noexcept {
  return measure == Measure::outreach || measure == Measure::culture ||
         measure == Measure::health_service || measure == Measure::visit;
}

/// A measure that answers a cause of poverty.
struct CauseMeasure {
  Cause cause{};      ///< What a household suffers from.
  Measure measure{};  ///< A measure that answers it.
};
/// Cause to measure. The plan names four: skills to training, capital to loan, illness to aid and
/// insurance, labour to dividend (clauses G1, 3.1, 3.3, 5.3); the others are ours. Water and
/// transport have none: what answers them is no measure of a women's federation.
inline constexpr CauseMeasure cause_measures[] = {
    {Cause::illness, Measure::cancer_aid},
    {Cause::illness, Measure::insurance},
    {Cause::illness, Measure::charity},
    {Cause::illness, Measure::dividend},
    {Cause::illness, Measure::placement},
    {Cause::disability, Measure::insurance},
    {Cause::disability, Measure::charity},
    {Cause::disability, Measure::dividend},
    {Cause::disability, Measure::placement},
    {Cause::schooling, Measure::student_aid},
    {Cause::schooling, Measure::charity},
    {Cause::schooling, Measure::placement},
    {Cause::disaster, Measure::charity},
    {Cause::disaster, Measure::loan},
    {Cause::disaster, Measure::placement},
    {Cause::land, Measure::placement},
    {Cause::land, Measure::dividend},
    {Cause::skills, Measure::training},
    {Cause::skills, Measure::mentorship},
    {Cause::skills, Measure::advice},
    {Cause::labour, Measure::dividend},
    {Cause::labour, Measure::insurance},
    {Cause::labour, Measure::charity},
    {Cause::capital, Measure::loan},
    {Cause::capital, Measure::dividend},
    {Cause::capital, Measure::placement},
    {Cause::motivation, Measure::mentorship},
    {Cause::motivation, Measure::training},
    {Cause::motivation, Measure::placement},
    {Cause::other, Measure::charity},
    {Cause::other, Measure::placement},
    {Cause::other, Measure::mentorship},
    {Cause::other, Measure::loan},
};

/// Whether a measure answers a cause of poverty (docs/needs.md has the table).
[[nodiscard]] constexpr bool answers(Measure measure, Cause cause) noexcept {
  return std::any_of(
      std::begin(cause_measures), std::end(cause_measures),
      [&](const CauseMeasure& row) { return row.cause == cause && row.measure == measure; });
}
/// Whether any measure of the programme answers a cause.
[[nodiscard]] constexpr bool has_answer(Cause cause) noexcept {
  return std::any_of(std::begin(cause_measures), std::end(cause_measures),
                     [&](const CauseMeasure& row) { return row.cause == cause; });
}

}  // namespace jinguo::inline v0_1

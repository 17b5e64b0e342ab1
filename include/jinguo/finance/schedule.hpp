#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include "jinguo/core/coded.hpp"
#include "jinguo/core/date.hpp"
#include "jinguo/core/decimal.hpp"
#include "jinguo/core/issue.hpp"
#include "jinguo/core/money.hpp"
#include "jinguo/domain/repayment.hpp"

/// Loans to the fen: who pays what on which day.
///
/// Problem      principal, rate and n due dates; each instalment's principal and interest in fen.
/// Method       exact integers throughout: interest = balance * rate * days / year as a fraction
///              rounded once; the level instalment as a quotient of integers as long as need be.
/// Promises     principal parts sum to the principal, no balance is negative, every rounding is
///              the right one of the exact number, ties included; the last instalment takes the
///              residue.
/// Limits       principal to 10^15 yuan, n to 3,660, rates of at most 12 decimals from 0 to 1.
///              Time O(n), for equal instalments O(n^2) of one multiplication each.
/// Reference    The rules of Apache Fineract's schedules, in words, and its published cases
///              (tests/cases/loans).
namespace jinguo::inline v0_1::finance {

/// What lies between two due dates, times `every`.
enum class Frequency : std::uint8_t { monthly, weekly, daily };
inline constexpr Coded<Frequency> frequency_codes[] = {
    {Frequency::monthly, "monthly", "1", "月"},
    {Frequency::weekly, "weekly", "2", "周"},
    {Frequency::daily, "daily", "3", "日"},
};
constexpr std::span<const Coded<Frequency>> codes(std::type_identity<Frequency>) noexcept {
  return frequency_codes;
}

/// What part of a year a period is.
enum class DayCount : std::uint8_t {
  thirty_360,     ///< Monthly periods: a whole month is 30 days of 360, odd days as they are;
                  ///< weekly and daily ones: days / 360.
  actual_365,     ///< Days / 365.
  actual_360,     ///< Days / 360.
  actual_actual,  ///< Days in leap years / 366 + other days / 365.
  actual_364,     ///< Days / 364: 52 weeks are a year.
};
inline constexpr Coded<DayCount> daycount_codes[] = {
    {DayCount::thirty_360, "30/360", "1", "30/360"},
    {DayCount::actual_365, "actual/365", "2", "实际天数/365"},
    {DayCount::actual_360, "actual/360", "3", "实际天数/360"},
    {DayCount::actual_actual, "actual/actual", "4", "实际天数/实际天数"},
    {DayCount::actual_364, "364", "5", "实际天数/364"},
};
constexpr std::span<const Coded<DayCount>> codes(std::type_identity<DayCount>) noexcept {
  return daycount_codes;
}

/// What a loan's rate is of.
enum class RatePer : std::uint8_t {
  year,
  month,  ///< A month's rate: twelve times it is the year's.
};
inline constexpr Coded<RatePer> rateper_codes[] = {
    {RatePer::year, "year", "1", "年"},
    {RatePer::month, "month", "2", "月"},
};
constexpr std::span<const Coded<RatePer>> codes(std::type_identity<RatePer>) noexcept {
  return rateper_codes;
}

/// To the nearest; a tie goes to the even neighbour or up.
enum class Rounding : std::uint8_t { half_even, half_up };
inline constexpr Coded<Rounding> rounding_codes[] = {
    {Rounding::half_even, "half_even", "1", "四舍六入五成双"},
    {Rounding::half_up, "half_up", "2", "四舍五入"},
};
constexpr std::span<const Coded<Rounding>> codes(std::type_identity<Rounding>) noexcept {
  return rounding_codes;
}

/// A part of the principal that is paid out on a day.
struct Disbursement {
  Date day{};      ///< When it is paid out.
  Money amount{};  ///< How much, yuan, above 0.

  friend bool operator==(const Disbursement&, const Disbursement&) = default;
};

/// The terms of a loan beside principal, rate, number and start.
struct ScheduleOptions {
  /// How principal and interest are spread over the instalments.
  Repayment method = Repayment::equal_instalment;
  Frequency frequency = Frequency::monthly;   ///< What lies between two due dates, times `every`.
  std::int32_t every = 1;                     ///< 1 to 366: every second month, every 15 days.
  DayCount day_count = DayCount::thirty_360;  ///< What part of a year a period is.
  /// The first due date, if it is not one period after the start. Later ones follow from it.
  std::optional<Date> first_due{};
  RatePer rate_per = RatePer::year;  ///< What the rate is of.
  std::int32_t principal_grace = 0;  ///< So many first instalments are of interest only.
  /// Interest of so many first periods is not paid then but, without interest on it, with the
  /// instalment after them.
  std::int32_t interest_grace = 0;
  Rounding rounding = Rounding::half_even;  ///< Where a tie goes when an amount is rounded.
  /// What amounts are rounded to. Equal instalments and flat: the instalment is a multiple,
  /// interest is to the fen. Equal principal and interest only: principal parts and interest are
  /// multiples. The last principal part takes the residue and need be none.
  Money multiple = Money::from_fen(1);
  /// Equal instalments: where the last one differs from the others by more than n/2 fen, tries them
  /// nearer by that difference / n, and keeps the try if the last one then differs less. n counts
  /// the instalments that are meant to be equal: after the grace, and from the last disbursement
  /// on.
  bool emi_adjustment = false;
  /// Equal principal: this share of the principal each time, the rest with the last instalment.
  std::optional<Decimal> principal_share{};
  /// When the principal is paid out, by day; empty: all of it on the start. They sum to the
  /// principal; the first is before the first due date, the last before the last. One on a due date
  /// is paid out after that instalment. Within a period a part bears interest from its day on, with
  /// 30/360 of monthly periods for its share of the period's days. From each one on, level
  /// instalments and equal parts are computed anew from what is then owed over the periods left.
  /// Not with flat, whose interest is on the whole principal from the first day.
  std::vector<Disbursement> disbursements{};
};

/// What is due on one day.
struct Instalment {
  std::int32_t number{};  ///< From 1.
  Date due{};             ///< The day on which it is due.
  Money principal{};      ///< Part of the principal, yuan.
  Money interest{};       ///< Interest, yuan.
  Money total{};          ///< principal + interest, yuan.
  Money balance{};        ///< Of what has been paid out, principal left after it.

  friend bool operator==(const Instalment&, const Instalment&) = default;
};

/// The instalments of a loan.
struct Schedule {
  std::vector<Instalment> rows{};  ///< By due date.
  /// Of equal instalments: the one they are all meant to be, from the last disbursement on; else 0.
  Money instalment{};

  /// Interest of all instalments together.
  [[nodiscard]] Money interest() const {
    Money sum;
    for (const Instalment& row : rows) sum += row.interest;
    return sum;
  }
  friend bool operator==(const Schedule&, const Schedule&) = default;
};

/// Every fault of the arguments of schedule(); empty: none. Columns are the arguments' names.
[[nodiscard]] std::vector<Issue> why_not_schedule(Money principal, Decimal rate, std::int32_t n,
                                                  const Date& start,
                                                  const ScheduleOptions& options = {});

/// The instalments of a loan. `rate` is a fraction: 0.0435 is 4.35 %. Monthly due dates keep the
/// day of the start (or of first_due) where the month has it: 31 January, 28 February, 31 March.
/// Throws InputError with every fault of why_not_schedule(), std::overflow_error where a period's
/// rate or a sum does not fit.
[[nodiscard]] Schedule schedule(Money principal, Decimal rate, std::int32_t n, const Date& start,
                                const ScheduleOptions& options = {});

}  // namespace jinguo::inline v0_1::finance

#pragma once

#include <cstdint>
#include <stdexcept>

#include "jinguo/core/date.hpp"
#include "jinguo/core/decimal.hpp"
#include "jinguo/core/money.hpp"
#include "jinguo/finance/schedule.hpp"

/// Days, months and roundings, exactly.
namespace jinguo::inline v0_1::finance {

__extension__ using Wide = __int128;

/// The day so many months later: of that number in its month, or the month's last.
[[nodiscard]] constexpr Date months_later(const Date& from, std::int64_t months,
                                          std::chrono::day seed) noexcept {
  const std::int64_t at = static_cast<std::int64_t>(static_cast<int>(from.year())) * 12 +
                          static_cast<unsigned>(from.month()) - 1 + months;
  const std::chrono::year_month month{std::chrono::year(static_cast<int>(at / 12)),
                                      std::chrono::month(static_cast<unsigned>(at % 12) + 1)};
  const std::chrono::year_month_day_last last{month.year(),
                                              std::chrono::month_day_last(month.month())};
  return {month.year(), month.month(), seed < last.day() ? seed : last.day()};
}

[[nodiscard]] constexpr std::int64_t days_between(const Date& from, const Date& to) noexcept {
  return days_since_1970(to) - days_since_1970(from);
}

/// num / den to the nearest whole number; num >= 0, den > 0.
[[nodiscard]] constexpr Wide rounded(Wide num, Wide den, Rounding rounding) noexcept {
  const Wide quotient = num / den;
  const Wide rest = num % den;
  const Wide other = den - rest;
  const bool up =
      rest > other || (rest == other && (rounding == Rounding::half_up || quotient % 2 != 0));
  return quotient + (up ? 1 : 0);
}

[[nodiscard]] inline Wide times(Wide a, Wide b) {
  Wide out = 0;
  if (__builtin_mul_overflow(a, b, &out)) {
    throw std::overflow_error("jinguo: the interest of a period does not fit");
  }
  return out;
}

/// What a rate comes to, period by period: balance * part / whole. `whole` is the same for all
/// periods of a loan.
class Accrual {
 public:
  Accrual(Decimal rate, RatePer per, DayCount count);

  [[nodiscard]] std::uint64_t whole() const noexcept { return whole_; }
  /// Of whole months (30/360) and days that follow them, which begin on a day.
  [[nodiscard]] std::uint64_t part(std::int64_t months, const Date& from, const Date& to) const;
  /// Of a period of a loan that is paid monthly: its whole months from its first day, and the days
  /// left. Other counts than 30/360 know days only.
  [[nodiscard]] std::uint64_t monthly(const Date& from, const Date& to) const;
  [[nodiscard]] Wide of(Money balance, std::uint64_t part) const {
    return times(balance.fen(), static_cast<Wide>(part));
  }
  /// Interest on a balance, to the nearest multiple of so many fen.
  [[nodiscard]] Money interest(Money balance, std::uint64_t part, Rounding rounding,
                               std::int64_t multiple = 1) const;

 private:
  DayCount count_;
  Wide rate_ = 0;  ///< A year's rate is rate_ / 10^decimals.
  std::uint64_t whole_ = 1;
};

[[nodiscard]] Money money(Wide fen);

}  // namespace jinguo::inline v0_1::finance

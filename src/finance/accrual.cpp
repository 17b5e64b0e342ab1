#include "accrual.hpp"

#include <algorithm>
#include <limits>

namespace jinguo::inline v0_1::finance {
namespace {

/// Days of a period that lie in leap years.
std::int64_t leap_days(const Date& from, const Date& to) {
  std::int64_t days = 0;
  for (std::chrono::year year = from.year(); year <= to.year(); ++year) {
    if (!year.is_leap()) continue;
    const Date first = year / 1 / 1;
    const Date next = (year + std::chrono::years(1)) / 1 / 1;
    days += days_between(std::max(from, first), std::min(to, next));
  }
  return days;
}

}  // namespace

Money money(Wide fen) {
  if (fen > std::numeric_limits<std::int64_t>::max()) {
    throw std::overflow_error("jinguo: an amount of money exceeds 92 quadrillion yuan");
  }
  return Money::from_fen(static_cast<std::int64_t>(fen));
}

Accrual::Accrual(Decimal rate, RatePer per, DayCount count) : count_(count), rate_(rate.units) {
  if (per == RatePer::month) rate_ *= 12;
  for (std::int32_t k = 0; k < rate.decimals; ++k) whole_ *= 10;
  switch (count) {
    case DayCount::thirty_360:
    case DayCount::actual_360:
      whole_ *= 360;
      break;
    case DayCount::actual_365:
      whole_ *= 365;
      break;
    case DayCount::actual_364:
      whole_ *= 364;
      break;
    case DayCount::actual_actual:
      whole_ *= 365 * 366;
      break;
  }
}

std::uint64_t Accrual::part(std::int64_t months, const Date& from, const Date& to) const {
  const std::int64_t days = days_between(from, to);
  Wide time = days + 30 * months;
  if (count_ == DayCount::actual_actual) {
    const std::int64_t leap = leap_days(from, to);
    time = static_cast<Wide>(leap) * 365 + static_cast<Wide>(days - leap) * 366;
  }
  const Wide part = times(rate_, time);
  // 1 + part / whole must fit into 64 bits, over the same denominator.
  if (part > std::numeric_limits<std::int64_t>::max() - static_cast<Wide>(whole_)) {
    throw std::overflow_error("jinguo: the interest of a period does not fit");
  }
  return static_cast<std::uint64_t>(part);
}

std::uint64_t Accrual::monthly(const Date& from, const Date& to) const {
  if (count_ != DayCount::thirty_360) return part(0, from, to);
  const auto month_of = [](const Date& day) {
    return static_cast<std::int64_t>(static_cast<int>(day.year())) * 12 +
           static_cast<unsigned>(day.month());
  };
  std::int64_t months = month_of(to) - month_of(from);
  while (months > 0 && months_later(from, months, from.day()) > to) --months;
  return part(months, months_later(from, months, from.day()), to);
}

Money Accrual::interest(Money balance, std::uint64_t part, Rounding rounding,
                        std::int64_t multiple) const {
  const Wide whole = times(static_cast<Wide>(whole_), multiple);
  return money(times(rounded(of(balance, part), whole, rounding), multiple));
}

}  // namespace jinguo::inline v0_1::finance

#include "jinguo/finance/schedule.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "accrual.hpp"
#include "natural.hpp"

namespace jinguo::inline v0_1::finance {
namespace {

constexpr std::int32_t most_periods = 3'660;
constexpr std::int32_t most_every = 366;
constexpr std::int32_t most_decimals = 12;
constexpr std::int64_t most_fen = 100'000'000'000'000'000;  // 10^15 yuan

/// The due dates, or nothing where one lies after the year 9999.
std::optional<std::vector<Date>> due_dates(std::int32_t n, const Date& start,
                                           const ScheduleOptions& options) {
  std::vector<Date> out;
  out.reserve(static_cast<std::size_t>(n));
  const bool given = options.first_due.has_value();
  const Date& anchor = given ? *options.first_due : start;
  const std::int64_t step = options.every * (options.frequency == Frequency::weekly ? 7 : 1);
  for (std::int32_t k = 0; k < n; ++k) {
    const std::int64_t steps = step * (given ? k : k + 1);
    Date due{};
    if (options.frequency == Frequency::monthly) {
      if (static_cast<int>(anchor.year()) + steps / 12 > 9998) return std::nullopt;
      due = months_later(anchor, steps, anchor.day());
    } else {
      if (days_since_1970(anchor) + steps > 2'932'000) return std::nullopt;  // in 9997
      due = Date{std::chrono::sys_days(anchor) + std::chrono::days(steps)};
    }
    out.push_back(due);
  }
  return out;
}

/// What interest each period bears.
std::vector<std::uint64_t> parts_of(const Accrual& accrual, const Date& start,
                                    const std::vector<Date>& due, const ScheduleOptions& options) {
  std::vector<std::uint64_t> out;
  out.reserve(due.size());
  for (std::size_t k = 0; k < due.size(); ++k) {
    const Date& from = k == 0 ? start : due[k - 1];
    if (options.frequency != Frequency::monthly) {
      out.push_back(accrual.part(0, from, due[k]));
    } else if (options.day_count == DayCount::thirty_360 &&
               (k > 0 || !options.first_due ||
                months_later(start, options.every, start.day()) == due[0])) {
      // The 28th of February after the 31st of January is a month later, and so is the 31st of
      // March after it.
      out.push_back(accrual.part(options.every, due[k], due[k]));
    } else {
      out.push_back(accrual.monthly(from, due[k]));
    }
  }
  return out;
}

Money rounded_to(Wide num, Wide den, Rounding rounding, Money multiple) {
  return money(times(rounded(num, times(den, multiple.fen()), rounding), multiple.fen()));
}

/// The instalment that pays a balance in the periods given, to the nearest multiple: balance * G /
/// F with G the growth over all of them, prod(1 + part/whole), and F its annuity factor, f(1) = 1,
/// f(i) = f(i-1) (1 + part(i)/whole) + 1. Times powers of `whole` both are whole numbers.
Money level_instalment(Money balance, std::span<const std::uint64_t> parts, std::uint64_t whole,
                       Rounding rounding, Money multiple) {
  Natural growth(static_cast<std::uint64_t>(balance.fen()));
  Natural factor(1);
  Natural power(1);
  for (std::size_t k = 0; k < parts.size(); ++k) {
    growth *= whole + parts[k];
    if (k == 0) continue;
    factor *= whole + parts[k];
    power *= whole;
    factor += power;
  }
  factor *= whole;
  factor *= static_cast<std::uint64_t>(multiple.fen());
  // The greatest q with q * factor <= growth.
  std::uint64_t low = 0;
  std::uint64_t high = std::uint64_t{1} << 62U;
  if (factor * high <= growth) throw std::overflow_error("jinguo: an instalment does not fit");
  while (high - low > 1) {
    const std::uint64_t middle = low + (high - low) / 2;
    (factor * middle <= growth ? low : high) = middle;
  }
  // And whether the rest is under, on or over a half.
  const auto half = growth * 2 <=> factor * (2 * low + 1);
  if (half > 0 || (half == 0 && (rounding == Rounding::half_up || low % 2 != 0))) ++low;
  return money(times(static_cast<Wide>(low), multiple.fen()));
}

/// One loan on its way from principal to 0.
class Run {
 public:
  Run(Money principal, const std::vector<Date>& due, const std::vector<std::uint64_t>& parts,
      const Accrual& accrual, const ScheduleOptions& options)
      : principal_(principal), due_(due), parts_(parts), accrual_(accrual), options_(options) {}

  /// Equal instalments of this sum.
  [[nodiscard]] std::vector<Instalment> level(Money instalment) const {
    return run(Money::from_fen(1), false,
               [&](std::size_t, Money interest) { return instalment - interest; });
  }
  /// This part of the principal each time.
  [[nodiscard]] std::vector<Instalment> even(Money part) const {
    return run(options_.multiple, false, [&](std::size_t, Money) { return part; });
  }
  [[nodiscard]] std::vector<Instalment> flat() const {
    const Wide periods = static_cast<Wide>(parts_.size()) - options_.principal_grace;
    const Wide whole = static_cast<Wide>(accrual_.whole());
    return run(Money::from_fen(1), true, [&](std::size_t k, Money interest) {
      // Principal / periods + interest before it is rounded, over one denominator; the whole fen
      // apart, so that the numerator fits.
      const Wide owed = accrual_.of(principal_, parts_[k]);
      const Wide fen = owed / whole + principal_.fen() / periods;
      const Wide rest = (owed % whole) * periods + (principal_.fen() % periods) * whole;
      const Wide den = whole * periods;
      return rounded_to(times(fen, den) + rest, den, options_.rounding, options_.multiple) -
             interest;
    });
  }

 private:
  template <class Part>
  [[nodiscard]] std::vector<Instalment> run(Money interest_multiple, bool on_all,
                                            const Part& part) const {
    std::vector<Instalment> rows(parts_.size());
    Money balance = principal_;
    for (std::size_t k = 0; k < rows.size(); ++k) {
      Instalment& row = rows[k];
      row.number = static_cast<std::int32_t>(k) + 1;
      row.due = due_[k];
      row.interest = accrual_.interest(on_all ? principal_ : balance, parts_[k], options_.rounding,
                                       interest_multiple.fen());
      if (k + 1 == rows.size()) {
        row.principal = balance;
      } else if (row.number > options_.principal_grace) {
        row.principal = std::clamp(part(k, row.interest), Money(), balance);
      }
      balance -= row.principal;
      row.balance = balance;
      row.total = row.principal + row.interest;
    }
    return rows;
  }

  Money principal_;
  const std::vector<Date>& due_;
  const std::vector<std::uint64_t>& parts_;
  const Accrual& accrual_;
  const ScheduleOptions& options_;
};

/// Tries the instalment nearer to the last one, as ScheduleOptions::emi_adjustment says.
void adjust(Schedule& made, const Run& run, const ScheduleOptions& options) {
  const std::int64_t periods =
      static_cast<std::int64_t>(made.rows.size()) - options.principal_grace;
  const auto off = [](const std::vector<Instalment>& rows, Money instalment) {
    return (rows.back().total - instalment).fen();
  };
  const std::int64_t before = off(made.rows, made.instalment);
  const std::int64_t size = before < 0 ? -before : before;
  if (size <= periods / 2) return;
  const Money step = rounded_to(size, periods, options.rounding, options.multiple);
  const Money tried = before < 0 ? made.instalment - step : made.instalment + step;
  if (tried <= Money()) return;
  std::vector<Instalment> rows = run.level(tried);
  const std::int64_t after = off(rows, tried);
  if ((after < 0 ? -after : after) >= size) return;
  made.instalment = tried;
  made.rows = std::move(rows);
}

/// Interest of the first periods is paid with the instalment after them.
void defer(std::vector<Instalment>& rows, std::int32_t periods) {
  Money deferred;
  for (Instalment& row : rows) {
    if (row.number <= periods) {
      deferred += row.interest;
      row.interest = Money();
    } else if (row.number == periods + 1) {
      row.interest += deferred;
    }
    row.total = row.principal + row.interest;
  }
}

}  // namespace

std::vector<Issue> why_not_schedule(Money principal, Decimal rate, std::int32_t n,
                                    const Date& start, const ScheduleOptions& options) {
  std::vector<Issue> issues;
  const auto add = [&](std::string_view column, std::string_view code,
                       std::vector<std::pair<std::string, std::string>> parameters = {}) {
    Issue issue;
    issue.code = code;
    issue.column = column;
    issue.expected = {std::string(code), std::move(parameters)};
    issues.push_back(std::move(issue));
  };
  const auto within = [&](std::string_view column, std::int32_t value, std::int32_t least,
                          std::int32_t most) {
    if (value >= least && value <= most) return true;
    add(column, "finance.range",
        {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
    return false;
  };
  const auto is_day = [](const Date& day) {
    return day.ok() && static_cast<int>(day.year()) >= 1 && static_cast<int>(day.year()) <= 9999;
  };
  if (principal <= Money() || principal.fen() > most_fen) add("principal", "finance.principal");
  const auto is_share = [](Decimal value) {  // from 0 to 1; compared without scaling up
    std::int64_t one = 1;
    for (std::int32_t k = 0; k < value.decimals; ++k) one *= 10;
    return value.units >= 0 && value.units <= one;
  };
  if (rate.decimals < 0 || rate.decimals > most_decimals) {
    add("rate", "finance.rate.decimals", {{"most", std::to_string(most_decimals)}});
  } else if (!is_share(rate)) {
    add("rate", "finance.rate");
  }
  const bool counted = within("n", n, 1, most_periods);
  const bool stepped = within("every", options.every, 1, most_every);
  const bool started = is_day(start);
  if (!started) add("start", "finance.day");
  bool first = true;
  if (options.first_due) {
    first = is_day(*options.first_due) && (!started || *options.first_due > start);
    if (!first) add("first_due", "finance.first_due");
  }
  if (counted && stepped && started && first && !due_dates(n, start, options)) {
    add("n", "finance.too_late");
  }
  if (counted) {
    within("principal_grace", options.principal_grace, 0, n - 1);
    within("interest_grace", options.interest_grace, 0, n - 1);
  }
  if (options.multiple <= Money() || options.multiple.fen() > most_fen) {
    add("multiple", "finance.multiple");
  }
  if (options.emi_adjustment && options.method != Repayment::equal_instalment) {
    add("emi_adjustment", "finance.emi_adjustment");
  }
  if (options.principal_share) {
    const Decimal share = *options.principal_share;
    if (options.method != Repayment::equal_principal) {
      add("principal_share", "finance.principal_share.method");
    } else if (share.decimals < 0 || share.decimals > most_decimals || share.units == 0 ||
               !is_share(share)) {
      add("principal_share", "finance.principal_share");
    }
  }
  return issues;
}

Schedule schedule(Money principal, Decimal rate, std::int32_t n, const Date& start,
                  const ScheduleOptions& options) {
  if (std::vector<Issue> issues = why_not_schedule(principal, rate, n, start, options);
      !issues.empty()) {
    throw InputError(std::move(issues));
  }
  const std::vector<Date> due = *due_dates(n, start, options);
  const Accrual accrual(rate, options.rate_per, options.day_count);
  const std::vector<std::uint64_t> parts = parts_of(accrual, start, due, options);
  const Run run(principal, due, parts, accrual, options);
  Schedule made;
  switch (options.method) {
    case Repayment::equal_instalment:
      made.instalment = level_instalment(
          principal, std::span(parts).subspan(static_cast<std::size_t>(options.principal_grace)),
          accrual.whole(), options.rounding, options.multiple);
      made.rows = run.level(made.instalment);
      if (options.emi_adjustment) adjust(made, run, options);
      break;
    case Repayment::equal_principal: {
      Wide num = principal.fen();
      Wide den = n - options.principal_grace;
      if (options.principal_share) {
        num = times(num, options.principal_share->units);
        den = 1;
        for (std::int32_t k = 0; k < options.principal_share->decimals; ++k) den *= 10;
      }
      made.rows = run.even(rounded_to(num, den, options.rounding, options.multiple));
      break;
    }
    case Repayment::interest_only:
      made.rows = run.even(Money());
      break;
    case Repayment::flat:
      made.rows = run.flat();
      break;
  }
  if (options.interest_grace > 0) defer(made.rows, options.interest_grace);
  return made;
}

}  // namespace jinguo::inline v0_1::finance

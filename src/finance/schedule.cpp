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
constexpr std::size_t most_disbursements = 120;
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

/// A part of the principal that is paid out in a period: it bears amount * part / whole * days /
/// Period::length.
struct PaidOut {
  Money amount{};
  std::uint64_t part{};
  std::int64_t days{};
};

struct Period {
  std::uint64_t part{};     ///< What is owed from its first day on bears balance * part / whole.
  std::int64_t length = 1;  ///< Its days where a part of them is counted; else 1.
  std::vector<PaidOut> paid_out{};

  [[nodiscard]] Money amount() const {
    Money sum;
    for (const PaidOut& one : paid_out) sum += one.amount;
    return sum;
  }
};

std::vector<Period> periods_of(Money principal, const Accrual& accrual, const Date& start,
                               const std::vector<Date>& due, const ScheduleOptions& options) {
  std::vector<Period> out(due.size());
  // The 28th of February after the 31st of January is a month later, and so is the 31st of March
  // after it.
  const bool months =
      options.frequency == Frequency::monthly && options.day_count == DayCount::thirty_360;
  const auto whole = [&](std::size_t k) {
    return k > 0 || !options.first_due || months_later(start, options.every, start.day()) == due[0];
  };
  for (std::size_t k = 0; k < due.size(); ++k) {
    const Date& from = k == 0 ? start : due[k - 1];
    if (!months) {
      out[k].part = accrual.part(0, from, due[k]);
    } else if (whole(k)) {
      out[k].part = accrual.part(options.every, due[k], due[k]);
    } else {
      out[k].part = accrual.monthly(from, due[k]);
    }
  }
  if (options.disbursements.empty()) out[0].paid_out = {{principal, out[0].part, 1}};
  for (const Disbursement& one : options.disbursements) {
    const auto k =
        static_cast<std::size_t>(std::upper_bound(due.begin(), due.end(), one.day) - due.begin());
    if (months) {
      out[k].length = days_between(k == 0 ? start : due[k - 1], due[k]);
      out[k].paid_out.push_back({one.amount, out[k].part, days_between(one.day, due[k])});
    } else {
      out[k].paid_out.push_back({one.amount, accrual.part(0, one.day, due[k]), 1});
    }
  }
  return out;
}

Money rounded_to(Wide num, Wide den, Rounding rounding, Money multiple) {
  return money(times(rounded(num, times(den, multiple.fen()), rounding), multiple.fen()));
}

/// The instalment that pays a balance, and what is paid out in the first of the periods given, in
/// those periods, to the nearest multiple: G / F with G what is owed after the first period, grown
/// over the others, prod(1 + part/whole), and F the annuity factor, f(1) = 1, f(i) = f(i-1) (1 +
/// part(i)/whole) + 1. Times powers of `whole` both are whole numbers.
Money level_instalment(Money balance, std::span<const Period> periods, std::uint64_t whole,
                       Rounding rounding, Money multiple) {
  const auto length = static_cast<std::uint64_t>(periods[0].length);
  Natural growth =
      Natural(static_cast<std::uint64_t>(balance.fen())) * (whole + periods[0].part) * length;
  for (const PaidOut& one : periods[0].paid_out) {
    const Natural amount(static_cast<std::uint64_t>(one.amount.fen()));
    growth += amount * whole * length;
    growth += amount * one.part * static_cast<std::uint64_t>(one.days);
  }
  Natural factor(1);
  Natural power(1);
  for (const Period& period : periods.subspan(1)) {
    growth *= whole + period.part;
    factor *= whole + period.part;
    power *= whole;
    factor += power;
  }
  factor *= whole;
  factor *= length;
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

/// One loan on its way from the first disbursement to 0.
class Run {
 public:
  Run(Money principal, const std::vector<Date>& due, const std::vector<Period>& periods,
      const Accrual& accrual, const ScheduleOptions& options)
      : principal_(principal), due_(due), periods_(periods), accrual_(accrual), options_(options) {}

  /// From this instalment on all are meant to be equal: after the grace and the last disbursement.
  [[nodiscard]] std::size_t last_anew() const {
    std::size_t k = periods_.size() - 1;
    while (!anew(k)) --k;
    return k;
  }
  /// Equal instalments; of this sum from last_anew() on, if one is given.
  [[nodiscard]] Schedule level(std::optional<Money> tried = std::nullopt) const {
    Schedule made;
    const std::size_t last = last_anew();
    made.rows = run(Money::from_fen(1), false, [&](std::size_t k, Money opening, Money interest) {
      if (tried && k == last) {
        made.instalment = *tried;
      } else if (anew(k)) {
        made.instalment = level_instalment(opening, std::span(periods_).subspan(k),
                                           accrual_.whole(), options_.rounding, options_.multiple);
      }
      return made.instalment - interest;
    });
    return made;
  }
  /// The same part of what is owed each time, or the share of what has been paid out.
  [[nodiscard]] std::vector<Instalment> even() const {
    Money part;
    Money out;
    std::size_t counted = 0;
    return run(options_.multiple, false, [&](std::size_t k, Money opening, Money) {
      if (!anew(k)) return part;
      for (; counted <= k; ++counted) out += periods_[counted].amount();
      Wide num = (opening + periods_[k].amount()).fen();
      auto den = static_cast<Wide>(periods_.size() - k);
      if (options_.principal_share) {
        num = times(out.fen(), options_.principal_share->units);
        den = 1;
        for (std::int32_t d = 0; d < options_.principal_share->decimals; ++d) den *= 10;
      }
      return part = rounded_to(num, den, options_.rounding, options_.multiple);
    });
  }
  [[nodiscard]] std::vector<Instalment> interest_only() const {
    return run(options_.multiple, false, [](std::size_t, Money, Money) { return Money(); });
  }
  [[nodiscard]] std::vector<Instalment> flat() const {
    const Wide count = static_cast<Wide>(periods_.size()) - options_.principal_grace;
    const Wide whole = static_cast<Wide>(accrual_.whole());
    return run(Money::from_fen(1), true, [&](std::size_t k, Money, Money interest) {
      // Principal / periods + interest before it is rounded, over one denominator; the whole fen
      // apart, so that the numerator fits.
      const Wide owed = accrual_.of(principal_, periods_[k].part);
      const Wide fen = owed / whole + principal_.fen() / count;
      const Wide rest = (owed % whole) * count + (principal_.fen() % count) * whole;
      const Wide den = whole * count;
      return rounded_to(times(fen, den) + rest, den, options_.rounding, options_.multiple) -
             interest;
    });
  }

 private:
  /// What an instalment is to be is computed anew before the k-th, from 0.
  [[nodiscard]] bool anew(std::size_t k) const {
    const auto grace = static_cast<std::size_t>(options_.principal_grace);
    return k == grace || (k > grace && !periods_[k].paid_out.empty());
  }
  /// Interest of a period, exact but over whole * length.
  [[nodiscard]] Wide accrued(Money balance, const Period& period) const {
    Wide sum = times(accrual_.of(balance, period.part), period.length);
    for (const PaidOut& one : period.paid_out) {
      if (__builtin_add_overflow(sum, times(accrual_.of(one.amount, one.part), one.days), &sum)) {
        throw std::overflow_error("jinguo: the interest of a period does not fit");
      }
    }
    return sum;
  }
  template <class Part>
  [[nodiscard]] std::vector<Instalment> run(Money interest_multiple, bool on_all,
                                            const Part& part) const {
    std::vector<Instalment> rows(periods_.size());
    Money balance;
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const Period& period = periods_[k];
      Instalment& row = rows[k];
      row.number = static_cast<std::int32_t>(k) + 1;
      row.due = due_[k];
      const Wide owed = on_all ? accrual_.of(principal_, period.part) : accrued(balance, period);
      row.interest = rounded_to(owed, static_cast<Wide>(accrual_.whole()) * period.length,
                                options_.rounding, interest_multiple);
      const Money opening = balance;
      balance += period.amount();
      if (row.number > options_.principal_grace) {
        row.principal = std::clamp(part(k, opening, row.interest), Money(), balance);
      }
      if (k + 1 == rows.size()) row.principal = balance;
      balance -= row.principal;
      row.balance = balance;
      row.total = row.principal + row.interest;
    }
    return rows;
  }

  Money principal_;
  const std::vector<Date>& due_;
  const std::vector<Period>& periods_;
  const Accrual& accrual_;
  const ScheduleOptions& options_;
};

/// Tries the instalment nearer to the last one, as ScheduleOptions::emi_adjustment says.
void adjust(Schedule& made, const Run& run, const ScheduleOptions& options) {
  const auto count = static_cast<std::int64_t>(made.rows.size() - run.last_anew());
  const auto off = [](const Schedule& of) { return (of.rows.back().total - of.instalment).fen(); };
  const std::int64_t before = off(made);
  const std::int64_t size = before < 0 ? -before : before;
  if (size <= count / 2) return;
  const Money step = rounded_to(size, count, options.rounding, options.multiple);
  const Money tried = before < 0 ? made.instalment - step : made.instalment + step;
  if (tried <= Money()) return;
  Schedule other = run.level(tried);
  const std::int64_t after = off(other);
  if ((after < 0 ? -after : after) < size) made = std::move(other);
}

/// Whether the days of disbursements follow each other and lie where they may.
bool in_order(const std::vector<Disbursement>& all, const Date& start,
              const std::vector<Date>& due) {
  for (std::size_t k = 0; k < all.size(); ++k) {
    const Date& day = all[k].day;
    if (!day.ok() || (k == 0 ? day < start : day <= all[k - 1].day)) return false;
  }
  return all.empty() || (all.front().day < due.front() && all.back().day < due.back());
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
  std::optional<std::vector<Date>> due;
  if (counted && stepped && started && first) {
    due = due_dates(n, start, options);
    if (!due) add("n", "finance.too_late");
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
  if (const std::vector<Disbursement>& all = options.disbursements; !all.empty()) {
    if (options.method == Repayment::flat) add("disbursements", "finance.disbursements.flat");
    if (all.size() > most_disbursements) {
      add("disbursements", "finance.disbursements.count",
          {{"most", std::to_string(most_disbursements)}});
    }
    Money left = principal;  // what is above it is found before a sum could overflow
    const bool sums = std::all_of(all.begin(), all.end(), [&](const Disbursement& one) {
      if (one.amount <= Money() || one.amount > left) return false;
      left -= one.amount;
      return true;
    });
    if (!sums || left != Money()) add("disbursements", "finance.disbursements.amount");
    if (due && !in_order(all, start, *due)) add("disbursements", "finance.disbursements.days");
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
  const std::vector<Period> periods = periods_of(principal, accrual, start, due, options);
  const Run run(principal, due, periods, accrual, options);
  Schedule made;
  switch (options.method) {
    case Repayment::equal_instalment:
      made = run.level();
      if (options.emi_adjustment) adjust(made, run, options);
      break;
    case Repayment::equal_principal:
      made.rows = run.even();
      break;
    case Repayment::interest_only:
      made.rows = run.interest_only();
      break;
    case Repayment::flat:
      made.rows = run.flat();
      break;
  }
  if (options.interest_grace > 0) defer(made.rows, options.interest_grace);
  return made;
}

}  // namespace jinguo::inline v0_1::finance

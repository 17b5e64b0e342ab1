#include "jinguo/finance/subsidy.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "accrual.hpp"

namespace jinguo::inline v0_1::finance {
namespace {

constexpr std::int32_t one = 10'000;

Issue issue_of(std::string_view column, std::string_view code, std::string value = {},
               std::vector<std::pair<std::string, std::string>> parameters = {}) {
  Issue issue;
  issue.code = code;
  issue.column = column;
  issue.value = std::move(value);
  issue.expected = {std::string(code), std::move(parameters)};
  return issue;
}

void check_shares(std::int32_t subsidy_bp, std::span<const std::int32_t> payer_bp,
                  std::vector<Issue>& issues) {
  if (subsidy_bp < 0 || subsidy_bp > one) {
    issues.push_back(issue_of("subsidy_bp", "domain.share", std::to_string(subsidy_bp)));
  }
  std::int64_t sum = 0;
  bool each = payer_bp.size() < payer_count;
  for (const std::int32_t share : payer_bp) {
    sum += share;
    each = each && share >= 0;
  }
  if (!each || (subsidy_bp != 0 && sum != one)) {
    issues.push_back(issue_of("payer_bp", "domain.loan.payers", std::to_string(sum)));
  }
}

ScheduleOptions options_of(const Loan& loan) {
  ScheduleOptions options;
  options.method = loan.method.value_or(Repayment::interest_only);
  return options;
}

/// Every fault of a loan that its schedule would fall over.
std::vector<Issue> faults_of(const Loan& loan, const LoanProduct& product) {
  std::vector<Issue> issues = why_not_schedule(loan.principal, Decimal::from_bp(loan.rate_bp),
                                               loan.term_months, loan.starts_on, options_of(loan));
  for (Issue& issue : issues) {  // in the words of the table
    if (issue.column == "rate") issue.column = "rate_bp";
    if (issue.column == "n") issue.column = "term_months";
    if (issue.column == "start") issue.column = "starts_on";
  }
  if (issues.empty()) {
    const auto not_before = [&](const std::optional<Date>& day, std::string_view column,
                                const Date& first) {
      if (day && (!day->ok() || *day < first)) {
        issues.push_back(
            issue_of(column, "domain.dates.order", to_string(*day), {{"from", to_string(first)}}));
      }
    };
    not_before(loan.extended_to, "extended_to", matures_on(loan));
    not_before(loan.repaid_on, "repaid_on", loan.starts_on);
    not_before(loan.overdue_on, "overdue_on", loan.starts_on);
  }
  if (product.subsidy_bp.empty()) check_shares(0, product.payer_bp, issues);
  for (const std::int32_t share : product.subsidy_bp) {
    check_shares(share, product.payer_bp, issues);
  }
  for (Issue& issue : issues) {
    issue.file = Loan::table;
    issue.subject = loan.id.text();
  }
  return issues;
}

/// What was to be paid back on the last day is due later, with interest until then.
void extend(std::vector<LoanInstalment>& rows, const Accrual& accrual, const Date& starts_on,
            const Date& to) {
  Instalment& last = rows.back().instalment;
  if (to <= last.due) return;
  const Money left = last.principal;
  if (left == Money()) return;
  last.principal = Money();
  last.total = last.interest;
  last.balance = left;
  while (rows.back().instalment.due < to) {
    const Instalment before = rows.back().instalment;
    const Date next = months_later(starts_on, before.number + 1, starts_on.day());
    LoanInstalment row;
    row.standing = Standing::extended;
    row.instalment.number = before.number + 1;
    row.instalment.due = std::min(next, to);
    row.instalment.interest = accrual.interest(
        left,
        next <= to ? accrual.part(1, next, next) : accrual.monthly(before.due, row.instalment.due),
        Rounding::half_even);
    row.instalment.principal = row.instalment.due == to ? left : Money();
    row.instalment.total = row.instalment.principal + row.instalment.interest;
    row.instalment.balance = left - row.instalment.principal;
    rows.push_back(row);
  }
}

/// What is left is paid on a day, with interest since the last due date.
void repay(std::vector<LoanInstalment>& rows, const Accrual& accrual, const Loan& loan,
           const Date& day) {
  if (day >= rows.back().instalment.due) return;
  const auto after = std::find_if(rows.begin(), rows.end(), [&](const LoanInstalment& row) {
    return row.instalment.due > day;
  });
  const bool at_once = after == rows.begin();
  const Date from = at_once ? loan.starts_on : std::prev(after)->instalment.due;
  const Money left = at_once ? loan.principal : std::prev(after)->instalment.balance;
  LoanInstalment row = *after;
  rows.erase(after, rows.end());
  if (from == day && !at_once) {
    Instalment& last = rows.back().instalment;
    last.principal += left;
    last.total += left;
    last.balance = Money();
    return;
  }
  row.instalment.due = day;
  row.instalment.principal = left;
  row.instalment.interest = accrual.interest(left, accrual.monthly(from, day), Rounding::half_even);
  row.instalment.total = row.instalment.principal + row.instalment.interest;
  row.instalment.balance = Money();
  rows.push_back(row);
}

std::vector<LoanInstalment> schedule_of(const Loan& loan, const LoanProduct& product) {
  const Decimal rate = Decimal::from_bp(loan.rate_bp);
  const ScheduleOptions options = options_of(loan);
  const Accrual accrual(rate, options.rate_per, options.day_count);
  std::vector<LoanInstalment> rows;
  for (const Instalment& row :
       schedule(loan.principal, rate, loan.term_months, loan.starts_on, options).rows) {
    rows.push_back({row, 0, Standing::normal, {}});
  }
  if (loan.extended_to) extend(rows, accrual, loan.starts_on, *loan.extended_to);
  if (loan.repaid_on) repay(rows, accrual, loan, *loan.repaid_on);
  const bool never_known = loan.status == LoanStatus::overdue && !loan.overdue_on;
  for (LoanInstalment& row : rows) {
    row.year = (row.instalment.number - 1) / 12 + 1;
    if (row.standing == Standing::normal &&
        (never_known || (loan.overdue_on && row.instalment.due > *loan.overdue_on))) {
      row.standing = Standing::overdue;
    }
    const auto k = static_cast<std::size_t>(row.year - 1);
    const bool paid = row.standing == Standing::normal && k < product.subsidy_bp.size();
    row.interest_by =
        split(row.instalment.interest, paid ? product.subsidy_bp[k] : 0, product.payer_bp);
  }
  return rows;
}

}  // namespace

Shares split(Money interest, std::int32_t subsidy_bp, std::span<const std::int32_t> payer_bp) {
  std::vector<Issue> issues;
  check_shares(subsidy_bp, payer_bp, issues);
  if (interest < Money()) issues.push_back(issue_of("interest", "domain.negative"));
  if (!issues.empty()) throw InputError(std::move(issues));
  // In the order in which equal remainders are served.
  constexpr Payer order[payer_count] = {Payer::centre, Payer::province, Payer::city, Payer::county,
                                        Payer::borrower};
  constexpr Wide whole = static_cast<Wide>(one) * one;
  Shares shares{};
  struct Rest {
    Wide rest = 0;
    Payer payer{};
  };
  std::array<Rest, payer_count> rests{};
  Money left = interest;
  for (std::size_t k = 0; k < payer_count; ++k) {
    Wide weight = static_cast<Wide>(one - subsidy_bp) * one;
    if (order[k] != Payer::borrower) {
      weight = k < payer_bp.size() ? static_cast<Wide>(subsidy_bp) * payer_bp[k] : 0;
    }
    const Wide exact = static_cast<Wide>(interest.fen()) * weight;
    Money& share = shares[static_cast<std::size_t>(order[k])];
    share = money(exact / whole);
    left -= share;
    rests[k] = {exact % whole, order[k]};
  }
  std::stable_sort(rests.begin(), rests.end(),
                   [](const Rest& a, const Rest& b) { return a.rest > b.rest; });
  for (std::size_t k = 0; left > Money(); ++k) {  // fewer fen than remainders above 0
    shares[static_cast<std::size_t>(rests[k].payer)] += Money::from_fen(1);
    left -= Money::from_fen(1);
  }
  return shares;
}

std::vector<LoanInstalment> loan_schedule(const Loan& loan, const LoanProduct& product) {
  if (std::vector<Issue> issues = faults_of(loan, product); !issues.empty()) {
    throw InputError(std::move(issues));
  }
  return schedule_of(loan, product);
}

std::vector<BillRow> bill(const Registry& registry, const BillOptions& options) {
  std::vector<Issue> issues;
  using Key = std::tuple<std::int32_t, Payer, std::string>;
  std::map<Key, BillRow> rows;
  for (const Loan& loan : registry.all<Loan>()) {
    const LoanProduct* const product = registry.find(loan.product);
    if (product == nullptr) {
      issues.push_back(issue_of("product", "domain.reference", loan.product.text(),
                                {{"table", std::string(LoanProduct::table)}}));
      issues.back().file = Loan::table;
      issues.back().subject = loan.id.text();
      continue;
    }
    std::vector<Issue> faults = faults_of(loan, *product);
    if (!faults.empty()) {
      std::move(faults.begin(), faults.end(), std::back_inserter(issues));
      continue;
    }
    std::map<std::pair<std::int32_t, Payer>, Money> sums;
    for (const LoanInstalment& row : schedule_of(loan, *product)) {
      if (options.until && row.instalment.due > *options.until) break;
      for (const Coded<Payer>& payer : payer_codes) {
        const Money share = share_of(row.interest_by, payer.value);
        if (share == Money()) continue;
        sums[{static_cast<int>(row.instalment.due.year()), payer.value}] += share;
      }
    }
    for (const auto& [key, amount] : sums) {
      BillRow& row = rows[{key.first, key.second, loan.product.text()}];
      row.year = key.first;
      row.payer = key.second;
      row.product = loan.product;
      ++row.loans;
      row.amount += amount;
    }
  }
  if (!issues.empty()) throw InputError(std::move(issues));
  std::vector<BillRow> out;
  for (auto& [key, row] : rows) out.push_back(std::move(row));
  return out;
}

}  // namespace jinguo::inline v0_1::finance

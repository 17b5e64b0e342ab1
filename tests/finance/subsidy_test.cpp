#include "jinguo/finance/subsidy.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/sample_registry.hpp"

namespace jinguo::finance {
namespace {

using support::day;
using support::yuan;

Money sum(const Shares& shares) {
  Money out;
  for (const Money share : shares) out += share;
  return out;
}

LoanProduct product() {
  LoanProduct out;
  out.id = IdOf<LoanProduct>("P1");
  out.subsidy_bp = {10'000, 6'667};
  out.payer_bp = {7'500, 1'000, 0, 1'500};
  return out;
}

Loan loan() {
  Loan out;
  out.id = IdOf<Loan>("K1");
  out.woman = IdOf<Beneficiary>("W1");
  out.product = IdOf<LoanProduct>("P1");
  out.principal = yuan("30000");
  out.rate_bp = 475;
  out.starts_on = day(2016, 1, 31);
  out.term_months = 36;
  return out;
}

TEST(Subsidy, SplitsByTheGreatestRemainders) {
  const std::vector<std::int32_t> payers = {7'500, 1'000, 0, 1'500};
  const Shares full = split(yuan("0.07"), 10'000, payers);  // 5.25, 0.7, 0, 1.05 fen
  EXPECT_EQ(share_of(full, Payer::centre), yuan("0.05"));
  EXPECT_EQ(share_of(full, Payer::province), yuan("0.01"));
  EXPECT_EQ(share_of(full, Payer::city), Money());
  EXPECT_EQ(share_of(full, Payer::county), yuan("0.01"));
  EXPECT_EQ(share_of(full, Payer::borrower), Money());
  const Shares even =
      split(yuan("0.01"), 10'000, std::vector<std::int32_t>{2'500, 2'500, 2'500, 2'500});
  EXPECT_EQ(share_of(even, Payer::centre), yuan("0.01"));
  EXPECT_EQ(share_of(split(yuan("1"), 0, {}), Payer::borrower), yuan("1"));
}

TEST(Subsidy, SplitsSumToTheInterestAndWhoHasNoSharePaysNothing) {
  for (std::int32_t fen = 0; fen < 400; ++fen) {
    for (const std::int32_t subsidy : {0, 1, 3'333, 6'667, 10'000}) {
      for (const std::vector<std::int32_t>& payers :
           {std::vector<std::int32_t>{0, 5'000, 1'000, 4'000},
            {7'500, 1'000, 0, 1'500},
            {10'000}}) {
        const Shares shares = split(Money::from_fen(fen), subsidy, payers);
        ASSERT_EQ(sum(shares), Money::from_fen(fen));
        for (const Money share : shares) ASSERT_GE(share, Money());
        if (subsidy == 10'000) {
          ASSERT_EQ(share_of(shares, Payer::borrower), Money());
        }
        if (payers.size() < 3 || payers[2] == 0) {
          ASSERT_EQ(share_of(shares, Payer::city), Money());
        }
      }
    }
  }
}

TEST(Subsidy, RefusesSharesThatDoNotAddUp) {
  EXPECT_THROW((void)split(yuan("1"), 10'001, std::vector<std::int32_t>{10'000}), InputError);
  EXPECT_THROW((void)split(yuan("1"), 5'000, std::vector<std::int32_t>{9'999}), InputError);
  EXPECT_THROW((void)split(yuan("1"), 5'000, {}), InputError);
  EXPECT_THROW((void)split(yuan("-1"), 0, {}), InputError);
}

TEST(Subsidy, PaysByTheYearOfTheLoan) {
  const std::vector<LoanInstalment> rows = loan_schedule(loan(), product());
  ASSERT_EQ(rows.size(), 36U);
  EXPECT_EQ(rows[0].instalment.interest, yuan("118.75"));
  EXPECT_EQ(rows[11].year, 1);
  EXPECT_EQ(share_of(rows[11].interest_by, Payer::borrower), Money());
  EXPECT_EQ(rows[12].year, 2);
  EXPECT_EQ(share_of(rows[12].interest_by, Payer::borrower), yuan("39.58"));  // a third
  EXPECT_EQ(rows[24].year, 3);
  EXPECT_EQ(share_of(rows[24].interest_by, Payer::borrower), yuan("118.75"));
  EXPECT_EQ(rows[35].instalment.principal, yuan("30000"));
  for (const LoanInstalment& row : rows) EXPECT_EQ(sum(row.interest_by), row.instalment.interest);
}

TEST(Subsidy, EndsWithTheTermOfAnExtendedLoan) {
  Loan extended = loan();
  extended.term_months = 12;
  extended.status = LoanStatus::extended;
  extended.extended_to = day(2017, 4, 15);
  const std::vector<LoanInstalment> rows = loan_schedule(extended, product());
  ASSERT_EQ(rows.size(), 15U);
  EXPECT_EQ(rows[11].instalment.principal, Money());
  EXPECT_EQ(rows[11].instalment.balance, yuan("30000"));
  EXPECT_EQ(rows[11].standing, Standing::normal);
  EXPECT_EQ(rows[12].instalment.due, day(2017, 2, 28));
  EXPECT_EQ(rows[12].standing, Standing::extended);
  EXPECT_EQ(rows[12].year, 2);
  EXPECT_EQ(share_of(rows[12].interest_by, Payer::borrower), yuan("118.75"));
  EXPECT_EQ(rows[14].instalment.due, day(2017, 4, 15));
  EXPECT_EQ(rows[14].instalment.interest, yuan("59.38"));  // 15 days of 360
  EXPECT_EQ(rows[14].instalment.principal, yuan("30000"));
  EXPECT_EQ(rows[14].instalment.balance, Money());
}

TEST(Subsidy, StopsWhereALoanIsOverdue) {
  Loan overdue = loan();
  overdue.status = LoanStatus::overdue;
  overdue.overdue_on = day(2016, 3, 31);
  const std::vector<LoanInstalment> rows = loan_schedule(overdue, product());
  EXPECT_EQ(rows[1].standing, Standing::normal);  // due on that day: the interest before it
  EXPECT_EQ(rows[2].standing, Standing::overdue);
  EXPECT_EQ(share_of(rows[2].interest_by, Payer::borrower), rows[2].instalment.interest);
  overdue.overdue_on = std::nullopt;
  for (const LoanInstalment& row : loan_schedule(overdue, product())) {
    EXPECT_EQ(share_of(row.interest_by, Payer::borrower), row.instalment.interest);
  }
}

TEST(Subsidy, EndsOnTheDayOfRepayment) {
  Loan repaid = loan();
  repaid.status = LoanStatus::repaid;
  repaid.repaid_on = day(2016, 4, 10);
  std::vector<LoanInstalment> rows = loan_schedule(repaid, product());
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[2].instalment.due, day(2016, 4, 10));
  EXPECT_EQ(rows[2].instalment.interest, yuan("39.58"));  // 10 days
  EXPECT_EQ(rows[2].instalment.principal, yuan("30000"));
  repaid.repaid_on = day(2016, 3, 31);
  rows = loan_schedule(repaid, product());
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1].instalment.principal, yuan("30000"));
  EXPECT_EQ(rows[1].instalment.total, yuan("30118.75"));
  repaid.repaid_on = repaid.starts_on;
  rows = loan_schedule(repaid, product());
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].instalment.interest, Money());
  EXPECT_EQ(rows[0].instalment.balance, Money());
}

TEST(Subsidy, TellsEveryFaultOfALoan) {
  Loan wrong = loan();
  wrong.repaid_on = day(2016, 1, 30);
  wrong.overdue_on = day(2016, 1, 30);
  wrong.extended_to = day(2019, 1, 30);
  LoanProduct odd = product();
  odd.payer_bp = {1};
  try {
    (void)loan_schedule(wrong, odd);
    FAIL() << "nothing was told";
  } catch (const InputError& error) {
    EXPECT_EQ(error.issues().size(), 5U);  // three days, and the payers for two years
    for (const Issue& issue : error.issues()) EXPECT_EQ(issue.subject, "K1");
  }
  wrong.term_months = 0;
  wrong.principal = Money();
  try {
    (void)loan_schedule(wrong, product());
    FAIL() << "nothing was told";
  } catch (const InputError& error) {
    EXPECT_EQ(error.issues()[0].column, "principal");
    EXPECT_EQ(error.issues()[1].column, "term_months");
  }
}

TEST(Bill, SumsToTheInterestOfAllLoans) {
  Registry registry;
  registry.add(product());
  Loan one = loan();
  registry.add(one);
  one.id = IdOf<Loan>("K2");
  one.method = Repayment::equal_instalment;
  one.starts_on = day(2015, 7, 1);
  registry.add(one);
  Money interest;
  for (const Loan& each : registry.all<Loan>()) {
    for (const LoanInstalment& row : loan_schedule(each, product())) {
      interest += row.instalment.interest;
    }
  }
  const std::vector<BillRow> rows = bill(registry);
  Money billed;
  for (const BillRow& row : rows) {
    billed += row.amount;
    EXPECT_GT(row.amount, Money());
    EXPECT_NE(row.payer, Payer::city);
  }
  EXPECT_EQ(billed, interest);
  EXPECT_EQ(rows.front().year, 2015);
  EXPECT_EQ(rows.front().payer, Payer::county);
  EXPECT_EQ(rows.front().loans, 1);
  EXPECT_EQ(rows.back().year, 2019);
  BillOptions options;
  options.until = day(2015, 8, 1);
  const std::vector<BillRow> first = bill(registry, options);
  ASSERT_EQ(first.size(), 3U);
  EXPECT_EQ(first[0].amount + first[1].amount + first[2].amount, yuan("118.75"));
  one.id = IdOf<Loan>("K3");
  one.product = IdOf<LoanProduct>("P9");
  registry.add(one);
  EXPECT_THROW((void)bill(registry), InputError);
}

}  // namespace
}  // namespace jinguo::finance

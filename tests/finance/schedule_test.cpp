#include "jinguo/finance/schedule.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "support/sample_registry.hpp"

namespace jinguo::finance {
namespace {

using support::day;
using support::yuan;

Decimal rate(std::string_view text) { return *Decimal::parse(text); }

std::vector<std::string> texts(const Schedule& made, Money Instalment::*what) {
  std::vector<std::string> out;
  for (const Instalment& row : made.rows) out.push_back((row.*what).to_string());
  return out;
}

using Texts = std::vector<std::string>;

TEST(Decimal, ReadsRatesExactly) {
  EXPECT_EQ(Decimal::parse("0.0435"), (Decimal{435, 4}));
  EXPECT_EQ(Decimal::parse("4.35%"), (Decimal{435, 4}));
  EXPECT_EQ(Decimal::parse("100%"), (Decimal{1, 0}));
  EXPECT_EQ(Decimal::parse("-0.10"), (Decimal{-1, 1}));
  EXPECT_EQ(Decimal::from_bp(435), (Decimal{435, 4}));
  for (const char* wrong : {"", "%", ".5", "5.", "1,5", "1e3", "nan", "99999999999999999999"}) {
    EXPECT_EQ(Decimal::parse(wrong), std::nullopt) << wrong;
  }
}

TEST(Schedule, PaysALoanBackInEqualInstalments) {
  const Schedule made = schedule(yuan("100"), rate("0.094822"), 6, day(2024, 1, 1));
  EXPECT_EQ(texts(made, &Instalment::total), Texts(6, "17.13"));
  EXPECT_EQ(texts(made, &Instalment::interest),
            (Texts{"0.79", "0.66", "0.53", "0.40", "0.27", "0.13"}));
  EXPECT_EQ(made.instalment, yuan("17.13"));
  EXPECT_EQ(made.interest(), yuan("2.78"));
  EXPECT_EQ(made.rows[1].due, day(2024, 3, 1));
  EXPECT_EQ(made.rows[5].balance, Money());
}

TEST(Schedule, KeepsTheDayOfTheStartWhereTheMonthHasIt) {
  ScheduleOptions options;
  options.method = Repayment::interest_only;
  const Schedule made = schedule(yuan("360"), rate("0.1"), 13, day(2023, 1, 31), options);
  const std::vector<unsigned> days = {28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 29};
  for (std::size_t k = 0; k < days.size(); ++k) {
    EXPECT_EQ(static_cast<unsigned>(made.rows[k].due.day()), days[k]) << k;
    EXPECT_EQ(made.rows[k].interest, yuan("3")) << k;  // a month is a month
  }
  options.first_due = day(2023, 3, 20);  // one month and 20 days, then months
  EXPECT_EQ(schedule(yuan("360"), rate("0.1"), 2, day(2023, 1, 31), options).rows[0].interest,
            yuan("5"));                  // 28 February, and 20 days
  options.first_due = day(2023, 2, 28);  // given, it is the same day and the same month's interest
  const Schedule given = schedule(yuan("360"), rate("0.1"), 2, day(2023, 1, 31), options);
  EXPECT_EQ(given.rows[0].interest, yuan("3"));
  EXPECT_EQ(given.rows[1].due, day(2023, 3, 28));
}

TEST(Schedule, DecidesTiesByTheRounding) {
  ScheduleOptions options;
  options.rounding = Rounding::half_up;
  // 1.005 after one period; 0.05 in two.
  EXPECT_EQ(schedule(yuan("1"), rate("0.06"), 1, day(2016, 1, 1)).instalment, yuan("1.00"));
  EXPECT_EQ(schedule(yuan("1"), rate("0.06"), 1, day(2016, 1, 1), options).instalment,
            yuan("1.01"));
  EXPECT_EQ(schedule(yuan("0.05"), rate("0"), 2, day(2016, 1, 1)).instalment, yuan("0.02"));
  EXPECT_EQ(schedule(yuan("0.05"), rate("0"), 2, day(2016, 1, 1), options).instalment,
            yuan("0.03"));
}

TEST(Schedule, FollowsTheDaysOfTheCalendar) {
  ScheduleOptions options;
  options.method = Repayment::interest_only;
  const auto first = [&](DayCount count, Date start) {
    options.day_count = count;
    return schedule(yuan("36500"), rate("0.1"), 1, start, options).rows[0].interest.to_string();
  };
  EXPECT_EQ(first(DayCount::thirty_360, day(2016, 1, 1)), "304.17");
  EXPECT_EQ(first(DayCount::actual_365, day(2016, 1, 1)), "310.00");
  EXPECT_EQ(first(DayCount::actual_365, day(2016, 2, 1)), "290.00");
  EXPECT_EQ(first(DayCount::actual_360, day(2015, 2, 1)), "283.89");
  EXPECT_EQ(first(DayCount::actual_364, day(2015, 2, 1)), "280.77");
  EXPECT_EQ(first(DayCount::actual_actual, day(2015, 12, 12)), "309.70");  // 20 and 11 days
}

TEST(Schedule, DefersInterestWithoutInterestOnIt) {
  ScheduleOptions options;
  options.method = Repayment::equal_principal;
  options.interest_grace = 2;
  const Schedule made = schedule(yuan("1200"), rate("0.12"), 4, day(2016, 1, 1), options);
  EXPECT_EQ(texts(made, &Instalment::interest), (Texts{"0.00", "0.00", "27.00", "3.00"}));
  EXPECT_EQ(texts(made, &Instalment::total), (Texts{"300.00", "300.00", "327.00", "303.00"}));
  options.interest_grace = 0;
  options.principal_grace = 2;
  const Schedule late = schedule(yuan("1200"), rate("0.12"), 4, day(2016, 1, 1), options);
  EXPECT_EQ(texts(late, &Instalment::principal), (Texts{"0.00", "0.00", "600.00", "600.00"}));
}

TEST(Schedule, NeverPaysBackMoreThanIsLeft) {
  ScheduleOptions options;
  options.multiple = yuan("100");
  for (const Repayment method : {Repayment::equal_instalment, Repayment::equal_principal,
                                 Repayment::interest_only, Repayment::flat}) {
    options.method = method;
    Money sum;
    for (const Instalment& row :
         schedule(yuan("730"), rate("0.05"), 12, day(2016, 1, 1), options).rows) {
      EXPECT_GE(row.principal, Money());
      EXPECT_GE(row.balance, Money());
      sum += row.principal;
    }
    EXPECT_EQ(sum, yuan("730")) << to_string(method);
  }
}

TEST(Schedule, PaysALoanOutInParts) {
  ScheduleOptions options;
  options.disbursements = {{day(2024, 1, 1), yuan("100")}, {day(2024, 2, 15), yuan("100")}};
  const Schedule made = schedule(yuan("200"), rate("0.094822"), 6, day(2024, 1, 1), options);
  EXPECT_EQ(texts(made, &Instalment::total),
            (Texts{"17.13", "37.53", "37.53", "37.53", "37.53", "37.53"}));
  EXPECT_EQ(made.rows[0].balance, yuan("83.66"));  // of what has been paid out by then
  EXPECT_EQ(made.instalment, yuan("37.53"));
  // On a due date a part is paid out after that instalment.
  options.method = Repayment::equal_principal;
  options.disbursements[1].day = day(2024, 3, 1);
  EXPECT_EQ(
      texts(schedule(yuan("200"), rate("0"), 6, day(2024, 1, 1), options), &Instalment::principal),
      (Texts{"16.67", "16.67", "41.66", "41.66", "41.66", "41.68"}));
  // A share is one of what has been paid out.
  options.principal_share = rate("0.1");
  EXPECT_EQ(
      texts(schedule(yuan("200"), rate("0"), 4, day(2024, 1, 1), options), &Instalment::principal),
      (Texts{"10.00", "10.00", "20.00", "160.00"}));
}

TEST(Schedule, BearsInterestFromTheDayAPartIsPaidOut) {
  ScheduleOptions options;
  options.method = Repayment::interest_only;
  options.disbursements = {{day(2024, 1, 16), yuan("31000")}};
  const auto first = [&](DayCount count, Frequency frequency = Frequency::monthly) {
    options.day_count = count;
    options.frequency = frequency;
    options.every = frequency == Frequency::daily ? 31 : 1;
    return schedule(yuan("31000"), rate("0.12"), 2, day(2024, 1, 1), options).rows[0].interest;
  };
  EXPECT_EQ(first(DayCount::thirty_360), yuan("160.00"));  // 16 of the month's 31 days
  EXPECT_EQ(first(DayCount::actual_365), yuan("163.07"));  // 16 / 365 of a year
  EXPECT_EQ(first(DayCount::actual_actual), yuan("162.62"));
  EXPECT_EQ(first(DayCount::thirty_360, Frequency::daily), yuan("165.33"));
  // All of it on the start is the same as saying nothing.
  options = {};
  const Schedule plain = schedule(yuan("730"), rate("0.05"), 12, day(2016, 1, 31), options);
  options.disbursements = {{day(2016, 1, 31), yuan("730")}};
  EXPECT_EQ(schedule(yuan("730"), rate("0.05"), 12, day(2016, 1, 31), options), plain);
}

TEST(Schedule, SaysWhatIsWrongWithDisbursements) {
  const auto codes = [](std::vector<Disbursement> given, Repayment method) {
    ScheduleOptions options;
    options.method = method;
    options.disbursements = std::move(given);
    std::set<std::string> out;
    for (const Issue& issue :
         why_not_schedule(yuan("100"), rate("0.1"), 3, day(2016, 1, 1), options)) {
      EXPECT_EQ(issue.column, "disbursements");
      for (const Language language : {Language::en, Language::zh}) {
        EXPECT_EQ(issue.text(language).find("finance."), std::string::npos);
      }
      out.insert(issue.code.substr(std::string("finance.disbursements.").size()));
    }
    return out;
  };
  using Set = std::set<std::string>;
  const auto level = Repayment::equal_instalment;
  const Date start = day(2016, 1, 1);
  EXPECT_EQ(codes({{start, yuan("40")}, {day(2016, 3, 31), yuan("60")}}, level), Set());
  EXPECT_EQ(codes({{start, yuan("100")}}, Repayment::flat), Set{"flat"});
  EXPECT_EQ(codes({{start, yuan("40")}, {day(2016, 2, 1), yuan("59.99")}}, level), Set{"amount"});
  EXPECT_EQ(codes({{start, yuan("110")}, {day(2016, 2, 1), yuan("-10")}}, level), Set{"amount"});
  EXPECT_EQ(codes({{start, yuan("40")}, {start, yuan("60")}}, level), Set{"days"});
  EXPECT_EQ(codes({{day(2015, 12, 31), yuan("100")}}, level), Set{"days"});
  EXPECT_EQ(codes({{day(2016, 2, 1), yuan("100")}}, level), Set{"days"});  // the first due date
  EXPECT_EQ(codes({{start, yuan("40")}, {day(2016, 4, 1), yuan("60")}}, level), Set{"days"});
  EXPECT_EQ(codes({{Date{}, yuan("100")}}, level), Set{"days"});
  std::vector<Disbursement> many(121, {start, yuan("0.01")});
  EXPECT_EQ(codes(many, level), (Set{"amount", "count", "days"}));
}

TEST(Schedule, AddsUpForRandomTerms) {
  std::mt19937_64 draw(2016);
  const auto below = [&](std::int64_t n) {
    return static_cast<std::int64_t>(draw() % static_cast<std::uint64_t>(n));
  };
  for (int k = 0; k < 2'000; ++k) {
    ScheduleOptions options;
    options.method = static_cast<Repayment>(below(4));
    options.frequency = static_cast<Frequency>(below(3));
    options.day_count = static_cast<DayCount>(below(5));
    options.rounding = static_cast<Rounding>(below(2));
    options.every = static_cast<std::int32_t>(1 + below(4));
    const auto n = static_cast<std::int32_t>(1 + below(48));
    options.principal_grace = static_cast<std::int32_t>(below(n));
    options.interest_grace = static_cast<std::int32_t>(below(n));
    options.multiple = Money::from_fen(below(3) == 0 ? 100 : 1);
    options.emi_adjustment = options.method == Repayment::equal_instalment && below(2) == 0;
    const Money principal = Money::from_fen(1 + below(100'000'000));
    const Decimal a_rate{below(250'000'000), 9};
    const Schedule made = schedule(principal, a_rate, n, day(2015, 1, 31), options);
    Money balance = principal;
    for (const Instalment& row : made.rows) {
      ASSERT_GE(row.principal, Money());
      ASSERT_GE(row.interest, Money());
      balance -= row.principal;
      ASSERT_EQ(row.balance, balance);
      ASSERT_GE(balance, Money());
      ASSERT_EQ(row.total, row.principal + row.interest);
    }
    ASSERT_EQ(balance, Money());
    EXPECT_EQ(schedule(principal, a_rate, n, day(2015, 1, 31), options), made);
  }
}

TEST(Schedule, TellsEveryFaultAtOnce) {
  ScheduleOptions options;
  options.method = Repayment::flat;
  options.every = 0;
  options.first_due = day(2015, 1, 1);
  options.principal_grace = 12;
  options.interest_grace = -1;
  options.multiple = Money();
  options.emi_adjustment = true;
  options.principal_share = rate("0.5");
  std::set<std::string> columns;
  for (const Issue& issue : why_not_schedule(Money(), rate("4.35"), 12, day(2016, 1, 1), options)) {
    columns.insert(issue.column);
    for (const Language language : {Language::en, Language::zh}) {
      EXPECT_EQ(issue.text(language).find("finance."), std::string::npos);
      EXPECT_EQ(issue.text(language).find('{'), std::string::npos);
    }
  }
  EXPECT_EQ(columns, (std::set<std::string>{"principal", "rate", "every", "first_due",
                                            "principal_grace", "interest_grace", "multiple",
                                            "emi_adjustment", "principal_share"}));
  EXPECT_THROW((void)schedule(yuan("1"), rate("-0.01"), 1, day(2016, 1, 1)), InputError);
  EXPECT_THROW((void)schedule(yuan("1"), rate("0.0000000000001"), 1, day(2016, 1, 1)), InputError);
  EXPECT_THROW((void)schedule(yuan("1"), rate("0.1"), 3'661, day(2016, 1, 1)), InputError);
  EXPECT_THROW((void)schedule(yuan("1"), rate("0.1"), 2, Date{}), InputError);
  EXPECT_THROW((void)schedule(yuan("1"), rate("0.1"), 12, day(9998, 1, 1)), InputError);
}

TEST(Schedule, SaysWhatDoesNotFitInsteadOfComputingItWrong) {
  ScheduleOptions options;
  options.rate_per = RatePer::month;
  options.every = 366;
  options.day_count = DayCount::actual_actual;
  const Decimal dear = rate("0.999999999999");
  EXPECT_THROW((void)schedule(yuan("1"), dear, 1, day(2016, 1, 1), options), std::overflow_error);
  // The greatest principal, rate and number that are let in.
  options.every = 1;
  const Schedule most = schedule(yuan("1000000000000000"), dear, 3'660, day(2016, 1, 1), options);
  EXPECT_EQ(most.rows.back().balance, Money());
  EXPECT_GE(most.instalment, yuan("900000000000000"));
}

}  // namespace
}  // namespace jinguo::finance

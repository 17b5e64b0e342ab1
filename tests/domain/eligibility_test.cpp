#include "jinguo/domain/eligibility.hpp"

#include <gtest/gtest.h>

#include "support/sample_registry.hpp"

namespace jinguo {
namespace {

using support::day;

std::vector<std::string> codes_of(const std::vector<Message>& reasons) {
  std::vector<std::string> codes;
  for (const Message& reason : reasons) {
    codes.push_back(reason.code);
    for (const Language language : {Language::en, Language::zh}) {
      EXPECT_EQ(reason.text(language).find("domain."), std::string::npos);
      EXPECT_EQ(reason.text(language).find('{'), std::string::npos);
    }
  }
  return codes;
}

using Codes = std::vector<std::string>;

class LoanEligibility : public testing::Test {
 protected:
  [[nodiscard]] const LoanProduct& product() const { return registry_.all<LoanProduct>()[0]; }
  [[nodiscard]] const Beneficiary& woman(std::size_t k) const {
    return registry_.all<Beneficiary>()[k];
  }
  Registry registry_ = support::sample_registry();
};

TEST_F(LoanEligibility, ARegisteredWomanOfAgeWithoutALoanMay) {
  EXPECT_EQ(codes_of(why_not_eligible(registry_, product(), woman(0), day(2016, 3, 31),
                                      LoanTerms{Money::from_yuan(50'000), 36})),
            Codes{});
}

TEST_F(LoanEligibility, ARunningLoanOfTheSchemeBars) {
  EXPECT_EQ(codes_of(why_not_eligible(registry_, product(), woman(0), day(2016, 4, 1))),
            Codes{"domain.loan.why.same_scheme"});
}

TEST_F(LoanEligibility, AllReasonsComeAtOnce) {
  EXPECT_EQ(
      codes_of(why_not_eligible(registry_, product(), woman(1), day(1990, 1, 1),
                                LoanTerms{Money::from_fen(5'000'001), 37})),
      (Codes{"domain.loan.why.not_yet", "domain.loan.why.too_young",
             "domain.loan.why.not_registered", "domain.loan.why.ceiling", "domain.loan.why.term"}));
  EXPECT_EQ(codes_of(why_not_eligible(registry_, product(), woman(1), day(2041, 3, 1),
                                      LoanTerms{Money(), 0})),
            (Codes{"domain.loan.why.too_old", "domain.loan.why.not_registered",
                   "domain.loan.why.no_amount", "domain.loan.why.no_term"}));
}

TEST_F(LoanEligibility, AnExitedHouseholdCountsUntilTheDayOfItsExit) {
  EXPECT_EQ(codes_of(why_not_eligible(registry_, product(), woman(1), day(2016, 2, 28))), Codes{});
  EXPECT_EQ(codes_of(why_not_eligible(registry_, product(), woman(1), day(2016, 2, 29))),
            Codes{"domain.loan.why.not_registered"});
}

TEST_F(LoanEligibility, AProductEndsAfterItsLastDay) {
  LoanProduct ended = product();
  ended.valid_to = day(2016, 3, 1);
  EXPECT_EQ(codes_of(why_not_eligible(registry_, ended, woman(0), day(2016, 3, 1))), Codes{});
  EXPECT_EQ(codes_of(why_not_eligible(registry_, ended, woman(0), day(2016, 3, 2))),
            Codes{"domain.loan.why.no_longer"});
}

TEST_F(LoanEligibility, AnOverdueLoanOfAnySchemeBarsAndARepaidOneDoesNot) {
  LoanProduct other = product();
  other.id = IdOf<LoanProduct>("L2");
  other.scheme = LoanScheme::women_guaranteed;
  registry_.add(other);
  Loan loan = registry_.all<Loan>()[0];
  loan.id = IdOf<Loan>("K2");
  loan.woman = IdOf<Beneficiary>("W2");
  loan.product = other.id;
  loan.status = LoanStatus::repaid;
  loan.starts_on = day(2015, 1, 1);
  registry_.add(loan);
  EXPECT_EQ(codes_of(why_not_eligible(registry_, product(), woman(1), day(2016, 2, 1))), Codes{});
  loan.id = IdOf<Loan>("K3");
  loan.status = LoanStatus::overdue;
  registry_.add(loan);
  EXPECT_EQ(codes_of(why_not_eligible(registry_, product(), woman(1), day(2016, 2, 1))),
            Codes{"domain.loan.why.overdue"});
}

TEST_F(LoanEligibility, AnApplicationIsJudgedByItsOwnTermsAndNames) {
  LoanApplication application = registry_.all<LoanApplication>()[0];
  EXPECT_EQ(codes_of(why_not_eligible(registry_, application, day(2016, 3, 1))), Codes{});
  application.term_months = 48;
  EXPECT_EQ(codes_of(why_not_eligible(registry_, application, day(2016, 3, 1))),
            Codes{"domain.loan.why.term"});
  application.woman = IdOf<Beneficiary>("W9");
  application.product = IdOf<LoanProduct>("L9");
  EXPECT_EQ(codes_of(why_not_eligible(registry_, application, day(2016, 3, 1))),
            (Codes{"domain.loan.why.no_product", "domain.loan.why.no_woman"}));
}

}  // namespace
}  // namespace jinguo

#include "jinguo/domain/validate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "support/sample_registry.hpp"

namespace jinguo {
namespace {

using support::day;

/// The sample with the first record of a kind changed, or another one added.
template <class Record>
Registry changed(const std::function<void(Record&)>& change, std::size_t which = 0) {
  const Registry sample = support::sample_registry();
  Registry registry;
  const auto each = [&]<class Other>(const Table<Other>& table) {
    for (std::size_t k = 0; k < table.size(); ++k) {
      Other record = table.rows()[k];
      if constexpr (std::is_same_v<Other, Record>) {
        if (k == which) change(record);
      }
      registry.add(std::move(record));
    }
  };
  sample.for_each_table(each);
  return registry;
}

using Places = std::vector<std::string>;

Places places(const Registry& registry) {
  Places out;
  for (const Issue& issue : registry.validate()) {
    out.push_back(issue.place());
    for (const Language language : {Language::en, Language::zh}) {
      EXPECT_EQ(issue.text(language).find("domain."), std::string::npos) << issue.text(language);
      EXPECT_EQ(issue.text(language).find('{'), std::string::npos) << issue.text(language);
    }
  }
  return out;
}

/// What is said when the first record (or the given one) of a kind is changed.
template <class Record, class Change>
Places after(Change change, std::size_t which = 0) {
  return places(changed<Record>(std::function<void(Record&)>(change), which));
}

TEST(Validate, TheSampleIsSound) { EXPECT_EQ(places(support::sample_registry()), Places{}); }

TEST(Validate, AnEmptyRegistryIsSound) { EXPECT_EQ(places(Registry{}), Places{}); }

TEST(Validate, FindsMissingAndDuplicateIds) {
  EXPECT_EQ(after<Mentorship>([](auto& r) { r.id = {}; }),
            Places{"mentorships row 2, id: domain.key"});
  Registry registry = support::sample_registry();
  registry.add(registry.all<Activity>()[0]);
  registry.add(Region{RegionCode{430'626'000'000}, "again", {}, {}, false});
  EXPECT_EQ(places(registry), (Places{"regions row 5, code: domain.duplicate",
                                      "activities row 9, id: domain.duplicate"}));
}

TEST(Validate, FindsReferencesToNothing) {
  EXPECT_EQ(after<Beneficiary>([](auto& r) { r.household = IdOf<Household>("H9"); }),
            Places{"women row 2, household: domain.reference"});
  EXPECT_EQ(after<Mentor>([](auto& r) { r.woman = IdOf<Beneficiary>("W9"); }),
            Places{"mentors row 2, woman: domain.reference"});
  EXPECT_EQ(after<Activity>([](auto& r) { r.women.push_back(IdOf<Beneficiary>("W9")); }),
            Places{"activities row 2, women: domain.reference"});
  EXPECT_EQ(after<Placement>([](auto& r) { r.kind = ProviderKind::project; }),
            Places{"placements row 2, provider: domain.placement.provider"});
  EXPECT_EQ(after<Placement>([](auto& r) { r.kind = ProviderKind::mentor; }),
            Places{"placements row 2, kind: domain.placement.kind"});
  EXPECT_EQ(
      after<ForcedPair>([](auto& r) {
        r.left = Id("N1");
        r.right = Id("W1");
      }),
      (Places{"pairs row 2, left: domain.pair.left", "pairs row 2, right: domain.pair.right"}));
}

TEST(Validate, FindsRoadsToNothingTwiceOrOfNoLength) {
  EXPECT_EQ(after<Road>([](auto& r) { r.village = {430'626'100'009}; }),
            Places{"roads row 2, village: domain.region.unknown"});
  EXPECT_EQ(after<Road>([](auto& r) { r.provider = Id("B9"); }),
            Places{"roads row 2, provider: domain.placement.provider"});
  EXPECT_EQ(after<Road>([](auto& r) { r.kind = ProviderKind::mentor; }),
            Places{"roads row 2, provider: domain.placement.provider"});
  EXPECT_EQ(after<Road>([](auto& r) { r.kind = ProviderKind::loan; }),
            Places{"roads row 2, kind: domain.road.kind"});
  EXPECT_EQ(after<Road>([](auto& r) { r.metres = 0; }),
            Places{"roads row 2, metres: domain.road.metres"});
  EXPECT_EQ(after<Road>([](auto& r) { r.metres = most_road_metres + 1; }),
            Places{"roads row 2, metres: domain.road.metres"});
  Registry registry = support::sample_registry();
  registry.add(registry.all<Road>()[0]);
  EXPECT_EQ(places(registry), Places{"roads row 3, provider: domain.road.twice"});
}

TEST(Validate, FindsRequiredFieldsWithoutValue) {
  EXPECT_EQ(after<Beneficiary>([](auto& r) { r.birth_date = {}; }),
            Places{"women row 2, birth_date: domain.required"});
  EXPECT_EQ(after<Household>([](auto& r) { r.region = {}; }, 1),
            Places{"households row 3, region: domain.required"});
  EXPECT_EQ(after<Mentor>([](auto& r) { r.industries.clear(); }),
            Places{"mentors row 2, industries: domain.required"});
  EXPECT_EQ(after<Placement>([](auto& r) { r.pairing.clear(); }),
            Places{"placements row 2, pairing: domain.required"});
  EXPECT_EQ(after<Base>([](auto& r) { r.anchor = IdOf<Anchor>(); }),
            Places{"bases row 2, anchor: domain.empty_value"});
}

TEST(Validate, TellsOfANumberBelowItsLeastThatLeastAlone) {
  EXPECT_EQ(after<Road>([](auto& r) { r.metres = -1; }),
            Places{"roads row 2, metres: domain.road.metres"});
  EXPECT_EQ(after<Base>([](auto& r) { r.title_year = -1; }),
            Places{"bases row 2, title_year: domain.title_year"});
  const Places product = after<LoanProduct>([](auto& r) { r.max_term_months = -1; });
  const Places application = after<LoanApplication>([](auto& r) {
    r.amount = Money::from_fen(-1);
    r.term_months = -1;
  });
  const auto count = [](const Places& places, const std::string& place) {
    return std::count(places.begin(), places.end(), place);
  };
  for (const std::string column :
       {"loan_applications row 2, amount", "loan_applications row 2, term_months"}) {
    EXPECT_EQ(count(application, column + ": domain.positive"), 1);
    EXPECT_EQ(count(application, column + ": domain.negative"), 0);
  }
  EXPECT_EQ(count(product, "loan_products row 2, max_term_months: domain.positive"), 1);
  EXPECT_EQ(count(product, "loan_products row 2, max_term_months: domain.negative"), 0);
  EXPECT_EQ(after<Loan>([](auto& r) {
              r.principal = Money::from_fen(-1);
              r.term_months = -1;
            }),
            (Places{"loans row 2, principal: domain.positive",
                    "loans row 2, term_months: domain.positive"}));
  EXPECT_EQ(after<Activity>([](auto& r) {
              r.days = -1;
              r.for_year = -1;
            }),
            (Places{"activities row 2, days: domain.activity.days",
                    "activities row 2, for_year: domain.title_year"}));
}

TEST(Validate, FindsValuesOutOfRange) {
  EXPECT_EQ(after<Base>([](auto& r) { r.places = -1; }),
            Places{"bases row 2, places: domain.negative"});
  EXPECT_EQ(after<Household>([](auto& r) { r.wage_income = Money::from_fen(-1); }),
            Places{"households row 2, wage_income: domain.negative"});
  EXPECT_EQ(after<Household>([](auto& r) {
              r.position = LonLat{0, 90'000'001};
            }),
            Places{"households row 2, position: domain.position"});
  EXPECT_EQ(after<Member>([](auto& r) { r.birth_date = day(2015, 2, 29); }),
            Places{"members row 2, birth_date: domain.date"});
  EXPECT_EQ(after<Member>([](auto& r) { r.birth_date = day(10'000, 2, 1); }),
            Places{"members row 2, birth_date: domain.date"});
  EXPECT_EQ(after<Beneficiary>([](auto& r) { r.health = static_cast<Health>(99); }),
            Places{"women row 2, health: domain.code"});
  EXPECT_EQ(after<Household>([](auto& r) { r.note = "\xff"; }),
            Places{"households row 2, note: domain.text"});
  EXPECT_EQ(after<Base>([](auto& r) { r.title_year = 15; }),
            Places{"bases row 2, title_year: domain.title_year"});
  EXPECT_EQ(after<Chain>([](auto& r) { r.profit_share_bp = 10'001; }),
            Places{"chains row 2, profit_share_bp: domain.share"});
}

TEST(Validate, DivisionsMustBeInTheTreeWhenThereIsOne) {
  EXPECT_EQ(after<Household>([](auto& r) { r.region = {430'626'100'009}; }),
            Places{"households row 2, region: domain.region.unknown"});
  EXPECT_EQ(after<Household>([](auto& r) { r.region = {7}; }),
            Places{"households row 2, region: domain.region.form"});
  EXPECT_EQ(after<Region>([](auto& r) { r.code = {430'626'101'000}; }, 1),
            (Places{"regions row 4, code: domain.region.parent",
                    "mentors row 2, region: domain.region.unknown",
                    "chains row 2, region: domain.region.unknown",
                    "activities row 6, region: domain.region.unknown"}));
  Registry registry;
  Household household = support::sample_registry().all<Household>()[0];
  registry.add(household);
  EXPECT_EQ(places(registry), Places{});
}

TEST(Validate, AHouseholdsFieldsFitItsStatus) {
  EXPECT_EQ(after<Household>([](auto& r) { r.exited_on.reset(); }, 1),
            Places{"households row 3, exited_on: domain.household.exited_on"});
  EXPECT_EQ(after<Household>([](auto& r) { r.main_cause.reset(); }),
            Places{"households row 2, main_cause: domain.household.main_cause"});
  EXPECT_EQ(after<Household>([](auto& r) { r.exited_on = day(2013, 1, 1); }, 1),
            Places{"households row 3, exited_on: domain.dates.order"});
  EXPECT_EQ(after<Household>([](auto& r) { r.status = RegistrationStatus::never; }),
            (Places{"households row 2, registered_on: domain.household.never",
                    "activities row 5, women: domain.activity.not_registered"}));
}

TEST(Validate, OtherCausesAreAtMostTwoAndAllDifferent) {
  EXPECT_EQ(after<Household>([](auto& r) { r.other_causes.push_back(Cause::land); }),
            Places{"households row 2, other_causes: domain.household.causes"});
  EXPECT_EQ(after<Household>([](auto& r) {
              r.other_causes = {Cause::land, Cause::land};
            }),
            Places{"households row 2, other_causes: domain.household.cause_twice"});
  EXPECT_EQ(after<Household>([](auto& r) { r.other_causes = {Cause::illness}; }),
            Places{"households row 2, other_causes: domain.household.cause_twice"});
}

TEST(Validate, AWomanHasAtMostThreeWishes) {
  EXPECT_EQ(after<Beneficiary>([](auto& r) { r.wishes.assign(4, Industry::tea); }),
            Places{"women row 2, wishes: domain.woman.wishes"});
}

TEST(Validate, TwoHeadsOfAHouseholdAreAWarning) {
  const Registry registry = changed<Beneficiary>([](auto& r) { r.relation = Relation::head; });
  EXPECT_EQ(places(registry), Places{"members row 2, relation: domain.household.two_heads"});
  EXPECT_EQ(registry.validate()[0].severity, Severity::warning);
}

TEST(Validate, ARelationEndsWithDateAndReasonAndNotOtherwise) {
  EXPECT_EQ(after<Placement>([](auto& r) { r.ends_on.reset(); }),
            Places{"placements row 2, ends_on: domain.ended.date"});
  EXPECT_EQ(after<Placement>([](auto& r) { r.end_reason.reset(); }),
            Places{"placements row 2, end_reason: domain.ended.reason"});
  EXPECT_EQ(after<Placement>([](auto& r) { r.ends_on = day(2015, 5, 31); }),
            Places{"placements row 2, ends_on: domain.dates.order"});
  EXPECT_EQ(after<Mentorship>([](auto& r) { r.end_reason = EndReason::moved; }),
            Places{"mentorships row 2, end_reason: domain.not_ended.reason"});
  EXPECT_EQ(after<Mentorship>([](auto& r) { r.starts_on = day(1979, 1, 1); }),
            Places{"mentorships row 2, starts_on: domain.before_birth"});
}

TEST(Validate, AMentorIsNeverHerOwnMenteeNorAPairActiveTwice) {
  EXPECT_EQ(after<Mentorship>([](auto& r) { r.woman = IdOf<Beneficiary>("W2"); }),
            Places{"mentorships row 2, mentor: domain.mentorship.own"});
  Registry registry = support::sample_registry();
  Mentorship again = registry.all<Mentorship>()[0];
  again.id = IdOf<Mentorship>("R2");
  registry.add(again);
  EXPECT_EQ(places(registry), Places{"mentorships row 3, mentor: domain.mentorship.twice"});
}

TEST(Validate, AWomanHasOneActivePlacementInAPairing) {
  Registry registry = support::sample_registry();
  Placement placement = registry.all<Placement>()[0];
  placement.status = RelationStatus::active;
  placement.ends_on.reset();
  placement.end_reason.reset();
  for (const char* id : {"S2", "S3", "S4"}) {
    placement.id = IdOf<Placement>(id);
    if (placement.id.text() == "S4") placement.pairing = "evenings";
    registry.add(placement);
  }
  EXPECT_EQ(places(registry), (Places{"placements row 4, woman: domain.placement.two",
                                      "placements row 5, woman: domain.placement.two_pairings"}));
  EXPECT_EQ(registry.validate()[0].severity, Severity::error);
  EXPECT_EQ(registry.validate()[1].severity, Severity::warning);
}

TEST(Validate, AWomanHasOneStandingRecordWithAProvider) {
  Registry registry = support::sample_registry();
  Placement placement = registry.all<Placement>()[0];
  placement.status = RelationStatus::active;
  placement.ends_on.reset();
  placement.end_reason.reset();
  Mentorship mentorship = registry.all<Mentorship>()[0];  // active
  for (const RelationStatus status : {RelationStatus::active, RelationStatus::proposed}) {
    placement.id = IdOf<Placement>("S" + std::to_string(static_cast<int>(status) + 10));
    placement.status = status;
    registry.add(placement);
  }
  mentorship.id = IdOf<Mentorship>("R9");
  mentorship.status = RelationStatus::accepted;
  registry.add(mentorship);
  EXPECT_EQ(places(registry), (Places{"mentorships row 3, mentor: domain.mentorship.twice",
                                      "placements row 4, provider: domain.placement.twice"}));
}

TEST(Validate, AChainsPartnersAreOfTheRightKinds) {
  EXPECT_EQ(after<Chain>([](auto& r) { std::swap(r.enterprise, r.cooperative); }),
            (Places{"chains row 2, enterprise: domain.chain.anchor",
                    "chains row 2, cooperative: domain.chain.anchor"}));
}

TEST(Validate, ProvidersOfDifferentKindsShareNoId) {
  Registry registry = support::sample_registry();
  Project project = registry.all<Project>()[0];
  project.id = IdOf<Project>("B1");
  registry.add(project);
  EXPECT_EQ(places(registry), Places{"projects row 3, id: domain.provider.shared"});
}

TEST(Validate, ALoanProductAddsUp) {
  EXPECT_EQ(after<LoanProduct>([](auto& r) {
              r.payer_bp = {5'000, 4'999};
            }),
            Places{"loan_products row 2, payer_bp: domain.loan.payers"});
  EXPECT_EQ(after<LoanProduct>([](auto& r) { r.payer_bp.clear(); }),
            Places{"loan_products row 2, payer_bp: domain.loan.payers"});
  EXPECT_EQ(after<LoanProduct>([](auto& r) { r.payer_bp.assign(5, 2'000); }),
            Places{"loan_products row 2, payer_bp: domain.loan.payer_count"});
  EXPECT_EQ(after<LoanProduct>([](auto& r) { r.max_age = 17; }),
            Places{"loan_products row 2, max_age: domain.loan.ages"});
  EXPECT_EQ(after<LoanProduct>([](auto& r) { r.subsidy_bp = {10'001}; }),
            (Places{"loan_products row 2, subsidy_bp: domain.share",
                    "loan_products row 2, subsidy_bp: domain.loan.subsidy_years"}));
}

TEST(Validate, ASubsidyThatEndsBeforeTheLongestTermIsTold) {
  const auto told = [](std::vector<std::int32_t> subsidy, std::int32_t months) {
    const Registry registry = changed<LoanProduct>([&](LoanProduct& product) {
      product.subsidy_bp = std::move(subsidy);
      product.max_term_months = months;
    });
    int count = 0;
    for (const Issue& issue : registry.validate()) {
      if (issue.code != "domain.loan.subsidy_years") continue;
      EXPECT_EQ(issue.severity, Severity::warning);
      EXPECT_EQ(issue.place(), "loan_products row 2, subsidy_bp: domain.loan.subsidy_years");
      ++count;
    }
    return count;
  };
  EXPECT_EQ(told({10'000}, 36), 1);
  EXPECT_EQ(told({10'000, 0, 0}, 36), 0) << "said to be none";
  EXPECT_EQ(told({10'000}, 12), 0);
  EXPECT_EQ(told({10'000}, 13), 1);
  EXPECT_EQ(told({}, 36), 0) << "no subsidy at all";
}

TEST(Validate, ALoansCourseFitsItsStatus) {
  EXPECT_EQ(after<Loan>([](auto& r) { r.repaid_on = day(2016, 5, 1); }),
            Places{"loans row 2, repaid_on: domain.loan.not_repaid"});
  EXPECT_EQ(after<Loan>([](auto& r) {
              r.status = LoanStatus::repaid;
              r.repaid_on = day(2016, 3, 31);
            }),
            Places{"loans row 2, repaid_on: domain.dates.order"});
  EXPECT_EQ(after<Loan>([](auto& r) { r.status = LoanStatus::extended; }),
            Places{"loans row 2, extended_to: domain.loan.extended_to"});
  EXPECT_EQ(after<Loan>([](auto& r) {
              r.status = LoanStatus::extended;
              r.extended_to = day(2018, 3, 31);
            }),
            Places{"loans row 2, extended_to: domain.dates.order"});
  EXPECT_EQ(after<Loan>([](auto& r) { r.status = LoanStatus::overdue; }),
            Places{"loans row 2, overdue_on: domain.loan.overdue_on"});
}

TEST(Validate, AWomanHasOneLoanOfASchemeAndPartsKeepTheAmountAskedFor) {
  Registry registry = support::sample_registry();
  Loan part = registry.all<Loan>()[0];
  part.id = IdOf<Loan>("K2");
  part.status = LoanStatus::repaid;
  part.principal = registry.all<LoanApplication>()[0].amount - part.principal;
  registry.add(part);
  EXPECT_EQ(places(registry), Places{});
  part.id = IdOf<Loan>("K3");
  part.principal = Money::from_fen(1);
  part.status = LoanStatus::active;
  registry.add(part);
  EXPECT_EQ(places(registry), (Places{"loans row 4, woman: domain.loan.two_running",
                                      "loans row 4, principal: domain.loan.parts"}));
}

TEST(Validate, ALoanKeepsItsProductAndItsApplication) {
  EXPECT_EQ(after<Loan>([](auto& r) { r.term_months = 37; }),
            Places{"loans row 2, term_months: domain.loan.term"});
  EXPECT_EQ(after<Loan>([](auto& r) { r.principal = Money::from_yuan(50'001); }),
            (Places{"loans row 2, principal: domain.loan.ceiling",
                    "loans row 2, principal: domain.loan.more_than_asked"}));
  EXPECT_EQ(after<Loan>([](auto& r) {
              r.principal = {};
              r.term_months = 0;
            }),
            (Places{"loans row 2, principal: domain.positive",
                    "loans row 2, term_months: domain.positive"}));
  EXPECT_EQ(after<Loan>([](auto& r) { r.starts_on = day(2014, 11, 30); }),
            Places{"loans row 2, starts_on: domain.loan.validity"});
  EXPECT_EQ(after<Loan>([](auto& r) { r.woman = IdOf<Beneficiary>("W2"); }),
            Places{"loans row 2, woman: domain.loan.woman"});
  EXPECT_EQ(after<LoanApplication>([](auto& r) { r.status = ApplicationStatus::submitted; }),
            Places{"loans row 2, application: domain.loan.not_approved"});
}

TEST(Validate, APairIsLockedOrExcludedOnce) {
  Registry registry = support::sample_registry();
  ForcedPair pair = registry.all<ForcedPair>()[0];
  registry.add(pair);
  pair.rule = PairRule::lock;
  registry.add(pair);
  EXPECT_EQ(places(registry), (Places{"pairs row 3, rule: domain.pair.twice",
                                      "pairs row 4, rule: domain.pair.both"}));
}

TEST(Validate, ARegisteredWomanAmongPersonsNamesHerself) {
  EXPECT_EQ(after<Person>([](auto& r) { r.kind = PersonKind::registered_woman; }),
            Places{"persons row 2, woman: domain.person.woman"});
}

TEST(Validate, OnADayAgesAreCheckedToo) {
  const auto ages = [](const Registry& registry, const Date& on) {
    std::vector<std::string> found;
    for (const Issue& issue : validate(registry, on)) {
      if (issue.code != "domain.woman.age" && issue.code != "domain.member.age") continue;
      EXPECT_EQ(issue.severity, Severity::warning);
      found.push_back(issue.place());
    }
    return found;
  };
  using Found = std::vector<std::string>;
  Registry registry;  // nothing that happened later moves the day
  const Registry sample = support::sample_registry();
  for (const Household& one : sample.all<Household>()) registry.add(one);
  for (const Beneficiary& one : sample.all<Beneficiary>()) registry.add(one);
  EXPECT_EQ(ages(registry, day(2016, 3, 1)), Found{});
  EXPECT_EQ(ages(registry, day(1996, 2, 29)), Found{});
  EXPECT_EQ(ages(registry, day(1996, 2, 28)), (Found{"women row 2, birth_date: domain.woman.age",
                                                     "women row 3, birth_date: domain.woman.age"}));
  const Registry girl = changed<Member>([](Member& member) { member.sex = Sex::female; });
  EXPECT_EQ(ages(girl, day(2016, 3, 1)), Found{"members row 2, birth_date: domain.member.age"});
}

TEST(Validate, EveryFaultComesAtOnceWithTheIdOfItsRecord) {
  const Registry registry = changed<Household>([](Household& household) {
    household.region = {};
    household.main_cause.reset();
    household.wage_income = Money::from_fen(-1);
  });
  const std::vector<Issue> issues = registry.validate();
  ASSERT_EQ(issues.size(), 3U);
  for (const Issue& issue : issues) EXPECT_EQ(issue.subject, "H1");
}

}  // namespace
}  // namespace jinguo

#include "jinguo/engine/adopt.hpp"

#include <gtest/gtest.h>

#include <set>

#include "jinguo/engine/match.hpp"
#include "jinguo/engine/verify.hpp"
#include "support/random_registry.hpp"

namespace {

using namespace jinguo;

std::string code_of(const Plan& plan, const Registry& registry) {
  try {
    static_cast<void>(engine::adopt(plan, registry, support::day(2016, 7, 1)));
  } catch (const InputError& error) {
    for (const Language language : {Language::en, Language::zh}) {
      EXPECT_EQ(error.issues().at(0).text(language).find("engine."), std::string::npos);
    }
    return error.issues().at(0).code;
  }
  return {};
}

/// A registry with the status of one record changed.
template <class Record>
Registry with_status(const Registry& registry, const std::string& id, RelationStatus status) {
  Registry out;
  out.set_synthetic(registry.synthetic());
  const auto each = [&]<class Other>(const Table<Other>& table) {
    for (Other record : table.rows()) {
      if constexpr (std::is_same_v<Other, Record>) {
        if (record.id.text() == id) record.status = status;
      }
      out.add(std::move(record));
    }
  };
  registry.for_each_table(each);
  return out;
}

bool stands_in(const Registry& registry, const PlanAward& award, const Date& day) {
  const auto is = [&](const auto& record, ProviderKind kind, const Id& provider) {
    return kind == award.kind && provider == award.right && record.woman == award.left &&
           record.status != RelationStatus::declined && record.status != RelationStatus::ended &&
           (!record.ends_on || *record.ends_on >= day);
  };
  bool found = false;
  for (const Mentorship& one : registry.all<Mentorship>()) {
    found = found || is(one, ProviderKind::mentor, one.mentor);
  }
  for (const Placement& one : registry.all<Placement>()) {
    found = found || is(one, one.kind, one.provider);
  }
  return found;
}

class EveryAdoption : public ::testing::TestWithParam<int> {};

TEST_P(EveryAdoption, WritesEachNewAwardOnceAndLeavesTheRest) {
  const auto seed = static_cast<std::uint64_t>(GetParam());
  const Registry registry = support::random_registry(seed);
  PolicyData data = support::random_policy(seed);
  data.existing = seed % 4 == 0 ? Existing::release : Existing::keep;
  const Policy policy(data);
  const Plan plan = engine::match(registry, policy, {.threads = 1});
  const Adoption adoption = engine::adopt(plan, registry, policy);
  std::size_t fresh = 0;
  std::int64_t going_on = 0;
  for (const PairingPlan& one : plan.pairings) {
    going_on += static_cast<std::int64_t>(one.outside.size());
    for (const PlanAward& award : one.awards) {
      const bool stands = award.existing || stands_in(registry, award, data.date);
      fresh += stands ? 0 : 1;
      going_on += stands ? 1 : 0;
    }
  }
  EXPECT_EQ(adoption.mentorships.size() + adoption.placements.size(), fresh);
  EXPECT_EQ(adoption.going_on, going_on);
  EXPECT_EQ(adoption.already, 0);
  std::set<std::string> ids;
  for (const Mentorship& one : adoption.mentorships) {
    ids.insert(one.id.text());
    EXPECT_EQ(one.status, RelationStatus::proposed);
    EXPECT_EQ(one.starts_on, data.date);
  }
  for (const Placement& one : adoption.placements) {
    ids.insert(one.id.text());
    EXPECT_EQ(one.pairing, "livelihood");
    EXPECT_EQ(one.status, RelationStatus::proposed);
  }
  EXPECT_EQ(ids.size(), fresh);
  const Registry next = engine::adopted(registry, adoption);
  for (const Issue& issue : next.validate()) {
    EXPECT_EQ(issue.severity, Severity::warning) << issue.text();
  }
  EXPECT_TRUE(engine::is_made_from(plan, next));
  if (data.existing == Existing::keep) {
    EXPECT_TRUE(adoption.warnings.empty());
  }

  // Again: nothing. The same plan on the adopted tables, all of it going on.
  if (fresh == 0) return;
  const Adoption again = engine::adopt(plan, next, policy);
  EXPECT_TRUE(again.empty());
  EXPECT_EQ(again.already, static_cast<std::int64_t>(fresh));
  if (data.existing != Existing::keep) return;
  const Plan second = engine::match(next, policy, {.threads = 1});
  for (const Issue& issue : engine::verify(second, next, policy)) ADD_FAILURE() << issue.text();
  for (std::size_t p = 0; p < plan.pairings.size(); ++p) {
    ASSERT_EQ(second.pairings[p].awards.size(), plan.pairings[p].awards.size());
    for (std::size_t k = 0; k < plan.pairings[p].awards.size(); ++k) {
      EXPECT_EQ(second.pairings[p].awards[k].left, plan.pairings[p].awards[k].left);
      EXPECT_EQ(second.pairings[p].awards[k].right, plan.pairings[p].awards[k].right);
      EXPECT_TRUE(second.pairings[p].awards[k].existing);
    }
    EXPECT_EQ(second.pairings[p].total, plan.pairings[p].total);
  }
  EXPECT_TRUE(engine::adopt(second, next, policy).empty());
}

INSTANTIATE_TEST_SUITE_P(Random, EveryAdoption, ::testing::Range(0, 16));

TEST(Adopt, RefusesOtherTablesAndAnotherPolicy) {
  const Policy policy(support::random_policy(3));
  const Plan plan = engine::match(support::random_registry(3), policy, {.threads = 1});
  EXPECT_EQ(code_of(plan, support::random_registry(4)), "engine.adopt.registry");
  EXPECT_EQ(code_of(plan, support::random_registry(3)), "");
  EXPECT_THROW(static_cast<void>(engine::adopt(plan, support::random_registry(3),
                                               Policy(support::random_policy(4)))),
               InputError);
}

TEST(Adopt, IsDoneOnceAllIsThereWhateverBecameOfIt) {
  const Registry registry = support::random_registry(3);
  const Policy policy(support::random_policy(3));
  const Plan plan = engine::match(registry, policy, {.threads = 1});
  const Adoption adoption = engine::adopt(plan, registry, policy);
  ASSERT_FALSE(adoption.mentorships.empty());
  Registry next = engine::adopted(registry, adoption);
  next = with_status<Mentorship>(next, adoption.mentorships[0].id.text(), RelationStatus::declined);
  EXPECT_TRUE(engine::adopt(plan, next, policy).empty());
}

TEST(Adopt, AddsWhatAnInterruptedWritingLeftOut) {
  const Registry registry = support::random_registry(3);
  const Policy policy(support::random_policy(3));
  const Plan plan = engine::match(registry, policy, {.threads = 1});
  const Adoption adoption = engine::adopt(plan, registry, policy);
  ASSERT_FALSE(adoption.mentorships.empty());
  ASSERT_FALSE(adoption.placements.empty());
  Adoption half = adoption;
  half.placements.clear();
  const Adoption rest = engine::adopt(plan, engine::adopted(registry, half), policy);
  EXPECT_TRUE(rest.mentorships.empty());
  EXPECT_EQ(rest.placements, adoption.placements);
  EXPECT_EQ(rest.already, static_cast<std::int64_t>(adoption.mentorships.size()));
}

TEST(Adopt, TakesNoOtherRecordForItsOwn) {
  const Registry registry = support::random_registry(3);
  const Policy policy(support::random_policy(3));
  const Plan plan = engine::match(registry, policy, {.threads = 1});
  const Adoption adoption = engine::adopt(plan, registry, policy);
  ASSERT_FALSE(adoption.mentorships.empty());
  // All its ids are there, but one belongs to another pair.
  Adoption other = adoption;
  other.mentorships[0].mentor =
      IdOf<Mentor>(other.mentorships[0].mentor.text() == "Q0" ? "Q1" : "Q0");
  const Registry taken = engine::adopted(registry, other);
  EXPECT_FALSE(engine::is_made_from(plan, taken));
  EXPECT_EQ(code_of(plan, taken), "engine.adopt.registry");
}

TEST(Adopt, NamesWhatAReleasingPlanLetsGo) {
  std::size_t named = 0;
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    const Registry registry = support::random_registry(seed);
    PolicyData data = support::random_policy(seed);
    data.existing = Existing::release;
    const Policy policy(data);
    const Plan plan = engine::match(registry, policy, {.threads = 1});
    const Adoption adoption = engine::adopt(plan, registry, policy);
    for (const Issue& issue : adoption.warnings) {
      EXPECT_EQ(issue.severity, Severity::warning);
      EXPECT_EQ(issue.code, "engine.adopt.let_go");
      EXPECT_TRUE(registry.find(IdOf<Mentorship>(issue.subject)) != nullptr ||
                  registry.find(IdOf<Placement>(issue.subject)) != nullptr);
      ++named;
    }
  }
  EXPECT_GT(named, 0u);
}

}  // namespace

// That reasons come true is shown here on small registries; scripts/reasons.sh shows it on large
// ones.
#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "jinguo/engine/explain.hpp"
#include "support/counterfactual.hpp"
#include "support/random_registry.hpp"

namespace {

using namespace jinguo;

Policy policy_of(int seed) {
  PolicyData data = support::random_policy(static_cast<std::uint64_t>(seed));
  // Each as often: floors that hold or not, women who must be served or not.
  data.on_infeasible = OnShort::least_shortfall;
  for (Pairing& pairing : data.pairings) {
    for (KindRules& kind : pairing.kinds) {
      if (seed % 3 == 0) kind.floors.push_back({{}, 2});
      if (seed % 3 == 1) kind.floors.push_back({{}, 5});
    }
  }
  return Policy(data);
}

TEST(Reasons, ComeTrueWhenThePairIsForcedOrTheLimitChanged) {
  support::Findings findings;
  for (int seed = 0; seed < 12; ++seed) {
    support::Random random(static_cast<std::uint64_t>(seed));
    const Registry registry = support::random_registry(static_cast<std::uint64_t>(seed),
                                                       {.women = 60, .providers = 4, .places = 5});
    const Policy policy = policy_of(seed);
    const Plan plan = engine::match(registry, policy, {.threads = 1});
    support::confirm_random_reasons(plan, registry, policy, 40, 1, random, findings);
    for (const PairingPlan& one : plan.pairings) {
      const support::Counterfactual again(plan, registry, policy, one.name, 1);
      for (const PlaceResult& place : one.places) again.confirm(place, findings);
    }
  }
  EXPECT_TRUE(findings.wrong.empty()) << findings.wrong.size() << ": " << findings.wrong.front();
  for (const char* kind : {"hers", "possible, points lost", "possible, nothing lost (the lottery)",
                           "possible, a floor would miss one", "barred by own_lock",
                           "barred by places", "worth of one more place", "cost of a floor"}) {
    EXPECT_GT(findings.confirmed[kind], 0) << kind;
  }
}

TEST(Reasons, ComeTrueWhereTheTableOfRoadsLeavesPairsOut) {
  support::Findings findings;
  for (int seed = 0; seed < 8; ++seed) {
    support::Random random(static_cast<std::uint64_t>(seed));
    Registry registry = support::random_registry(static_cast<std::uint64_t>(seed),
                                                 {.women = 60, .providers = 4, .places = 5});
    support::add_roads(registry, static_cast<std::uint64_t>(seed), 60);
    PolicyData data = policy_of(seed).data();
    for (Pairing& one : data.pairings) {
      one.distance = DistanceBy::road;
      one.road_missing = RoadMissing::not_eligible;
    }
    const Policy policy(data);
    const Plan plan = engine::match(registry, policy, {.threads = 1});
    support::confirm_random_reasons(plan, registry, policy, 40, 1, random, findings);
  }
  EXPECT_TRUE(findings.wrong.empty()) << findings.wrong.size() << ": " << findings.wrong.front();
  EXPECT_GT(findings.confirmed["excluded by no_road"], 8);
  EXPECT_GT(findings.confirmed["possible, points lost"], 0);
}

TEST(Reasons, OfWhoIsNotPlacedAreTheSameStoredAndAsked) {
  const Registry registry = support::random_registry(5, {.women = 80});
  const Policy policy = policy_of(5);
  const Plan plan = engine::match(registry, policy, {.threads = 1});
  int compared = 0;
  for (const PairingPlan& one : plan.pairings) {
    for (const Unmatched& left : one.unmatched) {
      const Explanation stored = engine::explain(plan, left.left);
      const Explanation asked = engine::explain(plan, registry, policy, left.left, {.threads = 1});
      const auto of_pairing = [&](const Explanation& explanation) {
        std::vector<PlaceReason> places;
        for (const PlaceReason& place : explanation.places) {
          if (place.pairing == one.name) places.push_back(place);
        }
        return places;
      };
      const std::vector<PlaceReason> few = of_pairing(stored);
      std::vector<PlaceReason> all = of_pairing(asked);
      ASSERT_GE(all.size(), few.size());
      all.resize(few.size());
      EXPECT_EQ(few, all) << left.left.text();
      compared += static_cast<int>(few.size());
    }
  }
  EXPECT_GT(compared, 50);
}

TEST(Reasons, OfManyAreThoseOfEachByHerself) {
  for (int seed = 0; seed < 6; ++seed) {
    const Registry registry =
        support::random_registry(static_cast<std::uint64_t>(seed), {.women = 40});
    const Policy policy = policy_of(seed);
    const Plan plan = engine::match(registry, policy, {.threads = 1});
    std::vector<Id> ids;
    for (const Beneficiary& woman : registry.all<Beneficiary>()) ids.emplace_back(woman.id);
    ids.push_back(plan.pairings[0].places[0].right);
    ids.push_back(ids[0]);  // twice is no fault
    engine::Explainer explainer(plan, registry, policy, {.threads = 1});
    const std::vector<Explanation> asked =
        engine::explain(plan, registry, policy, ids, {.threads = 1});
    const std::vector<Explanation> stored = engine::explain(plan, std::span<const Id>(ids));
    ASSERT_EQ(asked.size(), ids.size());
    ASSERT_EQ(stored.size(), ids.size());
    for (std::size_t k = 0; k < ids.size(); ++k) {
      const auto same = [&](const Explanation& many, const Explanation& one) {
        EXPECT_EQ(many.id, ids[k]);
        EXPECT_EQ(many.lines, one.lines) << ids[k].text();
        EXPECT_EQ(many.places, one.places) << ids[k].text();
      };
      same(asked[k], engine::explain(plan, registry, policy, ids[k], {.threads = 1}));
      same(asked[k], explainer.explain(ids[k], {.threads = 1}));
      same(stored[k], engine::explain(plan, ids[k]));
    }
  }
}

TEST(Reasons, NameEveryIdThatNobodyHas) {
  const Registry registry = support::random_registry(5, {.women = 40});
  const Policy policy = policy_of(5);
  const Plan plan = engine::match(registry, policy, {.threads = 1});
  const std::vector<Id> ids = {Id("nobody"), Id(registry.all<Beneficiary>()[0].id), Id("none")};
  const std::vector<Id> wrong = {ids[0], ids[2]};
  const auto refused = [&](const auto& explain) {
    try {
      explain();
      ADD_FAILURE() << "not refused";
    } catch (const engine::UnknownIds& error) {
      EXPECT_EQ(error.ids(), wrong);
      EXPECT_NE(std::string(error.what()).find("nobody, none"), std::string::npos);
    }
  };
  refused([&] { return engine::explain(plan, std::span<const Id>(ids)); });
  refused([&] { return engine::explain(plan, registry, policy, ids); });
  EXPECT_TRUE(engine::explain(plan, registry, policy, std::span<const Id>()).empty());
}

TEST(Reasons, OfAnotherRegistryAreRefusedAlsoOnceItGrows) {
  Registry registry = support::random_registry(5, {.women = 40});
  const Policy policy = policy_of(5);
  const Plan plan = engine::match(registry, policy, {.threads = 1});
  const Id woman(registry.all<Beneficiary>()[0].id);
  engine::Explainer explainer(plan, registry, policy);
  EXPECT_NO_THROW(static_cast<void>(explainer.explain(woman)));
  EXPECT_THROW(static_cast<void>(explainer.explain(Id("nobody"))), engine::UnknownIds);
  Household home;
  home.id = IdOf<Household>("H-new");
  registry.add(home);
  EXPECT_THROW(static_cast<void>(explainer.explain(woman)), InputError);
  EXPECT_THROW(engine::Explainer(plan, registry, policy), InputError);
}

TEST(Reasons, AreToldOfAProviderToOfficers) {
  const Registry registry = support::random_registry(3, {.women = 80});
  const Policy policy = policy_of(3);
  const Plan plan = engine::match(registry, policy, {.threads = 1});
  int floors = 0;
  for (const PairingPlan& one : plan.pairings) {
    for (const PlaceResult& place : one.places) {
      const Explanation told = engine::explain(plan, place.right);
      ASSERT_FALSE(told.lines.empty());
      EXPECT_EQ(told.lines[0].code, "engine.explain.provider");
      EXPECT_NE(told.text(Language::en)
                    .find("one more place would give the whole plan " +
                          std::to_string(place.worth) + " points"),
                std::string::npos);
      floors += place.floor > 0;
      EXPECT_EQ(told.lines.size(), place.floor > 0 ? 2u : 1u);
      EXPECT_EQ(told.text(Language::zh),
                engine::explain(plan, registry, policy, place.right).text(Language::zh));
      for (const Language language : {Language::en, Language::zh}) {
        EXPECT_EQ(told.text(language).find('{'), std::string::npos);
        EXPECT_EQ(told.text(language).find("engine."), std::string::npos);
      }
    }
  }
  EXPECT_GT(floors, 0);
}

TEST(Reasons, SayWhenThePlanIsNotProven) {
  const Registry registry = support::random_registry(3, {.women = 80});
  const Policy policy(support::random_policy(3));
  Plan plan = engine::match(registry, policy, {.threads = 1});
  for (PairingPlan& one : plan.pairings) one.status = solver::Status::stopped_feasible;
  for (const Beneficiary& woman : registry.all<Beneficiary>()) {
    for (const PlaceReason& place : engine::explain(plan, registry, policy, woman.id).places) {
      EXPECT_TRUE(place.standing == Standing::unproven || place.standing == Standing::hers ||
                  place.standing == Standing::excluded);
      EXPECT_EQ(place.loss, 0);
    }
  }
  const Id provider = plan.pairings[0].places[0].right;
  EXPECT_EQ(engine::explain(plan, provider).lines[0].code, "engine.explain.provider_unproven");
}

}  // namespace

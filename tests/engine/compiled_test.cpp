#include "jinguo/engine/compiled.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "jinguo/engine/lottery.hpp"
#include "jinguo/engine/match.hpp"
#include "support/random_registry.hpp"

namespace {

using namespace jinguo;
using engine::Compiled;

CustomScores doubled(const std::string& pairing) {
  CustomScores custom;
  custom.pairing = pairing;
  custom.scores = [](const engine::Roster&, solver::Index, solver::Index,
                     std::span<solver::Score> scores) {
    for (solver::Score& score : scores) {
      if (score != solver::not_eligible) score *= 2;
    }
  };
  return custom;
}

TEST(Compiled, IsWhatMatchSolvedAndScoresItsAwardsTheSame) {
  int awards = 0;
  for (int seed = 0; seed < 8; ++seed) {
    const auto key = static_cast<std::uint64_t>(seed);
    const Registry registry = support::random_registry(key, {.women = 60});
    PolicyData data = support::random_policy(key);
    data.on_infeasible = OnShort::least_shortfall;
    const Policy policy(data);
    MatchOptions options;
    options.threads = 1;
    if (seed % 2 == 1) options.custom.push_back(doubled(data.pairings.front().name));
    std::vector<std::unique_ptr<const Compiled>> compiled(3);  // what was there goes
    const Plan plan = engine::match(registry, policy, options, compiled);
    EXPECT_EQ(plan, engine::match(registry, policy, options));
    ASSERT_EQ(compiled.size(), plan.pairings.size());
    for (std::size_t k = 0; k < compiled.size(); ++k) {
      const PairingPlan& one = plan.pairings[k];
      ASSERT_NE(compiled[k], nullptr);
      EXPECT_EQ(compiled[k]->pairing().name, one.name);
      EXPECT_EQ(compiled[k]->custom(), one.custom);
      // Compiled again, it scores every award as the plan has it.
      engine::CompileOptions how;
      if (one.custom) how.custom = &options.custom.front();
      const Compiled again(registry, policy, *policy.find(one.name), how);
      const std::vector<solver::Award> indices = again.awards_of(one);
      ASSERT_EQ(indices.size(), one.awards.size());
      for (std::size_t a = 0; a < indices.size(); ++a) {
        const solver::Award& award = indices[a];
        EXPECT_EQ(again.market().score(award.left, award.right), one.awards[a].score);
        EXPECT_EQ(compiled[k]->market().score(award.left, award.right), one.awards[a].score);
        ++awards;
      }
      // Solved again with the plan's seed, the answer is the plan.
      solver::TransportOptions asked =
          again.asked(engine::bytes_from_hex(plan.seed_hex).value_or(""));
      asked.threads = 1;
      const solver::TransportResult result = solver::transport(again.market(), asked);
      EXPECT_EQ(result.awards, indices);
      const solver::TransportResult told = again.result_of(one);
      EXPECT_EQ(result.status, told.status);
      EXPECT_EQ(result.total, told.total);
      EXPECT_EQ(result.prices, told.prices);
      EXPECT_EQ(result.greatest_prices, told.greatest_prices);
    }
  }
  EXPECT_GT(awards, 100);
}

TEST(Compiled, IsNotThereForAPairingThatWasNotBegun) {
  const Registry registry = support::random_registry(2, {.women = 40});
  const Policy policy(support::random_policy(2));
  MatchOptions options;
  options.interrupt = [] { return true; };
  std::vector<std::unique_ptr<const Compiled>> compiled;
  const Plan plan = engine::match(registry, policy, options, compiled);
  ASSERT_EQ(compiled.size(), plan.pairings.size());
  for (std::size_t k = 0; k < compiled.size(); ++k) {
    EXPECT_EQ(compiled[k], nullptr);
    EXPECT_TRUE(plan.pairings[k].places.empty());
  }
}

TEST(Compiled, LeavesOutAwardsOfIdsThatItLacks) {
  const Registry registry = support::random_registry(3, {.women = 60});
  PolicyData data = support::random_policy(3);
  data.on_infeasible = OnShort::least_shortfall;
  const Policy policy(data);
  const Plan plan = engine::match(registry, policy, {.threads = 1});
  PairingPlan one = plan.pairings.front();
  ASSERT_GT(one.awards.size(), 1u);
  one.awards.front().left = Id("nobody");
  const Compiled compiled(registry, policy, *policy.find(one.name));
  EXPECT_EQ(compiled.awards_of(one).size(), one.awards.size() - 1);
}

}  // namespace

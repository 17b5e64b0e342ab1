// transport() against every other way to know the answer: a list of all plans, an oracle of
// shortest paths over all arcs, LEMON's network simplex, and the referees.

#include <gtest/gtest.h>

#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "jinguo/solver/certificate.hpp"
#include "jinguo/solver/transport.hpp"
#include "solver/lemon_peer.hpp"
#include "support/brute_force.hpp"
#include "support/oracle.hpp"
#include "support/random_market.hpp"

namespace jinguo {
namespace {

using namespace solver;
using support::Written;

constexpr std::nullopt_t accepted = std::nullopt;

/// Every referee that an answer must pass.
void expect_proven(const Market& market, const TransportResult& result,
                   const TransportOptions& options) {
  if (result.status == Status::infeasible) {
    ASSERT_TRUE(result.witness.has_value());
    EXPECT_EQ(why_not_infeasible(market, result), accepted);
    EXPECT_TRUE(result.awards.empty());
    EXPECT_TRUE(result.prices.empty());
    EXPECT_EQ(result.total, 0);
    EXPECT_EQ(result.gap, std::nullopt);
    return;
  }
  EXPECT_EQ(result.witness, std::nullopt);
  EXPECT_EQ(result.gap, Score{0});
  const auto m = static_cast<std::size_t>(market.m());
  EXPECT_EQ(result.prices.size(), m);
  EXPECT_EQ(result.greatest_prices.size(), m);
  EXPECT_EQ(result.worth.size(), m);
  EXPECT_EQ(result.forced.size(), m);
  EXPECT_EQ(result.shortfall.size(), m);
  std::vector<Score> scores;
  for (const Award& award : result.awards) scores.push_back(market.score(award.left, award.right));
  EXPECT_EQ(result.award_score, scores);
  EXPECT_EQ(why_not_feasible(market, result), accepted);
  EXPECT_EQ(why_not_optimal(market, result), accepted);
  EXPECT_EQ(why_not_least(market, result), accepted);
  EXPECT_EQ(why_not_drawn(market, result, options), accepted);
  TransportResult plan_alone = result;
  plan_alone.prices.clear();
  EXPECT_EQ(why_not_optimal(market, plan_alone), accepted);
}

TransportOptions options_of(std::uint64_t seed) {
  TransportOptions options;
  options.seed = seed;
  options.on_infeasible = seed % 2 == 0 ? OnInfeasible::stop : OnInfeasible::least_shortfall;
  options.method = static_cast<Method>(seed % 3);
  options.threads = 1 + static_cast<int>(seed / 2 % 2);
  return options;
}

class TinyMarket : public ::testing::TestWithParam<std::uint64_t> {};
INSTANTIATE_TEST_SUITE_P(Seeds, TinyMarket, ::testing::Range<std::uint64_t>(0, 20));

TEST_P(TinyMarket, IsSolvedAsTheListOfAllPlansSays) {
  for (std::uint64_t seed = GetParam() * 250; seed < (GetParam() + 1) * 250; ++seed) {
    const auto market = support::random_market(
        seed, {.left = 5, .right = 4, .levels = 1 + static_cast<Score>(seed % 3), .pairs = 11});
    SCOPED_TRACE(market.kind() + ", seed " + std::to_string(seed));
    const Written w = support::written(*market);
    const TransportOptions options = options_of(seed);
    const support::Best best = support::best_plans(w, options.on_infeasible);
    const TransportResult result = transport(*market, options);
    expect_proven(*market, result, options);
    if (best.plans.empty()) {
      ASSERT_EQ(result.status, Status::infeasible);
      Count units = 0;
      for (const Repair& step : result.witness->repair) units += std::abs(step.to - step.from);
      if (options.on_infeasible == OnInfeasible::stop) {
        EXPECT_EQ(units, support::fewest_repairs(w));
      }
      continue;
    }
    ASSERT_EQ(result.status, best.missed > 0 ? Status::optimal_short : Status::optimal);
    EXPECT_EQ(result.total, best.total);
    const support::Sets drawn = support::drawn_plan(w, best, options);
    EXPECT_EQ(result.awards, support::awards_of(drawn, w.m));
    EXPECT_EQ(result.shortfall, support::shortfall_of(w, support::awards_of(drawn, w.m)));
    const Written below = support::lowered(w, result.shortfall);
    EXPECT_EQ(result.worth, support::worth_by_solving(below));
    if (seed % 10 != 0 || support::price_vectors(w) > 20'000) continue;
    const support::PriceTable table = support::prices_by_listing(below, drawn);
    EXPECT_EQ(result.prices, table.least);
    EXPECT_EQ(result.greatest_prices, table.greatest);
    EXPECT_EQ(result.forced, table.forced);
  }
}

class LargerMarket : public ::testing::TestWithParam<std::uint64_t> {};
INSTANTIATE_TEST_SUITE_P(Seeds, LargerMarket, ::testing::Range<std::uint64_t>(0, 20));

TEST_P(LargerMarket, IsSolvedAsTheOracleSays) {
  for (std::uint64_t seed = GetParam() * 100; seed < (GetParam() + 1) * 100; ++seed) {
    const bool large = seed % 25 == 0;
    const Score levels[] = {1, 4, 100, 1'000'000};
    const auto market = support::random_market(seed + 500'000, {.left = large ? 300 : 40,
                                                                .right = large ? 40 : 10,
                                                                .levels = levels[seed % 4],
                                                                .pairs = 12'000});
    SCOPED_TRACE(market.kind() + ", seed " + std::to_string(seed));
    const Written w = support::written(*market);
    const TransportOptions options = options_of(seed / 4);
    const support::OracleAnswer answer = support::oracle(w, options);
    const TransportResult result = transport(*market, options);
    expect_proven(*market, result, options);
    const bool stop = options.on_infeasible == OnInfeasible::stop;
    if (!answer.feasible || (stop && answer.missed > 0)) {
      ASSERT_EQ(result.status, Status::infeasible);
      continue;
    }
    ASSERT_EQ(result.status, answer.missed > 0 ? Status::optimal_short : Status::optimal);
    EXPECT_EQ(result.total, answer.total);
    EXPECT_EQ(result.awards, answer.awards);
    EXPECT_EQ(result.shortfall, answer.shortfall);
    EXPECT_EQ(result.prices, answer.prices.least);
    EXPECT_EQ(result.greatest_prices, answer.prices.greatest);
    EXPECT_EQ(result.forced, answer.prices.forced);
  }
}

TEST(Transport, AgreesWithTheNetworkSimplexOfLemon) {
  for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
    const bool large = seed % 100 == 0;
    const auto market = support::random_market(seed + 900'000, {.left = large ? 3000 : 100,
                                                                .right = large ? 60 : 25,
                                                                .levels = 100'000,
                                                                .pairs = 200'000});
    SCOPED_TRACE(market.kind() + ", seed " + std::to_string(seed));
    const Written w = support::written(*market);
    support::LemonMarket peer;
    peer.n = w.n;
    peer.m = w.m;
    peer.score = w.score;
    peer.capacity = w.bounds.capacity;
    peer.floor = w.bounds.floor;
    peer.demand = w.bounds.demand;
    peer.outside = w.bounds.outside;
    peer.must_match = w.bounds.must_match;
    peer.absent = not_eligible;
    peer.locked.assign(w.n * w.m, 0);
    for (const Pair& pair : w.bounds.lock) {
      peer.locked[static_cast<std::size_t>(pair.left) * w.m +
                  static_cast<std::size_t>(pair.right)] = 1;
    }
    const TransportOptions options = options_of(seed / 100 + seed);
    const bool least_shortfall = options.on_infeasible == OnInfeasible::least_shortfall;
    const auto best = support::lemon_best(peer, least_shortfall);
    const TransportResult result = transport(*market, options);
    expect_proven(*market, result, options);
    if (!best) {
      ASSERT_EQ(result.status, Status::infeasible);
      continue;
    }
    ASSERT_EQ(result.status, best->shortfall > 0 ? Status::optimal_short : Status::optimal);
    EXPECT_EQ(result.total, best->total);
    EXPECT_EQ(std::accumulate(result.shortfall.begin(), result.shortfall.end(), Count{0}),
              best->shortfall);
  }
}

}  // namespace
}  // namespace jinguo

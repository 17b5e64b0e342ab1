#include "support/oracle.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>

#include "jinguo/solver/certificate.hpp"
#include "support/brute_force.hpp"
#include "support/random_market.hpp"

namespace jinguo {
namespace {

using namespace solver;

TEST(Oracle, AgreesWithTheListOfAllPlansOnTinyMarkets) {
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    const auto market = support::random_market(
        seed, {.left = 5, .right = 3, .levels = 1 + static_cast<Score>(seed % 3), .pairs = 10});
    SCOPED_TRACE(market.kind() + ", seed " + std::to_string(seed));
    const support::Written w = support::written(*market);
    TransportOptions options;
    options.seed = seed;
    const support::Best best = support::best_plans(w, OnInfeasible::least_shortfall);
    const support::OracleAnswer answer = support::oracle(w, options);
    ASSERT_EQ(answer.feasible, !best.plans.empty());
    if (!answer.feasible) continue;
    EXPECT_EQ(answer.missed, best.missed);
    EXPECT_EQ(answer.total, best.total);
    const support::Sets drawn = support::drawn_plan(w, best, options);
    EXPECT_EQ(answer.awards, support::awards_of(drawn, w.m));
    if (seed % 10 != 0 || support::price_vectors(w) > 20'000) continue;
    const support::PriceTable table =
        support::prices_by_listing(support::lowered(w, answer.shortfall), drawn);
    EXPECT_EQ(answer.prices.least, table.least);
    EXPECT_EQ(answer.prices.greatest, table.greatest);
    EXPECT_EQ(answer.prices.forced, table.forced);
  }
}

/// An answer of the oracle in the form that the referees judge.
TransportResult result_of(const support::OracleAnswer& answer) {
  TransportResult result;
  result.status = answer.missed > 0 ? Status::optimal_short : Status::optimal;
  result.awards = answer.awards;
  result.total = answer.total;
  result.shortfall = answer.shortfall;
  return result;
}

TEST(Referees, AcceptTheOraclesAnswersUpTo300Times40AndRefuseThemSpoilt) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const bool large = seed % 30 == 0;
    const auto market =
        support::random_market(seed + 100'000, {.left = large ? 300 : 40,
                                                .right = large ? 40 : 8,
                                                .levels = seed % 2 == 0 ? 3 : 1'000'000,
                                                .pairs = 12'000});
    SCOPED_TRACE(market.kind() + ", seed " + std::to_string(seed));
    TransportOptions options;
    options.seed = seed;
    const support::OracleAnswer answer = support::oracle(support::written(*market), options);
    if (!answer.feasible) continue;
    TransportResult result = result_of(answer);
    EXPECT_EQ(why_not_feasible(*market, result), std::nullopt);
    EXPECT_EQ(why_not_optimal(*market, result), std::nullopt);
    EXPECT_EQ(why_not_drawn(*market, result, options), std::nullopt);
    result.prices = answer.prices.least;
    result.greatest_prices = answer.prices.greatest;
    result.forced = answer.prices.forced;
    EXPECT_EQ(why_not_optimal(*market, result), std::nullopt);
    EXPECT_EQ(why_not_least(*market, result), std::nullopt);
    EXPECT_EQ(why_not_drawn(*market, result, options), std::nullopt);
    if (market->m() == 0) continue;
    const auto at = static_cast<std::size_t>(seed) % static_cast<std::size_t>(market->m());
    ++result.prices[at];
    EXPECT_NE(why_not_least(*market, result), std::nullopt);
    if (result.awards.empty()) continue;
    // One award less is no best plan, unless it was worth nothing.
    result = result_of(answer);
    result.awards.pop_back();
    EXPECT_NE(why_not_drawn(*market, result, options), std::nullopt);
    // A mere other seed draws the same plan only where nothing is left to draw.
    options.seed += 1;
    const support::OracleAnswer other = support::oracle(support::written(*market), options);
    EXPECT_EQ(why_not_drawn(*market, result_of(answer), options) == std::nullopt,
              other.awards == answer.awards);
  }
}

}  // namespace
}  // namespace jinguo

// The four questions in one pass against the four one by one, and the ties found on the way against
// the solver's.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "jinguo/solver/certificate.hpp"
#include "support/random_market.hpp"

namespace jinguo {
namespace {

using namespace solver;
using support::OwnedMarket;
using support::Random;
using support::random_market;

bool refused_one_by_one(const Market& market, const TransportResult& result,
                        const TransportOptions& options) {
  return why_not_feasible(market, result) || why_not_optimal(market, result) ||
         why_not_least(market, result) || why_not_drawn(market, result, options);
}

/// Something said of the answer that may be wrong now.
TransportResult changed(const Market& market, TransportResult result, Random& random) {
  const auto j = static_cast<std::size_t>(random.between(0, market.m() - 1));
  const Score by = random.chance(50) ? 1 : -1;
  switch (random.between(0, 6)) {
    case 0:
      result.prices[j] += by;
      break;
    case 1:
      result.greatest_prices[j] = result.greatest_prices[j] == unbounded_price ? 0 : unbounded_price;
      break;
    case 2:
      result.worth[j] += by;
      break;
    case 3:
      result.forced[j] = result.forced[j] == 0;
      break;
    case 4:
      result.total += by;
      break;
    case 5:  // the prices of a plan that is not drawn, or not best
      result.award_score.clear();
      if (!result.awards.empty()) {
        const auto k = static_cast<std::size_t>(
            random.between(0, static_cast<std::int64_t>(result.awards.size()) - 1));
        const Index left = result.awards[k].left;
        const Score before = market.score(left, result.awards[k].right);
        const Score after = market.score(left, static_cast<Index>(j));
        result.awards[k].right = static_cast<Index>(j);
        if (after != not_eligible) result.total += after - before;
      }
      break;
    default:
      result.gap = by;
  }
  return result;
}

class Settled : public ::testing::TestWithParam<std::uint64_t> {};
INSTANTIATE_TEST_SUITE_P(Seeds, Settled, ::testing::Range<std::uint64_t>(0, 10));
constexpr std::uint64_t each = 300;

TEST_P(Settled, AsksInOnePassWhatTheFourAskOneByOne) {
  int proven = 0;
  int with_ties = 0;
  int refused = 0;
  for (std::uint64_t seed = GetParam() * each; seed < (GetParam() + 1) * each; ++seed) {
    const OwnedMarket owned =
        random_market(seed, {.left = 12, .right = 5, .levels = 2, .pairs = 60});
    SCOPED_TRACE(owned.kind() + ", seed " + std::to_string(seed));
    Bounds bounds = owned->bounds();
    const bool units = seed % 4 != 0;  // else some ask for several
    if (units) {
      for (Count& demand : bounds.demand) demand = std::min<Count>(demand, 1);
    }
    std::optional<Market> market;
    try {
      market.emplace(owned->source(), bounds);
    } catch (const InputError&) {
      continue;  // more locks than units
    }
    TransportOptions options;
    options.seed = seed;
    options.keep_ties = true;
    const TransportResult result = transport(*market, options);
    if (result.status != Status::optimal && result.status != Status::optimal_short) continue;
    std::optional<Ties> ties;
    EXPECT_EQ(why_not_settled(*market, result, options, nullptr, &ties), std::nullopt);
    if (result.status == Status::optimal && units) {
      ++proven;
      ASSERT_TRUE(ties.has_value());
      EXPECT_TRUE(ties == result.ties);
      if (!ties->claims.empty()) ++with_ties;
    } else {
      EXPECT_EQ(ties.has_value(),
                result.status == Status::optimal &&
                    std::all_of(bounds.demand.begin(), bounds.demand.end(),
                                [](Count demand) { return demand <= 1; }));
    }
    if (market->m() == 0) continue;
    Random random(seed);
    for (int k = 0; k < 6; ++k) {
      const TransportResult other = changed(*market, result, random);
      const bool wrong = why_not_settled(*market, other, options).has_value();
      EXPECT_EQ(wrong, refused_one_by_one(*market, other, options)) << k;
      refused += wrong ? 1 : 0;
    }
  }
  EXPECT_GT(proven, 30);
  EXPECT_GT(with_ties, 10);
  EXPECT_GT(refused, 100);
}

}  // namespace
}  // namespace jinguo

#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "draw.hpp"
#include "dual_range.hpp"

namespace jinguo::inline v0_1::solver {

/// What all best plans of a market have in common, and the one that the lottery leaves of them.
struct Face {
  std::vector<ScoredAward> awards{};     ///< The drawn plan, sorted by (left, right).
  std::vector<Score> prices{};           ///< Least prices that prove it.
  std::vector<Score> greatest_prices{};  ///< Greatest, or `unbounded_price`.
  std::vector<Score> worth{};            ///< What one more place adds to the total.
  std::vector<std::uint8_t> forced{};    ///< Not 0: a place whose floor cannot rise.
  std::vector<Count> shortfall{};        ///< Floor minus load where missed, else 0.
  std::optional<Ties> ties{};            ///< What the lottery chose among, where asked for.
  std::int64_t tied_left = 0;            ///< Left nodes whose awards differ between best plans.
  std::int64_t pairs_scored = 0;
};

/// Settles a market from one best plan and any prices that prove it; the answer depends on neither.
///
/// Without `missed_floor` the plan keeps every floor. With it, floors may be missed at that price a
/// unit (large enough that the least shortfall comes before the total): `awards` is best and
/// `prices` prove it in that relaxed market, so prices[j] >= -*missed_floor, with equality where a
/// floor is missed, and negative otherwise only where the load equals a floor. The drawn plan's
/// shortfall is told; least prices and the rest are those of the market whose floors are lowered by
/// it. `listed` (or null): pairs that need not be looked for again.
///
/// Limits     prices and prices +- scores within +-2^61.
[[nodiscard]] inline Face settle(const Market& market, std::span<const ScoredAward> awards,
                                 std::span<const Score> prices, const Lottery& lottery,
                                 ThreadPool& pool, std::optional<Score> missed_floor = std::nullopt,
                                 KeepTies keep = KeepTies::no, const Listed* listed = nullptr) {
  Face face;
  DrawnPlan plan = draw(market, awards, prices, lottery, missed_floor, pool, keep, listed);
  pool.monitor().phase("least prices", 0.95, 1.0);
  const auto m = static_cast<std::size_t>(market.m());
  face.shortfall.assign(m, 0);
  std::vector<Count> floor = market.bounds().floor;
  std::vector<Score> price(prices.begin(), prices.end());
  for (std::size_t j = 0; j < m; ++j) {
    if (plan.load[j] >= floor[j]) continue;
    face.shortfall[j] = floor[j] - plan.load[j];
    floor[j] = plan.load[j];
    // Nobody is there to be driven away, and a floor of 0 is no floor.
    if (floor[j] == 0) price[j] = std::max<Score>(0, price[j]);
  }
  PriceRange range = price_range(market, plan.awards, price, floor, pool, listed);
  face.awards = std::move(plan.awards);
  face.prices = std::move(range.least);
  face.greatest_prices = std::move(range.greatest);
  face.worth = std::move(range.worth);
  face.forced = std::move(range.forced);
  face.ties = std::move(plan.ties);
  face.tied_left = plan.tied_left;
  face.pairs_scored = plan.pairs_scored + range.pairs_scored;
  return face;
}

}  // namespace jinguo::inline v0_1::solver

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "jinguo/solver/transport.hpp"
#include "pass.hpp"
#include "scored_award.hpp"

namespace jinguo::inline v0_1::solver {

/// The ends of the dual range: of all prices that prove a plan.
struct PriceRange {
  std::vector<Score> least{};
  std::vector<Score> greatest{};       ///< `unbounded_price` where no price is too high.
  std::vector<Score> worth{};          ///< total(capacity + 1) - total = max(0, least).
  std::vector<std::uint8_t> forced{};  ///< Not 0: the floor cannot rise, so no least price.
  std::int64_t pairs_scored = 0;
};

/// Finds the least and the greatest prices that prove a best plan on the whole market.
///
/// Prices prove a plan if every award is among its left node's best options at them (as many as its
/// demand, outside counted with its value, absent with must-match; locks are set aside), a price is
/// above 0 only where the load equals the capacity, and below 0 only where it equals a floor above
/// 0 (locks counted). All plans that are best have the same such prices.
///
/// Least: p_j is minus the shortest path from outside to j, an arc a -> b being a unit at a that
/// could go to b, its length what that loses. `forced`: no path; such a place, whose price could
/// fall without limit, gets after all others are at their least the greatest price not above 0 that
/// still proves the plan. Greatest: the shortest path from j to outside, `unbounded_price` without
/// one (nobody there may leave, or nobody is there and the place is full, as with capacity 0).
///
/// `awards` is best under `floor` (the market's, or lower where one is missed), and `price` proves
/// it. With `listed` (or null) only rows are scored of which it does not prove that nothing is
/// missing; without, one pass more. Over Blocks at least two.
[[nodiscard]] PriceRange price_range(const Market& market, std::span<const ScoredAward> awards,
                                     std::span<const Score> price, std::span<const Count> floor,
                                     ThreadPool& pool, const Listed* listed = nullptr);

}  // namespace jinguo::inline v0_1::solver

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "jinguo/solver/market.hpp"
#include "jinguo/solver/ties.hpp"
#include "pass.hpp"
#include "scored_award.hpp"

namespace jinguo::inline v0_1::solver {

/// The drawn numbers: n of the left side, m of the right side; higher is called first.
struct Lottery {
  std::span<const std::uint64_t> left{};
  std::span<const std::uint64_t> right{};
};

enum class KeepTies : std::uint8_t { no, yes };

/// The one plan that the lottery leaves of all best plans.
struct DrawnPlan {
  std::vector<ScoredAward> awards{};  ///< Sorted by (left, right).
  std::vector<Count> load{};          ///< Awards of each right node, locks too.
  std::int64_t tied_left = 0;         ///< Left nodes whose awards differ between best plans.
  std::int64_t pairs_scored = 0;      ///< Pairs whose score was computed.
  std::int64_t tied_pairs = 0;  ///< Options of all left nodes that were looked at for ties.
  std::optional<Ties> ties{};         ///< Where asked for.
};

/// Draws the plan: numbers are called from the top (equal: lower index). Called, a left node goes
/// once down its options (score, then right number, then lower index; outside after equal scores)
/// and takes each that some best plan, given all that is fixed, allows; at outside it leaves as
/// many units unplaced as such a plan allows.
///
/// `awards` is any best plan and `price` any prices that prove it; the answer depends on neither.
/// With `missed_floor`, floors may be missed: each missing unit costs that much, and the plan is
/// best, and the prices prove it, in that relaxed market (prices >= -missed_floor, and equal to it
/// where a floor is missed). A floor above the capacity counts as the capacity. `listed` (or null):
/// pairs that need not be looked for again.
///
/// Method     every best plan uses only pairs of reduced cost zero, so the draw walks the graph of
///            right nodes (and outside) whose arcs are tied left nodes: an option is allowed
///            exactly if it reaches a place that it may leave. Strongly connected parts refuse the
///            rest; searched from both ends in step, a search that fails splits its part.
[[nodiscard]] DrawnPlan draw(const Market& market, std::span<const ScoredAward> awards,
                             std::span<const Score> price, const Lottery& lottery,
                             std::optional<Score> missed_floor, ThreadPool& pool,
                             KeepTies keep = KeepTies::no, const Listed* listed = nullptr);

}  // namespace jinguo::inline v0_1::solver

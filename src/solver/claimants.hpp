#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "jinguo/solver/market.hpp"
#include "pass.hpp"
#include "scored_award.hpp"
#include "thread_pool.hpp"
#include "tied_nodes.hpp"
#include "tied_rows.hpp"

namespace jinguo::inline v0_1::solver {

/// A left node whose awards may differ between best plans. Its units at its threshold are
/// consecutive; the others are decided.
struct Claimant {
  Index left = 0;
  Index row = 0;  ///< Its options at its threshold.
  Index unit = 0;
  Index units = 0;
  Score threshold = 0;  ///< Score less price of each of its options.
};

/// Who may be elsewhere in another best plan, and what is in every best plan.
struct Claimants {
  Claimants(Index nodes, std::int64_t dense_share) : rows(nodes, dense_share) {}

  TiedRows rows;                       ///< Sets of options, as nodes.
  std::vector<Claimant> all{};         ///< By left node.
  std::vector<Index> unit_node{};      ///< Where each of their units is.
  std::vector<ScoredAward> decided{};  ///< Awards that are in every best plan.
  std::int64_t tied_pairs = 0;         ///< Options looked at, outside apart.
  std::int64_t pairs_scored = 0;
};

/// Reads them off a best plan and prices that prove it: a left node has a choice where it has more
/// options of reduced cost zero than units to place. Adds every award to the load of its node.
/// What it costs is one pass over the pairs that may tie (RowReader), and all where nearly
/// everything ties.
[[nodiscard]] Claimants gather_claimants(const Market& market, std::span<const ScoredAward> awards,
                                         std::span<const Score> price, TiedNodes& nodes,
                                         ThreadPool& pool, const Listed* listed);

}  // namespace jinguo::inline v0_1::solver

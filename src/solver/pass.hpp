#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "jinguo/solver/market.hpp"
#include "workers.hpp"

namespace jinguo::inline v0_1::solver {

/// Chosen pairs by left node: those of row i are [start[i], start[i + 1]), right nodes ascending.
struct Arcs {
  std::vector<std::int64_t> start{};
  std::vector<Index> right{};
  std::vector<Score> score{};
};

/// All eligible, not excluded pairs with s_ij - price_j >= threshold_i, in one pass over all pairs.
/// Parallel, except over Blocks, whose function is called on the calling thread. The same for any
/// number of threads. Prices and thresholds lie within +-2^62.
[[nodiscard]] Arcs collect_arcs(const Market& market, std::span<const Score> price,
                                std::span<const Score> threshold, Workers& workers);

}  // namespace jinguo::inline v0_1::solver

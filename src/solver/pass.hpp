#pragma once

#include <cstdint>
#include <limits>
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

/// What a solve sees of a market's rows: the market without the pairs that are settled already.
class Rows {
 public:
  enum class Mode : std::uint8_t {
    scores,      ///< The market's scores; locked pairs are taken out.
    feasibility  ///< 1 for a locked pair, 0 for every other that is eligible.
  };
  explicit Rows(const Market& market, Mode mode = Mode::scores) : market_(market), mode_(mode) {}

  [[nodiscard]] const Market& market() const noexcept { return market_; }
  [[nodiscard]] bool on_calling_thread_only() const noexcept {
    return std::holds_alternative<Blocks>(market_.source());
  }
  /// Fills rows [from, to), all right nodes, row by row.
  void fill(Index from, Index to, std::span<Score> out) const;

 private:
  const Market& market_;
  Mode mode_ = Mode::scores;
};

/// What a pass saw besides the pairs that it kept.
struct Seen {
  Score least = std::numeric_limits<Score>::max();     ///< Of the eligible scores.
  Score greatest = std::numeric_limits<Score>::min();  ///< Of the eligible scores.
  std::vector<Score> magnitude{};                      ///< Greatest |score| by row, 0 without any.
  std::vector<std::int64_t> eligible{};                ///< Pairs by row.
};

/// Of every row in `rows` (none: every row of the market) the best `keep` pairs by
/// s_ij - price_j, of those with s_ij - price_j >= threshold_i (none: all); right nodes ascending,
/// of equal values the lower. `keep` has an entry a row of the market. `seen` may be null.
[[nodiscard]] Arcs best_arcs(const Rows& source, std::span<const Index> rows,
                             std::span<const Score> price, std::span<const Score> threshold,
                             std::span<const Index> keep, Workers& workers, Seen* seen);

}  // namespace jinguo::inline v0_1::solver

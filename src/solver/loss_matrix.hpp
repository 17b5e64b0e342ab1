#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "jinguo/core/monitor.hpp"
#include "jinguo/solver/types.hpp"

namespace jinguo::inline v0_1::solver {

/// What a unit at one node loses, at the least, where it goes to another: for every two nodes, in
/// 32 bits. The last node is outside.
///
/// Cost     4 (nodes + 80) bytes a node; shortest paths in nodes^2 steps of 4 to 16 nodes each,
///          without a queue: less than a list of all arcs takes to be put in order.
class LossMatrix {
 public:
  explicit LossMatrix(Index nodes);

  [[nodiscard]] Index nodes() const noexcept { return nodes_; }
  /// Losses out of a node, for kernels that lower a multiple of kernel_stretch of them; those from
  /// narrow_lost on, as at first, are no arcs.
  [[nodiscard]] std::int32_t* row(Index from) { return loss_.data() + begin(from); }
  [[nodiscard]] std::span<const std::int32_t> row(Index from) const {
    return {loss_.data() + begin(from), static_cast<std::size_t>(nodes_)};
  }
  void lower(Index from, Index to, Score loss);
  /// When all losses are told.
  void close(Monitor& monitor);
  /// Turns every arc round.
  void transpose(Monitor& monitor);

  /// The least sum of losses on a way from outside to each node, plus the node's potential;
  /// `no_path` where there is none. No loss plus the potential that it leads to minus the one that
  /// it comes from may be negative (Dijkstra 1959); outside has none, others lie within
  /// narrow_price. Nothing where sums may not fit.
  [[nodiscard]] std::optional<std::vector<Score>> distances(std::span<const Score> potential,
                                                            Monitor& monitor) const;

 private:
  [[nodiscard]] std::size_t begin(Index from) const {
    return static_cast<std::size_t>(from) * pitch_;
  }

  Index nodes_ = 0;
  std::size_t pitch_ = 0;
  Score most_ = 0;  ///< No loss is greater, nor less than its negative.
  std::vector<std::int32_t> loss_{};
};

/// A distance that is none.
inline constexpr Score no_path = std::numeric_limits<Score>::max();

}  // namespace jinguo::inline v0_1::solver

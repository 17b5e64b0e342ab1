#pragma once

#include <cstdint>
#include <mutex>
#include <span>
#include <vector>

#include "jinguo/solver/losses.hpp"
#include "pass.hpp"

namespace jinguo::inline v0_1::solver {

/// A plan by left node, for the search of losses.
struct AwardsByLeft {
  std::vector<std::size_t> first{};  ///< Awards of left node i: [first[i], first[i + 1]).
  std::span<const Award> awards{};
  std::vector<std::uint8_t> locked{};  ///< By award.
  std::vector<Count> unplaced{};       ///< By left node.
  std::vector<Count> load{};
  std::vector<Count> locks{};  ///< By right node.
};
/// The awards must lie within the market, be sorted and stay where they are.
[[nodiscard]] AwardsByLeft awards_by_left(const Market& market, std::span<const Award> awards);

/// The best moves between right nodes and `outside` (node m). An arc a -> b is a unit at a that
/// could go to b, and what that loses; slack is a unit that need not go on.
class ResidualGraph {
 public:
  /// One pass over the rows of all left nodes that may move.
  ResidualGraph(const Market& market, const AwardsByLeft& plan, ThreadPool& pool);

  [[nodiscard]] Index nodes() const noexcept { return m_ + 1; }

  /// Calls visit(a, loss, floor) for each arc a -> node; `floor` is not 0 where it is the slack of
  /// a floor that would be missed.
  template <class Visit>
  void visit_into(Index node, Visit visit) const {
    const auto b = static_cast<std::size_t>(node);
    if (node == m_) {
      for (std::size_t a = 0; a < to_outside_.size(); ++a) {
        if (to_outside_[a].points != none) visit(static_cast<Index>(a), to_outside_[a], false);
      }
      return;
    }
    if (dense_) {
      const Score* column = into_.data() + b * to_outside_.size();
      for (std::size_t a = 0; a < to_outside_.size(); ++a) {
        if (column[a] != none) visit(static_cast<Index>(a), Value{0, column[a]}, false);
      }
    } else {
      for (std::size_t k = start_[b]; k < start_[b + 1]; ++k) {
        visit(from_[k], Value{0, into_[k]}, false);
      }
    }
    visit(m_, from_outside_[b], from_outside_[b].missed > 0);
  }

 private:
  struct Arc {
    Index to = 0;
    Score loss = 0;
  };
  /// What one worker has collected.
  struct Basket {
    Index node = -1;
    std::vector<Score> best{};  ///< Out of `node`, by right node.
    std::vector<Index> touched{};
    std::vector<Score> in{};   ///< From outside.
    std::vector<Score> out{};  ///< To outside.
  };
  static constexpr Score none = Score{1} << 62;

  void collect(const Market& market, const AwardsByLeft& plan, const RowView& reader, Index left,
               Basket& basket);
  void empty(Basket& basket);
  void transpose(Monitor& monitor);

  Index m_ = 0;
  bool dense_ = true;
  std::size_t arcs_a_node_ = 2;
  std::vector<Value> to_outside_{};
  std::vector<Value> from_outside_{};
  std::vector<std::mutex> guards_{};
  std::vector<Score> into_{};            // dense: m * m, at last by the node that an arc leads to
  std::vector<std::vector<Arc>> out_{};  // else, while the pass runs: by the node it comes from
  std::vector<std::size_t> start_{};     // at last: arcs into node b are [start[b], start[b + 1])
  std::vector<Index> from_{};
};

}  // namespace jinguo::inline v0_1::solver

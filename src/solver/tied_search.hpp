#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "tied_graph.hpp"

namespace jinguo::inline v0_1::solver {

/// Searches of the draw: from both ends in step, inside one part. Nothing is allocated after the
/// first.
///
/// Cost       a search that succeeds looks at up to all arcs of the part; one that fails at about
///            twice those of the smaller side, which then becomes a part of its own, so that all
///            failures together cost O(arcs log nodes).
class TiedSearch {
 public:
  explicit TiedSearch(TiedGraph& graph);

  /// Searches a path from `start` to one of the targets, without the claimant who is called; walks
  /// it and gives the target where it ended, -1 where there is none. Then the side that ran dry
  /// becomes a part of its own: nothing can leave it (or enter it) any more.
  Index reach(Index claimant, Index start, std::span<const Index> targets);

 private:
  struct Step {
    Index node = -1;  ///< Where the path comes from, or goes to.
    Index unit = -1;  ///< The unit that moves; -1: slack.
  };
  struct Cursor {
    std::size_t queue = 0;
    std::size_t item = 0;
    Index member = 0;
    int stage = 0;
    std::int64_t cost = 0;
  };

  void begin(Index claimant, Index start, std::span<const Index> targets);
  Index walk(Index start);
  void mark_forward(Index node, Index from, Index unit);
  void mark_backward(Index node, Index to, Index unit);
  bool advance_forward();
  bool advance_backward();
  void go_from(Index unit, Index x);
  void go_straight(Index unit, Index x);
  void glance(Index x);
  void come_from(Index row, Index y);

  TiedGraph& graph_;
  TiedNodes& nodes_;
  std::uint32_t stamp_ = 0;
  Index caller_ = -1;
  Index part_now_ = 0;
  Index meeting_ = -1;
  std::span<const Index> targets_{};
  std::vector<std::uint32_t> forward_mark_{};
  std::vector<std::uint32_t> backward_mark_{};
  std::vector<std::uint32_t> row_forward_{};
  std::vector<std::uint32_t> row_backward_{};
  std::vector<Step> forward_step_{};
  std::vector<Step> backward_step_{};
  std::vector<Index> forward_{};
  std::vector<Index> backward_{};
  std::vector<Step> moves_{};
  Cursor ahead_{};
  Cursor behind_{};
};

}  // namespace jinguo::inline v0_1::solver

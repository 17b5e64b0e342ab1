#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

#include "jinguo/solver/types.hpp"
#include "positions.hpp"

namespace jinguo::inline v0_1::solver {

/// Shortest paths from a set of nodes, by a binary heap (Dijkstra 1959): O((nodes + arcs) log
/// nodes). A node once left keeps its length, so that arcs into the first node may be below 0.
template <class Length>
class ShortestPaths {
 public:
  ShortestPaths(Index nodes, Length unreached)
      : length_(at(nodes), unreached), settled_(at(nodes), 0) {}

  /// A path of this length leads to the node: a beginning, or found by `expand`. Whether it is the
  /// shortest so far.
  bool reach(Index node, Length length) {
    if (settled_[at(node)] != 0 || !(length < length_[at(node)])) return false;
    length_[at(node)] = length;
    queue_.push({length, node});
    return true;
  }

  /// Calls expand(node, length) for each node that is reached, the nearest first; it reaches
  /// further nodes.
  template <class Expand>
  void run(const Expand& expand) {
    while (!queue_.empty()) {
      const auto [length, node] = queue_.top();
      queue_.pop();
      if (settled_[at(node)] != 0) continue;
      settled_[at(node)] = 1;
      expand(node, length);
    }
  }

  /// By node.
  [[nodiscard]] std::vector<Length> take() { return std::move(length_); }

 private:
  using Entry = std::pair<Length, Index>;
  std::vector<Length> length_;
  std::vector<std::uint8_t> settled_;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue_{};
};

}  // namespace jinguo::inline v0_1::solver

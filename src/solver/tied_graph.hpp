#pragma once

#include <cstdint>
#include <vector>

#include "claimants.hpp"
#include "tied_nodes.hpp"

namespace jinguo::inline v0_1::solver {

/// The graph of the draw: an arc a -> b is a unit at a that may move to b, or slack: a -> outside
/// while a is below its capacity, outside -> b while b may give one up. Every best plan is reached
/// from one along such arcs. Units leave the graph as they are decided.
///
/// Cost       building it and its parts: the tied options once, each set of options once.
struct TiedGraph {
  TiedGraph(TiedNodes nodes_given, Claimants claims_given, ThreadPool& pool);

  /// A claimant of several units may hold an option already; outside may take any number.
  [[nodiscard]] bool holds(Index claimant, Index node) const {
    const Claimant& c = claims.all[claimant];
    if (node == nodes.outside) return false;
    for (Index u = c.unit; u < c.unit + c.units; ++u) {
      if (claims.unit_node[u] == node) return true;
    }
    return false;
  }

  /// Places a unit, moves one, and takes one out, which stays where it is.
  void enter(Index unit, Index node);
  void move(Index unit, Index to);
  void leave(Index unit);
  /// Nobody moves the claimant any more.
  void quit_row(Index claimant);

  TiedNodes nodes;
  Claimants claims;
  Monitor& monitor;
  const Tuning& tuning;

  std::vector<Index> unit_owner{};
  std::vector<Index> unit_slot{};            ///< Place in at[node].
  std::vector<std::vector<Index>> at{};      ///< Units that may still move, by node.
  std::vector<std::vector<Index>> takers{};  ///< Rows that hold the node, those kept as lists.
  std::vector<Index> dense{};                ///< Rows kept as bits.
  std::vector<std::uint8_t> listed{};        ///< By node: takers holds those too.
  std::vector<std::int64_t> member_start{};  ///< Uncalled claimants by row.
  std::vector<Index> member_count{};
  std::vector<Index> members{};
  std::vector<Index> member_slot{};
  std::vector<std::uint8_t> row_has_many{};

  /// By node. Nodes of different parts can no longer reach each other; parts only ever split.
  std::vector<Index> part{};
  Index parts = 0;

 private:
  void list_units();
  void list_takers();
};

}  // namespace jinguo::inline v0_1::solver

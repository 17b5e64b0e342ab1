#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "jinguo/solver/market.hpp"

namespace jinguo::inline v0_1::solver {

/// Where the load of a node may differ between best plans although no left node moves.
enum class Slack : std::uint8_t {
  none,
  free,   ///< Price zero: anything between the floor and the capacity.
  missed  ///< At the price of a missed floor: anything up to the floor.
};

/// The nodes of the draw: the right nodes in the order in which everybody prefers them among its
/// tied options, `outside` among them, and `short_node`, where units come from or go to at a floor
/// that is missed. Tied options of one left node have scores threshold + price: the order by price
/// is its order by score, the same for everybody.
struct TiedNodes {
  /// `right` are the drawn numbers of the m right nodes; the rest is as in draw(). O(m log m).
  TiedNodes(const Market& market, std::span<const Score> price,
            std::span<const std::uint64_t> right, std::optional<Score> missed_floor);

  [[nodiscard]] bool has_room(Index node) const {
    return slack[node] == Slack::free && load[node] < capacity[node];
  }
  [[nodiscard]] bool has_spare(Index node) const {
    return slack[node] == Slack::free && load[node] > floor[node];
  }
  [[nodiscard]] bool falls_short(Index node) const {
    return slack[node] == Slack::missed && load[node] < floor[node];
  }

  Index count = 0;
  Index outside = 0;
  Index short_node = 0;
  std::vector<Index> node_of{};   ///< By right node.
  std::vector<Index> right_of{};  ///< By node, as all that follow; -1: outside, the short node.
  std::vector<Slack> slack{};
  std::vector<Count> capacity{};
  std::vector<Count> floor{};
  std::vector<Count> load{};    ///< Units there, decided ones and locks too.
  std::vector<Index> free{};    ///< Nodes of price zero, with slack between floor and capacity.
  std::vector<Index> missed{};  ///< Nodes whose floor is, or could be, missed.
};

}  // namespace jinguo::inline v0_1::solver

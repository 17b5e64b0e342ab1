#include "solver/lemon_peer.hpp"

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <algorithm>
#include <cstdlib>

namespace jinguo::support {

std::optional<LemonAnswer> lemon_best(const LemonMarket& market, bool least_shortfall) {
  using Graph = lemon::SmartDigraph;
  Graph graph;
  Graph::ArcMap<std::int64_t> lower(graph, 0);
  Graph::ArcMap<std::int64_t> upper(graph, 0);
  Graph::ArcMap<std::int64_t> cost(graph, 0);
  std::vector<Graph::Node> left;
  std::vector<Graph::Node> right;
  std::int64_t units = 0;
  for (std::size_t i = 0; i < market.n; ++i) left.push_back(graph.addNode());
  for (std::size_t j = 0; j < market.m; ++j) right.push_back(graph.addNode());
  const Graph::Node sink = graph.addNode();
  const auto arc = [&](Graph::Node a, Graph::Node b, std::int64_t lo, std::int64_t hi,
                       std::int64_t score) {
    const Graph::Arc made = graph.addArc(a, b);
    lower[made] = lo;
    upper[made] = hi;
    cost[made] = -score;
    return made;
  };
  for (std::size_t i = 0; i < market.n; ++i) {
    units += market.demand[i];
    for (std::size_t j = 0; j < market.m; ++j) {
      const std::size_t k = i * market.m + j;
      if (market.score[k] == market.absent) {
        if (market.locked[k] != 0) return std::nullopt;
        continue;
      }
      arc(left[i], right[j], market.locked[k], 1, market.score[k]);
    }
    if (market.must_match[i] == 0) {
      arc(left[i], sink, 0, market.demand[i], market.outside[i]);
    }
  }
  // A unit below a floor is worth more than all scores together can differ.
  std::int64_t greatest = 0;
  for (const std::int64_t score : market.score) {
    if (score != market.absent) greatest = std::max(greatest, std::abs(score));
  }
  for (const std::int64_t value : market.outside) greatest = std::max(greatest, std::abs(value));
  const std::int64_t floor_worth = 2 * greatest * units + 1;
  std::vector<Graph::Arc> below_floor;
  std::int64_t floors = 0;
  for (std::size_t j = 0; j < market.m; ++j) {
    if (!least_shortfall) {
      if (market.floor[j] > market.capacity[j]) return std::nullopt;
      arc(right[j], sink, market.floor[j], market.capacity[j], 0);
      continue;
    }
    const std::int64_t reachable = std::min(market.floor[j], market.capacity[j]);
    below_floor.push_back(arc(right[j], sink, 0, reachable, floor_worth));
    arc(right[j], sink, 0, market.capacity[j] - reachable, 0);
    floors += market.floor[j];
  }
  Graph::NodeMap<std::int64_t> supply(graph, 0);
  for (std::size_t i = 0; i < market.n; ++i) supply[left[i]] = market.demand[i];
  supply[sink] = -units;
  lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t> simplex(graph);
  simplex.lowerMap(lower).upperMap(upper).costMap(cost).supplyMap(supply);
  if (simplex.run() != simplex.OPTIMAL) return std::nullopt;
  LemonAnswer answer;
  answer.total = -simplex.totalCost<std::int64_t>();
  if (least_shortfall) {
    std::int64_t met = 0;
    for (const Graph::Arc& a : below_floor) met += simplex.flow(a);
    answer.total -= floor_worth * met;
    answer.shortfall = floors - met;
  }
  return answer;
}

}  // namespace jinguo::support

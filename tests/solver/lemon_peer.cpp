#include "solver/lemon_peer.hpp"

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

namespace jinguo::support {

std::optional<std::int64_t> lemon_total(const LemonMarket& market) {
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
  for (std::size_t j = 0; j < market.m; ++j) {
    if (market.floor[j] > market.capacity[j]) return std::nullopt;
    arc(right[j], sink, market.floor[j], market.capacity[j], 0);
  }
  Graph::NodeMap<std::int64_t> supply(graph, 0);
  for (std::size_t i = 0; i < market.n; ++i) supply[left[i]] = market.demand[i];
  supply[sink] = -units;
  lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t> simplex(graph);
  simplex.lowerMap(lower).upperMap(upper).costMap(cost).supplyMap(supply);
  if (simplex.run() != simplex.OPTIMAL) return std::nullopt;
  return -simplex.totalCost<std::int64_t>();
}

}  // namespace jinguo::support

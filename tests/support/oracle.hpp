#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <vector>

#include "support/brute_force.hpp"

/// A slow and plain second opinion: successive shortest paths over all arcs, the lottery by its
/// definition on the residual graph, prices by Bellman and Ford. Up to about 300 x 40.
namespace jinguo::support {

struct OracleAnswer {
  bool feasible = false;  ///< Caps, must-match and locks can hold.
  Count missed = 0;       ///< The least sum of missed floors.
  Score total = 0;        ///< The greatest total beside it.
  std::vector<Award> awards{};
  std::vector<Count> shortfall{};
  PriceTable prices{};
};

namespace oracle_detail {

__extension__ using Cost = __int128;
constexpr Cost far = static_cast<Cost>(1) << 120;
constexpr Cost floor_unit = static_cast<Cost>(1) << 70;
constexpr Cost must_unit = static_cast<Cost>(1) << 100;

constexpr std::size_t no_arc = std::numeric_limits<std::size_t>::max();

struct Arc {
  std::size_t from;
  std::size_t to;
  Count room;
  Cost cost;
  bool fixed = false;
};

/// Arcs in pairs: k and k ^ 1 are each other's reverse.
struct Network {
  std::vector<Arc> arcs{};
  std::vector<std::vector<std::size_t>> out{};
  std::size_t add(std::size_t from, std::size_t to, Count room, Cost cost) {
    out[from].push_back(arcs.size());
    arcs.push_back({from, to, room, cost});
    out[to].push_back(arcs.size());
    arcs.push_back({to, from, 0, -cost});
    return arcs.size() - 2;
  }
  /// Distances from a node (from every node at 0: size()) and the last arc of each path.
  void shortest(std::size_t source, std::vector<Cost>& distance,
                std::vector<std::size_t>& by) const {
    distance.assign(out.size(), source == out.size() ? 0 : far);
    by.assign(out.size(), arcs.size());
    std::deque<std::size_t> queue;
    std::vector<bool> queued(out.size(), false);
    for (std::size_t v = 0; v < out.size(); ++v) {
      if (source != out.size() && v != source) continue;
      distance[v] = 0;
      queue.push_back(v);
      queued[v] = true;
    }
    while (!queue.empty()) {
      const std::size_t v = queue.front();
      queue.pop_front();
      queued[v] = false;
      for (const std::size_t k : out[v]) {
        const Arc& arc = arcs[k];
        if (arc.room == 0 || distance[v] + arc.cost >= distance[arc.to]) continue;
        distance[arc.to] = distance[v] + arc.cost;
        by[arc.to] = k;
        if (!queued[arc.to]) queue.push_back(arc.to);
        queued[arc.to] = true;
      }
    }
  }
  void push(std::size_t k) {
    --arcs[k].room;
    ++arcs[k ^ 1].room;
  }
};

/// Moves a unit onto arc k if a cycle of arcs without reduced cost, none of them fixed, allows it.
inline bool close_cycle(Network& net, const std::vector<Cost>& distance, std::size_t k) {
  const auto tight = [&](const Arc& arc) {
    return arc.room > 0 && !arc.fixed && distance[arc.from] + arc.cost == distance[arc.to];
  };
  if (!tight(net.arcs[k])) return false;
  const std::size_t start = net.arcs[k].to;
  const std::size_t end = net.arcs[k].from;
  std::vector<std::size_t> by(net.out.size(), net.arcs.size());
  std::vector<std::size_t> queue{start};
  by[start] = k;
  for (std::size_t q = 0; q < queue.size(); ++q) {
    for (const std::size_t e : net.out[queue[q]]) {
      const Arc& arc = net.arcs[e];
      if (e == (k ^ 1) || by[arc.to] != net.arcs.size() || !tight(arc)) continue;
      by[arc.to] = e;
      queue.push_back(arc.to);
    }
  }
  if (by[end] == net.arcs.size()) return false;
  for (std::size_t v = end; v != start; v = net.arcs[by[v]].from) net.push(by[v]);
  net.push(k);
  return true;
}

}  // namespace oracle_detail

/// Least and greatest prices and forced places of a best plan, in the market with lowered floors.
inline PriceTable oracle_prices(const Written& w, const std::vector<Award>& awards) {
  using namespace oracle_detail;
  std::vector<std::vector<bool>> has(w.n, std::vector<bool>(w.m, false));
  std::vector<Count> load(w.m, 0);
  std::vector<Count> outside = w.bounds.demand;
  for (const Award& a : awards) {
    has[static_cast<std::size_t>(a.left)][static_cast<std::size_t>(a.right)] = true;
    ++load[static_cast<std::size_t>(a.right)];
    --outside[static_cast<std::size_t>(a.left)];
  }
  std::vector<Arc> arcs;
  const std::size_t z = w.n + w.m;
  for (std::size_t i = 0; i < w.n; ++i) {
    for (std::size_t j = 0; j < w.m; ++j) {
      if (w.at(i, j) == solver::not_eligible) continue;
      if (!has[i][j]) arcs.push_back({i, w.n + j, 1, -w.at(i, j)});
      if (has[i][j] && !w.locked(i, j)) arcs.push_back({w.n + j, i, 1, w.at(i, j)});
    }
    if (w.bounds.must_match[i] != 0) continue;
    arcs.push_back({i, z, 1, -w.bounds.outside[i]});
    if (outside[i] > 0) arcs.push_back({z, i, 1, w.bounds.outside[i]});
  }
  for (std::size_t j = 0; j < w.m; ++j) {
    if (load[j] < w.bounds.capacity[j]) arcs.push_back({w.n + j, z, 1, 0});
    if (load[j] > w.bounds.floor[j] || w.bounds.floor[j] == 0) arcs.push_back({z, w.n + j, 1, 0});
  }
  // price_a <= price_b + cost for every arc a -> b.
  std::vector<Cost> down(z + 1, far);
  down[z] = 0;
  for (bool changed = true; changed;) {
    changed = false;
    for (const Arc& arc : arcs) {
      if (down[arc.from] == far || down[arc.from] + arc.cost >= down[arc.to]) continue;
      down[arc.to] = down[arc.from] + arc.cost;
      changed = true;
    }
  }
  const auto settle = [&](std::vector<Cost>& price, const auto& may_change) {
    for (bool changed = true; changed;) {
      changed = false;
      for (const Arc& arc : arcs) {
        if (price[arc.to] == far || !may_change(arc.from)) continue;
        if (price[arc.to] + arc.cost >= price[arc.from]) continue;
        price[arc.from] = price[arc.to] + arc.cost;
        changed = true;
      }
    }
  };
  // Left nodes take whatever the prices allow; forced places the greatest value not above 0.
  std::vector<Cost> least(z + 1, far);
  for (std::size_t v = w.n; v <= z; ++v) least[v] = down[v] != far ? -down[v] : Cost{0};
  settle(least, [&](std::size_t v) { return v < w.n || down[v] == far; });
  std::vector<Cost> greatest(z + 1, far);
  greatest[z] = 0;
  settle(greatest, [](std::size_t) { return true; });
  PriceTable table;
  for (std::size_t v = w.n; v < z; ++v) {
    table.least.push_back(static_cast<Score>(least[v]));
    table.greatest.push_back(greatest[v] == far ? solver::unbounded_price
                                                : static_cast<Score>(greatest[v]));
    table.forced.push_back(down[v] == far);
  }
  return table;
}

/// The best plan with the least floors missed, drawn by the lottery.
inline OracleAnswer oracle(const Written& w, const solver::TransportOptions& options) {
  using namespace oracle_detail;
  OracleAnswer answer;
  Written rest = w;  // what the locks leave
  for (const solver::Pair& pair : w.bounds.lock) {
    const auto i = static_cast<std::size_t>(pair.left);
    const auto j = static_cast<std::size_t>(pair.right);
    if (w.at(i, j) == solver::not_eligible) return answer;
    if (--rest.bounds.demand[i] < 0 || --rest.bounds.capacity[j] < 0) return answer;
    rest.bounds.floor[j] = std::max<Count>(0, rest.bounds.floor[j] - 1);
    rest.score[i * w.m + j] = solver::not_eligible;
  }
  // Nodes: left nodes, right nodes, sink (outside and slack), source.
  const std::size_t sink = w.n + w.m;
  const std::size_t source = sink + 1;
  Network net;
  net.out.resize(source + 1);
  std::vector<std::vector<std::size_t>> arc_of(w.n, std::vector<std::size_t>(w.m + 1, no_arc));
  Count units = 0;
  for (std::size_t i = 0; i < w.n; ++i) {
    const Count demand = rest.bounds.demand[i];
    units += demand;
    net.add(source, i, demand, 0);
    for (std::size_t j = 0; j < w.m; ++j) {
      if (rest.at(i, j) == solver::not_eligible) continue;
      arc_of[i][j] = net.add(i, w.n + j, 1, -static_cast<Cost>(rest.at(i, j)));
    }
    const Cost stay =
        w.bounds.must_match[i] != 0 ? must_unit : -static_cast<Cost>(w.bounds.outside[i]);
    arc_of[i][w.m] = net.add(i, sink, demand, stay);
  }
  for (std::size_t j = 0; j < w.m; ++j) {
    const Count wanted = std::min(rest.bounds.floor[j], rest.bounds.capacity[j]);
    net.add(w.n + j, sink, wanted, -floor_unit);
    net.add(w.n + j, sink, rest.bounds.capacity[j] - wanted, 0);
  }
  std::vector<Cost> distance;
  std::vector<std::size_t> by;
  for (; units > 0; --units) {
    net.shortest(source, distance, by);
    for (std::size_t v = sink; v != source; v = net.arcs[by[v]].from) net.push(by[v]);
  }
  const auto placed = [&](std::size_t i, std::size_t k) { return net.arcs[arc_of[i][k] ^ 1].room; };
  for (std::size_t i = 0; i < w.n; ++i) {
    if (w.bounds.must_match[i] != 0 && placed(i, w.m) > 0) return answer;
  }
  answer.feasible = true;

  net.shortest(net.out.size(), distance, by);
  for (const std::size_t i : calls(w.n, options)) {
    for (const std::size_t option : options_of(rest, i, options)) {
      const std::size_t k = arc_of[i][option];
      if (option < w.m) {
        if (placed(i, option) == 0) close_cycle(net, distance, k);
      } else {
        while (close_cycle(net, distance, k)) {
        }
      }
      net.arcs[k].fixed = net.arcs[k ^ 1].fixed = true;
    }
  }
  answer.awards = w.bounds.lock;
  for (std::size_t i = 0; i < w.n; ++i) {
    Count outside = rest.bounds.demand[i];
    for (std::size_t j = 0; j < w.m; ++j) {
      if (arc_of[i][j] == no_arc || placed(i, j) == 0) continue;
      answer.awards.push_back({static_cast<Index>(i), static_cast<Index>(j)});
      --outside;
    }
    answer.total += outside * w.bounds.outside[i];
  }
  std::sort(answer.awards.begin(), answer.awards.end());
  for (const Award& a : answer.awards) {
    answer.total += w.at(static_cast<std::size_t>(a.left), static_cast<std::size_t>(a.right));
  }
  answer.shortfall = shortfall_of(w, answer.awards);
  for (const Count missed : answer.shortfall) answer.missed += missed;
  answer.prices = oracle_prices(lowered(w, answer.shortfall), answer.awards);
  return answer;
}

}  // namespace jinguo::support

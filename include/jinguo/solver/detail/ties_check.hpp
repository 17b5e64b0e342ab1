#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "jinguo/solver/detail/assignment.hpp"
#include "jinguo/solver/detail/draw_check.hpp"
#include "jinguo/solver/ties.hpp"

/// What the best plans leave open, read off one of them and prices that prove it.
///
/// Method   best plans differ by cycles of cost zero between right nodes and outside, so that a
///          unit can be at another of its options exactly if a path of such arcs leads back from
///          there: if both nodes lie in one strongly connected part.
namespace jinguo::inline v0_1::solver::detail::referee {

/// The strongly connected part of each node, by two searches (Kosaraju and Sharir); `arc` holds
/// (from, to), in any order.
inline std::vector<std::size_t> connected_parts(
    std::size_t nodes, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& arc) {
  std::vector<std::vector<std::uint32_t>> ahead(nodes);
  std::vector<std::vector<std::uint32_t>> behind(nodes);
  for (const auto& [from, to] : arc) {
    ahead[from].push_back(to);
    behind[to].push_back(from);
  }
  std::vector<std::uint8_t> seen(nodes, 0);
  std::vector<std::size_t> left;  // in the order in which the search leaves them
  std::vector<std::pair<std::size_t, std::size_t>> path;  // a node, and its next arc
  for (std::size_t root = 0; root < nodes; ++root) {
    if (seen[root] != 0) continue;
    seen[root] = 1;
    path.emplace_back(root, 0);
    while (!path.empty()) {
      auto& [node, next] = path.back();
      if (next == ahead[node].size()) {
        left.push_back(node);
        path.pop_back();
      } else if (const std::size_t to = ahead[node][next++]; seen[to] == 0) {
        seen[to] = 1;
        path.emplace_back(to, 0);
      }
    }
  }
  std::vector<std::size_t> part(nodes, nodes);
  std::vector<std::size_t> open;
  for (auto root = left.rbegin(); root != left.rend(); ++root) {
    if (part[*root] != nodes) continue;
    part[*root] = *root;
    open.assign(1, *root);
    while (!open.empty()) {
      const std::size_t node = open.back();
      open.pop_back();
      for (const std::uint32_t from : behind[node]) {
        if (part[from] != nodes) continue;
        part[from] = *root;
        open.push_back(from);
      }
    }
  }
  return part;
}

/// Ties of a best plan that misses no floor, of a market in which nobody asks for more than one
/// unit; the choices were found by the prices.
inline Ties ties_of_units(const Market& market, const Assignment& plan,
                          std::span<const Score> prices, const Numbers& numbers,
                          const TiedNodes& choices) {
  const Bounds& bounds = market.bounds();
  const auto m = static_cast<std::size_t>(market.m());
  const std::size_t outside = m;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> arcs;
  const auto add = [&](std::size_t from, std::size_t to) {
    arcs.emplace_back(static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to));
  };
  for (const TiedNodes::Tied& one : choices.tied()) {
    for (std::size_t k = one.held_end; k < one.end; ++k) {
      add(choices.pool()[one.begin], choices.pool()[k]);
    }
  }
  const auto has_slack = [&](std::size_t j) {
    return prices[j] == 0 && bounds.floor[j] < bounds.capacity[j];
  };
  for (std::size_t j = 0; j < m; ++j) {
    if (has_slack(j) && plan.load[j] < bounds.capacity[j]) add(j, outside);
    if (has_slack(j) && plan.load[j] > bounds.floor[j]) add(outside, j);
  }
  std::sort(arcs.begin(), arcs.end());
  arcs.erase(std::unique(arcs.begin(), arcs.end()), arcs.end());
  const std::vector<std::size_t> part = connected_parts(m + 1, arcs);

  const auto preferred = [&](std::size_t x, std::size_t y) {
    const Score price_x = x == outside ? 0 : prices[x];
    const Score price_y = y == outside ? 0 : prices[y];
    if (price_x != price_y) return price_x > price_y;
    if (x == outside || y == outside) return y == outside && x != outside;
    return numbers.right[x] != numbers.right[y] ? numbers.right[x] > numbers.right[y] : x < y;
  };
  Ties ties;
  std::map<std::vector<Index>, Index> lists;
  std::vector<Count> tied(m + 1, 0);
  std::vector<std::uint8_t> named(m + 1, 0);
  std::vector<std::size_t> nodes;
  std::vector<Index> list;
  for (const TiedNodes::Tied& one : choices.tied()) {
    const std::size_t at = choices.pool()[one.begin];
    nodes.assign(1, at);
    for (std::size_t k = one.held_end; k < one.end; ++k) {
      const std::size_t node = choices.pool()[k];
      if (node != at && part[node] == part[at]) nodes.push_back(node);
    }
    if (nodes.size() == 1) continue;
    ++tied[at];
    std::sort(nodes.begin(), nodes.end(), preferred);
    list.clear();
    for (const std::size_t node : nodes) {
      named[node] = 1;
      list.push_back(node == outside ? -1 : static_cast<Index>(node));
    }
    const auto [known, is_new] = lists.try_emplace(list, static_cast<Index>(ties.options.size()));
    if (is_new) ties.options.push_back(list);
    ties.claims.push_back({one.left, 1, known->second});
  }
  for (std::size_t j = 0; j < m; ++j) {
    if (named[j] == 0) continue;
    Ties::Place place{static_cast<Index>(j), tied[j], tied[j], false};
    if (has_slack(j) && part[j] == part[outside]) {
      const Count decided = plan.load[j] - tied[j];
      place.least = std::max<Count>(0, bounds.floor[j] - decided);
      place.most = bounds.capacity[j] - decided;
    }
    ties.places.push_back(place);
  }
  return ties;
}

}  // namespace jinguo::inline v0_1::solver::detail::referee

#include "tied_search.hpp"

#include <algorithm>

namespace jinguo::inline v0_1::solver {

TiedSearch::TiedSearch(TiedGraph& graph) : graph_(graph), nodes_(graph.nodes) {
  const auto nodes = static_cast<std::size_t>(nodes_.count);
  const auto rows = static_cast<std::size_t>(graph.claims.rows.count());
  forward_mark_.assign(nodes, 0);
  backward_mark_.assign(nodes, 0);
  forward_step_.assign(nodes, {});
  backward_step_.assign(nodes, {});
  row_forward_.assign(rows, 0);
  row_backward_.assign(rows, 0);
}

Index TiedSearch::reach(Index claimant, Index start, std::span<const Index> targets) {
  begin(claimant, start, targets);
  while (meeting_ < 0) {
    const bool forward = ahead_.cost <= behind_.cost;
    const std::int64_t before = ahead_.cost;
    const bool goes_on = forward ? advance_forward() : advance_backward();
    graph_.monitor.work(1 + ahead_.cost - before);
    if (goes_on) continue;
    for (const Index node : forward ? forward_ : backward_) graph_.part[node] = graph_.parts;
    ++graph_.parts;
    return -1;
  }
  return walk(start);
}

void TiedSearch::begin(Index claimant, Index start, std::span<const Index> targets) {
  if (++stamp_ == 0) {
    std::fill(forward_mark_.begin(), forward_mark_.end(), 0);
    std::fill(backward_mark_.begin(), backward_mark_.end(), 0);
    std::fill(row_forward_.begin(), row_forward_.end(), 0);
    std::fill(row_backward_.begin(), row_backward_.end(), 0);
    stamp_ = 1;
  }
  caller_ = claimant;
  targets_ = targets;
  part_now_ = graph_.part[start];
  meeting_ = -1;
  forward_.clear();
  backward_.clear();
  mark_forward(start, -1, -1);
  for (const Index target : targets_) mark_backward(target, -1, -1);
  ahead_ = Cursor{};
  behind_ = Cursor{};
}

/// Moves the units along the path through where the two sides met; the target where it ends.
Index TiedSearch::walk(Index start) {
  moves_.clear();
  for (Index node = meeting_; node != start; node = forward_step_[node].node) {
    if (forward_step_[node].unit >= 0) moves_.push_back({node, forward_step_[node].unit});
  }
  Index end = meeting_;
  while (backward_step_[end].node >= 0) {
    const Step step = backward_step_[end];
    if (step.unit >= 0) moves_.push_back({step.node, step.unit});
    end = step.node;
  }
  for (const Step& step : moves_) graph_.move(step.unit, step.node);
  return end;
}

void TiedSearch::mark_forward(Index node, Index from, Index unit) {
  if (graph_.part[node] != part_now_ || forward_mark_[node] == stamp_) return;
  forward_mark_[node] = stamp_;
  forward_step_[node] = {from, unit};
  forward_.push_back(node);
  if (backward_mark_[node] == stamp_) meeting_ = node;
}

void TiedSearch::mark_backward(Index node, Index to, Index unit) {
  if (graph_.part[node] != part_now_ || backward_mark_[node] == stamp_) return;
  backward_mark_[node] = stamp_;
  backward_step_[node] = {to, unit};
  backward_.push_back(node);
  if (forward_mark_[node] == stamp_) meeting_ = node;
}

/// One unit of work; false when nothing is left.
bool TiedSearch::advance_forward() {
  if (ahead_.queue == forward_.size()) return false;
  const Index x = forward_[ahead_.queue];
  const std::vector<Index>& list = graph_.at[x];
  ++ahead_.cost;
  switch (ahead_.stage) {
    case 0:  // slack
      if (x != nodes_.outside && x != nodes_.short_node) {
        if (nodes_.has_room(x)) mark_forward(nodes_.outside, x, -1);
        if (nodes_.falls_short(x)) mark_forward(nodes_.short_node, x, -1);
        ahead_.stage = graph_.dense.empty() ? 2 : 1;
        return true;
      }
      if (const std::vector<Index>& slack = x == nodes_.outside ? nodes_.free : nodes_.missed;
          ahead_.item < slack.size()) {
        const Index node = slack[ahead_.item++];
        if (x == nodes_.short_node || nodes_.has_spare(node)) mark_forward(node, x, -1);
        return true;
      }
      ahead_.item = 0;
      ahead_.stage = graph_.dense.empty() ? 2 : 1;
      return true;
    case 1:  // whoever can go straight to a target; large rows are not unfolded for that
      if (ahead_.item < list.size()) {
        const Index unit = list[ahead_.item++];
        go_straight(unit, x);
        return true;
      }
      ahead_.item = 0;
      ahead_.stage = 2;
      return true;
    default:
      if (ahead_.item < list.size()) {
        const Index unit = list[ahead_.item++];
        go_from(unit, x);
        return true;
      }
      ahead_.item = 0;
      ahead_.stage = 0;
      ++ahead_.queue;
      return true;
  }
}

void TiedSearch::go_straight(Index unit, Index x) {
  const TiedRows& rows = graph_.claims.rows;
  const Index owner = graph_.unit_owner[unit];
  if (owner == caller_ || !rows.is_dense(graph_.claims.all[owner].row)) return;
  for (const Index target : targets_) {
    if (!rows.has(graph_.claims.all[owner].row, target) || graph_.holds(owner, target)) continue;
    mark_forward(target, x, unit);
    return;
  }
}

/// Marks all options of the unit's owner.
void TiedSearch::go_from(Index unit, Index x) {
  const TiedRows& rows = graph_.claims.rows;
  const Index owner = graph_.unit_owner[unit];
  const Claimant& c = graph_.claims.all[owner];
  if (owner == caller_ || row_forward_[c.row] == stamp_) return;
  std::int64_t cursor = 0;
  for (Index node; (node = rows.next(c.row, cursor)) >= 0; ++ahead_.cost) {
    if (forward_mark_[node] == stamp_ || graph_.part[node] != part_now_) continue;
    if (c.units > 1 && graph_.holds(owner, node)) continue;
    mark_forward(node, x, unit);
    if (meeting_ < 0 && rows.is_dense(c.row)) glance(node);
    if (meeting_ >= 0) return;
  }
  if (c.units == 1) row_forward_[c.row] = stamp_;
}

/// Where options are many, the first few units at a node often settle the search.
void TiedSearch::glance(Index x) {
  const std::vector<Index>& list = graph_.at[x];
  for (std::size_t k = 0;
       k < std::min(static_cast<std::size_t>(graph_.tuning.glances), list.size()); ++k) {
    const Index owner = graph_.unit_owner[list[k]];
    if (owner == caller_) continue;
    ++ahead_.cost;
    for (const Index target : targets_) {
      if (!graph_.claims.rows.has(graph_.claims.all[owner].row, target) ||
          graph_.holds(owner, target))
        continue;
      mark_forward(target, x, list[k]);
      return;
    }
  }
}

bool TiedSearch::advance_backward() {
  if (behind_.queue == backward_.size()) return false;
  const Index y = backward_[behind_.queue];
  ++behind_.cost;
  switch (behind_.stage) {
    case 0:
      if (y != nodes_.outside && y != nodes_.short_node) {
        if (nodes_.has_spare(y)) mark_backward(nodes_.outside, y, -1);
        if (nodes_.slack[y] == Slack::missed) mark_backward(nodes_.short_node, y, -1);
        behind_.stage = 1;
        return true;
      }
      if (const std::vector<Index>& slack = y == nodes_.outside ? nodes_.free : nodes_.missed;
          behind_.item < slack.size()) {
        const Index node = slack[behind_.item++];
        if (y == nodes_.outside ? nodes_.has_room(node) : nodes_.falls_short(node))
          mark_backward(node, y, -1);
        return true;
      }
      behind_.item = 0;
      behind_.stage = 1;
      return true;
    case 1: {
      std::vector<Index>& rows = graph_.takers[y];
      if (behind_.item < rows.size()) {
        const Index row = rows[behind_.item];
        if (graph_.member_count[row] == 0) {  // all called: never again
          rows[behind_.item] = rows.back();
          rows.pop_back();
          return true;
        }
        come_from(row, y);
        return true;
      }
      behind_.item = 0;
      behind_.stage = 2;
      return true;
    }
    default:
      if (graph_.listed[y] == 0 && behind_.item < graph_.dense.size()) {
        const Index row = graph_.dense[behind_.item];
        if (graph_.member_count[row] == 0) {
          graph_.dense[behind_.item] = graph_.dense.back();
          graph_.dense.pop_back();
          return true;
        }
        if (row_backward_[row] == stamp_ || !graph_.claims.rows.has(row, y)) {
          ++behind_.item;
          return true;
        }
        come_from(row, y);
        return true;
      }
      behind_.item = 0;
      behind_.stage = 0;
      ++behind_.queue;
      return true;
  }
}

/// One member of a row that may come to y; steps on to the next row after the last.
void TiedSearch::come_from(Index row, Index y) {
  if (row_backward_[row] == stamp_ || behind_.member == graph_.member_count[row]) {
    if (graph_.row_has_many[row] == 0) row_backward_[row] = stamp_;
    behind_.member = 0;
    ++behind_.item;
    return;
  }
  const Index owner =
      graph_.members[static_cast<std::size_t>(graph_.member_start[row] + behind_.member++)];
  const Claimant& c = graph_.claims.all[owner];
  if (owner == caller_ || (c.units > 1 && graph_.holds(owner, y))) return;
  for (Index u = c.unit; u < c.unit + c.units && meeting_ < 0; ++u) {
    if (graph_.claims.unit_node[u] != y) mark_backward(graph_.claims.unit_node[u], y, u);
  }
}

}  // namespace jinguo::inline v0_1::solver

#include "tied_graph.hpp"

#include <algorithm>
#include <utility>

namespace jinguo::inline v0_1::solver {
namespace {

/// Strongly connected parts (Tarjan 1972), on right nodes, rows (which stand for all claimants of
/// one unit that share them) and claimants of several units. O(arcs).
class StrongComponents {
 public:
  explicit StrongComponents(const TiedGraph& graph)
      : graph_(graph), rows_(static_cast<Index>(graph.claims.rows.count())) {
    const std::vector<Claimant>& all = graph.claims.all;
    several_.assign(all.size(), -1);
    for (std::size_t id = 0; id < all.size(); ++id) {
      if (all[id].units == 1) continue;
      several_[id] = static_cast<Index>(owner_.size());
      owner_.push_back(static_cast<Index>(id));
    }
    const auto total = static_cast<std::size_t>(graph.nodes.count + rows_) + owner_.size();
    seen_.assign(total, 0);
    low_.assign(total, 0);
    part_.assign(total, -1);
  }

  /// The part of each node; sets how many there are.
  std::vector<Index> run(Index& parts) {
    for (Index root = 0; root < graph_.nodes.count; ++root) {
      if (seen_[root] == 0) visit(root);
    }
    parts = parts_;
    part_.resize(static_cast<std::size_t>(graph_.nodes.count));
    return std::move(part_);
  }

 private:
  struct Frame {
    Index vertex = 0;
    std::int64_t cursor = 0;
  };

  void visit(Index root) {
    enter(root);
    while (!frames_.empty()) {
      graph_.monitor.work(1);
      const Index vertex = frames_.back().vertex;
      const Index to = next(frames_.back());
      if (to < 0) {
        finish(vertex);
      } else if (seen_[to] == 0) {
        enter(to);
      } else if (part_[to] < 0) {
        low_[vertex] = std::min(low_[vertex], seen_[to]);
      }
    }
  }

  void enter(Index vertex) {
    frames_.push_back({vertex, 0});
    seen_[vertex] = low_[vertex] = ++clock_;
    stack_.push_back(vertex);
  }

  void finish(Index vertex) {
    frames_.pop_back();
    if (!frames_.empty()) {
      const Index parent = frames_.back().vertex;
      low_[parent] = std::min(low_[parent], low_[vertex]);
    }
    if (low_[vertex] != seen_[vertex]) return;
    for (;;) {
      const Index member = stack_.back();
      stack_.pop_back();
      part_[member] = parts_;
      if (member == vertex) break;
    }
    ++parts_;
  }

  /// The next vertex that an arc leads to, -1 at the end.
  Index next(Frame& frame) const {
    const Index nodes = graph_.nodes.count;
    const TiedRows& rows = graph_.claims.rows;
    if (frame.vertex >= nodes + rows_) {
      const Index claimant = owner_[frame.vertex - nodes - rows_];
      for (;;) {
        graph_.monitor.work(1);
        const Index node = rows.next(graph_.claims.all[claimant].row, frame.cursor);
        if (node < 0 || !graph_.holds(claimant, node)) return node;
      }
    }
    if (frame.vertex >= nodes) return rows.next(frame.vertex - nodes, frame.cursor);
    return next_of_node(frame);
  }

  Index next_of_node(Frame& frame) const {
    const TiedNodes& nodes = graph_.nodes;
    const Index x = frame.vertex;
    const auto units = static_cast<std::int64_t>(graph_.at[x].size());
    if (frame.cursor < units) {
      const Index unit = graph_.at[x][static_cast<std::size_t>(frame.cursor++)];
      const Index claimant = graph_.unit_owner[unit];
      return several_[claimant] < 0 ? nodes.count + graph_.claims.all[claimant].row
                                    : nodes.count + rows_ + several_[claimant];
    }
    const std::vector<Index>* list = x == nodes.outside      ? &nodes.free
                                     : x == nodes.short_node ? &nodes.missed
                                                             : nullptr;
    if (list != nullptr) {
      while (frame.cursor - units < static_cast<std::int64_t>(list->size())) {
        const Index node = (*list)[static_cast<std::size_t>(frame.cursor++ - units)];
        if (x == nodes.short_node || nodes.has_spare(node)) return node;
      }
      return -1;
    }
    if (frame.cursor++ > units) return -1;
    return nodes.has_room(x) ? nodes.outside : nodes.falls_short(x) ? nodes.short_node : -1;
  }

  const TiedGraph& graph_;
  Index rows_ = 0;
  std::vector<Index> several_{};  // by claimant: its place in owner_, or -1
  std::vector<Index> owner_{};    // claimants of several units
  std::vector<Index> seen_{};
  std::vector<Index> low_{};
  std::vector<Index> part_{};
  std::vector<Index> stack_{};
  std::vector<Frame> frames_{};
  Index clock_ = 0;
  Index parts_ = 0;
};

}  // namespace

TiedGraph::TiedGraph(TiedNodes nodes_given, Claimants claims_given, ThreadPool& pool)
    : nodes(std::move(nodes_given)),
      claims(std::move(claims_given)),
      monitor(pool.monitor()),
      tuning(pool.tuning()) {
  list_units();
  list_takers();
  part = StrongComponents(*this).run(parts);
}

void TiedGraph::list_units() {
  unit_owner.resize(claims.unit_node.size());
  unit_slot.resize(claims.unit_node.size());
  at.assign(static_cast<std::size_t>(nodes.count), {});
  const auto rows = static_cast<std::size_t>(claims.rows.count());
  member_start.assign(rows + 1, 0);
  row_has_many.assign(rows, 0);
  for (std::size_t id = 0; id < claims.all.size(); ++id) {
    const Claimant& c = claims.all[id];
    for (Index u = c.unit; u < c.unit + c.units; ++u) {
      unit_owner[u] = static_cast<Index>(id);
      enter(u, claims.unit_node[u]);
    }
    ++member_start[static_cast<std::size_t>(c.row) + 1];
    if (c.units > 1) row_has_many[c.row] = 1;
  }
  for (std::size_t row = 0; row < rows; ++row) member_start[row + 1] += member_start[row];
  members.resize(claims.all.size());
  member_slot.resize(claims.all.size());
  member_count.assign(rows, 0);
  for (std::size_t id = 0; id < claims.all.size(); ++id) {
    const Index row = claims.all[id].row;
    member_slot[id] = member_count[row]++;
    members[static_cast<std::size_t>(member_start[row] + member_slot[id])] = static_cast<Index>(id);
  }
}

void TiedGraph::list_takers() {
  takers.assign(static_cast<std::size_t>(nodes.count), {});
  // Large rows that have the node.
  std::vector<Index> large(static_cast<std::size_t>(nodes.count), 0);
  for (Index row = 0; row < claims.rows.count(); ++row) {
    if (!claims.rows.is_dense(row)) continue;
    dense.push_back(row);
    std::int64_t cursor = 0;
    monitor.work(claims.rows.size(row));
    for (Index node; (node = claims.rows.next(row, cursor)) >= 0;) ++large[node];
  }
  // Who could come to a node is listed, unless that would list large parts of large rows.
  listed.assign(static_cast<std::size_t>(nodes.count), 0);
  for (Index node = 0; node < nodes.count; ++node) {
    listed[node] = large[node] * tuning.dense_share <= std::ssize(dense) ? 1 : 0;
  }
  for (Index row = 0; row < claims.rows.count(); ++row) {
    const bool is_dense = claims.rows.is_dense(row);
    std::int64_t cursor = 0;
    monitor.work(claims.rows.size(row));
    for (Index node; (node = claims.rows.next(row, cursor)) >= 0;) {
      if (!is_dense || listed[node] != 0) takers[node].push_back(row);
    }
  }
}

void TiedGraph::enter(Index unit, Index node) {
  claims.unit_node[unit] = node;
  unit_slot[unit] = static_cast<Index>(at[node].size());
  at[node].push_back(unit);
}

void TiedGraph::leave(Index unit) {
  std::vector<Index>& list = at[claims.unit_node[unit]];
  const Index last = list.back();
  list[unit_slot[unit]] = last;
  unit_slot[last] = unit_slot[unit];
  list.pop_back();
}

void TiedGraph::move(Index unit, Index to) {
  leave(unit);
  --nodes.load[claims.unit_node[unit]];
  ++nodes.load[to];
  enter(unit, to);
}

void TiedGraph::quit_row(Index claimant) {
  const Index row = claims.all[claimant].row;
  const std::int64_t start = member_start[row];
  const Index last = members[static_cast<std::size_t>(start + --member_count[row])];
  members[static_cast<std::size_t>(start + member_slot[claimant])] = last;
  member_slot[last] = member_slot[claimant];
}

}  // namespace jinguo::inline v0_1::solver

#include "draw.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <utility>

#include "tied_graph.hpp"
#include "tied_search.hpp"

namespace jinguo::inline v0_1::solver {
namespace {

TiedGraph graph_of(const Market& market, std::span<const ScoredAward> awards,
                   std::span<const Score> price, const Lottery& lottery,
                   std::optional<Score> missed_floor, ThreadPool& pool, const Listed* listed) {
  TiedNodes nodes(market, price, lottery.right, missed_floor);
  Claimants claims = gather_claimants(market, awards, price, nodes, pool, listed);
  return TiedGraph(std::move(nodes), std::move(claims), pool);
}

/// What is still open before the first call: only what can change in some best plan, that is
/// options of the parts in which a claimant has a choice, and its units there.
class OpenTies {
 public:
  explicit OpenTies(const TiedGraph& graph)
      : graph_(graph),
        nodes_(graph.nodes),
        rows_(graph.claims.rows),
        unit_node_(graph.claims.unit_node) {
    tied_.assign(static_cast<std::size_t>(nodes_.count), 0);
    named_.assign(static_cast<std::size_t>(nodes_.count), 0);
  }

  /// Of the claimants who have a choice, by left node.
  Ties of(std::span<const Index> calls) {
    for (const Index id : calls) {
      const Claimant& c = graph_.claims.all[id];
      graph_.monitor.work(rows_.size(c.row));
      find_open_parts(id);
      Ties::Claim claim;
      claim.left = c.left;
      claim.units = open_units(id);
      claim.options = options(c);
      ties_.claims.push_back(claim);
    }
    add_places();
    return std::move(ties_);
  }

 private:
  [[nodiscard]] bool is_open(Index node) const {
    return std::find(open_.begin(), open_.end(), graph_.part[node]) != open_.end();
  }

  /// The parts in which it has a choice.
  void find_open_parts(Index id) {
    const Claimant& c = graph_.claims.all[id];
    open_.clear();
    if (c.units == 1) {
      open_.push_back(graph_.part[unit_node_[c.unit]]);
      return;
    }
    std::int64_t cursor = 0;
    for (Index node; (node = rows_.next(c.row, cursor)) >= 0;) {
      if (is_open(node) || graph_.holds(id, node)) continue;
      for (Index u = c.unit; u < c.unit + c.units; ++u) {
        const Index at = unit_node_[u];
        if (at == node || graph_.part[at] != graph_.part[node]) continue;
        open_.push_back(graph_.part[node]);
        break;
      }
    }
  }

  Count open_units(Index id) {
    const Claimant& c = graph_.claims.all[id];
    Count units = 0;
    Count outside = 0;
    for (Index u = c.unit; u < c.unit + c.units; ++u) {
      if (!is_open(unit_node_[u])) continue;
      if (unit_node_[u] == nodes_.outside) {
        ++outside;
        continue;
      }
      ++units;
      ++tied_[unit_node_[u]];
    }
    if (outside == 0) return units;
    // Units outside beyond the options that it could take never move.
    Count free = 0;
    std::int64_t cursor = 0;
    for (Index node; (node = rows_.next(c.row, cursor)) >= 0;) {
      const bool near = graph_.part[node] == graph_.part[nodes_.outside];
      if (node != nodes_.outside && near && !graph_.holds(id, node)) ++free;
    }
    return units + std::min(outside, free);
  }

  /// Its list of options, each list once.
  Index options(const Claimant& c) {
    const std::pair key(c.row, open_.front());
    const auto seen = c.units == 1 ? known_.find(key) : known_.end();
    if (seen != known_.end()) return seen->second;
    std::vector<Index> nodes;
    std::int64_t cursor = 0;
    for (Index node; (node = rows_.next(c.row, cursor)) >= 0;) {
      if (is_open(node)) nodes.push_back(node);
    }
    for (const Index node : nodes) named_[node] = 1;
    const auto [list, is_new] = lists_.try_emplace(nodes, static_cast<Index>(ties_.options.size()));
    if (is_new) {
      for (Index& node : nodes) node = nodes_.right_of[node];
      ties_.options.push_back(nodes);
    }
    if (c.units == 1) known_.emplace(key, list->second);
    return list->second;
  }

  void add_places() {
    const std::vector<Index>& part = graph_.part;
    for (Index node = 0; node < nodes_.count; ++node) {
      if (named_[node] == 0 || node == nodes_.outside) continue;
      Ties::Place place;
      place.right = nodes_.right_of[node];
      place.least = place.most = tied_[node];
      const Count decided = nodes_.load[node] - tied_[node];
      // Slack counts only where a best plan can use it.
      if (nodes_.slack[node] == Slack::free && part[node] == part[nodes_.outside]) {
        place.least = std::max<Count>(0, nodes_.floor[node] - decided);
        place.most = nodes_.capacity[node] - decided;
      } else if (nodes_.slack[node] == Slack::missed && part[node] == part[nodes_.short_node]) {
        place.missing = true;
        place.least = 0;
        place.most = nodes_.floor[node] - decided;
        ties_.missing_total += tied_[node];
      }
      ties_.places.push_back(place);
    }
    // The nodes' order differs between prices where parts do not mix.
    std::sort(ties_.places.begin(), ties_.places.end(),
              [](const Ties::Place& a, const Ties::Place& b) { return a.right < b.right; });
  }

  const TiedGraph& graph_;
  const TiedNodes& nodes_;
  const TiedRows& rows_;
  const std::vector<Index>& unit_node_;
  Ties ties_{};
  std::vector<Count> tied_{};          // by node: open units there
  std::vector<std::uint8_t> named_{};  // by node: in a list of options
  std::map<std::vector<Index>, Index> lists_{};
  std::map<std::pair<Index, Index>, Index> known_{};  // of claimants of one unit, by row and part
  std::vector<Index> open_{};
};

/// Calls the numbers, and fixes what each may have at best, on the graph of right nodes.
class RandomPriority {
 public:
  RandomPriority(const Market& market, const Lottery& lottery, std::span<const Score> price,
                 TiedGraph graph)
      : market_(market),
        price_(price),
        lottery_(lottery),
        graph_(std::move(graph)),
        search_(graph_),
        nodes_(graph_.nodes),
        rows_(graph_.claims.rows),
        claimants_(graph_.claims.all),
        unit_node_(graph_.claims.unit_node),
        monitor_(graph_.monitor) {}

  DrawnPlan run(KeepTies keep) {
    plan_.awards = std::move(graph_.claims.decided);
    plan_.tied_pairs = graph_.claims.tied_pairs;
    plan_.pairs_scored = graph_.claims.pairs_scored;
    drop_decided();
    if (keep == KeepTies::yes) plan_.ties = OpenTies(graph_).of(calls_);
    plan_.tied_left = static_cast<std::int64_t>(calls_.size());
    std::sort(calls_.begin(), calls_.end(), [&](Index a, Index b) {
      const Index left_a = claimants_[a].left;
      const Index left_b = claimants_[b].left;
      const std::uint64_t number_a = lottery_.left[static_cast<std::size_t>(left_a)];
      const std::uint64_t number_b = lottery_.left[static_cast<std::size_t>(left_b)];
      return number_a != number_b ? number_a > number_b : left_a < left_b;
    });
    for (std::size_t k = 0; k < calls_.size(); ++k) {
      if ((k & 255) == 0) {
        monitor_.done(static_cast<double>(k) / static_cast<double>(calls_.size()));
      }
      call(calls_[k]);
    }
    write_awards();
    return std::move(plan_);
  }

 private:
  void write_awards() {
    for (const Claimant& c : claimants_) {
      for (Index u = c.unit; u < c.unit + c.units; ++u) {
        const Index right = nodes_.right_of[unit_node_[u]];
        if (right < 0) continue;
        // What it may hold at its threshold scores as much as that and the place's price.
        const Score score = c.threshold + price_[static_cast<std::size_t>(right)];
        plan_.awards.push_back({{c.left, right}, score});
      }
    }
    std::sort(plan_.awards.begin(), plan_.awards.end(), before);
    plan_.load.assign(static_cast<std::size_t>(market_.m()), 0);
    for (const ScoredAward& one : plan_.awards) {
      ++plan_.load[static_cast<std::size_t>(one.award.right)];
    }
  }

  // Who can be at one set of places only is decided before the first call.
  void drop_decided() {
    for (std::size_t id = 0; id < claimants_.size(); ++id) {
      const Claimant& c = claimants_[id];
      bool tied = false;
      std::int64_t cursor = 0;
      for (Index node; !tied && (node = rows_.next(c.row, cursor)) >= 0;) {
        monitor_.work(1 + c.units);
        if (graph_.holds(static_cast<Index>(id), node)) continue;
        for (Index u = c.unit; u < c.unit + c.units && !tied; ++u) {
          tied = unit_node_[u] != node && graph_.part[unit_node_[u]] == graph_.part[node];
        }
      }
      if (tied) {
        calls_.push_back(static_cast<Index>(id));
        continue;
      }
      for (Index u = c.unit; u < c.unit + c.units; ++u) graph_.leave(u);
      graph_.quit_row(static_cast<Index>(id));
    }
  }

  void call(Index claimant) {
    const Claimant& c = claimants_[claimant];
    open_.clear();
    for (Index u = c.unit; u < c.unit + c.units; ++u) open_.push_back(u);
    std::int64_t cursor = 0;
    for (Index node; !open_.empty() && (node = rows_.next(c.row, cursor)) >= 0;) {
      monitor_.work(1 + c.units);
      if (node != nodes_.outside) {
        if (!keep(node)) take(claimant, node);
        continue;
      }
      while (keep(node)) {
      }
      while (!open_.empty() && take(claimant, node)) {
      }
    }
    // Only an outside unit can be left open, and only if the plan that came in was not best.
    assert(open_.empty());
    for (const Index unit : open_) graph_.leave(unit);
    graph_.quit_row(claimant);
  }

  /// Fixes an open unit that is at the node already.
  bool keep(Index node) {
    for (std::size_t k = 0; k < open_.size(); ++k) {
      if (unit_node_[open_[k]] != node) continue;
      fix(k);
      return true;
    }
    return false;
  }

  /// Moves an open unit to the node and fixes it, if a best plan allows that.
  bool take(Index claimant, Index node) {
    targets_.clear();
    for (const Index unit : open_) {
      const Index at = unit_node_[unit];
      if (at != node && graph_.part[at] == graph_.part[node]) targets_.push_back(at);
    }
    if (targets_.empty()) return false;
    const Index end = search_.reach(claimant, node, targets_);
    if (end < 0) return false;
    for (std::size_t k = 0; k < open_.size(); ++k) {
      if (unit_node_[open_[k]] != end) continue;
      graph_.move(open_[k], node);
      fix(k);
      return true;
    }
    assert(false);
    return false;
  }

  void fix(std::size_t open) {
    graph_.leave(open_[open]);
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(open));
  }

  const Market& market_;
  std::span<const Score> price_;
  const Lottery& lottery_;
  TiedGraph graph_;
  TiedSearch search_;
  TiedNodes& nodes_;
  const TiedRows& rows_;
  const std::vector<Claimant>& claimants_;
  std::vector<Index>& unit_node_;
  Monitor& monitor_;
  DrawnPlan plan_{};
  std::vector<Index> calls_{};
  std::vector<Index> open_{};  // units of the claimant called that are not fixed
  std::vector<Index> targets_{};
};

}  // namespace

DrawnPlan draw(const Market& market, std::span<const ScoredAward> awards,
               std::span<const Score> price, const Lottery& lottery,
               std::optional<Score> missed_floor, ThreadPool& pool, KeepTies keep,
               const Listed* listed) {
  TiedGraph graph = graph_of(market, awards, price, lottery, missed_floor, pool, listed);
  return RandomPriority(market, lottery, price, std::move(graph)).run(keep);
}

}  // namespace jinguo::inline v0_1::solver

#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "jinguo/solver/detail/assignment.hpp"

/// The residual network that the referees judge a plan on. Its nodes are the right nodes and one
/// more, `outside`, for units not placed and for slack. A cycle is a change of the plan that keeps
/// every rule; the plan is best exactly if none has a negative cost, and a price vector proves it
/// exactly if it is a potential.
namespace jinguo::inline v0_1::solver::detail::referee {

/// What a change costs: floors missed first, then score. Compared in that order.
struct Cost {
  Count missed = 0;
  Score score = 0;
  friend bool operator==(const Cost&, const Cost&) = default;
  friend auto operator<=>(const Cost&, const Cost&) = default;
  friend Cost operator+(Cost a, Cost b) { return {a.missed + b.missed, a.score + b.score}; }
  friend Cost operator-(Cost a, Cost b) { return {a.missed - b.missed, a.score - b.score}; }
};

/// No arc, or a node that is not reached.
inline constexpr Cost unreached{std::numeric_limits<Count>::max(), 0};

/// Whether a floor may be missed, at a cost, or holds as lowered by what the plan misses.
enum class Floors : std::uint8_t { kept, priced };

/// What it costs a right node to take one unit more without passing one on, or nothing.
inline std::optional<Cost> cost_to_take(const Market& market, const Assignment& plan, Floors floors,
                                        std::size_t j) {
  if (plan.load[j] >= market.bounds().capacity[j]) return std::nullopt;
  return floors == Floors::priced && plan.load[j] < plan.floor[j] ? Cost{-1, 0} : Cost{};
}

/// What it costs a right node to pass one unit on without taking one, or nothing.
inline std::optional<Cost> cost_to_give(const Assignment& plan, Floors floors, std::size_t j) {
  // A floor of 0, given or lowered, is no floor: such a place may always fall.
  if (floors == Floors::kept) {
    const Count floor = plan.floor[j] - plan.missed[j];
    return plan.load[j] > floor || floor == 0 ? std::optional(Cost{}) : std::nullopt;
  }
  return plan.load[j] > plan.floor[j] || plan.floor[j] == 0 ? Cost{} : Cost{1, 0};
}

class ResidualNetwork {
 public:
  /// One pass over all scores. Memory: m * m scores up to Limits::dense_nodes, above that only the
  /// pairs of right nodes between which somebody may move.
  ResidualNetwork(const Market& market, const Assignment& plan, Floors floors, Monitor* monitor,
                  const Limits& limits = {})
      : ResidualNetwork(market, plan, floors, monitor, limits, Unfilled{}) {
    scan_choices(market, plan, monitor, [&](const Choices& row) { look(row); }, limits);
    close();
  }

  /// To be filled row by row in a pass that asks more: look() at each, then close().
  struct Unfilled {};
  ResidualNetwork(const Market& market, const Assignment& plan, Floors floors, Monitor* monitor,
                  const Limits& limits, Unfilled)
      : bounds_(market.bounds()),
        plan_(plan),
        monitor_(monitor),
        m_(static_cast<std::size_t>(market.m())),
        dense_(m_ <= limits.dense_nodes),
        kept_arcs_(limits.kept_arcs),
        to_outside_(m_, unreached),
        from_outside_(m_, unreached),
        least_to_enter_(m_, none) {
    if (dense_) arc_.assign(m_ * m_, none);
    for (std::size_t j = 0; j < m_; ++j) {
      if (const auto cost = cost_to_take(market, plan, floors, j)) to_outside_[j] = *cost;
      if (const auto cost = cost_to_give(plan, floors, j)) from_outside_[j] = *cost;
    }
  }

  void look(const Choices& row) {
    const auto i = static_cast<std::size_t>(row.left);
    const auto held = plan_.held(row.left);
    const auto locked = plan_.held_locked(row.left);
    const Score outside = bounds_.outside[i];
    for (std::size_t k = 0; k < held.size(); ++k) {
      if (locked[k] != 0) continue;
      if (row.elsewhere()) {
        count_work(monitor_, m_);
        add_row(static_cast<std::size_t>(held[k]), row.held[k], row.others);
      }
      if (bounds_.must_match[i] == 0) {
        Cost& best = to_outside_[static_cast<std::size_t>(held[k])];
        best = std::min(best, Cost{0, row.held[k] - outside});
      }
    }
    if (plan_.outside[i] == 0 || bounds_.must_match[i] != 0 || !row.elsewhere()) return;
    for (std::size_t b = 0; b < m_; ++b) {
      const Score score = row.others[b] == not_eligible ? barred : row.others[b];
      least_to_enter_[b] = std::min(least_to_enter_[b], outside - score);
    }
  }

  void close() {
    for (std::size_t b = 0; b < m_; ++b) {
      if (least_to_enter_[b] == none) continue;
      from_outside_[b] = std::min(from_outside_[b], Cost{0, least_to_enter_[b]});
    }
    if (dense_) return;
    compact();
    first_.assign(m_ + 1, 0);
    for (const Arc& arc : arcs_) ++first_[arc.from + 1];
    for (std::size_t a = 0; a < m_; ++a) first_[a + 1] += first_[a];
  }

  /// Nodes 0..m-1 are the right nodes, node m is `outside`.
  [[nodiscard]] std::size_t outside() const { return m_; }
  [[nodiscard]] std::size_t size() const { return m_ + 1; }
  [[nodiscard]] Monitor* monitor() const { return monitor_; }

  /// Calls visit(b, cost) for each arc a -> b.
  template <class Visit>
  void visit_from(std::size_t a, Visit visit) const {
    if (a == m_) {
      for (std::size_t b = 0; b < m_; ++b) {
        if (from_outside_[b] != unreached) visit(b, from_outside_[b]);
      }
      return;
    }
    if (dense_) {
      const Score* row = arc_.data() + a * m_;
      for (std::size_t b = 0; b < m_; ++b) {
        if (row[b] != none) visit(b, Cost{0, row[b]});
      }
    } else {
      for (std::size_t k = first_[a]; k < first_[a + 1]; ++k) {
        visit(static_cast<std::size_t>(arcs_[k].to), Cost{0, arcs_[k].score});
      }
    }
    if (to_outside_[a] != unreached) visit(m_, to_outside_[a]);
  }

 private:
  static constexpr Score none = Score{1} << 58;  // above any difference of two scores
  struct Arc {
    std::uint32_t from;
    std::uint32_t to;
    Score score;
    friend auto operator<=>(const Arc&, const Arc&) = default;
  };

  void add_row(std::size_t a, Score held, std::span<const Score> row) {
    if (dense_) {
      Score* best = arc_.data() + a * m_;
      for (std::size_t b = 0; b < m_; ++b) {
        const Score score = row[b] == not_eligible ? barred : row[b];
        best[b] = std::min(best[b], held - score);
      }
      return;
    }
    for (std::size_t b = 0; b < m_; ++b) {
      if (row[b] == not_eligible) continue;
      arcs_.push_back(
          {static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b), held - row[b]});
    }
    if (arcs_.size() > 2 * compacted_ + kept_arcs_) compact();
  }

  void compact() {
    std::sort(arcs_.begin(), arcs_.end());
    const auto same = [](const Arc& x, const Arc& y) { return x.from == y.from && x.to == y.to; };
    arcs_.erase(std::unique(arcs_.begin(), arcs_.end(), same), arcs_.end());
    compacted_ = arcs_.size();
  }

  const Bounds& bounds_;
  const Assignment& plan_;
  Monitor* monitor_;
  std::size_t m_;
  bool dense_;
  std::size_t kept_arcs_;
  std::vector<Cost> to_outside_;
  std::vector<Cost> from_outside_;
  std::vector<Score> least_to_enter_;  // of those outside
  std::vector<Score> arc_{};  // dense: m * m
  std::vector<Arc> arcs_{};   // else: sorted
  std::vector<std::size_t> first_{};
  std::size_t compacted_ = 0;
};

/// Shortest paths, or a cycle of negative cost.
struct Paths {
  std::vector<Cost> distance{};
  std::vector<std::size_t> before{};  ///< The node before on the path; size() where none.
  std::vector<std::size_t> cycle{};   ///< Nodes in the order of its arcs; empty: there is none.
};

/// Bellman and Ford from one node, or from every node at distance 0 (`source` not given): then the
/// distances are a potential, or there is a cycle of negative cost.
inline Paths shortest_paths(const ResidualNetwork& network, std::optional<std::size_t> source) {
  const std::size_t size = network.size();
  Paths paths;
  paths.before.assign(size, size);
  paths.distance.assign(size, source ? unreached : Cost{});
  std::vector<std::size_t> active;
  std::vector<std::size_t> next;
  std::vector<std::uint8_t> queued(size, 0);
  if (source) {
    paths.distance[*source] = Cost{};
    active.push_back(*source);
  } else {
    for (std::size_t a = 0; a < size; ++a) active.push_back(a);
  }
  for (const std::size_t a : active) queued[a] = 1;
  std::vector<std::size_t> seen(size);
  while (!active.empty()) {
    for (const std::size_t a : active) {
      queued[a] = 0;
      count_work(network.monitor(), 2 * size);
      const Cost here = paths.distance[a];
      network.visit_from(a, [&](std::size_t b, Cost cost) {
        const Cost there = here + cost;
        if (there >= paths.distance[b]) return;
        paths.distance[b] = there;
        paths.before[b] = a;
        if (queued[b] == 0) {
          queued[b] = 1;
          next.push_back(b);
        }
      });
    }
    // The arcs of `before` hold a cycle only if its cost is negative.
    std::fill(seen.begin(), seen.end(), size);
    for (std::size_t start = 0; start < size; ++start) {
      std::size_t at = start;
      while (at != size && seen[at] == size) {
        seen[at] = start;
        at = paths.before[at];
      }
      if (at == size || seen[at] != start) continue;
      for (std::size_t k = at; paths.cycle.empty() || k != at; k = paths.before[k]) {
        paths.cycle.push_back(k);
      }
      std::reverse(paths.cycle.begin(), paths.cycle.end());
      return paths;
    }
    active.swap(next);
    next.clear();
  }
  return paths;
}

}  // namespace jinguo::inline v0_1::solver::detail::referee

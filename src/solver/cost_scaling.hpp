#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <queue>
#include <utility>
#include <vector>

#include "jinguo/core/monitor.hpp"
#include "jinguo/solver/types.hpp"
#include "tuning.hpp"

/// The greatest total over given arcs, exactly, by cost scaling on the right side.
///
/// Problem      left nodes hold `demand` units at different right nodes or outside; a right node
///              passes its load on to the outside node ("drain") at a convex cost: short_cost for
///              every unit below lo, nothing up to hi, over_cost beyond (or never).
/// Method       push-relabel with scaled costs (Goldberg and Tarjan 1990) on the m + 1 nodes, on
///              which a left node is a bundle of swaps: a swap's key does not depend on the price
///              of the node that it leaves, and prices only rise within a phase, so a lazy heap a
///              node finds its cheapest swap. Prices are lifted by distances to the nearest
///              deficit. Slower than augment() where prices are near, faster where they are not.
/// Promises     with eps = 1 and costs that are multiples of at least m + 2, the flow is optimal.
/// Reference    Goldberg and Tarjan, "Finding minimum-cost circulations by successive
///              approximation", 1990; Bertsekas, "Linear Network Optimization", 1991, ch. 4.
namespace jinguo::inline v0_1::solver {

template <class W>
class CostScaling {
 public:
  struct Arc {
    W cost = 0;
    Index right = 0;
    bool held = false;
  };
  struct Place {
    Count lo = 0;
    Count hi = 0;
  };

  CostScaling(Monitor& monitor, const Tuning& tuning) : monitor_(monitor), tuning_(tuning) {}

  std::vector<std::int64_t> start{};  ///< Arcs of left node i: [start[i], start[i + 1]).
  std::vector<Arc> arcs{};
  std::vector<W> outside{};
  std::vector<Count> demand{};
  std::vector<Place> places{};
  W short_cost = 0;          ///< Lost for every unit below lo.
  W over_cost = 0;           ///< Lost for every unit above hi; 0: none may be there.
  std::vector<W> price{};    ///< m + 1 prices; the last is the outside's.
  std::vector<Count> out{};  ///< Units outside of every left node.
  std::vector<Count> drain{};
  std::int64_t pushes = 0;
  std::int64_t relabels = 0;
  std::int64_t updates = 0;

  /// Places every unit that is not placed yet: first at its row's best options at the prices.
  void prepare() {
    m_ = static_cast<Index>(places.size());
    n_ = static_cast<Index>(demand.size());
    price.resize(static_cast<std::size_t>(m_) + 1, 0);
    drain.resize(static_cast<std::size_t>(m_), 0);
    if (out.size() != demand.size()) out = demand;
    heaps_.assign(static_cast<std::size_t>(m_) + 1, {});
    versions_.assign(static_cast<std::size_t>(m_), 0);
  }

  /// Makes the flow eps-optimal, eps = 2^shift, from whatever it is.
  void refine(int shift) {
    index_columns();
    shift_ = shift;
    eps_ = W{1} << shift;
    reassign();
    build();
    if (!any_excess()) return;
    update_potentials();
    while (head_ != queue_.size()) {
      const Index v = queue_[head_++];
      if (head_ > static_cast<std::size_t>(tuning_.queue_kept) && head_ * 2 > queue_.size()) {
        queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(head_));
        head_ = 0;
      }
      queued_[at(v)] = false;
      discharge(v);
      if (work_ > update_after_) update_potentials();
    }
    queue_.clear();
    head_ = 0;
  }

 private:
  struct Entry {
    W key = 0;
    Index left = 0;          ///< -1 - j: the drain of right node j.
    std::int32_t local = 0;  ///< Arc within its list, -1 outside; of a drain its version.
    bool operator<(const Entry& other) const noexcept { return key > other.key; }
  };
  struct HeldArc {
    W value = 0;     ///< Cost minus price of the one option that it holds.
    Index node = 0;  ///< -1: several.
  };
  struct Best {
    W first = lowest();
    W second = lowest();
    std::int32_t local = -2;  ///< -1 outside, -2 none.
  };
  static constexpr W lowest() { return -(W{1} << (sizeof(W) * 8 - 3)); }
  static std::size_t at(Index v) noexcept { return static_cast<std::size_t>(v); }
  void count(std::int64_t units) {
    work_ += units;
    monitor_.work(units);
  }

  void index_columns() {
    if (!column_start_.empty()) return;
    column_start_.assign(at(m_) + 1, 0);
    for (const Arc& arc : arcs) ++column_start_[at(arc.right) + 1];
    for (std::size_t j = 0; j < at(m_); ++j) column_start_[j + 1] += column_start_[j];
    column_.resize(arcs.size());
    std::vector<std::int64_t> next(column_start_.begin(), column_start_.end() - 1);
    for (Index i = 0; i < n_; ++i) {
      monitor_.work(1 + start[at(i) + 1] - start[at(i)]);
      for (std::int64_t e = start[at(i)]; e < start[at(i) + 1]; ++e) {
        const Arc& arc = arcs[static_cast<std::size_t>(e)];
        column_[static_cast<std::size_t>(next[at(arc.right)]++)] = {
            arc.cost, i, static_cast<std::int32_t>(e - start[at(i)])};
      }
    }
  }

  /// Its two best options among those that it does not hold; outside counts if asked.
  Best best_of(Index i, bool with_outside) {
    Best best;
    const std::int64_t from = start[at(i)];
    const std::int64_t to = start[at(i) + 1];
    count(to - from + 1);
    for (std::int64_t e = from; e < to; ++e) {
      const Arc& arc = arcs[static_cast<std::size_t>(e)];
      if (arc.held) continue;
      const W value = arc.cost - price[at(arc.right)];
      if (value > best.first) {
        best.second = best.first;
        best.first = value;
        best.local = static_cast<std::int32_t>(e - from);
      } else if (value > best.second) {
        best.second = value;
      }
    }
    if (with_outside) {
      const W value = outside[at(i)] - price[at(m_)];
      if (value > best.first) {
        best.second = best.first;
        best.first = value;
        best.local = -1;
      } else if (value > best.second) {
        best.second = value;
      }
    }
    return best;
  }

  W slope_up(Index j) const noexcept {
    const Count f = drain[at(j)];
    return f < places[at(j)].lo ? -short_cost : f < places[at(j)].hi ? W{0} : over_cost;
  }
  W slope_down(Index j) const noexcept {
    const Count f = drain[at(j)];
    return f <= places[at(j)].lo ? -short_cost : f <= places[at(j)].hi ? W{0} : over_cost;
  }
  Count room_up(Index j) const noexcept {
    const Count f = drain[at(j)];
    const Place& place = places[at(j)];
    if (f < place.lo) return place.lo - f;
    if (f < place.hi) return place.hi - f;
    return over_cost > 0 ? std::numeric_limits<Count>::max() : 0;
  }
  Count room_down(Index j) const noexcept {
    const Count f = drain[at(j)];
    const Place& place = places[at(j)];
    return f > place.hi ? f - place.hi : f > place.lo ? f - place.lo : f;
  }

  /// Undoes whatever loses more than eps at the prices.
  void reassign() {
    for (Index i = 0; i < n_; ++i) {
      if (demand[at(i)] == 0) continue;
      const std::int64_t from = start[at(i)];
      for (;;) {
        // Its worst unit against its best other option.
        W worst = std::numeric_limits<W>::max();
        std::int32_t which = -2;
        if (out[at(i)] > 0) {
          worst = outside[at(i)] - price[at(m_)];
          which = -1;
        }
        for (std::int64_t e = from; e < start[at(i) + 1]; ++e) {
          const Arc& arc = arcs[static_cast<std::size_t>(e)];
          if (!arc.held) continue;
          const W value = arc.cost - price[at(arc.right)];
          if (value < worst) {
            worst = value;
            which = static_cast<std::int32_t>(e - from);
          }
        }
        const Best best = best_of(i, which != -1);
        if (best.local == -2 || best.first - worst <= eps_) break;
        take(i, which);
        give(i, best.local);
      }
    }
    for (Index j = 0; j < m_; ++j) {
      const W gain = price[at(j)] - price[at(m_)];
      while (drain[at(j)] > 0 && slope_down(j) - gain > eps_) drain[at(j)] -= room_down(j);
      while (room_up(j) > 0 && gain - slope_up(j) > eps_) {
        const Count room = room_up(j);
        if (room == std::numeric_limits<Count>::max()) {
          drain[at(j)] += total_demand();
          break;
        }
        drain[at(j)] += room;
      }
    }
  }
  Count total_demand() const {
    Count sum = 0;
    for (const Count d : demand) sum += d;
    return sum;
  }
  void take(Index i, std::int32_t local) {
    if (local < 0) {
      --out[at(i)];
    } else {
      arcs[static_cast<std::size_t>(start[at(i)] + local)].held = false;
    }
  }
  void give(Index i, std::int32_t local) {
    if (local < 0) {
      ++out[at(i)];
    } else {
      arcs[static_cast<std::size_t>(start[at(i)] + local)].held = true;
    }
  }

  /// Loads, excesses and heaps of the present flow.
  void build() {
    excess_.assign(at(m_) + 1, 0);
    for (auto& heap : heaps_) heap.clear();
    for (Index i = 0; i < n_; ++i) {
      const Best best = best_of(i, true);
      const std::int64_t from = start[at(i)];
      for (std::int64_t e = from; e < start[at(i) + 1]; ++e) {
        const Arc& arc = arcs[static_cast<std::size_t>(e)];
        if (!arc.held) continue;
        ++excess_[at(arc.right)];
        heaps_[at(arc.right)].push_back(
            {arc.cost - best.first, i, static_cast<std::int32_t>(e - from)});
      }
      if (out[at(i)] > 0) {
        excess_[at(m_)] += out[at(i)];
        const Best inside = best.local == -1 ? Best{best.second, best.second, -2} : best;
        if (start[at(i)] < start[at(i) + 1]) {
          heaps_[at(m_)].push_back({outside[at(i)] - inside.first, i, -1});
        }
      }
    }
    excess_[at(m_)] -= total_demand();
    for (Index j = 0; j < m_; ++j) {
      excess_[at(j)] -= drain[at(j)];
      excess_[at(m_)] += drain[at(j)];
      if (drain[at(j)] > 0) {
        heaps_[at(m_)].push_back({price[at(j)] - slope_down(j), -1 - j, ++versions_[at(j)]});
      }
    }
    for (auto& heap : heaps_) std::make_heap(heap.begin(), heap.end());
    queued_.assign(at(m_) + 1, false);
    queue_.clear();
    head_ = 0;
    for (Index v = 0; v <= m_; ++v) activate(v);
  }
  bool any_excess() const { return head_ != queue_.size(); }
  void activate(Index v) {
    if (excess_[at(v)] > 0 && !queued_[at(v)]) {
      queued_[at(v)] = true;
      queue_.push_back(v);
    }
  }
  void push_entry(Index v, const Entry& entry) {
    auto& heap = heaps_[at(v)];
    heap.push_back(entry);
    std::push_heap(heap.begin(), heap.end());
  }

  void discharge(Index v) {
    auto& heap = heaps_[at(v)];
    while (excess_[at(v)] > 0) {
      monitor_.work(1);
      W drain_key = std::numeric_limits<W>::max();
      if (v != m_ && room_up(v) > 0) drain_key = slope_up(v) + price[at(m_)];
      Entry top;
      Best best;
      bool have_top = false;
      while (!heap.empty()) {
        if (heap.front().key >= drain_key) break;
        std::pop_heap(heap.begin(), heap.end());
        top = heap.back();
        heap.pop_back();
        W key = 0;
        if (top.left < 0) {
          const Index j = -1 - top.left;
          count(1);
          if (top.local != versions_[at(j)] || drain[at(j)] == 0) continue;
          key = price[at(j)] - slope_down(j);
        } else {
          // A second unit sent outside leaves a second entry, stale once all of its own are placed.
          if (top.local == -1 && out[at(top.left)] == 0) continue;
          best = best_of(top.left, top.local != -1);
          if (best.local == -2) continue;  // no other option: this unit stays
          const W own = top.local == -1
                            ? outside[at(top.left)]
                            : arcs[static_cast<std::size_t>(start[at(top.left)] + top.local)].cost;
          key = own - best.first;
        }
        top.key = key;
        if ((heap.empty() || key <= heap.front().key) && key <= drain_key) {
          have_top = true;
          break;
        }
        push_entry(v, top);
      }
      const W key = have_top ? top.key : drain_key;
      if (!have_top && drain_key == std::numeric_limits<W>::max()) return;  // nowhere to go
      if (key >= price[at(v)]) {
        price[at(v)] = key + eps_;
        ++relabels;
      }
      if (!have_top) {
        const Count amount = std::min(excess_[at(v)], room_up(v));
        const W before = slope_down(v);
        const bool was_empty = drain[at(v)] == 0;
        drain[at(v)] += amount;
        excess_[at(v)] -= amount;
        excess_[at(m_)] += amount;
        if (was_empty || slope_down(v) != before) {
          push_entry(m_, {price[at(v)] - slope_down(v), -1 - v, ++versions_[at(v)]});
        }
        activate(m_);
        ++pushes;
        continue;
      }
      ++pushes;
      if (top.left < 0) {
        const Index j = -1 - top.left;
        const Count amount = std::min(excess_[at(v)], room_down(j));
        drain[at(j)] -= amount;
        excess_[at(v)] -= amount;
        excess_[at(j)] += amount;
        if (drain[at(j)] > 0) {
          push_entry(v, {price[at(j)] - slope_down(j), top.left, ++versions_[at(j)]});
        }
        activate(j);
        continue;
      }
      const Index i = top.left;
      const Index to =
          best.local < 0 ? m_ : arcs[static_cast<std::size_t>(start[at(i)] + best.local)].right;
      take(i, top.local);
      give(i, best.local);
      --excess_[at(v)];
      ++excess_[at(to)];
      // What it left is an option again; the others are at most `second`.
      const W left_value =
          (top.local == -1 ? outside[at(i)]
                           : arcs[static_cast<std::size_t>(start[at(i)] + top.local)].cost) -
          price[at(v)];
      const W other = std::max(best.second, left_value);
      if (best.local >= 0) {
        push_entry(to, {arcs[static_cast<std::size_t>(start[at(i)] + best.local)].cost - other, i,
                        best.local});
      } else {
        push_entry(m_, {outside[at(i)] - other, i, -1});
      }
      if (top.local == -1 && out[at(i)] > 0) push_entry(m_, {top.key, i, -1});
      activate(to);
    }
  }

  /// Lifts every price by eps times the distance to the nearest deficit.
  void update_potentials() {
    ++updates;
    const W infinite = -lowest();
    distance_.assign(at(m_) + 1, infinite);
    settled_.assign(at(m_) + 1, false);
    held_arcs_.resize(at(n_));
    for (Index i = 0; i < n_; ++i) {
      HeldArc& held_arc = held_arcs_[at(i)];
      monitor_.work(1 + start[at(i) + 1] - start[at(i)]);
      int held = 0;
      for (std::int64_t e = start[at(i)]; e < start[at(i) + 1]; ++e) {
        const Arc& arc = arcs[static_cast<std::size_t>(e)];
        if (!arc.held) continue;
        held_arc = {arc.cost - price[at(arc.right)], arc.right};
        if (++held > 1) break;
      }
      if (out[at(i)] > 0) {
        held_arc = {outside[at(i)] - price[at(m_)], m_};
        ++held;
      }
      if (held == 0) held_arc.node = -2;
      if (held > 1) held_arc.node = -1;
    }
    using Item = std::pair<W, Index>;
    std::priority_queue<Item, std::vector<Item>, std::greater<>> frontier;
    std::int64_t waiting = 0;
    for (Index v = 0; v <= m_; ++v) {
      if (excess_[at(v)] < 0) {
        distance_[at(v)] = 0;
        frontier.push({0, v});
      } else if (excess_[at(v)] > 0) {
        ++waiting;
      }
    }
    W reached = 0;
    const auto relax = [&](Index v, W reduced, W base) {
      if (settled_[at(v)]) return;
      const W length = base + ((reduced + eps_) >> shift_);
      if (length < distance_[at(v)]) {
        distance_[at(v)] = length;
        frontier.push({length, v});
      }
    };
    while (!frontier.empty() && waiting > 0) {
      const auto top = frontier.top();
      const W d = top.first;  // clang 14 lets no lambda capture a structured binding
      const Index w = top.second;
      frontier.pop();
      if (settled_[at(w)] || d > distance_[at(w)]) continue;
      settled_[at(w)] = true;
      reached = d;
      if (excess_[at(w)] > 0) --waiting;
      const auto from_bundle = [&](Index i, W there) {
        const HeldArc& held_arc = held_arcs_[at(i)];
        monitor_.work(held_arc.node == -1 ? start[at(i) + 1] - start[at(i)] : 1);
        if (held_arc.node >= 0) {
          if (held_arc.node != w) relax(held_arc.node, held_arc.value - there, d);
        } else if (held_arc.node == -1) {
          bool holds_w = false;
          for (std::int64_t e = start[at(i)]; e < start[at(i) + 1]; ++e) {
            const Arc& arc = arcs[static_cast<std::size_t>(e)];
            if (arc.held && arc.right == w) holds_w = true;
          }
          if (holds_w) return;
          for (std::int64_t e = start[at(i)]; e < start[at(i) + 1]; ++e) {
            const Arc& arc = arcs[static_cast<std::size_t>(e)];
            if (arc.held) relax(arc.right, arc.cost - price[at(arc.right)] - there, d);
          }
          if (out[at(i)] > 0 && w != m_) relax(m_, outside[at(i)] - price[at(m_)] - there, d);
        }
      };
      if (w == m_) {
        for (Index i = 0; i < n_; ++i) from_bundle(i, outside[at(i)] - price[at(m_)]);
        for (Index j = 0; j < m_; ++j) {
          if (room_up(j) > 0) relax(j, slope_up(j) - price[at(j)] + price[at(m_)], d);
        }
      } else {
        for (std::int64_t c = column_start_[at(w)]; c < column_start_[at(w) + 1]; ++c) {
          const Entry& entry = column_[static_cast<std::size_t>(c)];
          from_bundle(entry.left, entry.key - price[at(w)]);
        }
        if (drain[at(w)] > 0) relax(m_, -slope_down(w) - price[at(m_)] + price[at(w)], d);
      }
    }
    // Without a path to a deficit (none is left out while excess waits) prices rise alike.
    for (Index v = 0; v <= m_; ++v) {
      const W d = settled_[at(v)] ? distance_[at(v)] : reached;
      price[at(v)] += d << shift_;
    }
    work_ = 0;
    update_after_ = static_cast<std::int64_t>(arcs.size()) + tuning_.update_work_a_left * n_ +
                    tuning_.update_work_a_right * m_;
  }

  Monitor& monitor_;
  const Tuning& tuning_;
  Index n_ = 0;
  Index m_ = 0;
  W eps_ = 1;
  int shift_ = 0;
  std::vector<std::int64_t> column_start_{};
  std::vector<Entry> column_{};  ///< Arcs by right node; the key is the cost.
  std::vector<std::vector<Entry>> heaps_{};
  std::vector<std::int32_t> versions_{};
  std::vector<Count> excess_{};
  std::vector<Index> queue_{};
  std::size_t head_ = 0;
  std::vector<bool> queued_{};
  std::int64_t work_ = 0;
  std::int64_t update_after_ = 0;
  std::vector<W> distance_{};
  std::vector<bool> settled_{};
  std::vector<HeldArc> held_arcs_{};
};

}  // namespace jinguo::inline v0_1::solver

#pragma once

#include <algorithm>
#include <cassert>
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
///              deficit. Where little is out of place, shortest paths instead (augment).
/// Promises     with eps = 1 and costs that are multiples of at least m + 2, the flow is optimal.
/// Reference    Goldberg and Tarjan, "Finding minimum-cost circulations by successive
///              approximation", 1990; Bertsekas, "Linear Network Optimization", 1991, ch. 4.
namespace jinguo::inline v0_1::solver {

template <class W>
class Flow {
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

  Flow(Monitor& monitor, const Tuning& tuning) : monitor_(monitor), tuning_(tuning) {}

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

  /// Makes the flow optimal from one that nearly is: everybody takes its best options at the
  /// prices, nodes that hardly anybody wants at theirs get cheaper until enough come, and what is
  /// then in excess goes, unit by unit, the shortest way to where it is missing (Dijkstra 1959 with
  /// the prices as potentials): near good prices that is a few nodes away. False where it takes
  /// more than `budget` steps; refine() goes on from there.
  bool augment(std::int64_t budget) {
    eps_ = 0;
    reassign();
    index_columns();
    load_.assign(at(m_), 0);
    for (const Arc& arc : arcs) load_[at(arc.right)] += arc.held ? 1 : 0;
    for (Index j = 0; j < m_; ++j) drain_load(j);
    for (Index j = 0; j < m_; ++j) {
      if (drain[at(j)] - load_[at(j)] > 1) cheapen(j);
    }
    build();
    ways_.assign(at(m_) + 1, {});
    round_ = 0;
    work_ = 0;
    for (Index v = 0; v <= m_; ++v) {
      while (excess_[at(v)] > 0) {
        if (work_ > budget) return false;
        route(v);
      }
    }
    return true;
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
  struct Event {
    W distance = 0;
    Index node = 0;
    bool looks = false;  ///< At the node's next swap; else its arrival.
    bool operator<(const Event& other) const noexcept {
      if (distance != other.distance) return distance > other.distance;
      return node != other.node ? node > other.node : looks && !other.looks;
    }
  };
  struct Looked {
    Index node = 0;
    Entry entry{};
    bool gone = false;
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

  /// Where its price is no reason against it, a node drains what it holds.
  void drain_load(Index j) {
    const W gain = price[at(j)] - price[at(m_)];
    const Count load = load_[at(j)];
    for (Count f = -1; f != drain[at(j)] && drain[at(j)] != load;) {
      f = drain[at(j)];
      if (f < load && room_up(j) > 0 && slope_up(j) == gain) {
        drain[at(j)] += std::min(load - f, room_up(j));
      } else if (f > load && slope_down(j) == gain) {
        drain[at(j)] -= std::min(f - load, room_down(j));
      }
    }
  }

  /// Lowers the price of a node that misses units until as many come, from wherever they are, or
  /// until it need not have them.
  void cheapen(Index j) {
    struct Comer {
      W loss = 0;  ///< Until the price falls by it.
      Index left = 0;
      std::int32_t own = 0;  ///< Its worst unit, as an Entry has it.
      std::int32_t local = 0;
    };
    std::vector<Comer> comers;
    for (std::int64_t c = column_start_[at(j)]; c < column_start_[at(j) + 1]; ++c) {
      const Entry& entry = column_[static_cast<std::size_t>(c)];
      const Index i = entry.left;
      const std::int64_t from = start[at(i)];
      monitor_.work(1 + start[at(i) + 1] - from);
      if (arcs[static_cast<std::size_t>(from + entry.local)].held || demand[at(i)] == 0) continue;
      Comer comer{0, i, -1, entry.local};
      W worst = out[at(i)] > 0 ? outside[at(i)] - price[at(m_)] : -lowest();
      for (std::int64_t e = from; e < start[at(i) + 1]; ++e) {
        const Arc& arc = arcs[static_cast<std::size_t>(e)];
        if (!arc.held || arc.cost - price[at(arc.right)] >= worst) continue;
        worst = arc.cost - price[at(arc.right)];
        comer.own = static_cast<std::int32_t>(e - from);
      }
      comer.loss = worst - (entry.key - price[at(j)]);
      comers.push_back(comer);
    }
    const auto before = [](const Comer& a, const Comer& b) {
      return a.loss != b.loss ? a.loss < b.loss : a.left < b.left;
    };
    const auto missing =
        std::min(static_cast<std::size_t>(drain[at(j)] - load_[at(j)]), comers.size());
    const auto end = comers.begin() + static_cast<std::ptrdiff_t>(missing);
    if (end != comers.end()) std::nth_element(comers.begin(), end, comers.end(), before);
    W fall = price[at(j)] - price[at(m_)] - slope_down(j);
    for (auto comer = comers.begin(); comer != end && end != comers.end(); ++comer) {
      if (comer + 1 == end)
        fall = std::min(fall, std::max_element(comers.begin(), end, before)->loss);
    }
    price[at(j)] -= fall;
    for (auto comer = comers.begin(); comer != end; ++comer) {
      if (comer->loss > fall) continue;
      if (comer->own >= 0) {
        --load_[at(arcs[static_cast<std::size_t>(start[at(comer->left)] + comer->own)].right)];
      }
      take(comer->left, comer->own);
      give(comer->left, comer->local);
      ++load_[at(j)];
      ++pushes;
    }
    drain_load(j);
  }

  /// Sends a unit from v to the nearest node that misses one, by the cheapest swaps of every node
  /// on the way. The prices of all nodes nearer rise by how much nearer they are, so that no swap
  /// gains.
  void route(Index v) {
    ++round_;
    settled_nodes_.clear();
    looked_.clear();
    frontier_.clear();
    reach(v, 0, {});
    Index end = -1;
    while (end < 0) {
      // Sums of excess are 0 and outside is open to everybody, so that an end is always found.
      std::pop_heap(frontier_.begin(), frontier_.end());
      const Event event = frontier_.back();
      frontier_.pop_back();
      const Index u = event.node;
      if (event.looks) {
        look(u);
      } else if (ways_[at(u)].settled != round_) {
        ways_[at(u)].settled = round_;
        if (excess_[at(u)] < 0) {
          end = u;
          continue;
        }
        settled_nodes_.push_back(u);
        if (u != m_ && room_up(u) > 0) {
          const W length = slope_up(u) - price[at(u)] + price[at(m_)];
          reach(m_, ways_[at(u)].distance + length, {.from = u});
        }
        look_later(u);
      }
    }
    const W whole = ways_[at(end)].distance;
    for (const Index u : settled_nodes_) price[at(u)] += whole - ways_[at(u)].distance;
    --excess_[at(v)];
    ++excess_[at(end)];
    moved_.clear();
    for (Index to = end; to != v; to = ways_[at(to)].from) {
      ++pushes;
      const Way& way = ways_[at(to)];
      if (way.looked < 0) {
        ++drain[at(way.from)];
        push_drain(way.from);
        continue;
      }
      Looked& looked = looked_[static_cast<std::size_t>(way.looked)];
      looked.gone = true;
      const Entry& entry = looked.entry;
      if (entry.left < 0) {
        --drain[at(to)];
        if (drain[at(to)] > 0) push_drain(to);
        continue;
      }
      take(entry.left, entry.local);
      give(entry.left, way.local);
      // An entry outside stands for all units there. One more is worth a new one: what it left is
      // an option now, perhaps its best.
      if (entry.local == -1 && out[at(entry.left)] > 0) looked.gone = false;
      moved_.push_back({to, entry.left, way.local});
    }
    for (const Looked& looked : looked_) {
      if (!looked.gone) push_entry(looked.node, looked.entry);
    }
    for (const Moved& moved : moved_) {
      push_entry(moved.node, {key_of(moved), moved.left, moved.local});
    }
  }

  /// A way to a node; kept if it is the shortest so far.
  struct Way {
    Index from = -1;
    std::int64_t looked = -1;  ///< Whose unit moves, by its place in looked_; -1: `from` drains it.
    std::int32_t local = -2;   ///< What it takes.
    W distance = 0;
    std::int64_t round = 0;    ///< Of the search that found it, from 1.
    std::int64_t settled = 0;  ///< Of the search that knows it to be shortest.
  };
  void reach(Index to, W distance, const Way& way) {
    Way& known = ways_[at(to)];
    if (known.round == round_ && known.distance <= distance) return;
    const std::int64_t settled = known.settled;
    known = way;
    known.distance = distance;
    known.round = round_;
    known.settled = settled;
    frontier_.push_back({distance, to, false});
    std::push_heap(frontier_.begin(), frontier_.end());
  }
  /// When the cheapest swap of a settled node is due.
  void look_later(Index u) {
    if (heaps_[at(u)].empty()) return;
    const W length = std::max<W>(0, heaps_[at(u)].front().key - price[at(u)]);
    frontier_.push_back({ways_[at(u)].distance + length, u, true});
    std::push_heap(frontier_.begin(), frontier_.end());
  }
  /// The cheapest swap of a node, if it is what it was when its key was computed: where it leads
  /// to.
  void look(Index u) {
    auto& heap = heaps_[at(u)];
    std::pop_heap(heap.begin(), heap.end());
    Entry top = heap.back();
    heap.pop_back();
    const W base = ways_[at(u)].distance - price[at(u)];
    count(1);
    if (top.left < 0) {
      const Index j = -1 - top.left;
      if (top.local == versions_[at(j)] && drain[at(j)] > 0) {
        assert(price[at(j)] - slope_down(j) >= top.key);
        top.key = price[at(j)] - slope_down(j);
        assert(top.key >= price[at(u)]);
        looked_.push_back({u, top, false});
        reach(j, base + top.key,
              {.from = u, .looked = static_cast<std::int64_t>(looked_.size()) - 1});
      }
    } else if (top.local != -1 || out[at(top.left)] > 0) {
      const Index i = top.left;
      const W key = key_of({u, i, top.local});
      assert(key >= price[at(u)]);
      assert(key >= top.key || top.local == -1);  // outside has a newer entry then
      if (key > top.key && !heap.empty() && key > heap.front().key) {
        top.key = key;
        push_entry(u, top);
      } else {
        top.key = key;
        looked_.push_back({u, top, false});
        const auto place = static_cast<std::int64_t>(looked_.size()) - 1;
        const std::int64_t from = start[at(i)];
        const W own = base + own_cost(i, top.local);
        count(start[at(i) + 1] - from);
        for (std::int64_t e = from; e < start[at(i) + 1]; ++e) {
          const Arc& arc = arcs[static_cast<std::size_t>(e)];
          if (arc.held) continue;
          reach(arc.right, own - (arc.cost - price[at(arc.right)]),
                {.from = u, .looked = place, .local = static_cast<std::int32_t>(e - from)});
        }
        if (top.local != -1) {
          reach(m_, own - (outside[at(i)] - price[at(m_)]),
                {.from = u, .looked = place, .local = -1});
        }
      }
    }
    look_later(u);
  }
  struct Moved {
    Index node = 0;
    Index left = 0;
    std::int32_t local = 0;
  };
  [[nodiscard]] W own_cost(Index i, std::int32_t local) const {
    return local == -1 ? outside[at(i)] : arcs[static_cast<std::size_t>(start[at(i)] + local)].cost;
  }
  [[nodiscard]] W key_of(const Moved& held_arc) {
    return own_cost(held_arc.left, held_arc.local) -
           best_of(held_arc.left, held_arc.local != -1).first;
  }
  void push_drain(Index j) {
    push_entry(m_, {price[at(j)] - slope_down(j), -1 - j, ++versions_[at(j)]});
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

  // Of augment().
  std::vector<Way> ways_{};
  std::vector<Event> frontier_{};
  std::vector<Index> settled_nodes_{};
  std::vector<Looked> looked_{};
  std::vector<Moved> moved_{};
  std::vector<Count> load_{};
  std::int64_t round_ = 0;
};

}  // namespace jinguo::inline v0_1::solver

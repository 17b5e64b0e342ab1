#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "jinguo/solver/detail/assignment.hpp"

/// Whether bounds can hold together, by counting.
///
/// Method   Locks are set aside. What remains can hold exactly if (A) the floors can be filled when
///          capacities are forgotten and (B) the must-match units can be placed when floors are
///          forgotten (Mendelsohn and Dulmage, 1958): two maximum flows on bits of eligibility. By
///          the same theorem an infeasible market is proven by a cut of one of these two kinds.
namespace jinguo::inline v0_1::solver::detail::referee {

/// How much of floors and of must-match units cannot hold.
struct Missing {
  Count floors = 0;       ///< Units of floors that cannot be filled.
  Count must_match = 0;   ///< Must-match units that cannot be placed.
  Count lock_faults = 0;  ///< Locks that are ineligible or exceed a demand or a capacity.
  Count excess = 0;       ///< Units by which floors exceed capacities.
  [[nodiscard]] bool none() const {
    return floors == 0 && must_match == 0 && lock_faults == 0 && excess == 0;
  }
};

/// Places units of left nodes at different right nodes until no more fit.
///
/// Method   Hopcroft and Karp (1973) with many units to a node: layers by breadth first, then paths
///          through the layers by depth first, each matched pair looked at once a phase. A phase is
///          linear in the bits; their number is at most the root of the nodes, and small in practice.
class MaximumFlow {
 public:
  MaximumFlow(const std::vector<std::uint64_t>& eligible, std::size_t words,
              std::vector<Count> left_units, std::vector<Count> right_room, Monitor* monitor)
      : monitor_(monitor),
        open_(eligible),
        words_(words),
        units_(std::move(left_units)),
        room_(std::move(right_room)),
        matched_(room_.size()),
        next_(room_.size()) {
    while (find_layers()) {
      for (std::size_t i = 0; i < units_.size(); ++i) {
        while (units_[i] > 0 && augment(i)) {
        }
      }
    }
  }
  [[nodiscard]] Count left_over() const {
    Count sum = 0;
    for (const Count units : units_) sum += units;
    return sum;
  }
  [[nodiscard]] Count room_left() const {
    Count sum = 0;
    for (const Count room : room_) sum += room;
    return sum;
  }

 private:
  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

  /// Layer by layer: left nodes with units to place, right nodes open to them, left nodes matched
  /// there, and so on up to the first right nodes with room. False if there are none.
  bool find_layers() {
    layer_of_.assign(units_.size(), none);
    layers_.clear();
    std::vector<std::uint64_t> unseen(words_, ~std::uint64_t{0});
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < units_.size(); ++i) {
      if (units_[i] == 0) continue;
      layer_of_[i] = 0;
      rows.push_back(i);
    }
    for (bool found = false; !found && !rows.empty();) {
      std::vector<std::uint64_t> layer(words_, 0);
      for (const std::size_t i : rows) {
        count_work(monitor_, words_);
        const std::uint64_t* row = open_.data() + i * words_;
        for (std::size_t w = 0; w < words_; ++w) layer[w] |= row[w] & unseen[w];
      }
      rows.clear();
      for_each_bit(layer, [&](std::size_t j) {
        next_[j] = 0;
        found = found || room_[j] > 0;
        for (const std::size_t i : matched_[j]) {
          if (layer_of_[i] != none) continue;
          layer_of_[i] = layers_.size() + 1;
          rows.push_back(i);
        }
      });
      for (std::size_t w = 0; w < words_; ++w) unseen[w] &= ~layer[w];
      layers_.push_back(std::move(layer));
      if (found) return true;
    }
    return false;
  }

  /// Depth first through the layers, by right nodes and matched pairs that no search of this
  /// phase has left in vain.
  bool augment(std::size_t start) {
    path_.clear();
    std::size_t i = start;
    for (;;) {
      const std::size_t j = path_.size() < layers_.size() ? first_open(i, path_.size()) : none;
      if (j != none) {
        path_.push_back({i, j});
        if (room_[j] > 0) break;
      } else if (path_.empty()) {
        return false;
      } else {
        ++next_[path_.back().right];  // who is matched there leads nowhere
      }
      // The next that is matched at the end of the path and could go on.
      const std::size_t end = path_.back().right;
      std::vector<std::size_t>& matched = matched_[end];
      while (next_[end] < matched.size() && layer_of_[matched[next_[end]]] != path_.size()) {
        ++next_[end];
        count_work(monitor_, 1);
      }
      if (next_[end] < matched.size()) {
        i = matched[next_[end]];
      } else {
        clear(layers_[path_.size() - 1], end);
        i = path_.back().left;
        path_.pop_back();
      }
    }
    --units_[start];
    --room_[path_.back().right];
    matched_[path_.back().right].push_back(path_.back().left);
    for (std::size_t k = 0; k < path_.size(); ++k) {
      const auto [left, right] = path_[k];
      clear(std::span(open_).subspan(left * words_, words_), right);
      if (k + 1 == path_.size()) break;
      // It takes the place of the one that goes on from there.
      const std::size_t mover = path_[k + 1].left;
      std::uint64_t& word = open_[mover * words_ + right / 64];
      word |= std::uint64_t{1} << (right % 64);
      matched_[right][next_[right]++] = left;
    }
    return true;
  }
  /// The first right node of a layer that is open to a left node, or none.
  [[nodiscard]] std::size_t first_open(std::size_t i, std::size_t layer) const {
    count_work(monitor_, words_);
    const std::uint64_t* row = open_.data() + i * words_;
    for (std::size_t w = 0; w < words_; ++w) {
      const std::uint64_t both = row[w] & layers_[layer][w];
      if (both != 0) return w * 64 + static_cast<std::size_t>(std::countr_zero(both));
    }
    return none;
  }
  static void clear(std::span<std::uint64_t> bits, std::size_t j) {
    bits[j / 64] &= ~(std::uint64_t{1} << (j % 64));
  }
  template <class Visit>
  static void for_each_bit(const std::vector<std::uint64_t>& bits, Visit visit) {
    for (std::size_t w = 0; w < bits.size(); ++w) {
      for (std::uint64_t left = bits[w]; left != 0; left &= left - 1) {
        visit(w * 64 + static_cast<std::size_t>(std::countr_zero(left)));
      }
    }
  }

  struct Step {
    std::size_t left;
    std::size_t right;
  };
  Monitor* monitor_;
  std::vector<std::uint64_t> open_;  // eligible and not used
  std::size_t words_;
  std::vector<Count> units_;
  std::vector<Count> room_;
  std::vector<std::vector<std::size_t>> matched_;
  std::vector<std::size_t> next_;                     // of matched_, to be looked at
  std::vector<std::size_t> layer_of_{};               // by left node
  std::vector<std::vector<std::uint64_t>> layers_{};  // right nodes that a path may still use
  std::vector<Step> path_{};
};

/// Eligibility as bits, `words` to a row; one pass.
inline std::vector<std::uint64_t> eligible_bits(const Market& market, std::size_t words,
                                                Monitor* monitor) {
  std::vector<std::uint64_t> bits(static_cast<std::size_t>(market.n()) * words, 0);
  scan_rows(market, monitor, [&](Index i, std::span<Score> row) {
    std::uint64_t* out = bits.data() + static_cast<std::size_t>(i) * words;
    for (std::size_t j = 0; j < row.size(); ++j) {
      if (row[j] != not_eligible) out[j / 64] |= std::uint64_t{1} << (j % 64);
    }
  });
  return bits;
}

/// What of `bounds` (the market's own, or repaired) cannot hold on this eligibility.
inline Missing missing(const Bounds& bounds, std::vector<std::uint64_t> bits, std::size_t words,
                       Monitor* monitor) {
  const std::size_t n = bounds.demand.size();
  const std::size_t m = bounds.capacity.size();
  Missing out;
  std::vector<Count> demand = bounds.demand;
  std::vector<Count> capacity = bounds.capacity;
  std::vector<Count> floor = bounds.floor;
  for (std::size_t j = 0; j < m; ++j) out.excess += std::max<Count>(0, floor[j] - capacity[j]);
  for (const Pair& pair : bounds.lock) {
    const auto i = static_cast<std::size_t>(pair.left);
    const auto j = static_cast<std::size_t>(pair.right);
    std::uint64_t& word = bits[i * words + j / 64];
    const std::uint64_t bit = std::uint64_t{1} << (j % 64);
    if ((word & bit) == 0) ++out.lock_faults;
    word &= ~bit;
    --demand[i];
    --capacity[j];
    floor[j] = std::max<Count>(0, floor[j] - 1);
  }
  for (Count& units : demand) {
    out.lock_faults += std::max<Count>(0, -units);
    units = std::max<Count>(0, units);
  }
  for (Count& places : capacity) {
    out.lock_faults += std::max<Count>(0, -places);
    places = std::max<Count>(0, places);
  }
  out.floors = MaximumFlow(bits, words, demand, floor, monitor).room_left();
  std::vector<Count> must(n, 0);
  for (std::size_t i = 0; i < n; ++i) must[i] = bounds.must_match[i] != 0 ? demand[i] : 0;
  out.must_match = MaximumFlow(bits, words, must, capacity, monitor).left_over();
  return out;
}

/// The bounds after a repair, or why it is none.
struct Repaired {
  Bounds bounds{};
  Count units = 0;
  std::optional<std::string> objection{};
};

inline Repaired repaired(const Market& market, const std::vector<Repair>& repair) {
  Repaired out;
  out.bounds = market.bounds();
  std::vector<Index> dropped;
  std::set<std::pair<RuleKind, Index>> seen;
  const auto check = [&](const Repair& step, std::vector<Count>& values, bool up,
                         const std::string& what) {
    if (step.index < 0 || static_cast<std::size_t>(step.index) >= values.size()) {
      out.objection =
          "the repair names " + what + " " + number(step.index) + ", which is not there";
      return;
    }
    Count& value = values[static_cast<std::size_t>(step.index)];
    if (step.from != value) {
      out.objection = "the repair says that the " + what + " of " + number(step.index) + " is " +
                      number(step.from) + ", but it is " + number(value);
    } else if (step.to < 0 || (up ? step.to <= step.from : step.to >= step.from)) {
      out.objection = "the repair changes the " + what + " of " + number(step.index) + " from " +
                      number(step.from) + " to " + number(step.to) + ", which does not relax it";
    }
    out.units += up ? step.to - step.from : step.from - step.to;
    value = step.to;
  };
  for (const Repair& step : repair) {
    const RuleKind kind = step.kind == RuleKind::demand ? RuleKind::must_match : step.kind;
    if (!seen.emplace(kind, step.index).second) {
      out.objection = "the repair changes a bound of " + number(step.index) + " twice";
      return out;
    }
    switch (step.kind) {
      case RuleKind::floor:
        check(step, out.bounds.floor, false, "floor");
        break;
      case RuleKind::capacity:
        check(step, out.bounds.capacity, true, "capacity");
        break;
      case RuleKind::must_match:
      case RuleKind::demand:
        check(step, out.bounds.demand, false, "demand");
        break;
      case RuleKind::lock:
        if (step.index < 0 || static_cast<std::size_t>(step.index) >= out.bounds.lock.size() ||
            step.from != 1 || step.to != 0) {
          out.objection = "the repair drops lock " + number(step.index) + " wrongly";
          return out;
        }
        dropped.push_back(step.index);
        ++out.units;
        break;
    }
    if (out.objection) return out;
  }
  std::sort(dropped.begin(), dropped.end());
  std::vector<Pair> kept;
  for (std::size_t k = 0; k < out.bounds.lock.size(); ++k) {
    if (!std::binary_search(dropped.begin(), dropped.end(), static_cast<Index>(k))) {
      kept.push_back(out.bounds.lock[k]);
    }
  }
  out.bounds.lock = std::move(kept);
  return out;
}

/// The units by which the rules' lower bounds exceed the upper in each way that they may be read
/// as a cut; a positive one proves that they cannot hold together.
struct CutValues {
  Count floors_over_demand = 0;    ///< Floors and locks against demands and eligible pairs.
  Count must_over_capacity = 0;    ///< Must-match units and locks against capacities and pairs.
  Count floors_over_capacity = 0;  ///< Floors above the capacity of the same place.
  Count ineligible_locks = 0;
};

inline CutValues cut_values(const Market& market, const std::vector<Rule>& rules,
                            Monitor* monitor) {
  const Bounds& bounds = market.bounds();
  const auto n = static_cast<std::size_t>(market.n());
  const auto m = static_cast<std::size_t>(market.m());
  std::vector<std::uint8_t> floor(m, 0), capacity(m, 0), must(n, 0), demand(n, 0);
  std::vector<Pair> locks;
  for (const Rule& rule : rules) {
    const auto k = static_cast<std::size_t>(rule.index);
    switch (rule.kind) {
      case RuleKind::floor:
        floor[k] = 1;
        break;
      case RuleKind::capacity:
        capacity[k] = 1;
        break;
      case RuleKind::must_match:
        must[k] = 1;
        break;
      case RuleKind::demand:
        demand[k] = 1;
        break;
      case RuleKind::lock:
        locks.push_back(bounds.lock[k]);
        break;
    }
  }
  std::sort(locks.begin(), locks.end());
  CutValues out;
  for (std::size_t j = 0; j < m; ++j) {
    if (floor[j] != 0) out.floors_over_demand += bounds.floor[j];
    if (capacity[j] != 0) out.must_over_capacity -= bounds.capacity[j];
    if (floor[j] != 0 && capacity[j] != 0) {
      out.floors_over_capacity += std::max<Count>(0, bounds.floor[j] - bounds.capacity[j]);
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (demand[i] != 0) out.floors_over_demand -= bounds.demand[i];
    if (must[i] != 0) out.must_over_capacity += bounds.demand[i];
  }
  std::size_t next = 0;
  scan_rows(market, monitor, [&](Index left, std::span<Score> row) {
    const auto i = static_cast<std::size_t>(left);
    for (; next < locks.size() && locks[next].left == left; ++next) {
      const auto j = static_cast<std::size_t>(locks[next].right);
      if (row[j] == not_eligible) ++out.ineligible_locks;
      if (demand[i] != 0 && floor[j] == 0) ++out.floors_over_demand;
      if (must[i] == 0 && capacity[j] != 0) ++out.must_over_capacity;
    }
    if (demand[i] == 0) {
      for (std::size_t j = 0; j < m; ++j) {
        if (floor[j] != 0 && row[j] != not_eligible) --out.floors_over_demand;
      }
    }
    if (must[i] != 0) {
      for (std::size_t j = 0; j < m; ++j) {
        if (capacity[j] == 0 && row[j] != not_eligible) --out.must_over_capacity;
      }
    }
  });
  return out;
}

}  // namespace jinguo::inline v0_1::solver::detail::referee

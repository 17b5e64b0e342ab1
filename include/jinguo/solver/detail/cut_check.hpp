#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "jinguo/solver/detail/seating.hpp"

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
class MaximumFlow {
 public:
  MaximumFlow(const std::vector<std::uint64_t>& eligible, std::size_t words,
              std::vector<Count> left_units, std::vector<Count> right_room)
      : open_(eligible),
        words_(words),
        units_(std::move(left_units)),
        room_(std::move(right_room)),
        seated_(room_.size()),
        seen_(words, 0),
        came_from_(room_.size()),
        came_by_(room_.size()) {
    for (bool grown = true; grown;) {
      grown = false;
      std::fill(seen_.begin(), seen_.end(), 0);
      for (std::size_t i = 0; i < units_.size(); ++i) {
        while (units_[i] > 0 && augment(i)) grown = true;
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

  // Breadth first over right nodes not seen in this phase.
  bool augment(std::size_t start) {
    queue_.clear();
    discover(start, none);
    for (std::size_t k = 0; k < queue_.size(); ++k) {
      const std::size_t j = queue_[k];
      if (room_[j] > 0) {
        --room_[j];
        --units_[start];
        for (std::size_t at = j; at != none;) {
          const std::size_t i = came_by_[at];
          const std::size_t from = came_from_[at];
          set(i, at, false);
          seated_[at].push_back(i);
          if (from != none) {
            set(i, from, true);
            seated_[from].erase(std::find(seated_[from].begin(), seated_[from].end(), i));
          }
          at = from;
        }
        return true;
      }
      for (const std::size_t i : seated_[j]) discover(i, j);
    }
    return false;
  }
  void discover(std::size_t i, std::size_t from) {
    const std::uint64_t* row = open_.data() + i * words_;
    for (std::size_t w = 0; w < words_; ++w) {
      for (std::uint64_t fresh = row[w] & ~seen_[w]; fresh != 0; fresh &= fresh - 1) {
        const std::size_t j = w * 64 + static_cast<std::size_t>(std::countr_zero(fresh));
        came_from_[j] = from;
        came_by_[j] = i;
        queue_.push_back(j);
      }
      seen_[w] |= row[w];
    }
  }
  void set(std::size_t i, std::size_t j, bool on) {
    std::uint64_t& word = open_[i * words_ + j / 64];
    const std::uint64_t bit = std::uint64_t{1} << (j % 64);
    word = on ? word | bit : word & ~bit;
  }

  std::vector<std::uint64_t> open_;  // eligible and not used
  std::size_t words_;
  std::vector<Count> units_;
  std::vector<Count> room_;
  std::vector<std::vector<std::size_t>> seated_;
  std::vector<std::uint64_t> seen_;
  std::vector<std::size_t> came_from_;
  std::vector<std::size_t> came_by_;
  std::vector<std::size_t> queue_{};
};

/// Eligibility as bits, `words` to a row; one pass.
inline std::vector<std::uint64_t> eligible_bits(const Market& market, std::size_t words) {
  std::vector<std::uint64_t> bits(static_cast<std::size_t>(market.n()) * words, 0);
  scan_rows(market, [&](Index i, std::span<Score> row) {
    std::uint64_t* out = bits.data() + static_cast<std::size_t>(i) * words;
    for (std::size_t j = 0; j < row.size(); ++j) {
      if (row[j] != not_eligible) out[j / 64] |= std::uint64_t{1} << (j % 64);
    }
  });
  return bits;
}

/// What of `bounds` (the market's own, or repaired) cannot hold on this eligibility.
inline Missing missing(const Bounds& bounds, std::vector<std::uint64_t> bits, std::size_t words) {
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
  out.floors = MaximumFlow(bits, words, demand, floor).room_left();
  std::vector<Count> must(n, 0);
  for (std::size_t i = 0; i < n; ++i) must[i] = bounds.must_match[i] != 0 ? demand[i] : 0;
  out.must_match = MaximumFlow(bits, words, must, capacity).left_over();
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
  std::vector<std::pair<RuleKind, Index>> seen;
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
    if (std::find(seen.begin(), seen.end(), std::pair(kind, step.index)) != seen.end()) {
      out.objection = "the repair changes a bound of " + number(step.index) + " twice";
      return out;
    }
    seen.emplace_back(kind, step.index);
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
  std::sort(dropped.rbegin(), dropped.rend());
  for (const Index k : dropped) out.bounds.lock.erase(out.bounds.lock.begin() + k);
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

inline CutValues cut_values(const Market& market, const std::vector<Rule>& rules) {
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
  scan_rows(market, [&](Index left, std::span<Score> row) {
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

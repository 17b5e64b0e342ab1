#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "jinguo/solver/detail/assignment.hpp"
#include "jinguo/solver/detail/residual_network.hpp"

/// Proofs that a plan is best: by prices, or by the absence of cycles that gain.
namespace jinguo::inline v0_1::solver::detail::referee {

/// Beyond max_score: differences could not be formed.
[[nodiscard]] inline bool is_large(Score s) {
  return s != not_eligible && (s > max_score || s < -max_score);
}

/// The first outside value beyond max_score, as an objection.
inline std::optional<std::string> out_of_range_outside(const Bounds& bounds) {
  for (std::size_t i = 0; i < bounds.outside.size(); ++i) {
    if (!is_large(bounds.outside[i])) continue;
    return "the outside value of " + left_name(static_cast<Index>(i)) + " is out of range";
  }
  return std::nullopt;
}

/// The first score of a row beyond max_score, as an objection.
inline std::optional<std::string> out_of_range_in(Index left, std::span<const Score> row) {
  for (std::size_t j = 0; j < row.size(); ++j) {
    if (!is_large(row[j])) continue;
    return "the score of " + left_name(left) + " at " + right_name(static_cast<Index>(j)) +
           " is out of range";
  }
  return std::nullopt;
}

/// The first score beyond max_score, as an objection.
inline std::optional<std::string> out_of_range_score(const Market& market, Monitor* monitor) {
  std::optional<std::string> objection = out_of_range_outside(market.bounds());
  if (objection) return objection;
  scan_rows(market, monitor, [&](Index left, std::span<const Score> row) {
    if (!objection) objection = out_of_range_in(left, row);
  });
  return objection;
}

/// Whether prices prove a plan best within its floors (as lowered by what it misses):
/// complementary slackness in integers, row by row.
class PriceProof {
 public:
  PriceProof(const Market& market, const Assignment& plan, std::span<const Score> prices)
      : bounds_(market.bounds()), plan_(plan), prices_(prices) {
    for (std::size_t j = 0; j < prices.size() && !objection_; ++j) objection_ = of_place(j);
  }

  /// The first objection so far, or nothing.
  [[nodiscard]] const std::optional<std::string>& objection() const { return objection_; }

  void look(const Choices& row) {
    if (objection_) return;
    const auto i = static_cast<std::size_t>(row.left);
    const auto held = plan_.held(row.left);
    const auto locked = plan_.held_locked(row.left);
    // The worst that it holds and may leave; -1 is outside.
    bool movable = false;
    Score worst = 0;
    Index worst_at = -1;
    const auto hold = [&](Score value, Index at) {
      if (movable && value >= worst) return;
      movable = true;
      worst = value;
      worst_at = at;
    };
    for (std::size_t k = 0; k < held.size(); ++k) {
      const auto j = static_cast<std::size_t>(held[k]);
      if (locked[k] == 0) hold(row.held[k] - prices_[j], held[k]);
    }
    const bool may_stay_out = bounds_.must_match[i] == 0;
    if (may_stay_out && plan_.outside[i] > 0) hold(bounds_.outside[i], -1);
    if (!movable) return;
    const auto name = [](Index at) { return at < 0 ? std::string("outside") : right_name(at); };
    const auto against = [&](Score value, Index at) {
      if (value <= worst || objection_) return;
      objection_ = left_name(row.left) + " has " + name(worst_at) + ", worth " + number(worst) +
                   " after prices, but " + name(at) + " is worth " + number(value) + ", " +
                   number(value - worst) + " more";
    };
    if (may_stay_out) against(bounds_.outside[i], -1);
    if (!row.elsewhere()) return;
    Score best = barred;  // without a branch, since nearly no row has an objection
    for (std::size_t j = 0; j < row.others.size(); ++j) {
      const Score score = row.others[j];
      best = std::max(best, (score == not_eligible ? barred : score) - prices_[j]);
    }
    if (best <= worst) return;
    for (std::size_t j = 0; j < row.others.size(); ++j) {
      if (row.others[j] != not_eligible) {
        against(row.others[j] - prices_[j], static_cast<Index>(j));
      }
    }
  }

 private:
  [[nodiscard]] std::optional<std::string> of_place(std::size_t j) const {
    const std::string who = right_name(static_cast<Index>(j));
    const std::string price = "the price " + number(prices_[j]) + " of " + who;
    if (prices_[j] > (Score{1} << 62) || prices_[j] < -(Score{1} << 62)) {
      return price + " is out of range";
    }
    if (prices_[j] > 0 && plan_.load[j] < bounds_.capacity[j]) {
      return price + " is positive, but only " + number(plan_.load[j]) + " of " +
             number(bounds_.capacity[j]) + " places are taken";
    }
    const Count floor = plan_.floor[j] - plan_.missed[j];
    if (prices_[j] < 0 && (floor == 0 || plan_.load[j] > floor)) {
      return price + " is negative, but its load " + number(plan_.load[j]) +
             " is not held at a floor above 0 (" + number(floor) + ")";
    }
    return std::nullopt;
  }

  const Bounds& bounds_;
  const Assignment& plan_;
  std::span<const Score> prices_;
  std::optional<std::string> objection_{};
};

/// Why prices do not prove a plan best, or nothing: one pass, memory for one block of rows.
inline std::optional<std::string> price_objection(const Market& market, const Assignment& plan,
                                                  std::span<const Score> prices, Monitor* monitor) {
  PriceProof proof(market, plan, prices);
  if (proof.objection()) return proof.objection();
  scan_choices(market, plan, monitor, [&](const Choices& row) { proof.look(row); });
  return proof.objection();
}

/// A change of a plan along a cycle: who moves from where to where (-1 is outside).
struct Move {
  Index left = -1;  ///< -1: slack, nobody moves.
  Index from = -1;
  Index to = -1;
};

/// What a cycle gains, and by which moves; one more pass.
struct Gain {
  Cost cost{};
  std::vector<Move> moves{};
};

inline Gain gain_of_cycle(const Market& market, const Assignment& plan, Floors floors,
                          const std::vector<std::size_t>& cycle, Monitor* monitor) {
  const Bounds& bounds = market.bounds();
  const auto m = static_cast<std::size_t>(market.m());
  Gain gain;
  std::vector<Cost> best(cycle.size(), unreached);
  gain.moves.resize(cycle.size());
  const auto target = [&](std::size_t k) { return cycle[k + 1 == cycle.size() ? 0 : k + 1]; };
  const auto name = [&](std::size_t node) { return node == m ? -1 : static_cast<Index>(node); };
  for (std::size_t k = 0; k < cycle.size(); ++k) {
    gain.moves[k] = {-1, name(cycle[k]), name(target(k))};
    std::optional<Cost> slack;
    if (target(k) == m) slack = cost_to_take(market, plan, floors, cycle[k]);
    if (cycle[k] == m) slack = cost_to_give(plan, floors, target(k));
    if (slack) best[k] = *slack;
  }
  scan_rows(market, monitor, [&](Index left, std::span<Score> row) {
    const auto i = static_cast<std::size_t>(left);
    const auto held = plan.held(left);
    const auto locked = plan.held_locked(left);
    const bool may_stay_out = bounds.must_match[i] == 0;
    const auto holds = [&](std::size_t node) {
      return std::binary_search(held.begin(), held.end(), static_cast<Index>(node));
    };
    for (std::size_t k = 0; k < cycle.size(); ++k) {
      const std::size_t a = cycle[k];
      const std::size_t b = target(k);
      if (a == m ? !may_stay_out || plan.outside[i] == 0 : !holds(a)) continue;
      if (b == m ? !may_stay_out : row[b] == not_eligible || holds(b)) continue;
      if (a != m) {
        const auto at = std::lower_bound(held.begin(), held.end(), static_cast<Index>(a));
        if (locked[static_cast<std::size_t>(at - held.begin())] != 0) continue;
      }
      const Score leave = a == m ? bounds.outside[i] : row[a];
      const Score take = b == m ? bounds.outside[i] : row[b];
      const Cost cost{0, leave - take};
      if (cost < best[k]) {
        best[k] = cost;
        gain.moves[k].left = left;
      }
    }
  });
  for (const Cost& cost : best) gain.cost = gain.cost + cost;
  return gain;
}

inline std::string gain_text(const Gain& gain) {
  std::string text = gain.cost.missed < 0
                         ? number(-gain.cost.missed) + " fewer units of floors can be missed"
                         : "the total can rise by " + number(-gain.cost.score);
  const char* between = ": ";
  int told = 0;
  for (const Move& move : gain.moves) {
    if (move.left < 0) continue;
    if (++told > 6) return text + ", and so on";
    text += between + left_name(move.left) + " from " +
            (move.from < 0 ? "outside" : right_name(move.from)) + " to " +
            (move.to < 0 ? "outside" : right_name(move.to));
    between = ", ";
  }
  return text;
}

/// Changes a plan along a cycle.
inline std::vector<Award> moved(std::vector<Award> awards, const std::vector<Move>& moves) {
  for (const Move& move : moves) {
    if (move.left < 0) continue;
    if (move.from >= 0) std::erase(awards, Award{move.left, move.from});
    if (move.to >= 0) awards.push_back({move.left, move.to});
  }
  return awards;
}

/// The end values of every right node's price, by CONTRACT's definitions.
struct PriceRange {
  std::vector<Score> least{};
  std::vector<Score> greatest{};  ///< `unbounded_price` where there is none.
  std::vector<std::uint8_t> forced{};
};

/// The dual range's two ends from a graph without a cycle of negative cost.
inline PriceRange price_range(const ResidualNetwork& network) {
  const std::size_t m = network.outside();
  PriceRange range;
  range.least.assign(m, 0);
  range.greatest.assign(m, unbounded_price);
  range.forced.assign(m, 0);
  const Paths down = shortest_paths(network, m);
  std::vector<Cost> value(m + 1);  // a price by potential; those of forced nodes start at 0
  for (std::size_t j = 0; j < m; ++j) {
    range.forced[j] = down.distance[j] == unreached;
    if (range.forced[j] == 0) value[j] = Cost{} - down.distance[j];
  }
  // price_a <= price_b + cost for each arc a -> b: forced prices fall to the greatest that keep it.
  const auto settle = [&](std::vector<Cost>& price, auto&& may_change) {
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t a = 0; a < m; ++a) {
        if (!may_change(a)) continue;
        network.visit_from(a, [&](std::size_t b, Cost cost) {
          if (price[b] == unreached || price[b] + cost >= price[a]) return;
          price[a] = price[b] + cost;
          changed = true;
        });
      }
    }
  };
  settle(value, [&](std::size_t a) { return range.forced[a] != 0; });
  for (std::size_t j = 0; j < m; ++j) range.least[j] = value[j].score;
  std::vector<Cost> highest(m + 1, unreached);
  highest[m] = Cost{};
  settle(highest, [](std::size_t) { return true; });
  for (std::size_t j = 0; j < m; ++j) {
    if (highest[j] != unreached) range.greatest[j] = highest[j].score;
  }
  return range;
}

}  // namespace jinguo::inline v0_1::solver::detail::referee

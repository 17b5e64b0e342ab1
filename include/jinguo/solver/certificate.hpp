#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "jinguo/solver/detail/assignment.hpp"
#include "jinguo/solver/detail/cut_check.hpp"
#include "jinguo/solver/detail/draw_check.hpp"
#include "jinguo/solver/detail/proof.hpp"
#include "jinguo/solver/detail/residual_network.hpp"
#include "jinguo/solver/detail/ties_check.hpp"
#include "jinguo/solver/transport.hpp"

/// Independent referees: each judges an answer from the market alone, shares no code with the
/// solvers, and says why an answer is wrong, or nothing. They judge plans from elsewhere too:
/// their status is `given`, fields left empty (prices, shortfall, worth ...) are not judged unless
/// the question is about them, and awards may come in any order. Ids in reasons are indices. Where
/// a monitor is given it is asked on the way, and what it throws leaves the referee.
///
/// Cost     one or two passes over all scores, held one block of rows at a time. why_not_optimal
///          without prices, or with floors missed, and why_not_least keep a graph on the right
///          nodes besides (8 m^2 bytes up to 8192 of them); why_not_infeasible keeps n * m bits.
/// Reference  Ahuja, Magnanti, Orlin, "Network Flows", 1993, ch. 9 (optimality by residual cycles
///          and by potentials); Hoffman's circulation theorem, 1960; Mendelsohn and Dulmage, 1958.
namespace jinguo::inline v0_1::solver {

/// A reason, or nothing when the claim holds.
using Objection = std::optional<std::string>;

namespace detail::referee {

/// Why the plan breaks a rule that can be judged without scores, or nothing; lays it out.
inline std::optional<std::string> broken_rule(const Market& market, const TransportResult& result,
                                              Assignment& plan) {
  const Bounds& bounds = market.bounds();
  const auto n = static_cast<std::size_t>(market.n());
  const auto m = static_cast<std::size_t>(market.m());
  if (result.status != Status::optimal && result.status != Status::optimal_short &&
      result.status != Status::stopped_feasible && result.status != Status::given) {
    return "there is no plan: the status is " + std::string(to_string(result.status));
  }
  if (result.witness) return "there is a plan, and a witness that there is none";
  std::vector<Award> awards = result.awards;
  const bool judge_scores = !result.award_score.empty();
  if (judge_scores && result.award_score.size() != awards.size()) {
    return "there are " + number(static_cast<std::int64_t>(result.award_score.size())) +
           " scores for " + number(static_cast<std::int64_t>(awards.size())) + " awards";
  }
  for (const Award& award : awards) {
    if (award.left < 0 || award.left >= market.n() || award.right < 0 ||
        award.right >= market.m()) {
      return "the award (" + number(award.left) + ", " + number(award.right) +
             ") is outside the market of " + number(market.n()) + " x " + number(market.m());
    }
  }
  std::sort(awards.begin(), awards.end());
  if (const auto twice = std::adjacent_find(awards.begin(), awards.end()); twice != awards.end()) {
    return left_name(twice->left) + " has " + right_name(twice->right) + " twice";
  }
  plan = assignment_of(market, awards);
  for (const Pair& pair : bounds.lock) {
    if (!std::binary_search(awards.begin(), awards.end(), pair)) {
      return "the locked award of " + left_name(pair.left) + " at " + right_name(pair.right) +
             " is missing";
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    const std::string who = left_name(static_cast<Index>(i));
    if (plan.outside[i] < 0) {
      return who + " has " + number(-plan.outside[i]) + " units more than its demand of " +
             number(bounds.demand[i]);
    }
    if (plan.outside[i] > 0 && bounds.must_match[i] != 0) {
      return who + " must be matched, but " + number(plan.outside[i]) + " of its " +
             number(bounds.demand[i]) + " units are not placed";
    }
  }
  if (!result.shortfall.empty() && result.shortfall.size() != m) {
    return "the shortfall has " + number(static_cast<std::int64_t>(result.shortfall.size())) +
           " entries for " + number(market.m()) + " right nodes";
  }
  for (std::size_t j = 0; j < m; ++j) {
    const std::string who = right_name(static_cast<Index>(j));
    if (plan.load[j] > bounds.capacity[j]) {
      return who + " has " + number(plan.load[j]) + " awards, " +
             number(plan.load[j] - bounds.capacity[j]) + " more than its capacity of " +
             number(bounds.capacity[j]);
    }
    const bool may_miss =
        result.status == Status::optimal_short ||
        ((result.status == Status::stopped_feasible || result.status == Status::given) &&
         !result.shortfall.empty());
    if (plan.missed[j] > 0 && !may_miss) {
      return who + " has " + number(plan.load[j]) + " awards, " + number(plan.missed[j]) +
             " fewer than its floor of " + number(plan.floor[j]);
    }
    if (!result.shortfall.empty() && result.shortfall[j] != plan.missed[j]) {
      return "the shortfall of " + who + " is said to be " + number(result.shortfall[j]) +
             ", but it is " + number(plan.missed[j]);
    }
  }
  if (result.status == Status::optimal_short && plan.total_missed == 0) {
    return "the status is optimal_short, but no floor is missed";
  }
  return std::nullopt;
}

/// Whether every award may be, and scores and total are what is said: row by row.
class TotalCheck {
 public:
  TotalCheck(const Market& market, const TransportResult& result, const Assignment& plan)
      : bounds_(market.bounds()), plan_(plan), said_(result.total) {
    for (std::size_t k = 0; k < result.award_score.size(); ++k) {
      told_.emplace_back(result.awards[k], result.award_score[k]);
    }
    std::sort(told_.begin(), told_.end());
  }

  /// `held`: the scores of the places that it holds.
  void look(Index left, std::span<const Score> held) {
    if (objection_) return;
    const auto i = static_cast<std::size_t>(left);
    for (std::size_t k = 0; k < held.size(); ++k) {
      const Index right = plan_.held(left)[k];
      if (held[k] == not_eligible) {
        objection_ = left_name(left) + " may not be matched with " + right_name(right);
        return;
      }
      if (!told_.empty()) {
        const auto known = std::lower_bound(told_.begin(), told_.end(),
                                            std::pair(Award{left, right}, not_eligible));
        if (known->second != held[k]) {
          objection_ = "the score of " + left_name(left) + " at " + right_name(right) +
                       " is said to be " + number(known->second) + ", but it is " + number(held[k]);
          return;
        }
      }
      add(held[k], 1);
    }
    add(bounds_.outside[i], plan_.outside[i]);
  }

  /// Whether a row was at fault: of its scores nothing is then known.
  [[nodiscard]] bool found() const { return objection_.has_value(); }

  /// Once all rows were looked at.
  [[nodiscard]] std::optional<std::string> objection() const {
    if (objection_ || total_ == said_) return objection_;
    return "the total is said to be " + number(said_) + ", but the plan's is " + number(total_);
  }

 private:
  void add(std::int64_t value, std::int64_t times) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(value, times, &product) ||
        __builtin_add_overflow(total_, product, &total_)) {
      if (!objection_) objection_ = "the total is out of range";
    }
  }

  const Bounds& bounds_;
  const Assignment& plan_;
  Score said_;
  std::vector<std::pair<Award, Score>> told_{};  // sorted
  std::int64_t total_ = 0;
  std::optional<std::string> objection_{};
};

}  // namespace detail::referee

/// Why the plan breaks a rule of the market, or misstates its total, status or shortfall. A result
/// without a plan (infeasible, out_of_range, stopped_empty) is objected to.
[[nodiscard]] inline Objection why_not_feasible(const Market& market, const TransportResult& result,
                                                Monitor* monitor = nullptr) {
  using namespace detail::referee;
  Assignment plan;
  if (Objection broken = broken_rule(market, result, plan)) return broken;
  TotalCheck check(market, result, plan);
  std::vector<Score> held;
  scan_rows(market, monitor, [&](Index left, std::span<const Score> row) {
    held.clear();
    for (const Index right : plan.held(left)) held.push_back(row[static_cast<std::size_t>(right)]);
    check.look(left, held);
  });
  return check.objection();
}

/// Why the plan is not best, or nothing. Prices that are given must prove it, in integers. Without
/// prices the referee decides by shortest paths of its own. With status optimal_short it proves too
/// that no smaller sum of missed floors exists, and that no other way to miss them is worth more.
/// Of a stopped plan the gap is judged: no plan is worth more than total + gap.
[[nodiscard]] inline Objection why_not_optimal(const Market& market, const TransportResult& result,
                                               Monitor* monitor = nullptr) {
  using namespace detail::referee;
  if (Objection broken = why_not_feasible(market, result, monitor)) return broken;
  if (Objection range = out_of_range_score(market, monitor)) return range;
  Assignment plan = assignment_of(market, result.awards);
  if (result.status == Status::stopped_feasible) {
    if (!result.gap || *result.gap < 0) return "a stopped plan states no gap";
    // Gain by gain, until the plan is best or the gap is passed.
    const Floors floors = plan.total_missed > 0 ? Floors::priced : Floors::kept;
    std::vector<Award> awards = result.awards;
    Cost gained;
    for (;;) {
      const std::vector<std::size_t> cycle =
          shortest_paths(ResidualNetwork(market, plan, floors, monitor), std::nullopt).cycle;
      if (cycle.empty()) return std::nullopt;
      const Gain gain = gain_of_cycle(market, plan, floors, cycle, monitor);
      if (gain.cost.missed < 0) return gain_text(gain);
      gained = gained + gain.cost;
      if (-gained.score > *result.gap) {
        return "the gap is said to be at most " + number(*result.gap) +
               ", but the total can rise by " + number(-gained.score);
      }
      awards = moved(std::move(awards), gain.moves);
      plan = assignment_of(market, awards);
    }
  }
  if (result.gap && *result.gap != 0) {
    return "the status is " + std::string(to_string(result.status)) + ", but the gap is " +
           number(*result.gap);
  }
  const bool with_prices = !result.prices.empty();
  if (with_prices) {
    if (result.prices.size() != static_cast<std::size_t>(market.m())) {
      return "there are " + number(static_cast<std::int64_t>(result.prices.size())) +
             " prices for " + number(market.m()) + " right nodes";
    }
    if (Objection unproven = price_objection(market, plan, result.prices, monitor)) return unproven;
    if (plan.total_missed == 0) return std::nullopt;
  }
  // Prices say nothing of other ways to miss floors: there the graph decides.
  const Floors floors = plan.total_missed > 0 ? Floors::priced : Floors::kept;
  const std::vector<std::size_t> cycle =
      shortest_paths(ResidualNetwork(market, plan, floors, monitor), std::nullopt).cycle;
  if (cycle.empty()) return std::nullopt;
  return gain_text(gain_of_cycle(market, plan, floors, cycle, monitor));
}

namespace detail::referee {

/// Why the answer's prices, marks and worths are not those of the range, or nothing.
inline std::optional<std::string> range_objection(const PriceRange& range,
                                                  const TransportResult& result) {
  const std::size_t m = range.least.size();
  const auto differs = [&](const std::string& what, std::span<const Score> given,
                           const auto& expected) -> std::optional<std::string> {
    if (given.empty()) return std::nullopt;
    if (given.size() != m) return what + " has the wrong length";
    for (std::size_t j = 0; j < m; ++j) {
      const Score value = expected(j);
      if (given[j] == value) continue;
      const auto text = [](Score price) {
        return price == unbounded_price ? std::string("unbounded") : number(price);
      };
      return what + " of " + right_name(static_cast<Index>(j)) + " is said to be " +
             text(given[j]) + ", but it is " + text(value);
    }
    return std::nullopt;
  };
  if (!result.forced.empty()) {
    const std::vector<Score> given(result.forced.begin(), result.forced.end());
    const auto flag = [&](std::size_t j) { return Score{range.forced[j]}; };
    if (const auto wrong = differs("the mark `forced`", given, flag)) return wrong;
  }
  const auto least = [&](std::size_t j) { return range.least[j]; };
  const auto greatest = [&](std::size_t j) { return range.greatest[j]; };
  // One place more is worth the best cycle through it: its least price, if that is positive.
  const auto worth = [&](std::size_t j) { return std::max<Score>(0, range.least[j]); };
  if (const auto wrong = differs("the least price", result.prices, least)) return wrong;
  if (const auto wrong = differs("the greatest price", result.greatest_prices, greatest)) {
    return wrong;
  }
  return differs("the worth", result.worth, worth);
}

}  // namespace detail::referee

/// Why the prices are not the least that prove the plan, or nothing.
///
/// Where they are given, also greatest_prices that are not the greatest, `forced` or `worth` that
/// are not what they should be.
[[nodiscard]] inline Objection why_not_least(const Market& market, const TransportResult& result,
                                             Monitor* monitor = nullptr) {
  using namespace detail::referee;
  if (Objection broken = why_not_feasible(market, result, monitor)) return broken;
  if (Objection range = out_of_range_score(market, monitor)) return range;
  const auto m = static_cast<std::size_t>(market.m());
  if (result.prices.size() != m) {
    return "there are " + number(static_cast<std::int64_t>(result.prices.size())) + " prices for " +
           number(market.m()) + " right nodes";
  }
  const Assignment plan = assignment_of(market, result.awards);
  if (Objection unproven = price_objection(market, plan, result.prices, monitor)) return unproven;
  return range_objection(price_range(ResidualNetwork(market, plan, Floors::kept, monitor)), result);
}

/// Why the plan is not the one that the lottery draws among the best plans, or nothing. Of the
/// options only the seed and the numbers are read.
[[nodiscard]] inline Objection why_not_drawn(const Market& market, const TransportResult& result,
                                             const TransportOptions& options = {},
                                             Monitor* monitor = nullptr) {
  using namespace detail::referee;
  if (result.status == Status::stopped_feasible) return "a stopped plan is not drawn";
  if (Objection broken = why_not_feasible(market, result, monitor)) return broken;
  if (Objection range = out_of_range_score(market, monitor)) return range;
  const auto m = static_cast<std::size_t>(market.m());
  const Numbers numbers = numbers_of(market, options);
  if (!numbers.fit(market)) return "the lottery's numbers do not fit the market";
  const Assignment plan = assignment_of(market, result.awards);
  const Floors floors = plan.total_missed > 0 ? Floors::priced : Floors::kept;
  std::vector<Cost> potential(m + 1);
  if (floors == Floors::kept && result.prices.size() == m &&
      !price_objection(market, plan, result.prices, monitor)) {
    for (std::size_t j = 0; j < m; ++j) potential[j].score = result.prices[j];
  } else {
    const ResidualNetwork network(market, plan, floors, monitor);
    const Paths paths = shortest_paths(network, std::nullopt);
    if (!paths.cycle.empty()) {
      return "the plan is not best: " +
             gain_text(gain_of_cycle(market, plan, floors, paths.cycle, monitor));
    }
    for (std::size_t node = 0; node <= m; ++node) potential[node] = Cost{} - paths.distance[node];
  }
  return draw_objection(market, plan, floors, potential, numbers, monitor);
}

/// The four questions above of an answer with status optimal and prices, in one pass over all
/// scores; of any other answer one after the other.
///
/// Where nobody asks for more than one unit, what
/// the lottery chose among is found on the way: `ties`, if it is not null and there is no
/// objection; else it is left empty.
[[nodiscard]] inline Objection why_not_settled(const Market& market, const TransportResult& result,
                                               const TransportOptions& options = {},
                                               Monitor* monitor = nullptr,
                                               std::optional<Ties>* ties = nullptr) {
  using namespace detail::referee;
  const auto m = static_cast<std::size_t>(market.m());
  const bool proven = result.status == Status::optimal && result.gap.value_or(0) == 0;
  if (!proven || result.prices.size() != m) {
    if (Objection wrong = why_not_optimal(market, result, monitor)) return wrong;
    if (Objection wrong = why_not_least(market, result, monitor)) return wrong;
    return why_not_drawn(market, result, options, monitor);
  }
  Assignment plan;
  if (Objection wrong = broken_rule(market, result, plan)) return wrong;
  if (Objection wrong = out_of_range_outside(market.bounds())) return wrong;
  PriceProof proof(market, plan, result.prices);
  if (proof.objection()) return proof.objection();
  const Numbers numbers = numbers_of(market, options);
  if (!numbers.fit(market)) return "the lottery's numbers do not fit the market";
  std::vector<Cost> potential(m + 1);
  for (std::size_t j = 0; j < m; ++j) potential[j].score = result.prices[j];

  TotalCheck total(market, result, plan);
  TiedNodes tied(market, plan, potential);
  ResidualNetwork network(market, plan, Floors::kept, monitor, Limits(),
                          ResidualNetwork::Unfilled());
  Objection wrong;
  scan_choices(market, plan, monitor, [&](const Choices& row) {
    if (wrong || total.found() || proof.objection()) return;
    if (row.top > max_score || row.bottom < -max_score) {
      wrong = out_of_range_in(row.left, row.others);
    }
    if (!wrong) wrong = out_of_range_in(row.left, row.held);
    if (wrong) return;
    total.look(row.left, row.held);
    if (total.found()) return;
    proof.look(row);
    tied.look(row);
    network.look(row);
  });
  if (wrong) return wrong;
  if (Objection broken = total.objection()) return broken;
  if (proof.objection()) return proof.objection();
  network.close();
  if (Objection other = range_objection(price_range(network), result)) return other;
  Objection drawn =
      draw_objection(market, plan, Floors::kept, potential, numbers, tied, monitor);
  const std::vector<Count>& demand = market.bounds().demand;
  const bool units = std::all_of(demand.begin(), demand.end(), [](Count d) { return d <= 1; });
  if (!drawn && units && ties != nullptr) {
    *ties = ties_of_units(market, plan, result.prices, numbers, tied);
  }
  return drawn;
}

/// Why the market is not infeasible for the reason that the witness states, or nothing.
///
/// Its rules
/// must be the market's and unable to hold together by just its deficit; its repair must make the
/// whole market feasible, by no more units than floors, capacities and
/// must-match units alone would take (judged where the locks can hold). Without a witness
/// the referee decides by two maximum flows of its own.
[[nodiscard]] inline Objection why_not_infeasible(const Market& market,
                                                  const TransportResult& result,
                                                  Monitor* monitor = nullptr) {
  using namespace detail::referee;
  if (result.status != Status::infeasible) {
    return "the status is " + std::string(to_string(result.status)) + ", not infeasible";
  }
  if (!result.awards.empty()) return "there is a plan, though the status is infeasible";
  const Bounds& bounds = market.bounds();
  const auto words = (static_cast<std::size_t>(market.m()) + 63) / 64;
  if (!result.witness) {
    const Missing left_out = missing(bounds, eligible_bits(market, words, monitor), words, monitor);
    if (left_out.none()) return "every rule of the market can hold";
    return std::nullopt;
  }
  const Witness& witness = *result.witness;
  std::vector<std::pair<RuleKind, Index>> seen;
  for (const Rule& rule : witness.rules) {
    const std::string what = std::string(to_string(rule.kind)) + " " + number(rule.index);
    const bool right = rule.kind == RuleKind::floor || rule.kind == RuleKind::capacity;
    const std::size_t size = rule.kind == RuleKind::lock ? bounds.lock.size()
                             : right                     ? bounds.capacity.size()
                                                         : bounds.demand.size();
    if (rule.index < 0 || static_cast<std::size_t>(rule.index) >= size) {
      return "the rule " + what + " is not in the market";
    }
    const auto k = static_cast<std::size_t>(rule.index);
    const Count bound = rule.kind == RuleKind::floor      ? bounds.floor[k]
                        : rule.kind == RuleKind::capacity ? bounds.capacity[k]
                        : rule.kind == RuleKind::lock     ? 1
                                                          : bounds.demand[k];
    if (rule.kind == RuleKind::must_match && bounds.must_match[k] == 0) {
      return "the rule " + what + " is not in the market";
    }
    if (rule.bound != bound) {
      return "the rule " + what + " is said to be " + number(rule.bound) + ", but it is " +
             number(bound);
    }
    seen.emplace_back(rule.kind, rule.index);
  }
  std::sort(seen.begin(), seen.end());
  if (std::adjacent_find(seen.begin(), seen.end()) != seen.end()) return "a rule is named twice";
  const CutValues cut = cut_values(market, witness.rules, monitor);
  const Count values[] = {cut.floors_over_demand, cut.must_over_capacity, cut.floors_over_capacity,
                          cut.ineligible_locks};
  const Count highest = *std::max_element(std::begin(values), std::end(values));
  if (highest <= 0) return "the rules of the witness can hold together";
  if (witness.deficit <= 0 ||
      std::find(std::begin(values), std::end(values), witness.deficit) == std::end(values)) {
    return "the deficit is said to be " + number(witness.deficit) + ", but it is " +
           number(highest);
  }
  const Repaired after = repaired(market, witness.repair);
  if (after.objection) return after.objection;
  const std::vector<std::uint64_t> bits = eligible_bits(market, words, monitor);
  const Missing left_out = missing(after.bounds, bits, words, monitor);
  if (!left_out.none()) {
    return "after the repair the market is still infeasible: " + number(left_out.floors) +
           " units of floors, " + number(left_out.must_match) + " must-match units, " +
           number(left_out.lock_faults) + " locks cannot hold, floors exceed capacities by " +
           number(left_out.excess);
  }
  // Each unit relaxes a cut by one, so that no repair has fewer units than a deficit.
  if (after.units == highest) return std::nullopt;
  const Missing before = missing(bounds, bits, words, monitor);
  if (before.lock_faults > 0) return std::nullopt;
  // Two repairs that always work: floors fall to capacities or capacities rise to floors, then what
  // either side still lacks is given up. (Dropping a lock may serve both sides at once.)
  Bounds lowered = bounds;
  Bounds raised = bounds;
  for (std::size_t j = 0; j < bounds.floor.size(); ++j) {
    lowered.floor[j] = std::min(bounds.floor[j], bounds.capacity[j]);
    raised.capacity[j] = std::max(bounds.floor[j], bounds.capacity[j]);
  }
  const auto units = [&](const Bounds& clipped) {
    const Missing besides = missing(clipped, bits, words, monitor);
    return before.excess + besides.floors + besides.must_match;
  };
  const Count enough = std::min(units(lowered), units(raised));
  if (after.units > enough) {
    return "the repair has " + number(after.units) + " units, but " + number(enough) + " suffice";
  }
  return std::nullopt;
}

}  // namespace jinguo::inline v0_1::solver

#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "jinguo/core/integer.hpp"
#include "jinguo/core/monitor.hpp"
#include "jinguo/solver/market.hpp"
#include "jinguo/solver/ties.hpp"

/// Matches left with right at the greatest total score.
///
/// Problem      maximise sum of the awards' scores + outside values of the units not placed, under
///              demand, capacity, floor, must-match, locks and exclusions.
/// Method       column generation: start prices from nested samples by Newton steps on the dual,
///              the best pairs of each row, shortest paths over the m right nodes for what is out
///              of place there (cost scaling where that is much), and passes that add the pairs
///              that are missing: over the rows that prices since fallen may concern, until none
///              is. With few left nodes a right node bids give start prices, and shortest paths the
///              rest (see `Method`).
/// Promises     optimal, with the least prices that prove it; ties by the public lottery; the same
///              market gives the same answer, whatever the threads.
/// Limits       |score| <= 2^44 after scaling and its sum over all units below 2^62; with floors or
///              must-match besides, (range of the scores) * (m + 2) below 2^58, since their prices
///              may grow so far; else Status::out_of_range. n x m is never stored.
/// Reference    Ahuja, Magnanti, Orlin, "Network Flows", 1993, ch. 9-11; Kuhn-Tucker prices as in
///              Shapley and Shubik, "The assignment game I", 1971.
namespace jinguo::inline v0_1::solver {

/// The greatest price of a place whose price could rise without limit (nobody may leave it, or it
/// has no place at all).
inline constexpr Score unbounded_price = std::numeric_limits<Score>::max();

/// What a solve has found: read it first.
enum class Status : std::uint8_t {
  optimal,           ///< Best plan, every rule kept, drawn by the lottery: use it.
  optimal_short,     ///< Best plan with the least floors missed (shortfall says where): use it.
  infeasible,        ///< No plan keeps every rule: read the witness, apply its repair.
  out_of_range,      ///< A score is too large: lower score_scale.
  stopped_feasible,  ///< Stopped early: a plan that keeps every rule, not drawn; gap bounds its
                     ///< loss, 0 if the stop came after a best plan was found.
  stopped_empty,     ///< Stopped before any plan was found, or no simple one keeps every rule.
  given,             ///< A plan from elsewhere, nothing proven of it: ask the referees.
};
/// The enumerator's name.
[[nodiscard]] constexpr std::string_view to_string(Status status) noexcept {
  switch (status) {
    case Status::optimal:
      return "optimal";
    case Status::optimal_short:
      return "optimal_short";
    case Status::infeasible:
      return "infeasible";
    case Status::out_of_range:
      return "out_of_range";
    case Status::stopped_feasible:
      return "stopped_feasible";
    case Status::stopped_empty:
      return "stopped_empty";
    case Status::given:
      return "given";
  }
  return "unknown";
}

/// What is done where floors cannot hold.
enum class OnInfeasible : std::uint8_t {
  stop,             ///< Floors that cannot hold make the market infeasible.
  least_shortfall,  ///< Floors are missed by the least total, which is proven.
};
[[nodiscard]] constexpr std::string_view to_string(OnInfeasible mode) noexcept {
  switch (mode) {
    case OnInfeasible::stop:
      return "stop";
    case OnInfeasible::least_shortfall:
      return "least_shortfall";
  }
  return "unknown";
}

/// How the best plan is looked for; every method finds the same.
enum class Method : std::uint8_t {
  automatic,          ///< Whichever of the others suits the market's shape.
  column_generation,  ///< Prices from samples of left nodes: for many to few.
  assignment,         ///< Bids, then shortest paths: for few left nodes a right node, of one unit
                      ///< each; where a left node has more, column generation all the same.
};
[[nodiscard]] constexpr std::string_view to_string(Method method) noexcept {
  switch (method) {
    case Method::automatic:
      return "automatic";
    case Method::column_generation:
      return "column_generation";
    case Method::assignment:
      return "assignment";
  }
  return "unknown";
}

/// The rules of a market that can contradict each other.
enum class RuleKind : std::uint8_t {
  floor,       ///< Least load of a right node.
  capacity,    ///< Greatest load of a right node.
  must_match,  ///< All units of a left node are placed.
  demand,      ///< Units that a left node asks for.
  lock,        ///< A pair that must be awarded.
};
[[nodiscard]] constexpr std::string_view to_string(RuleKind kind) noexcept {
  switch (kind) {
    case RuleKind::floor:
      return "floor";
    case RuleKind::capacity:
      return "capacity";
    case RuleKind::must_match:
      return "must_match";
    case RuleKind::demand:
      return "demand";
    case RuleKind::lock:
      return "lock";
  }
  return "unknown";
}

/// A bound of one node (of a lock: its place in the market's sorted locks).
struct Rule {
  RuleKind kind = RuleKind::floor;  ///< Which rule.
  Index index = 0;  ///< Of the node; of a lock its place among the market's locks.
  Count bound = 0;  ///< The number that it demands.
  friend bool operator==(const Rule&, const Rule&) = default;
};

/// A change of one bound that helps a market to hold: a floor lowered, a capacity raised,
/// must-match units given up (demand), a lock dropped (1 -> 0).
struct Repair {
  RuleKind kind = RuleKind::floor;  ///< Which rule to change.
  Index index = 0;  ///< Of the node; of a lock its place among the market's locks.
  Count from = 0;  ///< Its bound as it is.
  Count to = 0;  ///< Its bound as it should be.
  friend bool operator==(const Repair&, const Repair&) = default;
};

/// Why no plan exists: the rules of a cut that cannot hold together given eligibility, the units by
/// which their lower bounds exceed the upper, and the cheapest set of changes after which the whole
/// market is feasible.
struct Witness {
  std::vector<Rule> rules{};  ///< Rules that cannot hold together, given who is eligible where.
  Count deficit = 0;  ///< Units by which their lower bounds exceed the upper ones, above 0.
  std::vector<Repair> repair{};  ///< The fewest changes after which the whole market has a plan.
  friend bool operator==(const Witness&, const Witness&) = default;
};

/// What the work took; informative only, may differ between versions and thread counts.
struct Counters {
  std::int64_t pairs_scored = 0;    ///< Pairs whose score was computed, over all passes.
  std::int64_t augmentations = 0;   ///< Units moved along shortest paths.
  std::int64_t newton_steps = 0;    ///< Steps of the search for start prices.
  std::int64_t tied_left = 0;       ///< Left nodes whose place the lottery decided among options.
  std::int64_t candidate_arcs = 0;  ///< Most pairs held at one time.
};

/// A plan and its evidence; arrays are by right node unless said.
struct TransportResult {
  Status status = Status::stopped_empty;  ///< What was found; only some statuses have a plan.
  std::vector<Award> awards{};            ///< Sorted by (left, right); empty without a plan.
  std::vector<Score> award_score{};       ///< Scaled score of each; may be empty if `given`.
  Score total = 0;                        ///< Scores of the awards + outside values, scaled.
  std::vector<Score> prices{};  ///< Least prices that prove the plan; m, or empty without a plan.
  std::vector<Score> greatest_prices{};  ///< Greatest prices that prove it, or `unbounded_price`.
  std::vector<Score> worth{};            ///< What one more place adds: total(capacity + 1) - total.
  std::vector<std::uint8_t> forced{};    ///< Not 0: a place whose floor cannot rise.
  std::vector<Count> shortfall{};        ///< Floor minus load where missed.
  /// 0 when optimal. When stopped: no plan that misses no floor by more is worth more than total +
  /// gap.
  std::optional<Score> gap{};
  std::optional<Witness> witness{};      ///< Only when infeasible.
  std::optional<Ties> ties{};            ///< Where asked for, and a plan was drawn.
  Counters counters{};  ///< What the work took, for information only; not compared.
  /// All but the counters: two equal calls give equal results.
  friend bool operator==(const TransportResult& a, const TransportResult& b) {
    return a.status == b.status && a.awards == b.awards && a.award_score == b.award_score &&
           a.total == b.total && a.prices == b.prices && a.greatest_prices == b.greatest_prices &&
           a.worth == b.worth && a.forced == b.forced && a.shortfall == b.shortfall &&
           a.gap == b.gap && a.witness == b.witness && a.ties == b.ties;
  }
};

/// How a market is solved; the answer depends on none but the lottery and `on_infeasible`.
struct TransportOptions {
  std::uint64_t seed = 0;  ///< Draws the numbers of the lottery when none are given.
  std::vector<std::uint64_t> left_number{};   ///< n, or empty: lottery_number(seed, side, row).
  std::vector<std::uint64_t> right_number{};  ///< m, or empty.
  OnInfeasible on_infeasible = OnInfeasible::stop;  ///< What is done where floors cannot hold.
  Method method = Method::automatic;  ///< How it is solved. The answer does not depend on it.
  int threads = 0;  ///< 0: one per core. The answer does not depend on it.
  /// Called on the calling thread with the fraction done (never falling) and the phase, at most 10
  /// times a second. An exception stops the solve and leaves transport().
  std::function<void(double fraction, std::string_view phase)> progress{};
  /// Asked on the calling thread at least every 0.2 s; true stops the solve as the time limit does.
  std::function<bool()> interrupt{};
  std::optional<double> time_limit{};  ///< Seconds of the whole call, which ends 0.2 s later at most.
  bool keep_ties = false;  ///< Tell what the lottery chose among: memory by the tied options.
};

/// Matches left with right at the greatest total score, exactly, ties by a public lottery.
///
/// Throws InputError for options that do not fit it (lengths, a negative limit).
[[nodiscard]] TransportResult transport(const Market& market, const TransportOptions& options = {});

/// The same as a part of a longer call, whose monitor it asks: of the options `progress`,
/// `interrupt` and `time_limit` are not read.
[[nodiscard]] TransportResult transport(const Market& market, const TransportOptions& options,
                                        Monitor& monitor);

/// The two sides of a market.
enum class Side : std::uint8_t {
  left,   ///< Asks for units.
  right,  ///< Has places.
};

/// The lottery number that serves when none is given.
///
/// With mix(x) = the finaliser of splitmix64
/// after x + 0x9e3779b97f4a7c15, it is mix(mix(mix(seed) + side) + row), side 0 for left, 1 for
/// right. Neighbouring seeds, sides and rows give unrelated numbers.
[[nodiscard]] constexpr std::uint64_t lottery_number(std::uint64_t seed, Side side,
                                                     Index row) noexcept {
  const auto mix = [](std::uint64_t x) {
    return jinguo::detail::splitmix64(x + jinguo::detail::splitmix64_step);
  };
  return mix(mix(mix(seed) + static_cast<std::uint64_t>(side)) + static_cast<std::uint64_t>(row));
}

}  // namespace jinguo::inline v0_1::solver

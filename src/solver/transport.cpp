#include "jinguo/solver/transport.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "assignment.hpp"
#include "column_generation.hpp"
#include "face.hpp"
#include "greedy.hpp"
#include "infeasibility_certificate.hpp"
#include "kernel.hpp"
#include "pass.hpp"
#include "positions.hpp"
#include "tuned.hpp"

namespace jinguo::inline v0_1::solver {
namespace {

void check(const Market& market, const TransportOptions& options) {
  detail::ArgumentChecks checks;
  if (!options.left_number.empty()) {
    checks.length("left_number", at(market.n()), options.left_number.size());
  }
  if (!options.right_number.empty()) {
    checks.length("right_number", at(market.m()), options.right_number.size());
  }
  if (options.threads < 0)
    checks.fault("solver.option", "threads", std::to_string(options.threads));
  if (options.time_limit.has_value() && !(*options.time_limit >= 0)) {
    checks.fault("core.time_limit", "time_limit", std::to_string(*options.time_limit));
  }
  checks.close();
}

/// What is known of the size of the scores.
struct Extent {
  Score least = 0;
  Score greatest = 0;
  Wide most = 0;  ///< No plan's total exceeds it.
  bool fits = true;
};

/// Exactly, by a pass; where no rule is turned into a cost, bounds known without one will do.
Extent extent_of(const Market& market, ThreadPool& pool, Counters& counters) {
  const Bounds& bounds = market.bounds();
  const auto sum_up = [&](Extent& extent, const auto& magnitude) {
    Wide sum = 0;
    for (std::size_t i = 0; i < at(market.n()); ++i) {
      if (bounds.demand[i] == 0) continue;
      const Score own = bounds.outside[i] < 0 ? -bounds.outside[i] : bounds.outside[i];
      if (own > max_score) extent.fits = false;
      sum += static_cast<Wide>(std::max(own, magnitude(i))) * bounds.demand[i];
      extent.least = std::min(extent.least, bounds.outside[i]);
      extent.greatest = std::max(extent.greatest, bounds.outside[i]);
    }
    if (sum >= (Wide{1} << 62)) extent.fits = false;
    extent.most = sum;
  };
  const bool costs =
      std::any_of(bounds.floor.begin(), bounds.floor.end(), [](Count f) { return f > 0; }) ||
      std::any_of(bounds.must_match.begin(), bounds.must_match.end(),
                  [](auto m) { return m != 0; });
  if (market.prepared() != nullptr && !costs) {
    const Score reach = static_cast<const RowKernel*>(market.prepared())->reach();
    Extent extent;
    extent.least = -reach;
    extent.greatest = reach;
    sum_up(extent, [&](std::size_t) { return reach; });
    if (extent.fits) return extent;
  }
  Seen seen;
  const std::vector<Index> keep(at(market.n()), 0);
  const std::vector<Score> price(at(market.m()), 0);
  (void)k_best_columns(market, View::market, {}, price, {}, keep, pool, &seen);
  counters.pairs_scored += static_cast<std::int64_t>(market.n()) * market.m();
  Extent extent;
  if (seen.least <= seen.greatest) {
    extent.least = seen.least;
    extent.greatest = seen.greatest;
    extent.fits = seen.least >= -max_score && seen.greatest <= max_score;
  }
  sum_up(extent, [&](std::size_t i) { return seen.magnitude[i]; });
  return extent;
}

/// What the locks leave to be decided, or that they cannot hold.
struct Locked {
  std::vector<Count> by_left{};
  std::vector<Count> by_right{};
  std::vector<ScoredAward> awards{};
  Wide total = 0;
  bool hold = true;
};

Locked locked_of(const Market& market, Monitor& monitor) {
  const Bounds& bounds = market.bounds();
  Locked locked;
  locked.by_left.assign(at(market.n()), 0);
  locked.by_right.assign(at(market.m()), 0);
  for (const Pair& pair : bounds.lock) {
    monitor.work(a_score);
    const Score score = market.score(pair.left, pair.right);
    if (score == not_eligible) {
      locked.hold = false;
      continue;
    }
    locked.awards.push_back({pair, score});
    locked.total += score;
    ++locked.by_left[at(pair.left)];
    ++locked.by_right[at(pair.right)];
  }
  for (std::size_t i = 0; i < at(market.n()); ++i) {
    if (locked.by_left[i] > bounds.demand[i]) locked.hold = false;
  }
  for (std::size_t j = 0; j < at(market.m()); ++j) {
    if (locked.by_right[j] > bounds.capacity[j]) locked.hold = false;
  }
  return locked;
}

/// A plan that keeps every rule.
struct Kept {
  std::vector<ScoredAward> awards{};  ///< Sorted, with the locked ones.
  Wide total = 0;
};

/// One call of transport().
class Solve {
 public:
  Solve(const Market& market, const TransportOptions& options, Monitor& monitor,
        const Tuning& tuning = {})
      : market_(market),
        options_(options),
        monitor_(monitor),
        pool_(options.threads, monitor, tuning) {}

  TransportResult run() {
    try {
      solve();
    } catch (const Stopped&) {
      stop();
    }
    return std::move(result_);
  }

 private:
  void solve() {
    monitor_.phase("scores", 0.0, 0.1);
    const Bounds& bounds = market_.bounds();
    extent_ = extent_of(market_, pool_, result_.counters);
    const Wide range = static_cast<Wide>(extent_.greatest) - extent_.least + 1;
    const Wide penalty = range * (static_cast<Wide>(market_.m()) + 2);
    if (!extent_.fits) {
      result_.status = Status::out_of_range;
      return;
    }
    locked_ = locked_of(market_, monitor_);
    bool hard = !locked_.hold;
    bool has_floor = false;
    problem_.lo.resize(at(market_.m()));
    problem_.hi.resize(at(market_.m()));
    for (std::size_t j = 0; j < at(market_.m()); ++j) {
      if (bounds.floor[j] > bounds.capacity[j] && options_.on_infeasible == OnInfeasible::stop) {
        hard = true;
      }
      const Count taken = locked_.by_right[j];
      problem_.hi[j] = std::max<Count>(0, bounds.capacity[j] - taken);
      problem_.lo[j] = std::clamp<Count>(bounds.floor[j] - taken, 0, problem_.hi[j]);
      has_floor = has_floor || problem_.lo[j] > 0;
    }
    if (hard) {
      infeasible();
      return;
    }
    problem_.demand.resize(at(market_.n()));
    problem_.outside.resize(at(market_.n()));
    beyond_.assign(at(market_.n()), 0);
    bool has_must = false;
    for (std::size_t i = 0; i < at(market_.n()); ++i) {
      if (bounds.must_match[i] != 0 && bounds.demand[i] > locked_.by_left[i]) has_must = true;
    }
    // Only where a rule is turned into a cost must that cost fit, too.
    if ((has_floor || has_must) && penalty >= (Wide{1} << 58)) {
      result_.status = Status::out_of_range;
      return;
    }
    floor_cost_ = has_floor ? static_cast<Score>(penalty) : 0;
    for (std::size_t i = 0; i < at(market_.n()); ++i) {
      const Count wanted = bounds.demand[i] - locked_.by_left[i];
      problem_.demand[i] = std::min<Count>(wanted, market_.m());
      beyond_[i] = wanted - problem_.demand[i];
      problem_.outside[i] = bounds.outside[i];
      if (bounds.must_match[i] != 0 && beyond_[i] > 0) hard = true;
    }
    if (hard) {
      infeasible();
      return;
    }
    problem_.short_cost = floor_cost_;
    if (has_must) {
      // Given up last of all: after the scores, and after floors that may be missed.
      Wide cost = penalty;
      if (has_floor && options_.on_infeasible == OnInfeasible::least_shortfall) {
        cost = (range + penalty) * (static_cast<Wide>(market_.m()) + 2);
      }
      if (cost >= (Wide{1} << 60)) {
        result_.status = Status::out_of_range;
        return;
      }
      for (std::size_t i = 0; i < at(market_.n()); ++i) {
        if (bounds.must_match[i] != 0) problem_.outside[i] -= static_cast<Score>(cost);
      }
    }
    constant_ = locked_.total;
    bound_ = extent_.most;
    for (std::size_t i = 0; i < at(market_.n()); ++i) {
      constant_ += static_cast<Wide>(beyond_[i]) * bounds.outside[i];
    }
    may_be_feasible_ = true;

    monitor_.phase("prices", 0.1, 0.5);
    const Method method = options_.method == Method::automatic
                              ? method_for(market_, problem_, pool_.tuning())
                              : options_.method;
    const bool by_bids = method == Method::assignment && is_assignment(problem_);
    (by_bids ? solve_by_assignment : solve_by_columns)(
        market_, View::unlocked, problem_, pool_, result_.counters,
        [&](const Solution& s, Wide value, Wide bound) { note(s, value, bound); }, solution_);
    for (std::size_t i = 0; i < at(market_.n()); ++i) {
      if (bounds.must_match[i] != 0 && solution_.out[i] > 0) {
        infeasible();
        return;
      }
    }
    Count missed = 0;
    for (std::size_t j = 0; j < at(market_.m()); ++j) {
      missed += std::max<Count>(0, bounds.floor[j] - locked_.by_right[j] - solution_.load[j]);
    }
    if (missed > 0 && options_.on_infeasible == OnInfeasible::stop) {
      infeasible();
      return;
    }
    finish(missed > 0 ? std::optional(floor_cost_) : std::nullopt);
  }

  /// The plan of a solution, with the locked awards.
  [[nodiscard]] Kept kept_of(const Solution& s) const {
    const Bounds& bounds = market_.bounds();
    Kept kept{locked_.awards, locked_.total};
    for (std::size_t i = 0; i < at(market_.n()); ++i) {
      monitor_.work(1 + s.arcs.start[i + 1] - s.arcs.start[i]);
      for (std::int64_t e = s.arcs.start[i]; e < s.arcs.start[i + 1]; ++e) {
        if (s.held[at(e)] == 0) continue;
        const Score score = s.arcs.score[at(e)];
        kept.awards.push_back({{static_cast<Index>(i), s.arcs.right[at(e)]}, score});
        kept.total += score;
      }
      kept.total += static_cast<Wide>(s.out[i] + beyond_[i]) * bounds.outside[i];
    }
    const auto locks = static_cast<std::ptrdiff_t>(locked_.awards.size());
    std::inplace_merge(kept.awards.begin(), kept.awards.begin() + locks, kept.awards.end(), before);
    return kept;
  }

  void tell(std::span<const ScoredAward> awards) {
    result_.awards.reserve(awards.size());
    result_.award_score.reserve(awards.size());
    for (const ScoredAward& one : awards) {
      result_.awards.push_back(one.award);
      result_.award_score.push_back(one.score);
    }
  }

  /// The drawn plan and its prices, from any best plan and any prices that prove it.
  void finish(std::optional<Score> missed_floor) {
    const Solution& s = solution_;
    monitor_.phase("lottery", 0.9, 0.95);
    best_ = kept_of(s);
    result_.total = static_cast<Score>(best_->total);
    const auto numbers = [this](const std::vector<std::uint64_t>& given, Side side, Index size) {
      std::vector<std::uint64_t> out = given;
      if (!out.empty()) return out;
      out.resize(at(size));
      for (Index k = 0; k < size; ++k) out[at(k)] = lottery_number(options_.seed, side, k);
      return out;
    };
    const auto left = numbers(options_.left_number, Side::left, market_.n());
    const auto right = numbers(options_.right_number, Side::right, market_.m());
    std::vector<Score> price = s.price;
    if (missed_floor.has_value()) {
      // An empty place whose floor is missed: a lower price proves no more.
      for (Score& p : price) p = std::max(p, -*missed_floor);
    }
    // The lists are of the unlocked pairs: what is locked is never an option.
    const Listed listed{s.arcs, s.horizon};
    Face face = settle(market_, best_->awards, price, Lottery{left, right}, pool_, missed_floor,
                       options_.keep_ties ? KeepTies::yes : KeepTies::no, &listed);
    tell(face.awards);
    result_.prices = std::move(face.prices);
    result_.greatest_prices = std::move(face.greatest_prices);
    result_.worth = std::move(face.worth);
    result_.forced = std::move(face.forced);
    result_.shortfall = std::move(face.shortfall);
    result_.ties = std::move(face.ties);
    result_.counters.tied_left = face.tied_left;
    result_.counters.pairs_scored += face.pairs_scored;
    result_.gap = 0;
    result_.status = missed_floor.has_value() ? Status::optimal_short : Status::optimal;
  }

  void infeasible() {
    may_be_feasible_ = false;
    monitor_.phase("witness", 0.9, 1.0);
    result_.witness =
        find_infeasibility_certificate(market_, options_.on_infeasible, pool_, result_.counters);
    result_.status = Status::infeasible;
  }

  /// Keeps the plan of a round if it holds every rule, and the least bound.
  void note(const Solution& s, Wide value, Wide bound) {
    const Bounds& bounds = market_.bounds();
    bool holds = true;
    for (std::size_t i = 0; i < at(market_.n()) && holds; ++i) {
      holds = bounds.must_match[i] == 0 || s.out[i] == 0;
    }
    for (std::size_t j = 0; j < at(market_.m()) && holds; ++j) {
      holds = s.load[j] >= problem_.lo[j] || may_miss_floors();
    }
    bound_ = std::min(bound_, bound + constant_);
    if (holds && (!kept_ || value >= kept_value_)) {
      kept_ = kept_of(s);
      kept_value_ = value;
    }
    monitor_.phase("repair", 0.5, 0.9);
  }

  [[nodiscard]] bool may_miss_floors() const {
    return options_.on_infeasible == OnInfeasible::least_shortfall;
  }

  /// What is there when the time is over: the best plan if it was found, else the best of the
  /// rounds, else one made in little time of what is listed by then.
  void stop() {
    monitor_.grace(grace_s);
    result_ = TransportResult{.counters = result_.counters};
    if (!may_be_feasible_) return;
    if (best_) kept_ = std::move(best_);
    if (!kept_) kept_ = greedy_plan();
    if (!kept_) return;
    const Bounds& bounds = market_.bounds();
    std::vector<Count> load(at(market_.m()), 0);
    for (const ScoredAward& one : kept_->awards) ++load[at(one.award.right)];
    Wide missed = 0;  // of floors that could be missed at a cost
    result_.shortfall.assign(at(market_.m()), 0);
    for (std::size_t j = 0; j < at(market_.m()); ++j) {
      result_.shortfall[j] = std::max<Count>(0, bounds.floor[j] - load[j]);
      missed += std::max<Count>(0, problem_.lo[j] + locked_.by_right[j] - load[j]);
    }
    // A plan that misses no floor by more is worth as much, at most, as the bound says.
    const Wide gap = std::max<Wide>(0, bound_ + missed * floor_cost_ - kept_->total);
    tell(kept_->awards);
    result_.total = static_cast<Score>(kept_->total);
    result_.gap = static_cast<Score>(std::min<Wide>(gap, std::numeric_limits<Score>::max()));
    result_.status = Status::stopped_feasible;
  }

  [[nodiscard]] std::optional<Kept> greedy_plan() {
    const Bounds& bounds = market_.bounds();
    const Score reach = std::max(extent_.greatest, -extent_.least);
    std::optional<std::vector<ScoredAward>> awards =
        greedy(market_, problem_, solution_, reach, !may_miss_floors(), pool_, result_.counters);
    if (!awards) return std::nullopt;
    Kept kept{locked_.awards, locked_.total};
    std::vector<Count> unplaced = bounds.demand;
    for (const ScoredAward& one : *awards) kept.total += one.score;
    kept.awards.insert(kept.awards.end(), awards->begin(), awards->end());
    for (const ScoredAward& one : kept.awards) --unplaced[at(one.award.left)];
    for (std::size_t i = 0; i < unplaced.size(); ++i) {
      kept.total += static_cast<Wide>(unplaced[i]) * bounds.outside[i];
    }
    std::sort(kept.awards.begin(), kept.awards.end(), before);
    return kept;
  }

  const Market& market_;
  const TransportOptions& options_;
  Monitor& monitor_;
  ThreadPool pool_;
  TransportResult result_{};
  Extent extent_{};
  Locked locked_{};
  Problem problem_{};
  Score floor_cost_ = 0;
  std::vector<Count> beyond_{};  ///< Units that no right node is left for.
  Wide constant_ = 0;            ///< What is decided: locks, and units in beyond_.
  bool may_be_feasible_ = false;
  Solution solution_{};
  std::optional<Kept> best_{};  ///< The best plan, once it is found.
  std::optional<Kept> kept_{};  ///< The best of the rounds so far.
  Wide kept_value_ = 0;
  Wide bound_ = 0;  ///< No plan is worth more, floors missed at their cost.
};

}  // namespace

TransportResult transport(const Market& market, const TransportOptions& options) {
  check(market, options);
  Monitor monitor(options);
  return Solve(market, options, monitor).run();
}

TransportResult transport(const Market& market, const TransportOptions& options, Monitor& monitor) {
  return tuned::transport(market, options, monitor, {});
}

TransportResult tuned::transport(const Market& market, const TransportOptions& options,
                                 Monitor& monitor, const Tuning& tuning) {
  check(market, options);
  return Solve(market, options, monitor, tuning).run();
}

}  // namespace jinguo::inline v0_1::solver

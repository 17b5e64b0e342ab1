#include "jinguo/solver/transport.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "columns.hpp"
#include "face.hpp"
#include "kernel.hpp"
#include "pass.hpp"
#include "witness.hpp"

namespace jinguo::inline v0_1::solver {
namespace {

std::size_t at(std::int64_t k) { return static_cast<std::size_t>(k); }

/// Leaves the solve when its time is over or somebody asks for it.
struct Stopped {};

/// The caller's callbacks and the clock.
class Watch {
 public:
  explicit Watch(const TransportOptions& options)
      : options_(options), begin_(std::chrono::steady_clock::now()), told_(begin_) {}

  void phase(double fraction, std::string_view name) {
    fraction_ = std::max(fraction_, fraction);
    name_ = name;
    look();
  }
  /// Throws Stopped, or what the progress callback throws.
  void look() {
    const auto now = std::chrono::steady_clock::now();
    const std::chrono::duration<double> spent = now - begin_;
    if (options_.time_limit.has_value() && spent.count() >= *options_.time_limit) throw Stopped{};
    if (now - asked_ >= std::chrono::milliseconds(50)) {
      asked_ = now;
      if (options_.interrupt && options_.interrupt()) throw Stopped{};
    }
    if (options_.progress && (now - told_ >= std::chrono::milliseconds(100) || !spoke_)) {
      told_ = now;
      spoke_ = true;
      options_.progress(fraction_, name_);
    }
  }

 private:
  const TransportOptions& options_;
  std::chrono::steady_clock::time_point begin_;
  std::chrono::steady_clock::time_point told_;
  std::chrono::steady_clock::time_point asked_{};
  bool spoke_ = false;
  double fraction_ = 0;
  std::string_view name_ = "start";
};

void check(const Market& market, const TransportOptions& options) {
  detail::Door door;
  if (!options.left_number.empty()) {
    door.length("left_number", at(market.n()), options.left_number.size());
  }
  if (!options.right_number.empty()) {
    door.length("right_number", at(market.m()), options.right_number.size());
  }
  if (options.threads < 0) door.fault("solver.option", "threads", std::to_string(options.threads));
  if (options.time_limit.has_value() && !(*options.time_limit >= 0)) {
    door.fault("solver.option", "time_limit", std::to_string(*options.time_limit));
  }
  door.close();
}

/// What is known of the size of the scores.
struct Extent {
  Score least = 0;
  Score greatest = 0;
  Wide most = 0;  ///< No plan's total exceeds it.
  bool fits = true;
};

/// Exactly, by a pass; where no rule is turned into a cost, bounds known without one will do.
Extent extent_of(const Market& market, Workers& workers, Counters& counters) {
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
  (void)best_arcs(market, View::market, {}, price, {}, keep, workers, &seen);
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
  Wide total = 0;
  bool hold = true;
};

Locked locked_of(const Market& market) {
  const Bounds& bounds = market.bounds();
  Locked locked;
  locked.by_left.assign(at(market.n()), 0);
  locked.by_right.assign(at(market.m()), 0);
  for (const Pair& pair : bounds.lock) {
    const Score score = market.score(pair.left, pair.right);
    if (score == not_eligible) {
      locked.hold = false;
      continue;
    }
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

/// One call of transport().
class Solve {
 public:
  Solve(const Market& market, const TransportOptions& options)
      : market_(market),
        options_(options),
        watch_(options),
        workers_(options.threads, [this] { watch_.look(); }) {}

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
    watch_.phase(0.0, "scores");
    const Bounds& bounds = market_.bounds();
    extent_ = extent_of(market_, workers_, result_.counters);
    const Wide range = static_cast<Wide>(extent_.greatest) - extent_.least + 1;
    const Wide penalty = range * (static_cast<Wide>(market_.m()) + 2);
    if (!extent_.fits) {
      result_.status = Status::out_of_range;
      return;
    }
    locked_ = locked_of(market_);
    bool hard = !locked_.hold;
    bool has_floor = false;
    Problem problem;
    problem.lo.resize(at(market_.m()));
    problem.hi.resize(at(market_.m()));
    for (std::size_t j = 0; j < at(market_.m()); ++j) {
      if (bounds.floor[j] > bounds.capacity[j] && options_.on_infeasible == OnInfeasible::stop) {
        hard = true;
      }
      const Count taken = locked_.by_right[j];
      problem.hi[j] = std::max<Count>(0, bounds.capacity[j] - taken);
      problem.lo[j] = std::clamp<Count>(bounds.floor[j] - taken, 0, problem.hi[j]);
      has_floor = has_floor || problem.lo[j] > 0;
    }
    if (hard) {
      infeasible();
      return;
    }
    problem.demand.resize(at(market_.n()));
    problem.outside.resize(at(market_.n()));
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
    const Score floor_cost = has_floor ? static_cast<Score>(penalty) : 0;
    for (std::size_t i = 0; i < at(market_.n()); ++i) {
      const Count wanted = bounds.demand[i] - locked_.by_left[i];
      problem.demand[i] = std::min<Count>(wanted, market_.m());
      beyond_[i] = wanted - problem.demand[i];
      problem.outside[i] = bounds.outside[i];
      if (bounds.must_match[i] != 0 && beyond_[i] > 0) hard = true;
    }
    if (hard) {
      infeasible();
      return;
    }
    problem.short_cost = floor_cost;
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
        if (bounds.must_match[i] != 0) problem.outside[i] -= static_cast<Score>(cost);
      }
    }
    must_or_floor_ = has_must || has_floor;
    if (!must_or_floor_) keep_nothing();

    watch_.phase(0.1, "prices");
    Solution solution = solve_by_columns(
        market_, View::unlocked, problem, {}, workers_, result_.counters,
        [&](const Solution& s, Wide value, Wide bound) { note(s, problem, value, bound); });
    for (std::size_t i = 0; i < at(market_.n()); ++i) {
      if (bounds.must_match[i] != 0 && solution.out[i] > 0) {
        infeasible();
        return;
      }
    }
    Count missed = 0;
    for (std::size_t j = 0; j < at(market_.m()); ++j) {
      missed += std::max<Count>(0, bounds.floor[j] - locked_.by_right[j] - solution.load[j]);
    }
    if (missed > 0 && options_.on_infeasible == OnInfeasible::stop) {
      infeasible();
      return;
    }
    watch_.phase(0.95, "lottery");
    finish(solution, missed > 0 ? std::optional(floor_cost) : std::nullopt);
  }

  /// The plan of a solution with the locked awards, in the result.
  void write(const Solution& s) {
    const Bounds& bounds = market_.bounds();
    std::vector<Award> awards = bounds.lock;
    Wide total = locked_.total;
    for (std::size_t i = 0; i < at(market_.n()); ++i) {
      for (std::int64_t e = s.arcs.start[i]; e < s.arcs.start[i + 1]; ++e) {
        if (s.held[at(e)] == 0) continue;
        awards.push_back({static_cast<Index>(i), s.arcs.right[at(e)]});
        total += s.arcs.score[at(e)];
      }
      total += static_cast<Wide>(s.out[i] + beyond_[i]) * bounds.outside[i];
    }
    std::sort(awards.begin(), awards.end());
    result_.awards = std::move(awards);
    result_.total = static_cast<Score>(total);
    std::vector<Count> load(at(market_.m()), 0);
    for (const Award& award : result_.awards) ++load[at(award.right)];
    result_.shortfall.assign(at(market_.m()), 0);
    for (std::size_t j = 0; j < at(market_.m()); ++j) {
      result_.shortfall[j] = std::max<Count>(0, bounds.floor[j] - load[j]);
    }
  }

  /// The drawn plan and its prices, from any best plan and any prices that prove it.
  void finish(const Solution& s, std::optional<Score> missed_floor) {
    write(s);
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
    // The lists are of the unlocked pairs; without locks these are all.
    const Listed listed{s.arcs, s.horizon};
    Face face = settle(market_, result_.awards, price, Lottery{left, right}, workers_, missed_floor,
                       options_.keep_ties ? KeepTies::yes : KeepTies::no,
                       market_.bounds().lock.empty() ? &listed : nullptr);
    result_.awards = std::move(face.awards);
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
    watch_.phase(0.9, "witness");
    have_plan_ = false;
    result_.witness = find_witness(market_, options_.on_infeasible, workers_, result_.counters);
    result_.status = Status::infeasible;
  }

  /// The plan of no award but the locked ones.
  void keep_nothing() {
    const Bounds& bounds = market_.bounds();
    plan_ = Solution{};
    plan_.arcs.start.assign(at(market_.n()) + 1, 0);
    plan_.out.resize(at(market_.n()));
    Wide total = locked_.total;
    for (std::size_t i = 0; i < at(market_.n()); ++i) {
      const Count units = bounds.demand[i] - locked_.by_left[i];
      plan_.out[i] = units - beyond_[i];
      total += static_cast<Wide>(units) * bounds.outside[i];
    }
    plan_value_ = total;
    bound_ = extent_.most;
    have_plan_ = true;
  }

  /// Keeps the plan of a round if it holds every rule, and the least bound.
  void note(const Solution& s, const Problem& problem, Wide value, Wide bound) {
    const Bounds& bounds = market_.bounds();
    bool holds = true;
    for (std::size_t i = 0; i < at(market_.n()) && holds; ++i) {
      holds = bounds.must_match[i] == 0 || s.out[i] == 0;
    }
    for (std::size_t j = 0; j < at(market_.m()) && holds; ++j) holds = s.load[j] >= problem.lo[j];
    Wide constant = locked_.total;
    for (std::size_t i = 0; i < at(market_.n()); ++i) {
      constant += static_cast<Wide>(beyond_[i]) * bounds.outside[i];
    }
    bound_ = std::min(bound_.value_or(bound + constant), bound + constant);
    if (holds && (!have_plan_ || value + constant >= plan_value_)) {
      plan_ = s;
      plan_value_ = value + constant;
      have_plan_ = true;
    }
    fraction_ = fraction_ + (0.9 - fraction_) / 2;
    watch_.phase(fraction_, "repair");
  }

  void stop() {
    Counters counters = result_.counters;
    result_ = TransportResult{};
    result_.counters = counters;
    if (!have_plan_) return;
    write(plan_);
    for (const Count units : result_.shortfall) {
      if (units > 0) {
        result_ = TransportResult{};
        result_.counters = counters;
        return;
      }
    }
    result_.status = Status::stopped_feasible;
    const Wide gap = std::max<Wide>(0, bound_.value_or(extent_.most) - result_.total);
    result_.gap = static_cast<Score>(std::min<Wide>(gap, std::numeric_limits<Score>::max()));
  }

  const Market& market_;
  const TransportOptions& options_;
  Watch watch_;
  Workers workers_;
  TransportResult result_{};
  Extent extent_{};
  Locked locked_{};
  std::vector<Count> beyond_{};  ///< Units that no right node is left for.
  bool must_or_floor_ = false;
  bool have_plan_ = false;
  Solution plan_{};
  Wide plan_value_ = 0;
  std::optional<Wide> bound_{};  ///< No plan is worth more.
  double fraction_ = 0.2;
};

}  // namespace

TransportResult transport(const Market& market, const TransportOptions& options) {
  check(market, options);
  return Solve(market, options).run();
}

}  // namespace jinguo::inline v0_1::solver

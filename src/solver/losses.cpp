#include "jinguo/solver/losses.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "jinguo/solver/detail/argument_checks.hpp"
#include "positions.hpp"
#include "residual_graph.hpp"
#include "shortest_paths.hpp"
#include "tuned.hpp"

namespace jinguo::inline v0_1::solver {
namespace {

constexpr Value unreached{std::numeric_limits<Count>::max(), 0};

Value operator+(Value a, Value b) { return {a.missed + b.missed, a.points + b.points}; }
Value operator-(Value a, Value b) { return {a.missed - b.missed, a.points - b.points}; }

void check(const Market& market, const TransportResult& result, std::span<const Index> left,
           const LossesOptions& options) {
  detail::ArgumentChecks checks;
  if (result.status != Status::optimal && result.status != Status::optimal_short) {
    checks.fault("solver.losses", "status", std::string(to_string(result.status)));
  }
  checks.length("prices", at(market.m()), result.prices.size());
  checks.length("greatest_prices", at(market.m()), result.greatest_prices.size());
  const bool sorted = std::is_sorted(result.awards.begin(), result.awards.end());
  const bool twice =
      std::adjacent_find(result.awards.begin(), result.awards.end()) != result.awards.end();
  const bool inside =
      std::all_of(result.awards.begin(), result.awards.end(), [&](const Award& award) {
        return award.left >= 0 && award.left < market.n() && award.right >= 0 &&
               award.right < market.m();
      });
  if (!sorted || twice || !inside) checks.fault("solver.losses", "awards", "");
  for (const Index i : left) {
    if (i >= 0 && i < market.n()) continue;
    checks.fault("solver.index", "left", std::to_string(i), {{"end", std::to_string(market.n())}});
    break;
  }
  if (options.threads < 0)
    checks.fault("solver.option", "threads", std::to_string(options.threads));
  checks.close();
}

/// Shortest paths to a node.
struct Paths {
  std::vector<Value> length{};  ///< By node, or `unreached`.
  std::vector<Index> floor{};   ///< Whose floor the path misses by one more; -1: none.
};

/// The graph of a plan with potentials that leave no arc below 0, as Dijkstra (1959) asks.
class LossSearch {
 public:
  LossSearch(const Market& market, const TransportResult& result, const AwardsByLeft& plan,
             ThreadPool& pool)
      : graph_(market, plan, pool), outside_(market.m()) {
    for (const Score price : result.prices) potential_.push_back({0, price});
    potential_.push_back({});
    if (result.status != Status::optimal_short) return;
    // The prices prove the plan with its floors lowered. As given, a right node below its floor
    // gains by a unit more, so that just its arcs to `outside` may be below 0. They are the last of
    // a path to outside, where the search begins; no other path needs them once the potentials
    // hold what they gain.
    const std::vector<Value> gain = reduced(outside_, pool.monitor()).length;
    for (std::size_t v = 0; v < gain.size(); ++v) {
      if (gain[v] < Value{}) potential_[v] = potential_[v] + gain[v];
    }
  }

  [[nodiscard]] Paths to(Index target, Monitor& monitor) const {
    Paths paths = reduced(target, monitor);
    for (std::size_t v = 0; v < paths.length.size(); ++v) {
      Value& length = paths.length[v];
      if (length != unreached) length = length + potential_[v] - potential_[at(target)];
    }
    return paths;
  }

 private:
  [[nodiscard]] Paths reduced(Index target, Monitor& monitor) const {
    ShortestPaths<Value> search(graph_.nodes(), unreached);
    Paths paths;
    paths.floor.assign(at(graph_.nodes()), -1);
    search.reach(target, {});
    search.run([&](Index b, Value here) {
      monitor.work(graph_.nodes());
      graph_.visit_into(b, [&](Index a, Value loss, bool missed) {
        const Value there = here + loss + potential_[at(b)] - potential_[at(a)];
        if (search.reach(a, there)) paths.floor[at(a)] = missed ? b : paths.floor[at(b)];
      });
    });
    paths.length = search.take();
    return paths;
  }

  ResidualGraph graph_;
  Index outside_ = 0;
  std::vector<Value> potential_{};  ///< By node; what a unit costs there.
};

/// Why nothing can leave a right node for where it is wanted.
Obstacle obstacle_of(const Market& market, const AwardsByLeft& plan, std::size_t right) {
  const Count capacity = market.bounds().capacity[right];
  if (capacity == 0) return Obstacle::no_place;
  return plan.locks[right] >= capacity ? Obstacle::lock : Obstacle::must_match;
}

/// A node that a left node asked about could leave, to be searched from.
struct Departure {
  Index node = 0;
  std::size_t asked = 0;  ///< Place in the list.
  Score score = 0;        ///< What it is worth there.
};

/// Finds losses of one plan; what all calls need is made once.
class Finder {
 public:
  /// The result stays where it is.
  Finder(const Market& market, const TransportResult& result, const Tuning& tuning)
      : market_(market),
        result_(result),
        tuning_(tuning),
        plan_(awards_by_left(market, result.awards)) {}

  Losses find(std::span<const Index> left, int threads, Monitor& monitor) {
    monitor.phase("losses");
    const std::size_t m = at(market_.m());
    out_ = Losses{};
    out_.m = market_.m();
    out_.loss.resize(left.size() * m);
    out_.outside.resize(left.size());
    scores_.resize(left.size() * m);  // not more than the answer itself
    departures_.clear();
    for (std::size_t k = 0; k < left.size(); ++k) {
      monitor.work(4 * market_.m());
      begin(k, left[k]);
    }
    if (departures_.empty()) return std::move(out_);
    if (!search_) {
      ThreadPool pool(threads, monitor, tuning_);
      search_.emplace(market_, result_, plan_, pool);
    }
    search(left, monitor);
    for (std::size_t k = 0; k < left.size(); ++k) {
      monitor.work(market_.m());
      for (std::size_t j = 0; j < m; ++j) {
        Loss& loss = out_.loss[k * m + j];
        if (loss.value == unreached) loss = {obstacle_of(market_, plan_, j), {}, -1};
      }
    }
    return std::move(out_);
  }

 private:
  /// What needs no search: obstacles, and losses of those who have a unit outside.
  void begin(std::size_t k, Index asked) {
    const Bounds& bounds = market_.bounds();
    const std::size_t m = at(market_.m());
    const std::size_t i = at(asked);
    const std::span<Loss> row(out_.loss.data() + k * m, m);
    const std::span<Score> score(scores_.data() + k * m, m);
    market_.scores(asked, asked + 1, score);
    const auto none = bounds.demand[i] == 0 ? Obstacle::no_unit : Obstacle::none;
    for (std::size_t j = 0; j < m; ++j) {
      row[j].obstacle = score[j] == not_eligible ? Obstacle::not_eligible : none;
    }
    Loss& outside = out_.outside[k];
    outside.obstacle = none;
    const std::size_t first = plan_.first[i];
    const std::size_t count = plan_.first[i + 1] - first;
    bool free = plan_.unplaced[i] > 0;
    for (std::size_t a = 0; a < count; ++a) free = free || plan_.locked[first + a] == 0;
    const std::size_t departed = departures_.size();
    for (std::size_t a = 0; a < count; ++a) {
      const Index right = result_.awards[first + a].right;
      row[at(right)].obstacle = Obstacle::held;
      if (free && plan_.locked[first + a] != 0) continue;
      departures_.push_back({right, k, score[at(right)]});
    }
    if (none != Obstacle::none) return;
    if (!free) outside.obstacle = Obstacle::own_lock;
    if (free && bounds.must_match[i] != 0) outside.obstacle = Obstacle::own_must_match;
    if (plan_.unplaced[i] > 0 || count == 0) {
      outside.obstacle = Obstacle::held;
      departures_.resize(departed);
      begin_outside(row, score, bounds.outside[i]);
      return;
    }
    for (Loss& loss : row) {
      if (loss.obstacle == Obstacle::none) loss.value = unreached;
      if (loss.obstacle == Obstacle::none && !free) loss.obstacle = Obstacle::own_lock;
    }
    outside.value = unreached;
  }

  /// With a unit outside it loses least by placing that one, and the greatest prices are the paths'
  /// lengths: a path that filled a missed floor would have been taken.
  void begin_outside(std::span<Loss> row, std::span<const Score> score, Score outside) const {
    for (std::size_t j = 0; j < row.size(); ++j) {
      if (row[j].obstacle != Obstacle::none) continue;
      const Score price = result_.greatest_prices[j];
      if (price == unbounded_price) {
        row[j].obstacle = obstacle_of(market_, plan_, j);
      } else {
        row[j].value.points = price - score[j] + outside;
      }
    }
  }

  /// Shortest paths to what each could leave, for all who could leave it.
  void search(std::span<const Index> left, Monitor& monitor) {
    const std::size_t m = at(market_.m());
    std::stable_sort(departures_.begin(), departures_.end(),
                     [](const Departure& a, const Departure& b) { return a.node < b.node; });
    Paths paths;
    Index searched = -1;
    for (const Departure& from : departures_) {
      monitor.work(4 * market_.m());
      if (from.node != searched) paths = search_->to(from.node, monitor);
      searched = from.node;
      const auto improve = [&](Loss& loss, std::size_t node, Score worth) {
        if (loss.obstacle == Obstacle::held || loss.obstacle == Obstacle::not_eligible) return;
        if (paths.length[node] == unreached) return;
        const Value value = paths.length[node] + Value{0, from.score - worth};
        if (value >= loss.value) return;
        loss.value = value;
        loss.floor = value.missed > 0 ? paths.floor[node] : -1;
      };
      for (std::size_t j = 0; j < m; ++j) {
        improve(out_.loss[from.asked * m + j], j, scores_[from.asked * m + j]);
      }
      improve(out_.outside[from.asked], m, market_.bounds().outside[at(left[from.asked])]);
    }
  }

  const Market& market_;
  const TransportResult& result_;
  Tuning tuning_;
  AwardsByLeft plan_;
  std::optional<LossSearch> search_{};
  Losses out_{};
  std::vector<Score> scores_{};
  std::vector<Departure> departures_{};
};

/// A finder with the answer that it reads.
struct KeptAnswer {
  KeptAnswer(const Market& of, const TransportResult& given)
      : market(of), result(given), finder(market, result, {}) {}
  const Market& market;
  TransportResult result;
  Finder finder;
};

}  // namespace

PlanLosses::PlanLosses(const Market& market, const TransportResult& result) {
  check(market, result, {}, {});
  const auto kept = std::make_shared<KeptAnswer>(market, result);
  find_ = [kept](std::span<const Index> left, const LossesOptions& options, Monitor& monitor) {
    check(kept->market, kept->result, left, options);
    return kept->finder.find(left, options.threads, monitor);
  };
}

Losses PlanLosses::of(std::span<const Index> left, const LossesOptions& options) {
  Monitor monitor(options);
  return of(left, options, monitor);
}

Losses PlanLosses::of(std::span<const Index> left, const LossesOptions& options, Monitor& monitor) {
  return find_(left, options, monitor);
}

Losses losses(const Market& market, const TransportResult& result, std::span<const Index> left,
              const LossesOptions& options) {
  Monitor monitor(options);
  return losses(market, result, left, options, monitor);
}

Losses losses(const Market& market, const TransportResult& result, std::span<const Index> left,
              const LossesOptions& options, Monitor& monitor) {
  return tuned::losses(market, result, left, options, monitor, {});
}

Losses tuned::losses(const Market& market, const TransportResult& result,
                     std::span<const Index> left, const LossesOptions& options, Monitor& monitor,
                     const Tuning& tuning) {
  check(market, result, left, options);
  return Finder(market, result, tuning).find(left, options.threads, monitor);
}

std::vector<Value> floor_gains(const Market& market, const TransportResult& result,
                               const LossesOptions& options) {
  Monitor monitor(options);
  return floor_gains(market, result, options, monitor);
}

std::vector<Value> floor_gains(const Market& market, const TransportResult& result,
                               const LossesOptions& options, Monitor& monitor) {
  return tuned::floor_gains(market, result, options, monitor, {});
}

std::vector<Value> tuned::floor_gains(const Market& market, const TransportResult& result,
                                      const LossesOptions& options, Monitor& monitor,
                                      const Tuning& tuning) {
  check(market, result, {}, options);
  monitor.phase("floors");
  const Bounds& bounds = market.bounds();
  const std::size_t m = at(market.m());
  const AwardsByLeft plan = awards_by_left(market, result.awards);
  std::vector<Value> gains(m);
  const auto binds = [&](std::size_t j) {
    return bounds.floor[j] > 0 && plan.load[j] == bounds.floor[j];
  };
  if (result.status == Status::optimal) {
    // What a unit that leaves for outside loses is the greatest price; below 0, it gains.
    for (std::size_t j = 0; j < m; ++j) {
      if (binds(j)) gains[j].points = std::max<Score>(0, -result.greatest_prices[j]);
    }
    return gains;
  }
  ThreadPool pool(options.threads, monitor, tuning);
  const LossSearch search(market, result, plan, pool);
  const Paths paths = search.to(market.m(), monitor);
  for (std::size_t j = 0; j < m; ++j) {
    if (plan.load[j] < bounds.floor[j]) {
      gains[j].missed = 1;
    } else if (binds(j) && paths.length[j] < Value{}) {
      gains[j] = Value{} - paths.length[j];
    }
  }
  return gains;
}

}  // namespace jinguo::inline v0_1::solver

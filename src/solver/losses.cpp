#include "jinguo/solver/losses.hpp"

#include <algorithm>
#include <limits>
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
      : monitor_(pool.monitor()), graph_(market, plan, pool), outside_(market.m()) {
    for (const Score price : result.prices) potential_.push_back({0, price});
    potential_.push_back({});
    if (result.status != Status::optimal_short) return;
    // The prices prove the plan with its floors lowered. As given, a right node below its floor
    // gains by a unit more, so that just its arcs to `outside` may be below 0. They are the last of
    // a path to outside, where the search begins; no other path needs them once the potentials
    // hold what they gain.
    const std::vector<Value> gain = reduced(outside_).length;
    for (std::size_t v = 0; v < gain.size(); ++v) {
      if (gain[v] < Value{}) potential_[v] = potential_[v] + gain[v];
    }
  }

  [[nodiscard]] Paths to(Index target) const {
    Paths paths = reduced(target);
    for (std::size_t v = 0; v < paths.length.size(); ++v) {
      Value& length = paths.length[v];
      if (length != unreached) length = length + potential_[v] - potential_[at(target)];
    }
    return paths;
  }

 private:
  [[nodiscard]] Paths reduced(Index target) const {
    ShortestPaths<Value> search(graph_.nodes(), unreached);
    Paths paths;
    paths.floor.assign(at(graph_.nodes()), -1);
    search.reach(target, {});
    search.run([&](Index b, Value here) {
      monitor_.work(graph_.nodes());
      graph_.visit_into(b, [&](Index a, Value loss, bool missed) {
        const Value there = here + loss + potential_[at(b)] - potential_[at(a)];
        if (search.reach(a, there)) paths.floor[at(a)] = missed ? b : paths.floor[at(b)];
      });
    });
    paths.length = search.take();
    return paths;
  }

  Monitor& monitor_;
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

}  // namespace

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
  monitor.phase("losses");
  const Bounds& bounds = market.bounds();
  const std::size_t m = at(market.m());
  const AwardsByLeft plan = awards_by_left(market, result.awards);
  Losses out;
  out.m = market.m();
  out.loss.resize(left.size() * m);
  out.outside.resize(left.size());
  std::vector<Score> scores(left.size() * m);  // not more than the answer itself
  std::vector<Departure> departures;

  const auto held_by = [&](Index i) {
    return result.awards.begin() + static_cast<std::ptrdiff_t>(plan.first[at(i)]);
  };
  for (std::size_t k = 0; k < left.size(); ++k) {
    const std::size_t i = at(left[k]);
    const std::span<Loss> row(out.loss.data() + k * m, m);
    const std::span<Score> score(scores.data() + k * m, m);
    monitor.work(4 * market.m());
    market.scores(left[k], left[k] + 1, score);
    const auto none = bounds.demand[i] == 0 ? Obstacle::no_unit : Obstacle::none;
    for (std::size_t j = 0; j < m; ++j) {
      row[j].obstacle = score[j] == not_eligible ? Obstacle::not_eligible : none;
    }
    out.outside[k].obstacle = none;
    const std::size_t count = plan.first[i + 1] - plan.first[i];
    bool free = plan.unplaced[i] > 0;
    for (std::size_t a = 0; a < count; ++a) free = free || plan.locked[plan.first[i] + a] == 0;
    for (std::size_t a = 0; a < count; ++a) {
      const Index right = held_by(left[k])[static_cast<std::ptrdiff_t>(a)].right;
      row[at(right)].obstacle = Obstacle::held;
      if (free && plan.locked[plan.first[i] + a] != 0) continue;
      departures.push_back({right, k, score[at(right)]});
    }
    if (none != Obstacle::none) continue;
    if (!free) out.outside[k].obstacle = Obstacle::own_lock;
    if (free && bounds.must_match[i] != 0) out.outside[k].obstacle = Obstacle::own_must_match;
    if (plan.unplaced[i] > 0 || count == 0) {
      // With a unit outside it loses least by placing that one, and the greatest prices are the
      // paths' lengths: a path that filled a missed floor would have been taken.
      out.outside[k].obstacle = Obstacle::held;
      while (!departures.empty() && departures.back().asked == k) departures.pop_back();
      for (std::size_t j = 0; j < m; ++j) {
        if (row[j].obstacle != Obstacle::none) continue;
        const Score price = result.greatest_prices[j];
        if (price == unbounded_price) {
          row[j].obstacle = obstacle_of(market, plan, j);
        } else {
          row[j].value.points = price - score[j] + bounds.outside[i];
        }
      }
      continue;
    }
    for (Loss& loss : row) {
      if (loss.obstacle == Obstacle::none) loss.value = unreached;
      if (loss.obstacle == Obstacle::none && !free) loss.obstacle = Obstacle::own_lock;
    }
    out.outside[k].value = unreached;
  }
  if (departures.empty()) return out;

  std::stable_sort(departures.begin(), departures.end(),
                   [](const Departure& a, const Departure& b) { return a.node < b.node; });
  ThreadPool pool(options.threads, monitor, tuning);
  const LossSearch search(market, result, plan, pool);
  Paths paths;
  Index searched = -1;
  for (const Departure& from : departures) {
    monitor.work(4 * market.m());
    if (from.node != searched) paths = search.to(from.node);
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
      improve(out.loss[from.asked * m + j], j, scores[from.asked * m + j]);
    }
    improve(out.outside[from.asked], m, bounds.outside[at(left[from.asked])]);
  }
  for (std::size_t k = 0; k < left.size(); ++k) {
    monitor.work(market.m());
    for (std::size_t j = 0; j < m; ++j) {
      Loss& loss = out.loss[k * m + j];
      if (loss.value == unreached) loss = {obstacle_of(market, plan, j), {}, -1};
    }
  }
  return out;
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
  const Paths paths = search.to(market.m());
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

#include "infeasibility_certificate.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "column_generation.hpp"
#include "pass.hpp"
#include "positions.hpp"

namespace jinguo::inline v0_1::solver {
namespace {

/// A market in which every breach of a rule costs one: what is lost is the least number of changes.
class Feasibility {
 public:
  Feasibility(const Market& market, bool with_floors, ThreadPool& pool)
      : market_(market), bounds_(market.bounds()), pool_(pool) {
    const auto n = at(market.n());
    const auto m = at(market.m());
    problem_.demand.resize(n);
    problem_.outside.assign(n, 0);
    problem_.lo.resize(m);
    problem_.hi.resize(m);
    problem_.short_cost = 1;
    problem_.over_cost = 1;
    for (std::size_t i = 0; i < n; ++i) {
      problem_.demand[i] = std::min<Count>(bounds_.demand[i], market.m());
      problem_.outside[i] = bounds_.must_match[i] != 0 ? -1 : 0;
    }
    for (std::size_t j = 0; j < m; ++j) {
      const Count floor = with_floors ? bounds_.floor[j] : 0;
      // Between the two, one change is as good as another: (floor - load) + (load - capacity).
      problem_.lo[j] = std::min(floor, bounds_.capacity[j]);
      problem_.hi[j] = std::max(floor, bounds_.capacity[j]);
    }
  }

  void solve(Counters& counters) {
    solve_by_columns(market_, View::feasibility, problem_, pool_, counters, {}, solution_);
  }

  [[nodiscard]] std::vector<Repair> repair(bool with_floors) const {
    std::vector<Repair> repairs;
    for (Index j = 0; j < market_.m(); ++j) {
      const Count load = solution_.load[at(j)];
      if (with_floors && load < bounds_.floor[at(j)]) {
        repairs.push_back({RuleKind::floor, j, bounds_.floor[at(j)], load});
      }
    }
    for (Index j = 0; j < market_.m(); ++j) {
      const Count load = solution_.load[at(j)];
      if (load > bounds_.capacity[at(j)]) {
        repairs.push_back({RuleKind::capacity, j, bounds_.capacity[at(j)], load});
      }
    }
    for (Index i = 0; i < market_.n(); ++i) {
      if (bounds_.must_match[at(i)] == 0) continue;
      const Count placed = problem_.demand[at(i)] - solution_.out[at(i)];
      if (placed < bounds_.demand[at(i)]) {
        repairs.push_back({RuleKind::must_match, i, bounds_.demand[at(i)], placed});
      }
    }
    for (std::size_t k = 0; k < bounds_.lock.size(); ++k) {
      if (!is_held(bounds_.lock[k])) {
        repairs.push_back({RuleKind::lock, static_cast<Index>(k), 1, 0});
      }
    }
    return repairs;
  }

  /// The cut of greatest deficit that the prices name; deficit 0 if none does. Two passes: the
  /// deficits of all levels of the prices, then the rules of the best.
  [[nodiscard]] Witness cut(Counters& counters) const {
    const std::vector<Level> levels = levels_of_prices();
    const std::vector<Count> deficit = deficits(levels, counters);
    Count most = 0;
    const Level* best = nullptr;
    for (std::size_t k = 0; k < levels.size(); ++k) {
      if (deficit[k] <= most) continue;
      most = deficit[k];
      best = &levels[k];
    }
    if (best == nullptr) return {};
    counters.pairs_scored += static_cast<std::int64_t>(market_.n()) * market_.m();
    return best->side == Side::crowded ? crowded(best->price) : deserted(best->price);
  }

 private:
  [[nodiscard]] bool is_held(const Pair& pair) const {
    const auto begin = solution_.arcs.right.begin() + solution_.arcs.start[at(pair.left)];
    const auto end = solution_.arcs.right.begin() + solution_.arcs.start[at(pair.left) + 1];
    const auto found = std::lower_bound(begin, end, pair.right);
    return found != end && *found == pair.right &&
           solution_.held[at(found - solution_.arcs.right.begin())] != 0;
  }

  /// Right nodes of at least that price, whose places may be too few, or of at most that price,
  /// whose floors may be too high.
  enum class Side : std::uint8_t { crowded, deserted };
  struct Level {
    Side side = Side::crowded;
    Score price = 0;
  };
  /// Each set once, the largest of a side first; the last of the crowded is empty: too few options.
  [[nodiscard]] std::vector<Level> levels_of_prices() const {
    std::vector<Score> prices = solution_.price;
    std::sort(prices.begin(), prices.end());
    prices.erase(std::unique(prices.begin(), prices.end()), prices.end());
    std::vector<Level> levels;
    for (const Score price : prices) {
      if (price > 0) levels.push_back({Side::crowded, price});
    }
    levels.push_back({Side::crowded, std::max<Score>(0, prices.empty() ? 0 : prices.back()) + 1});
    for (auto price = prices.rbegin(); price != prices.rend(); ++price) {
      if (*price < 0) levels.push_back({Side::deserted, *price});
    }
    return levels;
  }
  [[nodiscard]] bool is_in(const Level& level, std::size_t right) const {
    if (level.side == Side::crowded) return solution_.price[right] >= level.price;
    return solution_.price[right] <= level.price && bounds_.floor[right] > 0;
  }

  /// Eligible pairs of a row inside the set and outside it, and locked ones.
  struct Tally {
    Count inside = 0;
    Count outside = 0;
    Count locked_inside = 0;
    Count locked_outside = 0;
  };
  /// Units of a row that must enter a crowded set.
  [[nodiscard]] Count must_enter(std::size_t i, const Tally& t) const {
    const Count must =
        bounds_.must_match[i] != 0 ? std::max<Count>(0, bounds_.demand[i] - t.outside) : 0;
    return std::max(must, t.locked_inside);
  }
  /// Units of a row that are free to enter a deserted set.
  [[nodiscard]] Count free_to_enter(std::size_t i, const Tally& t) const {
    return std::max<Count>(0, bounds_.demand[i] - t.locked_outside);
  }

  /// By which the lower bounds of each set exceed the upper, in one pass.
  [[nodiscard]] std::vector<Count> deficits(const std::vector<Level>& levels,
                                            Counters& counters) const {
    // The sets of a side shrink: how many of them hold a right node says which.
    std::vector<std::uint32_t> depth[2];
    std::size_t count[2] = {0, 0};
    for (const Level& level : levels) ++count[static_cast<std::size_t>(level.side)];
    for (std::vector<std::uint32_t>& mine : depth) mine.assign(at(market_.m()), 0);
    std::vector<Count> deficit(levels.size(), 0);
    for (std::size_t k = 0; k < levels.size(); ++k) {
      const bool crowded = levels[k].side == Side::crowded;
      for (std::size_t j = 0; j < at(market_.m()); ++j) {
        if (!is_in(levels[k], j)) continue;
        ++depth[static_cast<std::size_t>(levels[k].side)][j];
        deficit[k] += crowded ? -bounds_.capacity[j] : bounds_.floor[j];
      }
      pool_.monitor().work(market_.m());
    }
    struct Desk {
      std::vector<Tally> tallies{};  ///< Of a row: pairs whose right node is in just so many sets.
      std::vector<Count> sum{};
    };
    std::vector<Desk> desks(static_cast<std::size_t>(pool_.size()));
    const std::vector<Score> zero(at(market_.m()), 0);
    counters.pairs_scored += static_cast<std::int64_t>(market_.n()) * market_.m();
    visit_each(market_, View::feasibility, {}, zero, pool_,
               [&](const RowView& reader, Index, Index left) {
                 const std::size_t i = at(left);
                 Desk& desk = desks[static_cast<std::size_t>(reader.worker())];
                 desk.sum.resize(levels.size(), 0);
                 std::size_t k = 0;
                 for (const Side side : {Side::crowded, Side::deserted}) {
                   const std::vector<std::uint32_t>& mine = depth[static_cast<std::size_t>(side)];
                   const std::size_t sets = count[static_cast<std::size_t>(side)];
                   desk.tallies.assign(sets + 1, {});
                   Tally all;
                   reader.for_each([&](Index j, Score score) {
                     Tally& t = desk.tallies[mine[at(j)]];
                     ++t.inside;
                     ++all.outside;
                     if (score != 1) return;
                     ++t.locked_inside;
                     ++all.locked_outside;
                   });
                   // From the smallest set, which the deepest right nodes are in, to the largest.
                   for (std::size_t set = sets; set > 0; --set) {
                     all.inside += desk.tallies[set].inside;
                     all.outside -= desk.tallies[set].inside;
                     all.locked_inside += desk.tallies[set].locked_inside;
                     all.locked_outside -= desk.tallies[set].locked_inside;
                     desk.sum[k + set - 1] += side == Side::crowded
                                                  ? must_enter(i, all)
                                                  : -std::min(free_to_enter(i, all), all.inside);
                   }
                   k += sets;
                 }
               });
    for (const Desk& desk : desks) {
      for (std::size_t k = 0; k < desk.sum.size(); ++k) deficit[k] += desk.sum[k];
    }
    return deficit;
  }
  [[nodiscard]] std::vector<Tally> tally(const std::vector<std::uint8_t>& set) const {
    std::vector<Tally> tallies(at(market_.n()));
    const std::vector<Score> price(at(market_.m()), 0);
    visit_each(market_, View::feasibility, {}, price, pool_,
               [&](const RowView& reader, Index, Index i) {
                 Tally& t = tallies[at(i)];
                 reader.for_each([&](Index j, Score score) {
                   ++(set[at(j)] != 0 ? t.inside : t.outside);
                   if (score == 1) ++(set[at(j)] != 0 ? t.locked_inside : t.locked_outside);
                 });
               });
    return tallies;
  }
  void name_locks(const std::vector<std::uint8_t>& set, bool inside, Index left,
                  std::vector<Rule>& rules) const {
    const auto& lock = bounds_.lock;
    for (auto pair = std::lower_bound(lock.begin(), lock.end(), Pair{left, 0});
         pair != lock.end() && pair->left == left; ++pair) {
      if ((set[at(pair->right)] != 0) == inside) {
        rules.push_back({RuleKind::lock, static_cast<Index>(pair - lock.begin()), 1});
      }
    }
  }

  /// Right nodes that more units must enter than they may hold.
  [[nodiscard]] Witness crowded(Score level) const {
    std::vector<std::uint8_t> set(at(market_.m()));
    Witness cut;
    Count upper = 0;
    for (Index j = 0; j < market_.m(); ++j) {
      if (solution_.price[at(j)] < level) continue;
      set[at(j)] = 1;
      upper += bounds_.capacity[at(j)];
      cut.rules.push_back({RuleKind::capacity, j, bounds_.capacity[at(j)]});
    }
    const std::vector<Tally> tallies = tally(set);
    Count lower = 0;
    for (Index i = 0; i < market_.n(); ++i) {
      const Tally& t = tallies[at(i)];
      const Count must = must_enter(at(i), t);
      lower += must;
      if (must > t.locked_inside) {
        cut.rules.push_back({RuleKind::must_match, i, bounds_.demand[at(i)]});
      } else if (t.locked_inside > 0) {
        name_locks(set, true, i, cut.rules);
      }
    }
    cut.deficit = lower - upper;
    return cut;
  }

  /// Right nodes that need more units than may enter them.
  [[nodiscard]] Witness deserted(Score level) const {
    std::vector<std::uint8_t> set(at(market_.m()));
    Witness cut;
    Count lower = 0;
    for (Index j = 0; j < market_.m(); ++j) {
      if (solution_.price[at(j)] > level || bounds_.floor[at(j)] == 0) continue;
      set[at(j)] = 1;
      lower += bounds_.floor[at(j)];
      cut.rules.push_back({RuleKind::floor, j, bounds_.floor[at(j)]});
    }
    const std::vector<Tally> tallies = tally(set);
    Count upper = 0;
    for (Index i = 0; i < market_.n(); ++i) {
      const Tally& t = tallies[at(i)];
      const Count free = free_to_enter(at(i), t);
      if (free < t.inside) {
        upper += free;
        cut.rules.push_back({RuleKind::demand, i, bounds_.demand[at(i)]});
        if (t.locked_outside > 0) name_locks(set, false, i, cut.rules);
      } else {
        upper += t.inside;
      }
    }
    cut.deficit = lower - upper;
    return cut;
  }

  const Market& market_;
  const Bounds& bounds_;
  ThreadPool& pool_;
  Problem problem_{};
  Solution solution_{};
};

/// Faults of single nodes and pairs, which need no search.
std::optional<Witness> plain_fault(const Market& market, bool with_floors, Monitor& monitor) {
  const Bounds& bounds = market.bounds();
  Witness witness;
  if (with_floors) {
    for (Index j = 0; j < market.m(); ++j) {
      const Count excess = bounds.floor[at(j)] - bounds.capacity[at(j)];
      if (excess <= witness.deficit) continue;
      witness.deficit = excess;
      witness.rules = {{RuleKind::floor, j, bounds.floor[at(j)]},
                       {RuleKind::capacity, j, bounds.capacity[at(j)]}};
    }
    if (witness.deficit > 0) return witness;
  }
  std::vector<Count> locks(at(market.n()), 0);
  for (std::size_t k = 0; k < bounds.lock.size(); ++k) {
    const Pair& pair = bounds.lock[k];
    ++locks[at(pair.left)];
    monitor.work(a_score);
    if (market.score(pair.left, pair.right) == not_eligible) {
      witness.deficit = 1;
      witness.rules = {{RuleKind::lock, static_cast<Index>(k), 1}};
      return witness;
    }
  }
  for (Index i = 0; i < market.n(); ++i) {
    const Count excess = locks[at(i)] - bounds.demand[at(i)];
    if (excess <= 0) continue;
    witness.deficit = excess;
    witness.rules = {{RuleKind::demand, i, bounds.demand[at(i)]}};
    for (std::size_t k = 0; k < bounds.lock.size(); ++k) {
      if (bounds.lock[k].left == i) {
        witness.rules.push_back({RuleKind::lock, static_cast<Index>(k), 1});
      }
    }
    return witness;
  }
  for (Index i = 0; i < market.n(); ++i) {
    if (bounds.must_match[at(i)] == 0 || bounds.demand[at(i)] <= market.m()) continue;
    std::vector<Score> row(at(market.m()));
    market.scores(i, i + 1, row);
    const Count excess =
        bounds.demand[at(i)] - (market.m() - std::count(row.begin(), row.end(), not_eligible));
    witness.deficit = excess;
    witness.rules = {{RuleKind::must_match, i, bounds.demand[at(i)]}};
    return witness;
  }
  return std::nullopt;
}

}  // namespace

Witness find_infeasibility_certificate(const Market& market, OnInfeasible mode, ThreadPool& pool,
                                       Counters& counters) {
  const bool with_floors = mode == OnInfeasible::stop;
  Feasibility whole(market, true, pool);
  whole.solve(counters);
  Witness witness;
  if (std::optional<Witness> plain = plain_fault(market, with_floors, pool.monitor())) {
    witness = *std::move(plain);
  } else if (with_floors) {
    witness = whole.cut(counters);
  } else {
    Feasibility hard(market, false, pool);
    hard.solve(counters);
    witness = hard.cut(counters);
  }
  witness.repair = whole.repair(true);
  std::sort(witness.rules.begin(), witness.rules.end(), [](const Rule& a, const Rule& b) {
    return std::pair(a.kind, a.index) < std::pair(b.kind, b.index);
  });
  return witness;
}

}  // namespace jinguo::inline v0_1::solver

#include "witness.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "columns.hpp"
#include "pass.hpp"

namespace jinguo::inline v0_1::solver {
namespace {

std::size_t at(std::int64_t k) { return static_cast<std::size_t>(k); }

/// A market in which every breach of a rule costs one: what is lost is the least number of changes.
class Feasibility {
 public:
  Feasibility(const Market& market, bool with_floors, Workers& workers)
      : market_(market), bounds_(market.bounds()), workers_(workers) {
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
    solution_ = solve_by_columns(market_, View::feasibility, problem_, {}, workers_, counters, {});
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

  /// The cut of greatest deficit that the prices name; deficit 0 if none does.
  [[nodiscard]] Witness cut() const {
    Score highest = 0;
    Score lowest = 0;
    for (const Score p : solution_.price) {
      highest = std::max(highest, p);
      lowest = std::min(lowest, p);
    }
    Witness best;
    for (Score level = 1; level <= highest + 1;
         ++level) {  // the last set is empty: too few options
      Witness cut = crowded(level);
      if (cut.deficit > best.deficit) best = std::move(cut);
    }
    for (Score level = -1; level >= lowest; --level) {
      Witness cut = deserted(level);
      if (cut.deficit > best.deficit) best = std::move(cut);
    }
    return best;
  }

 private:
  [[nodiscard]] bool is_held(const Pair& pair) const {
    const auto begin = solution_.arcs.right.begin() + solution_.arcs.start[at(pair.left)];
    const auto end = solution_.arcs.right.begin() + solution_.arcs.start[at(pair.left) + 1];
    const auto found = std::lower_bound(begin, end, pair.right);
    return found != end && *found == pair.right &&
           solution_.held[at(found - solution_.arcs.right.begin())] != 0;
  }

  /// Eligible pairs of a row inside the set and outside it, and locked ones.
  struct Tally {
    Count inside = 0;
    Count outside = 0;
    Count locked_inside = 0;
    Count locked_outside = 0;
  };
  [[nodiscard]] std::vector<Tally> tally(const std::vector<std::uint8_t>& set) const {
    std::vector<Tally> tallies(at(market_.n()));
    const std::vector<Score> price(at(market_.m()), 0);
    visit_each(market_, View::feasibility, {}, price, workers_,
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
      const Count must = bounds_.must_match[at(i)] != 0
                             ? std::max<Count>(0, bounds_.demand[at(i)] - t.outside)
                             : 0;
      if (must > t.locked_inside) {
        lower += must;
        cut.rules.push_back({RuleKind::must_match, i, bounds_.demand[at(i)]});
      } else if (t.locked_inside > 0) {
        lower += t.locked_inside;
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
      const Count free = std::max<Count>(0, bounds_.demand[at(i)] - t.locked_outside);
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
  Workers& workers_;
  Problem problem_{};
  Solution solution_{};
};

/// Faults of single nodes and pairs, which need no search.
std::optional<Witness> plain_fault(const Market& market, bool with_floors) {
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

Witness find_witness(const Market& market, OnInfeasible mode, Workers& workers,
                     Counters& counters) {
  const bool with_floors = mode == OnInfeasible::stop;
  Feasibility whole(market, true, workers);
  whole.solve(counters);
  Witness witness;
  if (std::optional<Witness> plain = plain_fault(market, with_floors)) {
    witness = *std::move(plain);
  } else if (with_floors) {
    witness = whole.cut();
  } else {
    Feasibility hard(market, false, workers);
    hard.solve(counters);
    witness = hard.cut();
  }
  witness.repair = whole.repair(true);
  std::sort(witness.rules.begin(), witness.rules.end(), [](const Rule& a, const Rule& b) {
    return std::pair(a.kind, a.index) < std::pair(b.kind, b.index);
  });
  return witness;
}

}  // namespace jinguo::inline v0_1::solver

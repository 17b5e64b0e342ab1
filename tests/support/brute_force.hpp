#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <vector>

#include "jinguo/solver/market.hpp"
#include "jinguo/solver/transport.hpp"

/// Every claim of an answer by its definition, from a list of all plans. Below eight nodes or so.
namespace jinguo::support {

using solver::Award;
using solver::Bounds;
using solver::Count;
using solver::Index;
using solver::Market;
using solver::Score;

/// A plan: for each left node the set of its right nodes, as bits.
using Sets = std::vector<std::uint32_t>;

/// A market written out.
struct Written {
  std::size_t n = 0;
  std::size_t m = 0;
  std::vector<Score> score{};
  Bounds bounds{};
  [[nodiscard]] Score at(std::size_t i, std::size_t j) const { return score[i * m + j]; }
  [[nodiscard]] bool locked(std::size_t i, std::size_t j) const {
    return std::find(bounds.lock.begin(), bounds.lock.end(),
                     solver::Pair{static_cast<Index>(i), static_cast<Index>(j)}) !=
           bounds.lock.end();
  }
};

inline Written written(const Market& market) {
  Written out;
  out.n = static_cast<std::size_t>(market.n());
  out.m = static_cast<std::size_t>(market.m());
  out.score.resize(out.n * out.m);
  if (!out.score.empty()) market.scores(0, market.n(), out.score);
  out.bounds = market.bounds();
  return out;
}

/// The sets that left node i may have by the rules that are its own alone.
inline std::vector<std::uint32_t> sets_of(const Written& w, std::size_t i) {
  std::vector<std::uint32_t> sets;
  for (std::uint32_t set = 0; set < (1U << w.m); ++set) {
    bool allowed = w.bounds.must_match[i] != 0 ? std::popcount(set) == w.bounds.demand[i]
                                               : std::popcount(set) <= w.bounds.demand[i];
    for (std::size_t j = 0; j < w.m; ++j) {
      const bool in = (set >> j & 1U) != 0;
      if (in && w.at(i, j) == solver::not_eligible) allowed = false;
      if (!in && w.locked(i, j)) allowed = false;
    }
    if (allowed) sets.push_back(set);
  }
  return sets;
}

/// What a set is worth to left node i, with the outside value of what it leaves.
inline Score worth_of(const Written& w, std::size_t i, std::uint32_t set) {
  Score sum = (w.bounds.demand[i] - std::popcount(set)) * w.bounds.outside[i];
  for (std::size_t j = 0; j < w.m; ++j) {
    if ((set >> j & 1U) != 0) sum += w.at(i, j);
  }
  return sum;
}

/// All best plans.
struct Best {
  Count missed = 0;
  Score total = 0;
  std::vector<Sets> plans{};  ///< Empty: there is no plan.
};

inline Best best_plans(const Written& w, solver::OnInfeasible mode) {
  Best best;
  std::vector<std::vector<std::uint32_t>> sets;
  for (std::size_t i = 0; i < w.n; ++i) sets.push_back(sets_of(w, i));
  Sets plan(w.n, 0);
  std::vector<Count> load(w.m, 0);
  const std::function<void(std::size_t, Score)> choose = [&](std::size_t i, Score total) {
    if (i == w.n) {
      Count missed = 0;
      for (std::size_t j = 0; j < w.m; ++j) {
        if (load[j] > w.bounds.capacity[j]) return;
        missed += std::max<Count>(0, w.bounds.floor[j] - load[j]);
      }
      if (mode == solver::OnInfeasible::stop && missed > 0) return;
      const bool better = best.plans.empty() || missed < best.missed ||
                          (missed == best.missed && total > best.total);
      if (better) best = {missed, total, {}};
      if (missed == best.missed && total == best.total) best.plans.push_back(plan);
      return;
    }
    for (const std::uint32_t set : sets[i]) {
      plan[i] = set;
      for (std::size_t j = 0; j < w.m; ++j) load[j] += set >> j & 1U;
      choose(i + 1, total + worth_of(w, i, set));
      for (std::size_t j = 0; j < w.m; ++j) load[j] -= set >> j & 1U;
    }
  };
  choose(0, 0);
  return best;
}

/// The lottery's numbers that an option set stands for.
inline std::uint64_t number_of(const solver::TransportOptions& options, solver::Side side,
                               std::size_t row) {
  const auto& given = side == solver::Side::left ? options.left_number : options.right_number;
  return given.empty() ? solver::lottery_number(options.seed, side, static_cast<Index>(row))
                       : given[row];
}

/// Left nodes in the order in which they are called.
inline std::vector<std::size_t> calls(std::size_t n, const solver::TransportOptions& options) {
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return number_of(options, solver::Side::left, a) > number_of(options, solver::Side::left, b);
  });
  return order;
}

/// The options of a left node in its order; m stands for outside.
inline std::vector<std::size_t> options_of(const Written& w, std::size_t i,
                                           const solver::TransportOptions& options) {
  std::vector<std::size_t> order;
  for (std::size_t j = 0; j < w.m; ++j) {
    if (w.at(i, j) != solver::not_eligible) order.push_back(j);
  }
  if (w.bounds.must_match[i] == 0) order.push_back(w.m);
  const auto score = [&](std::size_t k) { return k == w.m ? w.bounds.outside[i] : w.at(i, k); };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (score(a) != score(b)) return score(a) > score(b);
    if (a == w.m || b == w.m) return b == w.m && a != w.m;
    return number_of(options, solver::Side::right, a) > number_of(options, solver::Side::right, b);
  });
  return order;
}

/// The plan that the lottery draws, by its definition.
inline Sets drawn_plan(const Written& w, const Best& best,
                       const solver::TransportOptions& options) {
  std::vector<Sets> left = best.plans;
  for (const std::size_t i : calls(w.n, options)) {
    for (const std::size_t option : options_of(w, i, options)) {
      std::vector<Sets> kept;
      if (option == w.m) {
        int fewest = 32;
        for (const Sets& plan : left) fewest = std::min(fewest, std::popcount(plan[i]));
        for (const Sets& plan : left) {
          if (std::popcount(plan[i]) == fewest) kept.push_back(plan);
        }
      } else {
        for (const Sets& plan : left) {
          if ((plan[i] >> option & 1U) != 0) kept.push_back(plan);
        }
      }
      if (!kept.empty()) left = kept;
    }
  }
  return left.front();
}

inline std::vector<Award> awards_of(const Sets& plan, std::size_t m) {
  std::vector<Award> awards;
  for (std::size_t i = 0; i < plan.size(); ++i) {
    for (std::size_t j = 0; j < m; ++j) {
      if ((plan[i] >> j & 1U) != 0) {
        awards.push_back({static_cast<Index>(i), static_cast<Index>(j)});
      }
    }
  }
  return awards;
}

inline std::vector<Count> shortfall_of(const Written& w, const std::vector<Award>& awards) {
  std::vector<Count> missed = w.bounds.floor;
  for (const Award& award : awards) --missed[static_cast<std::size_t>(award.right)];
  for (Count& units : missed) units = std::max<Count>(0, units);
  return missed;
}

/// The market whose floors are lowered by what a plan misses.
inline Written lowered(Written w, const std::vector<Count>& shortfall) {
  for (std::size_t j = 0; j < w.m; ++j) w.bounds.floor[j] -= shortfall[j];
  return w;
}

/// What one more place adds, by solving again.
inline std::vector<Score> worth_by_solving(const Written& w) {
  std::vector<Score> worth;
  const Score total = best_plans(w, solver::OnInfeasible::stop).total;
  for (std::size_t j = 0; j < w.m; ++j) {
    Written more = w;
    ++more.bounds.capacity[j];
    worth.push_back(best_plans(more, solver::OnInfeasible::stop).total - total);
  }
  return worth;
}

/// Whether prices prove a plan: signs as promised, and nobody can do better at these prices.
inline bool prices_prove(const Written& w, const Sets& plan, const std::vector<Score>& price) {
  for (std::size_t j = 0; j < w.m; ++j) {
    Count load = 0;
    for (const std::uint32_t set : plan) load += set >> j & 1U;
    if (price[j] > 0 && load < w.bounds.capacity[j]) return false;
    if (price[j] < 0 && (w.bounds.floor[j] == 0 || load > w.bounds.floor[j])) return false;
  }
  for (std::size_t i = 0; i < w.n; ++i) {
    const auto net = [&](std::uint32_t set) {
      Score sum = worth_of(w, i, set);
      for (std::size_t j = 0; j < w.m; ++j) sum -= (set >> j & 1U) != 0 ? price[j] : 0;
      return sum;
    };
    const Score own = net(plan[i]);
    for (const std::uint32_t set : sets_of(w, i)) {
      if (net(set) > own) return false;
    }
  }
  return true;
}

/// Least and greatest prices and forced places, from all price vectors in a box that is larger than
/// any swap can reach. For up to three right nodes.
struct PriceTable {
  std::vector<Score> least{};
  std::vector<Score> greatest{};
  std::vector<std::uint8_t> forced{};
};

/// No chain of swaps between a place and outside is longer than this.
inline Score longest_chain(const Written& w) {
  Score lowest = 0;
  Score highest = 0;
  const auto note = [&](Score s) {
    if (s == solver::not_eligible) return;
    lowest = std::min(lowest, s);
    highest = std::max(highest, s);
  };
  for (const Score s : w.score) note(s);
  for (const Score s : w.bounds.outside) note(s);
  return (static_cast<Score>(w.m) + 1) * (highest - lowest) + 1;
}

/// How many price vectors prices_by_listing() goes through.
inline double price_vectors(const Written& w) {
  return std::pow(4.0 * static_cast<double>(longest_chain(w)) + 3.0, static_cast<double>(w.m));
}

inline PriceTable prices_by_listing(const Written& w, const Sets& plan) {
  // A price that the box alone stops is beyond `reach`, though it may stand a chain of swaps from
  // the box's edge.
  const Score reach = longest_chain(w);
  const Score edge = 2 * reach + 1;
  std::vector<std::vector<Score>> proofs;
  std::vector<Score> price(w.m, -edge);
  for (bool more = true; more;) {
    if (prices_prove(w, plan, price)) proofs.push_back(price);
    more = false;
    for (std::size_t j = 0; j < w.m && !more; ++j) {
      if (++price[j] <= edge) {
        more = true;
      } else {
        price[j] = -edge;
      }
    }
  }
  PriceTable table{std::vector<Score>(w.m, edge), std::vector<Score>(w.m, -edge),
                   std::vector<std::uint8_t>(w.m, 0)};
  for (const auto& proof : proofs) {
    for (std::size_t j = 0; j < w.m; ++j) {
      table.least[j] = std::min(table.least[j], proof[j]);
      table.greatest[j] = std::max(table.greatest[j], proof[j]);
    }
  }
  for (std::size_t j = 0; j < w.m; ++j) {
    table.forced[j] = table.least[j] < -reach;
    if (table.greatest[j] > reach) table.greatest[j] = solver::unbounded_price;
  }
  // Forced places: the greatest prices not above 0 beside the others' least.
  std::vector<Score> settled = table.least;
  for (const auto& proof : proofs) {
    bool fits = true;
    for (std::size_t j = 0; j < w.m; ++j) {
      fits = fits && (table.forced[j] != 0 ? proof[j] <= 0 : proof[j] == table.least[j]);
    }
    for (std::size_t j = 0; fits && j < w.m; ++j) settled[j] = std::max(settled[j], proof[j]);
  }
  table.least = settled;
  return table;
}

/// The fewest units of floors, capacities, must-match and locks to give up for a plan to exist.
inline Count fewest_repairs(const Written& w) {
  Written loose = w;
  loose.bounds.lock.clear();
  loose.bounds.must_match.assign(w.n, 0);
  std::vector<std::vector<std::uint32_t>> sets;
  for (std::size_t i = 0; i < w.n; ++i) sets.push_back(sets_of(loose, i));
  Count fewest = std::numeric_limits<Count>::max();
  std::vector<Count> load(w.m, 0);
  const std::function<void(std::size_t, Count)> choose = [&](std::size_t i, Count units) {
    if (i == w.n) {
      for (std::size_t j = 0; j < w.m; ++j) {
        units += std::max<Count>(0, w.bounds.floor[j] - load[j]);
        units += std::max<Count>(0, load[j] - w.bounds.capacity[j]);
      }
      fewest = std::min(fewest, units);
      return;
    }
    for (const std::uint32_t set : sets[i]) {
      Count given_up = w.bounds.must_match[i] != 0 ? w.bounds.demand[i] - std::popcount(set) : 0;
      for (std::size_t j = 0; j < w.m; ++j) {
        if ((set >> j & 1U) == 0 && w.locked(i, j)) ++given_up;
        load[j] += set >> j & 1U;
      }
      choose(i + 1, units + given_up);
      for (std::size_t j = 0; j < w.m; ++j) load[j] -= set >> j & 1U;
    }
  };
  choose(0, 0);
  return fewest;
}

}  // namespace jinguo::support

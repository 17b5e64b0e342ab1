#include "jinguo/solver/transport.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

namespace jinguo::solver {
namespace {

/// A small market that owns its scores.
struct Small {
  Index n = 0;
  Index m = 0;
  std::vector<std::int64_t> scores{};
  Bounds bounds{};

  [[nodiscard]] Dense dense() const {
    Dense d;
    d.n = n;
    d.m = m;
    d.scores = std::span<const std::int64_t>(scores);
    return d;
  }
  [[nodiscard]] Market market() const { return Market(dense(), bounds); }
};

struct Traits {
  int max_left = 5;
  int max_right = 3;
  int levels = 4;
  bool floors = true;
  bool musts = true;
  bool locks = true;
  bool demands = true;
};

Small random_small(std::mt19937_64& random, const Traits& traits) {
  const auto below = [&](int k) { return static_cast<int>(random() % static_cast<unsigned>(k)); };
  Small s;
  s.n = below(traits.max_left + 1);
  s.m = 1 + below(traits.max_right);
  for (int k = 0; k < s.n * s.m; ++k) {
    s.scores.push_back(below(5) == 0 ? not_eligible : below(traits.levels) * 10 - 10);
  }
  for (int j = 0; j < s.m; ++j) {
    s.bounds.capacity.push_back(below(4));
    s.bounds.floor.push_back(traits.floors && below(3) == 0 ? below(3) : 0);
  }
  for (int i = 0; i < s.n; ++i) {
    s.bounds.demand.push_back(traits.demands && below(3) == 0 ? below(4) : 1);
    s.bounds.outside.push_back(below(3) == 0 ? below(3) * 10 - 10 : 0);
    s.bounds.must_match.push_back(traits.musts && below(4) == 0 ? 1 : 0);
  }
  if (traits.locks && s.n > 0 && below(3) == 0) s.bounds.lock.push_back({below(s.n), below(s.m)});
  if (traits.locks && s.n > 0 && below(3) == 0) {
    const Pair pair{below(s.n), below(s.m)};
    if (s.bounds.lock.empty() || !(s.bounds.lock[0] == pair)) s.bounds.exclude.push_back(pair);
  }
  return s;
}

/// The best plan by trying every plan: (shortfall, total), least and greatest.
struct Brute {
  bool feasible = false;  ///< Caps, must-match and locks can hold.
  Count shortfall = 0;
  Score total = 0;
};

Brute brute_force(const Market& market) {
  const Bounds& b = market.bounds();
  std::vector<Score> scores(static_cast<std::size_t>(market.n()) *
                            static_cast<std::size_t>(market.m()));
  market.scores(0, market.n(), scores);
  std::vector<Count> load(static_cast<std::size_t>(market.m()), 0);
  Brute best;
  const auto visit = [&](auto&& self, Index i, Score total) -> void {
    if (i == market.n()) {
      Count shortfall = 0;
      for (std::size_t j = 0; j < load.size(); ++j) {
        if (load[j] > b.capacity[j]) return;
        shortfall += std::max<Count>(0, b.floor[j] - load[j]);
      }
      if (!best.feasible || shortfall < best.shortfall ||
          (shortfall == best.shortfall && total > best.total)) {
        best = {true, shortfall, total};
      }
      return;
    }
    const auto row = static_cast<std::size_t>(i);
    for (unsigned set = 0; set < (1U << market.m()); ++set) {
      Count units = 0;
      Score sum = 0;
      bool fits = true;
      for (Index j = 0; j < market.m(); ++j) {
        const Score score =
            scores[row * static_cast<std::size_t>(market.m()) + static_cast<std::size_t>(j)];
        const bool in = ((set >> j) & 1U) != 0;
        if (in && score == not_eligible) fits = false;
        if (in) {
          ++units;
          sum += score;
        }
        if (!in && std::find(b.lock.begin(), b.lock.end(), Pair{i, j}) != b.lock.end())
          fits = false;
      }
      if (!fits || units > b.demand[row]) continue;
      if (b.must_match[row] != 0 && units < b.demand[row]) continue;
      for (Index j = 0; j < market.m(); ++j) load[static_cast<std::size_t>(j)] += (set >> j) & 1U;
      self(self, i + 1, total + sum + (b.demand[row] - units) * b.outside[row]);
      for (Index j = 0; j < market.m(); ++j) load[static_cast<std::size_t>(j)] -= (set >> j) & 1U;
    }
  };
  visit(visit, 0, 0);
  return best;
}

/// Keeps every rule but the floors, and adds up.
void expect_plan(const Market& market, const TransportResult& r) {
  const Bounds& b = market.bounds();
  std::vector<Count> load(static_cast<std::size_t>(market.m()), 0);
  std::vector<Count> units(static_cast<std::size_t>(market.n()), 0);
  Score total = 0;
  EXPECT_TRUE(std::is_sorted(r.awards.begin(), r.awards.end()));
  EXPECT_EQ(std::adjacent_find(r.awards.begin(), r.awards.end()), r.awards.end());
  for (const Award& award : r.awards) {
    const Score score = market.score(award.left, award.right);
    EXPECT_NE(score, not_eligible);
    total += score;
    ++load[static_cast<std::size_t>(award.right)];
    ++units[static_cast<std::size_t>(award.left)];
  }
  for (std::size_t i = 0; i < units.size(); ++i) {
    EXPECT_LE(units[i], b.demand[i]);
    if (b.must_match[i] != 0) {
      EXPECT_EQ(units[i], b.demand[i]);
    }
    total += (b.demand[i] - units[i]) * b.outside[i];
  }
  for (std::size_t j = 0; j < load.size(); ++j) {
    EXPECT_LE(load[j], b.capacity[j]);
    EXPECT_EQ(r.shortfall[j], std::max<Count>(0, b.floor[j] - load[j]));
  }
  for (const Pair& lock : b.lock) {
    EXPECT_TRUE(std::binary_search(r.awards.begin(), r.awards.end(), lock));
  }
  EXPECT_EQ(r.total, total);
}

/// The market after a witness's repair.
Market repaired(const Small& small, const Witness& witness) {
  const Market market = small.market();
  Bounds b = market.bounds();
  std::vector<Pair> locks;
  std::vector<bool> dropped(b.lock.size(), false);
  for (const Repair& repair : witness.repair) {
    const auto k = static_cast<std::size_t>(repair.index);
    if (repair.kind == RuleKind::floor) b.floor[k] = repair.to;
    if (repair.kind == RuleKind::capacity) b.capacity[k] = repair.to;
    if (repair.kind == RuleKind::must_match) b.demand[k] = repair.to;
    if (repair.kind == RuleKind::lock) dropped[k] = true;
  }
  for (std::size_t k = 0; k < b.lock.size(); ++k) {
    if (!dropped[k]) locks.push_back(b.lock[k]);
  }
  b.lock = locks;
  return Market(small.dense(), b);
}

TEST(Transport, FindsTheBestOfEveryPlanInThousandsOfSmallMarkets) {
  std::mt19937_64 random(7);
  int infeasible = 0;
  int short_of_floors = 0;
  for (int round = 0; round < 4000; ++round) {
    Traits traits;
    traits.floors = round % 2 == 0;
    traits.musts = round % 3 == 0;
    traits.locks = round % 5 == 0;
    traits.levels = round % 7 == 0 ? 1 : 4;
    const Small small = random_small(random, traits);
    const Market market = small.market();
    const Brute brute = brute_force(market);
    SCOPED_TRACE(round);

    const TransportResult least =
        transport(market, {.on_infeasible = OnInfeasible::least_shortfall, .threads = 1});
    if (!brute.feasible) {
      EXPECT_EQ(least.status, Status::infeasible);
    } else {
      EXPECT_EQ(least.status, brute.shortfall > 0 ? Status::optimal_short : Status::optimal);
      EXPECT_EQ(least.total, brute.total);
      Count missed = 0;
      for (const Count units : least.shortfall) missed += units;
      EXPECT_EQ(missed, brute.shortfall);
      expect_plan(market, least);
    }

    const TransportResult strict = transport(market, {.threads = 1});
    if (!brute.feasible || brute.shortfall > 0) {
      EXPECT_EQ(strict.status, Status::infeasible);
      ++infeasible;
      ASSERT_TRUE(strict.witness.has_value());
      EXPECT_GT(strict.witness->deficit, 0);
      EXPECT_FALSE(strict.witness->rules.empty());
      EXPECT_TRUE(strict.awards.empty());
      EXPECT_EQ(strict.gap, std::nullopt);
      const Brute mended = brute_force(repaired(small, *strict.witness));
      EXPECT_TRUE(mended.feasible && mended.shortfall == 0);
      if (brute.feasible) ++short_of_floors;
    } else {
      EXPECT_EQ(strict.status, Status::optimal);
      EXPECT_EQ(strict.total, brute.total);
      EXPECT_EQ(strict.gap, 0);
      expect_plan(market, strict);
    }
    if (HasFailure()) break;
  }
  EXPECT_GT(infeasible, 300);
  EXPECT_GT(short_of_floors, 200);
}

}  // namespace
}  // namespace jinguo::solver

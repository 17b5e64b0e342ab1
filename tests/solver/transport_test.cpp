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
#include <string_view>
#include <thread>
#include <vector>

#include "jinguo/solver/certificate.hpp"

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
        if (in && score == not_eligible) {
          fits = false;
        } else if (in) {
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
      EXPECT_EQ(why_not_feasible(market, least), std::nullopt);
      EXPECT_EQ(why_not_optimal(market, least), std::nullopt);
      EXPECT_EQ(why_not_least(market, least), std::nullopt);
      EXPECT_EQ(why_not_drawn(market, least), std::nullopt);
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
      EXPECT_EQ(why_not_infeasible(market, strict), std::nullopt);
      const Brute mended = brute_force(repaired(small, *strict.witness));
      EXPECT_TRUE(mended.feasible && mended.shortfall == 0);
      if (brute.feasible) ++short_of_floors;
    } else {
      EXPECT_EQ(strict.status, Status::optimal);
      EXPECT_EQ(strict.total, brute.total);
      EXPECT_EQ(strict.gap, 0);
      expect_plan(market, strict);
      EXPECT_EQ(why_not_feasible(market, strict), std::nullopt);
      EXPECT_EQ(why_not_optimal(market, strict), std::nullopt);
      EXPECT_EQ(why_not_least(market, strict), std::nullopt);
      EXPECT_EQ(why_not_drawn(market, strict), std::nullopt);
    }
    if (HasFailure()) break;
  }
  EXPECT_GT(infeasible, 300);
  EXPECT_GT(short_of_floors, 200);
}

/// A market of computed scores, larger than one sample.
struct Computed {
  std::vector<std::int8_t> left{};
  std::vector<std::int8_t> right{};
  std::vector<std::int32_t> left_xy{};
  std::vector<std::int32_t> right_xy{};
  Implicit source{};
  Bounds bounds{};

  Computed(Index n, Index m, Score band, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const auto below = [&](int k) { return static_cast<int>(random() % static_cast<unsigned>(k)); };
    for (Index k = 0; k < n * 3; ++k) left.push_back(static_cast<std::int8_t>(below(9) - 4));
    for (Index k = 0; k < m * 3; ++k) right.push_back(static_cast<std::int8_t>(below(9) - 4));
    for (Index k = 0; k < n * 2; ++k) left_xy.push_back(below(20) * 1000);
    for (Index k = 0; k < m * 2; ++k) right_xy.push_back(below(20'000));
    source.n = n;
    source.m = m;
    source.features = 3;
    source.left_features = std::span<const std::int8_t>(left);
    source.right_features = std::span<const std::int8_t>(right);
    source.left_xy = left_xy;
    source.right_xy = right_xy;
    source.decay = {{{0, 0}, {3000, 20}, {20000, 90}}};
    source.base = 60;
    source.band = band;
    for (Index j = 0; j < m; ++j) bounds.capacity.push_back(1 + below(2 * n / m));
  }
  Computed(const Computed&) = delete;
};

bool same(const TransportResult& a, const TransportResult& b) {
  return a.status == b.status && a.awards == b.awards && a.total == b.total &&
         a.prices == b.prices && a.greatest_prices == b.greatest_prices && a.worth == b.worth &&
         a.forced == b.forced && a.shortfall == b.shortfall && a.gap == b.gap;
}

TEST(Transport, GivesTheSameBytesForAnyNumberOfThreads) {
  for (const Score band : {1, 30}) {
    const Computed c(9000, 40, band, 3);
    const Market market(c.source, c.bounds);
    const TransportResult one = transport(market, {.seed = 5, .threads = 1});
    const TransportResult two = transport(market, {.seed = 5, .threads = 2});
    const TransportResult five = transport(market, {.seed = 5, .threads = 5});
    EXPECT_EQ(one.status, Status::optimal);
    EXPECT_TRUE(same(one, two));
    EXPECT_TRUE(same(one, five));
    EXPECT_EQ(why_not_optimal(market, one), std::nullopt);
    EXPECT_EQ(why_not_least(market, one), std::nullopt);
  }
}

TEST(Transport, LooksAgainOnlyAtRowsThatMayHaveAPairToAdd) {
  // A function of blocks is asked for all rows in every pass; computed scores are not.
  for (const int kind : {0, 1, 2, 3}) {
    const Index n = 9000;
    const Index m = 520;
    const Computed c(n, m, kind == 1 ? 30 : 1, 11 + static_cast<std::uint64_t>(kind));
    Bounds bounds = c.bounds;
    for (Index j = 0; j < m; ++j) bounds.capacity[static_cast<std::size_t>(j)] = 1 + j % 30;
    if (kind >= 2) {
      for (Index i = 0; i < n; ++i) bounds.demand.push_back(1 + i % 2);
      for (Index j = 0; j < m; ++j) bounds.floor.push_back(j % 4 == 0 ? 1 : 0);
    }
    if (kind == 3) {
      bounds.exclude = {{3, 3}, {7, 1}};
      bounds.lock = {{4, 2}, {8999, 0}};
    }
    const Market market(c.source, bounds);
    Blocks blocks;
    blocks.n = n;
    blocks.m = m;
    blocks.scores = [&](Index from, Index to, std::span<Score> out) {
      market.scores(from, to, out);
    };
    const TransportResult result = transport(market, {.seed = 5, .threads = 2});
    const TransportResult slow = transport(Market(blocks, bounds), {.seed = 5});
    ASSERT_EQ(result.status, Status::optimal);
    EXPECT_TRUE(same(result, slow)) << kind;
    EXPECT_EQ(why_not_optimal(market, result), std::nullopt);
    EXPECT_EQ(why_not_least(market, result), std::nullopt);
    if (kind < 2) {
      EXPECT_LT(result.counters.pairs_scored, slow.counters.pairs_scored);
    }
  }
}

TEST(Transport, GivesTheSamePlanWhateverTheSourceOfTheScores) {
  const Computed c(1500, 30, 10, 4);
  const Market implicit(c.source, c.bounds);
  std::vector<Score> scores(1500 * 30);
  implicit.scores(0, 1500, scores);
  Dense dense;
  dense.n = 1500;
  dense.m = 30;
  dense.scores = std::span<const Score>(scores);
  Blocks blocks;
  blocks.n = 1500;
  blocks.m = 30;
  blocks.scores = [&](Index from, Index to, std::span<Score> out) {
    implicit.scores(from, to, out);
  };
  std::vector<std::int64_t> indptr{0};
  std::vector<std::int32_t> indices;
  for (Index i = 0; i < 1500; ++i) {
    for (Index j = 29; j >= 0; --j) indices.push_back(j);
    indptr.push_back(static_cast<std::int64_t>(indices.size()));
  }
  std::vector<Score> reversed;
  for (std::size_t i = 0; i < 1500; ++i) {
    for (std::size_t j = 30; j-- > 0;) reversed.push_back(scores[i * 30 + j]);
  }
  const Sparse sparse{.m = 30,
                      .indptr = std::span<const std::int64_t>(indptr),
                      .indices = indices,
                      .scores = std::span<const Score>(reversed)};
  Bounds bounds = c.bounds;
  bounds.exclude = {{3, 3}, {7, 1}};
  bounds.lock = {{4, 2}};
  const TransportResult first = transport(Market(c.source, bounds), {.threads = 1});
  EXPECT_EQ(first.status, Status::optimal);
  EXPECT_TRUE(same(first, transport(Market(dense, bounds), {.threads = 1})));
  EXPECT_TRUE(same(first, transport(Market(blocks, bounds), {.threads = 1})));
  EXPECT_TRUE(same(first, transport(Market(sparse, bounds), {.threads = 1})));
}

TEST(Transport, ShufflingRowsMovesThePlanWithThem) {
  const Computed c(800, 12, 20, 6);
  const Market market(c.source, c.bounds);
  std::vector<Score> scores(800 * 12);
  market.scores(0, 800, scores);
  std::vector<Index> order(800);
  std::iota(order.begin(), order.end(), 0);
  std::mt19937_64 random(1);
  std::shuffle(order.begin(), order.end(), random);
  std::vector<Score> shuffled;
  TransportOptions plain{.threads = 1};
  TransportOptions moved{.threads = 1};
  for (Index i = 0; i < 800; ++i) plain.left_number.push_back(lottery_number(9, Side::left, i));
  for (const Index i : order) {
    const auto row = static_cast<std::ptrdiff_t>(i) * 12;
    shuffled.insert(shuffled.end(), scores.begin() + row, scores.begin() + row + 12);
    moved.left_number.push_back(lottery_number(9, Side::left, i));
  }
  Dense dense;
  dense.n = 800;
  dense.m = 12;
  dense.scores = std::span<const Score>(shuffled);
  const TransportResult a = transport(market, plain);
  TransportResult b = transport(Market(dense, c.bounds), moved);
  for (Award& award : b.awards) award.left = order[static_cast<std::size_t>(award.left)];
  std::sort(b.awards.begin(), b.awards.end());
  EXPECT_TRUE(same(a, b));
}

Small square(std::vector<std::int64_t> scores, Index n, Index m, Bounds bounds) {
  Small s;
  s.n = n;
  s.m = m;
  s.scores = std::move(scores);
  s.bounds = std::move(bounds);
  return s;
}

TEST(Transport, NamesScoresThatAreTooLarge) {
  const Small most = square({max_score, 0}, 1, 2, {.capacity = {1}});
  EXPECT_EQ(transport(most.market()).status, Status::optimal);
  EXPECT_EQ(transport(most.market()).total, max_score);
  const Small over = square({max_score + 1, 0}, 1, 2, {.capacity = {1}});
  const TransportResult r = transport(over.market());
  EXPECT_EQ(r.status, Status::out_of_range);
  EXPECT_TRUE(r.awards.empty());
  EXPECT_EQ(r.gap, std::nullopt);
  const Small under = square({-max_score - 1, 0}, 1, 2, {.capacity = {1}});
  EXPECT_EQ(transport(under.market()).status, Status::out_of_range);
  const Small many =
      square({0}, 1, 1, {.capacity = {1}, .demand = {Count{1} << 18}, .outside = {max_score}});
  EXPECT_EQ(transport(many.market()).status, Status::out_of_range);
  const Small fewer = square(
      {0}, 1, 1, {.capacity = {1}, .demand = {(Count{1} << 18) - 1}, .outside = {max_score}});
  EXPECT_EQ(transport(fewer.market()).status, Status::optimal);
}

TEST(Transport, SolvesTheWidestScoresOverManyPlaces) {
  // Here the range of the scores times the number of places exceeds 2^58: no bar without floors.
  constexpr Index places = 20'000;
  const auto scores = [](Index n) {
    std::vector<std::int64_t> out(static_cast<std::size_t>(n) * places, -max_score);
    for (Index i = 0; i < n; ++i) {
      const auto row = static_cast<std::size_t>(i) * places;
      out[row] = max_score - i;
      out[row + static_cast<std::size_t>(i) + 1] = -max_score + 7 + i;
    }
    return out;
  };
  const Small wide =
      square(scores(3), 3, places, {.capacity = {1}, .outside = {-max_score, -max_score, 0}});
  const TransportResult r = transport(wide.market());
  ASSERT_EQ(r.status, Status::optimal);
  EXPECT_EQ(why_not_optimal(wide.market(), r), std::nullopt);
  EXPECT_EQ(why_not_least(wide.market(), r), std::nullopt);
  EXPECT_EQ(r.total, max_score + (-max_score + 8) + 0);
  EXPECT_EQ(r.prices[0], 2 * max_score - 9);
  // A floor is turned into a cost that must fit besides.
  Bounds floors{.capacity = {1}, .floor = {0}};
  floors.floor.assign(places, 0);
  floors.floor[1] = 1;
  EXPECT_EQ(transport(square(scores(3), 3, places, floors).market()).status, Status::out_of_range);
}

TEST(Transport, SolvesTheWidestScoresThatItAccepts) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 60; ++round) {
    Small small = random_small(random, {});
    for (Score& score : small.scores) {
      if (score != not_eligible) {
        score = static_cast<Score>(random() % (1ULL << 45)) - max_score;
      }
    }
    const Market market = small.market();
    const Brute brute = brute_force(market);
    const TransportResult r =
        transport(market, {.on_infeasible = OnInfeasible::least_shortfall, .threads = 1});
    if (brute.feasible) {
      EXPECT_EQ(r.total, brute.total);
    } else {
      EXPECT_EQ(r.status, Status::infeasible);
    }
  }
}

TEST(Transport, TakesEmptyMarketsAndBoundsOfZero) {
  const TransportResult none = transport(square({}, 0, 2, {.capacity = {3}}).market());
  EXPECT_EQ(none.status, Status::optimal);
  EXPECT_EQ(none.prices, (std::vector<Score>{0, 0}));
  const TransportResult nowhere = transport(square({}, 2, 0, {.outside = {5}}).market());
  EXPECT_EQ(nowhere.status, Status::optimal);
  EXPECT_EQ(nowhere.total, 10);
  const TransportResult closed = transport(square({7, 8}, 1, 2, {.capacity = {0}}).market());
  EXPECT_EQ(closed.status, Status::optimal);
  EXPECT_TRUE(closed.awards.empty());
  const TransportResult idle =
      transport(square({7, 8}, 1, 2, {.capacity = {1}, .demand = {0}, .must_match = {1}}).market());
  EXPECT_EQ(idle.status, Status::optimal);
  EXPECT_EQ(idle.total, 0);
  const TransportResult empty_floor =
      transport(square({}, 0, 1, {.capacity = {3}, .floor = {2}}).market());
  EXPECT_EQ(empty_floor.status, Status::infeasible);
  EXPECT_EQ(empty_floor.witness->deficit, 2);
}

TEST(Transport, ALockOnAPairThatIsNotEligibleIsInfeasible) {
  const Small s = square({not_eligible, 4, 5, 6}, 2, 2, {.capacity = {1}, .lock = {{0, 0}}});
  for (const OnInfeasible mode : {OnInfeasible::stop, OnInfeasible::least_shortfall}) {
    const TransportResult r = transport(s.market(), {.on_infeasible = mode});
    EXPECT_EQ(r.status, Status::infeasible);
    ASSERT_TRUE(r.witness.has_value());
    EXPECT_EQ(r.witness->rules, (std::vector<Rule>{{RuleKind::lock, 0, 1}}));
    EXPECT_EQ(r.witness->deficit, 1);
    EXPECT_EQ(r.witness->repair, (std::vector<Repair>{{RuleKind::lock, 0, 1, 0}}));
  }
}

TEST(Transport, AFloorAboveTheCapacityIsInfeasibleOrAShortfall) {
  const Small s = square({1, 2}, 2, 1, {.capacity = {1}, .floor = {2}});
  const TransportResult strict = transport(s.market());
  EXPECT_EQ(strict.status, Status::infeasible);
  EXPECT_EQ(strict.witness->rules,
            (std::vector<Rule>{{RuleKind::floor, 0, 2}, {RuleKind::capacity, 0, 1}}));
  const TransportResult least =
      transport(s.market(), {.on_infeasible = OnInfeasible::least_shortfall});
  EXPECT_EQ(least.status, Status::optimal_short);
  EXPECT_EQ(least.shortfall, (std::vector<Count>{1}));
  EXPECT_EQ(least.total, 2);
}

TEST(Transport, StopsWithAPlanThatKeepsEveryRuleAndAGapThatHolds) {
  const Computed c(9000, 40, 1, 3);
  const Market market(c.source, c.bounds);
  const Score best = transport(market, {.threads = 1}).total;
  int asked = 0;
  for (int after = 0; after < 40; ++after) {
    asked = 0;
    const TransportResult r =
        transport(market, {.threads = 1, .interrupt = [&] { return ++asked > after; }});
    if (r.status == Status::optimal) break;
    if (r.status == Status::stopped_empty) {
      EXPECT_TRUE(r.awards.empty());
      EXPECT_EQ(r.gap, std::nullopt);
      continue;
    }
    ASSERT_EQ(r.status, Status::stopped_feasible);
    EXPECT_EQ(why_not_feasible(market, r), std::nullopt);
    ASSERT_TRUE(r.gap.has_value());
    EXPECT_LE(r.total, best);
    EXPECT_GE(r.total + *r.gap, best);
  }
  const TransportResult late = transport(market, {.time_limit = 0.0});
  EXPECT_EQ(late.status, Status::stopped_empty);
  EXPECT_EQ(late.total, 0);
}

TEST(Transport, ProgressNeverFallsAndItsExceptionLeavesTheCall) {
  const Computed c(3000, 20, 10, 3);
  const Market market(c.source, c.bounds);
  double last = 0;
  int calls = 0;
  const TransportResult r = transport(market, {.progress = [&](double fraction, std::string_view) {
                                        EXPECT_GE(fraction, last);
                                        EXPECT_LE(fraction, 1.0);
                                        last = fraction;
                                        ++calls;
                                      }});
  EXPECT_EQ(r.status, Status::optimal);
  EXPECT_GT(calls, 0);
  struct Enough {};
  EXPECT_THROW(
      (void)transport(market, {.progress = [](double, std::string_view) { throw Enough{}; }}),
      Enough);
}

TEST(Transport, ABlockFunctionRunsOnTheCallingThreadAndItsExceptionLeavesTheCall) {
  const std::thread::id here = std::this_thread::get_id();
  Blocks blocks;
  blocks.n = 500;
  blocks.m = 5;
  blocks.scores = [&](Index from, Index to, std::span<Score> out) {
    EXPECT_EQ(std::this_thread::get_id(), here);
    for (Index i = from; i < to; ++i) {
      for (Index j = 0; j < 5; ++j) {
        out[static_cast<std::size_t>(i - from) * 5 + static_cast<std::size_t>(j)] =
            (i * 7 + j * 5) % 17;
      }
    }
  };
  EXPECT_EQ(transport(Market(blocks, {.capacity = {60}}), {.threads = 3}).status, Status::optimal);
  blocks.scores = [](Index, Index, std::span<Score>) { throw std::runtime_error("no scores"); };
  EXPECT_THROW((void)transport(Market(blocks, {.capacity = {60}}), {.threads = 3}),
               std::runtime_error);
}

TEST(Transport, NeedsFewPassesAndMovesWhereNearlyAllScoresAreEqual) {
  // Rows that all listed the same few of equal places would see the others a few at a time.
  constexpr Index n = 4000;
  constexpr Index m = 400;
  Small s;
  s.n = n;
  s.m = m;
  s.scores.resize(std::size_t{n} * m);
  for (std::size_t k = 0; k < s.scores.size(); ++k) {
    s.scores[k] = 100 + static_cast<std::int64_t>((k % m) % 3 == 0 ? 50 : 0);
  }
  for (Index j = 0; j < m; ++j) s.bounds.capacity.push_back(j * 7 % 19 + 1);
  const std::optional<Count> floor[] = {std::nullopt, 1};
  for (const auto& least : floor) {
    if (least) s.bounds.floor.assign(m, *least);
    const Market market = s.market();
    const TransportResult result = transport(market, {.seed = 3});
    ASSERT_EQ(result.status, Status::optimal);
    EXPECT_EQ(why_not_optimal(market, result), std::nullopt);
    EXPECT_LT(result.counters.pairs_scored, std::int64_t{40} * n * m);
    EXPECT_LT(result.counters.augmentations, std::int64_t{100} * n);
  }
}

TEST(Transport, RefusesOptionsThatDoNotFit) {
  const Small s = square({1, 2}, 2, 1, {.capacity = {1}});
  EXPECT_THROW((void)transport(s.market(), {.left_number = {1}}), InputError);
  EXPECT_THROW((void)transport(s.market(), {.right_number = {1, 2}}), InputError);
  EXPECT_THROW((void)transport(s.market(), {.threads = -1}), InputError);
  EXPECT_THROW((void)transport(s.market(), {.time_limit = -1.0}), InputError);
}

}  // namespace
}  // namespace jinguo::solver

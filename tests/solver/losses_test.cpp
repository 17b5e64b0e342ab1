#include "jinguo/solver/losses.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "support/brute_force.hpp"
#include "support/random_market.hpp"

namespace jinguo::solver {
namespace {

using support::Written;

std::vector<Index> all_left(const Market& market) {
  std::vector<Index> left(static_cast<std::size_t>(market.n()));
  std::iota(left.begin(), left.end(), 0);
  return left;
}

/// What a plan of a changed market is worth less; nothing if there is none.
std::optional<Value> lost(const Written& before, const Written& after) {
  const support::Best was = support::best_plans(before, OnInfeasible::least_shortfall);
  const support::Best is = support::best_plans(after, OnInfeasible::least_shortfall);
  if (is.plans.empty()) return std::nullopt;
  return Value{is.missed - was.missed, was.total - is.total};
}

constexpr std::uint64_t markets = 6000;

/// How often something was seen: a test that never meets a case proves nothing of it.
using Seen = std::map<std::string, int>;

void expect_true_losses(std::uint64_t seed, Seen& seen) {
  const auto market = support::random_market(seed);
  const TransportResult result =
      transport(*market, {.on_infeasible = OnInfeasible::least_shortfall, .threads = 1});
  if (result.status == Status::infeasible) return;
  const Written w = support::written(*market);
  const Losses told = losses(*market, result, all_left(*market), {.threads = 1});
  ASSERT_EQ(told.loss.size(), w.n * w.m);
  PlanLosses kept(*market, result);  // from the last to the first, one at a time
  for (std::size_t i = w.n; i-- > 0;) {
    const Index left = static_cast<Index>(i);
    const Losses one = kept.of(std::span(&left, 1), {.threads = 1});
    ASSERT_TRUE(std::ranges::equal(one.row(0), told.row(i)));
    ASSERT_EQ(one.outside[0], told.outside[i]);
  }
  for (std::size_t i = 0; i < w.n; ++i) {
    Count held = 0;
    Count locked = 0;
    for (const Award& award : result.awards) {
      if (award.left != static_cast<Index>(i)) continue;
      ++held;
      locked += w.locked(i, static_cast<std::size_t>(award.right)) ? 1 : 0;
    }
    const auto without_own_locks = [&](Written other) {
      std::erase_if(other.bounds.lock,
                    [&](const Pair& pair) { return pair.left == static_cast<Index>(i); });
      return other;
    };
    for (std::size_t j = 0; j < w.m; ++j) {
      const Loss& loss = told.row(i)[j];
      SCOPED_TRACE(std::to_string(seed) + ", " + market.kind() + ", left " + std::to_string(i) +
                   ", right " + std::to_string(j) + ", " + std::string(to_string(loss.obstacle)));
      const bool here =
          std::find(result.awards.begin(), result.awards.end(),
                    Award{static_cast<Index>(i), static_cast<Index>(j)}) != result.awards.end();
      EXPECT_EQ(loss.obstacle == Obstacle::held, here);
      ++seen[std::string(to_string(loss.obstacle))];
      seen["placed"] += held > 0 && loss.obstacle == Obstacle::none;
      seen["missed"] += loss.value.missed > 0;
      seen["missed, but points gained"] += loss.value.missed > 0 && loss.value.points < 0;
      seen["short"] += result.status == Status::optimal_short && loss.value != Value{};
      if (here) continue;
      EXPECT_EQ(loss.obstacle == Obstacle::not_eligible, w.at(i, j) == not_eligible);
      if (w.at(i, j) == not_eligible) continue;
      EXPECT_EQ(loss.obstacle == Obstacle::no_unit, w.bounds.demand[i] == 0);
      Written forced = w;
      forced.bounds.lock.push_back({static_cast<Index>(i), static_cast<Index>(j)});
      Written freed = without_own_locks(w);
      freed.bounds.lock.push_back({static_cast<Index>(i), static_cast<Index>(j)});
      const std::optional<Value> with = lost(w, forced);
      switch (loss.obstacle) {
        case Obstacle::none:
          ASSERT_TRUE(with.has_value());
          EXPECT_EQ(*with, loss.value);
          EXPECT_GE(loss.value, Value{});
          EXPECT_EQ(loss.floor >= 0, loss.value.missed > 0);
          break;
        case Obstacle::own_lock:
          EXPECT_EQ(held, w.bounds.demand[i]);
          EXPECT_EQ(locked, held);
          EXPECT_FALSE(with.has_value());
          // With one lock at a time dropped: its own are all it has.
          if (held == 1) {
            EXPECT_EQ(lost(w, freed), loss.value);
          }
          break;
        case Obstacle::no_place:
          EXPECT_EQ(w.bounds.capacity[j], 0);
          EXPECT_FALSE(with.has_value());
          break;
        case Obstacle::lock: {
          EXPECT_FALSE(with.has_value());
          Count locks = 0;
          for (const Pair& pair : w.bounds.lock) locks += pair.right == static_cast<Index>(j);
          EXPECT_EQ(locks, w.bounds.capacity[j]);
          break;
        }
        case Obstacle::must_match: {
          EXPECT_FALSE(with.has_value());
          // Nobody is locked there and it is below its capacity: only must-match is left.
          Written let_go = held == 1 ? freed : forced;
          std::fill(let_go.bounds.must_match.begin(), let_go.bounds.must_match.end(), 0);
          if (locked < w.bounds.demand[i] || held == 1) {
            EXPECT_TRUE(lost(w, let_go).has_value());
          }
          break;
        }
        case Obstacle::no_unit:
          EXPECT_FALSE(with.has_value());
          break;
        case Obstacle::held:
        case Obstacle::not_eligible:
        case Obstacle::own_must_match:
          ADD_FAILURE();
      }
    }
    // Outside with one unit less.
    const Loss& out = told.outside[i];
    if (w.bounds.demand[i] == 0) {
      EXPECT_EQ(out.obstacle, Obstacle::no_unit);
    } else if (held < w.bounds.demand[i]) {
      EXPECT_EQ(out.obstacle, Obstacle::held);
    } else if (w.bounds.demand[i] == 1) {
      Written left_out = without_own_locks(w);
      left_out.bounds.must_match[i] = 0;
      for (std::size_t j = 0; j < w.m; ++j) left_out.score[i * w.m + j] = not_eligible;
      EXPECT_EQ(lost(w, left_out), out.value);
      const Obstacle expected = locked > 0                    ? Obstacle::own_lock
                                : w.bounds.must_match[i] != 0 ? Obstacle::own_must_match
                                                              : Obstacle::none;
      EXPECT_EQ(out.obstacle, expected);
      ++seen["outside: " + std::string(to_string(out.obstacle))];
    }
  }
}

TEST(Losses, AreWhatForcingEachPairLoses) {
  Seen seen;
  for (std::uint64_t seed = 0; seed < markets; ++seed) expect_true_losses(seed, seen);
  for (const char* what :
       {"none", "held", "not_eligible", "no_unit", "own_lock", "no_place", "lock", "must_match",
        "placed", "missed", "missed, but points gained", "short", "outside: none",
        "outside: own_lock", "outside: own_must_match"}) {
    EXPECT_GT(seen[what], 20) << what;
  }
}

void expect_true_gains(std::uint64_t seed, Seen& seen) {
  const auto market = support::random_market(seed);
  const TransportResult result =
      transport(*market, {.on_infeasible = OnInfeasible::least_shortfall, .threads = 1});
  if (result.status == Status::infeasible) return;
  const Written w = support::written(*market);
  const std::vector<Value> gains = floor_gains(*market, result, {.threads = 1});
  ASSERT_EQ(gains.size(), w.m);
  for (std::size_t j = 0; j < w.m; ++j) {
    if (w.bounds.floor[j] == 0) {
      EXPECT_EQ(gains[j], Value{});
      continue;
    }
    Written lower = w;
    --lower.bounds.floor[j];
    const std::optional<Value> change = lost(w, lower);
    ASSERT_TRUE(change.has_value());
    EXPECT_EQ((Value{-change->missed, -change->points}), gains[j])
        << seed << " " << market.kind() << " " << j;
    seen["points"] += gains[j].points > 0;
    seen["missed"] += gains[j].missed > 0;
    seen["missed of another"] += gains[j].missed > 0 && result.shortfall[j] == 0;
    seen["points for fewer missed"] += gains[j].points < 0;
  }
}

TEST(Losses, OfFloorsAreWhatOneLessGains) {
  Seen seen;
  for (std::uint64_t seed = 0; seed < markets; ++seed) expect_true_gains(seed, seen);
  for (const char* what : {"points", "missed", "missed of another", "points for fewer missed"}) {
    EXPECT_GT(seen[what], 3) << what;
  }
}

/// A market over more right nodes than the matrix of arcs serves, most left nodes near few.
struct Wide {
  std::vector<std::int32_t> indptr{0};
  std::vector<std::int32_t> indices{};
  std::vector<std::int64_t> scores{};
  Bounds bounds{};
  Index m = 9000;

  [[nodiscard]] Market market() const { return market(bounds); }
  [[nodiscard]] Market market(const Bounds& other) const {
    return Market(Sparse{.m = m,
                         .indptr = std::span<const std::int32_t>(indptr),
                         .indices = indices,
                         .scores = std::span<const std::int64_t>(scores)},
                  other);
  }
};

TEST(Losses, AreTrueOverManyRightNodes) {
  support::Random random(7);
  Wide wide;
  constexpr Index n = 400;
  for (Index i = 0; i < n; ++i) {
    // Two crowds: around node 100, and far away.
    const auto base = static_cast<std::int32_t>(i % 2 == 0 ? 100 : 8900);
    for (std::int32_t k = 0; k < 40; ++k) {
      if (random.chance(60)) continue;
      wide.indices.push_back(base + k);
      wide.scores.push_back(random.between(0, 30));
    }
    wide.indptr.push_back(static_cast<std::int32_t>(wide.indices.size()));
  }
  wide.bounds.capacity.assign(static_cast<std::size_t>(wide.m), 4);
  wide.bounds.floor.assign(static_cast<std::size_t>(wide.m), 0);
  for (std::size_t j = 100; j < 110; ++j) wide.bounds.floor[j] = 3;
  const Market market = wide.market();
  const TransportResult result = transport(market, {.threads = 1});
  ASSERT_EQ(result.status, Status::optimal);
  const std::vector<Index> asked = {0, 1, 2, 57, 130, 399};
  const Losses told = losses(market, result, asked, {.threads = 2});
  EXPECT_EQ(told.loss, losses(market, result, asked, {.threads = 1}).loss);
  int compared = 0;
  for (std::size_t k = 0; k < asked.size(); ++k) {
    for (Index j = 0; j < wide.m; ++j) {
      const Loss& loss = told.row(k)[static_cast<std::size_t>(j)];
      if (loss.obstacle != Obstacle::none || compared % 7 != 0) {
        compared += loss.obstacle == Obstacle::none;
        continue;
      }
      ++compared;
      Bounds forced = wide.bounds;
      forced.lock.push_back({asked[k], j});
      const TransportResult with = transport(
          wide.market(forced), {.on_infeasible = OnInfeasible::least_shortfall, .threads = 1});
      const Count missed = std::accumulate(with.shortfall.begin(), with.shortfall.end(), Count{0});
      EXPECT_EQ((Value{missed, result.total - with.total}), loss.value);
    }
  }
  EXPECT_GT(compared, 50);
}

TEST(Losses, RefuseWhatIsNoAnswerToTheMarket) {
  const std::vector<std::int64_t> scores = {1, 2};
  const Market market(Dense{.n = 1, .m = 2, .scores = std::span<const std::int64_t>(scores)},
                      {.capacity = {1}});
  const TransportResult good = transport(market, {.threads = 1});
  const std::vector<Index> first = {0};
  EXPECT_NO_THROW(static_cast<void>(losses(market, good, first)));
  const auto refused = [&](auto change) {
    TransportResult bad = good;
    change(bad);
    EXPECT_THROW(static_cast<void>(losses(market, bad, first)), InputError);
    EXPECT_THROW(static_cast<void>(floor_gains(market, bad)), InputError);
  };
  refused([](TransportResult& r) { r.status = Status::stopped_feasible; });
  refused([](TransportResult& r) { r.prices.clear(); });
  refused([](TransportResult& r) { r.greatest_prices.clear(); });
  refused([](TransportResult& r) { r.awards = {{0, 2}}; });
  refused([](TransportResult& r) { r.awards = {{0, 1}, {0, 0}}; });
  const std::vector<Index> beyond = {1};
  EXPECT_THROW(static_cast<void>(losses(market, good, beyond)), InputError);
  EXPECT_THROW(static_cast<void>(losses(market, good, first, {.threads = -1})), InputError);
}

}  // namespace
}  // namespace jinguo::solver

#include "jinguo/core/monitor.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "jinguo/solver/certificate.hpp"
#include "jinguo/solver/losses.hpp"
#include "jinguo/solver/market.hpp"
#include "jinguo/solver/transport.hpp"
#include "support/random_market.hpp"
#include "support/slow_flow.hpp"

namespace jinguo::solver {
namespace {

using support::Random;

/// A clock that goes on by `step` each time that somebody looks at it.
struct Counting {
  double step = 1;
  double time = 0;
  Monitor::Clock clock() {
    return [this] { return time += step; };
  }
};

// --- the monitor alone ------------------------------------------------------------------------------

TEST(Monitor, StopsWhenTheTimeIsOverAndNotBefore) {
  double time = 7;
  Monitor monitor(TransportOptions{.time_limit = 2.0}, [&] { return time; });
  monitor.look();
  time = 8.99;
  monitor.look();
  EXPECT_NEAR(monitor.left().value(), 0.01, 1e-9);
  time = 9;
  EXPECT_THROW(monitor.look(), Stopped);
  monitor.grace(0.5);
  monitor.look();
  monitor.grace(100);  // once
  time = 9.5;
  EXPECT_THROW(monitor.look(), Stopped);
}

TEST(Monitor, LooksOnceInSoMuchWork) {
  Monitor monitor(TransportOptions{}, {}, 100);
  for (int k = 0; k < 250; ++k) monitor.work(4);
  EXPECT_EQ(monitor.looks(), 10);
}

TEST(Monitor, AsksAndTellsSeldomAndTheFractionMovesAndNeverFalls) {
  double time = 0;
  std::vector<std::pair<double, double>> told;
  int asked = 0;
  TransportOptions options;
  options.progress = [&](double fraction, std::string_view) { told.emplace_back(time, fraction); };
  options.interrupt = [&] {
    ++asked;
    return false;
  };
  Monitor monitor(options, [&] { return time; });
  monitor.phase("a", 0.0, 0.5);
  for (int k = 0; k < 1000; ++k) {
    time += 0.01;
    monitor.look();
  }
  {
    const Monitor::Part part(monitor, 0.5, 0.75);
    monitor.phase("b", 0.0, 1.0);
    monitor.done(0.5);
    time += 1;
    monitor.look();
    EXPECT_GE(told.back().second, 0.625);
  }
  monitor.phase("c", 0.2, 1.0);  // less than was told
  time += 1;
  monitor.look();
  ASSERT_GT(told.size(), 90u);
  EXPECT_EQ(told.front().second, 0.0);
  for (std::size_t k = 1; k < told.size(); ++k) {
    EXPECT_GE(told[k].first - told[k - 1].first, 0.1 - 1e-9);
    EXPECT_GT(told[k].second, told[k - 1].second);
  }
  EXPECT_LT(told.back().second, 1.0);
  EXPECT_LE(asked, 30 * 12);
  EXPECT_GE(asked, 15 * 10);
}

TEST(Monitor, RefusesALimitThatIsNone) {
  for (const double limit : {-1.0, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_THROW(Monitor(TransportOptions{.time_limit = limit}), InputError);
  }
  Monitor(TransportOptions{.time_limit = std::numeric_limits<double>::infinity()}).look();
}

// --- every phase asks -------------------------------------------------------------------------------

/// A market of n x m with the memory that it borrows.
struct Table {
  Index n = 0;
  Index m = 0;
  std::vector<std::int32_t> scores{};
  std::vector<std::uint8_t> eligible{};
  Bounds bounds{};

  Table(Index rows, Index columns, std::int32_t levels, std::uint64_t seed) : n(rows), m(columns) {
    Random random(seed);
    scores.resize(static_cast<std::size_t>(n) * static_cast<std::size_t>(m));
    for (std::int32_t& s : scores) s = static_cast<std::int32_t>(random.between(1, levels));
    bounds.capacity.assign(static_cast<std::size_t>(m), n / m);
  }
  [[nodiscard]] Market market() const {
    Dense dense;
    dense.n = n;
    dense.m = m;
    dense.scores = std::span<const std::int32_t>(scores);
    dense.eligible = eligible;
    return Market(dense, bounds);
  }
};

/// How often each phase asked, one look in so much work.
std::map<std::string, std::int64_t> looks_by_phase(const Market& market,
                                                   const TransportOptions& options,
                                                   std::int64_t between) {
  Counting counting;  // each look is told
  std::map<std::string, std::int64_t> looks;
  TransportOptions watched;
  watched.progress = [&](double, std::string_view phase) { ++looks[std::string(phase)]; };
  Monitor monitor(watched, counting.clock(), between);
  (void)transport(market, options, monitor);
  return looks;
}

TEST(Stopping, EveryPhaseAsksTheMonitorAsItWorks) {
  // Nearly all tied, so that the draw has much to do; and work enough in every other phase.
  const Table tied(4000, 60, 3, 1);
  auto looks = looks_by_phase(tied.market(), {.threads = 1, .keep_ties = true}, 1000);
  for (const char* phase : {"scores", "prices", "repair", "lottery", "least prices"}) {
    EXPECT_GE(looks[phase], phase == std::string("scores") ? 1 : 20) << phase;
  }
  // Each pair is looked at by the draw, which looks at the clock once in 1,000 of them.
  EXPECT_GE(looks["lottery"], 4000 * 60 / 3 / 1000);

  Table floors(4000, 60, 3, 2);
  floors.bounds.floor.assign(60, 4000 / 60 + 1);
  looks = looks_by_phase(floors.market(), {.threads = 1}, 1000);
  EXPECT_GE(looks["witness"], 20);
}

TEST(Stopping, LossesAndFloorGainsAskAndThrow) {
  Table table(3000, 200, 1000, 3);
  table.bounds.floor.assign(200, 18);
  table.bounds.floor[0] = 15;
  for (Index i = 10; i < 3000; ++i) {
    if (table.eligible.empty()) table.eligible.assign(table.scores.size(), 1);
    table.eligible[static_cast<std::size_t>(i) * 200] = 0;
  }
  const Market market = table.market();
  const TransportResult best =
      transport(market, {.on_infeasible = OnInfeasible::least_shortfall, .threads = 1});
  ASSERT_EQ(best.status, Status::optimal_short);
  std::vector<Index> placed;
  for (const Award& award : best.awards) placed.push_back(award.left);
  const LossesOptions how{.threads = 1};
  for (const bool gains : {false, true}) {
    Counting counting;
    Monitor whole(TransportOptions{}, {}, 1000);
    const auto call = [&](Monitor& monitor) {
      if (gains) {
        (void)floor_gains(market, best, how, monitor);
      } else {
        (void)losses(market, best, placed, how, monitor);
      }
    };
    call(whole);
    EXPECT_GE(whole.looks(), 200 * 200 / 1000);
    for (const double share : {0.1, 0.5, 0.9}) {
      Counting clock;
      Monitor monitor(
          TransportOptions{.time_limit = share * static_cast<double>(whole.looks())},
          clock.clock(), 1000);
      EXPECT_THROW(call(monitor), Stopped) << gains << " " << share;
    }
  }
}

TEST(Stopping, RefereesAskAndThrow) {
  const Table table(2000, 50, 3, 4);
  const Market market = table.market();
  const TransportResult best = transport(market, {.threads = 1});
  const auto judge = [&](Monitor& monitor) {
    EXPECT_EQ(why_not_optimal(market, best, &monitor), std::nullopt);
    EXPECT_EQ(why_not_least(market, best, &monitor), std::nullopt);
    EXPECT_EQ(why_not_drawn(market, best, {}, &monitor), std::nullopt);
  };
  Monitor whole(TransportOptions{}, {}, 1000);
  judge(whole);
  EXPECT_GE(whole.looks(), 20);  // once in a block of rows, of each of some ten passes
  for (const double share : {0.1, 0.5, 0.9}) {
    Counting clock;
    Monitor monitor(TransportOptions{.time_limit = share * static_cast<double>(whole.looks())},
                    clock.clock(), 1000);
    EXPECT_THROW(judge(monitor), Stopped) << share;
  }
}

// --- what a stopped solve gives ---------------------------------------------------------------------

/// Solves again and again, stopped at the first, second ... look, and judges what is there.
void stop_at_every_look(const Market& market, TransportOptions options, std::int64_t between) {
  options.threads = 1;
  const TransportResult best = transport(market, options);
  std::int64_t whole = 0;
  {
    Monitor monitor(TransportOptions{}, {}, between);
    EXPECT_EQ(transport(market, options, monitor), best);
    whole = monitor.looks();
  }
  bool had_plan = false;
  bool had_best = false;
  const std::int64_t stride = std::max<std::int64_t>(1, whole / 60);
  for (std::int64_t stop = 1; stop <= whole + 2; stop += stride) {
    // The grace of 0.1 s is a thousand looks.
    Counting counting{1e-4};
    Monitor monitor(TransportOptions{.time_limit = 1e-4 * (static_cast<double>(stop) - 0.5)},
                    counting.clock(), between);
    const TransportResult r = transport(market, options, monitor);
    if (r.status == best.status) {
      EXPECT_EQ(r, best);
      continue;
    }
    EXPECT_TRUE(r.prices.empty() && r.worth.empty() && r.forced.empty() && !r.ties && !r.witness);
    if (r.status == Status::stopped_empty) {
      EXPECT_TRUE(r.awards.empty() && r.award_score.empty() && !r.gap && r.total == 0 && r.shortfall.empty());
      EXPECT_FALSE(had_plan) << "a plan was lost at look " << stop;
      continue;
    }
    ASSERT_EQ(r.status, Status::stopped_feasible);
    ASSERT_NE(best.status, Status::infeasible);
    had_plan = true;
    EXPECT_EQ(why_not_feasible(market, r), std::nullopt);
    ASSERT_EQ(r.award_score.size(), r.awards.size());
    for (std::size_t k = 0; k < r.awards.size(); ++k) {
      EXPECT_EQ(r.award_score[k], market.score(r.awards[k].left, r.awards[k].right));
    }
    ASSERT_TRUE(r.gap.has_value());
    EXPECT_GE(*r.gap, 0);
    Count missed = 0;
    Count least = 0;
    for (const Count units : r.shortfall) missed += units;
    for (const Count units : best.shortfall) least += units;
    EXPECT_GE(missed, least);
    if (missed == least) {
      EXPECT_LE(r.total, best.total);
      if (market.n() <= 100) {
        EXPECT_EQ(why_not_optimal(market, r), std::nullopt);
      }
    }
    EXPECT_GE(r.total + *r.gap, best.total);  // which misses no more
    had_best = *r.gap == 0 && missed == least;
    if (had_best) {
      EXPECT_EQ(r.total, best.total);
    }
  }
  if (best.status == Status::optimal && market.n() > 100) {
    EXPECT_TRUE(had_plan);
    EXPECT_TRUE(had_best) << "the last stops come in the draw, and keep the best plan";
  }
}

TEST(Stopping, GivesAPlanWithAProvenGapAtEveryLook) {
  stop_at_every_look(Table(2500, 40, 1000, 1).market(), {}, 2000);
  stop_at_every_look(Table(2500, 40, 2, 2).market(), {}, 2000);
  Table floors(1500, 30, 50, 3);
  floors.bounds.floor.assign(30, 40);
  stop_at_every_look(floors.market(), {}, 2000);
  Table must(1500, 30, 50, 4);
  must.bounds.must_match.assign(1500, 1);
  stop_at_every_look(must.market(), {}, 2000);
  Table missed(1500, 30, 50, 5);
  missed.bounds.floor.assign(30, 60);
  missed.bounds.capacity.assign(30, 70);
  stop_at_every_look(missed.market(), {.on_infeasible = OnInfeasible::least_shortfall}, 2000);
  stop_at_every_look(missed.market(), {}, 2000);  // infeasible
}

TEST(Stopping, GivesAPlanWithAProvenGapAtEveryLookOfBids) {
  for (const std::int32_t levels : {2, 1000}) {
    Table few(400, 200, levels, 11);
    few.bounds.floor.assign(200, 1);
    stop_at_every_look(few.market(), {.method = Method::assignment}, 2000);
    few.bounds.must_match.assign(400, 1);
    stop_at_every_look(few.market(), {.method = Method::assignment}, 2000);
    few.bounds.floor.assign(200, 3);
    few.bounds.capacity.assign(200, 4);
    stop_at_every_look(few.market(),
                       {.on_infeasible = OnInfeasible::least_shortfall,
                        .method = Method::assignment},
                       2000);
  }
}

TEST(Stopping, AfterTheFirstPassThePlanPlacesNearlyAllAndFillsFloors) {
  Table plain(20'000, 100, 1000, 6);
  Table floors(20'000, 100, 1000, 7);
  floors.bounds.capacity.assign(100, 210);
  floors.bounds.floor.assign(100, 195);
  floors.bounds.must_match.assign(20'000, 0);
  for (std::size_t i = 0; i < 20'000; i += 100) floors.bounds.must_match[i] = 1;
  for (const Table* table : {&plain, &floors}) {
    const Market market = table->market();
    // The first pass over all rows ends at about look 85, the first plan of a round comes at 138.
    // Fifteen looks of grace are too few for passes, and enough for what is listed.
    Counting counting{0.08 / 15};
    const TransportOptions options{.threads = 1, .time_limit = 110 * counting.step};
    Monitor monitor(options, counting.clock(), 200'000);
    const TransportResult r = transport(market, options, monitor);
    ASSERT_EQ(r.status, Status::stopped_feasible);
    EXPECT_EQ(why_not_feasible(market, r), std::nullopt);
    EXPECT_GE(r.awards.size(), 19'500U);
    EXPECT_GT(r.total * 10, transport(market).total * 9);
  }
}

TEST(Stopping, GivesAPlanWithAProvenGapAtEveryLookOfMixedMarkets) {
  for (std::uint64_t seed = 0; seed < 300 && !testing::Test::HasFailure(); ++seed) {
    const auto owned = support::random_market(seed, {.left = 12, .right = 5, .levels = 4, .pairs = 60});
    stop_at_every_look(*owned,
                       {.on_infeasible = seed % 2 == 0 ? OnInfeasible::stop
                                                       : OnInfeasible::least_shortfall},
                       1);
    if (testing::Test::HasFailure()) ADD_FAILURE() << owned.kind() << " " << seed;
  }
}

TEST(Stopping, AnExceptionOfProgressLeavesTheCallFromEveryPhase) {
  struct Enough {};
  const Table table(2000, 40, 3, 7);
  const Market market = table.market();
  for (const char* wanted : {"scores", "prices", "repair", "lottery", "least prices"}) {
    Counting counting;
    TransportOptions options;
    options.progress = [&](double, std::string_view phase) {
      if (phase == wanted) throw Enough{};
    };
    Monitor monitor(options, counting.clock(), 2000);
    EXPECT_THROW((void)transport(market, {}, monitor), Enough) << wanted;
  }
}

TEST(Stopping, TwoEqualCallsGiveEqualResults) {
  const Table table(300, 10, 5, 8);
  const Market market = table.market();
  const TransportResult one = transport(market, {.threads = 1});
  TransportResult two = transport(market, {.threads = 2});
  two.counters.pairs_scored += 1;
  EXPECT_EQ(one, two);
  const auto changed = [&](auto change) {
    TransportResult other = one;
    change(other);
    EXPECT_FALSE(other == one);
  };
  changed([](TransportResult& r) { r.status = Status::optimal_short; });
  changed([](TransportResult& r) { r.awards.pop_back(); });
  changed([](TransportResult& r) { ++r.total; });
  changed([](TransportResult& r) { ++r.prices[0]; });
  changed([](TransportResult& r) { ++r.greatest_prices[0]; });
  changed([](TransportResult& r) { ++r.worth[0]; });
  changed([](TransportResult& r) { ++r.forced[0]; });
  changed([](TransportResult& r) { ++r.shortfall[0]; });
  changed([](TransportResult& r) { r.gap.reset(); });
  changed([](TransportResult& r) { r.witness.emplace(); });
  changed([](TransportResult& r) { r.ties.emplace(); });
}

/// Each status by a clock that counts looks, at a look that is chosen: no test waits for anything.
TEST(Stopping, EachStatusIsSeenUnderAnInjectedClock) {
  Table plain(2500, 40, 1000, 21);
  Table missed(1500, 30, 50, 22);
  missed.bounds.floor.assign(30, 60);
  missed.bounds.capacity.assign(30, 70);
  std::vector<std::int64_t> large{max_score + 1};
  const Market too_large(Dense{.n = 1, .m = 1, .scores = std::span<const std::int64_t>(large)},
                         {.capacity = {1}});
  const auto short_of = [](OnInfeasible mode) {
    return TransportOptions{.on_infeasible = mode, .threads = 1};
  };
  const TransportOptions usual{.threads = 1};
  constexpr std::int64_t between = 2000;
  // A time limit that no look reaches changes nothing.
  const auto whole = [&](const Market& market, const TransportOptions& options) {
    Counting counting{1e-4};
    Monitor monitor(TransportOptions{.time_limit = 1e6}, counting.clock(), between);
    const TransportResult result = transport(market, options, monitor);
    EXPECT_EQ(result, transport(market, options));
    return std::pair(result.status, monitor.looks());
  };
  const auto [optimal, looks] = whole(plain.market(), usual);
  EXPECT_EQ(optimal, Status::optimal);
  EXPECT_EQ(whole(missed.market(), short_of(OnInfeasible::least_shortfall)).first,
            Status::optimal_short);
  EXPECT_EQ(whole(missed.market(), short_of(OnInfeasible::stop)).first, Status::infeasible);
  EXPECT_EQ(whole(too_large, usual).first, Status::out_of_range);

  // Stopped at a look: by the limit, or by who is asked then.
  const auto stopped = [&](std::int64_t look, bool by_limit) {
    Counting counting{by_limit ? 1e-4 : 1.0};  // asked at each look, where a second lies between
    TransportOptions watched;
    std::int64_t asked = 0;
    if (by_limit) {
      watched.time_limit = 1e-4 * (static_cast<double>(look) - 0.5);
    } else {
      watched.interrupt = [&] { return ++asked >= look; };
    }
    Monitor monitor(watched, counting.clock(), between);
    return transport(plain.market(), usual, monitor);
  };
  for (const bool by_limit : {true, false}) {
    EXPECT_EQ(stopped(1, by_limit).status, Status::stopped_empty) << by_limit;
    const TransportResult late = stopped(looks - 2, by_limit);
    EXPECT_EQ(late.status, Status::stopped_feasible) << by_limit;
    EXPECT_EQ(late.gap, 0) << by_limit;
    EXPECT_EQ(why_not_optimal(plain.market(), late), std::nullopt);
    EXPECT_EQ(stopped(looks + 2, by_limit).status, Status::optimal) << by_limit;
  }
}

// --- what must not cost more than it need -----------------------------------------------------------

TEST(Stopping, AnInfeasibleMarketCostsAFewPasses) {
  // However deep the prices of its cuts are: chains of places, each short of one unit.
  for (const std::int32_t levels : {1, 2, 50, 100'000}) {
    Table table(3000, 60, levels, 9);
    table.bounds.floor.assign(60, 51);
    table.bounds.capacity.assign(60, 55);
    const TransportResult short_of_rows = transport(table.market(), {.threads = 1});
    ASSERT_EQ(short_of_rows.status, Status::infeasible);
    EXPECT_LT(short_of_rows.counters.pairs_scored, std::int64_t{25} * 3000 * 60) << levels;

    Table empty(3000, 60, levels, 10);
    empty.eligible.assign(empty.scores.size(), 1);
    empty.bounds.floor.assign(60, 0);
    empty.bounds.capacity.assign(60, 100);
    for (std::size_t j = 0; j < 20; ++j) {
      empty.bounds.floor[j] = static_cast<Count>(5 * j + 1);
      for (std::size_t i = 0; i < 3000; ++i) empty.eligible[i * 60 + j] = 0;
    }
    const TransportResult nobody = transport(empty.market(), {.threads = 1});
    ASSERT_EQ(nobody.status, Status::infeasible);
    EXPECT_EQ(why_not_infeasible(empty.market(), nobody), std::nullopt);
    EXPECT_LT(nobody.counters.pairs_scored, std::int64_t{25} * 3000 * 60) << levels;
  }
}

TEST(Stopping, FloorsOfFewLevelsCostAFewPasses) {
  for (const std::int32_t levels : {3, 20}) {
    Table table(5000, 500, levels, 11);
    table.bounds.floor.assign(500, 9);
    table.bounds.capacity.assign(500, 20);
    const TransportResult best = transport(table.market(), {.threads = 1});
    ASSERT_EQ(best.status, Status::optimal);
    EXPECT_EQ(why_not_optimal(table.market(), best), std::nullopt);
    EXPECT_LT(best.counters.pairs_scored, std::int64_t{12} * 5000 * 500) << levels;
  }
}

TEST(CutCheck, ItsFastFlowIsAsGreatAsTheSlowOne) {
  Random random(11);
  for (int round = 0; round < 3000; ++round) {
    const auto n = static_cast<std::size_t>(random.between(0, 40));
    const auto m = static_cast<std::size_t>(random.between(0, random.chance(20) ? 150 : 12));
    const std::size_t words = (m + 63) / 64;
    const int density = static_cast<int>(random.between(1, 60));
    std::vector<std::uint64_t> bits(n * words, 0);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < m; ++j) {
        if (random.chance(density)) bits[i * words + j / 64] |= std::uint64_t{1} << (j % 64);
      }
    }
    std::vector<Count> units(n);
    std::vector<Count> room(m);
    for (Count& u : units) u = random.between(0, random.chance(30) ? 4 : 1);
    for (Count& r : room) r = random.between(0, 5);
    const detail::referee::MaximumFlow fast(bits, words, units, room, nullptr);
    const support::SlowFlow slow(bits, words, units, room);
    ASSERT_EQ(fast.left_over(), slow.left_over()) << round;
    ASSERT_EQ(fast.room_left(), slow.room_left()) << round;
  }
}

TEST(CutCheck, IsNearlyLinear) {
  // Everybody may be anywhere, half of them must be given up: a repair of n / 2 steps.
  std::int64_t before = 0;
  for (const Index n : {4000, 16'000}) {
    Table table(n, 8, 3, 12);
    table.bounds.capacity.assign(8, n / 16);
    table.bounds.must_match.assign(static_cast<std::size_t>(n), 1);
    const Market market = table.market();
    const TransportResult result = transport(market, {.threads = 1});
    ASSERT_EQ(result.status, Status::infeasible);
    Monitor monitor(TransportOptions{}, {}, 1000);
    EXPECT_EQ(why_not_infeasible(market, result, &monitor), std::nullopt);
    if (before > 0) {
      EXPECT_LT(monitor.looks(), 6 * before);
    }
    before = monitor.looks();
  }
}

}  // namespace
}  // namespace jinguo::solver

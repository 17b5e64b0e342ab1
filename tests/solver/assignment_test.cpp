#include "../../src/solver/assignment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "../../src/solver/tuned.hpp"
#include "jinguo/solver/certificate.hpp"
#include "support/oracle.hpp"
#include "support/random_market.hpp"

/// The two methods of transport(): the same answers on every market, and which of them is taken.
namespace jinguo::solver {
namespace {

using support::Random;

/// Rows of one unit, few beside the right nodes, with every bound; scores of some levels.
struct SingleUnits {
  std::vector<std::int32_t> scores{};
  std::vector<std::uint8_t> eligible{};
  Bounds bounds{};
  Index n = 0;
  Index m = 0;

  SingleUnits(std::uint64_t seed, Index most) {
    Random random(seed);
    m = static_cast<Index>(random.between(1, most));
    n = static_cast<Index>(random.between(1, 4 * most));
    const std::int64_t levels[] = {1, 3, 40, 1'000'000};
    const std::int64_t level = levels[seed % 4];
    const std::int64_t step = seed % 7 == 0 ? 1000 : 1;
    const int density = random.chance(50) ? 100 : static_cast<int>(random.between(5, 60));
    scores.resize(static_cast<std::size_t>(n) * static_cast<std::size_t>(m));
    eligible.resize(scores.size());
    for (std::int32_t& s : scores) {
      s = static_cast<std::int32_t>(random.between(-level / 4, level) * step);
    }
    for (std::uint8_t& e : eligible) e = random.chance(density);
    const auto rows = static_cast<std::size_t>(n);
    const auto columns = static_cast<std::size_t>(m);
    const Count fair = std::max<Count>(1, n / m);
    const bool ones = random.chance(30);
    const bool floors = random.chance(50);
    bounds.capacity.assign(columns, 1);
    bounds.floor.assign(columns, 0);
    for (std::size_t j = 0; j < columns; ++j) {
      if (!ones) bounds.capacity[j] = random.chance(5) ? 4 * fair : random.between(0, 2 * fair);
      if (floors && random.chance(60)) bounds.floor[j] = random.between(0, bounds.capacity[j]);
    }
    bounds.outside.assign(rows, 0);
    bounds.must_match.assign(rows, 0);
    bounds.demand.assign(rows, 1);
    const int must = random.chance(50) ? 0 : static_cast<int>(random.between(1, 30));
    for (std::size_t i = 0; i < rows; ++i) {
      if (random.chance(20)) bounds.outside[i] = random.between(-level, level);
      bounds.must_match[i] = random.chance(must);
      if (random.chance(3)) bounds.demand[i] = 0;
    }
    for (std::size_t i = 0; i < rows; ++i) {
      const auto j = static_cast<std::size_t>(random.between(0, m - 1));
      const bool fits = bounds.demand[i] == 1 && bounds.capacity[j] > 3 && bounds.floor[j] == 0;
      if (random.chance(1) && fits && eligible[i * columns + j] != 0) {
        bounds.lock.push_back({static_cast<Index>(i), static_cast<Index>(j)});
        bounds.capacity[j] = std::max<Count>(bounds.capacity[j], n);
      } else if (random.chance(3)) {
        bounds.exclude.push_back({static_cast<Index>(i), static_cast<Index>(j)});
      }
    }
  }
  [[nodiscard]] Market market() const {
    Dense dense{.n = n, .m = m, .scores = std::span<const std::int32_t>(scores)};
    dense.eligible = eligible;
    return Market(dense, bounds);
  }
};

TransportOptions by(Method method, std::uint64_t seed) {
  TransportOptions options;
  options.seed = seed;
  options.on_infeasible = seed % 3 == 0 ? OnInfeasible::stop : OnInfeasible::least_shortfall;
  options.method = method;
  options.threads = 1 + static_cast<int>(seed % 2);
  options.keep_ties = true;
  return options;
}

TEST(Assignment, AnswersAsColumnGenerationDoes) {
  int solved = 0;
  int forced = 0;
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    const SingleUnits made(seed, seed % 20 == 0 ? 80 : 15);
    const Market market = made.market();
    SCOPED_TRACE(seed);
    const TransportResult one = transport(market, by(Method::assignment, seed));
    const TransportResult other = transport(market, by(Method::column_generation, seed));
    ASSERT_EQ(one.status, other.status);
    if (one.status == Status::infeasible) continue;
    ASSERT_TRUE(one == other);
    ASSERT_EQ(why_not_optimal(market, one), std::nullopt);
    ++solved;
    forced += std::count(one.forced.begin(), one.forced.end(), 1) > 0 ? 1 : 0;
  }
  EXPECT_GT(solved, 400);
  EXPECT_GT(forced, 10);
}

TEST(Assignment, AnswersAsTheOracleDoesWithAnyTuning) {
  int solved = 0;
  for (std::uint64_t seed = 10'000; seed < 10'500; ++seed) {
    const SingleUnits made(seed, 10);
    const Market market = made.market();
    SCOPED_TRACE(seed);
    Random random(seed);
    Tuning tuning;
    visit_numbers(tuning, [&](const std::string& name, std::int64_t& number) {
      if (seed % 2 == 0 || random.chance(30)) {
        number = std::min(number, (name.ends_with("_ratio") ? 2 : 1) + random.between(0, 3));
      }
    });
    tuning.augment_steps_an_arc = seed % 5 == 0 ? 0 : 40;
    TransportOptions options = by(Method::assignment, seed);
    options.on_infeasible = OnInfeasible::least_shortfall;
    Monitor monitor;
    const TransportResult result = tuned::transport(market, options, monitor, tuning);
    const support::OracleAnswer answer = support::oracle(support::written(market), options);
    ASSERT_EQ(result.status != Status::infeasible, answer.feasible);
    if (!answer.feasible) continue;
    ++solved;
    ASSERT_EQ(result.total, answer.total);
    ASSERT_EQ(result.awards, answer.awards);
    ASSERT_EQ(result.shortfall, answer.shortfall);
    ASSERT_EQ(result.prices, answer.prices.least);
    ASSERT_EQ(result.greatest_prices, answer.prices.greatest);
  }
  EXPECT_GT(solved, 300);
}

TEST(Assignment, IsTakenWhereRowsAreFewAndOfOneUnit) {
  const auto method = [](Index n, Index m, Bounds bounds, bool blocks) {
    const std::vector<std::int32_t> scores(static_cast<std::size_t>(n) *
                                           static_cast<std::size_t>(m));
    const Market dense(Dense{.n = n, .m = m, .scores = std::span<const std::int32_t>(scores)},
                       bounds);
    const Market in_blocks(Blocks{.n = n, .m = m, .scores = [](Index, Index, std::span<Score>) {}},
                           bounds);
    const Market& market = blocks ? in_blocks : dense;
    Problem problem;
    problem.demand = market.bounds().demand;
    problem.outside = market.bounds().outside;
    problem.lo = market.bounds().floor;
    problem.hi = market.bounds().capacity;
    return method_for(market, problem, {});
  };
  EXPECT_EQ(method(50, 50, {}, false), Method::assignment);
  EXPECT_EQ(method(3199, 50, {}, false), Method::assignment);  // all pairs are listed
  EXPECT_EQ(method(3200, 50, {}, false), Method::column_generation);
  EXPECT_EQ(method(1599, 100, {}, false), Method::assignment);
  EXPECT_EQ(method(1600, 100, {}, false), Method::column_generation);
  EXPECT_EQ(method(50, 50, {}, true), Method::column_generation);
  Bounds two;
  two.demand.assign(50, 1);
  two.demand[7] = 2;
  EXPECT_EQ(method(50, 50, two, false), Method::column_generation);
}

TEST(Assignment, AMethodHasAName) {
  EXPECT_EQ(to_string(Method::automatic), "automatic");
  EXPECT_EQ(to_string(Method::column_generation), "column_generation");
  EXPECT_EQ(to_string(Method::assignment), "assignment");
}

}  // namespace
}  // namespace jinguo::solver

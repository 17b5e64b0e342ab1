#include "../../src/solver/tuning.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "../../src/solver/tuned.hpp"
#include "jinguo/solver/certificate.hpp"
#include "support/oracle.hpp"
#include "support/random_market.hpp"

/// The ways of large markets (more than 8,192 right nodes, sums of 128 bits, more than 2^24 pairs,
/// lists that are looked through for repetitions) on small ones: with tiny numbers in place of the
/// solver's, and in place of the referees'.
namespace jinguo::solver {
namespace {

using support::Random;

TransportOptions options_of(std::uint64_t seed) {
  TransportOptions options;
  options.seed = seed;
  options.on_infeasible = seed % 2 == 0 ? OnInfeasible::stop : OnInfeasible::least_shortfall;
  options.threads = seed % 5 == 0 ? 3 : 1;
  options.keep_ties = true;
  return options;
}

/// Solves by default and tuned, by whichever method, and asks for all losses of both.
void expect_same(const Market& market, const TransportOptions& options, const Tuning& tuning) {
  const TransportResult plain = transport(market, options);
  Monitor monitor;
  TransportOptions others_method = options;
  others_method.method = static_cast<Method>(options.seed % 3);
  const TransportResult tuned = tuned::transport(market, others_method, monitor, tuning);
  ASSERT_EQ(tuned.status, plain.status);
  if (plain.status == Status::infeasible) {
    // Of several cuts and repairs that are as good, any serves: the referee judges each.
    const auto units = [](const TransportResult& result) {
      Count sum = 0;
      for (const Repair& r : result.witness->repair) sum += std::abs(r.from - r.to);
      return sum;
    };
    ASSERT_EQ(why_not_infeasible(market, plain), std::nullopt);
    ASSERT_EQ(why_not_infeasible(market, tuned), std::nullopt);
    ASSERT_EQ(units(tuned), units(plain));
    return;
  }
  ASSERT_TRUE(tuned == plain);
  if (plain.status != Status::optimal && plain.status != Status::optimal_short) return;
  std::vector<Index> left;
  for (Index i = 0; i < std::min<Index>(market.n(), 40); ++i) left.push_back(i);
  const LossesOptions how{.threads = options.threads};
  const Losses losses = solver::losses(market, plain, left, how);
  const Losses others = tuned::losses(market, plain, left, how, monitor, tuning);
  ASSERT_EQ(others.loss, losses.loss);
  ASSERT_EQ(others.outside, losses.outside);
  ASSERT_EQ(tuned::floor_gains(market, plain, how, monitor, tuning),
            floor_gains(market, plain, how));
}

/// Markets large enough for samples of rows and passes in parts, and small ones of every kind.
void expect_same_everywhere(const Tuning& tuning, std::uint64_t first, std::uint64_t count) {
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const bool large = seed % 10 == 0;
    const auto market = support::random_market(seed, {.left = large ? 300 : 40,
                                                      .right = large ? 40 : 8,
                                                      .levels = seed % 3 == 0 ? 1'000'000 : 3,
                                                      .pairs = 12'000});
    SCOPED_TRACE(market.kind() + ", seed " + std::to_string(seed));
    expect_same(*market, options_of(seed), tuning);
    if (testing::Test::HasFatalFailure()) return;
  }
}

/// The least value that a number may have.
std::int64_t least_of(const std::string& name) {
  const bool may_be_none =
      name == "narrow_bits" || name == "dense_nodes" || name == "deep_falls" ||
      name == "few_pairs" || name == "sample_rows_a_node" || name == "augment_steps" ||
      name == "augment_steps_an_arc" || name == "newton_steps" || name == "search_rounds" ||
      name == "glances" || name == "whole_nodes" || name == "bids_a_row" || name == "bid_passes" ||
      name == "bid_rows_a_node" || name == "whole_rows_a_node" || name == "bid_falls" ||
      name == "whole_list" || name == "queue_kept" || name == "update_work_a_left" ||
      name == "update_work_a_right" || name == "first_scaling_bits";
  if (name == "sample_ratio" || name == "bid_ratio") return 2;
  return may_be_none ? 0 : 1;
}

std::vector<std::string> names_of_numbers() {
  std::vector<std::string> names;
  Tuning tuning;
  visit_numbers(tuning, [&](const char* name, std::int64_t) { names.emplace_back(name); });
  return names;
}

class EachNumber : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Tuning, EachNumber, testing::ValuesIn(names_of_numbers()),
                         [](const auto& of) { return of.param; });

TEST_P(EachNumber, AtItsLeastChangesNoAnswer) {
  Tuning tuning;
  visit_numbers(tuning, [&](const std::string& name, std::int64_t& number) {
    if (name == GetParam()) number = least_of(name);
  });
  expect_same_everywhere(tuning, 1000, 60);
}

TEST(Tunings, WithAllAtTheirLeastNoAnswerChanges) {
  Tuning tuning;
  visit_numbers(tuning, [](const std::string& name, std::int64_t& n) { n = least_of(name); });
  expect_same_everywhere(tuning, 2000, 400);
}

TEST(Tunings, DrawnAtRandomTheyChangeNoAnswer) {
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    Random random(seed);
    Tuning tuning;
    visit_numbers(tuning, [&](const std::string& name, std::int64_t& number) {
      if (random.chance(50)) number = std::min(number, least_of(name) + random.between(0, 20));
    });
    expect_same_everywhere(tuning, 10'000 + seed, 1);
    ASSERT_FALSE(HasFailure()) << seed;
  }
}

TEST(Tunings, OfLargeMarketsAgreeWithTheOracleAndTheReferees) {
  Tuning large;
  visit_numbers(large, [](const std::string& name, std::int64_t& n) { n = least_of(name); });
  int solved = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const auto market = support::random_market(
        seed + 50'000,
        {.left = 40, .right = 8, .levels = seed % 2 == 0 ? 3 : 1'000'000, .pairs = 320});
    SCOPED_TRACE(market.kind() + ", seed " + std::to_string(seed));
    TransportOptions options = options_of(seed);
    options.on_infeasible = OnInfeasible::least_shortfall;
    options.method = static_cast<Method>(seed % 3);
    Monitor monitor;
    const TransportResult result = tuned::transport(*market, options, monitor, large);
    const support::OracleAnswer answer = support::oracle(support::written(*market), options);
    ASSERT_EQ(result.status != Status::infeasible, answer.feasible);
    if (!answer.feasible) {
      EXPECT_EQ(why_not_infeasible(*market, result), std::nullopt);
      continue;
    }
    ++solved;
    ASSERT_EQ(result.awards, answer.awards);
    ASSERT_EQ(result.total, answer.total);
    ASSERT_EQ(result.prices, answer.prices.least);
    ASSERT_EQ(result.greatest_prices, answer.prices.greatest);
    EXPECT_EQ(why_not_optimal(*market, result), std::nullopt);
    EXPECT_EQ(why_not_drawn(*market, result, options), std::nullopt);
  }
  EXPECT_GT(solved, 100);
}

/// Nested samples of rows, a dense source in 32 bits or not: more rows than random markets have.
TEST(Tunings, OfNestedSamplesChangeNoAnswer) {
  constexpr Index n = 6000;
  constexpr Index m = 30;
  for (const std::int64_t levels : {3, 1000}) {
    Random random(static_cast<std::uint64_t>(levels));
    std::vector<std::int32_t> scores(static_cast<std::size_t>(n) * m);
    for (std::int32_t& s : scores) s = static_cast<std::int32_t>(random.between(1, levels));
    Bounds bounds;
    bounds.capacity.assign(m, n / m - 5);
    bounds.floor.assign(m, 10);
    const Market market(Dense{.n = n, .m = m, .scores = std::span<const std::int32_t>(scores)},
                        bounds);
    Tuning samples;
    samples.sample_rows = 4;
    samples.sample_rows_a_node = 0;
    samples.sample_ratio = 2;
    expect_same(market, {.seed = 3}, samples);
    Tuning wide = samples;
    wide.narrow_bits = 0;
    wide.kept_arcs = 100;
    wide.few_pairs = 10;
    wide.portion_pairs = 1000;
    expect_same(market, {.seed = 3}, wide);
  }
}

/// A referee under its own limits and under tiny ones: the same graph, the same judgement.
TEST(Limits, OfRefereesChangeNoJudgement) {
  using namespace detail::referee;
  const Limits tiny{.block_scores = 1, .dense_nodes = 0, .kept_arcs = 1, .kept_zero_arcs = 1};
  int judged = 0;
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    const auto owned =
        support::random_market(seed, {.left = 12, .right = 6, .levels = 2, .pairs = 60});
    const Market& market = *owned;
    SCOPED_TRACE(owned.kind() + ", seed " + std::to_string(seed));
    TransportOptions options = options_of(seed);
    options.on_infeasible = OnInfeasible::least_shortfall;
    TransportResult result = transport(market, options);
    if (result.status != Status::optimal && result.status != Status::optimal_short) continue;
    ++judged;
    const bool spoilt = seed % 3 == 0 && !result.awards.empty() && market.bounds().lock.empty();
    if (spoilt) result.awards.pop_back();
    const Assignment plan = assignment_of(market, result.awards);
    for (const Floors floors : {Floors::kept, Floors::priced}) {
      const ResidualNetwork dense(market, plan, floors, nullptr);
      const ResidualNetwork sparse(market, plan, floors, nullptr, tiny);
      for (std::size_t a = 0; a < dense.size(); ++a) {
        std::vector<std::pair<std::size_t, Cost>> arcs[2];
        dense.visit_from(a, [&](std::size_t b, Cost cost) {
          // The matrix holds differences to a pair that is barred, which no path takes.
          if (cost.score < (Score{1} << 50)) arcs[0].emplace_back(b, cost);
        });
        sparse.visit_from(a, [&](std::size_t b, Cost cost) { arcs[1].emplace_back(b, cost); });
        ASSERT_EQ(arcs[0], arcs[1]);
      }
      const Paths paths = shortest_paths(sparse, std::nullopt);
      const Paths others = shortest_paths(dense, std::nullopt);
      ASSERT_EQ(paths.cycle.empty(), others.cycle.empty());
      if (!paths.cycle.empty()) continue;
      ASSERT_EQ(paths.distance, others.distance);
      std::vector<Cost> potential(dense.size());
      for (std::size_t v = 0; v < potential.size(); ++v) potential[v] = Cost{} - paths.distance[v];
      Numbers numbers;
      for (Index i = 0; i < market.n(); ++i) {
        numbers.left.push_back(lottery_number(seed, Side::left, i));
      }
      for (Index j = 0; j < market.m(); ++j) {
        numbers.right.push_back(lottery_number(seed, Side::right, j));
      }
      ASSERT_EQ(draw_objection(market, plan, floors, potential, numbers, nullptr, tiny),
                draw_objection(market, plan, floors, potential, numbers, nullptr));
    }
  }
  EXPECT_GT(judged, 500);
}

}  // namespace
}  // namespace jinguo::solver

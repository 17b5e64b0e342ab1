#include "jinguo/solver/market.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "jinguo/solver/transport.hpp"

namespace jinguo::solver {
namespace {

template <class Source>
std::vector<std::string> codes_of(const Source& source, Bounds bounds) {
  try {
    const Market market(source, std::move(bounds));
  } catch (const InputError& error) {
    std::vector<std::string> codes;
    for (const Issue& issue : error.issues()) {
      codes.push_back(issue.code);
      EXPECT_NE(find_in_catalogue(issue.code), nullptr) << issue.code;
    }
    return codes;
  }
  return {};
}

constexpr Score too_far = std::numeric_limits<Score>::min();

Dense three_by_two(const std::vector<double>& values) {
  Dense dense;
  dense.n = 3;
  dense.m = 2;
  dense.scores = std::span<const double>(values);
  return dense;
}

std::vector<Score> all_scores(const Market& market) {
  std::vector<Score> out(static_cast<std::size_t>(market.n()) *
                         static_cast<std::size_t>(market.m()));
  market.scores(0, market.n(), out);
  for (Index i = 0; i < market.n(); ++i) {
    for (Index j = 0; j < market.m(); ++j) {
      EXPECT_EQ(market.score(i, j),
                out[static_cast<std::size_t>(i) * static_cast<std::size_t>(market.m()) +
                    static_cast<std::size_t>(j)]);
    }
  }
  return out;
}

TEST(Market, FillsInDefaultsAndSpreadsSingleEntries) {
  const std::vector<double> values{1, 2, 3, 4, 5, 6};
  const Market market(three_by_two(values), Bounds{.capacity = {2}, .outside = {7, 8, 9}});
  EXPECT_EQ(market.bounds().capacity, (std::vector<Count>{2, 2}));
  EXPECT_EQ(market.bounds().floor, (std::vector<Count>{0, 0}));
  EXPECT_EQ(market.bounds().demand, (std::vector<Count>{1, 1, 1}));
  EXPECT_EQ(market.bounds().outside, (std::vector<Score>{7, 8, 9}));
  EXPECT_EQ(market.bounds().must_match, (std::vector<std::uint8_t>{0, 0, 0}));
  EXPECT_EQ(market.scale(), 1'000'000'000);  // 6 gets ten digits
}

TEST(Market, ScalesFloatsOnceHalvesToEven) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> values{0.5, 1.5, 2.5, -0.5, nan, 1e300};
  Dense dense = three_by_two(values);
  dense.score_scale = 1;
  const Market market(dense, {});
  const std::vector<Score> scores = all_scores(market);
  EXPECT_EQ(scores[0], 0);
  EXPECT_EQ(scores[1], 2);
  EXPECT_EQ(scores[2], 2);
  EXPECT_EQ(scores[3], 0);
  EXPECT_EQ(scores[4], not_eligible);
  EXPECT_GT(scores[5], max_score);
}

TEST(Market, ChoosesTheScaleThatGivesTheGreatestScoreTenDigits) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto scale = [&](double greatest) {
    const std::vector<double> values{0, greatest / 2, nan, -greatest, 0, nan};
    const std::int64_t dense = Market(three_by_two(values), {}).scale();
    const std::vector<std::int32_t> indptr{0, 1, 3};
    const std::vector<std::int32_t> indices{0, 0, 1};
    const std::vector<double> stored{-greatest, 0, nan};
    const Sparse sparse{.m = 2,
                        .indptr = std::span<const std::int32_t>(indptr),
                        .indices = indices,
                        .scores = std::span<const double>(stored)};
    EXPECT_EQ(Market(sparse, {}).scale(), dense) << greatest;
    return dense;
  };
  EXPECT_EQ(scale(1), 1'000'000'000);
  EXPECT_EQ(scale(9.999), 1'000'000'000);
  EXPECT_EQ(scale(10), 100'000'000);
  EXPECT_EQ(scale(17.6e6), 100);
  EXPECT_EQ(scale(999'999'999), 10);
  EXPECT_EQ(scale(1e9), 1);
  EXPECT_EQ(scale(3e15), 1);
  EXPECT_EQ(scale(0.001), 1'000'000'000'000);
  EXPECT_EQ(scale(1e-8), 1'000'000'000'000'000);
  EXPECT_EQ(scale(1e-300), 1'000'000'000'000'000);
  EXPECT_EQ(scale(0), 1'000'000);
  // Of a pair that the mask bars nothing is asked, and a given scale stands.
  const std::vector<double> values{1, 2, 3, 4, 5, 6e8};
  const std::vector<std::uint8_t> mask{1, 1, 1, 1, 1, 0};
  Dense dense = three_by_two(values);
  dense.eligible = mask;
  EXPECT_EQ(chosen_scale(dense), 1'000'000'000);
  dense.score_scale = 7;
  EXPECT_EQ(Market(dense, {}).scale(), 7);
}

TEST(Market, RefusesOutsideValuesBeyondTheRangeOfScores) {
  const std::vector<double> values{1, 2, 3, 4, 5, 6};
  EXPECT_TRUE(codes_of(three_by_two(values), Bounds{.outside = {max_score}}).empty());
  for (const Score outside : {max_score + 1, -max_score - 1, too_far}) {
    EXPECT_EQ(codes_of(three_by_two(values), Bounds{.outside = {outside}}),
              (std::vector<std::string>{"solver.outside"}));
  }
}

TEST(Market, ReadsStridedAndReversedMatricesAndMasks) {
  const std::vector<std::int32_t> values{6, 5, 4, 3, 2, 1};
  const std::vector<std::uint8_t> mask{1, 1, 1, 0, 1, 1};  // column by column
  Dense dense;
  dense.n = 3;
  dense.m = 2;
  dense.scores = std::span<const std::int32_t>(values);
  dense.row_stride = -2;
  dense.column_stride = -1;
  dense.offset = 5;
  dense.eligible = mask;
  dense.eligible_row_stride = 1;
  dense.eligible_column_stride = 3;
  const Market market(dense, {});
  EXPECT_EQ(market.scale(), 1);
  EXPECT_EQ(all_scores(market), (std::vector<Score>{1, not_eligible, 3, 4, 5, 6}));
}

TEST(Market, TakesUnsortedSparseRowsAndStoredZeros) {
  const std::vector<std::int64_t> indptr{0, 2, 2, 3};
  const std::vector<std::int32_t> indices{2, 0, 1};
  const std::vector<std::int64_t> values{9, 0, -4};
  const Market market(Sparse{.m = 3,
                             .indptr = std::span<const std::int64_t>(indptr),
                             .indices = indices,
                             .scores = std::span<const std::int64_t>(values)},
                      Bounds{.exclude = {{2, 1}}});
  EXPECT_EQ(market.n(), 3);
  const Score no = not_eligible;
  EXPECT_EQ(all_scores(market), (std::vector<Score>{0, no, 9, no, no, no, no, no, no}));
}

TEST(Market, AsksBlocksForRows) {
  Blocks blocks;
  blocks.n = 4;
  blocks.m = 2;
  blocks.scores = [](Index from, Index to, std::span<Score> out) {
    for (Index i = from; i < to; ++i) {
      out[static_cast<std::size_t>(i - from) * 2] = i;
      out[static_cast<std::size_t>(i - from) * 2 + 1] = 10 * i;
    }
  };
  const Market market(blocks, {});
  EXPECT_EQ(all_scores(market), (std::vector<Score>{0, 0, 1, 10, 2, 20, 3, 30}));
}

TEST(Market, NamesEveryFaultAtTheDoor) {
  const std::vector<double> values{1, 2, std::numeric_limits<double>::infinity(), 4, 5, 6};
  const Bounds bounds{.capacity = {1, -1},
                      .floor = {0, 0, 0},
                      .demand = {1, 1},
                      .lock = {{0, 0}, {0, 0}, {1, 5}, {2, 1}},
                      .exclude = {{2, 1}, {-1, 0}}};
  std::vector<std::string> codes = codes_of(three_by_two(values), bounds);
  std::sort(codes.begin(), codes.end());
  EXPECT_EQ(codes, (std::vector<std::string>{"solver.count", "solver.index", "solver.index",
                                             "solver.infinite", "solver.length", "solver.length",
                                             "solver.pair_both", "solver.pair_twice"}));
}

TEST(Market, RefusesMatricesThatDoNotFit) {
  const std::vector<double> values{1, 2, 3, 4, 5};
  EXPECT_EQ(codes_of(three_by_two(values), {}), (std::vector<std::string>{"solver.length"}));
  const std::vector<double> enough{1, 2, 3, 4, 5, 6};
  Dense dense = three_by_two(enough);
  dense.row_stride = 2;
  dense.column_stride = 2;
  EXPECT_EQ(codes_of(dense, {}), (std::vector<std::string>{"solver.length"}));
  dense = three_by_two(enough);
  dense.score_scale = -1;
  EXPECT_EQ(codes_of(dense, {}), (std::vector<std::string>{"solver.scale"}));
  Blocks blocks{.n = 1, .m = 1, .scores = [](Index, Index, std::span<Score>) {}};
  blocks.score_scale = 0;  // only who has all scores can choose
  EXPECT_EQ(codes_of(blocks, {}), (std::vector<std::string>{"solver.scale"}));
}

TEST(Market, RefusesBrokenRows) {
  const std::vector<std::int32_t> indices{1, 1, 3};
  const std::vector<float> values{1, 2, 3};
  const auto sparse = [&](const std::vector<std::int32_t>& indptr, Index m) {
    return codes_of(Sparse{.m = m,
                           .indptr = std::span<const std::int32_t>(indptr),
                           .indices = indices,
                           .scores = std::span<const float>(values)},
                    {});
  };
  EXPECT_EQ(sparse({0, 3}, 4), (std::vector<std::string>{"solver.entry_twice"}));
  EXPECT_EQ(sparse({0, 1, 3}, 4), (std::vector<std::string>{}));
  EXPECT_EQ(sparse({0, 1, 3}, 3), (std::vector<std::string>{"solver.index"}));
  EXPECT_EQ(sparse({0, 2, 1, 3}, 4), (std::vector<std::string>{"solver.indptr"}));
  EXPECT_EQ(sparse({0, 1}, 4), (std::vector<std::string>{"solver.length"}));
}

TEST(Market, AFloorAboveCapacityIsNoFaultOfTheDoor) {
  const std::vector<double> values{1, 2, 3, 4, 5, 6};
  EXPECT_TRUE(codes_of(three_by_two(values), Bounds{.capacity = {1}, .floor = {2}}).empty());
}

TEST(Market, ThrowsForNodesThatItLacks) {
  const std::vector<double> values{1, 2, 3, 4, 5, 6};
  const Market market(three_by_two(values), {});
  std::vector<Score> out(6);
  EXPECT_THROW(market.scores(0, 4, out), std::out_of_range);
  EXPECT_THROW((void)market.score(0, 2), std::out_of_range);
}

TEST(Market, MayBeEmptyOnEitherSide) {
  Dense dense;
  dense.n = 0;
  dense.m = 2;
  dense.scores = std::span<const double>{};
  EXPECT_EQ(Market(dense, {}).n(), 0);
  dense.n = 2;
  dense.m = 0;
  EXPECT_EQ(Market(dense, {}).m(), 0);
}

TEST(Lottery, NumbersOfNeighboursAreUnrelated) {
  std::set<std::uint64_t> seen;
  int ones = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    for (Index row = 0; row < 500; ++row) {
      for (const Side side : {Side::left, Side::right}) {
        const std::uint64_t number = lottery_number(seed, side, row);
        seen.insert(number);
        ones += __builtin_popcountll(number ^ lottery_number(seed + 1, side, row));
      }
    }
  }
  EXPECT_EQ(seen.size(), 20'000U);
  EXPECT_NEAR(ones / 20'000.0, 32.0, 0.2);
  // The numbers are published: they may never change.
  EXPECT_EQ(lottery_number(0, Side::left, 0), 2558736989570252433ULL);
  EXPECT_EQ(lottery_number(42, Side::right, 7), 15381302289769439799ULL);
}

}  // namespace
}  // namespace jinguo::solver

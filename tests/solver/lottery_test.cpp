#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "../../src/solver/face.hpp"

namespace jinguo::solver {
namespace {

constexpr int rivals = 10;
constexpr int draws = 10'000;

/// Who wins the one place that ten equal left nodes ask for, at a seed.
int winner(std::uint64_t seed, const Market& market, ThreadPool& pool) {
  std::vector<std::uint64_t> left;
  for (Index i = 0; i < rivals; ++i) left.push_back(lottery_number(seed, Side::left, i));
  const std::vector<std::uint64_t> right{lottery_number(seed, Side::right, 0)};
  const std::vector<ScoredAward> plan{{{3, 0}, 7}};
  const std::vector<Score> price{7};
  return settle(market, plan, price, {left, right}, pool).awards.front().award.left;
}

double chi_square(std::span<const int> seen) {
  const double expected = static_cast<double>(draws) / static_cast<double>(seen.size());
  double sum = 0;
  for (const int count : seen) sum += (count - expected) * (count - expected) / expected;
  return sum;
}

TEST(Lottery, LetsEqualLeftNodesWinEquallyOftenAlsoAtNeighbouringSeeds) {
  const std::vector<std::int32_t> scores(rivals, 7);
  Dense dense;
  dense.n = rivals;
  dense.m = 1;
  dense.scores = std::span<const std::int32_t>(scores);
  Bounds bounds;
  bounds.capacity = {1};
  const Market market(dense, bounds);
  Monitor monitor;
  ThreadPool pool(1, monitor);
  std::array<int, rivals> wins{};
  std::array<int, rivals * rivals> pairs{};
  int before = winner(draws, market, pool);
  for (std::uint64_t seed = 0; seed < draws; ++seed) {
    const int now = winner(seed, market, pool);
    ++wins[static_cast<std::size_t>(now)];
    ++pairs[static_cast<std::size_t>(before * rivals + now)];
    before = now;
  }
  // The 0.1 % and 99.9 % quantiles with 9 and with 99 degrees of freedom.
  EXPECT_GT(chi_square(wins), 1.152);
  EXPECT_LT(chi_square(wins), 27.88);
  EXPECT_GT(chi_square(pairs), 61.1);
  EXPECT_LT(chi_square(pairs), 148.3);
}

}  // namespace
}  // namespace jinguo::solver

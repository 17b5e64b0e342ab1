#include "jinguo/solver/scores.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "jinguo/solver/market.hpp"

namespace jinguo::solver {
namespace {

std::vector<Score> all_scores(const Implicit& source) {
  const Market market(source, {});
  std::vector<Score> out(static_cast<std::size_t>(market.n()) *
                         static_cast<std::size_t>(market.m()));
  market.scores(0, market.n(), out);
  return out;
}

bool has_fault(const Implicit& source, const std::string& code) {
  try {
    const Market market(source, {});
  } catch (const InputError& error) {
    for (const Issue& issue : error.issues()) {
      if (issue.code == code) return true;
    }
  }
  return false;
}

TEST(Implicit, AddsEveryPart) {
  const std::vector<std::int8_t> left{1, 2};
  const std::vector<std::int16_t> right{3, 4, -5, 6};
  const std::vector<std::int32_t> left_class{1};
  const std::vector<std::int32_t> right_class{0, 2};
  const std::vector<Score> values{0, 0, 0, 100, 0, 300};
  const std::vector<Score> left_points{7};
  const std::vector<Score> right_points{10, 20};
  Implicit s;
  s.n = 1;
  s.m = 2;
  s.features = 2;
  s.left_features = std::span<const std::int8_t>(left);
  s.right_features = std::span<const std::int16_t>(right);
  s.base = 1000;
  s.dot_scale = 2;
  s.tables = {Table{left_class, right_class, values, 2, 3}};
  s.left_points = left_points;
  s.right_points = right_points;
  EXPECT_EQ(all_scores(s),
            (std::vector<Score>{1000 + 2 * 11 + 100 + 7 + 10, 1000 + 2 * 7 + 300 + 7 + 20}));
  s.band = 100;
  EXPECT_EQ(all_scores(s), (std::vector<Score>{1100, 1300}));
  s.base = -2000;
  EXPECT_EQ(all_scores(s), (std::vector<Score>{-1900, -1700}));
}

TEST(Implicit, LosesPointsByDistanceInFloat32) {
  const std::vector<std::int32_t> left_xy{0, 0};
  const std::vector<std::int32_t> right_xy{0, 0, 1000, 0, 3000, 4000, 0, 20000, 1001, 0};
  Implicit s;
  s.n = 1;
  s.m = 5;
  s.left_xy = left_xy;
  s.right_xy = right_xy;
  s.decay = {{{0, 0}, {1000, 10}, {7000, 70}}};
  const float slope = static_cast<float>(60.0 / 6000.0);
  const float beyond = 10.0F + (1001.0F - 1000.0F) * slope;
  const float far = 10.0F + (5000.0F - 1000.0F) * slope;
  EXPECT_EQ(all_scores(s), (std::vector<Score>{0, -10, -static_cast<Score>(std::floor(far)), -70,
                                               -static_cast<Score>(std::floor(beyond))}));
}

TEST(Implicit, LimitsOnDistanceAreInclusiveAndWaivedForRemotePlaces) {
  const std::vector<std::int32_t> left_xy{0, 0, 0, 0, 0, 0};
  const std::vector<std::int32_t> right_xy{3000, 4000, 5001, 0, 90000, 0};
  const std::vector<double> own{4999.0, 5000.0, std::numeric_limits<double>::quiet_NaN()};
  const std::vector<std::uint8_t> remote{0, 0, 1};
  Implicit s;
  s.n = 3;
  s.m = 3;
  s.left_xy = left_xy;
  s.right_xy = right_xy;
  s.max_distance = 5000.0;
  s.left_max_distance = own;
  s.right_remote = remote;
  s.decay = {{{0, 0}, {100000, 1}}};
  const Score no = not_eligible;
  EXPECT_EQ(all_scores(s), (std::vector<Score>{no, no, 0, 0, no, 0, 0, no, 0}));
}

TEST(Implicit, BitsMustHoldAllThatIsNeededAndNoneThatIsForbidden) {
  const std::vector<std::uint64_t> bits{0b011, 0b111};
  const std::vector<std::uint64_t> need{0b001, 0b100};
  const std::vector<std::uint64_t> forbid{0b100, 0b000};
  Implicit s;
  s.n = 2;
  s.m = 2;
  s.base = 5;
  s.left_bits = bits;
  s.right_need = need;
  s.right_forbid = forbid;
  const Score no = not_eligible;
  EXPECT_EQ(all_scores(s), (std::vector<Score>{5, no, no, 5}));
}

TEST(Implicit, RefusesWhatCannotBeExact) {
  const std::vector<std::int16_t> big{32767, 32767};
  Implicit s;
  s.n = 1;
  s.m = 1;
  s.features = 2;
  s.left_features = std::span<const std::int16_t>(big);
  s.right_features = std::span<const std::int16_t>(big);
  EXPECT_TRUE(has_fault(s, "solver.features"));
  Implicit t;
  t.n = 1;
  t.m = 1;
  t.band = 0;
  t.decay = {{{5, 1}, {5, 2}}};
  t.max_distance = -1;
  EXPECT_TRUE(has_fault(t, "solver.band"));
  EXPECT_TRUE(has_fault(t, "solver.decay"));
  EXPECT_TRUE(has_fault(t, "solver.distance"));
}

TEST(Implicit, IsOneOfTheFourSourcesOfAMarket) {
  Implicit s;
  s.n = 2;
  s.m = 1;
  s.base = 3;
  const Market market(Scores(s), Bounds{.exclude = {{1, 0}}});
  EXPECT_EQ(market.score(0, 0), 3);
  EXPECT_EQ(market.score(1, 0), not_eligible);
}

}  // namespace
}  // namespace jinguo::solver

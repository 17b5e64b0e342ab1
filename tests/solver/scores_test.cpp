#include "jinguo/solver/scores.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <utility>
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

TEST(Implicit, RefusesOriginsThatTheTableLacksAndMetresThatAreNotExact) {
  const std::vector<std::int32_t> xy{0, 0};
  const std::vector<std::int32_t> origin{1};
  const std::vector<std::int32_t> metres{1 << 24};
  Implicit s;
  s.n = 1;
  s.m = 1;
  s.left_xy = xy;
  s.right_xy = xy;
  s.left_origin = origin;
  s.origin_metres = metres;
  EXPECT_TRUE(has_fault(s, "solver.origin"));
  EXPECT_TRUE(has_fault(s, "solver.index"));
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

/// The definition, pair by pair, with each float operation rounded once.
Score plain_score(const Implicit& s, std::size_t i, std::size_t j) {
  const std::uint64_t bits = s.left_bits.empty() ? 0 : s.left_bits[i];
  if (!s.right_need.empty() && (s.right_need[j] & ~bits) != 0) return not_eligible;
  if (!s.right_forbid.empty() && (s.right_forbid[j] & bits) != 0) return not_eligible;
  Score score = s.base + s.left_points[i] + s.right_points[j];
  if (s.right_remote[j] == 0) {
    const volatile float dx = static_cast<float>(s.left_xy[2 * i] - s.right_xy[2 * j]);
    const volatile float dy = static_cast<float>(s.left_xy[2 * i + 1] - s.right_xy[2 * j + 1]);
    const volatile float xx = dx * dx;
    const volatile float yy = dy * dy;
    const volatile float sum = xx + yy;
    volatile float d = std::sqrt(sum);
    if (!s.left_origin.empty()) {
      const std::size_t pair =
          static_cast<std::size_t>(s.left_origin[i]) * static_cast<std::size_t>(s.m) + j;
      const std::int32_t metres = s.origin_metres[pair];
      if (metres == Implicit::no_way) return not_eligible;
      if (metres != Implicit::straight_line) d = static_cast<float>(metres);
    }
    if (s.max_distance && static_cast<double>(d) > *s.max_distance) return not_eligible;
    if (static_cast<double>(d) > s.left_max_distance[i]) return not_eligible;  // NaN: no limit
    const auto& corners = s.decay[static_cast<std::size_t>(s.right_decay[j])];
    std::size_t k = corners.size();
    while (k > 0 && d < static_cast<float>(corners[k - 1].metres)) --k;
    if (k == 0) {
      score -= corners.front().points;
    } else if (k == corners.size()) {
      score -= corners.back().points;
    } else {
      const double rise = static_cast<double>(corners[k].points - corners[k - 1].points);
      const volatile float slope =
          static_cast<float>(rise / (corners[k].metres - corners[k - 1].metres));
      const volatile float run = d - static_cast<float>(corners[k - 1].metres);
      const volatile float lost = run * slope;
      const volatile float loss = static_cast<float>(corners[k - 1].points) + lost;
      score -= static_cast<Score>(std::floor(loss));
    }
  }
  Score dot = 0;
  std::visit(
      [&](const auto left, const auto right) {
        for (std::size_t k = 0; k < static_cast<std::size_t>(s.features); ++k) {
          dot += Score{left[i * static_cast<std::size_t>(s.features) + k]} *
                 right[j * static_cast<std::size_t>(s.features) + k];
        }
      },
      s.left_features, s.right_features);
  score += s.dot_scale * dot;
  for (const Table& table : s.tables) {
    score += table.values[static_cast<std::size_t>(table.left_class[i] * table.columns +
                                                   table.right_class[j])];
  }
  Score rest = score % s.band;
  if (rest < 0) rest += s.band;
  return score - rest;
}

void expect_plain_scores(const Implicit& s) {
  const std::vector<Score> scores = all_scores(s);
  int eligible = 0;
  for (std::size_t i = 0; i < static_cast<std::size_t>(s.n); ++i) {
    for (std::size_t j = 0; j < static_cast<std::size_t>(s.m); ++j) {
      const Score expected = plain_score(s, i, j);
      ASSERT_EQ(scores[i * static_cast<std::size_t>(s.m) + j], expected) << i << ' ' << j;
      if (expected != not_eligible) ++eligible;
    }
  }
  if (s.m > 100) {
    EXPECT_GT(eligible, 100);
  }
}

TEST(Implicit, NarrowAndWideKernelsGiveTheScoresOfTheDefinition) {
  std::mt19937_64 random(5);
  const auto below = [&](std::int64_t k) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(k));
  };
  for (const Index m : {1, 15, 16, 63, 64, 65, 511, 513, 700}) {
    for (const auto& [wide, shared] : {std::pair(false, false), {false, true}, {true, false}}) {
      const Index n = 20;
      const Index width = static_cast<Index>(below(9));
      std::vector<std::int8_t> left(static_cast<std::size_t>(n * width));
      std::vector<std::int16_t> right(static_cast<std::size_t>(m * width));
      for (auto& x : left) x = static_cast<std::int8_t>(below(256) - 128);
      for (auto& x : right) x = static_cast<std::int16_t>(below(2000) - 1000);
      std::vector<Score> left_points(static_cast<std::size_t>(n));
      std::vector<Score> right_points(static_cast<std::size_t>(m));
      const Score reach = wide ? Score{1} << 40 : 100'000;
      for (auto& x : left_points) x = below(2 * reach) - reach;
      for (auto& x : right_points) x = below(2000) - 1000;
      std::vector<std::int32_t> left_xy(static_cast<std::size_t>(n) * 2);
      std::vector<std::int32_t> right_xy(static_cast<std::size_t>(m) * 2);
      for (auto& x : left_xy) x = static_cast<std::int32_t>(below(300'000) - 150'000);
      for (auto& x : right_xy) x = static_cast<std::int32_t>(below(300'000) - 150'000);
      for (std::size_t k = 4; shared && k < left_xy.size(); ++k) left_xy[k] = left_xy[k % 4];
      right_xy[0] = left_xy[0];
      right_xy[1] = left_xy[1] + 5000;
      std::vector<std::int32_t> right_decay(static_cast<std::size_t>(m));
      for (auto& x : right_decay) x = static_cast<std::int32_t>(below(3));
      std::vector<double> own_limit(static_cast<std::size_t>(n));
      for (auto& x : own_limit) {
        x = below(3) == 0 ? std::numeric_limits<double>::quiet_NaN()
                          : static_cast<double>(below(200'000)) + 0.25;
      }
      std::vector<std::uint8_t> remote(static_cast<std::size_t>(m));
      for (auto& x : remote) x = below(5) == 0 ? 1 : 0;
      std::vector<std::uint64_t> bits(static_cast<std::size_t>(n));
      std::vector<std::uint64_t> need(static_cast<std::size_t>(m));
      std::vector<std::uint64_t> forbid(static_cast<std::size_t>(m));
      for (auto& x : bits) x = random() | random();
      for (auto& x : need) x = random() & random() & random() & random() & random();
      for (auto& x : forbid) x = random() & random() & random() & random() & random() & random();
      std::vector<std::int32_t> left_class(static_cast<std::size_t>(n));
      std::vector<std::int32_t> right_class(static_cast<std::size_t>(m));
      for (auto& x : left_class) x = static_cast<std::int32_t>(below(4));
      for (auto& x : right_class) x = static_cast<std::int32_t>(below(3));
      std::vector<Score> values(12);
      for (auto& x : values) x = below(5000) - 2500;
      Implicit s;
      s.n = n;
      s.m = m;
      s.features = width;
      s.left_features = std::span<const std::int8_t>(left);
      s.right_features = std::span<const std::int16_t>(right);
      s.base = -777;
      s.dot_scale = below(7) - 3;
      s.tables = {Table{left_class, right_class, values, 4, 3},
                  Table{left_class, right_class, values, 4, 3}};
      s.left_points = left_points;
      s.right_points = right_points;
      s.left_xy = left_xy;
      s.right_xy = right_xy;
      s.decay = {{{0, 0}, {5000, 100}, {30'000, 3000}, {100'000, 8000}},
                 {{1000, 50}, {70'000, -20}},
                 {{2500, 7}}};
      s.right_decay = right_decay;
      s.max_distance = 250'000.5;
      s.left_max_distance = own_limit;
      s.right_remote = remote;
      s.band = below(2) == 0 ? 1 : 1 + below(1000);
      s.left_bits = bits;
      s.right_need = need;
      s.right_forbid = forbid;
      expect_plain_scores(s);
      // The same by a table of ways: some known, some straight, some none; shared rows stay shared.
      std::vector<std::int32_t> origin(static_cast<std::size_t>(n));
      for (std::size_t k = 0; k < origin.size(); ++k) {
        origin[k] = static_cast<std::int32_t>(shared ? k % 4 : static_cast<std::size_t>(below(3)));
      }
      std::vector<std::int32_t> metres(static_cast<std::size_t>(4 * m));
      for (auto& x : metres) {
        const std::int64_t which = below(5);
        x = which == 0   ? Implicit::straight_line
            : which == 1 ? Implicit::no_way
                         : static_cast<std::int32_t>(below(300'000));
      }
      s.left_origin = origin;
      s.origin_metres = metres;
      expect_plain_scores(s);
      s.max_distance.reset();  // no_way is none, limit or not
      const std::vector<double> none(static_cast<std::size_t>(n),
                                     std::numeric_limits<double>::quiet_NaN());
      s.left_max_distance = none;
      expect_plain_scores(s);
    }
  }
}

}  // namespace
}  // namespace jinguo::solver

#include "../../src/solver/kernel.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "support/random_market.hpp"

namespace jinguo::solver {
namespace {

using support::Random;

/// Each test once for every level of machine that the library was built for; one that this machine
/// lacks is told as skipped.
class Kernel : public testing::TestWithParam<const KernelLevel*> {
 protected:
  void SetUp() override {
    if (!level().runs_here()) GTEST_SKIP() << "this processor has no " << level().name;
  }
  [[nodiscard]] static const KernelLevel& level() { return *GetParam(); }
};
std::vector<const KernelLevel*> every_level() {
  std::vector<const KernelLevel*> levels;
  for (const KernelLevel& level : kernel_levels()) levels.push_back(&level);
  return levels;
}
INSTANTIATE_TEST_SUITE_P(Level, Kernel, testing::ValuesIn(every_level()),
                         [](const auto& of) { return std::string(of.param->name); });

TEST(KernelLevels, BeginWithThePlainOneAndTheBestRunsHere) {
  ASSERT_FALSE(kernel_levels().empty());
  EXPECT_STREQ(kernel_levels().front().name, "plain");
  EXPECT_TRUE(kernel_levels().front().runs_here());
  EXPECT_TRUE(best_kernel_level().runs_here());
  for (const KernelLevel& level : kernel_levels()) {
    if (&level > &best_kernel_level()) {
      EXPECT_FALSE(level.runs_here()) << level.name;
    }
  }
}

TEST_P(Kernel, ScoresRowsOfColumnsThatMayBeHad) {
  Random random(1);
  for (int round = 0; round < 120; ++round) {
    const std::int64_t most = std::vector{1, 127, 32767}[static_cast<std::size_t>(round % 3)];
    constexpr std::size_t width = 192;
    constexpr std::size_t pairs = 5;
    const auto of = [](std::size_t row, std::size_t k) { return row * width + k; };
    const std::vector<std::size_t> used{0, 1, 3, 4, 6};
    std::vector<std::int16_t> feature((used.back() + 1) * 2 * width);
    for (auto& x : feature) x = static_cast<std::int16_t>(random.between(-most, most));
    const std::size_t rows = 1 + static_cast<std::size_t>(round % 7);
    std::vector<std::int32_t> own(rows * pairs);
    for (auto& pair : own) {
      const auto low = static_cast<std::uint16_t>(random.between(-most / 250, most / 250));
      const auto high = static_cast<std::uint16_t>(random.between(-most / 250, most / 250));
      pair = static_cast<std::int32_t>(std::uint32_t{high} << 16 | low);
    }
    const bool is_small = most < 32767 && round % 2 == 0;
    const std::int64_t range = is_small ? 200'000 : 20'000'000;
    const auto numbers = [&](std::size_t count) {
      std::vector<std::int32_t> out(count);
      for (std::int32_t& x : out) x = static_cast<std::int32_t>(random.between(-range, range));
      return out;
    };
    const std::vector<std::int32_t> points = numbers(width);
    const std::vector<std::int32_t> first = numbers(rows * width);
    const std::vector<std::int32_t> second = numbers(rows * width);
    const auto masks = [&] {
      std::vector<std::uint32_t> out(rows * width / 32);
      for (std::uint32_t& mask : out) {
        mask = random.chance(30) ? 0 : static_cast<std::uint32_t>(random.bits() | random.bits());
        if (random.chance(20)) mask &= 0xffff0000;
      }
      return out;
    };
    const std::vector<std::uint32_t> may = masks();
    const std::vector<std::uint32_t> also = masks();
    const auto band =
        static_cast<std::int32_t>(round % 4 == 0 ? 1 : random.between(2, is_small ? 300'000 : 999));
    std::vector<std::int32_t> out(rows * width, 7);
    std::vector<const std::int32_t*> added;
    for (std::size_t r = 0; r < rows; ++r) {
      added.push_back(&first[of(r, 0)]);
      added.push_back(&second[of(r, 0)]);
    }
    std::vector<ScoreRow> scored;
    for (std::size_t r = 0; r < rows; ++r) {
      scored.push_back({static_cast<std::int32_t>(r) - 3, own.data() + r * pairs,
                        added.data() + 2 * r, &may[of(r, 0) / 32], &also[of(r, 0) / 32],
                        &out[of(r, 0)]});
    }
    level().score_rows(
        {points.data(), feature.data(), width, used.data(), pairs, 2, band, is_small, width},
        scored);
    for (std::size_t r = 0; r < rows; ++r) {
      for (std::size_t j = 0; j < width; ++j) {
        Score sum = points[j] + static_cast<Score>(r) - 3 + first[of(r, j)] + second[of(r, j)];
        for (std::size_t k = 0; k < pairs; ++k) {
          const std::int32_t pair = own[r * pairs + k];
          sum += static_cast<std::int16_t>(pair & 0xffff) * feature[used[k] * 2 * width + 2 * j] +
                 (pair >> 16) * feature[used[k] * 2 * width + 2 * j + 1];
        }
        const Score rest = (sum % band + band) % band;
        const std::uint32_t word = may[of(r, j) / 32] & also[of(r, j) / 32];
        ASSERT_EQ(out[of(r, j)], (word >> j % 32 & 1) != 0 ? sum - rest : narrow_not_eligible)
            << round << ": " << r << ", " << j;
      }
    }
  }
}

TEST_P(Kernel, FindsTheColumnsThatReachAValue) {
  Random random(2);
  for (const std::size_t width : {64U, 512U, 704U}) {
    for (const std::int64_t range : {1, 5, 1000}) {
      std::vector<std::int32_t> scores(width);
      std::vector<std::int32_t> price(width);
      for (std::size_t j = 0; j < width; ++j) {
        scores[j] = random.between(0, 9) == 0 ? narrow_not_eligible
                                              : static_cast<std::int32_t>(random.between(0, range));
        price[j] = static_cast<std::int32_t>(random.between(0, range));
      }
      for (const std::int64_t least : {-range, std::int64_t{0}, range / 2, range + 1}) {
        std::vector<Index> expected;
        for (std::size_t j = 0; j < width; ++j) {
          if (scores[j] - price[j] >= least) expected.push_back(static_cast<Index>(j));
        }
        std::vector<Index> columns(width + 16);
        columns.resize(level().reaching(scores.data(), price.data(),
                                        static_cast<std::int32_t>(least), width, columns.data()));
        EXPECT_EQ(columns, expected);
      }
      for (const std::size_t count : {1U, 12U, 64U}) {
        const std::int32_t value = level().reached_by(scores.data(), price.data(), width, count);
        std::size_t reach = 0;
        for (std::size_t j = 0; j < width; ++j) reach += scores[j] - price[j] >= value ? 1 : 0;
        EXPECT_GE(reach, count);
        EXPECT_EQ(value,
                  kernel_levels().front().reached_by(scores.data(), price.data(), width, count));
      }
    }
  }
}

TEST_P(Kernel, FindsTheExtremesOfEligibleScoresOnly) {
  std::vector<std::int32_t> scores(128, narrow_not_eligible);
  EXPECT_EQ(level().extremes_of(scores.data(), scores.size()).eligible, 0);
  scores[5] = -3;
  scores[90] = 11;
  const Extremes found = level().extremes_of(scores.data(), scores.size());
  EXPECT_EQ(found.least, -3);
  EXPECT_EQ(found.greatest, 11);
  EXPECT_EQ(found.eligible, 2);
}

TEST_P(Kernel, LowersLossesWithoutOverflow) {
  std::vector<std::int32_t> scores(64, narrow_not_eligible);
  scores[1] = -static_cast<std::int32_t>(narrow_price) + 1;
  scores[2] = 40;
  for (const std::int32_t mine : {-static_cast<std::int32_t>(narrow_price) + 1, 7,
                                  static_cast<std::int32_t>(narrow_price) - 1}) {
    std::vector<std::int32_t> loss(64, 2'147'483'647);
    loss[2] = mine - 41;
    level().lower_losses(loss.data(), scores.data(), mine, loss.size());
    EXPECT_GE(loss[0], narrow_lost);
    EXPECT_EQ(loss[1], mine - scores[1]);
    EXPECT_LT(loss[1], narrow_lost);
    EXPECT_EQ(loss[2], mine - 41);
  }
}

/// Rows of implicit scores of every kind, as wide as several tiles, against the plain loop in 64
/// bits that serves single pairs.
TEST_P(Kernel, FillsRowsAsThePlainLoopDoes) {
  int seen = 0;
  std::int64_t eligible = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const bool wide = seed % 4 == 0;
    const auto owned = support::random_market(
        seed, {.left = wide ? 5 : 40, .right = wide ? 1300 : 70, .levels = 500, .pairs = 6500});
    const auto* source = std::get_if<Implicit>(&owned->source());
    if (source == nullptr || owned->m() == 0) continue;
    const auto kernel = RowKernel::make(*source, level());
    if (!kernel) continue;
    ++seen;
    // Exclusions belong to the market, not to the source.
    const Market market(*source,
                        {.capacity = std::vector<Count>(static_cast<std::size_t>(owned->m()), 1)});
    for (Index i = 0; i < market.n();) {
      const Index rows = std::min<Index>(market.n() - i, 1 + static_cast<Index>(seed % 4));
      std::vector<std::int32_t> row(kernel->width() * static_cast<std::size_t>(rows));
      // In turns rows that lie side by side and rows far apart, in any order.
      std::vector<Index> lefts;
      for (Index r = 0; r < rows; ++r) {
        lefts.push_back(seed % 2 == 0 ? i + r : static_cast<Index>((i + r) * 7 % market.n()));
      }
      i += rows;
      kernel->fill(lefts, row.data());
      for (Index r = 0; r < rows; ++r) {
        for (Index j = 0; j < market.m(); ++j) {
          const std::int32_t score =
              row[static_cast<std::size_t>(r) * kernel->width() + static_cast<std::size_t>(j)];
          const Score plain = market.score(lefts[static_cast<std::size_t>(r)], j);
          eligible += plain != not_eligible ? 1 : 0;
          ASSERT_EQ(score == narrow_not_eligible ? not_eligible : Score{score}, plain)
              << owned.kind() << " " << seed << ": " << i << ", " << j;
        }
        for (std::size_t j = static_cast<std::size_t>(market.m()); j < kernel->width(); ++j) {
          ASSERT_EQ(row[static_cast<std::size_t>(r) * kernel->width() + j], narrow_not_eligible);
        }
      }
    }
  }
  EXPECT_GT(seen, 30);
  EXPECT_GT(eligible, 10'000);
}

/// Rows that share places are not measured one by one: with a few limits of their own, with none,
/// and with so many that only rows without one share what is known of the place.
TEST_P(Kernel, FillsRowsAtSharedPlacesWithinTheirOwnLimits) {
  constexpr Index n = 96;
  constexpr Index m = 70;
  const double no_limit = std::numeric_limits<double>::infinity();
  // Two that are no less than the limit for all, 900, beside two that are.
  const std::vector<double> few{
      std::numeric_limits<double>::quiet_NaN(), no_limit, 300, 700.5, 900, 950};
  for (const bool many : {false, true}) {
    Random random(many ? 7 : 8);
    std::vector<std::int32_t> left_xy;
    std::vector<std::int32_t> right_xy;
    std::vector<double> limits;
    std::vector<std::int32_t> origin;
    std::vector<std::int32_t> metres;
    for (Index i = 0; i < n; ++i) {
      left_xy.push_back(i % 3 * 400);
      left_xy.push_back(i % 2 * 400);
      limits.push_back(many && i % 2 == 0 ? 100 + i : few[static_cast<std::size_t>(i / 16)]);
      origin.push_back(static_cast<std::int32_t>(i % 2));
    }
    for (Index j = 0; j < 2 * m; ++j) {
      right_xy.push_back(static_cast<std::int32_t>(random.between(0, 1000)));
      metres.push_back(random.chance(60)   ? Implicit::straight_line
                       : random.chance(20) ? Implicit::no_way
                                           : static_cast<std::int32_t>(random.between(0, 1000)));
    }
    Implicit source;
    source.n = n;
    source.m = m;
    source.left_xy = left_xy;
    source.right_xy = right_xy;
    source.left_origin = origin;
    source.origin_metres = metres;
    source.left_max_distance = limits;
    source.max_distance = 900;
    source.decay = {{{100, 0}, {700, 500}}};
    const auto kernel = RowKernel::make(source, level());
    ASSERT_NE(kernel, nullptr);
    const Market market(source, {.capacity = std::vector<Count>(m, 1)});
    std::vector<std::int32_t> row(kernel->width());
    int open = 0;
    int closed = 0;
    for (Index i = 0; i < n; ++i) {
      kernel->fill({&i, 1}, row.data());
      for (Index j = 0; j < m; ++j) {
        const std::int32_t score = row[static_cast<std::size_t>(j)];
        const Score plain = market.score(i, j);
        ++(plain == not_eligible ? closed : open);
        ASSERT_EQ(score == narrow_not_eligible ? not_eligible : Score{score}, plain)
            << many << ": " << i << ", " << j;
      }
    }
    EXPECT_GT(open, 1000);
    EXPECT_GT(closed, 1000);
  }
}

/// Blocks that bounds leave out hold no pair that is worth what is asked for, and there are some.
TEST_P(Kernel, LeavesOutOnlyBlocksThatCannotReachAValue) {
  std::int64_t left_out = 0;
  std::int64_t kept = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const auto owned =
        support::random_market(seed, {.left = 40, .right = 300, .levels = 500, .pairs = 12'000});
    const auto* source = std::get_if<Implicit>(&owned->source());
    if (source == nullptr || owned->m() == 0) continue;
    const auto kernel = RowKernel::make(*source, level());
    if (!kernel) continue;
    Random random(seed);
    std::vector<std::int32_t> price(kernel->width(), 0);
    for (std::size_t j = 0; j < static_cast<std::size_t>(owned->m()); ++j) {
      price[j] = static_cast<std::int32_t>(random.between(-300, 300));
    }
    BlockBounds bounds;
    std::vector<std::int32_t> row(kernel->width());
    std::vector<std::int32_t> some(kernel->width());
    std::vector<std::uint32_t> may(kernel->width() / 32);
    for (Index i = 0; i < owned->n(); ++i) {
      if (!kernel->has_bounds(i)) continue;
      kernel->fill({&i, 1}, row.data());
      std::vector<std::int32_t> values(row.size());
      for (std::size_t j = 0; j < row.size(); ++j) values[j] = row[j] - price[j];
      std::sort(values.begin(), values.end(), std::greater<>());
      const std::int32_t least =
          std::max(narrow_floor, values[static_cast<std::size_t>(random.between(0, 40))]);
      kernel->near(i, price.data(), bounds, may.data());
      kernel->reaching(i, least, bounds, may.data());
      kernel->fill({&i, 1}, some.data(), may.data());
      for (std::size_t j = 0; j < row.size(); ++j) {
        const bool reaches = row[j] != narrow_not_eligible && row[j] - price[j] >= least;
        if (reaches || some[j] != narrow_not_eligible) {
          ASSERT_EQ(some[j], row[j]) << owned.kind() << " " << seed << ": " << i << ", " << j;
        }
        const bool is = row[j] != narrow_not_eligible;
        left_out += is && some[j] == narrow_not_eligible ? 1 : 0;
        kept += is && some[j] != narrow_not_eligible ? 1 : 0;
      }
    }
  }
  EXPECT_GT(left_out, 1000);
  EXPECT_GT(kept, 1000);
}

/// Each loop with floats, whole columns of odd and extreme values, against the plain level.
TEST_P(Kernel, RoundsAsThePlainLevelDoes) {
  const KernelLevel& plain = kernel_levels().front();
  constexpr std::size_t count = 320;
  Random random(5);
  const auto numbers = [&](std::int64_t most) {
    std::vector<std::int32_t> out(count);
    for (std::int32_t& x : out) x = static_cast<std::int32_t>(random.between(-most, most));
    return out;
  };
  const auto floats = [&](double scale) {
    std::vector<float> out(count);
    for (float& x : out)
      x = static_cast<float>(scale * static_cast<double>(random.between(-9999, 9999)) / 7);
    return out;
  };
  for (int round = 0; round < 100; ++round) {
    const std::vector<std::int32_t> x = numbers((1 << 30) - 1);
    const std::vector<std::int32_t> y = numbers(round % 2 == 0 ? 3000 : (1 << 30) - 1);
    const auto both = [&](auto start, const auto& loop) {
      auto expected = start;
      loop(plain, expected.data());
      auto found = start;
      loop(level(), found.data());
      EXPECT_EQ(found, expected) << round;
      return found;
    };
    const std::vector<float> distance =
        both(std::vector<float>(count), [&](const KernelLevel& on, float* out) {
          on.distances(out, x.data(), y.data(), 17, -12345, count);
        });
    std::vector<std::int32_t> by_road = numbers(1 << 23);   // below 0: the straight line
    by_road[0] = std::numeric_limits<std::int32_t>::max();  // no way
    both(distance, [&](const KernelLevel& on, float* out) {
      on.replace_distances(out, by_road.data(), count);
    });
    const std::vector<float> metres = floats(100);
    const std::vector<float> points = floats(1);
    const std::vector<float> slope = floats(1e-3);
    const std::vector<float> loss = both(points, [&](const KernelLevel& on, float* out) {
      on.turn_corner(out, distance.data(), metres.data(), points.data(), slope.data(), count);
    });
    std::vector<float> waived(count, -1.0F);
    for (std::size_t j = 0; j < count; j += 7) waived[j] = std::numeric_limits<float>::infinity();
    both(numbers(1 << 20), [&](const KernelLevel& on, std::int32_t* out) {
      on.take_off(out, loss.data(), waived.data(), count);
    });
    const std::vector<std::uint32_t> open(count / 32, round % 2 == 0 ? ~0U : 0x0ff1ceU);
    both(open, [&](const KernelLevel& on, std::uint32_t* out) {
      on.limit_distance(out, distance.data(), waived.data(), distance[3], count);
    });
    both(numbers(1 << 27), [&](const KernelLevel& on, std::int32_t* out) {
      on.round_down(out, static_cast<std::int32_t>(1 + round * 37), count);
    });
    std::vector<std::int16_t> feature(7 * count);
    for (auto& f : feature) f = static_cast<std::int16_t>(random.between(-32768, 32767));
    const std::vector<std::int32_t> own = numbers(40);
    both(numbers(1 << 20), [&](const KernelLevel& on, std::int32_t* out) {
      on.add_products(out, feature.data(), count, own.data(), 7, count);
    });
    std::vector<std::uint64_t> need(count);
    std::vector<std::uint64_t> forbid(count);
    for (std::uint64_t& bits : need) bits = random.bits() & random.bits() & random.bits() & 0xff;
    for (std::uint64_t& bits : forbid) bits = random.bits() & random.bits() & random.bits() & 0xff;
    both(open, [&](const KernelLevel& on, std::uint32_t* out) {
      on.limit_bits(out, need.data(), forbid.data(), 0x5a, count);
    });
  }
}

}  // namespace
}  // namespace jinguo::solver

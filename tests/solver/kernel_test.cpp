#include "../../src/solver/kernel.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "support/random_market.hpp"

namespace jinguo::solver {
namespace {

using support::Random;

TEST(Kernel, AddsPairsOfProductsAlikeOnEveryMachine) {
  const std::vector<AddPairs> versions = add_pairs_versions();
  Random random(1);
  for (const std::int64_t most : {1, 127, 32767}) {
    constexpr std::size_t pitch = 64;
    constexpr std::size_t pairs = 5;
    std::vector<std::int16_t> feature(pairs * 2 * pitch);
    for (auto& x : feature) x = static_cast<std::int16_t>(random.between(-most, most));
    constexpr std::size_t rows = 6;  // four at once, and two more
    constexpr std::size_t own_pitch = pairs + 2;
    std::vector<std::int32_t> own(rows * own_pitch);
    for (auto& pair : own) {
      const auto low = static_cast<std::uint16_t>(random.between(-most / 5, most / 5));
      const auto high = static_cast<std::uint16_t>(random.between(-most / 5, most / 5));
      pair = static_cast<std::int32_t>(std::uint32_t{high} << 16 | low);
    }
    constexpr std::size_t sum_pitch = pitch + 3;
    std::vector<std::int32_t> begin(rows * sum_pitch);
    for (std::size_t k = 0; k < begin.size(); ++k) begin[k] = static_cast<std::int32_t>(k) - 7;
    std::vector<std::int32_t> expected = begin;
    for (std::size_t r = 0; r < rows; ++r) {
      for (std::size_t j = 0; j < pitch; ++j) {
        for (std::size_t k = 0; k < pairs; ++k) {
          const auto low = static_cast<std::int16_t>(own[r * own_pitch + k] & 0xffff);
          const auto high = static_cast<std::int16_t>(own[r * own_pitch + k] >> 16);
          expected[r * sum_pitch + j] +=
              low * feature[k * 2 * pitch + 2 * j] + high * feature[k * 2 * pitch + 2 * j + 1];
        }
      }
    }
    for (const AddPairs version : versions) {
      std::vector<std::int32_t> sum = begin;
      version({sum.data(), sum_pitch, own.data(), own_pitch, rows, pairs, pitch}, feature.data(),
              pitch);
      EXPECT_EQ(sum, expected);
    }
  }
}

TEST(Kernel, FindsTheColumnsThatReachAValueAlikeOnEveryMachine) {
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
        for (const Reaching version : reaching_versions()) {
          std::vector<Index> columns(width + 16);
          columns.resize(version(scores.data(), price.data(), static_cast<std::int32_t>(least),
                                 width, columns.data()));
          EXPECT_EQ(columns, expected);
        }
      }
      for (const std::size_t count : {1U, 12U, 64U}) {
        const std::int32_t value = reached_by(scores.data(), price.data(), width, count);
        std::size_t reach = 0;
        for (std::size_t j = 0; j < width; ++j) reach += scores[j] - price[j] >= value ? 1 : 0;
        EXPECT_GE(reach, count);
      }
    }
  }
}

TEST(Kernel, FindsTheExtremesOfEligibleScoresOnly) {
  std::vector<std::int32_t> scores(128, narrow_not_eligible);
  EXPECT_EQ(extremes_of(scores.data(), scores.size()).eligible, 0);
  scores[5] = -3;
  scores[90] = 11;
  const Extremes found = extremes_of(scores.data(), scores.size());
  EXPECT_EQ(found.least, -3);
  EXPECT_EQ(found.greatest, 11);
  EXPECT_EQ(found.eligible, 2);
}

TEST(Kernel, LowersLossesWithoutOverflow) {
  std::vector<std::int32_t> scores(64, narrow_not_eligible);
  scores[1] = -static_cast<std::int32_t>(narrow_price) + 1;
  scores[2] = 40;
  for (const std::int32_t mine : {-static_cast<std::int32_t>(narrow_price) + 1, 7,
                                  static_cast<std::int32_t>(narrow_price) - 1}) {
    std::vector<std::int32_t> loss(64, 2'147'483'647);
    loss[2] = mine - 41;
    lower_losses(loss.data(), scores.data(), mine, loss.size());
    EXPECT_GE(loss[0], narrow_lost);
    EXPECT_EQ(loss[1], mine - scores[1]);
    EXPECT_LT(loss[1], narrow_lost);
    EXPECT_EQ(loss[2], mine - 41);
  }
}

}  // namespace
}  // namespace jinguo::solver

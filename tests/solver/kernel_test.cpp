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
    std::vector<std::int32_t> own(pairs);
    for (auto& pair : own) {
      const auto low = static_cast<std::uint16_t>(random.between(-most / 5, most / 5));
      const auto high = static_cast<std::uint16_t>(random.between(-most / 5, most / 5));
      pair = static_cast<std::int32_t>(std::uint32_t{high} << 16 | low);
    }
    std::vector<std::int32_t> expected(pitch);
    for (std::size_t j = 0; j < pitch; ++j) {
      expected[j] = static_cast<std::int32_t>(j) - 7;
      for (std::size_t k = 0; k < pairs; ++k) {
        const auto low = static_cast<std::int16_t>(own[k] & 0xffff);
        const auto high = static_cast<std::int16_t>(own[k] >> 16);
        expected[j] +=
            low * feature[k * 2 * pitch + 2 * j] + high * feature[k * 2 * pitch + 2 * j + 1];
      }
    }
    for (const AddPairs version : versions) {
      std::vector<std::int32_t> sum(pitch);
      for (std::size_t j = 0; j < pitch; ++j) sum[j] = static_cast<std::int32_t>(j) - 7;
      version(sum.data(), feature.data(), pitch, own.data(), pairs, pitch);
      EXPECT_EQ(sum, expected);
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

#include "jinguo/core/integer.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace jinguo::detail {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

TEST(Integer, RoundsQuotientsDownAndUpOnBothSidesOfZero) {
  for (std::int64_t a = -25; a <= 25; ++a) {
    for (std::int64_t b = 1; b <= 7; ++b) {
      const std::int64_t down = floor_div(a, b);
      EXPECT_LE(down * b, a);
      EXPECT_GT((down + 1) * b, a);
      const std::int64_t up = ceil_div(a, b);
      EXPECT_GE(up * b, a);
      EXPECT_LT((up - 1) * b, a);
    }
  }
  EXPECT_EQ(floor_div(least, 1), least);
  EXPECT_EQ(ceil_div(most, 1), most);
}

TEST(Integer, SaysWhenDigitsNoLongerFit) {
  std::int64_t value = most / 10;
  EXPECT_TRUE(append_digit(value, 7));
  EXPECT_EQ(value, most);
  value = most / 10;
  EXPECT_FALSE(append_digit(value, 8));
  value = 3;
  EXPECT_TRUE(scale_by_ten(value, 2));
  EXPECT_EQ(value, 300);
  EXPECT_TRUE(scale_by_ten(value, -4));
  EXPECT_EQ(value, 300);
  EXPECT_FALSE(scale_by_ten(value, 19));
}

TEST(Integer, HasTheMagnitudeOfTheLeastNumber) {
  EXPECT_EQ(magnitude(least), std::uint64_t{1} << 63U);
  EXPECT_EQ(magnitude(-5), 5U);
  EXPECT_EQ(magnitude(5), 5U);
}

TEST(Integer, GivesThePublishedNumbersOfSplitmix64) {
  // The first ones of the reference implementation from the seed 1234567.
  std::uint64_t state = 1234567;
  const std::uint64_t published[] = {6457827717110365317U, 3203168211198807973U,
                                     9817491932198370423U};
  for (const std::uint64_t number : published) {
    EXPECT_EQ(splitmix64(state += splitmix64_step), number);
  }
}

}  // namespace
}  // namespace jinguo::detail

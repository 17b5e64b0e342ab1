#include "jinguo/core/money.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace jinguo {
namespace {

constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

TEST(Money, ReadsYuanWithAtMostTwoDecimalsAndNothingElse) {
  EXPECT_EQ(Money::parse("1234")->fen(), 123'400);
  EXPECT_EQ(Money::parse("-1234.5")->fen(), -123'450);
  EXPECT_EQ(Money::parse("0.07")->fen(), 7);
  EXPECT_EQ(Money::parse("92233720368547758.07")->fen(), greatest);
  for (const char* text : {"", "-", ".", "1.", ".5", "1.234", "1,234", "1e3", " 1", "1 ", "+1",
                           "--1", "1.2.3", "１", "92233720368547758.08", "99999999999999999999"}) {
    EXPECT_EQ(Money::parse(text), std::nullopt) << text;
  }
}

TEST(Money, IsWrittenWithTwoDecimals) {
  EXPECT_EQ(Money::from_fen(-123'405).to_string(), "-1234.05");
  EXPECT_EQ(Money::from_fen(7).to_string(), "0.07");
  EXPECT_EQ(Money::from_fen(-7).to_string(), "-0.07");
  EXPECT_EQ(Money().to_string(), "0.00");
  EXPECT_EQ(Money::from_fen(std::numeric_limits<std::int64_t>::min()).to_string(),
            "-92233720368547758.08");
}

TEST(Money, ReadsWhatItWrote) {
  for (const std::int64_t fen :
       {std::int64_t{0}, std::int64_t{1}, std::int64_t{-99}, greatest, -greatest}) {
    EXPECT_EQ(Money::parse(Money::from_fen(fen).to_string()), Money::from_fen(fen));
  }
}

TEST(Money, AddsExactlyAndThrowsWhenASumDoesNotFit) {
  EXPECT_EQ(Money::from_yuan(2) + Money::from_fen(1) - Money::from_fen(2), Money::from_fen(199));
  EXPECT_EQ(Money::from_fen(3) * -4, Money::from_fen(-12));
  EXPECT_THROW(static_cast<void>(Money::from_fen(greatest) + Money::from_fen(1)),
               std::overflow_error);
  EXPECT_THROW(static_cast<void>(Money::from_fen(-greatest) - Money::from_fen(2)),
               std::overflow_error);
  EXPECT_THROW(static_cast<void>(Money::from_fen(greatest / 2) * 3), std::overflow_error);
  EXPECT_THROW(static_cast<void>(Money::from_yuan(greatest)), std::overflow_error);
  EXPECT_THROW(static_cast<void>(-Money::from_fen(std::numeric_limits<std::int64_t>::min())),
               std::overflow_error);
}

}  // namespace
}  // namespace jinguo

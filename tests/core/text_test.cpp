#include "jinguo/core/text.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace jinguo::detail {
namespace {

TEST(Text, WritesNumbersWithTheirDecimalsAndZerosInFront) {
  EXPECT_EQ(fixed(-5, 2), "-0.05");
  EXPECT_EQ(fixed(123450, 2), "1234.50");
  EXPECT_EQ(fixed(113'129'684, 6), "113.129684");
  EXPECT_EQ(fixed(12, 0), "12");
  EXPECT_EQ(fixed(0, 6), "0.000000");
  EXPECT_EQ(fixed(std::numeric_limits<std::int64_t>::min(), 2), "-92233720368547758.08");
  EXPECT_EQ(padded(42, 4), "0042");
  EXPECT_EQ(padded(12345, 4), "12345");
}

TEST(Text, JoinsWithSeparatorsBetweenOnly) {
  EXPECT_EQ(join(std::vector<std::string>{}, ", "), "");
  EXPECT_EQ(join(std::vector<std::string>{"", "b"}, ", "), ", b");
  EXPECT_EQ(join(std::vector<int>{1, 2}, "、", [](int k) { return std::to_string(k); }), "1、2");
}

TEST(Text, ReadsTheHexadecimalDigitsThatItWrites) {
  std::string bytes;
  for (int k = 0; k < 256; ++k) bytes += static_cast<char>(k);
  const std::string digits = hex_from_bytes(bytes);
  EXPECT_EQ(digits.substr(0, 6), "000102");
  EXPECT_EQ(digits.substr(digits.size() - 4), "feff");
  EXPECT_EQ(bytes_from_hex(digits), bytes);
  EXPECT_EQ(bytes_from_hex("0aFf"), std::string("\x0a\xff", 2));
  EXPECT_EQ(bytes_from_hex("abc"), std::nullopt);
  EXPECT_EQ(bytes_from_hex("0g"), std::nullopt);
  EXPECT_EQ(hex(0x2028, 4), "2028");
  EXPECT_EQ(hex(0xABC, 2), "bc");
}

TEST(Text, KnowsDigitsAndLettersOfAsciiOnly) {
  EXPECT_TRUE(all_digits("0123456789"));
  EXPECT_FALSE(all_digits(""));
  EXPECT_FALSE(all_digits("1a"));
  EXPECT_FALSE(all_digits("１"));
  EXPECT_TRUE(is_ascii("a\x7f"));
  EXPECT_FALSE(is_ascii("女"));
  EXPECT_EQ(lower("Éa-Z女"), "Éa-z女");
}

}  // namespace
}  // namespace jinguo::detail

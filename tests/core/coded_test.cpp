#include "jinguo/core/coded.hpp"

#include <gtest/gtest.h>

namespace jinguo {
namespace {

enum class Fruit { apple, pear };
constexpr Coded<Fruit> fruits[] = {{Fruit::apple, "apple", "1", "苹果"},
                                   {Fruit::pear, "pear", "", "梨"}};
constexpr std::span<const Coded<Fruit>> codes(std::type_identity<Fruit>) { return fruits; }
enum class Bare { one };

static_assert(CodedEnum<Fruit>);
static_assert(!CodedEnum<Bare>);
static_assert(!CodedEnum<int>);

TEST(Coded, IsReadByWordCodeOrChineseName) {
  EXPECT_EQ(from_text<Fruit>("apple"), Fruit::apple);
  EXPECT_EQ(from_text<Fruit>("1"), Fruit::apple);
  EXPECT_EQ(from_text<Fruit>("苹果"), Fruit::apple);
  EXPECT_EQ(from_text<Fruit>("Apple"), std::nullopt);
  EXPECT_EQ(from_text<Fruit>(""), std::nullopt) << "a missing code matches nothing";
}

TEST(Coded, HasAWordAndAChineseNameOrNoneOutOfRange) {
  EXPECT_EQ(to_string(Fruit::pear), "pear");
  EXPECT_EQ(to_chinese(Fruit::pear), "梨");
  EXPECT_EQ(to_string(static_cast<Fruit>(9)), "");
  EXPECT_EQ(to_chinese(static_cast<Fruit>(9)), "");
}

}  // namespace
}  // namespace jinguo

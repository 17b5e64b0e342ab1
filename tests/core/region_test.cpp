#include "jinguo/core/region.hpp"

#include <gtest/gtest.h>

namespace jinguo {
namespace {

RegionCode code(const char* text) { return *RegionCode::parse(text); }

TEST(RegionCode, ReadsCodesOfEveryLevel) {
  EXPECT_EQ(code("43").level(), RegionLevel::province);
  EXPECT_EQ(code("4306").level(), RegionLevel::prefecture);
  EXPECT_EQ(code("430626").level(), RegionLevel::county);
  EXPECT_EQ(code("430626100").level(), RegionLevel::township);
  EXPECT_EQ(code("430626100001").level(), RegionLevel::village);
  EXPECT_EQ(code("430626000000"), code("430626"));
  for (const char* text : {"", "4", "430", "43062", "4306261", "43062610000", "4306261000011", "00",
                           "000000", "43062a", "４３"}) {
    EXPECT_EQ(RegionCode::parse(text), std::nullopt) << text;
  }
}

TEST(RegionCode, IsWrittenWithTheDigitsOfItsLevel) {
  for (const char* text : {"43", "4306", "430626", "430626100", "430626100001"}) {
    EXPECT_EQ(code(text).to_string(), text);
  }
  EXPECT_EQ(RegionCode{}.to_string(), "");
}

TEST(RegionCode, KnowsTheDivisionsThatHoldIt) {
  const RegionCode village = code("430626100001");
  EXPECT_EQ(village.at(RegionLevel::township), code("430626100"));
  EXPECT_EQ(village.at(RegionLevel::county), code("430626"));
  EXPECT_EQ(village.at(RegionLevel::prefecture), code("4306"));
  EXPECT_EQ(village.at(RegionLevel::province), code("43"));
  EXPECT_EQ(village.at(RegionLevel::village), village);
  EXPECT_TRUE(code("43").at(RegionLevel::county).empty());
  EXPECT_TRUE(village.at(RegionLevel::none).empty());
}

TEST(RegionCode, ContainsItselfAndWhatLiesInIt) {
  EXPECT_TRUE(code("4306").contains(code("430626100001")));
  EXPECT_TRUE(code("4306").contains(code("4306")));
  EXPECT_FALSE(code("430626").contains(code("4306")));
  EXPECT_FALSE(code("430621").contains(code("430626100001")));
  EXPECT_FALSE(RegionCode{}.contains(code("43")));
  EXPECT_FALSE(code("43").contains(RegionCode{}));
}

}  // namespace
}  // namespace jinguo

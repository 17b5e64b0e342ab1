#include "jinguo/core/date.hpp"

#include <gtest/gtest.h>

namespace jinguo {
namespace {

Date day(const char* text) { return *parse_date(text); }

TEST(Date, ReadsYearMonthDayAndNothingElse) {
  EXPECT_EQ(to_string(day("2016-02-29")), "2016-02-29");
  EXPECT_EQ(to_string(day("0001-01-01")), "0001-01-01");
  EXPECT_EQ(to_string(day("9999-12-31")), "9999-12-31");
  for (const char* text :
       {"", "2015-02-29", "2016-13-01", "2016-00-01", "2016-01-00", "2016-01-32", "0000-01-01",
        "2016/01/01", "2016-1-1", "20160101", "2016-01-01 ", "2016-01-0x", "-016-01-01"}) {
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
  }
}

TEST(Date, CountsDaysFrom1970) {
  EXPECT_EQ(days_since_1970(day("1970-01-01")), 0);
  EXPECT_EQ(days_since_1970(day("1969-12-31")), -1);
  EXPECT_EQ(days_since_1970(day("2016-03-01")), 16'861);
}

TEST(Date, AgeRisesOnTheBirthday) {
  EXPECT_EQ(age_on(day("1980-05-10"), day("2016-05-09")), 35);
  EXPECT_EQ(age_on(day("1980-05-10"), day("2016-05-10")), 36);
  EXPECT_EQ(age_on(day("1980-05-10"), day("1980-05-09")), -1);
}

TEST(Date, ALeapDaysBirthdayIsTheFirstOfMarchInOtherYears) {
  EXPECT_EQ(age_on(day("2000-02-29"), day("2016-02-28")), 15);
  EXPECT_EQ(age_on(day("2000-02-29"), day("2016-02-29")), 16);
  EXPECT_EQ(age_on(day("2000-02-29"), day("2017-02-28")), 16);
  EXPECT_EQ(age_on(day("2000-02-29"), day("2017-03-01")), 17);
}

}  // namespace
}  // namespace jinguo

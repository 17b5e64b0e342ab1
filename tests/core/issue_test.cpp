#include "jinguo/core/issue.hpp"

#include <gtest/gtest.h>

namespace jinguo {
namespace {

Issue sample() {
  Issue issue;
  issue.code = "domain.negative";
  issue.file = "bases.csv";
  issue.row = 7;
  issue.column = "places";
  issue.value = "-3";
  issue.expected.code = "domain.negative";
  issue.mend.code = "io.empty.mend";
  issue.subject = "B1";
  return issue;
}

TEST(Issue, SaysWhereWhatExpectedAndHowToMendItInBothLanguages) {
  EXPECT_EQ(sample().text(Language::en),
            "bases.csv row 7, places, B1: \"-3\"; expected 0 or more; fill the cell");
  EXPECT_EQ(sample().text(Language::zh),
            "bases.csv 第7行，places，B1：“-3”；应为 不小于0的数；填写此格");
}

TEST(Issue, ItsPlaceHoldsNoValueAndNoId) {
  EXPECT_EQ(sample().place(), "bases.csv row 7, places: domain.negative");
  Issue issue;
  issue.code = "x";
  EXPECT_EQ(issue.place(), "x");
}

TEST(Issue, CallsAColumnByItsChineseNameWhereItHasOne) {
  Issue issue = sample();
  issue.column_zh = "名额";
  EXPECT_EQ(issue.text(Language::en), sample().text(Language::en));
  EXPECT_EQ(issue.text(Language::zh),
            "bases.csv 第7行，名额（places），B1：“-3”；应为 不小于0的数；填写此格");
  EXPECT_EQ(issue, sample());  // for reading only
}

TEST(Issue, TellsALogWhatWasExpectedOfPoliciesAndArgumentsOnly) {
  EXPECT_EQ(sample().log_text(), sample().place());
  Issue issue;
  issue.code = issue.expected.code = "solver.count";
  issue.column = "capacity[1]";
  EXPECT_EQ(issue.log_text().find("capacity[1]: solver.count (expected "), 0U) << issue.log_text();
  issue.code = "policy.unknown_key";
  issue.expected.code = "no such text";
  EXPECT_EQ(issue.log_text(), issue.place());
}

TEST(InputError, NamesPlacesAndCodesOfAtMostTwentyIssues) {
  const InputError error(std::vector<Issue>(25, sample()));
  const std::string what = error.what();
  EXPECT_EQ(what.find("-3"), std::string::npos);
  EXPECT_EQ(what.find("B1"), std::string::npos);
  EXPECT_NE(what.find("and 5 more"), std::string::npos);
  EXPECT_EQ(error.issues().size(), 25U);
}

}  // namespace
}  // namespace jinguo

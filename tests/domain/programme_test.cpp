#include "jinguo/domain/programme.hpp"

#include <gtest/gtest.h>

#include <tuple>
#include <type_traits>

#include "jinguo/domain/registry.hpp"

namespace jinguo {
namespace {

TEST(Programme, YueyangsHasItsEightNumbers) {
  const Programme programme = yueyang_2016();
  EXPECT_EQ(validate(programme), std::vector<Issue>{});
  ASSERT_EQ(programme.targets.size(), 8U);
  EXPECT_EQ(programme.find("T1")->at_least, 20'000);
  EXPECT_EQ(programme.find("T1")->unit, Unit::copies);
  EXPECT_EQ(programme.find("T4")->kind, TargetKind::coverage);
  EXPECT_EQ(programme.find("T4")->at_least, 10'000);
  EXPECT_EQ(programme.find("T5")->kind, TargetKind::per_unit);
  EXPECT_EQ(programme.find("T5")->unit_level, Level::provincial);
  EXPECT_EQ(programme.find("T7")->kind, TargetKind::range);
  EXPECT_EQ(programme.find("T7")->at_most, 8);
  EXPECT_EQ(programme.find("T8")->subset_of, IdOf<Target>("T7"));
  EXPECT_EQ(programme.find("T9"), nullptr);
}

TEST(Programme, EveryFaultIsFoundAtOnce) {
  Programme programme = yueyang_2016();
  programme.targets[0].id = {};
  programme.targets[1].id = IdOf<Target>("T3");
  programme.targets[3].at_least = 10'001;
  programme.targets[4].at_most = 5;
  programme.targets[5].at_least = -1;
  programme.targets[6].at_most = 4;
  programme.targets[7].subset_of = IdOf<Target>("T8");
  std::vector<std::string> places;
  for (const Issue& issue : validate(programme)) places.push_back(issue.place());
  const std::vector<std::string> expected = {
      "targets row 2, id: domain.key",
      "targets row 4, id: domain.duplicate",
      "targets row 5, at_least: domain.share",
      "targets row 6, at_most: domain.target.at_most",
      "targets row 7, at_least: domain.negative",
      "targets row 8, at_most: domain.target.order",
      "targets row 9, subset_of: domain.target.subset",
  };
  EXPECT_EQ(places, expected);
}

TEST(Catalogue, CallsEveryTableAsItsRecordDoes) {
  const auto check = []<class Record>(std::type_identity<Record>) {
    const Message message{"domain.reference", {{"table", std::string(Record::table)}}};
    EXPECT_NE(message.text(Language::zh).find("“" + std::string(Record::table_zh) + "”"),
              std::string::npos)
        << Record::table;
    EXPECT_NE(message.text(Language::en).find(Record::table), std::string::npos);
  };
  Registry::Records::for_each(check);
  check(std::type_identity<Target>{});
}

}  // namespace
}  // namespace jinguo

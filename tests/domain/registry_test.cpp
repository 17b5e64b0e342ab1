#include "jinguo/domain/registry.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "support/sample_registry.hpp"

namespace jinguo {
namespace {

using support::day;

TEST(Registry, FindsRecordsByIdAndDivisionsByCode) {
  const Registry registry = support::sample_registry();
  ASSERT_NE(registry.find(IdOf<Household>("H1")), nullptr);
  EXPECT_EQ(registry.find(IdOf<Household>("H1"))->housing_area_m2, 60);
  EXPECT_EQ(registry.find(IdOf<Household>("H9")), nullptr);
  ASSERT_NE(registry.find(RegionCode{430'626'000'000}), nullptr);
  EXPECT_EQ(registry.find(RegionCode{430'626'000'000})->name, "平江县");
}

TEST(Registry, GivesThePositionOfTheLowestDivisionThatHasOne) {
  const Registry registry = support::sample_registry();
  EXPECT_EQ(*registry.position_of(RegionCode{430'626'100'001}), (LonLat{-113'581'201, -901'900}));
  EXPECT_EQ(*registry.position_of(RegionCode{430'626'100'002}), (LonLat{113'581'200, 28'701'900}));
  EXPECT_EQ(registry.position_of(RegionCode{430'602'000'000}), nullptr);
}

TEST(Registry, KeepsADuplicateAndFindsTheFirst) {
  Registry registry;
  Household household;
  household.id = IdOf<Household>("H1");
  household.note = "first";
  registry.add(household);
  household.note = "second";
  registry.add(household);
  EXPECT_EQ(registry.all<Household>().size(), 2U);
  EXPECT_EQ(registry.find(IdOf<Household>("H1"))->note, "first");
}

TEST(Household, IsRegisteredFromItsFirstDayToTheDayBeforeItsExit) {
  Household household;
  household.status = RegistrationStatus::registered;
  EXPECT_TRUE(is_registered(household, day(1990, 1, 1)));
  household.registered_on = day(2014, 5, 1);
  EXPECT_FALSE(is_registered(household, day(2014, 4, 30)));
  EXPECT_TRUE(is_registered(household, day(2014, 5, 1)));
  household.status = RegistrationStatus::exited;
  household.exited_on = day(2016, 1, 1);
  EXPECT_TRUE(is_registered(household, day(2015, 12, 31)));
  EXPECT_FALSE(is_registered(household, day(2016, 1, 1)));
  household.exited_on.reset();
  EXPECT_FALSE(is_registered(household, day(2015, 12, 31)));
  household.status = RegistrationStatus::never;
  EXPECT_FALSE(is_registered(household, day(2015, 12, 31)));
}

TEST(Household, NetIncomeIsAllIncomesLessCosts) {
  EXPECT_EQ(net_income(support::sample_registry().all<Household>()[0]),
            Money::from_fen(123'456 + 300'000 - 90'000));
}

TEST(FieldDescriptions, NameEveryColumnOnceInBothLanguages) {
  const Registry registry;
  std::set<std::string_view> tables;
  const auto each = [&]<class Record>(const Table<Record>&) {
    EXPECT_TRUE(tables.insert(Record::table).second);
    EXPECT_TRUE(tables.insert(Record::table_zh).second);
    std::set<std::string_view> names;
    std::size_t keys = 0;
    for_each_field<Record>([&](const auto& field) {
      EXPECT_TRUE(names.insert(field.name).second) << field.name;
      EXPECT_TRUE(names.insert(field.zh).second) << field.zh;
      EXPECT_NE(field.zh, "备注") << "is never read";
      keys += field.use == FieldUse::key ? 1U : 0U;
    });
    const bool is_of_two = std::is_same_v<Record, ForcedPair> || std::is_same_v<Record, Road>;
    EXPECT_EQ(keys, is_of_two ? 0U : 1U) << Record::table;
  };
  registry.for_each_table(each);
}

template <class T>
void expect_unambiguous_codes() {
  if constexpr (requires { typename T::value_type; } && !std::is_same_v<T, std::string>) {
    expect_unambiguous_codes<typename T::value_type>();
  } else if constexpr (CodedEnum<T>) {
    std::set<std::string_view> seen;
    int next = 0;
    for (const Coded<T>& row : codes(std::type_identity<T>{})) {
      EXPECT_TRUE(seen.insert(row.word).second) << row.word;
      EXPECT_TRUE(seen.insert(row.zh).second) << row.zh;
      if (!row.code.empty()) {
        EXPECT_TRUE(seen.insert(row.code).second) << row.code;
      }
      EXPECT_EQ(static_cast<int>(row.value), next++) << "every value, in order";
    }
    EXPECT_TRUE(to_string(static_cast<T>(next)).empty());
  }
}

TEST(FieldDescriptions, CodeListsAreCompleteAndUnambiguous) {
  const Registry registry;
  const auto each = [&]<class Record>(const Table<Record>&) {
    for_each_field<Record>(
        [&]<class T>(const Field<Record, T>&) { expect_unambiguous_codes<T>(); });
  };
  registry.for_each_table(each);
}

}  // namespace
}  // namespace jinguo

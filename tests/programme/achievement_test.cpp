#include "jinguo/programme/achievement.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "jinguo/engine/match.hpp"
#include "support/random_registry.hpp"
#include "support/sample_registry.hpp"

namespace {

using namespace jinguo;
using jinguo::support::day;
using programme::Achievement;
using programme::AchievementOptions;
using programme::TargetRow;
using programme::TargetState;

const TargetRow& headline(const Achievement& found, std::string_view target) {
  for (const TargetRow& row : found.rows) {
    if (row.target == target && row.headline && row.base.empty()) return row;
  }
  static const TargetRow none;
  ADD_FAILURE() << "no headline of " << target;
  return none;
}

std::vector<std::string> reasons(const Achievement& found, std::string_view target) {
  std::vector<std::string> out;
  for (const programme::NotCounted& row : found.not_counted) {
    if (row.target == target) out.push_back(row.id + " " + row.reason);
    for (const Language language : {Language::en, Language::zh}) {
      EXPECT_EQ(row.message().text(language).find("targets."), std::string::npos);
      EXPECT_EQ(row.message().text(language).find('{'), std::string::npos);
    }
  }
  return out;
}

/// A registry of n registered women, W0 ..., in one village, and a base.
class Board : public ::testing::Test {
 protected:
  Board() {
    const RegionCode village{430'626'100'001};
    for (int k = 0; k < 12; ++k) {
      Household home;
      home.id = IdOf<Household>("H" + std::to_string(k));
      home.region = village;
      home.registered_on = day(2014, 1, 1);
      home.main_cause = Cause::illness;
      if (k >= 10) {  // W10 and W11 left the register on 1 March 2016
        home.status = RegistrationStatus::exited;
        home.exited_on = day(2016, 3, 1);
      }
      registry.add(home);
      Beneficiary woman;
      woman.id = IdOf<Beneficiary>("W" + std::to_string(k));
      woman.household = home.id;
      woman.birth_date = day(1970, 1, 1);
      registry.add(woman);
    }
    Base base;
    base.region = village;
    base.title_year = 2015;
    base.level = Level::provincial;
    base.id = IdOf<Base>("B1");
    registry.add(base);
    base.id = IdOf<Base>("B2");
    base.level = Level::national;
    registry.add(base);
    base.id = IdOf<Base>("B3");
    base.level = Level::municipal;
    registry.add(base);
  }

  Activity& make(ActivityKind kind, std::string id, std::int64_t quantity, Unit unit) {
    Activity one;
    one.id = IdOf<Activity>(std::move(id));
    one.kind = kind;
    one.date = day(2016, 5, 1);
    one.region = RegionCode{430'626'100'001};
    one.quantity = quantity;
    one.unit = unit;
    one.reported_by = Level::township;
    one.proof = "there";
    activities.push_back(one);
    return activities.back();
  }
  static std::vector<IdOf<Beneficiary>> women(std::initializer_list<int> numbers) {
    std::vector<IdOf<Beneficiary>> out;
    for (const int k : numbers) out.emplace_back("W" + std::to_string(k));
    return out;
  }
  void place(const char* id, int woman, const char* base, int before, int after, Date from,
             RelationStatus status = RelationStatus::active) {
    Placement one;
    one.id = IdOf<Placement>(id);
    one.woman = IdOf<Beneficiary>("W" + std::to_string(woman));
    one.kind = ProviderKind::base;
    one.provider = Id(base);
    one.starts_on = from;
    one.status = status;
    one.income_before = Money::from_yuan(before);
    one.income_after = Money::from_yuan(after);
    one.proof = "contract";
    registry.add(one);
  }
  Achievement found(const AchievementOptions& options = {}, Date until = day(2016, 12, 31)) {
    Registry all = registry;
    for (const Activity& one : activities) all.add(one);
    return programme::achievement(all, yueyang_2016(), until, options);
  }

  Registry registry{};
  std::vector<Activity> activities{};
};

TEST_F(Board, WithNothingDoneMissesEveryFloorAndHasNobodyToAid) {
  const Achievement board = found();
  EXPECT_EQ(headline(board, "T1").state, TargetState::missed);
  EXPECT_EQ(headline(board, "T1").missing, 20'000);
  EXPECT_EQ(headline(board, "T4").state, TargetState::not_applicable);
  EXPECT_EQ(headline(board, "T4").percent, std::nullopt);
  EXPECT_EQ(headline(board, "T7").state, TargetState::missed);
  EXPECT_EQ(found({.of_nobody = programme::OfNobody::met}).rows.size(), board.rows.size());
  EXPECT_EQ(headline(found({.of_nobody = programme::OfNobody::met}), "T4").state, TargetState::met);
  EXPECT_EQ(headline(found({.of_nobody = programme::OfNobody::missed}), "T4").state,
            TargetState::missed);
}

TEST_F(Board, CountsOneEventOfTwoReportsAndTheNearerOne) {
  make(ActivityKind::leaflets, "L1", 1'000, Unit::copies);
  make(ActivityKind::leaflets, "L0", 1'500, Unit::copies).reported_by = Level::county;
  const Achievement board = found();
  EXPECT_EQ(headline(board, "T1").actual, 1'000);
  EXPECT_EQ(reasons(board, "T1"), std::vector<std::string>{"L0 double_report"});
  EXPECT_EQ(board.not_counted.front().other, "L1");
}

TEST_F(Board, CountsTalksToGrassRootsWomenOnly) {
  make(ActivityKind::talk, "K1", 1, Unit::sessions).whom = PersonKind::grassroots_woman;
  make(ActivityKind::talk, "K2", 1, Unit::sessions).whom = PersonKind::cadre;
  activities.back().topics = {Topic::law};
  EXPECT_EQ(headline(found(), "T2").actual, 1);
  EXPECT_EQ(reasons(found(), "T2"), std::vector<std::string>{"K2 audience"});
}

TEST_F(Board, CountsPersonTimesOncePerClassAndPersonsOnce) {
  Activity& one = make(ActivityKind::training, "C1", 6, Unit::person_times);
  one.women = women({0, 1, 1, 2});
  make(ActivityKind::training, "C2", 2, Unit::person_times).women = women({0, 3});
  activities.back().date = day(2016, 6, 1);
  const TargetRow row = headline(found(), "T3");
  EXPECT_EQ(row.actual, 5 + 2);  // 3 listed and 2 not listed, then 2
  EXPECT_EQ(row.person_times, 7);
  EXPECT_EQ(row.persons, 4);
  EXPECT_EQ(reasons(found(), "T3"), std::vector<std::string>{"C1 twice"});
  EXPECT_EQ(headline(found({.counting = programme::Counting::persons}), "T3").actual, 4);
}

TEST_F(Board, AidsEveryRegisteredPatientOnceAndNoOther) {
  for (const int k : {0, 1, 10}) {
    make(ActivityKind::diagnosis, "D" + std::to_string(k), 1, Unit::persons).women = women({k});
    activities.back().date = k == 10 ? day(2016, 4, 1) : day(2016, 2, 1);  // after she left
  }
  const auto award = [&](const char* id, int woman, Date on) {
    make(ActivityKind::cancer_aid, id, 1, Unit::persons).women = women({woman});
    activities.back().date = on;
  };
  award("A1", 0, day(2016, 3, 1));
  award("A0", 0, day(2016, 4, 1));   // the first by day counts, not by id
  award("A2", 10, day(2016, 5, 1));  // her household had left the register
  award("A3", 2, day(2016, 5, 1));   // nobody diagnosed her
  const Achievement board = found();
  const TargetRow row = headline(board, "T4");
  EXPECT_EQ(row.actual, 1);
  EXPECT_EQ(row.whole, 2);
  EXPECT_EQ(row.percent, 50);
  EXPECT_EQ(row.state, TargetState::missed);
  EXPECT_EQ(reasons(board, "T4"),
            (std::vector<std::string>{"A0 second", "A2 register", "A3 diagnosis"}));
  ASSERT_EQ(board.unpaid.size(), 1u);
  EXPECT_EQ(board.unpaid[0].person, "W1");
  EXPECT_EQ(board.unpaid[0].days, 334);  // 1 February to 31 December
  EXPECT_EQ(board.waits, std::vector<std::int64_t>{29});
}

TEST_F(Board, ProvesWorkAtBasesByRegisterWorkAndIncome) {
  place("P1", 0, "B1", 100, 200, day(2016, 2, 1));
  place("P2", 1, "B1", 200, 200, day(2016, 2, 1));
  place("P3", 10, "B1", 100, 200, day(2016, 4, 1));
  place("P4", 11, "B1", 100, 200, day(2016, 2, 1));  // registered at the time
  place("P5", 2, "B2", 100, 200, day(2016, 2, 1), RelationStatus::proposed);
  place("P6", 3, "B3", 100, 200, day(2016, 2, 1));  // no higher base: not asked
  place("P7", 4, "B2", 100, 200, day(2016, 3, 1));
  place("P8", 4, "B1", 100, 200, day(2016, 5, 1));
  place("P9", 5, "B1", 100, 200, day(2015, 5, 1));
  const Achievement board = found();
  const auto at = [&](const Achievement& all, const char* base, const char* period) {
    for (const TargetRow& row : all.rows) {
      if (row.target == "T5" && row.base == base && row.period == period) return row.actual;
    }
    return std::int64_t{-1};
  };
  EXPECT_EQ(at(board, "B1", "2016"), 2);
  EXPECT_EQ(at(board, "B2", "2016"), 1);
  EXPECT_EQ(at(board, "B1", "2015"), 1);
  EXPECT_EQ(at(board, "B3", "2016"), -1);
  EXPECT_EQ(headline(board, "T5").actual, 1);  // the least, not the sum
  EXPECT_EQ(headline(board, "T5").missing, 99 + 98);
  EXPECT_EQ(headline(board, "T5").whole, 2);
  EXPECT_EQ(reasons(board, "T5"),
            (std::vector<std::string>{"P2 gain", "P3 register", "P5 begun", "P8 two_bases"}));
  const Achievement last = found({.two_bases = programme::TwoBases::last});
  EXPECT_EQ(at(last, "B1", "2016"), 3);
  EXPECT_EQ(at(last, "B2", "2016"), 0);
  const Achievement neither = found({.two_bases = programme::TwoBases::neither});
  EXPECT_EQ(at(neither, "B1", "2016"), 2);
  EXPECT_EQ(at(neither, "B2", "2016"), 0);
  const Achievement without = found({.higher_levels = programme::HigherLevels::provincial_only});
  EXPECT_EQ(at(without, "B2", "2016"), -1);
  EXPECT_EQ(headline(without, "T5").whole, 1);
}

TEST_F(Board, CharityCountsThoseInNeedAndAGiftOnce) {
  const auto person = [&](const char* id, PersonKind kind, bool poor) {
    Person one;
    one.id = IdOf<Person>(id);
    one.kind = kind;
    one.poor = poor;
    registry.add(one);
    return one.id;
  };
  const auto child = person("X1", PersonKind::left_behind_child, false);
  const auto cadre = person("X2", PersonKind::cadre, false);
  const auto poor = person("X3", PersonKind::grassroots_woman, true);
  Activity& gift = make(ActivityKind::charity, "G1", 4, Unit::person_times);
  gift.women = women({0});
  gift.persons = {child, cadre, poor};
  gift.amount = Money::from_yuan(300);
  Activity again = gift;
  again.id = IdOf<Activity>("G2");
  again.persons = {child};
  again.women.clear();
  again.quantity = 1;
  activities.push_back(again);
  make(ActivityKind::charity, "G3", 5, Unit::person_times).whom = PersonKind::child_in_difficulty;
  make(ActivityKind::charity, "G4", 5, Unit::person_times).whom = PersonKind::student;
  EXPECT_EQ(headline(found(), "T6").actual, 3 + 5);
  EXPECT_EQ(reasons(found(), "T6"), (std::vector<std::string>{"G1 kind", "G2 second", "G4 kind"}));
}

TEST_F(Board, ARangeIsMissedAboveItsEndUnlessToldOtherwise) {
  for (int k = 0; k < 9; ++k) {
    Activity& one = make(ActivityKind::exemplar, "E" + std::to_string(k), 1, Unit::exemplars);
    one.women = women({k});
  }
  EXPECT_EQ(headline(found(), "T7").state, TargetState::missed);
  EXPECT_EQ(headline(found(), "T7").above, 1);
  EXPECT_EQ(headline(found({.above_range = programme::AboveRange::met}), "T7").state,
            TargetState::met);
  activities.back().women = women({0});  // recommended already
  EXPECT_EQ(headline(found(), "T7").actual, 8);
  EXPECT_EQ(headline(found(), "T7").state, TargetState::met);
  EXPECT_EQ(reasons(found(), "T7"), std::vector<std::string>{"E8 second"});
}

TEST_F(Board, AnItemCountsForAnExemplarOfItsYearInAProvincialMedium) {
  make(ActivityKind::exemplar, "E1", 1, Unit::exemplars).women = women({0});
  make(ActivityKind::exemplar, "E2", 1, Unit::exemplars).women = women({0});
  activities.back().for_year = 2015;
  const auto item = [&](const char* id, Level level, const char* exemplar) {
    Activity& one = make(ActivityKind::media_item, id, 1, Unit::items);
    one.outlet_level = level;
    if (*exemplar != '\0') one.exemplars = {IdOf<Activity>(exemplar)};
  };
  item("M1", Level::provincial, "E1");
  item("M2", Level::national, "E1");
  item("M3", Level::municipal, "E1");
  item("M4", Level::provincial, "E2");
  item("M5", Level::provincial, "");
  const Achievement board = found();
  EXPECT_EQ(headline(board, "T8").actual, 2);
  EXPECT_EQ(headline(board, "T8").state, TargetState::met);
  EXPECT_EQ(reasons(board, "T8"),
            (std::vector<std::string>{"M3 outlet", "M4 exemplar_year", "M5 exemplar"}));
  EXPECT_EQ(headline(found({.media_items = programme::ItemCounting::exemplars}), "T8").actual, 1);
  EXPECT_EQ(headline(found({.higher_levels = programme::HigherLevels::provincial_only}), "T8").actual,
            1);
}

TEST_F(Board, WhileAYearRunsItIsJudgedByThePaceNeeded) {
  make(ActivityKind::charity, "G1", 51, Unit::person_times).whom = PersonKind::registered_woman;
  const TargetRow half = headline(found({}, day(2016, 7, 1)), "T6");
  EXPECT_EQ(half.pace, 50);  // 183 of 366 days
  EXPECT_EQ(half.state, TargetState::on_pace);
  EXPECT_EQ(headline(found({}, day(2016, 8, 1)), "T6").state, TargetState::behind);
  EXPECT_EQ(headline(found({}, day(2016, 12, 31)), "T6").state, TargetState::missed);
  EXPECT_EQ(headline(found({}, day(2016, 7, 1)), "T1").pace, std::nullopt);
  EXPECT_NE(
      headline(found({.unstated_period = programme::UnstatedPeriod::year}, day(2016, 7, 1)), "T1")
          .pace,
      std::nullopt);
}

TEST_F(Board, LeavesOutWhatHasNoProofOnlyWhenTold) {
  make(ActivityKind::leaflets, "L1", 700, Unit::copies).proof.clear();
  EXPECT_EQ(headline(found(), "T1").actual, 700);
  EXPECT_EQ(found().unproven, 1);
  const Achievement strict = found({.unproven = programme::Unproven::left_out});
  EXPECT_EQ(headline(strict, "T1").actual, 0);
  EXPECT_EQ(reasons(strict, "T1"), std::vector<std::string>{"L1 proof"});
}

TEST_F(Board, ReachIsAUnionAndNeverASum) {
  make(ActivityKind::training, "C1", 2, Unit::person_times).women = women({0, 1});
  make(ActivityKind::visit, "V1", 2, Unit::persons).women = women({0, 11});
  place("P1", 0, "B1", 1, 2, day(2016, 2, 1));
  std::map<std::string, programme::ReachRow> rows;
  for (const programme::ReachRow& row : found().reach) {
    if (row.period == "2016") rows[row.channel] = row;
  }
  EXPECT_EQ(rows["skills"].persons, 2);
  EXPECT_EQ(rows["industry"].women, 1);
  EXPECT_EQ(rows["mutual"].persons, 2);
  EXPECT_EQ(rows["mutual"].women, 1);  // W11 has left the register
  EXPECT_EQ(rows["any"].persons, 3);
  EXPECT_EQ(rows["any"].services, 5);
  for (const programme::ReachRow& row : found({.reached_women = programme::ReachedWomen::all}).reach) {
    if (row.period == "2016" && row.channel == "any") {
      EXPECT_EQ(row.women, 3);
    }
  }
}

TEST_F(Board, DoesNotHangOnTheOrderOfRecords) {
  make(ActivityKind::leaflets, "L1", 1'000, Unit::copies);
  make(ActivityKind::leaflets, "L0", 1'500, Unit::copies).reported_by = Level::county;
  make(ActivityKind::training, "C1", 3, Unit::person_times).women = women({0, 1, 1});
  const Achievement one = found();
  std::reverse(activities.begin(), activities.end());
  const Achievement two = found();
  EXPECT_EQ(one.rows, two.rows);
  EXPECT_EQ(one.not_counted, two.not_counted);
  EXPECT_EQ(one.parts, two.parts);
  EXPECT_EQ(one.reach, two.reach);
}

TEST(Achievement, OptionsAreReadByNameAndEveryFaultIsTold) {
  const auto values = programme::option_values();
  ASSERT_EQ(values.size(), 11u);
  for (const auto& [name, words] : values) {
    EXPECT_EQ(programme::options_of(std::vector{std::pair(name, words.front())}),
              AchievementOptions{});
    EXPECT_NE(programme::options_of(std::vector{std::pair(name, words.back())}),
              AchievementOptions{});
  }
  try {
    (void)programme::options_of(
        std::vector<std::pair<std::string, std::string>>{{"two_bases", "both"}, {"colour", "red"}});
    ADD_FAILURE();
  } catch (const InputError& error) {
    EXPECT_EQ(error.issues().size(), 2u);
  }
}

TEST(Achievement, PercentOfWhatFallsIsMeasuredFromItsBaseline) {
  Target target;
  target.direction = Direction::falls;
  target.baseline = 400;
  EXPECT_EQ(programme::percent_met(target, 300, 200, true), 50);
  EXPECT_EQ(programme::percent_met(target, 200, 200, true), 100);
  EXPECT_EQ(programme::percent_met(target, 500, 200, true), 0);
  EXPECT_EQ(programme::percent_met(target, 300, 200, false), 50);
  EXPECT_EQ(programme::percent_met(target, 200, 200, false), 100);
  target.direction = Direction::rises;
  EXPECT_EQ(programme::percent_met(target, 199, 200, true), 99);
  EXPECT_EQ(programme::percent_met(target, 1, 0, true), std::nullopt);
}

TEST(Achievement, ReachableIsTheBestFlowThatThePolicyAllows) {
  // Two women, either may go to both bases; a floor of 100 each: two can be reached, one each or
  // so.
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const Registry registry = support::random_registry(seed);
    const Policy policy(support::random_policy(seed));
    const Plan plan = engine::match(registry, policy, {.threads = 1});
    Programme programme = yueyang_2016();
    programme.targets[4].unit_level = Level::village;  // any base
    programme.targets[4].at_least = 3;
    const Achievement found =
        programme::achievement(registry, programme, policy.data().date, {}, &plan, &policy);
    std::int64_t reachable = 0;
    for (const TargetRow& row : found.rows) {
      if (row.target != "T5" || row.base.empty() || !row.reachable) continue;
      EXPECT_LE(*row.reachable, 3);
      EXPECT_GE(*row.reachable, 0);
      reachable += *row.reachable;
    }
    const TargetRow& whole = headline(found, "T5");
    EXPECT_EQ(whole.reachable, reachable);
    ASSERT_TRUE(whole.planned.has_value());
  }
}

TEST(Achievement, WithoutAnyActivityCountsOnTheLastDayThatTheRecordsKnow) {
  Registry registry;
  Household home;
  home.id = IdOf<Household>("H1");
  home.region = RegionCode{430'626'100'001};
  home.registered_on = day(2015, 11, 3);
  registry.add(home);
  EXPECT_EQ(programme::achievement(registry, yueyang_2016(), std::nullopt).day, day(2015, 11, 3));
}

}  // namespace

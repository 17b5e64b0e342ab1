#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "jinguo/domain/activities.hpp"
#include "jinguo/domain/validate.hpp"
#include "support/sample_registry.hpp"

namespace jinguo {
namespace {

using support::day;
using Places = std::vector<std::string>;

/// The sample's activities, the first of a kind changed, and more behind them.
template <class Change>
Places after(ActivityKind kind, Change change, const std::vector<Activity>& more = {}) {
  const Registry sample = support::sample_registry();
  Registry registry;
  bool done = false;
  const auto each = [&]<class Record>(const Table<Record>& table) {
    for (Record record : table.rows()) {
      if constexpr (std::is_same_v<Record, Activity>) {
        if (record.kind == kind && !done) {
          done = true;
          change(record);
        }
      }
      registry.add(std::move(record));
    }
  };
  sample.for_each_table(each);
  for (const Activity& one : more) registry.add(one);
  Places out;
  for (const Issue& issue : registry.validate()) {
    out.push_back(issue.code + (issue.severity == Severity::warning ? " warning" : " error"));
    for (const Language language : {Language::en, Language::zh}) {
      EXPECT_EQ(issue.text(language).find("domain."), std::string::npos) << issue.text(language);
      EXPECT_EQ(issue.text(language).find('{'), std::string::npos) << issue.text(language);
    }
  }
  return out;
}

/// An activity of the sample, by kind, with another id.
Activity another(ActivityKind kind, const char* id) {
  const Registry sample = support::sample_registry();
  for (Activity one : sample.all<Activity>()) {
    if (one.kind != kind) continue;
    one.id = IdOf<Activity>(id);
    return one;
  }
  return {};
}

const auto nothing = [](Activity&) {};

TEST(Activities, EachKindNeedsItsFields) {
  using enum ActivityKind;
  EXPECT_EQ(after(training, [](auto& r) { r.skill.reset(); }),
            Places{"domain.activity.skill error"});
  EXPECT_EQ(after(training, [](auto& r) { r.unit = Unit::sessions; }),
            Places{"domain.activity.unit error"});
  EXPECT_EQ(after(training, [](auto& r) { r.days = 0; }), Places{"domain.activity.days error"});
  EXPECT_EQ(after(talk, [](auto& r) { r.topics.clear(); }), Places{"domain.activity.topics error"});
  EXPECT_EQ(after(diagnosis, [](auto& r) { r.cancer.reset(); }),
            Places{"domain.activity.cancer error"});
  EXPECT_EQ(after(diagnosis, [](auto& r) { r.proof.clear(); }),
            Places{"domain.activity.proof warning"});
  EXPECT_EQ(after(cancer_aid, [](auto& r) { r.women.clear(); }),
            Places{"domain.activity.women error"});
  EXPECT_EQ(after(cancer_aid, [](auto& r) { r.amount = {}; }),
            Places{"domain.activity.amount error"});
  EXPECT_EQ(after(screening, [](auto& r) { r.women.clear(); }),
            Places{"domain.activity.whom error"});
  EXPECT_EQ(after(exemplar, [](auto& r) { r.project.reset(); }),
            Places{"domain.activity.project error"});
  EXPECT_EQ(after(exemplar, [](auto& r) { r.exemplar_kind = ExemplarKind::social_force; }),
            Places{"domain.activity.sponsor error"});
  EXPECT_EQ(after(media_item, [](auto& r) { r.outlet_level.reset(); }),
            Places{"domain.activity.outlet_level error"});
  EXPECT_EQ(after(talk, [](auto& r) { r.region = RegionCode{430'626'000'000}; }),
            Places{"domain.activity.venue warning"});
}

TEST(Activities, AWomanTwiceInOneClassIsAWarning) {
  EXPECT_EQ(after(ActivityKind::training, [](auto& r) { r.women.push_back(r.women.front()); }),
            Places{"domain.activity.twice warning"});
}

TEST(Activities, ACountBelowTheListIsAWarning) {
  EXPECT_EQ(after(ActivityKind::training, [](auto& r) { r.quantity = 2; }),
            Places{"domain.activity.quantity warning"});
}

TEST(Activities, OneEventToldByTwoLevelsIsFound) {
  Activity again = another(ActivityKind::talk, "T20");
  again.reported_by = Level::county;
  EXPECT_EQ(after(ActivityKind::talk, nothing, {again}),
            Places{"domain.activity.double_report warning"});
  again.reported_by = Level::township;  // two sessions of one day, told by one level
  EXPECT_EQ(after(ActivityKind::talk, nothing, {again}), Places{});
  again.reported_by = Level::county;
  again.topics = {Topic::law};
  EXPECT_EQ(after(ActivityKind::talk, nothing, {again}), Places{});
}

TEST(Activities, TwoClassesOnTheSameDaysAreFoundForHer) {
  Activity other = another(ActivityKind::training, "T20");
  other.skill = Skill::sewing;
  other.date = day(2016, 5, 6);  // the last day of the first
  other.women.resize(1);
  other.persons.clear();
  EXPECT_EQ(after(ActivityKind::training, nothing, {other}),
            Places{"domain.activity.overlap warning"});
  other.date = day(2016, 5, 7);
  EXPECT_EQ(after(ActivityKind::training, nothing, {other}), Places{});
}

TEST(Activities, WhatIsGivenOnceIsFoundTheSecondTime) {
  Activity award = another(ActivityKind::cancer_aid, "T20");
  award.date = day(2016, 6, 1);
  EXPECT_EQ(after(ActivityKind::cancer_aid, nothing, {award}),
            Places{"domain.activity.second_award warning"});

  Activity policy = award;
  policy.kind = ActivityKind::insurance;
  policy.cancer.reset();
  Activity later = policy;
  later.id = IdOf<Activity>("T21");
  later.payer = Source::county;
  EXPECT_EQ(after(ActivityKind::talk, nothing, {policy, later}),
            Places{"domain.activity.second_policy warning"});
  later.for_year = 2017;
  EXPECT_EQ(after(ActivityKind::talk, nothing, {policy, later}), Places{});

  Activity student = policy;
  student.kind = ActivityKind::student_aid;
  later = student;
  later.id = IdOf<Activity>("T21");
  EXPECT_EQ(after(ActivityKind::talk, nothing, {student, later}),
            Places{"domain.activity.second_student_award warning"});
  later.payer = Source::charity;
  EXPECT_EQ(after(ActivityKind::talk, nothing, {student, later}), Places{});

  Activity gift = policy;
  gift.kind = ActivityKind::charity;
  gift.unit = Unit::person_times;
  later = gift;
  later.id = IdOf<Activity>("T21");
  EXPECT_EQ(after(ActivityKind::talk, nothing, {gift, later}),
            Places{"domain.activity.second_gift warning"});
  later.date = day(2016, 8, 1);
  EXPECT_EQ(after(ActivityKind::talk, nothing, {gift, later}), Places{});
}

TEST(Activities, AnAwardAsksForRegisterDiagnosisSumAndTransfer) {
  const auto aid = ActivityKind::cancer_aid;
  EXPECT_EQ(after(aid, [](auto& r) { r.amount = Money::from_yuan(9'999); }),
            Places{"domain.activity.award warning"});
  EXPECT_EQ(after(aid, [](auto& r) { r.payment = Payment::cash; }),
            Places{"domain.activity.transfer warning"});
  EXPECT_EQ(after(aid, [](auto& r) { r.date = day(2016, 2, 28); }),
            Places{"domain.activity.not_diagnosed warning"});
  EXPECT_EQ(
      after(aid, [](auto& r) { r.women = {IdOf<Beneficiary>("W2")}; }),
      (Places{"domain.activity.not_registered warning", "domain.activity.not_diagnosed warning"}));
}

TEST(Activities, AnItemNamesAnExemplarOfItsYear) {
  const auto item = ActivityKind::media_item;
  EXPECT_EQ(after(item, [](auto& r) { r.exemplars = {IdOf<Activity>("T2")}; }),
            Places{"domain.activity.no_exemplar error"});
  EXPECT_EQ(after(item, [](auto& r) { r.exemplars = {IdOf<Activity>("T99")}; }),
            Places{"domain.reference error"});
  EXPECT_EQ(after(item, [](auto& r) { r.exemplars.clear(); }),
            Places{"domain.activity.exemplars warning"});
  EXPECT_EQ(after(item, [](auto& r) { r.for_year = 2017; }),
            Places{"domain.activity.exemplar_year warning"});
}

TEST(Activities, ScreeningIsForWomenOf35To64) {
  EXPECT_EQ(after(ActivityKind::screening, [](auto& r) { r.date = day(2015, 2, 27); }),
            (Places{"domain.activity.age warning", "domain.activity.age warning"}));
}

TEST(Activities, LastDayAndChannelAreWhatTheySay) {
  Activity one = another(ActivityKind::training, "T20");
  EXPECT_EQ(last_day(one), day(2016, 5, 6));
  one.days.reset();
  EXPECT_EQ(last_day(one), day(2016, 5, 4));
  EXPECT_EQ(channel_of(ActivityKind::training), Channel::skills);
  EXPECT_EQ(channel_of(ActivityKind::exemplar), std::nullopt);
  for (const Coded<ActivityKind>& row : activitykind_codes) {
    const bool reaches = row.value != ActivityKind::exemplar &&
                         row.value != ActivityKind::media_item &&
                         row.value != ActivityKind::resource;
    EXPECT_EQ(channel_of(row.value).has_value(), reaches) << row.word;
  }
}

}  // namespace
}  // namespace jinguo

#include "jinguo/domain/history.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "support/sample_registry.hpp"

namespace jinguo {
namespace {

using support::day;

/// The sample with each record of a kind changed, or dropped when the change says false.
template <class Record>
Registry changed(const std::function<bool(Record&)>& change) {
  const Registry sample = support::sample_registry();
  Registry registry;
  const auto each = [&]<class Other>(const Table<Other>& table) {
    for (Other record : table.rows()) {
      if constexpr (std::is_same_v<Other, Record>) {
        if (!change(record)) continue;
      }
      registry.add(std::move(record));
    }
  };
  sample.for_each_table(each);
  return registry;
}

using Places = std::vector<std::string>;

Places places(const std::vector<Issue>& issues) {
  Places out;
  for (const Issue& issue : issues) {
    out.push_back(issue.place());
    for (const Language language : {Language::en, Language::zh}) {
      EXPECT_EQ(issue.text(language).find("domain."), std::string::npos) << issue.text(language);
      EXPECT_EQ(issue.text(language).find('{'), std::string::npos) << issue.text(language);
    }
  }
  return out;
}

template <class Record, class Change>
Places after(Change change) {
  return places(check_changes(support::sample_registry(), changed<Record>([&](Record& record) {
                                change(record);
                                return true;
                              })));
}

TEST(History, OfUnchangedTablesIsSound) {
  EXPECT_EQ(places(check_changes(support::sample_registry(), support::sample_registry())),
            Places{});
}

TEST(History, TellsARecordThatVanishedAtItsEarlierRow) {
  const Registry now = changed<Mentorship>([](Mentorship&) { return false; });
  EXPECT_EQ(places(check_changes(support::sample_registry(), now)),
            Places{"earlier/mentorships row 2, id: domain.change.gone"});
  Origins origins;
  origins[table_number<Mentorship>] = {"mentorships.csv", {7}, {}};
  EXPECT_EQ(places(check_changes(support::sample_registry(), now, origins)),
            Places{"earlier/mentorships.csv row 7, id: domain.change.gone"});
}

TEST(History, LetsAWomanWhoLeftTakeAlongWhatIsOverOnly) {
  // W1 has an active mentorship and a placement that has ended.
  Registry now;
  EXPECT_EQ(places(check_changes(support::sample_registry(), now)),
            Places{"earlier/mentorships row 2, id: domain.change.gone"});
  now.add(support::sample_registry().all<Beneficiary>()[0]);
  EXPECT_EQ(places(check_changes(support::sample_registry(), now)),
            (Places{"earlier/mentorships row 2, id: domain.change.gone",
                    "earlier/placements row 2, id: domain.change.gone"}));
}

TEST(History, LetsAStateGoOnAndNotBack) {
  // The sample's mentorship is active, its placement has ended.
  EXPECT_EQ(after<Mentorship>([](Mentorship& r) {
              r.status = RelationStatus::ended;
              r.ends_on = day(2016, 8, 1);
              r.end_reason = EndReason::health;
            }),
            Places{});
  EXPECT_EQ(after<Mentorship>([](Mentorship& r) { r.status = RelationStatus::proposed; }),
            Places{"mentorships row 2, status: domain.change.status"});
  EXPECT_EQ(after<Mentorship>([](Mentorship& r) { r.status = RelationStatus::declined; }),
            Places{"mentorships row 2, status: domain.change.status"});
  EXPECT_EQ(after<Placement>([](Placement& r) { r.status = RelationStatus::active; }),
            Places{"placements row 2, status: domain.change.final_status"});
}

TEST(History, KeepsAWomanAndAProviderInARecord) {
  EXPECT_EQ(after<Mentorship>([](Mentorship& r) {
              r.woman = IdOf<Beneficiary>("W2");
              r.mentor = IdOf<Mentor>("N9");
            }),
            (Places{"mentorships row 2, woman: domain.change.other",
                    "mentorships row 2, mentor: domain.change.other"}));
  EXPECT_EQ(after<Placement>([](Placement& r) {
              r.kind = ProviderKind::project;
              r.provider = Id("P1");
              r.pairing = "other";
            }),
            (Places{"placements row 2, kind: domain.change.other",
                    "placements row 2, provider: domain.change.other",
                    "placements row 2, pairing: domain.change.other"}));
}

TEST(History, WarnsWhenAnEndIsToldAnew) {
  const Registry now = changed<Placement>([](Placement& r) {
    r.ends_on = day(2016, 1, 31);
    r.end_reason = EndReason::family;
    r.income_after = Money::from_yuan(9'000);  // may be known later
    return true;
  });
  const std::vector<Issue> issues = check_changes(support::sample_registry(), now);
  EXPECT_EQ(places(issues), (Places{"placements row 2, ends_on: domain.change.final",
                                    "placements row 2, end_reason: domain.change.final"}));
  for (const Issue& issue : issues) EXPECT_EQ(issue.severity, Severity::warning);
}

TEST(History, TakesNewRecordsInAnyState) {
  Registry now = support::sample_registry();
  Mentorship fresh = now.all<Mentorship>()[0];
  fresh.id = IdOf<Mentorship>("R2");
  fresh.woman = IdOf<Beneficiary>("W2");
  now.add(fresh);
  EXPECT_EQ(places(check_changes(support::sample_registry(), now)), Places{});
}

}  // namespace
}  // namespace jinguo

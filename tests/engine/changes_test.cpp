#include "jinguo/engine/changes.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <set>

#include "jinguo/engine/adopt.hpp"
#include "jinguo/engine/explain.hpp"
#include "jinguo/engine/match.hpp"
#include "jinguo/engine/verify.hpp"
#include "support/random_registry.hpp"

namespace {

using namespace jinguo;

/// A registry whose records of a kind are changed, or dropped when the change says false.
template <class Record>
Registry changed(const Registry& registry, const std::function<bool(Record&)>& change) {
  Registry out;
  out.set_synthetic(registry.synthetic());
  const auto each = [&]<class Other>(const Table<Other>& table) {
    for (Other record : table.rows()) {
      if constexpr (std::is_same_v<Other, Record>) {
        if (!change(record)) continue;
      }
      out.add(std::move(record));
    }
  };
  registry.for_each_table(each);
  return out;
}

/// A village, a household, women, mentors and one pairing.
struct Year {
  Registry registry{};
  PolicyData data{};
  Plan plan{};

  Year() {
    data.name = "year";
    data.date = support::day(2016, 7, 1);
    data.lottery.seed = "00112233445566778899aabbccddeeff";
    Pairing pairing;
    pairing.name = "mentors";
    pairing.kinds.push_back({});
    pairing.kinds[0].kind = ProviderKind::mentor;
    pairing.kinds[0].eligibility.max_age = 60;
    pairing.kinds[0].merit.base = 10;
    data.pairings.push_back(pairing);
    registry.add(
        Region{RegionCode{430626'100'201}, "村", LonLat{113'000'000, 29'000'000}, {}, false});
    Household home;
    home.id = IdOf<Household>("H1");
    home.region = RegionCode{430626'100'201};
    home.main_cause = Cause::illness;
    home.registered_on = support::day(2014, 1, 1);
    registry.add(home);
  }
  void woman(const std::string& id, int born = 1980) {
    Beneficiary woman;
    woman.id = IdOf<Beneficiary>(id);
    woman.household = IdOf<Household>("H1");
    woman.birth_date = support::day(born, 1, 1);
    registry.add(woman);
  }
  void mentor(const std::string& id, int places) {
    Mentor mentor;
    mentor.id = IdOf<Mentor>(id);
    mentor.region = RegionCode{430626'100'201};
    mentor.places = places;
    mentor.industries = {Industry::tea};
    registry.add(mentor);
  }
  void match() { plan = engine::match(registry, Policy(data), {.threads = 1}); }
  void adopt() { registry = engine::adopted(registry, engine::adopt(plan, registry, data.date)); }
  /// Sets the state of her mentorship.
  void set(const std::string& woman, RelationStatus status,
           std::optional<EndReason> reason = std::nullopt) {
    registry = changed<Mentorship>(registry, [&](Mentorship& one) {
      if (one.woman.text() != woman) return true;
      one.status = status;
      one.end_reason = reason;
      if (reason) one.ends_on = support::day(2017, 3, 1);
      return true;
    });
  }
  /// Matches a year later and tells what changed, by woman: kind and codes, short.
  std::map<std::string, std::string> next() {
    const Plan before = plan;
    data.date = support::day(2017, 7, 1);
    match();
    const Policy policy(data);
    for (const Issue& issue : engine::verify(plan, registry, policy)) ADD_FAILURE() << issue.text();
    told = engine::changes(before, plan, registry, &policy);
    std::map<std::string, std::string> out;
    for (const WomanChange& one : told.women) {
      std::string text(to_string(one.kind));
      for (const Message& reason : one.reasons) {
        text += " " + reason.code.substr(std::string("engine.change.").size());
        for (const auto& [name, value] : reason.parameters) {
          if (name == "rule") text += "(" + value + ")";
        }
      }
      out[one.woman.text()] = text;
    }
    return out;
  }
  PlanChanges told{};
};

using Told = std::map<std::string, std::string>;

TEST(Changes, KeepProposedAcceptedAndActivePairs) {
  Year year;
  for (const char* id : {"W1", "W2", "W3"}) year.woman(id);
  year.mentor("Q1", 3);
  year.match();
  year.adopt();
  year.set("W2", RelationStatus::accepted);
  year.set("W3", RelationStatus::active);
  EXPECT_EQ(year.next(),
            (Told{{"W1", "kept goes_on"}, {"W2", "kept goes_on"}, {"W3", "kept goes_on"}}));
  EXPECT_EQ(year.told.standing, 3);
  EXPECT_EQ(year.told.let_go, 0);
}

TEST(Changes, GiveAFreedPlaceToWhoWaitedAndSayWhy) {
  Year year;
  for (const char* id : {"W1", "W2", "W3"}) year.woman(id);
  year.mentor("Q1", 2);
  year.match();
  ASSERT_EQ(year.plan.pairings[0].unmatched.size(), 1u);
  const std::string waiting = year.plan.pairings[0].unmatched[0].left.text();
  const std::string leaving = waiting == "W1" ? "W2" : "W1";
  const std::string staying = waiting == "W3" ? "W2" : "W3";
  year.adopt();
  year.set(leaving, RelationStatus::declined);
  EXPECT_EQ(year.next(), (Told{{leaving, "ended declined"},
                               {staying, "kept goes_on"},
                               {waiting, "newly_placed place_freed"}}));
}

TEST(Changes, TellEveryEndByItsReason) {
  for (const Coded<EndReason>& reason : endreason_codes) {
    Year year;
    year.woman("W1");
    year.mentor("Q1", 1);
    year.match();
    year.adopt();
    year.set("W1", RelationStatus::ended, reason.value);
    const bool died = reason.value == EndReason::death;
    if (reason.value == EndReason::completed) year.data.reopen_after = {reason.value};
    const bool again = reason.value == EndReason::completed;
    // She is given the place again only where the policy says so.
    const std::string ended = "ended ended_" + std::string(reason.word);
    EXPECT_EQ(year.next().at("W1"), again ? "kept again" : ended) << reason.word;
    EXPECT_EQ(year.plan.pairings[0].unmatched.empty(), again);
    if (!again) {
      const std::string rule = died ? "died" : reason.value == EndReason::moved ? "moved" : "ended";
      EXPECT_EQ(year.plan.pairings[0].unmatched[0].rule, rule);
    }
    for (const WomanChange& one : year.told.women) {
      for (const Message& message : one.reasons) {
        EXPECT_NE(find_in_catalogue(message.code), nullptr) << message.code;
      }
    }
  }
}

TEST(Changes, MoveWhoseProviderClosed) {
  Year year;
  year.woman("W1");
  year.mentor("Q1", 1);
  year.match();
  year.adopt();
  year.set("W1", RelationStatus::ended, EndReason::provider_closed);
  year.registry = changed<Mentor>(year.registry, [](Mentor& one) {
    one.places = 0;
    return true;
  });
  year.mentor("Q2", 1);
  EXPECT_EQ(year.next(), (Told{{"W1", "moved ended_provider_closed new_provider"}}));
  EXPECT_EQ(year.told.women[0].from, std::vector<Id>{Id("Q1")});
  EXPECT_EQ(year.told.women[0].to, std::vector<Id>{Id("Q2")});
  EXPECT_EQ(year.told.women[0].county.to_string(), "430626");
}

TEST(Changes, LetWhoNoLongerFitsOrExceedsCutPlacesGoOnOutside) {
  Year year;
  year.woman("W1", 1956);  // 60 in 2016, 61 in 2017
  year.woman("W2");
  year.mentor("Q1", 1);
  year.mentor("Q2", 1);
  year.match();
  year.adopt();
  const std::string hers = year.registry.all<Mentorship>()[1].mentor.text();  // of W2
  year.registry = changed<Mentor>(year.registry, [&](Mentor& one) {
    if (one.id.text() == hers) one.places = 0;
    return true;
  });
  EXPECT_EQ(year.next(),
            (Told{{"W1", "kept goes_on_outside(age)"}, {"W2", "kept goes_on_outside(places)"}}));
  EXPECT_EQ(year.told.standing, 2);
}

TEST(Changes, TellOfWomenWhoCameAndOfTablesThatForgot) {
  Year year;
  year.woman("W1");
  year.woman("W2", 1956);
  year.mentor("Q1", 2);
  year.match();  // never adopted
  year.woman("W3");
  year.registry =
      changed<Beneficiary>(year.registry, [](Beneficiary& one) { return one.id.text() != "W1"; });
  EXPECT_EQ(year.next(), (Told{{"W1", "ended left_tables"},
                               {"W2", "ended no_longer_fits(age)"},
                               {"W3", "newly_placed newly_registered"}}));
  EXPECT_TRUE(year.told.women[0].county.empty());
}

TEST(Changes, TellOfMorePlacesOfLocksAndOfOfficersEntries) {
  Year year;
  for (const char* id : {"W1", "W2", "W3", "W4"}) year.woman(id);
  year.mentor("Q1", 1);
  year.mentor("Q2", 0);
  year.match();
  year.adopt();
  const std::string first = year.plan.pairings[0].awards[0].left.text();
  std::vector<std::string> others;
  for (const char* id : {"W1", "W2", "W3", "W4"}) {
    if (id != first) others.emplace_back(id);
  }
  year.registry = changed<Mentor>(year.registry, [](Mentor& one) {
    one.places = 2;
    return true;
  });
  Mentorship entered = year.registry.all<Mentorship>()[0];
  entered.id = IdOf<Mentorship>("own");
  entered.woman = IdOf<Beneficiary>(others[0]);
  entered.mentor = IdOf<Mentor>("Q2");
  entered.status = RelationStatus::active;
  year.registry.add(entered);
  year.registry.add(ForcedPair{"mentors", Id(others[1]), Id("Q2"), PairRule::lock, ""});
  EXPECT_EQ(year.next(), (Told{{first, "kept goes_on"},
                               {others[0], "newly_placed recorded"},
                               {others[1], "newly_placed locked"},
                               {others[2], "newly_placed more_places"}}));
}

TEST(Changes, SayOverWhenATimeIsOver) {
  Year year;
  year.woman("W1");
  year.mentor("Q1", 1);
  year.match();
  year.adopt();
  year.registry = changed<Mentorship>(year.registry, [](Mentorship& one) {
    one.status = RelationStatus::active;
    one.ends_on = support::day(2017, 1, 1);
    return true;
  });
  year.registry = changed<Mentor>(year.registry, [](Mentor& one) {
    one.places = 0;
    return true;
  });
  EXPECT_EQ(year.next(), (Told{{"W1", "ended over"}}));
}

TEST(Changes, CountWhatAReleasingPolicyLetsGo) {
  Year year;
  year.woman("W1");
  year.mentor("Q1", 1);
  year.match();
  year.adopt();
  year.data.existing = Existing::release;
  year.registry = changed<Mentor>(year.registry, [](Mentor& one) {
    one.places = 0;
    return true;
  });
  EXPECT_EQ(year.next(), (Told{{"W1", "ended let_go"}}));
  EXPECT_EQ(year.told.let_go, 1);
}

TEST(Changes, RefuseOtherTablesAndAnotherPolicy) {
  Year year;
  year.woman("W1");
  year.mentor("Q1", 1);
  year.match();
  const Plan plan = year.plan;
  EXPECT_NO_THROW(static_cast<void>(engine::changes(plan, plan, year.registry)));
  year.data.date = support::day(2018, 1, 1);
  const Policy other(year.data);
  EXPECT_THROW(static_cast<void>(engine::changes(plan, plan, year.registry, &other)), InputError);
  year.woman("W2");
  EXPECT_THROW(static_cast<void>(engine::changes(plan, plan, year.registry)), InputError);
}

class EveryNextYear : public ::testing::TestWithParam<int> {};

/// A year of random answers, ends and arrivals.
TEST_P(EveryNextYear, ChangesOnlyWhatMustAndExplainsIt) {
  const auto seed = static_cast<std::uint64_t>(GetParam());
  support::Random random(seed + 1000);
  Registry registry = support::random_registry(seed);
  PolicyData data = support::random_policy(seed);
  Plan before = engine::match(registry, Policy(data), {.threads = 1});
  registry = engine::adopted(registry, engine::adopt(before, registry, data.date));
  std::set<std::string> placed;  // one placement of a woman may run
  for (const Placement& one : registry.all<Placement>()) {
    if (one.status == RelationStatus::active) placed.insert(one.woman.text());
  }
  const auto live = [&](auto& one, bool may_begin) {
    if (one.status == RelationStatus::proposed) {
      one.status = may_begin && random.chance(60) ? RelationStatus::active
                   : random.chance(50)            ? RelationStatus::declined
                                                  : RelationStatus::accepted;
    } else if (one.status == RelationStatus::active && random.chance(25)) {
      one.status = RelationStatus::ended;
      one.ends_on = support::day(2017, 1, 1);
      one.end_reason = random.code<EndReason>();
    }
    return true;
  };
  registry = changed<Mentorship>(registry, [&](Mentorship& one) { return live(one, true); });
  registry = changed<Placement>(
      registry, [&](Placement& one) { return live(one, placed.insert(one.woman.text()).second); });
  registry = changed<Base>(registry, [&](Base& one) {
    if (random.chance(30)) one.places /= 2;
    return true;
  });
  data.date = support::day(2017, 7, 1);
  const Policy policy(data);
  const Plan after = engine::match(registry, policy, {.threads = 1});
  for (const Issue& issue : engine::verify(after, registry, policy)) ADD_FAILURE() << issue.text();
  const PlanChanges told = engine::changes(before, after, registry, &policy);
  EXPECT_EQ(told.let_go, 0);

  std::set<std::string> women;
  for (const Beneficiary& one : registry.all<Beneficiary>()) women.insert(one.id.text());
  std::size_t pairs = 0;
  for (const WomanChange& one : told.women) {
    EXPECT_EQ(one.reasons.size(), one.from.size() + one.to.size() + one.kept.size());
    pairs += one.to.size() + one.kept.size();
    for (const Message& reason : one.reasons) {
      EXPECT_NE(find_in_catalogue(reason.code), nullptr) << reason.code;
      const std::string text = engine::text_of(reason, Language::en);
      EXPECT_EQ(text.find('{'), std::string::npos) << text;
      for (const auto& [name, value] : reason.parameters) EXPECT_FALSE(women.contains(value));
    }
  }
  std::size_t in_plan = 0;
  for (const PairingPlan& one : after.pairings) in_plan += one.awards.size() + one.outside.size();
  EXPECT_EQ(pairs, in_plan);
  std::int64_t counted = 0;
  for (const ChangeTotal& one : told.totals()) counted += one.women;
  EXPECT_EQ(counted, static_cast<std::int64_t>(told.women.size()));
  // Told the same once the second plan is adopted too.
  const Registry next = engine::adopted(registry, engine::adopt(after, registry, policy));
  EXPECT_EQ(engine::changes(before, after, next, &policy), told);
}

INSTANTIATE_TEST_SUITE_P(Random, EveryNextYear, ::testing::Range(0, 24));

}  // namespace

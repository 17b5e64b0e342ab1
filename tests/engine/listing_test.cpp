#include "jinguo/engine/listing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "checker.hpp"
#include "jinguo/engine/match.hpp"
#include "support/random_registry.hpp"

namespace {

using namespace jinguo;
using engine::Listing;
using solver::Index;
using solver::Score;

/// Each pair of each pairing: scores, rules and parts of the listing are the checker's.
void expect_agreement(const Registry& registry, const Policy& policy) {
  for (const Pairing& pairing : policy.data().pairings) {
    const Listing listing(registry, policy, pairing);
    const solver::Market market = listing.market();
    const engine::Checker checker(registry, policy, pairing);
    ASSERT_EQ(market.n(), 40);
    const auto m = static_cast<std::size_t>(market.m());
    std::vector<Score> scores(40 * m);
    market.scores(0, 40, scores);
    for (Index i = 0; i < market.n(); ++i) {
      const std::string& woman = listing.roster().women[static_cast<std::size_t>(i)]->id.text();
      std::optional<std::string> last;
      bool open = false;
      for (Index j = 0; j < market.m(); ++j) {
        const engine::Place& place = listing.roster().places[static_cast<std::size_t>(j)];
        const Score score = scores[static_cast<std::size_t>(i) * m + static_cast<std::size_t>(j)];
        engine::Verdict verdict = checker.verdict(woman, place.kind, place.id.text());
        if (verdict.rule.empty()) verdict.rule = checker.apart(woman, place.kind, place.id.text());
        EXPECT_EQ(listing.why_not(i, j).value_or(""), verdict.rule) << woman << place.id.text();
        if (!verdict.rule.empty()) {
          EXPECT_EQ(score, solver::not_eligible);
          continue;
        }
        open = true;
        EXPECT_EQ(score, verdict.score) << woman << " " << place.id.text();
        const std::vector<std::int64_t> parts = listing.parts(i, j);
        ASSERT_EQ(parts.size(), engine::part_names.size());
        for (std::size_t k = 0; k < parts.size(); ++k) {
          const std::pair<std::string_view, std::int64_t> part(engine::part_names[k], parts[k]);
          EXPECT_EQ(std::count(verdict.parts.begin(), verdict.parts.end(), part), 1) << part.first;
        }
        EXPECT_EQ(engine::banded(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}),
                                 pairing.band),
                  score);
      }
      EXPECT_EQ(listing.why_nowhere(i).has_value(), !open);
    }
  }
}

class EveryRegistry : public ::testing::TestWithParam<int> {};

TEST_P(EveryRegistry, BecomesAMarketThatAgreesWithTheCheckerOnEveryPair) {
  const auto seed = static_cast<std::uint64_t>(GetParam());
  const Registry registry = support::random_registry(seed);
  PolicyData data = support::random_policy(seed);
  data.existing = seed % 3 == 0 ? Existing::release : Existing::keep;
  expect_agreement(registry, Policy(data));
}

TEST_P(EveryRegistry, MeasuresByRoadAsTheCheckerDoes) {
  const auto seed = static_cast<std::uint64_t>(GetParam());
  Registry registry = support::random_registry(seed);
  support::add_roads(registry, seed, 60);
  PolicyData data = support::random_policy(seed);
  for (Pairing& one : data.pairings) {
    one.distance = DistanceBy::road;
    one.road_missing = seed % 2 == 0 ? RoadMissing::straight : RoadMissing::not_eligible;
  }
  expect_agreement(registry, Policy(data));
  Registry whole = support::random_registry(seed);
  support::add_roads(whole, seed, 100);
  for (Pairing& one : data.pairings) one.road_missing = RoadMissing::refuse;
  expect_agreement(whole, Policy(data));
}

INSTANTIATE_TEST_SUITE_P(Random, EveryRegistry, ::testing::Range(0, 60));

/// One household of the register at the origin, women at will, one pairing of mentors.
struct Small {
  Registry registry{};
  PolicyData data{};

  Small() {
    data.name = "small";
    data.date = support::day(2016, 7, 1);
    data.lottery.seed = "00112233445566778899aabbccddeeff";
    Pairing pairing;
    pairing.name = "mentors";
    pairing.kinds.push_back({});
    pairing.kinds[0].kind = ProviderKind::mentor;
    pairing.kinds[0].merit.base = 10;
    data.pairings.push_back(pairing);
    Household home;
    home.id = IdOf<Household>("H1");
    home.main_cause = Cause::illness;
    home.position = LonLat{0, 0};
    registry.add(home);
  }
  void woman(const std::string& id, const std::string& home = "H1") {
    Beneficiary woman;
    woman.id = IdOf<Beneficiary>(id);
    woman.household = IdOf<Household>(home);
    woman.birth_date = support::day(1980, 1, 1);
    registry.add(woman);
  }
  void mentor(const std::string& id, int places, std::optional<std::string> herself = {}) {
    Mentor mentor;
    mentor.id = IdOf<Mentor>(id);
    mentor.places = places;
    mentor.industries = {Industry::tea};
    mentor.position = LonLat{0, 0};
    if (herself) mentor.woman = IdOf<Beneficiary>(*herself);
    registry.add(mentor);
  }
  void active(const std::string& id, const std::string& woman, const std::string& mentor,
              int year = 2015, RelationStatus status = RelationStatus::active) {
    Mentorship one;
    one.id = IdOf<Mentorship>(id);
    one.woman = IdOf<Beneficiary>(woman);
    one.mentor = IdOf<Mentor>(mentor);
    one.starts_on = support::day(year, 1, 1);
    one.status = status;
    registry.add(one);
  }
  [[nodiscard]] Listing list() const {
    const Policy policy(data);
    return {registry, policy, policy.data().pairings[0]};
  }
};

std::map<std::string, std::string> rules_of(const Listing& listing) {
  std::map<std::string, std::string> rules;
  for (const engine::Relation& one : listing.relations()) rules[one.id] = one.rule;
  return rules;
}

TEST(Listing, KeepsActiveRelationsAsLocks) {
  Small small;
  small.woman("W1");
  small.woman("W2");
  small.mentor("Q1", 2);
  small.active("R1", "W2", "Q1");
  const Listing listing = small.list();
  EXPECT_EQ(listing.bounds().lock, (std::vector<solver::Pair>{{1, 0}}));
  EXPECT_EQ(listing.bounds().capacity, std::vector<solver::Count>{2});
  EXPECT_EQ(listing.bounds().demand, (std::vector<solver::Count>{1, 1}));
}

TEST(Listing, LetsProposedAndAcceptedRelationsGoOnAfterThoseThatRun) {
  Small small;
  for (const char* id : {"W1", "W2", "W3"}) small.woman(id);
  small.mentor("Q1", 2);
  small.active("R1", "W1", "Q1", 2013, RelationStatus::proposed);
  small.active("R2", "W2", "Q1", 2014, RelationStatus::accepted);
  small.active("R3", "W3", "Q1", 2015, RelationStatus::active);
  const Listing listing = small.list();
  EXPECT_EQ(rules_of(listing),
            (std::map<std::string, std::string>{{"R1", "places"}, {"R2", ""}, {"R3", ""}}));
  EXPECT_EQ(listing.bounds().lock, (std::vector<solver::Pair>{{1, 0}, {2, 0}}));
}

TEST(Listing, IsOpenToNobodyWhoDiedByTheDay) {
  Small small;
  for (const char* id : {"W1", "W2"}) small.woman(id);
  small.mentor("Q1", 3);
  small.mentor("Q2", 3);
  for (const char* id : {"W1", "W2"}) {
    Mentorship one;
    one.id = IdOf<Mentorship>(std::string("R") + id);
    one.woman = IdOf<Beneficiary>(id);
    one.mentor = IdOf<Mentor>("Q1");
    one.starts_on = support::day(2014, 1, 1);
    // W2 died after the policy's day.
    one.ends_on = support::day(2016, id == std::string("W1") ? 7 : 8, 1);
    one.status = RelationStatus::ended;
    one.end_reason = EndReason::death;
    small.registry.add(one);
  }
  const Listing listing = small.list();
  EXPECT_EQ(listing.why_nowhere(0), "died");
  EXPECT_EQ(listing.why_not(0, 1), "died");
  EXPECT_EQ(listing.why_nowhere(1), std::nullopt);
}

TEST(Listing, LetsWhoExceedsAPlaceGoOnOutsideTheLongestInsideFirst) {
  Small small;
  for (const char* id : {"W1", "W2", "W3", "W4"}) small.woman(id);
  small.mentor("Q1", 2);
  small.active("R1", "W1", "Q1", 2015);
  small.active("R2", "W2", "Q1", 2013);
  small.active("R3", "W3", "Q1", 2014);
  const Listing listing = small.list();
  EXPECT_EQ(rules_of(listing),
            (std::map<std::string, std::string>{{"R1", "places"}, {"R2", ""}, {"R3", ""}}));
  EXPECT_EQ(listing.bounds().lock, (std::vector<solver::Pair>{{1, 0}, {2, 0}}));
  EXPECT_EQ(listing.bounds().capacity, std::vector<solver::Count>{2});
  EXPECT_EQ(listing.bounds().demand, (std::vector<solver::Count>{0, 1, 1, 1}));
  EXPECT_EQ(listing.outside(), std::vector<solver::Count>{1});
}

TEST(Listing, LetsWhoNoLongerFitsUseUpPlacesDownToNone) {
  Small small;
  Household left;
  left.id = IdOf<Household>("H2");
  left.status = RegistrationStatus::exited;
  left.exited_on = support::day(2016, 1, 1);
  left.position = LonLat{0, 0};
  small.registry.add(left);
  for (const char* id : {"W1", "W2", "W3"}) small.woman(id, "H2");
  small.woman("W4");
  small.mentor("Q1", 2);
  small.active("R1", "W1", "Q1");
  small.active("R2", "W2", "Q1");
  small.active("R3", "W3", "Q1");
  small.active("R4", "W4", "Q1", 2010);
  small.data.pairings[0].kinds[0].floors.push_back({{}, 5});
  const Listing listing = small.list();
  EXPECT_EQ(
      rules_of(listing),
      (std::map<std::string, std::string>{
          {"R1", "registered"}, {"R2", "registered"}, {"R3", "registered"}, {"R4", "places"}}));
  EXPECT_EQ(listing.bounds().capacity, std::vector<solver::Count>{0});
  EXPECT_EQ(listing.bounds().demand, (std::vector<solver::Count>{0, 0, 0, 0}));
  EXPECT_TRUE(listing.bounds().lock.empty());
  // Only W4 is registered: the floor of 5 falls by one.
  EXPECT_EQ(listing.bounds().floor, std::vector<solver::Count>{4});
  EXPECT_EQ(listing.floor_before(), std::vector<solver::Count>{5});
}

TEST(Listing, LetsASecondActiveRelationOfAWomanGoOnOutside) {
  Small small;
  small.woman("W1");
  small.mentor("Q1", 1);
  small.mentor("Q2", 3);
  small.active("R1", "W1", "Q2", 2014);
  small.active("R2", "W1", "Q1", 2012);
  const Listing listing = small.list();
  EXPECT_EQ(rules_of(listing), (std::map<std::string, std::string>{{"R1", "demand"}, {"R2", ""}}));
  EXPECT_EQ(listing.bounds().capacity, (std::vector<solver::Count>{1, 2}));
  EXPECT_EQ(listing.bounds().demand, std::vector<solver::Count>{1});
}

TEST(Listing, LocksEverythingUnderStrictAndNothingUnderRelease) {
  Small small;
  small.woman("W1");
  small.woman("W2");
  small.mentor("Q1", 1);
  small.active("R1", "W1", "Q1");
  small.active("R2", "W2", "Q1");
  small.data.existing = Existing::strict;
  EXPECT_EQ(small.list().bounds().lock.size(), 2u);
  small.data.existing = Existing::release;
  EXPECT_TRUE(small.list().bounds().lock.empty());
  EXPECT_TRUE(small.list().relations().empty());
}

TEST(Listing, ExcludesRefusedPairsForcedPairsAndAMentorFromHerself) {
  Small small;
  for (const char* id : {"W1", "W2", "W3"}) small.woman(id);
  small.mentor("Q1", 1, "W1");
  small.mentor("Q2", 1);
  small.active("R1", "W2", "Q2", 2015, RelationStatus::declined);
  small.registry.add(ForcedPair{"mentors", Id("W3"), Id("Q1"), PairRule::exclude, ""});
  small.registry.add(ForcedPair{"mentors", Id("W3"), Id("Q2"), PairRule::lock, ""});
  const Listing listing = small.list();
  EXPECT_EQ(listing.bounds().exclude, (std::vector<solver::Pair>{{0, 0}, {1, 1}, {2, 0}}));
  EXPECT_EQ(listing.bounds().lock, (std::vector<solver::Pair>{{2, 1}}));
  EXPECT_EQ(listing.why_not(0, 0), "excluded");
}

/// W1 at Q1 and Q2 of one county and Q3 of another; her mentorship with Q1 ended.
Small parted(EndReason reason, Date on = support::day(2016, 3, 1)) {
  Small small;
  small.woman("W1");
  for (const char* id : {"Q1", "Q2", "Q3"}) small.mentor(id, 1);
  Registry registry;
  for (const Household& one : small.registry.all<Household>()) registry.add(one);
  for (const Beneficiary& one : small.registry.all<Beneficiary>()) registry.add(one);
  for (Mentor one : small.registry.all<Mentor>()) {
    one.region = RegionCode{one.id.text() == "Q3" ? 430624'100'201 : 430626'100'201};
    registry.add(one);
  }
  Mentorship was;
  was.id = IdOf<Mentorship>("R1");
  was.woman = IdOf<Beneficiary>("W1");
  was.mentor = IdOf<Mentor>("Q1");
  was.starts_on = support::day(2015, 1, 1);
  was.ends_on = on;
  was.status = RelationStatus::ended;
  was.end_reason = reason;
  registry.add(was);
  small.registry = registry;
  return small;
}

/// The rules against W1 at Q1, Q2 and Q3.
std::vector<std::string> rules_against(const Small& small) {
  const Listing listing = small.list();
  std::vector<std::string> rules;
  for (const Index place : {0, 1, 2}) rules.emplace_back(listing.why_not(0, place).value_or(""));
  return rules;
}

using Against = std::vector<std::string>;

TEST(Listing, KeepsApartWhoPartedUnlessThePolicyOpensThePairAgain) {
  for (const Coded<EndReason>& reason : endreason_codes) {
    Small small = parted(reason.value);
    const bool died = reason.value == EndReason::death;
    const bool moved = reason.value == EndReason::moved;
    EXPECT_EQ(rules_against(small), died    ? (Against{"died", "died", "died"})
                                    : moved ? (Against{"moved", "moved", ""})
                                            : (Against{"ended", "", ""}))
        << reason.word;
    small.data.reopen_after = {reason.value};
    EXPECT_EQ(rules_against(small), died ? (Against{"died", "died", "died"}) : Against(3, ""))
        << reason.word;
  }
}

TEST(Listing, OpensWhatEndsOnlyAfterThePolicysDay) {
  EXPECT_EQ(rules_against(parted(EndReason::left, support::day(2016, 7, 2))), Against(3, ""));
  EXPECT_EQ(rules_against(parted(EndReason::moved, support::day(2016, 7, 1))),
            (Against{"moved", "moved", ""}));
}

TEST(Listing, LetsHerBackIntoTheCountyWhereARelationBeganSince) {
  Small small = parted(EndReason::moved);
  small.active("R2", "W1", "Q2", 2016);  // in January: before she moved
  EXPECT_EQ(rules_against(small), (Against{"moved", "", ""})) << "what stands goes on";
  Small back = parted(EndReason::moved, support::day(2015, 12, 1));
  back.active("R2", "W1", "Q2", 2016);
  EXPECT_EQ(rules_against(back), (Against{"ended", "", ""}));
}

TEST(Listing, TakesALockBeforeAnEarlierEnd) {
  Small small = parted(EndReason::left);
  small.registry.add(ForcedPair{"mentors", Id("W1"), Id("Q1"), PairRule::lock, ""});
  EXPECT_EQ(rules_against(small), Against(3, ""));
}

TEST(Listing, TakesARelationThatGoesOnBeforeAnEarlierRefusal) {
  Small small;
  small.woman("W1");
  small.mentor("Q1", 1);
  small.active("R1", "W1", "Q1", 2014, RelationStatus::declined);
  small.active("R2", "W1", "Q1", 2015);
  const Listing listing = small.list();
  EXPECT_EQ(listing.bounds().lock.size(), 1u);
  EXPECT_TRUE(listing.bounds().exclude.empty());
}

std::set<std::string> codes_of(const Small& small) {
  std::set<std::string> codes;
  try {
    static_cast<void>(small.list());
  } catch (const InputError& error) {
    for (const Issue& issue : error.issues()) codes.insert(issue.code);
  }
  return codes;
}

TEST(Listing, RefusesATableOfRoadsWithHolesUnlessThePolicySaysWhatTheyAre) {
  Small small;
  small.woman("W1");
  small.mentor("Q1", 1);
  small.mentor("Q2", 1);
  Pairing& pairing = small.data.pairings[0];
  pairing.distance = DistanceBy::road;
  pairing.reach.max_distance_m = 5'000;
  small.registry.add(Road{{}, ProviderKind::mentor, Id("Q1"), 5'001});
  EXPECT_EQ(codes_of(small), std::set<std::string>{"engine.road_missing"});
  const auto rule = [&](Index place) {
    const Policy policy(small.data);
    return std::string(
        Listing(small.registry, policy, policy.data().pairings[0]).why_not(0, place).value_or(""));
  };
  pairing.road_missing = RoadMissing::not_eligible;
  EXPECT_EQ(rule(0), "distance");  // by road, though the two are at one point
  EXPECT_EQ(rule(1), "no_road");
  pairing.road_missing = RoadMissing::straight;
  EXPECT_EQ(rule(1), "");
  pairing.reach.max_distance_m = 5'001;
  EXPECT_EQ(rule(0), "");
  const Policy policy(small.data);
  const Listing listing(small.registry, policy, policy.data().pairings[0]);
  EXPECT_EQ(listing.road_metres(0, 0), std::optional(5'001));
  EXPECT_EQ(listing.road_metres(0, 1), std::nullopt);
}

TEST(Listing, TellsEveryIssueAtOnce) {
  Small small;
  small.woman("W1");
  small.woman("W2", "H9");
  Mentor far;
  far.id = IdOf<Mentor>("Q1");
  small.registry.add(far);
  small.data.pairings[0].reach.max_distance_m = 100;
  small.registry.add(ForcedPair{"mentors", Id("W7"), Id("Q7"), PairRule::lock, ""});
  small.registry.add(ForcedPair{"mentors", Id("W1"), Id("Q1"), PairRule::lock, ""});
  small.registry.add(ForcedPair{"mentors", Id("W1"), Id("Q1"), PairRule::exclude, ""});
  EXPECT_EQ(codes_of(small),
            (std::set<std::string>{"engine.household", "engine.pair_both", "engine.pair_left",
                                   "engine.pair_right", "engine.position"}));
}

TEST(Listing, AsksForNoPositionWhenThePolicyUsesNoDistance) {
  Small small;
  small.woman("W1");
  Mentor far;
  far.id = IdOf<Mentor>("Q1");
  small.registry.add(far);
  EXPECT_TRUE(codes_of(small).empty());
}

TEST(Listing, RefusesOneIdForTwoProviders) {
  Small small;
  small.mentor("X1", 1);
  Base base;
  base.id = IdOf<Base>("X1");
  small.registry.add(base);
  small.data.pairings[0].kinds.push_back({});
  EXPECT_TRUE(codes_of(small).count("engine.duplicate_provider"));
}

TEST(Listing, RefusesMoreThan64Conditions) {
  Small small;
  small.data.pairings[0].kinds[0].kind = ProviderKind::base;
  for (int k = 0; k < 70; ++k) {
    Base base;
    base.id = IdOf<Base>("B" + std::to_string(k));
    base.skill_required = true;
    for (int bit = 0; bit < 7; ++bit) {
      if (((k >> bit) & 1) != 0) base.skills.push_back(static_cast<Skill>(bit));
    }
    small.registry.add(base);
  }
  EXPECT_EQ(codes_of(small), std::set<std::string>{"engine.too_many_conditions"});
}

TEST(Listing, IsEmptyForAnEmptyRegistry) {
  Small small;
  const Listing listing = small.list();
  EXPECT_EQ(listing.market().m(), 0);
  small.woman("W1");
  EXPECT_EQ(small.list().why_nowhere(0), "no_provider");
}

TEST(Listing, MustMatchBindsOnlyWhoIsEligibleSomewhere) {
  Small small;
  small.woman("W1");
  small.woman("W2");
  small.mentor("Q1", 3);
  small.registry.add(ForcedPair{"mentors", Id("W2"), Id("Q1"), PairRule::exclude, ""});
  small.data.pairings[0].must_match = true;
  EXPECT_EQ(small.list().bounds().must_match, (std::vector<std::uint8_t>{1, 0}));
}

TEST(Listing, AsksTheMonitorAndMayBeStoppedWhereverItIs) {
  const Registry registry = support::random_registry(9, {.women = 500});
  PolicyData data = support::random_policy(9);
  data.pairings[0].must_match = true;
  const Policy policy(data);
  Monitor whole(MatchOptions{}, {}, 1000);
  const Listing listing(registry, policy, policy.data().pairings[0], {}, &whole, 2);
  const Listing alone(registry, policy, policy.data().pairings[0]);
  EXPECT_EQ(listing.bounds().must_match, alone.bounds().must_match);
  EXPECT_GE(whole.looks(), 500 / 64);  // the blocks of who must be served, and the rest
  for (std::int64_t stop = 1; stop < whole.looks(); stop += 5) {
    double time = 0;
    Monitor monitor(
        MatchOptions{.time_limit = static_cast<double>(stop) - 0.5}, [&] { return time += 1; },
        1000);
    EXPECT_THROW(Listing(registry, policy, policy.data().pairings[0], {}, &monitor, 1), Stopped);
  }
}

}  // namespace

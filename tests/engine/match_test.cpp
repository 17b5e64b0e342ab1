#include "jinguo/engine/match.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "jinguo/engine/digest.hpp"
#include "jinguo/engine/explain.hpp"
#include "jinguo/engine/lottery.hpp"
#include "jinguo/engine/verify.hpp"
#include "jinguo/solver/certificate.hpp"
#include "support/random_registry.hpp"

namespace {

using namespace jinguo;
using engine::Listing;

Registry shuffled(const Registry& registry, std::uint64_t seed) {
  support::Random random(seed);
  Registry out;
  out.set_synthetic(registry.synthetic());
  registry.for_each_table([&](const auto& one) {
    std::vector<std::size_t> order(one.size());
    for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
    for (std::size_t k = order.size(); k > 1; --k) {
      std::swap(order[k - 1], order[static_cast<std::size_t>(random.below(static_cast<int>(k)))]);
    }
    for (const std::size_t k : order) out.add(one.rows()[k]);
  });
  return out;
}

class EveryPlan : public ::testing::TestWithParam<int> {};

TEST_P(EveryPlan, IsProvenByTheRefereesAndTellsOfEveryWoman) {
  const auto seed = static_cast<std::uint64_t>(GetParam());
  const Registry registry = support::random_registry(seed);
  const Policy policy(support::random_policy(seed));
  const Plan plan = engine::match(registry, policy, {.threads = 1});
  ASSERT_EQ(plan.pairings.size(), 2u);
  EXPECT_TRUE(plan.synthetic);
  for (const Issue& issue : engine::verify(plan, registry, policy)) ADD_FAILURE() << issue.text();
  for (const PairingPlan& one : plan.pairings) {
    const Listing listing(registry, policy, *policy.find(one.name));
    const solver::Market market = listing.market();
    const engine::PairingMarket by_itself = engine::market_of(registry, policy, one.name);
    const solver::TransportResult again = solver::transport(by_itself.market, by_itself.how);
    EXPECT_EQ(again.status, one.status);
    EXPECT_EQ(again.total, one.total);
    ASSERT_EQ(again.awards.size(), one.awards.size());
    for (std::size_t k = 0; k < again.awards.size(); ++k) {
      const engine::Roster& roster = by_itself.listing.roster();
      EXPECT_EQ(roster.women[static_cast<std::size_t>(again.awards[k].left)]->id,
                one.awards[k].left);
      EXPECT_EQ(roster.places[static_cast<std::size_t>(again.awards[k].right)].id,
                one.awards[k].right);
    }
    std::set<std::string> told;
    for (const PlanAward& award : one.awards) {
      told.insert(award.left.text());
      const auto i = listing.roster().woman(award.left.text());
      const auto j = listing.roster().place(award.right.text());
      ASSERT_TRUE(i && j);
      EXPECT_EQ(award.score, market.score(*i, *j));
      EXPECT_EQ(award.parts.size(), one.part_names.size());
    }
    for (const PlanAward& award : one.outside) told.insert(award.left.text());
    EXPECT_EQ(one.outside.size(), one.warnings.size());
    for (const Unmatched& left : one.unmatched) {
      EXPECT_TRUE(told.insert(left.left.text()).second);
      const auto i = listing.roster().woman(left.left.text());
      ASSERT_TRUE(i);
      EXPECT_EQ(left.reason == ReasonKind::not_eligible, listing.why_nowhere(*i).has_value());
      EXPECT_EQ(left.reason == ReasonKind::not_eligible, left.options.empty());
      EXPECT_LE(left.options.size(), 5u);
      // A stated loss is the true one: solve again with her locked there.
      for (const Option& option : left.options) {
        if (option.impossible) continue;
        solver::Bounds bounds = listing.bounds();
        bounds.lock.push_back({*i, *listing.roster().place(option.right.text())});
        const solver::TransportResult with = solver::transport(
            {listing.implicit(), bounds},
            {.on_infeasible = solver::OnInfeasible::least_shortfall, .threads = 1});
        ASSERT_NE(with.status, solver::Status::infeasible);
        EXPECT_EQ(one.total - with.total, option.loss) << left.left.text() << option.right.text();
      }
    }
    EXPECT_EQ(told.size(), listing.roster().women.size());
  }
}

INSTANTIATE_TEST_SUITE_P(Random, EveryPlan, ::testing::Range(0, 25));

TEST(Match, GivesTheSameDigestForAnyOrderOfRowsAndAnyThreads) {
  const Registry registry =
      support::random_registry(7, {.women = 200, .providers = 12, .places = 8, .relations = 60});
  const Policy policy(support::random_policy(7));
  const Plan one = engine::match(registry, policy, {.threads = 1});
  const Plan two = engine::match(shuffled(registry, 3), policy, {.threads = 2});
  EXPECT_EQ(to_hex(one.digest()), to_hex(two.digest()));
  EXPECT_EQ(one.registry_digest, two.registry_digest);
  EXPECT_EQ(one.pairings[0].awards, two.pairings[0].awards);
  EXPECT_EQ(one.pairings[0].unmatched, two.pairings[0].unmatched);
}

TEST(Match, DrawsOtherWinnersByOtherSeeds) {
  const Registry registry = support::random_registry(9, {.women = 200});
  PolicyData data = support::random_policy(9);
  for (Pairing& one : data.pairings) one.band = 1'000'000;  // all are equal
  data.lottery.seed.clear();
  const Policy policy(data);
  const Plan one = engine::match(registry, policy, {.seed = std::string(16, 'a'), .threads = 1});
  const Plan two = engine::match(registry, policy, {.seed = std::string(16, 'b'), .threads = 1});
  EXPECT_NE(one.digest(), two.digest());
  EXPECT_EQ(one.pairings[0].total, two.pairings[0].total);
  const auto& unmatched = one.find("mentors")->unmatched;
  EXPECT_TRUE(std::any_of(unmatched.begin(), unmatched.end(), [](const Unmatched& left) {
    return left.reason == ReasonKind::lottery;
  }));
}

std::string code_of(const Registry& registry, const Policy& policy, const MatchOptions& options) {
  try {
    static_cast<void>(engine::match(registry, policy, options));
  } catch (const InputError& error) {
    return error.issues().at(0).code;
  }
  return {};
}

TEST(Match, AsksForTheSeedThatThePolicyCommitsTo) {
  const Registry registry = support::random_registry(1);
  PolicyData data = support::random_policy(1);
  EXPECT_EQ(code_of(registry, Policy(data), {.seed = std::string(16, 'a'), .threads = 1}),
            "engine.seed_differs");
  data.lottery.seed.clear();
  EXPECT_EQ(code_of(registry, Policy(data), {.threads = 1}), "engine.seed");
  EXPECT_EQ(code_of(registry, Policy(data), {.seed = "short", .threads = 1}), "engine.seed");
  const std::string seed(16, 'x');
  data.lottery.commitment = to_hex(engine::lottery_commitment(seed));
  EXPECT_EQ(code_of(registry, Policy(data), {.seed = std::string(16, 'y'), .threads = 1}),
            "engine.commitment");
  EXPECT_EQ(code_of(registry, Policy(data), {.seed = seed, .threads = 1}), "");
}

TEST(Match, RefusesUnknownPairings) {
  Registry registry = support::random_registry(1);
  const Policy policy(support::random_policy(1));
  EXPECT_EQ(code_of(registry, policy, {.pairing = "loans", .threads = 1}), "engine.pairing");
  registry.add(
      ForcedPair{"loans", Id(registry.all<Beneficiary>()[0].id), Id("Q1"), PairRule::lock, ""});
  EXPECT_EQ(code_of(registry, policy, {.threads = 1}), "engine.pairing");
}

TEST(Match, MakesNoMarketOfAnUnknownPairing) {
  const Registry registry = support::random_registry(1);
  const Policy policy(support::random_policy(1));
  EXPECT_THROW((void)engine::market_of(registry, policy, "nothing"), InputError);
  EXPECT_THROW((void)engine::market_of(registry, policy, ""), InputError);
  const std::string name = policy.data().pairings.front().name;
  EXPECT_THROW((void)engine::market_of(registry, policy, name, "short"), InputError);
}

TEST(Match, SolvesOnePairingOnRequest) {
  const Plan plan = engine::match(support::random_registry(2), Policy(support::random_policy(2)),
                                  {.pairing = "mentors", .threads = 1});
  ASSERT_EQ(plan.pairings.size(), 1u);
  EXPECT_EQ(plan.pairings[0].name, "mentors");
  EXPECT_EQ(plan.find("livelihood"), nullptr);
}

/// Three women, one mentor with a floor, all eligible.
struct Tiny {
  Registry registry{};
  PolicyData data{};
  Tiny() {
    data.name = "tiny";
    data.date = support::day(2016, 7, 1);
    data.lottery.seed = "00112233445566778899aabbccddeeff";
    Pairing pairing;
    pairing.name = "mentors";
    pairing.kinds.push_back({});
    pairing.kinds[0].kind = ProviderKind::mentor;
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
    for (const char* id : {"W1", "W2", "W3"}) {
      Beneficiary woman;
      woman.id = IdOf<Beneficiary>(id);
      woman.household = IdOf<Household>("H1");
      woman.birth_date = support::day(1980, 1, 1);
      registry.add(woman);
    }
  }
  void mentor(const std::string& id, int places) {
    Mentor mentor;
    mentor.id = IdOf<Mentor>(id);
    mentor.region = RegionCode{430626'100'201};
    mentor.places = places;
    mentor.industries = {Industry::tea};
    registry.add(mentor);
  }
};

TEST(Match, TellsWhichRulesCannotHoldInIds) {
  Tiny tiny;
  tiny.mentor("Q1", 9);
  tiny.data.pairings[0].kinds[0].floors.push_back({{}, 5});
  try {
    static_cast<void>(engine::match(tiny.registry, Policy(tiny.data), {.threads = 1}));
    FAIL();
  } catch (const InfeasibleError& error) {
    EXPECT_EQ(error.pairing(), "mentors");
    EXPECT_EQ(error.witness().deficit, 2);
    ASSERT_FALSE(error.rules().empty());
    EXPECT_TRUE(std::any_of(error.rules().begin(), error.rules().end(), [](const Message& rule) {
      return rule.text(Language::en) == "Q1 must get 5 women";
    }));
    ASSERT_EQ(error.repairs().size(), 1u);
    EXPECT_EQ(error.repairs()[0].text(Language::en), "lower the floor of Q1 from 5 to 3");
  }
  tiny.data.on_infeasible = OnShort::least_shortfall;
  const Plan plan = engine::match(tiny.registry, Policy(tiny.data), {.threads = 1});
  EXPECT_EQ(plan.pairings[0].status, solver::Status::optimal_short);
  EXPECT_EQ(plan.pairings[0].places[0].shortfall, 2);
  EXPECT_EQ(plan.pairings[0].places[0].taken, 3);
}

TEST(Match, SaysThatAFullPlaceCostsAnotherWomansPoints) {
  Tiny tiny;
  tiny.mentor("Q1", 1);
  Beneficiary better;
  better.id = IdOf<Beneficiary>("W9");
  better.household = IdOf<Household>("H1");
  better.birth_date = support::day(1980, 1, 1);
  better.wishes = {Industry::tea};
  tiny.registry.add(better);
  tiny.data.pairings[0].kinds[0].merit.wish = {7};
  const Plan plan = engine::match(tiny.registry, Policy(tiny.data), {.threads = 1});
  const PairingPlan& one = plan.pairings[0];
  ASSERT_EQ(one.awards.size(), 1u);
  EXPECT_EQ(one.awards[0].left.text(), "W9");
  ASSERT_EQ(one.unmatched.size(), 3u);
  for (const Unmatched& left : one.unmatched) {
    EXPECT_EQ(left.reason, ReasonKind::loses_points);
    ASSERT_EQ(left.options.size(), 1u);
    EXPECT_EQ(left.options[0].loss, 7);
  }
}

TEST(Match, SaysThatPlacesOfThoseWhoGoOnDecided) {
  Tiny tiny;
  tiny.mentor("Q1", 1);
  tiny.registry.add(ForcedPair{"mentors", Id("W2"), Id("Q1"), PairRule::lock, ""});
  const Plan plan = engine::match(tiny.registry, Policy(tiny.data), {.threads = 1});
  for (const Unmatched& left : plan.pairings[0].unmatched) {
    EXPECT_EQ(left.reason, ReasonKind::bound);
    EXPECT_EQ(left.rule, "lock");
  }
}

TEST(Match, TakesScoresOfTheUsersOwn) {
  Tiny tiny;
  tiny.mentor("Q1", 1);
  MatchOptions options{.threads = 1};
  options.custom.push_back({"mentors", [](const engine::Roster& roster, solver::Index from,
                                          solver::Index to, std::span<solver::Score> scores) {
                              const std::size_t m = roster.places.size();
                              for (solver::Index i = from; i < to; ++i) {
                                solver::Score& score =
                                    scores[static_cast<std::size_t>(i - from) * m];
                                const std::string& id =
                                    roster.women[static_cast<std::size_t>(i)]->id.text();
                                if (id == "W3") score += 5;
                                if (id == "W1") score = solver::not_eligible;
                              }
                            }});
  const Plan plan = engine::match(tiny.registry, Policy(tiny.data), options);
  const PairingPlan& one = plan.pairings[0];
  EXPECT_TRUE(one.custom);
  ASSERT_EQ(one.awards.size(), 1u);
  EXPECT_EQ(one.awards[0].left.text(), "W3");
  EXPECT_EQ(one.awards[0].score, 15);
  EXPECT_EQ(one.awards[0].parts.back(), 5);
  EXPECT_EQ(one.unmatched[0].rule, "custom");
  ASSERT_EQ(one.unmatched[1].options.size(), 1u);
  EXPECT_EQ(one.unmatched[1].options[0].loss, 5);
  EXPECT_TRUE(
      engine::verify(plan, tiny.registry, Policy(tiny.data), {.custom = options.custom}).empty());
  EXPECT_FALSE(engine::verify(plan, tiny.registry, Policy(tiny.data)).empty());
}

TEST(Match, AnswersForAnEmptyRegistry) {
  const Tiny tiny;
  const Plan plan = engine::match(Registry(), Policy(tiny.data), {.threads = 1});
  EXPECT_EQ(plan.pairings.at(0).status, solver::Status::optimal);
  EXPECT_TRUE(plan.pairings[0].awards.empty());
  const Plan nobody = engine::match(tiny.registry, Policy(tiny.data), {.threads = 1});
  ASSERT_EQ(nobody.pairings[0].unmatched.size(), 3u);
  EXPECT_EQ(nobody.pairings[0].unmatched[0].rule, "no_provider");
}

/// How many faults are found after a change of a plan.
template <class Change>
std::size_t faults_after(const Change& change) {
  static const Registry registry = support::random_registry(3, {.women = 80});
  static const Policy policy(support::random_policy(3));
  static const Plan good = engine::match(registry, policy, {.threads = 1});
  Plan plan = good;
  change(plan);
  return engine::verify(plan, registry, policy).size();
}

TEST(Verify, FindsEveryKindOfBrokenPlan) {
  const auto mentors = [](Plan& plan) -> PairingPlan& {
    for (PairingPlan& one : plan.pairings) {
      if (one.name == "mentors") return one;
    }
    throw std::logic_error("no mentors");
  };
  EXPECT_EQ(faults_after([](Plan&) {}), 0u);
  EXPECT_GT(faults_after([](Plan& p) { p.registry_digest[0] ^= 1U; }), 0u);
  EXPECT_GT(faults_after([](Plan& p) { p.policy_digest[0] ^= 1U; }), 0u);
  EXPECT_GT(faults_after([](Plan& p) { p.seed_hex[0] = p.seed_hex[0] == 'a' ? 'b' : 'a'; }), 0u);
  EXPECT_GT(faults_after([](Plan& p) { p.pairings[0].name = "other"; }), 0u);
  EXPECT_GT(faults_after([&](Plan& p) { mentors(p).awards.pop_back(); }), 0u);
  EXPECT_GT(faults_after([&](Plan& p) { mentors(p).awards[0].score += 1; }), 0u);
  EXPECT_GT(faults_after([&](Plan& p) { mentors(p).awards[0].parts[2] += 1; }), 0u);
  EXPECT_GT(faults_after([&](Plan& p) { mentors(p).awards[0].existing ^= true; }), 0u);
  EXPECT_GT(faults_after([&](Plan& p) { mentors(p).awards.push_back(mentors(p).awards.back()); }),
            0u);
  EXPECT_GT(faults_after([&](Plan& p) { mentors(p).awards[0].right = Id("Q999"); }), 0u);
  EXPECT_GT(faults_after([&](Plan& p) { mentors(p).unmatched.pop_back(); }), 0u);
  EXPECT_GT(faults_after([&](Plan& p) { mentors(p).total += 1; }), 0u);
  EXPECT_GT(faults_after([&](Plan& p) { mentors(p).places[0].places += 1; }), 0u);
  EXPECT_GT(faults_after([&](Plan& p) { mentors(p).places[0].shortfall += 1; }), 0u);
  EXPECT_GT(faults_after([&](Plan& p) {
              for (PlaceResult& place : mentors(p).places) place.price += 1'000'000;
            }),
            0u);
  EXPECT_GT(faults_after([&](Plan& p) {
              for (Unmatched& left : mentors(p).unmatched) {
                for (Option& option : left.options) option.loss += 1;
                if (left.options.empty()) left.reason = ReasonKind::lottery;
              }
            }),
            0u);
}

TEST(Explain, TellsAnyWomanOfEveryPlaceAndNamesNoOther) {
  const Registry registry = support::random_registry(3, {.women = 80});
  const Policy policy(support::random_policy(3));
  const Plan plan = engine::match(registry, policy, {.threads = 1});
  for (const Beneficiary& woman : registry.all<Beneficiary>()) {
    const Explanation stored = engine::explain(plan, woman.id);
    const Explanation live = engine::explain(plan, registry, policy, woman.id);
    EXPECT_GE(stored.lines.size(), 2u);
    const auto kept = std::count_if(stored.lines.begin(), stored.lines.end(), [](const auto& line) {
      return line.code.starts_with("engine.explain.place_");
    });
    EXPECT_EQ(stored.places.size(), static_cast<std::size_t>(kept));
    EXPECT_EQ(live.places.size(), 5u + 15u) << "every place of both pairings once";
    const auto told = std::count_if(live.lines.begin(), live.lines.end(), [](const auto& line) {
      return line.code.starts_with("engine.explain.place_");
    });
    EXPECT_EQ(live.places.size(), static_cast<std::size_t>(told));
    for (const Language language : {Language::en, Language::zh}) {
      const std::string text = live.text(language);
      EXPECT_EQ(text.find('{'), std::string::npos) << text;
      EXPECT_EQ(text.find("engine."), std::string::npos) << text;
      for (const Beneficiary& other : registry.all<Beneficiary>()) {
        if (other.id == woman.id) continue;
        EXPECT_EQ(text.find(other.id.text() + " "), std::string::npos);
      }
    }
  }
  EXPECT_THROW(static_cast<void>(engine::explain(plan, Id("nobody"))), std::out_of_range);
  EXPECT_THROW(static_cast<void>(engine::explain(plan, registry, policy, Id("nobody"))),
               std::out_of_range);
  EXPECT_THROW(static_cast<void>(engine::explain(plan, Registry(), policy, Id("nobody"))),
               std::out_of_range);
}

TEST(Lottery, FollowsTheWrittenFormula) {
  // Computed with Python's hmac and hashlib.
  EXPECT_EQ(engine::lottery_number("0123456789abcdef", "mentors", solver::Side::left, "W1"),
            16263216708527223109ULL);
  EXPECT_EQ(engine::lottery_number("0123456789abcdef", "livelihood", solver::Side::right, "基地-1"),
            15356562743568278063ULL);
  EXPECT_EQ(to_hex(engine::lottery_commitment("0123456789abcdef")),
            "5d7f00819dcacb605929451589f786c336208bef8446235678001254417768b1");
}

/// A clock cannot be given to match(): its callbacks can stop it in any phase.
TEST(Match, StoppedInAnyPhaseItTellsWhatThereIs) {
  const Registry registry = support::random_registry(3, {.women = 400});
  const Policy policy(support::random_policy(3));
  const Plan whole = engine::match(registry, policy, {.threads = 1});
  std::set<std::string> begun;
  for (int stop = 0; stop < 40; ++stop) {
    MatchOptions options;
    options.threads = 1;
    int asked = 0;
    options.interrupt = [&] { return asked++ >= stop; };
    const Plan plan = engine::match(registry, policy, options);
    ASSERT_EQ(plan.pairings.size(), whole.pairings.size());
    for (std::size_t k = 0; k < plan.pairings.size(); ++k) {
      const PairingPlan& one = plan.pairings[k];
      EXPECT_EQ(one.name, whole.pairings[k].name);
      begun.insert(std::string(to_string(one.status)));
      std::set<std::string> told;
      for (const PlanAward& award : one.awards) told.insert(award.left.text());
      for (const PlanAward& award : one.outside) told.insert(award.left.text());
      for (const Unmatched& woman : one.unmatched) told.insert(woman.left.text());
      EXPECT_EQ(told.size(), registry.all<Beneficiary>().size());
    }
    for (const Issue& issue : engine::verify(plan, registry, policy)) ADD_FAILURE() << issue.text();
    if (plan == whole) break;
  }
  const Plan none = engine::match(registry, policy, {.threads = 1, .time_limit = 0.0});
  for (const PairingPlan& one : none.pairings) {
    EXPECT_EQ(one.status, solver::Status::stopped_empty);
    EXPECT_TRUE(one.places.empty() && one.awards.empty());
    for (const Unmatched& woman : one.unmatched) EXPECT_EQ(woman.reason, ReasonKind::stopped);
  }
  for (const Issue& issue : engine::verify(none, registry, policy)) ADD_FAILURE() << issue.text();
  EXPECT_EQ(begun.count("stopped_empty"), 1u);
  EXPECT_THROW((void)engine::match(registry, policy, {.time_limit = -1.0}), InputError);
}

TEST(Match, StopsInEveryPhaseWhenProgressThrows) {
  const Registry registry = support::random_registry(4, {.women = 60});
  const Policy policy(support::random_policy(4));
  struct Enough {};
  EXPECT_THROW((void)engine::match(registry, policy,
                                   {.progress = [](double, std::string_view) { throw Enough{}; }}),
               Enough);
}

TEST(Match, TwoEqualRunsAreEqualAndEveryOtherFieldCounts) {
  const Registry registry = support::random_registry(5, {.women = 60});
  const Policy policy(support::random_policy(5));
  const Plan plan = engine::match(registry, policy, {.threads = 1});
  Plan again = engine::match(registry, policy, {.threads = 2});
  again.pairings[0].seconds += 1;
  EXPECT_EQ(plan, again);
  const auto changed = [&](auto change) {
    Plan other = plan;
    change(other.pairings[0]);
    EXPECT_FALSE(other == plan);
  };
  changed([](PairingPlan& p) { p.name += "x"; });
  changed([](PairingPlan& p) { p.status = solver::Status::stopped_empty; });
  changed([](PairingPlan& p) { p.part_names.pop_back(); });
  changed([](PairingPlan& p) { p.awards.emplace_back(); });
  changed([](PairingPlan& p) { p.unmatched.emplace_back(); });
  changed([](PairingPlan& p) { p.places.emplace_back(); });
  changed([](PairingPlan& p) { p.warnings.emplace_back(); });
  changed([](PairingPlan& p) { p.outside.emplace_back(); });
  changed([](PairingPlan& p) { ++p.total; });
  changed([](PairingPlan& p) { p.gap.reset(); });
  changed([](PairingPlan& p) { ++p.tied; });
  changed([](PairingPlan& p) { p.custom = !p.custom; });
  changed([](PairingPlan& p) { p.income_assumed.emplace_back("W0"); });
  changed([](PairingPlan& p) { p.unknown_income += "x"; });
  changed([](PairingPlan& p) { p.ties.reset(); });
}

TEST(Match, ExplainAndVerifyStopWhenAsked) {
  const Registry registry = support::random_registry(6, {.women = 200});
  const Policy policy(support::random_policy(6));
  const Plan plan = engine::match(registry, policy, {.threads = 1});
  const Id woman = plan.pairings[0].awards.at(0).left;
  engine::ExplainOptions explain;
  explain.time_limit = 0.0;
  EXPECT_THROW((void)engine::explain(plan, registry, policy, woman, explain), Stopped);
  engine::VerifyOptions verify;
  verify.interrupt = [] { return true; };
  EXPECT_THROW((void)engine::verify(plan, registry, policy, verify), Stopped);
  double last = 0;
  verify.interrupt = {};
  verify.progress = [&](double fraction, std::string_view) {
    EXPECT_GE(fraction, last);
    EXPECT_LE(fraction, 1.0);
    last = fraction;
  };
  EXPECT_TRUE(engine::verify(plan, registry, policy, verify).empty());
}

}  // namespace

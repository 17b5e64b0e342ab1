#include "jinguo/measure/robustness.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <utility>

#include "jinguo/engine/match.hpp"
#include "support/random_registry.hpp"

namespace {

using namespace jinguo;
using measure::GroupStay;

TEST(Robustness, KeepsAllWhenNothingMoves) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Registry registry = support::random_registry(seed);
    const Policy policy(support::random_policy(seed));
    EXPECT_EQ(measure::moved(policy, 0, 7, 3), policy);
    const auto rows =
        measure::robustness(registry, policy, {.spread = 0, .runs = 3, .threads = 1});
    for (const GroupStay& row : rows) {
      EXPECT_EQ(row.runs, 3);
      EXPECT_EQ(row.stay_served, 3 * row.served);
      EXPECT_EQ(row.stay_pairs, 3 * row.pairs);
      EXPECT_EQ(row.least_pairs, row.pairs);
    }
  }
}

TEST(Robustness, CountsAsMatchingEachMovedPolicyDoes) {
  const Registry registry = support::random_registry(4);
  const Policy policy(support::random_policy(4));
  const Plan plan = engine::match(registry, policy);
  const auto before = measure::pairs_of(plan);
  std::int64_t stay = 0;
  std::int64_t pairs = 0;
  for (int run = 0; run < 3; ++run) {
    const Plan again = engine::match(registry, measure::moved(policy, 0.5, 1, run));
    for (const PairingPlan& pairing : plan.pairings) {
      for (const PlanAward& award : pairing.awards) {
        ++pairs;
        for (const PlanAward& other : again.find(pairing.name)->awards) {
          stay += award.left == other.left && award.right == other.right ? 1 : 0;
        }
      }
    }
  }
  const auto rows = measure::robustness(registry, policy, {.spread = 0.5, .runs = 3, .draw = 1});
  EXPECT_EQ(rows.back().pairing, measure::any_pairing);
  EXPECT_EQ(3 * rows.back().pairs, pairs);
  EXPECT_EQ(rows.back().stay_pairs, stay);
  EXPECT_LT(stay, pairs);
}

TEST(Robustness, GivesTheSameWhateverTheThreads) {
  const Registry registry = support::random_registry(2);
  const Policy policy(support::random_policy(2));
  EXPECT_EQ(measure::robustness(registry, policy, {.runs = 2, .threads = 1}),
            measure::robustness(registry, policy, {.runs = 2, .threads = 3}));
}

TEST(Robustness, StopsWhenAskedAndTellsOfTheRunsDone) {
  const Registry registry = support::random_registry(2);
  const Policy policy(support::random_policy(2));
  measure::RobustnessOptions options;
  options.runs = 50;
  bool stop = false;
  options.progress = [&](double fraction, std::string_view) { stop = stop || fraction > 0.3; };
  options.interrupt = [&] { return stop; };
  const auto rows = measure::robustness(registry, policy, options);
  EXPECT_GT(rows.back().runs, 0);
  EXPECT_LT(rows.back().runs, 50);
}

TEST(Robustness, RefusesSpreadsAndRunsOutOfRange) {
  const Registry registry = support::random_registry(2);
  const Policy policy(support::random_policy(2));
  for (const double spread : {-0.1, 1.1, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_THROW((void)measure::robustness(registry, policy, {.spread = spread}), InputError);
    EXPECT_THROW((void)measure::moved(policy, spread, 0, 0), InputError);
  }
  EXPECT_THROW((void)measure::robustness(registry, policy, {.runs = 0}), InputError);
}

TEST(Robustness, IsSaidInOneSentenceRoundedDown) {
  GroupStay row;
  row.pairing = measure::any_pairing;
  row.runs = 2;
  row.served = 500;
  row.stay_served = 999;
  const Message message = measure::summary({row}, 0.125);
  EXPECT_EQ(message.text(Language::en).substr(0, 51),
            "Of 100 women served, 99.9 stay served when every we");
  EXPECT_NE(message.text(Language::zh).find("12.5%"), std::string::npos);
  row.stay_served = 820;
  EXPECT_NE(measure::summary({row}, 0.2).text(Language::en).find("served, 82 stay"), std::string::npos);
  row.stay_served = 825;
  EXPECT_NE(measure::summary({row}, 0.2).text(Language::en).find("served, 82.5 stay"), std::string::npos);
  EXPECT_EQ(measure::summary({}, 0.2).code, "measure.robustness_nobody");
}

}  // namespace

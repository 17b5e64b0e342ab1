#include "jinguo/measure/evaluation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "jinguo/engine/match.hpp"
#include "support/random_registry.hpp"
#include "support/sample_registry.hpp"

namespace {

using namespace jinguo;
using measure::GroupMeasure;
using measure::PlanPair;

class EveryPlan : public ::testing::TestWithParam<int> {
 protected:
  std::uint64_t seed = static_cast<std::uint64_t>(GetParam());
  Registry registry = support::random_registry(seed);
  Policy policy{support::random_policy(seed)};
  Plan plan = engine::match(registry, policy, {.threads = 1});
};

TEST_P(EveryPlan, IsAllowedByItsPolicyAndScoredAsItSays) {
  const auto rows = measure::evaluate(plan, registry, {.policy = &policy});
  ASSERT_EQ(rows.size(), 3u);
  for (std::size_t p = 0; p < 2; ++p) {
    const PairingPlan& pairing = plan.pairings[p];
    std::int64_t score = 0;
    std::set<std::string> served;
    for (const PlanAward& award : pairing.awards) {
      score += award.score;
      const Household* home =
          registry.find(registry.find(IdOf<Beneficiary>(award.left.text()))->household);
      if (is_registered(*home, policy.data().date)) served.insert(award.left.text());
    }
    EXPECT_EQ(rows[p].pairing, pairing.name);
    EXPECT_EQ(rows[p].not_allowed, 0);
    EXPECT_EQ(rows[p].score, score);
    EXPECT_EQ(rows[p].served, static_cast<std::int64_t>(served.size()));
    EXPECT_EQ(rows[p].pairs, static_cast<std::int64_t>(pairing.awards.size()));
    EXPECT_EQ(rows[p].ranks.size(), pairing.awards.size());
    EXPECT_LE(rows[p].served_eligible, *rows[p].eligible);
  }
  EXPECT_EQ(rows[2].pairing, measure::any_pairing);
  EXPECT_EQ(rows[2].pairs, rows[0].pairs + rows[1].pairs);
  EXPECT_GE(rows[2].served, std::max(rows[0].served, rows[1].served));
  EXPECT_LE(rows[2].served, rows[0].served + rows[1].served);
}

TEST_P(EveryPlan, AddsUpOverGroups) {
  const auto whole = measure::evaluate(plan, registry, {.policy = &policy});
  for (const char* by : {"county", "cause", "household_type", "health", "skills", "wage_income"}) {
    const auto rows = measure::evaluate(
        plan, registry, {.policy = &policy, .groups = measure::groups_by(registry, by)});
    std::map<std::string, GroupMeasure> sum;
    for (const GroupMeasure& row : rows) {
      GroupMeasure& all = sum[row.pairing];
      all.women += row.women;
      all.registered += row.registered;
      all.served += row.served;
      all.off_register += row.off_register;
      all.going_on += row.going_on;
      all.gap_fen += row.gap_fen;
      all.gap_served_fen += row.gap_served_fen;
      all.score = all.score.value_or(0) + *row.score;
    }
    for (const GroupMeasure& row : whole) {
      const GroupMeasure& all = sum[row.pairing];
      EXPECT_EQ(all.women, row.women);
      EXPECT_EQ(all.registered, row.registered);
      EXPECT_EQ(all.served, row.served);
      EXPECT_EQ(all.off_register, row.off_register);
      EXPECT_EQ(all.going_on, row.going_on);
      EXPECT_EQ(all.gap_fen, row.gap_fen);
      EXPECT_EQ(all.gap_served_fen, row.gap_served_fen);
      EXPECT_EQ(all.score, row.score);
    }
  }
}

TEST_P(EveryPlan, IsNoChangeAgainstItselfAndAllLossAgainstNothing) {
  const std::vector<PlanPair> pairs = measure::pairs_of(plan);
  const auto rows = measure::evaluate(plan, registry, {.policy = &policy});
  const auto same = measure::compare(pairs, pairs, registry, {.policy = &policy});
  const auto none = measure::compare(pairs, {}, registry, {.policy = &policy});
  ASSERT_EQ(same.size(), rows.size());
  for (std::size_t k = 0; k < rows.size(); ++k) {
    EXPECT_EQ(same[k].kept, rows[k].served);
    EXPECT_EQ(same[k].moved + same[k].newly_served + same[k].lost, 0);
    EXPECT_EQ(same[k].score_before, rows[k].score);
    EXPECT_EQ(none[k].lost, rows[k].served);
    EXPECT_EQ(none[k].score_after, 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Random, EveryPlan, ::testing::Range(1, 21));

TEST(Evaluate, TellsEveryFaultOfATable) {
  const Registry registry = jinguo::support::sample_registry();
  const std::vector<PlanPair> pairs = {{.pairing = "mentors", .left = "W9", .right = "N1"},
                                       {.pairing = "mentors", .left = "W1", .right = "N9"},
                                       {.pairing = "any", .left = "W1", .right = "N1"},
                                       {.pairing = "mentors", .left = "W1", .right = "N1"},
                                       {.pairing = "mentors", .left = "W1", .right = "N1"}};
  try {
    const auto rows = measure::evaluate(pairs, registry);
    FAIL() << rows.size();
  } catch (const InputError& error) {
    std::vector<std::string> codes;
    for (const Issue& issue : error.issues()) codes.push_back(issue.code);
    EXPECT_EQ(codes, (std::vector<std::string>{"measure.left", "measure.right",
                                               "measure.pairing_name", "measure.duplicate"}));
    EXPECT_EQ(error.issues()[3].row, 6);
  }
}

TEST(Evaluate, RefusesAProviderOfAnotherKind) {
  const Registry registry = jinguo::support::sample_registry();
  PlanPair pair{.pairing = "mentors", .left = "W1", .right = "N1", .kind = ProviderKind::base};
  EXPECT_THROW((void)measure::evaluate(std::vector{pair}, registry), InputError);
  pair.kind = ProviderKind::mentor;
  EXPECT_EQ(measure::measure_pairs(std::vector{pair}, registry)[0].kind, ProviderKind::mentor);
}

TEST(Evaluate, CountsNeedByTheGapToTheLine) {
  const Registry registry = jinguo::support::sample_registry();
  // H1: 1,234.56 + 3,000 - 900 yuan for two heads: 1,667.28 each.
  const std::vector<PlanPair> pairs = {{.pairing = "mentors", .left = "W1", .right = "N1"}};
  const GroupMeasure row = measure::evaluate(pairs, registry)[0];
  EXPECT_EQ(row.registered, 1);
  EXPECT_EQ(row.gap_fen, 280'000 - 166'728);
  EXPECT_EQ(row.need_coverage(), 1.0);
  EXPECT_EQ(measure::evaluate(pairs, registry, {.line_yuan = 1'000})[0].need_coverage(),
            std::nullopt);
}

TEST(Quantile, IsTheLeastValueThatEnoughDoNotExceed) {
  const std::vector<std::int64_t> values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  EXPECT_EQ(measure::quantile(values, 50), 5);
  EXPECT_EQ(measure::quantile(values, 51), 6);
  EXPECT_EQ(measure::quantile(values, 90), 9);
  EXPECT_EQ(measure::quantile(values, 100), 10);
  EXPECT_EQ(measure::quantile(values, 0), 1);
  EXPECT_EQ(measure::quantile({}, 50), std::nullopt);
}

}  // namespace

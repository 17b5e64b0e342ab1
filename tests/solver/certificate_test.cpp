#include "jinguo/solver/certificate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "support/brute_force.hpp"
#include "support/random_market.hpp"

namespace jinguo {
namespace {

using namespace solver;
using support::Best;
using support::OwnedMarket;
using support::random_market;
using support::Sets;
using support::Written;

constexpr std::nullopt_t accepted = std::nullopt;

bool says(const Objection& objection, const std::string& words) {
  return objection && objection->find(words) != std::string::npos;
}

/// An answer made of a listed plan, without prices.
TransportResult answer(const Written& w, const Best& best, const Sets& plan) {
  TransportResult result;
  result.status = best.missed > 0 ? Status::optimal_short : Status::optimal;
  result.awards = support::awards_of(plan, w.m);
  result.total = 0;
  for (std::size_t i = 0; i < w.n; ++i) result.total += support::worth_of(w, i, plan[i]);
  result.shortfall = support::shortfall_of(w, result.awards);
  return result;
}

TransportOptions numbered(std::uint64_t seed) {
  TransportOptions options;
  options.seed = seed;
  return options;
}

/// Markets of every kind, with their best plans by brute force.
class EveryMarket : public ::testing::TestWithParam<std::uint64_t> {};
INSTANTIATE_TEST_SUITE_P(Seeds, EveryMarket, ::testing::Range<std::uint64_t>(0, 20));
constexpr std::uint64_t each = 300;

TEST_P(EveryMarket, GetsItsBestPlansAcceptedAndOnlyTheDrawnOneAsDrawn) {
  for (std::uint64_t seed = GetParam() * each; seed < (GetParam() + 1) * each; ++seed) {
    const OwnedMarket market = random_market(seed);
    SCOPED_TRACE(market.kind() + ", seed " + std::to_string(seed));
    const Written w = support::written(*market);
    const Best best = support::best_plans(w, OnInfeasible::least_shortfall);
    if (best.plans.empty()) continue;
    const TransportOptions options = numbered(seed);
    const Sets drawn = support::drawn_plan(w, best, options);
    int others = 0;
    for (const Sets& plan : best.plans) {
      const TransportResult result = answer(w, best, plan);
      const bool is_drawn = plan == drawn;
      if (!is_drawn && ++others > 40) continue;
      EXPECT_EQ(why_not_feasible(*market, result), accepted);
      EXPECT_EQ(why_not_optimal(*market, result), accepted);
      if (is_drawn) {
        EXPECT_EQ(why_not_drawn(*market, result, options), accepted);
      } else {
        EXPECT_NE(why_not_drawn(*market, result, options), accepted);
      }
    }
  }
}

TEST_P(EveryMarket, GetsPlansThatKeepTheRulesButAreNotBestRefused) {
  for (std::uint64_t seed = GetParam() * each; seed < (GetParam() + 1) * each; ++seed) {
    const OwnedMarket market = random_market(seed);
    SCOPED_TRACE(market.kind() + ", seed " + std::to_string(seed));
    const Written w = support::written(*market);
    const Best best = support::best_plans(w, OnInfeasible::least_shortfall);
    if (best.plans.empty()) continue;
    // Change one left node's set at a time.
    for (std::size_t i = 0; i < w.n; ++i) {
      for (const std::uint32_t set : support::sets_of(w, i)) {
        Sets plan = best.plans.front();
        plan[i] = set;
        TransportResult result = answer(w, best, plan);
        Count missed = 0;
        for (const Count units : result.shortfall) missed += units;
        result.status = missed > 0 ? Status::optimal_short : Status::optimal;
        bool within = true;
        for (std::size_t j = 0; j < w.m; ++j) {
          Count load = 0;
          for (const std::uint32_t s : plan) load += s >> j & 1U;
          within = within && load <= w.bounds.capacity[j];
        }
        if (!within) {
          EXPECT_TRUE(says(why_not_feasible(*market, result), "more than its capacity"));
          EXPECT_NE(why_not_optimal(*market, result), accepted);
          EXPECT_NE(why_not_drawn(*market, result), accepted);
          continue;
        }
        EXPECT_EQ(why_not_feasible(*market, result), accepted);
        if (missed == best.missed && result.total == best.total) {
          EXPECT_EQ(why_not_optimal(*market, result), accepted);
          continue;
        }
        EXPECT_NE(why_not_optimal(*market, result), accepted);
        EXPECT_NE(why_not_drawn(*market, result), accepted);
        // As a stopped plan it stands, with a gap that is large enough.
        if (missed == 0 && best.missed == 0) {
          result.status = Status::stopped_feasible;
          result.gap = best.total - result.total;
          EXPECT_EQ(why_not_optimal(*market, result), accepted);
          --*result.gap;
          EXPECT_NE(why_not_optimal(*market, result), accepted);
        }
      }
    }
  }
}

TEST_P(EveryMarket, HasItsLeastPricesAcceptedAndOthersRefused) {
  for (std::uint64_t seed = GetParam() * each; seed < (GetParam() + 1) * each; ++seed) {
    const OwnedMarket market =
        random_market(seed, {.left = 5, .right = 3, .levels = 1, .pairs = 9});
    SCOPED_TRACE(market.kind() + ", seed " + std::to_string(seed));
    const Written w = support::written(*market);
    const Best best = support::best_plans(w, OnInfeasible::least_shortfall);
    if (best.plans.empty()) continue;
    const Sets& plan = best.plans.back();
    TransportResult result = answer(w, best, plan);
    const Written below = support::lowered(w, result.shortfall);
    const support::PriceTable table = support::prices_by_listing(below, plan);
    result.prices = table.least;
    result.greatest_prices = table.greatest;
    result.forced = table.forced;
    result.worth = support::worth_by_solving(below);
    EXPECT_EQ(why_not_optimal(*market, result), accepted);
    EXPECT_EQ(why_not_least(*market, result), accepted);
    const TransportOptions options = numbered(seed);
    EXPECT_EQ(why_not_drawn(*market, result, options) == accepted,
              support::drawn_plan(w, best, options) == plan);
    for (std::size_t j = 0; j < w.m; ++j) {
      for (const Score by : {-1, 1}) {
        TransportResult wrong = result;
        wrong.prices[j] += by;
        EXPECT_NE(why_not_least(*market, wrong), accepted);
        EXPECT_EQ(why_not_optimal(*market, wrong) == accepted,
                  support::prices_prove(below, plan, wrong.prices));
        wrong = result;
        wrong.worth[j] += by;
        EXPECT_TRUE(says(why_not_least(*market, wrong), "worth"));
        wrong = result;
        wrong.greatest_prices[j] = table.greatest[j] == unbounded_price ? 0 : unbounded_price;
        EXPECT_TRUE(says(why_not_least(*market, wrong), "greatest price"));
      }
      TransportResult wrong = result;
      wrong.forced[j] = wrong.forced[j] == 0;
      EXPECT_TRUE(says(why_not_least(*market, wrong), "forced"));
    }
  }
}

TEST_P(EveryMarket, IsJudgedInfeasibleExactlyWhenNoPlanKeepsItsRules) {
  for (std::uint64_t seed = GetParam() * each; seed < (GetParam() + 1) * each; ++seed) {
    const OwnedMarket market = random_market(seed);
    SCOPED_TRACE(market.kind() + ", seed " + std::to_string(seed));
    const Written w = support::written(*market);
    TransportResult result;
    result.status = Status::infeasible;
    const bool none = support::best_plans(w, OnInfeasible::stop).plans.empty();
    EXPECT_EQ(why_not_infeasible(*market, result) == accepted, none);
  }
}

/// Three left nodes, two right nodes of one place: everything that can be broken by hand.
class HandMadePlan : public ::testing::Test {
 protected:
  static Bounds bounds() {
    Bounds b;
    b.capacity = {1, 1};
    b.floor = {1, 0};
    b.demand = {1, 1, 2};
    b.outside = {0, 0, -1};
    return b;
  }
  // Best: 0 at right 0 (9), 1 at right 1 (8), 2 outside twice (-2): 15.
  std::vector<std::int64_t> scores_{9, 4, not_eligible, 8, 3, 2};
  Dense dense_{.n = 3, .m = 2, .scores = std::span<const std::int64_t>(scores_)};
  Market market_{dense_, bounds()};
  TransportResult result_{.status = Status::optimal, .awards = {{0, 0}, {1, 1}}, .total = 15};
};

TEST_F(HandMadePlan, IsAcceptedAsItIs) {
  EXPECT_EQ(why_not_feasible(market_, result_), accepted);
  EXPECT_EQ(why_not_optimal(market_, result_), accepted);
  EXPECT_EQ(why_not_drawn(market_, result_), accepted);
  result_.prices = {4, 3};
  EXPECT_EQ(why_not_optimal(market_, result_), accepted);
  EXPECT_EQ(why_not_least(market_, result_), accepted);
  std::swap(result_.awards[0], result_.awards[1]);
  EXPECT_EQ(why_not_optimal(market_, result_), accepted);
}

TEST_F(HandMadePlan, IsRefusedWhenARuleIsBroken) {
  const auto broken = [&](std::vector<Award> awards, Score total) {
    TransportResult wrong = result_;
    wrong.awards = std::move(awards);
    wrong.total = total;
    EXPECT_NE(why_not_optimal(market_, wrong), accepted);
    EXPECT_NE(why_not_least(market_, wrong), accepted);
    EXPECT_NE(why_not_drawn(market_, wrong), accepted);
    return why_not_feasible(market_, wrong);
  };
  EXPECT_TRUE(says(broken({{0, 0}, {1, 1}, {2, 1}}, 18), "right 1 has 2 awards, 1 more"));
  EXPECT_TRUE(says(broken({{1, 1}}, 6), "right 0 has 0 awards, 1 fewer than its floor"));
  EXPECT_TRUE(says(broken({{0, 0}, {0, 1}}, 11), "left 0 has 1 units more than its demand"));
  EXPECT_TRUE(says(broken({{0, 1}, {1, 0}}, 4), "left 1 may not be matched with right 0"));
  EXPECT_TRUE(says(broken({{0, 0}, {0, 0}}, 16), "left 0 has right 0 twice"));
  EXPECT_TRUE(says(broken({{0, 2}}, 0), "outside the market"));
  EXPECT_TRUE(says(broken({{-1, 0}}, 0), "outside the market"));
  EXPECT_TRUE(says(broken({{0, 0}, {1, 1}}, 16), "the plan's is 15"));
}

TEST_F(HandMadePlan, IsRefusedWhenALockOrMustMatchIsBroken) {
  Bounds b = bounds();
  b.lock = {{2, 1}};
  const Market locked(dense_, b);
  EXPECT_TRUE(says(why_not_feasible(locked, result_), "locked award of left 2 at right 1"));
  b.lock.clear();
  b.exclude = {{1, 1}};
  const Market excluded(dense_, b);
  EXPECT_TRUE(says(why_not_feasible(excluded, result_), "left 1 may not be matched with right 1"));
  b.exclude.clear();
  b.must_match = {0, 0, 1};
  const Market must(dense_, b);
  EXPECT_TRUE(says(why_not_feasible(must, result_), "left 2 must be matched"));
}

TEST_F(HandMadePlan, IsRefusedWhenItCouldGainAndTheGainIsNamed) {
  result_.awards = {{0, 0}, {2, 1}};
  result_.total = 9 + 0 + 2 - 1;
  const Objection objection = why_not_optimal(market_, result_);
  EXPECT_TRUE(says(objection, "the total can rise by 5")) << objection.value_or("");
  EXPECT_TRUE(says(objection, "left 1 from outside to right 1")) << objection.value_or("");
}

TEST_F(HandMadePlan, MayComeFromElsewhere) {
  TransportResult given = result_;
  given.status = Status::given;
  given.gap.reset();
  EXPECT_EQ(why_not_feasible(market_, given), accepted);
  EXPECT_EQ(why_not_optimal(market_, given), accepted);
  EXPECT_EQ(why_not_least(market_, given), why_not_least(market_, result_));
  EXPECT_NE(why_not_infeasible(market_, given), accepted);
  TransportResult worse = given;
  worse.awards = {{0, 0}, {2, 1}};
  worse.total = 9 + 0 + 2 - 1;
  worse.prices.clear();
  EXPECT_TRUE(says(why_not_optimal(market_, worse), "the total can rise by 5"));
  // Floors may be missed by what it says itself, and by no more.
  Bounds floors = market_.bounds();
  floors.floor = {0, 3};
  floors.capacity[1] = 3;
  const Market short_of_three(dense_, floors);
  EXPECT_TRUE(says(why_not_feasible(short_of_three, given), "fewer than its floor"));
  const Count load = std::count_if(given.awards.begin(), given.awards.end(),
                                   [](const Award& award) { return award.right == 1; });
  given.shortfall = {0, 3 - load};
  EXPECT_EQ(why_not_feasible(short_of_three, given), accepted);
}

TEST_F(HandMadePlan, IsRefusedWithAWrongStatusGapOrShortfall) {
  for (const Status status : {Status::infeasible, Status::out_of_range, Status::stopped_empty}) {
    TransportResult wrong = result_;
    wrong.status = status;
    EXPECT_TRUE(says(why_not_feasible(market_, wrong), "there is no plan"));
    EXPECT_NE(why_not_optimal(market_, wrong), accepted);
    EXPECT_NE(why_not_drawn(market_, wrong), accepted);
    EXPECT_NE(why_not_infeasible(market_, wrong), accepted);
  }
  EXPECT_NE(why_not_infeasible(market_, result_), accepted);
  TransportResult wrong = result_;
  wrong.status = Status::optimal_short;
  EXPECT_TRUE(says(why_not_feasible(market_, wrong), "no floor is missed"));
  wrong = result_;
  wrong.shortfall = {1, 0};
  EXPECT_TRUE(says(why_not_feasible(market_, wrong), "shortfall of right 0"));
  wrong = result_;
  wrong.gap = 3;
  EXPECT_TRUE(says(why_not_optimal(market_, wrong), "gap"));
  wrong = result_;
  wrong.status = Status::stopped_feasible;
  EXPECT_TRUE(says(why_not_optimal(market_, wrong), "states no gap"));
  EXPECT_NE(why_not_drawn(market_, wrong), accepted);
}

TEST_F(HandMadePlan, IsRefusedWithPricesThatDoNotProveIt) {
  const auto priced = [&](std::vector<Score> prices) {
    TransportResult wrong = result_;
    wrong.prices = std::move(prices);
    return why_not_optimal(market_, wrong);
  };
  EXPECT_EQ(priced({4, 3}), accepted);
  EXPECT_TRUE(says(priced({3, 3}), "left 2 has outside"));
  EXPECT_TRUE(says(priced({4, 9}), "left 1 has right 1"));
  EXPECT_TRUE(says(priced({4}), "1 prices for 2"));
  EXPECT_TRUE(says(priced({std::numeric_limits<Score>::max(), 3}), "out of range"));
  Bounds b = bounds();
  b.capacity = {2, 2};
  b.demand = {1, 1, 0};
  const Market roomy(dense_, b);
  TransportResult wrong{.status = Status::optimal, .awards = {{0, 0}, {1, 1}}, .total = 17};
  wrong.prices = {0, 1};
  EXPECT_TRUE(says(why_not_optimal(roomy, wrong), "is positive, but only 1 of 2"));
  wrong.prices = {0, -1};
  EXPECT_TRUE(says(why_not_optimal(roomy, wrong), "is negative"));
  wrong.prices = {0, 0};
  EXPECT_EQ(why_not_optimal(roomy, wrong), accepted);
  EXPECT_EQ(why_not_least(roomy, wrong), accepted);
}

TEST(WhyNotDrawn, RefusesAPlanDrawnByRowNumber) {
  // Six equal left nodes, one right node of two places: by row number 0 and 1 would have it.
  const std::vector<std::int32_t> scores(6, 5);
  Bounds bounds;
  bounds.capacity = {2};
  const Market market(Dense{.n = 6, .m = 1, .scores = std::span<const std::int32_t>(scores)},
                      bounds);
  const TransportResult by_row{.status = Status::optimal, .awards = {{0, 0}, {1, 0}}, .total = 10};
  EXPECT_EQ(why_not_optimal(market, by_row), accepted);
  TransportOptions options;
  options.left_number = {1, 2, 3, 9, 8, 7};
  EXPECT_TRUE(says(why_not_drawn(market, by_row, options), "when left 3 is called"));
  TransportResult drawn = by_row;
  drawn.awards = {{3, 0}, {4, 0}};
  EXPECT_EQ(why_not_drawn(market, drawn, options), accepted);
  options.left_number.assign(6, 4);  // equal numbers: the lower index
  EXPECT_EQ(why_not_drawn(market, by_row, options), accepted);
  options.left_number.pop_back();
  EXPECT_NE(why_not_drawn(market, by_row, options), accepted);
}

TEST(WhyNotInfeasible, JudgesRulesDeficitAndRepair) {
  // Two left nodes for a floor of 3; the second may go to right 1 only.
  const std::vector<std::int64_t> scores{1, 1, not_eligible, 1};
  Bounds bounds;
  bounds.capacity = {3, 3};
  bounds.floor = {3, 1};
  const Market market(Dense{.n = 2, .m = 2, .scores = std::span<const std::int64_t>(scores)},
                      bounds);
  TransportResult result;
  result.status = Status::infeasible;
  EXPECT_EQ(why_not_infeasible(market, result), accepted);
  Witness witness;
  witness.rules = {{RuleKind::floor, 0, 3},
                   {RuleKind::floor, 1, 1},
                   {RuleKind::demand, 0, 1},
                   {RuleKind::demand, 1, 1}};
  witness.deficit = 2;
  witness.repair = {{RuleKind::floor, 0, 3, 1}};
  const auto judge = [&](const Witness& changed) {
    result.witness = changed;
    return why_not_infeasible(market, result);
  };
  EXPECT_EQ(judge(witness), accepted);
  Witness wrong = witness;
  wrong.rules = {{RuleKind::floor, 0, 3}};  // one eligible pair is bound enough
  EXPECT_EQ(judge(wrong), accepted);
  wrong.rules = {{RuleKind::floor, 1, 1}};
  EXPECT_TRUE(says(judge(wrong), "can hold together"));
  wrong = witness;
  wrong.rules[0].bound = 2;
  EXPECT_TRUE(says(judge(wrong), "is said to be 2, but it is 3"));
  wrong = witness;
  wrong.rules.push_back({RuleKind::must_match, 0, 1});
  EXPECT_TRUE(says(judge(wrong), "is not in the market"));
  wrong = witness;
  wrong.rules.push_back({RuleKind::lock, 0, 1});
  EXPECT_TRUE(says(judge(wrong), "is not in the market"));
  wrong = witness;
  wrong.rules.push_back(wrong.rules.front());
  EXPECT_TRUE(says(judge(wrong), "twice"));
  wrong = witness;
  wrong.deficit = 1;
  EXPECT_TRUE(says(judge(wrong), "the deficit"));
  wrong = witness;
  wrong.repair = {{RuleKind::floor, 0, 3, 2}};
  EXPECT_TRUE(says(judge(wrong), "still infeasible"));
  wrong.repair = {{RuleKind::floor, 0, 3, 0}};
  EXPECT_TRUE(says(judge(wrong), "but 2 suffice"));
  wrong.repair = {{RuleKind::floor, 0, 4, 1}};
  EXPECT_TRUE(says(judge(wrong), "but it is 3"));
  wrong.repair = {{RuleKind::floor, 0, 3, 4}};
  EXPECT_TRUE(says(judge(wrong), "does not relax"));
  wrong.repair = {{RuleKind::floor, 2, 3, 1}};
  EXPECT_TRUE(says(judge(wrong), "not there"));
  wrong.repair = {{RuleKind::lock, 0, 1, 0}};
  EXPECT_TRUE(says(judge(wrong), "wrongly"));
  wrong.repair.clear();
  EXPECT_TRUE(says(judge(wrong), "still infeasible"));
  wrong = witness;
  result.witness = witness;
  result.awards = {{0, 0}};
  EXPECT_TRUE(says(why_not_infeasible(market, result), "there is a plan"));
}

TEST(Referees, JudgeTheEmptyMarket) {
  const Market nobody(Dense{}, {});
  const TransportResult nothing{.status = Status::optimal};
  EXPECT_EQ(why_not_feasible(nobody, nothing), accepted);
  EXPECT_EQ(why_not_optimal(nobody, nothing), accepted);
  EXPECT_EQ(why_not_least(nobody, nothing), accepted);
  EXPECT_EQ(why_not_drawn(nobody, nothing), accepted);
  const TransportResult gone{.status = Status::infeasible};
  EXPECT_TRUE(says(why_not_infeasible(nobody, gone), "every rule of the market can hold"));
}

TEST(Referees, RefuseScoresOutOfRange) {
  const std::vector<std::int64_t> scores{max_score + 1};
  Bounds bounds;
  bounds.capacity = {1};
  const Market market(Dense{.n = 1, .m = 1, .scores = std::span<const std::int64_t>(scores)},
                      bounds);
  const TransportResult result{
      .status = Status::optimal, .awards = {{0, 0}}, .total = max_score + 1};
  EXPECT_EQ(why_not_feasible(market, result), accepted);
  EXPECT_TRUE(says(why_not_optimal(market, result), "out of range"));
}

}  // namespace
}  // namespace jinguo

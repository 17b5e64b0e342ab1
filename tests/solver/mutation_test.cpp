// Proofs with one field changed: each must be refused, or shown in another way to be as good.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "jinguo/solver/certificate.hpp"
#include "support/brute_force.hpp"
#include "support/random_market.hpp"

namespace jinguo::solver {
namespace {

/// Calls tell(what, changed) for every answer that differs from `result` in one entry of one field.
using Tell = std::function<void(const std::string& what, const TransportResult& changed)>;
void mutate_plan(const Market& market, const TransportResult& result, const Tell& tell) {
  // Without the scores of the awards, which would give away that another one is there.
  TransportResult plain = result;
  plain.award_score.clear();
  const auto with = [&](const std::string& what, const auto& change) {
    TransportResult changed = plain;
    change(changed);
    tell(what, changed);
  };
  for (const Status status :
       {Status::optimal, Status::optimal_short, Status::infeasible, Status::out_of_range,
        Status::stopped_feasible, Status::stopped_empty}) {
    if (status == result.status) continue;
    with("status", [&](TransportResult& r) { r.status = status; });
  }
  for (std::size_t k = 0; k < result.awards.size(); ++k) {
    with("award dropped", [&](TransportResult& r) {
      r.awards.erase(r.awards.begin() + static_cast<std::ptrdiff_t>(k));
    });
    with("award twice", [&](TransportResult& r) { r.awards.push_back(r.awards[k]); });
    for (Index j = -1; j <= market.m(); ++j) {
      if (j == result.awards[k].right) continue;
      with("award's right", [&](TransportResult& r) { r.awards[k].right = j; });
    }
    for (Index i = -1; i <= market.n(); ++i) {
      if (i == result.awards[k].left) continue;
      with("award's left", [&](TransportResult& r) { r.awards[k].left = i; });
    }
  }
  for (Index i = 0; i < market.n(); ++i) {
    for (Index j = 0; j < market.m(); ++j) {
      const Award award{i, j};
      if (std::find(result.awards.begin(), result.awards.end(), award) != result.awards.end()) {
        continue;
      }
      with("award added", [&](TransportResult& r) { r.awards.push_back(award); });
    }
  }
  const auto numbers = [&](const std::string& what, const auto& field_of) {
    for (std::size_t k = 0; k < field_of(plain).size(); ++k) {
      with(what + " more", [&](TransportResult& r) { ++field_of(r)[k]; });
      with(what + " less", [&](TransportResult& r) { --field_of(r)[k]; });
    }
    with(what + " longer", [&](TransportResult& r) { field_of(r).push_back(0); });
    if (field_of(plain).size() < 2) return;  // none: not judged
    with(what + " shorter", [&](TransportResult& r) { field_of(r).pop_back(); });
  };
  for (std::size_t k = 0; k < result.award_score.size(); ++k) {
    for (const Score by : {Score{-1}, Score{1}}) {
      with("award's score", [&](TransportResult& r) {
        r.award_score = result.award_score;
        r.award_score[k] += by;
      });
    }
  }
  with("award's score too many", [&](TransportResult& r) {
    r.award_score = result.award_score;
    r.award_score.push_back(0);
  });
  with("total more", [](TransportResult& r) { ++r.total; });
  with("total less", [](TransportResult& r) { --r.total; });
  numbers(
      "price", [](TransportResult & r) -> auto& { return r.prices; });
  numbers(
      "worth", [](TransportResult & r) -> auto& { return r.worth; });
  numbers(
      "shortfall", [](TransportResult & r) -> auto& { return r.shortfall; });
  for (std::size_t j = 0; j < result.greatest_prices.size(); ++j) {
    const bool unbounded = result.greatest_prices[j] == unbounded_price;
    for (const Score by : {Score{-1}, Score{1}}) {
      if (unbounded && by > 0) continue;
      with("greatest price", [&](TransportResult& r) { r.greatest_prices[j] += by; });
    }
    with("greatest price",
         [&](TransportResult& r) { r.greatest_prices[j] = unbounded ? 0 : unbounded_price; });
    with("forced", [&](TransportResult& r) { r.forced[j] = r.forced[j] == 0 ? 1 : 0; });
  }
  with("greatest price longer", [](TransportResult& r) { r.greatest_prices.push_back(0); });
  with("forced longer", [](TransportResult& r) { r.forced.push_back(0); });
  with("gap", [](TransportResult& r) { r.gap = 1; });
  with("gap", [](TransportResult& r) { r.gap = -1; });
  with("witness", [](TransportResult& r) { r.witness.emplace(); });
}

bool refused(const Market& market, const TransportResult& r, const TransportOptions& options) {
  return why_not_feasible(market, r) || why_not_optimal(market, r) || why_not_least(market, r) ||
         why_not_drawn(market, r, options);
}

TEST(Mutations, OfPlansAndTheirPricesAreAllRefused) {
  std::map<std::string, int> seen;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const auto owned =
        support::random_market(seed, {.left = 6, .right = 4, .levels = 2, .pairs = 24});
    SCOPED_TRACE(owned.kind() + ", seed " + std::to_string(seed));
    const TransportOptions options{
        .seed = seed, .on_infeasible = OnInfeasible::least_shortfall, .threads = 1};
    const TransportResult result = transport(*owned, options);
    if (result.status != Status::optimal && result.status != Status::optimal_short) continue;
    ASSERT_FALSE(refused(*owned, result, options));
    mutate_plan(*owned, result, [&](const std::string& what, const TransportResult& changed) {
      ++seen[what];
      EXPECT_TRUE(refused(*owned, changed, options)) << what;
    });
    if (HasFailure()) return;
  }
  // Every kind of change was made, and often.
  EXPECT_EQ(seen.size(), 28U);
  for (const auto& [what, times] : seen) EXPECT_GT(times, 50) << what;
}

/// Whether no plan keeps the rules that a witness names, by listing all plans: an independent
/// proof of the cut. Everything that it does not name is given up.
bool cannot_hold(const support::Written& w, const std::vector<Rule>& rules) {
  support::Written only = w;
  only.bounds.lock.clear();
  only.bounds.must_match.assign(w.n, 0);
  only.bounds.floor.assign(w.m, 0);
  only.bounds.capacity.assign(w.m, 1'000);
  only.bounds.demand.assign(w.n, static_cast<Count>(w.m));
  std::vector<std::size_t> must;
  for (const Rule& rule : rules) {
    const auto k = static_cast<std::size_t>(rule.index);
    if (rule.kind == RuleKind::floor) only.bounds.floor[k] = w.bounds.floor[k];
    if (rule.kind == RuleKind::capacity) only.bounds.capacity[k] = w.bounds.capacity[k];
    if (rule.kind == RuleKind::demand) only.bounds.demand[k] = w.bounds.demand[k];
    if (rule.kind == RuleKind::lock) only.bounds.lock.push_back(w.bounds.lock[k]);
    if (rule.kind == RuleKind::must_match) must.push_back(k);
  }
  // A lock of a pair that may not be matched can never hold; the lists know eligible sets only.
  // At least the demand of a must-match node, at most whatever else is said of it.
  const std::function<bool(support::Written, std::size_t)> holds = [&](support::Written at,
                                                                       std::size_t k) {
    if (k == must.size()) {
      return !support::best_plans(at, OnInfeasible::stop).plans.empty();
    }
    const std::size_t i = must[k];
    const Count most = only.bounds.demand[i];
    for (Count units = w.bounds.demand[i]; units <= most; ++units) {
      at.bounds.must_match[i] = 1;
      at.bounds.demand[i] = units;
      if (holds(at, k + 1)) return true;
    }
    return false;
  };
  return !holds(only, 0);
}

/// Whether a repair names bounds as they are, makes the market feasible, and costs no more than
/// `units`: by listing all plans.
bool mends(const support::Written& w, const std::vector<Repair>& repair, Count units) {
  support::Written after = w;
  std::vector<Index> dropped;
  for (const Repair& step : repair) {
    const auto k = static_cast<std::size_t>(step.index);
    units -= std::abs(step.from - step.to);
    if (step.kind == RuleKind::floor) after.bounds.floor[k] = step.to;
    if (step.kind == RuleKind::capacity) after.bounds.capacity[k] = step.to;
    if (step.kind == RuleKind::must_match || step.kind == RuleKind::demand) {
      after.bounds.demand[k] = step.to;
    }
    if (step.kind == RuleKind::lock) dropped.push_back(step.index);
  }
  std::sort(dropped.rbegin(), dropped.rend());
  for (const Index k : dropped) after.bounds.lock.erase(after.bounds.lock.begin() + k);
  return units >= 0 && !support::best_plans(after, OnInfeasible::stop).plans.empty();
}

TEST(Mutations, OfCertificatesOfInfeasibilityAreRefusedOrShownToBeAsGood) {
  int markets = 0;
  int refused = 0;
  int as_good = 0;
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    const auto owned = support::random_market(seed);
    SCOPED_TRACE(owned.kind() + ", seed " + std::to_string(seed));
    const TransportResult result = transport(*owned, {.threads = 1});
    if (result.status != Status::infeasible) continue;
    ++markets;
    ASSERT_EQ(why_not_infeasible(*owned, result), std::nullopt);
    const support::Written w = support::written(*owned);
    const Witness& witness = *result.witness;
    Count units = 0;
    for (const Repair& step : witness.repair) units += std::abs(step.from - step.to);
    // Where a lock could be dropped the referee asks for no more than that a repair works.
    const Count most = w.bounds.lock.empty() ? units : 1'000;
    ASSERT_TRUE(cannot_hold(w, witness.rules));
    ASSERT_TRUE(mends(w, witness.repair, units));
    const auto with = [&](const std::string& what, const auto& change) {
      TransportResult changed = result;
      change(*changed.witness);
      if (why_not_infeasible(*owned, changed)) {
        ++refused;
        return;
      }
      // Another cut, or another repair, that serves as well.
      ++as_good;
      EXPECT_TRUE(cannot_hold(w, changed.witness->rules)) << what;
      EXPECT_TRUE(mends(w, changed.witness->repair, most)) << what;
    };
    const auto never = [&](const std::string& what, const auto& change) {
      TransportResult changed = result;
      change(changed);
      EXPECT_NE(why_not_infeasible(*owned, changed), std::nullopt) << what;
      ++refused;
    };
    never("status", [](TransportResult& r) { r.status = Status::optimal; });
    never("awards", [](TransportResult& r) { r.awards.push_back({0, 0}); });
    never("no rules", [](TransportResult& r) { r.witness->rules.clear(); });
    never("deficit more", [](TransportResult& r) { r.witness->deficit += 1000; });
    never("deficit 0", [](TransportResult& r) { r.witness->deficit = 0; });
    never("no repair", [](TransportResult& r) { r.witness->repair.clear(); });
    with("deficit more", [](Witness& x) { ++x.deficit; });
    with("deficit less", [](Witness& x) { --x.deficit; });
    constexpr RuleKind kinds[] = {RuleKind::floor, RuleKind::capacity, RuleKind::must_match,
                                  RuleKind::demand, RuleKind::lock};
    for (std::size_t k = 0; k < witness.rules.size(); ++k) {
      with("rule dropped",
           [&](Witness& x) { x.rules.erase(x.rules.begin() + static_cast<std::ptrdiff_t>(k)); });
      never("rule twice",
            [&](TransportResult& r) { r.witness->rules.push_back(r.witness->rules[k]); });
      never("rule's bound", [&](TransportResult& r) { ++r.witness->rules[k].bound; });
      never("rule's bound", [&](TransportResult& r) { --r.witness->rules[k].bound; });
      for (const Index by : {-1, 1}) {
        with("rule's index", [&](Witness& x) { x.rules[k].index += by; });
      }
      for (const RuleKind kind : kinds) {
        if (kind == witness.rules[k].kind) continue;
        with("rule's kind", [&](Witness& x) { x.rules[k].kind = kind; });
      }
    }
    for (std::size_t k = 0; k < witness.repair.size(); ++k) {
      with("repair dropped",
           [&](Witness& x) { x.repair.erase(x.repair.begin() + static_cast<std::ptrdiff_t>(k)); });
      never("repair twice",
            [&](TransportResult& r) { r.witness->repair.push_back(r.witness->repair[k]); });
      for (const Count by : {-1, 1}) {
        never("repair's from", [&](TransportResult& r) { r.witness->repair[k].from += by; });
        with("repair's to", [&](Witness& x) { x.repair[k].to += by; });
        with("repair's index", [&](Witness& x) { x.repair[k].index += static_cast<Index>(by); });
      }
      for (const RuleKind kind : kinds) {
        if (kind == witness.repair[k].kind) continue;
        with("repair's kind", [&](Witness& x) { x.repair[k].kind = kind; });
      }
    }
    if (HasFailure()) return;
  }
  EXPECT_GT(markets, 100);
  EXPECT_GT(refused, 20 * as_good);
  RecordProperty("as_good", as_good);
}

TEST(Mutations, OfAStoppedPlansGapAreRefused) {
  int tight = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const auto owned =
        support::random_market(seed, {.left = 5, .right = 3, .levels = 3, .pairs = 12});
    const support::Written w = support::written(*owned);
    const support::Best best = support::best_plans(w, OnInfeasible::stop);
    if (best.plans.empty()) continue;
    TransportResult result = transport(*owned, {.threads = 1});
    ASSERT_EQ(result.status, Status::optimal);
    result = {.status = Status::stopped_feasible, .awards = result.awards, .total = result.total};
    // The first award that can be dropped makes a plan that is worse by as much as the gap says.
    for (std::size_t k = 0; k < result.awards.size(); ++k) {
      TransportResult worse = result;
      const Award award = worse.awards[k];
      worse.awards.erase(worse.awards.begin() + static_cast<std::ptrdiff_t>(k));
      const auto i = static_cast<std::size_t>(award.left);
      worse.total += w.bounds.outside[i] - w.at(i, static_cast<std::size_t>(award.right));
      if (why_not_feasible(*owned, worse)) continue;
      const Score gap = best.total - worse.total;
      worse.gap = gap;
      EXPECT_EQ(why_not_optimal(*owned, worse), std::nullopt);
      worse.gap = gap - 1;
      EXPECT_NE(why_not_optimal(*owned, worse), std::nullopt);
      worse.gap = -1;
      EXPECT_NE(why_not_optimal(*owned, worse), std::nullopt);
      worse.gap.reset();
      EXPECT_NE(why_not_optimal(*owned, worse), std::nullopt);
      ++tight;
    }
  }
  EXPECT_GT(tight, 50);
}

}  // namespace
}  // namespace jinguo::solver

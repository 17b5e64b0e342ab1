#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jinguo/engine/explain.hpp"
#include "jinguo/engine/listing.hpp"
#include "jinguo/solver/losses.hpp"
#include "jinguo/solver/transport.hpp"

/// Whether what a plan says comes true: the pair is forced, or the limit that a reason names is
/// changed, and the market is solved again.
namespace jinguo::support {

/// What was confirmed, by kind of reason, and what was not.
struct Findings {
  std::map<std::string, int> confirmed{};
  std::vector<std::string> wrong{};
  [[nodiscard]] int total() const {
    return std::accumulate(confirmed.begin(), confirmed.end(), 0,
                           [](int sum, const auto& one) { return sum + one.second; });
  }
};

/// One pairing of a plan.
class Counterfactual {
 public:
  Counterfactual(const Plan& plan, const Registry& registry, const Policy& policy,
                 std::string_view pairing, int threads)
      : registry_(registry),
        policy_(policy),
        plan_(*plan.find(pairing)),
        listing_(registry, policy, *policy.find(pairing)),
        threads_(threads) {
    for (const PlaceResult& place : plan_.places) base_.missed += place.shortfall;
    base_.points = plan_.total;
  }

  /// What a woman was told of a place.
  void confirm(const Id& woman, const PlaceReason& told, Findings& findings) const {
    const solver::Index left = *listing_.roster().woman(woman.text());
    const solver::Index right = *listing_.roster().place(told.right.text());
    const std::string what = plan_.name + ", " + woman.text() + " at " + told.right.text();
    const auto note = [&](const std::string& kind, bool right_told) {
      if (right_told) {
        ++findings.confirmed[kind];
      } else {
        findings.wrong.push_back(kind + ": " + what);
      }
    };
    solver::Bounds forced = listing_.bounds();
    forced.lock.push_back({left, right});
    const solver::Value stated{told.more_short, told.loss};
    switch (told.standing) {
      case Standing::hers: {
        // Hers: leaving her out of it gains nothing, unless she is locked or must be served.
        solver::Bounds without = listing_.bounds();
        std::erase(without.lock, solver::Pair{left, right});
        without.must_match[static_cast<std::size_t>(left)] = 0;
        without.exclude.push_back({left, right});
        const bool bound = without.lock.size() < listing_.bounds().lock.size() ||
                           listing_.bounds().must_match[static_cast<std::size_t>(left)] != 0;
        const auto lost = loss_of(without);
        note("hers", bound || (lost && *lost >= solver::Value{}));
        return;
      }
      case Standing::possible: {
        const auto lost = loss_of(forced);
        const bool none = stated == solver::Value{};
        note(told.more_short > 0 ? "possible, a floor would miss one"
             : none              ? "possible, nothing lost (the lottery)"
                                 : "possible, points lost",
             lost && *lost == stated);
        return;
      }
      case Standing::barred: {
        const std::string kind = "barred by " + told.rule;
        if (told.rule == "own_lock") {
          const bool locked = !loss_of(forced).has_value();
          std::erase_if(forced.lock, [&](const solver::Pair& pair) {
            return pair.left == left && pair.right != right;
          });
          const auto lost = loss_of(forced);
          note(kind, locked && lost && *lost == stated);
        } else if (told.rule == "demand") {
          note(kind, listing_.bounds().demand[static_cast<std::size_t>(left)] == 0);
        } else {
          solver::Bounds more = listing_.bounds();
          ++more.capacity[static_cast<std::size_t>(right)];
          const auto gained = loss_of(more);
          // Where floors are short, one more place may make them less so; worth is in points alone.
          note(kind, !loss_of(forced).has_value() && gained &&
                         (gained->missed < 0 || gained->points == -told.worth));
        }
        return;
      }
      case Standing::excluded:
        confirm_rule(left, right, told, note);
        return;
      case Standing::unproven:
        note("unproven", false);
        return;
    }
  }

  /// The worth of one more place and the cost of the floor.
  void confirm(const PlaceResult& told, Findings& findings) const {
    const auto right = static_cast<std::size_t>(*listing_.roster().place(told.right.text()));
    const auto note = [&](const std::string& kind, bool right_told) {
      if (right_told) {
        ++findings.confirmed[kind];
      } else {
        findings.wrong.push_back(kind + ": " + plan_.name + ", " + told.right.text());
      }
    };
    if (plan_.status == solver::Status::optimal) {
      solver::Bounds more = listing_.bounds();
      ++more.capacity[right];
      const auto lost = loss_of(more);
      note(told.worth > 0 ? "worth of one more place" : "one more place, worth nothing",
           lost && *lost == solver::Value{0, -told.worth});
    }
    if (told.floor == 0) return;
    solver::Bounds lower = listing_.bounds();
    --lower.floor[right];
    const auto lost = loss_of(lower);
    note(told.floor_cost_short != 0 || told.floor_cost != 0 ? "cost of a floor"
                                                            : "a floor that costs nothing",
         lost && *lost == solver::Value{-told.floor_cost_short, -told.floor_cost});
  }

  [[nodiscard]] const PairingPlan& plan() const { return plan_; }

 private:
  /// What another market's plan is worth less; nothing if it has none.
  [[nodiscard]] std::optional<solver::Value> loss_of(const solver::Bounds& bounds) const {
    const solver::TransportResult result = solver::transport(
        {listing_.implicit(), bounds},
        {.on_infeasible = solver::OnInfeasible::least_shortfall, .threads = threads_});
    if (result.status == solver::Status::infeasible) return std::nullopt;
    const auto missed =
        std::accumulate(result.shortfall.begin(), result.shortfall.end(), solver::Count{0});
    return solver::Value{missed - base_.missed, base_.points - result.total};
  }

  /// Without the rule that excludes her, a later one does, or none.
  template <class Note>
  void confirm_rule(solver::Index left, solver::Index right, const PlaceReason& told,
                    const Note& note) const {
    static constexpr std::string_view order[] = {
        "died",  "registered", "age",           "labour",        "health",       "student", "away",
        "skill", "no_road",    "distance",      "care_distance", "own_distance", "moved", "ended",
        "excluded"};
    const auto position = [](std::string_view rule) {
      return std::find(std::begin(order), std::end(order), rule) - std::begin(order);
    };
    if (told.rule == "moved" || told.rule == "ended" || told.rule == "excluded") {
      // No rule of the policy: what became of the two, she is kept apart, or it is herself.
      note("excluded by " + told.rule,
           std::binary_search(listing_.bounds().exclude.begin(), listing_.bounds().exclude.end(),
                              solver::Pair{left, right}));
      return;
    }
    if (told.rule == "died") {  // no rule of the policy either
      const Id& id = listing_.roster().women[static_cast<std::size_t>(left)]->id;
      const auto of_her = [&](const auto& one) {
        return one.woman == id && one.end_reason == EndReason::death;
      };
      const auto& mentorships = registry_.all<Mentorship>();
      const auto& placements = registry_.all<Placement>();
      note("excluded by died", std::any_of(mentorships.begin(), mentorships.end(), of_her) ||
                                   std::any_of(placements.begin(), placements.end(), of_her));
      return;
    }
    PolicyData data = policy_.data();
    for (Pairing& pairing : data.pairings) {
      if (pairing.name != plan_.name) continue;
      Reach& reach = pairing.reach;
      if (told.rule == "no_road") pairing.distance = DistanceBy::straight;
      if (told.rule == "no_road") pairing.road_missing = RoadMissing::refuse;
      if (told.rule == "distance") reach.max_distance_m.reset();
      if (told.rule == "care_distance") reach.care_distance_m = {};
      if (told.rule == "own_distance") reach.her_own_limit = false;
      for (KindRules& kind : pairing.kinds) {
        Eligibility& who = kind.eligibility;
        if (told.rule == "registered") who.registered = false;
        if (told.rule == "age") who.min_age = who.max_age = std::nullopt;
        if (told.rule == "labour") who.labour.clear();
        if (told.rule == "health") who.health_for_work = {};
        if (told.rule == "student") who.not_student = false;
        if (told.rule == "away") who.not_away = false;
        if (told.rule == "skill") who.skills_where_required = false;
      }
    }
    const Policy policy(data);
    const engine::Listing looser(registry_, policy, *policy.find(plan_.name));
    const auto then = looser.why_not(left, right);
    note("excluded by " + told.rule,
         position(told.rule) < static_cast<std::ptrdiff_t>(std::size(order)) &&
             (!then || position(*then) > position(told.rule)));
  }

  const Registry& registry_;
  const Policy& policy_;
  const PairingPlan& plan_;
  engine::Listing listing_;
  int threads_;
  solver::Value base_{};
};

/// Confirms reasons of random women, every kind that each of them is told as likely as another.
template <class Random>
void confirm_random_reasons(const Plan& plan, const Registry& registry, const Policy& policy,
                            int reasons, int threads, Random& random, Findings& findings) {
  std::map<std::string, Counterfactual> pairings;
  for (const PairingPlan& one : plan.pairings) {
    pairings.try_emplace(one.name, plan, registry, policy, one.name, threads);
  }
  const auto& women = registry.all<Beneficiary>();
  for (int k = 0; k < reasons;) {
    const Id id(women[static_cast<std::size_t>(random.below(static_cast<int>(women.size())))].id);
    const Explanation told = engine::explain(plan, registry, policy, id, {.threads = threads});
    std::map<std::string, std::vector<const PlaceReason*>> kinds;
    for (const PlaceReason& place : told.places) {
      kinds[std::string(to_string(place.standing)) + place.rule +
            (place.more_short > 0 ? "floor" : "") + (place.loss == 0 ? "0" : "")]
          .push_back(&place);
    }
    for (const auto& [name, places] : kinds) {
      if (k++ >= reasons) return;
      const PlaceReason& one =
          *places[static_cast<std::size_t>(random.below(static_cast<int>(places.size())))];
      pairings.at(one.pairing).confirm(id, one, findings);
    }
  }
}

}  // namespace jinguo::support

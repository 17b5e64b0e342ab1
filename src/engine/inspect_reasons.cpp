#include <algorithm>
#include <iterator>
#include <tuple>

#include "inspection.hpp"

namespace jinguo::inline v0_1::engine {
namespace {

using solver::Index;
using solver::Score;

/// Rules in the order in which they take places off a woman's list.
constexpr std::string_view rules_in_order[] = {
    "died",  "registered", "age",           "labour",        "health",       "student", "away",
    "skill", "no_road",    "distance",      "care_distance", "own_distance", "moved", "ended",
    "excluded"};

}  // namespace

void Inspection::reasons() {
  std::map<std::string, const PlaceResult*> places;
  for (const PlaceResult& place : plan_.places) places[place.right.text()] = &place;
  std::int64_t looked = 0;
  for (const Unmatched& one : plan_.unmatched) {
    const std::string& left = one.left.text();
    if (one.reason == ReasonKind::stopped && !stopped()) woman_fault(left, "no_reason");
    if (plan_.custom || stopped()) continue;
    for (const Option& option : one.options) {
      monitor_.work(a_verdict);
      const PlaceResult& place = *places.at(option.right.text());
      const Verdict verdict = checker_.verdict(left, place.kind, option.right.text());
      const bool impossible = place.greatest_price == solver::unbounded_price;
      const bool right =
          verdict.rule.empty() && verdict.score == option.score &&
          impossible == option.impossible &&
          (impossible || option.loss == place.greatest_price - option.score + pairing_.outside);
      if (!right) award_fault(left, option.right.text(), "loss");
    }
    const bool nowhere = one.reason == ReasonKind::not_eligible;
    if (nowhere != one.options.empty()) woman_fault(left, "reason");
    if (!nowhere && !one.options.empty()) {
      const Option& best = one.options.front();
      const ReasonKind true_one = best.impossible  ? ReasonKind::bound
                                  : best.loss == 0 ? ReasonKind::lottery
                                                   : ReasonKind::loses_points;
      if (one.reason != true_one) woman_fault(left, "reason");
    }
    // Every place is checked again for some of those who are told that none is open.
    if (!nowhere || looked * static_cast<std::int64_t>(providers_.size()) > options_.pairs) {
      continue;
    }
    ++looked;
    // Each place leaves her list by the first rule that refuses it; the last such rule empties
    // it.
    std::ptrdiff_t emptied = -1;
    bool open = false;
    for (const auto& [id, provider] : providers_) {
      monitor_.work(a_verdict);
      std::string rule = checker_.verdict(left, provider.kind, id).rule;
      if (rule.empty()) rule = checker_.apart(left, provider.kind, id);
      if (rule.empty()) {
        award_fault(left, id, "open");
        open = true;
        continue;
      }
      const auto at = std::find(std::begin(rules_in_order), std::end(rules_in_order), rule);
      emptied = std::max(emptied, at - std::begin(rules_in_order));
    }
    if (open) continue;
    const std::string_view rule =
        emptied < 0 ? "no_provider" : rules_in_order[static_cast<std::size_t>(emptied)];
    if (one.rule != rule) woman_fault(left, "reason_rule");
  }
}

void Inspection::told_numbers() {
  if (plan_.gap.has_value() != (plan_.status != solver::Status::stopped_empty)) {
    fault("gap");
  }
  if (!stopped() && plan_.gap && *plan_.gap != 0) fault("gap_best");
  if (stopped() && (plan_.tied != 0 || plan_.ties)) fault("stopped_drawn");
  if (plan_.status != solver::Status::stopped_empty) return;
  if (plan_.total != 0 || !plan_.awards.empty()) fault("empty");
  for (const PlaceResult& place : plan_.places) {
    if (place.shortfall != 0) fault("shortfall", place.right.text());
  }
}

void Inspection::told_reasons(const Listing& listing, const solver::Market& market) {
  const Roster& roster = listing.roster();
  const solver::Bounds& bounds = listing.bounds();
  const std::size_t m = roster.places.size();
  std::vector<std::int64_t> locks(m, 0);
  for (const solver::Pair& pair : bounds.lock) ++locks[static_cast<std::size_t>(pair.right)];
  std::vector<Score> row(m);
  using Claim = std::tuple<bool, Score, Score, std::size_t>;  // impossible, loss, -score, place
  std::vector<Claim> claims;
  for (const Unmatched& one : plan_.unmatched) {
    // Stopped while reasons were told, or before: nothing is said.
    const bool unsaid = one.reason == ReasonKind::stopped && one.rule.empty();
    if (stopped() && unsaid && one.options.empty()) continue;
    monitor_.work(8 * market.m());
    const Index i = *roster.woman(one.left.text());
    market.scores(i, i + 1, row);
    claims.clear();
    for (std::size_t j = 0; j < m; ++j) {
      if (row[j] == solver::not_eligible) continue;
      const Score price = plan_.places[j].greatest_price;
      const bool impossible = price == solver::unbounded_price;
      claims.emplace_back(
          impossible, impossible ? 0 : price - row[j] + bounds.outside[static_cast<std::size_t>(i)],
          -row[j], j);
    }
    Unmatched told;
    told.left = one.left;
    const std::size_t kept = std::min<std::size_t>(5, stopped() ? 0 : claims.size());
    std::partial_sort(claims.begin(), claims.begin() + static_cast<std::ptrdiff_t>(kept),
                      claims.end());
    for (std::size_t k = 0; k < kept; ++k) {
      const auto& [impossible, loss, score, j] = claims[k];
      Option option{roster.places[j].id, -score, loss, impossible};
      if (impossible) {
        option.rule = bounds.capacity[j] == 0          ? "places"
                      : locks[j] >= bounds.capacity[j] ? "lock"
                                                       : "must_match";
      }
      told.options.push_back(std::move(option));
    }
    if (claims.empty()) {
      told.reason = ReasonKind::not_eligible;
      told.rule = listing.why_nowhere(i).value_or("custom");
    } else if (stopped()) {
      told.reason = ReasonKind::stopped;
    } else if (told.options.front().impossible) {
      told.reason = ReasonKind::bound;
      told.rule = told.options.front().rule;
    } else {
      told.reason = told.options.front().loss > 0 ? ReasonKind::loses_points : ReasonKind::lottery;
    }
    if (old_) {  // plans of before say less of what bars a place
      for (Option& option : told.options) option.rule.clear();
      if (told.reason == ReasonKind::bound) told.rule = one.rule;
    }
    if (one.reason != told.reason) woman_fault(one.left.text(), "reason");
    if (one.rule != told.rule) {
      woman_fault(one.left.text(), "reason_rule");
    }
    if (one.options != told.options) {
      woman_fault(one.left.text(), "options");
    }
  }
}

void Inspection::told_warnings(const Listing& listing) {
  const Roster& roster = listing.roster();
  std::vector<Issue> warnings;
  std::size_t outside = 0;
  for (const Relation& one : listing.relations()) {
    if (one.rule.empty()) continue;
    const Id& left = roster.women[static_cast<std::size_t>(one.woman)]->id;
    const Id& right = roster.places[static_cast<std::size_t>(one.place)].id;
    const bool same = outside < plan_.outside.size() && plan_.outside[outside].left == left &&
                      plan_.outside[outside].right == right &&
                      plan_.outside[outside].rule == one.rule;
    if (!same) award_fault(left.text(), right.text(), "outside_told");
    ++outside;
    Issue warning;
    warning.code = "engine.outside";
    warning.severity = Severity::warning;
    warning.file = one.table + ".csv";
    warning.subject = one.id;
    warning.expected = {"engine.outside",
                        {{"left", left.text()}, {"right", right.text()}, {"rule", one.rule}}};
    warnings.push_back(std::move(warning));
  }
  if (outside != plan_.outside.size()) fault("outside_more");
  if (warnings != plan_.warnings) fault("warnings");
}

}  // namespace jinguo::inline v0_1::engine

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>

#include "inspection.hpp"
#include "reasons_told.hpp"

namespace jinguo::inline v0_1::engine {
namespace {

using solver::Index;
using solver::Score;

/// Rules in the order in which they take places off a woman's list.
constexpr std::string_view rules_in_order[] = {
    "died",          "registered",   "age",   "labour",  "health",
    "student",       "away",         "skill", "no_road", "distance",
    "care_distance", "own_distance", "moved", "ended",   "excluded"};

}  // namespace

void Inspection::reasons() {
  std::unordered_map<std::string, const PlaceResult*> places;
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

ReasonsTold::ReasonsTold(const PairingPlan& plan, const Listing& listing, bool stopped, bool old)
    : plan_(plan), listing_(listing), stopped_(stopped), old_(old) {
  const Roster& roster = listing.roster();
  locks_.assign(roster.places.size(), 0);
  for (const solver::Pair& pair : listing.bounds().lock) {
    ++locks_[static_cast<std::size_t>(pair.right)];
  }
  waiting_.assign(roster.women.size(), nullptr);
  for (const Unmatched& one : plan.unmatched) {
    // Stopped while reasons were told, or before: nothing is said.
    const bool unsaid = one.reason == ReasonKind::stopped && one.rule.empty();
    if (stopped && unsaid && one.options.empty()) continue;
    waiting_[static_cast<std::size_t>(*roster.woman(one.left.text()))] = &one;
  }
}

void ReasonsTold::look(Index left, std::span<const Score> row) {
  const Unmatched* const said = std::exchange(waiting_[static_cast<std::size_t>(left)], nullptr);
  if (said == nullptr) return;
  const Unmatched told = reason(left, row, *said);
  if (said->reason != told.reason) faults_.push_back({said, "reason"});
  if (said->rule != told.rule) faults_.push_back({said, "reason_rule"});
  if (said->options != told.options) faults_.push_back({said, "options"});
}

void ReasonsTold::look_at_rest(const solver::Market& market, Monitor& monitor) {
  std::vector<Score> row(static_cast<std::size_t>(market.m()));
  for (std::size_t i = 0; i < waiting_.size(); ++i) {
    if (waiting_[i] == nullptr) continue;
    monitor.work(8 * market.m());
    const auto left = static_cast<Index>(i);
    market.scores(left, left + 1, row);
    look(left, row);
  }
}

Unmatched ReasonsTold::reason(Index left, std::span<const Score> row, const Unmatched& said) {
  const solver::Bounds& bounds = listing_.bounds();
  const Score outside = bounds.outside[static_cast<std::size_t>(left)];
  const std::size_t kept = stopped_ ? 0 : 5;
  bool open = false;
  claims_.clear();
  for (std::size_t j = 0; j < row.size(); ++j) {
    if (row[j] == solver::not_eligible) continue;
    open = true;
    const Score price = plan_.places[j].greatest_price;
    const bool impossible = price == solver::unbounded_price;
    const Claim claim{impossible, impossible ? 0 : price - row[j] + outside, -row[j], j};
    if (claims_.size() == kept) {
      if (kept == 0 || claim > claims_.back()) continue;
      claims_.pop_back();
    }
    claims_.insert(std::upper_bound(claims_.begin(), claims_.end(), claim), claim);
  }
  Unmatched told;
  told.left = said.left;
  for (const auto& [impossible, loss, score, j] : claims_) {
    Option option{listing_.roster().places[j].id, -score, loss, impossible};
    if (impossible) {
      option.rule = bounds.capacity[j] == 0           ? "places"
                    : locks_[j] >= bounds.capacity[j] ? "lock"
                                                      : "must_match";
    }
    told.options.push_back(std::move(option));
  }
  if (!open) {
    told.reason = ReasonKind::not_eligible;
    told.rule = listing_.why_nowhere(left).value_or("custom");
  } else if (stopped_) {
    told.reason = ReasonKind::stopped;
  } else if (told.options.front().impossible) {
    told.reason = ReasonKind::bound;
    told.rule = told.options.front().rule;
  } else {
    told.reason = told.options.front().loss > 0 ? ReasonKind::loses_points : ReasonKind::lottery;
  }
  if (old_) {  // plans of before say less of what bars a place
    for (Option& option : told.options) option.rule.clear();
    if (told.reason == ReasonKind::bound) told.rule = said.rule;
  }
  return told;
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

#include "jinguo/engine/verify.hpp"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "jinguo/engine/digest.hpp"
#include "jinguo/engine/lottery.hpp"
#include "jinguo/solver/certificate.hpp"
#include "jinguo/solver/losses.hpp"
#include "judge.hpp"
#include "market_of.hpp"

namespace jinguo::inline v0_1::engine {
namespace {

using solver::Index;
using solver::Score;
using IdPair = std::pair<std::string, std::string>;

constexpr std::int64_t a_verdict = 1024;  // the work of judging one pair

/// Rules in the order in which they take places off a woman's list.
constexpr std::string_view rules_in_order[] = {
    "died",  "registered", "age",           "labour",       "health", "student", "away",
    "skill", "distance",   "care_distance", "own_distance", "moved",  "ended",   "excluded"};

/// Whether a plan lacks what came with version 3 of archives: what a floor costs, what bars a
/// place.
bool says_less(const Plan& plan) {
  if (plan.digest_form > 1) return false;
  for (const PairingPlan& one : plan.pairings) {
    for (const PlaceResult& place : one.places) {
      if (place.floor_cost != 0 || place.floor_cost_short != 0) return false;
    }
    for (const Unmatched& left : one.unmatched) {
      for (const Option& option : left.options) {
        if (!option.rule.empty()) return false;
      }
    }
  }
  return true;
}

bool is_stopped(const PairingPlan& plan) {
  return plan.status != solver::Status::optimal && plan.status != solver::Status::optimal_short;
}

/// Judges one pairing of a plan.
class Inspection {
 public:
  Inspection(const PairingPlan& plan, const Registry& registry, const Policy& policy,
             const Pairing& pairing, const VerifyOptions& options, bool old, Monitor& monitor,
             std::vector<Issue>& issues)
      : plan_(plan),
        registry_(registry),
        policy_(policy),
        pairing_(pairing),
        options_(options),
        old_(old),
        monitor_(monitor),
        issues_(issues),
        judge_(registry, policy, pairing) {}

  void run(std::string_view seed) {
    monitor_.phase("records", 0.0, 0.3);
    read_providers();
    if (!ids_are_known()) return;
    if (not_begun()) {
      everyone();
      told_numbers();
      return;
    }
    awards();
    going_on();
    bounds();
    everyone();
    reasons();
    told_numbers();
    compiled(seed);
  }

  /// Whose need counts an income that nobody knows; plans of before (`blanks_are_nothing`) took it
  /// for nothing.
  void incomes(bool blanks_are_nothing) {
    if (not_begun()) return;
    std::vector<std::string> assumed;
    for (const Beneficiary& woman : registry_.all<Beneficiary>()) {
      if (!blanks_are_nothing && judge_.assumes_income(woman.id.text())) {
        assumed.push_back(woman.id.text());
      }
    }
    std::sort(assumed.begin(), assumed.end());
    const std::string_view word =
        assumed.empty() ? std::string_view() : to_string(pairing_.need.unknown_income);
    if (plan_.unknown_income != word ||
        !std::equal(assumed.begin(), assumed.end(), plan_.income_assumed.begin(),
                    plan_.income_assumed.end(),
                    [](const std::string& a, const Id& b) { return a == b.text(); })) {
      fault("incomes");
    }
  }

 private:
  struct Provider {
    ProviderKind kind = ProviderKind::base;
    std::int64_t places = 0;
    std::int64_t floor = 0;
    std::int64_t taken = 0;
    std::int64_t unfit = 0;       ///< Go on outside, by a rule other than "places".
    std::int64_t registered = 0;  ///< Go on outside and are registered.
    std::int64_t outside = 0;
  };

  /// Tells a fault by its text, "engine.verify." + what.
  void say(const char* code, std::string what, const std::string& left,
           std::vector<std::pair<std::string, std::string>> parameters) {
    if (++faults_ > 100) return;  // enough to see what is wrong
    Issue issue;
    issue.code = code;
    issue.column = plan_.name;
    issue.subject = left;
    parameters.emplace_back("pairing", plan_.name);
    issue.expected = {"engine.verify." + std::move(what), std::move(parameters)};
    issues_.push_back(std::move(issue));
  }
  void fault(const char* what, const std::string& right = {}, std::string detail = {}) {
    say("engine.verify.pairing", what, {}, {{"right", right}, {"what", std::move(detail)}});
  }
  void award_fault(const std::string& left, const std::string& right, const char* what,
                   std::string detail = {}) {
    say("engine.verify.award", std::string("award_") + what, left,
        {{"left", left}, {"right", right}, {"what", std::move(detail)}});
  }
  void woman_fault(const std::string& left, const char* what) {
    say("engine.verify.award", std::string("woman_") + what, left, {{"left", left}});
  }

  [[nodiscard]] std::int64_t floor_of(const KindRules& rules, std::optional<Level> level) const {
    std::int64_t least = 0;
    for (const FloorRule& floor : rules.floors) {
      bool counts = floor.levels.empty();
      for (const Level one : floor.levels) counts = counts || level == one;
      if (counts && floor.at_least > least) least = floor.at_least;
    }
    return least;
  }
  void read_providers() {
    for (const KindRules& rules : pairing_.kinds) {
      const auto add = [&](const auto& record, std::optional<Level> level, std::int64_t places) {
        Provider provider;
        provider.kind = rules.kind;
        provider.places = places;
        provider.floor = floor_of(rules, level);
        providers_[record.id.text()] = provider;
      };
      if (rules.kind == ProviderKind::mentor) {
        for (const Mentor& one : registry_.all<Mentor>()) add(one, one.level, one.places);
      } else if (rules.kind == ProviderKind::base) {
        for (const Base& one : registry_.all<Base>()) {
          const bool titled = std::chrono::year(one.title_year) <= policy_.data().date.year();
          add(one, titled ? std::optional(one.level) : std::nullopt, one.places);
        }
      } else if (rules.kind == ProviderKind::project) {
        for (const Project& one : registry_.all<Project>()) {
          const bool over = one.ends_on && *one.ends_on < policy_.data().date;
          add(one, std::nullopt, over ? 0 : one.places);
        }
      } else if (rules.kind == ProviderKind::chain) {
        for (const Chain& one : registry_.all<Chain>()) add(one, std::nullopt, one.places);
      }
    }
  }

  bool ids_are_known() {
    const int before = faults_;
    const auto woman = [&](const Id& id) {
      if (registry_.find(IdOf<Beneficiary>(id)) == nullptr) fault("unknown", id.text());
    };
    const auto provider = [&](const Id& id, ProviderKind kind) {
      const auto found = providers_.find(id.text());
      if (found == providers_.end() || found->second.kind != kind) {
        fault("unknown", id.text());
      }
    };
    for (const auto* list : {&plan_.awards, &plan_.outside}) {
      for (const PlanAward& one : *list) {
        woman(one.left);
        provider(one.right, one.kind);
      }
    }
    for (const Unmatched& one : plan_.unmatched) {
      woman(one.left);
      for (const Option& option : one.options) {
        if (providers_.count(option.right.text()) == 0) {
          fault("unknown", option.right.text());
        }
      }
    }
    std::string last;
    for (const PlaceResult& place : plan_.places) {
      provider(place.right, place.kind);
      if (!last.empty() && place.right.text() <= last) fault("order");
      last = place.right.text();
    }
    if (!not_begun() && plan_.places.size() != providers_.size())
      fault("providers");
    return faults_ == before;
  }

  /// Rules, score and parts of every award.
  void awards() {
    std::vector<std::string> names(part_names.begin(), part_names.end());
    if (plan_.custom) names.emplace_back(custom_part);
    if (plan_.part_names != names) fault("parts");
    IdPair last;
    for (const PlanAward& one : plan_.awards) {
      const std::string& left = one.left.text();
      const std::string& right = one.right.text();
      monitor_.work(a_verdict);
      if (!awarded_.insert({left, right}).second) award_fault(left, right, "twice");
      if (IdPair(left, right) < last) award_fault(left, right, "order");
      last = {left, right};
      if (!one.rule.empty()) award_fault(left, right, "rule");
      ++units_[left];
      ++providers_[right].taken;
      const Verdict verdict = judge_.verdict(left, one.kind, right);
      const bool strict = policy_.data().existing == Existing::strict;
      if (!verdict.rule.empty() && !plan_.custom && !strict)
        award_fault(left, right, "excluded", verdict.rule);
      if (!judge_.apart(left, one.kind, right).empty() && !strict) {
        award_fault(left, right, "apart");
      }
      std::int64_t sum = 0;
      for (std::size_t k = 0; k < one.parts.size() && k < plan_.part_names.size(); ++k) {
        sum += one.parts[k];
        const auto part = verdict.parts.find(plan_.part_names[k]);
        const bool own = part == verdict.parts.end();
        if (own ? !plan_.custom : part->second != one.parts[k]) {
          award_fault(left, right, "part", plan_.part_names[k]);
        }
      }
      const bool listed = one.parts.size() == plan_.part_names.size() &&
                          plan_.part_names.size() == verdict.parts.size() + (plan_.custom ? 1 : 0);
      if (!listed) award_fault(left, right, "parts_missing");
      const std::int64_t rest = ((sum % pairing_.band) + pairing_.band) % pairing_.band;
      if (one.score != sum - rest || (!plan_.custom && one.score != verdict.score)) {
        award_fault(left, right, "score");
      }
    }
    for (const auto& [woman, units] : units_) {
      if (units > 1) woman_fault(woman, "several");
    }
  }

  /// Standing relations are awards, or go on outside for a reason that holds.
  void going_on() {
    IdPair last;
    for (const PlanAward& one : plan_.outside) {
      const std::string& left = one.left.text();
      const std::string& right = one.right.text();
      if (IdPair(left, right) < last) award_fault(left, right, "order");
      last = {left, right};
      if (!one.existing || one.score != 0 || !one.parts.empty()) {
        award_fault(left, right, "outside_score");
      }
      monitor_.work(a_verdict);
      outside_.insert({left, right});
      Provider& provider = providers_[right];
      ++provider.outside;
      if (one.rule != "places") ++provider.unfit;
      if (judge_.registered(left)) ++provider.registered;
    }
    if (outside_.size() != plan_.outside.size()) fault("outside_twice");
    std::set<IdPair> standing;
    if (policy_.data().existing != Existing::release) {
      for (const IdPair& pair : judge_.standing()) standing.insert(pair);
    }
    std::set<std::string> busy;
    for (const PlanAward& one : plan_.awards) {
      const bool existing = standing.count({one.left.text(), one.right.text()}) != 0;
      if (existing) busy.insert(one.left.text());
      if (existing != one.existing) {
        award_fault(one.left.text(), one.right.text(), "going_on");
      }
    }
    const std::vector<IdPair> locked = judge_.locked();
    for (const IdPair& pair : locked) {
      busy.insert(pair.first);
      if (awarded_.count(pair) == 0) award_fault(pair.first, pair.second, "lock");
    }
    for (const IdPair& pair : standing) {
      const bool inside = awarded_.count(pair) != 0;
      const bool out = outside_.count(pair) != 0;
      if (inside == out) award_fault(pair.first, pair.second, "ended");
      if (out && policy_.data().existing == Existing::strict) {
        award_fault(pair.first, pair.second, "strict");
      }
    }
    for (const PlanAward& one : plan_.outside) {
      const std::string& left = one.left.text();
      const std::string& right = one.right.text();
      if (standing.count({left, right}) == 0) award_fault(left, right, "not_standing");
      Verdict verdict = judge_.verdict(left, one.kind, right);
      if (verdict.rule.empty()) verdict.rule = judge_.apart(left, one.kind, right);
      const Provider& provider = providers_[right];
      const bool full =
          provider.taken >= std::max<std::int64_t>(0, provider.places - provider.unfit);
      if (one.rule == "places"   ? !verdict.rule.empty() || !full
          : one.rule == "demand" ? !verdict.rule.empty()
                                 : verdict.rule != one.rule) {
        award_fault(left, right, "outside_rule", one.rule);
      }
      if (units_.count(left) != 0 && busy.count(left) == 0) {
        award_fault(left, right, "outside_new");
      }
    }
  }

  void bounds() {
    std::int64_t missed = 0;
    for (const PlaceResult& place : plan_.places) {
      const Provider& provider = providers_[place.right.text()];
      const std::string& id = place.right.text();
      const std::int64_t places = std::max<std::int64_t>(0, provider.places - provider.unfit);
      const std::int64_t floor = std::max<std::int64_t>(0, provider.floor - provider.registered);
      if (provider.taken > places) fault("taken_more", id);
      if (place.places != places) fault("places", id);
      if (place.floor != floor) fault("floor", id);
      if (place.floor_before && *place.floor_before != provider.floor) {
        fault("floor_before", id);
      }
      if (place.taken != provider.taken) fault("taken", id);
      if (place.outside != provider.outside) fault("outside", id);
      if (stopped()) continue;
      const std::int64_t short_by = std::max<std::int64_t>(0, floor - provider.taken);
      missed += short_by;
      if (place.shortfall != short_by) fault("shortfall", id);
    }
    const bool said = plan_.status == solver::Status::optimal_short;
    if (!stopped() && said != (missed > 0)) fault("status");
    if (missed > 0 && policy_.data().on_infeasible == OnShort::stop) fault("floor_missed");
  }

  void everyone() {
    std::set<std::string> unmatched;
    std::string last;
    for (const Unmatched& one : plan_.unmatched) {
      if (one.left.text() < last) woman_fault(one.left.text(), "order");
      last = one.left.text();
      if (!unmatched.insert(one.left.text()).second || one.units != 1) {
        woman_fault(one.left.text(), "unmatched");
      }
    }
    std::set<std::string> outside;
    for (const IdPair& pair : outside_) outside.insert(pair.first);
    for (const Beneficiary& woman : registry_.all<Beneficiary>()) {
      const std::string& id = woman.id.text();
      monitor_.work(64);
      const bool placed = units_.count(id) != 0 || outside.count(id) != 0;
      if (placed == (unmatched.count(id) != 0)) {
        woman_fault(id, "told");
      }
    }
  }

  void reasons() {
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
        const Verdict verdict = judge_.verdict(left, place.kind, option.right.text());
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
      // Every place is judged again for some of those who are told that none is open.
      if (!nowhere || looked * static_cast<std::int64_t>(providers_.size()) > options_.pairs) {
        continue;
      }
      ++looked;
      // Each place leaves her list by the first rule that refuses it; the last such rule empties
      // it.
      std::ptrdiff_t emptied = -1;
      for (const auto& [id, provider] : providers_) {
        monitor_.work(a_verdict);
        std::string rule = judge_.verdict(left, provider.kind, id).rule;
        if (rule.empty()) rule = judge_.apart(left, provider.kind, id);
        if (rule.empty()) award_fault(left, id, "open");
        const auto at = std::find(std::begin(rules_in_order), std::end(rules_in_order), rule);
        emptied = std::max(emptied, at - std::begin(rules_in_order));
      }
      const std::string_view rule =
          emptied < 0 ? "no_provider" : rules_in_order[static_cast<std::size_t>(emptied)];
      if (one.rule != rule) woman_fault(left, "reason_rule");
    }
  }

  /// What is told beside the awards and follows from them.
  void told_numbers() {
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

  /// What everyone who is not placed is told, from her row of scores and the plan's prices.
  void told_reasons(const Listing& listing, const solver::Market& market) {
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
            impossible,
            impossible ? 0 : price - row[j] + bounds.outside[static_cast<std::size_t>(i)], -row[j],
            j);
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
        told.reason =
            told.options.front().loss > 0 ? ReasonKind::loses_points : ReasonKind::lottery;
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

  /// The warnings, one for each who goes on outside.
  void told_warnings(const Listing& listing) {
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

  /// What the solver tells beside the plan: what floors cost, and what the lottery chose among.
  void told_by_the_solver(const solver::Market& market, const solver::TransportResult& result,
                          solver::TransportOptions how, const Roster& roster) {
    if (!old_) {
      const std::vector<solver::Value> gains = solver::floor_gains(market, result, {}, monitor_);
      for (std::size_t j = 0; j < plan_.places.size(); ++j) {
        const PlaceResult& place = plan_.places[j];
        if (place.floor_cost_short != gains[j].missed || place.floor_cost != gains[j].points) {
          fault("floor_cost", place.right.text());
        }
      }
    }
    how.keep_ties = true;
    how.on_infeasible = policy_.data().on_infeasible == OnShort::stop
                            ? solver::OnInfeasible::stop
                            : solver::OnInfeasible::least_shortfall;
    const solver::TransportResult again = solver::transport(market, how, monitor_);
    if (again.status == solver::Status::stopped_feasible ||
        again.status == solver::Status::stopped_empty) {
      throw Stopped();
    }
    if (plan_.tied != again.counters.tied_left) {
      fault("tied");
    }
    if (old_ && !plan_.ties) return;
    if (!again.ties || plan_.ties != ties_of(roster, *again.ties)) {
      fault("ties");
    }
  }

  /// A sample of pairs against the compiled market, then the referees.
  void compiled(std::string_view seed) {
    const CustomScores* custom = nullptr;
    for (const CustomScores& one : options_.custom) {
      if (one.pairing == pairing_.name) custom = &one;
    }
    if (plan_.custom != (custom != nullptr)) {
      fault("custom");
      return;
    }
    monitor_.phase("listing", 0.3, 0.4);
    const Listing listing(registry_, policy_, pairing_, {}, &monitor_);
    monitor_.phase("pairs", 0.4, 0.6);
    const MarketOf market(listing, pairing_, custom);
    const Roster& roster = listing.roster();
    const auto n = static_cast<std::uint64_t>(roster.women.size());
    const auto m = static_cast<std::uint64_t>(roster.places.size());
    std::uint64_t state = 0x9E3779B97F4A7C15ULL;
    for (std::int64_t k = 0; k < options_.pairs && custom == nullptr && n * m > 0; ++k) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      const auto i = static_cast<Index>((state >> 33U) % n);
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      const auto j = static_cast<Index>((state >> 33U) % m);
      const std::string& left = roster.women[static_cast<std::size_t>(i)]->id.text();
      const Place& place = roster.places[static_cast<std::size_t>(j)];
      monitor_.work(a_verdict);
      const Verdict verdict = judge_.verdict(left, place.kind, place.id.text());
      const bool open =
          verdict.rule.empty() && judge_.apart(left, place.kind, place.id.text()).empty();
      if (market.get().score(i, j) != (open ? verdict.score : solver::not_eligible)) {
        award_fault(left, place.id.text(), "policy_score");
      }
    }
    told_warnings(listing);
    told_reasons(listing, market.get());
    if (!options_.referees || faults_ > 0) return;

    solver::TransportResult result;
    result.status = plan_.status;
    result.total = plan_.total;
    result.gap = plan_.gap;
    for (const PlanAward& one : plan_.awards) {
      result.awards.push_back({*roster.woman(one.left.text()), *roster.place(one.right.text())});
    }
    std::sort(result.awards.begin(), result.awards.end());
    for (const PlaceResult& place : plan_.places) {
      result.prices.push_back(place.price);
      result.greatest_prices.push_back(place.greatest_price);
      result.worth.push_back(place.worth);
      result.forced.push_back(place.forced ? 1 : 0);
      result.shortfall.push_back(place.shortfall);
    }
    if (stopped()) {
      result.prices.clear();
      result.greatest_prices.clear();
      result.worth.clear();
      result.forced.clear();
    }
    const auto object = [&](const solver::Objection& objection) {
      if (objection) fault("referee", {}, *objection);
    };
    const Monitor::Part proof(monitor_, 0.6, 1.0);
    monitor_.phase("referees", 0.0, 0.5);
    if (plan_.status != solver::Status::stopped_empty) {
      object(solver::why_not_feasible(market.get(), result, &monitor_));
    }
    if (stopped()) return;
    object(solver::why_not_optimal(market.get(), result, &monitor_));
    object(solver::why_not_least(market.get(), result, &monitor_));
    solver::TransportOptions how;
    for (const Beneficiary* woman : roster.women) {
      how.left_number.push_back(
          lottery_number(seed, pairing_.name, solver::Side::left, woman->id.text()));
    }
    for (const Place& place : roster.places) {
      how.right_number.push_back(
          lottery_number(seed, pairing_.name, solver::Side::right, place.id.text()));
    }
    object(solver::why_not_drawn(market.get(), result, how, &monitor_));
    const Monitor::Part again(monitor_, 0.5, 1.0);
    if (faults_ == 0) told_by_the_solver(market.get(), result, std::move(how), roster);
  }

  [[nodiscard]] bool stopped() const { return is_stopped(plan_); }
  /// Stopped before its market was made: nothing is claimed.
  [[nodiscard]] bool not_begun() const {
    return plan_.status == solver::Status::stopped_empty && plan_.places.empty() &&
           plan_.awards.empty() && plan_.outside.empty() && plan_.warnings.empty();
  }

  const PairingPlan& plan_;
  const Registry& registry_;
  const Policy& policy_;
  const Pairing& pairing_;
  const VerifyOptions& options_;
  bool old_;  ///< Says less than plans of now.
  Monitor& monitor_;
  std::vector<Issue>& issues_;
  Judge judge_;
  int faults_ = 0;
  std::map<std::string, Provider> providers_{};
  std::set<IdPair> awarded_{};
  std::set<IdPair> outside_{};
  std::map<std::string, std::int64_t> units_{};
};

}  // namespace

std::vector<Issue> verify(const Plan& plan, const Registry& registry, const Policy& policy,
                          const VerifyOptions& options) {
  Monitor monitor(options);
  monitor.phase("digests", 0.0, 0.1);
  std::vector<Issue> issues;
  const auto differs = [&](std::string what, std::string name) {
    Issue issue;
    issue.code = "engine.verify.digest";
    issue.expected = {"engine.verify.digest", {{"what", what}, {"name", std::move(name)}}};
    if (what == "registry" || what == "policy") issue.mend.code = "engine.adopt." + what + ".mend";
    issue.subject = std::move(what);
    issues.push_back(std::move(issue));
  };
  for (Issue& issue : registry.validate()) {
    if (issue.severity == Severity::error) issues.push_back(std::move(issue));
  }
  if (plan.registry_digest != digest(registry, plan.digest_form)) differs("registry", "登记数据");
  if (plan.policy_digest != digest(policy, plan.digest_form)) differs("policy", "政策");
  const std::string seed = bytes_from_hex(plan.seed_hex).value_or("");
  const Lottery& lottery = policy.data().lottery;
  const bool own = !lottery.seed.empty() && bytes_from_hex(lottery.seed) != seed;
  const bool told =
      !lottery.commitment.empty() &&
      bytes_from_hex(lottery.commitment) != bytes_from_hex(to_hex(lottery_commitment(seed)));
  if (seed.size() < 16 || own || told) differs("seed", "抽签种子");
  if (!issues.empty()) return issues;

  if (plan.policy_name != policy.data().name) differs("policy's name", "政策名称");
  if (plan.synthetic != registry.synthetic()) differs("mark of invented persons", "模拟数据标记");
  // The policy's pairings in its order, or the one that was asked for.
  std::vector<std::string> missing;
  std::size_t next = 0;
  for (const Pairing& pairing : policy.data().pairings) {
    if (!plan.asked.empty() && pairing.name != plan.asked) continue;
    if (next < plan.pairings.size() && plan.pairings[next].name == pairing.name) {
      ++next;
    } else {
      missing.push_back(pairing.name);
    }
  }
  for (const std::string& name : missing) differs("pairing " + name, "结对类别" + name);
  for (; next < plan.pairings.size(); ++next) {
    const std::string& name = plan.pairings[next].name;
    differs("pairing " + name, "结对类别" + name);
  }

  const bool old = says_less(plan);
  const Policy then = policy.as_of(plan.digest_form);
  std::size_t k = 0;
  for (const PairingPlan& one : plan.pairings) {
    const auto share = [&](std::size_t place) {
      return 0.1 + 0.9 * static_cast<double>(place) / static_cast<double>(plan.pairings.size());
    };
    const Monitor::Part part(monitor, share(k), share(k + 1));
    ++k;
    const Pairing* pairing = then.find(one.name);
    if (pairing == nullptr) continue;  // told above
    Inspection inspection(one, registry, then, *pairing, options, old, monitor, issues);
    inspection.run(seed);
    inspection.incomes(plan.digest_form < 3);
  }
  return issues;
}

std::vector<std::string> unproven(const Plan& plan, const VerifyOptions& options) {
  std::vector<std::string> fields{"made_by"};
  if (!plan.asked.empty()) fields.emplace_back("asked");
  const bool old = says_less(plan);
  for (const PairingPlan& one : plan.pairings) {
    const auto add = [&](std::initializer_list<const char*> names) {
      for (const char* const name : names) fields.push_back(one.name + "." + name);
    };
    add({"seconds"});
    if (is_stopped(one) || !options.referees) {
      add({"gap", "places.price", "places.greatest_price", "places.worth", "places.forced"});
    }
    if (is_stopped(one) || !options.referees || old) {
      add({"places.floor_cost_short", "places.floor_cost"});
    }
    const auto bound = [](const Unmatched& left) { return left.reason == ReasonKind::bound; };
    if (old && std::any_of(one.unmatched.begin(), one.unmatched.end(), bound)) {
      add({"unmatched.rule"});
    }
    const auto told = [](const PlaceResult& place) { return place.floor_before.has_value(); };
    if (!std::all_of(one.places.begin(), one.places.end(), told)) add({"places.floor_before"});
    if (!options.referees) add({"status", "total", "tied", "ties"});
    if (options.referees && old && !one.ties && !is_stopped(one)) add({"ties"});
  }
  return fields;
}

}  // namespace jinguo::inline v0_1::engine

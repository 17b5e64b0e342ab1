#include "jinguo/engine/changes.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "jinguo/domain/relation.hpp"
#include "jinguo/engine/adopt.hpp"
#include "jinguo/engine/compiled.hpp"
#include "jinguo/engine/digest.hpp"

namespace jinguo::inline v0_1 {
namespace engine {
namespace {

using Parameters = std::vector<std::pair<std::string, std::string>>;

/// A provider as plans and records name it.
using Provider = std::pair<ProviderKind, std::string>;

/// What a mentorship or placement says, whichever it is.
struct Said {
  RelationStatus status{};
  Date starts_on{};
  std::optional<Date> ends_on{};
  std::optional<EndReason> reason{};
};

/// The record that counts for each pair: one that stands, else the one that began last.
class Records {
 public:
  explicit Records(const Registry& registry) {
    for (const Mentorship& one : registry.all<Mentorship>()) {
      add(one, {ProviderKind::mentor, one.mentor.text()});
    }
    for (const Placement& one : registry.all<Placement>()) {
      add(one, {one.kind, one.provider.text()});
    }
  }
  [[nodiscard]] const Said* find(const std::string& woman, const Provider& provider) const {
    const auto found = said_.find({woman, provider});
    return found == said_.end() ? nullptr : &found->second;
  }
  [[nodiscard]] const std::map<std::pair<std::string, Provider>, Said>& all() const noexcept {
    return said_;
  }

 private:
  template <class Record>
  void add(const Record& record, Provider provider) {
    const Said said{record.status, record.starts_on, record.ends_on, record.end_reason};
    const auto [at, fresh] = said_.try_emplace({record.woman.text(), std::move(provider)}, said);
    const auto rank = [](const Said& one) {
      return std::pair(is_standing(one.status), days_since_1970(one.starts_on));
    };
    if (!fresh && rank(at->second) <= rank(said)) at->second = said;
  }
  std::map<std::pair<std::string, Provider>, Said> said_{};
};

/// What a plan says of one pair.
struct Pair {
  bool existing = false;
  bool outside = false;
  std::string rule{};
};
/// The pairs of one pairing of a plan, by woman.
using Pairs = std::map<std::string, std::map<Provider, Pair>>;

Pairs pairs_of(const PairingPlan& plan) {
  Pairs pairs;
  for (const auto* list : {&plan.awards, &plan.outside}) {
    for (const PlanAward& one : *list) {
      pairs[one.left.text()][{one.kind, one.right.text()}] = {one.existing, list == &plan.outside,
                                                              one.rule};
    }
  }
  return pairs;
}

/// Tells the changes of one pairing.
class Comparison {
 public:
  Comparison(const PairingPlan& before, const PairingPlan& after, const Registry& registry,
             const Records& records, const Policy* policy, PlanChanges& told)
      : after_(after), registry_(registry), records_(records), policy_(policy), told_(told) {
    before_pairs_ = pairs_of(before);
    after_pairs_ = pairs_of(after);
    for (const PlaceResult& place : before.places) {
      before_places_[{place.kind, place.right.text()}] = &place;
    }
    for (const PlaceResult& place : after.places) {
      after_places_[{place.kind, place.right.text()}] = &place;
    }
    for (const Unmatched& one : before.unmatched) before_unmatched_[one.left.text()] = &one;
    for (const Unmatched& one : after.unmatched) after_unmatched_[one.left.text()] = &one;
    for (const ForcedPair& one : registry.all<ForcedPair>()) {
      if (one.pairing != after.name) continue;
      (one.rule == PairRule::lock ? locked_ : apart_).emplace(one.left.text(), one.right.text());
    }
    const std::map<Provider, Pair> nothing;
    for (const auto& [woman, places] : before_pairs_) {
      const auto now = after_pairs_.find(woman);
      for (const auto& [provider, pair] : places) {
        const bool stays = now != after_pairs_.end() && now->second.count(provider) != 0;
        if (!stays) ++freed_[provider];
      }
    }
    for (const auto& [woman, places] : before_pairs_) {
      const auto now = after_pairs_.find(woman);
      tell(woman, places, now == after_pairs_.end() ? nothing : now->second);
    }
    for (const auto& [woman, places] : after_pairs_) {
      if (before_pairs_.count(woman) == 0) tell(woman, nothing, places);
    }
  }

 private:
  void tell(const std::string& woman, const std::map<Provider, Pair>& was,
            const std::map<Provider, Pair>& is) {
    WomanChange change;
    change.pairing = after_.name;
    change.woman = Id(woman);
    const Beneficiary* const record = registry_.find(IdOf<Beneficiary>(woman));
    const Household* const home = record == nullptr ? nullptr : registry_.find(record->household);
    if (home != nullptr) change.county = home->region.at(RegionLevel::county);
    std::vector<Message> kept;
    std::vector<Message> gone;
    std::vector<Message> come;
    for (const auto& [provider, pair] : was) {
      const auto now = is.find(provider);
      if (now != is.end()) {
        change.kept.emplace_back(provider.second);
        kept.push_back(why_kept(provider, now->second));
      } else {
        change.from.emplace_back(provider.second);
        gone.push_back(why_gone(woman, record, provider));
      }
    }
    for (const auto& [provider, pair] : is) {
      if (was.count(provider) != 0) continue;
      change.to.emplace_back(provider.second);
      come.push_back(why_come(woman, provider, pair));
    }
    change.kind = change.from.empty() && change.to.empty() ? ChangeKind::kept
                  : change.from.empty()                    ? ChangeKind::newly_placed
                  : change.to.empty()                      ? ChangeKind::ended
                                                           : ChangeKind::moved;
    for (const auto* list : {&gone, &come, &kept}) {
      change.reasons.insert(change.reasons.end(), list->begin(), list->end());
    }
    told_.women.push_back(std::move(change));
  }

  static Message say(const std::string& what, const Provider& provider, Parameters more = {}) {
    Message message{"engine.change." + what, {{"right", provider.second}}};
    for (auto& one : more) message.parameters.push_back(std::move(one));
    return message;
  }

  static Message why_kept(const Provider& provider, const Pair& pair) {
    if (pair.outside) return say("goes_on_outside", provider, {{"rule", pair.rule}});
    return say(pair.existing ? "goes_on" : "again", provider);
  }

  /// Why a pair of the first plan is not in the second: what its record says, else what the tables
  /// say of the two.
  Message why_gone(const std::string& woman, const Beneficiary* record, const Provider& provider) {
    if (const Said* const said = records_.find(woman, provider)) {
      if (said->status == RelationStatus::declined) return say("declined", provider);
      if (said->status == RelationStatus::ended) {
        const EndReason reason = said->reason.value_or(EndReason::other);
        return say("ended_" + std::string(to_string(reason)), provider,
                   {{"on", said->ends_on ? to_string(*said->ends_on) : ""}});
      }
      const bool over =
          said->ends_on && (policy_ == nullptr || *said->ends_on < policy_->data().date);
      if (over) return say("over", provider, {{"on", to_string(*said->ends_on)}});
      return say("let_go", provider);
    }
    if (record == nullptr) return say("left_tables", provider);
    const auto now = after_places_.find(provider);
    if (now == after_places_.end()) return say("provider_gone", provider);
    if (apart_.count({woman, provider.second}) != 0) return say("kept_apart", provider);
    if (const std::optional<std::string> rule = rule_against(woman, provider.second)) {
      return say("no_longer_fits", provider, {{"rule", *rule}});
    }
    const auto before = before_places_.find(provider);
    if (before != before_places_.end() && now->second->places < before->second->places) {
      return say("places_cut", provider,
                 {{"from", std::to_string(before->second->places)},
                  {"to", std::to_string(now->second->places)}});
    }
    return say("not_recorded", provider);
  }

  Message why_come(const std::string& woman, const Provider& provider, const Pair& pair) {
    if (pair.outside || pair.existing) {
      if (pair.outside) return say("goes_on_outside", provider, {{"rule", pair.rule}});
      return say("recorded", provider);
    }
    if (locked_.count({woman, provider.second}) != 0) return say("locked", provider);
    const auto unmatched = before_unmatched_.find(woman);
    if (unmatched == before_unmatched_.end() && before_pairs_.count(woman) == 0) {
      return say("newly_registered", provider);
    }
    if (unmatched != before_unmatched_.end() &&
        unmatched->second->reason == ReasonKind::not_eligible) {
      return say("now_eligible", provider, {{"rule", unmatched->second->rule}});
    }
    const auto before = before_places_.find(provider);
    if (before == before_places_.end()) return say("new_provider", provider);
    if (before->second->taken >= before->second->places) {
      return say(freed_.count(provider) != 0 ? "place_freed" : "more_places", provider);
    }
    return say("planned", provider);
  }

  /// The rule that closes a provider to a woman, as far as it is known.
  std::optional<std::string> rule_against(const std::string& woman, const std::string& provider) {
    const auto unmatched = after_unmatched_.find(woman);
    if (policy_ != nullptr && policy_->find(after_.name) != nullptr) {
      if (!compiled_) compiled_.emplace(registry_, *policy_, *policy_->find(after_.name));
      const auto i = compiled_->roster().woman(woman);
      const auto j = compiled_->roster().place(provider);
      if (!i || !j) return std::nullopt;
      const std::optional<std::string_view> rule = compiled_->listing().why_not(*i, *j);
      return rule ? std::optional<std::string>(*rule) : std::nullopt;
    }
    if (unmatched != after_unmatched_.end() &&
        unmatched->second->reason == ReasonKind::not_eligible) {
      return unmatched->second->rule;
    }
    return std::nullopt;
  }

  const PairingPlan& after_;
  const Registry& registry_;
  const Records& records_;
  const Policy* policy_;
  PlanChanges& told_;
  Pairs before_pairs_{};
  Pairs after_pairs_{};
  std::map<Provider, const PlaceResult*> before_places_{};
  std::map<Provider, const PlaceResult*> after_places_{};
  std::map<std::string, const Unmatched*> before_unmatched_{};
  std::map<std::string, const Unmatched*> after_unmatched_{};
  std::set<std::pair<std::string, std::string>> locked_{};
  std::set<std::pair<std::string, std::string>> apart_{};
  std::map<Provider, std::int64_t>
      freed_{};                         ///< Pairs of the first plan that are not in the second.
  std::optional<Compiled> compiled_{};  ///< Once a rule is asked for.
};

Issue issue_of_refusal(const std::string& code) {
  Issue issue;
  issue.code = code;
  issue.expected.code = code;
  issue.mend.code = code + ".mend";
  return issue;
}

/// Relations that stand on the policy's day at providers of the plan, and are none of its pairs.
std::int64_t count_let_go(const Plan& plan, const Records& records, const Policy* policy) {
  std::set<Provider> providers;
  std::set<std::pair<std::string, Provider>> pairs;
  for (const PairingPlan& one : plan.pairings) {
    for (const PlaceResult& place : one.places) providers.emplace(place.kind, place.right.text());
    for (const auto& [woman, places] : pairs_of(one)) {
      for (const auto& [provider, pair] : places) pairs.emplace(woman, provider);
    }
  }
  std::int64_t count = 0;
  for (const auto& [pair, said] : records.all()) {
    if (!is_standing(said.status) || providers.count(pair.second) == 0) continue;
    if (said.ends_on && (policy == nullptr || *said.ends_on < policy->data().date)) continue;
    count += pairs.count(pair) == 0 ? 1 : 0;
  }
  return count;
}

}  // namespace

PlanChanges changes(const Plan& before, const Plan& after, const Registry& registry,
                    const Policy* policy) {
  std::vector<Issue> issues;
  if (!is_made_from(after, registry)) issues.push_back(issue_of_refusal("engine.adopt.registry"));
  if (policy != nullptr && after.policy_digest != digest(*policy, after.digest_form)) {
    issues.push_back(issue_of_refusal("engine.adopt.policy"));
  }
  if (!issues.empty()) throw InputError(std::move(issues));
  PlanChanges told;
  const Records records(registry);
  for (const PairingPlan& one : after.pairings) {
    for (const PlanAward& award : one.awards) told.standing += award.existing ? 1 : 0;
    told.standing += static_cast<std::int64_t>(one.outside.size());
    const PairingPlan* const earlier = before.find(one.name);
    if (earlier != nullptr) Comparison(*earlier, one, registry, records, policy, told);
  }
  told.let_go = count_let_go(after, records, policy);
  std::stable_sort(told.women.begin(), told.women.end(),
                   [](const WomanChange& a, const WomanChange& b) {
                     return std::tie(a.pairing, a.woman) < std::tie(b.pairing, b.woman);
                   });
  return told;
}

}  // namespace engine

std::vector<ChangeTotal> PlanChanges::totals() const {
  std::map<std::tuple<std::string, std::int64_t, ChangeKind, std::string, std::string>,
           std::int64_t>
      counts;
  for (const WomanChange& one : women) {
    std::string rule;
    for (const auto& [name, value] : one.reasons.front().parameters) {
      if (name == "rule") rule = value;
    }
    ++counts[{one.pairing, one.county.digits, one.kind, one.reasons.front().code, rule}];
  }
  std::vector<ChangeTotal> totals;
  for (const auto& [key, count] : counts) {
    const auto& [pairing, county, kind, reason, rule] = key;
    totals.push_back({pairing, RegionCode{county}, kind, reason, rule, count});
  }
  return totals;
}

}  // namespace jinguo::inline v0_1

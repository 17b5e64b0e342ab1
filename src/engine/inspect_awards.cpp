#include <algorithm>
#include <string_view>

#include "inspection.hpp"

namespace jinguo::inline v0_1::engine {

void Inspection::awards() {
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
    const Verdict verdict = checker_.verdict(left, one.kind, right);
    const bool strict = policy_.data().existing == Existing::strict;
    if (!verdict.rule.empty() && !plan_.custom && !strict)
      award_fault(left, right, "excluded", verdict.rule);
    if (!checker_.apart(left, one.kind, right).empty() && !strict) {
      award_fault(left, right, "apart");
    }
    std::int64_t sum = 0;
    for (std::size_t k = 0; k < one.parts.size() && k < plan_.part_names.size(); ++k) {
      sum += one.parts[k];
      const auto part =
          std::find_if(verdict.parts.begin(), verdict.parts.end(),
                       [&](const auto& named) { return named.first == plan_.part_names[k]; });
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

void Inspection::going_on() {
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
    if (checker_.registered(left)) ++provider.registered;
  }
  if (outside_.size() != plan_.outside.size()) fault("outside_twice");
  std::set<IdPair> standing;
  if (policy_.data().existing != Existing::release) {
    for (const IdPair& pair : checker_.standing()) standing.insert(pair);
  }
  std::set<std::string> busy;
  for (const PlanAward& one : plan_.awards) {
    const bool existing = standing.count({one.left.text(), one.right.text()}) != 0;
    if (existing) busy.insert(one.left.text());
    if (existing != one.existing) {
      award_fault(one.left.text(), one.right.text(), "going_on");
    }
  }
  const std::vector<IdPair> locked = checker_.locked();
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
    Verdict verdict = checker_.verdict(left, one.kind, right);
    if (verdict.rule.empty()) verdict.rule = checker_.apart(left, one.kind, right);
    const Provider& provider = providers_[right];
    const bool full = provider.taken >= std::max<std::int64_t>(0, provider.places - provider.unfit);
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

void Inspection::bounds() {
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

}  // namespace jinguo::inline v0_1::engine

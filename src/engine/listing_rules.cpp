// Who may go where: the rules of a policy, as bits of the women and as limits of distance.

#include <algorithm>

#include "listing_data.hpp"

namespace jinguo::inline v0_1::engine {
bool on_register(const Household& household, const Date& day) {
  return is_registered(household, day);
}

/// A relation that ended by her death says that she died.
void Listing::Data::list_deaths() {
  const auto look = [&](const auto& records) {
    for (const auto& one : records) {
      if (one.status != RelationStatus::ended || one.end_reason != EndReason::death) continue;
      if (one.ends_on && *one.ends_on > policy.date) continue;
      const std::optional<Index> i = roster.woman(one.woman.text());
      if (!i) continue;
      died.resize(roster.women.size());
      died[static_cast<std::size_t>(*i)] = true;
    }
  };
  look(registry->all<Mentorship>());
  look(registry->all<Placement>());
}

std::uint64_t Listing::Data::bit(const Condition& condition) {
  const auto found = std::find(conditions.begin(), conditions.end(), condition);
  const auto at = static_cast<std::size_t>(found - conditions.begin());
  if (found == conditions.end()) conditions.push_back(condition);
  if (at >= 64) return 0;  // told as an issue
  const std::uint64_t bit = std::uint64_t{1} << at;
  bits_of_rule[static_cast<std::size_t>(condition.rule)] |= bit;
  return bit;
}

bool Listing::Data::holds(const Condition& condition, Index i) const {
  const Beneficiary& woman = *roster.women[static_cast<std::size_t>(i)];
  const Household* household = roster.households[static_cast<std::size_t>(i)];
  const auto among = [&](auto code) {
    return ((condition.low >> static_cast<unsigned>(code)) & 1U) != 0;
  };
  switch (condition.rule) {
    case Rule::died:
      return !died.empty() && died[static_cast<std::size_t>(i)];
    case Rule::registered:
      return household != nullptr && on_register(*household, policy.date);
    case Rule::age: {
      const std::int64_t age = age_on(woman.birth_date, policy.date);
      return age >= static_cast<std::int64_t>(condition.low) &&
             age <= static_cast<std::int64_t>(condition.high);
    }
    case Rule::labour:
      return among(woman.labour);
    case Rule::health:
      return among(woman.health);
    case Rule::student:
      return woman.student != Student::none;
    case Rule::away:
      return woman.away;
    case Rule::skill:
      return std::any_of(woman.skills.begin(), woman.skills.end(), among);
    default:
      return false;
  }
}

void Listing::Data::list_conditions() {
  for (std::size_t j = 0; j < roster.places.size(); ++j) {
    const Place& place = roster.places[j];
    const Eligibility& who = rules[j]->eligibility;
    std::uint64_t need = 0;
    std::uint64_t forbid = 0;
    if (!died.empty()) forbid |= bit({Rule::died, 0, 0});
    if (who.registered) need |= bit({Rule::registered, 0, 0});
    if (who.min_age || who.max_age) {
      need |= bit({Rule::age, static_cast<std::uint64_t>(who.min_age.value_or(0)),
                   static_cast<std::uint64_t>(who.max_age.value_or(1000))});
    }
    if (!who.labour.empty()) need |= bit({Rule::labour, mask_of(who.labour), 0});
    const std::vector<Health>& health = who.health_for_work[static_cast<std::size_t>(place.work)];
    if (!health.empty()) need |= bit({Rule::health, mask_of(health), 0});
    if (who.not_student) forbid |= bit({Rule::student, 0, 0});
    if (who.not_away) forbid |= bit({Rule::away, 0, 0});
    if (who.skills_where_required && place.skill_required && !place.skills.empty()) {
      need |= bit({Rule::skill, mask_of(place.skills), 0});
    }
    right_need.push_back(need);
    right_forbid.push_back(forbid);
    const auto found = std::find_if(classes.begin(), classes.end(), [&](const PlaceClass& one) {
      return one.need == need && one.forbid == forbid;
    });
    if (found == classes.end()) {
      classes.push_back({need, forbid, {static_cast<Index>(j)}});
    } else {
      found->places.push_back(static_cast<Index>(j));
    }
  }
  if (conditions.size() > 64) {
    issues.push_back(listing_issue("engine.too_many_conditions", pairing.name));
    conditions.resize(64);
  }
  for (std::size_t i = 0; i < roster.women.size(); ++i) {
    count_work(a_woman);
    std::uint64_t bits = 0;
    for (std::size_t k = 0; k < conditions.size(); ++k) {
      if (holds(conditions[k], static_cast<Index>(i))) bits |= std::uint64_t{1} << k;
    }
    left_bits.push_back(bits);
  }
}

std::optional<Rule> Listing::Data::too_far(Index i, Index j) const {
  if (!uses_distance || roster.places[static_cast<std::size_t>(j)].at_home) return std::nullopt;
  if (road(i, j) == solver::Implicit::no_way) return Rule::no_road;
  const float d = distance(i, j);
  const auto beyond = [&](std::optional<std::int32_t> limit) {
    return limit && static_cast<double>(d) > static_cast<double>(*limit);
  };
  if (beyond(pairing.reach.max_distance_m)) return Rule::distance;
  if (beyond(care_limit(i))) return Rule::care_distance;
  if (beyond(own_limit(i))) return Rule::own_distance;
  return std::nullopt;
}

std::optional<Rule> Listing::Data::missing_bit(Index i, std::uint64_t need,
                                               std::uint64_t forbid) const {
  const std::uint64_t has = left_bits[static_cast<std::size_t>(i)];
  for (std::size_t rule = 0; rule < bit_rules; ++rule) {
    const std::uint64_t bits = bits_of_rule[rule];
    if ((need & bits & ~has) != 0 || (forbid & bits & has) != 0) return static_cast<Rule>(rule);
  }
  return std::nullopt;
}

std::optional<Rule> Listing::Data::why_not(Index i, Index j) const {
  const auto place = static_cast<std::size_t>(j);
  if (const std::optional<Rule> bit = missing_bit(i, right_need[place], right_forbid[place])) {
    return bit;
  }
  if (const std::optional<Rule> far = too_far(i, j)) return far;
  return kept_apart(i, j);
}

bool Listing::Data::eligible_anywhere(Index i) const {
  for (const PlaceClass& one : classes) {
    if (missing_bit(i, one.need, one.forbid)) continue;
    for (const Index j : one.places) {
      if (!why_not(i, j)) return true;
    }
  }
  return false;
}

std::optional<std::string_view> Listing::why_not(Index woman, Index place) const {
  const std::optional<Rule> rule = data_->why_not(woman, place);
  if (!rule) return std::nullopt;
  return rule_names[static_cast<std::size_t>(*rule)];
}

std::optional<std::string_view> Listing::why_nowhere(Index woman) const {
  const Data& data = *data_;
  if (data.roster.places.empty()) return "no_provider";
  // Each place leaves her list at the first rule that refuses her there: the list is empty after
  // the last of these.
  Rule last = Rule::died;
  for (const Data::PlaceClass& one : data.classes) {
    if (const std::optional<Rule> rule = data.missing_bit(woman, one.need, one.forbid)) {
      last = std::max(last, *rule);
      continue;
    }
    for (const Index place : one.places) {
      const std::optional<Rule> rule = data.why_not(woman, place);
      if (!rule) return std::nullopt;
      last = std::max(last, *rule);
    }
  }
  return rule_names[static_cast<std::size_t>(last)];
}

}  // namespace jinguo::inline v0_1::engine

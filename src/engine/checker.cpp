#include "checker.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <stdexcept>

#include "jinguo/domain/relation.hpp"

namespace jinguo::inline v0_1::engine {
namespace {

/// A provider as its record says it, whatever its table; borrows from the record.
struct Offer {
  std::span<const Industry> industries{};
  std::span<const Skill> skills{};
  bool skill_required = false;
  Work work = Work::light;
  bool at_home = false;
  Money income{};
  const Risk* risk = nullptr;
  bool linked = false;
  const LonLat* position = nullptr;
  RegionCode region{};
};

template <class R>
const R& record(const Registry& registry, const std::string& id) {
  const R* found = registry.find(IdOf<R>(id));
  if (found == nullptr) throw std::out_of_range("jinguo: unknown id " + id);
  return *found;
}

template <class R>
Offer offer_of(const R& r) {
  Offer offer;
  offer.position = r.position ? &*r.position : nullptr;
  offer.region = r.region;
  offer.skills = r.skills;
  if constexpr (requires { r.industries; }) {
    offer.industries = r.industries;
  } else {
    offer.industries = std::span(&r.industry, 1);
    offer.skill_required = r.skill_required;
    offer.work = r.work;
    offer.at_home = r.at_home;
    offer.income = r.income;
    offer.risk = &r.risk;
    if constexpr (requires { r.anchor; }) {
      offer.linked = r.anchor.has_value();
    } else {
      offer.linked = true;  // a chain is made of anchors
    }
  }
  return offer;
}

/// Where a provider is; empty for one that is in no table.
RegionCode region_of(const Registry& registry, ProviderKind kind, const std::string& id) {
  const Mentor* mentor = registry.find(IdOf<Mentor>(id));
  const Base* base = registry.find(IdOf<Base>(id));
  const Project* project = registry.find(IdOf<Project>(id));
  const Chain* chain = registry.find(IdOf<Chain>(id));
  if (kind == ProviderKind::mentor && mentor != nullptr) return mentor->region;
  if (kind == ProviderKind::base && base != nullptr) return base->region;
  if (kind == ProviderKind::project && project != nullptr) return project->region;
  if (kind == ProviderKind::chain && chain != nullptr) return chain->region;
  return {};
}

template <class T>
bool has(std::span<const T> list, const T& one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

template <class T>
bool has(const std::vector<T>& list, const T& one) {
  return has(std::span<const T>(list), one);
}

template <class E>
std::int64_t look_up(const std::vector<PointsFor<E>>& list, E value) {
  std::int64_t points = 0;
  for (const auto& one : list) points += one.value == value ? one.points : 0;
  return points;
}

std::int64_t down(std::int64_t value, std::int64_t by) {  // value / by, towards minus infinity
  std::int64_t whole = value / by;
  while (whole * by > value) --whole;
  return whole;
}

}  // namespace

Checker::Checker(const Registry& registry, const Policy& policy, const Pairing& pairing)
    : registry_(registry), policy_(policy.data()), pairing_(pairing) {
  for (const Beneficiary& woman : registry.all<Beneficiary>()) ++heads_[woman.household.text()];
  for (const Member& member : registry.all<Member>()) ++heads_[member.household.text()];

  const auto named = [&](ProviderKind kind) {
    return std::any_of(pairing.kinds.begin(), pairing.kinds.end(),
                       [&](const KindRules& one) { return one.kind == kind; });
  };
  const auto note = [&](const auto& relation, const Id& provider, ProviderKind kind) {
    if (relation.status == RelationStatus::ended && relation.end_reason == EndReason::death &&
        !(relation.ends_on && policy_.date < *relation.ends_on)) {
      dead_.insert(relation.woman.text());
    }
    const RegionCode county = region_of(registry, kind, provider.text()).at(RegionLevel::county);
    const bool over = relation.status == RelationStatus::ended &&
                      !(relation.ends_on && policy_.date < *relation.ends_on);
    const bool parted =
        over && relation.end_reason && !has(policy_.reopen_after, *relation.end_reason);
    if (parted && relation.end_reason == EndReason::moved) {
      Date& day = left_[relation.woman.text()][county];
      day = std::max(day, relation.ends_on ? *relation.ends_on : relation.starts_on);
    }
    if (relation.status != RelationStatus::declined) {
      Date& day = came_[relation.woman.text()][county];
      day = std::max(day, relation.starts_on);
    }
    if (!named(kind)) return;
    if (parted) said_[{relation.woman.text(), provider.text()}].parted = true;
    if (relation.status == RelationStatus::declined) {
      said_[{relation.woman.text(), provider.text()}].declined = true;
    }
    if (is_standing(relation.status) && !(relation.ends_on && *relation.ends_on < policy_.date)) {
      said_[{relation.woman.text(), provider.text()}].standing = true;
    }
  };
  for (const Mentorship& one : registry.all<Mentorship>()) {
    note(one, one.mentor, ProviderKind::mentor);
  }
  for (const Placement& one : registry.all<Placement>()) note(one, one.provider, one.kind);
  for (const ForcedPair& one : registry.all<ForcedPair>()) {
    if (one.pairing != pairing.name) continue;
    Said& said = said_[{one.left.text(), one.right.text()}];
    (one.rule == PairRule::lock ? said.locked : said.excluded) = true;
  }
}

std::vector<std::pair<std::string, std::string>> Checker::locked() const {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const auto& [pair, said] : said_) {
    if (said.locked) pairs.push_back(pair);
  }
  return pairs;
}

std::vector<std::pair<std::string, std::string>> Checker::standing() const {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const auto& [pair, said] : said_) {
    if (said.standing) pairs.push_back(pair);
  }
  return pairs;
}

bool Checker::registered(const std::string& id) const {
  return stands(record<Household>(registry_, record<Beneficiary>(registry_, id).household.text()));
}

bool Checker::stands(const Household& home) const {
  const bool began = !home.registered_on || !(policy_.date < *home.registered_on);
  if (home.status == RegistrationStatus::registered) return began;
  if (home.status == RegistrationStatus::never) return false;
  return began && home.exited_on && policy_.date < *home.exited_on;
}

bool Checker::income_known(const Household& home) {
  const std::int64_t sources[] = {
      home.wage_income.value_or(Money()).fen(), home.business_income.value_or(Money()).fen(),
      home.transfer_income.value_or(Money()).fen(), home.property_income.value_or(Money()).fen()};
  std::int64_t sum = -home.production_costs.fen();
  for (const std::int64_t source : sources) sum += source;
  const bool blank =
      !home.wage_income || !home.business_income || !home.transfer_income || !home.property_income;
  return sum > 0 || !blank;
}

std::int64_t Checker::said_income(const Household& home) const {
  std::int64_t sum = 0;
  if (home.wage_income) sum += home.wage_income->fen();
  if (home.business_income) sum += home.business_income->fen();
  if (home.transfer_income) sum += home.transfer_income->fen();
  if (home.property_income) sum += home.property_income->fen();
  return down(sum - home.production_costs.fen(), heads_.at(home.id.text()));
}

std::optional<std::int64_t> Checker::head_income(const Household& home) const {
  if (income_known(home)) return said_income(home);
  if (pairing_.need.unknown_income == UnknownIncome::zero) return said_income(home);
  if (pairing_.need.unknown_income == UnknownIncome::line) return std::nullopt;
  if (!typical_) {  // slowly: all of them in order
    typical_.emplace();
    std::map<int, std::vector<std::int64_t>> all;
    for (const Household& other : registry_.all<Household>()) {
      if (heads_.count(other.id.text()) == 0 || !stands(other) || !income_known(other)) continue;
      all[static_cast<int>(other.type)].push_back(said_income(other));
      all[any_type].push_back(said_income(other));
    }
    for (auto& [type, incomes] : all) {
      std::sort(incomes.begin(), incomes.end());
      const std::size_t upper = incomes.size() / 2;
      const std::size_t lower = (incomes.size() - 1) / 2;
      (*typical_)[type] = down(incomes[lower] + incomes[upper], 2);
    }
  }
  for (const int type : {static_cast<int>(home.type), any_type}) {
    const auto found = typical_->find(type);
    if (found != typical_->end()) return found->second;
  }
  return std::nullopt;
}

bool Checker::assumes_income(const std::string& id) const {
  return pairing_.need.full > 0 &&
         !income_known(
             record<Household>(registry_, record<Beneficiary>(registry_, id).household.text()));
}

std::string Checker::apart(const std::string& id, ProviderKind kind,
                           const std::string& provider) const {
  const Mentor* mentor = nullptr;
  if (kind == ProviderKind::mentor) mentor = &record<Mentor>(registry_, provider);
  if (kind == ProviderKind::chain) {
    mentor = registry_.find(record<Chain>(registry_, provider).mentor);
  }
  const auto found = said_.find({id, provider});
  const Said said = found == said_.end() ? Said{} : found->second;
  const bool goes_on = said.standing && policy_.existing != Existing::release;
  if (!goes_on && !said.locked) {
    const RegionCode county = region_of(registry_, kind, provider).at(RegionLevel::county);
    const auto left = left_.find(id);
    if (left != left_.end() && left->second.count(county) != 0 && !county.empty()) {
      const auto& came = came_.at(id);
      const auto back = came.find(county);
      if (back == came.end() || !(left->second.at(county) < back->second)) return "moved";
    }
    if (said.parted) return "ended";
    if (said.declined) return "excluded";
  }
  const bool herself = mentor != nullptr && mentor->woman && mentor->woman->text() == id;
  return said.excluded || herself ? "excluded" : "";
}

std::optional<std::int32_t> Checker::road_to(const Household& home, ProviderKind kind,
                                             const std::string& provider) const {
  if (!roads_) {
    roads_.emplace();
    for (const Road& one : registry_.all<Road>()) {
      (*roads_)[{one.village.digits, one.kind, one.provider.text()}] = one.metres;
    }
  }
  const auto found = roads_->find({home.region.digits, kind, provider});
  return found == roads_->end() ? std::nullopt : std::optional(found->second);
}

float Checker::straight_line(const LonLat* from, const LonLat* to) const {
  if (from == nullptr || to == nullptr) throw std::out_of_range("jinguo: no position");
  const PlanePoint a = project(*from, policy_.origin);
  const PlanePoint b = project(*to, policy_.origin);
  const float dx = static_cast<float>(a.x - b.x);
  const float dy = static_cast<float>(a.y - b.y);
  const float square_x = dx * dx;
  const float square_y = dy * dy;
  const float square = square_x + square_y;
  return std::sqrt(square);
}

const Checker::Herself& Checker::herself(const std::string& id) const {
  if (last_.woman != nullptr && last_.woman->id.text() == id) return last_;
  last_.woman = nullptr;
  Herself she;
  she.woman = &record<Beneficiary>(registry_, id);
  she.home = &record<Household>(registry_, she.woman->household.text());
  she.county = registry_.find(she.home->region.at(RegionLevel::county));
  she.dead = dead_.count(id) != 0;
  for (const RegionLevel level :
       {RegionLevel::province, RegionLevel::prefecture, RegionLevel::county, RegionLevel::township,
        RegionLevel::village}) {
    for (const RegionPoints& one : pairing_.need.county_tilt) {
      if (one.region.level() == level && she.home->region.at(level) == one.region)
        she.tilt = one.points;
    }
  }
  if (pairing_.need.full > 0) {
    const std::int64_t line = pairing_.need.line_yuan * 100;
    const std::optional<std::int64_t> each = head_income(*she.home);
    if (each && *each < line) {
      she.need = pairing_.need.full * (line - std::max<std::int64_t>(0, *each)) / line;
    }
  }
  last_ = she;
  return last_;
}

Verdict Checker::verdict(const std::string& id, ProviderKind kind,
                         const std::string& provider) const {
  const Herself& she = herself(id);
  const Beneficiary& woman = *she.woman;
  const Household& home = *she.home;
  const KindRules* rules = nullptr;
  for (const KindRules& one : pairing_.kinds) {
    if (one.kind == kind) rules = &one;
  }
  if (rules == nullptr) throw std::out_of_range("jinguo: a kind that the pairing does not name");
  Offer offer;
  switch (kind) {
    case ProviderKind::mentor:
      offer = offer_of(record<Mentor>(registry_, provider));
      break;
    case ProviderKind::base:
      offer = offer_of(record<Base>(registry_, provider));
      break;
    case ProviderKind::project:
      offer = offer_of(record<Project>(registry_, provider));
      break;
    case ProviderKind::chain:
      offer = offer_of(record<Chain>(registry_, provider));
      break;
    case ProviderKind::loan:
      throw std::out_of_range("jinguo: loans are not matched");
  }

  Verdict verdict;
  const Eligibility& who = rules->eligibility;
  const int age = age_on(woman.birth_date, policy_.date);
  const auto refuse = [&](bool wrong, const char* rule) {
    if (wrong && verdict.rule.empty()) verdict.rule = rule;
  };
  refuse(she.dead, "died");
  refuse(who.registered && !stands(home), "registered");
  refuse(who.min_age && age < *who.min_age, "age");
  refuse(who.max_age && age > *who.max_age, "age");
  refuse(age < 0 && (who.min_age || who.max_age), "age");
  refuse(!who.labour.empty() && !has(who.labour, woman.labour), "labour");
  const std::vector<Health>& fit = offer.work == Work::light    ? who.health_for_work[0]
                                   : offer.work == Work::medium ? who.health_for_work[1]
                                                                : who.health_for_work[2];
  refuse(!fit.empty() && !has(fit, woman.health), "health");
  refuse(who.not_student && woman.student != Student::none, "student");
  refuse(who.not_away && woman.away, "away");
  bool skilled = offer.skills.empty() || !offer.skill_required || !who.skills_where_required;
  for (const Skill skill : woman.skills) skilled = skilled || has(offer.skills, skill);
  refuse(!skilled, "skill");

  std::int64_t lost = 0;
  if (!offer.at_home) {
    const auto place_of = [&](const LonLat* own, RegionCode region) {
      return own != nullptr ? own : registry_.position_of(region);
    };
    const LonLat* from = place_of(home.position ? &*home.position : nullptr, home.region);
    const LonLat* to = place_of(offer.position, offer.region);
    const auto& care = pairing_.reach.care_distance_m[static_cast<std::size_t>(woman.care_duty)];
    constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();
    const std::int64_t own =
        pairing_.reach.her_own_limit && woman.max_distance_m ? *woman.max_distance_m : unlimited;
    const bool asked =
        pairing_.reach.max_distance_m || care || own != unlimited || !rules->merit.distance.empty();
    const bool by_road = pairing_.distance == DistanceBy::road;
    const std::optional<std::int32_t> road =
        by_road ? road_to(home, kind, provider) : std::optional<std::int32_t>();
    const bool no_road = by_road && !road && pairing_.road_missing != RoadMissing::straight;
    refuse(no_road, "no_road");
    if (asked && !no_road) {
      const float metres = road ? static_cast<float>(*road) : straight_line(from, to);
      const auto beyond = [&](std::int64_t limit) {
        return limit != unlimited && static_cast<double>(metres) > static_cast<double>(limit);
      };
      refuse(pairing_.reach.max_distance_m && beyond(*pairing_.reach.max_distance_m), "distance");
      refuse(care && beyond(*care), "care_distance");
      refuse(beyond(own), "own_distance");
      const std::vector<DistanceLoss>& corners = rules->merit.distance;
      for (std::size_t k = 0; k < corners.size(); ++k) {
        // The last corner that is not beyond the distance begins the segment.
        if (k > 0 && metres < static_cast<float>(corners[k].metres)) break;
        lost = corners[k].points;
        if (k + 1 == corners.size() || metres <= static_cast<float>(corners[k].metres)) continue;
        const double rise = static_cast<double>(corners[k + 1].points - corners[k].points);
        const double run = static_cast<double>(corners[k + 1].metres - corners[k].metres);
        const float slope = static_cast<float>(rise / run);
        const float part = (metres - static_cast<float>(corners[k].metres)) * slope;
        lost = static_cast<std::int64_t>(std::floor(static_cast<float>(corners[k].points) + part));
      }
    }
  }

  const Merit& merit = rules->merit;
  std::int64_t skill = 0;
  std::int64_t wish = 0;
  for (const auto& one : codes(std::type_identity<Skill>{})) {
    if (has(woman.skills, one.value) && has(offer.skills, one.value)) skill += merit.skill;
  }
  for (const auto& one : codes(std::type_identity<Industry>{})) {
    if (!has(offer.industries, one.value)) continue;
    for (std::size_t rank = 0; rank < woman.wishes.size() && rank < merit.wish.size(); ++rank) {
      if (woman.wishes[rank] != one.value) continue;
      wish += merit.wish[rank];
      break;
    }
  }
  bool leads = false;
  for (const Industry one : offer.industries) {
    leads = leads || (she.county != nullptr && has(she.county->leading_industries, one));
  }
  const std::int64_t cap = merit.income_cap_yuan == 0 ? 10'000'000 : merit.income_cap_yuan;
  const std::int64_t yuan =
      std::max<std::int64_t>(-10'000'000, std::min(down(offer.income.fen(), 100), cap));

  verdict.parts = {{{"base", merit.base},
                    {"skill", skill},
                    {"wish", wish},
                    {"cause", home.main_cause ? look_up(merit.cause, *home.main_cause) : 0},
                    {"household", look_up(pairing_.need.household, home.type)},
                    {"need", she.need},
                    {"county_tilt", she.tilt},
                    {"leading_industry", leads ? merit.leading_industry : 0},
                    {"income", down(yuan * merit.income_per_1000_yuan, 1000)},
                    {"risk", offer.risk != nullptr ? look_up(merit.risk, *offer.risk) : 0},
                    {"anchor_link", offer.linked ? merit.anchor_link : 0},
                    {"distance", -lost}}};
  std::int64_t sum = 0;
  for (const auto& [name, points] : verdict.parts) sum += points;
  verdict.score = down(sum, pairing_.band) * pairing_.band;
  return verdict;
}

}  // namespace jinguo::inline v0_1::engine

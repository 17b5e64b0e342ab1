#include "jinguo/engine/listing.hpp"

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "listing_data.hpp"

namespace jinguo::inline v0_1::engine {
Issue listing_issue(std::string code, std::string subject) {
  Issue issue;
  issue.code = code;
  issue.subject = std::move(subject);
  issue.expected.code = std::move(code);
  return issue;
}

void Listing::Data::refuse(const Place& place, std::string_view column, std::string_view code) {
  const auto in = [&]<class Record>(std::type_identity<Record>) {
    const Record* const record = registry->table<Record>().find(place.id.text());
    if (record != nullptr) refuse(*record, column, code, record->region.to_string());
  };
  switch (place.kind) {
    case ProviderKind::mentor:
      return in(std::type_identity<Mentor>{});
    case ProviderKind::base:
      return in(std::type_identity<Base>{});
    case ProviderKind::project:
      return in(std::type_identity<Project>{});
    case ProviderKind::chain:
      return in(std::type_identity<Chain>{});
    case ProviderKind::loan:
      return;  // refused by the policy's own check
  }
}

std::optional<Index> Roster::woman(std::string_view id) const noexcept {
  const auto found =
      std::lower_bound(women.begin(), women.end(), id,
                       [](const Beneficiary* a, std::string_view b) { return a->id.text() < b; });
  if (found == women.end() || (*found)->id.text() != id) return std::nullopt;
  return static_cast<Index>(found - women.begin());
}

std::optional<Index> Roster::place(std::string_view id) const noexcept {
  const auto found =
      std::lower_bound(places.begin(), places.end(), id,
                       [](const Place& a, std::string_view b) { return a.id.text() < b; });
  if (found == places.end() || found->id.text() != id) return std::nullopt;
  return static_cast<Index>(found - places.begin());
}

void Listing::Data::list_women() {
  for (const Beneficiary& woman : registry->all<Beneficiary>()) roster.women.push_back(&woman);
  std::sort(roster.women.begin(), roster.women.end(),
            [](const Beneficiary* a, const Beneficiary* b) { return a->id.text() < b->id.text(); });
  incomes.emplace(*registry, policy.date);
  roster.households.reserve(roster.women.size());
  for (std::size_t i = 0; i < roster.women.size(); ++i) {
    count_work(a_woman);
    const Beneficiary& woman = *roster.women[i];
    if (i > 0 && roster.women[i - 1]->id == woman.id) {
      refuse(woman, "id", "engine.duplicate_woman", woman.id.text());
    }
    const Household* household = registry->find(woman.household);
    if (household == nullptr) {
      refuse(woman, "household", "engine.household", woman.household.text());
    }
    roster.households.push_back(household);
  }
}

void Listing::Data::list_places() {
  std::vector<Place>& places = roster.places;
  const auto position = [&](const std::optional<LonLat>& own, RegionCode region) {
    if (own) return own;
    const LonLat* found = registry->position_of(region);
    return found == nullptr ? std::optional<LonLat>() : std::optional(*found);
  };
  /// What bases, projects and chains have in common.
  const auto workplace = [&](ProviderKind kind, const auto& record) {
    Place place;
    place.id = record.id;
    place.kind = kind;
    place.region = record.region;
    place.position = position(record.position, record.region);
    place.industries = {record.industry};
    place.skills = record.skills;
    place.skill_required = record.skill_required;
    place.work = record.work;
    place.at_home = record.at_home;
    place.places = record.places;
    place.income = record.income;
    place.risk = record.risk;
    return place;
  };
  for (const KindRules& one : pairing.kinds) {
    switch (one.kind) {
      case ProviderKind::mentor:
        for (const Mentor& mentor : registry->all<Mentor>()) {
          Place place;
          place.id = mentor.id;
          place.kind = ProviderKind::mentor;
          place.level = mentor.level;
          place.region = mentor.region;
          place.position = position(mentor.position, mentor.region);
          place.industries = mentor.industries;
          place.skills = mentor.skills;
          place.places = mentor.places;
          if (mentor.woman) place.woman = *mentor.woman;
          places.push_back(std::move(place));
        }
        break;
      case ProviderKind::base:
        for (const Base& base : registry->all<Base>()) {
          Place place = workplace(ProviderKind::base, base);
          if (base.title_year <= static_cast<int>(policy.date.year())) place.level = base.level;
          place.anchored = base.anchor.has_value();
          places.push_back(std::move(place));
        }
        break;
      case ProviderKind::project:
        for (const Project& project : registry->all<Project>()) {
          Place place = workplace(ProviderKind::project, project);
          place.anchored = project.anchor.has_value();
          if (project.ends_on && *project.ends_on < policy.date) place.places = 0;
          places.push_back(std::move(place));
        }
        break;
      case ProviderKind::chain:
        for (const Chain& chain : registry->all<Chain>()) {
          Place place = workplace(ProviderKind::chain, chain);
          place.anchored = true;
          const Mentor* mentor = registry->find(chain.mentor);
          if (mentor != nullptr && mentor->woman) place.woman = *mentor->woman;
          places.push_back(std::move(place));
        }
        break;
      case ProviderKind::loan:
        break;  // refused by the policy's own check
    }
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return a.id.text() != b.id.text() ? a.id.text() < b.id.text() : a.kind < b.kind;
  });
  for (std::size_t j = 0; j < places.size(); ++j) {
    if (j > 0 && places[j - 1].id == places[j].id) {
      issues.push_back(listing_issue("engine.duplicate_provider", places[j].id.text()));
    }
    std::sort(places[j].industries.begin(), places[j].industries.end());
    const auto rule = std::find_if(pairing.kinds.begin(), pairing.kinds.end(),
                                   [&](const KindRules& r) { return r.kind == places[j].kind; });
    rules.push_back(&*rule);
    right_kind.push_back(static_cast<std::int32_t>(rule - pairing.kinds.begin()));
  }
}

void Listing::Data::list_positions() {
  const std::size_t n = roster.women.size();
  list_roads();
  // Where each pair goes by road, or nowhere, nobody's point is asked for.
  const bool straight = pairing.distance == DistanceBy::straight ||
                        pairing.road_missing == RoadMissing::straight;
  uses_distance = pairing.reach.max_distance_m.has_value() || !straight;
  for (const KindRules& one : pairing.kinds) {
    uses_distance = uses_distance || !one.merit.distance.empty();
  }
  bool limits = false;
  left_max_distance.assign(n, std::numeric_limits<double>::infinity());
  for (std::size_t i = 0; i < n; ++i) {
    count_work(a_woman);
    for (const std::optional<std::int32_t> limit :
         {care_limit(static_cast<Index>(i)), own_limit(static_cast<Index>(i))}) {
      if (!limit) continue;
      limits = true;
      left_max_distance[i] = std::min(left_max_distance[i], static_cast<double>(*limit));
    }
  }
  uses_distance = uses_distance || limits;
  if (!uses_distance) {
    left_max_distance.clear();
    return;
  }
  if (!limits) left_max_distance.clear();

  std::set<std::string_view> told;
  for (const Household* household : roster.households) {
    count_work(a_woman);
    LonLat position = policy.origin;
    if (household != nullptr) {
      const LonLat* found =
          household->position ? &*household->position : registry->position_of(household->region);
      if (found != nullptr) {
        position = *found;
      } else if (straight && told.insert(household->id.text()).second) {
        refuse(*household, "region", "engine.position", household->region.to_string());
      }
    }
    const PlanePoint point = project(position, policy.origin);
    left_xy.push_back(point.x);
    left_xy.push_back(point.y);
  }
  for (const Place& place : roster.places) {
    if (straight && !place.position && !place.at_home) refuse(place, "region", "engine.position");
    const PlanePoint point = project(place.position.value_or(policy.origin), policy.origin);
    right_xy.push_back(point.x);
    right_xy.push_back(point.y);
    right_remote.push_back(place.at_home ? 1 : 0);
  }
  right_decay = right_kind;
}

/// The table of roads as one row of the places for every village in which a woman lives.
void Listing::Data::list_roads() {
  if (pairing.distance == DistanceBy::straight) return;
  const std::size_t m = roster.places.size();
  std::unordered_map<std::int64_t, std::size_t> villages;
  std::vector<RegionCode> codes;
  for (const Household* household : roster.households) {
    const RegionCode code = household == nullptr ? RegionCode{} : household->region;
    const auto [at, fresh] = villages.try_emplace(code.digits, codes.size());
    if (fresh) codes.push_back(code);
    left_village.push_back(static_cast<std::int32_t>(at->second));
  }
  const std::int32_t missing = pairing.road_missing == RoadMissing::straight
                                   ? solver::Implicit::straight_line
                                   : solver::Implicit::no_way;
  road_metres.assign(codes.size() * m, missing);
  std::vector<bool> said(road_metres.size(), false);
  for (const Road& one : registry->all<Road>()) {
    count_work(a_woman);
    const auto village = villages.find(one.village.digits);
    const std::optional<Index> place = roster.place(one.provider.text());
    if (village == villages.end() || !place) continue;
    const auto j = static_cast<std::size_t>(*place);
    if (roster.places[j].kind != one.kind) continue;
    if (one.metres < 1 || one.metres > most_road_metres) {
      refuse(one, "metres", "engine.road_metres", std::to_string(one.metres));
      continue;
    }
    const std::size_t pair = village->second * m + j;
    if (said[pair]) refuse(one, "provider", "engine.road_twice", one.provider.text());
    said[pair] = true;
    road_metres[pair] = one.metres;
  }
  if (pairing.road_missing != RoadMissing::refuse) return;
  std::size_t all = 0;
  std::size_t count = 0;
  std::size_t first = 0;
  for (std::size_t pair = 0; pair < said.size(); ++pair) {
    if (roster.places[pair % m].at_home) continue;
    ++all;
    if (!said[pair] && count++ == 0) first = pair;
  }
  if (count == 0) return;
  issues.push_back(listing_issue("engine.road_missing", pairing.name));
  Issue& issue = issues.back();
  issue.file = Road::table;
  issue.expected.parameters = {{"count", std::to_string(count)},
                               {"all", std::to_string(all)},
                               {"village", codes[first / m].to_string()},
                               {"right", roster.places[first % m].id.text()}};
  issue.mend.code = "engine.road_missing.mend";
}

void Listing::Data::assemble() {
  implicit.n = static_cast<Index>(roster.women.size());
  implicit.m = static_cast<Index>(roster.places.size());
  if (implicit.features > 0) {
    if (left_wide.empty() && right_wide.empty()) {
      implicit.left_features = std::span<const std::int8_t>(left_narrow);
      implicit.right_features = std::span<const std::int8_t>(right_narrow);
    } else {
      implicit.left_features = std::span<const std::int16_t>(left_wide);
      implicit.right_features = std::span<const std::int16_t>(right_wide);
    }
  }
  if (!cause_points.empty()) {
    const auto columns = static_cast<Index>(pairing.kinds.size());
    implicit.tables.push_back({left_cause, right_kind, cause_points,
                               static_cast<Index>(cause_points.size()) / columns, columns});
  }
  if (!industry_points.empty()) {
    const Index columns = 1 + *std::max_element(right_industries.begin(), right_industries.end());
    implicit.tables.push_back({left_county, right_industries, industry_points,
                               static_cast<Index>(industry_points.size()) / columns, columns});
  }
  implicit.left_points = left_points;
  implicit.right_points = right_points;
  implicit.band = pairing.band;
  implicit.left_bits = left_bits;
  implicit.right_need = right_need;
  implicit.right_forbid = right_forbid;
  if (!uses_distance) return;
  implicit.left_xy = left_xy;
  implicit.right_xy = right_xy;
  bool losses = false;
  for (const KindRules& one : pairing.kinds) losses = losses || !one.merit.distance.empty();
  if (losses) {
    for (const KindRules& one : pairing.kinds) {
      std::vector<solver::Breakpoint> corners;
      for (const DistanceLoss& corner : one.merit.distance) {
        corners.push_back({static_cast<double>(corner.metres), corner.points});
      }
      if (corners.empty()) corners.push_back({0.0, 0});
      implicit.decay.push_back(std::move(corners));
    }
    implicit.right_decay = right_decay;
  }
  if (pairing.reach.max_distance_m) {
    implicit.max_distance = static_cast<double>(*pairing.reach.max_distance_m);
  }
  implicit.left_max_distance = left_max_distance;
  implicit.right_remote = right_remote;
  implicit.left_origin = left_village;
  implicit.origin_metres = road_metres;
}

Listing::Listing(const Registry& registry, const Policy& policy, const Pairing& pairing,
                 const Origins& origins, Monitor* monitor, int threads)
    : data_(std::make_unique<Data>()) {
  Data& data = *data_;
  data.monitor = monitor;
  data.registry = &registry;
  data.origins = &origins;
  data.policy = policy.data();
  data.pairing = pairing;
  data.list_women();
  data.list_deaths();
  data.list_places();
  data.list_positions();
  data.list_conditions();
  data.list_features();
  data.list_tables();
  data.list_points();
  data.list_bounds();
  if (!data.issues.empty()) throw InputError(std::move(data.issues));
  data.origins = nullptr;
  data.list_must_match(threads);
  data.assemble();
  data.monitor = nullptr;
}

Listing::Listing(Listing&&) noexcept = default;
Listing& Listing::operator=(Listing&&) noexcept = default;
Listing::~Listing() = default;

const Roster& Listing::roster() const noexcept { return data_->roster; }
const solver::Implicit& Listing::implicit() const noexcept { return data_->implicit; }
const solver::Bounds& Listing::bounds() const noexcept { return data_->bounds; }
solver::Market Listing::market() const { return {data_->implicit, data_->bounds}; }
const std::vector<Relation>& Listing::relations() const noexcept { return data_->relations; }
const std::vector<Count>& Listing::outside() const noexcept { return data_->outside; }
const std::vector<Count>& Listing::floor_before() const noexcept { return data_->floor_before; }

}  // namespace jinguo::inline v0_1::engine

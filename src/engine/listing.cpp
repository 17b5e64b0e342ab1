#include "jinguo/engine/listing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace jinguo::inline v0_1::engine {
namespace {

using solver::Count;
using solver::Index;
using solver::Score;

Issue make_issue(std::string code, std::string file, std::string subject,
                 std::vector<std::pair<std::string, std::string>> parameters = {}) {
  Issue issue;
  issue.code = code;
  issue.file = std::move(file);
  issue.subject = std::move(subject);
  issue.expected = {std::move(code), std::move(parameters)};
  return issue;
}

/// Rules in the order in which they are applied.
enum class Rule : std::uint8_t {
  registered,
  age,
  labour,
  health,
  student,
  away,
  skill,
  distance,
  care_distance,
  own_distance,
  excluded
};
constexpr std::size_t bit_rules = 7;
constexpr std::string_view rule_names[] = {"registered",    "age",          "labour",  "health",
                                           "student",       "away",         "skill",   "distance",
                                           "care_distance", "own_distance", "excluded"};

/// What one bit of a woman says. `forbidden`: she must not have it.
struct Condition {
  Rule rule = Rule::registered;
  std::uint64_t low = 0;   ///< Least age, or a mask of codes.
  std::uint64_t high = 0;  ///< Greatest age.
  friend bool operator==(const Condition&, const Condition&) = default;
};

template <class E>
std::uint64_t mask_of(const std::vector<E>& values) {
  std::uint64_t mask = 0;
  for (const E value : values) mask |= std::uint64_t{1} << static_cast<unsigned>(value);
  return mask;
}

bool on_register(const Household& household, const Date& day) {
  if (household.registered_on && *household.registered_on > day) return false;
  return household.status == RegistrationStatus::registered ||
         (household.status == RegistrationStatus::exited && household.exited_on &&
          *household.exited_on > day);
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  const std::int64_t q = a / b;
  return a % b < 0 ? q - 1 : q;
}

/// CONTRACT'S distance: float32, each operation rounded once (this file is compiled without fused
/// multiply-adds).
float distance_between(PlanePoint a, PlanePoint b) {
  const auto dx = static_cast<float>(a.x - b.x);
  const auto dy = static_cast<float>(a.y - b.y);
  const float xx = dx * dx;
  const float yy = dy * dy;
  return std::sqrt(xx + yy);
}

std::int64_t loss_at(const std::vector<DistanceLoss>& corners, float d) {
  if (corners.empty()) return 0;
  if (d <= static_cast<float>(corners.front().metres)) return corners.front().points;
  for (std::size_t k = 1; k < corners.size(); ++k) {
    const DistanceLoss& a = corners[k - 1];
    const DistanceLoss& b = corners[k];
    if (d >= static_cast<float>(b.metres)) continue;
    const auto slope = static_cast<float>(static_cast<double>(b.points - a.points) /
                                          static_cast<double>(b.metres - a.metres));
    const float step = (d - static_cast<float>(a.metres)) * slope;
    return static_cast<std::int64_t>(std::floor(static_cast<float>(a.points) + step));
  }
  return corners.back().points;
}

template <class E>
std::int64_t points_of(const std::vector<PointsFor<E>>& list, E value) {
  for (const PointsFor<E>& one : list) {
    if (one.value == value) return one.points;
  }
  return 0;
}

}  // namespace

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

struct Listing::Data {
  const Registry* registry = nullptr;
  PolicyData policy{};
  Pairing pairing{};

  Roster roster{};
  std::vector<const KindRules*> rules{};  ///< Of each place; points into `pairing`.
  std::vector<std::int32_t> household_size{};
  solver::Bounds bounds{};
  std::vector<Relation> relations{};
  std::vector<Count> outside{};

  std::vector<Condition> conditions{};
  std::array<std::uint64_t, bit_rules> bits_of_rule{};
  std::vector<std::uint64_t> left_bits{}, right_need{}, right_forbid{};
  /// Places that ask for the same bits.
  struct PlaceClass {
    std::uint64_t need = 0;
    std::uint64_t forbid = 0;
    std::vector<Index> places{};
  };
  std::vector<PlaceClass> classes{};
  std::vector<std::int16_t> left_wide{}, right_wide{};
  std::vector<std::int8_t> left_narrow{}, right_narrow{};
  std::vector<Score> left_points{}, right_points{};
  std::vector<std::int32_t> left_cause{}, right_kind{}, left_county{}, right_industries{};
  std::vector<Score> cause_points{}, industry_points{};
  bool uses_distance = false;
  std::vector<std::int32_t> left_xy{}, right_xy{}, right_decay{};
  std::vector<double> left_max_distance{};
  std::vector<std::uint8_t> right_remote{};
  solver::Implicit implicit{};

  std::vector<Issue> issues{};

  void list_women();
  void list_places();
  void list_positions();
  void list_conditions();
  void list_features();
  void list_tables();
  void list_points();
  void list_bounds();
  [[nodiscard]] std::vector<Relation> active_relations();
  void list_relations(const std::vector<Relation>& active, std::set<solver::Pair>& locks);
  void list_must_match();
  void assemble();

  [[nodiscard]] std::uint64_t bit(const Condition& condition);
  [[nodiscard]] bool holds(const Condition& condition, Index woman) const;
  [[nodiscard]] std::optional<Rule> missing_bit(Index woman, std::uint64_t need,
                                                std::uint64_t forbid) const;
  [[nodiscard]] std::optional<Rule> why_not(Index woman, Index place) const;
  [[nodiscard]] std::optional<Rule> too_far(Index woman, Index place) const;
  [[nodiscard]] bool eligible_anywhere(Index woman) const;
  [[nodiscard]] bool excluded(Index woman, Index place) const {
    return std::binary_search(bounds.exclude.begin(), bounds.exclude.end(),
                              solver::Pair{woman, place});
  }
  [[nodiscard]] float distance(Index woman, Index place) const {
    const auto at = [](const std::vector<std::int32_t>& xy, Index k) {
      return PlanePoint{xy[2 * static_cast<std::size_t>(k)],
                        xy[2 * static_cast<std::size_t>(k) + 1]};
    };
    return distance_between(at(left_xy, woman), at(right_xy, place));
  }
  [[nodiscard]] std::optional<std::int32_t> care_limit(Index woman) const {
    const CareDuty duty = roster.women[static_cast<std::size_t>(woman)]->care_duty;
    return pairing.reach.care_distance_m[static_cast<std::size_t>(duty) % 4];
  }
  [[nodiscard]] std::optional<std::int32_t> own_limit(Index woman) const {
    if (!pairing.reach.her_own_limit) return std::nullopt;
    return roster.women[static_cast<std::size_t>(woman)]->max_distance_m;
  }
  [[nodiscard]] std::int64_t household_points(Index woman) const;
  [[nodiscard]] std::int64_t need_points(Index woman) const;
  [[nodiscard]] std::int64_t tilt_points(Index woman) const;
  [[nodiscard]] std::int64_t income_points(Index place) const;
  [[nodiscard]] std::int64_t risk_points(Index place) const;
};

void Listing::Data::list_women() {
  for (const Beneficiary& woman : registry->all<Beneficiary>()) roster.women.push_back(&woman);
  std::sort(roster.women.begin(), roster.women.end(),
            [](const Beneficiary* a, const Beneficiary* b) { return a->id.text() < b->id.text(); });
  std::unordered_map<std::string_view, std::int32_t> sizes;
  for (const Beneficiary& woman : registry->all<Beneficiary>()) ++sizes[woman.household.text()];
  for (const Member& member : registry->all<Member>()) ++sizes[member.household.text()];
  roster.households.reserve(roster.women.size());
  household_size.reserve(roster.women.size());
  for (std::size_t i = 0; i < roster.women.size(); ++i) {
    const Beneficiary& woman = *roster.women[i];
    if (i > 0 && roster.women[i - 1]->id == woman.id) {
      issues.push_back(make_issue("engine.duplicate_woman", "women.csv", woman.id.text()));
    }
    const Household* household = registry->find(woman.household);
    if (household == nullptr) {
      issues.push_back(make_issue("engine.household", "women.csv", woman.id.text()));
    }
    roster.households.push_back(household);
    household_size.push_back(sizes[woman.household.text()]);
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
      issues.push_back(make_issue("engine.duplicate_provider", {}, places[j].id.text()));
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
  uses_distance = pairing.reach.max_distance_m.has_value();
  for (const KindRules& one : pairing.kinds) {
    uses_distance = uses_distance || !one.merit.distance.empty();
  }
  bool limits = false;
  left_max_distance.assign(n, std::numeric_limits<double>::infinity());
  for (std::size_t i = 0; i < n; ++i) {
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
    LonLat position = policy.origin;
    if (household != nullptr) {
      const LonLat* found =
          household->position ? &*household->position : registry->position_of(household->region);
      if (found != nullptr) {
        position = *found;
      } else if (told.insert(household->id.text()).second) {
        issues.push_back(make_issue("engine.position", "households.csv", household->id.text()));
      }
    }
    const PlanePoint point = project(position, policy.origin);
    left_xy.push_back(point.x);
    left_xy.push_back(point.y);
  }
  constexpr std::string_view files[] = {"mentors.csv", "bases.csv", "projects.csv", "chains.csv",
                                        "loans.csv"};
  for (const Place& place : roster.places) {
    if (!place.position && !place.at_home) {
      issues.push_back(make_issue("engine.position",
                                  std::string(files[static_cast<std::size_t>(place.kind) % 5]),
                                  place.id.text()));
    }
    const PlanePoint point = project(place.position.value_or(policy.origin), policy.origin);
    right_xy.push_back(point.x);
    right_xy.push_back(point.y);
    right_remote.push_back(place.at_home ? 1 : 0);
  }
  right_decay = right_kind;
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
    issues.push_back(make_issue("engine.too_many_conditions", {}, pairing.name));
    conditions.resize(64);
  }
  for (std::size_t i = 0; i < roster.women.size(); ++i) {
    std::uint64_t bits = 0;
    for (std::size_t k = 0; k < conditions.size(); ++k) {
      if (holds(conditions[k], static_cast<Index>(i))) bits |= std::uint64_t{1} << k;
    }
    left_bits.push_back(bits);
  }
}

void Listing::Data::list_features() {
  constexpr std::size_t skills = std::size(skill_codes);
  constexpr std::size_t industries = std::size(industry_codes);
  // A block of industries for each different list of points for wishes.
  std::vector<std::vector<std::int64_t>> wishes;
  std::int64_t unit = 0;
  for (const KindRules& one : pairing.kinds) {
    unit = std::gcd(unit, one.merit.skill);
    for (const std::int64_t points : one.merit.wish) unit = std::gcd(unit, points);
    if (std::find(wishes.begin(), wishes.end(), one.merit.wish) == wishes.end()) {
      wishes.push_back(one.merit.wish);
    }
  }
  if (unit == 0) return;  // no points for skills or wishes
  const std::size_t all = skills + industries * wishes.size();
  const std::size_t n = roster.women.size();
  const std::size_t m = roster.places.size();

  // Only columns in which some place has a value are kept.
  std::vector<std::int16_t> right(m * all, 0);
  std::vector<std::uint8_t> used(all, 0);
  for (std::size_t j = 0; j < m; ++j) {
    const Merit& merit = rules[j]->merit;
    const auto set = [&](std::size_t column, std::int64_t value) {
      right[j * all + column] = static_cast<std::int16_t>(value);
      if (value != 0) used[column] = 1;
    };
    for (const Skill skill : roster.places[j].skills) {
      set(static_cast<std::size_t>(skill), merit.skill / unit);
    }
    if (merit.wish.empty()) continue;
    const auto block = static_cast<std::size_t>(
        std::find(wishes.begin(), wishes.end(), merit.wish) - wishes.begin());
    for (const Industry industry : roster.places[j].industries) {
      set(skills + block * industries + static_cast<std::size_t>(industry), 1);
    }
  }
  std::vector<std::size_t> columns;
  for (std::size_t c = 0; c < all; ++c) {
    if (used[c] != 0) columns.push_back(c);
  }
  if (columns.empty()) return;
  const std::size_t width = columns.size();
  std::vector<std::int16_t> row(all);
  left_wide.reserve(n * width);
  for (const Beneficiary* woman : roster.women) {
    std::fill(row.begin(), row.end(), std::int16_t{0});
    for (const Skill skill : woman->skills) row[static_cast<std::size_t>(skill)] = 1;
    for (std::size_t block = 0; block < wishes.size(); ++block) {
      for (std::size_t rank = std::min(woman->wishes.size(), wishes[block].size()); rank-- > 0;) {
        row[skills + block * industries + static_cast<std::size_t>(woman->wishes[rank])] =
            static_cast<std::int16_t>(wishes[block][rank] /
                                      unit);  // the first of equal wishes stays
      }
    }
    for (const std::size_t c : columns) left_wide.push_back(row[c]);
  }
  right_wide.reserve(m * width);
  for (std::size_t j = 0; j < m; ++j) {
    for (const std::size_t c : columns) right_wide.push_back(right[j * all + c]);
  }
  const auto narrow = [](std::int16_t v) { return v >= -127 && v <= 127; };
  implicit.features = static_cast<Index>(width);
  implicit.dot_scale = unit;
  if (std::all_of(left_wide.begin(), left_wide.end(), narrow) &&
      std::all_of(right_wide.begin(), right_wide.end(), narrow)) {
    left_narrow.assign(left_wide.begin(), left_wide.end());
    right_narrow.assign(right_wide.begin(), right_wide.end());
    left_wide = {};
    right_wide = {};
  }
}

void Listing::Data::list_tables() {
  const std::size_t kinds = pairing.kinds.size();
  bool causes = false;
  for (const KindRules& one : pairing.kinds) causes = causes || !one.merit.cause.empty();
  if (causes) {
    constexpr std::size_t rows = std::size(cause_codes) + 1;  // the last: no main cause
    cause_points.assign(rows * kinds, 0);
    for (std::size_t k = 0; k < kinds; ++k) {
      for (const PointsFor<Cause>& one : pairing.kinds[k].merit.cause) {
        cause_points[static_cast<std::size_t>(one.value) * kinds + k] = one.points;
      }
    }
    for (const Household* household : roster.households) {
      left_cause.push_back(household != nullptr && household->main_cause
                               ? static_cast<std::int32_t>(*household->main_cause)
                               : static_cast<std::int32_t>(rows - 1));
    }
  }

  bool leading = false;
  for (const KindRules& one : pairing.kinds) leading = leading || one.merit.leading_industry != 0;
  if (!leading) return;
  std::map<RegionCode, std::int32_t> counties;
  for (const Household* household : roster.households) {
    const RegionCode county =
        household == nullptr ? RegionCode{} : household->region.at(RegionLevel::county);
    left_county.push_back(
        counties.try_emplace(county, static_cast<std::int32_t>(counties.size())).first->second);
  }
  std::map<std::pair<std::int64_t, std::vector<Industry>>, std::int32_t> classes;
  for (std::size_t j = 0; j < roster.places.size(); ++j) {
    right_industries.push_back(
        classes
            .try_emplace({rules[j]->merit.leading_industry, roster.places[j].industries},
                         static_cast<std::int32_t>(classes.size()))
            .first->second);
  }
  industry_points.assign(counties.size() * classes.size(), 0);
  for (const auto& [county, row] : counties) {
    const Region* region = registry->find(county);
    if (region == nullptr) continue;
    for (const auto& [key, column] : classes) {
      const bool leads = std::any_of(key.second.begin(), key.second.end(), [&](Industry industry) {
        return std::find(region->leading_industries.begin(), region->leading_industries.end(),
                         industry) != region->leading_industries.end();
      });
      if (leads) {
        industry_points[static_cast<std::size_t>(row) * classes.size() +
                        static_cast<std::size_t>(column)] = key.first;
      }
    }
  }
}

std::int64_t Listing::Data::household_points(Index i) const {
  const Household* household = roster.households[static_cast<std::size_t>(i)];
  return household == nullptr ? 0 : points_of(pairing.need.household, household->type);
}

std::int64_t Listing::Data::need_points(Index i) const {
  const Household* household = roster.households[static_cast<std::size_t>(i)];
  if (household == nullptr || pairing.need.full == 0) return 0;
  const std::int64_t line = pairing.need.line_yuan * 100;
  const Money net = household->wage_income + household->business_income +
                    household->transfer_income + household->property_income -
                    household->production_costs;
  const std::int64_t size = std::max(1, household_size[static_cast<std::size_t>(i)]);
  const std::int64_t head = std::clamp<std::int64_t>(floor_div(net.fen(), size), 0, line);
  return pairing.need.full * (line - head) / line;
}

std::int64_t Listing::Data::tilt_points(Index i) const {
  const Household* household = roster.households[static_cast<std::size_t>(i)];
  if (household == nullptr) return 0;
  RegionLevel level = RegionLevel::none;
  std::int64_t points = 0;
  for (const RegionPoints& tilt : pairing.need.county_tilt) {
    if (tilt.region.level() > level && tilt.region.contains(household->region)) {
      level = tilt.region.level();
      points = tilt.points;
    }
  }
  return points;
}

std::int64_t Listing::Data::income_points(Index j) const {
  const Merit& merit = rules[static_cast<std::size_t>(j)]->merit;
  constexpr std::int64_t most = 10'000'000;  // yuan: keeps points in range whatever a table says
  const std::int64_t cap = merit.income_cap_yuan > 0 ? merit.income_cap_yuan : most;
  const std::int64_t yuan = std::clamp(
      floor_div(roster.places[static_cast<std::size_t>(j)].income.fen(), 100), -most, cap);
  return floor_div(yuan * merit.income_per_1000_yuan, 1000);
}

std::int64_t Listing::Data::risk_points(Index j) const {
  const std::optional<Risk> risk = roster.places[static_cast<std::size_t>(j)].risk;
  return risk ? points_of(rules[static_cast<std::size_t>(j)]->merit.risk, *risk) : 0;
}

void Listing::Data::list_points() {
  for (std::size_t i = 0; i < roster.women.size(); ++i) {
    const auto index = static_cast<Index>(i);
    left_points.push_back(household_points(index) + need_points(index) + tilt_points(index));
  }
  for (std::size_t j = 0; j < roster.places.size(); ++j) {
    const auto index = static_cast<Index>(j);
    right_points.push_back(rules[j]->merit.base + income_points(index) + risk_points(index) +
                           (roster.places[j].anchored ? rules[j]->merit.anchor_link : 0));
  }
}

std::optional<Rule> Listing::Data::too_far(Index i, Index j) const {
  if (!uses_distance || roster.places[static_cast<std::size_t>(j)].at_home) return std::nullopt;
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
  if (excluded(i, j)) return Rule::excluded;
  return std::nullopt;
}

void Listing::Data::list_bounds() {
  const auto n = static_cast<Index>(roster.women.size());
  const auto m = static_cast<Index>(roster.places.size());
  bounds.demand.assign(static_cast<std::size_t>(n), 1);
  bounds.outside.assign(static_cast<std::size_t>(n), pairing.outside);
  outside.assign(static_cast<std::size_t>(m), 0);
  std::set<solver::Pair> exclude;
  std::set<solver::Pair> locks;

  for (Index j = 0; j < m; ++j) {
    const Place& place = roster.places[static_cast<std::size_t>(j)];
    bounds.capacity.push_back(std::max<std::int64_t>(0, place.places));
    std::int64_t floor = 0;
    for (const FloorRule& one : rules[static_cast<std::size_t>(j)]->floors) {
      const bool applies =
          one.levels.empty() || (place.level && std::find(one.levels.begin(), one.levels.end(),
                                                          *place.level) != one.levels.end());
      if (applies) floor = std::max(floor, one.at_least);
    }
    bounds.floor.push_back(floor);
    if (place.woman) {
      if (const std::optional<Index> herself = roster.woman(place.woman->text())) {
        exclude.insert({*herself, j});
      }
    }
  }
  for (std::size_t k = 0; k < registry->all<ForcedPair>().size(); ++k) {
    const ForcedPair& pair = registry->all<ForcedPair>()[k];
    const auto refuse = [&](std::string code, std::string subject) {
      Issue issue = make_issue(std::move(code), "pairs.csv", std::move(subject));
      issue.row = static_cast<std::int64_t>(k) + 2;
      issues.push_back(std::move(issue));
    };
    if (pair.pairing != pairing.name) continue;
    const std::optional<Index> i = roster.woman(pair.left.text());
    const std::optional<Index> j = roster.place(pair.right.text());
    if (!i) refuse("engine.pair_left", pair.left.text());
    if (!j) refuse("engine.pair_right", pair.right.text());
    if (!i || !j) continue;
    if (pair.rule == PairRule::lock) {
      locks.insert({*i, *j});
    } else {
      exclude.insert({*i, *j});
    }
  }
  std::set<solver::Pair> refused;  // by one of the two, before
  const auto declined = [&](const Id& woman, const Id& provider, ProviderKind kind) {
    const std::optional<Index> i = roster.woman(woman.text());
    const std::optional<Index> j = roster.place(provider.text());
    if (i && j && roster.places[static_cast<std::size_t>(*j)].kind == kind) {
      refused.insert({*i, *j});
    }
  };
  for (const Mentorship& one : registry->all<Mentorship>()) {
    if (one.status == RelationStatus::declined) {
      declined(one.woman, one.mentor, ProviderKind::mentor);
    }
  }
  for (const Placement& one : registry->all<Placement>()) {
    if (one.status == RelationStatus::declined) declined(one.woman, one.provider, one.kind);
  }
  const std::vector<Relation> active =
      policy.existing == Existing::release ? std::vector<Relation>{} : active_relations();
  // What goes on, or is asked for now, stands before an earlier refusal.
  for (const Relation& one : active) refused.erase({one.woman, one.place});
  for (const solver::Pair& pair : locks) refused.erase(pair);
  refused.insert(exclude.begin(), exclude.end());
  bounds.exclude.assign(refused.begin(), refused.end());
  list_relations(active, locks);
  for (const solver::Pair& pair : locks) {
    if (exclude.count(pair) == 0) continue;
    const std::string& woman = roster.women[static_cast<std::size_t>(pair.left)]->id.text();
    issues.push_back(make_issue("engine.pair_both", "pairs.csv", woman));
  }
  bounds.lock.assign(locks.begin(), locks.end());
}

/// Relations that are active on the policy's day; the longest going on come first.
std::vector<Relation> Listing::Data::active_relations() {
  std::vector<std::pair<Date, Relation>> found;
  const auto add = [&](const auto& record, const Id& provider, ProviderKind kind,
                       const std::string& table) {
    if (record.status != RelationStatus::active) return;
    if (record.ends_on && *record.ends_on < policy.date) return;
    const bool here = std::any_of(pairing.kinds.begin(), pairing.kinds.end(),
                                  [&](const KindRules& one) { return one.kind == kind; });
    if (!here) return;
    const std::optional<Index> i = roster.woman(record.woman.text());
    std::optional<Index> j = roster.place(provider.text());
    if (j && roster.places[static_cast<std::size_t>(*j)].kind != kind) j = std::nullopt;
    if (!i) issues.push_back(make_issue("engine.pair_left", table + ".csv", record.id.text()));
    if (!j) issues.push_back(make_issue("engine.pair_right", table + ".csv", record.id.text()));
    if (i && j) found.push_back({record.starts_on, {*i, *j, record.id.text(), table, {}}});
  };
  for (const Mentorship& one : registry->all<Mentorship>()) {
    add(one, one.mentor, ProviderKind::mentor, "mentorships");
  }
  for (const Placement& one : registry->all<Placement>()) {
    add(one, one.provider, one.kind, "placements");
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first, a.second.woman, a.second.id) <
           std::tie(b.first, b.second.woman, b.second.id);
  });
  std::vector<Relation> relations;
  for (auto& [since, relation] : found) relations.push_back(std::move(relation));
  return relations;
}

/// Lets each active relation go on, inside the market as a lock or outside of it. At a place, who
/// no longer fits takes places off first; then locks up to what is left; who exceeds that goes on
/// outside and takes nothing further, since the place is full already.
void Listing::Data::list_relations(const std::vector<Relation>& active,
                                   std::set<solver::Pair>& locks) {
  relations = active;
  if (policy.existing == Existing::strict) {
    for (const Relation& one : relations) locks.insert({one.woman, one.place});
  } else {
    const std::size_t m = roster.places.size();
    std::vector<Count> room = bounds.capacity;
    std::vector<std::optional<Index>> goes_on_at(roster.women.size());
    // Locks that the table of pairs asks for come before all.
    const std::set<solver::Pair> asked = locks;
    for (const solver::Pair& pair : asked) {
      --room[static_cast<std::size_t>(pair.right)];
      goes_on_at[static_cast<std::size_t>(pair.left)] = pair.right;
    }
    std::vector<Count> used(m, 0);  // by those outside who no longer fit
    std::set<solver::Pair> counted;
    const auto take_off = [&](const Relation& one) {
      if (counted.insert({one.woman, one.place}).second) {
        ++used[static_cast<std::size_t>(one.place)];
      }
    };
    for (Relation& one : relations) {
      if (asked.count({one.woman, one.place}) != 0) continue;
      if (const std::optional<Rule> rule = why_not(one.woman, one.place)) {
        one.rule = rule_names[static_cast<std::size_t>(*rule)];
        take_off(one);
        continue;
      }
      std::optional<Index>& hers = goes_on_at[static_cast<std::size_t>(one.woman)];
      if (!hers) hers = one.place;
      if (*hers != one.place) {
        one.rule = "demand";  // she goes on elsewhere already
        take_off(one);
      }
    }
    for (std::size_t j = 0; j < m; ++j) room[j] = std::max<Count>(0, room[j] - used[j]);
    for (Relation& one : relations) {
      const solver::Pair pair{one.woman, one.place};
      if (!one.rule.empty() || locks.count(pair) != 0) continue;
      const auto j = static_cast<std::size_t>(one.place);
      if (room[j] > 0) {
        --room[j];
        locks.insert(pair);
      } else {
        one.rule = "places";
      }
    }
    for (std::size_t j = 0; j < m; ++j) {
      bounds.capacity[j] = std::max<Count>(0, bounds.capacity[j] - used[j]);
    }
    std::set<Index> locked;
    for (const solver::Pair& pair : locks) locked.insert(pair.left);
    counted.clear();
    for (const Relation& one : relations) {
      if (one.rule.empty() || !counted.insert({one.woman, one.place}).second) continue;
      const auto i = static_cast<std::size_t>(one.woman);
      const auto j = static_cast<std::size_t>(one.place);
      ++outside[j];
      if (locked.count(one.woman) == 0) bounds.demand[i] = 0;
      const Household* household = roster.households[i];
      if (household != nullptr && on_register(*household, policy.date)) {
        bounds.floor[j] = std::max<Count>(0, bounds.floor[j] - 1);
      }
    }
  }
  std::sort(relations.begin(), relations.end(), [](const Relation& a, const Relation& b) {
    return std::tie(a.woman, a.place, a.id) < std::tie(b.woman, b.place, b.id);
  });
}

void Listing::Data::list_must_match() {
  const auto n = static_cast<Index>(roster.women.size());
  bounds.must_match.assign(static_cast<std::size_t>(n), 0);
  if (!pairing.must_match) return;
  for (Index i = 0; i < n; ++i) {
    bounds.must_match[static_cast<std::size_t>(i)] = eligible_anywhere(i) ? 1 : 0;
  }
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
}

Listing::Listing(const Registry& registry, const Policy& policy, const Pairing& pairing)
    : data_(std::make_unique<Data>()) {
  Data& data = *data_;
  data.registry = &registry;
  data.policy = policy.data();
  data.pairing = pairing;
  data.list_women();
  data.list_places();
  data.list_positions();
  data.list_conditions();
  data.list_features();
  data.list_tables();
  data.list_points();
  data.list_bounds();
  if (!data.issues.empty()) throw InputError(std::move(data.issues));
  data.list_must_match();
  data.assemble();
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
  Rule last = Rule::registered;
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

std::vector<std::int64_t> Listing::parts(Index i, Index j) const {
  const Data& data = *data_;
  const Beneficiary& woman = *data.roster.women[static_cast<std::size_t>(i)];
  const Household* household = data.roster.households[static_cast<std::size_t>(i)];
  const Place& place = data.roster.places[static_cast<std::size_t>(j)];
  const Merit& merit = data.rules[static_cast<std::size_t>(j)]->merit;

  std::int64_t skill = 0;
  const std::uint64_t hers = mask_of(woman.skills);
  for (std::uint64_t both = hers & mask_of(place.skills); both != 0; both &= both - 1) {
    skill += merit.skill;
  }
  std::int64_t wish = 0;
  std::uint64_t seen = 0;
  const std::uint64_t industries = mask_of(place.industries);
  for (std::size_t rank = 0; rank < std::min(woman.wishes.size(), merit.wish.size()); ++rank) {
    const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(woman.wishes[rank]);
    if ((seen & bit) == 0 && (industries & bit) != 0) wish += merit.wish[rank];
    seen |= bit;
  }
  std::int64_t leading = 0;
  if (household != nullptr) {
    const Region* county = data.registry->find(household->region.at(RegionLevel::county));
    if (county != nullptr && (mask_of(county->leading_industries) & industries) != 0) {
      leading = merit.leading_industry;
    }
  }
  const std::int64_t distance =
      data.uses_distance && !place.at_home ? -loss_at(merit.distance, data.distance(i, j)) : 0;
  return {merit.base,
          skill,
          wish,
          household != nullptr && household->main_cause
              ? points_of(merit.cause, *household->main_cause)
              : 0,
          data.household_points(i),
          data.need_points(i),
          data.tilt_points(i),
          leading,
          data.income_points(j),
          data.risk_points(j),
          place.anchored ? merit.anchor_link : 0,
          distance};
}

}  // namespace jinguo::inline v0_1::engine

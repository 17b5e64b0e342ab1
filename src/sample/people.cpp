#include <algorithm>
#include <array>
#include <optional>

#include "family.hpp"

namespace jinguo::inline v0_1::sample {
namespace {

constexpr std::size_t skills_known = std::size(skill_codes);

Date birth_of(const Options& options, Draw& draw, int age) {
  Date day = options.date - std::chrono::years(age);
  if (!day.ok()) day = day.year() / std::chrono::February / 28;
  return days_before(day, draw.below(365));
}

Cause draw_cause(const Rules& rules, Draw& draw) {
  return static_cast<Cause>(rules.cause.draw(draw));
}

void add_other_causes(const Rules& rules, Draw& draw, const std::vector<Relative>& people,
                      Household& household) {
  const std::size_t count = rules.other_causes.draw(draw);
  std::vector<std::int64_t> weights = rules.cause_weights;
  const auto bar = [&](Cause cause) { weights[static_cast<std::size_t>(cause)] = 0; };
  if (std::none_of(people.begin(), people.end(), ill)) bar(Cause::illness);
  if (std::none_of(people.begin(), people.end(),
                   [](auto& p) { return p.health == Health::disabled; })) {
    bar(Cause::disability);
  }
  if (std::none_of(people.begin(), people.end(),
                   [](auto& p) { return p.student != Student::none; })) {
    bar(Cause::schooling);
  }
  bar(*household.main_cause);
  for (std::size_t k = 0; k < count; ++k) {
    const auto cause = static_cast<Cause>(draw.by_weight(weights));
    if (weights[static_cast<std::size_t>(cause)] == 0) break;
    household.other_causes.push_back(cause);
    bar(cause);
  }
}

void add_income(const Rules& rules, Draw& draw, const std::vector<Relative>& people,
                Household& household) {
  const bool exited = household.status == RegistrationStatus::exited;
  const std::int64_t step = exited ? rules.exited_step : rules.income_step;
  std::int64_t head = exited ? rules.exited_low : rules.income_low;
  for (int k = 0; k < 3; ++k) head += draw.between(0, step);
  const std::int64_t net = head * static_cast<std::int64_t>(people.size());
  const std::size_t kind = household.type == HouseholdType::general ? 0 : 2;
  std::int64_t transfer = net * draw.between(rules.transfer[kind], rules.transfer[kind + 1]) / 1000;
  const std::int64_t property = net * draw.between(0, rules.property_high) / 1000;
  const bool works = std::any_of(people.begin(), people.end(), able);
  if (!works) transfer = net - property;
  const std::int64_t earned = net - transfer - property;
  const std::int64_t wage = earned * draw.between(rules.wage[0], rules.wage[1]) / 1000;
  const std::int64_t business =
      (earned - wage) * 1000 / std::max<std::int64_t>(1000 - rules.costs, 1);
  household.wage_income = Money::from_yuan(wage);
  household.business_income = Money::from_yuan(business);
  household.production_costs = Money::from_yuan(business - (earned - wage));
  household.transfer_income = Money::from_yuan(transfer);
  household.property_income = Money::from_yuan(property);
}

void add_housing(const Rules& rules, Draw& draw, Household& household) {
  if (draw.per_mille(rules.homeless)) {
    household.housing_area_m2 = 0;
  } else {
    household.housing_area_m2 =
        static_cast<std::int32_t>(draw.between(rules.housing_area[0], rules.housing_area[1]));
    household.housing = static_cast<Housing>(rules.housing.draw(draw));
  }
  household.relocated = draw.per_mille(
      household.housing == Housing::earth_timber ? rules.relocated_earth : rules.relocated);
  household.electricity = draw.per_mille(rules.electricity);
  household.water = static_cast<Water>(rules.water.draw(draw));
}

/// What women of a county know and wish, by its leading industries.
struct Tastes {
  std::vector<std::int64_t> wishes = std::vector<std::int64_t>(industries, 0);
  std::vector<std::int64_t> home_wishes = std::vector<std::int64_t>(industries, 0);
  std::vector<std::int64_t> skills = std::vector<std::int64_t>(skills_known, 0);
};

Tastes tastes_of(const Rules& rules, const Data& data, const CountyLand& county) {
  Tastes out;
  for (std::size_t k = 0; k < industries; ++k) {
    const IndustryFacts& facts = data.industries[k];
    const bool leads = std::find(county.leading.begin(), county.leading.end(),
                                 static_cast<Industry>(k)) != county.leading.end();
    out.wishes[k] = facts.wish * (leads ? rules.leading : 1);
    out.home_wishes[k] = out.wishes[k] * (facts.at_home > 0 ? rules.home : 1);
    for (const Skill skill : facts.skills) {
      out.skills[static_cast<std::size_t>(skill)] += out.wishes[k];
    }
  }
  return out;
}

template <class E>
std::vector<E> draw_some(Draw& draw, std::vector<std::int64_t> weights, std::size_t count) {
  std::vector<E> out;
  for (std::size_t k = 0; k < count; ++k) {
    const std::size_t at = draw.by_weight(weights);
    if (weights[at] == 0) break;
    out.push_back(static_cast<E>(at));
    weights[at] = 0;
  }
  return out;
}

CareDuty care_of(const Rules& rules, Draw& draw, const std::vector<Relative>& people,
                 std::size_t self) {
  const Relative& she = people[self];
  if (she.age > rules.care[5] || she.student != Student::none || she.away ||
      she.labour == Labour::lost) {
    return CareDuty::none;
  }
  bool child = false;
  bool patient = false;
  bool elder = false;
  bool another = false;  // a younger woman at home who is the nearer carer of the child
  for (std::size_t k = 0; k < people.size(); ++k) {
    if (k == self) continue;
    const Relative& p = people[k];
    child = child || p.age < rules.care[3];
    elder = elder || p.age >= rules.care[4];
    patient = patient ||
              (p.age < rules.care[4] && p.labour == Labour::lost && p.health != Health::chronic);
    another = another || (p.sex == Sex::female && p.age >= 18 && p.age < she.age && !p.away &&
                          p.labour != Labour::lost && p.student == Student::none);
  }
  if (child && !another && draw.per_mille(rules.care[0])) return CareDuty::child;
  if (patient && draw.per_mille(rules.care[1])) return CareDuty::patient;
  if (elder && draw.per_mille(rules.care[2])) return CareDuty::elder;
  return CareDuty::none;
}

class Population {
 public:
  Population(const Land& land, Data& data, const Options& options)
      : land_(land), options_(options), rules_(data.assume) {
    for (const CountyLand& county : land.counties) {
      tastes_.push_back(tastes_of(rules_, data, county));
    }
  }

  People take() {
    const auto counts = households_by_place();
    for (std::size_t p = 0; p < counts.size(); ++p) {
      for (std::int64_t k = 0; k < counts[p]; ++k) add_household(p);
    }
    return std::move(people_);
  }

 private:
  /// Pingjiang as known, the other counties by their villages; inside a county by weights.
  std::vector<std::int64_t> households_by_place() {
    std::vector<std::int64_t> by_county(land_.counties.size(), 0);
    std::vector<std::int64_t> villages(land_.counties.size(), 0);
    const std::int64_t pingjiang = (rules_.pingjiang * options_.households + 50'000) / 100'000;
    std::size_t known = land_.counties.size();
    for (std::size_t c = 0; c < land_.counties.size(); ++c) {
      if (land_.counties[c].name == "平江县") {
        known = c;
        continue;
      }
      for (const std::size_t p : land_.counties[c].places) {
        villages[c] += land_.places[p].village ? 1 : 0;
      }
    }
    const std::int64_t rest = options_.households - (known < by_county.size() ? pingjiang : 0);
    by_county = apportion(rest, villages);
    if (known < by_county.size()) by_county[known] = pingjiang;
    people_.households_in = by_county;

    std::vector<std::int64_t> out(land_.places.size(), 0);
    for (std::size_t c = 0; c < land_.counties.size(); ++c) {
      std::vector<std::int64_t> weights;
      for (const std::size_t p : land_.counties[c].places) {
        const Place& place = land_.places[p];
        Draw draw =
            stream(options_, Stream::place_weight, static_cast<std::uint64_t>(place.code.digits));
        const std::int64_t weight = !place.village ? rules_.weight_community
                                    : place.poor   ? rules_.weight_poor
                                                   : rules_.weight_village;
        weights.push_back(weight * (1000 + draw.between(-rules_.spread, rules_.spread)));
      }
      const auto parts = apportion(by_county[c], weights);
      for (std::size_t k = 0; k < parts.size(); ++k) out[land_.counties[c].places[k]] = parts[k];
    }
    return out;
  }

  void add_household(std::size_t p) {
    const Place& place = land_.places[p];
    const std::size_t number = people_.households.size() + 1;
    Draw draw = stream(options_, Stream::household, number);
    Household household;
    household.id = IdOf<Household>(numbered("H", number, 7));
    household.region = place.code;
    const Cause cause = draw_cause(rules_, draw);
    const Weights& sizes =
        land_.counties[place.county].name == "平江县" ? rules_.size_pingjiang : rules_.size;
    std::size_t size = sizes.draw(draw) + 1;
    std::size_t band = rules_.head_age.draw(draw);
    if (cause == Cause::labour) {  // few hands: small and old households
      size = std::min(size, sizes.draw(draw) + 1);
      band = std::max(band, rules_.head_age.draw(draw));
    }
    int head_age = static_cast<int>(25 + 10 * static_cast<std::int64_t>(band) + draw.below(10));
    if (cause == Cause::schooling) {  // a child at school, who has parents of an age
      for (int attempt = 0; attempt < 20 && size < 3; ++attempt) size = sizes.draw(draw) + 1;
      size = std::max<std::size_t>(size, 3);
      head_age = static_cast<int>(draw.between(rules_.ages[5], rules_.ages[6]));
    }
    if (size == 1) head_age = std::max(head_age, static_cast<int>(draw.between(30, 75)));
    std::vector<Relative> people = compose(rules_, draw, size, head_age);
    furnish(rules_, draw, cause, people);

    household.main_cause = cause;
    household.standard = static_cast<IdentificationStandard>(rules_.standard.draw(draw));
    household.type = size == 1 && head_age >= 60 && draw.per_mille(rules_.five_guarantee_alone)
                         ? HouseholdType::five_guarantee
                         : static_cast<HouseholdType>(rules_.type.draw(draw));
    household.registered_on = Date{options_.date.year() - std::chrono::years(2),
                                   std::chrono::month(4), std::chrono::day(1)} +
                              std::chrono::months(draw.below(8));
    if (draw.per_mille(rules_.exited)) {
      household.status = RegistrationStatus::exited;
      household.exited_on = Date{options_.date.year() - std::chrono::years(1),
                                 std::chrono::month(12), std::chrono::day(31)};
    }
    add_other_causes(rules_, draw, people, household);
    add_income(rules_, draw, people, household);
    add_housing(rules_, draw, household);
    for (std::size_t k = 0; k < people.size(); ++k) {
      if (people[k].sex == Sex::female && people[k].age >= 16) {
        add_woman(draw, household, people, k, p);
      } else {
        add_member(draw, household, people[k]);
      }
    }
    people_.households.push_back(std::move(household));
  }

  void add_woman(Draw& draw, const Household& household, const std::vector<Relative>& people,
                 std::size_t self, std::size_t place) {
    const Relative& p = people[self];
    Beneficiary woman;
    woman.id = IdOf<Beneficiary>(numbered("W", people_.women.size() + 1, 7));
    woman.household = household.id;
    woman.birth_date = birth_of(options_, draw, p.age);
    woman.relation = p.relation;
    woman.ethnicity = draw.per_mille(rules_.minority) ? "土家族" : "汉族";
    woman.education = p.education;
    woman.student = p.student;
    woman.health = p.health;
    woman.labour = p.labour;
    woman.away = p.away;
    woman.insured = draw.per_mille(rules_.insured);
    woman.pension = p.student == Student::none && draw.per_mille(rules_.pension);
    woman.care_duty = care_of(rules_, draw, people, self);
    const bool cares = woman.care_duty != CareDuty::none;
    if (able(p)) {
      const Tastes& tastes = tastes_[land_.places[place].county];
      std::size_t count = rules_.skills.draw(draw);
      if (p.labour == Labour::skilled) count = std::max<std::size_t>(count, 1);
      woman.skills = draw_some<Skill>(draw, tastes.skills, count);
      woman.wishes = draw_some<Industry>(draw, cares ? tastes.home_wishes : tastes.wishes,
                                         rules_.wishes.draw(draw));
      if (draw.per_mille(rules_.limit_share[cares ? 0 : 1])) {
        woman.max_distance_m =
            static_cast<std::int32_t>(1000 * draw.between(rules_.limit_low, rules_.limit_high));
      }
    }
    WomanFacts facts;
    facts.household = people_.households.size();
    facts.place = place;
    facts.age = p.age;
    facts.exited = household.status == RegistrationStatus::exited;
    facts.can_work = able(p) && !p.away;
    people_.women.push_back(std::move(woman));
    people_.facts.push_back(facts);
  }

  void add_member(Draw& draw, const Household& household, const Relative& p) {
    Member member;
    member.id = IdOf<Member>(numbered("D", people_.members.size() + 1, 7));
    member.household = household.id;
    member.sex = p.sex;
    member.birth_date = birth_of(options_, draw, p.age);
    member.relation = p.relation;
    member.education = p.education;
    member.student = p.student;
    member.health = p.health;
    member.labour = p.labour;
    member.away = p.away;
    member.insured = draw.per_mille(rules_.insured);
    people_.members.push_back(std::move(member));
  }

  const Land& land_;
  const Options& options_;
  Rules rules_;
  std::vector<Tastes> tastes_{};
  People people_{};
};

}  // namespace

Date days_before(const Date& date, std::int64_t days) {
  return Date{std::chrono::sys_days(date) - std::chrono::days(days)};
}

People make_people(const Land& land, Data& data, const Options& options) {
  return Population(land, data, options).take();
}

}  // namespace jinguo::inline v0_1::sample

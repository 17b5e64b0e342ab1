#include <algorithm>
#include <array>
#include <optional>

#include "parts.hpp"

namespace jinguo::inline v0_1::sample {
namespace {

constexpr std::size_t industries = std::size(industry_codes);
constexpr std::size_t skills_known = std::size(skill_codes);

/// The assumptions about people, looked up once.
struct Rules {
  std::int64_t pingjiang, weight_village, weight_community, weight_poor, spread, exited;
  Weights size, size_pingjiang, head_age, cause, other_causes, standard, type;
  std::int64_t head_female, head_female_alone, spouse, spouse_75, child_male, child_male_adult,
      parent_female, five_guarantee_alone, serious_when_cause, women_illiterate;
  std::array<Weights, 4> health, education;
  std::array<std::vector<std::int64_t>, 4> education_weights;
  std::vector<std::int64_t> family, ages, cause_weights, student, lost, away, transfer, wage, care,
      limit_share;
  std::int64_t skilled, able_60_69, insured, pension, minority;
  std::int64_t income_low, income_step, exited_low, exited_step, property_high, costs;
  Weights skills, wishes, housing, water;
  std::vector<std::int64_t> housing_area;
  std::int64_t homeless, relocated, relocated_earth, electricity;
  std::int64_t leading, home, limit_low, limit_high;

  explicit Rules(Assumptions& a)
      : pingjiang(a("county.pingjiang")),
        weight_village(a("village.weight.village")),
        weight_community(a("village.weight.community")),
        weight_poor(a("village.weight.poor")),
        spread(a("village.spread")),
        exited(a("household.exited")),
        size(a.weights("size", {"1", "2", "3", "4", "5", "6", "7"})),
        size_pingjiang(a.weights("size_pingjiang", {"1", "2", "3", "4", "5", "6", "7"})),
        head_age(a.weights("head_age", {"25_34", "35_44", "45_54", "55_64", "65_74", "75_84"})),
        other_causes(a.weights("other_causes", {"0", "1", "2"})),
        standard(a.weights<IdentificationStandard>("standard")),
        type(a.weights<HouseholdType>("type")),
        head_female(a("head.female")),
        head_female_alone(a("head.female_alone")),
        spouse(a("head.spouse")),
        spouse_75(a("head.spouse_75")),
        child_male(a("child.male")),
        child_male_adult(a("child.male_adult")),
        parent_female(a("parent.female")),
        five_guarantee_alone(a("type.five_guarantee_alone")),
        serious_when_cause(a("health.serious_when_cause")),
        women_illiterate(a("education.women_illiterate")),
        family(a.weights(
            "family", {"second_child", "parent_of_young", "child_in_law", "grandchild",
                       "second_grown_child", "parent_of_grown", "skipped", "grandchild_of_old"})),
        ages(a.weights("age",
                       {"spouse_apart", "child_low", "child_high", "between_children_low",
                        "between_children_high", "schooling_head_low", "schooling_head_high"})),
        cause_weights(a.weights<Cause>("cause")),
        student(a.weights("student", {"preschool", "senior_secondary", "vocational", "college"})),
        lost(a.weights("labour.lost", {"chronic", "serious_illness", "disabled"})),
        away(a.weights("away", {"women_20_44", "women_45_59", "men_20_44", "men_45_59"})),
        transfer(a.weights("income.transfer", {"low", "high", "allowance_low", "allowance_high"})),
        wage(a.weights("income.wage", {"low", "high"})),
        care(a.weights("care",
                       {"child", "patient", "elder", "child_under", "elder_from", "last_age"})),
        limit_share(a.weights("limit", {"with_care", "without"})),
        skilled(a("labour.skilled")),
        able_60_69(a("labour.60_69")),
        insured(a("insured")),
        pension(a("pension")),
        minority(a("ethnic_minority")),
        income_low(a("income.low")),
        income_step(a("income.step")),
        exited_low(a("income.exited_low")),
        exited_step(a("income.exited_step")),
        property_high(a("income.property_high")),
        costs(a("income.costs")),
        skills(a.weights("skills", {"0", "1", "2", "3"})),
        wishes(a.weights("wishes", {"0", "1", "2", "3"})),
        housing(a.weights<Housing>("housing")),
        water(a.weights<Water>("water")),
        housing_area(a.weights("housing.area", {"low", "high"})),
        homeless(a("housing.none")),
        relocated(a("housing.relocated")),
        relocated_earth(a("housing.relocated_earth_timber")),
        electricity(a("housing.electricity")),
        leading(a("wishes.leading")),
        home(a("wishes.home")),
        limit_low(a("limit.low_km")),
        limit_high(a("limit.high_km")) {
    cause = Weights(cause_weights);
    static constexpr std::array<std::string_view, 4> health_ages{"0_15", "16_44", "45_59", "60_up"};
    static constexpr std::array<std::string_view, 4> school_ages{"16_29", "30_44", "45_59",
                                                                 "60_up"};
    for (std::size_t k = 0; k < 4; ++k) {
      health[k] = Weights(a.weights<Health>("health." + std::string(health_ages[k])));
      education_weights[k] = a.weights<Education>("education." + std::string(school_ages[k]));
      education[k] = Weights(education_weights[k]);
    }
  }
};

/// A member before it is known which table it belongs to.
struct Person {
  Sex sex{};
  int age = 0;
  Relation relation{};
  Health health{};
  Labour labour{};
  Student student{};
  Education education{};
  bool away = false;
};

bool able(const Person& p) { return p.labour == Labour::ordinary || p.labour == Labour::skilled; }
bool ill(const Person& p) {
  return p.health == Health::chronic || p.health == Health::serious_illness;
}

Sex other_sex(Sex sex) { return sex == Sex::female ? Sex::male : Sex::female; }

/// Who lives together: the head, a spouse, then children, their spouses, grandchildren and parents
/// as they fit the head's age, until the household has its size.
std::vector<Person> compose(const Rules& rules, Draw& draw, std::size_t size, int head_age) {
  std::vector<Person> people;
  const auto add = [&](Sex sex, std::int64_t age, Relation relation) {
    Person p;
    p.sex = sex;
    p.age = static_cast<int>(std::clamp<std::int64_t>(age, 0, 96));
    p.relation = relation;
    people.push_back(p);
  };
  const bool female = draw.per_mille(size == 1 ? rules.head_female_alone : rules.head_female);
  add(female ? Sex::female : Sex::male, head_age, Relation::head);
  const auto room = [&] { return people.size() < size; };
  if (room() && draw.per_mille(head_age < 75 ? rules.spouse : rules.spouse_75)) {
    const std::int64_t younger = draw.between(0, rules.ages[0]) * (female ? -1 : 1);
    add(other_sex(people.front().sex), std::max<std::int64_t>(head_age - younger, 21),
        Relation::spouse);
  }
  std::int64_t child_age = head_age - draw.between(rules.ages[1], rules.ages[2]);
  std::optional<std::size_t> first_child;
  const auto child = [&] {
    if (child_age < 0) return false;
    const bool male = draw.per_mille(child_age >= 24 ? rules.child_male_adult : rules.child_male);
    if (!first_child) first_child = people.size();
    add(male ? Sex::male : Sex::female, child_age, Relation::child);
    child_age -= draw.between(rules.ages[3], rules.ages[4]);
    return true;
  };
  int parents = 0;
  const auto parent = [&] {
    if (parents == 2 || head_age > 66) return false;
    Sex sex = draw.per_mille(rules.parent_female) ? Sex::female : Sex::male;
    if (parents == 1) sex = other_sex(people.back().sex);
    add(sex, head_age + draw.between(rules.ages[1], rules.ages[2]), Relation::parent);
    ++parents;
    return true;
  };
  bool married = false;
  const auto in_law = [&] {
    if (married || !first_child || people[*first_child].age < 23) return false;
    const Person mate = people[*first_child];
    add(other_sex(mate.sex),
        std::max<std::int64_t>(mate.age + (mate.sex == Sex::male ? -1 : 1) * draw.between(0, 4),
                               21),
        Relation::child_in_law);
    married = true;
    return true;
  };
  std::int64_t grandchild_age = -1;
  const auto grandchild = [&] {
    if (grandchild_age < 0) {
      const std::int64_t parent_age =
          first_child ? people[*first_child].age : head_age - rules.ages[1];
      grandchild_age = parent_age - draw.between(rules.ages[1], rules.ages[2]);
    } else {
      grandchild_age -= draw.between(rules.ages[3], rules.ages[4]);
    }
    if (grandchild_age < 0 || grandchild_age > 22) return false;
    const bool male = draw.per_mille(rules.child_male);
    add(male ? Sex::male : Sex::female, grandchild_age, Relation::grandchild);
    return true;
  };
  const auto& family = rules.family;
  if (head_age < 46) {
    if (room()) child();
    if (room() && draw.per_mille(family[0])) child();
    if (room() && draw.per_mille(family[1])) parent();
    while (room() && (child() || parent())) {
    }
  } else if (head_age < 60) {
    if (room()) child();
    if (room() && draw.per_mille(family[2])) in_law();
    if (room() && draw.per_mille(family[3])) grandchild();
    if (room() && draw.per_mille(family[4])) child();
    if (room() && draw.per_mille(family[5])) parent();
    while (room() && (grandchild() || child() || parent() || in_law())) {
    }
  } else {
    // Where the parents are away, grandparents live with the children alone.
    const bool skipped = draw.per_mille(family[6]);
    if (room() && !skipped) child();
    if (room() && draw.per_mille(family[7])) grandchild();
    if (room() && draw.per_mille(family[2])) in_law();
    while (room() && (grandchild() || in_law() || child())) {
    }
  }
  while (room()) {
    const Sex sex = draw.per_mille(500) ? Sex::female : Sex::male;
    add(sex, head_age - draw.between(0, 12), Relation::sibling);
    people.back().age = std::max(people.back().age, 18);
  }
  return people;
}

std::size_t band_of_health(int age) { return age < 16 ? 0 : age < 45 ? 1 : age < 60 ? 2 : 3; }
std::size_t band_of_school(int age) { return age < 30 ? 0 : age < 45 ? 1 : age < 60 ? 2 : 3; }

Student school_of(const Rules& rules, Draw& draw, const Person& p) {
  if (p.relation != Relation::child && p.relation != Relation::grandchild &&
      p.relation != Relation::sibling) {
    return Student::none;
  }
  if (p.age < 3 || p.age > 21) return Student::none;
  if (p.age < 6) return draw.per_mille(rules.student[0]) ? Student::preschool : Student::none;
  if (p.age < 12) return Student::primary;
  if (p.age < 15) return Student::junior_secondary;
  if (p.age < 18) {
    const std::int64_t at = draw.below(1000);
    return at < rules.student[1]                      ? Student::senior_secondary
           : at < rules.student[1] + rules.student[2] ? Student::vocational
                                                      : Student::none;
  }
  return draw.per_mille(rules.student[3]) ? Student::college : Student::none;
}

Education finished(const Rules& rules, Draw& draw, const Person& p) {
  switch (p.student) {
    case Student::college:
      return Education::senior_secondary;
    case Student::senior_secondary:
    case Student::vocational:
      return Education::junior_secondary;
    case Student::junior_secondary:
      return Education::primary;
    default:
      break;
  }
  if (p.age < 12) return Education::illiterate;
  if (p.age < 16) return Education::primary;
  const std::size_t band = band_of_school(p.age);
  if (p.sex == Sex::female && band >= 2 &&
      draw.per_mille(rules.education_weights[band][0] * rules.women_illiterate / 1000)) {
    return Education::illiterate;
  }
  auto level = static_cast<Education>(rules.education[band].draw(draw));
  if (p.age < 19 && level > Education::senior_secondary) level = Education::junior_secondary;
  if (p.age < 22 && level > Education::vocational) level = Education::senior_secondary;
  return level;
}

Labour labour_of(const Rules& rules, Draw& draw, const Person& p) {
  if (p.age < 16 || p.student != Student::none || p.age >= 70) return Labour::none;
  if (p.health != Health::healthy &&
      draw.per_mille(rules.lost[static_cast<std::size_t>(p.health) - 1])) {
    return Labour::lost;
  }
  if (p.age >= 60 && !draw.per_mille(rules.able_60_69)) return Labour::none;
  return draw.per_mille(rules.skilled) ? Labour::skilled : Labour::ordinary;
}

bool away_from_home(const Rules& rules, Draw& draw, const Person& p) {
  if (!able(p) || p.age < 20 || p.age > 59) return false;
  const std::size_t k = (p.sex == Sex::male ? 2U : 0U) + (p.age < 45 ? 0U : 1U);
  return draw.per_mille(rules.away[k]);
}

/// Health, school and work of everyone, such that the main cause can be seen in somebody.
void furnish(const Rules& rules, Draw& draw, Cause cause, std::vector<Person>& people) {
  for (Person& p : people) {
    p.health = static_cast<Health>(rules.health[band_of_health(p.age)].draw(draw));
    p.student = school_of(rules, draw, p);
  }
  const auto someone = [&](auto&& fits) -> Person& {
    std::vector<Person*> fitting;
    for (Person& p : people) {
      if (fits(p)) fitting.push_back(&p);
    }
    return *fitting[static_cast<std::size_t>(
        draw.below(static_cast<std::int64_t>(fitting.size())))];
  };
  const auto adult = [](const Person& p) { return p.age >= 16; };
  if (cause == Cause::illness && std::none_of(people.begin(), people.end(), ill)) {
    Person& p = someone(adult);
    p.health = draw.per_mille(rules.serious_when_cause) ? Health::serious_illness : Health::chronic;
  }
  if (cause == Cause::disability && std::none_of(people.begin(), people.end(), [](auto& p) {
        return p.health == Health::disabled;
      })) {
    someone(adult).health = Health::disabled;
  }
  if (cause == Cause::schooling && std::none_of(people.begin(), people.end(), [](auto& p) {
        return p.age >= 15 && p.student != Student::none;
      })) {
    for (Person& p : people) {
      if (p.relation != Relation::child) continue;
      p.age = static_cast<int>(draw.between(16, 21));  // the first child of a head of 38 and over
      p.student = p.age < 18 ? Student::senior_secondary : Student::college;
      break;
    }
  }
  for (Person& p : people) {
    p.education = finished(rules, draw, p);
    p.labour = labour_of(rules, draw, p);
    p.away = away_from_home(rules, draw, p);
  }
}

Date birth_of(const Options& options, Draw& draw, int age) {
  Date day = options.date - std::chrono::years(age);
  if (!day.ok()) day = day.year() / std::chrono::February / 28;
  return days_before(day, draw.below(365));
}

Cause draw_cause(const Rules& rules, Draw& draw) {
  return static_cast<Cause>(rules.cause.draw(draw));
}

void add_other_causes(const Rules& rules, Draw& draw, const std::vector<Person>& people,
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

void add_income(const Rules& rules, Draw& draw, const std::vector<Person>& people,
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

CareDuty care_of(const Rules& rules, Draw& draw, const std::vector<Person>& people,
                 std::size_t self) {
  const Person& she = people[self];
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
    const Person& p = people[k];
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

class Census {
 public:
  Census(const Land& land, Data& data, const Options& options)
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
    std::vector<Person> people = compose(rules_, draw, size, head_age);
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

  void add_woman(Draw& draw, const Household& household, const std::vector<Person>& people,
                 std::size_t self, std::size_t place) {
    const Person& p = people[self];
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

  void add_member(Draw& draw, const Household& household, const Person& p) {
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
  return Census(land, data, options).take();
}

}  // namespace jinguo::inline v0_1::sample

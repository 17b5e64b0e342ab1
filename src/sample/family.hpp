#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "parts.hpp"

/// Who lives together in a household, before it is known which table each belongs to.
namespace jinguo::inline v0_1::sample {

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
    read_by_age(a);
  }

 private:
  void read_by_age(Assumptions& a);
};
/// A member before it is known which table it belongs to.
struct Relative {
  Sex sex{};
  int age = 0;
  Relation relation{};
  Health health{};
  Labour labour{};
  Student student{};
  Education education{};
  bool away = false;
};

/// Whether somebody can work, and whether somebody is ill.
[[nodiscard]] bool able(const Relative& p) noexcept;
[[nodiscard]] bool ill(const Relative& p) noexcept;

/// Who lives together: the head, a spouse, then children, their spouses, grandchildren and parents
/// as they fit the head's age, until the household has its size.
[[nodiscard]] std::vector<Relative> compose(const Rules& rules, Draw& draw, std::size_t size,
                                            int head_age);

/// Health, school and work of everyone, such that the main cause can be seen in somebody.
void furnish(const Rules& rules, Draw& draw, Cause cause, std::vector<Relative>& people);

}  // namespace jinguo::inline v0_1::sample

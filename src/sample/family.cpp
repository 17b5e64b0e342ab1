#include "family.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace jinguo::inline v0_1::sample {

void Rules::read_by_age(Assumptions& a) {
  static constexpr std::array<std::string_view, 4> health_ages{"0_15", "16_44", "45_59", "60_up"};
  static constexpr std::array<std::string_view, 4> school_ages{"16_29", "30_44", "45_59", "60_up"};
  for (std::size_t k = 0; k < 4; ++k) {
    health[k] = Weights(a.weights<Health>("health." + std::string(health_ages[k])));
    education_weights[k] = a.weights<Education>("education." + std::string(school_ages[k]));
    education[k] = Weights(education_weights[k]);
  }
}

bool able(const Relative& p) noexcept {
  return p.labour == Labour::ordinary || p.labour == Labour::skilled;
}
bool ill(const Relative& p) noexcept {
  return p.health == Health::chronic || p.health == Health::serious_illness;
}

namespace {

Sex other_sex(Sex sex) { return sex == Sex::female ? Sex::male : Sex::female; }

/// Draws the people of a household one after another.
class Family {
 public:
  Family(const Rules& rules, Draw& draw, std::size_t size, int head_age)
      : rules_(rules), draw_(draw), size_(size), head_age_(head_age) {}

  std::vector<Relative> compose() {
    couple();
    child_age_ = head_age_ - draw_.between(rules_.ages[1], rules_.ages[2]);
    if (head_age_ < 46) {
      young();
    } else if (head_age_ < 60) {
      grown();
    } else {
      old();
    }
    while (room()) {
      const Sex sex = draw_.per_mille(500) ? Sex::female : Sex::male;
      add(sex, head_age_ - draw_.between(0, 12), Relation::sibling);
      people_.back().age = std::max(people_.back().age, 18);
    }
    return std::move(people_);
  }

 private:
  void add(Sex sex, std::int64_t age, Relation relation) {
    Relative p;
    p.sex = sex;
    p.age = static_cast<int>(std::clamp<std::int64_t>(age, 0, 96));
    p.relation = relation;
    people_.push_back(p);
  }
  [[nodiscard]] bool room() const noexcept { return people_.size() < size_; }
  /// Whether there is room, and a share of such households has one.
  bool may(std::size_t share) { return room() && draw_.per_mille(rules_.family[share]); }

  void couple() {
    const bool female = draw_.per_mille(size_ == 1 ? rules_.head_female_alone : rules_.head_female);
    add(female ? Sex::female : Sex::male, head_age_, Relation::head);
    if (!room() || !draw_.per_mille(head_age_ < 75 ? rules_.spouse : rules_.spouse_75)) return;
    const std::int64_t younger = draw_.between(0, rules_.ages[0]) * (female ? -1 : 1);
    add(other_sex(people_.front().sex), std::max<std::int64_t>(head_age_ - younger, 21),
        Relation::spouse);
  }
  bool child() {
    if (child_age_ < 0) return false;
    const bool male =
        draw_.per_mille(child_age_ >= 24 ? rules_.child_male_adult : rules_.child_male);
    if (!first_child_) first_child_ = people_.size();
    add(male ? Sex::male : Sex::female, child_age_, Relation::child);
    child_age_ -= draw_.between(rules_.ages[3], rules_.ages[4]);
    return true;
  }
  bool parent() {
    if (parents_ == 2 || head_age_ > 66) return false;
    Sex sex = draw_.per_mille(rules_.parent_female) ? Sex::female : Sex::male;
    if (parents_ == 1) sex = other_sex(people_.back().sex);
    add(sex, head_age_ + draw_.between(rules_.ages[1], rules_.ages[2]), Relation::parent);
    ++parents_;
    return true;
  }
  bool in_law() {
    if (married_ || !first_child_ || people_[*first_child_].age < 23) return false;
    const Relative mate = people_[*first_child_];
    const std::int64_t apart = (mate.sex == Sex::male ? -1 : 1) * draw_.between(0, 4);
    add(other_sex(mate.sex), std::max<std::int64_t>(mate.age + apart, 21), Relation::child_in_law);
    married_ = true;
    return true;
  }
  bool grandchild() {
    if (grandchild_age_ < 0) {
      const std::int64_t parent_age =
          first_child_ ? people_[*first_child_].age : head_age_ - rules_.ages[1];
      grandchild_age_ = parent_age - draw_.between(rules_.ages[1], rules_.ages[2]);
    } else {
      grandchild_age_ -= draw_.between(rules_.ages[3], rules_.ages[4]);
    }
    if (grandchild_age_ < 0 || grandchild_age_ > 22) return false;
    const bool male = draw_.per_mille(rules_.child_male);
    add(male ? Sex::male : Sex::female, grandchild_age_, Relation::grandchild);
    return true;
  }

  void young() {
    if (room()) child();
    if (may(0)) child();
    if (may(1)) parent();
    while (room() && (child() || parent())) {
    }
  }
  void grown() {
    if (room()) child();
    if (may(2)) in_law();
    if (may(3)) grandchild();
    if (may(4)) child();
    if (may(5)) parent();
    while (room() && (grandchild() || child() || parent() || in_law())) {
    }
  }
  void old() {
    // Where the parents are away, grandparents live with the children alone.
    const bool skipped = draw_.per_mille(rules_.family[6]);
    if (room() && !skipped) child();
    if (may(7)) grandchild();
    if (may(2)) in_law();
    while (room() && (grandchild() || in_law() || child())) {
    }
  }

  const Rules& rules_;
  Draw& draw_;
  std::size_t size_;
  int head_age_;
  std::vector<Relative> people_{};
  std::int64_t child_age_ = -1;
  std::optional<std::size_t> first_child_{};
  int parents_ = 0;
  bool married_ = false;
  std::int64_t grandchild_age_ = -1;
};

std::size_t band_of_health(int age) { return age < 16 ? 0 : age < 45 ? 1 : age < 60 ? 2 : 3; }
std::size_t band_of_school(int age) { return age < 30 ? 0 : age < 45 ? 1 : age < 60 ? 2 : 3; }

Student school_of(const Rules& rules, Draw& draw, const Relative& p) {
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

Education finished(const Rules& rules, Draw& draw, const Relative& p) {
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

Labour labour_of(const Rules& rules, Draw& draw, const Relative& p) {
  if (p.age < 16 || p.student != Student::none || p.age >= 70) return Labour::none;
  if (p.health != Health::healthy &&
      draw.per_mille(rules.lost[static_cast<std::size_t>(p.health) - 1])) {
    return Labour::lost;
  }
  if (p.age >= 60 && !draw.per_mille(rules.able_60_69)) return Labour::none;
  return draw.per_mille(rules.skilled) ? Labour::skilled : Labour::ordinary;
}

bool away_from_home(const Rules& rules, Draw& draw, const Relative& p) {
  if (!able(p) || p.age < 20 || p.age > 59) return false;
  const std::size_t k = (p.sex == Sex::male ? 2U : 0U) + (p.age < 45 ? 0U : 1U);
  return draw.per_mille(rules.away[k]);
}

}  // namespace

std::vector<Relative> compose(const Rules& rules, Draw& draw, std::size_t size, int head_age) {
  return Family(rules, draw, size, head_age).compose();
}

void furnish(const Rules& rules, Draw& draw, Cause cause, std::vector<Relative>& people) {
  for (Relative& p : people) {
    p.health = static_cast<Health>(rules.health[band_of_health(p.age)].draw(draw));
    p.student = school_of(rules, draw, p);
  }
  const auto someone = [&](auto&& fits) -> Relative& {
    std::vector<Relative*> fitting;
    for (Relative& p : people) {
      if (fits(p)) fitting.push_back(&p);
    }
    return *fitting[static_cast<std::size_t>(
        draw.below(static_cast<std::int64_t>(fitting.size())))];
  };
  const auto adult = [](const Relative& p) { return p.age >= 16; };
  if (cause == Cause::illness && std::none_of(people.begin(), people.end(), ill)) {
    Relative& p = someone(adult);
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
    for (Relative& p : people) {
      if (p.relation != Relation::child) continue;
      p.age = static_cast<int>(draw.between(16, 21));  // the first child of a head of 38 and over
      p.student = p.age < 18 ? Student::senior_secondary : Student::college;
      break;
    }
  }
  for (Relative& p : people) {
    p.education = finished(rules, draw, p);
    p.labour = labour_of(rules, draw, p);
    p.away = away_from_home(rules, draw, p);
  }
}

}  // namespace jinguo::inline v0_1::sample

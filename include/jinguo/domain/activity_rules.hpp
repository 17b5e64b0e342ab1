#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "jinguo/domain/activities.hpp"
#include "jinguo/domain/report.hpp"

/// What an activity's fields must say together, and what activities must say of each other. What no
/// true record can hold is an error; what real tables hold and no target counts is a warning, so
/// that the tables still load and the officer sees it.
namespace jinguo::inline v0_1::detail {

/// What the checks must know of earlier activities.
struct SeenActivities {
  struct Event {
    std::string id{};
    Level level{};
  };
  struct Class {
    Date from{};
    Date to{};
    std::string id{};
    std::string event{};
    Level level{};
  };
  std::unordered_map<std::string, std::vector<Event>> events{};
  std::unordered_map<std::string, std::vector<Class>> classes{};  ///< By attendant.
  std::unordered_map<std::string, Date> diagnosed{};              ///< First day, by person.
  std::unordered_map<std::string, std::string> awards{};          ///< What may be given once.
  bool diagnoses_read = false;
};

/// Each of some persons once, in byte order.
[[nodiscard]] inline std::vector<std::string> each_once(std::vector<std::string> people) {
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  return people;
}

/// Aid of the two-cancer fund: once for a patient, yuan.
inline constexpr std::int64_t cancer_award_yuan = 10'000;

inline void check_needed_fields(Report& report, const Activity& one) {
  using enum ActivityKind;
  const std::size_t people = one.women.size() + one.persons.size();
  const auto need = [&](bool there, std::string_view column) {
    if (!there) report.error(column, "domain.activity." + std::string(column));
  };
  if (one.days && (*one.days < 1 || *one.days > 366)) {
    report.error("days", "domain.activity.days", std::to_string(*one.days));
  }
  if (one.for_year && (*one.for_year < 1949 || *one.for_year > 9999)) {
    report.error("for_year", "domain.title_year", std::to_string(*one.for_year));
  }
  if (const auto unit = unit_of(one.kind); unit && one.unit != *unit) {
    report.error(
        "unit", "domain.activity.unit", std::string(to_string(one.unit)),
        {{"word", std::string(to_string(*unit))}, {"name", std::string(to_chinese(*unit))}});
  }
  switch (one.kind) {
    case outreach:
      need(one.medium.has_value(), "medium");
      break;
    case talk:
      need(!one.topics.empty(), "topics");
      break;
    case training:
      need(one.skill.has_value(), "skill");
      break;
    case diagnosis:
      need(one.cancer.has_value(), "cancer");
      need(people == 1, "women");
      if (one.proof.empty()) report.warning("proof", "domain.activity.proof");
      break;
    case cancer_aid:
      need(people == 1, "women");
      need(one.amount > Money(), "amount");
      break;
    case student_aid:
      need(people >= 1, "persons");
      need(one.payer.has_value(), "payer");
      need(one.amount > Money(), "amount");
      break;
    case insurance:
      need(people >= 1, "persons");
      need(one.payer.has_value(), "payer");
      break;
    case charity:
      need(people >= 1 || one.whom.has_value(), "whom");
      break;
    case screening:
      need(people >= 1 || one.whom.has_value(), "whom");
      break;
    case exemplar:
      need(one.exemplar_kind.has_value(), "exemplar_kind");
      if (one.exemplar_kind == ExemplarKind::person) need(people >= 1, "persons");
      if (one.exemplar_kind == ExemplarKind::project) {
        need(one.project.has_value() || one.base.has_value(), "project");
      }
      if (one.exemplar_kind == ExemplarKind::social_force) need(!one.sponsor.empty(), "sponsor");
      break;
    case media_item:
      need(one.outlet_level.has_value(), "outlet_level");
      break;
    case resource:
      need(one.payer.has_value(), "payer");
      break;
    default:
      break;
  }
  if (one.venue == Venue::womens_home && !one.region.empty() &&
      one.region.level() < RegionLevel::township) {
    report.warning("venue", "domain.activity.venue", one.region.to_string());
  }
}

/// Persons listed twice, and more persons listed than counted.
inline void check_list(Report& report, const Activity& one,
                       const std::vector<std::string>& people) {
  std::unordered_set<std::string> distinct;
  for (const std::string& who : people) {
    if (!distinct.insert(who).second) {
      report.warning(who.starts_with("women") ? "women" : "persons", "domain.activity.twice",
                     who.substr(who.find('\n') + 1));
    }
  }
  const bool counts_people = one.unit == Unit::person_times || one.unit == Unit::persons;
  if (counts_people && !people.empty() &&
      one.quantity < static_cast<std::int64_t>(distinct.size())) {
    report.warning("quantity", "domain.activity.quantity", std::to_string(one.quantity),
                   {{"least", std::to_string(distinct.size())}});
  }
}

/// One event that two levels report.
inline bool check_event(Report& report, SeenActivities& seen, const Activity& one,
                        const std::string& event) {
  auto& before = seen.events[event];
  for (const SeenActivities::Event& other : before) {
    if (other.level == one.reported_by) continue;
    report.warning("reported_by", "domain.activity.double_report",
                   std::string(to_string(one.reported_by)), {{"id", other.id}});
    break;
  }
  before.push_back({one.id.text(), one.reported_by});
  return before.size() > 1;
}

/// Two classes on the same days; reports of one class by two levels are no two classes.
inline void check_overlap(Report& report, SeenActivities& seen, const Activity& one,
                          const std::vector<std::string>& people, const std::string& event) {
  if (!one.date.ok()) return;
  const Date to = last_day(one);
  for (const std::string& who : each_once(people)) {
    std::vector<SeenActivities::Class>& hers = seen.classes[who];
    for (const SeenActivities::Class& other : hers) {
      if (other.to < one.date || to < other.from || other.id == one.id.text()) continue;
      if (other.event == event && other.level != one.reported_by) continue;
      report.warning("date", "domain.activity.overlap", who.substr(who.find('\n') + 1),
                     {{"id", other.id}});
      break;
    }
    hers.push_back({one.date, to, one.id.text(), event, one.reported_by});
  }
}

/// The household of whom an activity lists; none of a person outside the registry.
inline const Household* household_of(const Registry& registry, const std::string& who) {
  if (!who.starts_with("women\n")) return nullptr;
  const Beneficiary* const woman = registry.table<Beneficiary>().find(who.substr(6));
  return woman == nullptr ? nullptr : registry.find(woman->household);
}

inline void check_cancer_aid(Report& report, SeenActivities& seen, const Activity& one,
                             const std::string& who) {
  if (one.amount > Money() && one.amount != Money::from_yuan(cancer_award_yuan)) {
    report.warning("amount", "domain.activity.award", one.amount.to_string(),
                   {{"yuan", std::to_string(cancer_award_yuan)}});
  }
  if (one.payment && *one.payment != Payment::transfer) {
    report.warning("payment", "domain.activity.transfer", std::string(to_string(*one.payment)));
  }
  const Household* const home = household_of(report.registry(), who);
  // Of a woman whose household is not there, that is the fault, and told elsewhere.
  const bool outside = who.starts_with("persons\n");
  if (outside || (home != nullptr && one.date.ok() && !is_registered(*home, one.date))) {
    report.warning(who.starts_with("women") ? "women" : "persons", "domain.activity.not_registered",
                   who.substr(who.find('\n') + 1));
  }
  const auto diagnosed = seen.diagnosed.find(who);
  if (diagnosed == seen.diagnosed.end() || diagnosed->second > one.date) {
    report.warning(who.starts_with("women") ? "women" : "persons", "domain.activity.not_diagnosed",
                   who.substr(who.find('\n') + 1));
  }
}

/// What is given to one person once: an award, a policy, a gift, a place among the exemplars.
inline void check_once(Report& report, SeenActivities& seen, const Activity& one,
                       const std::vector<std::string>& people) {
  std::string key;
  std::string_view code;
  const std::string year = std::to_string(year_of(one));
  const std::string payer(one.payer ? to_string(*one.payer) : std::string_view{});
  switch (one.kind) {
    case ActivityKind::cancer_aid:
      key = "cancer_aid";
      code = "domain.activity.second_award";
      break;
    case ActivityKind::student_aid:
      key = "student_aid\n" + year + '\n' + payer;
      code = "domain.activity.second_student_award";
      break;
    case ActivityKind::insurance:
      key = "insurance\n" + year;
      code = "domain.activity.second_policy";
      break;
    case ActivityKind::charity:
      key = "charity\n" + to_string(one.date) + '\n' + payer + '\n' + one.amount.to_string();
      code = "domain.activity.second_gift";
      break;
    case ActivityKind::exemplar:
      key = "exemplar\n" + year;
      code = "domain.activity.second_exemplar";
      break;
    default:
      return;
  }
  for (const std::string& who : each_once(people)) {
    const auto [at, fresh] = seen.awards.try_emplace(key + '\n' + who, one.id.text());
    if (fresh) continue;
    report.warning(who.starts_with("women") ? "women" : "persons", code,
                   who.substr(who.find('\n') + 1), {{"id", at->second}});
  }
}

inline void check_media_item(Report& report, const Activity& one) {
  if (one.exemplars.empty()) report.warning("exemplars", "domain.activity.exemplars");
  for (const IdOf<Activity>& id : one.exemplars) {
    const Activity* const exemplar = report.registry().find(id);
    if (exemplar == nullptr) continue;  // a reference to nothing is told for any field
    if (exemplar->kind != ActivityKind::exemplar) {
      report.error("exemplars", "domain.activity.no_exemplar", id.text());
    } else if (one.date.ok() && exemplar->date.ok() && year_of(*exemplar) != year_of(one)) {
      report.warning("exemplars", "domain.activity.exemplar_year", id.text(),
                     {{"year", std::to_string(year_of(one))}});
    }
  }
}

inline void check_screening(Report& report, const Activity& one) {
  for (const IdOf<Beneficiary>& id : one.women) {
    const Beneficiary* const woman = report.registry().find(id);
    if (woman == nullptr || !woman->birth_date.ok() || !one.date.ok()) continue;
    const int age = age_on(woman->birth_date, one.date);
    if (age < 35 || age > 64) report.warning("women", "domain.activity.age", id.text());
  }
}

inline void check_activity(Report& report, SeenActivities& seen, const Activity& one) {
  if (!seen.diagnoses_read) {  // an award may stand above the diagnosis in the table
    seen.diagnoses_read = true;
    for (const Activity& other : report.registry().all<Activity>()) {
      if (other.kind != ActivityKind::diagnosis || !other.date.ok()) continue;
      for (const std::string& who : listed(report.registry(), other)) {
        const auto [at, fresh] = seen.diagnosed.try_emplace(who, other.date);
        if (!fresh && other.date < at->second) at->second = other.date;
      }
    }
  }
  check_needed_fields(report, one);
  const std::vector<std::string> people = listed(report.registry(), one);
  check_list(report, one, people);
  if (is_event(one.kind)) {
    const std::string event = event_of(one);
    check_event(report, seen, one, event);
    if (is_class(one.kind)) check_overlap(report, seen, one, people, event);
  }
  if (one.kind == ActivityKind::cancer_aid && people.size() == 1) {
    check_cancer_aid(report, seen, one, people.front());
  }
  check_once(report, seen, one, people);
  if (one.kind == ActivityKind::media_item) check_media_item(report, one);
  if (one.kind == ActivityKind::screening) check_screening(report, one);
}

}  // namespace jinguo::inline v0_1::detail

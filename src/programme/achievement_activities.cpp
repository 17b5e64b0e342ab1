#include <algorithm>
#include <tuple>

#include "achievement_parts.hpp"
#include "jinguo/core/integer.hpp"
#include "jinguo/domain/activity_rules.hpp"

namespace jinguo::inline v0_1::programme::detail {
namespace {

using jinguo::detail::each_once;

class ActivityCount {
 public:
  ActivityCount(const Records& records, const Target& target,
                const std::map<std::string, std::int32_t>& exemplars, Achievement& out)
      : records_(records), target_(target), exemplars_(exemplars), out_(out) {}

  std::vector<Counted> all() {
    for (const Activity* one : records_.activities) {
      if (std::find(target_.counts.begin(), target_.counts.end(), one->kind) ==
          target_.counts.end()) {
        continue;
      }
      const bool by_for_year =
          one->kind == ActivityKind::exemplar || one->kind == ActivityKind::media_item;
      year_ = by_for_year ? year_of(*one)
                          : static_cast<std::int32_t>(static_cast<int>(one->date.year()));
      if (why_not(*one)) continue;
      Counted counted;
      counted.activity = one;
      counted.year = year_;
      counted.of_persons = target_.unit == Unit::person_times || target_.unit == Unit::persons;
      if (counted.of_persons) {
        count_persons(*one, counted);
      } else {
        counted.amount = one->quantity;
        counted.people = each_once(listed(records_.registry, *one));
      }
      counted_.push_back(std::move(counted));
    }
    return std::move(counted_);
  }

 private:
  void leave(const Activity& one, std::string_view reason, std::int64_t amount,
             std::string subject = {}, std::string other = {}) {
    NotCounted row;
    row.target = target_.id.text();
    row.period = std::to_string(year_);
    row.table = Activity::table;
    row.id = one.id.text();
    row.subject = std::move(subject);
    row.reason = reason;
    row.other = std::move(other);
    row.amount = amount;
    out_.not_counted.push_back(std::move(row));
  }

  /// Whether the whole record does not count; tells why.
  bool why_not(const Activity& one) {
    if (one.unit != target_.unit) {
      leave(one, "unit", one.quantity);
      return true;
    }
    if (const auto found = records_.doubles.find(&one); found != records_.doubles.end()) {
      leave(one, "double_report", one.quantity, {}, found->second->id.text());
      return true;
    }
    if (one.proof.empty() && records_.options.unproven == Unproven::left_out) {
      leave(one, "proof", one.quantity);
      return true;
    }
    if (one.kind == ActivityKind::talk && one.whom && *one.whom != PersonKind::registered_woman &&
        *one.whom != PersonKind::grassroots_woman) {
      leave(one, "audience", one.quantity);
      return true;
    }
    if (one.kind == ActivityKind::exemplar) return again(one);
    if (one.kind == ActivityKind::media_item) return shows_none(one);
    return false;
  }

  /// Whether whom it shows was recommended in the same year already.
  bool again(const Activity& one) {
    std::vector<std::string> shown = each_once(listed(records_.registry, one));
    if (one.project) shown.push_back("projects\n" + one.project->text());
    if (one.base) shown.push_back("bases\n" + one.base->text());
    if (one.exemplar_kind == ExemplarKind::social_force && !one.sponsor.empty()) {
      shown.push_back("sponsor\n" + one.sponsor);
    }
    for (const std::string& who : shown) {
      const auto found = recommended_.find(std::pair(year_, who));
      if (found == recommended_.end()) continue;
      leave(one, "second", one.quantity, who.starts_with("sponsor") ? "" : id_in(who),
            found->second);
      return true;
    }
    for (const std::string& who : shown) recommended_.emplace(std::pair(year_, who), one.id.text());
    return false;
  }

  bool shows_none(const Activity& one) {
    if (!one.outlet_level || !records_.counts_as_higher(*one.outlet_level)) {
      leave(one, "outlet", one.quantity);
      return true;
    }
    if (!target_.subset_of) return false;
    std::string of_another_year;
    for (const IdOf<Activity>& id : one.exemplars) {
      const auto found = exemplars_.find(id.text());
      if (found == exemplars_.end()) continue;
      if (found->second == year_) return false;
      if (of_another_year.empty()) of_another_year = id.text();
    }
    if (of_another_year.empty()) {
      // An exemplar from before the programme, or of another year, is not among those counted.
      for (const IdOf<Activity>& id : one.exemplars) {
        const Activity* const exemplar = records_.registry.find(id);
        if (exemplar != nullptr && year_of(*exemplar) != year_) of_another_year = id.text();
      }
    }
    leave(one, of_another_year.empty() ? "exemplar" : "exemplar_year", one.quantity, {},
          of_another_year);
    return true;
  }

  /// Whether a target for people in need names a person.
  std::string_view why_not_in_need(const Activity& one, const std::string& who) const {
    if (who.starts_with("women\n")) {
      return records_.is_registered_on(who, one.date) ? "" : "register";
    }
    const Person* const person = records_.registry.find(IdOf<Person>(id_in(who)));
    if (person == nullptr) return "kind";
    switch (person->kind) {
      case PersonKind::registered_woman:
      case PersonKind::left_behind_child:
      case PersonKind::child_in_difficulty:
        return "";
      case PersonKind::grassroots_woman:
      case PersonKind::cadre:
        return person->poor ? "" : "kind";
      case PersonKind::student:
      case PersonKind::other:
        break;
    }
    return "kind";
  }

  void count_persons(const Activity& one, Counted& counted) {
    const std::vector<std::string> people = listed(records_.registry, one);
    std::set<std::string> seen;
    for (const std::string& who : people) {
      if (!seen.insert(who).second) {
        leave(one, "twice", 1, id_in(who));
        continue;
      }
      if (one.kind == ActivityKind::charity) {
        if (const std::string_view why = why_not_in_need(one, who); !why.empty()) {
          leave(one, why, 1, id_in(who));
          continue;
        }
        const auto gift = std::tuple(one.date, one.payer, one.amount.fen(), who);
        const auto [at, fresh] = gifts_.try_emplace(gift, one.id.text());
        if (!fresh) {
          leave(one, "second", 1, id_in(who), at->second);
          continue;
        }
      }
      counted.people.push_back(who);
    }
    std::int64_t unlisted =
        std::max<std::int64_t>(0, one.quantity - static_cast<std::int64_t>(people.size()));
    if (one.kind == ActivityKind::charity && unlisted > 0) {
      const bool in_need = one.whom && (*one.whom == PersonKind::registered_woman ||
                                        *one.whom == PersonKind::left_behind_child ||
                                        *one.whom == PersonKind::child_in_difficulty);
      if (!in_need) {
        leave(one, "kind", unlisted);
        unlisted = 0;
      }
    }
    counted.amount = static_cast<std::int64_t>(counted.people.size()) + unlisted;
  }

  const Records& records_;
  const Target& target_;
  const std::map<std::string, std::int32_t>& exemplars_;
  Achievement& out_;
  std::int32_t year_ = 0;
  std::vector<Counted> counted_{};
  std::map<std::pair<std::int32_t, std::string>, std::string> recommended_{};
  std::map<std::tuple<Date, std::optional<Source>, std::int64_t, std::string>, std::string>
      gifts_{};
};

}  // namespace

std::vector<Counted> count_activities(const Records& records, const Target& target,
                                      const std::map<std::string, std::int32_t>& exemplars,
                                      Achievement& out) {
  return ActivityCount(records, target, exemplars, out).all();
}

namespace {

/// A woman with a diagnosis, by whom an activity lists.
struct Patient {
  Date diagnosed{};
  std::string diagnosis{};
  RegionCode region{};
  std::optional<Date> since{};  ///< Nothing: she never qualified.
  std::string award{};
  Date aided{};
};
using Patients = std::map<std::string, Patient>;

/// Who was diagnosed, first on which day, and from when on she qualifies.
Patients patients_of(const Records& records) {
  Patients patients;
  for (const Activity* one : records.activities) {
    if (one->kind != ActivityKind::diagnosis) continue;
    if (one->proof.empty() && records.options.unproven == Unproven::left_out) continue;
    for (const std::string& who : each_once(listed(records.registry, *one))) {
      const auto [at, fresh] =
          patients.try_emplace(who, Patient{one->date, one->id.text(), one->region, {}, {}, {}});
      if (!fresh && one->date < at->second.diagnosed) {
        at->second.diagnosed = one->date;
        at->second.diagnosis = one->id.text();
      }
    }
  }
  for (auto& [who, patient] : patients) {
    const Household* const home = records.home_of(who);
    if (home == nullptr || !is_registered_between(*home, patient.diagnosed, records.day)) continue;
    patient.region = home->region;
    patient.since = patient.diagnosed;
    if (home->registered_on && *home->registered_on > patient.diagnosed) {
      patient.since = *home->registered_on;
    }
  }
  return patients;
}

/// Notes the first award of each patient, and why the other awards do not count.
void pay(const Records& records, const Target& target, Patients& patients, Achievement& out) {
  // The first award counts, whatever the ids.
  std::vector<const Activity*> awards;
  for (const Activity* one : records.activities) {
    if (std::find(target.counts.begin(), target.counts.end(), one->kind) != target.counts.end()) {
      awards.push_back(one);
    }
  }
  std::stable_sort(awards.begin(), awards.end(),
                   [](const Activity* a, const Activity* b) { return a->date < b->date; });
  for (const Activity* one : awards) {
    const auto leave = [&](const std::string& who, std::string_view reason,
                           const std::string& other) {
      NotCounted row;
      row.target = target.id.text();
      row.period = std::to_string(static_cast<int>(one->date.year()));
      row.table = Activity::table;
      row.id = one->id.text();
      row.subject = id_in(who);
      row.reason = reason;
      row.other = other;
      row.amount = 1;
      out.not_counted.push_back(std::move(row));
    };
    for (const std::string& who : each_once(listed(records.registry, *one))) {
      const auto found = patients.find(who);
      const Household* const home = records.home_of(who);
      if (home == nullptr) {
        leave(who, "register", {});
      } else if (found == patients.end() || found->second.diagnosed > one->date) {
        leave(who, is_registered(*home, one->date) ? "diagnosis" : "register", {});
      } else if (!found->second.since || *found->second.since > one->date) {
        leave(who, "register", {});
      } else if (!found->second.award.empty()) {
        leave(who, "second", found->second.award);
      } else if (one->proof.empty() && records.options.unproven == Unproven::left_out) {
        leave(who, "proof", {});
      } else {
        found->second.award = one->id.text();
        found->second.aided = one->date;
        out.unproven += one->proof.empty() ? 1 : 0;
      }
    }
  }
}

/// A row a year, and the one of the whole programme.
void add_patient_rows(const Records& records, const Target& target, const Patients& patients,
                      Achievement& out) {
  for (std::int32_t year = records.first_year; year <= records.last_year + 1; ++year) {
    const bool whole = year > records.last_year;
    TargetRow row;
    row.target = target.id.text();
    row.period = whole ? std::string(whole_programme) : std::to_string(year);
    row.unit = target.unit;
    row.headline = row.judged = whole;
    row.whole = 0;
    for (const auto& [who, patient] : patients) {
      if (!patient.since) continue;
      if (!whole && static_cast<int>(patient.since->year()) != year) continue;
      ++*row.whole;
      if (!patient.award.empty()) ++row.actual;
    }
    row.persons = row.actual;
    row.at_least = jinguo::detail::ceil_div(*row.whole * target.at_least, 10'000);
    if (whole && *row.whole > 0) {
      judge(records, target, 0, row);
    } else if (whole && records.options.of_nobody != OfNobody::not_applicable) {
      row.state =
          records.options.of_nobody == OfNobody::met ? TargetState::met : TargetState::missed;
    } else {
      row.state = TargetState::not_applicable;
    }
    out.rows.push_back(std::move(row));
  }
}

}  // namespace

void count_patients(const Records& records, const Target& target, Achievement& out) {
  using std::chrono::sys_days;
  Patients patients = patients_of(records);
  pay(records, target, patients, out);
  add_patient_rows(records, target, patients, out);
  for (const auto& [who, patient] : patients) {
    if (!patient.since) continue;
    if (!patient.award.empty()) {
      out.waits.push_back((sys_days(patient.aided) - sys_days(*patient.since)).count());
      continue;
    }
    out.unpaid.push_back({id_in(who), who.substr(0, who.find('\n')), patient.diagnosis,
                          patient.region, *patient.since,
                          (sys_days(records.day) - sys_days(*patient.since)).count()});
  }
  std::sort(out.waits.begin(), out.waits.end());
  std::stable_sort(out.unpaid.begin(), out.unpaid.end(),
                   [](const UnpaidPatient& a, const UnpaidPatient& b) { return a.days > b.days; });
}

}  // namespace jinguo::inline v0_1::programme::detail

#include "jinguo/programme/achievement.hpp"

#include <algorithm>
#include <chrono>
#include <tuple>

#include "achievement_parts.hpp"
#include "jinguo/core/integer.hpp"
#include "jinguo/core/text.hpp"

namespace jinguo::inline v0_1::programme {
namespace {

/// Calls visit(name, member) for every option.
template <class Options, class Visit>
void for_each_option(Options& options, const Visit& visit) {
  visit("unstated_period", options.unstated_period);
  visit("counting", options.counting);
  visit("two_bases", options.two_bases);
  visit("media_items", options.media_items);
  visit("above_range", options.above_range);
  visit("of_nobody", options.of_nobody);
  visit("higher_levels", options.higher_levels);
  visit("reached_women", options.reached_women);
  visit("management_areas", options.management_areas);
  visit("deficit", options.deficit);
  visit("unproven", options.unproven);
}

std::int32_t year_of_date(const Date& date) {
  return static_cast<std::int32_t>(static_cast<int>(date.year()));
}

}  // namespace

std::vector<std::pair<std::string, std::vector<std::string>>> option_values() {
  std::vector<std::pair<std::string, std::vector<std::string>>> out;
  AchievementOptions options;
  for_each_option(options, [&]<class E>(const char* name, E&) {
    std::vector<std::string> words;
    for (const Coded<E>& row : codes(std::type_identity<E>{})) words.emplace_back(row.word);
    out.emplace_back(name, std::move(words));
  });
  return out;
}

AchievementOptions options_of(std::span<const std::pair<std::string, std::string>> given) {
  AchievementOptions options;
  std::vector<Issue> issues;
  for (const auto& one : given) {
    const std::string& name = one.first;  // clang 14 lets no lambda capture a structured binding
    const std::string& value = one.second;
    bool found = false;
    std::vector<std::string> allowed;
    for_each_option(options, [&]<class E>(const char* known, E& member) {
      allowed.emplace_back(known);
      if (name != known) return;
      found = true;
      if (const std::optional<E> read = from_text<E>(value)) {
        member = *read;
        return;
      }
      std::vector<std::string> words;
      for (const Coded<E>& row : codes(std::type_identity<E>{})) words.emplace_back(row.word);
      Issue issue;
      issue.code = "targets.option";
      issue.column = name;
      issue.expected = {issue.code, {{"allowed", jinguo::detail::join(words, ", ")}}};
      issues.push_back(std::move(issue));
    });
    if (found) continue;
    Issue issue;
    issue.code = "targets.option";
    issue.column = "option";
    issue.expected = {issue.code, {{"allowed", jinguo::detail::join(allowed, ", ")}}};
    issues.push_back(std::move(issue));
  }
  if (!issues.empty()) throw InputError(std::move(issues));
  return options;
}

Message NotCounted::message() const {
  return {"targets.not_counted." + reason, {{"other", other}}};
}

std::optional<std::int64_t> percent_met(const Target& target, std::int64_t actual,
                                        std::int64_t wanted, bool whole) {
  std::int64_t above = actual;
  std::int64_t below = wanted;
  if (target.direction == Direction::falls) {
    if (whole && target.baseline) {
      above = *target.baseline - actual;
      below = *target.baseline - wanted;
    } else {
      above = 2 * wanted - actual;
    }
  }
  if (below <= 0) return std::nullopt;
  return above <= 0 ? 0 : above / below * 100 + above % below * 100 / below;
}

namespace detail {

Records::Records(const Registry& all, const Programme& given, std::optional<Date> until,
                 const AchievementOptions& chosen)
    : registry(all), programme(given), options(chosen) {
  if (until) {
    day = *until;
  } else {
    for (const Activity& one : registry.all<Activity>()) {
      if (one.date.ok() && (!day.ok() || one.date > day)) day = one.date;
    }
    for (const Placement& one : registry.all<Placement>()) {
      if (one.starts_on.ok() && (!day.ok() || one.starts_on > day)) day = one.starts_on;
    }
    // Where nothing was done yet, the last day that the records know.
    const auto see = [&](const std::optional<Date>& known) {
      if (known && known->ok() && (!day.ok() || *known > day)) day = *known;
    };
    if (!day.ok()) {
      for (const Household& one : registry.all<Household>()) see(one.registered_on);
      for (const Mentorship& one : registry.all<Mentorship>()) see(one.starts_on);
      for (const Loan& one : registry.all<Loan>()) see(one.starts_on);
    }
    if (!day.ok()) day = Date(std::chrono::year(1970) / 1 / 1);
  }
  last_year = first_year = year_of_date(day);
  for (const Activity& one : registry.all<Activity>()) {
    if (!within(one.date)) continue;
    activities.push_back(&one);
    first_year = std::min(first_year, year_of_date(one.date));
  }
  for (const Placement& one : registry.all<Placement>()) {
    if (!within(one.starts_on)) continue;
    placements.push_back(&one);
    first_year = std::min(first_year, year_of_date(one.starts_on));
  }
  if (programme.starts_on) first_year = year_of_date(std::min(*programme.starts_on, day));
  const auto by_id = [](const auto* a, const auto* b) { return a->id.text() < b->id.text(); };
  std::stable_sort(activities.begin(), activities.end(), by_id);
  std::stable_sort(placements.begin(), placements.end(), by_id);

  std::map<std::string, std::vector<const Activity*>> events;
  for (const Activity* one : activities) {
    if (is_event(one->kind)) events[event_of(*one)].push_back(one);
  }
  for (const auto& [event, reports] : events) {
    // The level nearest to the event counts, with all that it reports.
    const Activity* const nearest = *std::min_element(
        reports.begin(), reports.end(),
        [](const Activity* a, const Activity* b) { return a->reported_by > b->reported_by; });
    for (const Activity* one : reports) {
      if (one->reported_by != nearest->reported_by) doubles.emplace(one, nearest);
    }
  }
}

bool by_year(const Records& records, const Target& target) noexcept {
  return target.period == TargetPeriod::year ||
         (target.period == TargetPeriod::programme &&
          records.options.unstated_period == UnstatedPeriod::year);
}

void judge(const Records& records, const Target& target, std::int32_t year, TargetRow& row) {
  using std::chrono::days;
  using std::chrono::sys_days;
  row.percent = percent_met(
      target, row.actual,
      row.at_most && target.kind == TargetKind::ceiling ? *row.at_most : row.at_least, year == 0);
  std::optional<Date> from;
  std::optional<Date> to;
  if (year != 0) {
    from = Date(std::chrono::year(year) / 1 / 1);
    to = Date(std::chrono::year(year) / 12 / 31);
  } else if (records.programme.starts_on && records.programme.ends_on &&
             target.period == TargetPeriod::programme) {
    from = records.programme.starts_on;
    to = records.programme.ends_on;
  }
  const bool runs = to && records.day < *to;
  if (runs && target.kind != TargetKind::ceiling) {
    const auto past =
        static_cast<std::int64_t>((sys_days(records.day) - sys_days(*from)).count()) + 1;
    const auto length = static_cast<std::int64_t>((sys_days(*to) - sys_days(*from)).count()) + 1;
    row.pace = past <= 0 ? 0 : jinguo::detail::ceil_div(row.at_least * past, length);
  }
  if (row.at_most && row.actual > *row.at_most) {
    row.above = row.actual - *row.at_most;
    row.state = target.kind == TargetKind::range && records.options.above_range == AboveRange::met
                    ? TargetState::met
                    : TargetState::missed;
    return;
  }
  if (row.base.empty() && row.missing == 0)
    row.missing = std::max<std::int64_t>(0, row.at_least - row.actual);
  if (row.actual >= row.at_least) {
    row.state = TargetState::met;
  } else if (!runs) {
    row.state = TargetState::missed;
  } else {
    row.state = row.actual >= row.pace.value_or(0) ? TargetState::on_pace : TargetState::behind;
  }
}

namespace {

/// The rows of a target that counts activities: each year, then the whole programme.
void add_rows(const Records& records, const Target& target, const std::vector<Counted>& counted,
              Achievement& out) {
  const bool yearly = by_year(records, target);
  const bool of_persons = target.unit == Unit::person_times || target.unit == Unit::persons;
  for (std::int32_t year = records.first_year; year <= records.last_year + 1; ++year) {
    const bool whole = year > records.last_year;
    TargetRow row;
    row.target = target.id.text();
    row.period = whole ? std::string(whole_programme) : std::to_string(year);
    row.unit = target.unit;
    row.at_least = target.at_least;
    row.at_most = target.at_most;
    row.judged = yearly != whole;
    row.headline = yearly ? year == records.last_year : whole;
    std::set<std::string> people;
    std::set<std::string> exemplars;
    for (const Counted& one : counted) {
      if (!whole && one.year != year) continue;
      row.actual += one.amount;
      people.insert(one.people.begin(), one.people.end());
      for (const IdOf<Activity>& id : one.activity->exemplars) exemplars.insert(id.text());
    }
    if (of_persons) {
      row.person_times = row.actual;
      row.persons = static_cast<std::int64_t>(people.size());
      if (records.options.counting == Counting::persons) row.actual = *row.persons;
    }
    if (target.subset_of && records.options.media_items == ItemCounting::exemplars) {
      row.actual = static_cast<std::int64_t>(exemplars.size());
    }
    if (row.judged) {
      judge(records, target, whole ? 0 : year, row);
    } else {
      row.state = TargetState::not_applicable;
    }
    out.rows.push_back(std::move(row));
  }
}

void add_parts(const Records& records, const Target& target, const std::vector<Counted>& counted,
               Achievement& out) {
  std::map<std::tuple<std::string, std::string, std::string>, std::int64_t> sums;
  const auto word = [](const auto& code) {
    return std::string(code ? to_string(*code) : std::string_view{});
  };
  for (const Counted& one : counted) {
    const std::string period = std::to_string(one.year);
    const Activity& activity = *one.activity;
    const auto add = [&](const char* by, std::string key, std::int64_t amount) {
      if (amount != 0) sums[{period, by, std::move(key)}] += amount;
    };
    add("county", county_of(activity.region, records.options.management_areas).to_string(),
        one.amount);
    if (activity.kind == ActivityKind::training) {
      add("brand", word(activity.brand), one.amount);
      add("skill", word(activity.skill), one.amount);
      std::int64_t registered = 0;
      for (const std::string& who : one.people) {
        registered += records.is_registered_on(who, activity.date) ? 1 : 0;
      }
      add("whom", "registered_woman", registered);
      add("whom", "", one.amount - registered);
    } else if (activity.kind == ActivityKind::charity) {
      std::int64_t known = 0;
      for (const std::string& who : one.people) {
        const Person* const person =
            who.starts_with("women\n") ? nullptr : records.registry.find(IdOf<Person>(id_in(who)));
        add("whom",
            std::string(to_string(person == nullptr ? PersonKind::registered_woman : person->kind)),
            1);
        ++known;
      }
      add("whom", word(activity.whom), one.amount - known);
    } else if (activity.kind == ActivityKind::exemplar) {
      add("exemplar_kind", word(activity.exemplar_kind), one.amount);
    } else if (activity.kind == ActivityKind::media_item) {
      add("medium", word(activity.medium), one.amount);
    }
  }
  for (const auto& [key, count] : sums) {
    const auto& [period, by, name] = key;
    out.parts.push_back({target.id.text(), period, by, name, count});
  }
}

}  // namespace
}  // namespace detail

Achievement achievement(const Registry& registry, const Programme& programme,
                        std::optional<Date> day, const AchievementOptions& options,
                        const Plan* plan, const Policy* policy) {
  std::vector<Issue> faults = validate(programme);
  if (!faults.empty()) throw InputError(std::move(faults));
  const detail::Records records(registry, programme, day, options);
  Achievement out;
  out.day = records.day;
  std::map<std::string, std::map<std::string, std::int32_t>> counted_ids;
  // A subset counts what another target counts: that one first, though the rows keep their order.
  std::map<std::string, std::vector<detail::Counted>> of_target;
  const std::map<std::string, std::int32_t> none;
  for (const bool subset : {false, true}) {
    for (const Target& target : programme.targets) {
      if (target.subset_of.has_value() != subset || target.counts.empty()) continue;
      if (target.kind == TargetKind::coverage || target.kind == TargetKind::per_unit) continue;
      const auto whole =
          target.subset_of ? counted_ids.find(target.subset_of->text()) : counted_ids.end();
      std::vector<detail::Counted> counted = detail::count_activities(
          records, target, whole == counted_ids.end() ? none : whole->second, out);
      for (const detail::Counted& one : counted) {
        counted_ids[target.id.text()].emplace(one.activity->id.text(), one.year);
        out.unproven += one.activity->proof.empty() ? 1 : 0;
      }
      of_target[target.id.text()] = std::move(counted);
    }
  }
  for (const Target& target : programme.targets) {
    if (target.kind == TargetKind::per_unit) {
      detail::count_bases(records, target, plan, policy, out);
    } else if (target.kind == TargetKind::coverage) {
      detail::count_patients(records, target, out);
    } else if (!target.counts.empty()) {
      detail::add_rows(records, target, of_target[target.id.text()], out);
      detail::add_parts(records, target, of_target[target.id.text()], out);
    }
  }
  std::map<std::string, std::size_t> order;
  for (std::size_t k = 0; k < programme.targets.size(); ++k) {
    order[programme.targets[k].id.text()] = k;
  }
  std::stable_sort(
      out.not_counted.begin(), out.not_counted.end(),
      [&](const NotCounted& a, const NotCounted& b) { return order[a.target] < order[b.target]; });
  detail::count_reach(records, out);
  return out;
}

}  // namespace jinguo::inline v0_1::programme

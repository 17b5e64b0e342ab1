#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "jinguo/core/inline.hpp"
#include "jinguo/domain/plausible.hpp"
#include "jinguo/domain/report.hpp"
#include "jinguo/domain/rules.hpp"

namespace jinguo::inline v0_1 {

namespace detail {

/// A day of a given number of days later; years that no calendar has stay out of it.
inline Date days_after(const Date& day, int days) {
  return Date(std::chrono::sys_days(day) + std::chrono::days(days));
}

/// Calls see(day) for every day on which something happened by the tables.
template <class See>
void see_records(const Registry& registry, bool registrations, See&& see) {
  const auto maybe = [&](const std::optional<Date>& day) {
    if (day) see(*day);
  };
  for (const Activity& one : registry.all<Activity>()) see(one.date);
  for (const LoanApplication& one : registry.all<LoanApplication>()) see(one.applied_on);
  for (const Loan& one : registry.all<Loan>()) {
    see(one.starts_on);
    maybe(one.repaid_on);
  }
  const auto relation = [&](const auto& one) {
    const bool began = one.status == RelationStatus::active || one.status == RelationStatus::ended;
    if (began) see(one.starts_on);
    if (one.status == RelationStatus::ended) maybe(one.ends_on);
  };
  for (const Mentorship& one : registry.all<Mentorship>()) relation(one);
  for (const Placement& one : registry.all<Placement>()) relation(one);
  if (!registrations) return;
  for (const Household& one : registry.all<Household>()) {
    maybe(one.registered_on);
    if (one.status == RegistrationStatus::exited) maybe(one.exited_on);
  }
}

/// The latest of these days that is in no doubt.
inline std::optional<Date> latest_seen(const Registry& registry, bool registrations) {
  std::optional<Date> latest;
  see_records(registry, registrations, [&](const Date& day) {
    const int year = static_cast<int>(day.year());
    if (!day.ok() || year < plausible::earliest_year || year > plausible::latest_year) return;
    if (!latest || *latest < day) latest = day;
  });
  return latest;
}

/// Looks at one record after another.
class Doubts {
 public:
  Doubts(const Registry& registry, const Origins& origins, const std::optional<Date>& day,
         const std::optional<Date>& written, Report::Sink sink)
      : registry_(registry),
        report_(registry, origins, std::move(sink)),
        day_(day),
        by_(written ? written : day) {
    if (!day || written) return;
    const Date end = days_after(*day, plausible::days_ahead);
    const std::optional<Date> known = latest_seen(registry, false);
    if (known && *known > *day) by_ = std::min(*known, end);
  }

  void each_record() {
    const auto each = [&]<class... Records>(const std::tuple<Table<Records>...>&) {
      (table<Records>(), ...);
    };
    each(registry_.tables());
  }

  /// What persons and households say of each other.
  void people() {
    struct Home {
      int people = 0;
      int heads = 0;
      int spouses = 0;
    };
    std::unordered_map<std::string_view, Home> homes;
    struct Person {
      std::string_view id{};
      bool woman = false;
    };
    std::unordered_map<std::string, Person> known;
    /// Whether who is said here was said before; tells of her.
    const auto said_before = [&](std::string key, const auto& record, bool woman) {
      const auto [at, fresh] = known.try_emplace(std::move(key), Person{record.id.text(), woman});
      if (fresh) return false;
      if (at->second.woman == woman && at->second.id == record.id.text()) return false;  // told
      report_.warning("id",
                      at->second.woman == woman ? "domain.plausible.same_person"
                                                : "domain.plausible.both_tables",
                      record.id.text(), {{"other", std::string(at->second.id)}});
      return true;
    };
    const auto each = [&]<class Record>(std::type_identity<Record>) {
      constexpr bool woman = std::is_same_v<Record, Beneficiary>;
      const auto rows = registry_.template all<Record>();
      for (std::size_t k = 0; k < rows.size(); ++k) {
        const Record& one = rows[k];
        report_.at(k, one);
        Home& home = homes[one.household.text()];
        ++home.people;
        home.heads += one.relation == Relation::head;
        if (one.relation == Relation::spouse && ++home.spouses == 2) {
          report_.warning("relation", "domain.plausible.two_spouses", one.household.text());
        }
        bool twice = false;
        if (one.birth_date.ok()) {
          const std::string born = to_string(one.birth_date);
          if (!one.name.empty()) twice = said_before(joined("name", one.name, born), one, woman);
          // Without names: a household has one head and one spouse, and ids mean one person.
          if (!twice && (one.relation == Relation::head || one.relation == Relation::spouse)) {
            twice = said_before(joined(one.household.text(), to_string(one.relation), born), one,
                                woman);
          }
          if (!twice && known_as_other<Record>(one.id.text(), one.birth_date)) {
            twice = true;
            report_.warning("id", "domain.plausible.both_tables", one.id.text(),
                            {{"other", one.id.text()}});
          }
        }
        if constexpr (!woman) {
          if (!twice && day_ && one.sex == Sex::female && one.birth_date.ok() &&
              age_on(one.birth_date, *day_) >= plausible::woman_age) {
            report_.warning("birth_date", "domain.member.age", to_string(one.birth_date),
                            {{"day", to_string(*day_)}});
          }
        }
      }
    };
    each(std::type_identity<Beneficiary>{});
    each(std::type_identity<Member>{});

    const auto rows = registry_.all<Household>();
    if (homes.empty()) return;  // nobody was entered yet
    // Without the table of members nobody knows the heads that are men.
    const bool members_known = registry_.table<Member>().size() > 0;
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const auto found = homes.find(rows[k].id.text());
      if (found == homes.end()) {
        report_.at(k, rows[k]);
        report_.warning("id", "domain.plausible.no_people", rows[k].id.text());
        continue;
      }
      income(k, rows[k], found->second.people);
      if (!members_known || found->second.heads > 0) continue;
      report_.at(k, rows[k]);
      report_.warning("id", "domain.plausible.no_head", rows[k].id.text());
    }
  }

 private:
  using Parameters = Report::Parameters;

  void warn(std::string_view column, std::string_view code, std::string value,
            Parameters parameters = {}) {
    report_.warning(column, code, std::move(value), std::move(parameters));
  }
  void at_least(std::string_view column, std::int64_t value, std::int64_t least,
                std::string_view code) {
    if (value > 0 && value < least) {
      warn(column, code, std::to_string(value), {{"least", std::to_string(least)}});
    }
  }
  void at_most(std::string_view column, std::int64_t value, std::int64_t most) {
    if (value > most) {
      warn(column, "domain.plausible.most", std::to_string(value),
           {{"most", std::to_string(most)}});
    }
  }
  /// An amount that was probably said in ten thousands of yuan.
  void amount(std::string_view column, Money value, std::int64_t least) {
    if (value > Money() && value < Money::from_yuan(least)) {
      warn(column, "domain.plausible.ten_thousands", value.to_string(),
           {{"least", std::to_string(least)}, {"meant", (value * 10'000).to_string()}});
    }
  }
  void income(std::string_view column, Money value) {
    amount(column, value, plausible::least_income_yuan);
    if (value > Money::from_yuan(plausible::most_income_yuan)) {
      warn(column, "domain.plausible.most_yuan", value.to_string(),
           {{"most", std::to_string(plausible::most_income_yuan)}});
    }
  }
  /// A share in ten-thousandths that was probably said in percent.
  void share(std::string_view column, std::int32_t value, std::int32_t least) {
    if (value > 0 && value < least) {
      warn(column, "domain.plausible.percent", std::to_string(value),
           {{"percent", percent(value)}, {"meant", std::to_string(std::int64_t{value} * 100)}});
    }
  }
  static std::string percent(std::int64_t bp) {
    const std::string rest = std::to_string(bp % 100);
    return std::to_string(bp / 100) + "." + (rest.size() < 2 ? "0" : "") + rest + "%";
  }

  template <class Record>
  void table() {
    const auto rows = registry_.template all<Record>();
    for (std::size_t k = 0; k < rows.size(); ++k) {
      report_.at(k, rows[k]);
      for_each_field<Record>(
          [&](const auto& field) { value(field.name, rows[k].*field.member, field.use); });
      if constexpr (requires {
                      rows[k].position;
                      rows[k].region;
                    }) {
        if (rows[k].position) position(*rows[k].position, rows[k].region, RegionLevel::village);
      }
      one(rows[k]);
    }
  }

  /// What goes for every field of a kind.
  template <class T>
  void value(std::string_view column, const T& value, FieldUse use) {
    if constexpr (std::is_same_v<T, std::optional<Date>>) {
      if (value) date(column, *value);
    } else if constexpr (std::is_same_v<T, Date>) {
      date(column, value);
    } else if constexpr (std::is_same_v<T, std::string>) {
      if ((use == FieldUse::personal || column == "name") && digits_in(value)) {
        warn(column, "domain.plausible.name", {});  // a person's number is nobody's to read
      }
    }
  }

  static bool digits_in(std::string_view name) {
    const auto digits =
        std::count_if(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits >= plausible::phone_digits;
  }

  void date(std::string_view column, const Date& value) {
    if (!value.ok()) return;
    const int year = static_cast<int>(value.year());
    const bool birth = column == "birth_date";
    const int earliest = birth ? plausible::earliest_birth_year : plausible::earliest_year;
    if (year < plausible::least_year_of_four) {
      const int century = birth && year > 16 ? 1900 : 2000;
      const Date meant(std::chrono::year(century + year), value.month(), value.day());
      warn(column, "domain.plausible.two_digits", to_string(value), {{"meant", to_string(meant)}});
    } else if (year < earliest) {
      warn(column, birth ? "domain.plausible.born_before" : "domain.plausible.year_before",
           to_string(value), {{"year", std::to_string(earliest)}});
    } else if (year > plausible::latest_year) {
      warn(column, "domain.plausible.year_after", to_string(value),
           {{"year", std::to_string(plausible::latest_year)}});
    } else if (by_ && value > *by_ && happened(column)) {
      warn(column, birth ? "domain.plausible.born_after" : "domain.plausible.future",
           to_string(value), {{"day", to_string(*by_)}});
    }
  }
  /// Dates of what is over, wherever they stand; relations and loans say below when they are.
  static bool happened(std::string_view column) {
    return column == "birth_date" || column == "registered_on" || column == "exited_on" ||
           column == "applied_on" || column == "repaid_on" || column == "overdue_on" ||
           column == "date";
  }
  void began(const Date& value) {
    if (by_ && value.ok() && value > *by_ &&
        static_cast<int>(value.year()) <= plausible::latest_year) {
      warn("starts_on", "domain.plausible.future", to_string(value), {{"day", to_string(*by_)}});
    }
  }

  /// A point against the country, and against the point of its division, not looking below `from`.
  void position(const LonLat& point, RegionCode region, RegionLevel from) {
    using namespace plausible;
    const auto inside = [](std::int32_t lon, std::int32_t lat) {
      return lon >= west_e6 && lon <= east_e6 && lat >= south_e6 && lat <= north_e6;
    };
    if (!inside(point.lon_e6, point.lat_e6)) {
      warn("lon",
           inside(point.lat_e6, point.lon_e6) ? "domain.plausible.swapped"
                                              : "domain.plausible.country",
           degrees(point));
      return;
    }
    for (const RegionLevel level :
         {RegionLevel::village, RegionLevel::township, RegionLevel::county}) {
      if (level > from) continue;
      const RegionCode division = region.at(level);
      const Region* const found = division.empty() ? nullptr : registry_.find(division);
      if (found == nullptr || !found->position) continue;
      const std::int32_t most = level == RegionLevel::village    ? most_degrees_e6_village
                                : level == RegionLevel::township ? most_degrees_e6_township
                                                                 : most_degrees_e6_county;
      const auto off = [](std::int32_t a, std::int32_t b) {
        return std::abs(std::int64_t{a} - std::int64_t{b});
      };
      if (off(point.lon_e6, found->position->lon_e6) > most ||
          off(point.lat_e6, found->position->lat_e6) > most) {
        warn("lon", "domain.plausible.far", degrees(point), {{"region", division.to_string()}});
      }
      return;
    }
  }
  static std::string degrees(const LonLat& point) {
    const auto one = [](std::int32_t e6) {
      std::string rest = std::to_string(std::abs(std::int64_t{e6}) % 1'000'000);
      rest.insert(0, 6 - rest.size(), '0');
      return (e6 < 0 ? "-" : "") + std::to_string(std::abs(std::int64_t{e6}) / 1'000'000) + "." +
             rest;
    };
    return one(point.lon_e6) + ", " + one(point.lat_e6);
  }

  // What goes for the records of one table.
  template <class Record>
  void one(const Record& /*record*/) {}
  void one(const Region& region) {
    if (region.position) position(*region.position, region.code, above(region.code.level()));
  }
  static RegionLevel above(RegionLevel level) {
    return level == RegionLevel::village    ? RegionLevel::township
           : level == RegionLevel::township ? RegionLevel::county
                                            : RegionLevel::none;
  }
  void one(const Household& household) {
    income("wage_income", household.wage_income.value_or(Money()));
    income("business_income", household.business_income.value_or(Money()));
    // Transfers and interest may be a few yuan; they are in ten thousands where they are broken.
    for (const auto& [column, value] :
         {std::pair("transfer_income", household.transfer_income.value_or(Money())),
          std::pair("property_income", household.property_income.value_or(Money()))}) {
      if (value.fen() % 100 != 0) amount(column, value, plausible::least_income_yuan);
    }
    if (household.housing_area_m2) {
      at_most("housing_area_m2", *household.housing_area_m2, plausible::most_housing_m2);
    }
  }
  void one(const Beneficiary& woman) {
    if (by_ && woman.birth_date.ok() && woman.birth_date <= *by_ &&
        age_on(woman.birth_date, *by_) < plausible::woman_age) {
      warn("birth_date", "domain.woman.age", to_string(woman.birth_date),
           {{"day", to_string(*by_)}});
    }
    if (woman.max_distance_m) {
      at_least("max_distance_m", *woman.max_distance_m, plausible::least_distance_m,
               "domain.plausible.metres");
      at_most("max_distance_m", *woman.max_distance_m, plausible::most_distance_m);
    }
  }
  void places(std::int32_t places, std::int32_t most) {
    if (places == 0) warn("places", "domain.plausible.no_places", "0");
    at_most("places", places, most);
  }
  void one(const Mentor& mentor) { places(mentor.places, plausible::most_mentor_places); }
  void one(const Base& base) {
    places(base.places, plausible::most_places);
    income("income", base.income);
  }
  void one(const Anchor& anchor) {
    at_most("households", anchor.households, plausible::most_households);
  }
  void one(const Project& project) {
    places(project.places, plausible::most_places);
    income("income", project.income);
    amount("budget", project.budget, plausible::least_amount_yuan);
  }
  void one(const Chain& chain) {
    places(chain.places, plausible::most_places);
    income("income", chain.income);
    share("guaranteed_bp", chain.guaranteed_bp, plausible::least_share_bp);
    share("profit_share_bp", chain.profit_share_bp, plausible::least_share_bp);
  }
  void one(const LoanProduct& product) {
    amount("ceiling", product.ceiling, plausible::least_amount_yuan);
    at_most("max_term_months", product.max_term_months, plausible::most_term_months);
    share("max_points_bp", product.max_points_bp, plausible::least_rate_bp);
    at_most("max_points_bp", product.max_points_bp, plausible::most_rate_bp);
    for (const std::int32_t part : product.subsidy_bp) {
      // 100 stands for all of it where percent were meant.
      share("subsidy_bp", part, plausible::least_share_bp + 1);
    }
  }
  void one(const LoanApplication& application) {
    amount("amount", application.amount, plausible::least_amount_yuan);
    at_most("term_months", application.term_months, plausible::most_term_months);
  }
  void one(const Loan& loan) {
    amount("principal", loan.principal, plausible::least_amount_yuan);
    share("rate_bp", loan.rate_bp, plausible::least_rate_bp);
    at_most("rate_bp", loan.rate_bp, plausible::most_rate_bp);
    at_most("term_months", loan.term_months, plausible::most_term_months);
    began(loan.starts_on);
    if (!loan.application) return;
    const LoanApplication* const application = registry_.find(*loan.application);
    if (application != nullptr && application->applied_on.ok() && loan.starts_on.ok() &&
        loan.starts_on < application->applied_on) {
      warn("starts_on", "domain.plausible.before_applied", to_string(loan.starts_on),
           {{"from", to_string(application->applied_on)}});
    }
  }
  template <class Relationship>
  void relation(const Relationship& record) {
    if (record.status == RelationStatus::active || record.status == RelationStatus::ended) {
      began(record.starts_on);
    }
    if (record.status == RelationStatus::ended && by_ && record.ends_on && record.ends_on->ok() &&
        *record.ends_on > *by_) {
      warn("ends_on", "domain.plausible.future", to_string(*record.ends_on),
           {{"day", to_string(*by_)}});
    }
  }
  void one(const Mentorship& mentorship) { relation(mentorship); }
  void one(const Placement& placement) {
    relation(placement);
    // What a woman earned herself may be next to nothing; broken yuan are ten thousands.
    for (const auto& [column, value] : {std::pair("income_before", placement.income_before),
                                        std::pair("income_after", placement.income_after)}) {
      if (value && value->fen() % 100 != 0) amount(column, *value, plausible::least_income_yuan);
    }
  }

  /// Whether the other table has this id for who was born on the same day.
  template <class Record>
  [[nodiscard]] bool known_as_other(const std::string& id, const Date& born) const {
    if constexpr (std::is_same_v<Record, Beneficiary>) {
      return false;  // told at the row of the member
    } else {
      const Beneficiary* const woman = registry_.table<Beneficiary>().find(id);
      return woman != nullptr && woman->birth_date == born;
    }
  }

  /// Net income a head against the line of the day's year.
  void income(std::size_t row, const Household& household, int people) {
    if (!day_ || !is_registered(household, *day_)) return;
    const std::int64_t line = plausible::line_of(static_cast<int>(day_->year()));
    const Money net = net_income(household);
    if (net.fen() / 100 / people <= line * plausible::income_over_line_times) return;
    report_.at(row, household);
    warn("status", "domain.plausible.over_line", Money::from_fen(net.fen() / people).to_string(),
         {{"times", std::to_string(plausible::income_over_line_times)},
          {"line", std::to_string(line)}});
  }

  const Registry& registry_;
  Report report_;
  std::optional<Date> day_;
  std::optional<Date> by_;  ///< By which the tables were written up.
};

}  // namespace detail

JINGUO_INLINE std::optional<Date> latest_record(const Registry& registry) {
  return detail::latest_seen(registry, true);
}

JINGUO_INLINE void find_implausible(const Registry& registry, const Origins& origins,
                                    const std::optional<Date>& day,
                                    const std::function<void(Finding)>& found, Looked looked,
                                    const std::optional<Date>& written) {
  detail::Doubts doubts(registry, origins, day, written, found);
  doubts.each_record();
  if (looked == Looked::everything) doubts.people();
}

}  // namespace jinguo::inline v0_1

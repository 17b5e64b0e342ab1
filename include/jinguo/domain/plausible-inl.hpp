#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "jinguo/core/inline.hpp"
#include "jinguo/core/text.hpp"
#include "jinguo/domain/detail/same_name.hpp"
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

/// The latest of these days that is in no doubt and not after `until`, if that is said. Days in
/// doubt are also the latest ones while the year that ends on them holds next to none of all: one
/// slip of the pen would make every age of the tables another.
inline std::optional<Date> latest_seen(const Registry& registry, bool registrations,
                                       std::optional<Date> until = std::nullopt) {
  std::vector<Date> days;
  see_records(registry, registrations, [&](const Date& day) {
    const int year = static_cast<int>(day.year());
    if (!day.ok() || year < plausible::earliest_year || year > plausible::latest_year) return;
    if (!until || day <= *until) days.push_back(day);
  });
  while (!days.empty()) {
    const Date latest = *std::max_element(days.begin(), days.end());
    const Date before = days_after(latest, -plausible::days_ahead);
    const auto rest =
        std::partition(days.begin(), days.end(), [&](const Date& day) { return day <= before; });
    const auto alone = static_cast<std::int64_t>(days.end() - rest);
    if (alone * 100 >= static_cast<std::int64_t>(days.size()) * plausible::least_latest_percent) {
      return latest;
    }
    days.erase(rest, days.end());
  }
  return std::nullopt;
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
    const std::optional<Date> known = latest_seen(registry, false, end);
    if (known && *known > *day) by_ = known;
  }

  void each_record() {
    Registry::Records::for_each(
        [&]<class Record>(std::type_identity<Record>) { this->table<Record>(); });
  }

  /// What persons and households say of each other.
  void people() {
    struct Home {
      int people = 0;
      int heads = 0;
      int spouses = 0;
    };
    std::unordered_map<std::string_view, Home> homes(registry_.all<Household>().size());
    said_.reserve(2 * (registry_.all<Beneficiary>().size() + registry_.all<Member>().size()));
    const auto each = [&]<class Record>(std::type_identity<Record>) {
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
        if (!one.birth_date.ok() || is_told_before(one)) continue;
        if constexpr (std::is_same_v<Record, Member>) {
          if (one.sex == Sex::female && is_grown(one.birth_date)) {
            warn("birth_date", "domain.member.age", to_string(one.birth_date),
                 {{"day", to_string(*day_)}});
          }
        }
      }
    };
    each(std::type_identity<Beneficiary>{});
    each(std::type_identity<Member>{});
    persons();
    roads();

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

  /// Distances are looked up by the division that a household names: others have no effect. Told
  /// once a division.
  void roads() {
    const auto households = registry_.all<Household>();
    const auto rows = registry_.all<Road>();
    if (households.empty() || rows.empty()) return;
    std::set<RegionCode> known;
    for (const Household& one : households) known.insert(one.region);
    for (std::size_t k = 0; k < rows.size(); ++k) {
      if (!known.insert(rows[k].village).second) continue;
      report_.at(k, rows[k]);
      report_.warning("village", "domain.plausible.road_nobody", rows[k].village.to_string());
    }
  }

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

  static bool digits_in(std::string_view text) {
    const std::string name = name_to_compare(text);  // full-width digits are digits
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
      Date meant(std::chrono::year(2000 + year), value.month(), value.day());
      if (birth ? !by_ || meant > *by_ : year >= 50) {
        meant = Date(std::chrono::year(1900 + year), value.month(), value.day());
      }
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
    return fixed(point.lon_e6, 6) + ", " + fixed(point.lat_e6, 6);
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
    // Of the others a few yuan may be right beside more; they are in ten thousands where they are
    // broken, or all that comes in.
    const Money all = net_income(household) + household.production_costs;
    const bool little = all < Money::from_yuan(plausible::least_income_yuan);
    for (const auto& [column, value] :
         {std::pair("transfer_income", household.transfer_income.value_or(Money())),
          std::pair("property_income", household.property_income.value_or(Money())),
          std::pair("production_costs", household.production_costs)}) {
      if (little || value.fen() % 100 != 0) amount(column, value, plausible::least_income_yuan);
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
  void one(const Road& road) {
    const Region* const village = registry_.find(road.village);
    const LonLat* const from =
        village != nullptr && village->position ? &*village->position : nullptr;
    const LonLat* const to = position_of(road.kind, road.provider.text());
    if (from != nullptr && to != nullptr) {
      const std::int64_t straight = metres_between(*from, *to);
      const Report::Parameters line{{"straight", std::to_string(straight)},
                                    {"times", std::to_string(plausible::most_road_times)}};
      if (road.metres + plausible::road_slack_m < straight) {
        return warn("metres", "domain.plausible.road_short", std::to_string(road.metres), line);
      }
      if (straight >= 1000 && road.metres > straight * plausible::most_road_times) {
        return warn("metres", "domain.plausible.road_detour", std::to_string(road.metres), line);
      }
    }
    at_most("metres", road.metres, plausible::most_road_m);
  }
  [[nodiscard]] const LonLat* position_of(ProviderKind kind, const std::string& id) const {
    const auto in = [&]<class Record>(std::type_identity<Record>) -> const LonLat* {
      const Record* const found = registry_.template table<Record>().find(id);
      return found != nullptr && found->position ? &*found->position : nullptr;
    };
    switch (kind) {
      case ProviderKind::mentor:
        return in(std::type_identity<Mentor>{});
      case ProviderKind::base:
        return in(std::type_identity<Base>{});
      case ProviderKind::project:
        return in(std::type_identity<Project>{});
      case ProviderKind::chain:
        return in(std::type_identity<Chain>{});
      case ProviderKind::loan:
        break;
    }
    return nullptr;
  }
  /// The straight line, good to a percent: engine/listing measures exactly.
  static std::int64_t metres_between(const LonLat& a, const LonLat& b) {
    constexpr double metres_a_degree = 111'195.0;
    constexpr double radians_a_degree = 0.017453292519943295;
    const double latitude = (std::int64_t{a.lat_e6} + b.lat_e6) / 2e6;
    const double north = (std::int64_t{a.lat_e6} - b.lat_e6) / 1e6;
    const double east = (std::int64_t{a.lon_e6} - b.lon_e6) / 1e6 *
                        std::cos(latitude * radians_a_degree);
    return std::llround(std::hypot(north, east) * metres_a_degree);
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

  /// A row of women or members that names somebody.
  struct Row {
    std::string_view id{};
    bool woman = false;
    bool named = false;
  };
  enum class By : std::uint8_t { name, place };

  /// Whether who is said here by a key was said in an earlier row; tells of her. Who has a name is
  /// nobody of another name, whatever place she has.
  bool is_said_before(std::string key, const Row& row, By by) {
    const auto [at, fresh] = said_.try_emplace(std::move(key), row);
    const Row& before = at->second;
    if (fresh || (before.woman == row.woman && before.id == row.id)) return false;
    if (by == By::place && before.named && row.named) return false;
    told(row, before);
    return true;
  }
  void told(const Row& row, const Row& before) {
    warn(
        "id",
        before.woman == row.woman ? "domain.plausible.same_person" : "domain.plausible.both_tables",
        std::string(row.id), {{"other", std::string(before.id)}});
  }

  /// Whether somebody stands in an earlier row already: by name and birth date; without names by a
  /// place in the household that few share, as a copy of a grown-up's row, or by her id in the
  /// other table.
  template <class Record>
  bool is_told_before(const Record& one) {
    constexpr bool woman = std::is_same_v<Record, Beneficiary>;
    const std::string born = to_string(one.birth_date);
    const std::string name = name_to_compare(one.name);
    const Row row{one.id.text(), woman, !name.empty()};
    if (row.named && is_said_before(joined("name", name, born), row, By::name)) return true;
    if (has_one_place(one.relation)) {
      Sex sex = Sex::female;
      if constexpr (!woman) sex = one.sex;
      const std::string place = joined(to_string(one.relation), to_string(sex));
      if (is_said_before(joined(one.household.text(), place, born), row, By::place)) return true;
    }
    if (!row.named && is_grown(one.birth_date)) {
      const auto [at, fresh] =
          said_.try_emplace(joined(woman ? "woman" : "member", one.household.text(), born), row);
      const Record* const first = registry_.table<Record>().find(std::string(at->second.id));
      if (!fresh && first != nullptr && first->id != one.id && is_copy(*first, one)) {
        told(row, at->second);
        return true;
      }
    }
    if constexpr (!woman) {
      const Beneficiary* const other = registry_.table<Beneficiary>().find(one.id.text());
      if (other != nullptr && (other->birth_date == one.birth_date ||
                               (row.named && name_to_compare(other->name) == name))) {
        told(row, Row{row.id, true, false});
        return true;
      }
    }
    return false;
  }
  /// Places in a household that two of one sex and birth date do not have; twins share the others.
  static bool has_one_place(Relation relation) {
    return relation == Relation::head || relation == Relation::spouse ||
           relation == Relation::parent || relation == Relation::grandparent ||
           relation == Relation::child_in_law;
  }
  template <class Record>
  static bool is_copy(Record one, const Record& other) {
    one.id = other.id;
    return one == other;
  }
  [[nodiscard]] bool is_grown(const Date& born) const {
    return day_ && static_cast<int>(born.year()) >= plausible::earliest_birth_year &&
           age_on(born, *day_) >= plausible::woman_age;
  }

  /// Persons of the table beside: two rows of one woman, or of one name and birth date.
  void persons() {
    std::unordered_map<std::string, std::string_view> known;
    const auto rows = registry_.all<Person>();
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const Person& one = rows[k];
      report_.at(k, one);
      const auto said = [&](std::string key) {
        const auto [at, fresh] = known.try_emplace(std::move(key), one.id.text());
        if (!fresh) {
          warn("id", "domain.plausible.same_person", one.id.text(),
               {{"other", std::string(at->second)}});
        }
        return !fresh;
      };
      if (one.woman && said(joined("woman", one.woman->text()))) continue;
      const std::string name = name_to_compare(one.name);
      if (!name.empty() && one.birth_date && one.birth_date->ok()) {
        said(joined("name", name, to_string(*one.birth_date)));
      }
    }
  }

  /// Net income a head against the line of the day's year.
  void income(std::size_t row, const Household& household, int people) {
    if (!day_ || !is_registered(household, *day_)) return;
    const std::int64_t line = plausible::line_of(static_cast<int>(day_->year()));
    const Money net = net_income(household);
    if (net <= Money::from_yuan(line * plausible::income_over_line_times * people)) return;
    // Told at the source that brings most.
    const std::pair<std::string_view, std::optional<Money>> sources[] = {
        {"wage_income", household.wage_income},
        {"business_income", household.business_income},
        {"transfer_income", household.transfer_income},
        {"property_income", household.property_income}};
    const auto& [column, most] =
        *std::max_element(std::begin(sources), std::end(sources),
                          [](const auto& a, const auto& b) { return a.second < b.second; });
    report_.at(row, household);
    warn(column, "domain.plausible.over_line", most->to_string(),
         {{"times", std::to_string(plausible::income_over_line_times)},
          {"line", std::to_string(line)},
          {"head", Money::from_fen(net.fen() / people).to_string()}});
  }

  const Registry& registry_;
  Report report_;
  std::optional<Date> day_;
  std::optional<Date> by_;  ///< By which the tables were written up.
  std::unordered_map<std::string, Row> said_{};
};

}  // namespace detail

JINGUO_INLINE std::optional<Date> latest_record(const Registry& registry,
                                                const std::optional<Date>& until) {
  return detail::latest_seen(registry, true, until);
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

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "jinguo/core/date.hpp"
#include "jinguo/domain/validate.hpp"

/// What can be but hardly is: a woman of 1896, 1.5 yuan a year, a rate of 0.04 %. Always warnings,
/// never errors: the officer knows her village, we do not. Every number that a rule goes by stands
/// here, and in one table of docs/plausible.md.
namespace jinguo::inline v0_1 {

namespace plausible {

inline constexpr int earliest_birth_year = 1900;  ///< Nobody born before is on a register.
inline constexpr int earliest_year = 1949;        ///< Of every other date.
inline constexpr int latest_year = 2100;          ///< Of every date.
inline constexpr int least_year_of_four = 100;    ///< Below: the year was written with two digits.
inline constexpr int days_ahead = 366;            ///< How long after the day records may run on.
inline constexpr int least_latest_percent = 1;    ///< Of records in the year of the latest ones.
inline constexpr int days_written = 31;           ///< After which tables are written up, days.
inline constexpr int woman_age = 16;              ///< Who belongs in women, years.
inline constexpr int income_over_line_times = 3;  ///< Net income a head of the registered.
inline constexpr int least_income_yuan = 50;      ///< Of wages and business, a year; 0 is none.
inline constexpr int least_amount_yuan = 100;     ///< Of loans, their ceilings, and budgets.
inline constexpr int most_income_yuan = 1'000'000;  ///< A year, of one source or one place.
inline constexpr int least_rate_bp = 50;            ///< Of a loan: 0.5 %; 0 is free of interest.
inline constexpr int most_rate_bp = 3'600;          ///< Of a loan: 36 % a year.
inline constexpr int least_share_bp = 100;          ///< Of subsidies, profits and dividends: 1 %.
inline constexpr int most_term_months = 360;        ///< Of a loan.
inline constexpr int most_places = 10'000;          ///< Of one base, project or chain.
inline constexpr int most_mentor_places = 100;      ///< Of one mentor.
inline constexpr int most_households = 100'000;     ///< That one anchor takes along.
inline constexpr int most_housing_m2 = 1'000;       ///< Of one household.
inline constexpr int least_distance_m = 100;        ///< That a woman can go; below: kilometres.
inline constexpr int most_distance_m = 200'000;     ///< That a woman can go.
inline constexpr int most_degrees_e6_county = 1'000'000;  ///< From the point of her county.
inline constexpr int most_degrees_e6_township = 500'000;  ///< From the point of her township.
inline constexpr int most_degrees_e6_village = 300'000;   ///< From the point of her village.
inline constexpr int west_e6 = 73'000'000;                ///< The country's corners, in degrees.
/// Eastern edge of the country, in millionths of a degree.
inline constexpr int east_e6 = 136'000'000;
/// Southern edge of the country, in millionths of a degree.
inline constexpr int south_e6 = 3'000'000;
/// Northern edge of the country, in millionths of a degree.
inline constexpr int north_e6 = 54'000'000;
inline constexpr int road_slack_m = 500;  ///< That positions may be off: a road may be so much
                                          ///< shorter than the straight line.
inline constexpr int most_road_m = 400'000;  ///< By road to a provider.
inline constexpr int most_road_times = 10;   ///< The straight line, where that is 1 km or more.
inline constexpr int phone_digits = 7;  ///< As many digits in a name are a telephone number.

/// The same by name: what docs/plausible.md lists.
struct Threshold {
  std::string_view name;  ///< What docs/plausible.md calls it.
  std::int64_t value;     ///< Its value, in the unit of what it is compared with.
};
/// All of them, for the page that lists them.
inline constexpr Threshold thresholds[] = {
    {"earliest_birth_year", earliest_birth_year},
    {"earliest_year", earliest_year},
    {"latest_year", latest_year},
    {"least_year_of_four", least_year_of_four},
    {"days_ahead", days_ahead},
    {"least_latest_percent", least_latest_percent},
    {"days_written", days_written},
    {"woman_age", woman_age},
    {"income_over_line_times", income_over_line_times},
    {"least_income_yuan", least_income_yuan},
    {"least_amount_yuan", least_amount_yuan},
    {"most_income_yuan", most_income_yuan},
    {"least_rate_bp", least_rate_bp},
    {"most_rate_bp", most_rate_bp},
    {"least_share_bp", least_share_bp},
    {"most_term_months", most_term_months},
    {"most_places", most_places},
    {"most_mentor_places", most_mentor_places},
    {"most_households", most_households},
    {"most_housing_m2", most_housing_m2},
    {"least_distance_m", least_distance_m},
    {"most_distance_m", most_distance_m},
    {"most_degrees_e6_county", most_degrees_e6_county},
    {"most_degrees_e6_township", most_degrees_e6_township},
    {"most_degrees_e6_village", most_degrees_e6_village},
    {"west_e6", west_e6},
    {"east_e6", east_e6},
    {"south_e6", south_e6},
    {"north_e6", north_e6},
    {"road_slack_m", road_slack_m},
    {"most_road_m", most_road_m},
    {"most_road_times", most_road_times},
    {"phone_digits", phone_digits},
};

/// The national poverty line, net income a head in yuan, from a year on (2,300 at the prices of
/// 2010).
struct Line {
  int year;           ///< Calendar year of the line.
  std::int64_t yuan;  ///< The line of that year, yuan a head in its own prices.
};
/// The national poverty line by year, rising.
inline constexpr Line lines[] = {{2010, 2'300}, {2014, 2'800}, {2015, 2'855}, {2016, 2'952},
                                 {2018, 2'995}, {2019, 3'218}, {2020, 4'000}};

/// The line of a year: the latest one known by then, before the first one the first.
[[nodiscard]] constexpr std::int64_t line_of(int year) noexcept {
  std::int64_t yuan = lines[0].yuan;
  for (const Line& line : lines) {
    if (line.year <= year) yuan = line.yuan;
  }
  return yuan;
}

}  // namespace plausible

/// The latest day of what happened by the tables (activities, loans, relations that began or
/// ended, registrations, exits) that is not after `until`; nothing if they tell of no day from
/// earliest_year to latest_year. Left aside are the latest days while the year (days_ahead) that
/// ends on them holds less than least_latest_percent of all: slips of the pen.
[[nodiscard]] std::optional<Date> latest_record(const Registry& registry,
                                                const std::optional<Date>& until = std::nullopt);

/// What `find_implausible` looks at.
enum class Looked : std::uint8_t {
  /// Every rule was asked.
  everything,
  each_record,  ///< Not what records say of each other: some rows could not be read.
};

/// Calls found(warning) for every record that can hardly be meant so, on a day; without a day, for
/// those that no day could mend. `written` is the day by which the tables were written up: on it
/// women are 16, and after it lies the future. Where it is not given, it is the day of the latest
/// record up to days_ahead after `day`, since tables are written up later than a policy. In linear
/// time.
void find_implausible(const Registry& registry, const Origins& origins,
                      const std::optional<Date>& day, const std::function<void(Finding)>& found,
                      Looked looked = Looked::everything,
                      const std::optional<Date>& written = std::nullopt);

}  // namespace jinguo::inline v0_1

#ifdef JINGUO_HEADER_ONLY
#include "jinguo/domain/plausible-inl.hpp"
#endif

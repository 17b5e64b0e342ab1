#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "jinguo/core/text.hpp"
#include "jinguo/core/version.hpp"

namespace jinguo::inline v0_1 {

/// A day of the Gregorian calendar, years 1 to 9999 where it is read or written.
using Date = std::chrono::year_month_day;

/// Reads "2016-05-01" and nothing else; nothing for a day that does not exist.
[[nodiscard]] constexpr std::optional<Date> parse_date(std::string_view text) noexcept {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t from, std::size_t count) {
    int value = 0;
    for (const char c : text.substr(from, count)) {
      if (c < '0' || c > '9') return -1;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  const int y = number(0, 4);
  const int m = number(5, 2);
  const int d = number(8, 2);
  if (y < 1 || m < 1 || d < 1) return std::nullopt;
  const Date date{std::chrono::year(y), std::chrono::month(static_cast<unsigned>(m)),
                  std::chrono::day(static_cast<unsigned>(d))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

/// As in "2016-05-01".
[[nodiscard]] inline std::string to_string(const Date& date) {
  return detail::padded(static_cast<unsigned>(static_cast<int>(date.year())), 4) + "-" +
         detail::padded(static_cast<unsigned>(date.month()), 2) + "-" +
         detail::padded(static_cast<unsigned>(date.day()), 2);
}

/// Days since 1970-01-01; negative before.
[[nodiscard]] constexpr std::int64_t days_since_1970(const Date& date) noexcept {
  return std::chrono::sys_days(date).time_since_epoch().count();
}

/// Whole years lived on a day; who is born on 29 February has her birthday on 1 March in other
/// years. Negative before birth.
[[nodiscard]] constexpr int age_on(const Date& birth, const Date& day) noexcept {
  const int years = static_cast<int>(day.year()) - static_cast<int>(birth.year());
  const bool before =
      day.month() < birth.month() || (day.month() == birth.month() && day.day() < birth.day());
  return before ? years - 1 : years;
}

}  // namespace jinguo::inline v0_1

// Days as officers write them.

#include <charconv>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "cells.hpp"
#include "jinguo/core/text.hpp"
#include "numbers.hpp"

namespace jinguo::inline v0_1::io::detail {
namespace {

using jinguo::detail::all_digits;
using jinguo::detail::is_digit;

std::optional<Date> make_day(std::int64_t year, std::int64_t month, std::int64_t day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
    return std::nullopt;
  const Date date{std::chrono::year(static_cast<int>(year)),
                  std::chrono::month(static_cast<unsigned>(month)),
                  std::chrono::day(static_cast<unsigned>(day))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

/// A part of a day, in digits or Chinese numerals; -1: neither.
std::int64_t part_of(std::string_view text) {
  text = trimmed(text);
  if (all_digits(text)) {
    std::int64_t value = -1;
    if (text.size() <= 4) std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  }
  const std::optional<std::int64_t> value = take_chinese(text);
  return value && text.empty() ? *value : -1;
}

/// Whether a text is a time of day; `zero`: midnight; `zone`: it says of where.
struct Time {
  bool is_time = false;
  bool zero = false;
  bool zone = false;
};

Time read_time(std::string_view text) {
  Time out;
  bool noon_clock = false;  // 12 o'clock is midnight
  for (const std::string_view word : {"上午", "AM", "am"}) {
    if (text.starts_with(word)) {
      text = trimmed(text.substr(word.size()));
      noon_clock = true;
    } else if (text.ends_with(word)) {
      text = trimmed(text.substr(0, text.size() - word.size()));
      noon_clock = true;
    }
  }
  if (text.ends_with('Z')) {
    out.zone = true;
    text.remove_suffix(1);
  } else if (const std::size_t sign = text.find_first_of("+-"); sign != std::string_view::npos) {
    out.zone = true;
    text = text.substr(0, sign);
  }
  std::string digits;
  int colons = 0;
  for (std::size_t at = 0; at < text.size();) {
    bool mark = false;
    for (const std::string_view word : {":", "时", "分", "秒", "."}) {
      if (text.substr(at).starts_with(word)) {
        if (digits.empty() || !is_digit(digits.back())) return out;
        digits += ':';
        ++colons;
        at += word.size();
        mark = true;
        break;
      }
    }
    if (mark) continue;
    if (!is_digit(text[at])) return out;
    digits += text[at++];
  }
  out.is_time = colons >= 1 && colons <= 4 && digits.size() >= 3;
  if (noon_clock && digits.starts_with("12:")) digits.replace(0, 2, "0");
  out.zero = digits.find_first_not_of("0:") == std::string::npos;
  return out;
}

struct Split {
  std::string_view first;
  std::string_view second;
  std::string_view third;
};

std::optional<Split> split(std::string_view text, std::string_view one, std::string_view two) {
  const std::size_t a = text.find(one);
  if (a == std::string_view::npos) return std::nullopt;
  const std::size_t b = text.find(two, a + one.size());
  if (b == std::string_view::npos) return std::nullopt;
  return Split{trimmed(text.substr(0, a)), trimmed(text.substr(a + one.size(), b - a - one.size())),
               trimmed(text.substr(b + two.size()))};
}

/// Whether a text is a year and a month without a day: 2016年3月, 2016-03, 2016.3.
bool names_month(std::string_view text) {
  if (text.ends_with("月"))
    text = trimmed(text.substr(0, text.size() - std::string_view("月").size()));
  for (const std::string_view mark : {"年", "-", "/", "."}) {
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos) continue;
    const std::int64_t year = part_of(text.substr(0, at));
    const std::int64_t month = part_of(text.substr(at + mark.size()));
    return year >= 1000 && month >= 1 && month <= 12;
  }
  return false;
}

/// A day without a time.
DayRead day_alone(std::string_view text) {
  if (const std::optional<Date> date = parse_date(text)) return {date, "", {}};
  struct Form {
    std::string_view one;
    std::string_view two;
    const char* fault;
  };
  constexpr Form forms[] = {{"/", "/", "io.date.slashes"},
                            {"年", "月", "io.date.chinese"},
                            {".", ".", "io.date.dots"},
                            {"-", "-", "io.date"}};
  for (const Form& form : forms) {
    std::optional<Split> parts = split(text, form.one, form.two);
    if (!parts) continue;
    for (const std::string_view word : {"农历", "阴历", "正月", "腊月", "冬月", "初", "廿"}) {
      if (text.find(word) != std::string_view::npos) {
        return {std::nullopt, form.fault, {}, "io.date.lunar"};
      }
    }
    if (form.one == "年") {
      for (const std::string_view end : {"日", "号"}) {
        if (parts->third.ends_with(end)) {
          parts->third = trimmed(parts->third.substr(0, parts->third.size() - end.size()));
          break;
        }
      }
    }
    if (parts->third.empty() && names_month(text)) {
      return {std::nullopt, form.fault, {}, "io.date.month"};
    }
    const std::int64_t a = part_of(parts->first);
    const std::int64_t b = part_of(parts->second);
    const std::int64_t c = part_of(parts->third);
    const bool digits = all_digits(parts->first);
    if (digits ? parts->first.size() == 4 : form.one == "年" && a >= 1000) {
      if (const std::optional<Date> date = make_day(a, b, c)) return {date, "", {}};
      const char* const mend = b >= 0 && c >= 0 ? "io.date.no_day" : "";
      return {std::nullopt, form.fault, {}, mend};
    }
    if (digits && parts->first.size() <= 2 && parts->third.size() == 4 && a > 0 && b > 0) {
      // The day may stand first or the month: only what cannot be a month tells.
      const std::optional<Date> day_first = make_day(c, b, a);
      const std::optional<Date> month_first = make_day(c, a, b);
      std::string proposal;
      if (day_first && (!month_first || *day_first == *month_first))
        proposal = to_string(*day_first);
      if (month_first && !day_first) proposal = to_string(*month_first);
      return {std::nullopt, "io.date.order", proposal};
    }
    if (digits && parts->first.size() == 2 && parts->third.size() <= 2 && b > 0 && c > 0) {
      return {std::nullopt, "io.date.century", {}};
    }
    return {std::nullopt, form.fault, {}};
  }
  const std::string_view digits = text.substr(0, text.find('.'));
  if (all_digits(digits) &&
      (digits.size() == text.size() ||
       text.substr(digits.size() + 1).find_first_not_of('0') == std::string_view::npos)) {
    if (digits.size() == 8) {
      const std::optional<Date> date = make_day(
          part_of(digits.substr(0, 4)), part_of(digits.substr(4, 2)), part_of(digits.substr(6, 2)));
      const bool near = date && date->year() >= std::chrono::year(1800) &&
                        date->year() <= std::chrono::year(2199);
      if (near) return {date, "", {}};
      return {std::nullopt, "io.date.compact", {}, "io.date.no_day"};
    }
    if (digits.size() == 4) return {std::nullopt, "io.date.year", {}};
    if (digits.size() == 5) {  // days since 1899-12-30, as most spreadsheets count
      const std::int64_t serial = std::stoi(std::string(digits));
      const std::chrono::sys_days day =
          std::chrono::sys_days(std::chrono::year(1899) / 12 / 30) + std::chrono::days(serial);
      return {std::nullopt, "io.date.serial", to_string(Date(day))};
    }
  }
  return {std::nullopt, "io.date", {}, names_month(text) ? "io.date.month" : ""};
}

}  // namespace

DayRead read_day(std::string_view cell) {
  if (cell.size() > 100) return {std::nullopt, "io.date", {}};
  const std::string narrow = spaced(cell);
  const std::string_view text = trimmed(narrow);
  // A time begins behind the blank or T before its hour.
  std::size_t mark = text.find(':');
  if (mark == std::string_view::npos) mark = text.find("时");
  if (mark == std::string_view::npos) return day_alone(text);
  std::size_t from = text.substr(0, mark).find_last_not_of("0123456789");
  if (from == std::string_view::npos) return {std::nullopt, "io.date", {}};
  if (text.substr(0, from + 1).ends_with("上午")) from = text.find("上午") - 1;
  if (from >= text.size() || (text[from] != ' ' && text[from] != 'T')) {
    return {std::nullopt, "io.date", {}};
  }
  const Time time = read_time(trimmed(text.substr(from + 1)));
  DayRead out = day_alone(trimmed(text.substr(0, from)));
  if (!time.is_time) return {std::nullopt, "io.date", {}};
  if (time.zero || !out.day) return out;
  // With a zone the day may be another one here.
  return {std::nullopt, "io.date.time", time.zone ? std::string{} : to_string(*out.day)};
}

}  // namespace jinguo::inline v0_1::io::detail

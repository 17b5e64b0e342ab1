#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "jinguo/core/date.hpp"
#include "jinguo/core/decimal.hpp"

/// Numbers and days as officers write them: units, separators, Chinese numerals, full-width digits.
/// Read is what can mean one thing only; all else is a fault that says what.
namespace jinguo::inline v0_1::io::detail {

/// What a column counts in; it decides which units may stand behind a number.
enum class CellUnit : std::uint8_t {
  none,  ///< Units differ by row, or there is none.
  yuan,
  basis_points,  ///< Ten-thousandths.
  metres,
  square_metres,
  months,
  days,
  age,
  year,  ///< Of the calendar.
  women,
  households,
  away  ///< None: whether she works away from home, which has everyday words of its own.
};

/// The unit of a column by its name.
[[nodiscard]] CellUnit unit_of(std::string_view column) noexcept;

/// What a unit is called in messages.
[[nodiscard]] std::string_view unit_name(CellUnit unit, bool chinese) noexcept;

enum class NumberFault : std::uint8_t {
  none,
  form,
  thousands,  ///< Separators not before every three digits.
  blanks,     ///< Blanks before every three digits: one number, or several.
  unit,       ///< Another unit, or words.
  converted,  ///< A unit whose worth in the column's is known but that people may mean otherwise.
  about,      ///< 约, 左右: what it is about, to be made exact.
  bound,      ///< 以上, 余, 至: no one number.
  size
};

struct NumberRead {
  NumberFault fault = NumberFault::none;
  /// In the column's unit (also at blanks, converted and about); at a fault of the unit in the one
  /// that was written.
  Decimal value{};
};

/// Reads "12000", "12,000.50", "1.2万元", "4.35%", "5公里", "三千五百", "１２". Never throws but
/// for memory; a text of more than 100 bytes is a fault of form.
[[nodiscard]] NumberRead read_number(std::string_view cell, CellUnit unit);

/// A whole number in Chinese numerals at the front of a text, which is taken off: "三", "十二",
/// "一百零五", "三千五百", "一万二千", "二〇一六". Nothing for what people read in two ways
/// ("一万二").
[[nodiscard]] std::optional<std::int64_t> take_chinese(std::string_view& text);

/// A number as its digits: "12000", "4.35".
[[nodiscard]] std::string digits_of(const Decimal& value);

struct DayRead {
  std::optional<Date> day{};  ///< Where there is no doubt.
  const char* fault = "";     ///< Else the code of what is wrong,
  std::string proposal{};     ///< the day that is probably meant, or "",
  const char* mend = "";      ///< and the message that says what to do, where not the fault's own.
};

/// Reads a day whose year stands first with four digits: 2016-03-01, 2016/3/1, 2016.3.1,
/// 2016年3月1日, 20160301, each with a time of day of zero or none.
[[nodiscard]] DayRead read_day(std::string_view cell);

/// Full-width characters made narrow, odd spaces plain ones: between digits they part two numbers.
[[nodiscard]] std::string spaced(std::string_view text);

/// The text as a person meant it: full-width characters made narrow, odd spaces dropped.
[[nodiscard]] std::string plain(std::string_view text);

}  // namespace jinguo::inline v0_1::io::detail

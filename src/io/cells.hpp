#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "jinguo/core/coded.hpp"
#include "jinguo/core/date.hpp"
#include "jinguo/core/geo.hpp"
#include "jinguo/core/id.hpp"
#include "jinguo/core/issue.hpp"
#include "jinguo/core/money.hpp"
#include "jinguo/core/region.hpp"
#include "jinguo/domain/field.hpp"

/// One cell of a table: text to value, value to text, and, when a text will not do, why.
namespace jinguo::inline v0_1::io::detail {

/// A value's kind, to say what is wrong with its text.
enum class CellKind : std::uint8_t {
  text,
  id,
  region,
  date,
  money,
  number,
  coordinate,
  boolean,
  coded
};

/// One allowed value of a coded field.
struct CodeRow {
  std::string_view word;
  std::string_view code;
  std::string_view zh;
};

/// The text without spaces and tabs around it.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text) noexcept {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Whether 18 digits, or 17 and an X, stand in a row in a text.
[[nodiscard]] bool holds_citizen_number(std::string_view cell);

/// What may be shown of a cell: at most 40 characters, control characters escaped; nothing when it
/// looks like a citizen number or a telephone.
[[nodiscard]] std::string shown(std::string_view cell);

/// The issue for a cell that could not be read: code, value, expected and mend; the place is the
/// caller's. `personal` cells show no value.
[[nodiscard]] Issue diagnose(std::string_view cell, CellKind kind, std::span<const CodeRow> allowed,
                             bool personal);

/// The issue for a cell that its source could not say as a text (see CellFault).
[[nodiscard]] Issue unread(std::string_view code, std::string_view value, CellKind kind,
                           std::span<const CodeRow> allowed, bool personal);

/// The number of insertions, deletions and exchanges of characters between two texts.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The nearest of some names; the first of equals; "" when there are none.
[[nodiscard]] std::string_view nearest(std::string_view text,
                                       std::span<const std::string_view> names);

/// "#N/A", "#REF!" and their sisters: a formula's failure saved as text.
[[nodiscard]] bool is_spreadsheet_error(std::string_view cell) noexcept;

/// Degrees as written, to whole millionths, further decimals rounded half up.
[[nodiscard]] std::optional<std::int32_t> parse_degrees(std::string_view text) noexcept;
[[nodiscard]] std::string degrees_text(std::int32_t e6);

// --- Reading: true and the value, or false. ------------------------------------------------------

using jinguo::detail::is_optional;
using jinguo::detail::is_vector;
template <class T>
concept AnyId = std::derived_from<T, Id>;
template <class T>
concept Whole = std::integral<T> && !std::same_as<T, bool>;

template <class T>
[[nodiscard]] constexpr CellKind kind_of() noexcept {
  if constexpr (is_vector<T> || is_optional<T>) {
    return kind_of<typename T::value_type>();
  } else if constexpr (std::same_as<T, std::string>) {
    return CellKind::text;
  } else if constexpr (AnyId<T>) {
    return CellKind::id;
  } else if constexpr (std::same_as<T, RegionCode>) {
    return CellKind::region;
  } else if constexpr (std::same_as<T, Date>) {
    return CellKind::date;
  } else if constexpr (std::same_as<T, Money>) {
    return CellKind::money;
  } else if constexpr (std::same_as<T, LonLat>) {
    return CellKind::coordinate;
  } else if constexpr (std::same_as<T, bool>) {
    return CellKind::boolean;
  } else if constexpr (CodedEnum<T>) {
    return CellKind::coded;
  } else {
    static_assert(Whole<T>);
    return CellKind::number;
  }
}

/// The allowed values of a coded field; none for other kinds.
template <class T>
[[nodiscard]] std::vector<CodeRow> code_rows() {
  std::vector<CodeRow> out;
  if constexpr (is_vector<T> || is_optional<T>) {
    out = code_rows<typename T::value_type>();
  } else if constexpr (CodedEnum<T>) {
    for (const Coded<T>& row : codes(std::type_identity<T>{})) {
      out.push_back({row.word, row.code, row.zh});
    }
  }
  return out;
}

[[nodiscard]] inline bool read_value(std::string_view cell, bool& out) noexcept {
  if (cell == "true" || cell == "1" || cell == "是" || cell == "TRUE" || cell == "True") {
    out = true;
    return true;
  }
  out = false;
  return cell == "false" || cell == "0" || cell == "否" || cell == "FALSE" || cell == "False";
}

template <Whole T>
[[nodiscard]] bool read_value(std::string_view cell, T& out) noexcept {
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), out);
  return error == std::errc() && end == cell.data() + cell.size() && !cell.empty();
}

[[nodiscard]] inline bool read_value(std::string_view cell, Money& out) noexcept {
  const std::optional<Money> value = Money::parse(cell);
  if (value) out = *value;
  return value.has_value();
}

[[nodiscard]] inline bool read_value(std::string_view cell, Date& out) noexcept {
  const std::optional<Date> value = parse_date(cell);
  if (value) out = *value;
  return value.has_value();
}

[[nodiscard]] inline bool read_value(std::string_view cell, RegionCode& out) noexcept {
  const std::optional<RegionCode> value = RegionCode::parse(cell);
  if (value) out = *value;
  return value.has_value();
}

template <AnyId T>
[[nodiscard]] bool read_value(std::string_view cell, T& out) {
  if (cell.empty() || !why_not_id(cell).empty()) return false;
  out = T(std::string(cell));
  return true;
}

template <CodedEnum T>
[[nodiscard]] bool read_value(std::string_view cell, T& out) noexcept {
  const std::optional<T> value = from_text<T>(cell);
  if (value) out = *value;
  return value.has_value();
}

// --- Writing. ------------------------------------------------------------------------------------

inline void write_value(std::string& out, bool value, Language language) {
  out += language == Language::zh ? (value ? "是" : "否") : (value ? "true" : "false");
}
template <Whole T>
void write_value(std::string& out, T value, Language) {
  char digits[std::numeric_limits<T>::digits10 + 3];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}
inline void write_value(std::string& out, Money value, Language) { out += value.to_string(); }
inline void write_value(std::string& out, const Date& value, Language) {
  // A day that no table can hold (only possible unchecked) leaves the cell empty.
  if (value.ok()) out += to_string(value);
}
inline void write_value(std::string& out, RegionCode value, Language) { out += value.to_string(); }
inline void write_value(std::string& out, const Id& value, Language) { out += value.text(); }
template <CodedEnum T>
void write_value(std::string& out, T value, Language language) {
  out += language == Language::zh ? to_chinese(value) : to_string(value);
}
/// Text, with an apostrophe before what a spreadsheet would take for a formula.
void write_value(std::string& out, const std::string& value, Language);
template <class T>
void write_value(std::string& out, const std::optional<T>& value, Language language) {
  if (value) write_value(out, *value, language);
}
template <class T>
void write_value(std::string& out, const std::vector<T>& values, Language language) {
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (k > 0) out += language == Language::zh ? "；" : ";";
    if constexpr (std::same_as<T, bool>) {
      write_value(out, static_cast<bool>(values[k]), language);
    } else {
      write_value(out, values[k], language);
    }
  }
}

/// Takes back the apostrophe of write_value; true if the text has no character that text cannot
/// have (control characters other than tab and line ends; broken UTF-8).
[[nodiscard]] bool read_text(std::string_view cell, std::string& out);

}  // namespace jinguo::inline v0_1::io::detail

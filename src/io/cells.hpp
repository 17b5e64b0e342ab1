#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "jinguo/core/coded.hpp"
#include "jinguo/core/date.hpp"
#include "jinguo/core/geo.hpp"
#include "jinguo/core/id.hpp"
#include "jinguo/core/issue.hpp"
#include "jinguo/core/money.hpp"
#include "jinguo/core/region.hpp"
#include "jinguo/core/utf8.hpp"
#include "jinguo/domain/field.hpp"
#include "jinguo/domain/synonyms.hpp"
#include "nearest.hpp"
#include "numbers.hpp"

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
  std::string_view read;      ///< Everyday words that mean it, parted by |.
  std::string_view proposed;  ///< Words that may mean it.
};

/// What a cell may hold, to say so where it does not.
struct Allowed {
  CellKind kind{};
  CellUnit unit = CellUnit::none;
  std::vector<CodeRow> codes{};
  WordScale scale = WordScale::none;
  /// Whether a text is a value of the column: nothing else may be proposed to be written. Null for
  /// texts.
  bool (*reads)(std::string_view cell, CellUnit unit) = nullptr;
};

/// Whether a character is a space that nobody sees as one: wide, unbreakable, of no width.
[[nodiscard]] constexpr bool is_odd_space(char32_t c) noexcept {
  return c == 0xA0 || (c >= 0x2000 && c <= 0x200F) || c == 0x202F || c == 0x205F || c == 0x2060 ||
         c == 0x3000 || c == 0xFEFF;
}

/// The text without spaces around it, wide and invisible ones too.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text) noexcept {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  for (;;) {
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    if (text.empty()) return text;
    if (static_cast<unsigned char>(text.front()) >= 0xC2) {
      const auto c = jinguo::detail::utf8_character(text);
      if (c.bytes > 0 && is_odd_space(c.point)) {
        text.remove_prefix(c.bytes);
        continue;
      }
    }
    if (static_cast<unsigned char>(text.back()) >= 0x80) {
      bool cut = false;
      for (std::size_t bytes = 2; bytes <= 3 && bytes <= text.size(); ++bytes) {
        const auto c = jinguo::detail::utf8_character(text.substr(text.size() - bytes));
        if (c.bytes != bytes || !is_odd_space(c.point)) continue;
        text.remove_suffix(bytes);
        cut = true;
        break;
      }
      if (cut) continue;
    }
    return text;
  }
}

/// "12.0", "430602.00": a whole number that went through a decimal column.
[[nodiscard]] bool is_whole_with_decimals(std::string_view text) noexcept;

/// What may be shown of a cell: at most 40 characters, control characters escaped; nothing when it
/// looks like a citizen number or a telephone.
[[nodiscard]] std::string shown(std::string_view cell);

/// The issue for a cell that could not be read: code, value, expected and mend; the place is the
/// caller's. `personal` cells show no value.
[[nodiscard]] Issue diagnose(std::string_view cell, const Allowed& allowed, bool personal);

/// The issue for a cell that its source could not say as a text (see CellFault).
[[nodiscard]] Issue unread(std::string_view code, std::string_view value, std::string_view text,
                           const Allowed& allowed, bool personal);

/// A word as it is looked up among everyday words: characters narrow, letters small, no blanks
/// between Chinese ones, _ for blanks and hyphens between others; "" for long texts.
[[nodiscard]] std::string everyday(std::string_view cell);

/// How well a heading names a column.
enum class Naming : std::uint8_t {
  none,
  exact,       ///< By its name or Chinese heading, perhaps with a star or its unit behind.
  other_unit,  ///< With another unit behind: 工资性收入（万元）.
};
[[nodiscard]] Naming names_column(std::string_view heading, std::string_view name,
                                  std::string_view zh, CellUnit unit);

/// "#N/A", "#REF!" and their sisters: a formula's failure saved as text.
[[nodiscard]] bool is_spreadsheet_error(std::string_view cell) noexcept;

/// Degrees as written, to whole millionths, further decimals rounded half up.
[[nodiscard]] std::optional<std::int32_t> parse_degrees(std::string_view cell);
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

/// A type without the optional or list around it.
template <class T>
struct Single {
  using type = T;
};
template <class T>
struct Single<std::optional<T>> : Single<T> {};
template <class T>
struct Single<std::vector<T>> : Single<T> {};

/// Whether a cell says that a list has nothing: 无, none.
[[nodiscard]] bool is_nothing(std::string_view cell);

/// The unit of a column that holds a type.
template <class T>
[[nodiscard]] CellUnit unit_of_column(std::string_view name) noexcept {
  if constexpr (kind_of<T>() == CellKind::money) {
    return CellUnit::yuan;
  } else if constexpr (kind_of<T>() == CellKind::number || kind_of<T>() == CellKind::boolean) {
    return unit_of(name);
  } else {
    return CellUnit::none;
  }
}

[[nodiscard]] bool read_value(std::string_view cell, bool& out, CellUnit unit = {});

/// A whole number, or an amount in fen, of a text that is not plain digits.
[[nodiscard]] std::optional<std::int64_t> read_whole(std::string_view cell, CellUnit unit);
[[nodiscard]] std::optional<std::int64_t> read_fen(std::string_view cell);

template <Whole T>
[[nodiscard]] bool read_value(std::string_view cell, T& out, CellUnit unit) {
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), out);
  if (error == std::errc() && end == cell.data() + cell.size() && !cell.empty()) return true;
  const std::optional<std::int64_t> value = read_whole(cell, unit);
  if (!value || !std::in_range<T>(*value)) return false;
  out = static_cast<T>(*value);
  return true;
}

[[nodiscard]] inline bool read_value(std::string_view cell, Money& out, CellUnit = {}) {
  std::optional<Money> value = Money::parse(cell);
  if (!value) {
    if (const std::optional<std::int64_t> fen = read_fen(cell)) value = Money::from_fen(*fen);
  }
  if (value) out = *value;
  return value.has_value();
}

[[nodiscard]] inline bool read_value(std::string_view cell, Date& out, CellUnit = {}) {
  std::optional<Date> value = parse_date(cell);
  if (!value) value = read_day(cell).day;
  if (value) out = *value;
  return value.has_value();
}

[[nodiscard]] inline bool read_value(std::string_view cell, RegionCode& out, CellUnit = {}) {
  std::optional<RegionCode> value = RegionCode::parse(cell);
  if (!value && cell.size() <= 100) value = RegionCode::parse(everyday(cell));
  if (value) out = *value;
  return value.has_value();
}

template <AnyId T>
[[nodiscard]] bool read_value(std::string_view cell, T& out, CellUnit = {}) {
  if (cell.empty() || !why_not_id(cell).empty()) return false;
  out = T(std::string(cell));
  return true;
}

template <CodedEnum T>
[[nodiscard]] bool read_value(std::string_view cell, T& out, CellUnit = {}) {
  std::optional<T> value = from_text<T>(cell);
  if (!value) {
    const std::string word = everyday(cell);
    value = from_text<T>(word);
    if constexpr (HasSynonyms<T>) {
      if (!value) value = from_synonym<T>(word);
    }
  }
  if (value) out = *value;
  return value.has_value();
}

/// What the column of a name may hold.
template <class T>
[[nodiscard]] Allowed allowed_in(std::string_view name) {
  if constexpr (is_vector<T> || is_optional<T>) {
    return allowed_in<typename T::value_type>(name);
  } else {
    Allowed out{kind_of<T>(), unit_of_column<T>(name), {}, WordScale::none, nullptr};
    if constexpr (std::same_as<T, LonLat>) {
      out.reads = [](std::string_view cell, CellUnit) { return parse_degrees(cell).has_value(); };
    } else if constexpr (!std::same_as<T, std::string>) {
      out.reads = [](std::string_view cell, CellUnit unit) {
        T value{};
        return read_value(cell, value, unit);
      };
    }
    if constexpr (CodedEnum<T>) {
      for (const Coded<T>& row : codes(std::type_identity<T>{})) {
        out.codes.push_back({row.word, row.code, row.zh, {}, {}});
      }
      if constexpr (HasSynonyms<T>) {
        for (const Synonym<T>& row : synonyms(std::type_identity<T>{})) {
          for (CodeRow& code : out.codes) {
            if (code.word != to_string(row.value)) continue;
            code.read = row.read;
            code.proposed = row.proposed;
          }
        }
        if (is_ordered_scale<T>) out.scale = WordScale::ordered;
      }
    }
    return out;
  }
}

/// Words that other marks part than those of a list, joined as they should be: 缝纫 刺绣,
/// 缝纫/刺绣.
/// "" unless each is a word of the list.
template <class T>
[[nodiscard]] std::string parted(std::string_view cell) {
  std::string out;
  if constexpr (CodedEnum<T>) {
    std::size_t count = 0;
    for (std::string_view rest = cell.substr(0, 200); !rest.empty();) {
      std::size_t end = rest.size();
      std::size_t mark = 0;
      for (const std::string_view one : {" ", "\u3000", "/", "／", "+", "和", "及", "与", "|"}) {
        const std::size_t found = rest.substr(0, end).find(one);
        if (found == std::string_view::npos) continue;
        end = found;
        mark = one.size();
      }
      const std::string_view word = trimmed(rest.substr(0, end));
      rest.remove_prefix(end + mark);
      if (word.empty()) continue;
      T value{};
      if (!read_value(word, value)) return {};
      out += (count++ > 0 ? "；" : "") + std::string(word);
    }
    if (count < 2) return {};
  }
  return out;
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

// --- Any field. ----------------------------------------------------------------------------------

/// What the type of a field decides of its cells: what reads and writes tables is compiled once,
/// not once a field.
struct CellType {
  CellKind kind{};
  bool is_list = false;
  /// Reads a cell into the value, an item of a list to its end. A position is read elsewhere.
  bool (*read)(std::string_view cell, void* value, CellUnit unit) = nullptr;
  std::size_t (*size)(const void* list) = nullptr;
  std::string (*parted)(std::string_view cell) = nullptr;  ///< As parted(); of coded lists.
  CellUnit (*unit)(std::string_view name) = nullptr;
  Allowed (*allowed)(std::string_view name) = nullptr;
  void (*write)(std::string& out, const void* value, Language language) = nullptr;
};

template <class T>
[[nodiscard]] constexpr CellType make_cell_type() {
  using Value = typename Single<T>::type;
  CellType type{.kind = kind_of<T>(),
                .is_list = is_vector<T>,
                .unit = unit_of_column<Value>,
                .allowed = allowed_in<T>};
  if constexpr (!std::same_as<Value, LonLat>) {
    type.read = [](std::string_view cell, void* value, CellUnit unit) {
      T& out = *static_cast<T*>(value);
      if constexpr (std::same_as<Value, std::string>) {
        return read_text(cell, out);
      } else {
        Value inner{};
        if (!read_value(cell, inner, unit)) return false;
        if constexpr (is_vector<T>) {
          out.push_back(std::move(inner));
        } else {
          out = std::move(inner);
        }
        return true;
      }
    };
    type.write = [](std::string& out, const void* value, Language language) {
      write_value(out, *static_cast<const T*>(value), language);
    };
  }
  if constexpr (is_vector<T>) {
    type.size = [](const void* list) { return static_cast<const T*>(list)->size(); };
    type.parted = parted<Value>;
  }
  return type;
}
template <class T>
inline constexpr CellType cell_type = make_cell_type<T>();

/// A field without its record: what is said of its column, its type, and where a record has it.
struct CellField {
  std::string_view name;
  std::string_view zh;
  FieldUse use{};
  const CellType* type = nullptr;
  std::size_t offset = 0;  ///< Of the value in the record.

  [[nodiscard]] const void* in(const void* record) const {
    return static_cast<const char*>(record) + offset;
  }
  [[nodiscard]] void* in(void* record) const { return static_cast<char*>(record) + offset; }
  [[nodiscard]] std::size_t columns() const { return type->kind == CellKind::coordinate ? 2 : 1; }
};

/// The fields of the records of a table, given by its number.
[[nodiscard]] const std::vector<CellField>& cell_fields(std::size_t table);

/// Takes the text of a cell.
using CellSink = std::function<void(std::string_view text)>;

/// Calls cell(text) for every column of every field of a record.
void write_record(std::span<const CellField> fields, const void* record, Language language,
                  const CellSink& cell);

}  // namespace jinguo::inline v0_1::io::detail

#include "cells.hpp"

#include <algorithm>
#include <array>

namespace jinguo::inline v0_1::io::detail {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// The characters of a text; broken bytes one by one.
std::u32string characters(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = jinguo::detail::utf8_character(text.substr(at));
    out += c.bytes == 0 ? char32_t{0xFFFD} : c.point;
    at += std::max<std::size_t>(c.bytes, 1);
  }
  return out;
}

bool is_odd_space(char32_t c) noexcept {
  return c == 0xA0 || (c >= 0x2000 && c <= 0x200F) || c == 0x202F || c == 0x205F || c == 0x2060 ||
         c == 0x3000 || c == 0xFEFF;
}

bool is_full_width(char32_t c) noexcept { return c >= 0xFF01 && c <= 0xFF5E; }

bool is_ascii(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// The text as a person meant it: full-width characters made narrow, odd spaces dropped.
std::string plain(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = jinguo::detail::utf8_character(text.substr(at));
    const std::size_t bytes = std::max<std::size_t>(c.bytes, 1);
    if (is_full_width(c.point)) {
      out += static_cast<char>(c.point - 0xFF01 + '!');
    } else if (!is_odd_space(c.point)) {
      out += text.substr(at, bytes);
    }
    at += bytes;
  }
  return out;
}

/// Whether a text holds what looks like a citizen number (15 digits or more in a row) or a mobile
/// telephone (11, from 13 to 19), however it is spaced.
bool looks_private(std::string_view text) {
  const std::string narrow = plain(text);
  std::string run;
  const auto is_private = [&run] {
    return run.size() >= 15 || (run.size() == 11 && run[0] == '1' && run[1] >= '3');
  };
  for (const char c : narrow) {
    if (is_digit(c)) {
      run += c;
    } else if (c != ' ' && c != '-' && c != ',') {
      if (is_private()) return true;
      run.clear();
    }
  }
  return is_private();
}

/// "4.30602E+11", "1e5": how a spreadsheet shows a long number.
bool is_scientific(std::string_view text) noexcept {
  const std::size_t e = text.find_first_of("eE");
  if (e == std::string_view::npos || e == 0) return false;
  std::string_view mantissa = text.substr(0, e);
  std::string_view exponent = text.substr(e + 1);
  if (!exponent.empty() && (exponent[0] == '+' || exponent[0] == '-')) exponent.remove_prefix(1);
  if (const std::size_t dot = mantissa.find('.'); dot != std::string_view::npos) {
    if (!all_digits(mantissa.substr(dot + 1))) return false;
    mantissa = mantissa.substr(0, dot);
  }
  return all_digits(mantissa) && all_digits(exponent);
}

/// "12.0", "430602.00": a whole number that went through a decimal column.
bool is_whole_with_decimals(std::string_view text) noexcept {
  const std::size_t dot = text.find('.');
  return dot != std::string_view::npos && all_digits(text.substr(0, dot)) &&
         dot + 1 < text.size() && text.substr(dot + 1).find_first_not_of('0') == std::string::npos;
}

/// "1,234" or "12,345.60".
bool has_thousands(std::string_view text) noexcept {
  if (!text.empty() && text[0] == '-') text.remove_prefix(1);
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos || comma == 0 || comma > 3) return false;
  std::string_view rest = text;
  if (const std::size_t dot = rest.find('.'); dot != std::string_view::npos) {
    if (!all_digits(rest.substr(dot + 1))) return false;
    rest = rest.substr(0, dot);
  }
  std::size_t run = 0;
  bool first = true;
  for (const char c : rest) {
    if (c == ',') {
      if (!first && run != 3) return false;
      first = false;
      run = 0;
    } else if (is_digit(c)) {
      ++run;
    } else {
      return false;
    }
  }
  return run == 3;
}

std::string without(std::string_view text, char dropped) {
  std::string out;
  for (const char c : text) {
    if (c != dropped) out += c;
  }
  return out;
}

struct Fault {
  const char* code;
  std::string text{};  ///< What to write instead, where that is known.
};

std::optional<Date> make_date(std::string_view year, std::string_view month, std::string_view day) {
  const auto number = [](std::string_view text) -> int {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : -1;
  };
  const int y = number(year);
  const int m = number(month);
  const int d = number(day);
  if (year.size() != 4 || y < 1 || m < 1 || d < 1) return std::nullopt;
  const Date date{std::chrono::year(y), std::chrono::month(static_cast<unsigned>(m)),
                  std::chrono::day(static_cast<unsigned>(d))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::string text_of(const std::optional<Date>& date) { return date ? to_string(*date) : ""; }

/// A date as people and spreadsheets write it.
Fault date_fault(std::string_view cell) {
  const auto split = [cell](std::string_view first, std::string_view second,
                            std::string_view last) -> std::optional<Date> {
    const std::size_t a = cell.find(first);
    if (a == std::string_view::npos) return std::nullopt;
    const std::size_t b = cell.find(second, a + first.size());
    if (b == std::string_view::npos) return std::nullopt;
    std::string_view day = cell.substr(b + second.size());
    if (!last.empty()) {
      if (!day.ends_with(last)) return std::nullopt;
      day.remove_suffix(last.size());
    }
    return make_date(cell.substr(0, a), cell.substr(a + first.size(), b - a - first.size()), day);
  };
  if (cell.find('/') != std::string_view::npos) {
    return {"io.date.slashes", text_of(split("/", "/", ""))};
  }
  if (cell.find("年") != std::string_view::npos) {
    return {"io.date.chinese", text_of(split("年", "月", "日"))};
  }
  if (cell.find('.') != std::string_view::npos && !is_whole_with_decimals(cell)) {
    return {"io.date.dots", text_of(split(".", ".", ""))};
  }
  const std::string_view digits = cell.substr(0, cell.find('.'));
  if (all_digits(digits)) {
    if (digits.size() == 8) {
      return {"io.date.compact",
              text_of(make_date(digits.substr(0, 4), digits.substr(4, 2), digits.substr(6, 2)))};
    }
    if (digits.size() == 4) return {"io.date.year"};
    if (digits.size() == 5) {  // days since 1899-12-30, as spreadsheets count
      int serial = 0;
      std::from_chars(digits.data(), digits.data() + digits.size(), serial);
      const std::chrono::sys_days day =
          std::chrono::sys_days(std::chrono::year(1899) / 12 / 30) + std::chrono::days(serial);
      return {"io.date.serial", to_string(Date(day))};
    }
  }
  if (cell.size() > 10 && parse_date(cell.substr(0, 10)) && (cell[10] == ' ' || cell[10] == 'T')) {
    return {"io.date.time", std::string(cell.substr(0, 10))};
  }
  if (const std::optional<Date> date = split("-", "-", "")) {
    return {"io.date.short", to_string(*date)};
  }
  return {"io.date"};
}

Fault number_fault(std::string_view cell, CellKind kind) {
  if (has_thousands(cell)) return {"io.thousands", without(cell, ',')};
  for (const std::string_view unit :
       {"¥", "￥", "元", "万元", "亩", "人", "户", "米", "个月", "%"}) {
    if (cell.starts_with(unit) || cell.ends_with(unit)) return {"io.unit"};
  }
  if (kind == CellKind::money) return {"io.money"};
  if (kind == CellKind::coordinate) return {"io.coordinate"};
  if (is_whole_with_decimals(cell))
    return {"io.decimals", std::string(cell.substr(0, cell.find('.')))};
  return {"io.number"};
}

Fault region_fault(std::string_view cell) {
  if (is_whole_with_decimals(cell))
    return {"io.decimals", std::string(cell.substr(0, cell.find('.')))};
  if (all_digits(cell)) {
    const std::size_t size = cell.size();
    if (size == 1 || size == 3 || size == 5 || size == 8 || size == 11) return {"io.leading_zeros"};
    return {"io.region"};
  }
  return {"io.region"};
}

Fault code_fault(std::string_view cell, std::span<const CodeRow> allowed) {
  if (is_whole_with_decimals(cell)) {
    return {"io.decimals", std::string(cell.substr(0, cell.find('.')))};
  }
  const std::string narrow = plain(cell);
  std::vector<std::string_view> names;
  for (const CodeRow& row : allowed) {
    if (narrow != cell && (narrow == row.word || narrow == row.code || narrow == row.zh)) {
      return {"io.full_width", narrow};
    }
    names.push_back(is_ascii(cell) ? row.word : row.zh);
  }
  const std::string_view text = cell.substr(0, 120);
  const std::string_view name = nearest(text, names);
  // A name that shares nothing with the text would be a guess.
  const std::size_t longer = std::max(characters(text).size(), characters(name).size());
  return {"io.code", edit_distance(text, name) < longer ? std::string(name) : std::string()};
}

/// An issue that says what a cell of a kind holds.
Issue expecting(CellKind kind, std::span<const CodeRow> allowed) {
  Issue issue;
  constexpr std::string_view kinds[] = {
      "io.expect.text",       "core.id",           "io.expect.region",
      "io.expect.date",       "io.expect.money",   "io.expect.number",
      "io.expect.coordinate", "io.expect.boolean", "io.expect.coded"};
  issue.expected.code = kinds[static_cast<std::size_t>(kind)];
  if (kind == CellKind::coded) {
    std::string words;
    std::string names;
    for (const CodeRow& row : allowed) {
      words += (words.empty() ? "" : ", ") + std::string(row.word);
      names += (names.empty() ? "" : "、") + std::string(row.zh);
    }
    issue.expected.parameters = {{"words", words}, {"names", names}};
  }
  return issue;
}

}  // namespace

bool holds_citizen_number(std::string_view cell) {
  std::size_t digits = 0;
  const std::string narrow = plain(cell);
  for (std::size_t k = 0; k <= narrow.size(); ++k) {
    const char c = k < narrow.size() ? narrow[k] : '\0';
    if (is_digit(c)) {
      ++digits;
      continue;
    }
    if (digits == 18 || (digits == 17 && (c == 'X' || c == 'x'))) return true;
    digits = 0;
  }
  return false;
}

std::string shown(std::string_view cell) {
  if (looks_private(cell.substr(0, 4096))) return {};
  std::string out;
  std::size_t count = 0;
  for (std::size_t at = 0; at < cell.size();) {
    const auto c = jinguo::detail::utf8_character(cell.substr(at));
    std::string piece;
    std::size_t width = 1;
    if (c.bytes == 0 || c.point < 0x20 || (c.point >= 0x7F && c.point < 0xA0)) {
      constexpr std::string_view hex = "0123456789abcdef";
      const auto byte = static_cast<unsigned char>(cell[at]);
      piece = c.point == '\n'   ? "\\n"
              : c.point == '\r' ? "\\r"
              : c.point == '\t' ? "\\t"
                                : std::string("\\x") + hex[byte >> 4U] + hex[byte & 15U];
      width = piece.size();
      if (c.bytes == 2) {  // a control character beyond ASCII: its second byte tells it
        const auto second = static_cast<unsigned char>(cell[at + 1]);
        piece = std::string("\\x") + hex[second >> 4U] + hex[second & 15U];
        width = piece.size();
      }
    } else if (is_odd_space(c.point) || (c.point >= 0x202A && c.point <= 0x202E) ||
               (c.point >= 0x2066 && c.point <= 0x2069)) {
      constexpr std::string_view hex = "0123456789abcdef";
      piece = "\\u";
      for (int shift = 12; shift >= 0; shift -= 4) piece += hex[(c.point >> shift) & 15U];
      width = piece.size();
    } else {
      piece = cell.substr(at, c.bytes);
    }
    at += std::max<std::size_t>(c.bytes, 1);
    const std::size_t room = at < cell.size() ? 39 : 40;  // the last one may be "…"
    if (count + width > room) return out + "…";
    out += piece;
    count += width;
  }
  return out;
}

bool is_spreadsheet_error(std::string_view cell) noexcept {
  constexpr std::string_view errors[] = {"#N/A",    "#REF!",  "#VALUE!", "#DIV/0!",
                                         "#NAME?",  "#NULL!", "#NUM!",   "#GETTING_DATA",
                                         "#SPILL!", "#CALC!", "########"};
  return !cell.empty() && cell[0] == '#' &&
         std::find(std::begin(errors), std::end(errors), cell) != std::end(errors);
}

Issue diagnose(std::string_view cell, CellKind kind, std::span<const CodeRow> allowed,
               bool personal) {
  const std::string_view looked = trimmed(cell).substr(0, 4096);
  Fault fault{"io.text"};
  const std::u32string points = characters(looked);
  if (is_spreadsheet_error(looked)) {
    fault = {"io.spreadsheet_error"};
  } else if (kind != CellKind::text) {
    if (kind == CellKind::id && why_not_id(plain(looked)) == "core.id.citizen_number") {
      fault = {"core.id.citizen_number"};
    } else if (std::any_of(points.begin(), points.end(), is_odd_space)) {
      fault = {"io.space", plain(looked)};
    } else if (std::any_of(points.begin(), points.end(), is_full_width) &&
               kind != CellKind::coded) {
      fault = {"io.full_width", plain(looked)};
    } else if (is_scientific(looked)) {
      fault = {"io.scientific"};
    } else {
      switch (kind) {
        case CellKind::text:
          break;
        case CellKind::id:
          fault = {why_not_id(looked) == "core.id.citizen_number" ? "core.id.citizen_number"
                                                                  : "core.id"};
          break;
        case CellKind::region:
          fault = region_fault(looked);
          break;
        case CellKind::date:
          fault = date_fault(looked);
          break;
        case CellKind::money:
        case CellKind::number:
        case CellKind::coordinate:
          fault = number_fault(looked, kind);
          break;
        case CellKind::boolean:
          fault = is_whole_with_decimals(looked)
                      ? Fault{"io.decimals", std::string(looked.substr(0, looked.find('.')))}
                      : Fault{"io.boolean"};
          break;
        case CellKind::coded:
          fault = code_fault(looked, allowed);
          break;
      }
    }
  }

  Issue issue = expecting(kind, allowed);
  issue.code = fault.code;
  if (!personal) issue.value = shown(cell);
  if (issue.code == "core.id.citizen_number") issue.expected.code = issue.code;
  if (!issue.code.starts_with("core.")) {
    const std::string correct = shown(fault.text);
    issue.mend.code = issue.code + (correct.empty() || personal ? ".mend" : ".write");
    if (!correct.empty() && !personal) issue.mend.parameters = {{"text", correct}};
  }
  return issue;
}

Issue unread(std::string_view code, std::string_view value, CellKind kind,
             std::span<const CodeRow> allowed, bool personal) {
  Issue issue = expecting(kind, allowed);
  issue.code = code;
  issue.mend.code = issue.code + ".mend";
  if (!personal) issue.value = shown(value);
  return issue;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  const std::u32string x = characters(a);
  const std::u32string y = characters(b);
  std::vector<std::size_t> row(y.size() + 1);
  for (std::size_t j = 0; j <= y.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= x.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= y.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (x[i - 1] == y[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row[y.size()];
}

std::string_view nearest(std::string_view text, std::span<const std::string_view> names) {
  std::string_view best;
  std::size_t least = std::numeric_limits<std::size_t>::max();
  for (const std::string_view name : names) {
    const std::size_t distance = edit_distance(text, name);
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return best;
}

std::optional<std::int32_t> parse_degrees(std::string_view text) noexcept {
  const bool negative = !text.empty() && text[0] == '-';
  if (negative) text.remove_prefix(1);
  std::int64_t value = 0;
  std::size_t whole = 0;
  int decimals = -1;
  bool up = false;
  for (const char c : text) {
    if (c == '.' && decimals < 0 && whole > 0) {
      decimals = 0;
      continue;
    }
    if (!is_digit(c)) return std::nullopt;
    if (decimals < 0) {
      if (++whole > 3) return std::nullopt;
      value = value * 10 + (c - '0');
    } else {
      if (decimals < 6) value = value * 10 + (c - '0');
      if (decimals == 6) up = c >= '5';
      ++decimals;
    }
  }
  if (whole == 0 || decimals == 0) return std::nullopt;
  for (int k = std::max(decimals, 0); k < 6; ++k) value *= 10;
  value += up ? 1 : 0;
  return static_cast<std::int32_t>(negative ? -value : value);
}

std::string degrees_text(std::int32_t e6) {
  const std::int64_t size = e6 < 0 ? -std::int64_t{e6} : e6;
  const std::string decimals = std::to_string(size % 1'000'000);
  return (e6 < 0 ? "-" : "") + std::to_string(size / 1'000'000) + "." +
         std::string(6 - decimals.size(), '0') + decimals;
}

namespace {
bool starts_formula(std::string_view text) noexcept {
  return !text.empty() && std::string_view("=+-@\t\r'").find(text[0]) != std::string_view::npos;
}
}  // namespace

void write_value(std::string& out, const std::string& value, Language) {
  if (starts_formula(value)) out += '\'';
  out += value;
}

bool read_text(std::string_view cell, std::string& out) {
  if (cell.size() > 1 && cell[0] == '\'' && starts_formula(cell.substr(1))) cell.remove_prefix(1);
  for (std::size_t at = 0; at < cell.size();) {
    const auto byte = static_cast<unsigned char>(cell[at]);
    if (byte >= 0x20 && byte < 0x7F) {
      ++at;
      continue;
    }
    const auto c = jinguo::detail::utf8_character(cell.substr(at));
    if (c.bytes == 0) return false;
    if (c.point < 0x20 && c.point != '\t' && c.point != '\n' && c.point != '\r') return false;
    if (c.point >= 0x7F && c.point < 0xA0) return false;
    at += c.bytes;
  }
  out.assign(cell);
  return true;
}

}  // namespace jinguo::inline v0_1::io::detail

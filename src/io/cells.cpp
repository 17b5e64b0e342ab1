#include "cells.hpp"

#include <algorithm>
#include <array>

#include "jinguo/core/privacy.hpp"

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

bool is_full_width(char32_t c) noexcept { return c >= 0xFF01 && c <= 0xFF5E; }

bool is_ascii(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Whether a text must not be shown: what may be a citizen number, 15 digits or more in a row (save
/// behind a decimal point), a mobile telephone (11 digits, from 13 to 19), however it is spaced.
bool looks_private(std::string_view text) {
  if (resembles_citizen_number(text)) return true;
  const std::string narrow = plain(text);
  std::string run;
  bool decimals = false;
  const auto is_private = [&] {
    return (run.size() >= 15 && !decimals) || (run.size() == 11 && run[0] == '1' && run[1] >= '3');
  };
  for (const char c : narrow) {
    if (is_digit(c)) {
      run += c;
    } else if (c != ' ' && c != '-' && c != ',') {
      if (is_private()) return true;
      decimals = c == '.' && !run.empty();
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

struct Fault {
  const char* code;
  std::string text{};  ///< What to write instead, where that is known.
};

Fault number_fault(std::string_view cell, const Allowed& allowed) {
  if (allowed.kind == CellKind::coordinate) return {"io.coordinate"};
  if (is_whole_with_decimals(cell) && allowed.kind == CellKind::number) {
    return {"io.decimals", std::string(cell.substr(0, cell.find('.')))};
  }
  const NumberRead read = read_number(cell, allowed.unit);
  switch (read.fault) {
    case NumberFault::thousands:
      return {"io.thousands"};
    case NumberFault::unit:
      // Where rows differ in their unit the number itself is right.
      if (allowed.unit == CellUnit::none) return {"io.unit", digits_of(read.value)};
      return {"io.unit.other"};
    case NumberFault::none:
      if (allowed.unit == CellUnit::basis_points && read.value.decimals > 0) {
        Decimal share = read.value;
        share.decimals -= std::min(share.decimals, 2);
        const bool percent = share.decimals == 0 && read.value.decimals == 2;
        const bool tenths = read.value.decimals == 1;
        if (tenths) share.units *= 10;
        const bool near = read.value.units > 0 && (percent || tenths);
        return {"io.rate", near ? digits_of(share) : std::string()};
      }
      break;
    case NumberFault::form:
    case NumberFault::size:
      break;
  }
  return {allowed.kind == CellKind::money ? "io.money" : "io.number"};
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

Fault code_fault(std::string_view cell, const Allowed& allowed) {
  if (is_whole_with_decimals(cell)) {
    return {"io.decimals", std::string(cell.substr(0, cell.find('.')))};
  }
  const bool latin = is_ascii(cell);
  const std::string word = everyday(cell);
  std::vector<std::string_view> names;
  std::string may_be;
  for (const CodeRow& row : allowed.codes) {
    names.push_back(latin ? row.word : row.zh);
    if (!word.empty() && is_listed(row.proposed, word)) {
      may_be += (may_be.empty() ? "" : " / ") + std::string(names.back());
    }
  }
  return {"io.code", may_be.empty() ? nearest_word(word, names, allowed.scale) : may_be};
}

/// An issue that says what a cell of a kind holds.
Issue expecting(const Allowed& allowed) {
  const CellKind kind = allowed.kind;
  Issue issue;
  constexpr std::string_view kinds[] = {
      "io.expect.text",       "core.id",           "io.expect.region",
      "io.expect.date",       "io.expect.money",   "io.expect.number",
      "io.expect.coordinate", "io.expect.boolean", "io.expect.coded"};
  issue.expected.code = kinds[static_cast<std::size_t>(kind)];
  if (kind == CellKind::coded) {
    std::string words;
    std::string names;
    for (const CodeRow& row : allowed.codes) {
      words += (words.empty() ? "" : ", ") + std::string(row.word);
      names += (names.empty() ? "" : "、") + std::string(row.zh);
    }
    issue.expected.parameters = {{"words", words}, {"names", names}};
  }
  return issue;
}

/// Says how to mend a cell: what to write instead, where that is known and may be shown.
void propose(Issue& issue, std::string_view text, bool personal) {
  const std::string correct = personal ? std::string() : shown(text);
  issue.mend.code = issue.code + (correct.empty() ? ".mend" : ".write");
  if (!correct.empty()) issue.mend.parameters = {{"text", correct}};
}

}  // namespace

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
  constexpr std::string_view errors[] = {
      "#N/A",     "#REF!",     "#VALUE!",    "#DIV/0!", "#NAME?",       "#NULL!",    "#NUM!",
      "#SPILL!",  "#CALC!",    "#FIELD!",    "#BUSY!",  "#BLOCKED!",    "#CONNECT!", "#UNKNOWN!",
      "#PYTHON!", "#TIMEOUT!", "#EXTERNAL!", "#FMT",    "#GETTING_DATA"};
  if (cell.starts_with("Err:")) return all_digits(cell.substr(4));  // LibreOffice
  if (cell.size() < 3 || cell[0] != '#') return false;
  return cell.find_first_not_of('#') == std::string_view::npos ||  // a column too narrow
         std::find(std::begin(errors), std::end(errors), cell) != std::end(errors);
}

Issue diagnose(std::string_view cell, const Allowed& allowed, bool personal) {
  const CellKind kind = allowed.kind;
  const std::string_view looked = trimmed(cell).substr(0, 4096);
  Fault fault{"io.text"};
  const std::u32string points = characters(looked);
  if (is_spreadsheet_error(looked)) {
    fault = {"io.spreadsheet_error"};
  } else if (kind != CellKind::text) {
    if (holds_citizen_number(looked)) {
      fault = {kind == CellKind::id ? "core.id.citizen_number" : "io.citizen_number"};
    } else if (std::any_of(points.begin(), points.end(), is_odd_space)) {
      fault = {"io.space", plain(looked)};
    } else if (kind == CellKind::id && std::any_of(points.begin(), points.end(), is_full_width)) {
      fault = {"io.full_width", plain(looked)};
    } else if (is_scientific(looked)) {
      // 5.6E-17 is no long number, but what rounding left of a sum.
      const bool rounding = kind == CellKind::money && looked.find('-') != std::string_view::npos;
      fault = {rounding ? "io.money" : "io.scientific"};
    } else {
      switch (kind) {
        case CellKind::text:
          break;
        case CellKind::id:
          fault = {"core.id"};
          break;
        case CellKind::region:
          fault = region_fault(looked);
          break;
        case CellKind::date:
          if (const DayRead day = read_day(looked); !day.day) fault = {day.fault, day.proposal};
          break;
        case CellKind::money:
        case CellKind::number:
        case CellKind::coordinate:
          fault = number_fault(looked, allowed);
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

  Issue issue = expecting(allowed);
  issue.code = fault.code;
  if (!personal) issue.value = shown(cell);
  if (issue.code.ends_with("citizen_number")) issue.expected.code = issue.code;
  if (!issue.code.starts_with("core.")) {
    propose(issue, fault.text, personal);
    if (issue.code == "io.unit.other") {
      issue.mend.parameters = {{"word", std::string(unit_name(allowed.unit, false))},
                               {"name", std::string(unit_name(allowed.unit, true))}};
    }
  }
  return issue;
}

Issue unread(std::string_view code, std::string_view value, std::string_view text,
             const Allowed& allowed, bool personal) {
  Issue issue = expecting(allowed);
  issue.code = code;
  propose(issue, text, personal);
  if (!personal) issue.value = shown(value);
  return issue;
}

std::string everyday(std::string_view cell) {
  if (cell.size() > 200) return {};
  const std::string narrow = plain(trimmed(cell));
  std::string out;
  bool latin = false;
  bool parted = false;
  for (const char c : narrow) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '-' || c == '_') {
      parted = !out.empty();
      continue;
    }
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (parted && latin && letter) out += '_';
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    latin = letter || is_digit(c);
    parted = false;
  }
  return out;
}

Naming names_column(std::string_view heading, std::string_view name, std::string_view zh,
                    CellUnit unit) {
  if (heading == name || heading == zh) return Naming::exact;
  std::string said = everyday(heading);
  while (said.ends_with('*')) said.pop_back();
  said.erase(0, said.find_first_not_of('*'));
  if (said.empty()) return Naming::none;
  const std::string right = everyday(zh);
  if (said == everyday(name) || said == right) return Naming::exact;
  // A unit in brackets behind, where the column has one.
  if (unit == CellUnit::none || !said.ends_with(')')) return Naming::none;
  const std::size_t open = said.rfind('(');
  if (open == std::string::npos || open == 0) return Naming::none;
  const std::string base = said.substr(0, open);
  if (base != everyday(name) && base != right.substr(0, right.find('('))) return Naming::none;
  const std::string_view word = std::string_view(said).substr(open + 1, said.size() - open - 2);
  const NumberRead one = read_number("1" + std::string(word), unit);
  const NumberRead share = read_number(std::string(word) + "1", unit);
  if ((one.fault == NumberFault::none && one.value == Decimal{1, 0}) ||
      (share.fault == NumberFault::none && share.value == Decimal{1, 0})) {
    return Naming::exact;
  }
  return Naming::other_unit;
}

bool is_nothing(std::string_view cell) {
  const std::string word = everyday(cell);
  return !word.empty() && is_listed("无|没有|none|no|nothing|/", word);
}

bool read_value(std::string_view cell, bool& out, CellUnit) {
  constexpr std::string_view yes =
      "true|1|是|有|对|已|√|✓|✔|☑|yes|y|t|已参保|参保|已通电|通电|已购买|已缴费|已搬迁";
  constexpr std::string_view no =
      "false|0|否|无|没有|没|未|不是|×|✗|✘|no|n|f|未参保|没参保|没有参保|未通电|没通电|不通电|"
      "未购买|未缴费|未搬迁";
  if (cell == "true" || cell == "false" || cell == "是" || cell == "否" || cell == "1" ||
      cell == "0") {
    out = cell == "true" || cell == "是" || cell == "1";
    return true;  // as nearly every cell is written
  }
  const std::string word = everyday(cell);
  out = !word.empty() && is_listed(yes, word);
  return out || (!word.empty() && is_listed(no, word));
}

std::optional<std::int64_t> read_whole(std::string_view cell, CellUnit unit) {
  if (is_whole_with_decimals(cell)) return std::nullopt;  // it went through a decimal column
  const NumberRead read = read_number(cell, unit);
  if (read.fault != NumberFault::none || read.value.decimals > 0) return std::nullopt;
  return read.value.units;
}

std::optional<std::int64_t> read_fen(std::string_view cell) {
  NumberRead read = read_number(cell, CellUnit::yuan);
  if (read.fault != NumberFault::none || read.value.decimals > 2) return std::nullopt;
  for (; read.value.decimals < 2; ++read.value.decimals) {
    if (__builtin_mul_overflow(read.value.units, 10, &read.value.units)) return std::nullopt;
  }
  return read.value.units;
}

std::optional<std::int32_t> parse_degrees(std::string_view cell) {
  const std::string narrow = is_ascii(cell) ? std::string() : plain(cell.substr(0, 100));
  std::string_view text = narrow.empty() ? cell : std::string_view(narrow);
  for (const std::string_view sign : {"°", "度"}) {
    if (text.ends_with(sign)) text = trimmed(text.substr(0, text.size() - sign.size()));
  }
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

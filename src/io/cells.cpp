#include "cells.hpp"

#include <algorithm>
#include <array>

#include "jinguo/core/integer.hpp"
#include "jinguo/core/privacy.hpp"
#include "jinguo/core/text.hpp"

namespace jinguo::inline v0_1::io::detail {
using jinguo::detail::is_ascii;
using jinguo::detail::is_digit;

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
  // In brackets behind, what to write: a unit where the column has one, 是/否.
  const std::size_t open = said.rfind('(');
  if (open == std::string::npos || open == 0 || !said.ends_with(')')) return Naming::none;
  const std::string base = said.substr(0, open);
  if (base != everyday(name) && base != right.substr(0, right.find('('))) return Naming::none;
  const std::string_view word = std::string_view(said).substr(open + 1, said.size() - open - 2);
  if (is_listed("是/否|是或否|是、否|有/无|有或无|√|yes/no|y/n", word)) return Naming::exact;
  if (unit == CellUnit::none || unit == CellUnit::away) return Naming::none;
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

bool read_value(std::string_view cell, bool& out, CellUnit unit) {
  constexpr std::string_view yes =
      "true|1|是|有|对|已|√|✓|✔|☑|✅|v|yes|y|t|是的|需要|要|可|可以|能|会|"
      "已参保|参保|已参加|参加|已参|已购买|购买|已买|买了|已缴费|已缴|已交|已交费|有医保|有社保|"
      "已通电|通电|通|已通|有电|已搬迁|搬迁|搬迁户|已搬|易地搬迁户";
  constexpr std::string_view no =
      "false|0|否|无|没有|没|未|不是|不|错|×|✗|✘|❌|no|n|f|不需要|不要|不可|不可以|不能|不会|"
      "未参保|没参保|没有参保|未参加|没参加|未参|未购买|没购买|未买|没买|未缴费|未缴|未交|未交费|"
      "没交|无医保|没有医保|无社保|停保|断保|断缴|未通电|没通电|不通电|未通|没通|不通|无电|没电|"
      "没有电|未搬迁|没搬迁|未搬|非搬迁户|不是搬迁户";
  // Elsewhere these may mean the opposite: 在家 where the question is whether she can work at home.
  constexpr std::string_view is_away =
      "外出|在外|外出务工|在外务工|外出打工|在外打工|打工|务工|已外出|正在外出";
  constexpr std::string_view is_home =
      "在家|在家务农|居家|未外出|没外出|没有外出|不外出|未外出务工|没有外出务工|无外出";
  if (cell == "true" || cell == "false" || cell == "是" || cell == "否" || cell == "1" ||
      cell == "0") {
    out = cell == "true" || cell == "是" || cell == "1";
    return true;  // as nearly every cell is written
  }
  const std::string word = everyday(cell);
  if (word.empty()) return false;
  const bool away = unit == CellUnit::away;
  out = is_listed(yes, word) || (away && is_listed(is_away, word));
  return out || is_listed(no, word) || (away && is_listed(is_home, word));
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
  if (!jinguo::detail::scale_by_ten(read.value.units, 2 - read.value.decimals)) {
    return std::nullopt;
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

std::string degrees_text(std::int32_t e6) { return jinguo::detail::fixed(e6, 6); }

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

void write_record(std::span<const CellField> fields, const void* record, Language language,
                  const CellSink& cell) {
  std::string text;
  for (const CellField& field : fields) {
    if (field.type->kind == CellKind::coordinate) {
      const auto& position = *static_cast<const std::optional<LonLat>*>(field.in(record));
      cell(position ? degrees_text(position->lon_e6) : std::string{});
      cell(position ? degrees_text(position->lat_e6) : std::string{});
      continue;
    }
    text.clear();
    field.type->write(text, field.in(record), language);
    cell(text);
  }
}

}  // namespace jinguo::inline v0_1::io::detail

// What is wrong with a cell, and what to write instead.

#include <algorithm>
#include <array>

#include "cells.hpp"
#include "jinguo/core/integer.hpp"
#include "jinguo/core/privacy.hpp"
#include "jinguo/core/text.hpp"

namespace jinguo::inline v0_1::io::detail {
namespace {

using jinguo::detail::all_digits;
using jinguo::detail::is_ascii;
using jinguo::detail::is_digit;
using jinguo::detail::lower;

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

struct Fault {
  const char* code;
  std::string text{};     ///< What to write instead, where that is known.
  const char* mend = "";  ///< The message that says what to do, where not the code's own.
};

/// "无", "/", "不详": nothing, or nobody knows.
bool says_nothing(std::string_view cell) {
  return is_listed(
      "无|没有|暂无|空|不限|无限制|不限制|不详|不清楚|不知道|不明|未知|待定|/"
      "|\\|-|--|—|——|－|?|？|n/a|na|nil|"
      "none|nothing|unknown",
      lower(plain(cell)));
}

/// A rate with decimals: per cent (4.35), a share (0.0435), or finer than a ten-thousandth.
Fault rate_fault(std::string_view cell, const Decimal& value) {
  if (cell.find_first_not_of("0123456789.") != std::string_view::npos) {
    return {"io.rate", {}, "io.rate.fine"};  // 4.355%
  }
  std::int64_t units = value.units;  // of 1/10,000
  if (!jinguo::detail::scale_by_ten(units, 4 - value.decimals)) return {"io.rate"};
  const bool percent = value.decimals <= 2 && units >= 10'000 && units < 1'000'000;
  if (percent) return {"io.rate", std::to_string(units / 100)};
  // Of what is below 1 only what has a rate's digits is surely no percentage.
  const bool share = (value.decimals == 3 || value.decimals == 4) && units >= 200 && units < 2'000;
  return {"io.rate", share ? std::to_string(units) : std::string()};
}

/// A value of the column that went through a column of decimals: 430626.0.
std::optional<Fault> decimals_fault(std::string_view cell, const Allowed& allowed) {
  if (!is_whole_with_decimals(cell)) return std::nullopt;
  std::string whole(cell.substr(0, cell.find('.')));
  if (!allowed.reads(whole, allowed.unit)) return std::nullopt;
  return Fault{"io.decimals", std::move(whole)};
}

Fault number_fault(std::string_view cell, const Allowed& allowed) {
  const bool money = allowed.kind == CellKind::money;
  const char* const form = money ? "io.money" : "io.number";
  if (says_nothing(cell)) {
    // Of money and of places nothing is 0; no limit is an empty cell.
    const bool zero = money || allowed.unit == CellUnit::women;
    const char* const code = allowed.kind == CellKind::coordinate ? "io.coordinate" : form;
    return {code, {}, zero ? "io.nothing.number" : "io.nothing"};
  }
  if (allowed.kind == CellKind::coordinate) return {"io.coordinate"};
  if (is_whole_with_decimals(cell) && !money) {
    const std::optional<Decimal> value = Decimal::parse(cell.substr(0, 20));
    const bool rate = allowed.unit == CellUnit::basis_points && cell.find('.') <= 2;
    if (rate && value) return rate_fault(cell, *value);  // 4.00 may be per cent
    return decimals_fault(cell, allowed).value_or(Fault{form, {}, "io.large"});
  }
  const NumberRead read = read_number(cell, allowed.unit);
  const int most = money ? 2 : 0;
  const std::string digits = read.value.decimals <= most ? digits_of(read.value) : std::string();
  switch (read.fault) {
    case NumberFault::thousands:
      return {"io.thousands"};
    case NumberFault::unit:
      // Where rows differ in their unit the number itself is right.
      if (allowed.unit == CellUnit::none) return {"io.unit", digits};
      return {"io.unit.other"};
    case NumberFault::blanks:
      return {form, digits, "io.space"};
    case NumberFault::converted:
      return {"io.unit.other", digits};
    case NumberFault::about:
      return {form, digits, "io.about"};
    case NumberFault::bound:
      return {form, {}, "io.about"};
    case NumberFault::size:
      return {form, {}, "io.large"};
    case NumberFault::none:
      if (read.value.decimals == 0) return {form, {}, "io.large"};
      if (money) break;
      if (allowed.unit == CellUnit::basis_points) return rate_fault(cell, read.value);
      return {form, {}, "io.whole"};
    case NumberFault::form:
      break;
  }
  return {form};
}

Fault region_fault(std::string_view cell, const Allowed& allowed) {
  if (std::optional<Fault> fault = decimals_fault(cell, allowed)) return *fault;
  if (all_digits(cell)) {
    const std::size_t size = cell.size();
    if (size == 1 || size == 3 || size == 5 || size == 8 || size == 11) return {"io.leading_zeros"};
    return {"io.region"};
  }
  return {"io.region"};
}

/// Whether a Chinese text holds the name of a value, or an everyday word for it.
bool holds_word_of(std::string_view text, const CodeRow& row) {
  const auto holds = [&](std::string_view name) {
    return name.size() >= 6 && text.find(name) != std::string_view::npos;  // two signs
  };
  for (std::string_view words : {row.zh, row.read}) {
    while (!words.empty()) {
      const std::size_t end = std::min(words.find('|'), words.size());
      if (holds(words.substr(0, end))) return true;
      words.remove_prefix(std::min(end + 1, words.size()));
    }
  }
  return false;
}

Fault code_fault(std::string_view cell, const Allowed& allowed) {
  if (std::optional<Fault> fault = decimals_fault(cell, allowed)) return *fault;
  const bool latin = is_ascii(cell);
  const std::string word = everyday(cell);
  std::vector<std::string_view> names;
  std::string may_be;
  std::size_t held = 0;
  for (const CodeRow& row : allowed.codes) {
    names.push_back(latin ? row.word : row.zh);
    if (!word.empty() && is_listed(row.proposed, word)) {
      may_be += (may_be.empty() ? "" : " / ") + std::string(names.back());
    }
    held += holds_word_of(word, row) ? 1 : 0;
  }
  if (may_be.empty() && held <= 1) may_be = nearest_word(word, names, allowed.scale);
  return {"io.code", may_be};
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
    issue.expected.parameters = {
        {"words", jinguo::detail::join(allowed.codes, ", ", [](auto& row) { return row.word; })},
        {"names", jinguo::detail::join(allowed.codes, "、", [](auto& row) { return row.zh; })}};
  }
  return issue;
}

/// Says how to mend a cell: what to write instead, where that is known and may be shown as it is.
void propose(Issue& issue, const std::string& mend, std::string_view text, bool personal) {
  std::string correct = personal ? std::string() : shown(text);
  if (correct != text) correct.clear();  // cut or escaped: not what is to be written
  issue.mend.code = mend + (correct.empty() ? ".mend" : ".write");
  if (!correct.empty()) issue.mend.parameters = {{"text", correct}};
}

}  // namespace

bool is_whole_with_decimals(std::string_view text) noexcept {
  const std::size_t dot = text.find('.');
  return dot != std::string_view::npos && all_digits(text.substr(0, dot)) &&
         dot + 1 < text.size() && text.substr(dot + 1).find_first_not_of('0') == std::string::npos;
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
      const auto byte = static_cast<unsigned char>(cell[at]);
      piece = c.point == '\n'   ? "\\n"
              : c.point == '\r' ? "\\r"
              : c.point == '\t' ? "\\t"
                                : "\\x" + jinguo::detail::hex(byte, 2);
      width = piece.size();
      if (c.bytes == 2) {  // a control character beyond ASCII: its second byte tells it
        const auto second = static_cast<unsigned char>(cell[at + 1]);
        piece = "\\x" + jinguo::detail::hex(second, 2);
        width = piece.size();
      }
    } else if (is_odd_space(c.point) || (c.point >= 0x202A && c.point <= 0x202E) ||
               (c.point >= 0x2066 && c.point <= 0x2069)) {
      piece = "\\u" + jinguo::detail::hex(c.point, 4);
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
  const std::string narrow = plain(looked);
  const auto is_meant = [&](const std::string& text) { return allowed.reads(text, allowed.unit); };
  if (is_spreadsheet_error(looked)) {
    fault = {"io.spreadsheet_error"};
  } else if (kind != CellKind::text) {
    if (holds_citizen_number(looked)) {
      fault = {kind == CellKind::id ? "core.id.citizen_number" : "io.citizen_number"};
    } else if (std::any_of(points.begin(), points.end(), is_odd_space) && is_meant(narrow)) {
      fault = {"io.space", narrow};
    } else if (kind == CellKind::id && std::any_of(points.begin(), points.end(), is_full_width) &&
               is_meant(narrow)) {
      fault = {"io.full_width", narrow};
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
          fault = region_fault(looked, allowed);
          break;
        case CellKind::date:
          if (says_nothing(looked)) {
            fault = {"io.date", {}, "io.nothing"};
          } else if (const DayRead day = read_day(looked); !day.day) {
            fault = {day.fault, day.proposal, day.mend};
          }
          break;
        case CellKind::money:
        case CellKind::number:
        case CellKind::coordinate:
          fault = number_fault(looked, allowed);
          break;
        case CellKind::boolean:
          fault = says_nothing(looked)
                      ? Fault{"io.boolean", {}, "io.nothing"}
                      : decimals_fault(looked, allowed).value_or(Fault{"io.boolean"});
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
    const std::string mend = *fault.mend != '\0' ? fault.mend : issue.code;
    propose(issue, mend, fault.text, personal);
    if (mend == "io.unit.other") {
      issue.mend.parameters.push_back({"word", std::string(unit_name(allowed.unit, false))});
      issue.mend.parameters.push_back({"name", std::string(unit_name(allowed.unit, true))});
    }
    if (mend == "io.rate" && !issue.mend.parameters.empty()) {  // 435 is 4.35%
      const std::string& correct = issue.mend.parameters.front().second;
      std::string percent =
          std::string(3 - std::min<std::size_t>(correct.size(), 3), '0') + correct;
      percent.insert(percent.size() - 2, ".");
      while (percent.ends_with('0')) percent.pop_back();
      if (percent.ends_with('.')) percent.pop_back();
      issue.mend.parameters.push_back({"percent", percent + "%"});
    }
  }
  return issue;
}

Issue unread(std::string_view code, std::string_view value, std::string_view text,
             const Allowed& allowed, bool personal) {
  Issue issue = expecting(allowed);
  issue.code = code;
  propose(issue, issue.code, text, personal);
  if (!personal) issue.value = shown(value);
  return issue;
}

}  // namespace jinguo::inline v0_1::io::detail

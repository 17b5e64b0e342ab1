#include "numbers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <span>
#include <vector>

#include "cells.hpp"
#include "jinguo/core/integer.hpp"
#include "jinguo/core/text.hpp"
#include "jinguo/core/utf8.hpp"
#include "unit_words.hpp"

namespace jinguo::inline v0_1::io::detail {
namespace {

using jinguo::detail::is_digit;
using jinguo::detail::lower;
using jinguo::detail::scale_by_ten;

/// Takes a word off the front of a text, if it stands there.
bool take(std::string_view& text, std::string_view word) noexcept {
  if (!text.starts_with(word)) return false;
  text = trimmed(text.substr(word.size()));
  return true;
}

/// The first of some words that stands at the front of a text is taken off.
template <std::size_t N>
std::size_t take_any(std::string_view& text,
                     const std::array<std::string_view, N>& words) noexcept {
  for (std::size_t k = 0; k < N; ++k) {
    if (take(text, words[k])) return k;
  }
  return N;
}

/// Multiplies by a power of ten; false when it does not fit.
bool shift(Decimal& value, int power) noexcept {
  for (; power > 0 && value.decimals > 0; --power) --value.decimals;
  return scale_by_ten(value.units, power);
}

/// Power of ten of 十, 百, 千, 万, 亿 at the front of a text, which is taken off; 0: none.
int take_power(std::string_view& text) noexcept {
  constexpr std::array<std::string_view, 8> words = {"十", "百", "千", "万",
                                                     "亿", "拾", "佰", "仟"};
  constexpr std::array<int, 9> powers = {1, 2, 3, 4, 8, 1, 2, 3, 0};
  return powers[take_any(text, words)];
}

/// Value of a Chinese digit at the front of a text, which is taken off; -1: none.
int take_chinese_digit(std::string_view& text) noexcept {
  constexpr std::array<std::string_view, 22> words = {
      "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "零",
      "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖", "两", "○"};
  constexpr std::array<int, 23> values = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1,
                                          2, 3, 4, 5, 6, 7, 8, 9, 2, 0, -1};
  return values[take_any(text, words)];
}

}  // namespace

std::optional<std::int64_t> take_chinese(std::string_view& text) {
  std::string_view rest = text;
  std::int64_t total = 0;    // above the last 万 or 亿
  std::int64_t section = 0;  // below it
  std::int64_t digits = 0;   // digits side by side
  int digit_count = 0;
  bool zero = false;  // the last digit stands behind a 零
  int last_power = 5;
  int last_big = 9;
  bool any = false;
  for (;;) {
    if (const int digit = take_chinese_digit(rest); digit >= 0) {
      any = true;
      if (digit == 0 && digit_count == 0 && (section > 0 || total > 0)) {
        zero = true;  // 一百零五
        continue;
      }
      if (++digit_count > 9) return std::nullopt;
      digits = digits * 10 + digit;
      continue;
    }
    const int power = take_power(rest);
    if (power == 0) break;
    any = true;
    if (power < 4) {
      if (digit_count > 1 || power >= last_power) return std::nullopt;
      if (digit_count == 0 && power != 1) return std::nullopt;  // 十二, but not 百二
      std::int64_t unit = 1;
      for (int k = 0; k < power; ++k) unit *= 10;
      section += (digit_count == 0 ? 1 : digits) * unit;
      last_power = power;
    } else {
      section += digits;
      if (digit_count > 1 || power >= last_big || section == 0) return std::nullopt;
      total += section * (power == 4 ? 10'000 : 100'000'000);
      section = 0;
      last_power = 5;
      last_big = power;
    }
    digits = 0;
    digit_count = 0;
    zero = false;
  }
  if (!any) return std::nullopt;
  if (digit_count > 0) {
    const bool alone = section == 0 && total == 0;
    if (!alone && (digit_count > 1 || (!zero && last_power != 1))) return std::nullopt;
    section += digits;
  }
  text = rest;
  return total + section;
}

namespace {

/// Digits with a decimal point and separators of thousands at the front of a text, taken off.
struct Arabic {
  NumberFault fault = NumberFault::form;
  Decimal value{};
  std::size_t digits = 0;  ///< Before the point.
};

Arabic take_arabic(std::string_view& text) {
  std::size_t end = 0;
  while (end < text.size() && (is_digit(text[end]) || text[end] == '.' || text[end] == ',')) ++end;
  const std::string_view number = text.substr(0, end);
  Arabic out;
  if (end == 0 || !is_digit(number.front()) || !is_digit(number.back())) return out;
  const std::size_t point = number.find('.');
  const std::string_view whole = number.substr(0, point);
  if (point != std::string_view::npos && number.find(',', point) != std::string_view::npos) {
    out.fault = NumberFault::thousands;  // 1.234,56
    return out;
  }
  std::string digits;
  std::size_t run = 0;
  bool separated = false;
  for (const char c : whole) {
    if (c == ',') {
      if (separated ? run != 3 : run > 3) {
        out.fault = NumberFault::thousands;
        return out;
      }
      separated = true;
      run = 0;
    } else {
      digits += c;
      ++run;
    }
  }
  if (separated && run != 3) {
    out.fault = NumberFault::thousands;
    return out;
  }
  out.digits = digits.size();
  if (point != std::string_view::npos) digits += number.substr(point);
  const std::optional<Decimal> value = Decimal::parse(digits);
  if (!value) {
    out.fault = digits.find('.', point + 1) != std::string::npos && point != std::string::npos &&
                        number.find('.', point + 1) != std::string_view::npos
                    ? NumberFault::form
                    : NumberFault::size;
    return out;
  }
  out.fault = NumberFault::none;
  out.value = *value;
  text = trimmed(text.substr(end));
  return out;
}

bool add(Decimal& sum, Decimal value) noexcept {
  const std::int32_t decimals = std::max(sum.decimals, value.decimals);
  if (!scale_by_ten(sum.units, decimals - sum.decimals) ||
      !scale_by_ten(value.units, decimals - value.decimals)) {
    return false;
  }
  sum.decimals = decimals;
  return !__builtin_add_overflow(sum.units, value.units, &sum.units);
}

/// A number with its powers at the front of a text, taken off: "12000", "1.2万", "1万2千".
NumberRead take_number(std::string_view& text) {
  if (text.empty() || !is_digit(text.front())) {
    const std::optional<std::int64_t> value = take_chinese(text);
    if (!value) return {NumberFault::form, {}};
    return {NumberFault::none, {*value, 0}};
  }
  Decimal sum{};
  int last = std::numeric_limits<int>::max();
  for (bool first = true; !text.empty() && is_digit(text.front()); first = false) {
    const Arabic part = take_arabic(text);
    if (part.fault != NumberFault::none) return {part.fault, {}};
    int power = 0;
    bool named = false;
    // 千米 and 千克 are units of their own, yet three powers of ten above the ones below: the same.
    for (int more = take_power(text); more > 0; more = take_power(text)) {
      power += more;
      named = true;
    }
    Decimal value = part.value;
    if (power >= last || power > 12 || !shift(value, power)) return {NumberFault::size, {}};
    // 1万2 may be 12,000 or 10,002; 1万2000 is 12,000.
    if (!first && !named && part.digits != static_cast<std::size_t>(last)) {
      return {NumberFault::form, {}};
    }
    if (!add(sum, value)) return {NumberFault::size, {}};
    last = named ? power : 0;
    if (!named) break;
  }
  return {NumberFault::none, sum};
}

}  // namespace

CellUnit unit_of(std::string_view column) noexcept {
  struct Ending {
    std::string_view end;
    CellUnit unit;
  };
  constexpr Ending endings[] = {
      {"_bp", CellUnit::basis_points},
      {"_m", CellUnit::metres},
      {"metres", CellUnit::metres},
      {"_m2", CellUnit::square_metres},
      {"_months", CellUnit::months},
      {"_age", CellUnit::age},
      {"_year", CellUnit::year},
      {"places", CellUnit::women},
      {"days", CellUnit::days},
      {"households", CellUnit::households},
      {"away", CellUnit::away},
  };
  for (const Ending& one : endings) {
    if (column.ends_with(one.end)) return one.unit;
  }
  return CellUnit::none;
}

std::string_view unit_name(CellUnit unit, bool chinese) noexcept {
  constexpr std::string_view en[] = {
      "a whole number", "yuan",         "ten-thousandths", "metres", "square metres", "months",
      "days",           "years of age", "the year",        "women",  "households"};
  constexpr std::string_view zh[] = {"个数", "元", "万分之一", "米", "平方米", "月",
                                     "天",   "岁", "年份",     "人", "户"};
  return (chinese ? zh : en)[static_cast<std::size_t>(unit)];
}

std::string spaced(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = jinguo::detail::utf8_character(text.substr(at));
    const std::size_t bytes = std::max<std::size_t>(c.bytes, 1);
    if (is_odd_space(c.point)) {
      out += ' ';
    } else if (c.point >= 0xFF01 && c.point <= 0xFF5E) {
      out += static_cast<char>(c.point - 0xFF01 + '!');
    } else {
      out += text.substr(at, bytes);
    }
    at += bytes;
  }
  return out;
}

std::string plain(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = jinguo::detail::utf8_character(text.substr(at));
    const std::size_t bytes = std::max<std::size_t>(c.bytes, 1);
    if (c.point >= 0xFF01 && c.point <= 0xFF5E) {
      out += static_cast<char>(c.point - 0xFF01 + '!');
    } else if (!is_odd_space(c.point)) {
      out += text.substr(at, bytes);
    }
    at += bytes;
  }
  return out;
}

namespace {

/// A number that says exactly one thing; `text` is narrow, letters small.
NumberRead read_exact(std::string_view text, CellUnit unit) {
  constexpr std::array<std::string_view, 5> currencies = {"¥", "￥", "rmb", "cny", "人民币"};
  constexpr std::array<std::string_view, 3> shares = {"百分之", "千分之", "万分之"};
  if (unit == CellUnit::months && text == "半年") return {NumberFault::none, {6, 0}};
  bool negative = take(text, "-") || take(text, "−");
  bool with_unit = false;
  int power = 0;
  if (take_any(text, currencies) < currencies.size()) {
    if (unit != CellUnit::yuan) return {NumberFault::unit, {}};
    with_unit = true;
    if (!negative) negative = take(text, "-");
  } else if (const std::size_t share = take_any(text, shares); share < shares.size()) {
    if (unit != CellUnit::basis_points) return {NumberFault::unit, {}};
    with_unit = true;
    power = 2 - static_cast<int>(share);
  }
  NumberRead out = take_number(text);
  if (out.fault != NumberFault::none) return out;
  std::int64_t times = 1;
  std::int64_t more = 0;
  if (!text.empty()) {
    // 元 may be said in front and behind; a share only once.
    if (with_unit && unit != CellUnit::yuan) return {NumberFault::unit, {}};
    const auto find = [&](std::span<const UnitWord> words) {
      const auto found = std::find_if(words.begin(), words.end(), [&](const UnitWord& word) {
        return word.unit == unit && word.word == text;
      });
      return found == words.end() ? nullptr : &*found;
    };
    const UnitWord* word = find(unit_words);
    if (unit == CellUnit::months && text == "年半" && out.value.decimals == 0) {
      text = "年";
      word = find(unit_words);
      more = 6;
    }
    if (word == nullptr) {
      word = find(doubtful_words);
      if (word != nullptr) out.fault = NumberFault::converted;
    }
    if (word == nullptr) {
      const bool letters = !is_digit(text.front()) && text.front() != '.' && text.front() != ',';
      if (!letters) return {NumberFault::form, {}};
      out.fault = NumberFault::unit;
      if (negative) out.value.units = -out.value.units;
      return out;
    }
    times = word->times;
    power += word->power;
  }
  if (__builtin_mul_overflow(out.value.units, times, &out.value.units) ||
      !shift(out.value, power) || !add(out.value, {more, 0})) {
    return {NumberFault::size, {}};
  }
  while (out.value.decimals > 0 && out.value.units % 10 == 0) {
    out.value.units /= 10;
    --out.value.decimals;
  }
  if (negative) out.value.units = -out.value.units;
  return out;
}

/// Takes the first of some words off the front, or the end, of a text; "" where none stands there.
std::string_view cut_front(std::string_view& text, std::span<const std::string_view> words) {
  for (const std::string_view word : words) {
    if (take(text, word)) return word;
  }
  return {};
}
std::string_view cut_end(std::string_view& text, std::span<const std::string_view> words) {
  for (const std::string_view word : words) {
    if (!text.ends_with(word)) continue;
    text = trimmed(text.substr(0, text.size() - word.size()));
    return word;
  }
  return {};
}

/// "1 200", "12 000.50元": the text without the blanks before each three digits; "" for others.
std::string without_blanks(std::string_view text) {
  std::string out;
  std::size_t run = 0;
  bool parted = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if (is_digit(text[at])) {
      ++run;
      out += text[at];
    } else if (text[at] == ' ' && at + 1 < text.size() && is_digit(text[at + 1])) {
      if (run == 0 || run > 3 || (parted && run != 3)) return {};
      parted = true;
      run = 0;
    } else {
      break;
    }
  }
  if (!parted || run != 3) return {};
  return out + std::string(text.substr(at));
}

/// A number among words that leave it open how much: 约1200, 1200左右, 60岁以上, 3-5.
NumberRead read_inexact(std::string_view text, CellUnit unit) {
  constexpr std::string_view about_front[] = {"大约", "大概", "约为", "约",   "共计",   "合计",
                                              "总计", "总共", "共",   "每年", "年利率", "利率"};
  constexpr std::string_view about_end[] = {"左右", "上下", "(估计)", "(估)",
                                            "(约)", "/年",  "每年"};
  constexpr std::string_view bound_front[] = {"不超过", "不低于", "不少于", "最高", "最低", "最多",
                                              "最少",   "至多",   "至少",   "超过", "近",   "满"};
  constexpr std::string_view bound_end[] = {"以内", "以上", "以下", "之内", "多", "余", "起"};
  std::string_view rest = text;
  if (!cut_front(rest, bound_front).empty() || !cut_end(rest, bound_end).empty()) {
    const NumberRead one = read_exact(rest, unit);
    if (one.fault == NumberFault::none) return {NumberFault::bound, {}};
  }
  for (const std::string_view word : {"余", "多"}) {  // 10余人, 2万多元
    const std::size_t at = text.find(word);
    if (at == std::string_view::npos || at == 0) continue;
    const std::string without =
        std::string(text.substr(0, at)) + std::string(text.substr(at + word.size()));
    if (read_exact(without, unit).fault == NumberFault::none) return {NumberFault::bound, {}};
  }
  for (const std::string_view mark : {"-", "~", "～", "—", "–", "至", "到"}) {
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos || at == 0) continue;
    const std::string_view from = trimmed(text.substr(0, at));
    const std::string_view to = trimmed(text.substr(at + mark.size()));
    if (read_exact(from, unit).fault == NumberFault::none &&
        read_exact(to, unit).fault == NumberFault::none) {
      return {NumberFault::bound, {}};
    }
  }
  rest = text;
  const bool cut = !cut_front(rest, about_front).empty();
  if (!cut_end(rest, about_end).empty() || cut) {
    NumberRead one = read_exact(rest, unit);
    if (one.fault == NumberFault::none) {
      one.fault = NumberFault::about;
      return one;
    }
  }
  return {NumberFault::none, {}};
}

}  // namespace

NumberRead read_number(std::string_view cell, CellUnit unit) {
  if (cell.size() > 100) return {NumberFault::form, {}};
  const std::string narrow = lower(spaced(cell));
  const std::string_view text = trimmed(narrow);
  NumberRead out = read_exact(text, unit);
  if (out.fault != NumberFault::form && out.fault != NumberFault::unit) return out;
  if (const std::string joined = without_blanks(text); !joined.empty()) {
    NumberRead one = read_exact(joined, unit);
    if (one.fault == NumberFault::none) {
      one.fault = NumberFault::blanks;
      return one;
    }
  }
  if (unit == CellUnit::none) return out;
  const NumberRead inexact = read_inexact(text, unit);
  return inexact.fault == NumberFault::none ? out : inexact;
}

std::string digits_of(const Decimal& value) {
  return jinguo::detail::fixed(value.units, static_cast<std::size_t>(value.decimals));
}

}  // namespace jinguo::inline v0_1::io::detail

#include "numbers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <span>
#include <vector>

#include "cells.hpp"
#include "jinguo/core/utf8.hpp"

namespace jinguo::inline v0_1::io::detail {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

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
  for (; power > 0; --power) {
    if (__builtin_mul_overflow(value.units, 10, &value.units)) return false;
  }
  return true;
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

/// A whole number in Chinese numerals at the front of a text, which is taken off: "三", "十二",
/// "一百零五", "三千五百", "一万二千", "二〇一六". Nothing for what people read in two ways
/// ("一万二").
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
  while (sum.decimals < value.decimals) {
    ++sum.decimals;
    if (__builtin_mul_overflow(sum.units, 10, &sum.units)) return false;
  }
  while (value.decimals < sum.decimals) {
    ++value.decimals;
    if (__builtin_mul_overflow(value.units, 10, &value.units)) return false;
  }
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

/// One way to write a unit, and what it is worth in the column's: times and a power of ten.
struct UnitWord {
  CellUnit unit;
  std::string_view word;
  std::int64_t times = 1;
  int power = 0;
};
constexpr UnitWord unit_words[] = {
    {CellUnit::yuan, "元"},
    {CellUnit::yuan, "元整"},
    {CellUnit::yuan, "元人民币"},
    {CellUnit::yuan, "人民币"},
    {CellUnit::yuan, "圆"},
    {CellUnit::yuan, "块"},
    {CellUnit::yuan, "块钱"},
    {CellUnit::yuan, "¥"},
    {CellUnit::yuan, "￥"},
    {CellUnit::yuan, "yuan"},
    {CellUnit::yuan, "rmb"},
    {CellUnit::yuan, "cny"},
    {CellUnit::basis_points, "‱"},
    {CellUnit::basis_points, "bp"},
    {CellUnit::basis_points, "bps"},
    {CellUnit::basis_points, "基点"},
    {CellUnit::basis_points, "个基点"},
    {CellUnit::basis_points, "‰", 1, 1},
    {CellUnit::basis_points, "%", 1, 2},
    {CellUnit::basis_points, "百分点", 1, 2},
    {CellUnit::basis_points, "个百分点", 1, 2},
    {CellUnit::metres, "米"},
    {CellUnit::metres, "公尺"},
    {CellUnit::metres, "m"},
    {CellUnit::metres, "metres"},
    {CellUnit::metres, "meters"},
    {CellUnit::metres, "公里", 1, 3},
    {CellUnit::metres, "千米", 1, 3},
    {CellUnit::metres, "km", 1, 3},
    {CellUnit::square_metres, "平方米"},
    {CellUnit::square_metres, "平方公尺"},
    {CellUnit::square_metres, "平米"},
    {CellUnit::square_metres, "平方"},
    {CellUnit::square_metres, "平"},
    {CellUnit::square_metres, "㎡"},
    {CellUnit::square_metres, "m2"},
    {CellUnit::square_metres, "m²"},
    {CellUnit::months, "个月"},
    {CellUnit::months, "月"},
    {CellUnit::months, "month"},
    {CellUnit::months, "months"},
    {CellUnit::months, "年", 12},
    {CellUnit::months, "年期", 12},
    {CellUnit::months, "year", 12},
    {CellUnit::months, "years", 12},
    {CellUnit::days, "天"},
    {CellUnit::days, "日"},
    {CellUnit::days, "day"},
    {CellUnit::days, "days"},
    {CellUnit::age, "岁"},
    {CellUnit::age, "周岁"},
    {CellUnit::age, "years"},
    {CellUnit::year, "年"},
    {CellUnit::year, "年度"},
    {CellUnit::women, "人"},
    {CellUnit::women, "名"},
    {CellUnit::women, "个"},
    {CellUnit::women, "位"},
    {CellUnit::women, "个名额"},
    {CellUnit::women, "women"},
    {CellUnit::women, "places"},
    {CellUnit::households, "户"},
    {CellUnit::households, "家"},
    {CellUnit::households, "households"},
};

/// Units that people also mean otherwise: 里 is 500 metres, and said for 公里; w is typed for 万.
constexpr UnitWord doubtful_words[] = {
    {CellUnit::metres, "里", 500}, {CellUnit::metres, "里路", 500}, {CellUnit::metres, "华里", 500},
    {CellUnit::yuan, "w", 1, 4},   {CellUnit::yuan, "w元", 1, 4},   {CellUnit::yuan, "k", 1, 3},
};

/// Full-width characters made narrow, odd spaces plain ones: between digits they part two numbers.
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

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
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
  const std::uint64_t size = value.units < 0 ? 0 - static_cast<std::uint64_t>(value.units)
                                             : static_cast<std::uint64_t>(value.units);
  std::string digits = std::to_string(size);
  const auto decimals = static_cast<std::size_t>(value.decimals);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - decimals, ".");
  return (value.units < 0 ? "-" : "") + digits;
}

namespace {

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

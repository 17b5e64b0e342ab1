#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>

#include "jinguo/core/inline.hpp"
#include "jinguo/core/privacy.hpp"
#include "jinguo/core/utf8.hpp"

namespace jinguo::inline v0_1 {
namespace detail {

/// The zeros of Unicode's decimal digits (category Nd); nine digits follow each.
inline constexpr char32_t zeros[] = {
    0x30,    0x660,   0x6F0,   0x7C0,   0x966,   0x9E6,   0xA66,   0xAE6,   0xB66,   0xBE6,
    0xC66,   0xCE6,   0xD66,   0xDE6,   0xE50,   0xED0,   0xF20,   0x1040,  0x1090,  0x17E0,
    0x1810,  0x1946,  0x19D0,  0x1A80,  0x1A90,  0x1B50,  0x1BB0,  0x1C40,  0x1C50,  0x2080,
    0xA620,  0xA8D0,  0xA900,  0xA9D0,  0xA9F0,  0xAA50,  0xABF0,  0xFF10,  0x104A0, 0x10D30,
    0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x11730,
    0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x16A60, 0x16AC0, 0x16B50, 0x1D7CE, 0x1D7D8,
    0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E950, 0x1FBF0};

/// Digits that stand by themselves: 0 to 9 in each, a blank where a set has none.
inline constexpr std::u32string_view digit_sets[] = {
    U"〇一二三四五六七八九", U"零壹贰叁肆伍陆柒捌玖", U"○壱贰参肆伍陸柒捌玖",
    U"⓪①②③④⑤⑥⑦⑧⑨",           U"⓿❶❷❸❹❺❻❼❽❾",           U"🄋➀➁➂➃➄➅➆➇➈",
    U" ⑴⑵⑶⑷⑸⑹⑺⑻⑼",           U"🄀⒈⒉⒊⒋⒌⒍⒎⒏⒐",           U"⁰¹²³⁴⁵⁶⁷⁸⁹"};

/// 0 to 9 for a digit of any script, 10 for the X of a check digit or what looks like it, else -1.
constexpr int digit_of(char32_t c) noexcept {
  if (c < 0x80)
    return c >= '0' && c <= '9' ? static_cast<int>(c - '0') : c == 'x' || c == 'X' ? 10 : -1;
  const char32_t* const zero = std::upper_bound(std::begin(zeros), std::end(zeros), c) - 1;
  if (c - *zero < 10) return static_cast<int>(c - *zero);
  for (const std::u32string_view set : digit_sets) {
    const std::size_t at = set.find(c);
    if (at != std::u32string_view::npos) return static_cast<int>(at);
  }
  // Full-width, Cyrillic, Greek, the Roman ten, the multiplication sign.
  return std::u32string_view(U"ＸｘХхΧχⅩⅹ×").find(c) != std::u32string_view::npos ? 10 : -1;
}

/// Whether a character leaves no trace between two digits: combining marks, joiners, selectors,
/// fillers, tags.
constexpr bool is_traceless(char32_t c) noexcept {
  return c == 0xAD || (c >= 0x300 && c <= 0x36F) || c == 0x61C || c == 0x115F || c == 0x1160 ||
         (c >= 0x180B && c <= 0x180F) || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
         (c >= 0x20D0 && c <= 0x20FF) || c == 0x3164 || (c >= 0xFE00 && c <= 0xFE0F) ||
         c == 0xFEFF || c == 0xFFA0 || (c >= 0xE0000 && c <= 0xE0FFF);
}

/// Whether people part a number by it: one blank, dash, dot or underscore.
constexpr bool is_parting(char32_t c) noexcept {
  return c == ' ' || c == '\t' || c == '-' || c == '.' || c == '_' || c == 0xA0 || c == 0xB7 ||
         (c >= 0x2000 && c <= 0x200A) || (c >= 0x2010 && c <= 0x2015) || c == 0x202F ||
         c == 0x2212 || c == 0x3000 || c == 0xFF0D || c == 0xFF0E;
}

constexpr bool is_province(int code) noexcept {
  return (code >= 11 && code <= 15) || (code >= 21 && code <= 23) || (code >= 31 && code <= 37) ||
         (code >= 41 && code <= 46) || (code >= 50 && code <= 54) || (code >= 61 && code <= 65) ||
         code == 71 || (code >= 81 && code <= 83);
}

constexpr bool is_day(int year, int month, int day) noexcept {
  if (month < 1 || month > 12 || day < 1) return false;
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return day <= days[month - 1] + (month == 2 && leap ? 1 : 0);
}

/// The last 18 digits of a text that is read from front to back.
class DigitWindow {
 public:
  struct Digit {
    std::int8_t value = 0;
    bool starts = false;  ///< No digit stands right before it.
    bool loose = false;  ///< More than one blank, dash or dot stands between the one before and it.
    std::size_t from = 0;
    std::size_t to = 0;
  };

  void clear() noexcept { count_ = 0; }
  void push(const Digit& digit) noexcept {
    digits_[count_++ % size] = digit;
    if (count_ == 2 * size) count_ = size;
  }
  /// The digit that is so many from the end: 0 is the last.
  [[nodiscard]] const Digit& last(std::size_t back) const noexcept {
    return digits_[(count_ - 1 - back) % size];
  }
  [[nodiscard]] std::size_t count() const noexcept { return std::min(count_, size); }

  /// Whether the last 18 are a citizen number; `ends`: no digit follows. `checked`: the check digit
  /// must fit.
  [[nodiscard]] bool is_citizen_number(bool ends, bool checked) const noexcept {
    if (count() < 18) return false;
    bool whole = true;
    for (std::size_t k = 0; k + 1 < 18; ++k) whole = whole && !last(k).starts;
    // A number in parts begins and ends with a part; else lists of numbers would hold some.
    if (!whole && !(ends && last(17).starts)) return false;
    const int province = at(18, 0) == 9 ? number(18, 1, 2) : number(18, 0, 2);
    const int year = number(18, 6, 4);
    if (!is_province(province) || year < 1900 || year > 2099 ||
        !is_day(year, number(18, 10, 2), number(18, 12, 2))) {
      return false;
    }
    int sum = 0;
    int weight = 1;  // 2^0 of the last one, mod 11
    for (std::size_t k = 0; k < 18; ++k) {
      sum += weight * last(k).value;
      weight = weight * 2 % 11;
    }
    if (sum % 11 == 1 || number(18, 15, 3) == 0) return true;
    return !checked && whole && ends && last(17).starts;
  }

  /// Whether the last 15 are one of the old form.
  [[nodiscard]] bool is_old_number() const noexcept {
    if (count() < 15 || !last(14).starts) return false;
    for (std::size_t k = 0; k + 1 < 15; ++k) {
      if (last(k).loose) return false;
    }
    const int year = number(15, 6, 2);
    return is_province(number(15, 0, 2)) && year >= 25 &&
           is_day(1900 + year, number(15, 8, 2), number(15, 10, 2));
  }

 private:
  static constexpr std::size_t size = 18;
  /// The digit at a place of the last `length`.
  [[nodiscard]] int at(std::size_t length, std::size_t place) const noexcept {
    return last(length - 1 - place).value;
  }
  [[nodiscard]] int number(std::size_t length, std::size_t from,
                           std::size_t digits) const noexcept {
    int value = 0;
    for (std::size_t k = from; k < from + digits; ++k) value = value * 10 + at(length, k);
    return value;
  }
  std::array<Digit, size> digits_{};
  std::size_t count_ = 0;
};

struct Part {
  std::size_t from = 0;
  std::size_t to = 0;  ///< Equal to from: none.
};

/// Whether a part lies in a digest, a seed or a UUID: 32 hexadecimal digits or more, letters among
/// them, side by side or in the groups of a UUID. Some hold digits that fit.
constexpr bool is_in_digest(std::string_view text, Part part) noexcept {
  const auto belongs = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '-';
  };
  std::size_t from = part.from;
  std::size_t to = part.from;
  constexpr std::size_t far = 128;  // the longest of them; a text may be made of such parts
  while (from > 0 && part.from - from < far && belongs(text[from - 1])) --from;
  while (to < text.size() && to - part.from < far && belongs(text[to])) ++to;
  if (to < part.to) return false;
  const std::string_view whole = text.substr(from, to - from);
  constexpr std::string_view groups = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  bool uuid = whole.size() == groups.size();
  for (std::size_t k = 0; uuid && k < groups.size(); ++k) {
    uuid = (whole[k] == '-') == (groups[k] == '-');
  }
  return (uuid || (whole.size() >= 32 && whole.find('-') == std::string_view::npos)) &&
         whole.find_first_of("abcdefABCDEF") != std::string_view::npos;
}

/// The first citizen number at or behind a place of a text.
JINGUO_INLINE Part find_citizen_number(std::string_view text, std::size_t at,
                                       bool checked) noexcept {
  if (text.size() < at + 15) return {};
  DigitWindow window;
  std::size_t marks = 0;   // since the last digit
  bool parting = true;     // they are one blank, dash or dot
  bool continues = false;  // a digit stands right before
  while (at < text.size()) {
    const Utf8Character c = utf8_character(text.substr(at));
    const std::size_t bytes = std::max<std::size_t>(c.bytes, 1);
    const int value = c.bytes == 0 ? -1 : digit_of(c.point);
    if (value < 0 || (value == 10 && window.count() < 17)) {
      if (c.bytes != 0 && is_traceless(c.point)) {
        // as if it were not there
      } else if (value == 10 || (c.bytes != 0 && is_letter(c.point)) || ++marks > 3) {
        window.clear();
        marks = 0;
        continues = false;
      } else {
        parting = marks == 1 && c.bytes != 0 && is_parting(c.point);
        continues = false;
      }
      at += bytes;
      continue;
    }
    window.push(
        {static_cast<std::int8_t>(value), !continues, marks > 0 && !parting, at, at + bytes});
    marks = 0;
    parting = true;
    continues = true;
    at += bytes;
    std::size_t next = at;
    Utf8Character follows = utf8_character(text.substr(next));
    while (follows.bytes != 0 && is_traceless(follows.point)) {
      next += follows.bytes;
      follows = utf8_character(text.substr(next));
    }
    const int after = follows.bytes == 0 ? -1 : digit_of(follows.point);
    const bool ends = after < 0 || after == 10 || value == 10;
    Part found;
    if (window.is_citizen_number(ends, checked)) {
      found = {window.last(17).from, at};
    } else if (value != 10 && ends && window.is_old_number()) {
      found = {window.last(14).from, at};
    }
    if (found.to > 0 && !is_in_digest(text, found)) return found;
    if (value == 10) window.clear();
  }
  return {};
}

}  // namespace detail

JINGUO_INLINE bool holds_citizen_number(std::string_view text) noexcept {
  return detail::find_citizen_number(text, 0, true).to > 0;
}

JINGUO_INLINE bool resembles_citizen_number(std::string_view text) noexcept {
  return detail::find_citizen_number(text, 0, false).to > 0;
}

JINGUO_INLINE std::string mask_citizen_numbers(std::string text) {
  for (std::size_t at = 0;;) {
    const detail::Part part = detail::find_citizen_number(text, at, false);
    if (part.to == part.from) return text;
    text.replace(part.from, part.to - part.from, "***");
    at = part.from + 3;
  }
}

}  // namespace jinguo::inline v0_1

#pragma once

#include <compare>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "jinguo/core/issue.hpp"

namespace jinguo::inline v0_1 {

/// What is wrong with a text as an id: "" when nothing is; else a catalogue code ("core.id" or
/// "core.id.citizen_number").
[[nodiscard]] std::string_view why_not_id(std::string_view text) noexcept;

/// An opaque identifier. Compared and ordered by its bytes.
///
/// Invariant: empty (no id), or 1 to 64 letters (of any script), digits, `. _ : / -` in UTF-8, not
/// beginning with `-`, and not of the form of an 18-digit citizen number.
class Id {
 public:
  Id() = default;
  explicit Id(std::string text) : text_(std::move(text)) {
    const std::string_view wrong = why_not_id(text_);
    if (!wrong.empty()) {
      Issue issue;
      issue.code = wrong;
      issue.expected.code = wrong;
      throw InputError(std::move(issue));  // the text is not repeated: it may be a citizen number
    }
  }
  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  [[nodiscard]] bool empty() const noexcept { return text_.empty(); }

  friend bool operator==(const Id&, const Id&) = default;
  friend auto operator<=>(const Id&, const Id&) = default;

 private:
  std::string text_{};
};

/// An id that names a record of one table only.
template <class Record>
class IdOf : public Id {
 public:
  using record = Record;
  IdOf() = default;
  explicit IdOf(std::string text) : Id(std::move(text)) {}
  explicit IdOf(const Id& id) : Id(id) {}
};

namespace detail {

/// Length in bytes of the UTF-8 character at the start of the text with its code point, 0 if it is
/// not valid UTF-8 (overlong forms and surrogates are not).
struct Utf8Character {
  std::size_t bytes = 0;
  char32_t point = 0;
};
[[nodiscard]] constexpr Utf8Character utf8_character(std::string_view text) noexcept {
  if (text.empty()) return {};
  const auto at = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
  const unsigned char first = at(0);
  if (first < 0x80) return {1, first};
  const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (bytes == 0 || first > 0xF4 || text.size() < bytes) return {};
  char32_t point = first & (0xFFU >> (bytes + 1));
  for (std::size_t k = 1; k < bytes; ++k) {
    if ((at(k) & 0xC0U) != 0x80U) return {};
    point = (point << 6U) | (at(k) & 0x3FU);
  }
  const char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  if (point < least[bytes] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return {};
  return {bytes, point};
}

[[nodiscard]] constexpr bool is_utf8(std::string_view text) noexcept {
  while (!text.empty()) {
    const std::size_t bytes = utf8_character(text).bytes;
    if (bytes == 0) return false;
    text.remove_prefix(bytes);
  }
  return true;
}

/// Letters of any script, approximately: every character beyond ASCII that is not punctuation,
/// space, control, symbol or format in the blocks that people's tables use.
[[nodiscard]] constexpr bool is_letter(char32_t c) noexcept {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return true;
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c == 0xD7 || c == 0xF7) return false;
  if (c >= 0x2000 && c <= 0x2BFF) return false;  // punctuation, symbols, arrows, box drawing
  if (c >= 0x2E00 && c <= 0x2FFF) return false;  // supplemental punctuation, radicals
  if (c >= 0x3000 && c <= 0x303F) return c == 0x3005 || c == 0x3006 || c == 0x3007;
  if (c >= 0xD800 && c <= 0xF8FF) return false;  // surrogates, private use
  if (c >= 0xFE00 && c <= 0xFE6F) return false;  // variation selectors, compatibility forms
  if (c >= 0xFF00) {
    if (c <= 0xFFEF) return (c >= 0xFF66 && c <= 0xFFDC);  // no full-width Latin or digits
    if (c >= 0xFFF0 && c <= 0xFFFF) return false;
    if (c >= 0x1F000 && c <= 0x1FAFF) return false;  // emoji
    if (c >= 0xE0000) return false;
  }
  return c != 0xFEFF;
}

}  // namespace detail

inline std::string_view why_not_id(std::string_view text) noexcept {
  if (text.empty()) return {};
  std::size_t characters = 0;
  std::size_t digits = 0;
  for (std::size_t at = 0; at < text.size();) {
    const detail::Utf8Character c = detail::utf8_character(text.substr(at));
    if (c.bytes == 0) return "core.id";
    const bool digit = c.point >= '0' && c.point <= '9';
    const bool mark = c.point == '.' || c.point == '_' || c.point == ':' || c.point == '/' ||
                      (c.point == '-' && at > 0);
    if (!digit && !mark && !detail::is_letter(c.point)) return "core.id";
    if (digit) ++digits;
    at += c.bytes;
    ++characters;
  }
  if (characters > 64) return "core.id";
  const char last = text.back();
  if (text.size() == 18 && (digits == 18 || (digits == 17 && (last == 'X' || last == 'x')))) {
    return "core.id.citizen_number";
  }
  return {};
}

}  // namespace jinguo::inline v0_1

template <>
struct std::hash<jinguo::Id> {
  std::size_t operator()(const jinguo::Id& id) const noexcept {
    return std::hash<std::string>{}(id.text());
  }
};
template <class Record>
struct std::hash<jinguo::IdOf<Record>> : std::hash<jinguo::Id> {};

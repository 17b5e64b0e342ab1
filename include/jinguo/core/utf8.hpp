#pragma once

#include <cstddef>
#include <string_view>

#include "jinguo/core/version.hpp"

/// The characters of texts in UTF-8.
namespace jinguo::inline v0_1::detail {

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

}  // namespace jinguo::inline v0_1::detail

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "jinguo/core/integer.hpp"
#include "jinguo/core/version.hpp"

/// Texts made of numbers, lists and bytes, and questions to texts in ASCII; the same in every
/// locale.
namespace jinguo::inline v0_1::detail {

/// Whether a character is a digit of ASCII.
[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Whether a text is made of digits; an empty one is not.
[[nodiscard]] constexpr bool all_digits(std::string_view text) noexcept {
  for (const char c : text) {
    if (!is_digit(c)) return false;
  }
  return !text.empty();
}

/// Whether every byte of a text is one of ASCII.
[[nodiscard]] constexpr bool is_ascii(std::string_view text) noexcept {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

/// Letters of ASCII made small, all else as it is.
[[nodiscard]] inline std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

/// A number with zeros in front, at least so many digits: "0042".
[[nodiscard]] inline std::string padded(std::uint64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

/// units / 10^decimals with all its decimals: "-0.05", "113.129684", "12".
[[nodiscard]] inline std::string fixed(std::int64_t units, std::size_t decimals) {
  std::string text = padded(magnitude(units), decimals + 1);
  if (decimals > 0) text.insert(text.size() - decimals, 1, '.');
  if (units < 0) text.insert(0, 1, '-');
  return text;
}

/// What `say` makes of each entry, with a separator between two.
template <class Entries, class Say>
[[nodiscard]] std::string join(const Entries& entries, std::string_view separator, const Say& say) {
  std::string text;
  bool first = true;
  for (const auto& entry : entries) {
    if (!first) text += separator;
    first = false;
    text += say(entry);
  }
  return text;
}
/// The same of entries that are texts.
template <class Entries>
[[nodiscard]] std::string join(const Entries& entries, std::string_view separator) {
  return join(entries, separator, [](const auto& entry) -> std::string_view { return entry; });
}

/// The last so many hexadecimal digits of a number, small letters.
[[nodiscard]] inline std::string hex(std::uint64_t number, std::size_t digits) {
  std::string text(digits, '0');
  for (std::size_t k = digits; k > 0; --k, number >>= 4U) {
    text[k - 1] = "0123456789abcdef"[number & 15U];
  }
  return text;
}

/// Bytes as hexadecimal digits, two each, small letters.
[[nodiscard]] inline std::string hex_from_bytes(std::string_view bytes) {
  std::string text;
  text.reserve(2 * bytes.size());
  for (const char c : bytes) text += hex(static_cast<unsigned char>(c), 2);
  return text;
}

/// The value of a hexadecimal digit of either case; -1: it is none.
[[nodiscard]] constexpr int hex_value(char c) noexcept {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// The bytes that an even number of hexadecimal digits stands for; nothing for another text.
[[nodiscard]] inline std::optional<std::string> bytes_from_hex(std::string_view digits) {
  if (digits.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(digits.size() / 2);
  for (std::size_t k = 0; k < digits.size(); k += 2) {
    const int high = hex_value(digits[k]);
    const int low = hex_value(digits[k + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

}  // namespace jinguo::inline v0_1::detail

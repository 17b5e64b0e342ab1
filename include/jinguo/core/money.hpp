#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "jinguo/core/integer.hpp"
#include "jinguo/core/text.hpp"
#include "jinguo/core/version.hpp"

namespace jinguo::inline v0_1 {

/// An amount of Chinese money: whole fen (1/100 yuan), exact. Sums and products that do not fit
/// throw std::overflow_error; nothing is ever rounded here.
class Money {
 public:
  constexpr Money() = default;
  /// From whole fen (1/100 yuan).
  [[nodiscard]] static constexpr Money from_fen(std::int64_t fen) noexcept { return Money(fen); }
  /// From whole yuan; throws std::overflow_error where the fen do not fit.
  [[nodiscard]] static constexpr Money from_yuan(std::int64_t yuan) {
    return Money(1) * 100 * yuan;
  }
  /// Reads "1234", "-1234.5", "1234.56"; nothing else (no separators, no third decimal).
  [[nodiscard]] static constexpr std::optional<Money> parse(std::string_view text) noexcept {
    const bool negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    std::int64_t fen = 0;
    int decimals = -1;
    std::size_t digits = 0;
    for (const char c : text) {
      if (c == '.' && decimals < 0 && digits > 0) {
        decimals = 0;
        continue;
      }
      if (!detail::is_digit(c) || decimals == 2) return std::nullopt;
      if (!detail::append_digit(fen, c - '0')) return std::nullopt;
      ++digits;
      if (decimals >= 0) ++decimals;
    }
    if (digits == 0 || decimals == 0) return std::nullopt;
    if (!detail::scale_by_ten(fen, decimals < 0 ? 2 : 2 - decimals)) return std::nullopt;
    return Money(negative ? -fen : fen);
  }

  /// The amount in whole fen (1/100 yuan).
  [[nodiscard]] constexpr std::int64_t fen() const noexcept { return fen_; }
  /// "-1234.50": always two decimals.
  [[nodiscard]] std::string to_string() const { return detail::fixed(fen_, 2); }

  friend constexpr bool operator==(Money, Money) = default;
  friend constexpr auto operator<=>(Money, Money) = default;
  friend constexpr Money operator+(Money a, Money b) {
    if (__builtin_add_overflow(a.fen_, b.fen_, &a.fen_)) overflow();
    return a;
  }
  friend constexpr Money operator-(Money a, Money b) {
    if (__builtin_sub_overflow(a.fen_, b.fen_, &a.fen_)) overflow();
    return a;
  }
  friend constexpr Money operator*(Money a, std::int64_t b) {
    if (__builtin_mul_overflow(a.fen_, b, &a.fen_)) overflow();
    return a;
  }
  friend constexpr Money operator-(Money a) { return Money() - a; }
  /// Adds; throws std::overflow_error where the sum does not fit.
  constexpr Money& operator+=(Money b) { return *this = *this + b; }
  /// Subtracts; throws std::overflow_error where the difference does not fit.
  constexpr Money& operator-=(Money b) { return *this = *this - b; }

 private:
  explicit constexpr Money(std::int64_t fen) noexcept : fen_(fen) {}
  [[noreturn]] static void overflow() {
    throw std::overflow_error("jinguo: an amount of money exceeds 92 quadrillion yuan");
  }
  std::int64_t fen_ = 0;
};

}  // namespace jinguo::inline v0_1

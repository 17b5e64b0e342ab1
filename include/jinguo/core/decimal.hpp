#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "jinguo/core/integer.hpp"
#include "jinguo/core/text.hpp"
#include "jinguo/core/version.hpp"

namespace jinguo::inline v0_1 {

/// An exact decimal number, units / 10^decimals; for rates, which are never binary fractions.
struct Decimal {
  std::int64_t units = 0;     ///< The number times 10^decimals.
  std::int32_t decimals = 0;  ///< 0 to 18.

  /// Reads "1234", "-0.0435", "4.35%" (the same as 0.0435); nothing for another text or for more
  /// than 18 digits. Zeros at the end are dropped.
  [[nodiscard]] static constexpr std::optional<Decimal> parse(std::string_view text) noexcept {
    const bool negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    const bool percent = !text.empty() && text.back() == '%';
    if (percent) text.remove_suffix(1);
    Decimal out;
    bool point = false;
    bool digit = false;
    for (const char c : text) {
      if (c == '.' && !point && digit) {
        point = true;
        digit = false;
        continue;
      }
      if (!detail::is_digit(c) || !detail::append_digit(out.units, c - '0')) return std::nullopt;
      digit = true;
      if (point) ++out.decimals;
    }
    if (!digit) return std::nullopt;
    if (percent) out.decimals += 2;
    while (out.decimals > 0 && out.units % 10 == 0) {
      out.units /= 10;
      --out.decimals;
    }
    if (out.decimals > 18) return std::nullopt;
    if (negative) out.units = -out.units;
    return out;
  }
  /// From ten-thousandths: 435 is 4.35 %.
  [[nodiscard]] static constexpr Decimal from_bp(std::int32_t bp) noexcept { return {bp, 4}; }

  friend constexpr bool operator==(const Decimal&, const Decimal&) = default;
};

}  // namespace jinguo::inline v0_1

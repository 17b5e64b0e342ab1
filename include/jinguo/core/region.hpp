#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "jinguo/core/version.hpp"

namespace jinguo::inline v0_1 {

/// How deep in the tree of divisions a code stands, by its number of digits.
enum class RegionLevel : std::uint8_t {
  none,        ///< No code.
  province,    ///< 2 digits.
  prefecture,  ///< 4 digits: a city with its counties.
  county,      ///< 6 digits (GB/T 2260).
  township,    ///< 9 digits.
  village,     ///< 12 digits.
};

/// A statistical division code: GB/T 2260 for county and above (6 digits), the National Bureau of
/// Statistics' codes below (township 9, village 12 digits). Stored as 12 digits.
///
/// Invariant: zero (none), or 12 digits whose first two are not 00.
struct RegionCode {
  std::int64_t digits = 0;  ///< The code, filled with zeros to 12 digits; 0: none.

  /// Reads 2, 4, 6, 9 or 12 ASCII digits; shorter codes are filled with zeros.
  [[nodiscard]] static constexpr std::optional<RegionCode> parse(std::string_view text) noexcept {
    if (text.size() != 2 && text.size() != 4 && text.size() != 6 && text.size() != 9 &&
        text.size() != 12) {
      return std::nullopt;
    }
    std::int64_t value = 0;
    for (const char c : text) {
      if (c < '0' || c > '9') return std::nullopt;
      value = value * 10 + (c - '0');
    }
    for (std::size_t k = text.size(); k < 12; ++k) value *= 10;
    if (value < 10'000'000'000) return std::nullopt;
    return RegionCode{value};
  }

  /// Whether no division is given.
  [[nodiscard]] constexpr bool empty() const noexcept { return digits == 0; }

  /// Its level, by its number of digits.
  [[nodiscard]] constexpr RegionLevel level() const noexcept {
    if (digits == 0) return RegionLevel::none;
    if (digits % 1'000 != 0) return RegionLevel::village;
    if (digits % 1'000'000 != 0) return RegionLevel::township;
    if (digits % 100'000'000 != 0) return RegionLevel::county;
    if (digits % 10'000'000'000 != 0) return RegionLevel::prefecture;
    return RegionLevel::province;
  }

  /// The division of a level that holds this one; itself at its own level, none above the top.
  [[nodiscard]] constexpr RegionCode at(RegionLevel level) const noexcept {
    const std::int64_t unit[] = {0, 10'000'000'000, 100'000'000, 1'000'000, 1'000, 1};
    if (level == RegionLevel::none || level > this->level()) return {};
    const std::int64_t u = unit[static_cast<int>(level)];
    return RegionCode{digits / u * u};
  }

  /// Whether this division holds the other, or is it.
  [[nodiscard]] constexpr bool contains(RegionCode other) const noexcept {
    return digits != 0 && other.at(level()) == *this;
  }

  /// "43", "4306", "430626", "430626100", "430626100001": no more digits than the level needs.
  [[nodiscard]] std::string to_string() const {
    if (digits == 0) return {};
    const std::size_t width[] = {0, 2, 4, 6, 9, 12};
    return std::to_string(digits).substr(0, width[static_cast<int>(level())]);
  }

  friend bool operator==(const RegionCode&, const RegionCode&) = default;
  friend auto operator<=>(const RegionCode&, const RegionCode&) = default;
};

}  // namespace jinguo::inline v0_1

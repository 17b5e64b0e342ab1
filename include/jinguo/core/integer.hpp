#pragma once

#include <cstdint>

#include "jinguo/core/version.hpp"

/// Whole numbers: rounded quotients, decimal digits with a check of the size, and the mixing of
/// random bits. Nothing here throws.
namespace jinguo::inline v0_1::detail {

/// The greatest whole number that is no greater than a / b; b > 0.
[[nodiscard]] constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) noexcept {
  return a / b - (a % b < 0 ? 1 : 0);
}

/// The least whole number that is no less than a / b; b > 0.
[[nodiscard]] constexpr std::int64_t ceil_div(std::int64_t a, std::int64_t b) noexcept {
  return a / b + (a % b > 0 ? 1 : 0);
}

/// Multiplies by 10 to a power (none where it is negative); false when it does not fit.
[[nodiscard]] constexpr bool scale_by_ten(std::int64_t& value, int power) noexcept {
  for (; power > 0; --power) {
    if (__builtin_mul_overflow(value, 10, &value)) return false;
  }
  return true;
}

/// Adds a digit (0 to 9) behind the others; false when the number does not fit.
[[nodiscard]] constexpr bool append_digit(std::int64_t& value, int digit) noexcept {
  return scale_by_ten(value, 1) && !__builtin_add_overflow(value, digit, &value);
}

/// What a number is without its sign, the least one too.
[[nodiscard]] constexpr std::uint64_t magnitude(std::int64_t value) noexcept {
  const auto wide = static_cast<std::uint64_t>(value);
  return value < 0 ? 0 - wide : wide;
}

/// The step between two states of splitmix64 (Steele, Lea, Flood 2014): 2^64 over the golden ratio.
inline constexpr std::uint64_t splitmix64_step = 0x9e3779b97f4a7c15ULL;

/// What splitmix64 makes of a state: every bit of it stirs every bit of the result.
[[nodiscard]] constexpr std::uint64_t splitmix64(std::uint64_t state) noexcept {
  state = (state ^ (state >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  state = (state ^ (state >> 27U)) * 0x94d049bb133111ebULL;
  return state ^ (state >> 31U);
}

}  // namespace jinguo::inline v0_1::detail

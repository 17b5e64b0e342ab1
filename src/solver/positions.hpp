#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

#include "jinguo/solver/types.hpp"

namespace jinguo::inline v0_1::solver {

/// A node, row or arc as a position in a vector.
[[nodiscard]] constexpr std::size_t at(std::int64_t k) noexcept {
  return static_cast<std::size_t>(k);
}

/// A threshold that no pair reaches.
inline constexpr Score never = Score{1} << 62;

/// A length or value that nothing has: no path leads there, or there is no bound.
inline constexpr Score no_path = std::numeric_limits<Score>::max();

}  // namespace jinguo::inline v0_1::solver

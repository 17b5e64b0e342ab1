#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace jinguo::inline v0_1::solver {

/// Place of a node on its side, from 0; at most 2^31 - 1 nodes a side.
using Index = std::int32_t;  ///< A row (left node) or a column (right node).
/// Units, places and their sums.
using Count = std::int64_t;  ///< Units: capacities, floors, demands, loads.
/// Scaled points: whole numbers of at most 2^44 a pair.
using Score = std::int64_t;  ///< A scaled integer score, price or total.

/// The score of a pair that may not be matched.
inline constexpr Score not_eligible = std::numeric_limits<Score>::min();

/// Largest magnitude of a scaled score; beyond it transport() answers Status::out_of_range.
inline constexpr Score max_score = Score{1} << 44;

/// A left node with a right node.
struct Pair {
  Index left = 0;   ///< Index of the left node.
  Index right = 0;  ///< Index of the right node.
  friend bool operator==(const Pair&, const Pair&) = default;
  friend auto operator<=>(const Pair&, const Pair&) = default;
};

/// One unit of a left node placed at a right node.
using Award = Pair;

}  // namespace jinguo::inline v0_1::solver

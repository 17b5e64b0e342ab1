#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "jinguo/solver/scores.hpp"

/// The terms of an implicit score, one pair at a time: what every kernel must agree with. Only for
/// sources compiled here, with -ffp-contract=off: each float operation is rounded once.
namespace jinguo::inline v0_1::solver {

/// A loss by distance in float32, made from breakpoints.
struct DecayCurve {
  std::vector<float> metres{};
  std::vector<float> points{};
  std::vector<float> slope{};  ///< Of the segment that begins here; 0 at the last.

  explicit DecayCurve(const std::vector<Breakpoint>& corners) {
    for (std::size_t k = 0; k < corners.size(); ++k) {
      metres.push_back(static_cast<float>(corners[k].metres));
      points.push_back(static_cast<float>(corners[k].points));
      const bool last = k + 1 == corners.size();
      slope.push_back(
          last ? 0.0F
               : static_cast<float>(static_cast<double>(corners[k + 1].points - corners[k].points) /
                                    (corners[k + 1].metres - corners[k].metres)));
    }
  }
  /// At a corner the loss is exactly its points: a segment owns its beginning.
  [[nodiscard]] Score at(float distance) const noexcept {
    if (metres.empty()) return 0;
    if (distance <= metres.front()) return static_cast<Score>(points.front());
    std::size_t k = metres.size() - 1;
    while (distance < metres[k]) --k;
    const float run = distance - metres[k];
    const float rise = run * slope[k];
    return static_cast<Score>(std::floor(points[k] + rise));
  }
};

[[nodiscard]] inline float distance_of(const std::int32_t* a, const std::int32_t* b) noexcept {
  const float dx = static_cast<float>(a[0] - b[0]);
  const float dy = static_cast<float>(a[1] - b[1]);
  const float xx = dx * dx;
  const float yy = dy * dy;
  return std::sqrt(xx + yy);
}

/// The greatest float not above a limit: d <= limit is the same in float32 and in double.
[[nodiscard]] inline float limit_of(double metres) noexcept {
  if (!(metres < static_cast<double>(std::numeric_limits<float>::max()))) {
    return std::numeric_limits<float>::infinity();
  }
  float limit = static_cast<float>(metres);
  if (static_cast<double>(limit) > metres) {
    limit = std::nextafter(limit, -std::numeric_limits<float>::infinity());
  }
  return limit;
}

/// Whether distances may be beyond a limit: where a table says no_way, always.
[[nodiscard]] inline bool has_limit(const Implicit& s) noexcept {
  return s.max_distance.has_value() || !s.left_max_distance.empty() || !s.left_origin.empty();
}

/// The limit that holds for all: no_way, 2^31 in float32, lies beyond any.
[[nodiscard]] inline float common_limit_of(const Implicit& s) noexcept {
  const float limit = s.max_distance.has_value() ? limit_of(*s.max_distance)
                                                 : std::numeric_limits<float>::infinity();
  constexpr float below_no_way = 2'147'483'520.0F;
  return s.left_origin.empty() ? limit : std::min(limit, below_no_way);
}

[[nodiscard]] inline Score round_down_to(Score score, Score band) noexcept {
  if (band == 1) return score;
  const Score rest = score % band;
  return score - (rest < 0 ? rest + band : rest);
}

}  // namespace jinguo::inline v0_1::solver

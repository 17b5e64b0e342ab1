#pragma once

#include <cstdint>

#include "jinguo/core/version.hpp"

namespace jinguo::inline v0_1 {

/// A position in whole millionths of a degree (about 0.1 m).
struct LonLat {
  /// Longitude in millionths of a degree, -180,000,000 to 180,000,000; east is positive.
  std::int32_t lon_e6 = 0;
  /// Latitude in millionths of a degree, -90,000,000 to 90,000,000; north is positive.
  std::int32_t lat_e6 = 0;
  friend bool operator==(const LonLat&, const LonLat&) = default;
};

/// A position in a plane, whole metres east and north of an origin.
struct PlanePoint {
  std::int32_t x = 0;  ///< Metres east of the origin.
  std::int32_t y = 0;  ///< Metres north of the origin.
  friend bool operator==(const PlanePoint&, const PlanePoint&) = default;
};

/// Projects to the plane that touches at the origin's latitude.
///
/// With phi that latitude,
///   x = rint((lon - lon0) * kx), y = rint((lat - lat0) * ky),
///   kx = rint(111412.84 cos phi - 93.5 cos 3 phi), ky = rint(111132.95 - 559.82 cos 2 phi)
/// metres a degree. Good to 0.2 % within 150 km. Exact integers on every machine: computed in
/// integers from a cosine of our own. Compiled.
[[nodiscard]] PlanePoint project(LonLat position, LonLat origin) noexcept;

}  // namespace jinguo::inline v0_1

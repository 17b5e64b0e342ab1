#include "jinguo/core/geo.hpp"

namespace jinguo::inline v0_1 {
namespace {

/// cos of an angle in degrees, |angle| <= 270, by its Taylor series: libm's differ between
/// machines.
double cosine_of_degrees(double degrees) noexcept {
  const double x = degrees * (3.14159265358979323846 / 180.0);
  double term = 1.0;
  double sum = 1.0;
  for (int k = 1; k <= 20; ++k) {
    term *= -x * x / static_cast<double>((2 * k - 1) * (2 * k));
    sum += term;
  }
  return sum;
}

/// Nearest integer, halves to even, of numerator / 1,000,000.
std::int64_t nearest_millionth(std::int64_t numerator) noexcept {
  const std::int64_t unit = 1'000'000;
  std::int64_t whole = numerator / unit;
  std::int64_t rest = numerator % unit;
  if (rest < 0) {
    rest += unit;
    --whole;
  }
  if (2 * rest > unit || (2 * rest == unit && whole % 2 != 0)) ++whole;
  return whole;
}

std::int64_t nearest(double value) noexcept {  // positive, far from halves for real latitudes
  return static_cast<std::int64_t>(value + 0.5);
}

}  // namespace

PlanePoint project(LonLat position, LonLat origin) noexcept {
  const double phi = static_cast<double>(origin.lat_e6) / 1e6;
  const std::int64_t kx =
      nearest(111412.84 * cosine_of_degrees(phi) - 93.5 * cosine_of_degrees(3.0 * phi));
  const std::int64_t ky = nearest(111132.95 - 559.82 * cosine_of_degrees(2.0 * phi));
  const std::int64_t dx = std::int64_t{position.lon_e6} - origin.lon_e6;
  const std::int64_t dy = std::int64_t{position.lat_e6} - origin.lat_e6;
  return {static_cast<std::int32_t>(nearest_millionth(dx * kx)),
          static_cast<std::int32_t>(nearest_millionth(dy * ky))};
}

}  // namespace jinguo::inline v0_1

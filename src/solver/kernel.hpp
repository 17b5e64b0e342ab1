#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "jinguo/solver/scores.hpp"

namespace jinguo::inline v0_1::solver {

/// A narrow score of a pair that may not be matched: whatever the price within narrow_price, less
/// one another stays below narrow_floor.
inline constexpr std::int32_t narrow_not_eligible = -2'147'483'647 - 1 + (1 << 28);
inline constexpr std::int32_t narrow_floor = -(1 << 30);
inline constexpr Score narrow_price = Score{1} << 28;

/// Implicit scores in 32 bits, a row at a time: the same integers as the plain loop in market.cpp
/// gives, by loops that the compiler turns into vectors, for the machine that it runs on.
class RowKernel {
 public:
  /// Nothing if a score may not fit.
  static std::shared_ptr<const RowKernel> make(const Implicit& source);

  /// Columns, rounded up to whole vectors; what lies behind the last column is not eligible.
  [[nodiscard]] std::size_t width() const noexcept { return width_; }

  /// Scores of one row against all right nodes; `out` holds width() entries.
  void fill(Index row, std::int32_t* out) const;

  explicit RowKernel(const Implicit& source);

 private:
  struct Corner {
    std::vector<float> metres{};
    std::vector<float> points{};
    std::vector<float> slope{};
  };
  struct Lookup {
    std::span<const std::int32_t> left_class{};
    std::vector<std::int32_t> values{};  ///< A row of width_ entries for every left class.
  };

  Implicit source_{};
  std::size_t m_ = 0;
  std::size_t width_ = 0;
  std::size_t features_ = 0;
  std::vector<std::int16_t> feature_{};  ///< By feature, then column.
  /// By pair of features, then column, both of a pair side by side; empty if the left features,
  /// scaled, are not all of 16 bits.
  std::vector<std::int16_t> paired_{};
  std::vector<std::int32_t> points_{};
  std::vector<std::int32_t> x_{};
  std::vector<std::int32_t> y_{};
  std::vector<float>
      waived_{};  ///< Infinite for a remote column, else -1: limit = max(own, waived).
  std::vector<Corner> corners_{};
  bool has_positions_ = false;
  bool has_limit_ = false;
  bool has_bits_ = false;
  float limit_ = 0;
  std::vector<std::uint64_t> need_{};
  std::vector<std::uint64_t> forbid_{};
  std::vector<std::int32_t> allowed_{};  ///< 0 behind the last column.
  std::vector<Lookup> lookups_{};
};

/// For every stretch of 32 columns whether a score minus its price reaches `least`; `width` is a
/// multiple of 32.
void mark_stretches(const std::int32_t* scores, const std::int32_t* price, std::int32_t least,
                    std::size_t width, std::uint8_t* marks);

/// sum[j] += products of `pairs` pairs of 16-bit features: own[k] holds a pair of one row, the
/// lower half first; feature + k * 2 * pitch the pairs of all columns. `count` is a multiple of 16;
/// no sum of two products may reach 2^31.
using AddPairs = void (*)(std::int32_t* sum, const std::int16_t* feature, std::size_t pitch,
                          const std::int32_t* own, std::size_t pairs, std::size_t count);
/// Every version that this machine can run, the plain one first, the fastest last.
[[nodiscard]] std::vector<AddPairs> add_pairs_versions();

/// The least and the greatest score of a row among those that are eligible, and how many are.
struct Extremes {
  std::int32_t least = std::numeric_limits<std::int32_t>::max();
  std::int32_t greatest = std::numeric_limits<std::int32_t>::min();
  std::int32_t eligible = 0;
};
[[nodiscard]] Extremes extremes_of(const std::int32_t* scores, std::size_t width);

/// loss[j] = min(loss[j], mine - scores[j]). No difference overflows while |mine| < narrow_price;
/// of a pair that is not eligible it is at least narrow_lost.
inline constexpr std::int32_t narrow_lost = 2'147'483'647 - (1 << 29);
void lower_losses(std::int32_t* loss, const std::int32_t* scores, std::int32_t mine,
                  std::size_t width);

/// The greatest score minus price in each of 64 classes of columns (column modulo 64).
void greatest_by_class(const std::int32_t* scores, const std::int32_t* price, std::size_t width,
                       std::int32_t* greatest);

}  // namespace jinguo::inline v0_1::solver

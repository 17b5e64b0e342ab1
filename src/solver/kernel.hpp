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

  /// Scores of 1 to most_rows rows, from `first` on, against all right nodes; `out` holds width()
  /// entries for each.
  static constexpr Index most_rows = 4;
  void fill(Index first, Index rows, std::int32_t* out) const;

  /// No score is greater, nor less than its negative.
  [[nodiscard]] Score reach() const noexcept { return reach_; }

  RowKernel(const Implicit& source, Score reach);

 private:
  struct Corner {
    std::vector<float> metres{};
    std::vector<float> points{};
    std::vector<float> slope{};
  };
  /// One row on its way to its scores.
  struct Row {
    Index left = 0;
    std::int32_t points = 0;
    bool measured = false;  ///< Its distances are needed: no place holds what they come to.
    float limit = 0;
  };
  void read_places();
  void lose_by_distance(const Row& row, std::size_t from, std::size_t count, std::int32_t* sum,
                        std::int32_t* allowed) const;

  struct Lookup {
    std::span<const std::int32_t> left_class{};
    std::vector<std::int32_t> values{};  ///< A row of width_ entries for every left class.
  };

  Implicit source_{};
  Score reach_ = 0;
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
  /// By place, where many rows share few: what each column loses by distance, `out_of_reach` beyond
  /// the limit that holds for all. Rows with a limit of their own are measured all the same.
  std::vector<Index> place_{};  ///< By row; empty if there is no table.
  std::vector<std::int32_t> place_loss_{};
};

/// The columns with a score minus price of at least `least`, ascending, in `columns`, which holds
/// `width` entries and 16 more; returns how many. `width` is a multiple of 32.
using Reaching = std::size_t (*)(const std::int32_t* scores, const std::int32_t* price,
                                 std::int32_t least, std::size_t width, Index* columns);
/// Every version that this machine can run, the plain one first, the fastest last.
[[nodiscard]] std::vector<Reaching> reaching_versions();

/// What add_pairs adds to: for each of `rows` rows sums of `count` columns, `sum_pitch` apart, and
/// its own `pairs` pairs of 16-bit features, the lower half first, `own_pitch` apart.
struct PairRows {
  std::int32_t* sum = nullptr;
  std::size_t sum_pitch = 0;
  const std::int32_t* own = nullptr;
  std::size_t own_pitch = 0;
  std::size_t rows = 0;
  std::size_t pairs = 0;
  std::size_t count = 0;
};
/// sum[j] += the products of a row's pairs and column j's: feature + k * 2 * pitch holds the k-th
/// pairs of all columns. `count` is a multiple of 32; no sum of two products may reach 2^31.
using AddPairs = void (*)(const PairRows& rows, const std::int16_t* feature, std::size_t pitch);
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

/// A value that at least `count` of the row's scores minus prices reach, and few more do: 1 to 64
/// of them, judged by the greatest in each of 64 classes of columns (column modulo 64).
[[nodiscard]] std::int32_t reached_by(const std::int32_t* scores, const std::int32_t* price,
                                      std::size_t width, std::size_t count);

}  // namespace jinguo::inline v0_1::solver

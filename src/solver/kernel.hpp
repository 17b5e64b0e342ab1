#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "jinguo/solver/scores.hpp"
#include "kernel_levels.hpp"

namespace jinguo::inline v0_1::solver {

/// What RowKernel knows of blocks of 32 columns at some prices: by place the greatest value of a
/// block without what depends on the row alone. Begun anew for other prices.
struct BlockBounds {
  std::vector<std::int32_t> best{};   ///< By place, then block.
  std::vector<std::int32_t> near{};   ///< By place, the blocks of the greatest values.
  std::vector<std::uint8_t> known{};  ///< By place.
};

/// Implicit scores in 32 bits, a row at a time: the same integers as the plain loop in market.cpp
/// gives, by the loops of the machine that it runs on (kernel_levels.hpp).
///
/// Cost     a row: m * (features / 2 + tables) steps of 8 to 16 columns each in registers, none
///          where neither bits nor distance allow a column; corners of the decay besides, but where
///          many rows share few places their distances are computed once for each place.
class RowKernel {
 public:
  /// Nothing if a score may not fit. The level must run on this machine.
  static std::shared_ptr<const RowKernel> make(const Implicit& source,
                                               const KernelLevel& level = best_kernel_level());

  /// Columns, rounded up to whole vectors; what lies behind the last column is not eligible.
  [[nodiscard]] std::size_t width() const noexcept { return width_; }

  /// Scores of 1 to most_rows rows, any, against all right nodes; `out` holds width() entries for
  /// each.
  static constexpr Index most_rows = kernel_rows;
  void fill(std::span<const Index> lefts, std::int32_t* out) const { fill(lefts, out, nullptr); }
  /// The same where `only` is null; else only columns whose bits are set there, width() / 32 words
  /// a row, are eligible, of rows that have_bounds().
  void fill(std::span<const Index> lefts, std::int32_t* out, const std::uint32_t* only) const;

  /// Whether it is known what blocks of columns can come to at most for this row.
  [[nodiscard]] bool has_bounds(Index left) const;
  /// The eligible columns of some blocks of the greatest values at these prices, width() entries of
  /// them, in `may`.
  void near(Index left, const std::int32_t* price, BlockBounds& bounds, std::uint32_t* may) const;
  /// The eligible columns of all blocks that may have a score minus price of at least `least`;
  /// returns how many blocks. After near() at these prices for this row or one at its place.
  std::size_t reaching(Index left, std::int32_t least, const BlockBounds& bounds,
                       std::uint32_t* may) const;

  /// No score is greater, nor less than its negative.
  [[nodiscard]] Score reach() const noexcept { return reach_; }

  RowKernel(const Implicit& source, Score reach, const KernelLevel& level);

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
  [[nodiscard]] bool has_own_limit(std::size_t left) const;
  void read_bits();
  [[nodiscard]] float limit_for(std::size_t left) const;
  bool read_places(bool with_limits);
  void lose_by_distance(const Row& row, std::size_t from, std::size_t count, std::int32_t* sum,
                        std::uint32_t* may) const;

  [[nodiscard]] std::size_t place_of(Index left) const;
  [[nodiscard]] const std::uint32_t* place_mask(Index left) const;
  [[nodiscard]] const std::uint32_t* kind_mask(Index left) const;

  struct Lookup {
    std::span<const std::int32_t> left_class{};
    std::vector<std::int32_t> values{};  ///< A row of width_ entries for every left class.
    std::vector<std::int32_t> most{};    ///< Of each block of them.
  };

  const KernelLevel& level_;
  Implicit source_{};
  Score reach_ = 0;
  std::size_t m_ = 0;
  std::size_t width_ = 0;
  std::size_t features_ = 0;
  std::vector<std::int16_t> feature_{};  ///< By feature, then column.
  /// By pair of features, then column, both of a pair side by side; empty if the left features,
  /// scaled, are not all of 16 bits.
  std::vector<std::int16_t> paired_{};
  std::vector<Score> feature_least_{};  ///< Over all columns.
  std::vector<Score> feature_most_{};
  std::vector<std::int32_t> points_{};
  std::vector<std::int32_t> nothing_{};  ///< Zeros, in place of a place's losses.
  std::vector<std::int32_t> x_{};
  std::vector<std::int32_t> y_{};
  std::vector<float>
      waived_{};  ///< Infinite for a remote column, else -1: limit = max(own, waived).
  std::vector<std::int32_t> origin_metres_{};  ///< Of Implicit, a row of width_ entries an origin.
  std::vector<Corner> corners_{};
  bool has_positions_ = false;
  bool has_limit_ = false;
  bool has_bits_ = false;
  float limit_ = 0;
  bool is_small_ = false;  ///< Scores fit small_reach.
  std::vector<std::uint64_t> need_{};
  std::vector<std::uint64_t> forbid_{};
  std::vector<std::uint32_t> columns_{};  ///< A bit a column: 0 behind the last.
  /// Left nodes by those of their bits that any column asks for, and a bit a column for each kind
  /// of them; empty where kinds are too many: their bits are looked at row by row.
  std::vector<Index> kind_{};
  std::vector<std::uint32_t> kind_may_{};
  std::vector<Lookup> lookups_{};
  /// By place, where many rows share few: less what each column loses by distance, and a bit a
  /// column that is within the limit. Rows at one place with different limits have two places,
  /// unless those would be too many: then rows with a limit of their own are measured.
  std::vector<Index> place_{};  ///< By row; empty if there is no table.
  bool limits_in_places_ = false;
  std::vector<std::int32_t> place_points_{};
  std::vector<std::uint32_t> place_may_{};
};

}  // namespace jinguo::inline v0_1::solver

#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "jinguo/solver/scores.hpp"
#include "tuning.hpp"

/// The loops over rows of scores in 32 bits, once for each level of machine.
namespace jinguo::inline v0_1::solver {

/// A narrow score of a pair that may not be matched: whatever the price within narrow_price, less
/// one another stays below narrow_floor.
inline constexpr std::int32_t narrow_not_eligible = -2'147'483'647 - 1 + (1 << 28);
inline constexpr std::int32_t narrow_floor = -(1 << 30);
inline constexpr Score narrow_price = Score{1} << 28;

/// The columns with a score minus price of at least `least`, ascending, in `columns`, which holds
/// `width` entries and 16 more; returns how many. `width` is a multiple of 32.
using Reaching = std::size_t (*)(const std::int32_t* scores, const std::int32_t* price,
                                 std::int32_t least, std::size_t width, Index* columns);
/// A row on its way to its scores, all from the first column of a stretch on.
struct ScoreRow {
  std::int32_t points = 0;            ///< Of the row alone.
  const std::int32_t* own = nullptr;  ///< Its pairs of 16-bit features, the lower half first.
  const std::int32_t* const* added = nullptr;  ///< Rows of points by column to be added.
  const std::uint32_t* may = nullptr;   ///< Bit j % 32 of word j / 32: eligible in one respect,
  const std::uint32_t* also = nullptr;  ///< and in another.
  std::int32_t* out = nullptr;
};
/// What rows have in common; `count` is a multiple of 32.
struct ScoreColumns {
  const std::int32_t* points = nullptr;  ///< Of the columns alone.
  const std::int16_t* paired = nullptr;  ///< + k * 2 * pitch: the k-th pairs of all columns.
  std::size_t pitch = 0;
  const std::size_t* used = nullptr;  ///< Which pairs the rows have: not 0 in all of them.
  std::size_t pairs = 0;              ///< No sum of two products may reach 2^31.
  std::size_t added = 0;
  std::int32_t band = 1;  ///< Scores are rounded down to a multiple of it.
  bool is_small = false;  ///< No sum is greater than small_reach in size, band included.
  std::size_t count = 0;
};
/// Below it floor((s + 0.5) / band) is exact in float32: s + 0.5 is, and two roundings make an
/// error of at most |s| / band / 2^23, less than half of what parts it from an integer.
inline constexpr Score small_reach = Score{1} << 21;
/// Writes the scores of up to kernel_rows rows, narrow_not_eligible where one may not. Columns that
/// none of the rows may have are not scored.
using ScoreRows = void (*)(const ScoreColumns& columns, std::span<const ScoreRow> rows);

/// The least and the greatest score of a row among those that are eligible, and how many are.
struct Extremes {
  std::int32_t least = std::numeric_limits<std::int32_t>::max();
  std::int32_t greatest = std::numeric_limits<std::int32_t>::min();
  std::int32_t eligible = 0;
};
using ExtremesOf = Extremes (*)(const std::int32_t* scores, std::size_t width);

/// loss[j] = min(loss[j], mine - scores[j]). No difference overflows while |mine| < narrow_price;
/// of a pair that is not eligible it is at least narrow_lost.
inline constexpr std::int32_t narrow_lost = 2'147'483'647 - (1 << 29);
using LowerLosses = void (*)(std::int32_t* loss, const std::int32_t* scores, std::int32_t mine,
                             std::size_t width);

/// A value that at least `count` of the row's scores minus prices reach, and few more do: 1 to 64
/// of them, judged by the greatest in each of 64 classes of columns (column modulo 64).
using ReachedBy = std::int32_t (*)(const std::int32_t* scores, const std::int32_t* price,
                                   std::size_t width, std::size_t count);

/// best[b] = the greatest points[j] + more[j] - price[j] of the columns j of block b, 32 of them,
/// that may be had, or nothing_there.
inline constexpr std::int32_t nothing_there = -(1 << 30);
using BestOfBlocks = void (*)(std::int32_t* best, const std::int32_t* points,
                              const std::int32_t* more, const std::int32_t* price,
                              const std::uint32_t* may, std::size_t count);

/// The loops of one level. All levels give the same to the last bit. Rows are padded to whole
/// stretches of kernel_stretch columns.
struct KernelLevel {
  const char* name = "";
  bool (*runs_here)() = nullptr;  ///< Whether this machine has the instructions.
  ScoreRows score_rows = nullptr;
  Reaching reaching = nullptr;
  ExtremesOf extremes_of = nullptr;
  LowerLosses lower_losses = nullptr;
  ReachedBy reached_by = nullptr;
  BestOfBlocks best_of_blocks = nullptr;
  void (*add_products)(std::int32_t* sum, const std::int16_t* feature, std::size_t pitch,
                       const std::int32_t* own, std::size_t features, std::size_t count) = nullptr;
  void (*distances)(float* out, const std::int32_t* x, const std::int32_t* y, std::int32_t own_x,
                    std::int32_t own_y, std::size_t count) = nullptr;
  void (*replace_distances)(float* out, const std::int32_t* metres, std::size_t count) = nullptr;
  void (*turn_corner)(float* loss, const float* distance, const float* metres, const float* points,
                      const float* slope, std::size_t count) = nullptr;
  void (*take_off)(std::int32_t* sum, const float* loss, const float* waived,
                   std::size_t count) = nullptr;
  /// Keeps of each word of 32 columns the bits of those within their limit.
  void (*limit_distance)(std::uint32_t* may, const float* distance, const float* waived,
                         float limit, std::size_t count) = nullptr;
  /// Keeps of each word of 32 columns the bits of those whose needs the bits meet.
  void (*limit_bits)(std::uint32_t* may, const std::uint64_t* need, const std::uint64_t* forbid,
                     std::uint64_t bits, std::size_t count) = nullptr;
  void (*round_down)(std::int32_t* sum, std::int32_t band, std::size_t count) = nullptr;
};

/// Every level that the library was built with, the plain one first, each faster than the one
/// before it.
[[nodiscard]] std::span<const KernelLevel> kernel_levels();
/// The last of them that runs here.
[[nodiscard]] const KernelLevel& best_kernel_level();

}  // namespace jinguo::inline v0_1::solver

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "jinguo/solver/types.hpp"

/// The four sources of scores. Each borrows the caller's memory, which must outlive every market
/// made from it. A score is an integer; a float score is scaled once: rint(double(score) * scale),
/// halves to even, with the scale that is given or chosen by chosen_scale(). "Not eligible" is NaN
/// in floats, INT64_MIN in 64-bit integers, or a 0 in `eligible`.
namespace jinguo::inline v0_1::solver {

/// The score_scale that lets the market choose, for dense and sparse scores: see chosen_scale().
inline constexpr std::int64_t choose_scale = 0;

/// Scores as the caller has them, borrowed.
using Values = std::variant<std::span<const std::int32_t>, std::span<const std::int64_t>,
                            std::span<const float>, std::span<const double>>;
/// Where rows begin, as the caller has them, borrowed.
using Offsets = std::variant<std::span<const std::int32_t>, std::span<const std::int64_t>>;

/// A matrix of n rows and m columns that the caller owns.
struct Dense {
  Index n = 0;      ///< Number of left nodes.
  Index m = 0;      ///< Number of right nodes.
  Values scores{};  ///< n x m scores, by default row by row; NaN and INT64_MIN: not eligible.
  std::span<const std::uint8_t> eligible{};  ///< Empty: every pair that is not NaN or INT64_MIN.
  std::int64_t score_scale = choose_scale;   ///< For float scores; integers have scale 1.
  /// Steps, in elements, from one row and one column to the next; 0, 0 means row by row. May be
  /// negative (a span begins at the lowest address; `offset` is the place of element (0, 0)).
  std::ptrdiff_t row_stride = 0;
  std::ptrdiff_t column_stride = 0;  ///< Elements from one column to the next.
  std::ptrdiff_t offset = 0;         ///< Place of the score (0, 0) in `scores`.
  /// Elements from one row of `eligible` to the next; 0, 0: row by row.
  std::ptrdiff_t eligible_row_stride = 0;
  /// Elements from one column of `eligible` to the next.
  std::ptrdiff_t eligible_column_stride = 0;
  std::ptrdiff_t eligible_offset = 0;  ///< Place of the flag (0, 0) in `eligible`.
};

/// Compressed sparse rows: only stored pairs are eligible, stored zeros too.
struct Sparse {
  Index m = 0;                              ///< Number of right nodes.
  Offsets indptr{};                         ///< n + 1 offsets, never falling, first 0.
  std::span<const std::int32_t> indices{};  ///< Columns; a row may be unsorted, without duplicates.
  Values scores{};                          ///< A score for each of `indices`.
  std::int64_t score_scale = choose_scale;  ///< For float scores; integers have scale 1.
};

/// Points by two classes: adds values[left_class[i] * columns + right_class[j]].
struct Table {
  std::span<const std::int32_t> left_class{};   ///< n classes in [0, rows).
  std::span<const std::int32_t> right_class{};  ///< m classes in [0, columns).
  std::span<const Score> values{};              ///< rows x columns, row by row.
  Index rows = 0;                               ///< Number of left classes.
  Index columns = 0;                            ///< Number of right classes.
};

/// A corner of a loss by distance: at `metres` the loss is `points`; straight between corners,
/// flat outside them.
struct Breakpoint {
  double metres = 0;  ///< The corner's distance, 0 or more.
  Score points = 0;   ///< The loss there.
  friend bool operator==(const Breakpoint&, const Breakpoint&) = default;
};

/// Scores that are computed and never stored:
///   s = base + dot_scale * left_features[i].right_features[j] + tables + left_points[i]
///       + right_points[j] - decay(distance), floored to a multiple of band.
/// A pair is eligible if left_bits holds all of right_need and none of right_forbid, and the
/// distance is within both limits (inclusive). A remote right node has loss 0 and no limit.
/// Distance is sqrt(dx*dx + dy*dy) in float32 over int32 metres, each operation rounded once; where
/// left_origin is given, the metres of origin_metres, which are exact in float32.
struct Implicit {
  /// In origin_metres: the distance of that pair is the straight line.
  static constexpr std::int32_t straight_line = -1;
  /// In origin_metres: no way leads there, so that the pair is not eligible, unless remote.
  static constexpr std::int32_t no_way = 2'147'483'647;
  Index n = 0;         ///< Number of left nodes.
  Index m = 0;         ///< Number of right nodes.
  Index features = 0;  ///< Columns of the feature matrices; refused if sum |f||g| can reach 2^30.
  /// n x features, row by row.
  std::variant<std::span<const std::int8_t>, std::span<const std::int16_t>> left_features{};
  /// m x features, row by row; of the type of the left ones.
  std::variant<std::span<const std::int8_t>, std::span<const std::int16_t>> right_features{};
  Score base = 0;                            ///< Points of every pair.
  Score dot_scale = 1;                       ///< Points for one of the features' scalar product.
  std::vector<Table> tables{};               ///< Points by classes, summed.
  std::span<const Score> left_points{};      ///< n, or empty.
  std::span<const Score> right_points{};     ///< m, or empty.
  std::span<const std::int32_t> left_xy{};   ///< n x 2 metres, or empty.
  std::span<const std::int32_t> right_xy{};  ///< m x 2 metres, or empty.
  /// n rows of origin_metres, in which many left nodes may begin; empty: every distance is straight.
  std::span<const std::int32_t> left_origin{};
  std::span<const std::int32_t> origin_metres{};  ///< Origins x m, row by row, below 2^24.
  std::vector<std::vector<Breakpoint>> decay{};  ///< Losses by distance; metres strictly rise.
  std::span<const std::int32_t> right_decay{};   ///< m indices into decay; empty: all 0.
  std::optional<double> max_distance{};          ///< Metres, inclusive.
  std::span<const double> left_max_distance{};   ///< n limits in metres; NaN or infinite: none.
  std::span<const std::uint8_t> right_remote{};  ///< m flags: work at home.
  Score band = 1;  ///< Scores are floored to a multiple of it, 1 or more.
  std::span<const std::uint64_t> left_bits{};     ///< n; empty: 0.
  std::span<const std::uint64_t> right_need{};    ///< m; empty: 0.
  std::span<const std::uint64_t> right_forbid{};  ///< m; empty: 0.
};

/// Scores from the caller's function: fills left rows [from, to) against all m right nodes, row by
/// row, scaled, `not_eligible` where a pair may not be matched. Called on the calling thread only,
/// perhaps again for the same rows, and must then give the same scores.
struct Blocks {
  Index n = 0;  ///< Number of left nodes.
  Index m = 0;  ///< Number of right nodes.
  /// Fills (to - from) x m scores, row by row.
  std::function<void(Index from, Index to, std::span<Score> scores)> scores{};
  std::int64_t score_scale = 1;  ///< What the function has scaled by already; `objective` divides.
};

/// Where a market's scores come from.
using Scores = std::variant<Dense, Sparse, Implicit, Blocks>;

}  // namespace jinguo::inline v0_1::solver

#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <variant>
#include <vector>

#include "jinguo/solver/scores.hpp"

/// How the three sources that need no compiled code give their scores. May change any day.
namespace jinguo::inline v0_1::solver::detail {

/// Beyond max_score, so that transport() answers out_of_range, and safe to add and subtract.
inline constexpr Score too_large = Score{1} << 60;

/// One value of a caller's as a scaled score.
template <class T>
[[nodiscard]] Score scaled(T value, double scale) noexcept {
  if constexpr (std::is_floating_point_v<T>) {
    const double x = static_cast<double>(value);
    if (x != x) return not_eligible;
    const double product = x * scale;
    if (product >= static_cast<double>(too_large)) return too_large;
    if (product <= -static_cast<double>(too_large)) return -too_large;
    return static_cast<Score>(std::nearbyint(product));
  } else if constexpr (sizeof(T) == 8) {
    if (value == not_eligible) return not_eligible;
    return value > too_large ? too_large : value < -too_large ? -too_large : value;
  } else {
    return value;
  }
}

/// Where element (i, j) of a strided matrix lies.
struct Steps {
  std::ptrdiff_t row = 0;
  std::ptrdiff_t column = 0;
  std::ptrdiff_t offset = 0;

  Steps(std::ptrdiff_t row_stride, std::ptrdiff_t column_stride, std::ptrdiff_t start, Index m)
      : row(row_stride), column(column_stride), offset(start) {
    if (row == 0 && column == 0) {
      row = m;
      column = 1;
    }
  }
  [[nodiscard]] std::size_t at(Index i, Index j) const noexcept {
    return static_cast<std::size_t>(offset + row * i + column * j);
  }
};

[[nodiscard]] inline Steps score_steps(const Dense& s) {
  return {s.row_stride, s.column_stride, s.offset, s.m};
}
[[nodiscard]] inline Steps eligible_steps(const Dense& s) {
  return {s.eligible_row_stride, s.eligible_column_stride, s.eligible_offset, s.m};
}

/// Fills the scores of rows [from, to) against columns [first, last), row by row, without regard to
/// exclusions. `prepared` is what compiled code made of the source, else null.
using Fill = void (*)(const Scores& source, const void* prepared, Index from, Index to, Index first,
                      Index last, Score* out);

inline void fill_dense(const Scores& source, const void* /*prepared*/, Index from, Index to,
                       Index first, Index last, Score* out) {
  const auto& dense = std::get<Dense>(source);
  const Steps steps = score_steps(dense);
  const Steps mask = eligible_steps(dense);
  const double scale = static_cast<double>(dense.score_scale);
  std::visit(
      [&](const auto values) {
        for (Index i = from; i < to; ++i) {
          for (Index j = first; j < last; ++j) {
            const bool allowed = dense.eligible.empty() || dense.eligible[mask.at(i, j)] != 0;
            *out++ = allowed ? scaled(values[steps.at(i, j)], scale) : not_eligible;
          }
        }
      },
      dense.scores);
}

/// Calls visit(column, score) for the stored entries of a row, in stored order.
template <class Visit>
void for_each_entry(const Sparse& sparse, Index row, Visit visit) {
  const auto bounds = std::visit(
      [row](const auto indptr) {
        return std::pair<std::size_t, std::size_t>{
            static_cast<std::size_t>(indptr[static_cast<std::size_t>(row)]),
            static_cast<std::size_t>(indptr[static_cast<std::size_t>(row) + 1])};
      },
      sparse.indptr);
  const double scale = static_cast<double>(sparse.score_scale);
  std::visit(
      [&](const auto values) {
        for (std::size_t k = bounds.first; k < bounds.second; ++k) {
          visit(sparse.indices[k], scaled(values[k], scale));
        }
      },
      sparse.scores);
}

inline void fill_sparse(const Scores& source, const void* /*prepared*/, Index from, Index to,
                        Index first, Index last, Score* out) {
  const auto& sparse = std::get<Sparse>(source);
  const std::size_t width = static_cast<std::size_t>(last - first);
  for (Index i = from; i < to; ++i, out += width) {
    std::fill(out, out + width, not_eligible);
    for_each_entry(sparse, i, [&](Index column, Score score) {
      if (column >= first && column < last) out[column - first] = score;
    });
  }
}

inline void fill_blocks(const Scores& source, const void* /*prepared*/, Index from, Index to,
                        Index first, Index last, Score* out) {
  const auto& blocks = std::get<Blocks>(source);
  const std::size_t m = static_cast<std::size_t>(blocks.m);
  if (from >= to || m == 0) return;
  const std::size_t rows = static_cast<std::size_t>(to - from);
  if (first == 0 && last == blocks.m) {
    std::fill(out, out + rows * m, not_eligible);
    blocks.scores(from, to, std::span<Score>(out, rows * m));
    return;
  }
  std::vector<Score> whole(rows * m, not_eligible);
  blocks.scores(from, to, whole);
  for (std::size_t r = 0; r < rows; ++r) {
    for (Index j = first; j < last; ++j) *out++ = whole[r * m + static_cast<std::size_t>(j)];
  }
}

/// The greatest |finite score| of the pairs that may be matched; 0 without any.
inline double greatest_score(const Dense& dense) {
  const Steps steps = score_steps(dense);
  const Steps mask = eligible_steps(dense);
  return std::visit(
      [&](const auto values) {
        double greatest = 0;
        for (Index i = 0; i < dense.n; ++i) {
          for (Index j = 0; j < dense.m; ++j) {
            if (!dense.eligible.empty() && dense.eligible[mask.at(i, j)] == 0) continue;
            const double x = std::abs(static_cast<double>(values[steps.at(i, j)]));
            if (x > greatest && std::isfinite(x)) greatest = x;  // NaN is greater than nothing
          }
        }
        return greatest;
      },
      dense.scores);
}
inline double greatest_score(const Sparse& sparse) {
  return std::visit(
      [](const auto values) {
        double greatest = 0;
        for (const auto value : values) {
          const double x = std::abs(static_cast<double>(value));
          if (x > greatest && std::isfinite(x)) greatest = x;
        }
        return greatest;
      },
      sparse.scores);
}

}  // namespace jinguo::inline v0_1::solver::detail

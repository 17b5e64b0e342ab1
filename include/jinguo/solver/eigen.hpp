#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "jinguo/solver/transport.hpp"

/// Eigen matrices as a market's scores, prices as an Eigen vector. Header-only, and Eigen stays on
/// the caller's side of the compiled border: what crosses it are spans and strides, so flags such
/// as -march=native in the caller's build cannot disagree with ours.
namespace jinguo::inline v0_1::solver {

/// An Eigen object that owns or views memory; an expression does not: evaluate it first.
template <class Derived>
concept EigenMemory = (Derived::Flags & Eigen::DirectAccessBit) != 0;

/// Memory whose scalar a market takes as a score.
template <class Derived>
concept EigenScores = EigenMemory<Derived> &&
    (std::is_same_v<typename Derived::Scalar, std::int32_t> ||
     std::is_same_v<typename Derived::Scalar, std::int64_t> ||
     std::is_same_v<typename Derived::Scalar, float> ||
     std::is_same_v<typename Derived::Scalar, double>);

/// Memory of one byte a pair.
template <class Derived>
concept EigenMask = EigenMemory<Derived> &&
    (std::is_same_v<typename Derived::Scalar, std::uint8_t> ||
     std::is_same_v<typename Derived::Scalar, bool>);

namespace detail {

/// What Eigen's matrix says of its memory: its lowest address, its extent, and its two steps.
template <class Matrix>
struct EigenLayout {
  using Scalar = typename Matrix::Scalar;
  std::span<const Scalar> memory{};
  std::ptrdiff_t row_stride = 0;
  std::ptrdiff_t column_stride = 0;

  explicit EigenLayout(const Matrix& matrix)
      : row_stride(Matrix::IsRowMajor ? matrix.outerStride() : matrix.innerStride()),
        column_stride(Matrix::IsRowMajor ? matrix.innerStride() : matrix.outerStride()) {
    if (matrix.size() > 0) {
      const std::ptrdiff_t last =
          (matrix.rows() - 1) * row_stride + (matrix.cols() - 1) * column_stride;
      memory = {matrix.data(), static_cast<std::size_t>(last) + 1};
    }
  }
};

}  // namespace detail

/// Views an Eigen matrix (rows: left, columns: right; either storage order, blocks and maps too) as
/// scores. NaN, or INT64_MIN in 64-bit integers, means not eligible. Borrows: the matrix must
/// outlive every market made from the view, so a temporary is refused.
template <EigenScores Derived>
[[nodiscard]] Dense dense(const Eigen::DenseBase<Derived>& scores,
                          std::int64_t score_scale = choose_scale) {
  const detail::EigenLayout<Derived> layout(scores.derived());
  Dense view;
  view.n = static_cast<Index>(scores.rows());
  view.m = static_cast<Index>(scores.cols());
  view.scores = layout.memory;
  view.score_scale = score_scale;
  view.row_stride = layout.row_stride;
  view.column_stride = layout.column_stride;
  return view;
}
template <class T, int R, int C, int O, int MaxR, int MaxC>
Dense dense(Eigen::Matrix<T, R, C, O, MaxR, MaxC>&&, std::int64_t = choose_scale) = delete;
template <class T, int R, int C, int O, int MaxR, int MaxC>
Dense dense(Eigen::Array<T, R, C, O, MaxR, MaxC>&&, std::int64_t = choose_scale) = delete;

/// The same with a mask: 0 where a pair is not eligible. Throws InputError if the shapes differ.
template <EigenScores Derived, EigenMask Mask>
[[nodiscard]] Dense dense(const Eigen::DenseBase<Derived>& scores,
                          const Eigen::DenseBase<Mask>& eligible,
                          std::int64_t score_scale = choose_scale) {
  if (eligible.rows() != scores.rows() || eligible.cols() != scores.cols()) {
    const auto shape = [](Eigen::Index rows, Eigen::Index columns) {
      return std::to_string(rows) + " x " + std::to_string(columns);
    };
    Issue issue;
    issue.code = "solver.length";
    issue.column = "eligible";
    issue.expected = {issue.code,
                      {{"name", "eligible"},
                       {"expected", shape(scores.rows(), scores.cols())},
                       {"actual", shape(eligible.rows(), eligible.cols())}}};
    throw InputError(std::move(issue));
  }
  const detail::EigenLayout<Mask> layout(eligible.derived());
  Dense view = dense(scores, score_scale);
  view.eligible = {reinterpret_cast<const std::uint8_t*>(layout.memory.data()),
                   layout.memory.size()};
  view.eligible_row_stride = layout.row_stride;
  view.eligible_column_stride = layout.column_stride;
  return view;
}

/// A vector of 64-bit integers (prices, worth, bounds).
using ScoreVector = Eigen::Matrix<Score, Eigen::Dynamic, 1>;

/// Views a result's prices (or greatest prices, or worth) as an Eigen vector without a copy; the
/// result must outlive the view.
[[nodiscard]] inline Eigen::Map<const ScoreVector> as_eigen(const std::vector<Score>& values) {
  return {values.data(), static_cast<Eigen::Index>(values.size())};
}
Eigen::Map<const ScoreVector> as_eigen(std::vector<Score>&& values) = delete;

/// Copies an Eigen vector of counts into a bound.
template <class Derived>
requires std::is_integral_v<typename Derived::Scalar>
[[nodiscard]] std::vector<Count> counts(const Eigen::DenseBase<Derived>& values) {
  static_assert(Derived::IsVectorAtCompileTime);
  std::vector<Count> out;
  out.reserve(static_cast<std::size_t>(values.size()));
  for (Eigen::Index k = 0; k < values.size(); ++k) {
    out.push_back(static_cast<Count>(values.derived().coeff(k)));
  }
  return out;
}

}  // namespace jinguo::inline v0_1::solver

#include "jinguo/solver/eigen.hpp"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <cstddef>

namespace {

namespace solver = jinguo::solver;

template <class Matrix>
concept Viewable = requires(Matrix&& matrix) {
  solver::dense(std::forward<Matrix>(matrix));
};

static_assert(Viewable<Eigen::MatrixXd&>);
static_assert(Viewable<Eigen::MatrixXf&>);
static_assert(Viewable<Eigen::MatrixXi&>);
static_assert(!Viewable<Eigen::MatrixXd>, "a temporary would be gone before the market is used");
static_assert(!Viewable<Eigen::MatrixXcd&>, "a complex number is no score");

/// Reads element (i, j) through the view, as a market does.
template <class T>
T element(const solver::Dense& view, std::ptrdiff_t i, std::ptrdiff_t j) {
  const auto& memory = std::get<std::span<const T>>(view.scores);
  return memory[static_cast<std::size_t>(view.offset + i * view.row_stride +
                                         j * view.column_stride)];
}

template <class Matrix>
void expect_view_of(const Matrix& matrix) {
  const solver::Dense view = solver::dense(matrix);
  ASSERT_EQ(view.n, matrix.rows());
  ASSERT_EQ(view.m, matrix.cols());
  for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
    for (Eigen::Index j = 0; j < matrix.cols(); ++j) {
      EXPECT_EQ((element<typename Matrix::Scalar>(view, i, j)), matrix(i, j));
    }
  }
}

TEST(Eigen, ViewsBothStorageOrdersBlocksAndTransposes) {
  Eigen::Matrix<double, 3, 4, Eigen::ColMajor> column_major;
  column_major << 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12;
  const Eigen::Matrix<double, 3, 4, Eigen::RowMajor> row_major = column_major;
  expect_view_of(column_major);
  expect_view_of(row_major);
  const auto block = column_major.block(1, 1, 2, 2);
  expect_view_of(block);
  const auto turned = row_major.transpose();
  expect_view_of(turned);
}

TEST(Eigen, ViewsAnEmptyMatrix) {
  const Eigen::MatrixXd none(0, 5);
  const solver::Dense view = solver::dense(none);
  EXPECT_EQ(view.n, 0);
  EXPECT_EQ(view.m, 5);
}

TEST(Eigen, RefusesAMaskOfAnotherShape) {
  const Eigen::MatrixXi scores = Eigen::MatrixXi::Zero(2, 3);
  const Eigen::Matrix<bool, Eigen::Dynamic, Eigen::Dynamic> mask =
      Eigen::Matrix<bool, Eigen::Dynamic, Eigen::Dynamic>::Ones(3, 2);
  EXPECT_THROW(static_cast<void>(solver::dense(scores, mask)), jinguo::InputError);
}

TEST(Eigen, GivesPricesWithoutACopy) {
  solver::TransportResult result;
  result.prices = {20, 0, -3};
  const auto prices = solver::as_eigen(result.prices);
  EXPECT_EQ(prices.data(), result.prices.data());
  EXPECT_EQ(prices.sum(), 17);
  EXPECT_EQ(solver::counts(Eigen::Vector3i(1, 2, 3)), (std::vector<solver::Count>{1, 2, 3}));
}

}  // namespace

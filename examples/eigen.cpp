// Scores as an Eigen matrix in, prices as an Eigen vector out: ready for the next line of algebra.
#include <Eigen/Core>
#include <iostream>
#include <jinguo/solver/eigen.hpp>

int main() {
  namespace solver = jinguo::solver;
  Eigen::MatrixXd scores(5, 3);
  scores << 0.90, 0.20, 0.10,  //
      0.80, 0.50, 0.30,        //
      0.70, 0.60, 0.20,        //
      0.60, 0.10, 0.40,        //
      0.50, 0.45, 0.35;
  const Eigen::Vector3i places(2, 1, 1);
  solver::Bounds bounds;
  bounds.capacity = solver::counts(places);
  const solver::Market market(solver::dense(scores, 100), bounds);

  const solver::TransportResult result = solver::transport(market);
  const Eigen::VectorXd prices =
      solver::as_eigen(result.prices).cast<double>() / static_cast<double>(market.scale());
  std::cout << to_string(result.status) << ", total " << result.total << " hundredths\n";
  std::cout << "prices " << prices.transpose() << '\n';
  std::cout << "all places together are worth " << prices.dot(places.cast<double>()) << '\n';
  return 0;
}

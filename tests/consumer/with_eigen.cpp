// Scores as an Eigen matrix in, prices as an Eigen vector out.
#include <Eigen/Dense>
#include <iostream>
#include <jinguo/solver/eigen.hpp>

int main() {
  namespace solver = jinguo::solver;
  Eigen::MatrixXd liking(3, 2);
  liking << 0.90, 0.70, 0.85, 0.60, 0.80, 0.75;
  const solver::Market market(solver::dense(liking, 100),
                              solver::Bounds{.capacity = solver::counts(Eigen::Vector2i(1, 2))});
  const solver::TransportResult result = solver::transport(market);
  std::cout << result.total << '\n' << solver::as_eigen(result.prices) << '\n';
  return 0;
}

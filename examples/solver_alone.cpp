// The solver in a program of another kind: nurses and night shifts. Every shift needs somebody, one
// nurse is on a shift already, one must not work with the children, two want more than one night.
#include <cstdint>
#include <iostream>
#include <jinguo/solver/certificate.hpp>
#include <jinguo/solver/transport.hpp>
#include <vector>

int main() {
  namespace solver = jinguo::solver;
  const std::vector<std::int32_t> liking = {
      9, 2, 4,  // nurse 0: emergency, children, surgery
      8, 7, 1,  // nurse 1
      3, 8, 6,  // nurse 2
      7, 7, 5,  // nurse 3
  };
  solver::Dense scores;
  scores.n = 4;
  scores.m = 3;
  scores.scores = std::span<const std::int32_t>(liking);
  solver::Bounds bounds;
  bounds.capacity = {1, 2, 2};
  bounds.floor = {1, 1, 1};
  bounds.demand = {1, 2, 1, 2};
  bounds.lock = {{3, 2}};     // nurse 3 has promised a night in surgery
  bounds.exclude = {{2, 1}};  // nurse 2 has a cold
  const solver::Market market(scores, bounds);

  solver::TransportOptions options;
  options.seed = 2016;
  const solver::TransportResult result = solver::transport(market, options);
  std::cout << to_string(result.status) << ", total " << result.total << '\n';
  for (const solver::Award& award : result.awards) {
    std::cout << "nurse " << award.left << " -> shift " << award.right << '\n';
  }
  for (solver::Index j = 0; j < market.m(); ++j) {
    const auto at = static_cast<std::size_t>(j);
    std::cout << "one more place on shift " << j << " adds " << result.worth[at] << '\n';
  }

  // Referees that share no code with the solver.
  const bool proven = !solver::why_not_feasible(market, result) &&
                      !solver::why_not_optimal(market, result) &&
                      !solver::why_not_drawn(market, result, options);
  std::cout << (proven ? "proven" : "not proven") << '\n';
  return proven ? 0 : 1;
}

// The solver alone in somebody else's program: places at schools, no word of any programme.
#include <cstdint>
#include <iostream>
#include <jinguo/solver/certificate.hpp>
#include <vector>

int main() {
  namespace solver = jinguo::solver;
  const std::vector<std::int32_t> liking = {9, 7, 8, 6, 8, 7, 5, 5};  // four pupils, two schools
  solver::Dense scores{.n = 4, .m = 2, .scores = liking};
  const solver::Market market(scores, solver::Bounds{.capacity = {2, 2}});
  const solver::TransportResult result = solver::transport(market, {.seed = 7, .threads = 1});

  std::cout << to_string(result.status) << ' ' << result.total << '\n';
  if (const auto objection = solver::why_not_optimal(market, result)) {
    std::cerr << *objection << '\n';
    return 1;
  }
  return static_cast<int>(result.awards.size()) == 4 ? 0 : 1;
}

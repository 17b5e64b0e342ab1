#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "jinguo/solver/transport.hpp"
#include "pass.hpp"

namespace jinguo::inline v0_1::solver {

__extension__ typedef __int128 Wide;

/// One transport problem over the rows of a source, hard bounds turned into costs.
struct Problem {
  std::vector<Count> demand{};   ///< Units by row that are still to be placed; at most m.
  std::vector<Score> outside{};  ///< With the cost of a must-match unit left outside.
  std::vector<Count> lo{};       ///< Loads below lose short_cost a unit.
  std::vector<Count> hi{};       ///< Loads above lose over_cost a unit; 0: none may be there.
  Score short_cost = 0;
  Score over_cost = 0;
};

/// A best plan over the pairs in `arcs` and prices that prove it there.
struct Solution {
  Arcs arcs{};
  std::vector<std::uint8_t> held{};  ///< By pair.
  std::vector<Count> out{};          ///< Units outside by row.
  std::vector<Count> load{};
  std::vector<Score> price{};
  Horizon horizon{};  ///< Of the pairs that are not in `arcs`.
};

/// Told after every round on all rows: a plan, its value, and a bound on every plan's value.
using Report = std::function<void(const Solution&, Wide value, Wide bound)>;

/// Solves a problem over all pairs of the source by column generation: nested samples of rows give
/// prices, the best pairs at these prices candidates, and passes over all pairs whatever is
/// missing, until none is. Deterministic; the same for any number of threads. Stopped on the way,
/// `s` holds the lists and prices that there are: of all rows once their first pass is over.
void solve_by_columns(const Market& market, View view, const Problem& problem, ThreadPool& pool,
                      Counters& counters, const Report& report, Solution& s);

}  // namespace jinguo::inline v0_1::solver

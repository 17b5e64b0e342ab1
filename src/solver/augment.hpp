#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "jinguo/solver/types.hpp"
#include "pass.hpp"
#include "thread_pool.hpp"

namespace jinguo::inline v0_1::solver {

/// The greatest total over given pairs: the restricted master problem of column generation. Rows
/// place their units at different right nodes or outside; a right node's load below lo loses
/// short_cost a unit, above hi over_cost a unit (0: none may be there).
struct MasterProblem {
  const Arcs& arcs;
  std::span<const Count> demand{};
  std::span<const Score> outside{};
  std::span<const Count> lo{};
  std::span<const Count> hi{};
  Score short_cost = 0;
  Score over_cost = 0;
};

/// A plan over the pairs, and prices of the right nodes; outside has price 0.
struct MasterPlan {
  std::vector<std::uint8_t>& held;  ///< By pair.
  std::vector<Count>& out;          ///< Units outside by row.
  std::vector<Count>& load;         ///< Units by right node.
  std::vector<Score>& price;
};

/// Makes a plan best from prices that nearly prove one: everybody takes its best options at the
/// prices, and what is then in excess or missing moves unit by unit along shortest paths. False
/// where that takes more than `budget` steps or the lists are too long; the plan is then one that
/// the prices almost prove, and not complete.
///
/// Method       right nodes and outside, v -> w as long as the least that any row at v loses by
///              moving to w. Of each ordered pair the rows wait in a heap by score at v less score
///              at w, keys that no price changes; only rows that lose less than a limit are there
///              at all, and a search that comes that far begins again with a wider one. From a
///              node in excess the search goes to the nearest that misses a unit, or outside; from
///              one that misses a unit backward, likewise. Nodes nearer than the end get dearer
///              (cheaper) by how much nearer they are: no move gains, ever.
/// Ends         every search ends outside at the latest and mends a unit; none breaks another.
/// Complexity   a search O(g log m) for the g pairs of nodes it looks at, most of them within a few
///              nodes where prices are near; worst case as successive shortest paths: units out of
///              place times (m^2 + candidate pairs).
/// Reference    Dijkstra 1959; Ahuja, Magnanti, Orlin, "Network Flows", 1993, ch. 9.7.
bool augment(const MasterProblem& problem, std::int64_t budget, MasterPlan plan, ThreadPool& pool,
             std::int64_t& moves);

}  // namespace jinguo::inline v0_1::solver

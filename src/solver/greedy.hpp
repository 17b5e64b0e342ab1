#pragma once

#include <optional>
#include <vector>

#include "columns.hpp"

namespace jinguo::inline v0_1::solver {

/// A plan made in one pass over the rows, each taking the best that is left: what a solve that was
/// stopped gives when it has no better one. Rows that must be placed come first, and places below
/// their lo before all others. Stops early when the monitor says so; rows not reached stay outside.
///
/// Awards sorted by (left, right), without the locked ones; nothing if a unit that must be placed is
/// not, or `keep_lo` and a place is left below its lo. Scores and outside values lie within +-reach.
[[nodiscard]] std::optional<std::vector<Award>> greedy(const Market& market,
                                                       const Problem& problem, Score reach,
                                                       bool keep_lo, Workers& workers,
                                                       Counters& counters);

}  // namespace jinguo::inline v0_1::solver

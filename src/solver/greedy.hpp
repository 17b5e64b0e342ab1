#pragma once

#include <optional>
#include <vector>

#include "column_generation.hpp"
#include "scored_award.hpp"

namespace jinguo::inline v0_1::solver {

/// A plan made in little time, each row taking the best that is left: what a solve that was stopped
/// gives when it has no better one. Rows that must be placed come first. Where `known` lists pairs
/// of all rows they are looked at first, at its prices; what is left is listed by passes. Stops
/// early when the monitor says so; rows not reached stay outside.
///
/// With `keep_lo`, a unit goes to a place that has its lo only while the others are enough for all
/// that are below theirs. Awards sorted by (left, right), without the locked ones; nothing if a
/// unit that must be placed is not, or `keep_lo` and a place is left below its lo. Scores and
/// outside values lie within +-reach.
[[nodiscard]] std::optional<std::vector<ScoredAward>> greedy(const Market& market,
                                                             const Problem& problem,
                                                             const Solution& known, Score reach,
                                                             bool keep_lo, ThreadPool& pool,
                                                             Counters& counters);

}  // namespace jinguo::inline v0_1::solver

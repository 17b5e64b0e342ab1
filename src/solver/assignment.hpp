#pragma once

#include "column_generation.hpp"

namespace jinguo::inline v0_1::solver {

/// Whether solve_by_assignment() takes the problem: rows of at most one unit, no places beyond hi,
/// and costs far enough below 2^62.
[[nodiscard]] bool is_assignment(const Problem& problem);

/// The method that a problem is solved by where none is asked for: assignment where rows are few
/// beside right nodes and of one unit each, since nearly every search for prices then concerns many
/// nodes at once; column generation elsewhere, and where scores come in blocks of rows.
[[nodiscard]] Method method_for(const Market& market, const Problem& problem, const Tuning& tuning);

/// Solves a problem over all pairs of the source as solve_by_columns() does, by bids and shortest
/// paths; only where is_assignment(). Where that takes too long it goes over to solve_by_columns().
void solve_by_assignment(const Market& market, View view, const Problem& problem, ThreadPool& pool,
                         Counters& counters, const Report& report, Solution& s);

}  // namespace jinguo::inline v0_1::solver

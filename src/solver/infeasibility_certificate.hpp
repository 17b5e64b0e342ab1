#pragma once

#include "jinguo/solver/transport.hpp"
#include "thread_pool.hpp"

namespace jinguo::inline v0_1::solver {

/// Why a market has no plan: a cut whose rules cannot hold together, and the fewest changes after
/// which the whole market has one. With `least_shortfall` the cut leaves the floors out, which may
/// be missed then; the repair mends them too.
[[nodiscard]] Witness find_infeasibility_certificate(const Market& market, OnInfeasible mode,
                                                     ThreadPool& pool, Counters& counters);

}  // namespace jinguo::inline v0_1::solver

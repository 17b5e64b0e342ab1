#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "jinguo/solver/types.hpp"
#include "pass.hpp"
#include "thread_pool.hpp"

namespace jinguo::inline v0_1::solver {

/// A market as its dual value sees it: rows with their candidate pairs, and right nodes that take
/// from lo to hi units. Shares of units are welcome: a sample has places for a part of a unit.
struct DualProblem {
  const Arcs& arcs;
  std::span<const Count> demand{};
  std::span<const Score> outside{};
  std::vector<double> lo{};
  std::vector<double> hi{};
  Score short_cost = 0;  ///< Lost for every unit below lo: no price falls below its negative.
  Score over_cost = 0;   ///< Lost for every unit above hi: no price exceeds it; 0: no limit.
};

/// What a search for prices came to.
struct PriceSearch {
  std::int64_t steps = 0;   ///< Newton steps tried.
  std::int64_t halted = 0;  ///< Prices that stopped at the end of their window.
  double imbalance = 0;     ///< Units in excess or missing at the prices, over all right nodes.
};

/// Moves prices towards those of least dual value, each by at most `window` (0: no limit). Good
/// prices, not exact ones: whatever they are, what is solved from them is proven by other means.
///
/// Method     Newton on the dual, which is piecewise linear: rows whose two best options lie within
///            a width h are breakpoints between two right nodes. The steps solve their Laplacian by
///            conjugate gradients, are rounded, and count only if the dual value falls; h follows
///            the size of the steps.
/// Promises   the same for any number of threads.
PriceSearch search_prices(const DualProblem& problem, Score window, std::vector<Score>& price,
                          ThreadPool& pool);

}  // namespace jinguo::inline v0_1::solver

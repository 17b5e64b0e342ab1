#pragma once

#include <cstddef>
#include <vector>

#include "jinguo/core/monitor.hpp"
#include "jinguo/solver/market.hpp"

/// Says into which parts a market falls that have nothing to do with each other.
///
/// Problem      the connected components of the graph whose nodes are left and right nodes and
///              whose edges are the pairs that may be matched.
/// Method       the rows are read in blocks; union-find over the right nodes joins all those of a
///              row. Once all are one, a row is read up to its first eligible pair.
/// Promises     every eligible or locked pair lies within one part, so each bound does, and best
///              plans, prices and lottery of the market are those of its parts side by side. Parts
///              are numbered by their least right node: the same for any source of the same pairs.
/// Limits       one pass over all scores on the calling thread; memory 4 (n + 2 m) bytes and one
///              block of rows.
/// Reference    Tarjan, "Efficiency of a good but not linear set union algorithm", 1975.
namespace jinguo::inline v0_1::solver {

/// The connected components of a market.
struct Parts {
  Index count = 0;             ///< Parts, each with at least one right node.
  std::vector<Index> left{};   ///< Part of each left node; -1: it may be matched with nobody.
  std::vector<Index> right{};  ///< Part of each right node.
  friend bool operator==(const Parts&, const Parts&) = default;
};

/// Of a market. Throws Stopped as its monitor says, and what a block source throws.
[[nodiscard]] Parts parts(const Market& market, Monitor& monitor);
/// Of a market, with nobody to stop it.
[[nodiscard]] Parts parts(const Market& market);

}  // namespace jinguo::inline v0_1::solver

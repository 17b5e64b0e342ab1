#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "jinguo/core/issue.hpp"
#include "jinguo/solver/scores.hpp"
#include "jinguo/solver/types.hpp"

/// Words of this room.
///   left, right     the two sides; left nodes 0..n-1 ask for units, right nodes 0..m-1 have places
///   award           one unit of a left node at a right node
///   load            awards at a right node
///   price           what a right node's place costs, in scaled score
///   reduced cost    what a left node loses by an option against her best: u_i - (s_ij - p_j)
///   tight           of reduced cost zero
namespace jinguo::inline v0_1::solver {

/// Limits of both sides. An empty vector means the default for every node; one entry means that
/// entry for every node. Owned, so that a market keeps its own.
struct Bounds {
  std::vector<Count> capacity{};  ///< Most awards of a right node; default 0.
  std::vector<Count> floor{};     ///< Least awards of a right node; default 0.
  std::vector<Count> demand{};   ///< Units of a left node, all at different right nodes; default 1.
  std::vector<Score> outside{};  ///< Earned once for each unit not placed, scaled; default 0.
  std::vector<std::uint8_t> must_match{};  ///< Not 0: all her units are placed; default 0.
  std::vector<Pair> lock{};     ///< Awards that must be there; use capacity; must be eligible.
  std::vector<Pair> exclude{};  ///< Pairs that may not be awarded.
};

/// A market: who may be matched with whom, at which score, under which bounds. Checked when made
/// (InputError with every issue), immutable afterwards, safe to share between threads.
///
/// Invariant: capacity, floor have m entries, demand, outside, must_match n; counts are not
/// negative; lock and exclude are sorted, without duplicates, and share no pair.
class Market {
 public:
  Market(const Dense& scores, Bounds bounds);
  Market(const Sparse& scores, Bounds bounds);
  Market(const Blocks& scores, Bounds bounds);
  Market(const Implicit& scores, Bounds bounds);  ///< Compiled: needs the library linked.
  Market(const Scores& scores, Bounds bounds);    ///< Compiled: needs the library linked.

  [[nodiscard]] Index n() const noexcept;
  [[nodiscard]] Index m() const noexcept;
  [[nodiscard]] std::int64_t scale() const noexcept;    ///< Scaled scores per unit of the caller's.
  [[nodiscard]] const Bounds& bounds() const noexcept;  ///< With defaults filled in.
  [[nodiscard]] const Scores& source() const noexcept;

  /// Fills the scaled scores of left rows [from, to) against all right nodes, row by row;
  /// `not_eligible` where a pair may not be matched by the source or is excluded.
  void scores(Index from, Index to, std::span<Score> out) const;

  /// One pair's scaled score, or `not_eligible`.
  [[nodiscard]] Score score(Index left, Index right) const;
};

}  // namespace jinguo::inline v0_1::solver

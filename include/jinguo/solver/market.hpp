#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <utility>

#include "jinguo/core/issue.hpp"
#include "jinguo/solver/bounds.hpp"
#include "jinguo/solver/detail/argument_checks.hpp"
#include "jinguo/solver/detail/fill.hpp"
#include "jinguo/solver/scores.hpp"
#include "jinguo/solver/types.hpp"

/// Words of this module.
///   left, right     the two sides; left nodes 0..n-1 ask for units, right nodes 0..m-1 have places
///   award           one unit of a left node at a right node
///   load            awards at a right node
///   price           what a right node's place costs, in scaled score
///   reduced cost    what a left node loses by an option against its best: u_i - (s_ij - p_j)
///   tight           of reduced cost zero
namespace jinguo::inline v0_1::solver {

/// The scale of a market of these scores: the one given; else 1 for integers, and for floats the
/// power of ten from 1 to 10^15 that gives the greatest |finite score| ten digits before the point
/// (10^6 where all are 0), so that no score is lost in rounding and none is too large. To scale
/// bounds by, which are given in whole scaled numbers. One pass over the scores; the views must fit
/// their memory, as Market checks.
template <class Source>
[[nodiscard]] std::int64_t chosen_scale(const Source& scores) {
  const bool floats = std::holds_alternative<std::span<const float>>(scores.scores) ||
                      std::holds_alternative<std::span<const double>>(scores.scores);
  if (!floats) return 1;
  if (scores.score_scale != choose_scale) return scores.score_scale;
  const double greatest = detail::greatest_score(scores);
  if (greatest == 0) return 1'000'000;
  std::int64_t scale = 1;
  while (scale < 1'000'000'000'000'000 && greatest * static_cast<double>(scale * 10) < 1e10) {
    scale *= 10;
  }
  return scale;
}

/// A market: who may be matched with whom, at which score, under which bounds. Checked when made
/// (InputError with every issue), immutable afterwards, safe to share between threads.
///
/// Invariant: capacity, floor have m entries, demand, outside, must_match n; counts are not
/// negative; lock and exclude are sorted, without duplicates, and share no pair.
class Market {
 public:
  /// Of any source of scores; throws InputError with every fault of scores and bounds.
  Market(const Dense& scores, Bounds bounds)
      : Market(scores, scores.n, scores.m, std::move(bounds)) {
    scale_ = std::get<Dense>(source_).score_scale = chosen_scale(scores);
    fill_ = detail::fill_dense;
  }
  Market(const Sparse& scores, Bounds bounds)
      : Market(scores, detail::rows_of(scores), scores.m, std::move(bounds)) {
    scale_ = std::get<Sparse>(source_).score_scale = chosen_scale(scores);
    fill_ = detail::fill_sparse;
  }
  Market(const Blocks& scores, Bounds bounds)
      : Market(scores, scores.n, scores.m, std::move(bounds)) {
    scale_ = scores.score_scale;
    fill_ = detail::fill_blocks;
  }
  Market(const Implicit& scores, Bounds bounds);  ///< Compiled: needs the library linked.
  Market(const Scores& scores, Bounds bounds);    ///< Compiled: needs the library linked.

  /// Number of left nodes.
  [[nodiscard]] Index n() const noexcept { return n_; }
  /// Number of right nodes.
  [[nodiscard]] Index m() const noexcept { return m_; }
  /// Scaled scores per unit of the caller's, as given or chosen; 1 for integers.
  [[nodiscard]] std::int64_t scale() const noexcept { return scale_; }
  /// With defaults filled in: every vector has n or m entries, lock and exclude are sorted.
  [[nodiscard]] const Bounds& bounds() const noexcept { return bounds_; }
  /// The scores as they were given.
  [[nodiscard]] const Scores& source() const noexcept { return source_; }
  /// What compiled code made of an implicit source; for the solvers only.
  [[nodiscard]] const void* prepared() const noexcept { return prepared_.get(); }

  /// Fills the scaled scores of left rows [from, to) against all right nodes, row by row;
  /// `not_eligible` where a pair may not be matched by the source or is excluded. Throws
  /// std::out_of_range for rows that the market lacks or a span that is too short.
  void scores(Index from, Index to, std::span<Score> out) const {
    if (from < 0 || to < from || to > n_ ||
        out.size() < static_cast<std::size_t>(to - from) * static_cast<std::size_t>(m_)) {
      throw std::out_of_range("Market::scores: rows or span do not fit");
    }
    fill_(source_, prepared_.get(), from, to, 0, m_, out.data());
    const auto& exclude = bounds_.exclude;
    for (auto pair = std::lower_bound(exclude.begin(), exclude.end(), Pair{from, 0});
         pair != exclude.end() && pair->left < to; ++pair) {
      out[static_cast<std::size_t>(pair->left - from) * static_cast<std::size_t>(m_) +
          static_cast<std::size_t>(pair->right)] = not_eligible;
    }
  }

  /// One pair's scaled score, or `not_eligible`. Throws std::out_of_range for a node that the
  /// market lacks. A block source computes the whole row.
  [[nodiscard]] Score score(Index left, Index right) const {
    if (left < 0 || left >= n_ || right < 0 || right >= m_) {
      throw std::out_of_range("Market::score: no such node");
    }
    if (std::binary_search(bounds_.exclude.begin(), bounds_.exclude.end(), Pair{left, right})) {
      return not_eligible;
    }
    Score out = not_eligible;
    fill_(source_, prepared_.get(), left, left + 1, right, right + 1, &out);
    return out;
  }

 private:
  template <class Source>
  Market(const Source& scores, Index n, Index m, Bounds bounds)
      : n_(n), m_(m), bounds_(std::move(bounds)), source_(scores) {
    detail::ArgumentChecks checks;
    detail::check(checks, scores);
    detail::settle(checks, bounds_, n, m);
    checks.close();
  }

  Index n_ = 0;
  Index m_ = 0;
  std::int64_t scale_ = 1;
  Bounds bounds_{};
  Scores source_{};
  std::shared_ptr<const void> prepared_{};  ///< Immutable, shared by copies.
  detail::Fill fill_ = nullptr;  ///< How `source_` is read; a pointer, so that users of the other
                                 ///< sources need no compiled code.
};

}  // namespace jinguo::inline v0_1::solver

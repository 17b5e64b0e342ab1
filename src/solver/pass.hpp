#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "jinguo/solver/market.hpp"
#include "kernel.hpp"
#include "thread_pool.hpp"
#include "tuning.hpp"

namespace jinguo::inline v0_1::solver {

/// Chosen pairs by left node: those of row i are [start[i], start[i + 1]), right nodes ascending.
struct Arcs {
  std::vector<std::int64_t> start{};
  std::vector<Index> right{};
  std::vector<Score> score{};
};

/// Rows a part of a pass: enough work to hide the hand-over, short enough to look at the clock.
[[nodiscard]] inline Index rows_per_part(Index m, const Tuning& tuning) {
  return static_cast<Index>(
      std::clamp<std::int64_t>(tuning.part_pairs / std::max<Index>(1, m), 1, tuning.part_rows));
}

/// Of every row in `rows` (none: every row of the market) all eligible, not excluded pairs with
/// s_ij - price_j >= threshold_i, in one pass over them; thresholds by row of the market. Parallel,
/// except over Blocks, whose function is called on the calling thread. The same for any number of
/// threads. Prices and thresholds lie within +-2^62.
[[nodiscard]] Arcs collect_arcs(const Market& market, std::span<const Index> rows,
                                std::span<const Score> price, std::span<const Score> threshold,
                                ThreadPool& pool);

/// What passes have shown of the pairs that a list leaves out: at the prices of the pass that
/// looked at row i, none of them was worth more than a bound. Prices that have fallen since can
/// have made one worth that much more, so most rows need not be looked at again.
class Horizon {
 public:
  /// No row has been looked at.
  explicit Horizon(Index n = 0)
      : bound_(static_cast<std::size_t>(n), unknown), when_(bound_.size(), 0) {}

  /// A pass at these prices follows; look() tells what it found.
  void begin(std::span<const Score> price) { prices_.emplace_back(price.begin(), price.end()); }
  /// That no pair left out of a row was worth more than `most` at the pass's prices.
  void look(Index row, Score most) {
    bound_[static_cast<std::size_t>(row)] = most;
    when_[static_cast<std::size_t>(row)] = static_cast<std::int32_t>(prices_.size()) - 1;
  }
  /// As `most`: nothing is left out.
  static constexpr Score none = std::numeric_limits<Score>::min() / 2;

  /// The rows that may have a pair left out that is worth at least threshold_i at these prices. Row
  /// r is left node rows[r] (none: r); `price` may have more entries than there are right nodes.
  /// Where few prices have fallen far, their pairs are scored.
  [[nodiscard]] std::vector<Index> beyond(const Market& market, std::span<const Index> rows,
                                          std::span<const Score> price,
                                          std::span<const Score> threshold, ThreadPool& pool) const;

 private:
  static constexpr Score unknown = Score{1} << 61;

  /// How far prices have fallen since a pass: those that fell furthest, and the most of all others.
  struct Fall {
    std::vector<Index> deep{};
    Score most = 0;
    Score others = 0;
  };
  [[nodiscard]] static Fall fall_of(std::span<const Score> then, std::span<const Score> now,
                                    const Tuning& tuning);

  std::vector<Score> bound_{};
  std::vector<std::int32_t> when_{};
  std::vector<std::vector<Score>> prices_{};
};

/// Pairs of every row, and what is known of all others.
struct Listed {
  const Arcs& arcs;
  const Horizon& horizon;
};

/// Which pairs a pass sees, and as what.
enum class View : std::uint8_t {
  market,      ///< The market's pairs and scores.
  unlocked,    ///< Without the locked pairs.
  feasibility  ///< 1 for a locked pair, 0 for every other that is eligible.
};

/// Reads the rows of a market, one after the other, in whatever form costs least. One a worker.
class RowView {
 public:
  RowView(const Market& market, View view, int worker = 0);

  /// Whose it is, in [0, ThreadPool::size()).
  [[nodiscard]] int worker() const noexcept { return worker_; }

  /// Makes next[0] the present row. Those behind it will be asked for after it, in this order or
  /// some of them, so that rows far apart are filled together as well.
  void read(std::span<const Index> next);
  /// The same for select(least, limit) alone, where it is called next: pairs that it cannot select
  /// may be missing.
  void read_for(std::span<const Index> next, Score least, std::size_t limit);

  /// Calls visit(right, score) for the eligible pairs of the present row, right nodes ascending.
  template <class Visit>
  void for_each(Visit visit) const {
    if (narrow_ != nullptr) {
      for (std::size_t j = 0; j < m_; ++j) {
        if (narrow_[j] != no_narrow) visit(static_cast<Index>(j), Score{narrow_[j]});
      }
    } else if (is_sparse_) {
      for (const auto& [right, score] : entries_) visit(right, score);
    } else {
      for (std::size_t j = 0; j < m_; ++j) {
        if (wide_[j] != not_eligible) visit(static_cast<Index>(j), wide_[j]);
      }
    }
  }

  /// The present row in 32 bits, as kernel.hpp has it, with its padding; empty where it is not held
  /// so.
  [[nodiscard]] std::span<const std::int32_t> narrow() const noexcept {
    return {narrow_, narrow_ == nullptr ? 0 : width_};
  }

  /// The score of an eligible pair of the present row.
  [[nodiscard]] Score score(Index right) const {
    const auto j = static_cast<std::size_t>(right);
    if (narrow_ != nullptr) return narrow_[j];
    if (!is_sparse_) return wide_[j];
    return std::lower_bound(entries_.begin(), entries_.end(), right,
                            [](const auto& entry, Index to) { return entry.first < to; })
        ->second;
  }

  struct Choice {
    Score value = 0;  ///< Score minus price.
    Score score = 0;
    Index right = 0;
    std::uint32_t rank = 0;  ///< Settles which of equal values are kept.
  };
  /// Prices for the selections that follow; they must stay where they are.
  void set_prices(std::span<const Score> price);
  /// The pairs of the present row with a value of at least `least`; of more than `limit` (0: no
  /// limit) the best. Of equal values each row prefers others: where many tie, rows that all kept
  /// the same few right nodes would leave the rest unseen. Right nodes ascending.
  [[nodiscard]] const std::vector<Choice>& select(Score least, std::size_t limit);

 private:
  void amend(Index row, std::int32_t* scores) const;

  static constexpr std::int32_t no_narrow = -2'147'483'647 - 1 + (1 << 28);

  const Market& market_;
  View view_;
  int worker_ = 0;
  std::size_t m_ = 0;
  bool is_sparse_ = false;
  std::uint32_t salt_ = 0;  ///< Of the present row, for ranks.
  const std::int32_t* narrow_ = nullptr;
  const Score* wide_ = nullptr;
  std::size_t width_ = 0;                    ///< Of a narrow row; 0: there are none.
  std::vector<std::int32_t> narrow_rows_{};  ///< Of those in narrow_lefts_.
  std::vector<Index> narrow_lefts_{};
  std::vector<Score> tile_{};  ///< Of [tile_from_, tile_to_).
  Index tile_from_ = 0;
  Index tile_to_ = 0;
  std::vector<std::pair<Index, Score>> entries_{};
  std::span<const Score> price_{};
  std::vector<std::int32_t> narrow_price_{};  ///< Empty if a price does not fit.
  BlockBounds bounds_{};                      ///< At these prices.
  std::vector<std::uint32_t> open_{};
  std::int64_t judged_ = 0;  ///< Rows.
  std::int64_t spared_ = 0;  ///< Pairs of them that were not scored.
  std::vector<Index> reaching_{};
  std::vector<Choice> ranked_{};
  std::vector<Choice> choices_{};
};

/// What a pass saw besides the pairs that it kept.
struct Seen {
  Score least = std::numeric_limits<Score>::max();     ///< Of the eligible scores.
  Score greatest = std::numeric_limits<Score>::min();  ///< Of the eligible scores.
  std::vector<Score> magnitude{};                      ///< Greatest |score| by row, 0 without any.
  std::vector<std::int64_t> eligible{};                ///< Pairs by row.
};

/// Of every row in `rows` (none: every row of the market) the best `keep` pairs by
/// s_ij - price_j, of those with s_ij - price_j >= threshold_i (none: all), of equal values as
/// RowView::select has it; right nodes ascending. `keep` has an entry a row of the market. `seen`
/// may be null.
[[nodiscard]] Arcs k_best_columns(const Market& market, View view, std::span<const Index> rows,
                                  std::span<const Score> price, std::span<const Score> threshold,
                                  std::span<const Index> keep, ThreadPool& pool, Seen* seen);

/// Calls visit(reader, position in rows, row) for every row in `rows` (none: all) with the reader
/// at it, in parallel and in no order, except over Blocks, whose function is called on the calling
/// thread.
void visit_each(const Market& market, View view, std::span<const Index> rows,
                std::span<const Score> price, ThreadPool& pool,
                const std::function<void(RowView&, Index position, Index row)>& visit);

}  // namespace jinguo::inline v0_1::solver

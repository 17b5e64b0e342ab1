#include "greedy.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "positions.hpp"

namespace jinguo::inline v0_1::solver {
namespace {

class Greedy {
 public:
  /// Scores lie within +-reach.
  Greedy(const Market& market, const Problem& problem, Score reach, bool keep_lo, ThreadPool& pool,
         Counters& counters)
      : market_(market),
        problem_(problem),
        reach_(reach),
        keep_lo_(keep_lo),
        pool_(pool),
        counters_(counters),
        load_(at(market.m()), 0),
        price_(at(market.m()), 0),
        keep_(at(market.n()), 0),
        least_(at(market.n()), 0),
        wanted_(problem.demand) {
    if (keep_lo) {
      spare_ = 0;
      for (const Count units : problem.demand) spare_ += units;
      for (const Count units : problem.lo) spare_ -= units;
    }
    reprice();
  }

  std::optional<std::vector<ScoredAward>> run(const Solution& known) {
    const std::vector<std::uint8_t>& must = market_.bounds().must_match;
    std::vector<Index> first;
    std::vector<Index> others;
    const Arcs& lists = known.arcs;
    const bool listed = lists.start.size() == at(market_.n()) + 1;
    for (Index i = 0; i < market_.n(); ++i) {
      if (problem_.demand[at(i)] == 0) continue;
      if (listed && must[at(i)] == 0 && lists.start[at(i)] == lists.start[at(i) + 1]) {
        use_spare(problem_.demand[at(i)]);
        continue;
      }
      keep_[at(i)] = static_cast<Index>(
          std::min<Count>(market_.m(), problem_.demand[at(i)] + pool_.tuning().greedy_options));
      least_[at(i)] = must[at(i)] != 0 ? Horizon::none : market_.bounds().outside[at(i)];
      (must[at(i)] != 0 ? first : others).push_back(i);
    }
    const std::size_t rows_at_once = at(pool_.tuning().greedy_rows);
    try {
      for (std::vector<Index>* rows : {&first, &others}) {
        std::vector<Index> waiting;
        for (const Index i : *rows) {
          if (listed) place(i, lists, at(i), known.price, true);
          if (wanted_[at(i)] > 0) waiting.push_back(i);
        }
        // Whose options were all taken meanwhile look again, while that helps anybody.
        for (std::size_t before = 0; !waiting.empty() && waiting.size() != before;) {
          before = waiting.size();
          std::vector<Index> still;
          for (std::size_t from = 0; from < before; from += rows_at_once) {
            pass(std::span(waiting).subspan(from, std::min(before - from, rows_at_once)), still);
          }
          waiting = std::move(still);
        }
      }
    } catch (const Stopped&) {
      // What was placed until then is the answer, if the rules hold.
    }
    for (std::size_t j = 0; keep_lo_ && j < load_.size(); ++j) {
      if (load_[j] < problem_.lo[j]) return std::nullopt;
    }
    for (const Index i : first) {
      if (wanted_[at(i)] > 0) return std::nullopt;
    }
    std::sort(awards_.begin(), awards_.end(), before);
    return std::move(awards_);
  }

 private:
  [[nodiscard]] bool below_lo(std::size_t j) const { return load_[j] < problem_.lo[j]; }
  [[nodiscard]] bool may_take(std::size_t j) const {
    return below_lo(j) || (load_[j] < problem_.hi[j] && spare_ > 0);
  }
  /// For a pass: a place below its lo is worth more than any score, one that may not be taken
  /// nothing.
  void reprice(std::size_t j) {
    price_[j] = below_lo(j) ? -2 * reach_ - 1 : may_take(j) ? 0 : 2 * reach_ + 1;
  }
  void reprice() {
    for (std::size_t j = 0; j < load_.size(); ++j) reprice(j);
  }
  /// Units that no place below its lo will get.
  void use_spare(Count units) {
    if (!keep_lo_) return;
    const bool had = spare_ > 0;
    spare_ -= units;
    if (had && spare_ <= 0) reprice();
  }

  /// Places units of row i by the best of its pairs, those of row r of the arcs; `free`: without
  /// regard to what is below its lo, while there are units to spare.
  void place(Index i, const Arcs& arcs, std::size_t r, std::span<const Score> price, bool free) {
    pool_.monitor().work(4 * (1 + arcs.start[r + 1] - arcs.start[r]));
    options_.clear();
    for (std::int64_t e = arcs.start[r]; e < arcs.start[r + 1]; ++e) {
      const Index right = arcs.right[at(e)];
      const bool worth = arcs.score[at(e)] >= least_[at(i)] || below_lo(at(right));
      if (worth) options_.emplace_back(arcs.score[at(e)] - price[at(right)], right);
    }
    std::sort(options_.begin(), options_.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    Count& wanted = wanted_[at(i)];
    for (const auto& [value, right] : options_) {
      const auto j = at(right);
      if (wanted == 0) break;
      // A place below its lo when it was listed may be so no more, and not be worth it.
      if (!may_take(j) || (!free && value < least_[at(i)])) continue;
      const Award award{i, right};
      if (problem_.demand[at(i)] > 1 && !several_.insert(award).second) continue;
      awards_.push_back({award, value + price[j]});
      if (!below_lo(j)) use_spare(1);
      ++load_[j];
      --wanted;
      reprice(j);
    }
  }

  /// Places units of these rows by a pass; adds those that had options, but not for all of their
  /// units, to `waiting`.
  void pass(std::span<const Index> rows, std::vector<Index>& waiting) {
    counters_.pairs_scored += static_cast<std::int64_t>(rows.size()) * market_.m();
    const Arcs arcs =
        k_best_columns(market_, View::unlocked, rows, price_, least_, keep_, pool_, nullptr);
    const std::vector<Score> price = price_;  // at which they were listed
    for (std::size_t r = 0; r < rows.size(); ++r) {
      place(rows[r], arcs, r, price, false);
      if (wanted_[at(rows[r])] == 0) continue;
      if (arcs.start[r] < arcs.start[r + 1]) {
        waiting.push_back(rows[r]);
      } else {
        use_spare(wanted_[at(rows[r])]);
      }
    }
  }

  const Market& market_;
  const Problem& problem_;
  Score reach_ = 0;
  bool keep_lo_ = false;
  ThreadPool& pool_;
  Counters& counters_;
  Count spare_ = std::numeric_limits<Count>::max();  ///< Units more than places below their lo.
  std::vector<Count> load_;
  std::vector<Score> price_;
  std::vector<Index> keep_;
  std::vector<Score> least_;
  std::vector<Count> wanted_;  ///< Units still to be placed.
  std::set<Award> several_{};  ///< Awards of rows of several units: none twice.
  std::vector<ScoredAward> awards_{};
  std::vector<std::pair<Score, Index>> options_{};
};

}  // namespace

std::optional<std::vector<ScoredAward>> greedy(const Market& market, const Problem& problem,
                                               const Solution& known, Score reach, bool keep_lo,
                                               ThreadPool& pool, Counters& counters) {
  return Greedy(market, problem, reach, keep_lo, pool, counters).run(known);
}

}  // namespace jinguo::inline v0_1::solver

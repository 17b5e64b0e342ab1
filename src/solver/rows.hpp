#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "jinguo/core/integer.hpp"
#include "jinguo/solver/market.hpp"
#include "pass.hpp"

namespace jinguo::inline v0_1::solver {

/// Calls visit(left, scores, worker) for every left node of [from, to) whose `wanted` entry is not
/// 0 (empty: all), with its m scaled scores; in parallel, in no order, except over Blocks, whose
/// function is called on the calling thread.
template <class Visit>
void visit_rows(const Market& market, Index from, Index to, std::span<const std::uint8_t> wanted,
                ThreadPool& pool, const Visit& visit) {
  const auto m = static_cast<std::size_t>(market.m());
  const Index step = rows_per_part(market.m(), pool.tuning());
  const std::int64_t parts = jinguo::detail::ceil_div(to - from, step);
  std::vector<std::vector<Score>> tiles(static_cast<std::size_t>(pool.size()));
  const auto task = [&](std::int64_t part, int worker) {
    const auto begin = static_cast<Index>(from + part * step);
    const Index end = std::min<Index>(to, begin + step);
    const auto is_wanted = [&](Index left) {
      return wanted.empty() || wanted[static_cast<std::size_t>(left)] != 0;
    };
    std::vector<Score>& tile = tiles[static_cast<std::size_t>(worker)];
    tile.resize(static_cast<std::size_t>(step) * m);
    // Runs of wanted rows are filled together.
    for (Index left = begin; left < end;) {
      if (!is_wanted(left)) {
        ++left;
        continue;
      }
      Index stop = left + 1;
      while (stop < end && is_wanted(stop)) ++stop;
      market.scores(left, stop, tile);
      for (const Score* row = tile.data(); left < stop; ++left, row += m) {
        visit(left, std::span<const Score>(row, m), worker);
      }
    }
  };
  if (std::holds_alternative<Blocks>(market.source())) {
    for (std::int64_t part = 0; part < parts; ++part) {
      pool.monitor().look();
      task(part, 0);
    }
  } else {
    pool.run(parts, task);
  }
}

/// Reads the pairs with s_ij - price_j >= threshold_i of all left nodes, in order, in as many
/// portions as keep memory small: one where they are few, as usual.
class RowReader {
 public:
  /// Everything but the pool must outlive the reader and stay as it is. `listed` (or null) saves
  /// looking at rows whose pairs it holds.
  RowReader(const Market& market, std::span<const Score> price, std::span<const Score> threshold,
            ThreadPool& pool, const Listed* listed)
      : market_(market),
        price_(price),
        threshold_(threshold),
        pool_(pool),
        listed_(std::holds_alternative<Blocks>(market.source()) ? nullptr : listed) {
    portion_ = std::max<Index>(1, portion());
  }

  /// Pairs that were scored so far.
  [[nodiscard]] std::int64_t pairs_scored() const noexcept { return scored_; }

  /// Whether the pairs are too many to be held as arcs at once.
  [[nodiscard]] bool in_portions() const noexcept { return portion_ < market_.n(); }

  /// The next portion: the left nodes after those of the portions before, row 0 first.
  Arcs next() {
    const Index from = done_;
    const Index to = portion_ < market_.n() - from ? from + portion_ : market_.n();
    done_ = to;
    if (from == 0 && to == market_.n() && listed_ != nullptr) return from_list();
    scored_ += static_cast<std::int64_t>(to - from) * market_.m();
    if (from == 0 && to == market_.n()) {
      return collect_arcs(market_, {}, price_, threshold_, pool_);
    }
    std::vector<std::vector<Index>> kept(static_cast<std::size_t>(to - from));
    std::vector<std::vector<Score>> scores(kept.size());
    visit_rows(market_, from, to, {}, pool_, [&](Index left, std::span<const Score> row, int) {
      const Score least = threshold_[static_cast<std::size_t>(left)];
      auto& mine = kept[static_cast<std::size_t>(left - from)];
      auto& mine_scores = scores[static_cast<std::size_t>(left - from)];
      for (std::size_t j = 0; j < row.size(); ++j) {
        if (row[j] == not_eligible || row[j] - price_[j] < least) continue;
        mine.push_back(static_cast<Index>(j));
        mine_scores.push_back(row[j]);
      }
    });
    Arcs arcs;
    arcs.start.assign(1, 0);
    for (std::size_t k = 0; k < kept.size(); ++k) {
      pool_.monitor().work(1 + static_cast<std::int64_t>(kept[k].size()));
      arcs.right.insert(arcs.right.end(), kept[k].begin(), kept[k].end());
      arcs.score.insert(arcs.score.end(), scores[k].begin(), scores[k].end());
      arcs.start.push_back(static_cast<std::int64_t>(arcs.right.size()));
    }
    return arcs;
  }

 private:
  // All rows, each from the list where that holds all its pairs.
  [[nodiscard]] Arcs from_list() {
    const std::vector<Index> rows = listed_->horizon.beyond(market_, {}, price_, threshold_, pool_);
    Arcs found;
    if (!rows.empty()) found = collect_arcs(market_, rows, price_, threshold_, pool_);
    scored_ += static_cast<std::int64_t>(rows.size()) * market_.m();
    Arcs out;
    out.start.assign(1, 0);
    std::size_t r = 0;
    for (Index i = 0; i < market_.n(); ++i) {
      const bool looked = r < rows.size() && rows[r] == i;
      const Arcs& arcs = looked ? found : listed_->arcs;
      const auto row = looked ? r++ : static_cast<std::size_t>(i);
      pool_.monitor().work(1 + arcs.start[row + 1] - arcs.start[row]);
      for (std::int64_t e = arcs.start[row]; e < arcs.start[row + 1]; ++e) {
        const Index right = arcs.right[static_cast<std::size_t>(e)];
        const Score score = arcs.score[static_cast<std::size_t>(e)];
        if (score - price_[static_cast<std::size_t>(right)] <
            threshold_[static_cast<std::size_t>(i)]) {
          continue;
        }
        out.right.push_back(right);
        out.score.push_back(score);
      }
      out.start.push_back(static_cast<std::int64_t>(out.right.size()));
    }
    return out;
  }

  // Rows a portion, judged by 64 rows spread over all.
  [[nodiscard]] Index portion() const {
    const std::int64_t most_pairs = pool_.tuning().portion_pairs;
    const std::int64_t samples = pool_.tuning().portion_samples;
    const Index n = market_.n();
    if (static_cast<std::int64_t>(n) * market_.m() <= most_pairs) return n;
    if (const auto* sparse = std::get_if<Sparse>(&market_.source());
        sparse != nullptr && static_cast<std::int64_t>(sparse->indices.size()) <= most_pairs) {
      return n;
    }
    std::vector<Score> row(static_cast<std::size_t>(market_.m()));
    std::int64_t pairs = 0;
    for (std::int64_t k = 0; k < samples; ++k) {
      const auto left = static_cast<Index>(k * n / samples);
      const Score least = threshold_[static_cast<std::size_t>(left)];
      market_.scores(left, left + 1, row);
      for (std::size_t j = 0; j < row.size(); ++j) {
        pairs += row[j] != not_eligible && row[j] - price_[j] >= least ? 1 : 0;
      }
    }
    const std::int64_t rows = most_pairs * samples / std::max<std::int64_t>(1, pairs);
    return static_cast<Index>(std::min<std::int64_t>(n, rows));
  }

  const Market& market_;
  std::span<const Score> price_;
  std::span<const Score> threshold_;
  ThreadPool& pool_;
  const Listed* listed_ = nullptr;
  std::int64_t scored_ = 0;
  Index portion_ = 1;
  Index done_ = 0;
};

}  // namespace jinguo::inline v0_1::solver

#include "pass.hpp"

#include <algorithm>

namespace jinguo::inline v0_1::solver {
namespace {

/// Rows a part: enough work to hide the hand-over, short enough to look at the clock.
Index rows_per_part(Index m) {
  return static_cast<Index>(std::clamp<std::int64_t>(262'144 / std::max<Index>(1, m), 1, 1024));
}

}  // namespace

Arcs collect_arcs(const Market& market, std::span<const Score> price,
                  std::span<const Score> threshold, Workers& workers) {
  const Index n = market.n();
  const auto m = static_cast<std::size_t>(market.m());
  const Index step = rows_per_part(market.m());
  const std::int64_t parts = (static_cast<std::int64_t>(n) + step - 1) / step;
  struct Part {
    std::vector<Index> count{};
    std::vector<Index> right{};
    std::vector<Score> score{};
  };
  std::vector<Part> found(static_cast<std::size_t>(parts));
  std::vector<std::vector<Score>> tiles(static_cast<std::size_t>(workers.size()));
  const auto task = [&](std::int64_t part, int worker) {
    const Index from = static_cast<Index>(part * step);
    const Index to = std::min<Index>(n, from + step);
    std::vector<Score>& tile = tiles[static_cast<std::size_t>(worker)];
    tile.resize(static_cast<std::size_t>(step) * m);
    market.scores(from, to, tile);
    Part& mine = found[static_cast<std::size_t>(part)];
    for (Index i = from; i < to; ++i) {
      const Score* row = tile.data() + static_cast<std::size_t>(i - from) * m;
      const Score least = threshold[static_cast<std::size_t>(i)];
      const std::size_t before = mine.right.size();
      for (std::size_t j = 0; j < m; ++j) {
        if (row[j] == not_eligible || row[j] - price[j] < least) continue;
        mine.right.push_back(static_cast<Index>(j));
        mine.score.push_back(row[j]);
      }
      mine.count.push_back(static_cast<Index>(mine.right.size() - before));
    }
  };
  if (std::holds_alternative<Blocks>(market.source())) {
    for (std::int64_t part = 0; part < parts; ++part) {
      workers.poll();
      task(part, 0);
    }
  } else {
    workers.run(parts, task);
  }
  Arcs arcs;
  arcs.start.assign(static_cast<std::size_t>(n) + 1, 0);
  std::size_t total = 0;
  for (const Part& part : found) total += part.right.size();
  arcs.right.reserve(total);
  arcs.score.reserve(total);
  std::size_t row = 0;
  for (Part& part : found) {
    for (const Index count : part.count) {
      arcs.start[row + 1] = arcs.start[row] + count;
      ++row;
    }
    arcs.right.insert(arcs.right.end(), part.right.begin(), part.right.end());
    arcs.score.insert(arcs.score.end(), part.score.begin(), part.score.end());
    part = Part{};
  }
  return arcs;
}

void Rows::fill(Index from, Index to, std::span<Score> out) const {
  market_.scores(from, to, out);
  const auto m = static_cast<std::size_t>(market_.m());
  if (mode_ == Mode::feasibility) {
    for (std::size_t k = 0; k < static_cast<std::size_t>(to - from) * m; ++k) {
      if (out[k] != not_eligible) out[k] = 0;
    }
  }
  const auto& lock = market_.bounds().lock;
  for (auto pair = std::lower_bound(lock.begin(), lock.end(), Pair{from, 0});
       pair != lock.end() && pair->left < to; ++pair) {
    Score& score = out[static_cast<std::size_t>(pair->left - from) * m +
                       static_cast<std::size_t>(pair->right)];
    if (mode_ == Mode::scores) {
      score = not_eligible;
    } else if (score != not_eligible) {
      score = 1;
    }
  }
}

Arcs best_arcs(const Rows& source, std::span<const Index> rows, std::span<const Score> price,
               std::span<const Score> threshold, std::span<const Index> keep, Workers& workers,
               Seen* seen) {
  const Market& market = source.market();
  const auto m = static_cast<std::size_t>(market.m());
  const bool all = rows.empty();
  const Index count = all ? market.n() : static_cast<Index>(rows.size());
  const Index step = rows_per_part(market.m());
  const std::int64_t parts = (static_cast<std::int64_t>(count) + step - 1) / step;
  struct Part {
    std::vector<Index> count{};
    std::vector<Index> right{};
    std::vector<Score> score{};
    Score least = std::numeric_limits<Score>::max();
    Score greatest = std::numeric_limits<Score>::min();
  };
  struct Choice {
    Score value = 0;
    Index right = 0;
    bool operator<(const Choice& other) const noexcept {
      return value != other.value ? value > other.value : right < other.right;
    }
  };
  struct Scratch {
    std::vector<Score> tile{};
    std::vector<Choice> choices{};
  };
  std::vector<Part> found(static_cast<std::size_t>(parts));
  std::vector<Scratch> scratches(static_cast<std::size_t>(workers.size()));
  if (seen != nullptr) {
    seen->magnitude.assign(static_cast<std::size_t>(count), 0);
    seen->eligible.assign(static_cast<std::size_t>(count), 0);
  }
  const auto task = [&](std::int64_t part, int worker) {
    const Index from = static_cast<Index>(part * step);
    const Index to = std::min<Index>(count, from + step);
    Scratch& scratch = scratches[static_cast<std::size_t>(worker)];
    scratch.tile.resize(static_cast<std::size_t>(step) * m);
    if (all) source.fill(from, to, scratch.tile);
    Part& mine = found[static_cast<std::size_t>(part)];
    for (Index r = from; r < to; ++r) {
      const Index i = all ? r : rows[static_cast<std::size_t>(r)];
      const Score* row = scratch.tile.data();
      if (all) {
        row += static_cast<std::size_t>(r - from) * m;
      } else {
        source.fill(i, i + 1, scratch.tile);
      }
      if (seen != nullptr) {
        Score magnitude = 0;
        std::int64_t eligible = 0;
        for (std::size_t j = 0; j < m; ++j) {
          if (row[j] == not_eligible) continue;
          ++eligible;
          mine.least = std::min(mine.least, row[j]);
          mine.greatest = std::max(mine.greatest, row[j]);
          magnitude = std::max(magnitude, row[j] < 0 ? -row[j] : row[j]);
        }
        seen->magnitude[static_cast<std::size_t>(r)] = magnitude;
        seen->eligible[static_cast<std::size_t>(r)] = eligible;
      }
      const auto limit = static_cast<std::size_t>(keep[static_cast<std::size_t>(i)]);
      if (limit == 0) {
        mine.count.push_back(0);
        continue;
      }
      Score least = threshold.empty() ? std::numeric_limits<Score>::min() + 1
                                      : threshold[static_cast<std::size_t>(i)];
      std::vector<Choice>& choices = scratch.choices;
      choices.clear();
      for (std::size_t j = 0; j < m; ++j) {
        if (row[j] == not_eligible) continue;
        const Score value = row[j] - price[j];
        if (value < least) continue;
        choices.push_back({value, static_cast<Index>(j)});
        if (choices.size() >= 4 * limit + 16) {
          const auto end = choices.begin() + static_cast<std::ptrdiff_t>(limit);
          std::nth_element(choices.begin(), end - 1, choices.end());
          least = choices[limit - 1].value;
          choices.erase(end, choices.end());
        }
      }
      if (choices.size() > limit) {
        const auto end = choices.begin() + static_cast<std::ptrdiff_t>(limit);
        std::nth_element(choices.begin(), end - 1, choices.end());
        choices.erase(end, choices.end());
      }
      std::sort(choices.begin(), choices.end(),
                [](const Choice& a, const Choice& b) { return a.right < b.right; });
      for (const Choice& choice : choices) {
        mine.right.push_back(choice.right);
        mine.score.push_back(row[static_cast<std::size_t>(choice.right)]);
      }
      mine.count.push_back(static_cast<Index>(choices.size()));
    }
  };
  if (source.on_calling_thread_only()) {
    for (std::int64_t part = 0; part < parts; ++part) {
      workers.poll();
      task(part, 0);
    }
  } else {
    workers.run(parts, task);
  }
  Arcs arcs;
  arcs.start.assign(static_cast<std::size_t>(count) + 1, 0);
  std::size_t total = 0;
  for (const Part& part : found) total += part.right.size();
  arcs.right.reserve(total);
  arcs.score.reserve(total);
  std::size_t row = 0;
  for (Part& part : found) {
    for (const Index k : part.count) {
      arcs.start[row + 1] = arcs.start[row] + k;
      ++row;
    }
    arcs.right.insert(arcs.right.end(), part.right.begin(), part.right.end());
    arcs.score.insert(arcs.score.end(), part.score.begin(), part.score.end());
    if (seen != nullptr) {
      seen->least = std::min(seen->least, part.least);
      seen->greatest = std::max(seen->greatest, part.greatest);
    }
    part = Part{};
  }
  return arcs;
}

}  // namespace jinguo::inline v0_1::solver

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

}  // namespace jinguo::inline v0_1::solver

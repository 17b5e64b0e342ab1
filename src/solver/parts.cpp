#include "jinguo/solver/parts.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

#include "positions.hpp"

namespace jinguo::inline v0_1::solver {
namespace {

/// Sets of right nodes; the root of a set is its least member, so that roots in order number the
/// parts. Paths are halved on the way: O(log m) amortised for each question.
class JoinedRights {
 public:
  explicit JoinedRights(Index m) : above_(at(m)), sets_(m) {
    std::iota(above_.begin(), above_.end(), Index{0});
  }
  [[nodiscard]] Index sets() const noexcept { return sets_; }
  Index root(Index j) {
    while (above_[at(j)] != j) j = above_[at(j)] = above_[at(above_[at(j)])];
    return j;
  }
  void join(Index a, Index b) {
    a = root(a);
    b = root(b);
    if (a == b) return;
    above_[at(std::max(a, b))] = std::min(a, b);
    --sets_;
  }

 private:
  std::vector<Index> above_;
  Index sets_;
};

/// Scores read at a time: they stay in the second cache.
constexpr Index pairs_in_a_block = 1 << 15;

}  // namespace

Parts parts(const Market& market, Monitor& monitor) {
  const Index n = market.n();
  const Index m = market.m();
  Parts out;
  out.left.assign(at(n), -1);  // first one right node of each, later its part
  JoinedRights joined(m);
  const Index rows = std::max<Index>(1, pairs_in_a_block / std::max<Index>(1, m));
  std::vector<Score> scores(at(rows) * at(m));
  Index read = 0;
  // Also where all are one already: a row that is eligible nowhere is in no part.
  while (read < n && m > 0) {
    const Index to = std::min(n, read + rows);
    market.scores(read, to, scores);
    for (Index i = read; i < to; ++i) {
      const Score* const row = scores.data() + at(i - read) * at(m);
      Index& first = out.left[at(i)];
      for (Index j = 0; j < m; ++j) {
        if (row[j] == not_eligible) continue;
        if (first < 0) {
          first = j;
          if (joined.sets() == 1) break;
        } else {
          joined.join(first, j);
        }
      }
    }
    monitor.work(std::int64_t{to - read} * m);
    read = to;
  }
  out.right.resize(at(m));
  for (Index j = 0; j < m; ++j) {
    const Index root = joined.root(j);
    out.right[at(j)] = root == j ? out.count++ : out.right[at(root)];
  }
  for (Index& one : out.left) {
    if (one >= 0) one = out.right[at(one)];
  }
  return out;
}

Parts parts(const Market& market) {
  Monitor monitor;
  return parts(market, monitor);
}

}  // namespace jinguo::inline v0_1::solver

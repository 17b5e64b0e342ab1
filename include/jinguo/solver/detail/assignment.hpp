#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "jinguo/core/monitor.hpp"
#include "jinguo/solver/market.hpp"
#include "jinguo/solver/transport.hpp"

/// What the referees read of a market and a plan. Shares nothing with the solvers.
namespace jinguo::inline v0_1::solver::detail::referee {

/// A pair that may not be matched, where differences of scores are formed without overflow.
inline constexpr Score barred = -(Score{1} << 60);

/// What decides how much memory a referee takes, never what it says.
struct Limits {
  /// Scores held at a time: 0.5 MB stays in the second cache.
  std::size_t block_scores = std::size_t{1} << 16;
  /// Right nodes up to which arcs are kept as a matrix: 8 m^2 bytes, half a GB.
  std::size_t dense_nodes = 8192;
  /// Arcs that a list takes before it is looked through for repetitions: 64 MB.
  std::size_t kept_arcs = std::size_t{1} << 22;
  /// The same of arcs of cost zero, which are shorter: 128 MB.
  std::size_t kept_zero_arcs = std::size_t{1} << 24;
};

/// Counts work where somebody asks to.
inline void count_work(Monitor* monitor, std::size_t units) {
  if (monitor != nullptr) monitor->work(static_cast<std::int64_t>(units));
}

/// Calls visit(left, row) for every left node in order; `row` holds m scaled scores and may be
/// written to. Holds one block of rows at a time. The monitor may be null, here and below.
template <class Visit>
void scan_rows(const Market& market, Monitor* monitor, Visit visit, const Limits& limits = {}) {
  const Index n = market.n();
  const auto m = static_cast<std::size_t>(market.m());
  const auto rows = static_cast<Index>(std::max<std::size_t>(1, limits.block_scores / (m + 1)));
  std::vector<Score> block(static_cast<std::size_t>(std::min(rows, n)) * m);
  for (Index from = 0; from < n;) {
    const Index to = n - from < rows ? n : from + rows;
    const auto count = static_cast<std::size_t>(to - from);
    count_work(monitor, 2 * count * (m + 1));
    if (m > 0) market.scores(from, to, std::span(block).first(count * m));
    for (std::size_t r = 0; r < count; ++r) {
      visit(from + static_cast<Index>(r), std::span(block).subspan(r * m, m));
    }
    from = to;
  }
}

/// A plan that keeps every rule, by left node.
struct Assignment {
  std::vector<std::size_t> begin{};    ///< n + 1 offsets into `right`.
  std::vector<Index> right{};          ///< The places held, rising within a left node.
  std::vector<std::uint8_t> locked{};  ///< Not 0: an award that must stay.
  std::vector<Count> outside{};        ///< Units of a left node that are not placed.
  std::vector<Count> load{};
  std::vector<Count> floor{};   ///< As given.
  std::vector<Count> missed{};  ///< Units by which the load misses it.
  Count total_missed = 0;

  [[nodiscard]] std::span<const Index> held(Index left) const {
    const auto i = static_cast<std::size_t>(left);
    return std::span(right).subspan(begin[i], begin[i + 1] - begin[i]);
  }
  [[nodiscard]] std::span<const std::uint8_t> held_locked(Index left) const {
    const auto i = static_cast<std::size_t>(left);
    return std::span(locked).subspan(begin[i], begin[i + 1] - begin[i]);
  }
};

/// Lays awards out; they must be within the market and without duplicates.
inline Assignment assignment_of(const Market& market, std::vector<Award> awards) {
  const Bounds& bounds = market.bounds();
  const auto n = static_cast<std::size_t>(market.n());
  const auto m = static_cast<std::size_t>(market.m());
  std::sort(awards.begin(), awards.end());
  Assignment out;
  out.begin.assign(n + 1, 0);
  out.load.assign(m, 0);
  for (const Award& award : awards) {
    ++out.begin[static_cast<std::size_t>(award.left) + 1];
    ++out.load[static_cast<std::size_t>(award.right)];
    out.right.push_back(award.right);
    out.locked.push_back(std::binary_search(bounds.lock.begin(), bounds.lock.end(), award));
  }
  for (std::size_t i = 0; i < n; ++i) out.begin[i + 1] += out.begin[i];
  out.outside = bounds.demand;
  for (const Award& award : awards) --out.outside[static_cast<std::size_t>(award.left)];
  out.floor = bounds.floor;
  out.missed.assign(m, 0);
  for (std::size_t j = 0; j < m; ++j) {
    out.missed[j] = std::max<Count>(0, out.floor[j] - out.load[j]);
    out.total_missed += out.missed[j];
  }
  return out;
}

/// The scores of a left node, apart by what it holds.
struct Choices {
  Index left = 0;
  std::span<const Score> held{};    ///< Of the places held, in the plan's order.
  std::span<const Score> others{};  ///< By right node; `not_eligible` at those held.
  Score top = not_eligible;         ///< The greatest of `others`.
  Score bottom = 0;                 ///< The least of `others` that is eligible, or 0 above it.
  [[nodiscard]] bool elsewhere() const { return top != not_eligible; }  ///< It could move.
};

/// Calls visit(const Choices&) for every left node in order: one pass for as many questions as the
/// visit asks.
template <class Visit>
void scan_choices(const Market& market, const Assignment& plan, Monitor* monitor, Visit visit,
                  const Limits& limits = {}) {
  std::vector<Score> held;
  scan_rows(
      market, monitor,
      [&](Index left, std::span<Score> row) {
        held.clear();
        for (const Index right : plan.held(left)) {
          Score& score = row[static_cast<std::size_t>(right)];
          held.push_back(score);
          score = not_eligible;
        }
        Choices choices{left, held, row};
        for (const Score score : row) {
          choices.top = std::max(choices.top, score);
          choices.bottom = std::min(choices.bottom, score == not_eligible ? 0 : score);
        }
        visit(choices);
      },
      limits);
}

inline std::string number(std::int64_t value) { return std::to_string(value); }
inline std::string left_name(Index left) { return "left " + number(left); }
inline std::string right_name(Index right) { return "right " + number(right); }

}  // namespace jinguo::inline v0_1::solver::detail::referee

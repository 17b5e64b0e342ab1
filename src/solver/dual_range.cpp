#include "dual_range.hpp"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <queue>
#include <utility>

#include "kernel.hpp"
#include "loss_matrix.hpp"
#include "pass.hpp"
#include "positions.hpp"
#include "rows.hpp"

namespace jinguo::inline v0_1::solver {
namespace {

constexpr Score far = std::numeric_limits<Score>::max();  // no path

/// A unit at `from` that could go to `to`, and what that loses.
struct ResidualArc {
  Index from = 0;
  Index to = 0;
  Score loss = 0;
};

/// The cheapest swaps, by either end.
struct Graph {
  std::vector<std::int64_t> start{};
  std::vector<Index> node{};
  std::vector<Score> loss{};
};

enum class By : std::uint8_t { from, to };

Graph graph_of(const std::vector<ResidualArc>& swaps, Index nodes, By by, Monitor& monitor) {
  Graph graph;
  graph.start.assign(static_cast<std::size_t>(nodes) + 1, 0);
  for (const ResidualArc& swap : swaps) {
    monitor.work(1);
    ++graph.start[static_cast<std::size_t>(by == By::from ? swap.from : swap.to) + 1];
  }
  for (std::size_t k = 0; k < static_cast<std::size_t>(nodes); ++k) {
    graph.start[k + 1] += graph.start[k];
  }
  graph.node.resize(swaps.size());
  monitor.look();  // what is large takes a while to be had
  graph.loss.resize(swaps.size());
  monitor.look();
  std::vector<std::int64_t> next(graph.start.begin(), graph.start.end() - 1);
  for (const ResidualArc& swap : swaps) {
    monitor.work(4);
    const Index key = by == By::from ? swap.from : swap.to;
    const auto slot = static_cast<std::size_t>(next[key]++);
    graph.node[slot] = by == By::from ? swap.to : swap.from;
    graph.loss[slot] = swap.loss;
  }
  return graph;
}

/// Collects swaps and keeps the cheapest of each pair of nodes.
class ResidualArcs {
 public:
  ResidualArcs(Index nodes, ThreadPool& pool)
      : nodes_(nodes),
        monitor_(pool.monitor()),
        kept_(static_cast<std::size_t>(pool.tuning().kept_arcs)),
        limit_(kept_) {}

  void add(Index from, Index to, Score loss) {
    swaps_.push_back({from, to, loss});
    if (swaps_.size() >= limit_) {
      compact();
      limit_ = std::max(kept_, swaps_.size() * 2);
    }
  }
  [[nodiscard]] const std::vector<ResidualArc>& take() {
    compact();
    return swaps_;
  }

 private:
  void compact() {
    const Graph graph = graph_of(swaps_, nodes_, By::from, monitor_);
    swaps_.clear();
    std::vector<std::int64_t> place(static_cast<std::size_t>(nodes_), -1);
    for (Index from = 0; from < nodes_; ++from) {
      const auto begin = static_cast<std::int64_t>(swaps_.size());
      monitor_.work(1 + 4 * (graph.start[from + 1] - graph.start[from]));
      for (std::int64_t k = graph.start[from]; k < graph.start[from + 1]; ++k) {
        const Index to = graph.node[static_cast<std::size_t>(k)];
        const Score loss = graph.loss[static_cast<std::size_t>(k)];
        if (place[to] >= begin) {
          ResidualArc& known = swaps_[static_cast<std::size_t>(place[to])];
          known.loss = std::min(known.loss, loss);
        } else {
          place[to] = static_cast<std::int64_t>(swaps_.size());
          swaps_.push_back({from, to, loss});
        }
      }
    }
  }

  Index nodes_ = 0;
  Monitor& monitor_;
  std::size_t kept_ = 0;  // fewer are never looked through
  std::size_t limit_ = 0;
  std::vector<ResidualArc> swaps_{};
};

class DualRange {
 public:
  DualRange(const Market& market, std::span<const ScoredAward> awards, std::span<const Count> floor,
            ThreadPool& pool, const Listed* listed)
      : market_(market),
        awards_(awards),
        floor_(floor),
        pool_(pool),
        tuning_(pool.tuning()),
        listed_(listed),
        outside_(market.m()),
        nodes_(market.m() + 1) {
    const auto n = static_cast<std::size_t>(market.n());
    load_.assign(static_cast<std::size_t>(market.m()), 0);
    first_.assign(n + 1, 0);
    locked_.assign(awards.size(), 0);
    unplaced_.assign(n, 0);
    const Bounds& bounds = market.bounds();
    auto lock = bounds.lock.begin();
    std::size_t k = 0;
    for (std::size_t i = 0; i < n; ++i) {
      first_[i] = k;
      for (; k < awards.size() && awards[k].award.left == static_cast<Index>(i); ++k) {
        const Award& award = awards[k].award;
        ++load_[static_cast<std::size_t>(award.right)];
        while (lock != bounds.lock.end() && *lock < award) ++lock;
        locked_[k] = lock != bounds.lock.end() && *lock == award ? 1 : 0;
      }
      pool.monitor().work(1);
      unplaced_[i] = bounds.demand[i] - static_cast<Count>(k - first_[i]);
    }
    first_[n] = k;
  }

  PriceRange run(std::span<const Score> price) {
    low_.assign(price.begin(), price.end());
    low_.push_back(0);
    high_ = low_;
    every_node_.assign(static_cast<std::size_t>(nodes_), 1);
    every_node_[outside_] = 0;
    const std::int64_t n = market_.n();
    const std::int64_t m = market_.m();
    const auto* sparse = std::get_if<Sparse>(&market_.source());
    pairs_ = sparse != nullptr ? static_cast<std::int64_t>(sparse->indices.size()) : n * m;
    std::vector<std::uint8_t> falls = every_node_;
    std::vector<std::uint8_t> rises = every_node_;
    // What is listed costs no pass, so that a window pays where there are more than a few pairs.
    const bool at_once = listed_ != nullptr ? pairs_ <= tuning_.few_pairs
                                            : pairs_ <= tuning_.most_pairs ||
                                                  (nodes_ * m <= tuning_.matrix_entries &&
                                                   n * m <= tuning_.far_pairs);
    const bool as_matrix = sparse == nullptr && nodes_ * m <= tuning_.loss_entries &&
                           n <= tuning_.loss_rows_a_node * m;
    const bool done = as_matrix && close_by_matrix();
    if (!at_once && !done) {
      const Score window = first_window();
      {
        ResidualArcs swaps(nodes_, pool_);
        add_known(swaps);
        add_near(swaps, low_, window, every_node_, every_node_);
        const std::vector<ResidualArc>& all = swaps.take();
        const std::vector<Score> fall =
            distances(graph_of(all, By::from), low_, falls, By::from, window);
        const std::vector<Score> rise =
            distances(graph_of(all, By::to), high_, rises, By::to, window);
        step(fall, window, -1, low_, falls);
        step(rise, window, 1, high_, rises);
      }
      const Score wide =
          window > never / 64 / tuning_.wide_window ? never / 64 : window * tuning_.wide_window;
      if (count(falls) * nodes_ > tuning_.matrix_entries) widen(wide, By::from, low_, falls);
      if (count(rises) * nodes_ > tuning_.matrix_entries) widen(wide, By::to, high_, rises);
    }
    if (!done) close(falls, rises);

    PriceRange range;
    low_.pop_back();
    high_.pop_back();
    range.least = std::move(low_);
    range.greatest = std::move(high_);
    range.forced = std::move(forced_);
    range.worth = range.least;
    for (Score& worth : range.worth) worth = std::max<Score>(0, worth);
    range.pairs_scored = scored_;
    return range;
  }

 private:
  [[nodiscard]] Graph graph_of(const std::vector<ResidualArc>& swaps, By by) const {
    return solver::graph_of(swaps, nodes_, by, pool_.monitor());
  }
  static std::int64_t count(const std::vector<std::uint8_t>& flags) {
    return std::count_if(flags.begin(), flags.end(), [](std::uint8_t flag) { return flag != 0; });
  }

  [[nodiscard]] bool at_floor(Index right) const {
    const auto j = static_cast<std::size_t>(right);
    return floor_[j] > 0 && load_[j] <= floor_[j];
  }
  [[nodiscard]] bool holds_unlocked(std::size_t i) const {
    for (std::size_t k = first_[i]; k < first_[i + 1]; ++k) {
      if (locked_[k] == 0) return true;
    }
    return false;
  }

  /// What its last unit is worth at these prices: below that it takes nothing.
  [[nodiscard]] Score threshold(std::size_t i, const std::vector<Score>& price) const {
    const Bounds& bounds = market_.bounds();
    if (unplaced_[i] > 0 && bounds.must_match[i] == 0) return bounds.outside[i];
    Score least = never;
    for (std::size_t k = first_[i]; k < first_[i + 1]; ++k) {
      if (locked_[k] != 0) continue;
      least = std::min(least, awards_[k].score - price[awards_[k].award.right]);
    }
    return least;
  }

  /// Calls visit(from, to, loss) for the swaps that need no pass: with outside, and with slack.
  template <class Visit>
  void for_each_known(const Visit& visit) const {
    const Bounds& bounds = market_.bounds();
    for (Index j = 0; j < market_.m(); ++j) {
      if (load_[j] < bounds.capacity[j]) visit(j, outside_, Score{0});
      if (!at_floor(j)) visit(outside_, j, Score{0});
    }
    for (std::size_t k = 0; k < awards_.size(); ++k) {
      const auto i = static_cast<std::size_t>(awards_[k].award.left);
      if (locked_[k] != 0 || bounds.must_match[i] != 0) continue;
      visit(awards_[k].award.right, outside_, awards_[k].score - bounds.outside[i]);
    }
  }
  void add_known(ResidualArcs& swaps) const {
    for_each_known([&](Index from, Index to, Score loss) { swaps.add(from, to, loss); });
  }

  /// All swaps of a left node to `right`, out of nodes in `from` or into nodes in `to`.
  void add_pair(ResidualArcs& swaps, std::size_t i, Index right, Score score,
                const std::vector<std::uint8_t>& from, const std::vector<std::uint8_t>& to) const {
    const bool into = to[right] != 0;
    for (std::size_t k = first_[i]; k < first_[i + 1]; ++k) {
      if (locked_[k] == 0 && (into || from[awards_[k].award.right] != 0)) {
        swaps.add(awards_[k].award.right, right, awards_[k].score - score);
      }
    }
    if (unplaced_[i] > 0 && into) swaps.add(outside_, right, market_.bounds().outside[i] - score);
  }
  [[nodiscard]] bool holds(std::size_t i, Index right) const {
    for (std::size_t k = first_[i]; k < first_[i + 1]; ++k) {
      if (awards_[k].award.right == right) return true;
    }
    return false;
  }

  /// The swaps that lose at most `window` at these prices; with `never`, all.
  void add_near(ResidualArcs& swaps, const std::vector<Score>& price, Score window,
                const std::vector<std::uint8_t>& from, const std::vector<std::uint8_t>& to) {
    const auto n = static_cast<std::size_t>(market_.n());
    const bool any_into = count(to) > 0;
    std::vector<Score> least(n, never);
    for (std::size_t i = 0; i < n; ++i) {
      bool wanted = any_into && (unplaced_[i] > 0 || holds_unlocked(i));
      for (std::size_t k = first_[i]; k < first_[i + 1] && !wanted; ++k) {
        wanted = locked_[k] == 0 && from[awards_[k].award.right] != 0;
      }
      if (wanted) least[i] = window == never ? -never : threshold(i, price) - window;
    }
    const std::vector<Score> zero(static_cast<std::size_t>(nodes_), 0);
    RowReader reader(market_, window == never ? zero : price, least, pool_,
                     window == never ? nullptr : listed_);
    for (std::size_t row = 0; row < n;) {
      const Arcs arcs = reader.next();
      for (std::size_t r = 0; r + 1 < arcs.start.size(); ++r, ++row) {
        pool_.monitor().work(1 + 4 * (arcs.start[r + 1] - arcs.start[r]));
        for (std::int64_t a = arcs.start[r]; a < arcs.start[r + 1]; ++a) {
          const Index right = arcs.right[static_cast<std::size_t>(a)];
          if (holds(row, right)) continue;
          add_pair(swaps, row, right, arcs.score[static_cast<std::size_t>(a)], from, to);
        }
      }
    }
    scored_ += reader.pairs_scored();
  }

  /// A window that holds some six options of half of the left nodes.
  [[nodiscard]] Score first_window() const {
    const auto samples = static_cast<std::size_t>(tuning_.range_samples);
    const auto options = static_cast<std::size_t>(tuning_.range_options);
    const auto n = static_cast<std::size_t>(market_.n());
    const auto m = static_cast<std::size_t>(market_.m());
    std::vector<Score> row(m);
    std::vector<Score> gaps;
    for (std::size_t k = 0; k < samples; ++k) {
      const std::size_t i = k * n / samples;
      const Score least = threshold(i, low_);
      if (least == never) continue;
      market_.scores(static_cast<Index>(i), static_cast<Index>(i) + 1, row);
      std::vector<Score> losses;
      for (std::size_t j = 0; j < m; ++j) {
        if (row[j] == not_eligible || row[j] - low_[j] >= least) continue;
        losses.push_back(least - (row[j] - low_[j]));
      }
      if (losses.empty()) continue;
      const std::size_t rank = std::min(options, losses.size()) - 1;
      std::nth_element(losses.begin(), losses.begin() + static_cast<std::ptrdiff_t>(rank),
                       losses.end());
      gaps.push_back(losses[rank]);
    }
    if (gaps.empty()) return 1;
    std::nth_element(gaps.begin(), gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2),
                     gaps.end());
    return std::clamp<Score>(gaps[gaps.size() / 2], 1, never / 64);
  }

  /// Shortest paths (Dijkstra 1959) over losses made non-negative by the prices, from all nodes
  /// that are not `open` (outside among them) to the open ones; up to `limit`, which is also the
  /// answer of what lies further.
  [[nodiscard]] std::vector<Score> distances(const Graph& graph, const std::vector<Score>& price,
                                             const std::vector<std::uint8_t>& open, By by,
                                             Score limit) const {
    std::vector<Score> distance(price.size(), limit);
    using Entry = std::pair<Score, Index>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    for (std::size_t node = 0; node < price.size(); ++node) {
      if (open[node] != 0) continue;
      distance[node] = 0;
      queue.push({0, static_cast<Index>(node)});
    }
    while (!queue.empty()) {
      const auto [reached, node] = queue.top();
      queue.pop();
      if (reached != distance[node]) continue;
      pool_.monitor().work(1 + graph.start[node + 1] - graph.start[node]);
      for (std::int64_t k = graph.start[node]; k < graph.start[node + 1]; ++k) {
        const Index to = graph.node[static_cast<std::size_t>(k)];
        if (open[to] == 0) continue;
        const Score rise = by == By::from ? price[to] - price[node] : price[node] - price[to];
        const Score length = graph.loss[static_cast<std::size_t>(k)] + rise;
        assert(length >= 0);
        if (length < limit - reached && reached + length < distance[to]) {
          distance[to] = reached + length;
          queue.push({distance[to], to});
        }
      }
    }
    return distance;
  }

  /// Moves prices by what was found; what reached the limit stays open.
  static void step(const std::vector<Score>& distance, Score limit, int sign,
                   std::vector<Score>& price, std::vector<std::uint8_t>& open) {
    for (std::size_t node = 0; node < price.size(); ++node) {
      price[node] += sign * distance[node];
      if (distance[node] < limit) open[node] = 0;
    }
  }

  /// One more round with a wider window, for one side.
  void widen(Score window, By by, std::vector<Score>& price, std::vector<std::uint8_t>& open) {
    const std::vector<std::uint8_t> none(static_cast<std::size_t>(nodes_), 0);
    ResidualArcs swaps(nodes_, pool_);
    add_known(swaps);
    add_near(swaps, price, window, by == By::to ? open : none, by == By::from ? open : none);
    step(distances(graph_of(swaps.take(), by), price, open, by, window), window,
         by == By::from ? -1 : 1, price, open);
  }

  /// All swaps into open nodes of the low side and out of open nodes of the high side, whatever
  /// they lose: what is then not reached never will be.
  void close(const std::vector<std::uint8_t>& falls, const std::vector<std::uint8_t>& rises) {
    forced_.assign(static_cast<std::size_t>(market_.m()), 0);
    if (count(falls) == 0 && count(rises) == 0) return;
    std::vector<std::uint8_t> from = rises;
    for (Index j = 0; j < market_.m(); ++j) {
      if (falls[j] != 0 && at_floor(j)) from[j] = 1;  // may turn out to be forced
    }
    ResidualArcs swaps(nodes_, pool_);
    add_known(swaps);
    const bool as_matrix = pairs_ > tuning_.most_pairs &&
                           std::get_if<Sparse>(&market_.source()) == nullptr &&
                           (count(falls) + count(from)) * nodes_ <= 2 * tuning_.matrix_entries;
    if (as_matrix) {
      add_all(swaps, from, falls);
    } else {
      add_near(swaps, low_, never, from, falls);
    }
    const std::vector<ResidualArc>& all = swaps.take();
    const std::vector<Score> fall = distances(graph_of(all, By::from), low_, falls, By::from, far);
    const std::vector<Score> rise = distances(graph_of(all, By::to), high_, rises, By::to, far);
    Score deepest = 0;
    for (Index j = 0; j < market_.m(); ++j) {
      if (fall[j] == far) {
        forced_[j] = 1;
        deepest = std::max(deepest, low_[j]);
      } else {
        low_[j] -= fall[j];
        deepest = std::max(deepest, fall[j]);
      }
      high_[j] = rise[j] == far ? unbounded_price : high_[j] + rise[j];
    }
    if (std::find(forced_.begin(), forced_.end(), 1) == forced_.end()) return;
    // Forced places together fall out of the others' way and rise from there, to 0 at most.
    std::vector<std::uint8_t> forced(forced_.begin(), forced_.end());
    forced.push_back(0);
    for (Index j = 0; j < market_.m(); ++j) {
      if (forced[j] == 0) continue;
      low_[j] -= deepest;
      swaps.add(j, outside_, 0);
    }
    const std::vector<Score> back =
        distances(graph_of(swaps.take(), By::to), low_, forced, By::to, far);
    for (Index j = 0; j < market_.m(); ++j) {
      if (forced[j] != 0) low_[j] += back[j];
    }
  }

  /// As add_near without a window, by a matrix of losses a side: for many pairs and few nodes.
  void add_all(ResidualArcs& swaps, const std::vector<std::uint8_t>& from,
               const std::vector<std::uint8_t>& to) {
    const auto m = static_cast<std::size_t>(market_.m());
    const auto nodes = static_cast<std::size_t>(nodes_);
    std::vector<Index> columns;
    std::vector<Index> row_of(nodes, -1);
    std::size_t rows = 0;
    for (std::size_t j = 0; j < m; ++j) {
      if (to[j] != 0) columns.push_back(static_cast<Index>(j));
      if (from[j] != 0) row_of[j] = static_cast<Index>(rows++);
    }
    const bool all_columns = columns.size() == m;
    if (all_columns && add_all_narrow(swaps)) return;
    std::vector<Score> into(nodes * columns.size(), far);  // from any node to the columns
    std::vector<Score> out(all_columns ? 0 : rows * m, far);
    const auto locks = std::make_unique<std::mutex[]>(nodes);
    std::vector<std::uint8_t> wanted(static_cast<std::size_t>(market_.n()), 0);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      bool wants = !columns.empty() && (unplaced_[i] > 0 || holds_unlocked(i));
      for (std::size_t k = first_[i]; k < first_[i + 1] && !wants; ++k) {
        wants = locked_[k] == 0 && from[awards_[k].award.right] != 0;
      }
      wanted[i] = wants ? 1 : 0;
    }
    std::vector<std::vector<Score>> copies(static_cast<std::size_t>(pool_.size()));
    visit_rows(
        market_, 0, market_.n(), wanted, pool_,
        [&](Index left, std::span<const Score> scores, int worker) {
          const auto i = static_cast<std::size_t>(left);
          // Everything it cannot go to loses without limit: -2^61 does, and never overflows.
          constexpr Score nowhere = -(never / 2);
          std::vector<Score>& row = copies[static_cast<std::size_t>(worker)];
          row.assign(scores.begin(), scores.end());
          for (Score& score : row) score = score == not_eligible ? nowhere : score;
          for (std::size_t k = first_[i]; k < first_[i + 1]; ++k) {
            row[static_cast<std::size_t>(awards_[k].award.right)] = nowhere;
          }
          const auto lower = [](Score* entry, const Score* score, std::size_t size, Score mine) {
            for (std::size_t k = 0; k < size; ++k) {
              const Score loss = mine - score[k];
              entry[k] = loss < entry[k] ? loss : entry[k];
            }
          };
          const auto add = [&](Index node, Score mine) {
            const std::scoped_lock guard(locks[static_cast<std::size_t>(node)]);
            if (all_columns) {
              lower(into.data() + static_cast<std::size_t>(node) * m, row.data(), m, mine);
              return;
            }
            Score* entry = into.data() + static_cast<std::size_t>(node) * columns.size();
            for (std::size_t c = 0; c < columns.size(); ++c) {
              entry[c] = std::min(entry[c], mine - row[static_cast<std::size_t>(columns[c])]);
            }
            if (row_of[node] >= 0) {
              lower(out.data() + static_cast<std::size_t>(row_of[node]) * m, row.data(), m, mine);
            }
          };
          for (std::size_t k = first_[i]; k < first_[i + 1]; ++k) {
            if (locked_[k] == 0) add(awards_[k].award.right, awards_[k].score);
          }
          if (unplaced_[i] > 0) add(outside_, market_.bounds().outside[i]);
        });
    scored_ += static_cast<std::int64_t>(count(wanted)) * market_.m();
    constexpr Score limit = never / 4;
    for (std::size_t node = 0; node < nodes; ++node) {
      pool_.monitor().work(static_cast<std::int64_t>(columns.size() + m));
      for (std::size_t c = 0; c < columns.size(); ++c) {
        const Score loss = into[node * columns.size() + c];
        if (loss < limit) swaps.add(static_cast<Index>(node), columns[c], loss);
      }
      if (out.empty() || row_of[node] < 0) continue;
      for (std::size_t j = 0; j < m; ++j) {
        const Score loss = out[static_cast<std::size_t>(row_of[node]) * m + j];
        if (loss < limit) swaps.add(static_cast<Index>(node), static_cast<Index>(j), loss);
      }
    }
  }

  /// The losses of add_all for all columns in 32 bits; nothing where they may not fit.
  [[nodiscard]] std::optional<LossMatrix> all_losses() {
    const auto n = static_cast<std::size_t>(market_.n());
    std::vector<Index> wanted;
    for (std::size_t i = 0; i < n; ++i) {
      const Score out = market_.bounds().outside[i];
      if (unplaced_[i] > 0 && (out <= -narrow_price || out >= narrow_price)) return std::nullopt;
      if (unplaced_[i] > 0 || holds_unlocked(i)) wanted.push_back(static_cast<Index>(i));
    }
    LossMatrix losses(nodes_);
    if (wanted.empty()) return losses;
    const auto m = static_cast<std::size_t>(market_.m());
    const std::size_t width = (m + kernel_stretch - 1) / kernel_stretch * kernel_stretch;
    const auto locks = std::make_unique<std::mutex[]>(static_cast<std::size_t>(nodes_));
    const std::vector<Score> zero(m, 0);
    std::atomic<bool> fits = true;
    visit_each(market_, View::market, wanted, zero, pool_, [&](RowView& reader, Index, Index left) {
      const auto i = static_cast<std::size_t>(left);
      const std::span<const std::int32_t> row = reader.narrow();
      std::vector<std::int32_t> own;
      const std::int32_t* scores = row.data();
      // What it holds is no option of its other units, nor of one that is unplaced.
      const std::size_t held = first_[i + 1] - first_[i];
      const bool apart = held > 1 || (held == 1 && unplaced_[i] > 0);
      if (row.empty()) {
        own.assign(width, narrow_not_eligible);
        reader.for_each([&](Index right, Score score) {
          const bool narrow = -narrow_price < score && score < narrow_price;
          if (!narrow) fits = false;
          if (narrow) own[static_cast<std::size_t>(right)] = static_cast<std::int32_t>(score);
        });
      } else if (apart) {
        own.assign(row.begin(), row.end());
      }
      if (!own.empty()) scores = own.data();
      for (std::size_t k = first_[i]; k < first_[i + 1] && apart; ++k) {
        own[static_cast<std::size_t>(awards_[k].award.right)] = narrow_not_eligible;
      }
      const auto add = [&](Index node, Score mine) {
        const std::scoped_lock guard(locks[static_cast<std::size_t>(node)]);
        best_kernel_level().lower_losses(losses.row(node), scores, static_cast<std::int32_t>(mine),
                                         width);
      };
      for (std::size_t k = first_[i]; k < first_[i + 1]; ++k) {
        if (locked_[k] == 0) add(awards_[k].award.right, awards_[k].score);
      }
      if (unplaced_[i] > 0) add(outside_, market_.bounds().outside[i]);
    });
    scored_ += static_cast<std::int64_t>(wanted.size()) * market_.m();
    if (!fits) return std::nullopt;
    return losses;
  }

  /// As add_all, for all columns where the source has scores in 32 bits; false elsewhere.
  bool add_all_narrow(ResidualArcs& swaps) {
    if (market_.prepared() == nullptr) return false;
    const std::optional<LossMatrix> losses = all_losses();
    if (!losses) return false;
    for (Index node = 0; node < nodes_; ++node) {
      pool_.monitor().work(market_.m());
      const std::span<const std::int32_t> row = losses->row(node);
      for (Index j = 0; j < market_.m(); ++j) {
        const std::int32_t loss = row[static_cast<std::size_t>(j)];
        if (j != node && loss < narrow_lost) swaps.add(node, j, loss);
      }
    }
    return true;
  }

  /// Both ends of the range from the losses between all nodes at once; false, and nothing done,
  /// where those may not fit, or where places are forced.
  bool close_by_matrix() {
    for (const Score price : low_) {
      if (price <= -narrow_price || price >= narrow_price) return false;
    }
    std::optional<LossMatrix> losses = all_losses();
    if (!losses) return false;
    for_each_known([&](Index from, Index to, Score loss) { losses->lower(from, to, loss); });
    losses->close(pool_.monitor());
    const auto fall = losses->distances(low_, pool_.monitor());
    if (!fall || std::find(fall->begin(), fall->end(), no_path) != fall->end()) return false;
    losses->transpose(pool_.monitor());
    std::vector<Score> back(low_);
    for (Score& price : back) price = -price;
    const auto rise = losses->distances(back, pool_.monitor());
    if (!rise) return false;
    forced_.assign(static_cast<std::size_t>(market_.m()), 0);
    for (std::size_t j = 0; j < static_cast<std::size_t>(market_.m()); ++j) {
      low_[j] -= (*fall)[j];
      high_[j] = (*rise)[j] == no_path ? unbounded_price : high_[j] + (*rise)[j];
    }
    return true;
  }

  const Market& market_;
  std::span<const ScoredAward> awards_;
  std::span<const Count> floor_;
  ThreadPool& pool_;
  const Tuning& tuning_;
  const Listed* listed_ = nullptr;
  Index outside_ = 0;
  Index nodes_ = 0;
  std::int64_t pairs_ = 0;
  std::int64_t scored_ = 0;

  std::vector<Count> load_{};
  std::vector<std::size_t> first_{};  // awards of left node i: [first_[i], first_[i + 1])
  std::vector<std::uint8_t> locked_{};
  std::vector<Count> unplaced_{};
  std::vector<Score> low_{};  // by node, outside at 0
  std::vector<Score> high_{};
  std::vector<std::uint8_t> every_node_{};
  std::vector<std::uint8_t> forced_{};
};

}  // namespace

PriceRange price_range(const Market& market, std::span<const ScoredAward> awards,
                       std::span<const Score> price, std::span<const Count> floor, ThreadPool& pool,
                       const Listed* listed) {
  return DualRange(market, awards, floor, pool, listed).run(price);
}

}  // namespace jinguo::inline v0_1::solver

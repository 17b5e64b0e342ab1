#include "dual_range.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <tuple>
#include <utility>
#include <variant>

#include "kernel_levels.hpp"
#include "pass.hpp"
#include "positions.hpp"
#include "residual_graph.hpp"
#include "shortest_paths.hpp"

namespace jinguo::inline v0_1::solver {
namespace {

/// A unit at `from` that could go to `to`, and what that loses.
struct Swap {
  Index from = 0;
  Index to = 0;
  Score loss = 0;
};

/// Swaps by the node that they come from, or lead to: those of node k are [start[k], start[k + 1]).
struct Swaps {
  std::vector<std::size_t> start{};
  std::vector<Index> other{};
  std::vector<Score> loss{};
};

/// Pairs of all rows that nobody has listed: the best of each at some prices, and a horizon.
struct OwnList {
  Arcs arcs{};
  Horizon horizon{};
};

/// The ends of the dual range, by column generation on the graph of m + 1 nodes: shortest paths
/// over the listed swaps give prices that are too narrow, never too wide; the horizon says which
/// rows may hold an unlisted swap that such prices forbid; those rows are scored, what they forbid
/// is added. Where nothing is missing the paths are the shortest of all.
///
/// Cost     listed pairs + a round: (n + arcs log m) and the pairs of the rows that the horizon
///          leaves open. A row that was scored is covered from then on, at the same or milder
///          prices. Memory: the listed swaps, the cheapest of each pair of nodes, 12 bytes each.
class DualRange {
 public:
  DualRange(const Market& market, std::span<const ScoredAward> awards, std::span<const Count> floor,
            ThreadPool& pool, const Listed* listed)
      : market_(market),
        bounds_(market.bounds()),
        floor_(floor),
        pool_(pool),
        tuning_(pool.tuning()),
        awards_(awards_of(awards)),
        plan_(awards_by_left(market, awards_)),
        scored_awards_(awards),
        listed_(listed),
        outside_(market.m()),
        nodes_(market.m() + 1) {}

  PriceRange run(std::span<const Score> price) {
    base_.assign(price.begin(), price.end());
    base_.push_back(0);
    if (listed_ == nullptr) make_list();
    arcs_ = listed_ == nullptr ? &own_.arcs : &listed_->arcs;
    horizon_ = listed_ == nullptr ? own_.horizon : listed_->horizon;
    seat();
    window_ = first_window();
    add(listed_swaps([&](Index, Index, Score reduced) { return reduced <= window_; }));

    const std::size_t m = at(market_.m());
    std::vector<std::uint8_t> open(at(nodes_), 1);
    open[at(outside_)] = 0;
    PriceRange range;
    range.forced.assign(m, 0);
    std::vector<Score> low = base_;
    Score deepest = 0;
    bool any_forced = false;
    const std::vector<Score> fall = distances(base_, open, window_);
    for (std::size_t j = 0; j < m; ++j) {
      if (fall[j] == no_path) {
        range.forced[j] = 1;
        any_forced = true;
        deepest = std::max(deepest, low[j]);
      } else {
        low[j] -= fall[j];
        deepest = std::max(deepest, fall[j]);
      }
    }
    turn();
    const std::vector<Score> rise = distances(base_, open, window_);
    range.greatest.assign(m, unbounded_price);
    for (std::size_t j = 0; j < m; ++j) {
      if (rise[j] != no_path) range.greatest[j] = base_[j] + rise[j];
    }
    if (any_forced) raise_forced(range.forced, deepest, low);
    low.pop_back();
    range.least = std::move(low);
    range.worth = range.least;
    for (Score& worth : range.worth) worth = std::max<Score>(0, worth);
    range.pairs_scored = scored_;
    return range;
  }

 private:
  static std::vector<Award> awards_of(std::span<const ScoredAward> scored) {
    std::vector<Award> awards;
    awards.reserve(scored.size());
    for (const ScoredAward& one : scored) awards.push_back(one.award);
    return awards;
  }

  /// Forced places together fall out of the others' way and rise from there, to 0 at most.
  void raise_forced(const std::vector<std::uint8_t>& forced, Score deepest,
                    std::vector<Score>& low) {
    std::vector<std::uint8_t> open(forced.begin(), forced.end());
    open.push_back(0);
    for (std::size_t j = 0; j < forced.size(); ++j) {
      if (forced[j] == 0) continue;
      low[j] -= deepest;
      to_outside_[j] = std::min<Score>(to_outside_[j], 0);
    }
    const std::vector<Score> back = distances(low, open, -1);
    for (std::size_t j = 0; j < forced.size(); ++j) {
      if (forced[j] != 0) low[j] += back[j];
    }
  }

  /// One pass, of whose rows the best pairs are kept.
  void make_list() {
    std::vector<Index> keep(at(market_.n()));
    for (std::size_t i = 0; i < keep.size(); ++i) {
      keep[i] = static_cast<Index>(
          std::min<Count>(market_.m(), bounds_.demand[i] + 2 * tuning_.range_options));
    }
    own_.arcs =
        k_best_columns(market_, View::market, {}, prices_of(base_), {}, keep, pool_, nullptr);
    scored_ += static_cast<std::int64_t>(market_.n()) * market_.m();
    own_.horizon = Horizon(market_.n());
    own_.horizon.begin(prices_of(base_));
    for (Index i = 0; i < market_.n(); ++i) {
      const std::int64_t first = own_.arcs.start[at(i)];
      const std::int64_t last = own_.arcs.start[at(i) + 1];
      pool_.monitor().work(1 + last - first);
      Score most = Horizon::none;
      if (last - first >= keep[at(i)] && keep[at(i)] < market_.m()) {
        most = no_path;
        for (std::int64_t e = first; e < last; ++e) {
          most = std::min(most, own_.arcs.score[at(e)] - base_[at(own_.arcs.right[at(e)])]);
        }
      }
      own_.horizon.look(i, most);
    }
  }
  /// Without the entry for outside.
  [[nodiscard]] std::span<const Score> prices_of(const std::vector<Score>& price) const {
    return {price.data(), at(market_.m())};
  }

  /// The units that may move by where they are, and the swaps that need no pass: with outside, and
  /// with slack.
  void seat() {
    const std::size_t m = at(market_.m());
    seat_start_.assign(at(nodes_) + 1, 0);
    to_outside_.assign(m, no_path);
    from_outside_.assign(m, no_path);
    for (std::size_t j = 0; j < m; ++j) {
      if (plan_.load[j] < bounds_.capacity[j]) to_outside_[j] = 0;
      if (floor_[j] == 0 || plan_.load[j] > floor_[j]) from_outside_[j] = 0;
    }
    each_unit([&](Index left, Index node, Score score) {
      ++seat_start_[at(node) + 1];
      if (node == outside_ || bounds_.must_match[at(left)] != 0) return;
      to_outside_[at(node)] = std::min(to_outside_[at(node)], score - bounds_.outside[at(left)]);
    });
    for (std::size_t k = 0; k < at(nodes_); ++k) seat_start_[k + 1] += seat_start_[k];
    seated_.resize(seat_start_.back());
    std::vector<std::size_t> next(seat_start_.begin(), seat_start_.end() - 1);
    each_unit([&](Index left, Index node, Score score) {
      seated_[next[at(node)]++] = {left, score};
    });
  }
  /// Calls visit(left, node, score there) for each unit that may move.
  template <class Visit>
  void each_unit(const Visit& visit) const {
    for (Index i = 0; i < market_.n(); ++i) {
      pool_.monitor().work(1);
      units_of(i, [&](Index node, Score score) { visit(i, node, score); });
    }
  }
  template <class Visit>
  void units_of(Index left, const Visit& visit) const {
    const std::size_t i = at(left);
    for (std::size_t k = plan_.first[i]; k < plan_.first[i + 1]; ++k) {
      if (plan_.locked[k] == 0) visit(plan_.awards[k].right, scored_awards_[k].score);
    }
    if (plan_.unplaced[i] > 0) visit(outside_, bounds_.outside[i]);
  }
  [[nodiscard]] bool holds(std::size_t i, Index right) const {
    for (std::size_t k = plan_.first[i]; k < plan_.first[i + 1]; ++k) {
      if (plan_.awards[k].right == right) return true;
    }
    return false;
  }

  /// Holds some six listed swaps of half of the units; all where they are few.
  [[nodiscard]] Score first_window() const {
    if (std::ssize(arcs_->right) <= tuning_.few_pairs || seated_.empty()) return no_path;
    const std::size_t samples = at(tuning_.range_samples);
    std::vector<Score> gaps;
    std::vector<Score> losses;
    for (std::size_t k = 0; k < samples; ++k) {
      const auto node = static_cast<Index>(k * at(nodes_) / samples);
      if (seat_start_[at(node)] == seat_start_[at(node) + 1]) continue;
      const auto [left, score] = seated_[seat_start_[at(node)]];
      losses.clear();
      for (std::int64_t e = arcs_->start[at(left)]; e < arcs_->start[at(left) + 1]; ++e) {
        const Index to = arcs_->right[at(e)];
        if (to != node) losses.push_back(reduced(node, to, score - arcs_->score[at(e)]));
      }
      if (losses.empty()) continue;
      const std::size_t rank = std::min(at(tuning_.range_options), losses.size()) - 1;
      const auto middle = losses.begin() + static_cast<std::ptrdiff_t>(rank);
      std::nth_element(losses.begin(), middle, losses.end());
      gaps.push_back(*middle);
    }
    if (gaps.empty()) return no_path;
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    return std::max<Score>(1, *middle);
  }
  [[nodiscard]] Score reduced(Index from, Index to, Score loss) const {
    return loss + base_[at(to)] - base_[at(from)];
  }

  /// Of the listed swaps that are wanted(from, to, reduced loss) the cheapest of each pair of
  /// nodes, by the node that they come from.
  template <class Wanted>
  Swaps listed_swaps(const Wanted& wanted) {
    struct Desk {
      std::vector<Score> best{};
      std::vector<Index> touched{};
    };
    std::vector<Index> first{0};  // nodes of the parts
    std::int64_t rows = 0;
    for (Index node = 0; node < nodes_; ++node) {
      rows += static_cast<std::int64_t>(seat_start_[at(node) + 1] - seat_start_[at(node)]);
      if (rows < tuning_.part_rows && node + 1 < nodes_) continue;
      first.push_back(node + 1);
      rows = 0;
    }
    std::vector<Desk> desks(at(pool_.size()));
    std::vector<Swaps> parts(first.size() - 1);
    pool_.run(std::ssize(parts), [&](std::int64_t part, int worker) {
      Desk& desk = desks[at(worker)];
      desk.best.resize(at(nodes_), no_path);
      Swaps& out = parts[at(part)];
      for (Index node = first[at(part)]; node < first[at(part) + 1]; ++node) {
        for (std::size_t k = seat_start_[at(node)]; k < seat_start_[at(node) + 1]; ++k) {
          const auto [left, score] = seated_[k];
          const std::size_t held = plan_.first[at(left) + 1] - plan_.first[at(left)];
          const bool several = held > (node == outside_ ? 0U : 1U);
          for (std::int64_t e = arcs_->start[at(left)]; e < arcs_->start[at(left) + 1]; ++e) {
            const Index to = arcs_->right[at(e)];
            const Score loss = score - arcs_->score[at(e)];
            if (loss >= desk.best[at(to)] || to == node) continue;
            if (!wanted(node, to, reduced(node, to, loss))) continue;
            if (several && holds(at(left), to)) continue;
            if (desk.best[at(to)] == no_path) desk.touched.push_back(to);
            desk.best[at(to)] = loss;
          }
        }
        for (const Index to : desk.touched) {
          out.other.push_back(to);
          out.loss.push_back(desk.best[at(to)]);
          desk.best[at(to)] = no_path;
        }
        out.start.push_back(desk.touched.size());
        desk.touched.clear();
      }
    });
    Swaps all;
    all.start.reserve(at(nodes_) + 1);
    all.start.push_back(0);
    std::size_t total = 0;
    for (const Swaps& part : parts) total += part.other.size();
    all.other.reserve(total);
    all.loss.reserve(total);
    for (Swaps& part : parts) {
      pool_.monitor().work(std::ssize(part.other));
      for (const std::size_t count : part.start) all.start.push_back(all.start.back() + count);
      all.other.insert(all.other.end(), part.other.begin(), part.other.end());
      all.loss.insert(all.loss.end(), part.loss.begin(), part.loss.end());
      part = {};
    }
    return all;
  }

  /// The same swaps by their other end.
  [[nodiscard]] Swaps turned(const Swaps& swaps) const {
    Swaps out;
    out.start.assign(at(nodes_) + 1, 0);
    for (const Index other : swaps.other) ++out.start[at(other) + 1];
    for (std::size_t k = 0; k < at(nodes_); ++k) out.start[k + 1] += out.start[k];
    out.other.resize(swaps.other.size());
    out.loss.resize(swaps.loss.size());
    std::vector<std::size_t> next(out.start.begin(), out.start.end() - 1);
    for (Index node = 0; node < nodes_; ++node) {
      pool_.monitor().work(
          1 + 4 * static_cast<std::int64_t>(swaps.start[at(node) + 1] - swaps.start[at(node)]));
      for (std::size_t k = swaps.start[at(node)]; k < swaps.start[at(node) + 1]; ++k) {
        const std::size_t slot = next[at(swaps.other[k])]++;
        out.other[slot] = node;
        out.loss[slot] = swaps.loss[k];
      }
    }
    return out;
  }
  /// From falls, which follow swaps, to rises, which go against them.
  void turn() {
    for (Swaps& block : blocks_) block = turned(block);
    rising_ = true;
  }
  /// Swaps by the node that they come from.
  void add(Swaps swaps) { blocks_.push_back(rising_ ? turned(swaps) : std::move(swaps)); }
  void add(std::vector<Swap>& swaps) {
    std::sort(swaps.begin(), swaps.end(), [](const Swap& a, const Swap& b) {
      return std::pair(a.from, a.loss) < std::pair(b.from, b.loss);
    });
    Swaps block;
    block.start.assign(at(nodes_) + 1, 0);
    for (const Swap& swap : swaps) {
      ++block.start[at(swap.from) + 1];
      block.other.push_back(swap.to);
      block.loss.push_back(swap.loss);
    }
    for (std::size_t k = 0; k < at(nodes_); ++k) block.start[k + 1] += block.start[k];
    add(std::move(block));
  }

  /// How far the prices of the open nodes can fall (or rise) together, those of the others fixed,
  /// and still prove the plan. Listed swaps that lose at most `window` are in the graph.
  std::vector<Score> distances(const std::vector<Score>& price,
                               const std::vector<std::uint8_t>& open, Score window) {
    bool exhausted = false;  // no pair at all leads on to the nodes that are not reached
    std::vector<std::uint8_t> whole(at(nodes_), window == no_path ? 1 : 0);
    for (;;) {
      std::vector<Score> distance = over_known(price, open);
      if (add_beyond_window(distance, open, window, whole)) continue;
      if (!exhausted) {
        if (add_first(price, distance, open)) continue;
        exhausted = true;
      }
      if (!add_violated(price, distance, open)) return distance;
    }
  }

  /// Shortest paths over the swaps that are there.
  [[nodiscard]] std::vector<Score> over_known(const std::vector<Score>& price,
                                              const std::vector<std::uint8_t>& open) const {
    ShortestPaths<Score> paths(nodes_, no_path);
    for (Index node = 0; node < nodes_; ++node) {
      if (open[at(node)] == 0) paths.reach(node, 0);
    }
    const auto go = [&](Index node, Index to, Score loss, Score reached) {
      if (open[at(to)] == 0) return;
      const Score rise = price[at(to)] - price[at(node)];
      const Score length = rising_ ? loss - rise : loss + rise;
      assert(length >= 0);
      paths.reach(to, reached + length);
    };
    paths.run([&](Index node, Score reached) {
      std::size_t looked = 1;
      for (const Swaps& block : blocks_) {
        looked += block.start[at(node) + 1] - block.start[at(node)];
        for (std::size_t k = block.start[at(node)]; k < block.start[at(node) + 1]; ++k) {
          go(node, block.other[k], block.loss[k], reached);
        }
      }
      pool_.monitor().work(static_cast<std::int64_t>(looked));
      const std::vector<Score>& slack = rising_ ? to_outside_ : from_outside_;
      if (node == outside_) {
        pool_.monitor().work(market_.m());
        for (Index j = 0; j < market_.m(); ++j) {
          if (slack[at(j)] != no_path) go(node, j, slack[at(j)], reached);
        }
      }
    });
    return paths.take();
  }

  /// The listed swaps into (or out of) nodes that lie beyond the window; false if none is left out.
  bool add_beyond_window(const std::vector<Score>& distance, const std::vector<std::uint8_t>& open,
                         Score window, std::vector<std::uint8_t>& whole) {
    std::vector<std::uint8_t> wanted(at(nodes_), 0);
    bool any = false;
    for (std::size_t k = 0; k < at(nodes_); ++k) {
      if (open[k] == 0 || whole[k] != 0 || distance[k] <= window) continue;
      wanted[k] = whole[k] = 1;
      any = true;
    }
    if (!any || window_ == no_path) return false;
    add(listed_swaps([&](Index from, Index to, Score loss) {
      return loss > window_ && wanted[at(rising_ ? from : to)] != 0;
    }));
    return true;
  }

  /// The shortest way on to (or out of) each node that is not reached, by a pass; false if no pair
  /// is one. Only where a floor holds a price up, or nobody may leave.
  bool add_first(const std::vector<Score>& price, const std::vector<Score>& distance,
                 const std::vector<std::uint8_t>& open) {
    std::vector<Index> lost;
    for (Index j = 0; j < market_.m(); ++j) {
      if (open[at(j)] != 0 && distance[at(j)] == no_path) lost.push_back(j);
    }
    if (lost.empty()) return false;
    std::vector<std::uint8_t> wanted(at(market_.n()), 0);
    const auto want = [&](Index node) {
      for (std::size_t k = seat_start_[at(node)]; k < seat_start_[at(node) + 1]; ++k) {
        wanted[at(seated_[k].left)] = 1;
      }
    };
    if (rising_) {
      for (const Index j : lost) want(j);
    } else {
      for (Index node = 0; node < nodes_; ++node) {
        if (distance[at(node)] != no_path) want(node);
      }
    }
    std::vector<Index> rows;
    for (Index i = 0; i < market_.n(); ++i) {
      if (wanted[at(i)] != 0) rows.push_back(i);
    }
    if (rows.empty()) return false;
    struct Way {
      Score length = no_path;
      Swap swap{};
    };
    std::vector<std::vector<Way>> found(at(pool_.size()), std::vector<Way>(at(market_.m())));
    const auto look = [&](Index left, Index to, Score score, std::vector<Way>& ways) {
      if (distance[at(to)] == no_path ? rising_ : !rising_) return;
      if (holds(at(left), to)) return;
      units_of(left, [&](Index from, Score mine) {
        if (distance[at(from)] == no_path ? !rising_ : rising_) return;
        const Score rest = distance[at(rising_ ? to : from)];
        const Score length = rest + (mine - score) + price[at(to)] - price[at(from)];
        Way& way = ways[at(rising_ ? from : to)];
        if (length < way.length) way = {length, {from, to, mine - score}};
      });
    };
    scored_ += std::ssize(rows) * market_.m();
    visit_each(market_, View::market, rows, prices_of(price), pool_,
               [&](RowView& reader, Index, Index left) {
                 std::vector<Way>& ways = found[at(reader.worker())];
                 if (!rising_ && !reader.narrow().empty()) {
                   for (const Index to : lost) {
                     const std::int32_t score = reader.narrow()[at(to)];
                     if (score > narrow_floor) look(left, to, score, ways);
                   }
                   return;
                 }
                 reader.for_each([&](Index to, Score score) { look(left, to, score, ways); });
               });
    std::vector<Swap> swaps;
    for (const Index j : lost) {
      const Way* best = &found[0][at(j)];
      for (const std::vector<Way>& ways : found) {
        if (ways[at(j)].length < best->length) best = &ways[at(j)];
      }
      if (best->length != no_path) swaps.push_back(best->swap);
    }
    if (swaps.empty()) return false;
    add(swaps);
    return true;
  }

  /// The unlisted swaps that prices moved so far forbid; false if there is none.
  bool add_violated(const std::vector<Score>& price, const std::vector<Score>& distance,
                    const std::vector<std::uint8_t>& open) {
    // A node that is not reached stays where no swap of those that are reached minds it.
    Score furthest = 0;
    for (const Score d : distance) furthest = d == no_path ? furthest : std::max(furthest, d);
    std::vector<Score> moved = price;
    std::vector<std::uint8_t> counts(at(nodes_), 0);
    for (std::size_t k = 0; k < at(nodes_); ++k) {
      if (rising_) {
        moved[k] += distance[k] == no_path ? furthest : distance[k];
      } else {
        moved[k] -= distance[k] == no_path ? 0 : distance[k];
      }
      counts[k] = distance[k] != no_path && (!rising_ || open[k] != 0) ? 1 : 0;
    }
    std::vector<Score> least(at(market_.n()), never);
    for (Index i = 0; i < market_.n(); ++i) {
      pool_.monitor().work(1);
      Score& mine = least[at(i)];
      units_of(i, [&](Index node, Score score) {
        if (counts[at(node)] != 0) mine = std::min(mine, score - moved[at(node)] + 1);
      });
    }
    // A block source is asked for all its rows in order: none of them comes alone.
    const bool in_order = std::holds_alternative<Blocks>(market_.source());
    std::vector<Index> rows;
    if (!in_order) rows = horizon_.beyond(market_, {}, prices_of(moved), least, pool_);
    if (!in_order && rows.empty()) return false;
    scored_ += (in_order ? market_.n() : std::ssize(rows)) * market_.m();
    std::vector<std::vector<Swap>> found(at(pool_.size()));
    visit_each(
        market_, View::market, rows, prices_of(moved), pool_,
        [&](RowView& reader, Index, Index left) {
          if (least[at(left)] == never) return;
          for (const RowView::Choice& choice : reader.select(least[at(left)], 0)) {
            if (holds(at(left), choice.right)) continue;
            units_of(left, [&](Index node, Score score) {
              found[at(reader.worker())].push_back({node, choice.right, score - choice.score});
            });
          }
          compress(found[at(reader.worker())]);
        });
    horizon_.begin(prices_of(moved));
    for (const Index i : rows) horizon_.look(i, least[at(i)] - 1);
    std::vector<Swap> swaps;
    for (std::vector<Swap>& part : found) swaps.insert(swaps.end(), part.begin(), part.end());
    if (swaps.empty()) return false;
    add(swaps);
    return true;
  }
  /// Keeps the cheapest of each pair of nodes, where there are many.
  void compress(std::vector<Swap>& swaps) const {
    if (std::ssize(swaps) < tuning_.kept_arcs || swaps.size() * 2 < swaps.capacity()) return;
    std::sort(swaps.begin(), swaps.end(), [](const Swap& a, const Swap& b) {
      return std::tie(a.from, a.to, a.loss) < std::tie(b.from, b.to, b.loss);
    });
    const auto same = [](const Swap& a, const Swap& b) { return a.from == b.from && a.to == b.to; };
    swaps.erase(std::unique(swaps.begin(), swaps.end(), same), swaps.end());
    swaps.reserve(2 * swaps.size() + 1);
  }

  struct Seated {
    Index left = 0;
    Score score = 0;
  };

  const Market& market_;
  const Bounds& bounds_;
  std::span<const Count> floor_;
  ThreadPool& pool_;
  const Tuning& tuning_;
  std::vector<Award> awards_;
  AwardsByLeft plan_;
  std::span<const ScoredAward> scored_awards_;
  const Listed* listed_ = nullptr;
  OwnList own_{};
  const Arcs* arcs_ = nullptr;
  Horizon horizon_{};  ///< Of what is neither listed nor among the swaps.
  Index outside_ = 0;
  Index nodes_ = 0;
  std::int64_t scored_ = 0;

  std::vector<Score> base_{};              ///< The prices that came, outside at 0.
  std::vector<std::size_t> seat_start_{};  ///< Units at node k: [seat_start_[k], [k + 1]).
  std::vector<Seated> seated_{};
  std::vector<Score> to_outside_{};    ///< What leaving for outside loses, or `no_path`.
  std::vector<Score> from_outside_{};  ///< 0 where a place may give one up, or `no_path`.
  Score window_ = no_path;                 ///< Of the listed swaps that are in the graph.
  std::vector<Swaps> blocks_{};
  bool rising_ = false;  ///< By the node that they lead to.
};

}  // namespace

PriceRange price_range(const Market& market, std::span<const ScoredAward> awards,
                       std::span<const Score> price, std::span<const Count> floor, ThreadPool& pool,
                       const Listed* listed) {
  return DualRange(market, awards, floor, pool, listed).run(price);
}

}  // namespace jinguo::inline v0_1::solver

#include "residual_graph.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <variant>

#include "positions.hpp"

namespace jinguo::inline v0_1::solver {
namespace {

}  // namespace

AwardsByLeft awards_by_left(const Market& market, std::span<const Award> awards) {
  const Bounds& bounds = market.bounds();
  AwardsByLeft plan;
  plan.awards = awards;
  plan.first.assign(at(market.n()) + 1, 0);
  plan.locked.assign(awards.size(), 0);
  plan.unplaced = bounds.demand;
  plan.load.assign(at(market.m()), 0);
  plan.locks.assign(at(market.m()), 0);
  for (std::size_t k = 0; k < awards.size(); ++k) {
    ++plan.first[at(awards[k].left) + 1];
    --plan.unplaced[at(awards[k].left)];
    ++plan.load[at(awards[k].right)];
    plan.locked[k] = std::binary_search(bounds.lock.begin(), bounds.lock.end(), awards[k]);
    plan.locks[at(awards[k].right)] += plan.locked[k];
  }
  for (std::size_t i = 0; i < at(market.n()); ++i) plan.first[i + 1] += plan.first[i];
  return plan;
}

ResidualGraph::ResidualGraph(const Market& market, const AwardsByLeft& plan, ThreadPool& pool)
    : m_(market.m()),
      dense_(market.m() <= pool.tuning().dense_nodes),
      arcs_a_node_(static_cast<std::size_t>(pool.tuning().arcs_a_node)),
      guards_(at(market.m())) {
  const Bounds& bounds = market.bounds();
  const std::size_t m = at(m_);
  if (dense_) {
    into_.assign(m * m, none);
  } else {
    out_.resize(m);
  }
  // By where they sit, so that a basket is emptied seldom; a block source is asked in order.
  std::vector<Index> rows;
  std::vector<Index> at_node(at(market.n()), -1);
  for (Index i = 0; i < market.n(); ++i) {
    pool.monitor().work(1);
    for (std::size_t k = plan.first[at(i)]; k < plan.first[at(i) + 1] && at_node[at(i)] < 0; ++k) {
      if (plan.locked[k] == 0) at_node[at(i)] = plan.awards[k].right;
    }
    if (at_node[at(i)] < 0 && plan.unplaced[at(i)] > 0) at_node[at(i)] = m_;
    if (at_node[at(i)] >= 0) rows.push_back(i);
  }
  const bool in_order = std::holds_alternative<Blocks>(market.source());
  if (!in_order) {
    std::stable_sort(rows.begin(), rows.end(),
                     [&](Index a, Index b) { return at_node[at(a)] < at_node[at(b)]; });
  }
  std::vector<Basket> baskets(at(pool.size()));
  for (Basket& basket : baskets) {
    basket.best.assign(m, none);
    basket.in.assign(m, none);
    basket.out.assign(m, none);
  }
  if (!rows.empty() && m > 0) {
    visit_each(market, View::market, in_order ? std::span<const Index>() : rows, {}, pool,
               [&](RowView& reader, Index, Index left) {
                 if (at_node[at(left)] < 0) return;
                 collect(market, plan, reader, left, baskets[at(reader.worker())]);
               });
  }
  to_outside_.assign(m, Value{0, none});
  from_outside_.assign(m, Value{0, none});
  for (Basket& basket : baskets) {
    empty(basket);
    for (std::size_t j = 0; j < m; ++j) {
      to_outside_[j].points = std::min(to_outside_[j].points, basket.out[j]);
      from_outside_[j].points = std::min(from_outside_[j].points, basket.in[j]);
    }
  }
  for (std::size_t j = 0; j < m; ++j) {
    const Count load = plan.load[j];
    if (load < bounds.capacity[j]) {
      to_outside_[j] = std::min(to_outside_[j], Value{load < bounds.floor[j] ? -1 : 0, 0});
    }
    const bool at_floor = bounds.floor[j] > 0 && load <= bounds.floor[j];
    const Value give{at_floor ? 1 : 0, 0};
    from_outside_[j] = from_outside_[j].points == none ? give : std::min(from_outside_[j], give);
  }
  transpose(pool.monitor());
}

/// Adds the arcs of one left node, whose row the reader is at.
void ResidualGraph::collect(const Market& market, const AwardsByLeft& plan, const RowView& reader,
                            Index left, Basket& basket) {
  const std::size_t i = at(left);
  const Bounds& bounds = market.bounds();
  const bool must = bounds.must_match[i] != 0;
  const auto held = plan.awards.subspan(plan.first[i], plan.first[i + 1] - plan.first[i]);
  const auto holds = [&](Index right) {
    return std::any_of(held.begin(), held.end(),
                       [right](const Award& award) { return award.right == right; });
  };
  for (std::size_t k = 0; k < held.size(); ++k) {
    if (plan.locked[plan.first[i] + k] != 0) continue;
    const Index from = held[k].right;
    const Score mine = reader.score(from);
    if (basket.node != from) {
      empty(basket);
      basket.node = from;
    }
    reader.for_each([&](Index to, Score score) {
      Score& best = basket.best[at(to)];
      const Score loss = mine - score;
      if (loss >= best) return;
      if (held.size() > 1 && holds(to)) return;
      if (best == none) basket.touched.push_back(to);
      best = loss;
    });
    if (!must) basket.out[at(from)] = std::min(basket.out[at(from)], mine - bounds.outside[i]);
  }
  if (plan.unplaced[i] > 0 && !must) {
    const Score mine = bounds.outside[i];
    reader.for_each([&](Index to, Score score) {
      Score& best = basket.in[at(to)];
      if (mine - score < best && (held.empty() || !holds(to))) best = mine - score;
    });
  }
}

void ResidualGraph::empty(Basket& basket) {
  if (basket.node >= 0) {
    const std::size_t m = at(m_);
    const std::scoped_lock guard(guards_[at(basket.node)]);
    if (dense_) {
      Score* row = into_.data() + at(basket.node) * m;
      for (const Index to : basket.touched) {
        row[at(to)] = std::min(row[at(to)], basket.best[at(to)]);
        basket.best[at(to)] = none;
      }
    } else {
      std::vector<Arc>& arcs = out_[at(basket.node)];
      for (const Index to : basket.touched) {
        arcs.push_back({to, basket.best[at(to)]});
        basket.best[at(to)] = none;
      }
      if (arcs.size() > arcs_a_node_ * m) {
        std::sort(arcs.begin(), arcs.end(), [](const Arc& a, const Arc& b) {
          return a.to != b.to ? a.to < b.to : a.loss < b.loss;
        });
        const auto same = [](const Arc& a, const Arc& b) { return a.to == b.to; };
        arcs.erase(std::unique(arcs.begin(), arcs.end(), same), arcs.end());
      }
    }
  }
  basket.node = -1;
  basket.touched.clear();
}

/// From rows of what leaves a node to rows of what leads to it.
void ResidualGraph::transpose(Monitor& monitor) {
  const std::size_t m = at(m_);
  if (dense_) {
    constexpr std::size_t block = transpose_block;
    for (std::size_t a0 = 0; a0 < m; a0 += block) {
      monitor.work(static_cast<std::int64_t>(4 * block * m));
      for (std::size_t b0 = a0; b0 < m; b0 += block) {
        for (std::size_t a = a0; a < std::min(m, a0 + block); ++a) {
          for (std::size_t b = std::max(b0, a + 1); b < std::min(m, b0 + block); ++b) {
            std::swap(into_[a * m + b], into_[b * m + a]);
          }
        }
      }
    }
    return;
  }
  start_.assign(m + 1, 0);
  for (const std::vector<Arc>& arcs : out_) {
    for (const Arc& arc : arcs) ++start_[at(arc.to) + 1];
  }
  std::partial_sum(start_.begin(), start_.end(), start_.begin());
  from_.resize(start_[m]);
  into_.resize(start_[m]);
  std::vector<std::size_t> next(start_.begin(), start_.end() - 1);
  for (std::size_t a = 0; a < m; ++a) {
    monitor.work(1 + 4 * static_cast<std::int64_t>(out_[a].size()));
    for (const Arc& arc : out_[a]) {
      const std::size_t k = next[at(arc.to)]++;
      from_[k] = static_cast<Index>(a);
      into_[k] = arc.loss;
    }
    std::vector<Arc>().swap(out_[a]);
  }
}

}  // namespace jinguo::inline v0_1::solver

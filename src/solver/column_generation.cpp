#include "column_generation.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <numeric>

#include "augment.hpp"
#include "cost_scaling.hpp"
#include "newton.hpp"
#include "positions.hpp"

namespace jinguo::inline v0_1::solver {
namespace {

int log2_floor(std::uint64_t x) { return x == 0 ? 0 : 63 - std::countl_zero(x); }

/// The part of a problem that one level of samples sees; row r of it is left node rows[r].
struct Level {
  std::vector<Index> rows{};  ///< Empty: all.
  std::vector<Count> demand{};
  std::vector<Score> outside{};
  std::vector<Count> lo{};
  std::vector<Count> hi{};
  Score short_cost = 0;
  Score over_cost = 0;

  [[nodiscard]] std::size_t row(std::size_t r) const {
    return rows.empty() ? r : static_cast<std::size_t>(rows[r]);
  }
};

/// Scores and outside values of the level: their greatest common divisor and their range.
struct Scale {
  Score unit = 1;
  Score range = 1;
};
Scale scale_of(const Level& level, const Solution& s) {
  Score unit = 0;
  Score least = std::numeric_limits<Score>::max();
  Score greatest = std::numeric_limits<Score>::min();
  const auto see = [&](Score x) {
    if (unit != 1) unit = std::gcd(unit, x);
    least = std::min(least, x);
    greatest = std::max(greatest, x);
  };
  for (const Score x : s.arcs.score) see(x);
  for (std::size_t r = 0; r < level.outside.size(); ++r) {
    if (level.demand[r] > 0) see(level.outside[r]);
  }
  see(level.short_cost);
  see(level.over_cost);
  Scale scale;
  scale.unit = std::max<Score>(1, unit);
  scale.range = least <= greatest ? (greatest - least) / scale.unit + 1 : 1;
  return scale;
}

/// The work of looking at the candidates of a row.
std::int64_t work_of(const Solution& s, std::size_t r) {
  return 1 + s.arcs.start[r + 1] - s.arcs.start[r];
}

/// Solves over the candidate pairs, from prices that are about `error` off (0: in few rows only),
/// down to prices that are `precision` off; 0: exactly.
template <class W>
void solve_candidates(const Level& level, const Scale& scale, Score error, Score precision,
                      Solution& s, ThreadPool& pool, Counters& counters) {
  const auto m = static_cast<Index>(level.hi.size());
  const int extra = log2_floor(static_cast<std::uint64_t>(m) + 2) + 1;  // 2^extra > m + 1
  const Tuning& tuning = pool.tuning();
  CostScaling<W> flow(pool.monitor(), tuning);
  flow.start = s.arcs.start;
  flow.arcs.resize(s.arcs.right.size());
  for (std::size_t e = 0; e < flow.arcs.size(); ++e) {
    flow.arcs[e].cost = static_cast<W>(s.arcs.score[e] / scale.unit) << extra;
    flow.arcs[e].right = s.arcs.right[e];
    flow.arcs[e].held = s.held[e] != 0;
  }
  flow.outside.resize(level.outside.size());
  for (std::size_t r = 0; r < flow.outside.size(); ++r) {
    flow.outside[r] = static_cast<W>(level.outside[r] / scale.unit) << extra;
  }
  flow.demand = level.demand;
  flow.out = std::move(s.out);
  flow.drain = std::move(s.load);
  flow.places.resize(at(m));
  for (std::size_t j = 0; j < at(m); ++j) flow.places[j] = {level.lo[j], level.hi[j]};
  flow.short_cost = static_cast<W>(level.short_cost / scale.unit) << extra;
  flow.over_cost = static_cast<W>(level.over_cost / scale.unit) << extra;
  flow.price.resize(at(m) + 1);
  for (std::size_t j = 0; j < at(m); ++j) {
    flow.price[j] = static_cast<W>((static_cast<Wide>(s.price[j]) << extra) / scale.unit);
  }
  flow.prepare();
  const auto shift_of = [&](Score width) {
    return log2_floor(static_cast<std::uint64_t>(std::max<Score>(1, width / scale.unit))) + extra;
  };
  const int last = precision == 0 ? 0 : shift_of(precision);
  int shift = error == 0
                  ? last
                  : std::max(last, shift_of(error) - static_cast<int>(tuning.first_scaling_bits));
  for (;;) {
    flow.refine(shift);
    if (shift == last) break;
    // Above a unit step by step; below it only ties are left, which one large step settles best.
    shift = std::max(last, shift > extra
                               ? std::max(extra, shift - static_cast<int>(tuning.scaling_bits))
                               : last);
  }
  counters.augmentations += flow.pushes;
  // Whole prices in units: shifted so that none lies on the unlucky residue (see cost_scaling.hpp).
  const std::int64_t factor = std::int64_t{1} << extra;
  const W mask = static_cast<W>(factor - 1);
  std::vector<std::uint8_t> taken(static_cast<std::size_t>(factor), 0);
  for (const W q : flow.price) taken[static_cast<std::size_t>(q & mask)] = 1;
  std::int64_t free = 0;
  while (free < factor && taken[at(free)] != 0) ++free;
  const W offset = static_cast<W>((factor - free) & (factor - 1));
  const W ground = (flow.price[at(m)] + offset) >> extra;
  for (std::size_t j = 0; j < at(m); ++j) {
    W whole = ((flow.price[j] + offset) >> extra) - ground;
    if (level.lo[j] == 0 && whole < 0) whole = 0;  // empty, and nobody comes at any price
    s.price[j] = static_cast<Score>(whole) * scale.unit;
  }
  for (std::size_t e = 0; e < flow.arcs.size(); ++e) s.held[e] = flow.arcs[e].held ? 1 : 0;
  s.out = std::move(flow.out);
  s.load = std::move(flow.drain);
}

/// By shortest paths from prices that are about right, in 64 bits. False if that takes long.
bool solve_near(const Level& level, Solution& s, ThreadPool& pool, Counters& counters) {
  const Tuning& tuning = pool.tuning();
  Score least = 0;
  Score greatest = 0;
  for (const Score x : s.arcs.score) {
    least = std::min(least, x);
    greatest = std::max(greatest, x);
  }
  Score most = std::max(level.short_cost, level.over_cost);
  for (const Score x : level.outside) most = std::max(most, x < 0 ? -x : x);
  for (const Score p : s.price) most = std::max(most, p < 0 ? -p : p);
  const Wide nodes = static_cast<Wide>(level.hi.size()) + 2;
  const Wide reach =
      (static_cast<Wide>(greatest) - least + 1) * nodes + 3 * static_cast<Wide>(most);
  if (reach >= (Wide{1} << tuning.narrow_bits)) return false;
  const auto budget = static_cast<std::int64_t>(s.arcs.right.size()) * tuning.augment_steps_an_arc +
                      tuning.augment_steps;
  const MasterProblem problem{s.arcs,   level.demand,     level.outside,  level.lo,
                              level.hi, level.short_cost, level.over_cost};
  return augment(problem, budget, {s.held, s.out, s.load, s.price}, pool, counters.augmentations);
}

void solve_any(const Level& level, Score error, Score precision, Solution& s, ThreadPool& pool,
               Counters& counters) {
  counters.candidate_arcs = std::max<std::int64_t>(counters.candidate_arcs,
                                                   static_cast<std::int64_t>(s.arcs.right.size()));
  // Prices that are about right leave little to move.
  if (precision == 0 && error <= 1 && solve_near(level, s, pool, counters)) return;
  const Scale scale = scale_of(level, s);
  pool.monitor().work(4 * static_cast<std::int64_t>(s.arcs.right.size()));
  const Wide m = static_cast<Wide>(level.hi.size()) + 2;
  const Wide reach = (static_cast<Wide>(scale.range) * m) * m * 16;
  Score price = 0;
  for (const Score p : s.price) price = std::max(price, p < 0 ? -p : p);
  const Wide priced = static_cast<Wide>(price / scale.unit + 1) * m * 16;
  if (std::max(reach, priced) < (Wide{1} << pool.tuning().narrow_bits)) {
    solve_candidates<std::int64_t>(level, scale, error, precision, s, pool, counters);
  } else {
    solve_candidates<Wide>(level, scale, error, precision, s, pool, counters);
  }
}

/// Adds pairs to the candidates of the rows; returns how many of those that were missing are worth
/// the row's threshold. Rows that get nothing are copied in stretches, or stay where they are.
std::int64_t merge(Solution& s, const Arcs& more, const std::vector<Score>& threshold,
                   Monitor& monitor) {
  if (more.right.empty()) return 0;
  std::int64_t added = 0;
  Arcs merged;
  std::vector<std::uint8_t> held;
  const std::size_t rows = s.arcs.start.size() - 1;
  merged.start.resize(rows + 1);
  merged.right.reserve(s.arcs.right.size() + more.right.size());
  merged.score.reserve(s.arcs.right.size() + more.right.size());
  held.reserve(s.arcs.right.size() + more.right.size());
  const auto append = [](auto& out, const auto& in, std::int64_t from, std::int64_t to) {
    out.insert(out.end(), in.begin() + from, in.begin() + to);
  };
  const auto copy = [&](std::int64_t from, std::int64_t to) {
    monitor.work((to - from) / 8);
    append(merged.right, s.arcs.right, from, to);
    append(merged.score, s.arcs.score, from, to);
    append(held, s.held, from, to);
  };
  std::int64_t copied = 0;  // of the old arcs
  for (std::size_t r = 0; r < rows; ++r) {
    monitor.work(1);
    const std::int64_t grown = static_cast<std::int64_t>(merged.right.size()) - copied;
    merged.start[r] = s.arcs.start[r] + grown;
    if (more.start[r] == more.start[r + 1]) continue;
    std::int64_t a = s.arcs.start[r];
    for (std::int64_t b = more.start[r]; b < more.start[r + 1]; ++b) {
      const Index right = more.right[at(b)];
      while (a < s.arcs.start[r + 1] && s.arcs.right[at(a)] < right) ++a;
      if (a < s.arcs.start[r + 1] && s.arcs.right[at(a)] == right) continue;
      copy(copied, a);
      copied = a;
      merged.right.push_back(right);
      merged.score.push_back(more.score[at(b)]);
      held.push_back(0);
      added += more.score[at(b)] - s.price[at(right)] >= threshold[r] ? 1 : 0;
    }
  }
  copy(copied, static_cast<std::int64_t>(s.arcs.right.size()));
  merged.start[rows] = static_cast<std::int64_t>(merged.right.size());
  s.arcs = std::move(merged);
  s.held = std::move(held);
  return added;
}

/// Tells the horizon what a pass has shown of row r, which is entry k of what it found: it kept the
/// best `keep` pairs, or all that are worth more than `rest`.
void look(Solution& s, const Arcs& found, std::size_t k, std::size_t r, Index keep, Score rest) {
  if (keep == 0) return;
  Score most = rest;
  if (found.start[k + 1] - found.start[k] >= keep) {
    most = std::numeric_limits<Score>::max();
    for (std::int64_t e = found.start[k]; e < found.start[k + 1]; ++e) {
      most = std::min(most, found.score[at(e)] - s.price[at(found.right[at(e)])]);
    }
  }
  s.horizon.look(static_cast<Index>(r), most);
}

/// What a pair must be worth, at the prices, to better each row of the level: more than its worst
/// unit.
std::vector<Score> thresholds(const Level& level, const Solution& s, Monitor& monitor) {
  std::vector<Score> threshold(level.demand.size(), std::numeric_limits<Score>::max());
  for (std::size_t r = 0; r < level.demand.size(); ++r) {
    if (level.demand[r] == 0) continue;
    monitor.work(work_of(s, r));
    Score worst = std::numeric_limits<Score>::max();
    if (s.out[r] > 0) worst = level.outside[r];
    for (std::int64_t e = s.arcs.start[r]; e < s.arcs.start[r + 1]; ++e) {
      if (s.held[at(e)] != 0) {
        worst = std::min(worst, s.arcs.score[at(e)] - s.price[at(s.arcs.right[at(e)])]);
      }
    }
    threshold[r] = worst + 1;
  }
  return threshold;
}

/// What a pair must be worth, at the prices, to better a row of the level that takes its best
/// candidates.
std::vector<Score> thresholds_at_best(const Level& level, const Solution& s, Monitor& monitor) {
  std::vector<Score> threshold(level.demand.size(), std::numeric_limits<Score>::max());
  std::vector<Score> options;
  for (std::size_t r = 0; r < level.demand.size(); ++r) {
    if (level.demand[r] == 0) continue;
    monitor.work(work_of(s, r));
    Score worst = level.outside[r];
    if (level.demand[r] == 1) {
      for (std::int64_t e = s.arcs.start[r]; e < s.arcs.start[r + 1]; ++e) {
        worst = std::max(worst, s.arcs.score[at(e)] - s.price[at(s.arcs.right[at(e)])]);
      }
    } else {
      options.clear();
      for (std::int64_t e = s.arcs.start[r]; e < s.arcs.start[r + 1]; ++e) {
        options.push_back(s.arcs.score[at(e)] - s.price[at(s.arcs.right[at(e)])]);
      }
      const auto units = at(level.demand[r]);
      if (options.size() >= units) {
        std::nth_element(options.begin(), options.begin() + static_cast<std::ptrdiff_t>(units - 1),
                         options.end(), std::greater<>());
        worst = std::max(worst, options[units - 1]);
      }
    }
    threshold[r] = worst + 1;
  }
  return threshold;
}

/// How far prices may move on lists that hold only the best pairs of a row: half of what they
/// span for half of the rows. 0, no limit, if most lists hold every pair of their row.
Score window_of(const Solution& s, std::span<const Index> keep, std::span<const Index> rows,
                const Tuning& tuning) {
  const std::size_t count = s.arcs.start.size() - 1;
  const std::size_t stride = std::max<std::size_t>(1, count / at(tuning.spread_samples));
  std::vector<Score> spans;
  std::size_t looked = 0;
  for (std::size_t r = 0; r < count; r += stride) {
    const std::int64_t size = s.arcs.start[r + 1] - s.arcs.start[r];
    const Index kept = keep[rows.empty() ? r : at(rows[r])];
    if (kept == 0) continue;
    ++looked;
    if (size < kept) continue;
    Score least = std::numeric_limits<Score>::max();
    Score greatest = std::numeric_limits<Score>::min();
    for (std::int64_t e = s.arcs.start[r]; e < s.arcs.start[r + 1]; ++e) {
      const Score value = s.arcs.score[at(e)] - s.price[at(s.arcs.right[at(e)])];
      least = std::min(least, value);
      greatest = std::max(greatest, value);
    }
    spans.push_back(greatest - least);
  }
  if (spans.size() * 2 < looked || spans.empty()) return 0;
  const auto middle = spans.begin() + static_cast<std::ptrdiff_t>(spans.size() / 2);
  std::nth_element(spans.begin(), middle, spans.end());
  return std::max<Score>(1, *middle / 2);
}

/// The plan's value, and what no plan can exceed: the dual value at the prices. The candidates hold
/// every pair that is better than what a row holds.
std::pair<Wide, Wide> values(const Level& level, const Solution& s, Monitor& monitor) {
  Wide value = 0;
  Wide bound = 0;
  std::vector<Score> options;
  for (std::size_t r = 0; r < level.demand.size(); ++r) {
    if (level.demand[r] == 1) {
      monitor.work(work_of(s, r));
      Score best = level.outside[r];
      for (std::int64_t e = s.arcs.start[r]; e < s.arcs.start[r + 1]; ++e) {
        const Score score = s.arcs.score[at(e)];
        if (s.held[at(e)] != 0) value += score;
        best = std::max(best, score - s.price[at(s.arcs.right[at(e)])]);
      }
      value += static_cast<Wide>(s.out[r]) * level.outside[r];
      bound += best;
      continue;
    }
    monitor.work(4 * work_of(s, r));
    options.clear();
    for (std::int64_t e = s.arcs.start[r]; e < s.arcs.start[r + 1]; ++e) {
      if (s.held[at(e)] != 0) value += s.arcs.score[at(e)];
      options.push_back(s.arcs.score[at(e)] - s.price[at(s.arcs.right[at(e)])]);
    }
    value += static_cast<Wide>(s.out[r]) * level.outside[r];
    std::sort(options.begin(), options.end(), std::greater<>());
    const auto units = std::min<std::size_t>(options.size(), at(level.demand[r]));
    Count left = level.demand[r];
    for (std::size_t k = 0; k < units && options[k] > level.outside[r]; ++k, --left) {
      bound += options[k];
    }
    bound += static_cast<Wide>(left) * level.outside[r];
  }
  for (std::size_t j = 0; j < level.hi.size(); ++j) {
    const auto lost = [&](Count f) {
      return static_cast<Wide>(level.short_cost) * std::max<Count>(0, level.lo[j] - f) +
             static_cast<Wide>(level.over_cost) * std::max<Count>(0, f - level.hi[j]);
    };
    value -= lost(s.load[j]);
    const auto gain = [&](Count f) { return static_cast<Wide>(s.price[j]) * f - lost(f); };
    bound += std::max({gain(0), gain(level.lo[j]), gain(level.hi[j])});
  }
  return {value, bound};
}

/// Rows of a level: the first `count` in an order that has nothing to do with the input's.
Level sample_of(const Problem& problem, const std::vector<Index>& order, std::size_t count,
                Score mild) {
  Level level;
  const auto n = static_cast<Wide>(order.size());
  level.rows.assign(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count));
  std::sort(level.rows.begin(), level.rows.end());
  for (const Index i : level.rows) {
    level.demand.push_back(problem.demand[at(i)]);
    level.outside.push_back(std::max(problem.outside[at(i)], -mild));
  }
  const auto scaled = [&](const std::vector<Count>& bounds) {
    std::vector<Count> out(bounds.size());
    Wide sum = 0;
    Wide before = 0;
    for (std::size_t j = 0; j < bounds.size(); ++j) {
      sum += bounds[j];
      const Wide now = (sum * static_cast<Wide>(count) + n / 2) / n;
      out[j] = static_cast<Count>(now - before);
      before = now;
    }
    return out;
  };
  level.hi = scaled(problem.hi);
  level.lo = scaled(problem.lo);
  for (std::size_t j = 0; j < level.lo.size(); ++j) {
    level.lo[j] = std::min(level.lo[j], level.hi[j]);
  }
  level.short_cost = std::min(problem.short_cost, mild);
  level.over_cost = std::min(problem.over_cost, mild);
  return level;
}

std::uint64_t scrambled(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

}  // namespace

void solve_by_columns(const Market& market, View view, const Problem& problem, ThreadPool& pool,
                      Counters& counters, const Report& report, Solution& s) {
  Monitor& monitor = pool.monitor();
  const Tuning& tuning = pool.tuning();
  const Index n = market.n();
  const Index m = market.m();
  s.price.assign(at(m), 0);

  const auto keep_of = [&](std::int64_t wanted) {
    std::vector<Index> keep(at(n), 0);
    for (std::size_t i = 0; i < at(n); ++i) {
      if (problem.demand[i] > 0) {
        keep[i] = static_cast<Index>(std::min<Count>(m, problem.demand[i] + wanted));
      }
    }
    return keep;
  };
  const auto range_of = [&](const Arcs& arcs) {
    Score least = 0;
    Score greatest = 1;
    for (const Score x : arcs.score) {
      least = std::min(least, x);
      greatest = std::max(greatest, x);
    }
    return greatest - least;
  };
  Score slack = 0;  // how much less than needed the pairs are worth that are listed, too
  // Of every row of a level the best pairs, and nothing held.
  const auto begin = [&](const Level& level, const std::vector<Index>& keep) {
    const std::size_t count = level.demand.size();
    counters.pairs_scored += static_cast<std::int64_t>(count) * m;
    s.arcs = k_best_columns(market, view, level.rows, s.price, {}, keep, pool, nullptr);
    s.held.assign(s.arcs.right.size(), 0);
    s.out = level.demand;
    s.load.assign(at(m), 0);
    s.horizon = Horizon(static_cast<Index>(count));
    s.horizon.begin(s.price);
    for (std::size_t r = 0; r < count; ++r) {
      monitor.work(work_of(s, r));
      look(s, s.arcs, r, r, keep[level.row(r)], Horizon::none);
    }
    slack = window_of(s, keep, level.rows, tuning);
  };
  // Of every row of a level what may be missing from its list: pairs that are worth its threshold.
  const auto missing = [&](const Level& level, const std::vector<Score>& threshold) {
    const std::vector<Index> keep = keep_of(tuning.more_options);
    const std::size_t count = level.demand.size();
    std::vector<Index> open;                                // entries of the level
    if (std::holds_alternative<Blocks>(market.source())) {  // whose rows come together
      open.resize(count);
      std::iota(open.begin(), open.end(), 0);
    } else {
      open = s.horizon.beyond(market, level.rows, s.price, threshold, pool);
    }
    Arcs more;
    more.start.assign(count + 1, 0);
    if (open.empty()) return more;
    std::vector<Index> rows;
    std::vector<Score> least(at(n), 0);
    for (const Index r : open) {
      rows.push_back(static_cast<Index>(level.row(at(r))));
      least[at(rows.back())] = std::max(Horizon::none, threshold[at(r)] - slack);
    }
    counters.pairs_scored += static_cast<std::int64_t>(rows.size()) * m;
    const bool all = rows.size() == at(n);
    Arcs found = k_best_columns(market, view, all ? std::span<const Index>() : rows, s.price, least,
                                keep, pool, nullptr);
    s.horizon.begin(s.price);
    for (std::size_t k = 0; k < open.size(); ++k) {
      look(s, found, k, at(open[k]), keep[at(rows[k])], least[at(rows[k])] - 1);
      more.start[at(open[k]) + 1] = found.start[k + 1] - found.start[k];
    }
    for (std::size_t r = 0; r < count; ++r) more.start[r + 1] += more.start[r];
    more.right = std::move(found.right);
    more.score = std::move(found.score);
    return more;
  };

  // Prices on the dual's way down, and the pairs that they bring into play.
  const auto search = [&](const Level& level, double share, std::int64_t kept) {
    const std::vector<Index> keep = keep_of(kept);
    Score wider = 1;
    for (int round = 0; round < tuning.search_rounds; ++round) {
      DualProblem dual{s.arcs, level.demand,     level.outside,  {},
                       {},     level.short_cost, level.over_cost};
      for (std::size_t j = 0; j < at(m); ++j) {
        dual.lo.push_back(static_cast<double>(problem.lo[j]) * share);
        dual.hi.push_back(static_cast<double>(problem.hi[j]) * share);
      }
      const Score window = window_of(s, keep, level.rows, tuning) * wider;
      const PriceSearch found = search_prices(dual, window, s.price, pool);
      counters.newton_steps += found.steps;
      // A single price far off costs an exact solve more than another search.
      const bool arrived = found.halted == 0;
      if (arrived && level.rows.empty()) return;  // the next pass comes after an exact solve
      const std::vector<Score> least = thresholds_at_best(level, s, monitor);
      const std::int64_t added = merge(s, missing(level, least), least, monitor);
      if (added * tuning.few_share < static_cast<std::int64_t>(level.demand.size())) {
        if (arrived) return;
        wider *= tuning.window_growth;
      }
    }
  };

  Score error = 0;  // how far off the prices may be
  if (!std::holds_alternative<Blocks>(market.source())) {
    std::vector<std::size_t> sizes;
    const std::size_t smallest =
        std::max(at(tuning.sample_rows), at(m) * at(tuning.sample_rows_a_node));
    const std::size_t ratio = at(tuning.sample_ratio);
    for (std::size_t size = at(n) / ratio; size >= smallest; size /= ratio) sizes.push_back(size);
    std::vector<Index> order;
    if (!sizes.empty()) {
      order.resize(at(n));
      std::iota(order.begin(), order.end(), 0);
      std::vector<std::uint64_t> mixed(at(n));
      for (std::size_t i = 0; i < at(n); ++i) mixed[i] = scrambled(i);
      std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(sizes[0]),
                       order.end(), [&](Index a, Index b) { return mixed[at(a)] < mixed[at(b)]; });
      std::sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(sizes[0]),
                [&](Index a, Index b) { return mixed[at(a)] < mixed[at(b)]; });
    }
    for (auto size = sizes.rbegin(); size != sizes.rend(); ++size) {
      Level level = sample_of(problem, order, *size, Score{1} << 60);
      begin(level, keep_of(tuning.sample_options));
      const Score range = range_of(s.arcs);
      level = sample_of(problem, order, *size, 2 * range);
      if (error == 0) {
        error = range;
        solve_any(level, error, std::max<Score>(1, range / tuning.rough_share), s, pool, counters);
      }
      search(level, static_cast<double>(*size) / static_cast<double>(n), tuning.sample_options);
    }
  }

  Level level;
  level.demand = problem.demand;
  level.outside = problem.outside;
  level.lo = problem.lo;
  level.hi = problem.hi;
  level.short_cost = problem.short_cost;
  level.over_cost = problem.over_cost;
  begin(level, keep_of(tuning.first_options));
  const bool searched = error != 0;
  if (searched) {
    search(level, 1.0, tuning.first_options);
    error = 1;
  } else {
    error = range_of(s.arcs);
  }
  // Roughly, until few pairs are missing; then exactly. A search leaves few.
  bool exact = searched;
  for (int round = 1;; ++round) {
    solve_any(level, error, exact ? 0 : 1, s, pool, counters);
    const std::vector<Score> least = thresholds(level, s, monitor);
    const Arcs more = missing(level, least);
    Score worst = 0;
    for (std::size_t r = 0; r < at(n); ++r) {
      for (std::int64_t e = more.start[r]; e < more.start[r + 1]; ++e) {
        worst = std::max(worst, more.score[at(e)] - s.price[at(more.right[at(e)])] - least[r] + 1);
      }
    }
    const std::int64_t added = merge(s, more, least, monitor);
    if (report) {
      const auto [value, bound] = values(level, s, monitor);
      report(s, value, bound);
    }
    if (exact && added == 0) return;
    // A few rows out of place find their way by distances; more need coarse prices first.
    const bool few = added == 0 || added * tuning.few_share < static_cast<std::int64_t>(n);
    error = few ? (exact ? 0 : 1) : worst;
    if (!few && searched) {
      search(level, 1.0, tuning.first_options);
      error = 1;
    }
    // Where scores have few levels, rough prices of floors fall by a level a round: only the
    // first few are rough.
    exact = exact || few || round == tuning.rough_rounds;
  }
}

}  // namespace jinguo::inline v0_1::solver

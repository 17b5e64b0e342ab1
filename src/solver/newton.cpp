#include "newton.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "column_generation.hpp"
#include "positions.hpp"

namespace jinguo::inline v0_1::solver {
namespace {

constexpr Score lowest = std::numeric_limits<Score>::min() / 4;

/// Bits for the place of an option beside its value, and the size of values that leaves room.
constexpr int place_bits = 20;
constexpr Score most_packed = Score{1} << 41;

/// A row between its last option taken and the first not taken; node m is outside.
struct DualBreakpoint {
  Index taken = 0;
  Index next = 0;
  Score gap = 0;
};

/// What one sweep over all rows sees at some prices.
struct Sweep {
  double value = 0;
  double imbalance = 0;
  std::vector<Count> load{};
  std::vector<DualBreakpoint> breakpoints{};
};

class DualAscent {
 public:
  DualAscent(const DualProblem& problem, ThreadPool& pool)
      : p_(problem),
        pool_(pool),
        m_(static_cast<Index>(problem.hi.size())),
        rows_a_part_(pool.tuning().newton_rows),
        parts_((static_cast<std::int64_t>(problem.demand.size()) + rows_a_part_ - 1) /
               rows_a_part_) {}

  PriceSearch run(Score window, std::vector<Score>& price) {
    const Tuning& tuning = pool_.tuning();
    PriceSearch result;
    const std::vector<Score> begin = price;
    Score least_width = 1;
    double width = first_width(price, least_width);
    Sweep best = sweep(price, width);
    int stalled = 0;
    std::vector<Score> trial;
    double units = 0;
    for (const Count d : p_.demand) units += static_cast<double>(d);
    while (result.steps < tuning.newton_steps && best.imbalance > enough_balance * units &&
           stalled < tuning.newton_stalls) {
      ++result.steps;
      const std::vector<double> step = direction(best, price, width);
      trial = price;
      std::int64_t moved = 0;
      std::int64_t clamped = 0;
      double total = 0;
      for (std::size_t j = 0; j < at(m_); ++j) {
        const double limited = std::clamp(step[j], -2 * width, 2 * width);
        clamped += limited != step[j] ? 1 : 0;
        trial[j] = bounded(j, price[j], price[j] + static_cast<Score>(std::llround(limited)));
        if (window > 0) trial[j] = std::clamp(trial[j], begin[j] - window, begin[j] + window);
        const Score by = trial[j] - price[j];
        moved += by != 0 ? 1 : 0;
        total += std::abs(static_cast<double>(by));
      }
      if (moved == 0) {
        if (width <= static_cast<double>(least_width)) break;
        width = std::max(static_cast<double>(least_width), width / 2);
        continue;
      }
      Sweep next = sweep(trial, width);
      if (!(next.value < best.value)) {
        if (width <= static_cast<double>(least_width)) break;
        width = std::max(static_cast<double>(least_width), width / 2);
        continue;
      }
      const bool better = next.imbalance < best.imbalance;
      stalled = next.imbalance < good_progress * best.imbalance ? 0 : stalled + 1;
      price.swap(trial);
      best = std::move(next);
      if (better && clamped * 4 > m_) {
        width *= 2;
      } else {
        const double mean = total / static_cast<double>(moved);
        width = std::max(static_cast<double>(least_width), std::min(width, 2 * mean));
      }
    }
    for (std::size_t j = 0; j < at(m_) && window > 0; ++j) {
      const Score by = price[j] - begin[j];
      result.halted += by == window || by == -window ? 1 : 0;
    }
    result.imbalance = best.imbalance;
    return result;
  }

 private:
  /// Prices stop at 0, where a bound of the node changes, and at what breaking a bound costs.
  [[nodiscard]] Score bounded(std::size_t j, Score from, Score to) const {
    if ((from > 0 && to < 0) || (from < 0 && to > 0)) to = 0;
    to = std::max(to, p_.lo[j] > 0 ? -p_.short_cost : Score{0});
    return p_.over_cost > 0 ? std::min(to, p_.over_cost) : to;
  }

  /// What a node should hold at its price; at price 0 whatever it holds, within its bounds.
  [[nodiscard]] double wanted(std::size_t j, Score price, double load) const {
    if (price > 0) return p_.hi[j];
    if (price < 0) return p_.lo[j];
    return std::clamp(load, p_.lo[j], p_.hi[j]);
  }

  /// A width in which about half of the rows are breakpoints; and the least one, where few are.
  double first_width(const std::vector<Score>& price, Score& least) {
    see_size(price);
    const std::int64_t n = static_cast<std::int64_t>(p_.demand.size());
    std::vector<Score> gaps;
    const std::int64_t stride = std::max<std::int64_t>(1, n / pool_.tuning().spread_samples);
    for (std::int64_t r = 0; r < n; r += stride) {
      if (p_.demand[at(r)] != 1) continue;
      const DualBreakpoint breakpoint = look(at(r), price).first;
      if (breakpoint.gap < -lowest) gaps.push_back(breakpoint.gap);
    }
    if (gaps.empty()) return 1;
    const auto quantile = [&](std::size_t percent) {
      const auto k = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() * percent / 100);
      std::nth_element(gaps.begin(), k, gaps.end());
      return *k;
    };
    least = std::max<Score>(1, quantile(least_width_percent));
    return static_cast<double>(std::max<Score>(least, first_width_gaps * quantile(50)));
  }

  /// The two best options of a row of one unit, and the value of the best.
  [[nodiscard]] std::pair<DualBreakpoint, Score> look(std::size_t r,
                                                      const std::vector<Score>& price) const {
    if (packed_) return look_packed(r, price);
    Score first = p_.outside[r];
    Score second = lowest;
    Index taken = m_;
    Index next = m_;
    for (std::int64_t e = p_.arcs.start[r]; e < p_.arcs.start[r + 1]; ++e) {
      const Index right = p_.arcs.right[at(e)];
      const Score value = p_.arcs.score[at(e)] - price[at(right)];
      // Without branches: which of them come first is as good as random.
      const bool is_best = value > first;
      const Score lesser = is_best ? first : value;
      const Index lesser_node = is_best ? taken : right;
      first = is_best ? value : first;
      taken = is_best ? right : taken;
      next = lesser > second ? lesser_node : next;
      second = lesser > second ? lesser : second;
    }
    return {{taken, next, second == lowest ? -lowest : first - second}, first};
  }

  /// The same where value and place of an option fit one number: two maxima an option, and no
  /// branch, which is what the time of a sweep goes to otherwise.
  [[nodiscard]] std::pair<DualBreakpoint, Score> look_packed(
      std::size_t r, const std::vector<Score>& price) const {
    constexpr Score nowhere = (Score{1} << place_bits) - 1;
    const std::int64_t from = p_.arcs.start[r];
    const std::int64_t count = p_.arcs.start[r + 1] - from;
    const Score* score = p_.arcs.score.data() + from;
    const Index* right = p_.arcs.right.data() + from;
    Score first = p_.outside[r] * (nowhere + 1) + nowhere;
    Score second = lowest;
    for (std::int64_t k = 0; k < count; ++k) {
      const Score option = (score[k] - price[at(right[k])]) * (nowhere + 1) + k;
      second = std::max(second, std::min(first, option));
      first = std::max(first, option);
    }
    const auto node = [&](Score option) {
      const Score place = option & nowhere;
      return place == nowhere ? m_ : right[place];
    };
    if (second == lowest) return {{node(first), m_, -lowest}, first >> place_bits};
    const Score gap = (first >> place_bits) - (second >> place_bits);
    return {{node(first), node(second), gap}, first >> place_bits};
  }

  /// Whether all that a row has to compare fits beside the place of an option.
  void see_size(const std::vector<Score>& price) {
    const auto small = [](const auto& values) {
      Score least = 0;
      Score greatest = 0;
      for (const Score x : values) {
        least = std::min(least, x);
        greatest = std::max(greatest, x);
      }
      return least > -most_packed && greatest < most_packed;
    };
    if (!sized_) {
      fits_ = m_ < (Index{1} << place_bits) - 1 && small(p_.arcs.score) && small(p_.outside);
      sized_ = true;
    }
    packed_ = fits_ && small(price);
  }

  Sweep sweep(const std::vector<Score>& price, double width) {
    see_size(price);
    const auto limit = static_cast<Score>(std::min(width, 1e18));
    std::vector<std::vector<Count>> load(static_cast<std::size_t>(pool_.size()));
    std::vector<Wide> value(at(parts_), 0);
    std::vector<std::vector<DualBreakpoint>> breakpoints(at(parts_));
    const auto task = [&](std::int64_t part, int worker) {
      std::vector<Count>& mine = load[static_cast<std::size_t>(worker)];
      if (mine.empty()) mine.assign(at(m_) + 1, 0);
      const std::size_t from = at(part * rows_a_part_);
      const std::size_t to = std::min(p_.demand.size(), from + at(rows_a_part_));
      std::vector<std::pair<Score, Index>> options;
      Wide sum = 0;
      for (std::size_t r = from; r < to; ++r) {
        if (p_.demand[r] == 1) {
          const auto [breakpoint, best] = look(r, price);
          sum += best;
          ++mine[at(breakpoint.taken)];
          if (breakpoint.gap < limit) breakpoints[at(part)].push_back(breakpoint);
        } else if (p_.demand[r] > 1) {
          sum += take_several(r, price, limit, options, mine, breakpoints[at(part)]);
        }
      }
      value[at(part)] = sum;
    };
    pool_.run(parts_, task);
    Sweep out;
    out.load.assign(at(m_), 0);
    for (const std::vector<Count>& mine : load) {
      for (std::size_t j = 0; j < at(m_) && !mine.empty(); ++j) out.load[j] += mine[j];
    }
    Wide sum = 0;
    for (const Wide part : value) sum += part;
    out.value = static_cast<double>(sum);
    for (std::size_t j = 0; j < at(m_); ++j) {
      const auto p = static_cast<double>(price[j]);
      out.value += p * (price[j] > 0 ? p_.hi[j] : p_.lo[j]);
      const auto held = static_cast<double>(out.load[j]);
      out.imbalance += std::abs(held - wanted(j, price[j], held));
    }
    std::size_t total = 0;
    for (const auto& part : breakpoints) total += part.size();
    out.breakpoints.reserve(total);
    for (const auto& part : breakpoints) {
      out.breakpoints.insert(out.breakpoints.end(), part.begin(), part.end());
    }
    return out;
  }

  /// A row of several units takes its best options while they are worth more than outside.
  Wide take_several(std::size_t r, const std::vector<Score>& price, Score limit,
                    std::vector<std::pair<Score, Index>>& options, std::vector<Count>& load,
                    std::vector<DualBreakpoint>& breakpoints) const {
    options.clear();
    for (std::int64_t e = p_.arcs.start[r]; e < p_.arcs.start[r + 1]; ++e) {
      const Index right = p_.arcs.right[at(e)];
      options.emplace_back(p_.arcs.score[at(e)] - price[at(right)], right);
    }
    std::sort(options.begin(), options.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    const auto units = std::min(options.size(), at(p_.demand[r]));
    const Score out = p_.outside[r];
    Wide sum = 0;
    std::size_t k = 0;
    for (; k < units && options[k].first > out; ++k) {
      sum += options[k].first;
      ++load[at(options[k].second)];
    }
    sum += static_cast<Wide>(p_.demand[r] - static_cast<Count>(k)) * out;
    std::pair<Score, Index> next{out, m_};
    if (k < options.size() && (k == at(p_.demand[r]) || options[k].first > out)) {
      next = std::max(next, options[k]);
    }
    if (k > 0 && options[k - 1].first - next.first < limit) {
      breakpoints.push_back(
          {options[k - 1].second, next.second, options[k - 1].first - next.first});
    }
    return sum;
  }

  /// The Newton step: breakpoints' Laplacian against the imbalance, by conjugate gradients with the
  /// diagonal as preconditioner.
  std::vector<double> direction(const Sweep& now, const std::vector<Score>& price, double width) {
    const std::size_t m = at(m_);
    std::vector<double> force(m + 1, 0);
    std::vector<double> diagonal(m + 1, 0);
    std::vector<std::uint8_t> fixed(m + 1, 0);
    fixed[m] = 1;
    for (std::size_t j = 0; j < m; ++j) {
      const auto load = static_cast<double>(now.load[j]);
      force[j] = load - wanted(j, price[j], load);
      if (price[j] == 0 && force[j] == 0) fixed[j] = 1;
    }
    // No more than some for every node: each k-th then counts k times.
    std::size_t close = 0;
    for (const DualBreakpoint& s : now.breakpoints)
      close += static_cast<double>(s.gap) < width ? 1 : 0;
    pool_.monitor().work(static_cast<std::int64_t>(2 * now.breakpoints.size()));
    const std::size_t every =
        std::max<std::size_t>(1, close / (at(pool_.tuning().breakpoints_a_node) * (m + 1)));
    const double weight = static_cast<double>(every) / width;
    pairs_.clear();
    std::size_t seen = 0;
    for (const DualBreakpoint& s : now.breakpoints) {
      if (!(static_cast<double>(s.gap) < width) || seen++ % every != 0) continue;
      if (fixed[at(s.taken)] != 0 && fixed[at(s.next)] != 0) continue;
      pairs_.emplace_back(s.taken, s.next);
      diagonal[at(s.taken)] += weight;
      diagonal[at(s.next)] += weight;
    }
    std::vector<double> x(m + 1, 0);
    std::vector<double> rest(m + 1, 0);
    std::vector<double> search(m + 1, 0);
    std::vector<double> image(m + 1, 0);
    double power = 0;
    for (std::size_t j = 0; j < m; ++j) {
      // Without a breakpoint only the sign is known: as far as a step may go.
      if (fixed[j] == 0 && diagonal[j] == 0) {
        fixed[j] = 1;
        if (force[j] != 0) x[j] = force[j] > 0 ? 2 * width : -2 * width;
      }
      if (fixed[j] != 0) continue;
      diagonal[j] += grounding * weight;
      rest[j] = force[j];
      search[j] = rest[j] / diagonal[j];
      power += rest[j] * search[j];
    }
    const double enough = enough_gradient * power;
    for (int round = 0; round < pool_.tuning().gradient_rounds && power > enough && power > 0;
         ++round) {
      pool_.monitor().work(static_cast<std::int64_t>(pairs_.size() + 4 * m));
      for (std::size_t j = 0; j < m; ++j) image[j] = grounding * weight * search[j];
      image[m] = 0;
      for (const auto& [a, b] : pairs_) {
        const double stretch = weight * (search[at(a)] - search[at(b)]);
        image[at(a)] += stretch;
        image[at(b)] -= stretch;
      }
      double curve = 0;
      for (std::size_t j = 0; j < m; ++j) curve += fixed[j] != 0 ? 0 : search[j] * image[j];
      if (!(curve > 0)) break;
      const double length = power / curve;
      double left = 0;
      for (std::size_t j = 0; j < m; ++j) {
        if (fixed[j] != 0) continue;
        x[j] += length * search[j];
        rest[j] -= length * image[j];
        left += rest[j] * rest[j] / diagonal[j];
      }
      const double turn = left / power;
      power = left;
      for (std::size_t j = 0; j < m; ++j) {
        if (fixed[j] == 0) search[j] = rest[j] / diagonal[j] + turn * search[j];
      }
    }
    return x;
  }

  const DualProblem& p_;
  ThreadPool& pool_;
  Index m_ = 0;
  std::int64_t rows_a_part_ = 1;
  std::int64_t parts_ = 0;
  std::vector<std::pair<Index, Index>> pairs_{};
  bool sized_ = false;
  bool fits_ = false;    ///< Scores and outside values can be packed.
  bool packed_ = false;  ///< The prices at hand, too.
};

}  // namespace

PriceSearch search_prices(const DualProblem& problem, Score window, std::vector<Score>& price,
                          ThreadPool& pool) {
  return DualAscent(problem, pool).run(window, price);
}

}  // namespace jinguo::inline v0_1::solver

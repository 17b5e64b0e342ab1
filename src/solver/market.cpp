#include "jinguo/solver/market.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <string>

#include "implicit.hpp"
#include "kernel.hpp"

namespace jinguo::inline v0_1::solver {
namespace detail {
namespace {

using Features = std::variant<std::span<const std::int8_t>, std::span<const std::int16_t>>;

std::size_t size_of(const Features& features) {
  return std::visit([](const auto span) { return span.size(); }, features);
}

/// Greatest sum of absolute features of a row.
std::int64_t greatest_sum(const Features& features, Index width, std::int64_t& greatest_entry) {
  return std::visit(
      [&](const auto span) {
        std::int64_t best = 0;
        for (std::size_t row = 0; row + static_cast<std::size_t>(width) <= span.size();
             row += static_cast<std::size_t>(width)) {
          std::int64_t sum = 0;
          for (std::size_t k = 0; k < static_cast<std::size_t>(width); ++k) {
            const std::int64_t x = std::abs(static_cast<std::int64_t>(span[row + k]));
            sum += x;
            greatest_entry = std::max(greatest_entry, x);
          }
          best = std::max(best, sum);
        }
        return best;
      },
      features);
}

double greatest(std::span<const Score> points) {
  double best = 0;
  for (const Score x : points) best = std::max(best, std::abs(static_cast<double>(x)));
  return best;
}

}  // namespace

void check(ArgumentChecks& checks, const Implicit& s) {
  check_shape(checks, s.n, s.m);
  if (!checks.clean()) return;
  const auto n = static_cast<std::size_t>(s.n);
  const auto m = static_cast<std::size_t>(s.m);
  if (s.features < 0) {
    checks.fault("solver.count", "features", std::to_string(s.features));
    return;
  }
  const auto width = static_cast<std::size_t>(s.features);
  checks.length("left_features", n * width, size_of(s.left_features));
  checks.length("right_features", m * width, size_of(s.right_features));
  double reach = std::abs(static_cast<double>(s.base));
  if (width > 0) {
    std::int64_t left_entry = 0;
    std::int64_t right_entry = 0;
    const std::int64_t left_sum = greatest_sum(s.left_features, s.features, left_entry);
    const std::int64_t right_sum = greatest_sum(s.right_features, s.features, right_entry);
    const std::int64_t bound = std::min(left_sum * right_entry, right_sum * left_entry);
    if (bound >= std::int64_t{1} << 30) {
      checks.fault("solver.features", "left_features", std::to_string(bound));
    }
    reach += std::abs(static_cast<double>(s.dot_scale)) * static_cast<double>(bound);
  }
  for (std::size_t t = 0; t < s.tables.size(); ++t) {
    const Table& table = s.tables[t];
    const std::string name = ArgumentChecks::place("tables", t);
    if (table.rows < 0) checks.fault("solver.count", name + ".rows", std::to_string(table.rows));
    if (table.columns < 0) {
      checks.fault("solver.count", name + ".columns", std::to_string(table.columns));
    }
    checks.length(name + ".left_class", n, table.left_class.size());
    checks.length(name + ".right_class", m, table.right_class.size());
    checks.length(name + ".values",
                  static_cast<std::size_t>(std::max<Index>(0, table.rows)) *
                      static_cast<std::size_t>(std::max<Index>(0, table.columns)),
                  table.values.size());
    for (std::size_t k = 0; k < table.left_class.size(); ++k) {
      checks.range(name + ".left_class", k, table.left_class[k], table.rows);
    }
    for (std::size_t k = 0; k < table.right_class.size(); ++k) {
      checks.range(name + ".right_class", k, table.right_class[k], table.columns);
    }
    reach += greatest(table.values);
  }
  if (!s.left_points.empty()) checks.length("left_points", n, s.left_points.size());
  if (!s.right_points.empty()) checks.length("right_points", m, s.right_points.size());
  reach += greatest(s.left_points) + greatest(s.right_points);

  const bool asks_distance = !s.decay.empty() || has_limit(s);
  if (!s.left_xy.empty()) checks.length("left_xy", n * 2, s.left_xy.size());
  if (!s.right_xy.empty()) checks.length("right_xy", m * 2, s.right_xy.size());
  const bool has_positions = (!s.left_xy.empty() || n == 0) && (!s.right_xy.empty() || m == 0);
  if (asks_distance && !has_positions) checks.fault("solver.distance", "left_xy", "");
  constexpr std::int32_t far = 1 << 30;
  const auto positions = [&](const char* name, std::span<const std::int32_t> xy) {
    for (std::size_t k = 0; k < xy.size(); ++k) {
      if (xy[k] <= -far || xy[k] >= far) {
        checks.fault("solver.position", ArgumentChecks::place(name, k), std::to_string(xy[k]));
      }
    }
  };
  positions("left_xy", s.left_xy);
  positions("right_xy", s.right_xy);
  for (std::size_t d = 0; d < s.decay.size(); ++d) {
    const auto& corners = s.decay[d];
    const std::string name = ArgumentChecks::place("decay", d);
    if (corners.empty()) checks.fault("solver.decay", name, "");
    for (std::size_t k = 0; k < corners.size(); ++k) {
      const double metres = corners[k].metres;
      const Score points = corners[k].points;
      const bool rises =
          k == 0 || static_cast<float>(metres) > static_cast<float>(corners[k - 1].metres);
      if (!(metres >= 0) || std::isinf(metres) || metres > 1e12 || !rises ||
          std::abs(static_cast<double>(points)) > 16'777'216.0) {
        checks.fault("solver.decay", name + ArgumentChecks::place("", k), std::to_string(metres));
      }
    }
    reach += 16'777'216.0;
  }
  if (!s.right_decay.empty()) {
    checks.length("right_decay", m, s.right_decay.size());
    for (std::size_t k = 0; k < s.right_decay.size(); ++k) {
      checks.range("right_decay", k, s.right_decay[k], static_cast<std::int64_t>(s.decay.size()));
    }
  }
  if (!s.left_origin.empty()) {
    checks.length("left_origin", n, s.left_origin.size());
    const std::size_t origins = m == 0 ? 0 : s.origin_metres.size() / m;
    checks.length("origin_metres", origins * m, s.origin_metres.size());
    for (std::size_t k = 0; k < s.left_origin.size() && m > 0; ++k) {
      checks.range("left_origin", k, s.left_origin[k], static_cast<std::int64_t>(origins));
    }
    for (std::size_t k = 0; k < s.origin_metres.size(); ++k) {
      const std::int32_t metres = s.origin_metres[k];
      const bool exact = metres >= 0 && metres < (1 << 24);
      if (!exact && metres != Implicit::straight_line && metres != Implicit::no_way) {
        checks.fault("solver.origin", ArgumentChecks::place("origin_metres", k),
                     std::to_string(metres));
      }
    }
  }
  if (s.max_distance.has_value() && !(*s.max_distance >= 0)) {
    checks.fault("solver.distance", "max_distance", std::to_string(*s.max_distance));
  }
  if (!s.left_max_distance.empty()) {
    checks.length("left_max_distance", n, s.left_max_distance.size());
    for (std::size_t k = 0; k < s.left_max_distance.size(); ++k) {
      if (s.left_max_distance[k] < 0) {
        checks.fault("solver.distance", ArgumentChecks::place("left_max_distance", k),
                     std::to_string(s.left_max_distance[k]));
      }
    }
  }
  if (!s.right_remote.empty()) checks.length("right_remote", m, s.right_remote.size());
  if (s.band < 1) checks.fault("solver.band", "band", std::to_string(s.band));
  reach += static_cast<double>(std::max<Score>(1, s.band));
  if (reach >= static_cast<double>(too_large)) checks.fault("solver.points", "base", "");
  if (!s.left_bits.empty()) checks.length("left_bits", n, s.left_bits.size());
  if (!s.right_need.empty()) checks.length("right_need", m, s.right_need.size());
  if (!s.right_forbid.empty()) checks.length("right_forbid", m, s.right_forbid.size());
}

}  // namespace detail

namespace {

/// One pair at a time, in 64 bits: serves single pairs and scores that do not fit 32 bits.
void fill_plainly(const Implicit& s, Index from, Index to, Index first, Index last, Score* out) {
  std::vector<DecayCurve> losses;
  for (const auto& corners : s.decay) losses.emplace_back(corners);
  const float common_limit = common_limit_of(s);
  const bool has_positions = !s.left_xy.empty() && !s.right_xy.empty();
  const auto width = static_cast<std::size_t>(s.features);
  const auto right = static_cast<std::size_t>(s.m);
  for (Index i = from; i < to; ++i) {
    const auto row = static_cast<std::size_t>(i);
    const std::uint64_t bits = s.left_bits.empty() ? 0 : s.left_bits[row];
    float limit = common_limit;
    if (!s.left_max_distance.empty() && !std::isnan(s.left_max_distance[row])) {
      limit = std::min(limit, limit_of(s.left_max_distance[row]));
    }
    const Score own = s.base + (s.left_points.empty() ? 0 : s.left_points[row]);
    for (Index j = first; j < last; ++j, ++out) {
      const auto column = static_cast<std::size_t>(j);
      *out = not_eligible;
      if (!s.right_need.empty() && (bits & s.right_need[column]) != s.right_need[column]) continue;
      if (!s.right_forbid.empty() && (bits & s.right_forbid[column]) != 0) continue;
      Score score = own + (s.right_points.empty() ? 0 : s.right_points[column]);
      const bool remote = !s.right_remote.empty() && s.right_remote[column] != 0;
      if (has_positions && !remote) {
        float distance = distance_of(&s.left_xy[row * 2], &s.right_xy[column * 2]);
        if (!s.left_origin.empty()) {
          const std::int32_t metres =
              s.origin_metres[static_cast<std::size_t>(s.left_origin[row]) * right + column];
          if (metres >= 0) distance = static_cast<float>(metres);
        }
        if (distance > limit) continue;
        if (!losses.empty()) {
          const std::size_t which =
              s.right_decay.empty() ? 0 : static_cast<std::size_t>(s.right_decay[column]);
          score -= losses[which].at(distance);
        }
      }
      if (width > 0) {
        std::int64_t dot = 0;
        std::visit(
            [&](const auto left, const auto right) {
              for (std::size_t k = 0; k < width; ++k) {
                dot += static_cast<std::int64_t>(left[row * width + k]) * right[column * width + k];
              }
            },
            s.left_features, s.right_features);
        score += s.dot_scale * dot;
      }
      for (const Table& table : s.tables) {
        score += table.values[static_cast<std::size_t>(table.left_class[row]) *
                                  static_cast<std::size_t>(table.columns) +
                              static_cast<std::size_t>(table.right_class[column])];
      }
      *out = round_down_to(score, s.band);
    }
  }
}

void fill_implicit(const Scores& source, const void* prepared, Index from, Index to, Index first,
                   Index last, Score* out) {
  const auto& s = std::get<Implicit>(source);
  if (prepared == nullptr || last - first < 16) {
    fill_plainly(s, from, to, first, last, out);
    return;
  }
  const auto& kernel = *static_cast<const RowKernel*>(prepared);
  std::vector<std::int32_t> rows(kernel.width() * RowKernel::most_rows);
  for (Index i = from; i < to;) {
    const Index count = std::min<Index>(RowKernel::most_rows, to - i);
    std::array<Index, RowKernel::most_rows> lefts{};
    std::iota(lefts.begin(), lefts.end(), i);
    kernel.fill({lefts.data(), static_cast<std::size_t>(count)}, rows.data());
    const std::int32_t* row = rows.data();
    for (const Index end = i + count; i < end; ++i, row += kernel.width()) {
      for (Index j = first; j < last; ++j) {
        const std::int32_t score = row[static_cast<std::size_t>(j)];
        *out++ = score == narrow_not_eligible ? not_eligible : score;
      }
    }
  }
}

}  // namespace

Market::Market(const Implicit& scores, Bounds bounds)
    : Market(scores, scores.n, scores.m, std::move(bounds)) {
  fill_ = fill_implicit;
  prepared_ = RowKernel::make(scores);
}

Market::Market(const Scores& scores, Bounds bounds)
    : Market(std::visit([&](const auto& source) { return Market(source, std::move(bounds)); },
                        scores)) {}

}  // namespace jinguo::inline v0_1::solver

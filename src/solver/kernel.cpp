#include "kernel.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>
#include <type_traits>
#include <variant>

#include "implicit.hpp"

// One function, several machines: the loader takes the widest that the processor has. Integers are
// exact everywhere, and the float operations are rounded once each (no fused ones), so that all
// give the same. Elsewhere the plain build serves.
#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) &&  \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && \
    (!defined(__clang__) || __clang_major__ >= 14)
#define JINGUO_WIDE [[gnu::target_clones("avx512f", "avx2", "default")]]
#else
#define JINGUO_WIDE
#endif
// Products of pairs of 16-bit features have an instruction that compilers do not find.
#if defined(__x86_64__) && defined(__GNUC__)
#define JINGUO_PAIRS 1
#include <immintrin.h>
#endif

namespace jinguo::inline v0_1::solver {
namespace {

constexpr std::size_t stretch = 64;
constexpr std::size_t tile = 512;
constexpr std::size_t most_entries = std::size_t{1} << 23;  // of all tables, spread over columns
constexpr std::size_t most_place_entries = std::size_t{1} << 22;  // 16 MB
/// A loss that no score outweighs, nor takes out of 32 bits: those lie within narrow_price.
constexpr std::int32_t out_of_reach = 1 << 30;

JINGUO_WIDE void add_products(std::int32_t* __restrict sum, const std::int16_t* __restrict feature,
                              std::size_t pitch, const std::int32_t* __restrict own,
                              std::size_t features, std::size_t count) {
  std::size_t k = 0;
  for (; k + 4 <= features; k += 4) {
    const std::int32_t a = own[k];
    const std::int32_t b = own[k + 1];
    const std::int32_t c = own[k + 2];
    const std::int32_t d = own[k + 3];
    const std::int16_t* __restrict f0 = feature + k * pitch;
    const std::int16_t* __restrict f1 = f0 + pitch;
    const std::int16_t* __restrict f2 = f1 + pitch;
    const std::int16_t* __restrict f3 = f2 + pitch;
    for (std::size_t j = 0; j < count; ++j) {
      sum[j] += a * f0[j] + b * f1[j] + c * f2[j] + d * f3[j];
    }
  }
  for (; k < features; ++k) {
    const std::int32_t a = own[k];
    const std::int16_t* __restrict f = feature + k * pitch;
    for (std::size_t j = 0; j < count; ++j) sum[j] += a * f[j];
  }
}

void add_pairs_plainly(const PairRows& rows, const std::int16_t* feature, std::size_t pitch) {
  for (std::size_t r = 0; r < rows.rows; ++r) {
    std::int32_t* sum = rows.sum + r * rows.sum_pitch;
    for (std::size_t k = 0; k < rows.pairs; ++k) {
      const std::int32_t own = rows.own[r * rows.own_pitch + k];
      const std::int32_t a = static_cast<std::int16_t>(own & 0xffff);
      const std::int32_t b = own >> 16;
      const std::int16_t* f = feature + k * 2 * pitch;
      for (std::size_t j = 0; j < rows.count; ++j) sum[j] += a * f[2 * j] + b * f[2 * j + 1];
    }
  }
}

#ifdef JINGUO_PAIRS
/// A vector of column pairs serves all rows of a group; 32 columns of four rows are eight sums.
#define JINGUO_ADD_PAIRS(name, target_of, dot)                                                   \
  template <std::size_t group>                                                                   \
  [[gnu::target(target_of)]] void name##_group(const PairRows& rows, std::size_t first,          \
                                               const std::int16_t* feature, std::size_t pitch) { \
    for (std::size_t j = 0; j < rows.count; j += 32) {                                           \
      __m512i low[group];                                                                        \
      __m512i high[group];                                                                       \
      for (std::size_t r = 0; r < group; ++r) {                                                  \
        const std::int32_t* sum = rows.sum + (first + r) * rows.sum_pitch + j;                   \
        low[r] = _mm512_loadu_si512(sum);                                                        \
        high[r] = _mm512_loadu_si512(sum + 16);                                                  \
      }                                                                                          \
      const std::int16_t* f = feature + 2 * j;                                                   \
      for (std::size_t k = 0; k < rows.pairs; ++k, f += 2 * pitch) {                             \
        const __m512i columns_low = _mm512_loadu_si512(f);                                       \
        const __m512i columns_high = _mm512_loadu_si512(f + 32);                                 \
        for (std::size_t r = 0; r < group; ++r) {                                                \
          const __m512i own = _mm512_set1_epi32(rows.own[(first + r) * rows.own_pitch + k]);     \
          low[r] = dot(low[r], columns_low, own);                                                \
          high[r] = dot(high[r], columns_high, own);                                             \
        }                                                                                        \
      }                                                                                          \
      for (std::size_t r = 0; r < group; ++r) {                                                  \
        std::int32_t* sum = rows.sum + (first + r) * rows.sum_pitch + j;                         \
        _mm512_storeu_si512(sum, low[r]);                                                        \
        _mm512_storeu_si512(sum + 16, high[r]);                                                  \
      }                                                                                          \
    }                                                                                            \
  }                                                                                              \
  [[gnu::target(target_of)]] void name(const PairRows& rows, const std::int16_t* feature,        \
                                       std::size_t pitch) {                                      \
    std::size_t r = 0;                                                                           \
    for (; r + 4 <= rows.rows; r += 4) name##_group<4>(rows, r, feature, pitch);                 \
    for (; r < rows.rows; ++r) name##_group<1>(rows, r, feature, pitch);                         \
  }
#define JINGUO_MADD(sum, a, b) _mm512_add_epi32(sum, _mm512_madd_epi16(a, b))
JINGUO_ADD_PAIRS(add_pairs_512, "avx512bw", JINGUO_MADD)
JINGUO_ADD_PAIRS(add_pairs_512_vnni, "avx512bw,avx512vnni", _mm512_dpwssd_epi32)
#undef JINGUO_ADD_PAIRS
#undef JINGUO_MADD

[[gnu::target("avx2")]] void add_pairs_256(const PairRows& rows, const std::int16_t* feature,
                                           std::size_t pitch) {
  for (std::size_t r = 0; r < rows.rows; ++r) {
    std::int32_t* sum = rows.sum + r * rows.sum_pitch;
    const std::int32_t* own = rows.own + r * rows.own_pitch;
    for (std::size_t j = 0; j < rows.count; j += 8) {
      __m256i total = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(sum + j));
      const std::int16_t* f = feature + 2 * j;
      for (std::size_t k = 0; k < rows.pairs; ++k, f += 2 * pitch) {
        total = _mm256_add_epi32(
            total, _mm256_madd_epi16(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(f)),
                                     _mm256_set1_epi32(own[k])));
      }
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(sum + j), total);
    }
  }
}
#endif

JINGUO_WIDE void add_all(std::int32_t* __restrict sum, const std::int32_t* __restrict more,
                         std::size_t count) {
  for (std::size_t j = 0; j < count; ++j) sum[j] += more[j];
}

JINGUO_WIDE void distances(float* __restrict out, const std::int32_t* __restrict x,
                           const std::int32_t* __restrict y, std::int32_t own_x, std::int32_t own_y,
                           std::size_t count) {
  for (std::size_t j = 0; j < count; ++j) {
    const float dx = static_cast<float>(own_x - x[j]);
    const float dy = static_cast<float>(own_y - y[j]);
    const float xx = dx * dx;
    const float yy = dy * dy;
    out[j] = std::sqrt(xx + yy);
  }
}

/// loss = points + (distance - metres) * slope where the distance has reached the corner.
JINGUO_WIDE void turn_corner(float* __restrict loss, const float* __restrict distance,
                             const float* __restrict metres, const float* __restrict points,
                             const float* __restrict slope, std::size_t count) {
  for (std::size_t j = 0; j < count; ++j) {
    const float run = distance[j] - metres[j];
    const float rise = run * slope[j];
    const float lost = points[j] + rise;
    loss[j] = distance[j] >= metres[j] ? lost : loss[j];
  }
}

JINGUO_WIDE void take_off(std::int32_t* __restrict sum, const float* __restrict loss,
                          const float* __restrict waived, std::size_t count) {
  for (std::size_t j = 0; j < count; ++j) {
    const float lost = waived[j] > 0.0F ? 0.0F : loss[j];
    const std::int32_t whole = static_cast<std::int32_t>(lost);
    sum[j] -= whole - (static_cast<float>(whole) > lost ? 1 : 0);
  }
}

JINGUO_WIDE void limit_distance(std::int32_t* __restrict allowed, const float* __restrict distance,
                                const float* __restrict waived, float limit, std::size_t count) {
  for (std::size_t j = 0; j < count; ++j) {
    const float mine = waived[j] > limit ? waived[j] : limit;
    allowed[j] &= distance[j] <= mine ? -1 : 0;
  }
}

JINGUO_WIDE void limit_bits(std::int32_t* __restrict allowed, const std::uint64_t* __restrict need,
                            const std::uint64_t* __restrict forbid, std::uint64_t bits,
                            std::size_t count) {
  for (std::size_t j = 0; j < count; ++j) {
    const std::uint64_t fault = (need[j] & ~bits) | (forbid[j] & bits);
    allowed[j] = fault == 0 ? allowed[j] : 0;
  }
}

/// floor(s / band) * band: with s + 0.5 no quotient lies so near an integer that rounding matters.
JINGUO_WIDE void to_bands(std::int32_t* __restrict sum, std::int32_t band, std::size_t count) {
  const double share = 1.0 / band;
  for (std::size_t j = 0; j < count; ++j) {
    const double quotient = (sum[j] + 0.5) * share;
    const auto whole = static_cast<std::int32_t>(quotient);
    const std::int32_t floored = whole - (static_cast<double>(whole) > quotient ? 1 : 0);
    sum[j] = floored * band;
  }
}

JINGUO_WIDE void close(std::int32_t* __restrict out, const std::int32_t* __restrict sum,
                       const std::int32_t* __restrict allowed, std::size_t count) {
  for (std::size_t j = 0; j < count; ++j) {
    const bool is = (allowed[j] != 0) & (sum[j] > -(out_of_reach / 2));
    out[j] = is ? sum[j] : narrow_not_eligible;
  }
}

JINGUO_WIDE void take_all(std::int32_t* __restrict sum, const std::int32_t* __restrict loss,
                          std::size_t count) {
  for (std::size_t j = 0; j < count; ++j) sum[j] -= loss[j];
}

JINGUO_WIDE void begin_sum(std::int32_t* __restrict sum, const std::int32_t* __restrict points,
                           std::int32_t own, std::size_t count) {
  for (std::size_t j = 0; j < count; ++j) sum[j] = points[j] + own;
}

/// What no score exceeds in size, or nothing if one may not fit.
std::optional<Score> reach_of(const Implicit& s) {
  double reach = std::abs(static_cast<double>(s.base)) + static_cast<double>(s.band);
  const auto greatest = [](std::span<const Score> points) {
    double most = 0;
    for (const Score x : points) most = std::max(most, std::abs(static_cast<double>(x)));
    return most;
  };
  reach += greatest(s.left_points) + greatest(s.right_points);
  std::size_t entries = 0;
  for (const Table& table : s.tables) {
    reach += greatest(table.values);
    entries += static_cast<std::size_t>(table.rows) * static_cast<std::size_t>(s.m);
  }
  double farthest = 0;
  for (const auto& corners : s.decay) {
    for (const Breakpoint& corner : corners) {
      farthest = std::max(farthest, std::abs(static_cast<double>(corner.points)));
    }
  }
  reach += farthest + 1;
  if (s.features > 0) {
    const auto sums = [&](const auto& features, double& entry) {
      double most = 0;
      std::visit(
          [&](const auto span) {
            const auto width = static_cast<std::size_t>(s.features);
            for (std::size_t row = 0; row + width <= span.size(); row += width) {
              double sum = 0;
              for (std::size_t k = 0; k < width; ++k) {
                const double x = std::abs(static_cast<double>(span[row + k]));
                sum += x;
                entry = std::max(entry, x);
              }
              most = std::max(most, sum);
            }
          },
          features);
      return most;
    };
    double left_entry = 0;
    double right_entry = 0;
    const double left = sums(s.left_features, left_entry);
    const double right = sums(s.right_features, right_entry);
    reach += std::abs(static_cast<double>(s.dot_scale)) *
             std::min(left * right_entry, right * left_entry);
    // Every scaled left feature is one factor of the 32-bit products.
    reach = std::max(reach, left_entry * std::abs(static_cast<double>(s.dot_scale)));
  }
  if (!(reach < static_cast<double>(narrow_price)) || entries > most_entries) return std::nullopt;
  return static_cast<Score>(reach) + 1;
}

}  // namespace

std::vector<AddPairs> add_pairs_versions() {
  std::vector<AddPairs> versions{add_pairs_plainly};
#ifdef JINGUO_PAIRS
  if (__builtin_cpu_supports("avx2")) versions.push_back(add_pairs_256);
  if (__builtin_cpu_supports("avx512bw")) versions.push_back(add_pairs_512);
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vnni")) {
    versions.push_back(add_pairs_512_vnni);
  }
#endif
  return versions;
}

std::shared_ptr<const RowKernel> RowKernel::make(const Implicit& source) {
  const std::optional<Score> reach = reach_of(source);
  return reach ? std::make_shared<const RowKernel>(source, *reach) : nullptr;
}

RowKernel::RowKernel(const Implicit& source, Score reach) : source_(source), reach_(reach) {
  const Implicit& s = source_;
  m_ = static_cast<std::size_t>(s.m);
  width_ = (m_ + stretch - 1) / stretch * stretch;
  features_ = static_cast<std::size_t>(s.features);
  feature_.assign(features_ * width_, 0);
  std::visit(
      [&](const auto span) {
        for (std::size_t j = 0; j < m_ && features_ > 0; ++j) {
          for (std::size_t k = 0; k < features_; ++k) {
            feature_[k * width_ + j] = span[j * features_ + k];
          }
        }
      },
      s.right_features);
  // A product of two -32768 twice would be 2^31; make() has seen that sums stay below 2^28.
  const bool paired = features_ > 0 && features_ <= 64 &&
                      std::visit(
                          [&](const auto span) {
                            return std::all_of(span.begin(), span.end(), [&](Score x) {
                              return x * s.dot_scale >= -32768 && x * s.dot_scale <= 32767;
                            });
                          },
                          s.left_features);
  if (paired) {
    const std::size_t pairs = (features_ + 1) / 2;
    paired_.assign(pairs * 2 * width_, 0);
    for (std::size_t k = 0; k < features_; ++k) {
      for (std::size_t j = 0; j < m_; ++j) {
        paired_[(k / 2) * 2 * width_ + 2 * j + k % 2] = feature_[k * width_ + j];
      }
    }
  }
  points_.assign(width_, 0);
  for (std::size_t j = 0; j < m_; ++j) {
    points_[j] =
        static_cast<std::int32_t>(s.base + (s.right_points.empty() ? 0 : s.right_points[j]));
  }
  allowed_.assign(width_, 0);
  std::fill(allowed_.begin(), allowed_.begin() + static_cast<std::ptrdiff_t>(m_), -1);
  has_bits_ = !s.right_need.empty() || !s.right_forbid.empty();
  if (has_bits_) {
    need_.assign(width_, 0);
    forbid_.assign(width_, 0);
    std::copy(s.right_need.begin(), s.right_need.end(), need_.begin());
    std::copy(s.right_forbid.begin(), s.right_forbid.end(), forbid_.begin());
  }
  has_limit_ = s.max_distance.has_value() || !s.left_max_distance.empty();
  limit_ = s.max_distance.has_value() ? limit_of(*s.max_distance)
                                      : std::numeric_limits<float>::infinity();
  has_positions_ = !s.left_xy.empty() && !s.right_xy.empty() && (has_limit_ || !s.decay.empty());
  if (has_positions_) {
    x_.assign(width_, 0);
    y_.assign(width_, 0);
    waived_.assign(width_, -1.0F);
    for (std::size_t j = 0; j < m_; ++j) {
      x_[j] = s.right_xy[2 * j];
      y_[j] = s.right_xy[2 * j + 1];
      if (!s.right_remote.empty() && s.right_remote[j] != 0) {
        waived_[j] = std::numeric_limits<float>::infinity();
      }
    }
    std::vector<DecayCurve> losses;
    std::size_t most = 0;
    for (const auto& corners : s.decay) {
      losses.emplace_back(corners);
      most = std::max(most, corners.size());
    }
    for (std::size_t c = 0; c < most; ++c) {
      Corner corner;
      corner.metres.assign(width_, std::numeric_limits<float>::infinity());
      corner.points.assign(width_, 0.0F);
      corner.slope.assign(width_, 0.0F);
      for (std::size_t j = 0; j < m_; ++j) {
        const DecayCurve& loss =
            losses[s.right_decay.empty() ? 0 : static_cast<std::size_t>(s.right_decay[j])];
        if (c >= loss.metres.size()) continue;
        corner.metres[j] = loss.metres[c];
        corner.points[j] = loss.points[c];
        corner.slope[j] = loss.slope[c];
      }
      corners_.push_back(std::move(corner));
    }
    read_places();
  }
  for (const Table& table : s.tables) {
    Lookup lookup;
    lookup.left_class = table.left_class;
    lookup.values.assign(static_cast<std::size_t>(table.rows) * width_, 0);
    for (std::size_t r = 0; r < static_cast<std::size_t>(table.rows); ++r) {
      for (std::size_t j = 0; j < m_; ++j) {
        lookup.values[r * width_ + j] =
            static_cast<std::int32_t>(table.values[r * static_cast<std::size_t>(table.columns) +
                                                   static_cast<std::size_t>(table.right_class[j])]);
      }
    }
    lookups_.push_back(std::move(lookup));
  }
}

void RowKernel::read_places() {
  const Implicit& s = source_;
  const auto n = static_cast<std::size_t>(s.n);
  const std::size_t most = std::min(most_place_entries / width_, n / 4);
  if (most == 0) return;
  // Places by their coordinates, open addressing.
  std::size_t size = 16;
  while (size < 2 * most + 2) size *= 2;
  std::vector<Index> slots(size, -1);
  std::vector<Index> first;  // a row of each place
  place_.assign(n, 0);
  for (std::size_t i = 0; i < n; ++i) {
    const std::int32_t x = s.left_xy[2 * i];
    const std::int32_t y = s.left_xy[2 * i + 1];
    const std::uint64_t both = static_cast<std::uint64_t>(static_cast<std::uint32_t>(x)) << 32 |
                               static_cast<std::uint32_t>(y);
    std::size_t slot = (both * 0x9e3779b97f4a7c15ULL >> 20) & (size - 1);
    const auto same = [&](Index row) {
      const auto k = static_cast<std::size_t>(row);
      return s.left_xy[2 * k] == x && s.left_xy[2 * k + 1] == y;
    };
    while (slots[slot] >= 0 && !same(first[static_cast<std::size_t>(slots[slot])])) {
      slot = (slot + 1) & (size - 1);
    }
    if (slots[slot] < 0) {
      if (first.size() == most) {  // too many for a table to pay
        place_.clear();
        return;
      }
      slots[slot] = static_cast<Index>(first.size());
      first.push_back(static_cast<Index>(i));
    }
    place_[i] = slots[slot];
  }
  place_loss_.assign(first.size() * width_, 0);
  alignas(64) std::int32_t sum[tile];
  alignas(64) std::int32_t allowed[tile];
  for (std::size_t p = 0; p < first.size(); ++p) {
    const Row row{first[p], 0, true, limit_};
    for (std::size_t from = 0; from < width_; from += tile) {
      const std::size_t count = std::min(tile, width_ - from);
      std::fill_n(sum, count, 0);
      std::fill_n(allowed, count, -1);
      lose_by_distance(row, from, count, sum, allowed);
      std::int32_t* loss = place_loss_.data() + p * width_ + from;
      for (std::size_t j = 0; j < count; ++j) loss[j] = allowed[j] != 0 ? -sum[j] : out_of_reach;
    }
  }
}

void RowKernel::lose_by_distance(const Row& row, std::size_t from, std::size_t count,
                                 std::int32_t* sum, std::int32_t* allowed) const {
  alignas(64) float distance[tile];
  alignas(64) float loss[tile];
  const auto i = static_cast<std::size_t>(row.left);
  distances(distance, x_.data() + from, y_.data() + from, source_.left_xy[2 * i],
            source_.left_xy[2 * i + 1], count);
  if (!corners_.empty()) {
    std::copy_n(corners_[0].points.data() + from, count, loss);
    for (const Corner& corner : corners_) {
      turn_corner(loss, distance, corner.metres.data() + from, corner.points.data() + from,
                  corner.slope.data() + from, count);
    }
    take_off(sum, loss, waived_.data() + from, count);
  }
  if (has_limit_) limit_distance(allowed, distance, waived_.data() + from, row.limit, count);
}

void RowKernel::fill(Index first, Index rows, std::int32_t* out) const {
  const Implicit& s = source_;
  const auto count_of_rows = static_cast<std::size_t>(rows);
  alignas(64) std::int32_t sum[most_rows][tile];
  alignas(64) std::int32_t allowed[tile];
  std::int32_t few[most_rows * 64];
  std::vector<std::int32_t> many;
  std::int32_t* own = few;
  if (features_ > 64) {
    many.resize(features_ * count_of_rows);
    own = many.data();
  }
  Row row[most_rows];
  for (std::size_t r = 0; r < count_of_rows; ++r) {
    const std::size_t i = static_cast<std::size_t>(first) + r;
    row[r].left = static_cast<Index>(i);
    row[r].points = static_cast<std::int32_t>(s.left_points.empty() ? 0 : s.left_points[i]);
    row[r].limit = limit_;
    row[r].measured = has_positions_ && place_.empty();
    if (!s.left_max_distance.empty() && !std::isnan(s.left_max_distance[i])) {
      row[r].limit = std::min(limit_, limit_of(s.left_max_distance[i]));
      row[r].measured = has_positions_;
    }
    std::int32_t* mine = own + r * features_;
    std::visit(
        [&](const auto span) {
          for (std::size_t k = 0; k < features_; ++k) {
            mine[k] = static_cast<std::int32_t>(span[i * features_ + k] * s.dot_scale);
          }
        },
        s.left_features);
    if (paired_.empty()) continue;
    for (std::size_t k = 0; k < features_; k += 2) {
      const std::uint32_t low = static_cast<std::uint16_t>(mine[k]);
      const std::uint32_t high = k + 1 < features_ ? static_cast<std::uint16_t>(mine[k + 1]) : 0;
      mine[k / 2] = static_cast<std::int32_t>(high << 16 | low);
    }
  }
  static const AddPairs add_pairs = add_pairs_versions().back();
  for (std::size_t from = 0; from < width_; from += tile) {
    const std::size_t count = std::min(tile, width_ - from);
    for (std::size_t r = 0; r < count_of_rows; ++r) {
      begin_sum(sum[r], points_.data() + from, row[r].points, count);
      if (paired_.empty()) {
        add_products(sum[r], feature_.data() + from, width_, own + r * features_, features_, count);
      }
    }
    if (!paired_.empty()) {
      add_pairs({sum[0], tile, own, features_, count_of_rows, (features_ + 1) / 2, count},
                paired_.data() + 2 * from, width_);
    }
    for (std::size_t r = 0; r < count_of_rows; ++r) {
      const auto i = static_cast<std::size_t>(row[r].left);
      for (const Lookup& lookup : lookups_) {
        add_all(
            sum[r],
            lookup.values.data() + static_cast<std::size_t>(lookup.left_class[i]) * width_ + from,
            count);
      }
      const std::int32_t* may = allowed_.data() + from;
      if (has_bits_ || (row[r].measured && has_limit_)) {
        std::copy_n(may, count, allowed);
        may = allowed;
      }
      if (row[r].measured) {
        lose_by_distance(row[r], from, count, sum[r], allowed);
      } else if (!place_.empty()) {
        take_all(sum[r], place_loss_.data() + static_cast<std::size_t>(place_[i]) * width_ + from,
                 count);
      }
      if (has_bits_) {
        const std::uint64_t bits = s.left_bits.empty() ? 0 : s.left_bits[i];
        limit_bits(allowed, need_.data() + from, forbid_.data() + from, bits, count);
      }
      if (s.band > 1) to_bands(sum[r], static_cast<std::int32_t>(s.band), count);
      close(out + r * width_ + from, sum[r], may, count);
    }
  }
}

JINGUO_WIDE static void mark_stretches(const std::int32_t* __restrict scores,
                                       const std::int32_t* __restrict price, std::int32_t least,
                                       std::size_t width, std::uint8_t* __restrict marks) {
  for (std::size_t c = 0; c < width / 32; ++c) {
    std::int32_t any = 0;
    const std::int32_t* __restrict s = scores + c * 32;
    const std::int32_t* __restrict p = price + c * 32;
    for (std::size_t j = 0; j < 32; ++j) any |= s[j] - p[j] >= least ? 1 : 0;
    marks[c] = static_cast<std::uint8_t>(any);
  }
}

static std::size_t reaching_plainly(const std::int32_t* scores, const std::int32_t* price,
                                    std::int32_t least, std::size_t width, Index* columns) {
  std::uint8_t marks[tile / 32];
  std::size_t found = 0;
  for (std::size_t from = 0; from < width; from += tile) {
    const std::size_t count = std::min(tile, width - from);
    mark_stretches(scores + from, price + from, least, count, marks);
    for (std::size_t c = 0; c < count / 32; ++c) {
      if (marks[c] == 0) continue;
      for (std::size_t j = from + c * 32; j < from + c * 32 + 32; ++j) {
        columns[found] = static_cast<Index>(j);
        found += scores[j] - price[j] >= least ? 1 : 0;
      }
    }
  }
  return found;
}

#ifdef JINGUO_PAIRS
[[gnu::target("avx512f")]] static std::size_t reaching_512(const std::int32_t* scores,
                                                           const std::int32_t* price,
                                                           std::int32_t least, std::size_t width,
                                                           Index* columns) {
  const __m512i floor = _mm512_set1_epi32(least);
  const __m512i lanes = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  std::size_t found = 0;
  for (std::size_t j = 0; j < width; j += 16) {
    const __m512i value =
        _mm512_sub_epi32(_mm512_loadu_si512(scores + j), _mm512_loadu_si512(price + j));
    const __mmask16 mask = _mm512_cmpge_epi32_mask(value, floor);
    if (mask == 0) continue;
    // Compressed in a register: to memory it takes many times as long on some processors.
    const __m512i at = _mm512_add_epi32(lanes, _mm512_set1_epi32(static_cast<std::int32_t>(j)));
    _mm512_storeu_si512(columns + found, _mm512_maskz_compress_epi32(mask, at));
    found += static_cast<std::size_t>(__builtin_popcount(mask));
  }
  return found;
}
#endif

std::vector<Reaching> reaching_versions() {
  std::vector<Reaching> versions{reaching_plainly};
#ifdef JINGUO_PAIRS
  if (__builtin_cpu_supports("avx512f")) versions.push_back(reaching_512);
#endif
  return versions;
}

JINGUO_WIDE Extremes extremes_of(const std::int32_t* __restrict scores, std::size_t width) {
  std::int32_t least = std::numeric_limits<std::int32_t>::max();
  std::int32_t greatest = std::numeric_limits<std::int32_t>::min();
  std::int32_t eligible = 0;
  for (std::size_t j = 0; j < width; ++j) {
    const bool is = scores[j] != narrow_not_eligible;
    const std::int32_t low = is ? scores[j] : std::numeric_limits<std::int32_t>::max();
    least = low < least ? low : least;
    const std::int32_t high = is ? scores[j] : std::numeric_limits<std::int32_t>::min();
    greatest = high > greatest ? high : greatest;
    eligible += is ? 1 : 0;
  }
  return {least, greatest, eligible};
}

JINGUO_WIDE void lower_losses(std::int32_t* __restrict loss, const std::int32_t* __restrict scores,
                              std::int32_t mine, std::size_t width) {
  for (std::size_t j = 0; j < width; ++j) {
    const std::int32_t mine_there = mine - scores[j];
    loss[j] = mine_there < loss[j] ? mine_there : loss[j];
  }
}

JINGUO_WIDE std::int32_t reached_by(const std::int32_t* __restrict scores,
                                    const std::int32_t* __restrict price, std::size_t width,
                                    std::size_t count) {
  std::int32_t greatest[64];
  for (std::size_t j = 0; j < 64; ++j) greatest[j] = scores[j] - price[j];
  for (std::size_t from = 64; from < width; from += 64) {
    for (std::size_t j = 0; j < 64; ++j) {
      const std::int32_t value = scores[from + j] - price[from + j];
      greatest[j] = value > greatest[j] ? value : greatest[j];
    }
  }
  std::int32_t low = greatest[0];  // reached by enough
  std::int32_t high = greatest[0];
  for (std::size_t j = 1; j < 64; ++j) {
    low = greatest[j] < low ? greatest[j] : low;
    high = greatest[j] > high ? greatest[j] : high;
  }
  while (low < high) {
    const auto middle =
        static_cast<std::int32_t>(low + (static_cast<std::int64_t>(high) - low + 1) / 2);
    std::int32_t reach = 0;
    for (std::size_t j = 0; j < 64; ++j) reach += greatest[j] >= middle ? 1 : 0;
    const auto reached = static_cast<std::size_t>(reach);
    if (reached >= count) {
      low = middle;
      if (reached <= count + count / 4) break;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

}  // namespace jinguo::inline v0_1::solver

#include "kernel.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
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

void add_pairs_plainly(std::int32_t* sum, const std::int16_t* feature, std::size_t pitch,
                       const std::int32_t* own, std::size_t pairs, std::size_t count) {
  for (std::size_t k = 0; k < pairs; ++k) {
    const std::int32_t a = static_cast<std::int16_t>(own[k] & 0xffff);
    const std::int32_t b = own[k] >> 16;
    const std::int16_t* f = feature + k * 2 * pitch;
    for (std::size_t j = 0; j < count; ++j) sum[j] += a * f[2 * j] + b * f[2 * j + 1];
  }
}

#ifdef JINGUO_PAIRS
[[gnu::target("avx512bw")]] void add_pairs_512(std::int32_t* sum, const std::int16_t* feature,
                                               std::size_t pitch, const std::int32_t* own,
                                               std::size_t pairs, std::size_t count) {
  for (std::size_t j = 0; j < count; j += 16) {
    __m512i total = _mm512_loadu_si512(sum + j);
    const std::int16_t* f = feature + 2 * j;
    for (std::size_t k = 0; k < pairs; ++k, f += 2 * pitch) {
      total = _mm512_add_epi32(total,
                               _mm512_madd_epi16(_mm512_loadu_si512(f), _mm512_set1_epi32(own[k])));
    }
    _mm512_storeu_si512(sum + j, total);
  }
}

[[gnu::target("avx2")]] void add_pairs_256(std::int32_t* sum, const std::int16_t* feature,
                                           std::size_t pitch, const std::int32_t* own,
                                           std::size_t pairs, std::size_t count) {
  for (std::size_t j = 0; j < count; j += 8) {
    __m256i total = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(sum + j));
    const std::int16_t* f = feature + 2 * j;
    for (std::size_t k = 0; k < pairs; ++k, f += 2 * pitch) {
      total = _mm256_add_epi32(
          total, _mm256_madd_epi16(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(f)),
                                   _mm256_set1_epi32(own[k])));
    }
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sum + j), total);
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
  for (std::size_t j = 0; j < count; ++j) out[j] = allowed[j] != 0 ? sum[j] : narrow_not_eligible;
}

bool fits(const Implicit& s) {
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
  return reach < static_cast<double>(narrow_price) && entries <= most_entries;
}

}  // namespace

std::vector<AddPairs> add_pairs_versions() {
  std::vector<AddPairs> versions{add_pairs_plainly};
#ifdef JINGUO_PAIRS
  if (__builtin_cpu_supports("avx2")) versions.push_back(add_pairs_256);
  if (__builtin_cpu_supports("avx512bw")) versions.push_back(add_pairs_512);
#endif
  return versions;
}

std::shared_ptr<const RowKernel> RowKernel::make(const Implicit& source) {
  if (!fits(source)) return nullptr;
  return std::make_shared<const RowKernel>(source);
}

RowKernel::RowKernel(const Implicit& source) : source_(source) {
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

void RowKernel::fill(Index row, std::int32_t* out) const {
  const Implicit& s = source_;
  const auto i = static_cast<std::size_t>(row);
  alignas(64) std::int32_t sum[tile];
  alignas(64) std::int32_t allowed[tile];
  alignas(64) float distance[tile];
  alignas(64) float loss[tile];
  std::int32_t few[64];
  std::vector<std::int32_t> many;
  std::int32_t* own = few;
  if (features_ > 64) {
    many.resize(features_);
    own = many.data();
  }
  std::visit(
      [&](const auto span) {
        for (std::size_t k = 0; k < features_; ++k) {
          own[k] = static_cast<std::int32_t>(span[i * features_ + k] * s.dot_scale);
        }
      },
      s.left_features);
  if (!paired_.empty()) {
    for (std::size_t k = 0; k < features_; k += 2) {
      const std::uint32_t low = static_cast<std::uint16_t>(own[k]);
      const std::uint32_t high = k + 1 < features_ ? static_cast<std::uint16_t>(own[k + 1]) : 0;
      own[k / 2] = static_cast<std::int32_t>(high << 16 | low);
    }
  }
  static const AddPairs add_pairs = add_pairs_versions().back();
  const auto left_points = static_cast<std::int32_t>(s.left_points.empty() ? 0 : s.left_points[i]);
  float limit = limit_;
  if (!s.left_max_distance.empty() && !std::isnan(s.left_max_distance[i])) {
    limit = std::min(limit, limit_of(s.left_max_distance[i]));
  }
  const std::uint64_t bits = s.left_bits.empty() ? 0 : s.left_bits[i];
  for (std::size_t from = 0; from < width_; from += tile) {
    const std::size_t count = std::min(tile, width_ - from);
    for (std::size_t j = 0; j < count; ++j) sum[j] = points_[from + j] + left_points;
    if (paired_.empty()) {
      add_products(sum, feature_.data() + from, width_, own, features_, count);
    } else {
      add_pairs(sum, paired_.data() + 2 * from, width_, own, (features_ + 1) / 2, count);
    }
    for (const Lookup& lookup : lookups_) {
      add_all(sum,
              lookup.values.data() + static_cast<std::size_t>(lookup.left_class[i]) * width_ + from,
              count);
    }
    std::copy_n(allowed_.data() + from, count, allowed);
    if (has_positions_) {
      distances(distance, x_.data() + from, y_.data() + from, s.left_xy[2 * i],
                s.left_xy[2 * i + 1], count);
      if (!corners_.empty()) {
        std::copy_n(corners_[0].points.data() + from, count, loss);
        for (const Corner& corner : corners_) {
          turn_corner(loss, distance, corner.metres.data() + from, corner.points.data() + from,
                      corner.slope.data() + from, count);
        }
        take_off(sum, loss, waived_.data() + from, count);
      }
      if (has_limit_) limit_distance(allowed, distance, waived_.data() + from, limit, count);
    }
    if (has_bits_) limit_bits(allowed, need_.data() + from, forbid_.data() + from, bits, count);
    if (s.band > 1) to_bands(sum, static_cast<std::int32_t>(s.band), count);
    close(out + from, sum, allowed, count);
  }
}

JINGUO_WIDE void mark_stretches(const std::int32_t* __restrict scores,
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

JINGUO_WIDE void greatest_by_class(const std::int32_t* __restrict scores,
                                   const std::int32_t* __restrict price, std::size_t width,
                                   std::int32_t* __restrict greatest) {
  for (std::size_t j = 0; j < 64; ++j) greatest[j] = scores[j] - price[j];
  for (std::size_t from = 64; from < width; from += 64) {
    for (std::size_t j = 0; j < 64; ++j) {
      const std::int32_t value = scores[from + j] - price[from + j];
      greatest[j] = value > greatest[j] ? value : greatest[j];
    }
  }
}

}  // namespace jinguo::inline v0_1::solver

#include "kernel_levels.hpp"

#include <algorithm>
#include <cmath>

#if defined(__x86_64__) && defined(__GNUC__)
#define JINGUO_X86 1
#include <immintrin.h>
#endif

namespace jinguo::inline v0_1::solver {
namespace {

namespace plain {
#define JINGUO_LEVEL
#include "kernel_loops.inl"
#undef JINGUO_LEVEL
}  // namespace plain

#ifdef JINGUO_X86
namespace avx2 {
#define JINGUO_LEVEL [[gnu::target("avx2")]]
#include "kernel_loops.inl"
#undef JINGUO_LEVEL
}  // namespace avx2

namespace avx512 {
#define JINGUO_LEVEL [[gnu::target("avx512f,avx512bw")]]
#include "kernel_loops.inl"
#undef JINGUO_LEVEL
}  // namespace avx512

// Products of pairs of 16-bit features, and columns that reach a value, have instructions that
// compilers do not find.
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
    for (; r + 2 <= rows.rows; r += 2) name##_group<2>(rows, r, feature, pitch);                 \
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

[[gnu::target("avx512f")]] std::size_t reaching_512(const std::int32_t* scores,
                                                    const std::int32_t* price, std::int32_t least,
                                                    std::size_t width, Index* columns) {
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

/// What is not named is the compiler's: the same source for every level.
#define JINGUO_LOOPS(level)                                                                        \
  .extremes_of = level::extremes_of, .lower_losses = level::lower_losses,                          \
  .reached_by = level::reached_by, .add_products = level::add_products, .add_all = level::add_all, \
  .distances = level::distances, .replace_distances = level::replace_distances,                    \
  .turn_corner = level::turn_corner, .take_off = level::take_off,                                  \
  .limit_distance = level::limit_distance, .limit_bits = level::limit_bits,                        \
  .round_down = level::round_down, .close = level::close, .take_all = level::take_all,                 \
  .begin_sum = level::begin_sum

constexpr KernelLevel levels[] = {
    {.name = "plain",
     .runs_here = [] { return true; },
     .add_pairs = plain::add_pairs,
     .reaching = plain::reaching,
     JINGUO_LOOPS(plain)},
#ifdef JINGUO_X86
    {.name = "avx2",
     .runs_here = [] { return __builtin_cpu_supports("avx2") != 0; },
     .add_pairs = add_pairs_256,
     .reaching = avx2::reaching,
     JINGUO_LOOPS(avx2)},
    {.name = "avx512",
     .runs_here =
         [] {
           return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0;
         },
     .add_pairs = add_pairs_512,
     .reaching = reaching_512,
     JINGUO_LOOPS(avx512)},
    {.name = "avx512vnni",
     .runs_here =
         [] {
           return __builtin_cpu_supports("avx512f") != 0 &&
                  __builtin_cpu_supports("avx512bw") != 0 &&
                  __builtin_cpu_supports("avx512vnni") != 0;
         },
     .add_pairs = add_pairs_512_vnni,
     .reaching = reaching_512,
     JINGUO_LOOPS(avx512)},
#endif
};
#undef JINGUO_LOOPS

}  // namespace

std::span<const KernelLevel> kernel_levels() { return levels; }

const KernelLevel& best_kernel_level() {
  static const KernelLevel& best = [&]() -> const KernelLevel& {
    const KernelLevel* found = &levels[0];
    for (const KernelLevel& level : levels) {
      if (level.runs_here()) found = &level;
    }
    return *found;
  }();
  return best;
}

}  // namespace jinguo::inline v0_1::solver

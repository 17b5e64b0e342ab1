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
// Products of pairs of 16-bit features, masks of bits, and columns that reach a value, have
// instructions that compilers do not find.
namespace avx2 {
#define JINGUO_LEVEL [[gnu::target("avx2")]]
#include "kernel_loops.inl"
JINGUO_LEVEL inline __m256i load(const void* from) {
  return _mm256_loadu_si256(static_cast<const __m256i*>(from));
}
JINGUO_LEVEL inline void store(void* to, __m256i x) {
  _mm256_storeu_si256(static_cast<__m256i*>(to), x);
}
/// x where the lane's bit is set, else y.
JINGUO_LEVEL inline __m256i where(std::uint32_t bits, __m256i x, __m256i y) {
  const __m256i lane = _mm256_setr_epi32(1, 2, 4, 8, 16, 32, 64, 128);
  const __m256i set = _mm256_and_si256(_mm256_set1_epi32(static_cast<std::int32_t>(bits)), lane);
  return _mm256_blendv_epi8(y, x, _mm256_cmpeq_epi32(set, lane));
}
#define JINGUO_V __m256i
#define JINGUO_F __m256
#define JINGUO_SET _mm256_set1_epi32
#define JINGUO_SET_F _mm256_set1_ps
#define JINGUO_LOAD load
#define JINGUO_STORE store
#define JINGUO_ADD _mm256_add_epi32
#define JINGUO_DOT(sum, a, b) _mm256_add_epi32(sum, _mm256_madd_epi16(a, b))
#define JINGUO_TO_F _mm256_cvtepi32_ps
#define JINGUO_TO_INT _mm256_cvttps_epi32
#define JINGUO_ADD_F _mm256_add_ps
#define JINGUO_MUL_F _mm256_mul_ps
#define JINGUO_FLOOR _mm256_floor_ps
#define JINGUO_WHERE where
#include "kernel_rows.inl"
#undef JINGUO_V
#undef JINGUO_F
#undef JINGUO_SET
#undef JINGUO_SET_F
#undef JINGUO_LOAD
#undef JINGUO_STORE
#undef JINGUO_ADD
#undef JINGUO_DOT
#undef JINGUO_TO_F
#undef JINGUO_TO_INT
#undef JINGUO_ADD_F
#undef JINGUO_MUL_F
#undef JINGUO_FLOOR
#undef JINGUO_WHERE
#undef JINGUO_LEVEL
}  // namespace avx2

#define JINGUO_V __m512i
#define JINGUO_F __m512
#define JINGUO_SET _mm512_set1_epi32
#define JINGUO_SET_F _mm512_set1_ps
#define JINGUO_LOAD _mm512_loadu_si512
#define JINGUO_STORE _mm512_storeu_si512
#define JINGUO_ADD _mm512_add_epi32
// With masks of all lanes: without, GCC 12 warns of a value never set in its own header.
#define JINGUO_TO_F(x) _mm512_maskz_cvtepi32_ps(0xffff, x)
#define JINGUO_TO_INT(x) _mm512_maskz_cvttps_epi32(0xffff, x)
#define JINGUO_ADD_F _mm512_add_ps
#define JINGUO_MUL_F _mm512_mul_ps
#define JINGUO_FLOOR(x) \
  _mm512_maskz_roundscale_ps(0xffff, x, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC)
#define JINGUO_WHERE(bits, x, y) _mm512_mask_mov_epi32(y, static_cast<__mmask16>(bits), x)
namespace avx512 {
#define JINGUO_LEVEL [[gnu::target("avx512f,avx512bw")]]
#include "kernel_loops.inl"
#define JINGUO_DOT(sum, a, b) _mm512_add_epi32(sum, _mm512_madd_epi16(a, b))
#include "kernel_rows.inl"
#undef JINGUO_DOT
#undef JINGUO_LEVEL
}  // namespace avx512

namespace vnni {
using avx512::round_down;
#define JINGUO_LEVEL [[gnu::target("avx512f,avx512bw,avx512vnni")]]
#define JINGUO_DOT _mm512_dpwssd_epi32
#include "kernel_rows.inl"
#undef JINGUO_DOT
#undef JINGUO_LEVEL
}  // namespace vnni
#undef JINGUO_V
#undef JINGUO_F
#undef JINGUO_SET
#undef JINGUO_SET_F
#undef JINGUO_LOAD
#undef JINGUO_STORE
#undef JINGUO_ADD
#undef JINGUO_TO_F
#undef JINGUO_TO_INT
#undef JINGUO_ADD_F
#undef JINGUO_MUL_F
#undef JINGUO_FLOOR
#undef JINGUO_WHERE

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
#define JINGUO_LOOPS(level)                                                         \
  .extremes_of = level::extremes_of, .lower_losses = level::lower_losses,           \
  .reached_by = level::reached_by, .best_of_blocks = level::best_of_blocks,         \
  .add_products = level::add_products, .distances = level::distances,               \
  .replace_distances = level::replace_distances, .turn_corner = level::turn_corner, \
  .take_off = level::take_off, .limit_distance = level::limit_distance,             \
  .limit_bits = level::limit_bits, .round_down = level::round_down

constexpr KernelLevel levels[] = {
    {.name = "plain",
     .runs_here = [] { return true; },
     .score_rows = plain::score_rows,
     .reaching = plain::reaching,
     JINGUO_LOOPS(plain)},
#ifdef JINGUO_X86
    {.name = "avx2",
     .runs_here = [] { return __builtin_cpu_supports("avx2") != 0; },
     .score_rows = avx2::score_vectors,
     .reaching = avx2::reaching,
     JINGUO_LOOPS(avx2)},
    {.name = "avx512",
     .runs_here =
         [] {
           return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0;
         },
     .score_rows = avx512::score_vectors,
     .reaching = reaching_512,
     JINGUO_LOOPS(avx512)},
    {.name = "avx512vnni",
     .runs_here =
         [] {
           return __builtin_cpu_supports("avx512f") != 0 &&
                  __builtin_cpu_supports("avx512bw") != 0 &&
                  __builtin_cpu_supports("avx512vnni") != 0;
         },
     .score_rows = vnni::score_vectors,
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

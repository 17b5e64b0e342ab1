#include "loss_matrix.hpp"

#include <algorithm>
#include <limits>

#include "kernel_levels.hpp"
#include "positions.hpp"

namespace jinguo::inline v0_1::solver {
namespace {

/// No arc, once the matrix is closed: with any other sum it stays below 2^31.
constexpr std::int32_t nothing = 1 << 30;
/// Sums from here on hold an arc that is none, or do not fit.
constexpr std::int32_t too_far = 1 << 29;
/// Instead of a settled node's potential: its key is greater than any other.
constexpr std::int32_t settled = 3 << 29;

/// sum[j] = min(sum[j], reached + loss[j]); returns the least of all sum[j] + potential[j].
std::int32_t relax(std::int32_t* __restrict sum, const std::int32_t* __restrict loss,
                   const std::int32_t* __restrict potential, std::int32_t reached,
                   std::size_t count) {
  std::int32_t least = std::numeric_limits<std::int32_t>::max();
  for (std::size_t j = 0; j < count; ++j) {
    const std::int32_t way = reached + loss[j];
    const std::int32_t now = way < sum[j] ? way : sum[j];
    sum[j] = now;
    const std::int32_t key = now + potential[j];
    least = key < least ? key : least;
  }
  return least;
}

}  // namespace

LossMatrix::LossMatrix(Index nodes)
    : nodes_(nodes),
      // A column in as many sets of the cache as there are, not all in one.
      pitch_((at(nodes) + kernel_stretch - 1) / kernel_stretch * kernel_stretch + 16),
      loss_(at(nodes) * pitch_, std::numeric_limits<std::int32_t>::max()) {}

void LossMatrix::lower(Index from, Index to, Score loss) {
  std::int32_t& known = loss_[begin(from) + at(to)];
  if (loss < narrow_lost) known = std::min(known, static_cast<std::int32_t>(loss));
}

void LossMatrix::close(Monitor& monitor) {
  std::int32_t most = 0;
  for (Index from = 0; from < nodes_; ++from) {
    monitor.work(nodes_);
    for (std::int32_t* loss = row(from); loss != row(from) + nodes_; ++loss) {
      const bool arc = *loss < narrow_lost;
      *loss = arc ? *loss : nothing;
      const std::int32_t size = !arc ? 0 : *loss < 0 ? -*loss : *loss;
      most = std::max(most, size);
    }
  }
  most_ = most;
}

void LossMatrix::transpose(Monitor& monitor) {
  constexpr Index block = transpose_block;
  for (Index a = 0; a < nodes_; a += block) {
    monitor.work(block * (nodes_ - a));
    for (Index b = a; b < nodes_; b += block) {
      for (Index i = a; i < std::min<Index>(nodes_, a + block); ++i) {
        for (Index j = std::max<Index>(b, i + 1); j < std::min<Index>(nodes_, b + block); ++j) {
          std::swap(loss_[begin(i) + at(j)], loss_[begin(j) + at(i)]);
        }
      }
    }
  }
}

std::optional<std::vector<Score>> LossMatrix::distances(std::span<const Score> potential,
                                                        Monitor& monitor) const {
  const std::size_t count = at(nodes_);
  std::vector<std::int32_t> sum(count, nothing);
  std::vector<std::int32_t> key(count);  // less the sum
  for (std::size_t j = 0; j < count; ++j) key[j] = static_cast<std::int32_t>(potential[j]);
  std::vector<Score> out(count, no_path);
  std::size_t node = count - 1;
  sum[node] = 0;
  for (std::size_t known = 0; known < count; ++known) {
    monitor.work(nodes_);
    if (sum[node] >= too_far) {
      if (most_ * (nodes_ + Score{1}) < too_far) return out;
      return std::nullopt;
    }
    out[node] = sum[node] + potential[node];
    key[node] = settled;
    const std::int32_t least = relax(sum.data(), loss_.data() + begin(static_cast<Index>(node)),
                                     key.data(), sum[node], count);
    node = 0;
    while (sum[node] + key[node] != least) ++node;
  }
  return out;
}

}  // namespace jinguo::inline v0_1::solver

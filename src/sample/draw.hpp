#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "jinguo/core/integer.hpp"
#include "jinguo/core/version.hpp"

namespace jinguo::inline v0_1::sample {

/// A stream of draws: splitmix64, whole numbers only. Each record draws from a stream of its own,
/// so that a change in one table does not stir the others.
class Draw {
 public:
  Draw(std::uint64_t seed, std::uint64_t table, std::uint64_t row) noexcept
      : state_(mix(mix(mix(seed) ^ table) ^ row)) {}

  std::uint64_t next() noexcept { return mix(state_ += jinguo::detail::splitmix64_step); }

  /// 0 to n - 1, each equally often (the uneven rest is thrown away); 0 for n < 2.
  std::int64_t below(std::int64_t n) noexcept {
    if (n < 2) return 0;
    const auto size = static_cast<std::uint64_t>(n);
    const std::uint64_t rest = (0 - size) % size;  // 2^64 mod n
    std::uint64_t value = next();
    while (value < rest) value = next();
    return static_cast<std::int64_t>(value % size);
  }
  std::int64_t between(std::int64_t low, std::int64_t high) noexcept {
    return low + below(high - low + 1);
  }
  bool per_mille(std::int64_t share) noexcept { return below(1000) < share; }

  /// An index, by weights of at least 0; 0 where all are 0.
  std::size_t by_weight(std::span<const std::int64_t> weights) noexcept {
    std::int64_t at = below(std::accumulate(weights.begin(), weights.end(), std::int64_t{0}));
    for (std::size_t k = 0; k < weights.size(); ++k) {
      if (at < weights[k]) return k;
      at -= weights[k];
    }
    return 0;
  }

  template <class T>
  void shuffle(std::vector<T>& values) noexcept {
    for (std::size_t k = values.size(); k > 1; --k) {
      std::swap(values[k - 1],
                values[static_cast<std::size_t>(below(static_cast<std::int64_t>(k)))]);
    }
  }

 private:
  static constexpr std::uint64_t mix(std::uint64_t z) noexcept {
    return jinguo::detail::splitmix64(z);
  }
  std::uint64_t state_;
};

/// Weights prepared for many draws by binary search.
class Weights {
 public:
  Weights() = default;
  explicit Weights(std::span<const std::int64_t> weights) {
    sums_.reserve(weights.size());
    std::int64_t sum = 0;
    for (const std::int64_t w : weights) sums_.push_back(sum += w);
  }
  [[nodiscard]] std::int64_t total() const noexcept { return sums_.empty() ? 0 : sums_.back(); }
  [[nodiscard]] std::size_t draw(Draw& draw) const noexcept {
    const auto at = std::upper_bound(sums_.begin(), sums_.end(), draw.below(total()));
    return at == sums_.end() ? 0 : static_cast<std::size_t>(at - sums_.begin());
  }

 private:
  std::vector<std::int64_t> sums_{};
};

/// Splits a total by weights into whole parts that add up to it (largest remainders; equal ones to
/// the first). All to the first where every weight is 0.
[[nodiscard]] inline std::vector<std::int64_t> apportion(std::int64_t total,
                                                         std::span<const std::int64_t> weights) {
  std::vector<std::int64_t> parts(weights.size(), 0);
  const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  if (parts.empty()) return parts;
  if (sum == 0) {
    parts.front() = total;
    return parts;
  }
  std::vector<std::pair<std::int64_t, std::size_t>> rests;
  std::int64_t left = total;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    parts[k] = total * weights[k] / sum;
    left -= parts[k];
    rests.emplace_back(-(total * weights[k] % sum), k);
  }
  std::sort(rests.begin(), rests.end());
  for (std::size_t k = 0; k < static_cast<std::size_t>(left); ++k) ++parts[rests[k].second];
  return parts;
}

}  // namespace jinguo::inline v0_1::sample

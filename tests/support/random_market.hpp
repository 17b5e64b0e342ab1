#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "jinguo/solver/market.hpp"

/// Markets for tests and benches, the same on every machine.
namespace jinguo::support {

/// A small generator (splitmix64) without std:: distributions, which differ between libraries.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15U + 0x1234567U) {}
  std::uint64_t bits() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }
  /// A number in [least, most].
  std::int64_t between(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(bits() % static_cast<std::uint64_t>(most - least + 1));
  }
  bool chance(int percent) { return between(1, 100) <= percent; }

 private:
  std::uint64_t state_;
};

/// Largest sizes, and how many score levels there are on either side of 0.
struct Shape {
  solver::Index left = 5;
  solver::Index right = 3;
  solver::Score levels = 2;
  /// Pairs of left nodes and places multiply to at most this: 2^(left * right) plans are
  /// enumerated.
  solver::Index pairs = 12;
};

/// A market with the memory that it borrows.
class OwnedMarket {
 public:
  [[nodiscard]] const solver::Market& operator*() const { return *market_; }
  [[nodiscard]] const solver::Market* operator->() const { return market_.get(); }
  /// What it is made of, for a failing test.
  [[nodiscard]] const std::string& kind() const { return kind_; }

 private:
  friend OwnedMarket random_market(std::uint64_t seed, const Shape& shape);
  struct Memory {
    std::vector<std::int32_t> int32{}, columns{}, offsets{}, left_xy{}, right_xy{}, left_class{},
        right_class{}, right_decay{};
    std::vector<std::int64_t> int64{}, table{}, left_points{}, right_points{};
    std::vector<float> single{};
    std::vector<double> real{}, limits{};
    std::vector<std::uint8_t> mask{}, remote{};
    std::vector<std::int8_t> left_features{}, right_features{};
    std::vector<std::uint64_t> left_bits{}, need{}, forbid{};
  };
  std::unique_ptr<Memory> memory_ = std::make_unique<Memory>();
  std::unique_ptr<solver::Market> market_{};
  std::string kind_{};
};

/// A market with everything mixed: sources of scores, capacities of 0, floors (also above their
/// capacity), demands of 0 to 3, outside values of both signs, must-match, locks, exclusions, ties.
inline OwnedMarket random_market(std::uint64_t seed, const Shape& shape = {}) {
  using namespace solver;
  Random random(seed);
  OwnedMarket out;
  auto& memory = *out.memory_;
  Index m = static_cast<Index>(random.between(random.chance(5) ? 0 : 1, shape.right));
  Index n = static_cast<Index>(random.between(random.chance(5) ? 0 : 1, shape.left));
  while (n > 0 && n * m > shape.pairs) --n;
  const auto rows = static_cast<std::size_t>(n);
  const auto columns = static_cast<std::size_t>(m);
  const int density = static_cast<int>(random.between(4, 10)) * 10;

  // The scores, whole numbers of few levels, and who is eligible.
  std::vector<Score> score(rows * columns);
  std::vector<std::uint8_t> eligible(rows * columns);
  for (Score& s : score) s = random.between(-shape.levels, shape.levels);
  for (std::uint8_t& e : eligible) e = random.chance(density);

  Bounds bounds;
  const bool many_units = random.chance(50);
  Count units = 0;
  bounds.demand.assign(rows, 1);
  for (Count& d : bounds.demand) {
    if (many_units) d = random.between(random.chance(20) ? 0 : 1, 3);
    units += d;
  }
  const Count fair = m == 0 ? 0 : (units + m - 1) / m;
  const bool scarce = random.chance(50);
  bounds.capacity.assign(columns, 0);
  for (Count& u : bounds.capacity) {
    u = random.chance(8) ? 0 : random.between(scarce ? 0 : fair, scarce ? fair : 2 * fair);
  }
  bounds.floor.assign(columns, 0);
  if (random.chance(60)) {
    for (std::size_t j = 0; j < columns; ++j) {
      if (random.chance(50)) bounds.floor[j] = random.between(0, bounds.capacity[j]);
      if (random.chance(3)) bounds.floor[j] = bounds.capacity[j] + random.between(1, 2);
    }
  }
  bounds.outside.assign(rows, 0);
  if (random.chance(60)) {
    for (Score& o : bounds.outside) o = random.between(-shape.levels, shape.levels);
  }
  bounds.must_match.assign(rows, 0);
  const int must = random.chance(50) ? 0 : static_cast<int>(random.between(1, 6)) * 10;
  for (std::uint8_t& flag : bounds.must_match) flag = random.chance(must);

  const auto kind = random.between(0, 6);
  Scores source;
  const auto masked = [&](auto& values, auto absent) {
    values.resize(rows * columns);
    for (std::size_t k = 0; k < values.size(); ++k) {
      using Value = typename std::decay_t<decltype(values)>::value_type;
      values[k] = eligible[k] != 0 ? static_cast<Value>(score[k]) : absent;
    }
  };
  if (kind == 0) {
    out.kind_ = "dense int32 with a mask";
    masked(memory.int32, std::int32_t{7});
    memory.mask = eligible;
    Dense dense{.n = n, .m = m, .scores = std::span<const std::int32_t>(memory.int32)};
    dense.eligible = memory.mask;
    source = dense;
  } else if (kind == 1) {
    out.kind_ = "dense int64, INT64_MIN where not eligible";
    masked(memory.int64, not_eligible);
    source = Dense{.n = n, .m = m, .scores = std::span<const std::int64_t>(memory.int64)};
  } else if (kind == 2) {
    out.kind_ = "dense float, NaN where not eligible";
    masked(memory.single, std::numeric_limits<float>::quiet_NaN());
    for (float& value : memory.single) value /= 4;
    Dense dense{.n = n, .m = m, .scores = std::span<const float>(memory.single)};
    dense.score_scale = 4;
    source = dense;
  } else if (kind == 3) {
    out.kind_ = "dense double, column by column";
    std::vector<double> by_row;
    masked(by_row, std::numeric_limits<double>::quiet_NaN());
    memory.real.resize(by_row.size());
    for (std::size_t i = 0; i < rows; ++i) {
      for (std::size_t j = 0; j < columns; ++j) memory.real[j * rows + i] = by_row[i * columns + j];
    }
    Dense dense{.n = n, .m = m, .scores = std::span<const double>(memory.real)};
    dense.score_scale = 1;
    dense.row_stride = 1;
    dense.column_stride = n;
    source = dense;
  } else if (kind == 4) {
    out.kind_ = "sparse, rows unsorted";
    memory.offsets.push_back(0);
    for (std::size_t i = 0; i < rows; ++i) {
      for (std::size_t k = columns; k-- > 0;) {
        if (eligible[i * columns + k] == 0) continue;
        memory.columns.push_back(static_cast<std::int32_t>(k));
        memory.int64.push_back(score[i * columns + k]);
      }
      memory.offsets.push_back(static_cast<std::int32_t>(memory.columns.size()));
    }
    source = Sparse{.m = m,
                    .indptr = std::span<const std::int32_t>(memory.offsets),
                    .indices = memory.columns,
                    .scores = std::span<const std::int64_t>(memory.int64)};
  } else if (kind == 5) {
    out.kind_ = "blocks";
    masked(memory.int64, not_eligible);
    const std::vector<std::int64_t>& values = memory.int64;
    source =
        Blocks{.n = n, .m = m, .scores = [&values, columns](Index a, Index b, std::span<Score> to) {
                 std::copy(values.begin() + static_cast<std::ptrdiff_t>(a) *
                                                static_cast<std::ptrdiff_t>(columns),
                           values.begin() + static_cast<std::ptrdiff_t>(b) *
                                                static_cast<std::ptrdiff_t>(columns),
                           to.begin());
               }};
  } else {
    out.kind_ = "implicit";
    Implicit implicit;
    implicit.n = n;
    implicit.m = m;
    implicit.base = random.between(-1, 1);
    if (random.chance(70)) {
      implicit.features = static_cast<Index>(random.between(1, 2));
      const auto features = static_cast<std::size_t>(implicit.features);
      memory.left_features.resize(rows * features);
      memory.right_features.resize(columns * features);
      for (auto& f : memory.left_features) f = static_cast<std::int8_t>(random.between(-1, 1));
      for (auto& f : memory.right_features) f = static_cast<std::int8_t>(random.between(-1, 1));
      implicit.left_features = std::span<const std::int8_t>(memory.left_features);
      implicit.right_features = std::span<const std::int8_t>(memory.right_features);
      implicit.dot_scale = random.between(1, std::max<Score>(1, shape.levels / 2));
    }
    if (random.chance(50)) {
      for (std::size_t i = 0; i < rows; ++i) {
        memory.left_class.push_back(static_cast<std::int32_t>(random.between(0, 1)));
      }
      for (std::size_t j = 0; j < columns; ++j) {
        memory.right_class.push_back(static_cast<std::int32_t>(random.between(0, 2)));
      }
      for (int k = 0; k < 6; ++k) memory.table.push_back(random.between(0, shape.levels));
      implicit.tables.push_back(Table{memory.left_class, memory.right_class, memory.table, 2, 3});
    }
    if (random.chance(50)) {
      for (std::size_t i = 0; i < rows; ++i) memory.left_points.push_back(random.between(-1, 1));
      for (std::size_t j = 0; j < columns; ++j)
        memory.right_points.push_back(random.between(-1, 1));
      implicit.left_points = memory.left_points;
      implicit.right_points = memory.right_points;
    }
    if (random.chance(60)) {
      for (std::size_t k = 0; k < 2 * rows; ++k) {
        memory.left_xy.push_back(static_cast<std::int32_t>(random.between(0, 1000)));
      }
      for (std::size_t k = 0; k < 2 * columns; ++k) {
        memory.right_xy.push_back(static_cast<std::int32_t>(random.between(0, 1000)));
      }
      implicit.left_xy = memory.left_xy;
      implicit.right_xy = memory.right_xy;
      implicit.decay = {{{100, 0}, {700, shape.levels}}, {{0, 0}, {300, 1}, {900, 2}}};
      for (std::size_t j = 0; j < columns; ++j) {
        memory.right_decay.push_back(static_cast<std::int32_t>(random.between(0, 1)));
        memory.remote.push_back(random.chance(20));
      }
      implicit.right_decay = memory.right_decay;
      implicit.right_remote = memory.remote;
      if (random.chance(50)) implicit.max_distance = 800;
      if (random.chance(50)) {
        for (std::size_t i = 0; i < rows; ++i) {
          memory.limits.push_back(random.chance(50) ? std::numeric_limits<double>::quiet_NaN()
                                                    : 500);
        }
        implicit.left_max_distance = memory.limits;
      }
    }
    if (random.chance(60)) {
      for (std::size_t i = 0; i < rows; ++i) memory.left_bits.push_back(random.bits() & 7);
      for (std::size_t j = 0; j < columns; ++j) {
        memory.need.push_back(random.chance(30) ? 1 : 0);
        memory.forbid.push_back(random.chance(30) ? 2 : 0);
      }
      implicit.left_bits = memory.left_bits;
      implicit.right_need = memory.need;
      implicit.right_forbid = memory.forbid;
    }
    implicit.band = random.chance(40) ? 2 : 1;
    source = implicit;
  }

  // Exclusions and locks need to know who is eligible in the end.
  const Market plain(source, bounds);
  std::vector<Count> locked_left(rows, 0);
  std::vector<Count> locked_right(columns, 0);
  const bool with_locks = random.chance(30);
  const bool careless = random.chance(6);
  for (Index i = 0; i < n; ++i) {
    for (Index j = 0; j < m; ++j) {
      const auto a = static_cast<std::size_t>(i);
      const auto b = static_cast<std::size_t>(j);
      if (random.chance(4)) {
        bounds.exclude.push_back({i, j});
      } else if (with_locks && random.chance(std::max(1, 150 / std::max(1, n * m)))) {
        const bool fits = plain.score(i, j) != not_eligible && locked_left[a] < bounds.demand[a] &&
                          locked_right[b] < bounds.capacity[b];
        if (!fits && !careless) continue;
        bounds.lock.push_back({i, j});
        ++locked_left[a];
        ++locked_right[b];
      }
    }
  }
  out.market_ = std::make_unique<Market>(source, bounds);
  return out;
}

}  // namespace jinguo::support

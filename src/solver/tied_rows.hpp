#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "jinguo/solver/types.hpp"

namespace jinguo::inline v0_1::solver {

/// Sets of nodes, each stored once however often it is added: as a sorted list, or as bits where
/// that is smaller. The options of tied left nodes are often the same for thousands of them.
class TiedRows {
 public:
  /// A set of more than one in `dense_share` nodes is kept as bits.
  TiedRows(Index nodes, std::int64_t dense_share)
      : nodes_(nodes),
        words_((static_cast<std::size_t>(nodes) + 63) / 64),
        dense_share_(dense_share),
        table_(16, -1) {}

  /// Adds a set (any order, no repeats; sorts it in place) and returns its row.
  Index add(std::span<Index> options) {
    if (is_large(options.size())) {
      scratch_.assign(words_, 0);
      for (const Index node : options) {
        scratch_[static_cast<std::size_t>(node) / 64] |= std::uint64_t{1} << (node % 64);
      }
      return keep(scratch_, {}, static_cast<Index>(options.size()));
    }
    std::sort(options.begin(), options.end());
    return keep({}, options, static_cast<Index>(options.size()));
  }

  /// Adds a set given as bits, words() of them.
  Index add_bits(std::span<const std::uint64_t> bits) {
    std::size_t size = 0;
    for (const std::uint64_t word : bits) size += static_cast<std::size_t>(std::popcount(word));
    if (is_large(size)) return keep(bits, {}, static_cast<Index>(size));
    few_.clear();
    for (std::size_t w = 0; w < words_; ++w) {
      for (std::uint64_t left = bits[w]; left != 0; left &= left - 1) {
        few_.push_back(static_cast<Index>(w * 64) + std::countr_zero(left));
      }
    }
    return keep({}, few_, static_cast<Index>(size));
  }
  [[nodiscard]] std::size_t words() const noexcept { return words_; }

  [[nodiscard]] Index count() const noexcept { return static_cast<Index>(rows_.size()); }
  [[nodiscard]] Index nodes() const noexcept { return nodes_; }
  [[nodiscard]] Index size(Index row) const noexcept { return at(row).size; }
  [[nodiscard]] bool is_dense(Index row) const noexcept { return at(row).dense; }

  [[nodiscard]] bool has(Index row, Index node) const noexcept {
    const Row& r = at(row);
    if (r.dense) {
      return (bits_[static_cast<std::size_t>(r.begin) + static_cast<std::size_t>(node) / 64] >>
                  (node % 64) &
              1) != 0;
    }
    const Index* first = list_.data() + r.begin;
    return std::binary_search(first, first + r.size, node);
  }

  /// The next member of a row, rising, or -1 at the end; `cursor` starts at 0.
  Index next(Index row, std::int64_t& cursor) const noexcept {
    const Row& r = at(row);
    if (!r.dense) return cursor < r.size ? list_[static_cast<std::size_t>(r.begin + cursor++)] : -1;
    const std::uint64_t* bits = bits_.data() + r.begin;
    auto word = static_cast<std::size_t>(cursor) / 64;
    if (word >= words_) return -1;
    std::uint64_t left = bits[word] & (~std::uint64_t{0} << (cursor % 64));
    while (left == 0) {
      if (++word == words_) {
        cursor = static_cast<std::int64_t>(words_) * 64;
        return -1;
      }
      left = bits[word];
    }
    const auto node = static_cast<std::int64_t>(word) * 64 + std::countr_zero(left);
    cursor = node + 1;
    return static_cast<Index>(node);
  }

 private:
  struct Row {
    std::int64_t begin = 0;
    std::uint64_t hash = 0;
    Index size = 0;
    bool dense = false;
  };

  [[nodiscard]] const Row& at(Index row) const noexcept {
    return rows_[static_cast<std::size_t>(row)];
  }

  [[nodiscard]] bool is_large(std::size_t size) const noexcept {
    return static_cast<std::int64_t>(size) * dense_share_ > nodes_;
  }

  /// The row of a set given as bits, or, where they are empty, as a sorted list.
  Index keep(std::span<const std::uint64_t> bits, std::span<const Index> options, Index size) {
    const bool dense = !bits.empty();
    std::uint64_t hash = dense ? 1 : 2;
    for (const std::uint64_t word : bits) hash = mix(hash ^ word);
    for (const Index node : options) hash = mix(hash ^ static_cast<std::uint64_t>(node));
    std::size_t slot = hash & (table_.size() - 1);
    for (; table_[slot] >= 0; slot = (slot + 1) & (table_.size() - 1)) {
      const Row& row = rows_[static_cast<std::size_t>(table_[slot])];
      if (row.hash != hash || row.dense != dense) continue;
      const bool same = dense ? std::equal(bits.begin(), bits.end(), bits_.begin() + row.begin)
                              : row.size == size && std::equal(options.begin(), options.end(),
                                                               list_.begin() + row.begin);
      if (same) return table_[slot];
    }
    Row row;
    row.hash = hash;
    row.size = size;
    row.dense = dense;
    if (dense) {
      row.begin = static_cast<std::int64_t>(bits_.size());
      bits_.insert(bits_.end(), bits.begin(), bits.end());
    } else {
      row.begin = static_cast<std::int64_t>(list_.size());
      list_.insert(list_.end(), options.begin(), options.end());
    }
    const auto id = static_cast<Index>(rows_.size());
    rows_.push_back(row);
    table_[slot] = id;
    if (rows_.size() * 2 > table_.size()) grow();
    return id;
  }

  static std::uint64_t mix(std::uint64_t x) noexcept {
    x *= 0x9e3779b97f4a7c15ULL;
    return x ^ (x >> 29);
  }

  void grow() {
    table_.assign(table_.size() * 4, -1);
    for (std::size_t id = 0; id < rows_.size(); ++id) {
      std::size_t slot = rows_[id].hash & (table_.size() - 1);
      while (table_[slot] >= 0) slot = (slot + 1) & (table_.size() - 1);
      table_[slot] = static_cast<Index>(id);
    }
  }

  Index nodes_ = 0;
  std::size_t words_ = 0;
  std::int64_t dense_share_ = 32;
  std::vector<Row> rows_{};
  std::vector<Index> list_{};
  std::vector<std::uint64_t> bits_{};
  std::vector<std::uint64_t> scratch_{};
  std::vector<Index> few_{};
  std::vector<Index> table_{};  // open addressing, a power of two
};

}  // namespace jinguo::inline v0_1::solver

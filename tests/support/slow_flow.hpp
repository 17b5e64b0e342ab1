#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "jinguo/solver/types.hpp"

namespace jinguo::support {

/// A maximum flow on bits of eligibility by one augmenting path after the other, each found breadth
/// first: what the referees' fast one is tested against.
class SlowFlow {
 public:
  SlowFlow(std::vector<std::uint64_t> eligible, std::size_t words,
           std::vector<solver::Count> left_units, std::vector<solver::Count> right_room)
      : open_(std::move(eligible)),
        words_(words),
        units_(std::move(left_units)),
        room_(std::move(right_room)),
        matched_(room_.size()) {
    for (std::size_t i = 0; i < units_.size(); ++i) {
      while (units_[i] > 0 && augment(i)) --units_[i];
    }
  }
  [[nodiscard]] solver::Count left_over() const { return sum(units_); }
  [[nodiscard]] solver::Count room_left() const { return sum(room_); }

 private:
  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

  static solver::Count sum(const std::vector<solver::Count>& values) {
    solver::Count total = 0;
    for (const solver::Count value : values) total += value;
    return total;
  }
  [[nodiscard]] bool is_open(std::size_t i, std::size_t j) const {
    return ((open_[i * words_ + j / 64] >> (j % 64)) & 1) != 0;
  }
  void flip(std::size_t i, std::size_t j) {
    open_[i * words_ + j / 64] ^= std::uint64_t{1} << (j % 64);
  }

  bool augment(std::size_t start) {
    std::vector<std::size_t> from(room_.size(), none);
    std::vector<std::size_t> by(room_.size(), none);
    std::vector<std::size_t> queue;
    const auto discover = [&](std::size_t i, std::size_t j0) {
      for (std::size_t j = 0; j < room_.size(); ++j) {
        if (by[j] != none || !is_open(i, j)) continue;
        by[j] = i;
        from[j] = j0;
        queue.push_back(j);
      }
    };
    discover(start, none);
    for (std::size_t k = 0; k < queue.size(); ++k) {
      const std::size_t end = queue[k];
      if (room_[end] == 0) {
        for (const std::size_t i : matched_[end]) discover(i, end);
        continue;
      }
      --room_[end];
      for (std::size_t j = end; j != none; j = from[j]) {
        flip(by[j], j);
        matched_[j].push_back(by[j]);
        if (from[j] == none) break;
        flip(by[j], from[j]);
        auto& matched = matched_[from[j]];
        matched.erase(std::find(matched.begin(), matched.end(), by[j]));
      }
      return true;
    }
    return false;
  }

  std::vector<std::uint64_t> open_;
  std::size_t words_;
  std::vector<solver::Count> units_;
  std::vector<solver::Count> room_;
  std::vector<std::vector<std::size_t>> matched_;
};

}  // namespace jinguo::support

#pragma once

#include "jinguo/solver/types.hpp"

namespace jinguo::inline v0_1::solver {

/// An award with its score, so that what a solve has scored once is not scored again.
struct ScoredAward {
  Award award{};
  Score score = 0;
  friend bool operator==(const ScoredAward&, const ScoredAward&) = default;
};

/// The order of awards: by (left, right).
[[nodiscard]] constexpr bool before(const ScoredAward& a, const ScoredAward& b) noexcept {
  return a.award < b.award;
}

}  // namespace jinguo::inline v0_1::solver

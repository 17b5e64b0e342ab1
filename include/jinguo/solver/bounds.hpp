#pragma once

#include <cstdint>
#include <vector>

#include "jinguo/solver/types.hpp"

namespace jinguo::inline v0_1::solver {

/// Limits of both sides. An empty vector means the default for every node; one entry means that
/// entry for every node. Owned, so that a market keeps its own.
struct Bounds {
  std::vector<Count> capacity{};  ///< Most awards of a right node; default 0.
  std::vector<Count> floor{};     ///< Least awards of a right node; default 0.
  std::vector<Count> demand{};   ///< Units of a left node, all at different right nodes; default 1.
  std::vector<Score> outside{};  ///< Earned for each unit not placed, scaled; default 0.
  std::vector<std::uint8_t> must_match{};  ///< Not 0: all its units are placed; default 0.
  std::vector<Pair> lock{};     ///< Awards that must be there; use capacity; must be eligible.
  std::vector<Pair> exclude{};  ///< Pairs that may not be awarded.
};

}  // namespace jinguo::inline v0_1::solver

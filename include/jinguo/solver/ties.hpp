#pragma once

#include <vector>

#include "jinguo/solver/types.hpp"

namespace jinguo::inline v0_1::solver {

/// What the best plans of a market leave open, so that the lottery can be drawn again without the
/// market: a plan of the tied units is part of a best plan exactly if each unit is at one of its
/// left node's options (no option twice, but outside as often as it likes), each right node gets
/// between `least` and `most` of them, and those that miss their floor together get
/// `missing_total`. All else is the same in every best plan. Does not depend on the solver's way.
struct Ties {
  /// A right node that is somebody's option.
  struct Place {
    Index right = 0;       ///< Index of the right node.
    Count least = 0;       ///< Tied units that it must get.
    Count most = 0;        ///< Tied units that it may get; as many as `least` where it is tight.
    bool missing = false;  ///< Its floor is, or could be, missed.
    friend bool operator==(const Place&, const Place&) = default;
  };
  /// A left node whose awards differ between best plans.
  struct Claim {
    Index left = 0;     ///< Index of the left node.
    Count units = 0;    ///< Its tied units.
    Index options = 0;  ///< Which of Ties::options it has.
    friend bool operator==(const Claim&, const Claim&) = default;
  };

  std::vector<Place> places{};  ///< By right.
  std::vector<Claim> claims{};  ///< By left.
  /// Lists of right nodes in the order of preference (score, then right number, then lower index),
  /// -1 outside; each list once.
  std::vector<std::vector<Index>> options{};
  Count missing_total = 0;  ///< Units by which the places marked `missing` are short together.
  friend bool operator==(const Ties&, const Ties&) = default;
};

}  // namespace jinguo::inline v0_1::solver

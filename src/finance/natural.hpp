#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "jinguo/core/version.hpp"

namespace jinguo::inline v0_1::finance {

/// A whole number of 0 or more, as long as it needs to be; just enough of it to compare two
/// products. The growth of a loan over n periods is a quotient of two numbers of about 60 n bits,
/// and whether an instalment is rounded up or down is decided by comparing them, not by guarding
/// digits.
class Natural {
 public:
  explicit Natural(std::uint64_t value = 0) {
    if (value != 0) limbs_.push_back(value);
  }

  Natural& operator*=(std::uint64_t factor) {
    std::uint64_t carry = 0;
    for (std::uint64_t& limb : limbs_) {
      const Wide product = static_cast<Wide>(limb) * factor + carry;
      limb = static_cast<std::uint64_t>(product);
      carry = static_cast<std::uint64_t>(product >> 64U);
    }
    if (carry != 0) limbs_.push_back(carry);
    if (factor == 0) limbs_.clear();
    return *this;
  }
  Natural& operator+=(const Natural& other) {
    if (limbs_.size() < other.limbs_.size()) limbs_.resize(other.limbs_.size(), 0);
    std::uint64_t carry = 0;
    for (std::size_t k = 0; k < limbs_.size(); ++k) {
      const std::uint64_t more = k < other.limbs_.size() ? other.limbs_[k] : 0;
      const Wide sum = static_cast<Wide>(limbs_[k]) + more + carry;
      limbs_[k] = static_cast<std::uint64_t>(sum);
      carry = static_cast<std::uint64_t>(sum >> 64U);
    }
    if (carry != 0) limbs_.push_back(carry);
    return *this;
  }
  friend Natural operator*(Natural a, std::uint64_t b) { return a *= b; }
  friend std::strong_ordering operator<=>(const Natural& a, const Natural& b) noexcept {
    if (a.limbs_.size() != b.limbs_.size()) return a.limbs_.size() <=> b.limbs_.size();
    for (std::size_t k = a.limbs_.size(); k > 0; --k) {
      if (a.limbs_[k - 1] != b.limbs_[k - 1]) return a.limbs_[k - 1] <=> b.limbs_[k - 1];
    }
    return std::strong_ordering::equal;
  }
  friend bool operator==(const Natural& a, const Natural& b) noexcept = default;

 private:
  __extension__ using Wide = unsigned __int128;
  std::vector<std::uint64_t> limbs_{};  ///< Lowest first; the highest is not 0.
};

}  // namespace jinguo::inline v0_1::finance

#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include "jinguo/core/coded.hpp"

namespace jinguo::inline v0_1 {

/// How a loan is paid back.
enum class Repayment : std::uint8_t {
  equal_instalment,  ///< The same sum each time, interest on what is left.
  equal_principal,   ///< The same part of the principal each time, interest on what is left.
  interest_only,     ///< Interest each time, the principal with the last instalment.
  flat,              ///< Interest on the whole principal each time, also on what was paid back.
};
inline constexpr Coded<Repayment> repayment_codes[] = {
    {Repayment::equal_instalment, "equal_instalment", "1", "等额本息"},
    {Repayment::equal_principal, "equal_principal", "2", "等额本金"},
    {Repayment::interest_only, "interest_only", "3", "按期付息、到期还本"},
    {Repayment::flat, "flat", "4", "按原本金计息"},
};
constexpr std::span<const Coded<Repayment>> codes(std::type_identity<Repayment>) noexcept {
  return repayment_codes;
}

}  // namespace jinguo::inline v0_1

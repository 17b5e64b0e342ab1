#pragma once

#include <string>
#include <string_view>
#include <type_traits>

#include "jinguo/core/id.hpp"
#include "jinguo/domain/codes.hpp"
#include "jinguo/domain/field.hpp"

namespace jinguo::inline v0_1 {

/// A pair that must be, or must not be, in a pairing.
struct ForcedPair {
  std::string pairing{};  ///< Name of the pairing in the policy.
  Id left{};              ///< The woman, or the application.
  Id right{};             ///< The provider.
  PairRule rule{};        ///< Whether the pair is locked (must be) or excluded (may not be).
  std::string reason{};   ///< Why, for people; not digested.

  static constexpr std::string_view table = "pairs";
  static constexpr std::string_view table_zh = "锁定与回避";
  friend bool operator==(const ForcedPair&, const ForcedPair&) = default;
};

template <class Visit>
constexpr void fields(std::type_identity<ForcedPair>, Visit&& visit) {
  using R = ForcedPair;
  visit("pairing", "结对类别", &R::pairing, FieldUse::required);
  visit("left", "左编号", &R::left, FieldUse::required);
  visit("right", "右编号", &R::right, FieldUse::required);
  visit("rule", "规则", &R::rule, FieldUse::required);
  visit("reason", "理由", &R::reason, FieldUse::free_text);
}

}  // namespace jinguo::inline v0_1

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "jinguo/core/date.hpp"
#include "jinguo/core/id.hpp"
#include "jinguo/domain/codes.hpp"
#include "jinguo/domain/field.hpp"

namespace jinguo::inline v0_1 {

struct Beneficiary;
struct Mentor;

/// A mentor paired with a woman.
struct Mentorship {
  /// Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number.
  IdOf<Mentorship> id{};
  IdOf<Beneficiary> woman{};      ///< The woman whom it is about.
  IdOf<Mentor> mentor{};          ///< The mentor of the pair.
  Date starts_on{};               ///< First day.
  std::optional<Date> ends_on{};  ///< Required when ended.
  /// How far the relation is: proposed, accepted, declined, active, ended.
  RelationStatus status{};
  std::optional<EndReason> end_reason{};  ///< Required when ended.

  static constexpr std::string_view table = "mentorships";
  static constexpr std::string_view table_zh = "结对";
  friend bool operator==(const Mentorship&, const Mentorship&) = default;
};

template <class Visit>
constexpr void fields(std::type_identity<Mentorship>, Visit&& visit) {
  using R = Mentorship;
  visit("id", "编号", &R::id, FieldUse::key);
  visit("woman", "妇女编号", &R::woman, FieldUse::required);
  visit("mentor", "女能人", &R::mentor, FieldUse::required);
  visit("starts_on", "开始日期", &R::starts_on, FieldUse::required);
  visit("ends_on", "结束日期", &R::ends_on, FieldUse::optional);
  visit("status", "状态", &R::status, FieldUse::required);
  visit("end_reason", "结束原因", &R::end_reason, FieldUse::optional);
}

}  // namespace jinguo::inline v0_1

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "jinguo/core/date.hpp"
#include "jinguo/core/id.hpp"
#include "jinguo/core/money.hpp"
#include "jinguo/domain/codes.hpp"
#include "jinguo/domain/field.hpp"

namespace jinguo::inline v0_1 {

struct Beneficiary;

/// A woman at a base, project or chain.
struct Placement {
  /// Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number.
  IdOf<Placement> id{};
  IdOf<Beneficiary> woman{};      ///< The woman whom it is about.
  ProviderKind kind{};            ///< base, project or chain.
  Id provider{};                  ///< An id of the table of that kind.
  std::string pairing{};          ///< Name of the pairing in the policy.
  Date starts_on{};               ///< First day.
  std::optional<Date> ends_on{};  ///< Required when ended.
  /// How far the relation is: proposed, accepted, declined, active, ended.
  RelationStatus status{};
  std::optional<EndReason> end_reason{};  ///< Required when ended.
  std::optional<Money> income_before{};   ///< Her own income before, yuan a year; absent: unknown.
  std::optional<Money> income_after{};    ///< Her own income since, yuan a year; absent: unknown.
  std::string proof{};  ///< Where the proof of her work lies: a contract, a wage list.

  static constexpr std::string_view table = "placements";
  static constexpr std::string_view table_zh = "安置";
  friend bool operator==(const Placement&, const Placement&) = default;
};

template <class Visit>
constexpr void fields(std::type_identity<Placement>, Visit&& visit) {
  using R = Placement;
  visit("id", "编号", &R::id, FieldUse::key);
  visit("woman", "妇女编号", &R::woman, FieldUse::required);
  visit("kind", "帮扶方类型", &R::kind, FieldUse::required);
  visit("provider", "帮扶方", &R::provider, FieldUse::required);
  visit("pairing", "结对类别", &R::pairing, FieldUse::required);
  visit("starts_on", "开始日期", &R::starts_on, FieldUse::required);
  visit("ends_on", "结束日期", &R::ends_on, FieldUse::optional);
  visit("status", "状态", &R::status, FieldUse::required);
  visit("end_reason", "结束原因", &R::end_reason, FieldUse::optional);
  visit("income_before", "此前年收入", &R::income_before, FieldUse::optional);
  visit("income_after", "此后年收入", &R::income_after, FieldUse::optional);
  visit("proof", "佐证", &R::proof, FieldUse::free_text, 2);
}

}  // namespace jinguo::inline v0_1

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "jinguo/core/message.hpp"
#include "jinguo/domain/policy.hpp"
#include "jinguo/domain/registry.hpp"
#include "jinguo/engine/plan.hpp"

/// What a second plan changes for each woman, and why: read off both plans and the tables that the
/// second was made from. Nothing is guessed: a reason is what a record says, or a rule of the
/// policy, or a count of places. No reason names another woman.
namespace jinguo::inline v0_1 {

/// What became of a woman's help from one plan to the next.
enum class ChangeKind : std::uint8_t {
  kept,          ///< The same places as before.
  newly_placed,  ///< A place, and none before.
  moved,         ///< Another place than before.
  ended,         ///< No place, and one before.
};
inline constexpr Coded<ChangeKind> change_kind_codes[] = {
    {ChangeKind::kept, "kept", "", "延续"},
    {ChangeKind::newly_placed, "newly_placed", "", "新安排"},
    {ChangeKind::moved, "moved", "", "调整"},
    {ChangeKind::ended, "ended", "", "结束"},
};
constexpr std::span<const Coded<ChangeKind>> codes(std::type_identity<ChangeKind>) noexcept {
  return change_kind_codes;
}

/// What became of one woman in one pairing.
struct WomanChange {
  std::string pairing{};  ///< Name of the pairing.
  Id woman{};             ///< Id of the woman.
  RegionCode county{};    ///< Of her household; empty when she is no longer in the tables.
  ChangeKind kind = ChangeKind::kept;  ///< kept, newly_placed, moved or ended.
  std::vector<Id> kept{};              ///< Providers of both plans ...
  std::vector<Id> from{};              ///< ... of the first only ...
  std::vector<Id> to{};                ///< ... and of the second only.
  /// "engine.change.*", the provider in the parameter "right", text by engine::text_of: one for
  /// each of `from`, `to` and `kept`, in this order, so that the first tells the change.
  std::vector<Message> reasons{};
  friend bool operator==(const WomanChange&, const WomanChange&) = default;
};

/// Women counted by what changed and why.
struct ChangeTotal {
  std::string pairing{};               ///< Name of the pairing.
  RegionCode county{};                 ///< Division code; empty for women no longer in the tables.
  ChangeKind kind = ChangeKind::kept;  ///< What became of them.
  std::string reason{};                ///< Code of the first reason.
  std::string rule{};                  ///< Its rule, where it has one.
  std::int64_t women = 0;              ///< How many.
  friend bool operator==(const ChangeTotal&, const ChangeTotal&) = default;
};

/// What a second plan changes, and why.
struct PlanChanges {
  std::vector<WomanChange> women{};  ///< Who has a place in either plan, by pairing, then woman.
  std::int64_t standing = 0;  ///< Relations that stand in the tables and go on in the second plan.
  /// Relations that stand in the tables and do not go on: 0 unless the policy releases them.
  std::int64_t let_go = 0;

  /// Women counted by pairing, county, kind and first reason, in this order.
  [[nodiscard]] std::vector<ChangeTotal> totals() const;
  friend bool operator==(const PlanChanges&, const PlanChanges&) = default;
};

namespace engine {

/// What a second plan changes for each woman, and why.
///
/// Compares the pairings that both plans have. `registry`: the tables that `after` was made from,
/// also with the records that adopting it added. `policy`, the one of `after`, may be left out;
/// then a rule is known only of who is eligible nowhere. Throws InputError when tables or policy
/// are not those of `after`.
[[nodiscard]] PlanChanges changes(const Plan& before, const Plan& after, const Registry& registry,
                                  const Policy* policy = nullptr);

}  // namespace engine
}  // namespace jinguo::inline v0_1

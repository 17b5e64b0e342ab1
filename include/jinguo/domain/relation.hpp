#pragma once

#include <optional>
#include <string>

#include "jinguo/core/message.hpp"
#include "jinguo/domain/codes.hpp"

/// The states of a mentorship or placement, and how one follows another:
///
///   proposed -> accepted | declined      a plan's proposal, as adopt() writes it
///   accepted -> active | ended           both sides said yes; it has not begun
///   active   -> ended                    it runs
///   declined, ended                      final
///
/// What a state means for the next match, as long as the policy does not release what is there:
/// proposed, accepted and active hold the woman and the place (they go on, as a lock, or outside
/// the market when they no longer fit); declined keeps the two apart from then on; so does ended,
/// unless the policy opens the pair again after that reason, and both are free for others. Who
/// moved away is open to no place of that county, who died to none at all.
namespace jinguo::inline v0_1 {

/// Whether a relation holds its woman and its place, so that the next match lets it go on.
[[nodiscard]] constexpr bool is_standing(RelationStatus status) noexcept {
  return status == RelationStatus::proposed || status == RelationStatus::accepted ||
         status == RelationStatus::active;
}

/// Whether no other state may follow.
[[nodiscard]] constexpr bool is_final(RelationStatus status) noexcept {
  return status == RelationStatus::declined || status == RelationStatus::ended;
}

/// One allowed step of a relation's state.
struct RelationStep {
  RelationStatus from{};  ///< The state before.
  RelationStatus to{};    ///< A state that may follow it.
};
/// Every legal step.
inline constexpr RelationStep relation_steps[] = {
    {RelationStatus::proposed, RelationStatus::accepted},
    {RelationStatus::proposed, RelationStatus::declined},
    {RelationStatus::accepted, RelationStatus::active},
    {RelationStatus::accepted, RelationStatus::ended},
    {RelationStatus::active, RelationStatus::ended},
};

/// Whether one state may become another between two versions of the tables: by no step, by one, or
/// by several that nobody wrote down (a proposal that runs by now was accepted in between).
[[nodiscard]] constexpr bool may_become(RelationStatus from, RelationStatus to) noexcept {
  if (from == to) return true;
  for (const RelationStep& step : relation_steps) {
    if (step.from == from && may_become(step.to, to)) return true;
  }
  return false;
}

/// Why one state of a mentorship or placement cannot follow another; nothing if it may.
///
/// Says what it should have been instead, seen from the one before.
[[nodiscard]] inline std::optional<Message> why_not_change(RelationStatus from, RelationStatus to) {
  if (may_become(from, to)) return std::nullopt;
  Message message{
      is_final(from) ? "domain.change.final_status" : "domain.change.status",
      {{"word", std::string(to_string(from))}, {"name", std::string(to_chinese(from))}}};
  if (is_final(from)) return message;
  std::string words;
  std::string names;
  for (const Coded<RelationStatus>& row : relationstatus_codes) {
    if (!may_become(from, row.value)) continue;
    words += (words.empty() ? "" : ", ") + std::string(row.word);
    names += (names.empty() ? "" : "、") + std::string(row.zh);
  }
  message.parameters.emplace_back("words", std::move(words));
  message.parameters.emplace_back("names", std::move(names));
  return message;
}

}  // namespace jinguo::inline v0_1

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "jinguo/core/date.hpp"
#include "jinguo/core/issue.hpp"
#include "jinguo/domain/policy.hpp"
#include "jinguo/domain/registry.hpp"
#include "jinguo/engine/plan.hpp"

/// A plan becomes records, so that the next year runs on this year's tables.
///
///   a new award at a mentor                    a Mentorship, proposed
///   a new award at a base, project or chain    a Placement of the award's pairing, proposed
///   an award that goes on, inside or outside   nothing: its record stands already
///   a standing record that the plan lets go    nothing: it is a warning, and people end it
///
/// The id of a new record is "J", the first digits of the plan's digest, "-" and the number of the
/// award among the plan's new ones: the same plan gives the same ids, and a record says which plan
/// it comes from.
namespace jinguo::inline v0_1 {

/// What adopting a plan adds to its tables.
struct Adoption {
  std::vector<Mentorship> mentorships{};  ///< To be added, proposed.
  std::vector<Placement> placements{};    ///< To be added, proposed.
  std::int64_t going_on = 0;  ///< Pairs of the plan whose records stood in the tables before.
  std::int64_t already = 0;   ///< New pairs of the plan whose records are in the tables already.
  /// Records that stand in the tables and that the plan does not let go on ("engine.adopt.let_go",
  /// by file and id). They stay as they are.
  std::vector<Issue> warnings{};

  /// Whether there is nothing to add.
  [[nodiscard]] bool empty() const noexcept { return mentorships.empty() && placements.empty(); }
  friend bool operator==(const Adoption&, const Adoption&) = default;
};

namespace engine {

/// What adopting a plan adds to the tables that it was made from. Once all its records are there,
/// whatever became of them, nothing is added: adopting twice is adopting once. If only some are
/// there (writing was interrupted), the others are added. Throws InputError when the tables are
/// not those of the plan. New records begin on `starts_on`, the day of the proposal, until an
/// officer writes the true one.
[[nodiscard]] Adoption adopt(const Plan& plan, const Registry& registry, const Date& starts_on);

/// The same, on the policy's date unless a day is given; throws InputError too when the policy is
/// not the plan's.
[[nodiscard]] Adoption adopt(const Plan& plan, const Registry& registry, const Policy& policy,
                             const std::optional<Date>& starts_on = std::nullopt);

/// The registry with the records of an adoption.
[[nodiscard]] Registry adopted(Registry registry, const Adoption& adoption);

/// Whether a plan was made from these tables, as they stand or without the records that adopting
/// it added.
[[nodiscard]] bool is_made_from(const Plan& plan, const Registry& registry);

/// The registry that a plan was made from: these tables as they stand, or without the records that
/// adopting it added; nothing where they are others.
[[nodiscard]] std::optional<Registry> made_from(const Plan& plan, const Registry& registry);

}  // namespace engine
}  // namespace jinguo::inline v0_1

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jinguo/core/issue.hpp"
#include "jinguo/domain/policy.hpp"
#include "jinguo/domain/registry.hpp"
#include "jinguo/engine/match.hpp"
#include "jinguo/engine/plan.hpp"

namespace jinguo::inline v0_1::engine {

/// How much of a plan is judged.
struct VerifyOptions {
  std::int64_t pairs = 20'000;         ///< Pairs checked again beside the awards, in each pairing.
  std::vector<CustomScores> custom{};  ///< As given to match().
  bool referees = true;                ///< Prove the plan best, drawn and priced.
  /// As MatchOptions has them. Stopped by the time limit or the interrupt, Stopped is thrown: what
  /// was not checked to the end is not said to hold.
  std::function<void(double fraction, std::string_view phase)> progress{};
  std::function<bool()> interrupt{};  ///< Asked now and then; true stops the call.
  std::optional<double> time_limit{};  ///< Seconds of the whole call; none: no limit.
};

/// Judges a plan again from records and policy, by code that shares nothing with the solver.
///
/// Without trusting the compiled market it looks at digests and seed; every award, every floor,
/// place, lock, refusal and relation that goes on, every stated loss, and a sample of other pairs,
/// again from records and policy by slow code of its own; then the referees of the solver on the
/// compiled market with the plan's numbers. What is told beside the awards (reasons, warnings, what
/// floors cost, what the lottery chose among) is computed again and compared. Returns every fault
/// found; empty: the plan holds, but for what unproven() names. A plan that was stopped is checked
/// by its rules and reasons only.
[[nodiscard]] std::vector<Issue> verify(const Plan& plan, const Registry& registry,
                                        const Policy& policy, const VerifyOptions& options = {});

/// What verify() does not prove of a plan, as paths of fields ("made_by", "mentors.seconds"): told
/// for information only. docs/verify.md says of every field how it is proven.
[[nodiscard]] std::vector<std::string> unproven(const Plan& plan,
                                                const VerifyOptions& options = {});

}  // namespace jinguo::inline v0_1::engine

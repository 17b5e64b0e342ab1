#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "jinguo/core/monitor.hpp"
#include "jinguo/domain/policy.hpp"
#include "jinguo/domain/registry.hpp"
#include "jinguo/domain/validate.hpp"
#include "jinguo/engine/listing.hpp"
#include "jinguo/engine/match.hpp"
#include "jinguo/engine/plan.hpp"
#include "jinguo/solver/market.hpp"
#include "jinguo/solver/transport.hpp"

/// A pairing of a policy over a registry, turned into numbers once: whoever matches, explains,
/// verifies, evaluates or compares reads the same listing and the same market. Public, since a host
/// that asks many things of one pairing saves what is slow in each of them.
namespace jinguo::inline v0_1::engine {

/// How a pairing is compiled; each may be left out.
struct CompileOptions {
  const CustomScores* custom = nullptr;  ///< Scores of the user's own; borrowed.
  const Origins* origins = nullptr;      ///< Where the records stand, for faults.
  Monitor* monitor = nullptr;            ///< Asked on the way.
  int threads = 1;                       ///< As Listing has them.
};

/// The listing of a pairing, its market, and what is read off both. Borrows the registry, the
/// pairing and the custom scores; immutable, and stays where it was made.
class Compiled {
 public:
  /// Throws InputError as Listing does.
  Compiled(const Registry& registry, const Policy& policy, const Pairing& pairing,
           const CompileOptions& options = {});
  Compiled(const Compiled&) = delete;
  Compiled& operator=(const Compiled&) = delete;

  /// What was compiled; borrowed.
  [[nodiscard]] const Pairing& pairing() const noexcept { return pairing_; }
  /// Who may go where, as the policy says, and why not.
  [[nodiscard]] const Listing& listing() const noexcept { return listing_; }
  /// Who stands behind the market's indices.
  [[nodiscard]] const Roster& roster() const noexcept { return listing_.roster(); }
  /// By the policy, or with scores of the user's own.
  [[nodiscard]] const solver::Market& market() const noexcept { return *market_; }
  /// Whether the scores are the user's own.
  [[nodiscard]] bool custom() const noexcept { return said_.has_value(); }

  /// What the solver is asked: floors as the policy says, the lottery's numbers by id; none without
  /// a seed.
  [[nodiscard]] solver::TransportOptions asked(std::string_view seed) const;
  /// The awards of a plan of this pairing as indices, rising; without those whose ids it lacks.
  [[nodiscard]] std::vector<solver::Award> awards_of(const PairingPlan& plan) const;
  /// A plan of this pairing as the solver told it: status, awards, total, and both ends of the
  /// prices.
  [[nodiscard]] solver::TransportResult result_of(const PairingPlan& plan) const;

  /// Listing and market by themselves, asked with a seed; not for scores of the user's own, whose
  /// market stays here.
  [[nodiscard]] PairingMarket release(std::string_view seed) &&;

 private:
  const Pairing& pairing_;
  solver::OnInfeasible on_infeasible_;
  Listing listing_;
  std::optional<solver::Market> said_{};  ///< What the policy says, unbanded; with custom scores.
  std::optional<solver::Market> market_{};
};

/// match(), which keeps what it compiled for who goes on asking: one for each pairing of the plan,
/// null where it was stopped before.
[[nodiscard]] Plan match(const Registry& registry, const Policy& policy,
                         const MatchOptions& options,
                         std::vector<std::unique_ptr<const Compiled>>& compiled);

}  // namespace jinguo::inline v0_1::engine

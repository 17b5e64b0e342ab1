#pragma once

#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jinguo/domain/policy.hpp"
#include "jinguo/domain/registry.hpp"
#include "jinguo/engine/listing.hpp"
#include "jinguo/engine/plan.hpp"
#include "jinguo/solver/transport.hpp"

namespace jinguo::inline v0_1 {

/// A policy of the user's own for one pairing: a block source of scores. Everything else (bounds,
/// locks, exclusions, lottery) stays as the policy says.
struct CustomScores {
  std::string pairing{};  ///< Name of the pairing that they are for.
  /// Fills the scores of women [from, to) against all places, row by row, in the order of the
  /// roster. On entry `scores` holds what the policy says, unbanded and with
  /// `solver::not_eligible` where a rule excludes a pair; what is left in it counts, floored to the
  /// band. Called on the calling thread only, perhaps again for the same rows, and must then give
  /// the same.
  std::function<void(const engine::Roster& roster, solver::Index from, solver::Index to,
                     std::span<solver::Score> scores)>
      scores{};
};

/// How a registry is matched; the plan depends on `seed`, `pairing` and `custom` only.
struct MatchOptions {
  std::string seed{};     ///< The lottery's seed as bytes, at least 16; empty: the policy's.
  std::string pairing{};  ///< Only this pairing; empty: all.
  std::vector<CustomScores> custom{};  ///< Scores of the user's own, by pairing.
  int threads = 0;                     ///< 0: one per core. The plan does not depend on it.
  /// Called with the fraction done and the phase, at most 10 times a second.
  std::function<void(double fraction, std::string_view phase)> progress{};
  std::function<bool()> interrupt{};  ///< Asked now and then; true stops the call.
  /// Seconds of the whole call, for all pairings together; it ends 0.2 s later at most. A pairing
  /// that was stopped says so in its status; one that was not begun lists no places.
  std::optional<double> time_limit{};
  const Origins* origins = nullptr;  ///< Where the records stand, for faults; borrowed.
};

/// No plan keeps every rule. The witness is in the market's indices, rules and repairs say it in
/// ids; what() names the pairing and the deficit.
class InfeasibleError : public std::runtime_error {
 public:
  /// Of a pairing and its witness, in ids.
  InfeasibleError(const std::string& what, std::string pairing, solver::Witness witness,
                  std::vector<Message> rules, std::vector<Message> repairs)
      : std::runtime_error(what),
        pairing_(std::move(pairing)),
        witness_(std::move(witness)),
        rules_(std::move(rules)),
        repairs_(std::move(repairs)) {}
  /// Name of the pairing that has no plan.
  [[nodiscard]] const std::string& pairing() const noexcept { return pairing_; }
  /// Why, in the market's indices.
  [[nodiscard]] const solver::Witness& witness() const noexcept { return witness_; }
  /// What cannot hold together.
  [[nodiscard]] const std::vector<Message>& rules() const noexcept { return rules_; }
  /// The fewest changes after which a plan exists.
  [[nodiscard]] const std::vector<Message>& repairs() const noexcept { return repairs_; }

 private:
  std::string pairing_;
  solver::Witness witness_;
  std::vector<Message> rules_;
  std::vector<Message> repairs_;
};

namespace engine {

/// Every fault for which match() refuses a registry under a policy, whatever the seed, in all
/// pairings at once, each at the file and row in which `origins` say that its record stands.
[[nodiscard]] std::vector<Issue> faults_of(const Registry& registry, const Policy& policy,
                                           const Origins& origins = {});

/// Turns the registry into one market a pairing by the policy, and solves each exactly.
///
/// Tells of each woman where she goes or why not. Throws InputError (registry or policy at fault,
/// no seed, a seed that does not fit its commitment) and InfeasibleError.
[[nodiscard]] Plan match(const Registry& registry, const Policy& policy,
                         const MatchOptions& options = {});

/// The market of one pairing by itself: for solvers, referees and studies of the user's own.
struct PairingMarket {
  Listing listing;        ///< `roster()` holds the ids of both sides, in the market's order.
  solver::Market market;  ///< Borrows from the listing.
  solver::TransportOptions how{};  ///< Floors as the policy says; the lottery's numbers by id.
};

/// The market that match() solves for a pairing of the policy.
///
/// transport(market, how) gives the
/// plan's awards (those that go on outside the market are none of its). Borrows the registry.
/// `seed` as in MatchOptions; without any, the lottery has no numbers. Throws InputError as
/// match().
[[nodiscard]] PairingMarket market_of(const Registry& registry, const Policy& policy,
                                      std::string_view pairing, std::string_view seed = {});

}  // namespace engine
}  // namespace jinguo::inline v0_1

#pragma once

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "jinguo/domain/policy.hpp"
#include "jinguo/domain/registry.hpp"
#include "jinguo/engine/plan.hpp"

namespace jinguo::inline v0_1 {

struct MatchOptions {
  std::string seed{};     ///< The lottery's seed as bytes; empty: the policy's.
  std::string pairing{};  ///< Only this pairing; empty: all.
  int threads = 0;        ///< 0: one per core. The plan does not depend on it.
  std::function<void(double fraction, std::string_view phase)> progress{};
  std::function<bool()> interrupt{};
  std::optional<double> time_limit{};  ///< Seconds for all pairings together.
};

/// No plan keeps every rule. The witness is in ids: what() says the pairing and the deficit.
class InfeasibleError : public std::runtime_error {
 public:
  InfeasibleError(const std::string& what, solver::Witness witness, std::vector<Message> rules)
      : std::runtime_error(what), witness_(std::move(witness)), rules_(std::move(rules)) {}
  [[nodiscard]] const solver::Witness& witness() const noexcept { return witness_; }
  [[nodiscard]] const std::vector<Message>& rules() const noexcept { return rules_; }

 private:
  solver::Witness witness_;
  std::vector<Message> rules_;
};

namespace engine {

/// Turns the registry into one market a pairing by the policy, solves each, and tells of each woman
/// where she goes or why not. Throws InputError (registry or policy at fault, no seed, a seed that
/// does not fit its commitment) and InfeasibleError.
[[nodiscard]] Plan match(const Registry& registry, const Policy& policy,
                         const MatchOptions& options = {});

}  // namespace engine
}  // namespace jinguo::inline v0_1

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "jinguo/core/monitor.hpp"
#include "jinguo/engine/compiled.hpp"
#include "jinguo/measure/evaluation.hpp"

/// What evaluate(), compare() and robustness() have in common: the women, and each pair checked.
namespace jinguo::inline v0_1::measure {

/// The women in the registry's order.
struct Population {
  std::vector<std::uint8_t> registered{};
  std::vector<std::int64_t> gap_fen{};
  std::vector<std::string> groups{};

  /// Throws InputError for groups that do not fit, a line out of range, faults of the registry.
  Population(const Registry& registry, const EvaluateOptions& options, Monitor& monitor);
};

/// The policy's pairings, each compiled when it is first asked for.
class CompiledPairings {
 public:
  /// Borrows all three; the policy may be null, and nothing is asked for then.
  CompiledPairings(const Registry& registry, const Policy* policy, Monitor& monitor)
      : registry_(registry), policy_(policy), monitor_(monitor) {}
  /// The pairing must be one of the policy's.
  [[nodiscard]] const engine::Compiled& of(const std::string& name);

 private:
  const Registry& registry_;
  const Policy* policy_;
  Monitor& monitor_;
  std::map<std::string, engine::Compiled> made_{};
};

struct Survey {
  std::vector<std::string> pairings{};            ///< In the order of the rows.
  std::vector<PairMeasure> pairs{};               ///< In the order given.
  std::vector<std::size_t> women{};               ///< Row of each pair's woman.
  std::vector<std::vector<std::uint8_t>> open{};  ///< By pairing, woman: a place is open to her.
};

/// Resolves and measures every pair. `open` is filled only with a policy and if asked.
[[nodiscard]] Survey survey(std::span<const PlanPair> pairs, const Registry& registry,
                            const EvaluateOptions& options, const Population& population,
                            CompiledPairings& compiled, bool ask_who_may, Monitor& monitor);

}  // namespace jinguo::inline v0_1::measure

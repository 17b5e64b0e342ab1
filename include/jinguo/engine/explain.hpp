#pragma once

#include <string>
#include <vector>

#include "jinguo/domain/policy.hpp"
#include "jinguo/domain/registry.hpp"
#include "jinguo/engine/plan.hpp"

namespace jinguo::inline v0_1 {

/// What a plan decided about one woman, as messages to be rendered in either language. Names no
/// other woman.
struct Explanation {
  Id id{};
  std::vector<Message> lines{};
  /// A line for each message, rules and parts in the language's words.
  [[nodiscard]] std::string text(Language language = Language::en) const;
};

namespace engine {

/// A message with its rule and part (names of "engine.rule.*", "engine.part.*") in a language's
/// words.
[[nodiscard]] std::string text_of(const Message& message, Language language);

/// Why a woman is not placed, as one sentence.
[[nodiscard]] Message reason(const PairingPlan& pairing, const Unmatched& unmatched);

/// As stored with the plan. Throws std::out_of_range for an id that the plan does not know.
[[nodiscard]] Explanation explain(const Plan& plan, const Id& id);

/// Answers for any woman and every place, within one scoring pass over her row: the rule that
/// excludes her there, or what the whole plan would lose. For who is not placed that is the true
/// loss; for who is placed elsewhere a lower bound, her gap by the plan's prices. Throws InputError
/// when the registry or policy are not those of the plan, std::out_of_range for an id that the
/// registry does not know.
[[nodiscard]] Explanation explain(const Plan& plan, const Registry& registry, const Policy& policy,
                                  const Id& id);

}  // namespace engine
}  // namespace jinguo::inline v0_1

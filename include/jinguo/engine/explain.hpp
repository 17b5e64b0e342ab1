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
  [[nodiscard]] std::string text(Language language = Language::en) const;
};

namespace engine {

/// As stored with the plan. Throws std::out_of_range for an id the plan does not know.
[[nodiscard]] Explanation explain(const Plan& plan, const Id& id);

/// Answers for any woman and every place, within one scoring pass.
[[nodiscard]] Explanation explain(const Plan& plan, const Registry& registry, const Policy& policy,
                                  const Id& id);

}  // namespace engine
}  // namespace jinguo::inline v0_1

#pragma once

#include <cstdint>

#include "jinguo/engine/plan.hpp"

namespace jinguo::inline v0_1::io {

/// Checks a plan from an archive by itself, so that whatever reads it may rely on it: ids in their
/// order and each once, indices and references within the plan, counts and sums that agree, numbers
/// that cannot overflow. Throws Broken. Whether the plan is right is for engine::verify() to say.
void check_sound(const Plan& plan, std::uint32_t version);

}  // namespace jinguo::inline v0_1::io

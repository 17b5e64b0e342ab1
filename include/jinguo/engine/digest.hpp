#pragma once

#include "jinguo/domain/field.hpp"
#include "jinguo/domain/policy.hpp"
#include "jinguo/domain/registry.hpp"
#include "jinguo/engine/plan.hpp"

/// SHA-256 over a canonical form (docs/digest.md), never over files: the same records in another
/// order, file or encoding have the same digest; names and free text are left out.
namespace jinguo::inline v0_1::engine {

/// By a form of docs/digest.md, 1 to `newest_form`: what came with a later form is left out. Throws
/// InputError for another form.
[[nodiscard]] Digest digest(const Registry& registry, int form = newest_form);
[[nodiscard]] Digest digest(const Policy& policy, int form = newest_form);

/// SHA-256 of some bytes.
[[nodiscard]] Digest sha256(std::string_view bytes);

}  // namespace jinguo::inline v0_1::engine

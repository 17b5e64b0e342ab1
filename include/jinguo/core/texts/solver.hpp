#pragma once

#include "jinguo/core/texts/entry.hpp"

namespace jinguo::inline v0_1::texts {

inline constexpr CatalogueEntry solver[] = {
    {"solver.length", "{name}: {expected} entries were expected, {actual} given",
     "{name}：应为 {expected} 项，实为 {actual} 项"},
};

}  // namespace jinguo::inline v0_1::texts

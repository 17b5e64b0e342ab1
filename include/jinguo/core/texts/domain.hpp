#pragma once

#include "jinguo/core/texts/entry.hpp"

namespace jinguo::inline v0_1::texts {

inline constexpr CatalogueEntry domain[] = {
    {"domain.duplicate", "an id that no other record of the table has", "本表中不重复的编号"},
};

}  // namespace jinguo::inline v0_1::texts

#pragma once

#include "jinguo/core/texts/entry.hpp"

namespace jinguo::inline v0_1::texts {

inline constexpr CatalogueEntry engine[] = {
    {"engine.not_eligible", "No place is open to her; the rule that removed the last: {rule}.",
     "没有符合条件的名额；最后排除她的规则：{rule}。"},
};

}  // namespace jinguo::inline v0_1::texts

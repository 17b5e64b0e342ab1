#pragma once

#include "jinguo/core/texts/entry.hpp"

namespace jinguo::inline v0_1::texts {

inline constexpr CatalogueEntry io[] = {
    {"io.utf8", "text in UTF-8 or GB18030", "UTF-8或GB18030编码的文本"},
};

}  // namespace jinguo::inline v0_1::texts

#pragma once

#include "jinguo/core/message.hpp"

namespace jinguo::inline v0_1::texts {

inline constexpr CatalogueEntry core[] = {
    {"core.id", "an id of 1 to 64 letters, digits or . _ : / -, not beginning with -",
     "编号：1至64个字母、汉字、数字或 . _ : / -，不以 - 开头"},
    {"core.id.citizen_number", "an opaque id; a citizen identity number must not be used as one",
     "内部编号；不得使用公民身份号码"},
    {"core.time_limit", "a number of seconds of at least 0", "不小于0的秒数"},
};

}  // namespace jinguo::inline v0_1::texts

#pragma once

#include "jinguo/core/message.hpp"

namespace jinguo::inline v0_1::texts {

inline constexpr CatalogueEntry sample[] = {
    {"sample.assumption_missing", "the assumptions to hold this name", "假设表中应有此名称"},
    {"sample.assumption_unused", "a name that the generator uses", "应为生成程序使用的名称"},
    {"sample.boundary", "a closed boundary of this county, in degrees",
     "应有该县市区的闭合边界（度）"},
    {"sample.column", "this column", "应有此列"},
    {"sample.county", "a county, and a village or community in it",
     "应有县级区划，且其中至少有一个村或社区"},
    {"sample.date", "a day of the years 2015 to 2030", "2015至2030年间的日期"},
    {"sample.households", "20 to 200,000 households", "20至200000户"},
    {"sample.industries", "every industry once", "每个产业一行"},
    {"sample.value", "a value of the kind that the folder's README says",
     "应为数据文件夹说明中规定的值"},
    {"sample.width", "as many cells as the heading has", "与表头列数相同"},
};

}  // namespace jinguo::inline v0_1::texts

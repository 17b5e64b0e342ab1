#pragma once

#include "jinguo/core/message.hpp"

namespace jinguo::inline v0_1::texts {

inline constexpr CatalogueEntry sample[] = {
    {"sample.assumption_missing", "this name among the assumptions", "假设表中的这一名称"},
    {"sample.assumption_unused", "a name that the generator uses", "生成程序使用的名称"},
    {"sample.boundary", "a closed boundary of this county, in degrees",
     "该县市区的闭合边界（度）"},
    {"sample.column", "this column", "这一列"},
    {"sample.county", "a county, and a village or community in it",
     "县级区划，且其中至少有一个村或社区"},
    {"sample.date", "a day of the years 2015 to 2030", "2015至2030年间的日期"},
    {"sample.households", "20 to 200,000 households", "20至200000户"},
    {"sample.industries", "every industry once", "每个产业一行"},
    {"sample.value", "a value of the kind that the folder's README says",
     "数据文件夹说明中规定的值"},
    {"sample.width", "as many cells as the heading has", "与表头列数相同"},
};

}  // namespace jinguo::inline v0_1::texts

#pragma once

#include "jinguo/core/texts/entry.hpp"

namespace jinguo::inline v0_1::texts {

inline constexpr CatalogueEntry python[] = {
    {"python.block",
     "a block of scores of shape (rows, m): int64, int32, float64 or float32, or (scores, mask)",
     "形状为（行数，m）的分数块：int64、int32、float64 或 float32，或（分数，掩码）"},
    {"python.dtype", "{expected}, not {actual}", "{expected}，而不是 {actual}"},
    {"python.duplicate", "each {what} once; {value} is given twice",
     "每个{what}只出现一次；{value} 重复"},
    {"python.enumerator", "one of: {allowed}", "下列之一：{allowed}"},
    {"python.finite", "finite numbers; use NaN for a pair that is not eligible",
     "有限数值；不符合条件的配对请用 NaN"},
    {"python.geojson",
     "GeoJSON in UTF-8: features with a \"code\" and a polygon in degrees, at most 64 MiB",
     "UTF-8 编码的 GeoJSON：各要素有 code 和以度为单位的多边形，至多64 MiB"},
    {"python.length", "{expected} entries or one number, not {actual}",
     "{expected} 项或一个数，而不是 {actual} 项"},
    {"python.missing", "a value for every {what}; none for {value}",
     "每个{what}都要有值；{value} 没有"},
    {"python.negative", "numbers not below 0", "不小于 0 的数"},
    {"python.range", "whole numbers from {least} to {greatest}", "{least} 至 {greatest} 的整数"},
    {"python.shape", "shape {expected}, not {actual}", "形状 {expected}，而不是 {actual}"},
    {"python.size",
     "something that tells the number of {side} nodes: an array of theirs, or {name}=",
     "能说明{side}侧节点数的内容：该侧的数组，或 {name}="},
    {"python.table", "a table in UTF-8: rows of cells separated by commas, at most 64 MiB",
     "UTF-8 编码的表格：各行以逗号分隔单元格，至多64 MiB"},
    {"python.unknown", "{what} of this market, not {value}", "本市场的{what}，而不是 {value}"},
    {"python.workbook", "a workbook (.xlsx) of at most 1 GiB unpacked",
     "解压后不超过 1 GiB 的工作簿（.xlsx）"},
    {"python.workbook.kind", "a workbook (.xlsx); this file is of another kind or damaged",
     "工作簿（.xlsx）；该文件不是工作簿，或已损坏"},
};

}  // namespace jinguo::inline v0_1::texts

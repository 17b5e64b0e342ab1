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
    {"python.frame.index",
     "every column of the table among the frame's columns; {name} stands in its index",
     "表的每一列都在数据框的列中；{name} 在其索引里"},
    {"python.frame.index.mend", "call reset_index() first", "请先调用 reset_index()"},
    {"python.frame.labels",
     "the ids of the rows in a column; this frame has labels on its rows and no column of ids",
     "各行的编号在一列中；该数据框的行带有标签，却没有编号列"},
    {"python.frame.labels.mend",
     "if the labels are the ids, call rename_axis(\"{name}\").reset_index() first",
     "如果标签就是编号，请先调用 rename_axis(\"{name}\").reset_index()"},
    {"python.frame.length", "columns of one length, not of {sizes}", "各列长度相同，而不是 {sizes}"},
    {"python.frame.levels", "one name a column, not several levels", "每列一个名称，而不是多层列名"},
    {"python.frame.levels.mend", "give the columns plain names first", "请先把列名改为单层"},
    {"python.frame.name", "columns named by text, not by {actual}", "列名是文本，而不是 {actual}"},
    {"python.ids", "ids of the registry; {count} are not, the first of them {value}",
     "登记册中的编号；其中 {count} 个不是，第一个是 {value}"},
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
    {"python.unknown", "{what} of this market, not {value}", "本市场的{what}，而不是 {value}"},
    {"python.workbook", "a workbook (.xlsx) of at most 1 GiB unpacked",
     "解压后不超过 1 GiB 的工作簿（.xlsx）"},
    {"python.workbook.kind", "a workbook (.xlsx); this file is of another kind or damaged",
     "工作簿（.xlsx）；该文件不是工作簿，或已损坏"},
};

}  // namespace jinguo::inline v0_1::texts

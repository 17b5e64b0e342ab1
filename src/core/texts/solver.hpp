#pragma once

#include "jinguo/core/message.hpp"

namespace jinguo::inline v0_1::texts {

inline constexpr CatalogueEntry solver[] = {
    {"solver.band", "a band of at least 1", "不小于1的分档间距"},
    {"solver.blocks", "a function that fills rows", "按行填写分值的函数"},
    {"solver.count", "a whole number from 0 to 2^40", "0 至 2^40 之间的整数"},
    {"solver.decay", "breakpoints with rising metres from 0 and points within 2^24",
     "米数自0起严格递增、分值绝对值不超过 2^24 的断点"},
    {"solver.distance", "a distance of 0 or more, with positions of both sides",
     "不小于0的距离，且双方均有坐标"},
    {"solver.entry_twice", "each pair stored once", "每对只存一次"},
    {"solver.features", "features whose dot product stays below 2^30", "内积小于 2^30 的特征"},
    {"solver.index", "an index from 0, below {end}", "自0起、小于 {end} 的序号"},
    {"solver.indptr", "offsets that begin at 0 and never fall", "自0起且不下降的偏移量"},
    {"solver.infinite", "a finite score; use NaN for not eligible", "有限的分值；不可匹配请用 NaN"},
    {"solver.length", "{name}: {expected} entries, not {actual}",
     "{name}：{expected} 项，而不是 {actual} 项"},
    {"solver.losses", "an answer of transport() to this market, proven best",
     "transport() 对此市场给出并已证明最优的结果"},
    {"solver.option", "a value that fits the market", "与市场相符的值"},
    {"solver.origin", "whole metres below 2^24, -1 for the straight line, or 2^31 - 1 for no way",
     "小于 2^24 的整数米；-1 表示直线距离，2^31 - 1 表示无路"},
    {"solver.outside",
     "an outside value within 2^44 after scaling: say must_match for who has to be placed, or "
     "lower score_scale",
     "缩放后绝对值不超过 2^44 的场外值：必须安置的请用 must_match，或降低 score_scale"},
    {"solver.pair_both", "a pair that is not both locked and excluded", "不同时锁定和排除的一对"},
    {"solver.pair_twice", "each pair given once", "每对只给一次"},
    {"solver.points", "points whose sum stays below 2^60", "合计小于 2^60 的各项分值"},
    {"solver.position", "coordinates within 2^30 metres", "绝对值小于 2^30 米的坐标"},
    {"solver.scale", "a whole number of at least 1, or 0 where the market may choose it",
     "不小于1的整数；可由市场自行选定处也可为0"},
};

}  // namespace jinguo::inline v0_1::texts

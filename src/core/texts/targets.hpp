#pragma once

#include "jinguo/core/message.hpp"

namespace jinguo::inline v0_1::texts {

/// Why something was not counted for a target, and what the options of programme::achievement take.
inline constexpr CatalogueEntry targets[] = {
    {"targets.floor_sum", "floors of at most {total} together", "合计不超过{total}的下限"},
    {"targets.not_counted.audience", "the audience was not grass-roots women", "对象不是基层妇女"},
    {"targets.not_counted.begun", "proposed, and not begun", "尚未开始"},
    {"targets.not_counted.diagnosis", "no diagnosis of hers is recorded by that day",
     "当日之前没有她的确诊记录"},
    {"targets.not_counted.double_report", "the event is counted as {other}, reported nearer to it",
     "该场活动已按 {other} 计入（由更基层的级别填报）"},
    {"targets.not_counted.exemplar", "it is about no exemplar that counts in its year",
     "未报道当年计入的典型"},
    {"targets.not_counted.exemplar_year", "its exemplar {other} is of another year",
     "所报道典型 {other} 属于其他年份"},
    {"targets.not_counted.gain", "her income did not rise", "收入没有增加"},
    {"targets.not_counted.income", "her income before or after is not recorded",
     "没有记录安置前或安置后的收入"},
    {"targets.not_counted.kind", "a kind of person whom the target does not name",
     "不属于指标所列的对象"},
    {"targets.not_counted.outlet", "the medium is not of the province or above",
     "媒体级别不到省级"},
    {"targets.not_counted.proof", "nothing proves it", "没有佐证"},
    {"targets.not_counted.register", "her household was not registered on that day",
     "当日其家庭不是建档立卡户"},
    {"targets.not_counted.second", "given once; {other} counts", "只计一次；已计入 {other}"},
    {"targets.not_counted.title", "the base got its title later", "基地当时尚未命名"},
    {"targets.not_counted.twice", "listed twice", "重复列出"},
    {"targets.not_counted.two_bases", "a woman at two bases counts once, at {other}",
     "同在两个基地的妇女只计一次，计入 {other}"},
    {"targets.not_counted.unit", "told in another unit", "单位不同"},
    {"targets.option", "one of: {allowed}", "下列之一：{allowed}"},
    {"targets.weights", "a weight of at least 0 for each part", "每一部分一个不小于0的权重"},
};

}  // namespace jinguo::inline v0_1::texts

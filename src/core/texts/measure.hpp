#pragma once

#include "jinguo/core/message.hpp"

namespace jinguo::inline v0_1::texts {

inline constexpr CatalogueEntry measure[] = {
    {"measure.ambiguous", "an id of one provider; give the column kind where two kinds share one",
     "唯一的帮扶方编号；若两类帮扶方编号相同，请给出 kind 列"},
    {"measure.duplicate", "each pair once", "每一对只出现一次"},
    {"measure.grouping", "one of: {allowed}; a Series, a dict or a function of the id",
     "下列之一：{allowed}；或以编号为准的 Series、dict 或函数"},
    {"measure.groups", "a label for each of the {women} women", "为 {women} 名妇女各给出一个组别"},
    {"measure.left", "a woman of the registry", "登记数据中的妇女"},
    {"measure.line", "a poverty line from 1 to 10,000,000 yuan", "1 至 10,000,000 元的贫困线"},
    {"measure.pairing", "a pairing of the policy: {known}", "政策中的结对类别：{known}"},
    {"measure.pairing_name", "the name of a pairing; \"any\" stands for all of them",
     "结对类别的名称；“any”表示任一结对类别"},
    {"measure.plot.compare_axis", "registered women", "建档立卡妇女人数"},
    {"measure.plot.compare_lost", "lost", "不再获帮扶"},
    {"measure.plot.compare_moved", "moved", "更换帮扶方"},
    {"measure.plot.compare_newly_served", "newly served", "新获帮扶"},
    {"measure.plot.compare_title",
     "{plan} against {baseline}: {newly_served} newly served, {lost} lost, {moved} moved",
     "{plan}与{baseline}相比：新获帮扶{newly_served}人，不再获帮扶{lost}人，更换帮扶方{moved}人"},
    {"measure.plot.coverage_axis", "share of registered women served", "建档立卡妇女覆盖率"},
    {"measure.plot.coverage_mean", "all {percent} %", "全体 {percent}%"},
    {"measure.plot.coverage_need", "weighted by need", "按需要加权"},
    {"measure.plot.coverage_plain", "each woman counts the same", "每名妇女同等计"},
    {"measure.plot.coverage_title",
     "{served} of {registered} registered women are served: {percent} %",
     "{registered}名建档立卡妇女中{served}名获得帮扶：{percent}%"},
    {"measure.plot.distance_axis", "way from home, km", "离家距离（公里）"},
    {"measure.plot.distance_share", "share of pairs within it", "不超过该距离的比例"},
    {"measure.plot.distance_title",
     "Half of the ways are within {median} km, nine in ten within {far} km",
     "一半离家不超过{median}公里，九成不超过{far}公里"},
    {"measure.plot.no_group", "not told", "未填"},
    {"measure.plot.nobody", "Nobody is served", "无人获得帮扶"},
    {"measure.plot.rank_axis", "rank of her place among those open to her",
     "所得帮扶方在其可选帮扶方中的名次"},
    {"measure.plot.rank_more", "{rank} and more", "第{rank}及以后"},
    {"measure.plot.rank_share", "share of pairs", "占比"},
    {"measure.plot.rank_title", "{percent} % have a place than which none has more points for them",
     "{percent}%的人得到对其分值最高的帮扶方"},
    {"measure.plot.robustness_axis", "share of served women who stay served", "仍获帮扶的比例"},
    {"measure.plot.robustness_least", "in the worst run", "最差一次"},
    {"measure.plot.robustness_mean", "on average", "平均"},
    {"measure.right", "a provider of the registry, of a kind that the pairing names",
     "登记数据中属于该结对类别的帮扶方"},
    {"measure.robustness",
     "Of 100 women served, {stay} stay served when every weight moves by up to {spread} % "
     "({runs} runs).",
     "各项权重上下变动{spread}%以内时，每100名获得帮扶的妇女中有{stay}名仍获帮扶（试算{runs}"
     "次）。"},
    {"measure.robustness_nobody", "Nobody is served, so there is nothing that could change.",
     "无人获得帮扶，因此没有可变动的结果。"},
    {"measure.runs", "from 1 to 10,000 runs", "1 至 10,000 次试算"},
    {"measure.spread", "a spread from 0 to 1", "0 至 1 的变动幅度"},
};

}  // namespace jinguo::inline v0_1::texts

#pragma once

#include <cstdint>
#include <string_view>

#include "numbers.hpp"

/// The words by which people write units.
namespace jinguo::inline v0_1::io::detail {

/// One way to write a unit, and what it is worth in the column's: times and a power of ten.
struct UnitWord {
  CellUnit unit;
  std::string_view word;
  std::int64_t times = 1;
  int power = 0;
};
inline constexpr UnitWord unit_words[] = {
    {CellUnit::yuan, "元"},
    {CellUnit::yuan, "元整"},
    {CellUnit::yuan, "元人民币"},
    {CellUnit::yuan, "人民币"},
    {CellUnit::yuan, "圆"},
    {CellUnit::yuan, "块"},
    {CellUnit::yuan, "块钱"},
    {CellUnit::yuan, "¥"},
    {CellUnit::yuan, "￥"},
    {CellUnit::yuan, "yuan"},
    {CellUnit::yuan, "rmb"},
    {CellUnit::yuan, "cny"},
    {CellUnit::basis_points, "‱"},
    {CellUnit::basis_points, "bp"},
    {CellUnit::basis_points, "bps"},
    {CellUnit::basis_points, "基点"},
    {CellUnit::basis_points, "个基点"},
    {CellUnit::basis_points, "‰", 1, 1},
    {CellUnit::basis_points, "%", 1, 2},
    {CellUnit::basis_points, "百分点", 1, 2},
    {CellUnit::basis_points, "个百分点", 1, 2},
    {CellUnit::metres, "米"},
    {CellUnit::metres, "公尺"},
    {CellUnit::metres, "m"},
    {CellUnit::metres, "metres"},
    {CellUnit::metres, "meters"},
    {CellUnit::metres, "公里", 1, 3},
    {CellUnit::metres, "千米", 1, 3},
    {CellUnit::metres, "km", 1, 3},
    {CellUnit::square_metres, "平方米"},
    {CellUnit::square_metres, "平方公尺"},
    {CellUnit::square_metres, "平米"},
    {CellUnit::square_metres, "平方"},
    {CellUnit::square_metres, "平"},
    {CellUnit::square_metres, "㎡"},
    {CellUnit::square_metres, "m2"},
    {CellUnit::square_metres, "m²"},
    {CellUnit::months, "个月"},
    {CellUnit::months, "月"},
    {CellUnit::months, "month"},
    {CellUnit::months, "months"},
    {CellUnit::months, "年", 12},
    {CellUnit::months, "年期", 12},
    {CellUnit::months, "year", 12},
    {CellUnit::months, "years", 12},
    {CellUnit::days, "天"},
    {CellUnit::days, "日"},
    {CellUnit::days, "day"},
    {CellUnit::days, "days"},
    {CellUnit::age, "岁"},
    {CellUnit::age, "周岁"},
    {CellUnit::age, "years"},
    {CellUnit::year, "年"},
    {CellUnit::year, "年度"},
    {CellUnit::women, "人"},
    {CellUnit::women, "名"},
    {CellUnit::women, "个"},
    {CellUnit::women, "位"},
    {CellUnit::women, "个名额"},
    {CellUnit::women, "women"},
    {CellUnit::women, "places"},
    {CellUnit::households, "户"},
    {CellUnit::households, "家"},
    {CellUnit::households, "households"},
};

/// Units that people also mean otherwise: 里 is 500 metres, and said for 公里; w is typed for 万.
inline constexpr UnitWord doubtful_words[] = {
    {CellUnit::metres, "里", 500}, {CellUnit::metres, "里路", 500}, {CellUnit::metres, "华里", 500},
    {CellUnit::yuan, "w", 1, 4},   {CellUnit::yuan, "w元", 1, 4},   {CellUnit::yuan, "k", 1, 3},
};

}  // namespace jinguo::inline v0_1::io::detail

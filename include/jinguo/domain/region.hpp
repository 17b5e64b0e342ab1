#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "jinguo/core/geo.hpp"
#include "jinguo/core/region.hpp"
#include "jinguo/domain/codes.hpp"
#include "jinguo/domain/field.hpp"

namespace jinguo::inline v0_1 {

/// A division of the tree: county, township or village.
struct Region {
  RegionCode code{};                 ///< Its code, 2, 4, 6, 9 or 12 digits; unique in its table.
  std::string name{};                ///< A public name; digested as text, since it names no person.
  std::optional<LonLat> position{};  ///< Columns lon and lat: the seat or centre.
  std::vector<Industry> leading_industries{};  ///< Of a county.
  bool poor{};                                 ///< A poor village, or a county on the poverty list.

  static constexpr std::string_view table = "regions";
  static constexpr std::string_view table_zh = "行政区划";
  friend bool operator==(const Region&, const Region&) = default;
};

template <class Visit>
constexpr void fields(std::type_identity<Region>, Visit&& visit) {
  using R = Region;
  visit("code", "代码", &R::code, FieldUse::key);
  visit("name", "名称", &R::name, FieldUse::required);
  visit("position", "位置", &R::position, FieldUse::optional);
  visit("leading_industries", "主导产业", &R::leading_industries, FieldUse::optional);
  visit("poor", "贫困", &R::poor, FieldUse::optional);
}

}  // namespace jinguo::inline v0_1

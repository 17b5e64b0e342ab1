#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "jinguo/core/geo.hpp"
#include "jinguo/core/id.hpp"
#include "jinguo/core/region.hpp"
#include "jinguo/domain/codes.hpp"
#include "jinguo/domain/field.hpp"

namespace jinguo::inline v0_1 {

/// A large grower, facility farm, anchor enterprise or cooperative.
struct Anchor {
  /// Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number.
  IdOf<Anchor> id{};
  std::string name{};  ///< Name of an organisation; not digested.
  AnchorKind kind{};   ///< What it is; a chain's enterprise and cooperative are of their own kinds.
  Level level{};       ///< Highest level of government that named it.
  RegionCode region{};  ///< Where it is, or where the person lives; the lowest division known.
  std::optional<LonLat> position{};  ///< Where it lies; absent: the point of its division.
  Industry industry{};               ///< What it produces.
  std::int32_t households{};         ///< How many poor households it can take along, 0 or more.

  static constexpr std::string_view table = "anchors";
  static constexpr std::string_view table_zh = "联结主体";
  friend bool operator==(const Anchor&, const Anchor&) = default;
};

template <class Visit>
constexpr void fields(std::type_identity<Anchor>, Visit&& visit) {
  using R = Anchor;
  visit("id", "编号", &R::id, FieldUse::key);
  visit("name", "名称", &R::name, FieldUse::free_text);
  visit("kind", "类型", &R::kind, FieldUse::required);
  visit("level", "级别", &R::level, FieldUse::required);
  visit("region", "所在地", &R::region, FieldUse::required);
  visit("position", "位置", &R::position, FieldUse::optional);
  visit("industry", "产业", &R::industry, FieldUse::required);
  visit("households", "可带动户数", &R::households, FieldUse::optional);
}

}  // namespace jinguo::inline v0_1

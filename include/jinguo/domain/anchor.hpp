#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

#include "jinguo/core/geo.hpp"
#include "jinguo/core/id.hpp"
#include "jinguo/core/region.hpp"
#include "jinguo/domain/codes.hpp"
#include "jinguo/domain/field.hpp"

namespace jinguo::inline v0_1 {

/// A large grower, facility farm, anchor enterprise or cooperative.
struct Anchor {
  IdOf<Anchor> id{};
  std::string name{};
  AnchorKind kind{};
  Level level{};
  RegionCode region{};
  std::optional<LonLat> position{};
  Industry industry{};
  std::int32_t households{};

  static constexpr std::string_view table = "anchors";
  static constexpr std::string_view table_zh = "联结主体";
  friend bool operator==(const Anchor&, const Anchor&) = default;
};

constexpr auto fields(std::type_identity<Anchor>) {
  using R = Anchor;
  return std::tuple{
      Field{"id", "编号", &R::id, FieldUse::key},
      Field{"name", "名称", &R::name, FieldUse::free_text},
      Field{"kind", "类型", &R::kind, FieldUse::required},
      Field{"level", "级别", &R::level, FieldUse::required},
      Field{"region", "所在地", &R::region, FieldUse::required},
      Field{"position", "位置", &R::position, FieldUse::optional},
      Field{"industry", "产业", &R::industry, FieldUse::required},
      Field{"households", "可带动户数", &R::households, FieldUse::optional},
  };
}

}  // namespace jinguo::inline v0_1

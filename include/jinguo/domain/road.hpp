#pragma once

#include <cstdint>
#include <string_view>
#include <type_traits>

#include "jinguo/core/id.hpp"
#include "jinguo/core/region.hpp"
#include "jinguo/domain/codes.hpp"
#include "jinguo/domain/field.hpp"

namespace jinguo::inline v0_1 {

/// Of one row: as far as a whole number of metres stays exact in single precision.
inline constexpr std::int32_t most_road_metres = 10'000'000;

/// How far a provider is from a village by road, for pairings whose policy measures by road.
struct Road {
  RegionCode village{};  ///< The division that households there name.
  ProviderKind kind{};   ///< mentor, base, project or chain.
  Id provider{};         ///< An id of the table of that kind.
  std::int32_t metres{};  ///< By road; 1 to most_road_metres.

  static constexpr std::string_view table = "roads";
  static constexpr std::string_view table_zh = "道路里程";
  /// Older registries have no such table: without rows their digests are what they were.
  static constexpr bool digest_if_any = true;
  /// The version of a registry's archives with which the table came.
  static constexpr unsigned int archived_since = 1;
  friend bool operator==(const Road&, const Road&) = default;
};

template <class Visit>
constexpr void fields(std::type_identity<Road>, Visit&& visit) {
  using R = Road;
  visit("village", "村代码", &R::village, FieldUse::required);
  visit("kind", "帮扶方类型", &R::kind, FieldUse::required);
  visit("provider", "帮扶方", &R::provider, FieldUse::required);
  visit("metres", "道路里程（米）", &R::metres, FieldUse::required);
}

}  // namespace jinguo::inline v0_1

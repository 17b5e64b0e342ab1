#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "jinguo/core/date.hpp"
#include "jinguo/core/region.hpp"
#include "jinguo/domain/registry.hpp"

/// A target broken down to those who are to reach it: city to counties to townships (落细落小落实).
namespace jinguo::inline v0_1::programme {

/// Splits a whole number by weights into whole parts that sum to it.
///
/// Method       largest remainders (Hamilton): each part gets floor(total * weight / sum), the rest
///              goes to the largest remainders, one each. With floors, each part gets its floor or
///              its share, whichever is more, and the others share what is left by their weights,
///              until nobody is below the floor.
/// Ties         equal remainders: the larger weight first, then the earlier part. Where every
/// weight
///              is 0 they count as equal.
/// Errors       InputError: a negative total or weight, floors of another number than weights, or
///              floors that sum to more than the total.
[[nodiscard]] std::vector<std::int64_t> split(std::int64_t total,
                                              std::span<const std::int64_t> weights,
                                              std::span<const std::int64_t> floors = {});

/// Whether management areas, which censuses count inside a city, stand for themselves.
enum class ManagementAreas : std::uint8_t {
  own,     ///< A row of their own.
  inside,  ///< Inside the division that holds them: Quyuan (430671) inside Miluo (430681).
};
inline constexpr Coded<ManagementAreas> managementareas_codes[] = {
    {ManagementAreas::own, "own", "1", "单列"},
    {ManagementAreas::inside, "inside", "2", "并入"},
};
constexpr std::span<const Coded<ManagementAreas>> codes(
    std::type_identity<ManagementAreas>) noexcept {
  return managementareas_codes;
}

/// The county of a division, with management areas where the choice puts them.
[[nodiscard]] constexpr RegionCode county_of(RegionCode region, ManagementAreas areas) noexcept {
  const RegionCode county = region.at(RegionLevel::county);
  return areas == ManagementAreas::inside && county.digits == 430'671'000'000
             ? RegionCode{430'681'000'000}
             : county;
}

/// What one division is to reach of a target.
struct SplitRow {
  RegionCode region{};      ///< County, or township inside it.
  RegionCode parent{};      ///< Its county, of a township; empty of a county.
  std::int64_t weight = 0;  ///< Registered women on the day.
  std::int64_t part = 0;    ///< Its part of the total.
  friend bool operator==(const SplitRow&, const SplitRow&) = default;
};

/// A target by county and, inside each county, by township, in order of their codes; weights are
/// the registered women on the day. A woman whose home names no township counts for its county
/// only; parts of the townships sum to their county's where it has any, those of the counties to
/// the total. `floor` is what each county gets at least.
[[nodiscard]] std::vector<SplitRow> split_by_region(const Registry& registry, std::int64_t total,
                                                    const Date& day, std::int64_t floor = 0,
                                                    ManagementAreas areas = ManagementAreas::own);

}  // namespace jinguo::inline v0_1::programme

#pragma once

#include <cstdint>
#include <vector>

#include "jinguo/domain/region.hpp"
#include "data.hpp"
#include "draw.hpp"

namespace jinguo::inline v0_1::sample {

/// A village or community as the generator sees it.
struct Place {
  RegionCode code{};
  std::size_t county = 0;    ///< Index in Land::counties.
  std::size_t township = 0;  ///< Index among the townships.
  bool village = false;      ///< Not a community.
  bool poor = false;
  LonLat position{};
};

struct CountyLand {
  RegionCode code{};
  std::string name{};
  Boundary boundary{};  ///< Of Quyuan, Miluo's, in which it lies.
  std::vector<Industry> leading{};
  std::vector<std::size_t> places{};  ///< Indices in Land::places.
};

struct Land {
  std::vector<Region> regions{};  ///< Whole tree: prefecture, counties, townships, villages.
  std::vector<CountyLand> counties{};
  std::vector<Place> places{};
};

/// Lays out the divisions. The eight known seats and the county points stand as the folder says.
/// Every other township gets a cell of its own inside its county: centres spread by farthest
/// points, then moved to the middle of their cells a few times (Lloyd), on a grid of about 390 m;
/// every point of a cell is nearest to its own township among those of the county. Villages are
/// spread inside their township's cell in the same way. Independent of the sample's seed.
[[nodiscard]] Land make_land(Data& data);

/// A point up to a reach away east-west and north-south, inside the boundary; the place itself
/// where eight tries fall outside.
[[nodiscard]] LonLat near(LonLat place, std::int64_t reach_e6, const Boundary& boundary,
                          Draw& draw);

}  // namespace jinguo::inline v0_1::sample

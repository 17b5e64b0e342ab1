#include "land.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>

namespace jinguo::inline v0_1::sample {
namespace {

constexpr std::int32_t step_lon_e6 = 4000;  // 389 m at 29.3 degrees north
constexpr std::int32_t step_lat_e6 = 3500;  // 388 m
constexpr std::uint64_t land_seed = 4306;   // the land is one; only people differ by seed

struct GridPoint {
  LonLat at{};
  PlanePoint plane{};
};

std::int64_t squared_distance(PlanePoint a, PlanePoint b) noexcept {
  const std::int64_t dx = std::int64_t{a.x} - b.x;
  const std::int64_t dy = std::int64_t{a.y} - b.y;
  return dx * dx + dy * dy;
}

/// The points of the grid inside a boundary, south to north: on every line of latitude, between
/// the crossings with the rings.
std::vector<GridPoint> grid_inside(const Boundary& boundary, LonLat origin) {
  std::int32_t south = std::numeric_limits<std::int32_t>::max();
  std::int32_t north = 0;
  for (const auto& ring : boundary.rings) {
    for (const LonLat p : ring) {
      south = std::min(south, p.lat_e6);
      north = std::max(north, p.lat_e6);
    }
  }
  std::vector<GridPoint> out;
  for (std::int32_t lat = south / step_lat_e6 * step_lat_e6; lat <= north; lat += step_lat_e6) {
    std::vector<std::int64_t> crossings;
    for (const auto& ring : boundary.rings) {
      for (std::size_t k = 0, last = ring.size() - 1; k < ring.size(); last = k++) {
        const LonLat a = ring[last];
        const LonLat b = ring[k];
        if ((a.lat_e6 <= lat) == (b.lat_e6 <= lat)) continue;
        crossings.push_back(a.lon_e6 + (std::int64_t{b.lon_e6} - a.lon_e6) *
                                           (std::int64_t{lat} - a.lat_e6) /
                                           (std::int64_t{b.lat_e6} - a.lat_e6));
      }
    }
    std::sort(crossings.begin(), crossings.end());
    for (std::size_t k = 0; k + 1 < crossings.size(); k += 2) {
      for (std::int64_t lon = (crossings[k] / step_lon_e6 + 1) * step_lon_e6;
           lon < crossings[k + 1]; lon += step_lon_e6) {
        const LonLat at{static_cast<std::int32_t>(lon), lat};
        if (boundary.contains(at)) out.push_back({at, project(at, origin)});
      }
    }
  }
  return out;
}

struct Cells {
  std::vector<PlanePoint> centres{};
  std::vector<LonLat> positions{};
  std::vector<std::uint32_t> owner{};  ///< Of every point, the nearest centre; ties to the first.
};

void assign_nearest(const std::vector<GridPoint>& points, Cells& cells) {
  for (std::size_t p = 0; p < points.size(); ++p) {
    std::int64_t best = std::numeric_limits<std::int64_t>::max();
    for (std::size_t c = 0; c < cells.centres.size(); ++c) {
      const std::int64_t d = squared_distance(points[p].plane, cells.centres[c]);
      if (d < best) {
        best = d;
        cells.owner[p] = static_cast<std::uint32_t>(c);
      }
    }
  }
}

/// Divides points into `count` cells around centres. A fixed centre is the first and does not move.
Cells divide(const std::vector<GridPoint>& points, std::size_t count,
             const std::optional<GridPoint>& fixed, int rounds) {
  Cells cells;
  cells.owner.assign(points.size(), 0);
  std::vector<std::int64_t> nearest(points.size(), std::numeric_limits<std::int64_t>::max());
  const auto place = [&](const GridPoint& centre) {
    cells.centres.push_back(centre.plane);
    cells.positions.push_back(centre.at);
    for (std::size_t p = 0; p < points.size(); ++p) {
      nearest[p] = std::min(nearest[p], squared_distance(points[p].plane, centre.plane));
    }
  };
  if (fixed) {
    place(*fixed);
  } else if (count > 0 && !points.empty()) {
    place(points[points.size() / 2]);
  }
  while (cells.centres.size() < count && !points.empty()) {
    place(points[static_cast<std::size_t>(std::max_element(nearest.begin(), nearest.end()) -
                                          nearest.begin())]);
  }
  for (int round = 0; round < rounds; ++round) {
    assign_nearest(points, cells);
    std::vector<std::int64_t> x(count, 0);
    std::vector<std::int64_t> y(count, 0);
    std::vector<std::int64_t> size(count, 0);
    for (std::size_t p = 0; p < points.size(); ++p) {
      x[cells.owner[p]] += points[p].plane.x;
      y[cells.owner[p]] += points[p].plane.y;
      ++size[cells.owner[p]];
    }
    std::vector<std::int64_t> best(count, std::numeric_limits<std::int64_t>::max());
    std::vector<std::size_t> middle(count, 0);
    for (std::size_t p = 0; p < points.size(); ++p) {
      const std::size_t c = cells.owner[p];
      const PlanePoint mean{static_cast<std::int32_t>(x[c] / size[c]),
                            static_cast<std::int32_t>(y[c] / size[c])};
      const std::int64_t d = squared_distance(points[p].plane, mean);
      if (d < best[c]) {
        best[c] = d;
        middle[c] = p;
      }
    }
    for (std::size_t c = fixed ? 1 : 0; c < count; ++c) {
      if (size[c] == 0) continue;
      cells.centres[c] = points[middle[c]].plane;
      cells.positions[c] = points[middle[c]].at;
    }
  }
  assign_nearest(points, cells);
  return cells;
}

/// The cell of each township: the known seat keeps its own; subdistricts lie around the county's
/// point; of the others, the one with more villages has the larger cell.
std::vector<std::size_t> cells_of_townships(const std::vector<const Division*>& townships,
                                            const std::vector<std::int64_t>& villages,
                                            const Cells& cells, PlanePoint county) {
  const std::size_t n = townships.size();
  std::vector<std::int64_t> area(n, 0);
  for (const std::uint32_t owner : cells.owner) ++area[owner];
  std::vector<std::size_t> cell_of(n, n);
  std::vector<char> taken(n, 0);
  const auto give = [&](std::size_t township, std::size_t cell) {
    cell_of[township] = cell;
    taken[cell] = 1;
  };
  for (std::size_t t = 0; t < n; ++t) {
    if (townships[t]->has_position) give(t, 0);
  }
  for (std::size_t t = 0; t < n; ++t) {
    if (cell_of[t] != n || townships[t]->kind != "subdistrict") continue;
    std::size_t best = n;
    for (std::size_t c = 0; c < n; ++c) {
      if (taken[c] == 0 && (best == n || squared_distance(cells.centres[c], county) <
                                             squared_distance(cells.centres[best], county))) {
        best = c;
      }
    }
    give(t, best);
  }
  std::vector<std::size_t> rest;
  for (std::size_t t = 0; t < n; ++t) {
    if (cell_of[t] == n) rest.push_back(t);
  }
  std::stable_sort(rest.begin(), rest.end(),
                   [&](std::size_t a, std::size_t b) { return villages[a] > villages[b]; });
  std::vector<std::size_t> free;
  for (std::size_t c = 0; c < n; ++c) {
    if (taken[c] == 0) free.push_back(c);
  }
  std::stable_sort(free.begin(), free.end(),
                   [&](std::size_t a, std::size_t b) { return area[a] > area[b]; });
  for (std::size_t k = 0; k < rest.size(); ++k) give(rest[k], free[k]);
  return cell_of;
}

std::size_t nearest_centre(PlanePoint point, const std::vector<PlanePoint>& centres) noexcept {
  std::size_t best = 0;
  for (std::size_t c = 1; c < centres.size(); ++c) {
    if (squared_distance(point, centres[c]) < squared_distance(point, centres[best])) best = c;
  }
  return best;
}

/// Spreads a township's villages over its cell, each a little off the middle of its own part.
void place_villages(const std::vector<GridPoint>& cell, std::size_t township_cell,
                    const std::vector<PlanePoint>& centres, const Boundary& boundary, LonLat origin,
                    std::vector<Place*>& villages) {
  const Cells parts = divide(cell, villages.size(), std::nullopt, 4);
  for (std::size_t v = 0; v < villages.size(); ++v) {
    Draw draw(land_seed, 2, static_cast<std::uint64_t>(villages[v]->code.digits));
    std::vector<std::pair<std::int64_t, std::size_t>> own;
    for (std::size_t p = 0; p < cell.size(); ++p) {
      if (parts.owner[p] == v) {
        own.emplace_back(squared_distance(cell[p].plane, parts.centres[v]), p);
      }
    }
    std::sort(own.begin(), own.end());
    LonLat at = parts.positions[v];
    if (!own.empty()) {
      const auto inner = static_cast<std::int64_t>(own.size() / 2);
      at = cell[own[static_cast<std::size_t>(draw.below(std::max<std::int64_t>(inner, 1)))].second]
               .at;
    }
    villages[v]->position = at;
    for (int attempt = 0; attempt < 8; ++attempt) {
      const LonLat moved{
          at.lon_e6 + static_cast<std::int32_t>(draw.between(-step_lon_e6 / 3, step_lon_e6 / 3)),
          at.lat_e6 + static_cast<std::int32_t>(draw.between(-step_lat_e6 / 3, step_lat_e6 / 3))};
      if (boundary.contains(moved) &&
          nearest_centre(project(moved, origin), centres) == township_cell) {
        villages[v]->position = moved;
        break;
      }
    }
  }
}

/// Which places are poor villages: a number of them, or a share per mille of the county's villages.
void mark_poor(Data& data, Land& land) {
  const std::int64_t pingjiang = data.assume("village.poor_pingjiang");
  const std::int64_t elsewhere = data.assume("village.poor_elsewhere");
  for (CountyLand& county : land.counties) {
    std::vector<std::size_t> villages;
    for (const std::size_t p : county.places) {
      if (land.places[p].village) villages.push_back(p);
    }
    const std::int64_t wanted = county.name == "平江县"
                                    ? pingjiang
                                    : static_cast<std::int64_t>(villages.size()) * elsewhere / 1000;
    Draw draw(land_seed, 3, static_cast<std::uint64_t>(county.code.digits));
    draw.shuffle(villages);
    villages.resize(std::min(villages.size(), static_cast<std::size_t>(wanted)));
    for (const std::size_t p : villages) land.places[p].poor = true;
  }
}

/// The grid of each county; Quyuan's is cut out of Miluo's: the points nearest to its own, as many
/// as its area holds.
std::vector<std::vector<GridPoint>> grids(Data& data, LonLat origin, Land& land) {
  const std::int64_t quyuan_km2 = data.assume("county.quyuan_area_km2");
  std::vector<std::vector<GridPoint>> out(data.counties.size());
  std::optional<std::size_t> quyuan;
  std::optional<std::size_t> miluo;
  std::vector<Issue> issues;
  for (std::size_t c = 0; c < data.counties.size(); ++c) {
    const Division& county = data.counties[c];
    if (county.name == "屈原管理区") quyuan = c;
    if (county.name == "汨罗市") miluo = c;
    const auto found = data.boundaries.find(county.code);
    if (found == data.boundaries.end()) continue;
    out[c] = grid_inside(found->second, origin);
    land.counties[c].boundary = found->second;
  }
  if (quyuan && miluo) {
    const PlanePoint seat = project(data.counties[*quyuan].position, origin);
    auto& whole = out[*miluo];
    std::stable_sort(whole.begin(), whole.end(), [&](const GridPoint& a, const GridPoint& b) {
      return squared_distance(a.plane, seat) < squared_distance(b.plane, seat);
    });
    // A point of the grid stands for step_lon * step_lat: 0.389 km * 0.388 km = 0.151 km2.
    const auto part = std::min(whole.size(), static_cast<std::size_t>(quyuan_km2 * 1000 / 151));
    const auto border = whole.begin() + static_cast<std::ptrdiff_t>(part);
    out[*quyuan].assign(whole.begin(), border);
    whole.erase(whole.begin(), border);
    land.counties[*quyuan].boundary = land.counties[*miluo].boundary;
  }
  for (std::size_t c = 0; c < out.size(); ++c) {
    if (!out[c].empty()) continue;
    Issue issue;
    issue.code = issue.expected.code = "sample.boundary";
    issue.file = "counties.geojson";
    issue.column = data.counties[c].code.to_string();
    issues.push_back(std::move(issue));
  }
  if (!issues.empty()) throw InputError(std::move(issues));
  return out;
}

Region region_of(const Division& division, LonLat position, bool poor) {
  Region region;
  region.code = division.code;
  region.name = division.name;
  region.position = position;
  region.leading_industries = division.leading;
  region.poor = poor;
  return region;
}

}  // namespace

LonLat near(LonLat place, std::int64_t reach_e6, const Boundary& boundary, Draw& draw) {
  for (int attempt = 0; attempt < 8; ++attempt) {
    const LonLat moved{place.lon_e6 + static_cast<std::int32_t>(draw.between(-reach_e6, reach_e6)),
                       place.lat_e6 + static_cast<std::int32_t>(draw.between(-reach_e6, reach_e6))};
    if (boundary.contains(moved)) return moved;
  }
  return place;
}

Land make_land(Data& data) {
  Land land;
  land.counties.resize(data.counties.size());
  const LonLat origin = data.counties.front().position;
  std::map<RegionCode, std::size_t> county_of;
  for (std::size_t c = 0; c < data.counties.size(); ++c) {
    land.counties[c].code = data.counties[c].code;
    land.counties[c].name = data.counties[c].name;
    land.counties[c].leading = data.counties[c].leading;
    county_of.emplace(data.counties[c].code, c);
  }
  std::map<RegionCode, std::size_t> township_of;
  for (std::size_t t = 0; t < data.townships.size(); ++t) {
    township_of.emplace(data.townships[t].code, t);
  }
  std::vector<Issue> issues;
  std::vector<std::int64_t> villages_in(data.townships.size(), 0);
  for (const Division& village : data.villages) {
    Place place;
    place.code = village.code;
    const auto county = county_of.find(village.code.at(RegionLevel::county));
    const auto township = township_of.find(village.code.at(RegionLevel::township));
    if (county == county_of.end() || township == township_of.end()) {
      Issue issue;
      issue.code = issue.expected.code = "sample.value";
      issue.file = "villages.csv";
      issue.column = "code";
      issues.push_back(std::move(issue));
      continue;
    }
    place.county = county->second;
    place.township = township->second;
    place.village = village.kind == "village";
    ++villages_in[place.township];
    land.counties[place.county].places.push_back(land.places.size());
    land.places.push_back(place);
  }
  if (!issues.empty()) throw InputError(std::move(issues));

  const auto county_points = grids(data, origin, land);
  std::vector<LonLat> seat_of(data.townships.size());
  for (std::size_t c = 0; c < land.counties.size(); ++c) {
    const auto& points = county_points[c];
    std::vector<const Division*> townships;
    std::vector<std::int64_t> villages;
    std::vector<std::size_t> index;
    std::optional<GridPoint> fixed;
    for (std::size_t t = 0; t < data.townships.size(); ++t) {
      const Division& township = data.townships[t];
      if (!land.counties[c].code.contains(township.code)) continue;
      townships.push_back(&township);
      villages.push_back(villages_in[t]);
      index.push_back(t);
      if (township.has_position) {
        fixed = GridPoint{township.position, project(township.position, origin)};
      }
    }
    if (townships.empty()) continue;
    const Cells cells = divide(points, townships.size(), fixed, 12);
    const auto cell_of =
        cells_of_townships(townships, villages, cells, project(data.counties[c].position, origin));
    for (std::size_t t = 0; t < townships.size(); ++t) {
      seat_of[index[t]] = cells.positions[cell_of[t]];
      std::vector<GridPoint> cell;
      for (std::size_t p = 0; p < points.size(); ++p) {
        if (cells.owner[p] == cell_of[t]) cell.push_back(points[p]);
      }
      std::vector<Place*> own;
      for (const std::size_t p : land.counties[c].places) {
        if (land.places[p].township == index[t]) own.push_back(&land.places[p]);
      }
      place_villages(cell, cell_of[t], cells.centres, land.counties[c].boundary, origin, own);
    }
  }
  mark_poor(data, land);
  for (const Division& prefecture : data.prefectures) {
    land.regions.push_back(region_of(prefecture, prefecture.position, false));
  }
  for (const Division& county : data.counties) {
    land.regions.push_back(region_of(county, county.position, county.name == "平江县"));
  }
  for (std::size_t t = 0; t < data.townships.size(); ++t) {
    land.regions.push_back(region_of(data.townships[t], seat_of[t], false));
  }
  for (std::size_t v = 0; v < land.places.size(); ++v) {
    land.regions.push_back(
        region_of(data.villages[v], land.places[v].position, land.places[v].poor));
  }
  return land;
}

}  // namespace jinguo::inline v0_1::sample

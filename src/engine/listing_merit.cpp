// What a pair is worth: the parts of a merit, once as the numbers of the market, and once pair by
// pair.

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "jinguo/core/integer.hpp"
#include "listing_data.hpp"

namespace jinguo::inline v0_1::engine {
namespace {

using jinguo::detail::floor_div;

/// Metres in float32, each operation rounded once (this file is compiled without fused
/// multiply-adds).
float distance_between(PlanePoint a, PlanePoint b) {
  const auto dx = static_cast<float>(a.x - b.x);
  const auto dy = static_cast<float>(a.y - b.y);
  const float xx = dx * dx;
  const float yy = dy * dy;
  return std::sqrt(xx + yy);
}

std::int64_t loss_at(const std::vector<DistanceLoss>& corners, float d) {
  if (corners.empty()) return 0;
  if (d <= static_cast<float>(corners.front().metres)) return corners.front().points;
  for (std::size_t k = 1; k < corners.size(); ++k) {
    const DistanceLoss& a = corners[k - 1];
    const DistanceLoss& b = corners[k];
    if (d >= static_cast<float>(b.metres)) continue;
    const auto slope = static_cast<float>(static_cast<double>(b.points - a.points) /
                                          static_cast<double>(b.metres - a.metres));
    const float step = (d - static_cast<float>(a.metres)) * slope;
    return static_cast<std::int64_t>(std::floor(static_cast<float>(a.points) + step));
  }
  return corners.back().points;
}

template <class E>
std::int64_t points_of(const std::vector<PointsFor<E>>& list, E value) {
  for (const PointsFor<E>& one : list) {
    if (one.value == value) return one.points;
  }
  return 0;
}

}  // namespace

std::int32_t Listing::Data::road(Index woman, Index place) const {
  if (left_village.empty()) return solver::Implicit::straight_line;
  const auto village = static_cast<std::size_t>(left_village[static_cast<std::size_t>(woman)]);
  return road_metres[village * roster.places.size() + static_cast<std::size_t>(place)];
}

std::optional<std::int32_t> Listing::road_metres(Index woman, Index place) const noexcept {
  if (data_->roster.places[static_cast<std::size_t>(place)].at_home) return std::nullopt;
  const std::int32_t metres = data_->road(woman, place);
  if (metres < 0 || metres == solver::Implicit::no_way) return std::nullopt;
  return metres;
}

float Listing::Data::distance(Index woman, Index place) const {
  if (const std::int32_t metres = road(woman, place); metres >= 0) {
    return static_cast<float>(metres);
  }
  const auto at = [](const std::vector<std::int32_t>& xy, Index k) {
    return PlanePoint{xy[2 * static_cast<std::size_t>(k)], xy[2 * static_cast<std::size_t>(k) + 1]};
  };
  return distance_between(at(left_xy, woman), at(right_xy, place));
}

void Listing::Data::list_features() {
  constexpr std::size_t skills = std::size(skill_codes);
  constexpr std::size_t industries = std::size(industry_codes);
  // A block of industries for each different list of points for wishes.
  std::vector<std::vector<std::int64_t>> wishes;
  std::int64_t unit = 0;
  for (const KindRules& one : pairing.kinds) {
    unit = std::gcd(unit, one.merit.skill);
    for (const std::int64_t points : one.merit.wish) unit = std::gcd(unit, points);
    if (std::find(wishes.begin(), wishes.end(), one.merit.wish) == wishes.end()) {
      wishes.push_back(one.merit.wish);
    }
  }
  if (unit == 0) return;  // no points for skills or wishes
  const std::size_t all = skills + industries * wishes.size();
  const std::size_t n = roster.women.size();
  const std::size_t m = roster.places.size();

  // Only columns in which some place has a value are kept.
  std::vector<std::int16_t> right(m * all, 0);
  std::vector<std::uint8_t> used(all, 0);
  for (std::size_t j = 0; j < m; ++j) {
    const Merit& merit = rules[j]->merit;
    const auto set = [&](std::size_t column, std::int64_t value) {
      right[j * all + column] = static_cast<std::int16_t>(value);
      if (value != 0) used[column] = 1;
    };
    for (const Skill skill : roster.places[j].skills) {
      set(static_cast<std::size_t>(skill), merit.skill / unit);
    }
    if (merit.wish.empty()) continue;
    const auto block = static_cast<std::size_t>(
        std::find(wishes.begin(), wishes.end(), merit.wish) - wishes.begin());
    for (const Industry industry : roster.places[j].industries) {
      set(skills + block * industries + static_cast<std::size_t>(industry), 1);
    }
  }
  std::vector<std::size_t> columns;
  for (std::size_t c = 0; c < all; ++c) {
    if (used[c] != 0) columns.push_back(c);
  }
  if (columns.empty()) return;
  const std::size_t width = columns.size();
  std::vector<std::int16_t> row(all);
  left_wide.reserve(n * width);
  for (const Beneficiary* woman : roster.women) {
    count_work(a_woman);
    std::fill(row.begin(), row.end(), std::int16_t{0});
    for (const Skill skill : woman->skills) row[static_cast<std::size_t>(skill)] = 1;
    for (std::size_t block = 0; block < wishes.size(); ++block) {
      for (std::size_t rank = std::min(woman->wishes.size(), wishes[block].size()); rank-- > 0;) {
        row[skills + block * industries + static_cast<std::size_t>(woman->wishes[rank])] =
            static_cast<std::int16_t>(wishes[block][rank] /
                                      unit);  // the first of equal wishes stays
      }
    }
    for (const std::size_t c : columns) left_wide.push_back(row[c]);
  }
  right_wide.reserve(m * width);
  for (std::size_t j = 0; j < m; ++j) {
    for (const std::size_t c : columns) right_wide.push_back(right[j * all + c]);
  }
  const auto narrow = [](std::int16_t v) { return v >= -127 && v <= 127; };
  implicit.features = static_cast<Index>(width);
  implicit.dot_scale = unit;
  if (std::all_of(left_wide.begin(), left_wide.end(), narrow) &&
      std::all_of(right_wide.begin(), right_wide.end(), narrow)) {
    left_narrow.assign(left_wide.begin(), left_wide.end());
    right_narrow.assign(right_wide.begin(), right_wide.end());
    left_wide = {};
    right_wide = {};
  }
}

void Listing::Data::list_tables() {
  const std::size_t kinds = pairing.kinds.size();
  bool causes = false;
  for (const KindRules& one : pairing.kinds) causes = causes || !one.merit.cause.empty();
  if (causes) {
    constexpr std::size_t rows = std::size(cause_codes) + 1;  // the last: no main cause
    cause_points.assign(rows * kinds, 0);
    for (std::size_t k = 0; k < kinds; ++k) {
      for (const PointsFor<Cause>& one : pairing.kinds[k].merit.cause) {
        cause_points[static_cast<std::size_t>(one.value) * kinds + k] = one.points;
      }
    }
    for (const Household* household : roster.households) {
      left_cause.push_back(household != nullptr && household->main_cause
                               ? static_cast<std::int32_t>(*household->main_cause)
                               : static_cast<std::int32_t>(rows - 1));
    }
  }

  bool leading = false;
  for (const KindRules& one : pairing.kinds) leading = leading || one.merit.leading_industry != 0;
  if (!leading) return;
  std::map<RegionCode, std::int32_t> counties;
  for (const Household* household : roster.households) {
    const RegionCode county =
        household == nullptr ? RegionCode{} : household->region.at(RegionLevel::county);
    left_county.push_back(
        counties.try_emplace(county, static_cast<std::int32_t>(counties.size())).first->second);
  }
  std::map<std::pair<std::int64_t, std::vector<Industry>>, std::int32_t> classes;
  for (std::size_t j = 0; j < roster.places.size(); ++j) {
    right_industries.push_back(
        classes
            .try_emplace({rules[j]->merit.leading_industry, roster.places[j].industries},
                         static_cast<std::int32_t>(classes.size()))
            .first->second);
  }
  industry_points.assign(counties.size() * classes.size(), 0);
  for (const auto& [county, row] : counties) {
    const Region* region = registry->find(county);
    if (region == nullptr) continue;
    for (const auto& [key, column] : classes) {
      const bool leads = std::any_of(key.second.begin(), key.second.end(), [&](Industry industry) {
        return std::find(region->leading_industries.begin(), region->leading_industries.end(),
                         industry) != region->leading_industries.end();
      });
      if (leads) {
        industry_points[static_cast<std::size_t>(row) * classes.size() +
                        static_cast<std::size_t>(column)] = key.first;
      }
    }
  }
}

std::int64_t Listing::Data::household_points(Index i) const {
  const Household* household = roster.households[static_cast<std::size_t>(i)];
  return household == nullptr ? 0 : points_of(pairing.need.household, household->type);
}

std::int64_t Listing::Data::need_points(Index i) const {
  const Household* household = roster.households[static_cast<std::size_t>(i)];
  if (household == nullptr || pairing.need.full == 0) return 0;
  const std::int64_t line = pairing.need.line_yuan * 100;
  const std::int64_t head = std::clamp<std::int64_t>(
      incomes->counted(*household, pairing.need.unknown_income).value_or(line), 0, line);
  return pairing.need.full * (line - head) / line;
}

std::int64_t Listing::Data::tilt_points(Index i) const {
  const Household* household = roster.households[static_cast<std::size_t>(i)];
  if (household == nullptr) return 0;
  RegionLevel level = RegionLevel::none;
  std::int64_t points = 0;
  for (const RegionPoints& tilt : pairing.need.county_tilt) {
    if (tilt.region.level() > level && tilt.region.contains(household->region)) {
      level = tilt.region.level();
      points = tilt.points;
    }
  }
  return points;
}

std::int64_t Listing::Data::income_points(Index j) const {
  const Merit& merit = rules[static_cast<std::size_t>(j)]->merit;
  constexpr std::int64_t most = 10'000'000;  // yuan: keeps points in range whatever a table says
  const std::int64_t cap = merit.income_cap_yuan > 0 ? merit.income_cap_yuan : most;
  const std::int64_t yuan = std::clamp(
      floor_div(roster.places[static_cast<std::size_t>(j)].income.fen(), 100), -most, cap);
  return floor_div(yuan * merit.income_per_1000_yuan, 1000);
}

std::int64_t Listing::Data::risk_points(Index j) const {
  const std::optional<Risk> risk = roster.places[static_cast<std::size_t>(j)].risk;
  return risk ? points_of(rules[static_cast<std::size_t>(j)]->merit.risk, *risk) : 0;
}

void Listing::Data::list_points() {
  for (std::size_t i = 0; i < roster.women.size(); ++i) {
    count_work(a_woman);
    const auto index = static_cast<Index>(i);
    left_points.push_back(household_points(index) + need_points(index) + tilt_points(index));
  }
  for (std::size_t j = 0; j < roster.places.size(); ++j) {
    const auto index = static_cast<Index>(j);
    right_points.push_back(rules[j]->merit.base + income_points(index) + risk_points(index) +
                           (roster.places[j].anchored ? rules[j]->merit.anchor_link : 0));
  }
}

bool Listing::assumes_income(Index i) const {
  const Household* const household = data_->roster.households[static_cast<std::size_t>(i)];
  return household != nullptr && data_->pairing.need.full != 0 && !is_income_known(*household);
}

std::vector<std::int64_t> Listing::parts(Index i, Index j) const {
  const Data& data = *data_;
  const Beneficiary& woman = *data.roster.women[static_cast<std::size_t>(i)];
  const Household* household = data.roster.households[static_cast<std::size_t>(i)];
  const Place& place = data.roster.places[static_cast<std::size_t>(j)];
  const Merit& merit = data.rules[static_cast<std::size_t>(j)]->merit;

  std::int64_t skill = 0;
  const std::uint64_t hers = mask_of(woman.skills);
  for (std::uint64_t both = hers & mask_of(place.skills); both != 0; both &= both - 1) {
    skill += merit.skill;
  }
  std::int64_t wish = 0;
  std::uint64_t seen = 0;
  const std::uint64_t industries = mask_of(place.industries);
  for (std::size_t rank = 0; rank < std::min(woman.wishes.size(), merit.wish.size()); ++rank) {
    const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(woman.wishes[rank]);
    if ((seen & bit) == 0 && (industries & bit) != 0) wish += merit.wish[rank];
    seen |= bit;
  }
  std::int64_t leading = 0;
  if (household != nullptr) {
    const Region* county = data.registry->find(household->region.at(RegionLevel::county));
    if (county != nullptr && (mask_of(county->leading_industries) & industries) != 0) {
      leading = merit.leading_industry;
    }
  }
  const std::int64_t distance =
      data.uses_distance && !place.at_home ? -loss_at(merit.distance, data.distance(i, j)) : 0;
  return {merit.base,
          skill,
          wish,
          household != nullptr && household->main_cause
              ? points_of(merit.cause, *household->main_cause)
              : 0,
          data.household_points(i),
          data.need_points(i),
          data.tilt_points(i),
          leading,
          data.income_points(j),
          data.risk_points(j),
          place.anchored ? merit.anchor_link : 0,
          distance};
}

}  // namespace jinguo::inline v0_1::engine

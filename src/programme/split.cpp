#include "jinguo/programme/split.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <numeric>
#include <utility>

namespace jinguo::inline v0_1::programme {
namespace {

__extension__ typedef __int128 Wide;

Issue fault(std::string code, std::string column, std::string value, Message expected) {
  Issue issue;
  issue.code = std::move(code);
  issue.column = std::move(column);
  issue.value = std::move(value);
  issue.expected = std::move(expected);
  return issue;
}

/// Shares a total among some of the parts by largest remainders.
void hamilton(std::int64_t total, std::span<const std::int64_t> weights,
              const std::vector<std::size_t>& among, std::vector<std::int64_t>& parts) {
  Wide sum = 0;
  for (const std::size_t k : among) sum += weights[k];
  const auto weight = [&](std::size_t k) { return sum == 0 ? Wide{1} : Wide{weights[k]}; };
  const Wide whole = sum == 0 ? static_cast<Wide>(among.size()) : sum;
  struct Rest {
    Wide remainder;
    std::size_t part;
  };
  std::vector<Rest> rests;
  std::int64_t left = total;
  for (const std::size_t k : among) {
    const Wide exact = Wide{total} * weight(k);
    parts[k] = static_cast<std::int64_t>(exact / whole);
    left -= parts[k];
    rests.push_back({exact % whole, k});
  }
  std::stable_sort(rests.begin(), rests.end(), [&](const Rest& a, const Rest& b) {
    return a.remainder != b.remainder ? a.remainder > b.remainder : weight(a.part) > weight(b.part);
  });
  for (std::size_t k = 0; k < static_cast<std::size_t>(left); ++k) ++parts[rests[k].part];
}

}  // namespace

std::vector<std::int64_t> split(std::int64_t total, std::span<const std::int64_t> weights,
                                std::span<const std::int64_t> floors) {
  std::vector<Issue> issues;
  if (total < 0) {
    issues.push_back(
        fault("domain.negative", "total", std::to_string(total), {"domain.negative", {}}));
  }
  for (const std::int64_t weight : weights) {
    if (weight >= 0) continue;
    issues.push_back(
        fault("targets.weights", "weights", std::to_string(weight), {"targets.weights", {}}));
    break;
  }
  Wide sum = 0;
  bool negative = false;
  for (const std::int64_t floor : floors) {
    sum += floor;
    negative = negative || floor < 0;
  }
  if (negative || (!floors.empty() && floors.size() != weights.size()) || sum > total) {
    issues.push_back(fault("targets.floor_sum", "floors", {},
                           {"targets.floor_sum", {{"total", std::to_string(total)}}}));
  }
  if (!issues.empty()) throw InputError(std::move(issues));

  std::vector<std::int64_t> parts(weights.size(), 0);
  std::vector<std::size_t> among(weights.size());
  std::iota(among.begin(), among.end(), std::size_t{0});
  std::int64_t left = total;
  while (!among.empty()) {
    hamilton(left, weights, among, parts);
    std::vector<std::size_t> above;
    for (const std::size_t k : among) {
      if (!floors.empty() && parts[k] < floors[k]) {
        parts[k] = floors[k];
      } else {
        above.push_back(k);
      }
    }
    if (above.size() == among.size()) break;
    left = total;
    std::vector<bool> free(parts.size(), false);
    for (const std::size_t k : above) free[k] = true;
    for (std::size_t k = 0; k < parts.size(); ++k) {
      if (!free[k]) left -= parts[k];
    }
    among = std::move(above);
  }
  return parts;
}

std::vector<SplitRow> split_by_region(const Registry& registry, std::int64_t total, const Date& day,
                                      std::int64_t floor, ManagementAreas areas) {
  struct County {
    std::int64_t women = 0;
    std::map<RegionCode, std::int64_t> townships{};
  };
  std::map<RegionCode, County> counties;
  for (const Beneficiary& woman : registry.all<Beneficiary>()) {
    const Household* const home = registry.find(woman.household);
    if (home == nullptr || home->region.at(RegionLevel::county).empty()) continue;
    County& county = counties[county_of(home->region, areas)];
    const bool counts = is_registered(*home, day);
    if (counts) ++county.women;
    const RegionCode township = home->region.at(RegionLevel::township);
    if (!township.empty()) county.townships[township] += counts ? 1 : 0;
  }
  std::vector<std::int64_t> weights;
  for (const auto& [code, county] : counties) weights.push_back(county.women);
  const std::vector<std::int64_t> floors(weights.size(), floor);
  const std::vector<std::int64_t> parts = split(counties.empty() ? 0 : total, weights, floors);
  std::vector<SplitRow> rows;
  std::size_t at = 0;
  for (const auto& [code, county] : counties) {
    const std::int64_t part = parts[at++];
    rows.push_back({code, {}, county.women, part});
    std::vector<std::int64_t> below;
    for (const auto& [township, women] : county.townships) below.push_back(women);
    const std::vector<std::int64_t> inside = split(below.empty() ? 0 : part, below);
    std::size_t k = 0;
    for (const auto& [township, women] : county.townships) {
      rows.push_back({township, code, women, inside[k++]});
    }
  }
  return rows;
}

}  // namespace jinguo::inline v0_1::programme

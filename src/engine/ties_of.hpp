#pragma once

#include <cstdint>
#include <vector>

#include "jinguo/engine/listing.hpp"
#include "jinguo/engine/plan.hpp"
#include "jinguo/solver/ties.hpp"

namespace jinguo::inline v0_1::engine {

/// The ties of a drawn market by ids.
[[nodiscard]] inline PlanTies ties_of(const Roster& roster, const solver::Ties& ties) {
  PlanTies told;
  std::vector<std::int32_t> position(roster.places.size(), -1);
  for (const solver::Ties::Place& place : ties.places) {
    const auto j = static_cast<std::size_t>(place.right);
    position[j] = static_cast<std::int32_t>(told.places.size());
    told.places.push_back({roster.places[j].id, place.least, place.most, place.missing});
  }
  for (const solver::Ties::Claim& claim : ties.claims) {
    told.women.push_back(
        {roster.women[static_cast<std::size_t>(claim.left)]->id, claim.units, claim.options});
  }
  for (const std::vector<solver::Index>& list : ties.options) {
    std::vector<std::int32_t>& mine = told.options.emplace_back();
    for (const solver::Index right : list) {
      mine.push_back(right < 0 ? -1 : position[static_cast<std::size_t>(right)]);
    }
  }
  told.missing_total = ties.missing_total;
  return told;
}

}  // namespace jinguo::inline v0_1::engine

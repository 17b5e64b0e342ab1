#pragma once

#include <optional>
#include <span>
#include <vector>

#include "jinguo/engine/listing.hpp"
#include "jinguo/engine/match.hpp"
#include "jinguo/solver/ties.hpp"

namespace jinguo::inline v0_1::engine {

/// The market of a listing: as the policy says, or with scores of the user's own. Borrows all three
/// arguments; stays where it was made.
class MarketOf {
 public:
  MarketOf(const Listing& listing, const Pairing& pairing, const CustomScores* custom) {
    if (custom == nullptr) {
      market_.emplace(listing.implicit(), listing.bounds());
      return;
    }
    solver::Implicit unbanded = listing.implicit();
    unbanded.band = 1;
    said_.emplace(unbanded, listing.bounds());
    solver::Blocks blocks;
    blocks.n = unbanded.n;
    blocks.m = unbanded.m;
    blocks.scores = [this, &listing, custom, band = pairing.band](
                        solver::Index from, solver::Index to, std::span<solver::Score> scores) {
      said_->scores(from, to, scores);
      custom->scores(listing.roster(), from, to, scores);
      for (solver::Score& score : scores) {
        if (score != solver::not_eligible) score = banded(score, band);
      }
    };
    market_.emplace(blocks, listing.bounds());
  }
  MarketOf(const MarketOf&) = delete;
  MarketOf& operator=(const MarketOf&) = delete;

  [[nodiscard]] const solver::Market& get() const noexcept { return *market_; }

 private:
  std::optional<solver::Market> said_{};  ///< What the policy says, unbanded.
  std::optional<solver::Market> market_{};
};

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

#pragma once

#include <optional>
#include <span>
#include <vector>

#include "jinguo/engine/listing.hpp"
#include "jinguo/engine/match.hpp"

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

}  // namespace jinguo::inline v0_1::engine

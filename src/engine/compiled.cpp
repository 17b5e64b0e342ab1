#include "jinguo/engine/compiled.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "jinguo/engine/lottery.hpp"

namespace jinguo::inline v0_1::engine {
namespace {

const Origins& origins_of(const CompileOptions& options) {
  static const Origins none;
  return options.origins != nullptr ? *options.origins : none;
}

}  // namespace

Compiled::Compiled(const Registry& registry, const Policy& policy, const Pairing& pairing,
                   const CompileOptions& options)
    : pairing_(pairing),
      on_infeasible_(policy.data().on_infeasible == OnShort::stop
                         ? solver::OnInfeasible::stop
                         : solver::OnInfeasible::least_shortfall),
      listing_(registry, policy, pairing, origins_of(options), options.monitor, options.threads) {
  if (options.custom == nullptr) {
    market_.emplace(listing_.implicit(), listing_.bounds());
    return;
  }
  solver::Implicit unbanded = listing_.implicit();
  unbanded.band = 1;
  said_.emplace(unbanded, listing_.bounds());
  solver::Blocks blocks;
  blocks.n = unbanded.n;
  blocks.m = unbanded.m;
  blocks.scores = [this, custom = options.custom](solver::Index from, solver::Index to,
                                                  std::span<solver::Score> scores) {
    said_->scores(from, to, scores);
    custom->scores(listing_.roster(), from, to, scores);
    for (solver::Score& score : scores) {
      if (score != solver::not_eligible) score = banded(score, pairing_.band);
    }
  };
  market_.emplace(blocks, listing_.bounds());
}

solver::TransportOptions Compiled::asked(std::string_view seed) const {
  solver::TransportOptions how;
  how.on_infeasible = on_infeasible_;
  if (seed.empty()) return how;
  how.left_number.reserve(roster().women.size());
  for (const Beneficiary* woman : roster().women) {
    how.left_number.push_back(
        lottery_number(seed, pairing_.name, solver::Side::left, woman->id.text()));
  }
  how.right_number.reserve(roster().places.size());
  for (const Place& place : roster().places) {
    how.right_number.push_back(
        lottery_number(seed, pairing_.name, solver::Side::right, place.id.text()));
  }
  return how;
}

std::vector<solver::Award> Compiled::awards_of(const PairingPlan& plan) const {
  std::vector<solver::Award> awards;
  awards.reserve(plan.awards.size());
  for (const PlanAward& award : plan.awards) {
    const auto left = roster().woman(award.left.text());
    const auto right = roster().place(award.right.text());
    if (left && right) awards.push_back({*left, *right});
  }
  std::sort(awards.begin(), awards.end());
  return awards;
}

solver::TransportResult Compiled::result_of(const PairingPlan& plan) const {
  solver::TransportResult result;
  result.status = plan.status;
  result.total = plan.total;
  result.awards = awards_of(plan);
  for (const PlaceResult& place : plan.places) {
    result.prices.push_back(place.price);
    result.greatest_prices.push_back(place.greatest_price);
  }
  return result;
}

PairingMarket Compiled::release(std::string_view seed) && {
  solver::TransportOptions how = asked(seed);
  // The market borrows from what the listing points to, which moves with it.
  return {std::move(listing_), std::move(*market_), std::move(how)};
}

}  // namespace jinguo::inline v0_1::engine

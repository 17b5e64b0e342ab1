#include <algorithm>
#include <optional>
#include <utility>

#include "inspection.hpp"
#include "jinguo/engine/lottery.hpp"
#include "jinguo/solver/certificate.hpp"
#include "jinguo/solver/losses.hpp"
#include "reasons_told.hpp"
#include "ties_of.hpp"

namespace jinguo::inline v0_1::engine {

void Inspection::compiled(std::string_view seed) {
  const CustomScores* custom = nullptr;
  for (const CustomScores& one : options_.custom) {
    if (one.pairing == pairing_.name) custom = &one;
  }
  if (plan_.custom != (custom != nullptr)) {
    fault("custom");
    return;
  }
  monitor_.phase("listing", 0.3, 0.4);
  CompileOptions how;
  how.custom = custom;
  how.monitor = &monitor_;
  const Compiled compiled(registry_, policy_, pairing_, how);
  monitor_.phase("pairs", 0.4, 0.6);
  if (custom == nullptr) sample(compiled);
  told_warnings(compiled.listing());
  ReasonsTold reasons(plan_, compiled.listing(), stopped(), old_);
  if (options_.referees && faults_ == 0) {
    prove(compiled.market(), compiled.roster(), seed, reasons);
  }
  reasons.look_at_rest(compiled.market(), monitor_);
  for (const ReasonsTold::Fault& one : reasons.faults()) {
    woman_fault(one.said->left.text(), one.what);
  }
}

void Inspection::sample(const Compiled& compiled) {
  using solver::Index;
  const Roster& roster = compiled.roster();
  const auto n = static_cast<std::uint64_t>(roster.women.size());
  const auto m = static_cast<std::uint64_t>(roster.places.size());
  std::uint64_t state = 0x9E3779B97F4A7C15ULL;
  for (std::int64_t k = 0; k < options_.pairs && n * m > 0; ++k) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    const auto i = static_cast<Index>((state >> 33U) % n);
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    const auto j = static_cast<Index>((state >> 33U) % m);
    const std::string& left = roster.women[static_cast<std::size_t>(i)]->id.text();
    const Place& place = roster.places[static_cast<std::size_t>(j)];
    monitor_.work(a_verdict);
    const Verdict verdict = checker_.verdict(left, place.kind, place.id.text());
    const bool open =
        verdict.rule.empty() && checker_.apart(left, place.kind, place.id.text()).empty();
    if (compiled.market().score(i, j) != (open ? verdict.score : solver::not_eligible)) {
      award_fault(left, place.id.text(), "policy_score");
    }
  }
}

solver::TransportResult Inspection::told_result(const Roster& roster) const {
  solver::TransportResult result;
  result.status = plan_.status;
  result.total = plan_.total;
  result.gap = plan_.gap;
  for (const PlanAward& one : plan_.awards) {
    result.awards.push_back({*roster.woman(one.left.text()), *roster.place(one.right.text())});
  }
  std::sort(result.awards.begin(), result.awards.end());
  for (const PlaceResult& place : plan_.places) {
    result.prices.push_back(place.price);
    result.greatest_prices.push_back(place.greatest_price);
    result.worth.push_back(place.worth);
    result.forced.push_back(place.forced ? 1 : 0);
    result.shortfall.push_back(place.shortfall);
  }
  if (stopped()) {
    result.prices.clear();
    result.greatest_prices.clear();
    result.worth.clear();
    result.forced.clear();
  }
  return result;
}

void Inspection::prove(const solver::Market& market, const Roster& roster, std::string_view seed,
                       ReasonsTold& reasons) {
  const solver::TransportResult result = told_result(roster);
  const auto object = [&](const solver::Objection& objection) {
    if (objection) fault("referee", {}, *objection);
  };
  const Monitor::Part proof(monitor_, 0.6, 1.0);
  monitor_.phase("referees", 0.0, 0.5);
  if (stopped()) {
    if (plan_.status == solver::Status::stopped_empty) return;
    object(solver::why_not_feasible(market, result, &monitor_));
    return;
  }
  solver::TransportOptions how;
  for (const Beneficiary* woman : roster.women) {
    how.left_number.push_back(
        lottery_number(seed, pairing_.name, solver::Side::left, woman->id.text()));
  }
  for (const Place& place : roster.places) {
    how.right_number.push_back(
        lottery_number(seed, pairing_.name, solver::Side::right, place.id.text()));
  }
  std::optional<solver::Ties> ties;
  // Scoring is most of the work: one pass serves the referees and the reasons.
  const auto m = static_cast<std::size_t>(market.m());
  const auto fill = [&](solver::Index from, solver::Index to, std::span<solver::Score> rows) {
    market.scores(from, to, rows);
    for (solver::Index left = from; left < to; ++left) {
      reasons.look(left, rows.subspan(static_cast<std::size_t>(left - from) * m, m));
    }
  };
  const solver::Blocks read{market.n(), market.m(), fill, market.scale()};
  const solver::Market watched(read, market.bounds());
  object(solver::why_not_settled(watched, result, how, &monitor_, &ties));
  const Monitor::Part again(monitor_, 0.5, 1.0);
  if (faults_ == 0) told_beside(market, result, std::move(how), roster, std::move(ties));
}

void Inspection::told_beside(const solver::Market& market, const solver::TransportResult& result,
                             solver::TransportOptions how, const Roster& roster,
                             std::optional<solver::Ties> ties) {
  if (!old_) {
    const std::vector<solver::Value> gains = solver::floor_gains(market, result, {}, monitor_);
    for (std::size_t j = 0; j < plan_.places.size(); ++j) {
      const PlaceResult& place = plan_.places[j];
      if (place.floor_cost_short != gains[j].missed || place.floor_cost != gains[j].points) {
        fault("floor_cost", place.right.text());
      }
    }
  }
  if (!ties) {  // floors are missed: what best plans leave open is seen by solving again
    how.keep_ties = true;
    how.on_infeasible = policy_.data().on_infeasible == OnShort::stop
                            ? solver::OnInfeasible::stop
                            : solver::OnInfeasible::least_shortfall;
    solver::TransportResult again = solver::transport(market, how, monitor_);
    if (again.status == solver::Status::stopped_feasible ||
        again.status == solver::Status::stopped_empty) {
      throw Stopped();
    }
    ties = std::move(again.ties);
  }
  const auto tied = ties ? static_cast<std::int64_t>(ties->claims.size()) : 0;
  if (plan_.tied != tied) fault("tied");
  if (old_ && !plan_.ties) return;
  if (!ties || plan_.ties != ties_of(roster, *ties)) {
    fault("ties");
  }
}

}  // namespace jinguo::inline v0_1::engine

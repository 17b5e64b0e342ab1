#include "jinguo/engine/explain.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>

#include "jinguo/engine/digest.hpp"
#include "jinguo/engine/listing.hpp"
#include "jinguo/solver/losses.hpp"
#include "market_of.hpp"

namespace jinguo::inline v0_1 {

std::string Explanation::text(Language language) const {
  std::string out;
  for (const Message& line : lines) out += engine::text_of(line, language) + "\n";
  return out;
}

namespace engine {
namespace {

using solver::Index;
using solver::Score;
using Parameters = std::vector<std::pair<std::string, std::string>>;

Message say(std::string code, Parameters parameters) {
  return {std::move(code), std::move(parameters)};
}

std::string number(std::int64_t value) { return std::to_string(value); }

/// With its sign, as changes are told.
std::string change(std::int64_t value) { return (value > 0 ? "+" : "") + number(value); }

bool is_best(const PairingPlan& plan) {
  return plan.status == solver::Status::optimal || plan.status == solver::Status::optimal_short;
}

const PlaceResult* place_of(const PairingPlan& plan, const Id& id) {
  const auto found = std::lower_bound(
      plan.places.begin(), plan.places.end(), id,
      [](const PlaceResult& place, const Id& wanted) { return place.right < wanted; });
  return found != plan.places.end() && found->right == id ? &*found : nullptr;
}

/// What one less of a floor would give the plan, if it gives anything.
void tell_floor(const PlaceResult& place, std::vector<Message>& lines) {
  if (place.floor_cost_short > 0) {
    lines.push_back(say("engine.explain.floor_short", {{"right", place.right.text()},
                                                       {"floor", number(place.floor)},
                                                       {"short", number(place.floor_cost_short)},
                                                       {"change", change(place.floor_cost)}}));
  } else if (place.floor_cost > 0) {
    lines.push_back(say("engine.explain.floor", {{"right", place.right.text()},
                                                 {"floor", number(place.floor)},
                                                 {"points", number(place.floor_cost)}}));
  }
}

/// The rows of a list sorted by `left` that belong to an id.
template <class T>
std::pair<const T*, const T*> rows_of(const std::vector<T>& list, const Id& id) {
  const auto from = std::lower_bound(list.begin(), list.end(), id,
                                     [](const T& a, const Id& b) { return a.left < b; });
  auto to = from;
  while (to != list.end() && to->left == id) ++to;
  return {list.data() + (from - list.begin()), list.data() + (to - list.begin())};
}

/// The lines about her of one pairing; whether the pairing knows her.
bool tell(const PairingPlan& plan, const Id& id, std::vector<Message>& lines) {
  bool known = false;
  const auto [award, awards_end] = rows_of(plan.awards, id);
  for (const PlanAward* one = award; one != awards_end; ++one) {
    known = true;
    lines.push_back(
        say(one->existing ? "engine.explain.existing" : "engine.explain.award",
            {{"pairing", plan.name}, {"right", one->right.text()}, {"score", number(one->score)}}));
    for (std::size_t k = 0; k < one->parts.size() && k < plan.part_names.size(); ++k) {
      if (one->parts[k] == 0) continue;
      lines.push_back(say("engine.explain.part",
                          {{"part", plan.part_names[k]}, {"points", number(one->parts[k])}}));
    }
    // A floor that binds where she is may be what keeps her there.
    const PlaceResult* place = place_of(plan, one->right);
    if (place != nullptr && is_best(plan)) tell_floor(*place, lines);
  }
  const auto [outside, outside_end] = rows_of(plan.outside, id);
  for (const PlanAward* one = outside; one != outside_end; ++one) {
    known = true;
    lines.push_back(
        say("engine.explain.outside",
            {{"pairing", plan.name}, {"right", one->right.text()}, {"rule", one->rule}}));
  }
  const auto [unmatched, unmatched_end] = rows_of(plan.unmatched, id);
  for (const Unmatched* one = unmatched; one != unmatched_end; ++one) {
    known = true;
    lines.push_back(reason(plan, *one));
  }
  if (known && std::binary_search(plan.income_assumed.begin(), plan.income_assumed.end(), id)) {
    lines.push_back(say("engine.explain.income_" + plan.unknown_income, {{"pairing", plan.name}}));
  }
  return known;
}

/// What officers ask of a provider; whether the pairing knows it.
bool tell_provider(const PairingPlan& plan, const Id& id, std::vector<Message>& lines) {
  const PlaceResult* place = place_of(plan, id);
  if (place == nullptr) return false;
  Parameters parameters{{"pairing", plan.name},
                        {"right", id.text()},
                        {"taken", number(place->taken)},
                        {"places", number(place->places)}};
  if (!is_best(plan)) {
    lines.push_back(say("engine.explain.provider_unproven", std::move(parameters)));
    return true;
  }
  parameters.emplace_back("worth", number(place->worth));
  lines.push_back(say("engine.explain.provider", std::move(parameters)));
  if (place->floor == 0) return true;
  if (place->floor_cost_short == 0 && place->floor_cost == 0) {
    lines.push_back(
        say("engine.explain.floor_free", {{"right", id.text()}, {"floor", number(place->floor)}}));
  }
  tell_floor(*place, lines);
  return true;
}

Message line_of(const PlaceReason& place) {
  Parameters parameters{{"right", place.right.text()}};
  const auto with = [&](std::string name, std::string value) {
    parameters.emplace_back(std::move(name), std::move(value));
  };
  if (place.standing == Standing::excluded) {
    with("rule", place.rule);
    return say("engine.explain.place_excluded", std::move(parameters));
  }
  with("score", number(place.score));
  switch (place.standing) {
    case Standing::hers:
      return say("engine.explain.place_hers", std::move(parameters));
    case Standing::possible:
      if (place.more_short == 0) {
        with("loss", number(place.loss));
        return say("engine.explain.place_true", std::move(parameters));
      }
      with("short", number(place.more_short));
      with("floor", place.floor ? place.floor->text() : std::string());
      with("change", change(-place.loss));
      return say("engine.explain.place_short", std::move(parameters));
    case Standing::barred:
      if (place.rule == "own_lock" || place.rule == "demand") {
        with("rule", place.rule);
        return say("engine.explain.place_fixed", std::move(parameters));
      }
      with("rule", place.rule);
      with("worth", number(place.worth));
      return say("engine.explain.place_barred", std::move(parameters));
    case Standing::unproven:
    case Standing::excluded:
      break;
  }
  return say("engine.explain.place_unproven", std::move(parameters));
}

/// The places that the plan keeps for her: her five best, if she is unmatched.
void tell_stored_places(const PairingPlan& plan, const Id& id, Explanation& explanation) {
  const auto [unmatched, unmatched_end] = rows_of(plan.unmatched, id);
  for (const Unmatched* one = unmatched; one != unmatched_end; ++one) {
    for (const Option& option : one->options) {
      PlaceReason place;
      place.pairing = plan.name;
      place.right = option.right;
      place.score = option.score;
      const PlaceResult* result = place_of(plan, option.right);
      if (result != nullptr) place.worth = result->worth;
      if (option.impossible) {
        place.standing = Standing::barred;
        place.rule = option.rule.empty() ? "bound" : option.rule;  // empty in older plans
      } else {
        place.standing = Standing::possible;
        place.more_short = option.more_short;
        place.loss = option.loss;
      }
      explanation.lines.push_back(line_of(place));
      explanation.places.push_back(std::move(place));
    }
  }
}

/// The plan in the market's numbers.
solver::TransportResult result_of(const PairingPlan& plan, const Roster& roster) {
  solver::TransportResult result;
  result.status = plan.status;
  result.total = plan.total;
  for (const PlanAward& award : plan.awards) {
    const auto left = roster.woman(award.left.text());
    const auto right = roster.place(award.right.text());
    if (left && right) result.awards.push_back({*left, *right});
  }
  for (const PlaceResult& place : plan.places) {
    result.prices.push_back(place.price);
    result.greatest_prices.push_back(place.greatest_price);
  }
  return result;
}

std::string_view rule_of(solver::Obstacle obstacle) {
  switch (obstacle) {
    case solver::Obstacle::own_lock:
      return "own_lock";
    case solver::Obstacle::no_unit:
      return "demand";
    case solver::Obstacle::no_place:
      return "places";
    case solver::Obstacle::lock:
      return "lock";
    case solver::Obstacle::must_match:
    case solver::Obstacle::own_must_match:
    case solver::Obstacle::none:
    case solver::Obstacle::held:
    case solver::Obstacle::not_eligible:
      break;
  }
  return "must_match";
}

/// What her own lock, or that she must be served, costs the plan: the best of all she could do
/// without it, where that is better than what is.
void tell_own_bounds(std::span<const solver::Loss> row, const solver::Loss& outside,
                     std::vector<Message>& lines) {
  const bool locked = outside.obstacle == solver::Obstacle::own_lock;
  if (!locked && outside.obstacle != solver::Obstacle::own_must_match) return;
  solver::Value least{};
  if (locked) {
    for (const solver::Loss& loss : row) {
      if (loss.obstacle == solver::Obstacle::own_lock) least = std::min(least, loss.value);
    }
  }
  least = std::min(least, outside.value);
  const std::string code = locked ? "engine.explain.own_lock" : "engine.explain.own_must_match";
  if (least.missed < 0) {
    lines.push_back(say(code + "_short",
                        {{"short", number(-least.missed)}, {"change", change(-least.points)}}));
  } else if (locked || least.points < 0) {
    lines.push_back(say(code, {{"points", number(-least.points)}}));
  }
}

/// Every place of one pairing.
void tell_places(const PairingPlan& plan, const Listing& listing, const solver::Market& market,
                 Index row, int threads, Monitor& monitor, Explanation& explanation) {
  const std::vector<Place>& all = listing.roster().places;
  std::vector<Score> scores(all.size());
  market.scores(row, row + 1, scores);
  solver::Losses losses;
  if (is_best(plan)) {
    losses = solver::losses(market, result_of(plan, listing.roster()), std::span(&row, 1),
                            {.threads = threads}, monitor);
    tell_own_bounds(losses.row(0), losses.outside[0], explanation.lines);
  }
  std::vector<PlaceReason> places;
  for (std::size_t j = 0; j < all.size(); ++j) {
    PlaceReason place;
    place.pairing = plan.name;
    place.right = all[j].id;
    if (is_best(plan)) place.worth = plan.places[j].worth;
    const auto [award, end] = rows_of(plan.awards, explanation.id);
    const bool hers =
        std::any_of(award, end, [&](const PlanAward& one) { return one.right == place.right; });
    if (scores[j] != solver::not_eligible) place.score = scores[j];
    if (hers) {
      place.standing = Standing::hers;
    } else if (scores[j] == solver::not_eligible) {
      place.rule = std::string(listing.why_not(row, static_cast<Index>(j))
                                   .value_or(plan.custom ? "custom" : "excluded"));
    } else if (!is_best(plan)) {
      place.standing = Standing::unproven;
    } else {
      const solver::Loss& loss = losses.row(0)[j];
      place.more_short = loss.value.missed;
      place.loss = loss.value.points;
      place.standing = Standing::possible;
      if (loss.obstacle != solver::Obstacle::none) {
        place.standing = Standing::barred;
        place.rule = rule_of(loss.obstacle);
      } else if (loss.floor >= 0) {
        place.floor = all[static_cast<std::size_t>(loss.floor)].id;
      }
    }
    places.push_back(std::move(place));
  }
  const auto rank = [](const PlaceReason& place) {
    constexpr int ranks[] = {0, 1, 3, 4, 2};  // by Standing
    return std::tuple(ranks[static_cast<std::size_t>(place.standing)], place.more_short, place.loss,
                      -place.score);
  };
  std::stable_sort(places.begin(), places.end(),
                   [&](const PlaceReason& a, const PlaceReason& b) { return rank(a) < rank(b); });
  for (PlaceReason& place : places) {
    explanation.lines.push_back(line_of(place));
    explanation.places.push_back(std::move(place));
  }
}

}  // namespace

std::string text_of(const Message& message, Language language) {
  Message plain = message;
  for (auto& [name, value] : plain.parameters) {
    if (name != "rule" && name != "part") continue;
    const Message inner{"engine." + name + "." + value, {}};
    if (find_in_catalogue(inner.code) != nullptr) value = inner.text(language);
  }
  return plain.text(language);
}

Message reason(const PairingPlan& pairing, const Unmatched& unmatched) {
  Parameters parameters{{"pairing", pairing.name}};
  if (!unmatched.rule.empty()) parameters.emplace_back("rule", unmatched.rule);
  if (!unmatched.options.empty()) {
    const Id& right = unmatched.options.front().right;
    const PlaceResult* place = place_of(pairing, right);
    parameters.emplace_back("right", right.text());
    parameters.emplace_back("loss", number(unmatched.options.front().loss));
    parameters.emplace_back("worth", number(place == nullptr ? 0 : place->worth));
  }
  return say("engine.reason." + std::string(to_string(unmatched.reason)), std::move(parameters));
}

Explanation explain(const Plan& plan, const Id& id) {
  Explanation explanation{id, {}, {}};
  bool known = false;
  for (const PairingPlan& one : plan.pairings) {
    if (tell(one, id, explanation.lines)) {
      known = true;
      tell_stored_places(one, id, explanation);
    }
    known = tell_provider(one, id, explanation.lines) || known;
  }
  if (!known) throw std::out_of_range("jinguo: the plan does not know the id");
  return explanation;
}

Explanation explain(const Plan& plan, const Registry& registry, const Policy& policy, const Id& id,
                    const ExplainOptions& options) {
  Monitor monitor(options);
  monitor.phase("digest", 0.0, 0.1);
  const bool is_provider =
      std::any_of(plan.pairings.begin(), plan.pairings.end(),
                  [&](const PairingPlan& one) { return place_of(one, id) != nullptr; });
  if (registry.find(IdOf<Beneficiary>(id)) == nullptr && !is_provider) {
    throw std::out_of_range("jinguo: neither the registry nor the plan knows the id");
  }
  for (const auto& [what, name, same] :
       {std::tuple("registry", "登记数据",
                   plan.registry_digest == digest(registry, plan.digest_form)),
        std::tuple("policy", "政策", plan.policy_digest == digest(policy, plan.digest_form))}) {
    if (same) continue;
    Issue issue;
    issue.code = "engine.verify.digest";
    issue.file = what;
    issue.expected = {"engine.verify.digest", {{"what", what}, {"name", name}}};
    issue.mend.code = std::string("engine.adopt.") + what + ".mend";
    throw InputError(std::move(issue));
  }
  const Policy then = policy.as_of(plan.digest_form);
  Explanation explanation{id, {}, {}};
  std::size_t told = 0;
  for (const PairingPlan& one : plan.pairings) {
    const auto share = [&](std::size_t k) {
      return 0.1 + 0.9 * static_cast<double>(k) / static_cast<double>(plan.pairings.size());
    };
    const Monitor::Part part(monitor, share(told), share(told + 1));
    ++told;
    const Pairing* pairing = then.find(one.name);
    if (tell(one, id, explanation.lines)) {
      const CustomScores* custom = nullptr;
      for (const CustomScores& each : options.custom) {
        if (one.custom && each.pairing == one.name) custom = &each;
      }
      if (pairing == nullptr || (one.custom && custom == nullptr)) {
        tell_stored_places(one, id, explanation);
      } else {
        monitor.phase("listing", 0.0, 0.2);
        const Listing listing(registry, then, *pairing, {}, &monitor);
        const MarketOf market(listing, *pairing, custom);
        tell_places(one, listing, market.get(), *listing.roster().woman(id.text()), options.threads,
                    monitor, explanation);
      }
    }
    tell_provider(one, id, explanation.lines);
  }
  return explanation;
}

}  // namespace engine
}  // namespace jinguo::inline v0_1

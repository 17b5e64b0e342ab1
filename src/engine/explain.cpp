#include "jinguo/engine/explain.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>

#include "jinguo/core/privacy.hpp"
#include "jinguo/engine/compiled.hpp"
#include "jinguo/engine/digest.hpp"
#include "jinguo/solver/losses.hpp"

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

/// Metres as kilometres with one decimal, halves up.
std::string kilometres(std::int32_t metres) {
  const std::int32_t tenths = (metres + 50) / 100;
  return number(tenths / 10) + "." + number(tenths % 10);
}

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

/// Every place of one pairing. `losses`: her row, empty where the plan is not proven.
void tell_places(const PairingPlan& plan, const Compiled& compiled, Index row,
                 std::span<const solver::Loss> losses, Explanation& explanation) {
  const std::vector<Place>& all = compiled.roster().places;
  std::vector<Score> scores(all.size());
  compiled.market().scores(row, row + 1, scores);
  const auto [award, end] = rows_of(plan.awards, explanation.id);
  std::vector<PlaceReason> places;
  for (std::size_t j = 0; j < all.size(); ++j) {
    PlaceReason place;
    place.pairing = plan.name;
    place.right = all[j].id;
    place.road_m = compiled.listing().road_metres(row, static_cast<Index>(j));
    if (is_best(plan)) place.worth = plan.places[j].worth;
    const bool hers =
        std::any_of(award, end, [&](const PlanAward& one) { return one.right == place.right; });
    if (scores[j] != solver::not_eligible) place.score = scores[j];
    if (hers) {
      place.standing = Standing::hers;
    } else if (scores[j] == solver::not_eligible) {
      place.rule = std::string(compiled.listing()
                                   .why_not(row, static_cast<Index>(j))
                                   .value_or(plan.custom ? "custom" : "excluded"));
    } else if (!is_best(plan)) {
      place.standing = Standing::unproven;
    } else {
      const solver::Loss& loss = losses[j];
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
    if (place.road_m) {
      explanation.lines.push_back(
          say("engine.explain.place_road", {{"km", kilometres(*place.road_m)}}));
    }
    explanation.places.push_back(std::move(place));
  }
}

/// A woman of a pairing: which explanation is hers, and her row of the market.
struct Asked {
  std::size_t explanation = 0;
  Index row = 0;
};

/// A pairing of the plan, and what is made of it once a woman is asked about.
struct Explained {
  const PairingPlan* plan = nullptr;
  const Pairing* pairing = nullptr;
  const CustomScores* custom = nullptr;
  std::unique_ptr<const Compiled> compiled{};
  std::unique_ptr<solver::PlanLosses> losses{};

  /// With scores of the user's own that nobody gave, or a pairing that the policy lacks.
  [[nodiscard]] bool stored_only() const {
    return pairing == nullptr || (plan->custom && custom == nullptr);
  }
};

/// Every place of one pairing, for many women: losses are found for as many at a time as fit in
/// some 64 MB.
void tell_places(Explained& one, std::span<const Asked> women, int threads, Monitor& monitor,
                 std::vector<Explanation>& explanations) {
  const PairingPlan& plan = *one.plan;
  const Compiled& compiled = *one.compiled;
  if (!is_best(plan)) {
    for (const Asked& asked : women) {
      tell_places(plan, compiled, asked.row, {}, explanations[asked.explanation]);
    }
    return;
  }
  constexpr std::size_t most_losses = 2'000'000;
  const std::size_t step =
      std::max<std::size_t>(1, most_losses / (compiled.roster().places.size() + 1));
  if (!one.losses) {
    one.losses = std::make_unique<solver::PlanLosses>(compiled.market(), compiled.result_of(plan));
  }
  for (std::size_t from = 0; from < women.size(); from += step) {
    const std::span<const Asked> some = women.subspan(from, std::min(step, women.size() - from));
    const auto share = [&](std::size_t k) {
      return 0.2 + 0.8 * static_cast<double>(k) / static_cast<double>(women.size());
    };
    const Monitor::Part part(monitor, share(from), share(from + some.size()));
    std::vector<Index> rows;
    for (const Asked& asked : some) rows.push_back(asked.row);
    const solver::Losses losses = one.losses->of(rows, {.threads = threads}, monitor);
    for (std::size_t k = 0; k < some.size(); ++k) {
      Explanation& explanation = explanations[some[k].explanation];
      tell_own_bounds(losses.row(k), losses.outside[k], explanation.lines);
      tell_places(plan, compiled, some[k].row, losses.row(k), explanation);
    }
  }
}

[[noreturn]] void throw_unknown(const std::string& what, std::vector<Id> ids) {
  std::string text = "jinguo: " + what + (ids.size() == 1 ? " has the id " : " has the ids ");
  for (std::size_t k = 0; k < ids.size(); ++k) {
    text += (k == 0 ? "" : ", ") + mask_citizen_numbers(ids[k].text());
  }
  throw UnknownIds(text, std::move(ids));
}

/// Refuses a registry or policy that is not the plan's.
void check_inputs(const Plan& plan, const Registry& registry, const Policy& policy) {
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
}

/// Ids that somebody has, each with an explanation that is still empty.
std::vector<Explanation> known(const Plan& plan, const Registry& registry,
                               std::span<const Id> ids) {
  std::vector<Explanation> explanations;
  std::vector<Id> unknown;
  for (const Id& id : ids) {
    const bool is_provider =
        std::any_of(plan.pairings.begin(), plan.pairings.end(),
                    [&](const PairingPlan& one) { return place_of(one, id) != nullptr; });
    if (registry.find(IdOf<Beneficiary>(id)) == nullptr && !is_provider) unknown.push_back(id);
    explanations.push_back({id, {}, {}});
  }
  if (!unknown.empty()) throw_unknown("nobody in the registry or the plan", std::move(unknown));
  return explanations;
}

/// What explain() needs of one plan; borrows all three, and stays where it was made.
struct Explaining {
  Explaining(const Plan& of, const Registry& from, const Policy& by, const ExplainOptions& options,
             Monitor& monitor)
      : plan(of), registry(from), policy(by), custom(options.custom) {
    monitor.phase("digest");
    check_inputs(plan, registry, policy);
    records = count();
    then.emplace(policy.as_of(plan.digest_form));
    for (const PairingPlan& one : plan.pairings) {
      Explained made;
      made.plan = &one;
      made.pairing = then->find(one.name);
      for (const CustomScores& each : custom) {
        if (one.custom && each.pairing == one.name) made.custom = &each;
      }
      pairings.push_back(std::move(made));
    }
  }

  Explaining(const Explaining&) = delete;
  Explaining& operator=(const Explaining&) = delete;

  [[nodiscard]] std::size_t count() const {
    std::size_t sum = registry.synthetic() ? 1 : 0;
    registry.for_each_table([&](const auto& table) { sum += 2 * table.size(); });
    return sum;
  }

  void tell_pairing(Explained& one, int threads, Monitor& monitor,
                    std::vector<Explanation>& explanations) const {
    std::vector<Asked> women;
    for (std::size_t k = 0; k < explanations.size(); ++k) {
      Explanation& explanation = explanations[k];
      if (!tell(*one.plan, explanation.id, explanation.lines)) continue;
      if (one.stored_only()) {
        tell_stored_places(*one.plan, explanation.id, explanation);
        continue;
      }
      if (!one.compiled) {  // once, and only for a woman
        monitor.phase("listing", 0.0, 0.2);
        CompileOptions how;
        how.custom = one.custom;
        how.monitor = &monitor;
        one.compiled = std::make_unique<const Compiled>(registry, *then, *one.pairing, how);
      }
      women.push_back({k, *one.compiled->roster().woman(explanation.id.text())});
    }
    if (!women.empty()) tell_places(one, women, threads, monitor, explanations);
    for (Explanation& explanation : explanations) {
      tell_provider(*one.plan, explanation.id, explanation.lines);
    }
  }

  std::vector<Explanation> explain(std::span<const Id> ids, int threads, Monitor& monitor) {
    std::vector<Explanation> explanations = known(plan, registry, ids);
    if (count() != records) check_inputs(plan, registry, policy);
    for (std::size_t k = 0; k < pairings.size(); ++k) {
      const auto share = [&](std::size_t at) {
        return static_cast<double>(at) / static_cast<double>(pairings.size());
      };
      const Monitor::Part part(monitor, share(k), share(k + 1));
      tell_pairing(pairings[k], threads, monitor, explanations);
    }
    return explanations;
  }

  const Plan& plan;
  const Registry& registry;
  const Policy& policy;
  std::vector<CustomScores> custom{};
  std::optional<Policy> then{};  ///< As the plan's digest reads it.
  std::size_t records = 0;       ///< Of the registry: it grows only.
  std::vector<Explained> pairings{};
};

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

std::vector<Explanation> explain(const Plan& plan, std::span<const Id> ids) {
  std::vector<Explanation> explanations;
  std::vector<Id> unknown;
  for (const Id& id : ids) {
    Explanation& explanation = explanations.emplace_back(Explanation{id, {}, {}});
    bool known = false;
    for (const PairingPlan& one : plan.pairings) {
      if (tell(one, id, explanation.lines)) {
        known = true;
        tell_stored_places(one, id, explanation);
      }
      known = tell_provider(one, id, explanation.lines) || known;
    }
    if (!known) unknown.push_back(id);
  }
  if (!unknown.empty()) throw_unknown("nobody in the plan", std::move(unknown));
  return explanations;
}

Explanation explain(const Plan& plan, const Id& id) {
  return std::move(explain(plan, std::span(&id, 1)).front());
}

Explainer::Explainer(const Plan& plan, const Registry& registry, const Policy& policy,
                     const ExplainOptions& options) {
  Monitor monitor(options);
  const auto kept = std::make_shared<Explaining>(plan, registry, policy, options, monitor);
  explain_ = [kept](std::span<const Id> ids, int threads, Monitor& asked) {
    return kept->explain(ids, threads, asked);
  };
}

std::vector<Explanation> Explainer::explain(std::span<const Id> ids,
                                            const ExplainOptions& options) {
  Monitor monitor(options);
  return explain_(ids, options.threads, monitor);
}

Explanation Explainer::explain(const Id& id, const ExplainOptions& options) {
  return std::move(explain(std::span(&id, 1), options).front());
}

std::vector<Explanation> explain(const Plan& plan, const Registry& registry, const Policy& policy,
                                 std::span<const Id> ids, const ExplainOptions& options) {
  Monitor monitor(options);
  static_cast<void>(known(plan, registry, ids));  // told before anything long begins
  std::optional<Explaining> explaining;
  {
    const Monitor::Part part(monitor, 0.0, 0.1);
    explaining.emplace(plan, registry, policy, options, monitor);
  }
  const Monitor::Part part(monitor, 0.1, 1.0);
  return explaining->explain(ids, options.threads, monitor);
}

Explanation explain(const Plan& plan, const Registry& registry, const Policy& policy, const Id& id,
                    const ExplainOptions& options) {
  return std::move(explain(plan, registry, policy, std::span(&id, 1), options).front());
}

}  // namespace engine
}  // namespace jinguo::inline v0_1

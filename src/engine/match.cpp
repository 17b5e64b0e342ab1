#include "jinguo/engine/match.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <thread>
#include <tuple>
#include <utility>

#include "blocks.hpp"
#include "jinguo/core/version.hpp"
#include "jinguo/domain/report.hpp"
#include "jinguo/engine/compiled.hpp"
#include "jinguo/engine/digest.hpp"
#include "jinguo/engine/lottery.hpp"
#include "jinguo/solver/losses.hpp"
#include "ties_of.hpp"

namespace jinguo::inline v0_1::engine {
namespace {

using solver::Count;
using solver::Index;
using solver::Score;

InputError refusal(std::string code, std::string column,
                   std::vector<std::pair<std::string, std::string>> parameters = {}) {
  Issue issue;
  issue.code = code;
  issue.column = std::move(column);
  const std::string mend = code + ".mend";
  if (find_in_catalogue(mend) != nullptr) issue.mend = {mend, parameters};
  issue.expected = {std::move(code), std::move(parameters)};
  return InputError(std::move(issue));
}

std::string names_of(const Policy& policy) {
  std::string names;
  for (const Pairing& one : policy.data().pairings) names += (names.empty() ? "" : ", ") + one.name;
  return names;
}

/// What is wrong with the records, whatever the pairing.
std::vector<Issue> faults_of_records(const Registry& registry, const Policy& policy,
                                     const Origins& origins) {
  std::vector<Issue> issues;
  validate(registry, origins, [&](Finding finding) {
    if (finding.issue.severity == Severity::error) issues.push_back(std::move(finding.issue));
  });
  jinguo::detail::Report report(
      registry, origins, [&](Finding finding) { issues.push_back(std::move(finding.issue)); });
  const std::span<const ForcedPair> pairs = registry.all<ForcedPair>();
  for (std::size_t k = 0; k < pairs.size(); ++k) {
    if (policy.find(pairs[k].pairing) != nullptr) continue;
    report.at(k, pairs[k]);
    report.error("pairing", "engine.pairing", pairs[k].pairing, {{"known", names_of(policy)}});
  }
  return issues;
}

/// A pairing compiled; where it cannot be, what is wrong in every pairing.
std::unique_ptr<const Compiled> compile(const Registry& registry, const Policy& policy,
                                        const Pairing& pairing, const CompileOptions& how) {
  try {
    return std::make_unique<const Compiled>(registry, policy, pairing, how);
  } catch (const InputError&) {
    const Origins none;
    throw InputError(faults_of(registry, policy, how.origins != nullptr ? *how.origins : none));
  }
}

/// The seed's bytes, checked against what the policy says of it.
std::string seed_of(const Policy& policy, const MatchOptions& options) {
  const Lottery& lottery = policy.data().lottery;
  if (!lottery.seed.empty()) {
    const std::string seed = bytes_from_hex(lottery.seed).value_or("");
    if (!options.seed.empty() && options.seed != seed) throw refusal("engine.seed_differs", "seed");
    return seed;
  }
  if (options.seed.size() < 16) throw refusal("engine.seed", "seed");
  if (!lottery.commitment.empty()) {
    const Digest made = lottery_commitment(options.seed);
    const std::string told = bytes_from_hex(lottery.commitment).value_or("");
    if (!std::equal(made.begin(), made.end(), told.begin(), told.end(),
                    [](std::uint8_t a, char b) { return a == static_cast<std::uint8_t>(b); })) {
      throw refusal("engine.commitment", "seed");
    }
  }
  return options.seed;
}

void throw_infeasible(const Listing& listing, const Pairing& pairing,
                      const solver::TransportResult& result) {
  const solver::Witness witness = result.witness.value_or(solver::Witness{});
  const Roster& roster = listing.roster();
  const auto say = [&](std::string code, solver::RuleKind kind, Index index,
                       std::vector<std::pair<std::string, std::string>> parameters) {
    const auto k = static_cast<std::size_t>(index);
    const auto left = [&](std::size_t i) {
      parameters.emplace_back("left", roster.women[i]->id.text());
    };
    const auto right = [&](std::size_t j) {
      parameters.emplace_back("right", roster.places[j].id.text());
    };
    switch (kind) {
      case solver::RuleKind::floor:
        right(k);
        code += "floor";
        break;
      case solver::RuleKind::capacity:
        right(k);
        code += "capacity";
        break;
      case solver::RuleKind::must_match:
        left(k);
        code += "must_match";
        break;
      case solver::RuleKind::demand:
        left(k);
        code += "demand";
        break;
      case solver::RuleKind::lock:
        left(static_cast<std::size_t>(listing.bounds().lock[k].left));
        right(static_cast<std::size_t>(listing.bounds().lock[k].right));
        code += "lock";
        break;
    }
    return Message{std::move(code), std::move(parameters)};
  };
  std::vector<Message> rules;
  for (const solver::Rule& rule : witness.rules) {
    rules.push_back(
        say("engine.witness.", rule.kind, rule.index, {{"bound", std::to_string(rule.bound)}}));
  }
  std::vector<Message> repairs;
  for (const solver::Repair& repair : witness.repair) {
    const solver::RuleKind kind =
        repair.kind == solver::RuleKind::must_match ? solver::RuleKind::demand : repair.kind;
    repairs.push_back(
        say("engine.repair.", kind, repair.index,
            {{"from", std::to_string(repair.from)}, {"to", std::to_string(repair.to)}}));
  }
  // Made first: the order in which the arguments below are moved from is not defined.
  const std::string what = "jinguo: pairing " + pairing.name +
                           " is infeasible: " + std::to_string(rules.size()) +
                           (rules.size() == 1 ? " rule exceeds" : " rules exceed") +
                           " what is possible by " + std::to_string(witness.deficit);
  throw InfeasibleError(what, pairing.name, witness, std::move(rules), std::move(repairs));
}

constexpr std::size_t most_options = 5;

bool is_best(const solver::TransportResult& result) {
  return result.status == solver::Status::optimal || result.status == solver::Status::optimal_short;
}

/// Fills in the reasons of the unmatched: one scoring pass over their rows. Stopped in it, the rest
/// stay as they are.
void give_reasons(const Listing& listing, const solver::Market& market,
                  const solver::TransportResult& result, bool custom, int threads,
                  const std::vector<Index>& rows, std::vector<Unmatched>& unmatched,
                  Monitor& monitor) {
  const auto m = static_cast<std::size_t>(market.m());
  const bool solved = is_best(result);
  std::vector<Count> locks(m, 0);
  for (const solver::Pair& pair : listing.bounds().lock) {
    ++locks[static_cast<std::size_t>(pair.right)];
  }
  constexpr Index block = 16;
  // A policy of the user's own is called on the calling thread only.
  in_blocks(static_cast<Index>(rows.size()), block, custom ? 1 : threads, &monitor,
            [&](Index from, Index to) {
              std::vector<Score> scores(m);
              struct Candidate {
                Score loss = 0;
                Score score = 0;
                Index place = 0;
                bool impossible = false;
              };
              std::vector<Candidate> best;
              for (Index k = from; k < to; ++k) {
                Unmatched& one = unmatched[static_cast<std::size_t>(k)];
                const Index row = rows[static_cast<std::size_t>(k)];
                market.scores(row, row + 1, scores);
                best.clear();
                const Score outside = listing.bounds().outside[static_cast<std::size_t>(row)];
                bool any = false;
                for (std::size_t j = 0; j < m; ++j) {
                  if (scores[j] == solver::not_eligible) continue;
                  any = true;
                  if (!solved) break;
                  Candidate c;
                  c.score = scores[j];
                  c.place = static_cast<Index>(j);
                  c.impossible = result.greatest_prices[j] == solver::unbounded_price;
                  c.loss = c.impossible ? 0 : result.greatest_prices[j] - scores[j] + outside;
                  const auto before = [](const Candidate& a, const Candidate& b) {
                    return std::tuple(a.impossible, a.loss, -a.score, a.place) <
                           std::tuple(b.impossible, b.loss, -b.score, b.place);
                  };
                  if (best.size() == most_options && !before(c, best.back())) continue;
                  if (best.size() == most_options) best.pop_back();
                  best.insert(std::upper_bound(best.begin(), best.end(), c, before), c);
                }
                if (!any) {
                  one.reason = ReasonKind::not_eligible;
                  one.rule = listing.why_nowhere(row).value_or("custom");
                  continue;
                }
                if (!solved) {
                  one.reason = ReasonKind::stopped;
                  continue;
                }
                for (const Candidate& c : best) {
                  const auto place = static_cast<std::size_t>(c.place);
                  Option option{listing.roster().places[place].id, c.score, c.loss, c.impossible};
                  if (c.impossible) {
                    const Count capacity = listing.bounds().capacity[place];
                    option.rule = capacity == 0              ? "places"
                                  : locks[place] >= capacity ? "lock"
                                                             : "must_match";
                  }
                  one.options.push_back(std::move(option));
                }
                const Option& first = one.options.front();
                if (first.impossible) {
                  one.reason = ReasonKind::bound;
                  one.rule = first.rule;
                } else {
                  one.reason = first.loss > 0 ? ReasonKind::loses_points : ReasonKind::lottery;
                }
              }
            });
}

/// A plan without anything in it yet.
PairingPlan plan_of(const Pairing& pairing, bool custom) {
  PairingPlan plan;
  plan.name = pairing.name;
  plan.custom = custom;
  for (const std::string_view part : part_names) plan.part_names.emplace_back(part);
  if (custom) plan.part_names.emplace_back(custom_part);
  return plan;
}

/// The plan of a pairing that was stopped before its market was made: it lists no places.
PairingPlan not_begun(const Registry& registry, const Pairing& pairing, bool custom) {
  PairingPlan plan = plan_of(pairing, custom);
  plan.status = solver::Status::stopped_empty;
  for (const Beneficiary& woman : registry.all<Beneficiary>()) {
    Unmatched one;
    one.left = woman.id;
    one.reason = ReasonKind::stopped;
    plan.unmatched.push_back(std::move(one));
  }
  std::sort(plan.unmatched.begin(), plan.unmatched.end(),
            [](const Unmatched& a, const Unmatched& b) { return a.left < b.left; });
  return plan;
}

PairingPlan tell(const Compiled& compiled, solver::TransportResult result, int threads,
                 Monitor& monitor) {
  const Pairing& pairing = compiled.pairing();
  const Listing& listing = compiled.listing();
  const solver::Market& market = compiled.market();
  const bool custom = compiled.custom();
  const Roster& roster = listing.roster();
  const solver::Bounds& bounds = listing.bounds();
  const std::size_t n = roster.women.size();
  const std::size_t m = roster.places.size();
  PairingPlan plan = plan_of(pairing, custom);
  const auto goes_on = [&](Index i, Index j) {
    const std::vector<Relation>& all = listing.relations();
    const auto from = std::lower_bound(all.begin(), all.end(), std::pair(i, j),
                                       [](const Relation& a, const std::pair<Index, Index>& b) {
                                         return std::pair(a.woman, a.place) < b;
                                       });
    return from != all.end() && from->woman == i && from->place == j;
  };

  std::vector<Count> taken(m, 0);
  std::vector<Count> placed(n, 0);
  plan.awards.reserve(result.awards.size());
  for (std::size_t k = 0; k < result.awards.size(); ++k) {
    const solver::Award& award = result.awards[k];
    const auto i = static_cast<std::size_t>(award.left);
    const auto j = static_cast<std::size_t>(award.right);
    ++taken[j];
    ++placed[i];
    PlanAward one;
    one.left = roster.women[i]->id;
    one.right = roster.places[j].id;
    one.kind = roster.places[j].kind;
    one.score = result.award_score[k];
    one.parts = listing.parts(award.left, award.right);
    if (custom) {
      Score sum = 0;
      for (const std::int64_t part : one.parts) sum += part;
      one.parts.push_back(one.score - sum);
    }
    one.existing = goes_on(award.left, award.right);
    plan.awards.push_back(std::move(one));
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (listing.assumes_income(static_cast<Index>(i))) {
      plan.income_assumed.push_back(roster.women[i]->id);
    }
  }
  if (!plan.income_assumed.empty()) plan.unknown_income = to_string(pairing.need.unknown_income);
  std::vector<Index> rows;
  const bool has_plan = result.status != solver::Status::stopped_empty;
  for (std::size_t i = 0; i < n; ++i) {
    if (placed[i] >= bounds.demand[i]) continue;
    Unmatched one;
    one.left = roster.women[i]->id;
    one.units = bounds.demand[i] - placed[i];
    one.reason = ReasonKind::stopped;
    plan.unmatched.push_back(std::move(one));
    rows.push_back(static_cast<Index>(i));
  }
  std::vector<solver::Value> floor_cost(m);
  try {
    monitor.phase("reasons", 0.9, 1.0);
    give_reasons(listing, market, result, custom, threads, rows, plan.unmatched, monitor);
    if (is_best(result)) {
      floor_cost = solver::floor_gains(market, result, {.threads = threads}, monitor);
    }
  } catch (const Stopped&) {
    if (is_best(result)) {
      // The best plan, but not everybody has been told why: it counts as stopped.
      for (Unmatched& one : plan.unmatched) {
        one.reason = ReasonKind::stopped;
        one.rule.clear();
        one.options.clear();
      }
      result.status = solver::Status::stopped_feasible;
      result.prices.clear();
      result.greatest_prices.clear();
      result.worth.clear();
      result.forced.clear();
      result.ties.reset();
      result.counters.tied_left = 0;
    }
  }
  plan.status = result.status;
  plan.total = result.total;
  plan.gap = result.gap;
  plan.tied = result.counters.tied_left;
  if (result.ties) plan.ties = ties_of(roster, *result.ties);

  for (std::size_t j = 0; j < m; ++j) {
    PlaceResult place;
    place.floor_cost_short = floor_cost[j].missed;
    place.floor_cost = floor_cost[j].points;
    place.right = roster.places[j].id;
    place.kind = roster.places[j].kind;
    place.places = bounds.capacity[j];
    place.floor = bounds.floor[j];
    place.floor_before = listing.floor_before()[j];
    place.taken = taken[j];
    place.outside = listing.outside()[j];
    if (has_plan) {
      const auto at = [&](const auto& list) {
        return list.size() == m ? static_cast<std::int64_t>(list[j]) : 0;
      };
      place.shortfall = at(result.shortfall);
      place.price = at(result.prices);
      place.greatest_price = at(result.greatest_prices);
      place.worth = at(result.worth);
      place.forced = at(result.forced) != 0;
    }
    plan.places.push_back(std::move(place));
  }
  for (const Relation& one : listing.relations()) {
    if (one.rule.empty()) continue;
    const std::string& left = roster.women[static_cast<std::size_t>(one.woman)]->id.text();
    const Place& place = roster.places[static_cast<std::size_t>(one.place)];
    PlanAward award;
    award.left = roster.women[static_cast<std::size_t>(one.woman)]->id;
    award.right = place.id;
    award.kind = place.kind;
    award.existing = true;
    award.rule = one.rule;
    plan.outside.push_back(std::move(award));
    Issue warning;
    warning.code = "engine.outside";
    warning.severity = Severity::warning;
    warning.file = one.table + ".csv";
    warning.subject = one.id;
    warning.expected = {"engine.outside",
                        {{"left", left}, {"right", place.id.text()}, {"rule", one.rule}}};
    plan.warnings.push_back(std::move(warning));
  }
  return plan;
}

/// What match() refuses before it solves anything: a pairing or custom scores that the policy
/// lacks, a registry with errors, pairs of no pairing.
void check_inputs(const Registry& registry, const Policy& policy, const MatchOptions& options,
                  const Origins& origins) {
  if (!options.pairing.empty() && policy.find(options.pairing) == nullptr) {
    throw refusal("engine.pairing", "pairing", {{"known", names_of(policy)}});
  }
  for (const CustomScores& custom : options.custom) {
    if (policy.find(custom.pairing) == nullptr || !custom.scores) {
      throw refusal("engine.custom_pairing", "custom");
    }
  }
  if (std::vector<Issue> issues = faults_of_records(registry, policy, origins); !issues.empty()) {
    throw InputError(std::move(issues));
  }
}

/// match(); what it compiles goes to `kept`, if there is any.
Plan match_all(const Registry& registry, const Policy& policy, const MatchOptions& options,
               std::vector<std::unique_ptr<const Compiled>>* kept) {
  using Clock = std::chrono::steady_clock;
  Monitor monitor(options);
  const std::string seed = seed_of(policy, options);
  const Origins none;
  const Origins& origins = options.origins != nullptr ? *options.origins : none;
  check_inputs(registry, policy, options, origins);

  Plan plan;
  plan.policy_name = policy.data().name;
  plan.asked = options.pairing;
  plan.registry_digest = digest(registry);
  plan.policy_digest = digest(policy);
  plan.seed_hex = hex_from_bytes(seed);
  plan.made_by = std::string("jinguo ") + std::string(version());
  plan.synthetic = registry.synthetic();

  std::vector<const Pairing*> chosen;
  for (const Pairing& one : policy.data().pairings) {
    if (options.pairing.empty() || one.name == options.pairing) chosen.push_back(&one);
  }
  const int threads = options.threads > 0
                          ? options.threads
                          : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  bool over = false;  // the time, or somebody's patience
  for (std::size_t k = 0; k < chosen.size(); ++k) {
    const Pairing& pairing = *chosen[k];
    const Clock::time_point begin = Clock::now();
    const auto share = [&](std::size_t place) {
      return static_cast<double>(place) / static_cast<double>(chosen.size());
    };
    const Monitor::Part part(monitor, share(k), share(k + 1));
    const CustomScores* custom = nullptr;
    for (const CustomScores& one : options.custom) {
      if (one.pairing == pairing.name) custom = &one;
    }
    std::unique_ptr<const Compiled> made;
    try {
      if (over) throw Stopped();
      monitor.phase("listing", 0.0, 0.1);
      made = compile(registry, policy, pairing, {custom, options.origins, &monitor, threads});
    } catch (const Stopped&) {
      over = true;
      plan.pairings.push_back(not_begun(registry, pairing, custom != nullptr));
      if (kept != nullptr) kept->push_back(nullptr);
      continue;
    }

    solver::TransportOptions how = made->asked(seed);
    how.threads = options.threads;
    how.keep_ties = true;
    solver::TransportResult result;
    {
      const Monitor::Part solve(monitor, 0.1, 0.9);
      result = solver::transport(made->market(), how, monitor);
    }
    if (result.status == solver::Status::infeasible) {
      throw_infeasible(made->listing(), pairing, result);
    }
    if (result.status == solver::Status::out_of_range) {
      throw refusal("engine.out_of_range", "pairings." + pairing.name);
    }
    PairingPlan one = tell(*made, std::move(result), threads, monitor);
    one.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    over = one.status == solver::Status::stopped_feasible ||
           one.status == solver::Status::stopped_empty;
    plan.pairings.push_back(std::move(one));
    if (kept != nullptr) kept->push_back(std::move(made));
  }
  return plan;
}

}  // namespace

std::vector<Issue> faults_of(const Registry& registry, const Policy& policy,
                             const Origins& origins) {
  std::vector<Issue> issues = faults_of_records(registry, policy, origins);
  if (!issues.empty()) return issues;  // a pairing cannot be listed
  for (const Pairing& pairing : policy.data().pairings) {
    try {
      const Listing listing(registry, policy, pairing, origins);
    } catch (const InputError& error) {
      for (const Issue& issue : error.issues()) {
        if (std::find(issues.begin(), issues.end(), issue) == issues.end()) issues.push_back(issue);
      }
    }
  }
  return issues;
}

PairingMarket market_of(const Registry& registry, const Policy& policy, std::string_view pairing,
                        std::string_view seed) {
  MatchOptions options;
  options.pairing = pairing;
  options.seed = seed;
  const bool drawn = !options.seed.empty() || !policy.data().lottery.seed.empty();
  const std::string lottery = drawn ? seed_of(policy, options) : std::string();
  const Origins none;
  check_inputs(registry, policy, options, none);
  const Pairing* chosen = policy.find(pairing);
  if (chosen == nullptr) throw refusal("engine.pairing", "pairing", {{"known", names_of(policy)}});
  try {
    return Compiled(registry, policy, *chosen).release(lottery);
  } catch (const InputError&) {
    throw InputError(faults_of(registry, policy));
  }
}

Plan match(const Registry& registry, const Policy& policy, const MatchOptions& options) {
  return match_all(registry, policy, options, nullptr);
}

Plan match(const Registry& registry, const Policy& policy, const MatchOptions& options,
           std::vector<std::unique_ptr<const Compiled>>& compiled) {
  compiled.clear();
  return match_all(registry, policy, options, &compiled);
}

}  // namespace jinguo::inline v0_1::engine

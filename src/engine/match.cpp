#include "jinguo/engine/match.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <thread>
#include <tuple>

#include "jinguo/core/version.hpp"
#include "jinguo/engine/digest.hpp"
#include "jinguo/engine/lottery.hpp"
#include "jinguo/solver/losses.hpp"
#include "market_of.hpp"

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
  issue.expected = {std::move(code), std::move(parameters)};
  return InputError(std::move(issue));
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
                           " rules exceed what is possible by " + std::to_string(witness.deficit);
  throw InfeasibleError(what, pairing.name, witness, std::move(rules), std::move(repairs));
}

/// Work over [0, count) in blocks, on some threads; the first exception leaves it.
template <class Work>
void in_blocks(Index count, Index block, int threads, const Work& work) {
  std::atomic<Index> next{0};
  std::exception_ptr failure;
  std::mutex guard;
  const auto run = [&] {
    try {
      for (;;) {
        const Index from = next.fetch_add(block);
        if (from >= count) return;
        work(from, std::min(count, from + block));
      }
    } catch (...) {  // carried to the calling thread
      const std::lock_guard lock(guard);
      if (!failure) failure = std::current_exception();
      next = count;
    }
  };
  std::vector<std::thread> others;
  try {
    for (int k = 1; k < threads; ++k) others.emplace_back(run);
  } catch (...) {
    next = count;
    for (std::thread& other : others) other.join();
    throw;
  }
  run();
  for (std::thread& other : others) other.join();
  if (failure) std::rethrow_exception(failure);
}

constexpr std::size_t most_options = 5;

bool is_best(const solver::TransportResult& result) {
  return result.status == solver::Status::optimal || result.status == solver::Status::optimal_short;
}

/// Fills in the reasons of the unmatched: one scoring pass over their rows.
void give_reasons(const Listing& listing, const solver::Market& market,
                  const solver::TransportResult& result, bool custom, int threads,
                  const std::vector<Index>& rows, std::vector<Unmatched>& unmatched) {
  const auto m = static_cast<std::size_t>(market.m());
  const bool solved = is_best(result);
  std::vector<Count> locks(m, 0);
  for (const solver::Pair& pair : listing.bounds().lock) {
    ++locks[static_cast<std::size_t>(pair.right)];
  }
  constexpr Index block = 16;
  // A policy of the user's own is called on the calling thread only.
  in_blocks(static_cast<Index>(rows.size()), block, custom ? 1 : threads,
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

PairingPlan tell(const Listing& listing, const solver::Market& market, const Pairing& pairing,
                 const solver::TransportResult& result, bool custom, int threads) {
  const Roster& roster = listing.roster();
  const solver::Bounds& bounds = listing.bounds();
  const std::size_t n = roster.women.size();
  const std::size_t m = roster.places.size();
  PairingPlan plan;
  plan.name = pairing.name;
  plan.status = result.status;
  plan.total = result.total;
  plan.gap = result.gap;
  plan.tied = result.counters.tied_left;
  if (result.ties) plan.ties = ties_of(roster, *result.ties);
  plan.custom = custom;
  for (const std::string_view part : part_names) plan.part_names.emplace_back(part);
  if (custom) plan.part_names.emplace_back(custom_part);

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
  for (const solver::Award& award : result.awards) {
    const auto i = static_cast<std::size_t>(award.left);
    const auto j = static_cast<std::size_t>(award.right);
    ++taken[j];
    ++placed[i];
    PlanAward one;
    one.left = roster.women[i]->id;
    one.right = roster.places[j].id;
    one.kind = roster.places[j].kind;
    one.score = market.score(award.left, award.right);
    one.parts = listing.parts(award.left, award.right);
    if (custom) {
      Score sum = 0;
      for (const std::int64_t part : one.parts) sum += part;
      one.parts.push_back(one.score - sum);
    }
    one.existing = goes_on(award.left, award.right);
    plan.awards.push_back(std::move(one));
  }
  std::vector<Index> rows;
  const bool has_plan = result.status != solver::Status::stopped_empty;
  for (std::size_t i = 0; i < n; ++i) {
    if (placed[i] >= bounds.demand[i]) continue;
    Unmatched one;
    one.left = roster.women[i]->id;
    one.units = bounds.demand[i] - placed[i];
    plan.unmatched.push_back(std::move(one));
    rows.push_back(static_cast<Index>(i));
  }
  give_reasons(listing, market, result, custom, threads, rows, plan.unmatched);

  std::vector<solver::Value> floor_cost(m);
  if (is_best(result)) floor_cost = solver::floor_gains(market, result, {.threads = threads});
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

}  // namespace

Plan match(const Registry& registry, const Policy& policy, const MatchOptions& options) {
  using Clock = std::chrono::steady_clock;
  const std::string seed = seed_of(policy, options);
  const std::vector<Pairing>& all = policy.data().pairings;
  std::string known;
  for (const Pairing& one : all) known += (known.empty() ? "" : ", ") + one.name;
  if (!options.pairing.empty() && policy.find(options.pairing) == nullptr) {
    throw refusal("engine.pairing", "pairing", {{"known", known}});
  }
  for (const CustomScores& custom : options.custom) {
    if (policy.find(custom.pairing) == nullptr || !custom.scores) {
      throw refusal("engine.custom_pairing", "custom");
    }
  }
  std::vector<Issue> issues;
  for (Issue& issue : registry.validate()) {
    if (issue.severity == Severity::error) issues.push_back(std::move(issue));
  }
  for (std::size_t k = 0; k < registry.all<ForcedPair>().size(); ++k) {
    const ForcedPair& pair = registry.all<ForcedPair>()[k];
    if (policy.find(pair.pairing) != nullptr) continue;
    Issue issue;
    issue.code = "engine.pairing";
    issue.file = "pairs.csv";
    issue.row = static_cast<std::int64_t>(k) + 2;
    issue.column = "pairing";
    issue.expected = {"engine.pairing", {{"known", known}}};
    issues.push_back(std::move(issue));
  }
  if (!issues.empty()) throw InputError(std::move(issues));

  Plan plan;
  plan.policy_name = policy.data().name;
  plan.asked = options.pairing;
  plan.registry_digest = digest(registry);
  plan.policy_digest = digest(policy);
  plan.seed_hex = hex_from_bytes(seed);
  plan.made_by = std::string("jinguo ") + std::string(version());
  plan.synthetic = registry.synthetic();

  std::vector<const Pairing*> chosen;
  for (const Pairing& one : all) {
    if (options.pairing.empty() || one.name == options.pairing) chosen.push_back(&one);
  }
  const int threads = options.threads > 0
                          ? options.threads
                          : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  const Clock::time_point start = Clock::now();
  for (std::size_t k = 0; k < chosen.size(); ++k) {
    const Pairing& pairing = *chosen[k];
    const Clock::time_point begin = Clock::now();
    const Listing listing(registry, policy, pairing);
    const CustomScores* custom = nullptr;
    for (const CustomScores& one : options.custom) {
      if (one.pairing == pairing.name) custom = &one;
    }
    const MarketOf market(listing, pairing, custom);

    solver::TransportOptions how;
    how.threads = options.threads;
    how.interrupt = options.interrupt;
    how.on_infeasible = policy.data().on_infeasible == OnShort::stop
                            ? solver::OnInfeasible::stop
                            : solver::OnInfeasible::least_shortfall;
    how.left_number.reserve(listing.roster().women.size());
    for (const Beneficiary* woman : listing.roster().women) {
      how.left_number.push_back(
          lottery_number(seed, pairing.name, solver::Side::left, woman->id.text()));
    }
    for (const Place& place : listing.roster().places) {
      how.right_number.push_back(
          lottery_number(seed, pairing.name, solver::Side::right, place.id.text()));
    }
    how.keep_ties = true;
    if (options.time_limit) {
      const double used = std::chrono::duration<double>(Clock::now() - start).count();
      how.time_limit = std::max(0.0, *options.time_limit - used);
    }
    if (options.progress) {
      how.progress = [&](double fraction, std::string_view phase) {
        options.progress((static_cast<double>(k) + fraction) / static_cast<double>(chosen.size()),
                         phase);
      };
    }
    const solver::TransportResult result = solver::transport(market.get(), how);
    if (result.status == solver::Status::infeasible) throw_infeasible(listing, pairing, result);
    if (result.status == solver::Status::out_of_range) {
      throw refusal("engine.out_of_range", "pairings." + pairing.name);
    }
    PairingPlan one = tell(listing, market.get(), pairing, result, custom != nullptr, threads);
    one.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    plan.pairings.push_back(std::move(one));
  }
  return plan;
}

}  // namespace jinguo::inline v0_1::engine

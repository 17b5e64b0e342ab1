#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "jinguo/core/geo.hpp"
#include "jinguo/domain/income.hpp"
#include "jinguo/engine/listing.hpp"
#include "population.hpp"

namespace jinguo::inline v0_1::measure {
namespace {

using solver::Index;
using solver::Score;

constexpr std::int64_t a_record = 256;  // the work of looking one up

Issue issue_of(std::string code, std::string column,
               std::vector<std::pair<std::string, std::string>> parameters = {}) {
  Issue issue;
  issue.code = code;
  issue.column = std::move(column);
  issue.expected = {std::move(code), std::move(parameters)};
  return issue;
}

/// A fault of the k-th pair; its id is shown only if it could be one.
Issue fault_of(std::string code, std::size_t k, std::string column, const std::string& value,
               std::vector<std::pair<std::string, std::string>> parameters = {}) {
  Issue issue = issue_of(std::move(code), std::move(column), std::move(parameters));
  issue.file = "pairs";
  issue.row = static_cast<std::int64_t>(k) + 2;
  if (value.size() <= 40 && why_not_id(value).empty()) issue.value = value;
  return issue;
}

/// A provider of any kind, as far as distances ask.
struct Provider {
  ProviderKind kind = ProviderKind::base;
  std::optional<LonLat> position{};
  RegionCode region{};
  bool at_home = false;
};

/// Every provider by id; ids are unique in a kind only.
std::unordered_map<std::string_view, std::vector<Provider>> providers_of(const Registry& registry) {
  std::unordered_map<std::string_view, std::vector<Provider>> all;
  const auto add = [&](ProviderKind kind, const auto& records) {
    for (const auto& record : records) {
      Provider one{kind, record.position, record.region, false};
      if constexpr (requires { record.at_home; }) one.at_home = record.at_home;
      all[record.id.text()].push_back(one);
    }
  };
  add(ProviderKind::mentor, registry.all<Mentor>());
  add(ProviderKind::base, registry.all<Base>());
  add(ProviderKind::project, registry.all<Project>());
  add(ProviderKind::chain, registry.all<Chain>());
  return all;
}

/// The contract's distance, in whole metres; from a policy's origin, else seen from her home.
std::optional<std::int64_t> distance_of(const Registry& registry, const Household* home,
                                        const Provider& place, const Policy* policy) {
  if (home == nullptr || place.at_home) return std::nullopt;
  const LonLat* from = home->position ? &*home->position : registry.position_of(home->region);
  const LonLat* to = place.position ? &*place.position : registry.position_of(place.region);
  if (from == nullptr || to == nullptr) return std::nullopt;
  const LonLat origin = policy != nullptr ? policy->data().origin : *from;
  const PlanePoint a = project(*from, origin);
  const PlanePoint b = project(*to, origin);
  const auto dx = static_cast<float>(a.x - b.x);
  const auto dy = static_cast<float>(a.y - b.y);
  const float xx = dx * dx;
  const float yy = dy * dy;
  return static_cast<std::int64_t>(std::nearbyint(std::sqrt(xx + yy)));
}

/// Checks the pairs of one pairing by the policy.
class PairChecks {
 public:
  PairChecks(const engine::Compiled& compiled, Monitor& monitor)
      : monitor_(monitor),
        by_road_(compiled.pairing().distance == DistanceBy::road),
        straight_if_missing_(compiled.pairing().road_missing == RoadMissing::straight),
        listing_(compiled.listing()),
        market_(compiled.market()) {}

  /// `mine`: pairs of the pairing, in any order.
  void check(const std::vector<std::size_t>& mine, std::vector<PairMeasure>& pairs) const {
    const engine::Roster& roster = listing_.roster();
    std::vector<std::tuple<Index, Index, std::size_t>> rows;
    for (const std::size_t k : mine) {
      // Both were found in the registry, and the kind is one that the pairing names.
      rows.emplace_back(roster.woman(pairs[k].left).value_or(-1),
                        roster.place(pairs[k].right).value_or(-1), k);
    }
    std::sort(rows.begin(), rows.end());
    std::vector<Score> scores(static_cast<std::size_t>(market_.m()));
    std::vector<std::int64_t> load(scores.size(), 0);
    Index before = -1;
    Index awarded = -1;
    std::int64_t options = 0;
    for (const auto& [i, j, k] : rows) {
      PairMeasure& pair = pairs[k];
      monitor_.work(2 * market_.m());
      if (i != before) {
        market_.scores(i, i + 1, scores);
        options =
            static_cast<std::int64_t>(std::count_if(scores.begin(), scores.end(), [](Score score) {
              return score != solver::not_eligible;
            }));
        before = i;
      }
      pair.options = options;
      if (by_road_) {
        const std::optional<std::int32_t> road = listing_.road_metres(i, j);
        if (road || !straight_if_missing_) pair.distance_m = road;
      }
      if (const auto rule = listing_.why_not(i, j)) {
        pair.rule = *rule;
      } else if (!pair.outside) {
        if (awarded == i) {
          pair.rule = "demand";
        } else if (load[static_cast<std::size_t>(j)] >=
                   listing_.bounds().capacity[static_cast<std::size_t>(j)]) {
          pair.rule = "places";
        }
      }
      if (!pair.outside && pair.rule.empty()) {
        awarded = i;
        ++load[static_cast<std::size_t>(j)];
      }
      if (!pair.rule.empty() || pair.outside) continue;
      const Score own = scores[static_cast<std::size_t>(j)];
      pair.score = own;
      pair.rank = 1 + std::count_if(scores.begin(), scores.end(),
                                    [own](Score score) { return score > own; });
    }
  }

  /// Whether a place is open to each woman, in the registry's order.
  [[nodiscard]] std::vector<std::uint8_t> open(const Registry& registry) const {
    std::vector<std::uint8_t> flags;
    for (const Beneficiary& woman : registry.all<Beneficiary>()) {
      monitor_.work(4 * market_.m());
      const std::optional<Index> i = listing_.roster().woman(woman.id.text());
      flags.push_back(i && !listing_.why_nowhere(*i) ? 1 : 0);
    }
    return flags;
  }

 private:
  Monitor& monitor_;
  bool by_road_;
  bool straight_if_missing_;
  const engine::Listing& listing_;
  const solver::Market& market_;
};

}  // namespace

const engine::Compiled& CompiledPairings::of(const std::string& name) {
  const auto found = made_.find(name);
  if (found != made_.end()) return found->second;
  engine::CompileOptions how;
  how.monitor = &monitor_;
  return made_.try_emplace(name, registry_, *policy_, *policy_->find(name), how).first->second;
}

Population::Population(const Registry& registry, const EvaluateOptions& options, Monitor& monitor)
    : groups(options.groups) {
  monitor.phase("records", 0.0, 0.2);
  std::vector<Issue> issues;
  for (Issue& issue : registry.validate()) {
    if (issue.severity == Severity::error) issues.push_back(std::move(issue));
  }
  const std::span<const Beneficiary> women = registry.all<Beneficiary>();
  if (!groups.empty() && groups.size() != women.size()) {
    issues.push_back(issue_of("measure.groups", "by", {{"women", std::to_string(women.size())}}));
  }
  std::int64_t line = 0;
  UnknownIncome unknown = UnknownIncome::median;
  if (options.policy != nullptr) {
    for (const Pairing& one : options.policy->data().pairings) {
      if (one.need.line_yuan <= line) continue;
      line = one.need.line_yuan;
      unknown = one.need.unknown_income;
    }
  }
  if (line == 0) line = default_line_yuan;
  line = options.line_yuan.value_or(line);
  if (line < 1 || line > 10'000'000) issues.push_back(issue_of("measure.line", "line"));
  if (!issues.empty()) throw InputError(std::move(issues));

  if (groups.empty()) groups.assign(women.size(), std::string(everyone));
  std::optional<Date> day = options.day;
  if (!day && options.policy != nullptr) day = options.policy->data().date;
  const HeadIncomes incomes(registry, day);
  for (const Beneficiary& woman : women) {
    monitor.work(a_record);
    const Household& home = *registry.find(woman.household);  // validated
    const bool on = day ? is_registered(home, *day) : home.status == RegistrationStatus::registered;
    registered.push_back(on ? 1 : 0);
    const std::int64_t full = line * 100;
    const std::int64_t head = incomes.counted(home, unknown).value_or(full);
    gap_fen.push_back(std::max<std::int64_t>(0, full - std::max<std::int64_t>(0, head)));
  }
}

Survey survey(std::span<const PlanPair> given, const Registry& registry,
              const EvaluateOptions& options, const Population& population,
              CompiledPairings& compiled, bool ask_who_may, Monitor& monitor) {
  Survey out;
  std::string known;
  std::vector<Issue> issues;
  if (options.policy != nullptr) {
    for (const Pairing& one : options.policy->data().pairings) {
      out.pairings.push_back(one.name);
      known.append(known.empty() ? "" : ", ").append(one.name);
    }
  } else {
    out.pairings = options.pairings;
    for (const PlanPair& pair : given) out.pairings.push_back(pair.pairing);
    std::sort(out.pairings.begin(), out.pairings.end());
    out.pairings.erase(std::unique(out.pairings.begin(), out.pairings.end()), out.pairings.end());
  }
  const auto known_pairing = [&](const std::string& name) {
    return options.policy == nullptr || options.policy->find(name) != nullptr;
  };
  for (const std::string& name : options.pairings) {
    if (!known_pairing(name)) {
      issues.push_back(issue_of("measure.pairing", "pairings", {{"known", known}}));
    }
  }

  const auto providers = providers_of(registry);
  const Table<Beneficiary>& women = registry.table<Beneficiary>();
  std::set<std::tuple<std::string_view, std::string_view, std::string_view, bool>> told;
  std::vector<std::vector<std::size_t>> of_pairing(out.pairings.size());
  out.pairs.reserve(given.size());
  for (std::size_t k = 0; k < given.size(); ++k) {
    const PlanPair& pair = given[k];
    monitor.work(a_record);
    PairMeasure one;
    one.pairing = pair.pairing;
    one.left = pair.left;
    one.right = pair.right;
    one.outside = pair.outside;
    const std::size_t before = issues.size();
    const Pairing* rules = nullptr;
    if (pair.pairing.empty() || pair.pairing == any_pairing || !why_not_id(pair.pairing).empty()) {
      issues.push_back(fault_of("measure.pairing_name", k, "pairing", pair.pairing));
    } else if (!known_pairing(pair.pairing)) {
      issues.push_back(fault_of("measure.pairing", k, "pairing", pair.pairing, {{"known", known}}));
    } else if (options.policy != nullptr) {
      rules = options.policy->find(pair.pairing);
    }
    const Beneficiary* woman = women.find(pair.left);
    if (woman == nullptr) issues.push_back(fault_of("measure.left", k, "left_id", pair.left));
    const auto named = [&](ProviderKind kind) {
      return (!pair.kind || *pair.kind == kind) &&
             (rules == nullptr ||
              std::any_of(rules->kinds.begin(), rules->kinds.end(),
                          [&](const KindRules& each) { return each.kind == kind; }));
    };
    const Provider* place = nullptr;
    bool several = false;
    if (const auto found = providers.find(pair.right); found != providers.end()) {
      for (const Provider& each : found->second) {
        if (!named(each.kind)) continue;
        several = place != nullptr;
        place = &each;
      }
    }
    if (place == nullptr) issues.push_back(fault_of("measure.right", k, "right_id", pair.right));
    if (several) issues.push_back(fault_of("measure.ambiguous", k, "right_id", pair.right));
    if (!told.insert({pair.pairing, pair.left, pair.right, pair.outside}).second) {
      issues.push_back(fault_of("measure.duplicate", k, "left_id", pair.left));
    }
    if (issues.size() > before) continue;
    const auto row = static_cast<std::size_t>(woman - women.rows().data());
    one.kind = place->kind;
    one.registered = population.registered[row] != 0;
    one.gap_fen = population.gap_fen[row];
    one.group = population.groups[row];
    one.distance_m = distance_of(registry, registry.find(woman->household), *place, options.policy);
    if (options.policy == nullptr && !pair.outside) one.score = pair.score;
    const auto at = std::lower_bound(out.pairings.begin(), out.pairings.end(), pair.pairing);
    of_pairing[static_cast<std::size_t>(at - out.pairings.begin())].push_back(out.pairs.size());
    out.pairs.push_back(std::move(one));
    out.women.push_back(row);
  }
  if (!issues.empty()) throw InputError(std::move(issues));
  if (options.policy == nullptr) return out;
  for (std::size_t p = 0; p < out.pairings.size(); ++p) {
    const bool asked = ask_who_may || !of_pairing[p].empty();
    if (!asked) continue;
    const auto share = [&](std::size_t k) {
      return 0.2 + 0.8 * static_cast<double>(k) / static_cast<double>(out.pairings.size());
    };
    monitor.phase("pairs", share(p), share(p + 1));
    const PairChecks checks(compiled.of(out.pairings[p]), monitor);
    checks.check(of_pairing[p], out.pairs);
    if (ask_who_may) out.open.push_back(checks.open(registry));
  }
  return out;
}

std::vector<PlanPair> pairs_of(const Plan& plan) {
  std::vector<PlanPair> pairs;
  for (const PairingPlan& pairing : plan.pairings) {
    for (const PlanAward& award : pairing.awards) {
      pairs.push_back(
          {pairing.name, award.left.text(), award.right.text(), award.kind, award.score, false});
    }
  }
  for (const PairingPlan& pairing : plan.pairings) {
    for (const PlanAward& award : pairing.outside) {
      pairs.push_back(
          {pairing.name, award.left.text(), award.right.text(), award.kind, std::nullopt, true});
    }
  }
  return pairs;
}

std::vector<PairMeasure> measure_pairs(std::span<const PlanPair> pairs, const Registry& registry,
                                       const EvaluateOptions& options) {
  Monitor monitor(options);
  const Population population(registry, options, monitor);
  CompiledPairings compiled(registry, options.policy, monitor);
  return std::move(survey(pairs, registry, options, population, compiled, false, monitor).pairs);
}

}  // namespace jinguo::inline v0_1::measure

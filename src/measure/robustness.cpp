#include "jinguo/measure/robustness.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include "jinguo/core/integer.hpp"
#include "jinguo/engine/compiled.hpp"
#include "jinguo/engine/lottery.hpp"
#include "jinguo/engine/match.hpp"
#include "jinguo/solver/transport.hpp"
#include "population.hpp"

namespace jinguo::inline v0_1::measure {
namespace {

using solver::Index;

constexpr std::int64_t million = 1'000'000;

std::uint64_t mix(std::uint64_t x) {
  return jinguo::detail::splitmix64(x + jinguo::detail::splitmix64_step);
}

std::uint64_t fnv1a(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

void refuse(bool wrong, const char* code, const char* column) {
  if (!wrong) return;
  Issue issue;
  issue.code = code;
  issue.column = column;
  issue.expected = {code, {}};
  throw InputError(std::move(issue));
}

/// The factors of one run.
class Factors {
 public:
  Factors(double spread, std::uint64_t draw, std::int64_t run)
      : reach_(static_cast<std::int64_t>(std::nearbyint(spread * static_cast<double>(million)))),
        state_(mix(mix(draw) + static_cast<std::uint64_t>(run))) {}

  /// In millionths.
  [[nodiscard]] std::int64_t of(const std::string& weight) const {
    const auto width = static_cast<std::uint64_t>(2 * reach_ + 1);
    return million + static_cast<std::int64_t>(mix(state_ + fnv1a(weight)) % width) - reach_;
  }

 private:
  std::int64_t reach_;
  std::uint64_t state_;
};

/// points * factor, halves to even, within [-limit, limit].
void scale(std::int64_t& points, std::int64_t factor, std::int64_t limit = max_points) {
  const std::int64_t product = points * factor;  // below 2e6 * 1e6 in magnitude
  std::int64_t whole = product / million;
  std::int64_t rest = product % million;
  if (rest < 0) {
    rest += million;
    --whole;
  }
  if (2 * rest > million || (2 * rest == million && whole % 2 != 0)) ++whole;
  points = std::clamp(whole, -limit, limit);
}

bool proven(solver::Status status) {
  return status == solver::Status::optimal || status == solver::Status::optimal_short;
}

/// Pairs of a solved pairing, in the roster's indices, rising.
using Awards = std::vector<solver::Award>;

/// A pairing by the policy as it stands.
struct Base {
  const Pairing* pairing = nullptr;
  std::vector<std::size_t> row{};    ///< Of each woman of the roster, in the registry.
  solver::TransportOptions asked{};  ///< The same in every run: no weight is in it.
  Awards awards{};
};

/// Counts who stays, run by run. Rows: a pairing each, then any; the groups of each in byte order.
class Tally {
 public:
  Tally(const std::vector<Base>& bases, const std::vector<std::string>& labels)
      : bases_(bases), women_(labels.size()), names_(labels) {
    std::sort(names_.begin(), names_.end());
    names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
    for (const std::string& label : labels) {
      group_.push_back(static_cast<std::size_t>(
          std::lower_bound(names_.begin(), names_.end(), label) - names_.begin()));
    }
    if (names_.empty()) names_.emplace_back(everyone);
    for (std::size_t p = 0; p <= bases.size(); ++p) {
      for (const std::string& name : names_) {
        GroupStay row;
        row.pairing = p == bases.size() ? std::string(any_pairing) : bases[p].pairing->name;
        row.group = name;
        rows_.push_back(std::move(row));
      }
    }
    std::vector<Awards> standing;
    for (const Base& base : bases) standing.push_back(base.awards);
    const std::vector<Stay> stays = count(standing);
    for (std::size_t k = 0; k < rows_.size(); ++k) {
      rows_[k].served = stays[k].served;
      rows_[k].pairs = stays[k].pairs;
    }
  }

  void add(const std::vector<Awards>& awards) {
    const std::vector<Stay> stays = count(awards);
    for (std::size_t k = 0; k < rows_.size(); ++k) {
      GroupStay& row = rows_[k];
      const auto least = [&](std::int64_t& kept, std::int64_t now) {
        kept = row.runs == 0 ? now : std::min(kept, now);
      };
      least(row.least_served, stays[k].served);
      least(row.least_pairs, stays[k].pairs);
      row.stay_served += stays[k].served;
      row.stay_pairs += stays[k].pairs;
      ++row.runs;
    }
  }

  [[nodiscard]] const std::vector<GroupStay>& rows() const noexcept { return rows_; }

 private:
  struct Stay {
    std::int64_t served = 0;
    std::int64_t pairs = 0;
  };

  /// Who of the plan as it stands is in these awards too.
  [[nodiscard]] std::vector<Stay> count(const std::vector<Awards>& awards) const {
    std::vector<Stay> stays(rows_.size());
    std::vector<std::uint8_t> served_any(women_, 0);
    std::vector<std::uint8_t> stood_any(women_, 0);
    const std::size_t any = bases_.size() * names_.size();
    for (std::size_t p = 0; p < bases_.size(); ++p) {
      const Base& base = bases_[p];
      std::vector<std::uint8_t> served(women_, 0);
      for (const solver::Award& award : awards[p]) {
        const std::size_t woman = base.row[static_cast<std::size_t>(award.left)];
        served[woman] = 1;
        served_any[woman] = 1;
      }
      std::vector<std::uint8_t> stood(women_, 0);
      for (const solver::Award& award : base.awards) {
        const std::size_t woman = base.row[static_cast<std::size_t>(award.left)];
        const bool kept = std::binary_search(awards[p].begin(), awards[p].end(), award);
        for (Stay* stay :
             {&stays[p * names_.size() + group_[woman]], &stays[any + group_[woman]]}) {
          stay->pairs += kept ? 1 : 0;
        }
        if (stood[woman] == 0) stays[p * names_.size() + group_[woman]].served += served[woman];
        stood[woman] = 1;
        stood_any[woman] = 1;
      }
    }
    for (std::size_t woman = 0; woman < women_; ++woman) {
      if (stood_any[woman] != 0) stays[any + group_[woman]].served += served_any[woman];
    }
    return stays;
  }

  const std::vector<Base>& bases_;
  std::size_t women_;
  std::vector<std::string> names_;
  std::vector<std::size_t> group_{};
  std::vector<GroupStay> rows_{};
};

}  // namespace

Policy moved(const Policy& policy, double spread, std::uint64_t draw, std::int64_t run) {
  refuse(!(spread >= 0 && spread <= 1), "measure.spread", "spread");
  const Factors factors(spread, draw, run);
  PolicyData data = policy.data();
  for (Pairing& pairing : data.pairings) {
    const auto entries = [](auto& list, std::int64_t factor) {
      for (auto& one : list) scale(one.points, factor);
    };
    entries(pairing.need.household, factors.of(pairing.name + "/household"));
    scale(pairing.need.full, factors.of(pairing.name + "/need"));
    entries(pairing.need.county_tilt, factors.of(pairing.name + "/county_tilt"));
    for (KindRules& rules : pairing.kinds) {
      const std::string kind = pairing.name + "/" + std::string(to_string(rules.kind)) + "/";
      Merit& merit = rules.merit;
      scale(merit.base, factors.of(kind + "base"));
      scale(merit.skill, factors.of(kind + "skill"), max_feature_points);
      for (std::int64_t& wish : merit.wish) {
        scale(wish, factors.of(kind + "wish"), max_feature_points);
      }
      entries(merit.cause, factors.of(kind + "cause"));
      scale(merit.leading_industry, factors.of(kind + "leading_industry"));
      scale(merit.income_per_1000_yuan, factors.of(kind + "income"), 10'000);
      entries(merit.risk, factors.of(kind + "risk"));
      scale(merit.anchor_link, factors.of(kind + "anchor_link"));
      entries(merit.distance, factors.of(kind + "distance"));
    }
  }
  return Policy(std::move(data));
}

std::vector<GroupStay> robustness(const Registry& registry, const Policy& policy,
                                  const RobustnessOptions& options) {
  refuse(!(options.spread >= 0 && options.spread <= 1), "measure.spread", "spread");
  refuse(options.runs < 1 || options.runs > 10'000, "measure.runs", "runs");
  EvaluateOptions how;  // without `progress`, which is told of whole runs
  how.policy = &policy;
  how.groups = options.groups;
  how.interrupt = options.interrupt;
  how.time_limit = options.time_limit;
  Monitor monitor(how);
  const Population population(registry, how, monitor);
  const auto report = [&](int done) {
    if (!options.progress) return;
    options.progress(static_cast<double>(done) / options.runs, "robustness");
  };

  // The plan by the policy as it stands; faults, the seed and floors that cannot hold are told
  // here.
  MatchOptions first;
  first.seed = options.seed;
  first.threads = options.threads;
  first.interrupt = options.interrupt;
  first.time_limit = monitor.left();
  std::vector<std::unique_ptr<const engine::Compiled>> compiled;
  const Plan plan = engine::match(registry, policy, first, compiled);
  const std::string seed = engine::bytes_from_hex(plan.seed_hex).value_or("");
  const bool stopped = std::any_of(plan.pairings.begin(), plan.pairings.end(),
                                   [](const PairingPlan& one) { return !proven(one.status); });

  // Rosters are in byte order of ids, whatever the weights.
  const Table<Beneficiary>& table = registry.table<Beneficiary>();
  std::vector<Base> bases;
  for (std::size_t k = 0; k < plan.pairings.size(); ++k) {
    Base base;
    base.pairing = policy.find(plan.pairings[k].name);
    if (compiled[k] != nullptr) {
      for (const Beneficiary* woman : compiled[k]->roster().women) {
        base.row.push_back(static_cast<std::size_t>(woman - table.rows().data()));
      }
      base.asked = compiled[k]->asked(seed);
      base.asked.threads = options.threads;
      base.awards = compiled[k]->awards_of(plan.pairings[k]);
    }
    bases.push_back(std::move(base));
  }
  compiled.clear();

  Tally tally(bases, population.groups);
  for (int run = 0; run < options.runs && !stopped; ++run) {
    report(run);
    // A small solve may end before it asks.
    if (options.interrupt && options.interrupt()) return tally.rows();
    const Policy by = moved(policy, options.spread, options.draw, run);
    std::vector<Awards> awards;
    for (const Base& base : bases) {
      std::optional<engine::Compiled> made;
      try {
        engine::CompileOptions asked;
        asked.monitor = &monitor;
        made.emplace(registry, by, *by.find(base.pairing->name), asked);
      } catch (const Stopped&) {
        return tally.rows();
      }
      solver::TransportResult result = solver::transport(made->market(), base.asked, monitor);
      if (!proven(result.status)) return tally.rows();
      awards.push_back(std::move(result.awards));
    }
    tally.add(awards);
  }
  if (!stopped && options.progress) options.progress(1.0, "robustness");
  return tally.rows();
}

namespace {

/// A number of tenths as people write it: 825 is 82.5, and 820 is 82.
std::string tenths(std::int64_t n) {
  const std::string whole = std::to_string(n / 10);
  return n % 10 == 0 ? whole : whole + '.' + std::to_string(n % 10);
}

}  // namespace

Message summary(const std::vector<GroupStay>& rows, double spread) {
  std::int64_t served = 0;
  std::int64_t stay = 0;
  std::int64_t runs = 0;
  for (const GroupStay& row : rows) {
    if (row.pairing != any_pairing) continue;
    runs = row.runs;
    served += row.served * row.runs;
    stay += row.stay_served;
  }
  if (served == 0) return {"measure.robustness_nobody", {}};
  const auto moved = static_cast<std::int64_t>(std::nearbyint(spread * 1000));
  return {"measure.robustness",
          {{"stay", tenths(stay * 1000 / served)},
           {"spread", tenths(moved)},
           {"runs", std::to_string(runs)}}};
}

}  // namespace jinguo::inline v0_1::measure

#include "jinguo/measure/evaluation.hpp"

#include <algorithm>
#include <utility>

#include "population.hpp"

namespace jinguo::inline v0_1::measure {
namespace {

std::optional<double> share(std::int64_t part, std::int64_t whole) {
  if (whole <= 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

/// Groups in byte order, and each woman's place among them.
struct Groups {
  std::vector<std::string> names{};
  std::vector<std::size_t> of{};

  explicit Groups(const std::vector<std::string>& labels) : names(labels) {
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    for (const std::string& label : labels) {
      of.push_back(static_cast<std::size_t>(std::lower_bound(names.begin(), names.end(), label) -
                                            names.begin()));
    }
    if (labels.empty()) names.emplace_back(everyone);  // no woman: the rows are zeros
  }
};

/// What a woman has in one pairing, or in any of them.
struct Served {
  std::vector<std::uint8_t> award{};
  std::vector<std::uint8_t> outside{};
};

void add_pair(GroupMeasure& row, const PairMeasure& pair) {
  if (pair.outside) return;
  ++row.pairs;
  if (!pair.rule.empty()) {
    ++row.not_allowed;
    const auto found = std::find_if(row.rules.begin(), row.rules.end(),
                                    [&](const auto& one) { return one.first == pair.rule; });
    if (found == row.rules.end()) {
      row.rules.emplace_back(pair.rule, 1);
    } else {
      ++found->second;
    }
  } else if (!pair.score) {
    row.score = std::nullopt;
  } else if (row.score) {
    *row.score += *pair.score;
  }
  if (pair.rank) row.ranks.push_back(*pair.rank);
  if (pair.distance_m) row.distances.push_back(*pair.distance_m);
}

}  // namespace

std::optional<double> GroupMeasure::coverage() const noexcept { return share(served, registered); }

std::optional<double> GroupMeasure::coverage_of_eligible() const noexcept {
  if (!eligible) return std::nullopt;
  return share(served_eligible, *eligible);
}

std::optional<double> GroupMeasure::need_coverage() const noexcept {
  return share(gap_served_fen, gap_fen);
}

std::vector<GroupMeasure> evaluate(std::span<const PlanPair> pairs, const Registry& registry,
                                   const EvaluateOptions& options) {
  Monitor monitor(options);
  const Population population(registry, options, monitor);
  CompiledPairings compiled(registry, options.policy, monitor);
  const Survey found =
      survey(pairs, registry, options, population, compiled, options.policy != nullptr, monitor);
  const Groups groups(population.groups);
  const std::size_t women = population.registered.size();
  const std::size_t width = groups.names.size();

  std::vector<GroupMeasure> rows;
  for (std::size_t p = 0; p <= found.pairings.size(); ++p) {
    const bool any = p == found.pairings.size();
    const std::size_t first = rows.size();
    for (const std::string& name : groups.names) {
      GroupMeasure row;
      row.pairing = any ? std::string(any_pairing) : found.pairings[p];
      row.group = name;
      row.score = 0;
      if (options.policy != nullptr) row.eligible = 0;
      rows.push_back(std::move(row));
    }
    Served served{std::vector<std::uint8_t>(women, 0), std::vector<std::uint8_t>(women, 0)};
    for (std::size_t k = 0; k < found.pairs.size(); ++k) {
      const PairMeasure& pair = found.pairs[k];
      monitor.work(64);
      if (!any && pair.pairing != found.pairings[p]) continue;
      (pair.outside ? served.outside : served.award)[found.women[k]] = 1;
      add_pair(rows[first + groups.of[found.women[k]]], pair);
    }
    for (std::size_t i = 0; i < women; ++i) {
      monitor.work(16);
      GroupMeasure& row = rows[first + groups.of[i]];
      ++row.women;
      const bool award = served.award[i] != 0;
      if (population.registered[i] == 0) {
        row.off_register += award ? 1 : 0;
        continue;
      }
      ++row.registered;
      row.served += award ? 1 : 0;
      row.going_on += !award && served.outside[i] != 0 ? 1 : 0;
      row.gap_fen += population.gap_fen[i];
      row.gap_served_fen += award ? population.gap_fen[i] : 0;
      if (!row.eligible) continue;
      bool open = false;
      for (std::size_t q = any ? 0 : p; q < (any ? found.open.size() : p + 1); ++q) {
        open = open || found.open[q][i] != 0;
      }
      *row.eligible += open ? 1 : 0;
      row.served_eligible += open && award ? 1 : 0;
    }
    for (std::size_t g = 0; g < width; ++g) {
      GroupMeasure& row = rows[first + g];
      std::sort(row.rules.begin(), row.rules.end());
      std::sort(row.ranks.begin(), row.ranks.end());
      std::sort(row.distances.begin(), row.distances.end());
    }
  }
  return rows;
}

std::vector<GroupMeasure> evaluate(const Plan& plan, const Registry& registry,
                                   EvaluateOptions options) {
  for (const PairingPlan& one : plan.pairings) options.pairings.push_back(one.name);
  return evaluate(pairs_of(plan), registry, options);
}

std::vector<GroupChange> compare(std::span<const PlanPair> before, std::span<const PlanPair> after,
                                 const Registry& registry, const EvaluateOptions& options) {
  Monitor monitor(options);
  const Population population(registry, options, monitor);
  EvaluateOptions both = options;
  for (const std::span<const PlanPair> side : {before, after}) {
    for (const PlanPair& pair : side) {
      if (options.policy == nullptr) both.pairings.push_back(pair.pairing);
    }
  }
  CompiledPairings compiled(registry, options.policy, monitor);
  const Survey first = survey(before, registry, both, population, compiled, false, monitor);
  const Survey second = survey(after, registry, both, population, compiled, false, monitor);
  const Groups groups(population.groups);
  const std::size_t women = population.registered.size();

  std::vector<GroupChange> rows;
  for (std::size_t p = 0; p <= first.pairings.size(); ++p) {
    const bool any = p == first.pairings.size();
    const std::size_t begin = rows.size();
    for (const std::string& name : groups.names) {
      GroupChange row;
      row.pairing = any ? std::string(any_pairing) : first.pairings[p];
      row.group = name;
      row.score_before = 0;
      row.score_after = 0;
      rows.push_back(std::move(row));
    }
    using Places = std::vector<std::pair<std::string_view, std::string_view>>;
    const auto places = [&](const Survey& found, std::optional<std::int64_t> GroupChange::*score) {
      std::vector<Places> of(women);
      for (std::size_t k = 0; k < found.pairs.size(); ++k) {
        const PairMeasure& pair = found.pairs[k];
        monitor.work(64);
        if (pair.outside || (!any && pair.pairing != first.pairings[p])) continue;
        of[found.women[k]].emplace_back(pair.pairing, pair.right);
        std::optional<std::int64_t>& sum = rows[begin + groups.of[found.women[k]]].*score;
        if (!pair.rule.empty()) continue;
        if (!pair.score) sum = std::nullopt;
        if (sum && pair.score) *sum += *pair.score;
      }
      for (Places& hers : of) std::sort(hers.begin(), hers.end());
      return of;
    };
    const std::vector<Places> old_places = places(first, &GroupChange::score_before);
    const std::vector<Places> new_places = places(second, &GroupChange::score_after);
    for (std::size_t i = 0; i < women; ++i) {
      if (population.registered[i] == 0) continue;
      GroupChange& row = rows[begin + groups.of[i]];
      const bool was = !old_places[i].empty();
      const bool is = !new_places[i].empty();
      ++row.registered;
      row.gap_fen += population.gap_fen[i];
      row.served_before += was ? 1 : 0;
      row.served_after += is ? 1 : 0;
      row.gap_before_fen += was ? population.gap_fen[i] : 0;
      row.gap_after_fen += is ? population.gap_fen[i] : 0;
      row.newly_served += is && !was ? 1 : 0;
      row.lost += was && !is ? 1 : 0;
      if (was && is) ++(old_places[i] == new_places[i] ? row.kept : row.moved);
    }
  }
  return rows;
}

std::optional<std::int64_t> quantile(std::span<const std::int64_t> rising, int percent) noexcept {
  if (rising.empty()) return std::nullopt;
  const auto n = static_cast<std::int64_t>(rising.size());
  const std::int64_t rank = (n * std::clamp(percent, 0, 100) + 99) / 100;
  return rising[static_cast<std::size_t>(std::max<std::int64_t>(1, rank) - 1)];
}

}  // namespace jinguo::inline v0_1::measure

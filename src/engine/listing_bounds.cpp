// How many: places, floors, locks and exclusions, and the relations of before that go on.

#include <algorithm>
#include <set>
#include <tuple>

#include "blocks.hpp"
#include "jinguo/domain/relation.hpp"
#include "listing_data.hpp"

namespace jinguo::inline v0_1::engine {
namespace {

/// The column that holds the provider of a relation.
constexpr std::string_view id_column(const Mentorship& /*record*/) { return "mentor"; }
constexpr std::string_view id_column(const Placement& /*record*/) { return "provider"; }

}  // namespace

void Listing::Data::list_bounds() {
  const auto n = static_cast<Index>(roster.women.size());
  const auto m = static_cast<Index>(roster.places.size());
  bounds.demand.assign(static_cast<std::size_t>(n), 1);
  bounds.outside.assign(static_cast<std::size_t>(n), pairing.outside);
  outside.assign(static_cast<std::size_t>(m), 0);
  std::set<solver::Pair> exclude;
  std::set<solver::Pair> locks;

  for (Index j = 0; j < m; ++j) {
    const Place& place = roster.places[static_cast<std::size_t>(j)];
    bounds.capacity.push_back(std::max<std::int64_t>(0, place.places));
    std::int64_t floor = 0;
    for (const FloorRule& one : rules[static_cast<std::size_t>(j)]->floors) {
      const bool applies =
          one.levels.empty() || (place.level && std::find(one.levels.begin(), one.levels.end(),
                                                          *place.level) != one.levels.end());
      if (applies) floor = std::max(floor, one.at_least);
    }
    bounds.floor.push_back(floor);
    if (place.woman) {
      if (const std::optional<Index> herself = roster.woman(place.woman->text())) {
        exclude.insert({*herself, j});
      }
    }
  }
  floor_before = bounds.floor;
  for (const ForcedPair& pair : registry->all<ForcedPair>()) {
    if (pair.pairing != pairing.name) continue;
    const std::optional<Index> i = roster.woman(pair.left.text());
    const std::optional<Index> j = roster.place(pair.right.text());
    if (!i) refuse(pair, "left", "engine.pair_left", pair.left.text());
    if (!j) refuse(pair, "right", "engine.pair_right", pair.right.text());
    if (!i || !j) continue;
    if (pair.rule == PairRule::lock) {
      locks.insert({*i, *j});
    } else {
      exclude.insert({*i, *j});
    }
  }
  const std::vector<Relation> standing =
      policy.existing == Existing::release ? std::vector<Relation>{} : standing_relations();
  list_exclusions(standing, locks, exclude);
  list_relations(standing, locks);
  for (const solver::Pair& pair : locks) {
    if (exclude.count(pair) == 0) continue;
    refuse(*roster.women[static_cast<std::size_t>(pair.left)], "id", "engine.pair_both",
           roster.places[static_cast<std::size_t>(pair.right)].id.text());
  }
  bounds.lock.assign(locks.begin(), locks.end());
}

/// Relations that stand on the policy's day: those that run first, then the accepted, then the
/// proposed, each the longest going on first.
std::vector<Relation> Listing::Data::standing_relations() {
  struct Found {
    int rank = 0;
    Date since{};
    Relation relation{};
  };
  std::vector<Found> found;
  const auto add = [&](const auto& record, const Id& provider, ProviderKind kind,
                       const std::string& table) {
    if (!is_standing(record.status)) return;
    if (record.ends_on && *record.ends_on < policy.date) return;
    const bool here = std::any_of(pairing.kinds.begin(), pairing.kinds.end(),
                                  [&](const KindRules& one) { return one.kind == kind; });
    if (!here) return;
    const std::optional<Index> i = roster.woman(record.woman.text());
    const std::optional<Index> j = roster.place(provider.text());
    const bool fits = j && roster.places[static_cast<std::size_t>(*j)].kind == kind;
    if (!i) refuse(record, "woman", "engine.pair_left", record.woman.text());
    if (!fits) refuse(record, id_column(record), "engine.pair_right", provider.text());
    const int rank = record.status == RelationStatus::active     ? 0
                     : record.status == RelationStatus::accepted ? 1
                                                                 : 2;
    if (i && fits) found.push_back({rank, record.starts_on, {*i, *j, record.id.text(), table, {}}});
  };
  for (const Mentorship& one : registry->all<Mentorship>()) {
    add(one, one.mentor, ProviderKind::mentor, "mentorships");
  }
  for (const Placement& one : registry->all<Placement>()) {
    add(one, one.provider, one.kind, "placements");
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::tie(a.rank, a.since, a.relation.woman, a.relation.id) <
           std::tie(b.rank, b.since, b.relation.woman, b.relation.id);
  });
  std::vector<Relation> standing;
  std::set<solver::Pair> seen;  // of two records of a pair the first one counts
  for (Found& one : found) {
    if (!seen.insert({one.relation.woman, one.relation.place}).second) continue;
    standing.push_back(std::move(one.relation));
  }
  return standing;
}

/// Lets each standing relation go on, inside the market as a lock or outside of it. At a place, who
/// no longer fits takes places off first; then locks up to what is left; who exceeds that goes on
/// outside and takes nothing further, since the place is full already.
void Listing::Data::list_relations(const std::vector<Relation>& standing,
                                   std::set<solver::Pair>& locks) {
  relations = standing;
  if (policy.existing == Existing::strict) {
    for (const Relation& one : relations) locks.insert({one.woman, one.place});
  } else {
    const std::size_t m = roster.places.size();
    std::vector<Count> room = bounds.capacity;
    std::vector<std::optional<Index>> goes_on_at(roster.women.size());
    // Locks that the table of pairs asks for come before all.
    const std::set<solver::Pair> asked = locks;
    for (const solver::Pair& pair : asked) {
      --room[static_cast<std::size_t>(pair.right)];
      goes_on_at[static_cast<std::size_t>(pair.left)] = pair.right;
    }
    std::vector<Count> used(m, 0);  // by those outside who no longer fit
    std::set<solver::Pair> counted;
    const auto take_off = [&](const Relation& one) {
      if (counted.insert({one.woman, one.place}).second) {
        ++used[static_cast<std::size_t>(one.place)];
      }
    };
    for (Relation& one : relations) {
      if (asked.count({one.woman, one.place}) != 0) continue;
      if (const std::optional<Rule> rule = why_not(one.woman, one.place)) {
        one.rule = rule_names[static_cast<std::size_t>(*rule)];
        take_off(one);
        continue;
      }
      std::optional<Index>& hers = goes_on_at[static_cast<std::size_t>(one.woman)];
      if (!hers) hers = one.place;
      if (*hers != one.place) {
        one.rule = "demand";  // she goes on elsewhere already
        take_off(one);
      }
    }
    for (std::size_t j = 0; j < m; ++j) room[j] = std::max<Count>(0, room[j] - used[j]);
    for (Relation& one : relations) {
      const solver::Pair pair{one.woman, one.place};
      if (!one.rule.empty() || locks.count(pair) != 0) continue;
      const auto j = static_cast<std::size_t>(one.place);
      if (room[j] > 0) {
        --room[j];
        locks.insert(pair);
      } else {
        one.rule = "places";
      }
    }
    for (std::size_t j = 0; j < m; ++j) {
      bounds.capacity[j] = std::max<Count>(0, bounds.capacity[j] - used[j]);
    }
    std::set<Index> locked;
    for (const solver::Pair& pair : locks) locked.insert(pair.left);
    counted.clear();
    for (const Relation& one : relations) {
      if (one.rule.empty() || !counted.insert({one.woman, one.place}).second) continue;
      const auto i = static_cast<std::size_t>(one.woman);
      const auto j = static_cast<std::size_t>(one.place);
      ++outside[j];
      if (locked.count(one.woman) == 0) bounds.demand[i] = 0;
      const Household* household = roster.households[i];
      if (household != nullptr && on_register(*household, policy.date)) {
        bounds.floor[j] = std::max<Count>(0, bounds.floor[j] - 1);
      }
    }
  }
  std::sort(relations.begin(), relations.end(), [](const Relation& a, const Relation& b) {
    return std::tie(a.woman, a.place, a.id) < std::tie(b.woman, b.place, b.id);
  });
}

void Listing::Data::list_must_match(int threads) {
  const auto n = static_cast<Index>(roster.women.size());
  bounds.must_match.assign(static_cast<std::size_t>(n), 0);
  if (!pairing.must_match) return;
  constexpr Index block = 64;
  in_blocks(n, block, threads, monitor, [&](Index from, Index to) {
    for (Index i = from; i < to; ++i) {
      bounds.must_match[static_cast<std::size_t>(i)] = eligible_anywhere(i) ? 1 : 0;
    }
  });
}

}  // namespace jinguo::inline v0_1::engine

// Who is kept apart though the rules would allow it: by what became of the two before, or by the
// table of pairs.

#include <algorithm>
#include <map>
#include <type_traits>

#include "listing_data.hpp"

namespace jinguo::inline v0_1::engine {
namespace {

/// Calls look(record, provider, kind) for every relation.
template <class Look>
void each_relation(const Registry& registry, const Look& look) {
  for (const Mentorship& one : registry.all<Mentorship>()) {
    look(one, one.mentor, ProviderKind::mentor);
  }
  for (const Placement& one : registry.all<Placement>()) look(one, one.provider, one.kind);
}

/// The county where a provider of any pairing is; empty where it is not known.
RegionCode county_of(const Registry& registry, const Id& id, ProviderKind kind) {
  const auto in = [&]<class Record>(std::type_identity<Record>) {
    const Record* const record = registry.find(IdOf<Record>(id));
    return record == nullptr ? RegionCode{} : record->region.at(RegionLevel::county);
  };
  switch (kind) {
    case ProviderKind::mentor:
      return in(std::type_identity<Mentor>{});
    case ProviderKind::base:
      return in(std::type_identity<Base>{});
    case ProviderKind::project:
      return in(std::type_identity<Project>{});
    case ProviderKind::chain:
      return in(std::type_identity<Chain>{});
    case ProviderKind::loan:
      break;
  }
  return {};
}

/// Whether two parted by the policy's day for a reason after which it does not open the pair again.
template <class Record>
bool parted(const Record& record, const PolicyData& policy) {
  if (record.status != RelationStatus::ended || !record.end_reason) return false;
  if (record.ends_on && *record.ends_on > policy.date) return false;
  const auto& open = policy.reopen_after;
  return std::find(open.begin(), open.end(), *record.end_reason) == open.end();
}

/// When a woman left a county for good, and when a relation there last began.
struct Stay {
  std::optional<Date> left{};
  Date came{};
};

/// Of each woman, the counties from which she moved away: a relation there ended for that reason,
/// and none has begun there since.
std::map<Index, std::vector<RegionCode>> counties_left(const Registry& registry,
                                                       const PolicyData& policy,
                                                       const Roster& roster) {
  std::map<std::pair<Index, RegionCode>, Stay> stays;
  each_relation(registry, [&](const auto& record, const Id& provider, ProviderKind kind) {
    if (record.end_reason != EndReason::moved || !parted(record, policy)) return;
    const std::optional<Index> i = roster.woman(record.woman.text());
    const RegionCode county = county_of(registry, provider, kind);
    if (!i || county.empty()) return;
    std::optional<Date>& left = stays[{*i, county}].left;
    left = std::max(left.value_or(Date{}), record.ends_on.value_or(record.starts_on));
  });
  if (stays.empty()) return {};
  each_relation(registry, [&](const auto& record, const Id& provider, ProviderKind kind) {
    if (record.status == RelationStatus::declined) return;
    const std::optional<Index> i = roster.woman(record.woman.text());
    if (!i) return;
    const auto stay = stays.find({*i, county_of(registry, provider, kind)});
    if (stay != stays.end()) stay->second.came = std::max(stay->second.came, record.starts_on);
  });
  std::map<Index, std::vector<RegionCode>> left;
  for (const auto& [where, stay] : stays) {
    if (stay.came <= *stay.left) left[where.first].push_back(where.second);
  }
  return left;
}

}  // namespace

/// The pairs that are kept apart, each by the first rule that says so. What stands, or is locked,
/// comes before what became of the two earlier.
void Listing::Data::list_exclusions(const std::vector<Relation>& standing,
                                    const std::set<solver::Pair>& locks,
                                    const std::set<solver::Pair>& exclude) {
  std::map<solver::Pair, Rule> refused;
  for (const auto& [i, counties] : counties_left(*registry, policy, roster)) {
    for (std::size_t j = 0; j < roster.places.size(); ++j) {
      const RegionCode county = roster.places[j].region.at(RegionLevel::county);
      if (std::find(counties.begin(), counties.end(), county) == counties.end()) continue;
      refused.emplace(solver::Pair{i, static_cast<Index>(j)}, Rule::moved);
    }
  }
  each_relation(*registry, [&](const auto& record, const Id& provider, ProviderKind kind) {
    const bool ended = parted(record, policy);
    if (!ended && record.status != RelationStatus::declined) return;
    const std::optional<Index> i = roster.woman(record.woman.text());
    const std::optional<Index> j = roster.place(provider.text());
    if (!i || !j || roster.places[static_cast<std::size_t>(*j)].kind != kind) return;
    Rule& rule = refused.emplace(solver::Pair{*i, *j}, Rule::excluded).first->second;
    if (ended) rule = std::min(rule, Rule::ended);
  });
  for (const Relation& one : standing) refused.erase({one.woman, one.place});
  for (const solver::Pair& pair : locks) refused.erase(pair);
  for (const solver::Pair& pair : exclude) refused.emplace(pair, Rule::excluded);
  for (const auto& [pair, rule] : refused) {
    bounds.exclude.push_back(pair);
    apart.push_back(rule);
  }
}

}  // namespace jinguo::inline v0_1::engine

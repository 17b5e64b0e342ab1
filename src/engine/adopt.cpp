#include "jinguo/engine/adopt.hpp"

#include <set>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "jinguo/core/text.hpp"
#include "jinguo/domain/relation.hpp"
#include "jinguo/engine/digest.hpp"

namespace jinguo::inline v0_1::engine {
namespace {

/// A new award of a plan as the record that it becomes.
struct NewRecord {
  std::string id{};
  std::string pairing{};
  const PlanAward* award = nullptr;

  [[nodiscard]] bool is_mentorship() const noexcept { return award->kind == ProviderKind::mentor; }
};

enum class Found : std::uint8_t { no, yes, other };

/// Whether the registry has the record: another record may have its id.
Found look_up(const NewRecord& one, const Registry& registry) {
  if (one.is_mentorship()) {
    const Mentorship* const record = registry.find(IdOf<Mentorship>(one.id));
    if (record == nullptr) return Found::no;
    return record->woman == one.award->left && record->mentor == one.award->right ? Found::yes
                                                                                  : Found::other;
  }
  const Placement* const record = registry.find(IdOf<Placement>(one.id));
  if (record == nullptr) return Found::no;
  return record->woman == one.award->left && record->kind == one.award->kind &&
                 record->provider == one.award->right && record->pairing == one.pairing
             ? Found::yes
             : Found::other;
}

/// A pair as plans and tables name it.
using PairKey = std::tuple<ProviderKind, std::string, std::string>;

PairKey pair_of(const PlanAward& one) { return {one.kind, one.left.text(), one.right.text()}; }

/// Calls visit(record, pair, table) for each relation that stands on a day.
template <class Visit>
void for_each_standing(const Registry& registry, const Date& day, const Visit& visit) {
  const auto look = [&](const auto& record, PairKey pair, std::string_view table) {
    if (!is_standing(record.status) || (record.ends_on && *record.ends_on < day)) return;
    visit(record.id, pair, table);
  };
  for (const Mentorship& one : registry.all<Mentorship>()) {
    look(one, {ProviderKind::mentor, one.woman.text(), one.mentor.text()}, Mentorship::table);
  }
  for (const Placement& one : registry.all<Placement>()) {
    look(one, {one.kind, one.woman.text(), one.provider.text()}, Placement::table);
  }
}

/// The records that a plan becomes, in its order, and which of them are in the registry.
struct Adopted {
  std::vector<NewRecord> all{};
  std::vector<bool> there{};
  std::int64_t count_there = 0;

  Adopted(const Plan& plan, const Registry& registry) {
    for (const PairingPlan& pairing : plan.pairings) {
      for (const PlanAward& award : pairing.awards) {
        if (!award.existing) all.push_back({{}, pairing.name, &award});
      }
    }
    const std::string digest = to_hex(plan.digest());
    // Eight digits tell plans apart; more, in steps, should another record have such an id.
    for (std::size_t digits = 8; digits <= 48; digits += 8) {
      bool clash = false;
      there.assign(all.size(), false);
      count_there = 0;
      for (std::size_t k = 0; k < all.size() && !clash; ++k) {
        all[k].id = "J" + digest.substr(0, digits) + "-" + jinguo::detail::padded(k + 1, 5);
        const Found found = look_up(all[k], registry);
        clash = found == Found::other;
        there[k] = found == Found::yes;
        count_there += there[k] ? 1 : 0;
      }
      if (!clash) return;
    }
  }
};

/// The registry without some relations.
Registry without(const Registry& registry, const Adopted& records) {
  std::unordered_set<std::string> mentorships;
  std::unordered_set<std::string> placements;
  for (std::size_t k = 0; k < records.all.size(); ++k) {
    if (!records.there[k]) continue;
    (records.all[k].is_mentorship() ? mentorships : placements).insert(records.all[k].id);
  }
  Registry out;
  out.set_synthetic(registry.synthetic());
  const auto copy = [&]<class Record>(const Table<Record>& table) {
    for (const Record& record : table.rows()) {
      if constexpr (std::is_same_v<Record, Mentorship>) {
        if (mentorships.count(record.id.text()) != 0) continue;
      } else if constexpr (std::is_same_v<Record, Placement>) {
        if (placements.count(record.id.text()) != 0) continue;
      }
      out.add(record);
    }
  };
  registry.for_each_table(copy);
  return out;
}

bool is_made_from(const Plan& plan, const Registry& registry, const Adopted& records) {
  if (plan.registry_digest == digest(registry, plan.digest_form)) return true;
  return records.count_there > 0 &&
         plan.registry_digest == digest(without(registry, records), plan.digest_form);
}

InputError refused(const std::string& code) {
  Issue issue;
  issue.code = code;
  issue.expected.code = code;
  issue.mend.code = code + ".mend";
  return InputError(std::move(issue));
}

/// Records that stand on the day, at a provider of the plan, and that it does not let go on.
std::vector<Issue> let_go(const Plan& plan, const Registry& registry, const Date& day) {
  std::set<std::pair<ProviderKind, std::string>> providers;
  std::set<PairKey> pairs;
  for (const PairingPlan& pairing : plan.pairings) {
    for (const PlaceResult& place : pairing.places) {
      providers.emplace(place.kind, place.right.text());
    }
    for (const auto* list : {&pairing.awards, &pairing.outside}) {
      for (const PlanAward& one : *list) {
        pairs.insert(pair_of(one));
      }
    }
  }
  std::vector<Issue> issues;
  for_each_standing(registry, day, [&](const Id& id, const PairKey& pair, std::string_view table) {
    const auto& [kind, woman, provider] = pair;
    if (providers.count({kind, provider}) == 0 || pairs.count(pair) != 0) return;
    Issue issue;
    issue.code = "engine.adopt.let_go";
    issue.severity = Severity::warning;
    issue.file = std::string(table) + ".csv";
    issue.subject = id.text();
    issue.expected = {"engine.adopt.let_go", {{"left", woman}, {"right", provider}}};
    issue.mend.code = "engine.adopt.let_go.mend";
    issues.push_back(std::move(issue));
  });
  return issues;
}

}  // namespace

Adoption adopt(const Plan& plan, const Registry& registry, const Date& starts_on) {
  const Adopted records(plan, registry);
  Adoption adoption;
  adoption.already = records.count_there;
  for (const PairingPlan& pairing : plan.pairings) {
    adoption.going_on += static_cast<std::int64_t>(pairing.outside.size());
    for (const PlanAward& award : pairing.awards) adoption.going_on += award.existing ? 1 : 0;
  }
  // A plan that releases may give a pair again whose record stands: it needs no second one.
  std::set<PairKey> standing;
  for_each_standing(registry, starts_on, [&](const Id&, const PairKey& pair, std::string_view) {
    standing.insert(pair);
  });
  std::vector<const NewRecord*> missing;
  for (std::size_t k = 0; k < records.all.size(); ++k) {
    if (records.there[k]) continue;
    if (standing.count(pair_of(*records.all[k].award)) != 0) {
      ++adoption.going_on;
    } else {
      missing.push_back(&records.all[k]);
    }
  }
  if (missing.empty() && records.count_there > 0) return adoption;
  if (!is_made_from(plan, registry, records)) throw refused("engine.adopt.registry");
  for (const NewRecord* const record_of : missing) {
    const NewRecord& one = *record_of;
    if (one.is_mentorship()) {
      Mentorship record;
      record.id = IdOf<Mentorship>(one.id);
      record.woman = IdOf<Beneficiary>(one.award->left);
      record.mentor = IdOf<Mentor>(one.award->right);
      record.starts_on = starts_on;
      record.status = RelationStatus::proposed;
      adoption.mentorships.push_back(std::move(record));
    } else {
      Placement record;
      record.id = IdOf<Placement>(one.id);
      record.woman = IdOf<Beneficiary>(one.award->left);
      record.kind = one.award->kind;
      record.provider = one.award->right;
      record.pairing = one.pairing;
      record.starts_on = starts_on;
      record.status = RelationStatus::proposed;
      adoption.placements.push_back(std::move(record));
    }
  }
  adoption.warnings = let_go(plan, registry, starts_on);
  return adoption;
}

Adoption adopt(const Plan& plan, const Registry& registry, const Policy& policy,
               const std::optional<Date>& starts_on) {
  if (plan.policy_digest != digest(policy, plan.digest_form)) throw refused("engine.adopt.policy");
  return adopt(plan, registry, starts_on.value_or(policy.data().date));
}

Registry adopted(Registry registry, const Adoption& adoption) {
  for (const Mentorship& record : adoption.mentorships) registry.add(record);
  for (const Placement& record : adoption.placements) registry.add(record);
  return registry;
}

bool is_made_from(const Plan& plan, const Registry& registry) {
  return is_made_from(plan, registry, Adopted(plan, registry));
}

std::optional<Registry> made_from(const Plan& plan, const Registry& registry) {
  if (plan.registry_digest == digest(registry, plan.digest_form)) return registry;
  const Adopted records(plan, registry);
  if (records.count_there == 0) return std::nullopt;
  Registry before = without(registry, records);
  if (plan.registry_digest != digest(before, plan.digest_form)) return std::nullopt;
  return before;
}

}  // namespace jinguo::inline v0_1::engine

#include <algorithm>

#include "inspection.hpp"

namespace jinguo::inline v0_1::engine {

void Inspection::run(std::string_view seed) {
  monitor_.phase("records", 0.0, 0.3);
  read_providers();
  if (!ids_are_known()) return;
  if (not_begun()) {
    everyone();
    told_numbers();
    return;
  }
  awards();
  going_on();
  bounds();
  everyone();
  reasons();
  told_numbers();
  compiled(seed);
}

void Inspection::incomes(bool blanks_are_nothing) {
  if (not_begun()) return;
  std::vector<std::string> assumed;
  for (const Beneficiary& woman : registry_.all<Beneficiary>()) {
    if (!blanks_are_nothing && checker_.assumes_income(woman.id.text())) {
      assumed.push_back(woman.id.text());
    }
  }
  std::sort(assumed.begin(), assumed.end());
  const std::string_view word =
      assumed.empty() ? std::string_view() : to_string(pairing_.need.unknown_income);
  if (plan_.unknown_income != word ||
      !std::equal(assumed.begin(), assumed.end(), plan_.income_assumed.begin(),
                  plan_.income_assumed.end(),
                  [](const std::string& a, const Id& b) { return a == b.text(); })) {
    fault("incomes");
  }
}

void Inspection::say(const char* code, std::string what, const std::string& left,
                     std::vector<std::pair<std::string, std::string>> parameters) {
  if (++faults_ > 100) return;  // enough to see what is wrong
  Issue issue;
  issue.code = code;
  issue.column = plan_.name;
  issue.subject = left;
  parameters.emplace_back("pairing", plan_.name);
  issue.expected = {"engine.verify." + std::move(what), std::move(parameters)};
  issues_.push_back(std::move(issue));
}

void Inspection::fault(const char* what, const std::string& right, std::string detail) {
  say("engine.verify.pairing", what, {}, {{"right", right}, {"what", std::move(detail)}});
}

void Inspection::award_fault(const std::string& left, const std::string& right, const char* what,
                             std::string detail) {
  say("engine.verify.award", std::string("award_") + what, left,
      {{"left", left}, {"right", right}, {"what", std::move(detail)}});
}

void Inspection::woman_fault(const std::string& left, const char* what) {
  say("engine.verify.award", std::string("woman_") + what, left, {{"left", left}});
}

std::int64_t Inspection::floor_of(const KindRules& rules, std::optional<Level> level) {
  std::int64_t least = 0;
  for (const FloorRule& floor : rules.floors) {
    bool counts = floor.levels.empty();
    for (const Level one : floor.levels) counts = counts || level == one;
    if (counts && floor.at_least > least) least = floor.at_least;
  }
  return least;
}

void Inspection::read_providers() {
  for (const KindRules& rules : pairing_.kinds) {
    const auto add = [&](const auto& record, std::optional<Level> level, std::int64_t places) {
      Provider provider;
      provider.kind = rules.kind;
      provider.places = places;
      provider.floor = floor_of(rules, level);
      providers_[record.id.text()] = provider;
    };
    if (rules.kind == ProviderKind::mentor) {
      for (const Mentor& one : registry_.all<Mentor>()) add(one, one.level, one.places);
    } else if (rules.kind == ProviderKind::base) {
      for (const Base& one : registry_.all<Base>()) {
        const bool titled = std::chrono::year(one.title_year) <= policy_.data().date.year();
        add(one, titled ? std::optional(one.level) : std::nullopt, one.places);
      }
    } else if (rules.kind == ProviderKind::project) {
      for (const Project& one : registry_.all<Project>()) {
        const bool over = one.ends_on && *one.ends_on < policy_.data().date;
        add(one, std::nullopt, over ? 0 : one.places);
      }
    } else if (rules.kind == ProviderKind::chain) {
      for (const Chain& one : registry_.all<Chain>()) add(one, std::nullopt, one.places);
    }
  }
}

bool Inspection::ids_are_known() {
  const int before = faults_;
  const auto woman = [&](const Id& id) {
    if (registry_.find(IdOf<Beneficiary>(id)) == nullptr) fault("unknown", id.text());
  };
  const auto provider = [&](const Id& id, ProviderKind kind) {
    const auto found = providers_.find(id.text());
    if (found == providers_.end() || found->second.kind != kind) {
      fault("unknown", id.text());
    }
  };
  for (const auto* list : {&plan_.awards, &plan_.outside}) {
    for (const PlanAward& one : *list) {
      woman(one.left);
      provider(one.right, one.kind);
    }
  }
  for (const Unmatched& one : plan_.unmatched) {
    woman(one.left);
    for (const Option& option : one.options) {
      if (providers_.count(option.right.text()) == 0) {
        fault("unknown", option.right.text());
      }
    }
  }
  std::string last;
  for (const PlaceResult& place : plan_.places) {
    provider(place.right, place.kind);
    if (!last.empty() && place.right.text() <= last) fault("order");
    last = place.right.text();
  }
  if (!not_begun() && plan_.places.size() != providers_.size()) fault("providers");
  return faults_ == before;
}

void Inspection::everyone() {
  std::set<std::string> unmatched;
  std::string last;
  for (const Unmatched& one : plan_.unmatched) {
    if (one.left.text() < last) woman_fault(one.left.text(), "order");
    last = one.left.text();
    if (!unmatched.insert(one.left.text()).second || one.units != 1) {
      woman_fault(one.left.text(), "unmatched");
    }
  }
  std::set<std::string> outside;
  for (const IdPair& pair : outside_) outside.insert(pair.first);
  for (const Beneficiary& woman : registry_.all<Beneficiary>()) {
    const std::string& id = woman.id.text();
    monitor_.work(64);
    const bool placed = units_.count(id) != 0 || outside.count(id) != 0;
    if (placed == (unmatched.count(id) != 0)) {
      woman_fault(id, "told");
    }
  }
}

}  // namespace jinguo::inline v0_1::engine

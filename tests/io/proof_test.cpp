// Every field of an archive is proven by verify(), covered by the plan's digest, or named as
// unproven: each is changed, the checksum put right, and docs/verify.md compared with what happens.

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "jinguo/domain/field.hpp"
#include "jinguo/engine/digest.hpp"
#include "jinguo/engine/match.hpp"
#include "jinguo/engine/verify.hpp"
#include "jinguo/io/archive.hpp"
#include "plan_archive.hpp"
#include "support/random_registry.hpp"

namespace {

using namespace jinguo;

/// Walks over every field of a plan; changes the one of a number, in one of two ways.
class Walk {
 public:
  Walk(std::size_t target, int way) : target_(target), way_(way) {}

  [[nodiscard]] static std::uint32_t version() noexcept { return io::newest_archive; }
  /// The fields met, by number.
  [[nodiscard]] const std::vector<std::string>& fields() const noexcept { return fields_; }

  template <class T>
  void value(const char* name, T& given) {
    if constexpr (std::is_same_v<T, std::string>) {
      if (meet(name)) given = given.empty() ? "x" : way_ == 0 ? given + "x" : std::string();
    } else if constexpr (std::is_same_v<T, Id>) {
      if (meet(name)) given = Id(way_ == 0 ? given.text() + "x" : "A");
    } else if constexpr (std::is_same_v<T, bool>) {
      if (meet(name)) given = !given;
    } else if constexpr (std::is_floating_point_v<T>) {
      if (meet(name)) given += way_ == 0 ? T{1} : T{-1};
    } else if constexpr (std::is_integral_v<T>) {
      // Around the end, where a value is the greatest or least of its type.
      if (meet(name)) given = static_cast<T>(std::uint64_t(given) + (way_ == 0 ? 1ULL : ~0ULL));
    } else if constexpr (std::is_same_v<T, Digest>) {
      if (meet(name)) given[way_ == 0 ? 0 : 31] ^= 1U;
    } else {
      path_.emplace_back(name);
      io::describe(*this, given);
      path_.pop_back();
    }
  }
  template <class E>
  void code(const char* name, E& given, int most) {
    if (!meet(name)) return;
    given = static_cast<E>((static_cast<int>(given) + (way_ == 0 ? 1 : most)) % (most + 1));
  }
  template <class T>
  void list(const char* name, std::vector<T>& entries, std::size_t /*least*/) {
    if (meet(name)) {
      if (way_ == 0 && entries.empty()) {
        entries.emplace_back();
      } else if (way_ == 0) {
        entries.pop_back();
      }
      if (way_ == 1 && entries.size() > 1) std::swap(entries[0], entries[1]);
    }
    path_.emplace_back(name);
    for (T& entry : entries) {
      if constexpr (jinguo::detail::is_vector<T>) {
        list("entries", entry, 8);
      } else if constexpr (requires { entry.first; }) {
        value("name", entry.first);
        value("value", entry.second);
      } else if constexpr (DescribedByArchive<T>) {
        io::describe(*this, entry);
      } else {
        value("entries", entry);
      }
    }
    path_.pop_back();
  }

 private:
  template <class T>
  static constexpr bool DescribedByArchive =
      !std::is_arithmetic_v<T> && !std::is_same_v<T, std::string> && !std::is_same_v<T, Id>;

  bool meet(const char* name) {
    std::string field;
    for (const std::string& step : path_) field += step + ".";
    fields_.push_back(field + name);
    return fields_.size() - 1 == target_;
  }
  std::size_t target_;
  int way_;
  std::vector<std::string> path_{};
  std::vector<std::string> fields_{};
};

std::vector<std::string> fields_of(Plan plan) {
  Walk walk(static_cast<std::size_t>(-1), 0);
  io::describe(walk, plan);
  return walk.fields();
}

/// The table of docs/verify.md: how each field is proven.
std::map<std::string, std::string> documented() {
  std::ifstream file(JINGUO_SOURCE_DIR "/docs/verify.md");
  std::map<std::string, std::string> table;
  std::string line;
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    std::string bar;
    std::string fields;
    std::string how;
    std::getline(cells, bar, '|');
    std::getline(cells, fields, '|');
    std::getline(cells, how, '|');
    if (how.empty()) continue;
    how = how.substr(1, how.find(' ', 1) - 1);
    for (std::size_t at = 0; (at = fields.find('`', at)) != std::string::npos;) {
      const std::size_t end = fields.find('`', at + 1);
      table[fields.substr(at + 1, end - at - 1)] = how;
      at = end + 1;
    }
  }
  return table;
}

/// Plans are equal whatever the seconds; files are not.
bool same_bytes(const Plan& a, const Plan& b) { return io::to_archive(a) == io::to_archive(b); }

enum class Outcome { same, refused, proven, digest, named, silent };

Outcome outcome(const Plan& plan, const std::string& field, std::size_t number, int way,
                const Registry& registry, const Policy& policy) {
  Plan changed = plan;
  Plan read;
  try {
    Walk walk(number, way);
    io::describe(walk, changed);
    if (same_bytes(changed, plan)) return Outcome::same;
    read = io::plan_from_archive(io::to_archive(changed));
  } catch (const io::Broken&) {  // as the reader would say
    return Outcome::refused;
  } catch (const InputError&) {
    return Outcome::refused;
  }
  if (same_bytes(read, plan)) return Outcome::same;
  if (!engine::verify(read, registry, policy, {.pairs = 200}).empty()) return Outcome::proven;
  if (read.digest() != plan.digest()) return Outcome::digest;
  std::string what = field;  // whether a value is there is named with it
  if (const std::size_t at = what.find(".has_"); at != std::string::npos) what.erase(at + 1, 4);
  for (const std::string& one : engine::unproven(read)) {
    const bool here = one == what;
    const std::size_t dot = one.find('.');
    const bool in_pairing = dot != std::string::npos && "pairings" + one.substr(dot) == what;
    if (here || in_pairing) return Outcome::named;
  }
  return Outcome::silent;
}

TEST(Proof, OfEveryFieldOfAnArchiveIsAsTheDocumentSays) {
  const std::map<std::string, std::string> table = documented();
  std::map<std::string, std::set<Outcome>> found;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const Registry registry = support::random_registry(seed, {.women = 40});
    const Policy policy(support::random_policy(seed));
    Plan plan;
    try {
      plan = engine::match(registry, policy, {.threads = 1});
    } catch (const InfeasibleError&) {
      continue;
    }
    ASSERT_TRUE(engine::verify(plan, registry, policy).empty()) << seed;
    const std::vector<std::string> fields = fields_of(plan);
    std::map<std::string, std::vector<std::size_t>> numbers;
    for (std::size_t k = 0; k < fields.size(); ++k) numbers[fields[k]].push_back(k);
    for (const auto& [field, all] : numbers) {
      const std::size_t step = std::max<std::size_t>(1, all.size() / 2);
      for (std::size_t k = seed % step; k < all.size(); k += step) {
        for (const int way : {0, 1}) {
          const Outcome how = outcome(plan, field, all[k], way, registry, policy);
          if (how == Outcome::same) continue;
          EXPECT_NE(how, Outcome::silent) << "seed " << seed << ", " << field << ", way " << way;
          found[field].insert(how);
        }
      }
      EXPECT_EQ(table.count(field), 1U) << field << " is not in docs/verify.md";
    }
  }
  for (const auto& [field, how] : table) {
    const std::set<Outcome>& outcomes = found[field];
    EXPECT_FALSE(outcomes.empty()) << field << " was never changed";
    const bool named = outcomes.count(Outcome::named) != 0;
    const bool digest = outcomes.count(Outcome::digest) != 0;
    EXPECT_EQ(named, how == "named") << field;
    EXPECT_TRUE(!digest || how == "digest") << field;
  }
}

/// A plan as if its solve had been stopped: it claims its awards and nothing else.
Plan stopped(Plan plan) {
  for (PairingPlan& one : plan.pairings) {
    one.status = solver::Status::stopped_feasible;
    one.gap = 7;
    one.tied = 0;
    one.ties.reset();
    for (Unmatched& left : one.unmatched) {
      if (left.reason == ReasonKind::not_eligible) continue;
      left.reason = ReasonKind::stopped;
      left.rule.clear();
      left.options.clear();
    }
    for (PlaceResult& place : one.places) {
      place.price = place.greatest_price = place.worth = 0;
      place.floor_cost = place.floor_cost_short = 0;
      place.forced = false;
    }
  }
  return plan;
}

TEST(Proof, OfAStoppedPlanEveryFieldIsProvenOrNamed) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const Registry registry = support::random_registry(seed, {.women = 40});
    const Policy policy(support::random_policy(seed));
    Plan plan;
    try {
      plan = stopped(engine::match(registry, policy, {.threads = 1}));
    } catch (const InfeasibleError&) {
      continue;
    }
    const std::vector<Issue> told = engine::verify(plan, registry, policy);
    ASSERT_TRUE(told.empty()) << seed << ": " << told.front().text();
    const std::vector<std::string> fields = fields_of(plan);
    std::map<std::string, std::vector<std::size_t>> numbers;
    for (std::size_t k = 0; k < fields.size(); ++k) numbers[fields[k]].push_back(k);
    for (const auto& [field, all] : numbers) {
      const std::size_t step = std::max<std::size_t>(1, all.size() / 3);
      for (std::size_t k = seed % step; k < all.size(); k += step) {
        for (const int way : {0, 1}) {
          EXPECT_NE(outcome(plan, field, all[k], way, registry, policy), Outcome::silent)
              << "seed " << seed << ", " << field << ", way " << way;
        }
      }
    }
  }
}

/// Changes of several fields at once that leave a plan that looks sound.
std::vector<std::pair<std::string, std::function<void(Plan&)>>> schemes() {
  std::vector<std::pair<std::string, std::function<void(Plan&)>>> all;
  const auto add = [&](std::string name, std::function<void(Plan&)> change) {
    all.emplace_back(std::move(name), std::move(change));
  };
  add("first pairing dropped", [](Plan& p) { p.pairings.erase(p.pairings.begin()); });
  add("last pairing dropped", [](Plan& p) { p.pairings.pop_back(); });
  add("all pairings dropped", [](Plan& p) { p.pairings.clear(); });
  add("pairings in another order", [](Plan& p) { std::swap(p.pairings[0], p.pairings[1]); });
  add("names of pairings swapped",
      [](Plan& p) { std::swap(p.pairings[0].name, p.pairings[1].name); });
  add("a pairing renamed", [](Plan& p) { p.pairings[0].name = "other"; });
  add("a pairing twice", [](Plan& p) {
    p.pairings.push_back(p.pairings[0]);
    p.pairings.back().name = "other";
  });
  add("another pairing added", [](Plan& p) { p.pairings.emplace_back().name = "other"; });
  add("awards of two pairings swapped",
      [](Plan& p) { std::swap(p.pairings[0].awards, p.pairings[1].awards); });
  add("those not placed swapped",
      [](Plan& p) { std::swap(p.pairings[0].unmatched, p.pairings[1].unmatched); });
  add("places swapped", [](Plan& p) { std::swap(p.pairings[0].places, p.pairings[1].places); });
  add("statuses swapped", [](Plan& p) { std::swap(p.pairings[0].status, p.pairings[1].status); });
  add("ties swapped", [](Plan& p) {
    std::swap(p.pairings[0].ties, p.pairings[1].ties);
    std::swap(p.pairings[0].tied, p.pairings[1].tied);
  });
  add("told to be unfinished", [](Plan& p) { p = stopped(std::move(p)); });
  add("told to be never begun", [](Plan& p) {
    for (PairingPlan& one : p.pairings) {
      PairingPlan none;
      none.name = one.name;
      none.status = solver::Status::stopped_empty;
      none.part_names = one.part_names;
      for (const PlanAward& award : one.awards) none.unmatched.push_back({award.left, 1});
      for (const PlanAward& award : one.outside) none.unmatched.push_back({award.left, 1});
      for (const Unmatched& left : one.unmatched) none.unmatched.push_back({left.left, 1});
      std::sort(none.unmatched.begin(), none.unmatched.end(),
                [](const Unmatched& a, const Unmatched& b) { return a.left < b.left; });
      one = none;
    }
  });
  add("scores of the user's own", [](Plan& p) {
    for (PairingPlan& one : p.pairings) {
      one.custom = true;
      one.part_names.emplace_back("custom");
      for (PlanAward& award : one.awards) award.parts.push_back(0);
    }
  });
  add("asked for one pairing", [](Plan& p) {
    p.asked = p.pairings[1].name;
    p.pairings.erase(p.pairings.begin());
  });
  add("of an older form", [](Plan& p) { --p.digest_form; });
  add("an award moved outside", [](Plan& p) {
    for (PairingPlan& one : p.pairings) {
      if (one.awards.empty()) continue;
      PlanAward award = one.awards.back();
      one.awards.pop_back();
      award.existing = true;
      award.score = 0;
      award.parts.clear();
      award.rule = "demand";
      one.outside.push_back(award);
      for (PlaceResult& place : one.places) {
        if (place.right == award.right) --place.taken, ++place.outside;
      }
    }
  });
  add("an award given up", [](Plan& p) {
    for (PairingPlan& one : p.pairings) {
      if (one.awards.empty()) continue;
      const PlanAward award = one.awards.back();
      one.awards.pop_back();
      one.total -= award.score;
      for (PlaceResult& place : one.places) place.taken -= place.right == award.right ? 1 : 0;
      one.unmatched.push_back({award.left, 1});
      std::sort(one.unmatched.begin(), one.unmatched.end(),
                [](const Unmatched& a, const Unmatched& b) { return a.left < b.left; });
    }
  });
  add("two women changed places", [](Plan& p) {
    for (PairingPlan& one : p.pairings) {
      if (one.awards.size() > 1) std::swap(one.awards.front().left, one.awards.back().left);
      std::sort(one.awards.begin(), one.awards.end(),
                [](const PlanAward& a, const PlanAward& b) { return a.left < b.left; });
    }
  });
  add("prices raised together", [](Plan& p) {
    for (PairingPlan& one : p.pairings) {
      for (PlaceResult& place : one.places) ++place.price;
    }
  });
  add("greatest prices and losses raised together", [](Plan& p) {
    for (PairingPlan& one : p.pairings) {
      for (PlaceResult& place : one.places) {
        if (place.greatest_price != solver::unbounded_price) ++place.greatest_price;
      }
      for (Unmatched& left : one.unmatched) {
        for (Option& option : left.options) option.loss += option.impossible ? 0 : 1;
      }
    }
  });
  add("reasons of two women swapped", [](Plan& p) {
    for (PairingPlan& one : p.pairings) {
      for (std::size_t k = 1; k < one.unmatched.size(); ++k) {
        Unmatched& a = one.unmatched[k - 1];
        Unmatched& b = one.unmatched[k];
        if (a.reason == b.reason && a.rule == b.rule) continue;
        std::swap(a.left, b.left);
        std::swap(a, b);
        return;
      }
    }
  });
  add("worth and costs forgotten", [](Plan& p) {
    for (PairingPlan& one : p.pairings) {
      for (PlaceResult& place : one.places) place.worth = place.floor_cost = 0;
    }
  });
  add("lottery forgotten", [](Plan& p) {
    for (PairingPlan& one : p.pairings) {
      one.ties.reset();
      one.tied = 0;
    }
  });
  add("unknown incomes forgotten", [](Plan& p) {
    for (PairingPlan& one : p.pairings) {
      one.income_assumed.clear();
      one.unknown_income.clear();
    }
  });
  add("warnings forgotten", [](Plan& p) {
    for (PairingPlan& one : p.pairings) one.warnings.clear();
  });
  return all;
}

TEST(Proof, SchemesOfManyFieldsAreFoundToo) {
  std::map<std::string, int> found;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const Registry registry = support::random_registry(seed, {.women = 40});
    const Policy policy(support::random_policy(seed));
    Plan plan;
    try {
      plan = engine::match(registry, policy, {.threads = 1});
    } catch (const InfeasibleError&) {
      continue;
    }
    const std::vector<std::string> named = engine::unproven(plan);
    for (const auto& [name, change] : schemes()) {
      Plan changed = plan;
      change(changed);
      found[name];
      if (same_bytes(changed, plan)) continue;
      ++found[name];
      try {
        const Plan read = io::plan_from_archive(io::to_archive(changed));
        // Told: a fault, another digest, or more that is not proven than of the plan itself.
        const bool told = !engine::verify(read, registry, policy, {.pairs = 200}).empty() ||
                          read.digest() != plan.digest() || engine::unproven(read) != named;
        EXPECT_TRUE(told) << "seed " << seed << ": " << name;
      } catch (const InputError&) {  // no plan
      }
    }
  }
  for (const auto& [name, times] : found) EXPECT_GT(times, 0) << name;
}

/// The plan as an older version would have kept it.
Plan older(Plan plan, int form, const Registry& registry, const Policy& policy) {
  plan.digest_form = form;
  plan.registry_digest = engine::digest(registry, form);
  plan.policy_digest = engine::digest(policy, form);
  for (PairingPlan& one : plan.pairings) {
    one.income_assumed.clear();
    one.unknown_income.clear();
    if (form > 1) continue;
    for (PlaceResult& place : one.places) place.floor_cost = place.floor_cost_short = 0;
    for (Unmatched& left : one.unmatched) {
      for (Option& option : left.options) option.rule.clear();
    }
  }
  return plan;
}

TEST(Proof, OfAnOlderPlanEveryFieldIsProvenCoveredOrNamed) {
  std::map<int, int> judged;
  for (std::uint64_t k = 2; k <= 80; ++k) {
    const std::uint64_t seed = k / 2;
    const int form = 1 + static_cast<int>(k % 2);
    if (judged[form] == 2) continue;
    const Registry registry = support::random_registry(seed, {.women = 25});
    PolicyData data = support::random_policy(seed);
    data.reopen_after.clear();
    const Policy policy(data);
    Plan plan;
    try {
      plan = older(engine::match(registry, policy, {.threads = 1}), form, registry, policy);
    } catch (const InfeasibleError&) {
      continue;
    }
    if (!engine::verify(plan, registry, policy).empty()) continue;  // blanks were nothing then
    ++judged[form];
    const std::vector<std::string> fields = fields_of(plan);
    for (std::size_t at = 0; at < fields.size(); ++at) {
      const bool rare = fields[at].find("income") != std::string::npos ||
                        fields[at] == "pairings.unmatched.rule" ||
                        fields[at] == "pairings.unmatched.options.rule";
      if (!rare && at % 61 != seed % 61) continue;
      for (const int way : {0, 1}) {
        EXPECT_NE(outcome(plan, fields[at], at, way, registry, policy), Outcome::silent)
            << "seed " << seed << ", form " << form << ", " << fields[at] << ", way " << way;
      }
    }
    Plan assumed = plan;
    assumed.pairings[0].income_assumed.emplace_back(registry.all<Beneficiary>()[0].id.text());
    assumed.pairings[0].unknown_income = "median";
    const Plan read = io::plan_from_archive(io::to_archive(assumed));
    EXPECT_FALSE(engine::verify(read, registry, policy).empty()) << seed;
  }
  EXPECT_GT(judged[1], 0);
  EXPECT_GT(judged[2], 0);
}

}  // namespace

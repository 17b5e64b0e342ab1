#include "jinguo/engine/verify.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "inspection.hpp"
#include "jinguo/engine/digest.hpp"
#include "jinguo/engine/lottery.hpp"

namespace jinguo::inline v0_1::engine {
namespace {

/// Whether a plan lacks what came with version 3 of archives: what a floor costs, what bars a
/// place.
bool says_less(const Plan& plan) {
  if (plan.digest_form > 1) return false;
  for (const PairingPlan& one : plan.pairings) {
    for (const PlaceResult& place : one.places) {
      if (place.floor_cost != 0 || place.floor_cost_short != 0) return false;
    }
    for (const Unmatched& left : one.unmatched) {
      for (const Option& option : left.options) {
        if (!option.rule.empty()) return false;
      }
    }
  }
  return true;
}

}  // namespace

std::vector<Issue> verify(const Plan& plan, const Registry& registry, const Policy& policy,
                          const VerifyOptions& options) {
  Monitor monitor(options);
  monitor.phase("digests", 0.0, 0.1);
  std::vector<Issue> issues;
  const auto differs = [&](std::string what, std::string name) {
    Issue issue;
    issue.code = "engine.verify.digest";
    issue.expected = {"engine.verify.digest", {{"what", what}, {"name", std::move(name)}}};
    if (what == "registry" || what == "policy") issue.mend.code = "engine.adopt." + what + ".mend";
    issue.subject = std::move(what);
    issues.push_back(std::move(issue));
  };
  for (Issue& issue : registry.validate()) {
    if (issue.severity == Severity::error) issues.push_back(std::move(issue));
  }
  if (plan.registry_digest != digest(registry, plan.digest_form)) differs("registry", "登记数据");
  if (plan.policy_digest != digest(policy, plan.digest_form)) differs("policy", "政策");
  const std::string seed = bytes_from_hex(plan.seed_hex).value_or("");
  const Lottery& lottery = policy.data().lottery;
  const bool own = !lottery.seed.empty() && bytes_from_hex(lottery.seed) != seed;
  const bool told =
      !lottery.commitment.empty() &&
      bytes_from_hex(lottery.commitment) != bytes_from_hex(to_hex(lottery_commitment(seed)));
  if (seed.size() < 16 || own || told) differs("seed", "抽签种子");
  if (!issues.empty()) return issues;

  if (plan.policy_name != policy.data().name) differs("policy's name", "政策名称");
  if (plan.synthetic != registry.synthetic()) differs("mark of invented persons", "模拟数据标记");
  // The policy's pairings in its order, or the one that was asked for.
  std::vector<std::string> missing;
  std::size_t next = 0;
  for (const Pairing& pairing : policy.data().pairings) {
    if (!plan.asked.empty() && pairing.name != plan.asked) continue;
    if (next < plan.pairings.size() && plan.pairings[next].name == pairing.name) {
      ++next;
    } else {
      missing.push_back(pairing.name);
    }
  }
  for (const std::string& name : missing) differs("pairing " + name, "结对类别" + name);
  for (; next < plan.pairings.size(); ++next) {
    const std::string& name = plan.pairings[next].name;
    differs("pairing " + name, "结对类别" + name);
  }

  const bool old = says_less(plan);
  const Policy then = policy.as_of(plan.digest_form);
  std::size_t k = 0;
  for (const PairingPlan& one : plan.pairings) {
    const auto share = [&](std::size_t place) {
      return 0.1 + 0.9 * static_cast<double>(place) / static_cast<double>(plan.pairings.size());
    };
    const Monitor::Part part(monitor, share(k), share(k + 1));
    ++k;
    const Pairing* pairing = then.find(one.name);
    if (pairing == nullptr) continue;  // told above
    Inspection inspection(one, registry, then, *pairing, options, old, monitor, issues);
    inspection.run(seed);
    inspection.incomes(plan.digest_form < 3);
  }
  return issues;
}

std::vector<std::string> unproven(const Plan& plan, const VerifyOptions& options) {
  std::vector<std::string> fields{"made_by"};
  if (!plan.asked.empty()) fields.emplace_back("asked");
  const bool old = says_less(plan);
  for (const PairingPlan& one : plan.pairings) {
    const auto add = [&](std::initializer_list<const char*> names) {
      for (const char* const name : names) fields.push_back(one.name + "." + name);
    };
    add({"seconds"});
    if (is_stopped(one) || !options.referees) {
      add({"gap", "places.price", "places.greatest_price", "places.worth", "places.forced"});
    }
    if (is_stopped(one) || !options.referees || old) {
      add({"places.floor_cost_short", "places.floor_cost"});
    }
    const auto bound = [](const Unmatched& left) { return left.reason == ReasonKind::bound; };
    if (old && std::any_of(one.unmatched.begin(), one.unmatched.end(), bound)) {
      add({"unmatched.rule"});
    }
    const auto told = [](const PlaceResult& place) { return place.floor_before.has_value(); };
    if (!std::all_of(one.places.begin(), one.places.end(), told)) add({"places.floor_before"});
    if (!options.referees) add({"status", "total", "tied", "ties"});
    if (options.referees && old && !one.ties && !is_stopped(one)) add({"ties"});
  }
  return fields;
}

}  // namespace jinguo::inline v0_1::engine

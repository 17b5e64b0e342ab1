#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "checker.hpp"
#include "jinguo/core/monitor.hpp"
#include "jinguo/engine/compiled.hpp"
#include "jinguo/engine/verify.hpp"
#include "jinguo/solver/ties.hpp"

/// How verify() goes through one pairing of a plan. inspect_ids.cpp asks whether everybody is
/// there, inspect_awards.cpp whether rules, relations and bounds hold, inspect_reasons.cpp whether
/// what is told beside the awards is so, inspect_market.cpp whether the solver's numbers prove it.
namespace jinguo::inline v0_1::engine {

class ReasonsTold;

using IdPair = std::pair<std::string, std::string>;

inline constexpr std::int64_t a_verdict = 1024;  ///< The work of checking one pair.

[[nodiscard]] inline bool is_stopped(const PairingPlan& plan) {
  return plan.status != solver::Status::optimal && plan.status != solver::Status::optimal_short;
}

/// Checks one pairing of a plan.
class Inspection {
 public:
  Inspection(const PairingPlan& plan, const Registry& registry, const Policy& policy,
             const Pairing& pairing, const VerifyOptions& options, bool old, Monitor& monitor,
             std::vector<Issue>& issues)
      : plan_(plan),
        registry_(registry),
        policy_(policy),
        pairing_(pairing),
        options_(options),
        old_(old),
        monitor_(monitor),
        issues_(issues),
        checker_(registry, policy, pairing) {}

  void run(std::string_view seed);
  /// Whose need counts an income that nobody knows; plans of before (`blanks_are_nothing`) took it
  /// for nothing.
  void incomes(bool blanks_are_nothing);

 private:
  struct Provider {
    ProviderKind kind = ProviderKind::base;
    std::int64_t places = 0;
    std::int64_t floor = 0;
    std::int64_t taken = 0;
    std::int64_t unfit = 0;       ///< Go on outside, by a rule other than "places".
    std::int64_t registered = 0;  ///< Go on outside and are registered.
    std::int64_t outside = 0;
  };

  /// Tells a fault by its text, "engine.verify." + what.
  void say(const char* code, std::string what, const std::string& left,
           std::vector<std::pair<std::string, std::string>> parameters);
  void fault(const char* what, const std::string& right = {}, std::string detail = {});
  void award_fault(const std::string& left, const std::string& right, const char* what,
                   std::string detail = {});
  void woman_fault(const std::string& left, const char* what);

  // inspect_ids.cpp
  [[nodiscard]] static std::int64_t floor_of(const KindRules& rules, std::optional<Level> level);
  void read_providers();
  bool ids_are_known();
  void everyone();

  // inspect_awards.cpp
  /// Rules, score and parts of every award.
  void awards();
  /// Standing relations are awards, or go on outside for a reason that holds.
  void going_on();
  void bounds();

  // inspect_reasons.cpp
  void reasons();
  /// What is told beside the awards and follows from them.
  void told_numbers();
  /// The warnings, one for each who goes on outside.
  void told_warnings(const Listing& listing);

  // inspect_market.cpp
  /// A sample of pairs against the compiled market, what is told beside the awards, then the
  /// referees.
  void compiled(std::string_view seed);
  /// Pairs of anybody with any place: the market's score against the checker's verdict.
  void sample(const Compiled& compiled);
  /// The plan in the market's numbers.
  [[nodiscard]] solver::TransportResult told_result(const Roster& roster) const;
  /// The referees of the solver, with the plan's numbers; the reasons look at the rows that they
  /// read.
  void prove(const solver::Market& market, const Roster& roster, std::string_view seed,
             ReasonsTold& reasons);
  /// What is told beside the plan: what floors cost, and what the lottery chose among (`ties`,
  /// where the referees found it).
  void told_beside(const solver::Market& market, const solver::TransportResult& result,
                   solver::TransportOptions how, const Roster& roster,
                   std::optional<solver::Ties> ties);

  [[nodiscard]] bool stopped() const { return is_stopped(plan_); }
  /// Stopped before its market was made: nothing is claimed.
  [[nodiscard]] bool not_begun() const {
    return plan_.status == solver::Status::stopped_empty && plan_.places.empty() &&
           plan_.awards.empty() && plan_.outside.empty() && plan_.warnings.empty();
  }

  const PairingPlan& plan_;
  const Registry& registry_;
  const Policy& policy_;
  const Pairing& pairing_;
  const VerifyOptions& options_;
  bool old_;  ///< Says less than plans of now.
  Monitor& monitor_;
  std::vector<Issue>& issues_;
  Checker checker_;
  int faults_ = 0;
  std::map<std::string, Provider> providers_{};
  std::set<IdPair> awarded_{};
  std::set<IdPair> outside_{};
  std::map<std::string, std::int64_t> units_{};
};

}  // namespace jinguo::inline v0_1::engine

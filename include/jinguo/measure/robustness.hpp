#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jinguo/core/message.hpp"
#include "jinguo/domain/policy.hpp"
#include "jinguo/domain/registry.hpp"
#include "jinguo/measure/evaluation.hpp"

/// Does a plan hang on the exact weights? The policy is matched again and again, each time with
/// every weight moved a little, and it is counted who stays.
///
/// Weight       one part of the merit of one kind (base, skill, wish, cause, leading_industry,
///              income, risk, anchor_link, distance), or of a pairing's need (household, need,
///              county_tilt). Its entries move by one factor, so that the order which a policy
///              states inside a part (the first wish before the second) is kept.
/// Factor       uniform in [1 - spread, 1 + spread], in whole millionths; points are then rounded
///              to whole ones, halves to even, and held within a policy's limits.
/// Generator    the finaliser of splitmix64: with mix(x) = that after x + 0x9e3779b97f4a7c15 and
///              name = "PAIRING/KIND/PART" or "PAIRING/PART", the number of a weight in run r (from
///              0) is mix(mix(mix(draw) + r) + FNV-1a of name), 64 bits; modulo (2 s + 1), less s,
///              it is the factor's distance from 1 in millionths, s = rint(spread * 10^6).
/// Held fixed   eligibility, distances allowed, places, floors, bands, outside values, the
/// lottery's
///              seed: only what counts for how much is moved.
namespace jinguo::inline v0_1::measure {

/// How far and how often weights move.
struct RobustnessOptions {
  double spread = 0.2;                ///< By how much of itself a weight moves at most.
  int runs = 50;                      ///< From 1 to 10,000.
  std::uint64_t draw = 0;             ///< Of the factors; not the lottery's.
  std::string seed{};                 ///< The lottery's, as in MatchOptions; the same in every run.
  std::vector<std::string> groups{};  ///< A label for each woman in the registry's order, or none.
  int threads = 0;  ///< Number of threads; 0: one a core. The answer does not depend on it.
  /// Called with the fraction done and the phase, at most 10 times a second.
  std::function<void(double fraction, std::string_view phase)> progress{};
  std::function<bool()> interrupt{};  ///< True stops: the result is of the runs done until then.
  std::optional<double> time_limit{};  ///< Seconds of the whole call; stops as `interrupt` does.
};

/// How many of the women served stay, over all runs, in one pairing or in any. Women on the
/// register or not: whom the plan serves.
struct GroupStay {
  std::string pairing{};  ///< Name of the pairing in the policy.
  std::string group{};  ///< Label of her group; `everyone` where none was asked for.
  std::int64_t runs = 0;  ///< Runs that were done.
  std::int64_t served = 0;        ///< Women with an award by the policy as it stands.
  std::int64_t stay_served = 0;   ///< Of these, with an award in a run; summed over the runs.
  std::int64_t least_served = 0;  ///< In the run in which fewest stay.
  std::int64_t pairs = 0;         ///< Awards by the policy as it stands.
  std::int64_t stay_pairs = 0;    ///< Of these, awards in a run; summed over the runs.
  std::int64_t least_pairs = 0;  ///< In the run in which fewest stay.
  friend bool operator==(const GroupStay&, const GroupStay&) = default;
};

/// The policy of one run of robustness(): every weight moved by its factor of that run.
/// A spread of 0 changes nothing. Throws
/// InputError for a spread outside [0, 1].
[[nodiscard]] Policy moved(const Policy& policy, double spread, std::uint64_t draw,
                           std::int64_t run);

/// How many pairs and served women stay when every weight of the policy moves a little, by group.
///
/// Rows in the order of evaluate(). Costs one match and `runs` solves without reasons. Throws as
/// engine::match does (InfeasibleError only for the policy as it stands: no weight can make a plan
/// impossible).
[[nodiscard]] std::vector<GroupStay> robustness(const Registry& registry, const Policy& policy,
                                                const RobustnessOptions& options = {});

/// One sentence for people: of 100 women served by any pairing, how many stay served, floored.
[[nodiscard]] Message summary(const std::vector<GroupStay>& rows, double spread);

}  // namespace jinguo::inline v0_1::measure

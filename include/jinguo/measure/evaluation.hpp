#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jinguo/core/date.hpp"
#include "jinguo/domain/codes.hpp"
#include "jinguo/domain/policy.hpp"
#include "jinguo/domain/registry.hpp"
#include "jinguo/engine/plan.hpp"

/// What a plan does, counted from its pairs: ours, or a table of pairs from elsewhere. Everything
/// is a whole number; a share is the quotient of two of them.
///
/// Population   the women of the registry. Registered: her household stands on the register on the
///              day (the policy's; without one, as the table says today).
/// Need         her poverty gap: max(0, line - income a head), in fen, where income a head is the
///              household's net income divided by its members, floored, and not below 0; where it
///              is not known, what the policy says of that (Need::unknown_income of the pairing
///              with the highest line; without a policy the median of her household type). Summed
///              over all women and divided by (women x line) it is the index P1 of Foster, Greer
///              and Thorbecke, "A class of decomposable poverty measures", 1984.
/// Rank         of her place among those open to her: 1 + the number of places that the policy
///              gives more points for her, full ones too. It says how far she was from her own
///              best, not whether she was wronged.
/// Distance     from her home to the place, whole metres (halves to even); none where the work is
///              done at home or a position is missing.
namespace jinguo::inline v0_1::measure {

/// The row of a result that counts women with at least one pair of any pairing.
inline constexpr std::string_view any_pairing = "any";
/// The group of every woman when none was asked for.
inline constexpr std::string_view everyone = "all";
/// The poverty line when neither options nor policy say one: yuan a head and year, the national
/// line in prices of 2014, when the households were registered.
inline constexpr std::int64_t default_line_yuan = 2'800;

/// A pair of a plan from anywhere. Ids are texts as they were given: whether anybody has them is
/// asked by the functions below.
struct PlanPair {
  std::string pairing{};                ///< Name of the pairing in the policy.
  std::string left{};                   ///< Id of the woman.
  std::string right{};                  ///< Id of the provider.
  std::optional<ProviderKind> kind{};   ///< Needed only where two kinds of provider share an id.
  std::optional<std::int64_t> score{};  ///< Counts only without a policy.
  bool outside = false;                 ///< Goes on outside the market: no award of the plan.
  friend bool operator==(const PlanPair&, const PlanPair&) = default;
};

/// A plan as pairs: its awards, then those who go on outside the market.
[[nodiscard]] std::vector<PlanPair> pairs_of(const Plan& plan);

/// How a plan is measured.
struct EvaluateOptions {
  const Policy* policy = nullptr;     ///< Checks pairs, scores and ranks; borrowed.
  std::vector<std::string> groups{};  ///< A label for each woman in the registry's order, or none.
  std::vector<std::string> pairings{};  ///< Rows for these too, when no pair names them.
  std::optional<Date> day{};            ///< Of registration; else the policy's, else today's table.
  std::optional<std::int64_t> line_yuan{};  ///< Else the greatest of the policy's, else 2,800.
  /// As MatchOptions has them. Stopped by the time limit or the interrupt, Stopped is thrown.
  std::function<void(double fraction, std::string_view phase)> progress{};
  std::function<bool()> interrupt{};   ///< Asked now and then; true stops the call.
  std::optional<double> time_limit{};  ///< Seconds of the whole call; none: no limit.
};

/// What is known of one pair. Without a policy neither rule, rank nor options are.
struct PairMeasure {
  std::string pairing{};  ///< Name of the pairing in the policy.
  std::string left{};     ///< Id of the woman.
  std::string right{};    ///< Id of the provider.
  std::string group{};    ///< Label of her group; `everyone` where none was asked for.
  ProviderKind kind = ProviderKind::base;  ///< Kind of the provider.
  bool registered = false;                 ///< Her household is on the register on the day.
  bool outside = false;                    ///< Goes on outside the market: no award of the plan.
  std::int64_t gap_fen = 0;                ///< Her need.
  /// Why the policy does not allow it, a name of "engine.rule.*": a rule of eligibility; "demand"
  /// for a woman's further pairs in a pairing (by right id); "places" for what exceeds a
  /// provider's places (by left id). Empty: allowed.
  std::string rule{};
  /// Points by the policy, else as given; none where neither says.
  std::optional<std::int64_t> score{};
  std::optional<std::int64_t> rank{};  ///< Only of allowed pairs.
  std::int64_t options = 0;            ///< Places open to her in the pairing.
  /// Metres from her home; none at home or where a position is missing.
  std::optional<std::int64_t> distance_m{};
  friend bool operator==(const PairMeasure&, const PairMeasure&) = default;
};

/// Every pair measured, in the order given. Throws InputError with every issue: ids that nobody
/// has, a pair given twice, a pairing that the policy lacks, groups that do not fit, faults of the
/// registry.
[[nodiscard]] std::vector<PairMeasure> measure_pairs(std::span<const PlanPair> pairs,
                                                     const Registry& registry,
                                                     const EvaluateOptions& options = {});

/// What a plan does for one group of women in one pairing, or in any.
struct GroupMeasure {
  std::string pairing{};        ///< Or `any_pairing`.
  std::string group{};          ///< Label of her group; `everyone` where none was asked for.
  std::int64_t women = 0;       ///< Of the registry, in the group.
  std::int64_t registered = 0;  ///< Of these.
  std::optional<std::int64_t> eligible{};  ///< Registered with a place open to her; with a policy.
  std::int64_t served = 0;                 ///< Registered women with at least one award ...
  std::int64_t served_eligible = 0;        ///< ... to whom a place was open; with a policy.
  std::int64_t going_on = 0;        ///< Registered, without an award, who go on outside the market.
  std::int64_t off_register = 0;    ///< Women with an award who are not registered.
  std::int64_t pairs = 0;           ///< Awards.
  std::int64_t gap_fen = 0;         ///< Need of the registered ...
  std::int64_t gap_served_fen = 0;  ///< ... and of the served among them.
  /// Points of the allowed awards; nothing when an award has no score.
  std::optional<std::int64_t> score{};
  std::int64_t not_allowed = 0;                               ///< Awards against the policy ...
  std::vector<std::pair<std::string, std::int64_t>> rules{};  ///< ... by rule, in byte order.
  std::vector<std::int64_t> ranks{};      ///< Of allowed awards, rising; with a policy.
  std::vector<std::int64_t> distances{};  ///< Metres of awards, rising.

  /// served / registered; nothing of nobody.
  [[nodiscard]] std::optional<double> coverage() const noexcept;
  /// served_eligible / eligible; nothing without a policy.
  [[nodiscard]] std::optional<double> coverage_of_eligible() const noexcept;
  /// gap_served_fen / gap_fen: each woman counts by how far she is below the line.
  [[nodiscard]] std::optional<double> need_coverage() const noexcept;
  friend bool operator==(const GroupMeasure&, const GroupMeasure&) = default;
};

/// What a plan does: a row for each pairing, in order, and one for any of them, for each group.
///
/// Groups stand in byte order. Pairings are those of the policy, of the options and of the pairs.
/// Throws as measure_pairs does.
[[nodiscard]] std::vector<GroupMeasure> evaluate(std::span<const PlanPair> pairs,
                                                 const Registry& registry,
                                                 const EvaluateOptions& options = {});
[[nodiscard]] std::vector<GroupMeasure> evaluate(const Plan& plan, const Registry& registry,
                                                 EvaluateOptions options = {});

/// What a second plan changed for the registered women of one group in one pairing, or in any.
struct GroupChange {
  std::string pairing{};            ///< Name of the pairing in the policy.
  std::string group{};              ///< Label of her group; `everyone` where none was asked for.
  std::int64_t registered = 0;      ///< Registered women in the group.
  std::int64_t kept = 0;            ///< Served by both, at the same places.
  std::int64_t moved = 0;           ///< Served by both, elsewhere.
  std::int64_t newly_served = 0;    ///< By the second only.
  std::int64_t lost = 0;            ///< By the first only.
  std::int64_t served_before = 0;   ///< Registered women with an award of the first plan.
  std::int64_t served_after = 0;    ///< Registered women with an award of the second plan.
  std::int64_t gap_fen = 0;         ///< Need of the registered women, fen.
  std::int64_t gap_before_fen = 0;  ///< Need of those whom the first plan serves, fen.
  std::int64_t gap_after_fen = 0;   ///< Need of those whom the second plan serves, fen.
  /// Points of the first plan's allowed awards; none where one has no score.
  std::optional<std::int64_t> score_before{};
  /// Points of the second plan's allowed awards; none where one has no score.
  std::optional<std::int64_t> score_after{};
  friend bool operator==(const GroupChange&, const GroupChange&) = default;
};

/// What one plan changed against another, by pairing and group.
[[nodiscard]] std::vector<GroupChange> compare(std::span<const PlanPair> before,
                                               std::span<const PlanPair> after,
                                               const Registry& registry,
                                               const EvaluateOptions& options = {});

/// A label for each woman in the registry's order: "county", "township", "village", "cause" (main
/// cause of poverty), "household_type", or a field of women.csv or households.csv by its name. No
/// value: "". Throws InputError for anything else, and for fields that hold names, free text or
/// positions.
[[nodiscard]] std::vector<std::string> groups_by(const Registry& registry, std::string_view what);

/// The least value that at least `percent` of 100 of the rising values do not exceed; nothing of
/// none. A value that was observed, so exact.
[[nodiscard]] std::optional<std::int64_t> quantile(std::span<const std::int64_t> rising,
                                                   int percent) noexcept;

}  // namespace jinguo::inline v0_1::measure

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "jinguo/core/id.hpp"
#include "jinguo/core/issue.hpp"
#include "jinguo/core/message.hpp"
#include "jinguo/domain/codes.hpp"
#include "jinguo/domain/field.hpp"
#include "jinguo/solver/transport.hpp"

namespace jinguo::inline v0_1 {

/// The 32 bytes of a SHA-256.
using Digest = std::array<std::uint8_t, 32>;

/// One unit of help: who goes where, worth what, and why that much.
struct PlanAward {
  Id left{};                               ///< Id of the woman.
  Id right{};                              ///< Id of the provider.
  ProviderKind kind = ProviderKind::base;  ///< Kind of the provider.
  std::int64_t score = 0;  ///< Points of the pair by the policy, floored to the pairing's band.
  /// By PairingPlan::part_names; their sum, floored to the pairing's band, is the score. Empty for
  /// those who go on outside the market.
  std::vector<std::int64_t> parts{};
  bool existing = false;  ///< Goes on from before.
  std::string rule{};     ///< Why she goes on outside the market; empty inside.
  friend bool operator==(const PlanAward&, const PlanAward&) = default;
};

/// Why a woman has no place (docs/reasons.md).
enum class ReasonKind : std::uint8_t {
  not_eligible,  ///< No place is open to her: `rule` removed the last option.
  loses_points,  ///< The plan would lose points wherever she were placed: options[0].loss at least.
  lottery,       ///< An equal claim, and the public lottery decided: options[0].loss is 0.
  bound,         ///< Locks, must-match or places used up by those who go on decided: `rule`.
  stopped,       ///< The solve was stopped before the best plan was proven.
};
inline constexpr Coded<ReasonKind> reason_kind_codes[] = {
    {ReasonKind::not_eligible, "not_eligible", "", "不符合条件"},
    {ReasonKind::loses_points, "loses_points", "", "方案将损失分值"},
    {ReasonKind::lottery, "lottery", "", "抽签"},
    {ReasonKind::bound, "bound", "", "名额或锁定"},
    {ReasonKind::stopped, "stopped", "", "求解中止"},
};
constexpr std::span<const Coded<ReasonKind>> codes(std::type_identity<ReasonKind>) noexcept {
  return reason_kind_codes;
}

/// One place that an unmatched woman could have had, and what it would have cost the plan. A loss
/// is a pair, compared in this order: women more that floors are short of, then points.
struct Option {
  Id right{};               ///< Id of the provider.
  std::int64_t score = 0;   ///< Points for her there.
  std::int64_t loss = 0;    ///< Points the whole plan would lose with her there.
  bool impossible = false;  ///< Only by breaking a must-match or a lock, or there is no place.
  /// Women more that floors would be short of. Always 0 for who is not placed: nobody leaves a
  /// floor for her to come in.
  std::int64_t more_short = 0;
  std::string
      rule{};  ///< Where impossible: "places" (none), "lock" (all are locked), "must_match".
  friend bool operator==(const Option&, const Option&) = default;
};

/// A woman who has fewer units than she asked for, and why.
struct Unmatched {
  Id left{};                                     ///< Id of the woman.
  std::int64_t units = 1;                        ///< Units that she did not get, 1 or more.
  ReasonKind reason = ReasonKind::not_eligible;  ///< Why.
  std::string rule{};             ///< When not eligible or bound; a text is "engine.rule.RULE".
  std::vector<Option> options{};  ///< Her five best places by loss, then score, then id.
  friend bool operator==(const Unmatched&, const Unmatched&) = default;
};

/// What one provider got.
struct PlaceResult {
  Id right{};                              ///< Id of the provider.
  ProviderKind kind = ProviderKind::base;  ///< Kind of the provider.
  std::int64_t places = 0;                 ///< In the market, after those that go on outside.
  std::int64_t floor = 0;    ///< In the market: lowered by the registered women who go on outside.
  std::int64_t taken = 0;    ///< Awards.
  std::int64_t outside = 0;  ///< Women who go on outside the market.
  std::int64_t shortfall = 0;       ///< Women by whom its floor is missed; 0 where it is kept.
  std::int64_t price = 0;           ///< Least price that proves the plan.
  std::int64_t greatest_price = 0;  ///< Greatest one, or solver::unbounded_price.
  std::int64_t worth = 0;           ///< Points that one more place would give the plan.
  bool forced = false;              ///< Its floor cannot rise: no plan could keep a greater one.
  /// What one less of the floor would give the plan: fewer women short of floors, then points.
  /// Both 0 where the floor does not bind; the points may be negative where fewer are short.
  std::int64_t floor_cost_short = 0;
  std::int64_t floor_cost = 0;  ///< Points that one less of the floor would give the plan.
  /// The floor as the policy asks, before the registered women who go on outside were taken off.
  /// Not known in plans of archive versions before 5 where somebody goes on outside.
  std::optional<std::int64_t> floor_before{};
  friend bool operator==(const PlaceResult&, const PlaceResult&) = default;
};

/// What the best plans of a pairing left to the lottery, so that anyone can draw it again:
/// solver::Ties by ids. A plan of the tied units is part of a best plan exactly if each unit is at
/// one of its woman's options (none twice, but outside as often as she likes), each place gets
/// between `least` and `most` of them, and the places marked `missing` together `missing_total`.
struct PlanTies {
  /// A place that tied women may get.
  struct Place {
    Id right{};              ///< Id of the provider.
    std::int64_t least = 0;  ///< Least number of tied units that it must get.
    std::int64_t most = 0;   ///< Greatest number of tied units that it can take.
    bool missing = false;    ///< Its floor is, or could be, missed.
    friend bool operator==(const Place&, const Place&) = default;
  };
  /// A woman whose place the lottery decides.
  struct Woman {
    Id left{};                 ///< Id of the woman.
    std::int64_t units = 1;    ///< Tied units of hers.
    std::int32_t options = 0;  ///< Which of PlanTies::options is hers.
    friend bool operator==(const Woman&, const Woman&) = default;
  };
  std::vector<Place> places{};  ///< By right id.
  std::vector<Woman> women{};   ///< By left.
  /// Lists of positions in `places`, in the order in which she prefers them; -1: not served.
  std::vector<std::vector<std::int32_t>> options{};
  /// Units by which the places marked `missing` are short together.
  std::int64_t missing_total = 0;
  friend bool operator==(const PlanTies&, const PlanTies&) = default;
};

/// One pairing of a plan: who goes where, why the others do not, and what proves it.
struct PairingPlan {
  std::string name{};                                     ///< Name of the pairing in the policy.
  solver::Status status = solver::Status::stopped_empty;  ///< What was found (docs/status.md).
  /// Names of the parts of a score, in the order of PlanAward::parts.
  std::vector<std::string> part_names{};
  std::vector<PlanAward> awards{};     ///< By left, then right, in byte order of ids.
  std::vector<Unmatched> unmatched{};  ///< By left.
  std::vector<PlaceResult> places{};   ///< By right id.
  std::vector<Issue> warnings{};       ///< Who goes on outside the market, and why.
  std::vector<PlanAward> outside{};    ///< Those who go on outside the market.
  std::int64_t total = 0;  ///< Scores of the awards + outside values of those not placed.
  std::optional<std::int64_t> gap{};  ///< 0 when proven best; the most it can lose when stopped.
  std::int64_t tied = 0;              ///< Women whose place the lottery decided.
  bool custom = false;                ///< Scores came from a policy of the user's own.
  /// Women whose need counts what the policy says of an income that is not known, by id, and what
  /// it says: a word of UnknownIncome; empty where there are none. Not digested: the records and
  /// the policy say it.
  std::vector<Id> income_assumed{};
  /// What an income that is not known counts as: median, line or zero; empty where all are known.
  std::string unknown_income{};
  double seconds = 0;  ///< Informative; neither digested nor compared.
  /// What the lottery chose among; not digested. Absent from plans of archive version 1, and where
  /// nothing was drawn.
  std::optional<PlanTies> ties{};
  /// All but `seconds`: two equal runs are equal.
  friend bool operator==(const PairingPlan& a, const PairingPlan& b) {
    return a.name == b.name && a.status == b.status && a.part_names == b.part_names &&
           a.awards == b.awards && a.unmatched == b.unmatched && a.places == b.places &&
           a.warnings == b.warnings && a.outside == b.outside && a.total == b.total &&
           a.gap == b.gap && a.tied == b.tied && a.custom == b.custom &&
           a.income_assumed == b.income_assumed && a.unknown_income == b.unknown_income &&
           a.ties == b.ties;
  }
};

/// A solved programme. Compare and cite it by its digest.
struct Plan {
  std::vector<PairingPlan> pairings{};  ///< In the policy's order.
  std::string policy_name{};            ///< What its policy calls itself.
  std::string asked{};  ///< The one pairing that match() was asked for; empty: all of the policy's.
  std::int32_t digest_form = newest_form;  ///< Of this plan's three digests (docs/digest.md).
  Digest registry_digest{};                ///< Digest of the tables that it was made from.
  Digest policy_digest{};                  ///< Digest of the policy that it was made by.
  std::string seed_hex{};  ///< The lottery's seed, hexadecimal digits; empty where none was needed.
  std::string made_by{};   ///< Version of the library; not digested.
  bool synthetic = false;  ///< The persons are synthetic, which every output must say.

  /// By `digest_form`, docs/digest.md: awards with scores and parts, unmatched (id, units),
  /// shortfall, digests of inputs and policy, seed. Compiled.
  [[nodiscard]] Digest digest() const;
  /// The pairing of a name, or null.
  [[nodiscard]] const PairingPlan* find(std::string_view pairing) const noexcept;
  friend bool operator==(const Plan&, const Plan&) = default;
};

/// 64 lower-case hexadecimal digits.
[[nodiscard]] std::string to_hex(const Digest& digest);

inline const PairingPlan* Plan::find(std::string_view pairing) const noexcept {
  for (const PairingPlan& plan : pairings) {
    if (plan.name == pairing) return &plan;
  }
  return nullptr;
}

}  // namespace jinguo::inline v0_1

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jinguo/core/id.hpp"
#include "jinguo/core/issue.hpp"
#include "jinguo/core/message.hpp"
#include "jinguo/domain/codes.hpp"
#include "jinguo/solver/transport.hpp"

namespace jinguo::inline v0_1 {

using Digest = std::array<std::uint8_t, 32>;  ///< SHA-256.

/// One unit of help: who goes where, worth what, and why that much.
struct PlanAward {
  Id left{};
  Id right{};
  ProviderKind kind = ProviderKind::base;
  std::int64_t score = 0;
  std::vector<std::int64_t> parts{};  ///< By PairingPlan::part_names; sums to the unbanded score.
  bool existing = false;              ///< Goes on from before (a lock).
  friend bool operator==(const PlanAward&, const PlanAward&) = default;
};

enum class ReasonKind : std::uint8_t {
  not_eligible,  ///< No place is open to her: `rule` removed the last option.
  loses_points,  ///< The plan would lose `loss` points at her best place.
  lottery,       ///< An equal claim with a lower number: the loss is 0.
  bound,         ///< A floor or lock decided.
};

/// One place that an unmatched woman could have had, and what it would have cost the plan.
struct Option {
  Id right{};
  std::int64_t score = 0;
  std::int64_t loss = 0;    ///< Points the whole plan would lose.
  bool impossible = false;  ///< Only by breaking a must-match or a lock.
  friend bool operator==(const Option&, const Option&) = default;
};

struct Unmatched {
  Id left{};
  std::int64_t units = 1;
  ReasonKind reason = ReasonKind::not_eligible;
  std::string rule{};             ///< Name of the rule, when not eligible or bound.
  std::vector<Option> options{};  ///< Her five best places by loss, then score, then id.
  friend bool operator==(const Unmatched&, const Unmatched&) = default;
};

/// What one provider got.
struct PlaceResult {
  Id right{};
  ProviderKind kind = ProviderKind::base;
  std::int64_t places = 0;  ///< In the market, after those that go on outside.
  std::int64_t floor = 0;
  std::int64_t taken = 0;
  std::int64_t outside = 0;  ///< Women who go on outside the market.
  std::int64_t shortfall = 0;
  std::int64_t price = 0;
  std::int64_t greatest_price = 0;
  std::int64_t worth = 0;
  bool forced = false;
  friend bool operator==(const PlaceResult&, const PlaceResult&) = default;
};

struct PairingPlan {
  std::string name{};
  solver::Status status = solver::Status::stopped_empty;
  std::vector<std::string> part_names{};
  std::vector<PlanAward> awards{};     ///< By left, then right, in byte order of ids.
  std::vector<Unmatched> unmatched{};  ///< By left.
  std::vector<PlaceResult> places{};   ///< By right id.
  std::vector<Issue> warnings{};       ///< Who goes on outside the market, and why.
  std::vector<PlanAward> outside{};    ///< Those who go on outside the market.
  std::int64_t total = 0;
  std::int64_t tied = 0;  ///< Women whose place the lottery decided.
  double seconds = 0;     ///< Informative; not digested.
};

/// A solved programme. Compare and cite it by its digest.
struct Plan {
  std::vector<PairingPlan> pairings{};
  std::string policy_name{};
  Digest registry_digest{};
  Digest policy_digest{};
  std::string seed_hex{};
  std::string made_by{};  ///< Version of the library; not digested.
  bool synthetic = false;

  [[nodiscard]] Digest digest() const;  ///< Compiled.
  [[nodiscard]] const PairingPlan* find(std::string_view pairing) const noexcept;
};

[[nodiscard]] std::string to_hex(const Digest& digest);

inline const PairingPlan* Plan::find(std::string_view pairing) const noexcept {
  for (const PairingPlan& plan : pairings) {
    if (plan.name == pairing) return &plan;
  }
  return nullptr;
}

}  // namespace jinguo::inline v0_1

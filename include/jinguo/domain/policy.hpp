#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "jinguo/core/date.hpp"
#include "jinguo/core/geo.hpp"
#include "jinguo/core/issue.hpp"
#include "jinguo/domain/codes.hpp"

/// What is fair and what counts, as data: a policy file holds exactly this, and engine/listing
/// turns it into a market. Points are whole numbers on one scale that the policy explains.
namespace jinguo::inline v0_1 {

enum class Existing : std::uint8_t {
  keep,     ///< Active mentorships and placements go on; what no longer fits goes on outside.
  strict,   ///< What no longer fits makes the pairing infeasible.
  release,  ///< They are free to change.
};
inline constexpr Coded<Existing> existing_codes[] = {
    {Existing::keep, "keep", "", "延续"},
    {Existing::strict, "strict", "", "严格"},
    {Existing::release, "release", "", "重新分配"},
};
constexpr std::span<const Coded<Existing>> codes(std::type_identity<Existing>) noexcept {
  return existing_codes;
}

enum class OnShort : std::uint8_t { stop, least_shortfall };
inline constexpr Coded<OnShort> on_short_codes[] = {
    {OnShort::stop, "stop", "", "停止"},
    {OnShort::least_shortfall, "least_shortfall", "", "最小缺口"},
};
constexpr std::span<const Coded<OnShort>> codes(std::type_identity<OnShort>) noexcept {
  return on_short_codes;
}

/// Who may be matched with a provider of a kind.
struct Eligibility {
  bool registered = true;  ///< Her household is on the register on the policy's date.
  std::optional<std::int32_t> min_age{};
  std::optional<std::int32_t> max_age{};
  std::vector<Labour> labour{};  ///< Any of these; empty: any.
  /// Health that can do each weight of work (light, medium, heavy); an empty list: any health.
  std::array<std::vector<Health>, 3> health_for_work{};
  bool not_student = false;
  bool not_away = false;
  bool skills_where_required = true;  ///< Places with skill_required need one of their skills.
  std::optional<std::int32_t> max_distance_m{};
  /// Greatest distance for each care duty (none, child, elder, patient); absent: no limit.
  std::array<std::optional<std::int32_t>, 4> care_distance_m{};
  bool her_own_limit = true;  ///< Beneficiary::max_distance_m counts.
};

/// Loss of points by distance: straight between corners, flat outside.
struct DistanceLoss {
  std::int32_t metres = 0;
  std::int64_t points = 0;
  friend bool operator==(const DistanceLoss&, const DistanceLoss&) = default;
};

template <class E>
struct PointsFor {
  E value{};
  std::int64_t points = 0;
  friend bool operator==(const PointsFor&, const PointsFor&) = default;
};

struct RegionPoints {
  std::string region{};  ///< Code of a county or other division.
  std::int64_t points = 0;
  friend bool operator==(const RegionPoints&, const RegionPoints&) = default;
};

/// What a match with a provider of a kind is worth: the sum of parts, all in points.
struct Merit {
  std::int64_t base = 0;                  ///< Worth of being served at all.
  std::int64_t skill = 0;                 ///< For each skill of the place that she has.
  std::vector<std::int64_t> wish{};       ///< If the place's industry is her 1st, 2nd, 3rd wish.
  std::vector<PointsFor<Cause>> cause{};  ///< Main cause against this kind of measure.
  std::vector<PointsFor<HouseholdType>> household{};
  /// Need by income a head: `need_full` points at 0 yuan, falling straight to 0 at
  /// `need_line_yuan`.
  std::int64_t need_full = 0;
  std::int64_t need_line_yuan = 0;
  std::vector<RegionPoints> county_tilt{};  ///< By her county.
  std::int64_t leading_industry = 0;        ///< The place's industry leads in her county.
  std::int64_t income_per_1000_yuan = 0;    ///< Expected net income of the place.
  std::int64_t income_cap_yuan = 0;         ///< Income counted at most; 0: all of it.
  std::vector<PointsFor<Risk>> risk{};      ///< Usually negative.
  std::int64_t anchor_link = 0;             ///< The place is linked to an anchor.
  std::vector<DistanceLoss> distance{};
};

/// Least number of women that each place of a kind must get.
struct FloorRule {
  std::vector<Level> levels{};  ///< For bases and mentors: of these levels; empty: all.
  std::int64_t at_least = 0;
};

struct KindRules {
  ProviderKind kind = ProviderKind::base;
  Eligibility eligibility{};
  Merit merit{};
  std::vector<FloorRule> floors{};
};

/// One market: women against the providers of some kinds.
struct Pairing {
  std::string name{};
  std::vector<KindRules> kinds{};
  std::int64_t band = 1;     ///< Merit is floored to a multiple; the lottery decides inside.
  std::int64_t outside = 0;  ///< What not being served is worth.
  bool must_match = false;   ///< Every woman who is eligible anywhere must be served.
  bool part_time = false;    ///< Does not compete with a full-time measure of another pairing.
};

struct Lottery {
  std::string seed_hex{};        ///< At least 32 hexadecimal digits, or empty.
  std::string commitment_hex{};  ///< SHA-256("jinguo seed v1" 0x00 seed), or empty.
};

struct PolicyData {
  std::string name{};
  Date date{};
  LonLat origin{};
  Existing existing = Existing::keep;
  OnShort on_infeasible = OnShort::stop;
  Lottery lottery{};
  std::vector<Pairing> pairings{};
};

/// A policy that was checked.
///
/// Invariant: what PolicyData says is possible: dates exist, names are unique, kinds do not repeat
/// inside a pairing, two full-time pairings share no woman (a full-time kind is in one pairing).
class Policy {
 public:
  Policy() = default;
  /// Throws InputError with every issue.
  explicit Policy(PolicyData data);
  [[nodiscard]] const PolicyData& data() const noexcept { return data_; }
  [[nodiscard]] const Pairing* find(std::string_view pairing) const noexcept;

 private:
  PolicyData data_{};
};

}  // namespace jinguo::inline v0_1

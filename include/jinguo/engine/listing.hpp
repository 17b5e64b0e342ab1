#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jinguo/core/issue.hpp"
#include "jinguo/core/monitor.hpp"
#include "jinguo/domain/policy.hpp"
#include "jinguo/domain/registry.hpp"
#include "jinguo/domain/validate.hpp"
#include "jinguo/solver/market.hpp"

/// From a policy and a registry to a market, by this table and no other way:
///
///   the policy says                                     the market gets
///   eligibility of a kind (registered, age, labour,     left_bits, right_need, right_forbid
///     health for the work, student, away, skills)
///   skill and wish fit                                  left_features . right_features * dot_scale
///   cause by kind, leading industry by county           tables
///   need, household type, county tilt                   left_points
///   base, income, risk, anchor                          right_points
///   loss by distance of a kind, limits, work at home    decay, right_decay, max_distance,
///                                                       left_max_distance, right_remote
///   distance by road                                    left_origin, origin_metres
///   band                                                band
///   places, floors, outside, must_match                 capacity, floor, outside, must_match
///   relations that go on, table pairs                   lock, exclude, capacity, floor, demand
namespace jinguo::inline v0_1::engine {

/// One provider of any kind, with what a policy asks about it.
struct Place {
  Id id{};                                 ///< Id of the provider.
  ProviderKind kind = ProviderKind::base;  ///< Kind of the provider.
  std::optional<Level> level{};            ///< Of bases whose title year has come, and mentors.
  RegionCode region{};  ///< Where it is, or where the person lives; the lowest division known.
  std::optional<LonLat> position{};    ///< Its own, else its region's.
  std::vector<Industry> industries{};  ///< A mentor may have several.
  std::vector<Skill> skills{};         ///< Skills of the work, most needed first.
  bool skill_required = false;         ///< Whether she must have one of the skills already.
  Work work = Work::light;     ///< Weight of the work, which decides the health that it needs.
  bool at_home = false;        ///< The work can be done at home: distance does not count.
  std::int64_t places = 0;     ///< 0 for a project that has ended.
  Money income{};              ///< Expected net income of a woman there, yuan a year.
  std::optional<Risk> risk{};  ///< Risk of its market.
  bool anchored = false;       ///< It is linked to an anchor.
  std::optional<Id> woman{};   ///< Who she is in the registry: a mentor, or the mentor of a chain.
};

/// Both sides of a pairing, in the market's order: byte order of ids.
struct Roster {
  std::vector<const Beneficiary*> women{};     ///< The left side.
  std::vector<const Household*> households{};  ///< Of each woman.
  std::vector<Place> places{};                 ///< The right side.

  /// Index of the woman of an id, or nothing.
  [[nodiscard]] std::optional<solver::Index> woman(std::string_view id) const noexcept;
  /// Index of the provider of an id, or nothing.
  [[nodiscard]] std::optional<solver::Index> place(std::string_view id) const noexcept;
};

/// A relation of before that stands (proposed, accepted or active): it goes on inside the market as
/// a lock, or outside of it.
struct Relation {
  solver::Index woman = 0;  ///< Index of the woman in the roster.
  solver::Index place = 0;  ///< Index of the provider in the roster.
  std::string id{};         ///< Of the mentorship or placement.
  std::string table{};      ///< "mentorships" or "placements".
  std::string rule{};       ///< Why it goes on outside; empty: inside.
};

/// The parts of a merit, in the order in which awards list them; the distance is a loss.
inline constexpr std::array<std::string_view, 12> part_names = {
    "base",      "skill", "wish",        "cause",
    "household", "need",  "county_tilt", "leading_industry",
    "income",    "risk",  "anchor_link", "distance",
};
/// A thirteenth part, with a policy of the user's own: what it adds to the policy's merit.
inline constexpr std::string_view custom_part = "custom";

/// A pairing turned into numbers. Borrows the registry, which must outlive it.
class Listing {
 public:
  /// Throws InputError with every issue (a missing position, an id of two providers, a pair that is
  /// locked and excluded, more than 64 conditions ...), each at the row in which `origins` say that
  /// its record stands; without them rows are counted from 2. The monitor, or null, is asked on the
  /// way; who is eligible anywhere is looked for on so many threads.
  Listing(const Registry& registry, const Policy& policy, const Pairing& pairing,
          const Origins& origins = {}, Monitor* monitor = nullptr, int threads = 1);
  Listing(Listing&&) noexcept;
  Listing& operator=(Listing&&) noexcept;
  ~Listing();

  /// Both sides in the market's order.
  [[nodiscard]] const Roster& roster() const noexcept;
  /// The scores, never stored.
  [[nodiscard]] const solver::Implicit& implicit() const noexcept;  ///< Borrows from this listing.
  /// Capacities, floors, outside values, locks and exclusions.
  [[nodiscard]] const solver::Bounds& bounds() const noexcept;
  /// The market by the policy; must not outlive this listing.
  [[nodiscard]] solver::Market market() const;

  /// Standing relations of before, by woman, then place; none under Existing::release.
  [[nodiscard]] const std::vector<Relation>& relations() const noexcept;
  /// Women who go on outside the market at a place.
  [[nodiscard]] const std::vector<solver::Count>& outside() const noexcept;
  /// Floors as the policy asks: those of bounds() before women who go on outside, and count because
  /// they are registered, lowered them.
  [[nodiscard]] const std::vector<solver::Count>& floor_before() const noexcept;

  /// The rule that excludes a pair, the first in the order of the table above: a name of
  /// "engine.rule.*"; nothing when she is eligible there.
  [[nodiscard]] std::optional<std::string_view> why_not(solver::Index woman,
                                                        solver::Index place) const;
  /// The rule that removes her last option when rules are applied in that order; nothing when she
  /// is eligible somewhere.
  [[nodiscard]] std::optional<std::string_view> why_nowhere(solver::Index woman) const;
  /// The parts of a pair's merit, by part_names; computed again from the records.
  [[nodiscard]] std::vector<std::int64_t> parts(solver::Index woman, solver::Index place) const;
  /// Metres by road from her village, where the policy measures by road, the table of roads has the
  /// two, and the work is not done at home.
  [[nodiscard]] std::optional<std::int32_t> road_metres(solver::Index woman,
                                                        solver::Index place) const noexcept;
  /// Whether her need counts what the policy says of an income that is not known.
  [[nodiscard]] bool assumes_income(solver::Index woman) const;

 private:
  struct Data;
  std::unique_ptr<Data> data_;
};

/// Floored to a multiple of the band.
[[nodiscard]] constexpr std::int64_t banded(std::int64_t points, std::int64_t band) noexcept {
  const std::int64_t rest = points % band;
  return points - (rest < 0 ? rest + band : rest);
}

}  // namespace jinguo::inline v0_1::engine

#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jinguo/domain/income.hpp"
#include "jinguo/domain/report.hpp"
#include "jinguo/engine/listing.hpp"

/// What a listing is made of. listing.cpp fills both sides and puts the market together;
/// listing_rules.cpp says who may go where, listing_merit.cpp what a pair is worth, and
/// listing_bounds.cpp how many there are and what goes on from before.
namespace jinguo::inline v0_1::engine {

using solver::Count;
using solver::Index;
using solver::Score;

/// Rules in the order in which they are applied.
enum class Rule : std::uint8_t {
  died,
  registered,
  age,
  labour,
  health,
  student,
  away,
  skill,
  no_road,
  distance,
  care_distance,
  own_distance,
  moved,
  ended,
  excluded
};
inline constexpr std::size_t bit_rules = 8;
inline constexpr std::string_view rule_names[] = {
    "died",  "registered", "age",           "labour",        "health",       "student", "away",
    "skill", "no_road",    "distance",      "care_distance", "own_distance", "moved", "ended",
    "excluded"};

/// What one bit of a woman says. `forbidden`: she must not have it.
struct Condition {
  Rule rule = Rule::registered;
  std::uint64_t low = 0;   ///< Least age, or a mask of codes.
  std::uint64_t high = 0;  ///< Greatest age.
  friend bool operator==(const Condition&, const Condition&) = default;
};
/// A set of codes as bits.
template <class E>
std::uint64_t mask_of(const std::vector<E>& values) {
  std::uint64_t mask = 0;
  for (const E value : values) mask |= std::uint64_t{1} << static_cast<unsigned>(value);
  return mask;
}
[[nodiscard]] bool on_register(const Household& household, const Date& day);

[[nodiscard]] Issue listing_issue(std::string code, std::string subject);

struct Listing::Data {
  const Registry* registry = nullptr;
  const Origins* origins = nullptr;  ///< While the listing is made.
  PolicyData policy{};
  Pairing pairing{};

  Roster roster{};
  std::vector<const KindRules*> rules{};  ///< Of each place; points into `pairing`.
  std::optional<HeadIncomes> incomes{};
  std::vector<bool> died{};  ///< By the policy's day, of each woman; empty: nobody.
  solver::Bounds bounds{};
  std::vector<Rule> apart{};  ///< Why each pair of bounds.exclude is kept apart.
  std::vector<Relation> relations{};
  std::vector<Count> outside{};
  std::vector<Count> floor_before{};

  std::vector<Condition> conditions{};
  std::array<std::uint64_t, bit_rules> bits_of_rule{};
  std::vector<std::uint64_t> left_bits{}, right_need{}, right_forbid{};
  /// Places that ask for the same bits.
  struct PlaceClass {
    std::uint64_t need = 0;
    std::uint64_t forbid = 0;
    std::vector<Index> places{};
  };
  std::vector<PlaceClass> classes{};
  std::vector<std::int16_t> left_wide{}, right_wide{};
  std::vector<std::int8_t> left_narrow{}, right_narrow{};
  std::vector<Score> left_points{}, right_points{};
  std::vector<std::int32_t> left_cause{}, right_kind{}, left_county{}, right_industries{};
  std::vector<Score> cause_points{}, industry_points{};
  bool uses_distance = false;
  std::vector<std::int32_t> left_xy{}, right_xy{}, right_decay{};
  /// By road: the village of each woman, and for each village and place the metres, or what the
  /// solver's Implicit says instead of them.
  std::vector<std::int32_t> left_village{}, road_metres{};
  std::vector<double> left_max_distance{};
  std::vector<std::uint8_t> right_remote{};
  solver::Implicit implicit{};

  std::vector<Issue> issues{};

  /// Refuses a record, by the file and row in which it stands.
  template <class Record>
  void refuse(const Record& record, std::string_view column, std::string_view code,
              std::string value = {}) {
    jinguo::detail::Report report(*registry, *origins, [&](Finding finding) {
      for_each_field<Record>([&](const auto& field) {
        if (field.name == column) finding.issue.column_zh = field.zh;
      });
      issues.push_back(std::move(finding.issue));
    });
    report.at(static_cast<std::size_t>(&record - registry->all<Record>().data()), record);
    report.error(column, code, std::move(value));
  }
  void refuse(const Place& place, std::string_view column, std::string_view code);

  Monitor* monitor = nullptr;  ///< While it is made; null: nobody asks.
  static constexpr std::int64_t a_woman = 256;  ///< Work of a step on her record.
  void count_work(std::int64_t units) const {
    if (monitor != nullptr) monitor->work(units);
  }

  void list_women();
  void list_deaths();
  void list_places();
  void list_positions();
  void list_roads();
  [[nodiscard]] std::int32_t road(Index woman, Index place) const;
  void list_conditions();
  void list_features();
  void list_tables();
  void list_points();
  void list_bounds();
  void list_exclusions(const std::vector<Relation>& standing, const std::set<solver::Pair>& locks,
                       const std::set<solver::Pair>& exclude);
  [[nodiscard]] std::vector<Relation> standing_relations();
  void list_relations(const std::vector<Relation>& standing, std::set<solver::Pair>& locks);
  void list_must_match(int threads);
  void assemble();

  [[nodiscard]] std::uint64_t bit(const Condition& condition);
  [[nodiscard]] bool holds(const Condition& condition, Index woman) const;
  [[nodiscard]] std::optional<Rule> missing_bit(Index woman, std::uint64_t need,
                                                std::uint64_t forbid) const;
  [[nodiscard]] std::optional<Rule> why_not(Index woman, Index place) const;
  [[nodiscard]] std::optional<Rule> too_far(Index woman, Index place) const;
  [[nodiscard]] bool eligible_anywhere(Index woman) const;
  /// Why a pair that the rules allow is kept apart, if it is.
  [[nodiscard]] std::optional<Rule> kept_apart(Index woman, Index place) const {
    const solver::Pair pair{woman, place};
    const auto found = std::lower_bound(bounds.exclude.begin(), bounds.exclude.end(), pair);
    if (found == bounds.exclude.end() || *found != pair) return std::nullopt;
    return apart[static_cast<std::size_t>(found - bounds.exclude.begin())];
  }
  /// Metres, by road where the table has the two.
  [[nodiscard]] float distance(Index woman, Index place) const;
  [[nodiscard]] std::optional<std::int32_t> care_limit(Index woman) const {
    const CareDuty duty = roster.women[static_cast<std::size_t>(woman)]->care_duty;
    return pairing.reach.care_distance_m[static_cast<std::size_t>(duty) % 4];
  }
  [[nodiscard]] std::optional<std::int32_t> own_limit(Index woman) const {
    if (!pairing.reach.her_own_limit) return std::nullopt;
    return roster.women[static_cast<std::size_t>(woman)]->max_distance_m;
  }
  [[nodiscard]] std::int64_t household_points(Index woman) const;
  [[nodiscard]] std::int64_t need_points(Index woman) const;
  [[nodiscard]] std::int64_t tilt_points(Index woman) const;
  [[nodiscard]] std::int64_t income_points(Index place) const;
  [[nodiscard]] std::int64_t risk_points(Index place) const;
};
}  // namespace jinguo::inline v0_1::engine

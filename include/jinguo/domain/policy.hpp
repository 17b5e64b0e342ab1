#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "jinguo/core/date.hpp"
#include "jinguo/core/geo.hpp"
#include "jinguo/core/id.hpp"
#include "jinguo/core/issue.hpp"
#include "jinguo/core/region.hpp"
#include "jinguo/domain/codes.hpp"
#include "jinguo/domain/field.hpp"

/// What is fair and what counts, as data: a policy file holds exactly this, and engine/listing
/// turns it into a market. Points are whole numbers on one scale that the policy explains.
namespace jinguo::inline v0_1 {

/// What becomes of relations that stand in the tables.
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

/// What is done where no plan keeps every floor.
enum class OnShort : std::uint8_t { stop, least_shortfall };
inline constexpr Coded<OnShort> on_short_codes[] = {
    {OnShort::stop, "stop", "", "停止"},
    {OnShort::least_shortfall, "least_shortfall", "", "最小缺口"},
};
constexpr std::span<const Coded<OnShort>> codes(std::type_identity<OnShort>) noexcept {
  return on_short_codes;
}

/// Who may be matched with a provider of a kind: what she must have and must not have.
struct Eligibility {
  bool registered = true;  ///< Her household is on the register on the policy's date.
  std::optional<std::int32_t> min_age{};  ///< Whole years on the policy's date, inclusive.
  std::optional<std::int32_t> max_age{};  ///< Whole years on the policy's date, inclusive.
  std::vector<Labour> labour{};           ///< Any of these; empty: any.
  /// Health that can do each weight of work (light, medium, heavy); an empty list: any health.
  /// Being with a mentor counts as light work.
  std::array<std::vector<Health>, 3> health_for_work{};
  bool not_student = false;           ///< Women at school are not eligible.
  bool not_away = false;              ///< Women who work away are not eligible.
  bool skills_where_required = true;  ///< Places with skill_required need one of their skills.
  friend bool operator==(const Eligibility&, const Eligibility&) = default;
};

/// What a distance of a pairing is.
enum class DistanceBy : std::uint8_t {
  straight,  ///< The straight line from her home to the place.
  road,      ///< What the table of roads says from her village to the place.
};
inline constexpr Coded<DistanceBy> distanceby_codes[] = {
    {DistanceBy::straight, "straight", "", "直线"},
    {DistanceBy::road, "road", "", "道路"},
};
constexpr std::span<const Coded<DistanceBy>> codes(std::type_identity<DistanceBy>) noexcept {
  return distanceby_codes;
}

/// What holds of a village and a place that the table of roads leaves out.
enum class RoadMissing : std::uint8_t {
  refuse,        ///< The match is refused: a table half filled in changes who is near to whom.
  straight,      ///< The straight line.
  not_eligible,  ///< Nobody can go there.
};
inline constexpr Coded<RoadMissing> roadmissing_codes[] = {
    {RoadMissing::refuse, "refuse", "", "拒绝"},
    {RoadMissing::straight, "straight", "", "直线"},
    {RoadMissing::not_eligible, "not_eligible", "", "不符合条件"},
};
constexpr std::span<const Coded<RoadMissing>> codes(std::type_identity<RoadMissing>) noexcept {
  return roadmissing_codes;
}

/// How far a woman of a pairing can go; waived where the work can be done at home.
struct Reach {
  std::optional<std::int32_t> max_distance_m{};  ///< For everyone, inclusive.
  /// Greatest distance for each care duty (none, child, elder, patient); absent: no limit.
  std::array<std::optional<std::int32_t>, 4> care_distance_m{};
  bool her_own_limit = true;  ///< Beneficiary::max_distance_m counts.
  friend bool operator==(const Reach&, const Reach&) = default;
};

/// Loss of points by distance: straight between corners, flat outside.
struct DistanceLoss {
  std::int32_t metres = 0;  ///< The corner's distance, 0 or more.
  std::int64_t points = 0;  ///< Points lost there, 0 or more.
  friend bool operator==(const DistanceLoss&, const DistanceLoss&) = default;
};

/// Points for one value of a coded field.
template <class E>
struct PointsFor {
  E value{};                ///< The code that they are for.
  std::int64_t points = 0;  ///< Points for it; may be negative.
  friend bool operator==(const PointsFor&, const PointsFor&) = default;
};

/// Points for those who live in a division.
struct RegionPoints {
  RegionCode region{};      ///< A county or other division; the lowest one that holds her counts.
  std::int64_t points = 0;  ///< Points for it; may be negative.
  friend bool operator==(const RegionPoints&, const RegionPoints&) = default;
};

/// What an income that the tables leave blank is worth, where need is counted by income.
enum class UnknownIncome : std::uint8_t {
  /// As the median of the registered households of her household's type whose income is known,
  /// else of all such households, else as the line.
  median,
  line,  ///< As the line or more: no points for need.
  zero,  ///< As nothing.
};
inline constexpr Coded<UnknownIncome> unknownincome_codes[] = {
    {UnknownIncome::median, "median", "", "中位数"},
    {UnknownIncome::line, "line", "", "收入线"},
    {UnknownIncome::zero, "zero", "", "零"},
};
constexpr std::span<const Coded<UnknownIncome>> codes(std::type_identity<UnknownIncome>) noexcept {
  return unknownincome_codes;
}

/// Merit of hers alone, the same at every place of a pairing: points for those who need it most.
struct Need {
  std::vector<PointsFor<HouseholdType>> household{};  ///< Points by type of household.
  /// By income a head: `full` points at 0 yuan or less, falling straight to 0 at `line_yuan`,
  /// floored.
  std::int64_t full = 0;
  /// Income a head and year, in yuan, from which on there are no points; 0: income does not count.
  std::int64_t line_yuan = 0;
  std::vector<RegionPoints> county_tilt{};  ///< By where she lives.
  /// What an income that is not known counts as.
  UnknownIncome unknown_income = UnknownIncome::median;
  friend bool operator==(const Need&, const Need&) = default;
};

/// What a match with a provider of a kind is worth: the sum of parts, all in points.
struct Merit {
  std::int64_t base = 0;                  ///< Worth of being served at all.
  std::int64_t skill = 0;                 ///< For each skill of the place that she has.
  std::vector<std::int64_t> wish{};       ///< If her 1st, 2nd, 3rd wish is the place's industry.
  std::vector<PointsFor<Cause>> cause{};  ///< Main cause against this kind of measure.
  std::int64_t leading_industry = 0;      ///< An industry of the place leads in her county.
  std::int64_t income_per_1000_yuan = 0;  ///< Expected net income of the place a year, floored.
  std::int64_t income_cap_yuan = 0;       ///< Income counted at most; 0: all of it.
  std::vector<PointsFor<Risk>> risk{};    ///< Market risk of the place; usually negative.
  std::int64_t anchor_link = 0;           ///< The place is linked to an anchor.
  std::vector<DistanceLoss> distance{};   ///< Metres strictly rise; empty: no loss.
  friend bool operator==(const Merit&, const Merit&) = default;
};

/// Least number of women that each place of a kind must get.
struct FloorRule {
  /// For bases and mentors: of these levels (a base's level counts from its title year on); empty:
  /// every place of the kind.
  std::vector<Level> levels{};
  std::int64_t at_least = 0;  ///< Least number of women at each such place.
  friend bool operator==(const FloorRule&, const FloorRule&) = default;
};

/// Rules for the providers of one kind. The greatest of its floors that apply counts.
struct KindRules {
  ProviderKind kind = ProviderKind::base;  ///< The providers that the rules are for.
  Eligibility eligibility{};               ///< Who may be matched with them.
  Merit merit{};                           ///< What a match with them is worth.
  std::vector<FloorRule> floors{};  ///< Their floors; the greatest that applies to a place counts.
  friend bool operator==(const KindRules&, const KindRules&) = default;
};

/// One market: women against the providers of some kinds.
struct Pairing {
  std::string name{};        ///< What tables and plans call it: letters, digits, _ and -.
  std::int64_t band = 1;     ///< Merit is floored to a multiple; the lottery decides inside.
  std::int64_t outside = 0;  ///< What not being served is worth.
  bool must_match = false;   ///< Every woman who is eligible anywhere must be served.
  /// Does not compete with a full-time measure. Pairings with mentors only never do.
  bool part_time = false;
  DistanceBy distance = DistanceBy::straight;  ///< What `reach` and losses by distance measure.
  RoadMissing road_missing = RoadMissing::refuse;  ///< What a pair without a road means.
  Reach reach{};                   ///< How far a woman can go.
  Need need{};                     ///< Points of hers alone.
  std::vector<KindRules> kinds{};  ///< Rules by kind of provider, each kind once.
  friend bool operator==(const Pairing&, const Pairing&) = default;
};

/// The public lottery that decides between equal claims.
struct Lottery {
  std::string seed{};        ///< At least 32 hexadecimal digits, or empty.
  std::string commitment{};  ///< Hexadecimal SHA-256("jinguo seed v1" 0x00 seed), or empty.
  friend bool operator==(const Lottery&, const Lottery&) = default;
};

/// What a policy file says, with every default filled in; docs/policy.md has the keys.
struct PolicyData {
  std::string name{};  ///< What plans call the policy.
  Date date{};         ///< Decides age, registration, title years, running projects.
  LonLat origin{};     ///< Where the plane of distances touches the globe.
  Existing existing = Existing::keep;  ///< What becomes of relations that are active today.
  /// Reasons of ending after which the same two may be matched again. After any other reason they
  /// are kept apart, and a woman whose relation ended because she moved away is open to no place of
  /// that county until a relation there begins anew.
  std::vector<EndReason> reopen_after{};
  OnShort on_infeasible = OnShort::stop;  ///< What is done where no plan keeps every floor.
  Lottery lottery{};                      ///< The public lottery's seed or commitment.
  std::vector<Pairing> pairings{};        ///< The markets, solved in this order.
  friend bool operator==(const PolicyData&, const PolicyData&) = default;
};

template <class Visit>
constexpr void fields(std::type_identity<Eligibility>, Visit&& visit) {
  using R = Eligibility;
  visit("registered", "限建档立卡", &R::registered, FieldUse::optional);
  visit("min_age", "最低年龄", &R::min_age, FieldUse::optional);
  visit("max_age", "最高年龄", &R::max_age, FieldUse::optional);
  visit("labour", "劳动能力", &R::labour, FieldUse::optional);
  visit("health_for_work", "劳动强度所需健康状况", &R::health_for_work, FieldUse::optional);
  visit("not_student", "非在校生", &R::not_student, FieldUse::optional);
  visit("not_away", "非外出务工", &R::not_away, FieldUse::optional);
  visit("skills_where_required", "须有所需技能", &R::skills_where_required, FieldUse::optional);
}
template <class Visit>
constexpr void fields(std::type_identity<Reach>, Visit&& visit) {
  using R = Reach;
  visit("max_distance_m", "最远距离（米）", &R::max_distance_m, FieldUse::optional);
  visit("care_distance_m", "照料负担的最远距离（米）", &R::care_distance_m, FieldUse::optional);
  visit("her_own_limit", "计本人最远距离", &R::her_own_limit, FieldUse::optional);
}
template <class Visit>
constexpr void fields(std::type_identity<Need>, Visit&& visit) {
  using R = Need;
  visit("household", "户类型", &R::household, FieldUse::optional);
  visit("full", "需要满分", &R::full, FieldUse::optional);
  visit("line_yuan", "人均收入线（元）", &R::line_yuan, FieldUse::optional);
  visit("county_tilt", "县区倾斜", &R::county_tilt, FieldUse::optional);
  visit("unknown_income", "收入未知时", &R::unknown_income, FieldUse::optional, 3);
}
template <class Visit>
constexpr void fields(std::type_identity<Merit>, Visit&& visit) {
  using R = Merit;
  visit("base", "基本分", &R::base, FieldUse::optional);
  visit("skill", "技能", &R::skill, FieldUse::optional);
  visit("wish", "意愿", &R::wish, FieldUse::optional);
  visit("cause", "致贫原因", &R::cause, FieldUse::optional);
  visit("leading_industry", "县域主导产业", &R::leading_industry, FieldUse::optional);
  visit("income_per_1000_yuan", "每千元预期收入", &R::income_per_1000_yuan, FieldUse::optional);
  visit("income_cap_yuan", "计分收入上限（元）", &R::income_cap_yuan, FieldUse::optional);
  visit("risk", "市场风险", &R::risk, FieldUse::optional);
  visit("anchor_link", "联结主体", &R::anchor_link, FieldUse::optional);
  visit("distance", "距离扣分", &R::distance, FieldUse::optional);
}
template <class Visit>
constexpr void fields(std::type_identity<FloorRule>, Visit&& visit) {
  using R = FloorRule;
  visit("levels", "级别", &R::levels, FieldUse::optional);
  visit("at_least", "至少人数", &R::at_least, FieldUse::required);
}
template <class Visit>
constexpr void fields(std::type_identity<KindRules>, Visit&& visit) {
  using R = KindRules;
  visit("kind", "帮扶方类型", &R::kind, FieldUse::key);
  visit("eligibility", "条件", &R::eligibility, FieldUse::optional);
  visit("merit", "评分", &R::merit, FieldUse::optional);
  visit("floors", "下限", &R::floors, FieldUse::optional);
}
template <class Visit>
constexpr void fields(std::type_identity<Pairing>, Visit&& visit) {
  using R = Pairing;
  visit("name", "名称", &R::name, FieldUse::key);
  visit("band", "分档", &R::band, FieldUse::optional);
  visit("outside", "未安置分值", &R::outside, FieldUse::optional);
  visit("must_match", "必须安置", &R::must_match, FieldUse::optional);
  visit("part_time", "非全职", &R::part_time, FieldUse::optional);
  visit("distance", "距离计法", &R::distance, FieldUse::optional, apart_from_forms);
  visit("road_missing", "缺道路里程时", &R::road_missing, FieldUse::optional, apart_from_forms);
  visit("reach", "距离限制", &R::reach, FieldUse::optional);
  visit("need", "需要", &R::need, FieldUse::optional);
  visit("kinds", "帮扶方", &R::kinds, FieldUse::required);
}
template <class Visit>
constexpr void fields(std::type_identity<Lottery>, Visit&& visit) {
  using R = Lottery;
  visit("seed", "抽签种子", &R::seed, FieldUse::optional);
  visit("commitment", "抽签承诺", &R::commitment, FieldUse::optional);
}
template <class Visit>
constexpr void fields(std::type_identity<PolicyData>, Visit&& visit) {
  using R = PolicyData;
  visit("name", "名称", &R::name, FieldUse::required);
  visit("date", "日期", &R::date, FieldUse::required);
  visit("origin", "坐标原点", &R::origin, FieldUse::required);
  visit("existing", "已有关系", &R::existing, FieldUse::optional);
  visit("reopen_after", "可再配对的结束原因", &R::reopen_after, FieldUse::optional, 3);
  visit("on_infeasible", "下限无法满足时", &R::on_infeasible, FieldUse::optional);
  visit("lottery", "抽签", &R::lottery, FieldUse::optional);
  visit("pairings", "结对类别", &R::pairings, FieldUse::required);
}

/// Most points that one part of a merit may say, in either direction.
inline constexpr std::int64_t max_points = 1'000'000;
/// Most points for one skill or one wish: they become 16-bit features.
inline constexpr std::int64_t max_feature_points = 32'767;

/// Every impossible value; an issue's column is the path of the key in a policy file
/// ("pairings.livelihood.kinds.base.merit.skill").
[[nodiscard]] std::vector<Issue> check(const PolicyData& data);

/// A policy that was checked.
///
/// Invariant: check(data()) found nothing: the date exists, points are in range, names are unique,
/// a kind is in one pairing only, at most one pairing is full-time (a woman works at one measure).
/// Pairings stand by name, kinds by kind, points by value: the order in which they were given means
/// nothing.
class Policy {
 public:
  Policy() = default;  ///< Of no pairing.
  /// Throws InputError with every issue.
  explicit Policy(PolicyData data);
  /// What it says, with every default filled in.
  [[nodiscard]] const PolicyData& data() const noexcept { return data_; }
  /// The pairing of a name, or null.
  [[nodiscard]] const Pairing* find(std::string_view pairing) const noexcept {
    for (const Pairing& one : data_.pairings) {
      if (one.name == pairing) return &one;
    }
    return nullptr;
  }
  /// The policy as it was understood when digests were of a form: rules that came later do not
  /// hold.
  [[nodiscard]] Policy as_of(int digest_form) const;
  friend bool operator==(const Policy&, const Policy&) = default;

 private:
  PolicyData data_{};
};

}  // namespace jinguo::inline v0_1

#ifdef JINGUO_HEADER_ONLY
#include "jinguo/domain/policy-inl.hpp"
#endif

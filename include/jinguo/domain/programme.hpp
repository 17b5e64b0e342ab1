#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "jinguo/core/date.hpp"
#include "jinguo/core/id.hpp"
#include "jinguo/core/issue.hpp"
#include "jinguo/domain/codes.hpp"
#include "jinguo/domain/field.hpp"

namespace jinguo::inline v0_1 {

/// How a target is judged.
enum class TargetKind : std::uint8_t {
  floor,     ///< At least so many.
  range,     ///< At least so many and at most so many.
  coverage,  ///< At least this share of all who qualify; none who qualify: not applicable.
  per_unit,  ///< Each unit on its own has at least so many: the least counts, not the sum.
  ceiling,   ///< At most so many, coming down from a baseline.
};
inline constexpr Coded<TargetKind> targetkind_codes[] = {
    {TargetKind::floor, "floor", "1", "下限"},
    {TargetKind::range, "range", "2", "区间"},
    {TargetKind::coverage, "coverage", "3", "覆盖率"},
    {TargetKind::per_unit, "per_unit", "4", "每个单位"},
    {TargetKind::ceiling, "ceiling", "5", "上限"},
};
constexpr std::span<const Coded<TargetKind>> codes(std::type_identity<TargetKind>) noexcept {
  return targetkind_codes;
}

/// Over what time a target counts.
enum class TargetPeriod : std::uint8_t { year, programme, continuous };
inline constexpr Coded<TargetPeriod> targetperiod_codes[] = {
    {TargetPeriod::year, "year", "1", "每年"},
    {TargetPeriod::programme, "programme", "2", "整个行动"},
    {TargetPeriod::continuous, "continuous", "3", "持续"},
};
constexpr std::span<const Coded<TargetPeriod>> codes(std::type_identity<TargetPeriod>) noexcept {
  return targetperiod_codes;
}

/// Which way a number is to go.
enum class Direction : std::uint8_t { rises, falls };
inline constexpr Coded<Direction> direction_codes[] = {
    {Direction::rises, "rises", "1", "越多越好"},
    {Direction::falls, "falls", "2", "越少越好"},
};
constexpr std::span<const Coded<Direction>> codes(std::type_identity<Direction>) noexcept {
  return direction_codes;
}

/// What must lie in the files to prove that something counts.
enum class Proof : std::uint8_t {
  receipt,
  attendance,
  hospital_paper,
  bank_slip,
  work_contract,
  income_statement,
  letter,
  publication
};
inline constexpr Coded<Proof> proof_codes[] = {
    {Proof::receipt, "receipt", "1", "签收单"},
    {Proof::attendance, "attendance", "2", "签到册"},
    {Proof::hospital_paper, "hospital_paper", "3", "医院证明"},
    {Proof::bank_slip, "bank_slip", "4", "转账凭证"},
    {Proof::work_contract, "work_contract", "5", "用工合同"},
    {Proof::income_statement, "income_statement", "6", "收入证明"},
    {Proof::letter, "letter", "7", "推荐函"},
    {Proof::publication, "publication", "8", "刊发件"},
};
constexpr std::span<const Coded<Proof>> codes(std::type_identity<Proof>) noexcept {
  return proof_codes;
}

/// One number that a programme promises.
struct Target {
  /// Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number.
  IdOf<Target> id{};
  std::string name{};     ///< English.
  std::string name_zh{};  ///< Chinese.
  /// What sort of number it is: a count, a coverage, a range, a ceiling, per unit.
  TargetKind kind{};
  std::int64_t at_least{};                  ///< In `unit`; of a coverage in 1/10,000.
  std::optional<std::int64_t> at_most{};    ///< Of a range or ceiling: the greatest that meets it.
  Unit unit{};                              ///< What is counted.
  TargetPeriod period{};                    ///< Over what time it counts.
  std::vector<ActivityKind> counts{};       ///< Activities that count; empty: not activities.
  std::optional<Level> unit_level{};        ///< Per unit: bases of this level or higher.
  std::optional<IdOf<Target>> subset_of{};  ///< Counts only what the other target counts.
  Direction direction{};                    ///< Whether more is better, or less.
  std::optional<std::int64_t> baseline{};   ///< Of a ceiling: where it came down from.
  std::optional<Level> owner{};             ///< Level of the federation that answers for it.
  std::vector<Proof> proof{};               ///< What must be there for each thing counted.

  static constexpr std::string_view table = "targets";
  static constexpr std::string_view table_zh = "指标";
  friend bool operator==(const Target&, const Target&) = default;
};

template <class Visit>
constexpr void fields(std::type_identity<Target>, Visit&& visit) {
  using R = Target;
  visit("id", "编号", &R::id, FieldUse::key);
  visit("name", "英文名称", &R::name, FieldUse::required);
  visit("name_zh", "名称", &R::name_zh, FieldUse::required);
  visit("kind", "类型", &R::kind, FieldUse::required);
  visit("at_least", "下限", &R::at_least, FieldUse::required);
  visit("at_most", "上限", &R::at_most, FieldUse::optional);
  visit("unit", "单位", &R::unit, FieldUse::required);
  visit("period", "期限", &R::period, FieldUse::required);
  visit("counts", "计入活动", &R::counts, FieldUse::optional);
  visit("unit_level", "单位级别", &R::unit_level, FieldUse::optional);
  visit("subset_of", "其中", &R::subset_of, FieldUse::optional);
  visit("direction", "方向", &R::direction, FieldUse::optional, 2);
  visit("baseline", "基数", &R::baseline, FieldUse::optional, 2);
  visit("owner", "责任级别", &R::owner, FieldUse::optional, 2);
  visit("proof", "所需佐证", &R::proof, FieldUse::optional, 2);
}

/// A programme's promises, as data.
struct Programme {
  std::string name{};               ///< English name.
  std::string name_zh{};            ///< Chinese name.
  std::vector<Target> targets{};    ///< What it promises, each id once.
  std::optional<Date> starts_on{};  ///< What came before counts for no target.
  std::optional<Date> ends_on{};    ///< Its last day; what comes after counts for no target.

  /// The target of an id, or null.
  [[nodiscard]] const Target* find(std::string_view id) const noexcept {
    for (const Target& target : targets) {
      if (target.id.text() == id) return &target;
    }
    return nullptr;
  }
  friend bool operator==(const Programme&, const Programme&) = default;
};

/// Every fault of a programme: ids missing or given twice, numbers that cannot be met, a range
/// without its upper end, a ceiling without baseline, a direction that does not fit, a subset of
/// nothing or of itself, a target that nobody answers for. Rows count targets from 2.
[[nodiscard]] inline std::vector<Issue> validate(const Programme& programme) {
  std::vector<Issue> issues;
  for (std::size_t k = 0; k < programme.targets.size(); ++k) {
    const Target& target = programme.targets[k];
    const auto error = [&](std::string_view column, std::string_view code) {
      Issue issue;
      issue.code = code;
      issue.file = Target::table;
      issue.row = static_cast<std::int64_t>(k) + 2;
      issue.column = column;
      issue.expected.code = code;
      issue.subject = target.id.text();
      issues.push_back(std::move(issue));
    };
    if (target.id.empty()) {
      error("id", "domain.key");
    } else if (programme.find(target.id.text()) != &target) {
      error("id", "domain.duplicate");
    }
    if (target.at_least < 0) error("at_least", "domain.negative");
    if (target.kind == TargetKind::coverage && target.at_least > 10'000) {
      error("at_least", "domain.share");
    }
    const bool ceiling = target.kind == TargetKind::ceiling;
    if (ceiling != (target.direction == Direction::falls)) {
      error("direction", "domain.target.direction");
    }
    if (ceiling != target.baseline.has_value()) {
      error("baseline", "domain.target.baseline");
    } else if (ceiling && target.at_most && *target.baseline <= *target.at_most) {
      error("baseline", "domain.target.baseline");
    }
    if (!target.owner) error("owner", "domain.target.owner");
    if ((target.kind == TargetKind::range || ceiling) != target.at_most.has_value()) {
      error("at_most", "domain.target.at_most");
    } else if (target.at_most && *target.at_most < target.at_least) {
      error("at_most", "domain.target.order");
    }
    if (target.subset_of) {
      const Target* const whole = programme.find(target.subset_of->text());
      if (whole == nullptr || whole == &target) error("subset_of", "domain.target.subset");
    }
  }
  return issues;
}

/// The eight numbers of Yueyang's plan of 2016 (巾帼（行业）脱贫行动). The plan names no period for
/// the first three: they count over the whole programme.
[[nodiscard]] inline Programme yueyang_2016() {
  using enum ActivityKind;
  using enum Proof;
  const auto target = [](std::string id, std::string name, std::string name_zh, TargetKind kind,
                         std::int64_t at_least, Unit unit, TargetPeriod period,
                         std::vector<ActivityKind> counts, std::vector<Proof> proof) {
    Target out;
    out.id = IdOf<Target>(std::move(id));
    out.name = std::move(name);
    out.name_zh = std::move(name_zh);
    out.kind = kind;
    out.at_least = at_least;
    out.unit = unit;
    out.period = period;
    out.counts = std::move(counts);
    out.proof = std::move(proof);
    out.owner = Level::municipal;
    return out;
  };
  Programme programme;
  programme.name = "Women's programme against poverty of Yueyang, 2016";
  programme.name_zh = "岳阳市巾帼（行业）脱贫行动";
  programme.targets = {
      target("T1", "Leaflets handed out", "发放宣传资料", TargetKind::floor, 20'000, Unit::copies,
             TargetPeriod::programme, {leaflets}, {receipt}),
      target("T2", "Talks to grass-roots women", "对基层妇女宣讲", TargetKind::floor, 10,
             Unit::sessions, TargetPeriod::programme, {talk}, {attendance}),
      target("T3", "Skills training", "技能培训", TargetKind::floor, 2'000, Unit::person_times,
             TargetPeriod::programme, {training}, {attendance}),
      target("T4", "Registered two-cancer patients who get aid", "建档立卡“两癌”患病妇女救助",
             TargetKind::coverage, 10'000, Unit::persons, TargetPeriod::continuous, {cancer_aid},
             {hospital_paper, bank_slip}),
      target("T5", "Registered women whom each provincial base brings into work with more income",
             "每个省级以上基地帮扶建档立卡妇女就业增收", TargetKind::per_unit, 100, Unit::persons,
             TargetPeriod::year, {}, {work_contract, income_statement}),
      target("T6", "Charity for women and children in need", "爱心救助贫困妇女儿童",
             TargetKind::floor, 100, Unit::person_times, TargetPeriod::year, {charity}, {receipt}),
      target("T7", "Exemplars recommended to the province", "向省妇联推荐典型", TargetKind::range,
             5, Unit::exemplars, TargetPeriod::year, {exemplar}, {letter}),
      target("T8", "Items on them in provincial media", "其中省级媒体刊发", TargetKind::floor, 2,
             Unit::items, TargetPeriod::year, {media_item}, {publication}),
  };
  programme.targets[4].unit_level = Level::provincial;
  programme.targets[6].at_most = 8;
  programme.targets[7].subset_of = IdOf<Target>("T7");
  return programme;
}

}  // namespace jinguo::inline v0_1

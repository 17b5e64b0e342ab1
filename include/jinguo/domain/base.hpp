#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "jinguo/core/geo.hpp"
#include "jinguo/core/id.hpp"
#include "jinguo/core/money.hpp"
#include "jinguo/core/region.hpp"
#include "jinguo/domain/codes.hpp"
#include "jinguo/domain/field.hpp"

namespace jinguo::inline v0_1 {

struct Anchor;

/// A women's demonstration base.
struct Base {
  /// Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number.
  IdOf<Base> id{};
  std::string name{};  ///< Name of an organisation; not digested.
  BaseKind kind{};     ///< What work the base is for.
  Level level{};       ///< Highest level that named it a demonstration base, from `title_year` on.
  std::int32_t title_year{};  ///< The level counts from this year on.
  RegionCode region{};  ///< Where it is, or where the person lives; the lowest division known.
  std::optional<LonLat> position{};  ///< Where it lies; absent: the point of its division.
  Industry industry{};               ///< What it produces.
  std::vector<Skill> skills{};       ///< Skills of the work, most needed first.
  bool skill_required{};             ///< Whether she must have one of the skills already.
  Work work{};            ///< Weight of the work, which decides the health that it needs.
  bool at_home{};         ///< The work can be done at home.
  std::int32_t places{};  ///< Number of women whom it can take, 0 or more.
  Money income{};         ///< Expected net income of a woman, yuan a year.
  Risk risk{};            ///< Risk of its market.
  std::optional<IdOf<Anchor>> anchor{};  ///< The anchor that it is linked to.

  static constexpr std::string_view table = "bases";
  static constexpr std::string_view table_zh = "示范基地";
  friend bool operator==(const Base&, const Base&) = default;
};

template <class Visit>
constexpr void fields(std::type_identity<Base>, Visit&& visit) {
  using R = Base;
  visit("id", "编号", &R::id, FieldUse::key);
  visit("name", "名称", &R::name, FieldUse::free_text);
  visit("kind", "类型", &R::kind, FieldUse::required);
  visit("level", "级别", &R::level, FieldUse::required);
  visit("title_year", "命名年份", &R::title_year, FieldUse::required);
  visit("region", "所在地", &R::region, FieldUse::required);
  visit("position", "位置", &R::position, FieldUse::optional);
  visit("industry", "产业", &R::industry, FieldUse::required);
  visit("skills", "所需技能", &R::skills, FieldUse::optional);
  visit("skill_required", "须有技能", &R::skill_required, FieldUse::optional);
  visit("work", "劳动强度", &R::work, FieldUse::required);
  visit("at_home", "可居家", &R::at_home, FieldUse::optional);
  visit("places", "名额", &R::places, FieldUse::required);
  visit("income", "预期年净收入", &R::income, FieldUse::required);
  visit("risk", "市场风险", &R::risk, FieldUse::required);
  visit("anchor", "联结主体", &R::anchor, FieldUse::optional);
}

}  // namespace jinguo::inline v0_1

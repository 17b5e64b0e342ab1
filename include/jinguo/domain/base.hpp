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
  IdOf<Base> id{};
  std::string name{};  ///< Name of an organisation; not digested.
  BaseKind kind{};
  Level level{};
  std::int32_t title_year{};  ///< The level counts from this year on.
  RegionCode region{};
  std::optional<LonLat> position{};
  Industry industry{};
  std::vector<Skill> skills{};  ///< Skills of the work, most needed first.
  bool skill_required{};        ///< Whether she must have one of the skills already.
  Work work{};
  bool at_home{};  ///< The work can be done at home.
  std::int32_t places{};
  Money income{};  ///< Expected net income of a woman, yuan a year.
  Risk risk{};
  std::optional<IdOf<Anchor>> anchor{};

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

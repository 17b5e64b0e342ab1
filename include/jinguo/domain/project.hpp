#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "jinguo/core/date.hpp"
#include "jinguo/core/geo.hpp"
#include "jinguo/core/id.hpp"
#include "jinguo/core/money.hpp"
#include "jinguo/core/region.hpp"
#include "jinguo/domain/codes.hpp"
#include "jinguo/domain/field.hpp"

namespace jinguo::inline v0_1 {

struct Anchor;

/// A production project with places for women.
struct Project {
  /// Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number.
  IdOf<Project> id{};
  std::string name{};                    ///< What people call it; not digested.
  std::optional<IdOf<Anchor>> anchor{};  ///< Who offers it.
  RegionCode region{};  ///< Where it is, or where the person lives; the lowest division known.
  std::optional<LonLat> position{};  ///< Where it lies; absent: the point of its division.
  Industry industry{};               ///< What it produces.
  std::string scale{};               ///< For example "120亩".
  Money budget{};                    ///< Yuan.
  std::int32_t places{};             ///< Number of women whom it can take, 0 or more.
  Money income{};                    ///< Expected net income of a woman, yuan a year.
  Risk risk{};                       ///< Risk of its market.
  Work work{};                      ///< Weight of the work, which decides the health that it needs.
  std::vector<Skill> skills{};      ///< Skills of the work, most needed first.
  bool skill_required{};            ///< Whether she must have one of the skills already.
  bool at_home{};                   ///< The work can be done at home: distance does not count.
  std::optional<Date> starts_on{};  ///< First day of the work; absent: it runs.
  std::optional<Date> ends_on{};    ///< Last day of the work; absent: no end is known.

  static constexpr std::string_view table = "projects";
  static constexpr std::string_view table_zh = "项目";
  friend bool operator==(const Project&, const Project&) = default;
};

template <class Visit>
constexpr void fields(std::type_identity<Project>, Visit&& visit) {
  using R = Project;
  visit("id", "编号", &R::id, FieldUse::key);
  visit("name", "名称", &R::name, FieldUse::free_text);
  visit("anchor", "联结主体", &R::anchor, FieldUse::optional);
  visit("region", "所在地", &R::region, FieldUse::required);
  visit("position", "位置", &R::position, FieldUse::optional);
  visit("industry", "产业", &R::industry, FieldUse::required);
  visit("scale", "规模", &R::scale, FieldUse::free_text);
  visit("budget", "预算", &R::budget, FieldUse::required);
  visit("places", "名额", &R::places, FieldUse::required);
  visit("income", "预期年净收入", &R::income, FieldUse::required);
  visit("risk", "市场风险", &R::risk, FieldUse::required);
  visit("work", "劳动强度", &R::work, FieldUse::required);
  visit("skills", "所需技能", &R::skills, FieldUse::optional);
  visit("skill_required", "须有技能", &R::skill_required, FieldUse::optional);
  visit("at_home", "可居家", &R::at_home, FieldUse::optional);
  visit("starts_on", "开始日期", &R::starts_on, FieldUse::optional);
  visit("ends_on", "结束日期", &R::ends_on, FieldUse::optional);
}

}  // namespace jinguo::inline v0_1

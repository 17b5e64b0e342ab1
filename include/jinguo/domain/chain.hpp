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
struct Mentor;

/// Able woman + anchor enterprise + cooperative + poor women, offered as one provider.
struct Chain {
  /// Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number.
  IdOf<Chain> id{};
  IdOf<Mentor> mentor{};       ///< The able woman who leads it.
  IdOf<Anchor> enterprise{};   ///< An anchor of kind anchor_enterprise.
  IdOf<Anchor> cooperative{};  ///< An anchor of kind cooperative.
  RegionCode region{};  ///< Where it is, or where the person lives; the lowest division known.
  std::optional<LonLat> position{};  ///< Where it lies; absent: the point of its division.
  Industry industry{};               ///< What it produces.
  std::int32_t places{};             ///< Number of women whom it can take, 0 or more.
  DividendKind dividend{};           ///< By what the women have their part of the profit.
  Money stake{};                     ///< Put in for each woman, yuan.
  std::int32_t guaranteed_bp{};      ///< Guaranteed dividend a year, 1/10,000 of the stake.
  std::int32_t profit_share_bp{};    ///< Share of the profit for the women together, 0 to 10,000.
  std::optional<Money> dividend_cap{};  ///< Most a woman can get a year.
  Money income{};                       ///< Expected net income of a woman, yuan a year.
  Risk risk{};                          ///< Risk of its market.
  Work work{};                  ///< Weight of the work, which decides the health that it needs.
  std::vector<Skill> skills{};  ///< Skills of the work, most needed first.
  bool skill_required{};        ///< Whether she must have one of the skills already.
  bool at_home{};               ///< The work can be done at home: distance does not count.

  static constexpr std::string_view table = "chains";
  static constexpr std::string_view table_zh = "四方联结";
  friend bool operator==(const Chain&, const Chain&) = default;
};

template <class Visit>
constexpr void fields(std::type_identity<Chain>, Visit&& visit) {
  using R = Chain;
  visit("id", "编号", &R::id, FieldUse::key);
  visit("mentor", "女能人", &R::mentor, FieldUse::required);
  visit("enterprise", "龙头企业", &R::enterprise, FieldUse::required);
  visit("cooperative", "合作社", &R::cooperative, FieldUse::required);
  visit("region", "所在地", &R::region, FieldUse::required);
  visit("position", "位置", &R::position, FieldUse::optional);
  visit("industry", "产业", &R::industry, FieldUse::required);
  visit("places", "名额", &R::places, FieldUse::required);
  visit("dividend", "分红方式", &R::dividend, FieldUse::required);
  visit("stake", "每人股金", &R::stake, FieldUse::required);
  visit("guaranteed_bp", "保底分红（万分之）", &R::guaranteed_bp, FieldUse::required);
  visit("profit_share_bp", "利润分成（万分之）", &R::profit_share_bp, FieldUse::optional);
  visit("dividend_cap", "分红上限", &R::dividend_cap, FieldUse::optional);
  visit("income", "预期年净收入", &R::income, FieldUse::required);
  visit("risk", "市场风险", &R::risk, FieldUse::required);
  visit("work", "劳动强度", &R::work, FieldUse::required);
  visit("skills", "所需技能", &R::skills, FieldUse::optional);
  visit("skill_required", "须有技能", &R::skill_required, FieldUse::optional);
  visit("at_home", "可居家", &R::at_home, FieldUse::optional);
}

}  // namespace jinguo::inline v0_1

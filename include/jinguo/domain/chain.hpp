#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
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
  IdOf<Chain> id{};
  IdOf<Mentor> mentor{};
  IdOf<Anchor> enterprise{};   ///< An anchor of kind anchor_enterprise.
  IdOf<Anchor> cooperative{};  ///< An anchor of kind cooperative.
  RegionCode region{};
  std::optional<LonLat> position{};
  Industry industry{};
  std::int32_t places{};
  DividendKind dividend{};
  Money stake{};                   ///< Put in for each woman, yuan.
  std::int32_t guaranteed_bp{};    ///< Guaranteed dividend a year, 1/10,000 of the stake.
  std::int32_t profit_share_bp{};  ///< Share of the profit for the women together, 0 to 10,000.
  std::optional<Money> dividend_cap{};  ///< Most a woman can get a year.
  Money income{};                       ///< Expected net income of a woman, yuan a year.
  Risk risk{};
  Work work{};
  std::vector<Skill> skills{};
  bool skill_required{};
  bool at_home{};

  static constexpr std::string_view table = "chains";
  static constexpr std::string_view table_zh = "四方联结";
  friend bool operator==(const Chain&, const Chain&) = default;
};

constexpr auto fields(std::type_identity<Chain>) {
  using R = Chain;
  return std::tuple{
      Field{"id", "编号", &R::id, FieldUse::key},
      Field{"mentor", "女能人", &R::mentor, FieldUse::required},
      Field{"enterprise", "龙头企业", &R::enterprise, FieldUse::required},
      Field{"cooperative", "合作社", &R::cooperative, FieldUse::required},
      Field{"region", "所在地", &R::region, FieldUse::required},
      Field{"position", "位置", &R::position, FieldUse::optional},
      Field{"industry", "产业", &R::industry, FieldUse::required},
      Field{"places", "名额", &R::places, FieldUse::required},
      Field{"dividend", "分红方式", &R::dividend, FieldUse::required},
      Field{"stake", "每人股金", &R::stake, FieldUse::required},
      Field{"guaranteed_bp", "保底分红（万分之）", &R::guaranteed_bp, FieldUse::required},
      Field{"profit_share_bp", "利润分成（万分之）", &R::profit_share_bp, FieldUse::optional},
      Field{"dividend_cap", "分红上限", &R::dividend_cap, FieldUse::optional},
      Field{"income", "预期年净收入", &R::income, FieldUse::required},
      Field{"risk", "市场风险", &R::risk, FieldUse::required},
      Field{"work", "劳动强度", &R::work, FieldUse::required},
      Field{"skills", "所需技能", &R::skills, FieldUse::optional},
      Field{"skill_required", "须有技能", &R::skill_required, FieldUse::optional},
      Field{"at_home", "可居家", &R::at_home, FieldUse::optional},
  };
}

}  // namespace jinguo::inline v0_1

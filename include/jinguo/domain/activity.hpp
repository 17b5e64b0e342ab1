#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "jinguo/core/date.hpp"
#include "jinguo/core/id.hpp"
#include "jinguo/core/money.hpp"
#include "jinguo/core/region.hpp"
#include "jinguo/domain/activity_codes.hpp"
#include "jinguo/domain/codes.hpp"
#include "jinguo/domain/field.hpp"

namespace jinguo::inline v0_1 {

struct Base;
struct Beneficiary;
struct Person;
struct Project;

/// Something done for people on a day: a talk, a class, an aid, an item in the media. One record
/// for every kind; which fields a kind needs, validate() says.
struct Activity {
  /// Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number.
  IdOf<Activity> id{};
  /// What was done; decides the unit and which fields are needed (docs/tables.md).
  ActivityKind kind{};
  Date date{};                         ///< First day.
  std::optional<std::int32_t> days{};  ///< How many days in a row; without: one.
  RegionCode region{};                 ///< Division in which it took place.
  std::optional<Venue> venue{};        ///< Where people met, where that is known.
  std::int64_t quantity{};             ///< How many units; at least 0.
  Unit unit{};                         ///< What `quantity` counts; each kind has its own.
  std::optional<PersonKind> whom{};    ///< Whom it reached, where they are not listed one by one.
  Money amount{};                      ///< Money spent, given or raised, yuan.
  std::optional<Source> payer{};       ///< Who pays: of an insurance, an aid, money raised.
  std::optional<Payment> payment{};    ///< Of an aid.
  /// The year that it is for: insured, studied, recommended in. Without: the year of `date`.
  std::optional<std::int32_t> for_year{};
  std::vector<IdOf<Beneficiary>> women{};  ///< Women of the registry whom it reached or shows.
  std::vector<IdOf<Person>> persons{};     ///< Others whom it reached or shows.
  std::optional<IdOf<Base>> base{};        ///< Where it was held, or whom it shows.
  std::optional<IdOf<Project>> project{};  ///< Whom it advises or shows.
  std::optional<Skill> skill{};            ///< Of a training.
  std::optional<Brand> brand{};            ///< The federation's activity brand that it belongs to.
  std::vector<Topic> topics{};             ///< What it was about; required of talks.
  std::optional<Medium> medium{};       ///< By which way it reached people; required of outreach.
  std::optional<Level> outlet_level{};  ///< Of a media item: whose medium it is.
  std::optional<ExemplarKind> exemplar_kind{};  ///< What sort of exemplar; required of one.
  std::vector<IdOf<Activity>> exemplars{};      ///< Of a media item: the exemplars it is about.
  std::optional<Cancer> cancer{};               ///< Of a diagnosis, an aid, a screening.
  std::optional<CancerStage> stage{};           ///< Of a diagnosis.
  std::optional<ScreeningResult> result{};      ///< Of a screening, for all that it lists.
  Level reported_by{};                          ///< Level of the federation that reports it.
  /// Who gave the money or the goods, a name of an organisation; not digested.
  std::string sponsor{};
  std::string proof{};  ///< Where the proof lies: a file number, a link, a hospital's paper.
  std::string note{};   ///< Remarks; neither digested nor logged.

  static constexpr std::string_view table = "activities";
  static constexpr std::string_view table_zh = "活动";
  friend bool operator==(const Activity&, const Activity&) = default;
};

template <class Visit>
constexpr void fields(std::type_identity<Activity>, Visit&& visit) {
  using R = Activity;
  visit("id", "编号", &R::id, FieldUse::key);
  visit("kind", "活动类型", &R::kind, FieldUse::required);
  visit("date", "日期", &R::date, FieldUse::required);
  visit("days", "天数", &R::days, FieldUse::optional, 2);
  visit("region", "所在地", &R::region, FieldUse::required);
  visit("venue", "场所", &R::venue, FieldUse::optional, 2);
  visit("quantity", "数量", &R::quantity, FieldUse::required);
  visit("unit", "单位", &R::unit, FieldUse::required);
  visit("whom", "对象", &R::whom, FieldUse::optional, 2);
  visit("amount", "金额", &R::amount, FieldUse::optional);
  visit("payer", "资金来源", &R::payer, FieldUse::optional, 2);
  visit("payment", "发放方式", &R::payment, FieldUse::optional, 2);
  visit("for_year", "所属年份", &R::for_year, FieldUse::optional, 2);
  visit("women", "妇女编号", &R::women, FieldUse::optional);
  visit("persons", "人员编号", &R::persons, FieldUse::optional);
  visit("base", "基地编号", &R::base, FieldUse::optional);
  visit("project", "项目编号", &R::project, FieldUse::optional, 2);
  visit("skill", "技能", &R::skill, FieldUse::optional);
  visit("brand", "品牌", &R::brand, FieldUse::optional, 2);
  visit("topics", "主题", &R::topics, FieldUse::optional, 2);
  visit("medium", "渠道", &R::medium, FieldUse::optional, 2);
  visit("outlet_level", "媒体级别", &R::outlet_level, FieldUse::optional, 2);
  visit("exemplar_kind", "典型类型", &R::exemplar_kind, FieldUse::optional, 2);
  visit("exemplars", "所报道典型", &R::exemplars, FieldUse::optional, 2);
  visit("cancer", "癌种", &R::cancer, FieldUse::optional, 2);
  visit("stage", "分期", &R::stage, FieldUse::optional, 2);
  visit("result", "筛查结果", &R::result, FieldUse::optional, 2);
  visit("reported_by", "填报级别", &R::reported_by, FieldUse::required);
  visit("sponsor", "支持单位", &R::sponsor, FieldUse::free_text);
  visit("proof", "佐证", &R::proof, FieldUse::free_text);
  visit("note", "说明", &R::note, FieldUse::free_text);
}

/// The year that an activity is for.
[[nodiscard]] constexpr std::int32_t year_of(const Activity& activity) noexcept {
  return activity.for_year ? *activity.for_year
                           : static_cast<std::int32_t>(static_cast<int>(activity.date.year()));
}

}  // namespace jinguo::inline v0_1

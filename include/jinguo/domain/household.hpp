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

/// A household of the register (registration form of poor households).
struct Household {
  /// Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number.
  IdOf<Household> id{};
  RegionCode region{};          ///< Village, or the lowest division known.
  RegistrationStatus status{};  ///< registered, exited, or never on the register.
  /// Day on which it came on the register; absent of one never registered.
  std::optional<Date> registered_on{};
  std::optional<Date> exited_on{};    ///< Required when exited.
  IdentificationStandard standard{};  ///< A1 of the form: by which standard it is poor.
  HouseholdType type{};               ///< A2: poor, on allowance, of five guarantees ...
  std::optional<Cause> main_cause{};  ///< A3a: main cause of poverty; required while registered.
  std::vector<Cause>
      other_causes{};  ///< A3b: further causes; at most 2, all different, without the main one.
  std::optional<Money> wage_income{};  ///< Yuan a year from wages (A17); absent: unknown, not 0.
  /// Yuan a year from the household's own business, before production costs; absent: unknown, not
  /// 0.
  std::optional<Money> business_income{};
  /// Yuan a year from pensions, subsidies and relatives; absent: unknown, not 0.
  std::optional<Money> transfer_income{};
  /// Yuan a year from rents, dividends and interest; absent: unknown, not 0.
  std::optional<Money> property_income{};
  Money production_costs{};  ///< Yuan a year that production costs; taken off the incomes.
  std::optional<std::int32_t> housing_area_m2{};  ///< A21: square metres of the home; 0: none.
  std::optional<Housing> housing{};   ///< A22: what the house is built of; absent: unknown.
  bool relocated{};                   ///< A24: moved or to be moved by the programme.
  std::optional<bool> electricity{};  ///< A35: the home has electricity; absent: unknown.
  std::optional<Water> water{};       ///< A37: where drinking water comes from; absent: unknown.
  std::optional<LonLat>
      position{};      ///< Columns lon and lat; else the point of the village, township or county.
  std::string note{};  ///< Remarks; neither digested nor logged.

  static constexpr std::string_view table = "households";
  static constexpr std::string_view table_zh = "贫困户";
  friend bool operator==(const Household&, const Household&) = default;
};

template <class Visit>
constexpr void fields(std::type_identity<Household>, Visit&& visit) {
  using R = Household;
  visit("id", "户编号", &R::id, FieldUse::key);
  visit("region", "所在村", &R::region, FieldUse::required);
  visit("status", "建档状态", &R::status, FieldUse::required);
  visit("registered_on", "建档日期", &R::registered_on, FieldUse::optional);
  visit("exited_on", "脱贫日期", &R::exited_on, FieldUse::optional);
  visit("standard", "识别标准", &R::standard, FieldUse::required);
  visit("type", "户类型", &R::type, FieldUse::required);
  visit("main_cause", "主要致贫原因", &R::main_cause, FieldUse::optional);
  visit("other_causes", "其他致贫原因", &R::other_causes, FieldUse::optional);
  visit("wage_income", "工资性收入", &R::wage_income, FieldUse::optional, 1, 3);
  visit("business_income", "经营性收入", &R::business_income, FieldUse::optional, 1, 3);
  visit("transfer_income", "转移性收入", &R::transfer_income, FieldUse::optional, 1, 3);
  visit("property_income", "财产性收入", &R::property_income, FieldUse::optional, 1, 3);
  visit("production_costs", "生产经营支出", &R::production_costs, FieldUse::optional);
  visit("housing_area_m2", "住房面积（平方米）", &R::housing_area_m2, FieldUse::optional);
  visit("housing", "住房结构", &R::housing, FieldUse::optional);
  visit("relocated", "易地搬迁", &R::relocated, FieldUse::optional);
  visit("electricity", "通电", &R::electricity, FieldUse::optional);
  visit("water", "饮水来源", &R::water, FieldUse::optional);
  visit("position", "位置", &R::position, FieldUse::optional);
  visit("note", "说明", &R::note, FieldUse::free_text);
}

/// Whether a household stands on the register on a day: registered by then (no date: long since),
/// and not yet exited.
[[nodiscard]] constexpr bool is_registered(const Household& household, const Date& day) noexcept {
  if (household.status == RegistrationStatus::never) return false;
  if (household.registered_on && *household.registered_on > day) return false;
  if (household.status == RegistrationStatus::registered) return true;
  return household.exited_on && *household.exited_on > day;
}

/// Income from all sources that are said less the costs of production, yuan a year.
[[nodiscard]] inline Money net_income(const Household& household) {
  Money sum = Money() - household.production_costs;
  for (const std::optional<Money>& source :
       {household.wage_income, household.business_income, household.transfer_income,
        household.property_income}) {
    if (source) sum += *source;
  }
  return sum;
}

/// Whether anything can be said of its income: something above nothing comes in, or every source
/// is said. A blank source beside others that come to something counts as nothing; where the others
/// come to nothing it may be all that the household lives on.
[[nodiscard]] inline bool is_income_known(const Household& household) {
  return (household.wage_income && household.business_income && household.transfer_income &&
          household.property_income) ||
         net_income(household) > Money();
}

}  // namespace jinguo::inline v0_1

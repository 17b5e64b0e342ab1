#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "jinguo/core/date.hpp"
#include "jinguo/core/id.hpp"
#include "jinguo/domain/codes.hpp"
#include "jinguo/domain/field.hpp"

namespace jinguo::inline v0_1 {

struct Household;

/// A woman of 16 or over of a household of the registry.
struct Beneficiary {
  /// Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number.
  IdOf<Beneficiary> id{};
  IdOf<Household> household{};  ///< The household that she belongs to.
  std::string name{};   ///< Name of a person: never needed, digested, shown in an issue or logged.
  Date birth_date{};    ///< Decides her age on a policy's date.
  Relation relation{};  ///< Her relation to the head of the household.
  std::string ethnicity{};  ///< Her ethnic group, by its Chinese name.
  Education education{};    ///< Highest level of schooling.
  Student student{};        ///< Whether and where she is at school.
  Health health{};          ///< State of health; with the policy it decides which work she can do.
  Labour labour{};          ///< Ability to work.
  bool away{};              ///< Works away from the county for more than 3 months a year.
  bool insured{};           ///< Has the basic medical insurance of residents.
  bool pension{};           ///< Has a pension insurance.
  std::vector<Skill> skills{};     ///< Skills that she has, in any order, each once.
  std::vector<Industry> wishes{};  ///< At most 3, most wished first.
  CareDuty care_duty{};  ///< Whom she cares for at home; a policy may limit her distance by it.
  std::optional<std::int32_t> max_distance_m{};  ///< How far from home she can work.
  std::string note{};                            ///< Remarks; neither digested nor logged.

  static constexpr std::string_view table = "women";
  static constexpr std::string_view table_zh = "妇女";
  friend bool operator==(const Beneficiary&, const Beneficiary&) = default;
};

template <class Visit>
constexpr void fields(std::type_identity<Beneficiary>, Visit&& visit) {
  using R = Beneficiary;
  visit("id", "编号", &R::id, FieldUse::key);
  visit("household", "户编号", &R::household, FieldUse::required);
  visit("name", "姓名", &R::name, FieldUse::personal);
  visit("birth_date", "出生日期", &R::birth_date, FieldUse::required);
  visit("relation", "与户主关系", &R::relation, FieldUse::required);
  visit("ethnicity", "民族", &R::ethnicity, FieldUse::optional);
  visit("education", "文化程度", &R::education, FieldUse::required);
  visit("student", "在校生状况", &R::student, FieldUse::optional);
  visit("health", "健康状况", &R::health, FieldUse::required);
  visit("labour", "劳动能力", &R::labour, FieldUse::required);
  visit("away", "外出务工", &R::away, FieldUse::optional);
  visit("insured", "城乡居民医保", &R::insured, FieldUse::optional);
  visit("pension", "养老保险", &R::pension, FieldUse::optional);
  visit("skills", "技能", &R::skills, FieldUse::optional);
  visit("wishes", "产业意愿", &R::wishes, FieldUse::optional);
  visit("care_duty", "照料负担", &R::care_duty, FieldUse::optional);
  visit("max_distance_m", "最远距离（米）", &R::max_distance_m, FieldUse::optional);
  visit("note", "说明", &R::note, FieldUse::free_text);
}

}  // namespace jinguo::inline v0_1

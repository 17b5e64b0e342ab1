#pragma once

#include <string>
#include <string_view>
#include <type_traits>

#include "jinguo/core/date.hpp"
#include "jinguo/core/id.hpp"
#include "jinguo/domain/codes.hpp"
#include "jinguo/domain/field.hpp"

namespace jinguo::inline v0_1 {

struct Household;

/// A member of a household who is not a woman of 16 or over.
struct Member {
  /// Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number.
  IdOf<Member> id{};
  IdOf<Household> household{};  ///< The household that the member belongs to.
  std::string name{};   ///< Name of a person: never needed, digested, shown in an issue or logged.
  Sex sex{};            ///< The member's sex.
  Date birth_date{};    ///< Decides the age.
  Relation relation{};  ///< Relation to the head of the household.
  Education education{};  ///< Highest level of schooling.
  Student student{};      ///< Whether and where the member is at school.
  Health health{};        ///< State of health.
  Labour labour{};        ///< Ability to work.
  bool away{};            ///< Works away from the county for more than 3 months a year.
  bool insured{};         ///< Has the basic medical insurance of residents.
  std::string note{};     ///< Remarks; neither digested nor logged.

  static constexpr std::string_view table = "members";
  static constexpr std::string_view table_zh = "家庭成员";
  friend bool operator==(const Member&, const Member&) = default;
};

template <class Visit>
constexpr void fields(std::type_identity<Member>, Visit&& visit) {
  using R = Member;
  visit("id", "编号", &R::id, FieldUse::key);
  visit("household", "户编号", &R::household, FieldUse::required);
  visit("name", "姓名", &R::name, FieldUse::personal);
  visit("sex", "性别", &R::sex, FieldUse::required);
  visit("birth_date", "出生日期", &R::birth_date, FieldUse::required);
  visit("relation", "与户主关系", &R::relation, FieldUse::required);
  visit("education", "文化程度", &R::education, FieldUse::optional);
  visit("student", "在校生状况", &R::student, FieldUse::optional);
  visit("health", "健康状况", &R::health, FieldUse::required);
  visit("labour", "劳动能力", &R::labour, FieldUse::required);
  visit("away", "外出务工", &R::away, FieldUse::optional);
  visit("insured", "城乡居民医保", &R::insured, FieldUse::optional);
  visit("note", "说明", &R::note, FieldUse::free_text);
}

}  // namespace jinguo::inline v0_1

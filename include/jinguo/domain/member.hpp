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
  IdOf<Member> id{};
  IdOf<Household> household{};
  std::string name{};
  Sex sex{};
  Date birth_date{};
  Relation relation{};
  Education education{};
  Student student{};
  Health health{};
  Labour labour{};
  bool away{};
  bool insured{};
  std::string note{};

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

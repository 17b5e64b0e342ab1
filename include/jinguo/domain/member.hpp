#pragma once

#include <string>
#include <string_view>
#include <tuple>
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

constexpr auto fields(std::type_identity<Member>) {
  using R = Member;
  return std::tuple{
      Field{"id", "编号", &R::id, FieldUse::key},
      Field{"household", "户编号", &R::household, FieldUse::required},
      Field{"name", "姓名", &R::name, FieldUse::personal},
      Field{"sex", "性别", &R::sex, FieldUse::required},
      Field{"birth_date", "出生日期", &R::birth_date, FieldUse::required},
      Field{"relation", "与户主关系", &R::relation, FieldUse::required},
      Field{"education", "文化程度", &R::education, FieldUse::optional},
      Field{"student", "在校生状况", &R::student, FieldUse::optional},
      Field{"health", "健康状况", &R::health, FieldUse::required},
      Field{"labour", "劳动能力", &R::labour, FieldUse::required},
      Field{"away", "外出务工", &R::away, FieldUse::optional},
      Field{"insured", "城乡居民医保", &R::insured, FieldUse::optional},
      Field{"note", "说明", &R::note, FieldUse::free_text},
  };
}

}  // namespace jinguo::inline v0_1

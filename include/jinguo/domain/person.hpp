#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

#include "jinguo/core/date.hpp"
#include "jinguo/core/id.hpp"
#include "jinguo/core/region.hpp"
#include "jinguo/domain/codes.hpp"
#include "jinguo/domain/field.hpp"

namespace jinguo::inline v0_1 {

struct Beneficiary;

/// A person whom activities reach and who need not belong to a household of the registry: another
/// woman, a cadre, a child, a student.
struct Person {
  IdOf<Person> id{};
  std::string name{};
  PersonKind kind{};
  Sex sex{};
  std::optional<Date> birth_date{};
  RegionCode region{};
  std::optional<IdOf<Beneficiary>> woman{};  ///< Required of a registered woman.
  bool poor{};  ///< Counts as poor though not of a registered household.
  std::string note{};

  static constexpr std::string_view table = "persons";
  static constexpr std::string_view table_zh = "其他人员";
  friend bool operator==(const Person&, const Person&) = default;
};

constexpr auto fields(std::type_identity<Person>) {
  using R = Person;
  return std::tuple{
      Field{"id", "编号", &R::id, FieldUse::key},
      Field{"name", "姓名", &R::name, FieldUse::personal},
      Field{"kind", "人员类型", &R::kind, FieldUse::required},
      Field{"sex", "性别", &R::sex, FieldUse::required},
      Field{"birth_date", "出生日期", &R::birth_date, FieldUse::optional},
      Field{"region", "所在地", &R::region, FieldUse::required},
      Field{"woman", "妇女编号", &R::woman, FieldUse::optional},
      Field{"poor", "贫困", &R::poor, FieldUse::optional},
      Field{"note", "说明", &R::note, FieldUse::free_text},
  };
}

}  // namespace jinguo::inline v0_1

#pragma once

#include <optional>
#include <string>
#include <string_view>
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
  /// Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number.
  IdOf<Person> id{};
  std::string name{};  ///< Name of a person: never needed, digested, shown in an issue or logged.
  PersonKind kind{};   ///< What the person is: a cadre, a child, a student ...
  Sex sex{};           ///< The person's sex.
  std::optional<Date> birth_date{};  ///< Decides the age, where it is known.
  RegionCode region{};  ///< Where it is, or where the person lives; the lowest division known.
  std::optional<IdOf<Beneficiary>> woman{};  ///< Required of a registered woman.
  bool poor{};         ///< Counts as poor though not of a registered household.
  std::string note{};  ///< Remarks; neither digested nor logged.

  static constexpr std::string_view table = "persons";
  static constexpr std::string_view table_zh = "其他人员";
  friend bool operator==(const Person&, const Person&) = default;
};

template <class Visit>
constexpr void fields(std::type_identity<Person>, Visit&& visit) {
  using R = Person;
  visit("id", "编号", &R::id, FieldUse::key);
  visit("name", "姓名", &R::name, FieldUse::personal);
  visit("kind", "人员类型", &R::kind, FieldUse::required);
  visit("sex", "性别", &R::sex, FieldUse::required);
  visit("birth_date", "出生日期", &R::birth_date, FieldUse::optional);
  visit("region", "所在地", &R::region, FieldUse::required);
  visit("woman", "妇女编号", &R::woman, FieldUse::optional);
  visit("poor", "贫困", &R::poor, FieldUse::optional);
  visit("note", "说明", &R::note, FieldUse::free_text);
}

}  // namespace jinguo::inline v0_1

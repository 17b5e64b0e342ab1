#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "jinguo/core/date.hpp"
#include "jinguo/core/id.hpp"
#include "jinguo/core/money.hpp"
#include "jinguo/core/region.hpp"
#include "jinguo/domain/codes.hpp"
#include "jinguo/domain/field.hpp"

namespace jinguo::inline v0_1 {

struct Base;
struct Beneficiary;
struct Person;

/// Something done for people on a day: a talk, a class, an aid, an item in the media.
struct Activity {
  IdOf<Activity> id{};
  ActivityKind kind{};
  Date date{};
  RegionCode region{};
  std::int64_t quantity{};  ///< How many units; at least 0.
  Unit unit{};
  Money amount{};                          ///< Money spent or raised, yuan.
  std::vector<IdOf<Beneficiary>> women{};  ///< Women of the registry whom it reached.
  std::vector<IdOf<Person>> persons{};     ///< Others whom it reached.
  std::optional<IdOf<Base>> base{};        ///< Where it was held, or whom it shows.
  std::optional<Skill> skill{};            ///< Of a training.
  Level reported_by{};                     ///< Level of the federation that reports it.
  std::string sponsor{};
  std::string proof{};  ///< Where the proof lies: a file number, a link.
  std::string note{};

  static constexpr std::string_view table = "activities";
  static constexpr std::string_view table_zh = "活动";
  friend bool operator==(const Activity&, const Activity&) = default;
};

constexpr auto fields(std::type_identity<Activity>) {
  using R = Activity;
  return std::tuple{
      Field{"id", "编号", &R::id, FieldUse::key},
      Field{"kind", "活动类型", &R::kind, FieldUse::required},
      Field{"date", "日期", &R::date, FieldUse::required},
      Field{"region", "所在地", &R::region, FieldUse::required},
      Field{"quantity", "数量", &R::quantity, FieldUse::required},
      Field{"unit", "单位", &R::unit, FieldUse::required},
      Field{"amount", "金额", &R::amount, FieldUse::optional},
      Field{"women", "妇女编号", &R::women, FieldUse::optional},
      Field{"persons", "人员编号", &R::persons, FieldUse::optional},
      Field{"base", "基地编号", &R::base, FieldUse::optional},
      Field{"skill", "技能", &R::skill, FieldUse::optional},
      Field{"reported_by", "填报级别", &R::reported_by, FieldUse::required},
      Field{"sponsor", "支持单位", &R::sponsor, FieldUse::free_text},
      Field{"proof", "佐证", &R::proof, FieldUse::free_text},
      Field{"note", "说明", &R::note, FieldUse::free_text},
  };
}

}  // namespace jinguo::inline v0_1

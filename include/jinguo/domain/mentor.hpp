#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "jinguo/core/geo.hpp"
#include "jinguo/core/id.hpp"
#include "jinguo/core/region.hpp"
#include "jinguo/domain/codes.hpp"
#include "jinguo/domain/field.hpp"

namespace jinguo::inline v0_1 {

struct Beneficiary;

/// An able woman who takes poor women under her wing.
struct Mentor {
  /// Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number.
  IdOf<Mentor> id{};
  std::string name{};   ///< Name of a person: never needed, digested, shown in an issue or logged.
  RegionCode region{};  ///< Where it is, or where the person lives; the lowest division known.
  std::optional<LonLat> position{};    ///< Where it lies; absent: the point of its division.
  std::vector<Industry> industries{};  ///< At least one.
  std::vector<Skill> skills{};         ///< Skills that she can teach.
  std::int32_t places{};               ///< Women she can take, at least 0.
  Level level{};                       ///< Level of her title or organisation.
  std::optional<IdOf<Beneficiary>>
      woman{};         ///< If she is herself in the registry: she is never her own mentor.
  std::string note{};  ///< Remarks; neither digested nor logged.

  static constexpr std::string_view table = "mentors";
  static constexpr std::string_view table_zh = "女能人";
  friend bool operator==(const Mentor&, const Mentor&) = default;
};

template <class Visit>
constexpr void fields(std::type_identity<Mentor>, Visit&& visit) {
  using R = Mentor;
  visit("id", "编号", &R::id, FieldUse::key);
  visit("name", "姓名", &R::name, FieldUse::personal);
  visit("region", "所在地", &R::region, FieldUse::required);
  visit("position", "位置", &R::position, FieldUse::optional);
  visit("industries", "产业", &R::industries, FieldUse::required);
  visit("skills", "技能", &R::skills, FieldUse::optional);
  visit("places", "名额", &R::places, FieldUse::required);
  visit("level", "级别", &R::level, FieldUse::optional);
  visit("woman", "妇女编号", &R::woman, FieldUse::optional);
  visit("note", "说明", &R::note, FieldUse::free_text);
}

}  // namespace jinguo::inline v0_1

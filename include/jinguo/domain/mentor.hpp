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
  IdOf<Mentor> id{};
  std::string name{};
  RegionCode region{};
  std::optional<LonLat> position{};
  std::vector<Industry> industries{};  ///< At least one.
  std::vector<Skill> skills{};
  std::int32_t places{};  ///< Women she can take, at least 0.
  Level level{};          ///< Level of her title or organisation.
  std::optional<IdOf<Beneficiary>>
      woman{};  ///< If she is herself in the registry: she is never her own mentor.
  std::string note{};

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

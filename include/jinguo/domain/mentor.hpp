#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
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

constexpr auto fields(std::type_identity<Mentor>) {
  using R = Mentor;
  return std::tuple{
      Field{"id", "编号", &R::id, FieldUse::key},
      Field{"name", "姓名", &R::name, FieldUse::personal},
      Field{"region", "所在地", &R::region, FieldUse::required},
      Field{"position", "位置", &R::position, FieldUse::optional},
      Field{"industries", "产业", &R::industries, FieldUse::required},
      Field{"skills", "技能", &R::skills, FieldUse::optional},
      Field{"places", "名额", &R::places, FieldUse::required},
      Field{"level", "级别", &R::level, FieldUse::optional},
      Field{"woman", "妇女编号", &R::woman, FieldUse::optional},
      Field{"note", "说明", &R::note, FieldUse::free_text},
  };
}

}  // namespace jinguo::inline v0_1

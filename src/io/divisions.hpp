#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jinguo/domain/region.hpp"

/// Divisions by the names that people write: 大洲乡太平村, 平江县 大洲乡 太平村, 太平村.
namespace jinguo::inline v0_1::io::detail {

class Divisions {
 public:
  Divisions() = default;
  void add(const Region& region);

  [[nodiscard]] bool empty() const noexcept { return names_.empty(); }
  [[nodiscard]] const Region* find(RegionCode code) const;
  /// Every division that a text may name: its own name, behind those of some or all divisions above
  /// it, with or without blanks; 村委会 and the like left out, and the group (3组) behind a
  /// village. Where a division above it is named, the last sign of a name (县, 镇, 村 ...) may be
  /// missing.
  [[nodiscard]] std::vector<RegionCode> named(std::string_view text) const;
  /// The one that a text that names none was probably meant for: its names differ in at most a
  /// quarter of their signs, and in none that tells neighbours apart (东 and 西, 二 and 三).
  [[nodiscard]] std::optional<RegionCode> nearest(std::string_view text) const;
  /// Where what stands before a last name is no division: those of that name.
  [[nodiscard]] std::vector<RegionCode> namesakes(std::string_view text) const;
  /// The names of a division and all above it: "岳阳市平江县大洲乡太平村".
  [[nodiscard]] std::string path(RegionCode code) const;

 private:
  struct Name {
    std::string full;   ///< 太平村, of 太平村民委员会.
    std::string brief;  ///< 太平
  };
  [[nodiscard]] std::vector<RegionCode> named_whole(std::string_view whole) const;
  /// Whether a text is made of names of the divisions above one, in their order.
  [[nodiscard]] bool leads_to(std::string_view text, RegionCode code, RegionLevel from) const;

  std::map<RegionCode, Region> regions_{};
  std::map<RegionCode, Name> names_{};
  std::map<std::string, std::vector<RegionCode>, std::less<>> by_full_{};
  std::map<std::string, std::vector<RegionCode>, std::less<>> by_brief_{};
};

}  // namespace jinguo::inline v0_1::io::detail

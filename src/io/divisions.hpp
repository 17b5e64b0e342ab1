#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jinguo/domain/region.hpp"

/// Divisions by the names that people write: 长寿镇太平村, 平江县 长寿镇 太平村, 太平村.
namespace jinguo::inline v0_1::io::detail {

class Divisions {
 public:
  Divisions() = default;
  void add(const Region& region);

  [[nodiscard]] bool empty() const noexcept { return names_.empty(); }
  [[nodiscard]] const Region* find(RegionCode code) const;
  /// Every division that a text may name: its own name, behind those of some or all divisions above
  /// it, with or without blanks; 村委会 and the like left out. Where a division above it is named,
  /// the last sign of a name (县, 镇, 村 ...) may be missing.
  [[nodiscard]] std::vector<RegionCode> named(std::string_view text) const;
  /// The names of a division and all above it: "岳阳市平江县长寿镇太平村".
  [[nodiscard]] std::string path(RegionCode code) const;

 private:
  struct Name {
    std::string full;   ///< 太平村, of 太平村民委员会.
    std::string brief;  ///< 太平
  };
  /// Whether a text is made of names of the divisions above one, in their order.
  [[nodiscard]] bool leads_to(std::string_view text, RegionCode code, RegionLevel from) const;

  std::map<RegionCode, Region> regions_{};
  std::map<RegionCode, Name> names_{};
  std::map<std::string, std::vector<RegionCode>, std::less<>> by_full_{};
  std::map<std::string, std::vector<RegionCode>, std::less<>> by_brief_{};
};

}  // namespace jinguo::inline v0_1::io::detail

#pragma once

#include <string_view>

#include "jinguo/core/version.hpp"

namespace jinguo::inline v0_1 {

/// One entry of the catalogue; `{name}` stands for a parameter.
struct CatalogueEntry {
  std::string_view code;
  std::string_view en;
  std::string_view zh;
};

}  // namespace jinguo::inline v0_1

// Every text in both languages, how messages and issues are said, and what none of them says.
#include <algorithm>

#include "catalogue.hpp"
#include "jinguo/core/issue-inl.hpp"
#include "jinguo/core/message-inl.hpp"
#include "jinguo/core/privacy-inl.hpp"

namespace jinguo::inline v0_1 {

const CatalogueEntry* find_in_catalogue(std::string_view code) noexcept {
  for (const std::span<const CatalogueEntry> part : catalogue) {
    const auto found =
        std::lower_bound(part.begin(), part.end(), code,
                         [](const CatalogueEntry& a, std::string_view b) { return a.code < b; });
    if (found != part.end() && found->code == code) return &*found;
  }
  return nullptr;
}

}  // namespace jinguo::inline v0_1

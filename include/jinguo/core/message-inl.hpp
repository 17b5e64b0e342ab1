#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "jinguo/core/inline.hpp"
#include "jinguo/core/message.hpp"
#include "jinguo/core/privacy.hpp"

namespace jinguo::inline v0_1 {

#ifdef JINGUO_HEADER_ONLY
inline const CatalogueEntry* find_in_catalogue(std::string_view /*code*/) noexcept {
  return nullptr;  // the texts are compiled
}
#endif

JINGUO_INLINE std::string Message::text(Language language) const {
  const CatalogueEntry* entry = find_in_catalogue(code);
  if (entry == nullptr) {
    std::string fallback = code;
    for (const auto& [name, value] : parameters) fallback += " " + name + "=" + value;
    return mask_citizen_numbers(std::move(fallback));
  }
  const std::string_view pattern = language == Language::zh ? entry->zh : entry->en;
  std::string out;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t open = pattern.find('{', at);
    const std::size_t close = open == std::string_view::npos ? open : pattern.find('}', open);
    if (close == std::string_view::npos) {
      out += pattern.substr(at);
      break;
    }
    out += pattern.substr(at, open - at);
    const std::string_view name = pattern.substr(open + 1, close - open - 1);
    for (const auto& [key, value] : parameters) {
      if (key != name) continue;
      const CatalogueEntry* const table = key == "table" && language == Language::zh
                                              ? find_in_catalogue("table." + value)
                                              : nullptr;
      out += table != nullptr ? table->zh : std::string_view(value);
    }
    at = close + 1;
  }
  return mask_citizen_numbers(std::move(out));
}

}  // namespace jinguo::inline v0_1

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jinguo/core/texts/entry.hpp"
#include "jinguo/core/version.hpp"

namespace jinguo::inline v0_1 {

enum class Language : unsigned char { en, zh };

/// A text for people as a code with parameters; rendered only when it is read, by catalogue().
struct Message {
  std::string code{};
  std::vector<std::pair<std::string, std::string>>
      parameters{};  ///< (name, value), by name unique.

  /// The text in a language: the catalogue's entry with each {name} replaced; a {table} in Chinese
  /// by what people call it. A code that the catalogue lacks gives the code and its parameters,
  /// never an exception.
  [[nodiscard]] std::string text(Language language) const;

  friend bool operator==(const Message&, const Message&) = default;
};

/// Every text that the library may say to people: the parts of core/catalogue.hpp.
[[nodiscard]] inline const CatalogueEntry* find_in_catalogue(std::string_view code) noexcept;

inline std::string Message::text(Language language) const {
  const CatalogueEntry* entry = find_in_catalogue(code);
  if (entry == nullptr) {
    std::string fallback = code;
    for (const auto& [name, value] : parameters) fallback += " " + name + "=" + value;
    return fallback;
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
  return out;
}

}  // namespace jinguo::inline v0_1

#include "jinguo/core/catalogue.hpp"  // defines find_in_catalogue

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jinguo/core/version.hpp"

namespace jinguo::inline v0_1 {

/// The languages in which texts for people exist.
enum class Language : unsigned char {
  en,  ///< English.
  zh,  ///< Chinese, in simplified characters.
};

/// One text of the library; `{name}` stands for a parameter.
struct CatalogueEntry {
  std::string_view code;  ///< "module.what", unique in the catalogue.
  std::string_view en;    ///< The English text, parameters in braces.
  std::string_view zh;    ///< The Chinese text, with the same parameters.
};

/// A text for people as a code with parameters; rendered only when it is read. The texts are
/// compiled into the library and stand in no header.
struct Message {
  std::string code{};  ///< The catalogue's code, "module.what".
  std::vector<std::pair<std::string, std::string>>
      parameters{};  ///< (name, value), by name unique.

  /// The text in a language: the catalogue's entry with each {name} replaced; a {table} in Chinese
  /// by what people call it. A code that the catalogue lacks, and with JINGUO_HEADER_ONLY every
  /// code, gives the code and its parameters, never an exception. No citizen number is in it.
  [[nodiscard]] std::string text(Language language) const;

  friend bool operator==(const Message&, const Message&) = default;
};

/// The entry of a code among all texts that the library may say to people, or null.
[[nodiscard]] const CatalogueEntry* find_in_catalogue(std::string_view code) noexcept;

}  // namespace jinguo::inline v0_1

#ifdef JINGUO_HEADER_ONLY
#include "jinguo/core/message-inl.hpp"
#endif

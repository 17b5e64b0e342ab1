#include "toml_guard.hpp"

#include <algorithm>

#include "jinguo/core/id.hpp"

namespace jinguo::inline v0_1::io::detail {
namespace {

/// The end of a quoted text that begins at `at`; nothing where it has none on its line, or in the
/// whole text if it has three quotes.
std::optional<std::size_t> end_of_quoted(std::string_view text, std::size_t at) noexcept {
  const char quote = text[at];
  const std::string_view three = quote == '"' ? "\"\"\"" : "'''";
  const bool many = text.substr(at, 3) == three;
  for (std::size_t k = at + (many ? 3 : 1); k < text.size(); ++k) {
    if (text[k] == '\\' && quote == '"') {
      ++k;
    } else if (!many && text[k] == '\n') {
      return std::nullopt;
    } else if (!many && text[k] == quote) {
      return k + 1;
    } else if (many && text.substr(k, 3) == three) {
      // Up to two more quotes belong to the text.
      std::size_t end = k + 3;
      for (int more = 0; more < 2 && end < text.size() && text[end] == quote; ++more) ++end;
      return end;
    }
  }
  return std::nullopt;
}

bool is_bare(char c) noexcept {
  return c != ' ' && c != '\t' && c != '\r' && c != '\n' && c != '.' && c != '=' && c != ',' &&
         c != '[' && c != ']' && c != '{' && c != '}' && c != '"' && c != '\'' && c != '#';
}

}  // namespace

std::optional<TomlFault> why_not_toml(std::string_view text) noexcept {
  std::int64_t line = 1;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bytes = jinguo::detail::utf8_character(text.substr(at)).bytes;
    if (bytes == 0) return TomlFault{"policy.utf8", line};
    if (text[at] == '\n') ++line;
    at += bytes;
  }
  line = 1;
  std::size_t depth = 0;
  std::size_t dots = 0;  // of the key, or number, that is being read
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    std::size_t end = at + 1;
    if (c == '"' || c == '\'') {
      const std::optional<std::size_t> found = end_of_quoted(text, at);
      if (!found) return std::nullopt;  // the library finds the end missing
      end = *found;
      if (end - at > max_toml_token) return TomlFault{"policy.token", line};
    } else if (c == '#') {
      end = std::min(text.find('\n', at), text.size());
    } else if (is_bare(c)) {
      while (end < text.size() && is_bare(text[end])) ++end;
      if (end - at > max_toml_token) return TomlFault{"policy.token", line};
    } else if (c == '.') {
      if (++dots >= max_toml_depth) return TomlFault{"policy.nesting", line};
    } else if (c != ' ' && c != '\t') {
      dots = 0;
      if ((c == '[' || c == '{') && ++depth > max_toml_depth) {
        return TomlFault{"policy.nesting", line};
      }
      if ((c == ']' || c == '}') && depth > 0) --depth;
    }
    for (; at < end; ++at) line += text[at] == '\n' ? 1 : 0;
  }
  return std::nullopt;
}

}  // namespace jinguo::inline v0_1::io::detail

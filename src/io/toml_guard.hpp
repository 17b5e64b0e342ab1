#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// What is asked of a text before a TOML library, which follows nesting by recursion, sees it.
namespace jinguo::inline v0_1::io::detail {

inline constexpr std::size_t max_toml_depth = 16;      ///< Of brackets, and of the parts of a key.
inline constexpr std::size_t max_toml_token = 10'000;  ///< Bytes of one key, number or text.

struct TomlFault {
  std::string_view code{};  ///< "policy.utf8", "policy.nesting" or "policy.token".
  std::int64_t line = 1;
};

/// The first reason to refuse a text, or nothing. One pass over the bytes, without recursion. Says
/// nothing else of the syntax: from where the text is no TOML on, the library stops.
[[nodiscard]] std::optional<TomlFault> why_not_toml(std::string_view text) noexcept;

}  // namespace jinguo::inline v0_1::io::detail

#pragma once

#include <concepts>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

#include "jinguo/core/version.hpp"

namespace jinguo::inline v0_1 {

/// One value of a coded field: the word used in C++, Python and English tables, the official code
/// (where a form has one), the Chinese name.
template <class E>
struct Coded {
  E value;                ///< The enumerator.
  std::string_view word;  ///< Its English word, as tables, policies and Python have it.
  /// Its code in the national classification or the form; empty where there is none.
  std::string_view code;
  std::string_view zh;  ///< Its Chinese name, for people.
};

/// An enumeration with an overload `codes(std::type_identity<E>)` that lists its values, found by
/// argument-dependent lookup.
template <class E>
concept CodedEnum = std::is_enum_v<E> && requires {
  { codes(std::type_identity<E>{}) } -> std::convertible_to<std::span<const Coded<E>>>;
};

/// The word of a value: `to_string(Cause::illness) == "illness"`; empty for a value out of range.
template <CodedEnum E>
[[nodiscard]] constexpr std::string_view to_string(E value) noexcept {
  for (const Coded<E>& row : codes(std::type_identity<E>{})) {
    if (row.value == value) return row.word;
  }
  return {};
}

/// The Chinese name of a value.
template <CodedEnum E>
[[nodiscard]] constexpr std::string_view to_chinese(E value) noexcept {
  for (const Coded<E>& row : codes(std::type_identity<E>{})) {
    if (row.value == value) return row.zh;
  }
  return {};
}

/// The value that a text means, by word, official code or Chinese name.
template <CodedEnum E>
[[nodiscard]] constexpr std::optional<E> from_text(std::string_view text) noexcept {
  for (const Coded<E>& row : codes(std::type_identity<E>{})) {
    if (text == row.word || text == row.zh || (!row.code.empty() && text == row.code)) {
      return row.value;
    }
  }
  return std::nullopt;
}

}  // namespace jinguo::inline v0_1

#pragma once

#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "jinguo/core/id.hpp"

/// Each record describes its fields once, by an overload `fields(std::type_identity<Record>)`;
/// tables, archives, digests, checks and the Python package are all read off that description.
namespace jinguo::inline v0_1 {

enum class FieldUse : unsigned char {
  key,        ///< The record's id: required and unique in its table.
  required,   ///< Must have a value.
  optional,   ///< May be empty.
  personal,   ///< A name: never needed, digested, shown in an issue or logged.
  free_text,  ///< For people only: not digested.
};

/// The newest form of digests (docs/digest.md). A field that comes later makes the next form, so
/// that what was digested by an older one stays computable.
inline constexpr int newest_form = 3;

/// One field: its name (Python, C++ and English tables), its Chinese heading, its place.
template <class Record, class T>
struct Field {
  using type = T;
  std::string_view name;
  std::string_view zh;
  T Record::*member;
  FieldUse use;
  int since = 1;  ///< The first form of digests that covers it.
  /// The form since which an optional field may be absent: before, absent was its default value.
  int absent_since = 1;
};
template <class Record, class T>
Field(std::string_view, std::string_view, T Record::*, FieldUse) -> Field<Record, T>;
template <class Record, class T>
Field(std::string_view, std::string_view, T Record::*, FieldUse, int) -> Field<Record, T>;
template <class Record, class T>
Field(std::string_view, std::string_view, T Record::*, FieldUse, int, int) -> Field<Record, T>;

/// Calls visit(field) for every field of a record type, in documented order.
template <class Record, class Visit>
constexpr void for_each_field(Visit&& visit) {
  std::apply([&](const auto&... field) { (visit(field), ...); },
             fields(std::type_identity<Record>{}));
}

/// The form with which a record's last field came, or became optional.
template <class Record>
[[nodiscard]] constexpr int newest_form_of() {
  int form = 1;
  for_each_field<Record>([&](const auto& field) {
    form = field.since > form ? field.since : form;
    form = field.absent_since > form ? field.absent_since : form;
  });
  return form;
}

// What a field may be made of, for the code that is read off the descriptions.
namespace detail {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_id_of = false;
template <class Record>
inline constexpr bool is_id_of<IdOf<Record>> = true;

}  // namespace detail
}  // namespace jinguo::inline v0_1

#pragma once

#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

#include "jinguo/core/id.hpp"

/// Each record describes its fields once, by an overload `fields(std::type_identity<Record>,
/// visit)` that calls visit(name, Chinese heading, member, use, since, absent_since) for each (a
/// list, not a tuple: to include a record costs nothing until its fields are visited); tables,
/// archives, digests, checks and the Python package are all read off that description.
namespace jinguo::inline v0_1 {

/// What a record's field is for: decides what must be given, what is digested, what is logged.
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

/// A field that no form covers: docs/digest.md says how it is digested where it is not its default.
inline constexpr int apart_from_forms = 1'000'000;

/// One field: its name (Python, C++ and English tables), its Chinese heading, its place.
template <class Record, class T>
struct Field {
  /// The field's type in the record.
  using type = T;
  std::string_view name;  ///< The column's name in English and the attribute's in Python.
  std::string_view zh;    ///< The column's Chinese name.
  T Record::*member;      ///< Where the field is in the record.
  FieldUse use;           ///< What the field is for.
  int since = 1;          ///< The first form of digests that covers it.
  /// The form since which an optional field may be absent: before, absent was its default value.
  int absent_since = 1;
};

/// Makes a Field of what a record says of one, and calls a visitor with it.
template <class Record, class Visit>
struct FieldVisitor {
  Visit& visit;  ///< Takes each field.
  /// Makes the field and hands it on.
  template <class T>
  constexpr void operator()(std::string_view name, std::string_view zh, T Record::*member,
                            FieldUse use, int since = 1, int absent_since = 1) const {
    visit(Field<Record, T>{name, zh, member, use, since, absent_since});
  }
};

/// Calls visit(field) for every field of a record type, in documented order.
template <class Record, class Visit>
constexpr void for_each_field(Visit&& visit) {
  fields(std::type_identity<Record>{}, FieldVisitor<Record, std::remove_reference_t<Visit>>{visit});
}

/// A record that describes its fields.
template <class Record>
concept DescribedRecord = requires(int nobody) {
  fields(std::type_identity<Record>{}, nobody);
};

/// The form with which a record's last field came, or became optional.
template <class Record>
[[nodiscard]] constexpr int newest_form_of() {
  int form = 1;
  for_each_field<Record>([&](const auto& field) {
    if (field.since != apart_from_forms) form = field.since > form ? field.since : form;
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

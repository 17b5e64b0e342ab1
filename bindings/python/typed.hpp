#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/typing.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "values.hpp"

/// What values are in Python, as a type checker reads it. pybind11 tells a checker only the C++
/// type that a function returns, which for a field's value is "object".
namespace jinguo_python {

/// Literal['a', 'b'] of words.
template <class Words, class Word>
std::string literal_of(const Words& words, const Word& word) {
  std::string out;
  for (const auto& each : words) {
    out += (out.empty() ? "'" : ", '") + std::string(word(each)) + "'";
  }
  return "typing.Literal[" + out + "]";
}

/// The same of the enumerators that an enumeration without codes has.
template <class E>
std::string literal_of(std::initializer_list<E> all) {
  return literal_of(all, [](E value) { return to_string(value); });
}

/// The type that to_python() makes of T. `given` tells what from_python() takes instead: days also
/// as text, amounts also as int or text, coded values by word, code or Chinese name.
template <class T>
std::string type_text(bool given = false) {
  if constexpr (is_optional<T>) {
    return type_text<typename T::value_type>(given) + " | None";
  } else if constexpr (is_vector<T>) {
    const std::string item = type_text<typename T::value_type>(given);
    return given ? "collections.abc.Iterable[" + item + "]" : "tuple[" + item + ", ...]";
  } else if constexpr (std::same_as<T, jinguo::Date>) {
    return given ? "datetime.date | str" : "datetime.date";
  } else if constexpr (std::same_as<T, jinguo::Money>) {
    return given ? "decimal.Decimal | int | str" : "decimal.Decimal";
  } else if constexpr (std::same_as<T, jinguo::LonLat>) {
    return "tuple[float, float]";
  } else if constexpr (jinguo::CodedEnum<T>) {
    if (given) return "str";
    return literal_of(codes(std::type_identity<T>{}), [](const auto& row) { return row.word; });
  } else if constexpr (std::same_as<T, bool>) {
    return "bool";
  } else if constexpr (std::integral<T>) {
    return "int";
  } else {
    return "str";
  }
}

/// A tuple of values that says what it holds.
template <class T>
py::typing::Tuple<T, py::ellipsis> tuple_of(const std::vector<T>& values) {
  return py::typing::Tuple<T, py::ellipsis>(py::tuple(py::cast(values)));
}

inline py::typing::Tuple<py::str, py::ellipsis> tuple_of(const std::vector<jinguo::Id>& ids) {
  return py::typing::Tuple<py::str, py::ellipsis>(py::tuple(to_python(ids)));
}

/// A read-only property whose type is said.
template <class Class, class Get>
void typed_property(py::class_<Class>& bound, const std::string& name, Get get,
                    const std::string& type, const std::string& doc = "") {
  const std::string signature = "(self) -> " + type;
  py::options options;
  options.disable_function_signatures();
  const py::cpp_function getter(std::move(get), py::is_method(bound), signature.c_str());
  if (doc.empty()) {
    bound.def_property_readonly(name.c_str(), getter);
  } else {
    bound.def_property_readonly(name.c_str(), getter, doc.c_str());
  }
}

}  // namespace jinguo_python

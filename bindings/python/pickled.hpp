#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <type_traits>
#include <utility>

#include "values.hpp"

/// Pickles of value types: a tuple of their members.
namespace jinguo_python {

template <class T>
py::object stored(const T& value) {
  if constexpr (is_optional<T>) {
    return value ? stored(*value) : py::object(py::none());
  } else if constexpr (is_vector<T>) {
    py::list out;
    for (const auto& item : value) out.append(stored(item));
    return out;
  } else if constexpr (std::derived_from<T, jinguo::Id> || std::same_as<T, jinguo::RegionCode> ||
                       jinguo::CodedEnum<T>) {
    return to_python(value);
  } else {
    return py::cast(value);
  }
}

template <class T>
T restored(py::handle state) {
  if constexpr (is_optional<T>) {
    if (state.is_none()) return std::nullopt;
    return restored<typename T::value_type>(state);
  } else if constexpr (is_vector<T>) {
    T out;
    for (const py::handle item : state) out.push_back(restored<typename T::value_type>(item));
    return out;
  } else if constexpr (std::derived_from<T, jinguo::Id> || std::same_as<T, jinguo::RegionCode>) {
    return py::len(state) == 0 ? T{} : from_python<T>(state, "pickle");
  } else if constexpr (jinguo::CodedEnum<T>) {
    return from_python<T>(state, "pickle");
  } else {
    return state.cast<T>();
  }
}

/// __getstate__ and __setstate__ by members, in the order given.
template <class Class, class... T>
auto pickled(T Class::*... members) {
  return py::pickle(
      [members...](const Class& self) { return py::make_tuple(stored(self.*members)...); },
      [members...](const py::tuple& state) {
        Class made;
        std::size_t at = 0;
        ((made.*members = restored<T>(state[at++])), ...);
        return made;
      });
}

}  // namespace jinguo_python

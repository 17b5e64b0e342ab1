#pragma once

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jinguo/core/issue.hpp"

/// Glue only: every rule lives in the library, every check of kinds and shapes in the package.
namespace jinguo_python {

namespace py = pybind11;

void bind_achievement(py::module_& module);
void bind_core(py::module_& module);
void bind_domain(py::module_& module);
void bind_engine(py::module_& module);
void bind_finance(py::module_& module);
void bind_io(py::module_& module);
void bind_market(py::module_& module);
void bind_measure(py::module_& module);
void bind_next_year(py::module_& module);
void bind_plan(py::module_& module);
void bind_solver(py::module_& module);
void bind_tables(py::module_& module);

/// A numpy array that owns what the vector held, without a copy, read-only.
template <class T>
py::array frozen(std::vector<T> values) {
  auto* held = new std::vector<T>(std::move(values));
  const py::capsule owner(held,
                          [](void* pointer) { delete static_cast<std::vector<T>*>(pointer); });
  py::array_t<T> array({held->size()}, {sizeof(T)}, held->data(), owner);
  array.attr("flags").attr("writeable") = false;
  return array;
}

/// One issue about an argument, in the words of the catalogue.
inline jinguo::Issue issue_of(std::string code, std::string column,
                              std::vector<std::pair<std::string, std::string>> parameters = {}) {
  jinguo::Issue issue;
  issue.code = code;
  issue.column = std::move(column);
  issue.expected.code = std::move(code);
  issue.expected.parameters = std::move(parameters);
  return issue;
}

inline jinguo::Language language_of(std::string_view name) {
  if (name == "en") return jinguo::Language::en;
  if (name == "zh") return jinguo::Language::zh;
  throw jinguo::InputError(issue_of("python.enumerator", "lang", {{"allowed", "en, zh"}}));
}

/// The enumerator of a name; InputError that lists the allowed ones.
template <class E>
E enumerator(std::string_view argument, std::string_view name, std::initializer_list<E> allowed) {
  std::string list;
  for (const E value : allowed) {
    if (to_string(value) == name) return value;
    list += (list.empty() ? "" : ", ") + std::string(to_string(value));
  }
  throw jinguo::InputError(
      issue_of("python.enumerator", std::string(argument), {{"allowed", std::move(list)}}));
}

}  // namespace jinguo_python

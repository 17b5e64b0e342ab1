#include <algorithm>

#include "bindings.hpp"
#include "notes.hpp"

namespace jinguo_python {

std::string_view note_of(std::string_view name) {
  const auto found = std::ranges::lower_bound(notes(), name, {}, &Note::name);
  return found != notes().end() && found->name == name ? found->text : std::string_view();
}

namespace {

/// Gives the classes and properties that say nothing of their own the words of the headers.
void document(py::module_& module) {
  for (const Note& note : notes()) {
    const std::string name(note.name);
    const std::size_t dot = name.find('.');
    const py::object type = module.attr(name.substr(0, dot).c_str());
    if (py::hasattr(type, "fields")) continue;  // a record says its own
    const py::str text(note.text.data(), note.text.size());
    if (dot == std::string::npos) {
      const auto own = type.attr("__doc__").cast<std::string>();
      if (own.find('\n') == std::string::npos) type.attr("__doc__") = text;  // else it says more
      continue;
    }
    const std::string member = name.substr(dot + 1);
    const py::object members = type.attr("__dict__");
    if (!members.contains(member.c_str())) continue;
    const py::object value = members[member.c_str()];
    const auto property =
        py::reinterpret_borrow<py::object>(reinterpret_cast<PyObject*>(&PyProperty_Type));
    if (!py::isinstance(value, property)) continue;
    type.attr(member.c_str()) = property(value.attr("fget"), value.attr("fset"), py::none(), text);
  }
}

}  // namespace
}  // namespace jinguo_python

PYBIND11_MODULE(_core, module) {
  module.doc() = "The compiled part of jinguo. Private: import jinguo instead.";
  jinguo_python::bind_core(module);
  jinguo_python::bind_domain(module);
  jinguo_python::bind_finance(module);
  jinguo_python::bind_io(module);
  jinguo_python::bind_market(module);
  jinguo_python::bind_solver(module);
  jinguo_python::bind_tables(module);
  jinguo_python::bind_engine(module);
  jinguo_python::bind_plan(module);
  jinguo_python::bind_next_year(module);
  jinguo_python::bind_measure(module);
  jinguo_python::bind_achievement(module);
  jinguo_python::document(module);
}

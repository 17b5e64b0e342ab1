#include <pybind11/stl.h>
#include <pybind11/typing.h>

#include <filesystem>
#include <system_error>

#include "bindings.hpp"
#include "jinguo/core/issue.hpp"
#include "jinguo/core/privacy.hpp"
#include "jinguo/core/version.hpp"
#include "typed.hpp"

namespace jinguo_python {
namespace {

jinguo::Severity severity(const std::string& name) {
  if (name == "error") return jinguo::Severity::error;
  if (name == "warning") return jinguo::Severity::warning;
  throw jinguo::InputError(
      issue_of("python.enumerator", "severity", {{"allowed", "error, warning"}}));
}

std::string_view name_of(jinguo::Severity severity) {
  return severity == jinguo::Severity::error ? "error" : "warning";
}

using Parameters = std::vector<std::pair<std::string, std::string>>;

py::tuple state_of(const jinguo::Message& message) {
  return py::make_tuple(message.code, message.parameters);
}

jinguo::Message message_of(const py::tuple& state) {
  return {state[0].cast<std::string>(), state[1].cast<Parameters>()};
}

}  // namespace

void bind_core(py::module_& module) {
  using jinguo::Issue;
  using jinguo::Message;
  module.attr("__version__") = std::string(jinguo::version());
  module.def("holds_citizen_number", &jinguo::holds_citizen_number, py::arg("text"),
             "Whether a text holds a citizen number, however it is written.");
  module.def(
      "mask_citizen_numbers",
      [](std::string text) { return jinguo::mask_citizen_numbers(std::move(text)); },
      py::arg("text"), "The text with *** for each citizen number, misspelt ones too.");

  py::class_<Message>(module, "Message",
                      R"(A text for people as a code with parameters, rendered when it is read.

Parameters
----------
code : str
    The catalogue's code, "module.what".
parameters : list of (str, str), default []
    Names and values that the text has places for.

Examples
--------
>>> import jinguo as jg
>>> jg.Message("engine.rule.distance").text("en")
'too far')")
      .def(py::init<>([](std::string code, Parameters parameters) {
             return Message{std::move(code), std::move(parameters)};
           }),
           py::arg("code"), py::arg("parameters") = Parameters{})
      .def_readonly("code", &Message::code)
      .def_property_readonly(
          "parameters",
          [](const Message& self) {
            return py::typing::Tuple<py::typing::Tuple<py::str, py::str>, py::ellipsis>(
                py::tuple(py::cast(self.parameters)));
          },
          "Pairs (name, value).")
      .def(
          "text",
          [](const Message& self, const std::string& lang) { return self.text(language_of(lang)); },
          py::arg("lang") = "en", R"(The text in a language.

Parameters
----------
lang : {"en", "zh"}, default "en"
    Language of the text.

Returns
-------
str
    The text; of a code that the catalogue lacks the code itself.

Raises
------
InputError
    Another language.

Examples
--------
>>> import jinguo as jg
>>> jg.Message("engine.rule.distance").text("zh")
'距离过远')")
      .def(
          "__eq__", [](const Message& a, const Message& b) { return a == b; }, py::is_operator())
      .def("__hash__", [](const Message& self) { return py::hash(py::str(self.code)); })
      .def("__repr__",
           [](const Message& self) {
             return "Message(" + py::repr(py::str(self.code)).cast<std::string>() + ")";
           })
      .def(py::pickle(&state_of, &message_of));

  py::class_<Issue> bound(module, "Issue",
                          R"(One fault of an input: where, what, what was expected, how to mend it.

Parameters
----------
code : str
    Stable, for example "io.date.mend".
severity : {"error", "warning"}, default "error"
    Errors stop; warnings do not.
file : str, default ""
    File, sheet or option; empty for values in memory.
row : int, default 0
    As a spreadsheet counts, header = 1; a line in a policy; 0: none.
column : str, default ""
    Column, key or argument at fault.
value : str, default ""
    For the file's owner only; cut to 40 characters in texts.
expected : Message, optional
    What was expected; the code's own text unless given.
mend : Message, optional
    How to mend it.
subject : str, default ""
    Id of the record, where it has one.

Examples
--------
>>> import jinguo as jg
>>> jg.Issue("core.id", file="women", row=3).place()
'women row 3: core.id')");
  typed_property(
      bound, "severity", [](const Issue& self) { return name_of(self.severity); },
      "typing.Literal['error', 'warning']", "Errors stop; warnings do not.");
  bound
      .def(py::init<>([](std::string code, const std::string& severity_name, std::string file,
                         std::int64_t row, std::string column, std::string value,
                         std::optional<Message> expected, std::optional<Message> mend,
                         std::string subject) {
             Issue issue;
             issue.severity = severity(severity_name);
             issue.file = std::move(file);
             issue.row = row;
             issue.column = std::move(column);
             issue.value = std::move(value);
             issue.expected = expected ? *std::move(expected) : Message{code, {}};
             if (mend) issue.mend = *std::move(mend);
             issue.subject = std::move(subject);
             issue.code = std::move(code);
             jinguo::mask_citizen_numbers(issue);
             return issue;
           }),
           py::arg("code"), py::kw_only(), py::arg("severity") = "error", py::arg("file") = "",
           py::arg("row") = 0, py::arg("column") = "", py::arg("value") = "",
           py::arg("expected") = py::none(), py::arg("mend") = py::none(), py::arg("subject") = "")
      .def_readonly("code", &Issue::code)
      .def_readonly("file", &Issue::file)
      .def_readonly("row", &Issue::row)
      .def_readonly("column", &Issue::column)
      .def_readonly("value", &Issue::value)
      .def_readonly("expected", &Issue::expected)
      .def_readonly("mend", &Issue::mend)
      .def_readonly("subject", &Issue::subject)
      .def_readonly("column_zh", &Issue::column_zh)
      .def(
          "text",
          [](const Issue& self, const std::string& lang) { return self.text(language_of(lang)); },
          py::arg("lang") = "en", R"(The whole issue in a language.

Parameters
----------
lang : {"en", "zh"}, default "en"
    Language of the text.

Returns
-------
str
    Where, what, what was expected, how to mend it.

Raises
------
InputError
    Another language.

Examples
--------
>>> import jinguo as jg
>>> jg.Issue("core.id", file="women", row=3).text("en").startswith("women row 3")
True)")
      .def("place", &Issue::place, R"(File, row, column and code only, for logs.

Returns
-------
str
    No value of a record.

Examples
--------
>>> import jinguo as jg
>>> jg.Issue("core.id", file="women", row=3).place()
'women row 3: core.id')")
      .def("log_text", &Issue::log_text,
           R"(`place`, and of policies and of arguments what was expected: safe for logs.

Returns
-------
str
    No value of a record.

Examples
--------
>>> import jinguo as jg
>>> jg.Issue("core.id", file="women", row=3).log_text()
'women row 3: core.id')")
      .def(
          "__eq__", [](const Issue& a, const Issue& b) { return a == b; }, py::is_operator())
      .def("__hash__", [](const Issue& self) { return py::hash(py::str(self.place())); })
      .def("__repr__", [](const Issue& self) { return "<Issue " + self.place() + ">"; })
      .def(py::pickle(
          [](const Issue& self) {
            return py::make_tuple(self.code, name_of(self.severity), self.file, self.row,
                                  self.column, self.value, state_of(self.expected),
                                  state_of(self.mend), self.subject, self.column_zh);
          },
          [](const py::tuple& state) {
            Issue issue;
            issue.code = state[0].cast<std::string>();
            issue.severity = severity(state[1].cast<std::string>());
            issue.file = state[2].cast<std::string>();
            issue.row = state[3].cast<std::int64_t>();
            issue.column = state[4].cast<std::string>();
            issue.value = state[5].cast<std::string>();
            issue.expected = message_of(state[6].cast<py::tuple>());
            issue.mend = message_of(state[7].cast<py::tuple>());
            issue.subject = state[8].cast<std::string>();
            if (state.size() > 9) issue.column_zh = state[9].cast<std::string>();
            return issue;
          }));

  // A file that cannot be read or written is an OSError, with its name where it is known.
  py::register_exception_translator([](std::exception_ptr thrown) {
    const auto raise = [](const std::error_code& code, const std::string& file) {
      const std::string name = jinguo::mask_citizen_numbers(file);
      const py::object value = py::reinterpret_borrow<py::object>(PyExc_OSError)(
          code.value(), code.message(),
          name.empty() ? py::object(py::none()) : py::object(py::str(name)));
      PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(value.ptr())), value.ptr());
    };
    try {
      if (thrown) std::rethrow_exception(thrown);
    } catch (const std::filesystem::filesystem_error& error) {
      raise(error.code(), error.path1().string());
    } catch (const std::system_error& error) {
      raise(error.code(), "");
    }
  });

  // InputError is a class of the package (a ValueError with .issues), so that Python code raises
  // the very same one.
  py::register_exception_translator([](std::exception_ptr thrown) {
    try {
      if (thrown) std::rethrow_exception(thrown);
    } catch (const jinguo::InputError& error) {
      const py::object type = py::module_::import("jinguo._errors").attr("InputError");
      py::list issues;
      for (const Issue& issue : error.issues()) issues.append(issue);
      const py::object value = type(issues);
      PyErr_SetObject(type.ptr(), value.ptr());
    }
  });
}

}  // namespace jinguo_python

#include <pybind11/stl.h>
#include <pybind11/typing.h>

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "bindings.hpp"
#include "jinguo/domain/field.hpp"
#include "jinguo/domain/plausible.hpp"
#include "jinguo/domain/registry.hpp"
#include "notes.hpp"
#include "typed.hpp"
#include "values.hpp"

namespace jinguo_python {
namespace {

using jinguo::Registry;

/// The allowed values of a coded field, or none.
template <class T>
py::object codes_of() {
  if constexpr (is_vector<T> || is_optional<T>) {
    return codes_of<typename T::value_type>();
  } else if constexpr (jinguo::CodedEnum<T>) {
    py::list rows;
    for (const jinguo::Coded<T>& row : codes(std::type_identity<T>{})) {
      rows.append(py::make_tuple(row.word, row.code, row.zh));
    }
    return py::tuple(rows);
  } else {
    return py::none();
  }
}

/// Whether a field without std::optional shows None where it is not set: a day that a sound record
/// may lack. (A required one is None only in a record that validate() refuses.)
template <class T>
bool can_be_unset(jinguo::FieldUse use) {
  return std::same_as<T, jinguo::Date> && use == jinguo::FieldUse::optional;
}

/// What can be done with one field of some record. The record's type is forgotten, so that what
/// follows is compiled once for each type of value, and not once a field.
struct FieldAccess {
  std::string name;
  std::string zh;
  jinguo::FieldUse use;
  int since;
  bool position;  // two columns of a table: lon and lat
  std::size_t offset;  // of the value in the record
  py::object (*value)(const void* value);
  void (*assign)(void* value, py::handle given, const std::string& name);
  bool (*equal)(const void* a, const void* b);
  void (*put)(void* to, const void* from);
  py::object (*codes)();
  std::string type;   // of its value, for type checkers
  std::string given;  // of what it may be set to

  [[nodiscard]] const void* in(const void* record) const {
    return static_cast<const char*>(record) + offset;
  }
  [[nodiscard]] void* in(void* record) const { return static_cast<char*>(record) + offset; }
  [[nodiscard]] py::object get(const void* record) const { return value(in(record)); }
  void set(void* record, py::handle given) const { assign(in(record), given, name); }
  [[nodiscard]] bool same(const void* a, const void* b) const { return equal(in(a), in(b)); }
  void copy(void* to, const void* from) const { put(in(to), in(from)); }
};
using Fields = std::vector<FieldAccess>;

template <class T>
struct Access {
  static py::object value(const void* value) { return to_python<T>(*static_cast<const T*>(value)); }
  static void assign(void* value, py::handle given, const std::string& name) {
    *static_cast<T*>(value) = from_python<T>(given, name);
  }
  static bool equal(const void* a, const void* b) {
    return *static_cast<const T*>(a) == *static_cast<const T*>(b);
  }
  static void put(void* to, const void* from) {
    *static_cast<T*>(to) = *static_cast<const T*>(from);
  }
};

template <class Record>
const Fields& fields_of() {
  static const Fields list = [] {
    Fields all;
    const Record probe{};
    jinguo::for_each_field<Record>([&]<class T>(const jinguo::Field<Record, T>& field) {
      const auto* const at = reinterpret_cast<const char*>(&(probe.*field.member));
      const auto offset = static_cast<std::size_t>(at - reinterpret_cast<const char*>(&probe));
      all.push_back({std::string(field.name), std::string(field.zh), field.use, field.since,
                     std::same_as<T, std::optional<jinguo::LonLat>>, offset, &Access<T>::value,
                     &Access<T>::assign, &Access<T>::equal, &Access<T>::put, &codes_of<T>,
                     type_text<T>() + (can_be_unset<T>(field.use) ? " | None" : ""),
                     type_text<T>(true)});
    });
    return all;
  }();
  return list;
}

/// Fills the fields that are named; every wrong content is collected, None is as if not given.
void fill(const Fields& fields, void* record, const void* empty, const py::dict& given) {
  std::vector<jinguo::Issue> issues;
  std::size_t known = 0;
  for (const FieldAccess& field : fields) {
    const py::str key(field.name);
    if (!given.contains(key)) continue;
    ++known;
    const py::object value = given[key];
    if (value.is_none()) {
      field.copy(record, empty);
      continue;
    }
    try {
      field.set(record, value);
    } catch (const jinguo::InputError& error) {
      issues.insert(issues.end(), error.issues().begin(), error.issues().end());
    }
  }
  if (known != given.size()) {
    for (const std::pair<py::handle, py::handle> item : given) {
      const std::string name = py::str(item.first);
      const bool found = std::any_of(fields.begin(), fields.end(),
                                     [&](const FieldAccess& field) { return field.name == name; });
      if (!found)
        throw py::type_error("'" + jinguo::mask_citizen_numbers(name) +
                             "' is not a field of this record");
    }
  }
  if (!issues.empty()) throw jinguo::InputError(std::move(issues));
}

/// Fields in the order of a pickle: a field that came later comes last, so that older ones load.
std::vector<const FieldAccess*> by_form(const Fields& fields) {
  std::vector<const FieldAccess*> order;
  for (const FieldAccess& field : fields) order.push_back(&field);
  std::stable_sort(order.begin(), order.end(),
                   [](const FieldAccess* a, const FieldAccess* b) { return a->since < b->since; });
  return order;
}

py::tuple state_of(const Fields& fields, const void* record) {
  py::tuple out(fields.size());
  std::size_t k = 0;
  for (const FieldAccess* field : by_form(fields)) out[k++] = field->get(record);
  return out;
}

void restore(const Fields& fields, void* record, const py::tuple& state) {
  std::size_t k = 0;
  for (const FieldAccess* field : by_form(fields)) {
    if (k == state.size()) break;
    const py::object value = state[k++];
    if (!value.is_none()) field->set(record, value);
  }
}

/// The fields that differ from an empty record's, without names and free texts: records get logged.
std::string repr_of(const Fields& fields, const void* record, const void* empty,
                    const std::string& name) {
  std::string out = name + "(";
  for (const FieldAccess& field : fields) {
    if (field.use == jinguo::FieldUse::personal || field.use == jinguo::FieldUse::free_text) {
      continue;
    }
    if (field.use == jinguo::FieldUse::optional && field.same(record, empty)) continue;
    out += (out.back() == '(' ? "" : ", ") + field.name + "=" +
           py::repr(field.get(record)).cast<std::string>();
  }
  return out + ")";
}

/// "(self, *, id: str | None = None, ...) -> answer": every field by name.
std::string signature_of(const std::string& function, const Fields& fields,
                         const std::string& answer) {
  std::string out = function + "(self, *";
  for (const FieldAccess& field : fields) {
    const bool none = field.given.ends_with(" | None");
    out += ", " + field.name + ": " + field.given + (none ? "" : " | None") + " = None";
  }
  return out + ") -> " + answer;
}

/// What the header says of a field, and the Chinese name that tables have.
std::string words_of(const std::string& record, const FieldAccess& field) {
  return std::string(note_of(record + "." + field.name)) + " " + field.zh;
}

/// The section Parameters of a docstring: every field by name.
std::string parameters_of(const std::string& record, const Fields& fields) {
  std::string out = "\n\nParameters\n----------\n";
  for (const FieldAccess& field : fields) {
    const std::size_t none = field.given.rfind(" | None");
    out += field.name + " : " + field.given.substr(0, none) + ", optional\n    " +
           words_of(record, field) + "\n";
  }
  return out;
}

/// The section Examples, of one line and what it answers.
std::string example_of(const std::string& line, const std::string& answer) {
  return "\nExamples\n--------\n>>> import jinguo as jg\n>>> " + line + "\n" + answer + "\n";
}

template <class Record>
void bind_record(py::module_& module, const char* name) {
  const Fields& fields = fields_of<Record>();
  const std::string type_name(name);
  const std::string& key = fields.front().name;
  const std::string made = "jg." + type_name + "(" + key + "=\"430626\")";
  const std::string raises =
      "\nRaises\n------\nInputError\n    With every value that cannot be one of its field.\nTypeError\n"
      "    A name that is no field of the record.\n";
  const std::string about =
      std::string(note_of(type_name)) +
      "\n\nNothing has to be given: ``Registry.validate()`` says what a record lacks. Days are dates or"
      "\n\"2016-03-01\", amounts Decimal, int or text in yuan, coded values the word, code or Chinese name.";
  py::class_<Record> bound(
      module, name,
      (about + parameters_of(type_name, fields) + raises + example_of(made + "." + key, "'430626'"))
          .c_str());
  {
    py::options options;
    options.disable_function_signatures();  // they would say **kwargs
    bound.def(py::init<>([](const py::kwargs& given) {
                Record record;
                fill(fields_of<Record>(), &record, &record, given);
                return record;
              }),
              signature_of("__init__", fields, "None").c_str());
    bound.def(
        "replace",
        [](Record self, const py::kwargs& changes) {
          const Record empty;
          fill(fields_of<Record>(), &self, &empty, changes);
          return self;
        },
        (signature_of("replace", fields, "jinguo._core." + type_name) +
         "\n\nThe same record with other values; None takes a value away." +
         parameters_of(type_name, fields) + "\nReturns\n-------\n" + type_name +
         "\n    A new record.\n" + raises +
         example_of(made + ".replace(" + key + "=\"430602\")." + key, "'430602'"))
            .c_str());
  }
  py::list described;
  py::dict coded;
  for (const FieldAccess& field : fields) {
    const FieldAccess* const at = &field;  // lives as long as the module
    typed_property(
        bound, field.name, [at](const Record& self) { return at->get(&self); }, field.type,
        words_of(type_name, field));
    described.append(py::make_tuple(field.name, field.zh, use_name(field.use)));
    if (py::object rows = field.codes(); !rows.is_none()) coded[py::str(field.name)] = rows;
  }
  bound.attr("table") = std::string(Record::table);
  bound.attr("table_zh") = std::string(Record::table_zh);
  bound.attr("fields") = py::tuple(described);
  bound.attr("codes") = coded;
  bound
      .def(
          "to_dict",
          [](const Record& self) {
            py::dict out;
            for (const FieldAccess& field : fields_of<Record>()) {
              out[py::str(field.name)] = field.get(&self);
            }
            return out;
          },
          ("Every field by name, names of persons included.\n\nReturns\n-------\ndict\n    Values by name "
           "of the field, as the record's attributes.\n" +
           example_of(made + ".to_dict()[\"" + key + "\"]", "'430626'"))
              .c_str())
      .def(
          "__eq__", [](const Record& a, const Record& b) { return a == b; }, py::is_operator())
      .def("__repr__",
           [type_name](const Record& self) {
             const Record empty;
             return repr_of(fields_of<Record>(), &self, &empty, type_name);
           })
      .def(py::pickle([](const Record& self) { return state_of(fields_of<Record>(), &self); },
                      [](const py::tuple& state) {
                        Record record;
                        restore(fields_of<Record>(), &record, state);
                        return record;
                      }));
  bound.attr("__hash__") = py::none();
}

template <class T>
struct record_of_table;
template <class Record>
struct record_of_table<jinguo::Table<Record>> {
  using type = Record;
};
template <class T>
using RecordOf = typename record_of_table<std::remove_cvref_t<T>>::type;

[[noreturn]] void unknown_table(const Registry& registry) {
  std::string allowed;
  registry.for_each_table([&](const auto& table) {
    allowed += (allowed.empty() ? "" : ", ") + std::string(RecordOf<decltype(table)>::table);
  });
  throw jinguo::InputError(issue_of("python.enumerator", "table", {{"allowed", allowed}}));
}

/// Calls visit(Table<Record>) for the table of a name.
template <class Visit>
void with_table(const Registry& registry, const std::string& name, Visit&& visit) {
  bool found = false;
  registry.for_each_table([&](const auto& table) {
    if (RecordOf<decltype(table)>::table != name) return;
    found = true;
    visit(table);
  });
  if (!found) unknown_table(registry);
}

/// The rows of a table as addresses, its type forgotten.
template <class Record>
std::vector<const void*> addresses(const jinguo::Table<Record>& table) {
  std::vector<const void*> out;
  out.reserve(table.size());
  for (const Record& record : table.rows()) out.push_back(&record);
  return out;
}

py::dict columns_of(const Fields& fields, const std::vector<const void*>& rows) {
  py::dict out;
  for (const FieldAccess& field : fields) {
    py::list values(rows.size());
    for (std::size_t k = 0; k < rows.size(); ++k) values[k] = field.get(rows[k]);
    if (!field.position) {
      out[py::str(field.name)] = values;
      continue;
    }
    py::list lon(rows.size());  // two columns, as in a table
    py::list lat(rows.size());
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const py::object position = values[k];
      lon[k] = position.is_none() ? position : py::object(position[py::int_(0)]);
      lat[k] = position.is_none() ? position : py::object(position[py::int_(1)]);
    }
    out["lon"] = lon;
    out["lat"] = lat;
  }
  return out;
}

py::dict columns(const Registry& registry, const std::string& name) {
  py::dict out;
  with_table(registry, name, [&](const auto& table) {
    out = columns_of(fields_of<RecordOf<decltype(table)>>(), addresses(table));
  });
  return out;
}

py::tuple registry_state(const Registry& registry) {
  py::dict tables;
  registry.for_each_table([&](const auto& table) {
    py::list rows(table.size());
    std::size_t at = 0;
    const Fields& fields = fields_of<RecordOf<decltype(table)>>();
    for (const auto& record : table.rows()) rows[at++] = state_of(fields, &record);
    if (table.size() > 0) tables[std::string(RecordOf<decltype(table)>::table).c_str()] = rows;
  });
  return py::make_tuple(registry.synthetic(), tables);
}

Registry registry_of(const py::tuple& state) {
  Registry registry;
  registry.set_synthetic(state[0].cast<bool>());
  const auto tables = state[1].cast<py::dict>();
  Registry().for_each_table([&](const auto& table) {
    using Record = RecordOf<decltype(table)>;
    const std::string name(Record::table);
    if (!tables.contains(name.c_str())) return;
    for (const py::handle row : tables[name.c_str()]) {
      Record record;
      restore(fields_of<Record>(), &record, py::reinterpret_borrow<py::tuple>(row));
      registry.add(std::move(record));
    }
  });
  return registry;
}

constexpr const char* add_doc = R"(Adds a record to its table. Ask validate() when all are there.

Parameters
----------
record : record of any table
    ``jinguo.Household``, ``jinguo.Beneficiary`` ...; it is copied.

Returns
-------
None
    Nothing.

Examples
--------
>>> import jinguo as jg
>>> registry = jg.Registry()
>>> registry.add(jg.Region(code="430626", name="Pingjiang"))
>>> len(registry.regions)
1)";

template <class Record>
void bind_table(py::class_<Registry>& bound) {
  // The words stand once, at the first of the overloads.
  const bool first = !py::hasattr(bound, "add");
  bound.def(
      "add", [](Registry& self, const Record& record) { self.add(record); }, py::arg("record"),
      first ? add_doc : "");
  bound.def_property_readonly(
      std::string(Record::table).c_str(),
      [](const Registry& self) {
        const std::span<const Record> rows = self.all<Record>();
        py::tuple out(rows.size());
        for (std::size_t k = 0; k < rows.size(); ++k) out[k] = py::cast(rows[k]);
        return py::typing::Tuple<Record, py::ellipsis>(out);
      },
      (std::string(Record::table_zh) + ": the table's records, copied.").c_str());
}

}  // namespace

void bind_domain(py::module_& module) {
  bind_record<jinguo::Region>(module, "Region");
  bind_record<jinguo::Household>(module, "Household");
  bind_record<jinguo::Beneficiary>(module, "Beneficiary");
  bind_record<jinguo::Member>(module, "Member");
  bind_record<jinguo::Mentor>(module, "Mentor");
  bind_record<jinguo::Base>(module, "Base");
  bind_record<jinguo::Anchor>(module, "Anchor");
  bind_record<jinguo::Project>(module, "Project");
  bind_record<jinguo::Chain>(module, "Chain");
  bind_record<jinguo::LoanProduct>(module, "LoanProduct");
  bind_record<jinguo::LoanApplication>(module, "LoanApplication");
  bind_record<jinguo::Loan>(module, "Loan");
  bind_record<jinguo::Mentorship>(module, "Mentorship");
  bind_record<jinguo::Placement>(module, "Placement");
  bind_record<jinguo::ForcedPair>(module, "ForcedPair");
  bind_record<jinguo::Person>(module, "Person");
  bind_record<jinguo::Activity>(module, "Activity");
  bind_record<jinguo::Road>(module, "Road");

  py::dict thresholds;
  for (const auto& [name, value] : jinguo::plausible::thresholds) {
    thresholds[py::str(std::string(name))] = value;
  }
  module.attr("plausible_thresholds") = thresholds;  // docs/plausible.md lists them
  py::dict lines;
  for (const auto& [year, yuan] : jinguo::plausible::lines) lines[py::int_(year)] = yuan;
  module.attr("poverty_lines") = lines;

  py::class_<Registry> registry(module, "Registry",
                                "Everything that a programme knows, in memory.");
  registry.def(py::init<>()).def(py::init<const Registry&>(), py::arg("registry"));
  Registry::Records::for_each(
      [&]<class Record>(std::type_identity<Record>) { bind_table<Record>(registry); });
  registry
      .def(
          "validate",
          [](const Registry& self, const py::object& day) {
            const auto on = from_python<std::optional<jinguo::Date>>(day, "day");
            const py::gil_scoped_release release;
            return on ? jinguo::validate(self, *on) : self.validate();
          },
          py::arg("day") = py::none(),
          R"(Every fault of every record, as issues; empty: sound.

Parameters
----------
day : datetime.date or str, optional
    With a day also, as warnings, what can hardly be meant so on it (docs/plausible.md).

Returns
-------
list of Issue
    By table and record.

Examples
--------
>>> import jinguo as jg
>>> [issue.code for issue in jg.Registry().validate()]
[])")
      .def(
          "unknown_incomes",
          [](const Registry& self) {
            std::int64_t unknown = 0;
            for (const jinguo::Household& one : self.all<jinguo::Household>()) {
              unknown += jinguo::is_income_known(one) ? 0 : 1;
            }
            return unknown;
          },
          R"(Number of households whose income is not known.

A source is blank, and what the others say comes to nothing.

Returns
-------
int
    How many.

Examples
--------
>>> import jinguo as jg
>>> jg.Registry.load("demo/tables").unknown_incomes()
0)")
      .def_property("synthetic", &Registry::synthetic, &Registry::set_synthetic,
                    "Whether the persons are synthetic, which every output must say.")
      .def(
          "find",
          [](const Registry& self, const std::string& table, const std::string& key) {
            py::object out = py::none();
            with_table(self, table, [&](const auto& rows) {
              if (const auto* record = rows.find(key)) out = py::cast(*record);
            });
            return out;
          },
          py::arg("table"), py::arg("key"), R"(The record of a key, or None.

Parameters
----------
table : str
    Name of the table: "women", "households" ... (docs/tables.md).
key : str
    The record's id; of a region its code.

Returns
-------
record or None
    A copy of the record.

Raises
------
InputError
    There is no such table.

Examples
--------
>>> import jinguo as jg
>>> jg.Registry.load("demo/tables").find("women", "W0000001").household
'H0000002')")
      .def(
          "counts",
          [](const Registry& self) {
            py::typing::Dict<py::str, py::int_> out;
            self.for_each_table([&](const auto& table) {
              out[std::string(RecordOf<decltype(table)>::table).c_str()] = table.size();
            });
            return out;
          },
          R"(Number of records by table.

Returns
-------
dict of str to int
    Every table, empty ones too.

Examples
--------
>>> import jinguo as jg
>>> jg.Registry().counts()["women"]
0)")
      .def("columns", &columns, py::arg("table"),
           R"(A table as {column: list of values}, ready for any frame.

Parameters
----------
table : str
    Name of the table: "women", "households" ... (docs/tables.md).

Returns
-------
dict of str to list
    By column; a position is the columns lon and lat, in degrees.

Raises
------
InputError
    There is no such table.

Examples
--------
>>> import jinguo as jg
>>> jg.Registry.load("demo/tables").columns("women")["id"][0]
'W0000001')")
      .def(
          "__eq__", [](const Registry& a, const Registry& b) { return a == b; }, py::is_operator())
      .def(py::pickle(&registry_state, &registry_of));
  registry.attr("__hash__") = py::none();

  py::list tables;
  py::dict chinese;
  Registry().for_each_table([&](const auto& table) {
    using Record = RecordOf<decltype(table)>;
    tables.append(std::string(Record::table));
    chinese[std::string(Record::table).c_str()] = std::string(Record::table_zh);
  });
  module.attr("tables") = py::tuple(tables);
  module.attr("tables_zh") = chinese;
}

}  // namespace jinguo_python

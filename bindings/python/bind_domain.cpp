#include <pybind11/stl.h>

#include <span>
#include <tuple>

#include "bindings.hpp"
#include "jinguo/domain/field.hpp"
#include "jinguo/domain/registry.hpp"
#include "values.hpp"

namespace jinguo_python {
namespace {

using jinguo::Registry;

std::string_view use_name(jinguo::FieldUse use) {
  switch (use) {
    case jinguo::FieldUse::key:
      return "key";
    case jinguo::FieldUse::required:
      return "required";
    case jinguo::FieldUse::optional:
      return "optional";
    case jinguo::FieldUse::personal:
      return "personal";
    case jinguo::FieldUse::free_text:
      break;
  }
  return "free_text";
}

/// Fills the fields that are named; every wrong content is collected, None is as if not given.
template <class Record>
void fill(Record& record, const py::dict& given) {
  std::vector<jinguo::Issue> issues;
  std::size_t known = 0;
  jinguo::for_each_field<Record>([&](const auto& field) {
    const std::string name(field.name);
    if (!given.contains(name.c_str())) return;
    ++known;
    const py::object value = given[name.c_str()];
    using T = typename std::remove_cvref_t<decltype(field)>::type;
    if (value.is_none()) {
      record.*field.member = Record{}.*field.member;
      return;
    }
    try {
      record.*field.member = from_python<T>(value, name);
    } catch (const jinguo::InputError& error) {
      issues.insert(issues.end(), error.issues().begin(), error.issues().end());
    }
  });
  if (known != given.size()) {
    for (const std::pair<py::handle, py::handle> item : given) {
      const std::string name = py::str(item.first);
      bool found = false;
      jinguo::for_each_field<Record>([&](const auto& field) { found |= field.name == name; });
      if (!found) throw py::type_error("'" + name + "' is not a field of this record");
    }
  }
  if (!issues.empty()) throw jinguo::InputError(std::move(issues));
}

template <class Record>
py::tuple state_of(const Record& record) {
  py::list values;
  jinguo::for_each_field<Record>(
      [&](const auto& field) { values.append(to_python(record.*field.member)); });
  return py::tuple(values);
}

template <class Record>
Record record_of(const py::tuple& state) {
  Record record;
  std::size_t at = 0;
  jinguo::for_each_field<Record>([&](const auto& field) {
    using T = typename std::remove_cvref_t<decltype(field)>::type;
    const py::object value = state[at++];
    if (!value.is_none()) record.*field.member = from_python<T>(value, std::string(field.name));
  });
  return record;
}

/// The fields that differ from an empty record's, without names and free texts: records get logged.
template <class Record>
std::string repr_of(const Record& record, const std::string& name) {
  const Record empty;
  std::string out = name + "(";
  jinguo::for_each_field<Record>([&](const auto& field) {
    if (field.use == jinguo::FieldUse::personal || field.use == jinguo::FieldUse::free_text) return;
    if (field.use == jinguo::FieldUse::optional && record.*field.member == empty.*field.member) {
      return;
    }
    out += (out.back() == '(' ? "" : ", ") + std::string(field.name) + "=" +
           py::repr(to_python(record.*field.member)).template cast<std::string>();
  });
  return out + ")";
}

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

template <class Record>
void bind_record(py::module_& module, const char* name, const char* doc) {
  py::class_<Record> bound(module, name, doc);
  bound.def(py::init<>([](const py::kwargs& given) {
    Record record;
    fill(record, given);
    return record;
  }));
  py::list described;
  py::dict coded;
  jinguo::for_each_field<Record>([&](const auto& field) {
    const std::string field_name(field.name);
    using T = typename std::remove_cvref_t<decltype(field)>::type;
    const auto member = field.member;
    bound.def_property_readonly(
        field_name.c_str(), [member](const Record& self) { return to_python(self.*member); },
        std::string(field.zh).c_str());
    described.append(py::make_tuple(field.name, field.zh, use_name(field.use)));
    if (py::object rows = codes_of<T>(); !rows.is_none()) coded[field_name.c_str()] = rows;
  });
  bound.attr("table") = std::string(Record::table);
  bound.attr("table_zh") = std::string(Record::table_zh);
  bound.attr("fields") = py::tuple(described);
  bound.attr("codes") = coded;
  const std::string type_name(name);
  bound
      .def(
          "replace",
          [](Record self, const py::kwargs& changes) {
            fill(self, changes);
            return self;
          },
          "The same record with other values.")
      .def(
          "to_dict",
          [](const Record& self) {
            py::dict out;
            jinguo::for_each_field<Record>([&](const auto& field) {
              out[std::string(field.name).c_str()] = to_python(self.*field.member);
            });
            return out;
          },
          "Every field by name, names of persons included.")
      .def(
          "__eq__", [](const Record& a, const Record& b) { return a == b; }, py::is_operator())
      .def("__repr__", [type_name](const Record& self) { return repr_of(self, type_name); })
      .def(py::pickle(&state_of<Record>, &record_of<Record>));
  bound.attr("__hash__") = py::none();
}

/// Calls visit(Table<Record>) for every table of the registry.
template <class Visit>
void for_each_table(const Registry& registry, Visit&& visit) {
  std::apply([&](const auto&... table) { (visit(table), ...); }, registry.tables());
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
  for_each_table(registry, [&](const auto& table) {
    allowed += (allowed.empty() ? "" : ", ") + std::string(RecordOf<decltype(table)>::table);
  });
  throw jinguo::InputError(issue_of("python.enumerator", "table", {{"allowed", allowed}}));
}

/// Calls visit(Table<Record>) for the table of a name.
template <class Visit>
void with_table(const Registry& registry, const std::string& name, Visit&& visit) {
  bool found = false;
  for_each_table(registry, [&](const auto& table) {
    if (RecordOf<decltype(table)>::table != name) return;
    found = true;
    visit(table);
  });
  if (!found) unknown_table(registry);
}

py::dict columns(const Registry& registry, const std::string& name) {
  py::dict out;
  with_table(registry, name, [&](const auto& table) {
    using Record = RecordOf<decltype(table)>;
    jinguo::for_each_field<Record>([&](const auto& field) {
      py::list values(table.size());
      std::size_t at = 0;
      for (const Record& record : table.rows()) values[at++] = to_python(record.*field.member);
      out[std::string(field.name).c_str()] = values;
    });
  });
  return out;
}

py::tuple registry_state(const Registry& registry) {
  py::dict tables;
  for_each_table(registry, [&](const auto& table) {
    py::list rows(table.size());
    std::size_t at = 0;
    for (const auto& record : table.rows()) rows[at++] = state_of(record);
    if (table.size() > 0) tables[std::string(RecordOf<decltype(table)>::table).c_str()] = rows;
  });
  return py::make_tuple(registry.synthetic(), tables);
}

Registry registry_of(const py::tuple& state) {
  Registry registry;
  registry.set_synthetic(state[0].cast<bool>());
  const auto tables = state[1].cast<py::dict>();
  for_each_table(Registry(), [&](const auto& table) {
    using Record = RecordOf<decltype(table)>;
    const std::string name(Record::table);
    if (!tables.contains(name.c_str())) return;
    for (const py::handle row : tables[name.c_str()]) {
      registry.add(record_of<Record>(row.cast<py::tuple>()));
    }
  });
  return registry;
}

template <class Record>
void bind_table(py::class_<Registry>& bound) {
  bound.def(
      "add", [](Registry& self, const Record& record) { self.add(record); }, py::arg("record"),
      "Adds a record to its table. Ask validate() when all are there.");
  bound.def_property_readonly(
      std::string(Record::table).c_str(),
      [](const Registry& self) {
        const std::span<const Record> rows = self.all<Record>();
        py::tuple out(rows.size());
        for (std::size_t k = 0; k < rows.size(); ++k) out[k] = py::cast(rows[k]);
        return out;
      },
      (std::string(Record::table_zh) + ": the table's records, copied.").c_str());
}

template <class... Records>
void bind_tables(py::class_<Registry>& bound,
                 std::type_identity<std::tuple<jinguo::Table<Records>...>>) {
  (bind_table<Records>(bound), ...);
}

}  // namespace

void bind_domain(py::module_& module) {
  bind_record<jinguo::Region>(module, "Region", "A division of the tree.");
  bind_record<jinguo::Household>(module, "Household", "A household of the register.");
  bind_record<jinguo::Beneficiary>(module, "Beneficiary",
                                   "A woman of 16 or over of a household of the registry.");
  bind_record<jinguo::Member>(module, "Member", "Another member of a household.");
  bind_record<jinguo::Mentor>(module, "Mentor",
                              "An able woman who takes poor women under her wing.");
  bind_record<jinguo::Base>(module, "Base", "A women's demonstration base.");
  bind_record<jinguo::Anchor>(module, "Anchor",
                              "A large grower, facility farm, anchor enterprise or cooperative.");
  bind_record<jinguo::Project>(module, "Project", "A production project with places for women.");
  bind_record<jinguo::Chain>(
      module, "Chain",
      "Able woman + anchor enterprise + cooperative + poor women, offered as one provider.");
  bind_record<jinguo::LoanProduct>(module, "LoanProduct", "A loan scheme of a time.");
  bind_record<jinguo::LoanApplication>(module, "LoanApplication",
                                       "What a woman asks of a loan product.");
  bind_record<jinguo::Loan>(module, "Loan", "A loan that was paid out.");
  bind_record<jinguo::Mentorship>(module, "Mentorship", "A mentor paired with a woman.");
  bind_record<jinguo::Placement>(module, "Placement", "A woman at a base, project or chain.");
  bind_record<jinguo::ForcedPair>(module, "ForcedPair",
                                  "A pair that must be, or must not be, in a pairing.");
  bind_record<jinguo::Person>(module, "Person", "A person whom activities reach.");
  bind_record<jinguo::Activity>(module, "Activity", "Something done for people on a day.");

  py::class_<Registry> registry(module, "Registry",
                                "Everything that a programme knows, in memory.");
  registry.def(py::init<>());
  bind_tables(registry, std::type_identity<Registry::Tables>{});
  registry
      .def(
          "validate",
          [](const Registry& self) {
            const py::gil_scoped_release release;
            return self.validate();
          },
          "Every fault of every record, as issues; empty: sound.")
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
          py::arg("table"), py::arg("key"), "The record of a key, or None.")
      .def(
          "counts",
          [](const Registry& self) {
            py::dict out;
            for_each_table(self, [&](const auto& table) {
              out[std::string(RecordOf<decltype(table)>::table).c_str()] = table.size();
            });
            return out;
          },
          "Number of records by table.")
      .def("columns", &columns, py::arg("table"),
           "A table as {column: list of values}, ready for any frame.")
      .def(
          "__eq__", [](const Registry& a, const Registry& b) { return a == b; }, py::is_operator())
      .def(py::pickle(&registry_state, &registry_of));
  registry.attr("__hash__") = py::none();

  py::list tables;
  py::dict chinese;
  for_each_table(Registry(), [&](const auto& table) {
    using Record = RecordOf<decltype(table)>;
    tables.append(std::string(Record::table));
    chinese[std::string(Record::table).c_str()] = std::string(Record::table_zh);
  });
  module.attr("tables") = py::tuple(tables);
  module.attr("tables_zh") = chinese;
}

}  // namespace jinguo_python

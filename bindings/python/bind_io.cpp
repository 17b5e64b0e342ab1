#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <filesystem>
#include <optional>

#include "bindings.hpp"
#include "jinguo/domain/policy.hpp"
#include "jinguo/domain/registry.hpp"
#include "jinguo/io/policy_file.hpp"
#include "jinguo/io/sample.hpp"
#include "jinguo/io/tables.hpp"
#include "rows.hpp"
#include "values.hpp"

namespace jinguo_python {
namespace {

namespace io = jinguo::io;
using jinguo::Policy;
using jinguo::Registry;

/// A table from Python: (name, file, header, rows, first row).
using PlainTable = std::tuple<std::string, std::string, std::vector<std::string>,
                              std::vector<std::vector<std::string>>, std::int64_t>;

/// The registry, its issues, its rows, whether a whole table could not be read.
py::tuple loaded(io::LoadResult result) {
  const bool unreadable = result.unreadable;
  return py::make_tuple(std::move(result.registry), std::move(result.issues),
                        Rows{std::move(result.origins)}, unreadable);
}

/// Divisions that tables may name, read once.
struct Gazetteer {
  std::vector<jinguo::Region> regions{};
};

io::LoadOptions load_options(bool good_rows_only, const Gazetteer* gazetteer) {
  io::LoadOptions options;
  options.good_rows_only = good_rows_only;
  if (gazetteer != nullptr) options.gazetteer = gazetteer->regions;
  return options;
}

}  // namespace

void bind_io(py::module_& module) {
  py::class_<Rows>(module, "Rows", "The files and rows in which the records of a registry stand.");
  py::class_<Gazetteer>(module, "Gazetteer", "Divisions by code and name, for reading tables.");
  module.def(
      "yueyang_divisions",
      [](const std::filesystem::path& folder) { return Gazetteer{io::yueyang_divisions(folder)}; },
      py::arg("data_folder"), "The divisions of the bundled data.");
  module.def(
      "read_folder",
      [](const std::filesystem::path& folder, bool good_rows_only, const Gazetteer* gazetteer) {
        io::LoadResult result;
        {
          const py::gil_scoped_release release;
          result = io::read_tables(folder, load_options(good_rows_only, gazetteer));
        }
        return loaded(std::move(result));
      },
      py::arg("folder"), py::arg("good_rows_only"), py::arg("gazetteer") = nullptr);
  module.def(
      "read_tables",
      [](const std::vector<PlainTable>& plain, bool good_rows_only, bool synthetic,
         const Gazetteer* gazetteer) {
        std::vector<io::TextTable> tables;
        for (const auto& [name, file, header, rows, first_row] : plain) {
          tables.push_back({name, file, header, rows, first_row});
        }
        io::LoadResult result;
        {
          const py::gil_scoped_release release;
          result = io::read_tables(tables, load_options(good_rows_only, gazetteer), synthetic);
        }
        return loaded(std::move(result));
      },
      py::arg("tables"), py::arg("good_rows_only"), py::arg("synthetic"),
      py::arg("gazetteer") = nullptr);
  module.def(
      "save_registry",
      [](const Registry& registry, const std::filesystem::path& folder, const std::string& lang) {
        const jinguo::Language headers = language_of(lang);
        const py::gil_scoped_release release;
        io::save_registry(registry, folder, headers);
      },
      py::arg("registry"), py::arg("folder"), py::arg("lang"));
  module.def(
      "sample_yueyang",
      [](const std::filesystem::path& data_folder, std::int32_t households, std::uint64_t seed,
         const py::object& date) {
        io::SampleOptions options;
        options.households = households;
        options.seed = seed;
        if (!date.is_none()) options.date = from_python<jinguo::Date>(date, "date");
        const py::gil_scoped_release release;
        Registry registry = io::sample_yueyang(data_folder, options);
        return std::make_pair(std::move(registry), io::sample_readme(registry, options));
      },
      py::arg("data_folder"), py::arg("households"), py::arg("seed"), py::arg("date") = py::none(),
      "A synthetic registry of the city, and what its folder must say of itself.");

  py::class_<Policy> policy(module, "Policy", "What is fair and what counts, checked.");
  policy.def(py::init<>())
      .def(py::init<const Policy&>(), py::arg("policy"))
      .def_property_readonly("name", [](const Policy& self) { return self.data().name; })
      .def_property_readonly(
          "date", [](const Policy& self) { return to_python(self.data().date); },
          "Decides ages, registration, title years and running projects.")
      .def_property_readonly(
          "pairings",
          [](const Policy& self) {
            py::list names;
            for (const jinguo::Pairing& pairing : self.data().pairings) names.append(pairing.name);
            return py::tuple(names);
          },
          "Names of its pairings.")
      .def_property_readonly("existing",
                             [](const Policy& self) { return to_python(self.data().existing); })
      .def_property_readonly(
          "on_infeasible", [](const Policy& self) { return to_python(self.data().on_infeasible); })
      .def_property_readonly(
          "needs_seed", [](const Policy& self) { return self.data().lottery.seed.empty(); },
          "Whether the lottery's seed must be given to match().")
      .def("to_toml", &io::to_toml, "As TOML, with every default filled in.")
      .def(
          "__eq__", [](const Policy& a, const Policy& b) { return a == b; }, py::is_operator())
      .def(py::pickle([](const Policy& self) { return io::to_toml(self); },
                      [](const std::string& text) { return io::parse_policy(text, "pickle"); }));
  policy.attr("__hash__") = py::none();
  module.def("load_policy", &io::load_policy, py::arg("path"));
  module.def("parse_policy", &io::parse_policy, py::arg("text"), py::arg("name"));
  module.def(
      "new_policy_text",
      [](const std::string& lang) { return io::new_policy_text(language_of(lang)); },
      py::arg("lang"), "A commented policy to start from.");
}

}  // namespace jinguo_python

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <filesystem>
#include <map>
#include <memory>
#include <optional>

#include "access.hpp"
#include "bindings.hpp"
#include "jinguo/domain/policy.hpp"
#include "jinguo/domain/registry.hpp"
#include "jinguo/io/file.hpp"
#include "jinguo/io/policy_file.hpp"
#include "jinguo/sample/yueyang.hpp"
#include "jinguo/io/tables.hpp"
#include "rows.hpp"
#include "typed.hpp"
#include "values.hpp"

namespace jinguo_python {
namespace {

namespace io = jinguo::io;
using jinguo::Policy;
using jinguo::Registry;

/// A table from Python: (name, file, header, rows, first row, row numbers, faults), a fault as
/// (row, column from 0, code, value, what to write instead or "").
using PlainFault = std::tuple<std::int64_t, std::size_t, std::string, std::string, std::string>;
using PlainTable = std::tuple<std::string, std::string, std::vector<std::string>,
                              std::vector<std::vector<std::string>>, std::int64_t,
                              std::vector<std::int64_t>, std::vector<PlainFault>>;

/// The registry, its issues, its rows, whether a whole table could not be read.
py::tuple loaded(io::LoadResult result) {
  const bool unreadable = result.unreadable;
  return py::make_tuple(std::move(result.registry), std::move(result.issues),
                        Rows{std::move(result.origins), result.day}, unreadable);
}

/// Divisions that tables may name, read once.
struct Gazetteer {
  std::vector<jinguo::Region> regions{};
};

io::LoadOptions load_options(bool good_rows_only, const Gazetteer* gazetteer, const py::object& day,
                             const py::object& today) {
  io::LoadOptions options;
  options.good_rows_only = good_rows_only;
  if (gazetteer != nullptr) options.gazetteer = gazetteer->regions;
  options.day = from_python<std::optional<jinguo::Date>>(day, "day");
  options.today = from_python<std::optional<jinguo::Date>>(today, "today");
  return options;
}

}  // namespace

void bind_io(py::module_& module) {
  py::class_<Rows>(module, "Rows", "The files and rows in which the records of a registry stand.")
      .def_property_readonly(
          "day", [](const Rows& self) { return to_python(self.day); },
          "The day on which ages and dates were judged, or None.");
  py::class_<Gazetteer>(module, "Gazetteer", "Divisions by code and name, for reading tables.");
  module.def(
      "yueyang_divisions",
      [](const std::filesystem::path& folder) { return Gazetteer{jinguo::sample::divisions(folder)}; },
      py::arg("data_folder"), "The divisions of the bundled data.");
  module.def(
      "read_folder",
      [](const std::filesystem::path& folder, bool good_rows_only, const Gazetteer* gazetteer,
         const py::object& day, const py::object& today) {
        const io::LoadOptions options = load_options(good_rows_only, gazetteer, day, today);
        io::LoadResult result;
        {
          const py::gil_scoped_release release;
          result = io::read_tables(folder, options);
        }
        return loaded(std::move(result));
      },
      py::arg("folder"), py::arg("good_rows_only"), py::arg("gazetteer") = nullptr,
      py::arg("day") = py::none(), py::arg("today") = py::none());
  module.def(
      "read_tables",
      [](std::vector<PlainTable> plain, bool good_rows_only, bool synthetic,
         const Gazetteer* gazetteer, const py::object& day, const py::object& today) {
        const io::LoadOptions options = load_options(good_rows_only, gazetteer, day, today);
        std::vector<io::TextTable> tables;
        for (auto& [name, file, header, rows, first_row, numbers, faults] : plain) {
          std::vector<io::CellFault> told;
          for (const auto& [row, column, code, value, text] : faults) {
            told.push_back({row, column, code, value, text});
          }
          tables.push_back({name, file, std::move(header), std::move(rows), first_row,
                            std::move(numbers), std::move(told)});
        }
        io::LoadResult result;
        {
          const py::gil_scoped_release release;
          result = io::read_tables(tables, options, synthetic);
        }
        return loaded(std::move(result));
      },
      py::arg("tables"), py::arg("good_rows_only"), py::arg("synthetic"),
      py::arg("gazetteer") = nullptr, py::arg("day") = py::none(), py::arg("today") = py::none());
  module.def(
      "save_registry",
      [](const Registry& registry, const std::filesystem::path& folder, const std::string& lang,
         const std::map<std::string, std::string>& further) {
        const jinguo::Language headers = language_of(lang);
        std::vector<io::FurtherFile> files;
        for (const auto& [name, text] : further) files.push_back({name, text});
        const py::gil_scoped_release release;
        io::save_registry(registry, folder, headers, files);
      },
      py::arg("registry"), py::arg("folder"), py::arg("lang"),
      py::arg("further") = std::map<std::string, std::string>{});
  module.def(
      "write_file",
      [](const std::filesystem::path& path, const py::bytes& bytes, bool shared) {
        const auto view = static_cast<std::string_view>(bytes);
        const py::gil_scoped_release release;
        io::write_file(path, view, access_of(shared));
      },
      py::arg("path"), py::arg("bytes"), py::kw_only(), py::arg("shared") = false,
      "Writes a file whole or not at all, for its owner alone unless shared.");
  module.def(
      "rewrite_file",
      [](const std::filesystem::path& path, const py::bytes& bytes) {
        const auto view = static_cast<std::string_view>(bytes);
        const py::gil_scoped_release release;
        io::write_file(path, view, io::Access::as_before);
      },
      py::arg("path"), py::arg("bytes"),
      "The same, for whom the file was before; a new one for its owner alone.");
  py::class_<io::WholeFolder>(module, "WholeFolder",
                              "A folder that takes its place with all its files, or not at all.")
      .def(py::init([](const std::filesystem::path& folder, bool shared) {
             return std::make_unique<io::WholeFolder>(folder, access_of(shared));
           }),
           py::arg("folder"), py::kw_only(), py::arg("shared") = false)
      .def_property_readonly("parts", &io::WholeFolder::parts, "Where to write.")
      .def("commit", &io::WholeFolder::commit, "Puts it in its place.")
      .def("discard", &io::WholeFolder::discard, "Forgets what was written.");
  module.def(
      "sample_yueyang",
      [](const std::filesystem::path& data_folder, std::int32_t households, std::uint64_t seed,
         const py::object& date) {
        jinguo::sample::Options options;
        options.households = households;
        options.seed = seed;
        if (!date.is_none()) options.date = from_python<jinguo::Date>(date, "date");
        const py::gil_scoped_release release;
        Registry registry = jinguo::sample::yueyang(data_folder, options);
        return std::make_pair(std::move(registry), jinguo::sample::readme(registry, options));
      },
      py::arg("data_folder"), py::arg("households"), py::arg("seed"), py::arg("date") = py::none(),
      "A synthetic registry of the city, and what its folder must say of itself.");

  py::class_<Policy> policy(module, "Policy", "What is fair and what counts, checked.");
  policy.def(py::init<>()).def(py::init<const Policy&>(), py::arg("policy"));
  typed_property(
      policy, "date", [](const Policy& self) { return to_python(self.data().date); },
      "datetime.date", "Decides ages, registration, title years and running projects.");
  typed_property(
      policy, "existing", [](const Policy& self) { return to_python(self.data().existing); },
      type_text<decltype(jinguo::PolicyData::existing)>(),
      "What becomes of relations that are active today.");
  typed_property(
      policy, "on_infeasible",
      [](const Policy& self) { return to_python(self.data().on_infeasible); },
      type_text<decltype(jinguo::PolicyData::on_infeasible)>(),
      "What is done where no plan keeps every floor.");
  policy
      .def_property_readonly(
          "name", [](const Policy& self) { return self.data().name; },
          "What plans call the policy.")
      .def_property_readonly(
          "pairings",
          [](const Policy& self) {
            std::vector<std::string> names;
            for (const jinguo::Pairing& pairing : self.data().pairings) {
              names.push_back(pairing.name);
            }
            return tuple_of(names);
          },
          "Names of its pairings.")
      .def_property_readonly(
          "needs_seed", [](const Policy& self) { return self.data().lottery.seed.empty(); },
          "Whether the lottery's seed must be given to match().")
      .def_property_readonly(
          "seed_is_known",
          [](const Policy& self) {
            return self.data().lottery.seed == "00112233445566778899aabbccddeeff";
          },
          "Whether its seed is that of our examples, and of policies that earlier versions began.")
      .def("to_toml", &io::to_toml, R"(As TOML, with every default filled in.

Returns
-------
str
    What ``Policy.parse`` reads back.

Examples
--------
>>> import jinguo as jg
>>> from importlib.resources import files
>>> policy = jg.Policy.load(files("jinguo") / "policies" / "yueyang-2016.toml")
>>> jg.Policy.parse(policy.to_toml()) == policy
True)")
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

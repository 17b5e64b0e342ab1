#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <filesystem>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "bindings.hpp"
#include "jinguo/domain/history.hpp"
#include "jinguo/domain/relation.hpp"
#include "jinguo/engine/adopt.hpp"
#include "jinguo/engine/changes.hpp"
#include "jinguo/engine/explain.hpp"
#include "jinguo/io/tables.hpp"
#include "pickled.hpp"
#include "rows.hpp"
#include "typed.hpp"
#include "values.hpp"

namespace jinguo_python {
namespace {

namespace engine = jinguo::engine;
namespace io = jinguo::io;
using jinguo::Adoption;
using jinguo::Plan;
using jinguo::PlanChanges;
using jinguo::Policy;
using jinguo::Registry;
using jinguo::WomanChange;

/// (code, parameters, text) of each reason.
py::tuple told(const std::vector<jinguo::Message>& reasons, const std::string& lang) {
  const jinguo::Language language = language_of(lang);
  py::list out;
  for (const jinguo::Message& one : reasons) {
    py::dict parameters;
    for (const auto& [name, value] : one.parameters) parameters[name.c_str()] = value;
    out.append(py::make_tuple(one.code, parameters, engine::text_of(one, language)));
  }
  return py::tuple(out);
}

}  // namespace

void bind_next_year(py::module_& module) {
  py::class_<Adoption>(module, "Adoption", "What adopting a plan adds to its tables.")
      .def_property_readonly(
          "mentorships", [](const Adoption& self) { return tuple_of(self.mentorships); },
          "Records to be added, proposed.")
      .def_property_readonly(
          "placements", [](const Adoption& self) { return tuple_of(self.placements); },
          "Records to be added, proposed.")
      .def_readonly("going_on", &Adoption::going_on)
      .def_readonly("already", &Adoption::already)
      .def_property_readonly(
          "warnings", [](const Adoption& self) { return tuple_of(self.warnings); },
          "Records that stand in the tables and that the plan does not let go on, as issues.")
      .def(
          "__eq__", [](const Adoption& a, const Adoption& b) { return a == b; }, py::is_operator())
      .def(pickled(&Adoption::mentorships, &Adoption::placements, &Adoption::going_on,
                   &Adoption::already, &Adoption::warnings));

  py::class_<WomanChange> change(module, "WomanChange", "What became of one woman in one pairing.");
  typed_property(
      change, "kind", [](const WomanChange& self) { return to_python(self.kind); },
      type_text<jinguo::ChangeKind>(), "kept, newly_placed, moved or ended.");
  change.attr("__hash__") = py::none();
  change.def_readonly("pairing", &WomanChange::pairing)
      .def_property_readonly("woman", [](const WomanChange& self) { return self.woman.text(); })
      .def_property_readonly(
          "county",
          [](const WomanChange& self) {
            return self.county.empty() ? std::string() : self.county.to_string();
          },
          "Division code; \"\" when she is no longer in the tables.")
      .def_property_readonly(
          "kept", [](const WomanChange& self) { return tuple_of(self.kept); },
          "Providers of both plans.")
      .def_property_readonly(
          "gone", [](const WomanChange& self) { return tuple_of(self.from); },
          "Providers of the first plan only.")
      .def_property_readonly(
          "come", [](const WomanChange& self) { return tuple_of(self.to); },
          "Providers of the second plan only.")
      .def(
          "reasons",
          [](const WomanChange& self, const std::string& lang) { return told(self.reasons, lang); },
          py::arg("lang") = "zh",
          R"((code, parameters, text) for each provider, the change itself first.

Parameters
----------
lang : {"zh", "en"}, default "zh"
    Language of the texts.

Returns
-------
tuple of (str, dict, str)
    Code and parameters of the message, and its text.

Raises
------
InputError
    Another language.

Examples
--------
>>> import jinguo as jg
>>> registry = jg.Registry.load("demo/tables")
>>> plan = jg.Plan.load("demo/plan")
>>> woman = jg.changes(plan, plan, registry).women[0]
>>> len(woman.reasons("en"))
1)")
      .def(
          "__eq__", [](const WomanChange& a, const WomanChange& b) { return a == b; },
          py::is_operator())
      .def(pickled(&WomanChange::pairing, &WomanChange::woman, &WomanChange::county,
                   &WomanChange::kind, &WomanChange::kept, &WomanChange::from, &WomanChange::to,
                   &WomanChange::reasons));

  py::class_<PlanChanges>(module, "PlanChanges", "What a second plan changes, and why.")
      .def(py::init<const PlanChanges&>(), py::arg("changes"))
      .def_property_readonly(
          "women", [](const PlanChanges& self) { return tuple_of(self.women); },
          "Who has a place in either plan, by pairing, then woman.")
      .def_readonly("standing", &PlanChanges::standing)
      .def_readonly("let_go", &PlanChanges::let_go)
      .def(
          "totals",
          [](const PlanChanges& self) {
            py::list out;
            for (const jinguo::ChangeTotal& one : self.totals()) {
              py::dict row;
              row["pairing"] = one.pairing;
              row["county"] = one.county.empty() ? std::string() : one.county.to_string();
              row["kind"] = to_string(one.kind);
              row["reason"] = one.reason;
              row["rule"] = one.rule;
              row["women"] = one.women;
              out.append(row);
            }
            return out;
          },
          R"(Women counted by pairing, county, kind, first reason and its rule.

Returns
-------
list of dict
    By name: pairing, county, kind, reason, rule, women.

Examples
--------
>>> import jinguo as jg
>>> registry = jg.Registry.load("demo/tables")
>>> plan = jg.Plan.load("demo/plan")
>>> sum(row["women"] for row in jg.changes(plan, plan, registry).totals())
80)")
      .def(
          "__eq__", [](const PlanChanges& a, const PlanChanges& b) { return a == b; },
          py::is_operator())
      .def(pickled(&PlanChanges::women, &PlanChanges::standing, &PlanChanges::let_go));

  module.def(
      "adopt",
      [](const Plan& plan, const Registry& registry, const std::optional<Policy>& policy,
         const py::object& day) {
        const auto starts_on = from_python<std::optional<jinguo::Date>>(day, "starts_on");
        const py::gil_scoped_release release;
        return policy ? engine::adopt(plan, registry, *policy, starts_on)
                      : engine::adopt(plan, registry, starts_on.value());
      },
      py::arg("plan"), py::arg("registry"), py::arg("policy"), py::arg("starts_on"));
  module.def(
      "made_from",
      [](const Plan& plan, const Registry& registry) {
        const py::gil_scoped_release release;
        return engine::made_from(plan, registry);
      },
      py::arg("plan"), py::arg("registry"),
      "The registry that a plan was made from: this one, or this one without the records that "
      "adopting the plan added; None where it is another.");
  module.def("adopted", &engine::adopted, py::arg("registry"), py::arg("adoption"));
  module.def(
      "is_made_from",
      [](const Plan& plan, const Registry& registry) {
        const py::gil_scoped_release release;
        return engine::is_made_from(plan, registry);
      },
      py::arg("plan"), py::arg("registry"));
  module.def(
      "changes",
      [](const Plan& before, const Plan& after, const Registry& registry,
         const std::optional<Policy>& policy) {
        const py::gil_scoped_release release;
        return engine::changes(before, after, registry, policy ? &*policy : nullptr);
      },
      py::arg("before"), py::arg("after"), py::arg("registry"), py::arg("policy"));
  module.def(
      "check_changes",
      [](const Registry& earlier, const Registry& now, const Rows* earlier_rows, const Rows* rows) {
        const Rows none;
        const py::gil_scoped_release release;
        return jinguo::check_changes(earlier, now,
                                     (earlier_rows != nullptr ? earlier_rows : &none)->origins,
                                     (rows != nullptr ? rows : &none)->origins);
      },
      py::arg("earlier"), py::arg("now"), py::arg("earlier_rows"), py::arg("rows"));
  module.def(
      "append_relations",
      [](const std::filesystem::path& folder, const jinguo::Adoption& adoption,
         const std::string& lang) {
        const jinguo::Language headers = language_of(lang);
        const py::gil_scoped_release release;
        io::append_relations(folder, adoption.mentorships, adoption.placements, headers);
      },
      py::arg("folder"), py::arg("adoption"), py::arg("lang"));
  module.def(
      "why_not_change",
      [](const std::string& from, const std::string& to) {
        using jinguo::RelationStatus;
        return jinguo::why_not_change(from_python<RelationStatus>(py::str(from), "from"),
                                      from_python<RelationStatus>(py::str(to), "to"));
      },
      py::arg("from_state"), py::arg("to_state"),
      "Why one state of a mentorship or placement cannot become another, as a message, or None.");
}

}  // namespace jinguo_python

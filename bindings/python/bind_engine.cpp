#include <pybind11/stl.h>

#include <algorithm>
#include <optional>

#include "bindings.hpp"
#include "callbacks.hpp"
#include "custom.hpp"
#include "jinguo/domain/policy.hpp"
#include "jinguo/domain/registry.hpp"
#include "jinguo/engine/digest.hpp"
#include "jinguo/engine/match.hpp"
#include "jinguo/engine/plan.hpp"
#include "jinguo/io/archive.hpp"
#include "pickled.hpp"
#include "rows.hpp"
#include "typed.hpp"
#include "values.hpp"

namespace jinguo_python {
namespace {

namespace solver = jinguo::solver;
using jinguo::PairingPlan;
using jinguo::Plan;
using jinguo::PlanAward;
using jinguo::Policy;
using jinguo::Registry;

std::string name_of_reason(jinguo::ReasonKind kind) { return std::string(to_string(kind)); }

/// One more of a word.
void count(py::dict& words, const std::string& word) {
  const py::str key(word);
  const py::int_ before = words.contains(key) ? py::int_(words[key]) : py::int_(0);
  words[key] = before + py::int_(1);
}

/// What is said of a pairing that a plan does not have: those that it has.
py::key_error no_such_pairing(const Plan& plan) {
  std::string names;
  for (const PairingPlan& one : plan.pairings) names += (names.empty() ? "" : ", ") + one.name;
  return py::key_error("a pairing of this plan: " + (names.empty() ? "it has none" : names));
}

/// The id that a rule or repair of a witness speaks of, or both of a lock's.
py::object named_in(const jinguo::Message& message) {
  py::list ids;
  for (const auto& [name, value] : message.parameters) {
    if (name == "left" || name == "right") ids.append(value);
  }
  return ids.size() == 1 ? py::object(ids[0]) : py::object(py::tuple(ids));
}

py::dict award_columns(const std::vector<const PairingPlan*>& pairings) {
  py::list pairing;
  py::list left;
  py::list right;
  py::list score;
  std::vector<std::string> names;
  for (const PairingPlan* one : pairings) {
    for (const std::string& name : one->part_names) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  std::vector<py::list> parts(names.size());
  for (const PairingPlan* one : pairings) {
    std::vector<std::size_t> place(names.size(), one->part_names.size());
    for (std::size_t k = 0; k < names.size(); ++k) {
      for (std::size_t p = 0; p < one->part_names.size(); ++p) {
        if (one->part_names[p] == names[k]) place[k] = p;
      }
    }
    const py::str name(one->name);
    for (const PlanAward& award : one->awards) {
      pairing.append(name);
      left.append(award.left.text());
      right.append(award.right.text());
      score.append(award.score);
      for (std::size_t k = 0; k < names.size(); ++k) {
        parts[k].append(place[k] < award.parts.size() ? py::object(py::int_(award.parts[place[k]]))
                                                      : py::object(py::none()));
      }
    }
  }
  py::dict out;
  out["pairing"] = pairing;
  out["left_id"] = left;
  out["right_id"] = right;
  out["score"] = score;
  for (std::size_t k = 0; k < names.size(); ++k) out[names[k].c_str()] = parts[k];
  return out;
}

}  // namespace

void bind_engine(py::module_& module) {
  using jinguo::Option;
  using jinguo::PlaceResult;
  using jinguo::Unmatched;
  const auto equal = [](auto& bound) {
    using Class = typename std::remove_reference_t<decltype(bound)>::type;
    bound.def(
        "__eq__", [](const Class& a, const Class& b) { return a == b; }, py::is_operator());
    bound.attr("__hash__") = py::none();
  };

  py::class_<PlanAward> award(module, "PlanAward", "One unit of help: who goes where, worth what.");
  typed_property(
      award, "kind", [](const PlanAward& self) { return to_python(self.kind); },
      type_text<jinguo::ProviderKind>());
  award.def_property_readonly("left", [](const PlanAward& self) { return self.left.text(); })
      .def_property_readonly("right", [](const PlanAward& self) { return self.right.text(); })
      .def_readonly("score", &PlanAward::score)
      .def_property_readonly("parts", [](const PlanAward& self) { return tuple_of(self.parts); })
      .def_readonly("existing", &PlanAward::existing)
      .def_readonly("rule", &PlanAward::rule)
      .def("__repr__",
           [](const PlanAward& self) {
             return "<PlanAward " + self.left.text() + " -> " + self.right.text() + ", " +
                    std::to_string(self.score) + ">";
           })
      .def(pickled(&PlanAward::left, &PlanAward::right, &PlanAward::kind, &PlanAward::score,
                   &PlanAward::parts, &PlanAward::existing, &PlanAward::rule));
  equal(award);

  py::class_<Option> option(module, "Option",
                            "A place that an unmatched woman could have had, and its cost.");
  option.def_property_readonly("right", [](const Option& self) { return self.right.text(); })
      .def_readonly("score", &Option::score)
      .def_readonly("loss", &Option::loss)
      .def_readonly("impossible", &Option::impossible)
      .def_readonly("more_short", &Option::more_short)
      .def_readonly("rule", &Option::rule)
      .def(pickled(&Option::right, &Option::score, &Option::loss, &Option::impossible,
                   &Option::more_short, &Option::rule));
  equal(option);

  py::class_<Unmatched> unmatched(module, "Unmatched", "A woman without a place, and why.");
  typed_property(
      unmatched, "reason", [](const Unmatched& self) { return to_python(self.reason); },
      type_text<jinguo::ReasonKind>());
  unmatched.def_property_readonly("left", [](const Unmatched& self) { return self.left.text(); })
      .def_readonly("units", &Unmatched::units)
      .def_readonly("rule", &Unmatched::rule)
      .def_property_readonly("options",
                             [](const Unmatched& self) { return tuple_of(self.options); })
      .def(pickled(&Unmatched::left, &Unmatched::units, &Unmatched::reason, &Unmatched::rule,
                   &Unmatched::options));
  equal(unmatched);

  py::class_<PlaceResult> place(module, "PlaceResult", "What one provider got.");
  typed_property(
      place, "kind", [](const PlaceResult& self) { return to_python(self.kind); },
      type_text<jinguo::ProviderKind>());
  place.def_property_readonly("right", [](const PlaceResult& self) { return self.right.text(); })
      .def_readonly("places", &jinguo::PlaceResult::places)
      .def_readonly("floor", &jinguo::PlaceResult::floor)
      .def_readonly("floor_before", &jinguo::PlaceResult::floor_before)
      .def_readonly("taken", &jinguo::PlaceResult::taken)
      .def_readonly("outside", &jinguo::PlaceResult::outside)
      .def_readonly("shortfall", &jinguo::PlaceResult::shortfall)
      .def_readonly("price", &jinguo::PlaceResult::price)
      .def_readonly("greatest_price", &jinguo::PlaceResult::greatest_price)
      .def_readonly("worth", &jinguo::PlaceResult::worth)
      .def_readonly("forced", &jinguo::PlaceResult::forced)
      .def_readonly("floor_cost_short", &jinguo::PlaceResult::floor_cost_short)
      .def_readonly("floor_cost", &jinguo::PlaceResult::floor_cost)
      .def(pickled(&PlaceResult::right, &PlaceResult::kind, &PlaceResult::places,
                   &PlaceResult::floor, &PlaceResult::taken, &PlaceResult::outside,
                   &PlaceResult::shortfall, &PlaceResult::price, &PlaceResult::greatest_price,
                   &PlaceResult::worth, &PlaceResult::forced, &PlaceResult::floor_cost_short,
                   &PlaceResult::floor_cost, &PlaceResult::floor_before));
  equal(place);

  py::class_<PairingPlan> one_pairing(module, "PairingPlan", "One pairing of a plan.");
  equal(one_pairing);
  using solver::Status;
  typed_property(
      one_pairing, "status",
      [](const PairingPlan& self) { return std::string(to_string(self.status)); },
      literal_of({Status::optimal, Status::optimal_short, Status::infeasible, Status::out_of_range,
                  Status::stopped_feasible, Status::stopped_empty}),
      "What was found (docs/status.md).");
  one_pairing.def_readonly("name", &PairingPlan::name)
      .def_property_readonly("part_names",
                             [](const PairingPlan& self) { return tuple_of(self.part_names); })
      .def_property_readonly("awards",
                             [](const PairingPlan& self) { return tuple_of(self.awards); })
      .def_property_readonly("unmatched",
                             [](const PairingPlan& self) { return tuple_of(self.unmatched); })
      .def_property_readonly("places",
                             [](const PairingPlan& self) { return tuple_of(self.places); })
      .def_property_readonly("warnings",
                             [](const PairingPlan& self) { return tuple_of(self.warnings); })
      .def_property_readonly("outside",
                             [](const PairingPlan& self) { return tuple_of(self.outside); })
      .def_readonly("total", &PairingPlan::total)
      .def_readonly("gap", &PairingPlan::gap)
      .def_readonly("tied", &PairingPlan::tied)
      .def_property_readonly(
          "tied_women",
          [](const PairingPlan& self) {
            std::vector<std::string> ids;
            if (self.ties) {
              for (const jinguo::PlanTies::Woman& woman : self.ties->women) {
                ids.push_back(woman.left.text());
              }
            }
            return tuple_of(ids);
          },
          "Their ids; none in plans of an earlier version.")
      .def_readonly("custom", &PairingPlan::custom)
      .def_property_readonly(
          "income_assumed",
          [](const PairingPlan& self) {
            py::list ids;
            for (const jinguo::Id& id : self.income_assumed) ids.append(id.text());
            return py::tuple(ids);
          },
          "Ids of the women whose income is not known, and counts as the policy says.")
      .def_readonly("unknown_income", &PairingPlan::unknown_income)
      .def_readonly("seconds", &PairingPlan::seconds)
      .def(
          "counts",
          [](const PairingPlan& self) {
            py::dict reasons;
            py::dict rules;
            for (const jinguo::Unmatched& woman : self.unmatched) {
              count(reasons, name_of_reason(woman.reason));
              if (!woman.rule.empty()) count(rules, woman.rule);
            }
            std::int64_t floors = 0;
            std::int64_t met = 0;
            std::int64_t shortfall = 0;
            for (const jinguo::PlaceResult& place : self.places) {
              if (place.floor <= 0) continue;
              ++floors;
              if (place.shortfall == 0) ++met;
              shortfall += place.shortfall;
            }
            py::dict warnings;
            for (const PlanAward& award : self.outside) count(warnings, award.rule);
            py::dict out;
            out["awards"] = self.awards.size();
            out["outside"] = self.outside.size();
            out["unmatched"] = self.unmatched.size();
            out["places"] = self.places.size();
            out["reasons"] = reasons;
            out["rules"] = rules;
            out["floors"] = floors;
            out["floors_met"] = met;
            out["shortfall"] = shortfall;
            out["tied"] = self.tied;
            out["income_assumed"] = self.income_assumed.size();
            out["warnings"] = warnings;
            return out;
          },
          R"(Counts only: awards, unmatched by reason and by rule, floors, tied women, warnings by rule.

Returns
-------
dict
    By name: awards, outside, unmatched, places, reasons, rules, floors, floors_met, shortfall,
    tied, income_assumed, warnings.

Examples
--------
>>> import jinguo as jg
>>> jg.Plan.load("demo/plan")["mentors"].counts()["awards"]
33)")
      .def(py::pickle(
          [](const PairingPlan& self) {
            Plan alone;
            alone.pairings.push_back(self);
            return py::bytes(jinguo::io::to_archive(alone));
          },
          [](const py::bytes& bytes) {
            return jinguo::io::plan_from_archive(static_cast<std::string_view>(bytes), "pickle")
                .pairings.at(0);
          }));

  py::class_<Plan> plan(module, "Plan", "A solved programme.");
  plan.def(py::init<const Plan&>(), py::arg("plan"))
      .def(
          "__getitem__",
          [](const Plan& self, const std::string& name) -> const PairingPlan& {
            const PairingPlan* pairing = self.find(name);
            if (pairing == nullptr) throw no_such_pairing(self);
            return *pairing;
          },
          py::arg("pairing"), py::return_value_policy::reference_internal)
      .def("__contains__",
           [](const Plan& self, const std::string& name) { return self.find(name) != nullptr; })
      .def_property_readonly(
          "pairings",
          [](const Plan& self) {
            std::vector<std::string> names;
            for (const PairingPlan& one : self.pairings) names.push_back(one.name);
            return tuple_of(names);
          },
          "Names of its pairings.")
      .def_readonly("policy_name", &Plan::policy_name)
      .def_readonly("asked", &Plan::asked)
      .def_readonly("digest_form", &Plan::digest_form)
      .def_property_readonly("registry_digest",
                             [](const Plan& self) { return jinguo::to_hex(self.registry_digest); })
      .def_property_readonly("policy_digest",
                             [](const Plan& self) { return jinguo::to_hex(self.policy_digest); })
      .def_property_readonly(
          "digest", [](const Plan& self) { return jinguo::to_hex(self.digest()); },
          "What to cite the plan by: 64 hexadecimal digits.")
      .def_readonly("seed_hex", &Plan::seed_hex)
      .def_readonly("made_by", &Plan::made_by)
      .def_readonly("synthetic", &Plan::synthetic)
      .def(
          "columns",
          [](const Plan& self, const std::optional<std::string>& pairing) {
            std::vector<const PairingPlan*> chosen;
            for (const PairingPlan& one : self.pairings) {
              if (!pairing || one.name == *pairing) chosen.push_back(&one);
            }
            if (pairing && chosen.empty()) throw no_such_pairing(self);
            return award_columns(chosen);
          },
          py::arg("pairing") = py::none(), R"(Its awards as {column: list}, ready for any frame.

Parameters
----------
pairing : str, optional
    Name of one pairing; None: all of them.

Returns
-------
dict of str to list
    pairing, left_id, right_id, score, then each part of the score.

Raises
------
KeyError
    The plan has no such pairing.

Examples
--------
>>> import jinguo as jg
>>> plan = jg.Plan.load("demo/plan")
>>> sorted(plan.columns("mentors"))[:3]
['anchor_link', 'base', 'cause'])")
      .def(
          "__eq__", [](const Plan& a, const Plan& b) { return a == b; }, py::is_operator());
  plan.attr("__hash__") = py::none();

  module.def(
      "match",
      [](const Registry& registry, const Policy& policy, const py::bytes& seed,
         const std::string& pairing, const py::dict& custom, int threads,
         const py::object& progress, std::optional<double> time_limit, const Rows* rows) {
        jinguo::MatchOptions options;
        if (rows != nullptr) options.origins = &rows->origins;
        options.seed = std::string(static_cast<std::string_view>(seed));
        options.pairing = pairing;
        options.threads = threads;
        options.time_limit = time_limit;
        options.custom = custom_scores(custom);
        Callbacks callbacks(progress);
        callbacks.attach(options);
        std::optional<Plan> plan;
        try {
          const py::gil_scoped_release release;
          plan = jinguo::engine::match(registry, policy, options);
        } catch (const jinguo::InfeasibleError&) {
          if (callbacks.stopped_by().is_none()) throw;
        } catch (py::error_already_set& error) {  // Ctrl-C inside a function of the user's own
          callbacks.keep(error);
        }
        return py::make_tuple(plan ? py::cast(*std::move(plan)) : py::none(),
                              callbacks.stopped_by());
      },
      py::arg("registry"), py::arg("policy"), py::arg("seed"), py::arg("pairing"),
      py::arg("custom"), py::arg("threads"), py::arg("progress"), py::arg("time_limit"),
      py::arg("rows") = py::none());
  module.attr("newest_digest_form") = jinguo::newest_form;
  module.def(
      "faults_of",
      [](const Registry& registry, const Policy& policy, const Rows* rows) {
        const Rows none;
        const py::gil_scoped_release release;
        return jinguo::engine::faults_of(registry, policy,
                                         (rows != nullptr ? rows : &none)->origins);
      },
      py::arg("registry"), py::arg("policy"), py::arg("rows") = py::none(),
      "Every fault for which match() refuses a registry under a policy, as issues.");
  module.def(
      "registry_digest",
      [](const Registry& registry, int form) {
        const py::gil_scoped_release release;
        return jinguo::to_hex(jinguo::engine::digest(registry, form));
      },
      py::arg("registry"), py::kw_only(), py::arg("form") = jinguo::newest_form,
      "What a plan cites the registry by: 64 hexadecimal digits, by a form of docs/digest.md.");
  module.def(
      "policy_digest",
      [](const Policy& policy, int form) {
        return jinguo::to_hex(jinguo::engine::digest(policy, form));
      },
      py::arg("policy"), py::kw_only(), py::arg("form") = jinguo::newest_form,
      "What a plan cites the policy by: 64 hexadecimal digits, by a form of docs/digest.md.");
  py::register_exception_translator([](std::exception_ptr thrown) {
    try {
      if (thrown) std::rethrow_exception(thrown);
    } catch (const jinguo::Stopped&) {
      PyErr_SetString(PyExc_TimeoutError, "jinguo: the time limit is over");
    }
  });
  // What cannot be solved is an exception of the package, with its witness.
  py::register_exception_translator([](std::exception_ptr thrown) {
    try {
      if (thrown) std::rethrow_exception(thrown);
    } catch (const jinguo::InfeasibleError& error) {
      const py::object type = py::module_::import("jinguo._errors").attr("InfeasibleError");
      const py::object make = py::module_::import("jinguo.solver").attr("Witness");
      py::list rules;
      py::list rules_by_id;
      for (std::size_t k = 0; k < error.witness().rules.size(); ++k) {
        const solver::Rule& rule = error.witness().rules[k];
        const std::string_view kind = to_string(rule.kind);
        rules.append(py::make_tuple(kind, rule.index, rule.bound));
        rules_by_id.append(py::make_tuple(kind, named_in(error.rules()[k]), rule.bound));
      }
      py::list repair;
      py::list repair_by_id;
      for (std::size_t k = 0; k < error.witness().repair.size(); ++k) {
        const solver::Repair& change = error.witness().repair[k];
        const std::string_view kind = to_string(change.kind);
        repair.append(py::make_tuple(kind, change.index, change.from, change.to));
        repair_by_id.append(
            py::make_tuple(kind, named_in(error.repairs()[k]), change.from, change.to));
      }
      const py::object witness =
          make(rules, error.witness().deficit, repair, rules_by_id, repair_by_id);
      const py::object value = type(error.what(), witness, py::cast(error.rules()),
                                    py::cast(error.repairs()), error.pairing());
      PyErr_SetObject(type.ptr(), value.ptr());
    }
  });
}

}  // namespace jinguo_python

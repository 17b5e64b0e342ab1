#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <span>

#include "access.hpp"
#include "bindings.hpp"
#include "callbacks.hpp"
#include "custom.hpp"
#include "jinguo/engine/explain.hpp"
#include "jinguo/engine/lottery.hpp"
#include "jinguo/engine/verify.hpp"
#include "jinguo/io/archive.hpp"
#include "jinguo/io/export.hpp"
#include "pickled.hpp"
#include "typed.hpp"

namespace jinguo_python {
namespace {

namespace engine = jinguo::engine;
namespace io = jinguo::io;
using jinguo::Plan;
using jinguo::Policy;
using jinguo::Registry;

using Told = std::pair<std::string, std::vector<jinguo::PlaceReason>>;

/// Texts and places of explanations; KeyError that names the ids that nobody has.
template <class Explain>
std::vector<Told> told(Explain&& explain, const std::vector<std::string>& texts,
                       const std::string& lang) {
  const jinguo::Language language = language_of(lang);
  const std::vector<jinguo::Id> ids(texts.begin(), texts.end());
  try {
    std::vector<Told> out;
    for (jinguo::Explanation& one : explain(std::span<const jinguo::Id>(ids))) {
      std::string text = one.text(language);
      out.emplace_back(std::move(text), std::move(one.places));
    }
    return out;
  } catch (const engine::UnknownIds& error) {
    std::string names;
    for (const jinguo::Id& id : error.ids()) {
      names += (names.empty() ? "" : ", ") + jinguo::mask_citizen_numbers(id.text());
    }
    throw py::key_error(names);
  }
}

}  // namespace

void bind_plan(py::module_& module) {
  using jinguo::PlaceReason;
  py::class_<PlaceReason> reason(module, "PlaceReason", "What a woman is told of one place.");
  reason.def_readonly("pairing", &PlaceReason::pairing)
      .def_property_readonly("right", [](const PlaceReason& self) { return self.right.text(); })
      .def_readonly("score", &PlaceReason::score)
      .def_readonly("more_short", &PlaceReason::more_short)
      .def_readonly("loss", &PlaceReason::loss)
      .def_readonly("rule", &PlaceReason::rule)
      .def_property_readonly(
          "floor",
          [](const PlaceReason& self) {
            return self.floor ? std::optional(self.floor->text()) : std::nullopt;
          },
          "Whose floor would miss one, where more_short is above 0.")
      .def_readonly("worth", &PlaceReason::worth)
      .def_readonly("road_m", &PlaceReason::road_m)
      .def(
          "__eq__", [](const PlaceReason& a, const PlaceReason& b) { return a == b; },
          py::is_operator());
  typed_property(
      reason, "standing", [](const PlaceReason& self) { return to_python(self.standing); },
      type_text<jinguo::Standing>());
  reason.attr("__hash__") = py::none();
  reason.def(pickled(&PlaceReason::pairing, &PlaceReason::right, &PlaceReason::standing,
                     &PlaceReason::score, &PlaceReason::more_short, &PlaceReason::loss,
                     &PlaceReason::rule, &PlaceReason::floor, &PlaceReason::worth,
                     &PlaceReason::road_m));
  module.def(
      "explain_stored",
      [](const Plan& plan, const std::vector<std::string>& ids, const std::string& lang) {
        return told([&](std::span<const jinguo::Id> all) { return engine::explain(plan, all); },
                    ids, lang);
      },
      py::arg("plan"), py::arg("ids"), py::arg("lang"));
  module.def(
      "explain",
      [](const Plan& plan, const Registry& registry, const Policy& policy,
         const std::vector<std::string>& ids, const std::string& lang, const py::dict& custom,
         int threads, const py::object& progress, std::optional<double> time_limit) {
        engine::ExplainOptions options;
        options.custom = custom_scores(custom);
        options.threads = threads;
        return watched(progress, time_limit, options, [&](const engine::ExplainOptions& how) {
          return told(
              [&](std::span<const jinguo::Id> all) {
                return engine::explain(plan, registry, policy, all, how);
              },
              ids, lang);
        });
      },
      py::arg("plan"), py::arg("registry"), py::arg("policy"), py::arg("ids"), py::arg("lang"),
      py::arg("custom"), py::arg("threads"), py::arg("progress"), py::arg("time_limit"));
  using engine::Explainer;
  py::class_<Explainer>(module, "Explainer", "What `jinguo.Explainer` asks.")
      .def(py::init([](const Plan& plan, const Registry& registry, const Policy& policy,
                       const py::dict& custom, const py::object& progress,
                       std::optional<double> time_limit) {
             engine::ExplainOptions options;
             options.custom = custom_scores(custom);
             return watched(progress, time_limit, options, [&](const engine::ExplainOptions& how) {
               return std::make_unique<Explainer>(plan, registry, policy, how);
             });
           }),
           py::arg("plan"), py::arg("registry"), py::arg("policy"), py::arg("custom"),
           py::arg("progress"), py::arg("time_limit"), py::keep_alive<1, 2>(),
           py::keep_alive<1, 3>(), py::keep_alive<1, 4>(), py::keep_alive<1, 5>())
      .def(
          "explain",
          [](Explainer& self, const std::vector<std::string>& ids, const std::string& lang,
             int threads, const py::object& progress, std::optional<double> time_limit) {
            engine::ExplainOptions options;
            options.threads = threads;
            return watched(progress, time_limit, options, [&](const engine::ExplainOptions& how) {
              return told([&](std::span<const jinguo::Id> all) { return self.explain(all, how); },
                          ids, lang);
            });
          },
          py::arg("ids"), py::arg("lang"), py::arg("threads"), py::arg("progress"),
          py::arg("time_limit"));
  module.def(
      "verify",
      [](const Plan& plan, const Registry& registry, const Policy& policy, const py::dict& custom,
         std::int64_t pairs, bool referees, const py::object& progress,
         std::optional<double> time_limit) {
        engine::VerifyOptions options;
        options.custom = custom_scores(custom);
        options.pairs = pairs;
        options.referees = referees;
        return watched(progress, time_limit, options, [&](const engine::VerifyOptions& how) {
          return engine::verify(plan, registry, policy, how);
        });
      },
      py::arg("plan"), py::arg("registry"), py::arg("policy"), py::arg("custom"), py::arg("pairs"),
      py::arg("referees"), py::arg("progress"), py::arg("time_limit"));
  module.def(
      "unproven",
      [](const Plan& plan, bool referees) {
        engine::VerifyOptions options;
        options.referees = referees;
        return py::tuple(py::cast(engine::unproven(plan, options)));
      },
      py::arg("plan"), py::arg("referees"));
  module.def(
      "save_plan",
      [](const Plan& plan, const std::filesystem::path& path, bool shared) {
        const py::gil_scoped_release release;
        io::save(plan, path, access_of(shared));
      },
      py::arg("plan"), py::arg("path"), py::arg("shared") = false);
  module.def(
      "save_plan_folder",
      [](const Plan& plan, const std::filesystem::path& folder, bool shared) {
        const py::gil_scoped_release release;
        io::save_folder(plan, folder, access_of(shared));
      },
      py::arg("plan"), py::arg("folder"), py::arg("shared") = false);
  module.def(
      "load_plan",
      [](const std::filesystem::path& path) {
        const py::gil_scoped_release release;
        return io::load_plan(path);
      },
      py::arg("path"));
  module.def(
      "plan_to_bytes", [](const Plan& plan) { return py::bytes(io::to_archive(plan)); },
      py::arg("plan"));
  module.def(
      "plan_from_bytes",
      [](const py::bytes& bytes) {
        return io::plan_from_archive(static_cast<std::string_view>(bytes), "pickle");
      },
      py::arg("bytes"));
  module.def("lottery_sheet", &io::lottery_sheet, py::arg("plan"));
  module.def(
      "public_seed",
      [](const std::string& announced, const std::string& digits, const py::bytes& secret) {
        return engine::hex_from_bytes(engine::public_seed(
            announced, digits, std::string(static_cast<std::string_view>(secret))));
      },
      py::arg("announced"), py::arg("digits"), py::arg("secret") = py::bytes(),
      "The seed of a public draw (docs/lottery.md), as hexadecimal digits.");
  module.def(
      "lottery_commitment",
      [](const py::bytes& seed) {
        return jinguo::to_hex(
            engine::lottery_commitment(std::string(static_cast<std::string_view>(seed))));
      },
      py::arg("seed"), "What a policy publishes of a seed, as hexadecimal digits.");
  module.def(
      "lottery_pseudonym",
      [](const Plan& plan, const std::string& pairing, const std::string& id) {
        const std::string seed = engine::bytes_from_hex(plan.seed_hex).value_or("");
        return engine::lottery_pseudonym(seed, pairing, jinguo::solver::Side::left, id);
      },
      py::arg("plan"), py::arg("pairing"), py::arg("id"));
  module.def("plan_json", &io::plan_json, py::arg("plan"));
  module.def("awards_csv", [](const Plan& plan) { return py::bytes(io::awards_csv(plan)); },
             py::arg("plan"));
  module.def("unmatched_csv", [](const Plan& plan) { return py::bytes(io::unmatched_csv(plan)); },
             py::arg("plan"));
}

}  // namespace jinguo_python

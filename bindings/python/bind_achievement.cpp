#include <pybind11/stl.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bindings.hpp"
#include "jinguo/programme/achievement.hpp"
#include "jinguo/programme/needs.hpp"
#include "jinguo/programme/split.hpp"
#include "values.hpp"

namespace jinguo_python {
namespace {

namespace programme = jinguo::programme;
using jinguo::Plan;
using jinguo::Policy;
using jinguo::Programme;
using jinguo::Registry;
using Options = std::vector<std::pair<std::string, std::string>>;

py::dict rows_of(const std::vector<programme::TargetRow>& rows) {
  using Row = programme::TargetRow;
  py::dict out;
  const auto add = [&](const char* name, const auto& f) { out[name] = column(rows, f); };
  add("target", [](const Row& r) { return r.target; });
  add("period", [](const Row& r) { return r.period; });
  add("base", [](const Row& r) { return r.base; });
  add("headline", [](const Row& r) { return r.headline; });
  add("judged", [](const Row& r) { return r.judged; });
  add("state", [](const Row& r) { return r.state; });
  add("unit", [](const Row& r) { return r.unit; });
  add("actual", [](const Row& r) { return r.actual; });
  add("at_least", [](const Row& r) { return r.at_least; });
  add("at_most", [](const Row& r) { return r.at_most; });
  add("missing", [](const Row& r) { return r.missing; });
  add("above", [](const Row& r) { return r.above; });
  add("percent", [](const Row& r) { return r.percent; });
  add("whole", [](const Row& r) { return r.whole; });
  add("units_met", [](const Row& r) { return r.units_met; });
  add("person_times", [](const Row& r) { return r.person_times; });
  add("persons", [](const Row& r) { return r.persons; });
  add("planned", [](const Row& r) { return r.planned; });
  add("reachable", [](const Row& r) { return r.reachable; });
  add("pace", [](const Row& r) { return r.pace; });
  return out;
}

py::dict rows_of(const std::vector<programme::NotCounted>& rows) {
  using Row = programme::NotCounted;
  py::dict out;
  const auto add = [&](const char* name, const auto& f) { out[name] = column(rows, f); };
  add("target", [](const Row& r) { return r.target; });
  add("period", [](const Row& r) { return r.period; });
  add("table", [](const Row& r) { return r.table; });
  add("id", [](const Row& r) { return r.id; });
  add("subject", [](const Row& r) { return r.subject; });
  add("reason", [](const Row& r) { return r.reason; });
  add("other", [](const Row& r) { return r.other; });
  add("amount", [](const Row& r) { return r.amount; });
  add("en", [](const Row& r) { return r.message().text(jinguo::Language::en); });
  add("zh", [](const Row& r) { return r.message().text(jinguo::Language::zh); });
  return out;
}

py::dict rows_of(const std::vector<programme::TargetPart>& rows) {
  using Row = programme::TargetPart;
  py::dict out;
  const auto add = [&](const char* name, const auto& f) { out[name] = column(rows, f); };
  add("target", [](const Row& r) { return r.target; });
  add("period", [](const Row& r) { return r.period; });
  add("by", [](const Row& r) { return r.by; });
  add("key", [](const Row& r) { return r.key; });
  add("count", [](const Row& r) { return r.count; });
  return out;
}

py::dict rows_of(const std::vector<programme::ReachRow>& rows) {
  using Row = programme::ReachRow;
  py::dict out;
  const auto add = [&](const char* name, const auto& f) { out[name] = column(rows, f); };
  add("period", [](const Row& r) { return r.period; });
  add("channel", [](const Row& r) { return r.channel; });
  add("services", [](const Row& r) { return r.services; });
  add("persons", [](const Row& r) { return r.persons; });
  add("women", [](const Row& r) { return r.women; });
  return out;
}

py::dict rows_of(const std::vector<programme::UnpaidPatient>& rows) {
  using Row = programme::UnpaidPatient;
  py::dict out;
  const auto add = [&](const char* name, const auto& f) { out[name] = column(rows, f); };
  add("person", [](const Row& r) { return r.person; });
  add("table", [](const Row& r) { return r.table; });
  add("diagnosis", [](const Row& r) { return r.diagnosis; });
  add("region", [](const Row& r) { return r.region; });
  add("since", [](const Row& r) { return r.since; });
  add("days", [](const Row& r) { return r.days; });
  return out;
}

py::dict rows_of(const std::vector<programme::SplitRow>& rows) {
  using Row = programme::SplitRow;
  py::dict out;
  const auto add = [&](const char* name, const auto& f) { out[name] = column(rows, f); };
  add("region", [](const Row& r) { return r.region; });
  add("parent", [](const Row& r) { return r.parent; });
  add("registered", [](const Row& r) { return r.weight; });
  add("part", [](const Row& r) { return r.part; });
  return out;
}

py::dict rows_of(const std::vector<programme::NeedRow>& rows) {
  using Row = programme::NeedRow;
  py::dict out;
  const auto add = [&](const char* name, const auto& f) { out[name] = column(rows, f); };
  add("county", [](const Row& r) { return r.county; });
  add("cause", [](const Row& r) { return r.cause; });
  add("has_answer", [](const Row& r) { return r.has_answer; });
  add("women", [](const Row& r) { return r.women; });
  add("answered", [](const Row& r) { return r.answered; });
  add("planned", [](const Row& r) { return r.planned; });
  return out;
}

py::dict rows_of(const std::vector<programme::UnansweredNeed>& rows) {
  using Row = programme::UnansweredNeed;
  py::dict out;
  const auto add = [&](const char* name, const auto& f) { out[name] = column(rows, f); };
  add("woman", [](const Row& r) { return r.woman; });
  add("region", [](const Row& r) { return r.region; });
  add("cause", [](const Row& r) { return r.cause; });
  return out;
}

py::dict rows_of(const std::vector<programme::UnneededMeasure>& rows) {
  using Row = programme::UnneededMeasure;
  py::dict out;
  const auto add = [&](const char* name, const auto& f) { out[name] = column(rows, f); };
  add("woman", [](const Row& r) { return r.woman; });
  add("measure", [](const Row& r) { return r.measure; });
  add("table", [](const Row& r) { return r.table; });
  add("id", [](const Row& r) { return r.id; });
  add("registered", [](const Row& r) { return r.registered; });
  return out;
}

py::dict rows_of(const std::vector<programme::MixRow>& rows) {
  using Row = programme::MixRow;
  py::dict out;
  const auto add = [&](const char* name, const auto& f) { out[name] = column(rows, f); };
  add("county", [](const Row& r) { return r.county; });
  add("year", [](const Row& r) { return r.year; });
  add("kind", [](const Row& r) { return r.kind; });
  add("women", [](const Row& r) { return r.women; });
  add("measures", [](const Row& r) { return r.measures; });
  add("yuan", [](const Row& r) { return jinguo::Money::from_fen(r.fen); });
  return out;
}

py::dict rows_of(const std::vector<programme::AidOnly>& rows) {
  using Row = programme::AidOnly;
  py::dict out;
  const auto add = [&](const char* name, const auto& f) { out[name] = column(rows, f); };
  add("woman", [](const Row& r) { return r.woman; });
  add("region", [](const Row& r) { return r.region; });
  add("measures", [](const Row& r) { return r.measures; });
  return out;
}

py::dict rows_of(const std::vector<programme::TrainedUnplaced>& rows) {
  using Row = programme::TrainedUnplaced;
  py::dict out;
  const auto add = [&](const char* name, const auto& f) { out[name] = column(rows, f); };
  add("woman", [](const Row& r) { return r.woman; });
  add("region", [](const Row& r) { return r.region; });
  add("skill", [](const Row& r) { return r.skill; });
  add("trained", [](const Row& r) { return r.trained; });
  add("days", [](const Row& r) { return r.days; });
  return out;
}

py::dict rows_of(const std::vector<programme::Uncovered>& rows) {
  using Row = programme::Uncovered;
  py::dict out;
  const auto add = [&](const char* name, const auto& f) { out[name] = column(rows, f); };
  add("region", [](const Row& r) { return r.region; });
  add("registered", [](const Row& r) { return r.registered; });
  return out;
}

/// Every kind of coded words that the frames show, as (word, Chinese) pairs by name of the column.
template <class E>
py::list words_of() {
  py::list out;
  for (const jinguo::Coded<E>& row : codes(std::type_identity<E>{})) {
    out.append(py::make_tuple(row.word, row.zh));
  }
  return out;
}

}  // namespace

void bind_achievement(py::module_& module) {
  py::class_<Programme>(module, "Programme",
                        "What a programme promises, as data; fields of its targets by name.")
      .def_readonly("name", &Programme::name)
      .def_readonly("name_zh", &Programme::name_zh)
      .def_property_readonly("targets", [](const Programme& self) {
        py::list out;
        for (const jinguo::Target& target : self.targets) {
          py::dict row;
          jinguo::for_each_field<jinguo::Target>([&](const auto& field) {
            row[py::str(std::string(field.name))] = to_python(target.*field.member);
          });
          out.append(row);
        }
        return out;
      });
  module.def("programme_yueyang_2016", [] { return jinguo::yueyang_2016(); });
  module.def(
      "measure_achievement",
      [](const Registry& registry, const Programme& programme, const py::object& day,
         const Options& given, const Plan* plan, const Policy* policy) {
        const programme::AchievementOptions options = programme::options_of(given);
        std::optional<jinguo::Date> until;
        if (!day.is_none()) until = from_python<jinguo::Date>(day, "day");
        programme::Achievement found;
        {
          const py::gil_scoped_release release;
          found = programme::achievement(registry, programme, until, options, plan, policy);
        }
        py::dict out;
        out["day"] = to_python(found.day);
        out["rows"] = rows_of(found.rows);
        out["not_counted"] = rows_of(found.not_counted);
        out["parts"] = rows_of(found.parts);
        out["reach"] = rows_of(found.reach);
        out["unpaid"] = rows_of(found.unpaid);
        out["waits"] = found.waits;
        out["unproven"] = found.unproven;
        return out;
      },
      py::arg("registry"), py::arg("programme"), py::arg("day"), py::arg("options"),
      py::arg("plan").none(true), py::arg("policy").none(true));
  module.def("achievement_options", &programme::option_values);
  module.def("achievement_words", [] {
    py::dict out;
    out["state"] = words_of<programme::TargetState>();
    out["channel"] = words_of<jinguo::Channel>();
    out["unit"] = words_of<jinguo::Unit>();
    out["class"] = words_of<jinguo::MeasureClass>();
    out["measure"] = words_of<jinguo::Measure>();
    out["cause"] = words_of<jinguo::Cause>();
    return out;
  });
  module.def(
      "measure_needs",
      [](const Registry& registry, const py::object& day, const Plan* plan) {
        std::optional<jinguo::Date> until;
        if (!day.is_none()) until = from_python<jinguo::Date>(day, "day");
        programme::Needs found;
        {
          const py::gil_scoped_release release;
          found = programme::needs(registry, until, plan);
        }
        py::dict out;
        out["day"] = to_python(found.day);
        out["needs"] = rows_of(found.needs);
        out["unanswered"] = rows_of(found.unanswered);
        out["unneeded"] = rows_of(found.unneeded);
        out["mix"] = rows_of(found.mix);
        out["aid_only"] = rows_of(found.aid_only);
        out["trained_unplaced"] = rows_of(found.trained_unplaced);
        out["townships"] = rows_of(found.townships);
        out["villages"] = rows_of(found.villages);
        return out;
      },
      py::arg("registry"), py::arg("day"), py::arg("plan").none(true));
  module.def(
      "split",
      [](std::int64_t total, const std::vector<std::int64_t>& weights,
         const std::vector<std::int64_t>& floors) {
        return programme::split(total, weights, floors);
      },
      py::arg("total"), py::arg("weights"), py::arg("floors"));
  module.def(
      "split_by_region",
      [](const Registry& registry, std::int64_t total, const py::object& day, std::int64_t floor,
         const std::string& areas) {
        return rows_of(programme::split_by_region(
            registry, total, from_python<jinguo::Date>(day, "day"), floor,
            from_python<programme::ManagementAreas>(py::str(areas), "management_areas")));
      },
      py::arg("registry"), py::arg("total"), py::arg("day"), py::arg("floor"), py::arg("areas"));
}

}  // namespace jinguo_python

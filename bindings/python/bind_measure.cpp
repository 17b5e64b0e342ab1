#include <pybind11/stl.h>

#include <algorithm>
#include <numeric>
#include <optional>

#include "bindings.hpp"
#include "callbacks.hpp"
#include "jinguo/measure/evaluation.hpp"
#include "jinguo/measure/robustness.hpp"
#include "values.hpp"

namespace jinguo_python {
namespace {

namespace measure = jinguo::measure;
using jinguo::Plan;
using jinguo::Policy;
using jinguo::Registry;
using measure::GroupChange;
using measure::GroupMeasure;
using measure::GroupStay;
using measure::PairMeasure;
using measure::PlanPair;

/// A plan's pairs; or a table's: columns (pairing, left, right, kind, score).
std::vector<PlanPair> pairs_from(const py::object& given) {
  if (py::isinstance<Plan>(given)) return measure::pairs_of(given.cast<const Plan&>());
  const auto columns = given.cast<py::tuple>();
  const auto pairing = columns[0].cast<std::vector<std::string>>();
  const auto left = columns[1].cast<std::vector<std::string>>();
  const auto right = columns[2].cast<std::vector<std::string>>();
  const auto kind = columns[3].cast<std::vector<std::optional<std::string>>>();
  const auto score = columns[4].cast<std::vector<std::optional<std::int64_t>>>();
  std::vector<PlanPair> pairs(pairing.size());
  std::vector<jinguo::Issue> issues;
  for (std::size_t k = 0; k < pairs.size(); ++k) {
    pairs[k].pairing = pairing[k];
    pairs[k].left = left[k];
    pairs[k].right = right[k];
    pairs[k].score = score[k];
    if (!kind[k]) continue;
    try {
      pairs[k].kind = from_python<jinguo::ProviderKind>(py::str(*kind[k]), "kind");
    } catch (const jinguo::InputError& error) {
      for (jinguo::Issue issue : error.issues()) {
        issue.file = "pairs";
        issue.row = static_cast<std::int64_t>(k) + 2;  // as in a file with a heading
        issues.push_back(std::move(issue));
      }
    }
  }
  if (!issues.empty()) throw jinguo::InputError(std::move(issues));
  return pairs;
}

measure::EvaluateOptions options_of(const Policy* policy, std::vector<std::string> groups,
                                    const py::object& day, std::optional<std::int64_t> line) {
  measure::EvaluateOptions options;
  options.policy = policy;
  options.groups = std::move(groups);
  options.line_yuan = line;
  if (!day.is_none()) options.day = from_python<jinguo::Date>(day, "day");
  return options;
}

template <class T>
py::object or_none(const std::optional<T>& value) {
  return value ? py::object(py::cast(*value)) : py::object(py::none());
}

py::object share(std::int64_t part, std::int64_t whole) {
  if (whole <= 0) return py::none();
  return py::float_(static_cast<double>(part) / static_cast<double>(whole));
}

py::object mean(const std::vector<std::int64_t>& values) {
  return share(std::accumulate(values.begin(), values.end(), std::int64_t{0}),
               static_cast<std::int64_t>(values.size()));
}

py::dict columns_of(const std::vector<GroupMeasure>& rows, bool judged) {
  py::dict out;
  const auto add = [&](const char* name, const auto& f) { out[name] = column(rows, f); };
  add("pairing", [](const GroupMeasure& r) { return r.pairing; });
  add("group", [](const GroupMeasure& r) { return r.group; });
  add("women", [](const GroupMeasure& r) { return r.women; });
  add("registered", [](const GroupMeasure& r) { return r.registered; });
  add("served", [](const GroupMeasure& r) { return r.served; });
  add("coverage", [](const GroupMeasure& r) { return or_none(r.coverage()); });
  add("need_coverage", [](const GroupMeasure& r) { return or_none(r.need_coverage()); });
  if (judged) {
    add("eligible", [](const GroupMeasure& r) { return or_none(r.eligible); });
    add("served_eligible", [](const GroupMeasure& r) { return r.served_eligible; });
    add("coverage_of_eligible",
        [](const GroupMeasure& r) { return or_none(r.coverage_of_eligible()); });
  }
  add("going_on", [](const GroupMeasure& r) { return r.going_on; });
  add("off_register", [](const GroupMeasure& r) { return r.off_register; });
  add("pairs", [](const GroupMeasure& r) { return r.pairs; });
  add("score", [](const GroupMeasure& r) { return or_none(r.score); });
  add("gap_fen", [](const GroupMeasure& r) { return r.gap_fen; });
  add("gap_served_fen", [](const GroupMeasure& r) { return r.gap_served_fen; });
  if (judged) {
    add("not_allowed", [](const GroupMeasure& r) { return r.not_allowed; });
    add("rules", [](const GroupMeasure& r) {
      std::string text;
      for (const auto& [rule, count] : r.rules) {
        if (!text.empty()) text += ';';
        text.append(rule).append("=").append(std::to_string(count));
      }
      return text;
    });
    add("rank_first", [](const GroupMeasure& r) {
      const auto first = std::count(r.ranks.begin(), r.ranks.end(), 1);
      return share(first, static_cast<std::int64_t>(r.ranks.size()));
    });
    add("rank_mean", [](const GroupMeasure& r) { return mean(r.ranks); });
    for (const int percent : {50, 90}) {
      add(percent == 50 ? "rank_p50" : "rank_p90", [percent](const GroupMeasure& r) {
        return or_none(measure::quantile(r.ranks, percent));
      });
    }
  }
  add("distance_mean", [](const GroupMeasure& r) { return mean(r.distances); });
  const std::pair<const char*, int> quantiles[] = {{"distance_p10", 10}, {"distance_p25", 25},
                                                   {"distance_p50", 50}, {"distance_p75", 75},
                                                   {"distance_p90", 90}, {"distance_max", 100}};
  for (const auto& [name, percent] : quantiles) {
    add(name, [percent = percent](const GroupMeasure& r) {
      return or_none(measure::quantile(r.distances, percent));
    });
  }
  return out;
}

py::dict columns_of(const std::vector<PairMeasure>& rows, bool judged) {
  py::dict out;
  const auto add = [&](const char* name, const auto& f) { out[name] = column(rows, f); };
  add("pairing", [](const PairMeasure& r) { return r.pairing; });
  add("left_id", [](const PairMeasure& r) { return r.left; });
  add("right_id", [](const PairMeasure& r) { return r.right; });
  add("group", [](const PairMeasure& r) { return r.group; });
  add("kind", [](const PairMeasure& r) { return to_python(r.kind); });
  add("registered", [](const PairMeasure& r) { return r.registered; });
  add("outside", [](const PairMeasure& r) { return r.outside; });
  add("score", [](const PairMeasure& r) { return or_none(r.score); });
  add("gap_fen", [](const PairMeasure& r) { return r.gap_fen; });
  if (judged) {
    add("rule", [](const PairMeasure& r) { return r.rule; });
    add("rank", [](const PairMeasure& r) { return or_none(r.rank); });
    add("options", [](const PairMeasure& r) { return r.options; });
  }
  add("distance_m", [](const PairMeasure& r) { return or_none(r.distance_m); });
  return out;
}

py::dict columns_of(const std::vector<GroupChange>& rows) {
  py::dict out;
  const auto add = [&](const char* name, const auto& f) { out[name] = column(rows, f); };
  const auto less = [](const py::object& after, const py::object& before) {
    return after.is_none() || before.is_none() ? py::object(py::none()) : after - before;
  };
  add("pairing", [](const GroupChange& r) { return r.pairing; });
  add("group", [](const GroupChange& r) { return r.group; });
  add("registered", [](const GroupChange& r) { return r.registered; });
  add("kept", [](const GroupChange& r) { return r.kept; });
  add("moved", [](const GroupChange& r) { return r.moved; });
  add("newly_served", [](const GroupChange& r) { return r.newly_served; });
  add("lost", [](const GroupChange& r) { return r.lost; });
  add("coverage_before", [](const GroupChange& r) { return share(r.served_before, r.registered); });
  add("coverage_after", [](const GroupChange& r) { return share(r.served_after, r.registered); });
  add("coverage_change",
      [](const GroupChange& r) { return share(r.served_after - r.served_before, r.registered); });
  add("need_coverage_before",
      [](const GroupChange& r) { return share(r.gap_before_fen, r.gap_fen); });
  add("need_coverage_after",
      [](const GroupChange& r) { return share(r.gap_after_fen, r.gap_fen); });
  add("need_coverage_change",
      [](const GroupChange& r) { return share(r.gap_after_fen - r.gap_before_fen, r.gap_fen); });
  add("score_before", [](const GroupChange& r) { return or_none(r.score_before); });
  add("score_after", [](const GroupChange& r) { return or_none(r.score_after); });
  add("score_change",
      [&](const GroupChange& r) { return less(or_none(r.score_after), or_none(r.score_before)); });
  return out;
}

py::dict columns_of(const std::vector<GroupStay>& rows, double spread) {
  py::dict out;
  const auto add = [&](const char* name, const auto& f) { out[name] = column(rows, f); };
  add("pairing", [](const GroupStay& r) { return r.pairing; });
  add("group", [](const GroupStay& r) { return r.group; });
  add("spread", [spread](const GroupStay&) { return spread; });
  add("runs", [](const GroupStay& r) { return r.runs; });
  add("served", [](const GroupStay& r) { return r.served; });
  add("served_stay", [](const GroupStay& r) { return share(r.stay_served, r.served * r.runs); });
  add("served_stay_least", [](const GroupStay& r) { return share(r.least_served, r.served); });
  add("pairs", [](const GroupStay& r) { return r.pairs; });
  add("pairs_stay", [](const GroupStay& r) { return share(r.stay_pairs, r.pairs * r.runs); });
  add("pairs_stay_least", [](const GroupStay& r) { return share(r.least_pairs, r.pairs); });
  add("stay_served", [](const GroupStay& r) { return r.stay_served; });
  add("stay_pairs", [](const GroupStay& r) { return r.stay_pairs; });
  return out;
}

}  // namespace

void bind_measure(py::module_& module) {
  module.def(
      "measure_evaluate",
      [](const py::object& pairs, const Registry& registry, const Policy* policy,
         std::vector<std::string> groups, const py::object& day, std::optional<std::int64_t> line,
         const py::object& progress, std::optional<double> time_limit) {
        measure::EvaluateOptions options = options_of(policy, std::move(groups), day, line);
        if (py::isinstance<Plan>(pairs)) {
          for (const auto& one : pairs.cast<const Plan&>().pairings) {
            options.pairings.push_back(one.name);
          }
        }
        const std::vector<PlanPair> given = pairs_from(pairs);
        const std::vector<GroupMeasure> rows = watched(
            progress, time_limit, options, [&](const measure::EvaluateOptions& how) {
              return measure::evaluate(given, registry, how);
            });
        return columns_of(rows, policy != nullptr);
      },
      py::arg("pairs"), py::arg("registry"), py::arg("policy").none(true), py::arg("groups"),
      py::arg("day"), py::arg("line"), py::arg("progress"), py::arg("time_limit"));
  module.def(
      "measure_pairs",
      [](const py::object& pairs, const Registry& registry, const Policy* policy,
         std::vector<std::string> groups, const py::object& day, std::optional<std::int64_t> line,
         const py::object& progress, std::optional<double> time_limit) {
        const measure::EvaluateOptions options = options_of(policy, std::move(groups), day, line);
        const std::vector<PlanPair> given = pairs_from(pairs);
        const std::vector<PairMeasure> rows = watched(
            progress, time_limit, options, [&](const measure::EvaluateOptions& how) {
              return measure::measure_pairs(given, registry, how);
            });
        return columns_of(rows, policy != nullptr);
      },
      py::arg("pairs"), py::arg("registry"), py::arg("policy").none(true), py::arg("groups"),
      py::arg("day"), py::arg("line"), py::arg("progress"), py::arg("time_limit"));
  module.def(
      "measure_compare",
      [](const py::object& before, const py::object& after, const Registry& registry,
         const Policy* policy, std::vector<std::string> groups, const py::object& day,
         std::optional<std::int64_t> line, const py::object& progress,
         std::optional<double> time_limit) {
        const measure::EvaluateOptions options = options_of(policy, std::move(groups), day, line);
        const std::vector<PlanPair> first = pairs_from(before);
        const std::vector<PlanPair> second = pairs_from(after);
        const std::vector<GroupChange> rows = watched(
            progress, time_limit, options, [&](const measure::EvaluateOptions& how) {
              return measure::compare(first, second, registry, how);
            });
        return columns_of(rows);
      },
      py::arg("before"), py::arg("after"), py::arg("registry"), py::arg("policy").none(true),
      py::arg("groups"), py::arg("day"), py::arg("line"),
      py::arg("progress"), py::arg("time_limit"));
  module.def(
      "measure_robustness",
      [](const Registry& registry, const Policy& policy, double spread, int runs,
         std::uint64_t draw, const py::bytes& seed, std::vector<std::string> groups, int threads,
         const py::object& progress, std::optional<double> time_limit) {
        measure::RobustnessOptions options;
        options.spread = spread;
        options.runs = runs;
        options.draw = draw;
        options.seed = std::string(static_cast<std::string_view>(seed));
        options.groups = std::move(groups);
        options.threads = threads;
        Callbacks callbacks(progress);
        callbacks.attach(options);
        options.time_limit = time_limit;
        std::vector<GroupStay> rows;
        try {
          const py::gil_scoped_release release;
          rows = measure::robustness(registry, policy, options);
        } catch (const jinguo::Stopped&) {  // before the first run
          if (callbacks.stopped_by().is_none()) throw;
        }
        const jinguo::Message summary = measure::summary(rows, spread);
        return py::make_tuple(columns_of(rows, spread), summary, callbacks.stopped_by());
      },
      py::arg("registry"), py::arg("policy"), py::arg("spread"), py::arg("runs"), py::arg("draw"),
      py::arg("seed"), py::arg("groups"), py::arg("threads"), py::arg("progress"),
      py::arg("time_limit"));
  module.def(
      "measure_moved",
      [](const Policy& policy, double spread, std::uint64_t draw, std::int64_t run) {
        return measure::moved(policy, spread, draw, run);
      },
      py::arg("policy"), py::arg("spread"), py::arg("draw"), py::arg("run"));
  module.def("groups_by", &measure::groups_by, py::arg("registry"), py::arg("what"));
}

}  // namespace jinguo_python

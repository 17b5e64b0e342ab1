#include <pybind11/stl.h>

#include "callbacks.hpp"
#include "held_market.hpp"
#include "jinguo/solver/certificate.hpp"
#include "jinguo/solver/losses.hpp"
#include "jinguo/solver/transport.hpp"

namespace jinguo_python {
namespace {

namespace solver = jinguo::solver;
using solver::Count;
using solver::Index;
using solver::Score;

constexpr std::initializer_list<solver::Status> statuses = {
    solver::Status::optimal,      solver::Status::optimal_short,    solver::Status::infeasible,
    solver::Status::out_of_range, solver::Status::stopped_feasible, solver::Status::stopped_empty,
    solver::Status::given};
constexpr std::initializer_list<solver::OnInfeasible> modes = {
    solver::OnInfeasible::stop, solver::OnInfeasible::least_shortfall};
constexpr std::initializer_list<solver::Method> methods = {
    solver::Method::automatic, solver::Method::column_generation, solver::Method::assignment};
constexpr std::initializer_list<solver::RuleKind> rule_kinds = {
    solver::RuleKind::floor, solver::RuleKind::capacity, solver::RuleKind::must_match,
    solver::RuleKind::demand, solver::RuleKind::lock};
constexpr std::initializer_list<solver::Obstacle> obstacles = {
    solver::Obstacle::none,     solver::Obstacle::held,     solver::Obstacle::not_eligible,
    solver::Obstacle::no_unit,  solver::Obstacle::own_lock, solver::Obstacle::own_must_match,
    solver::Obstacle::no_place, solver::Obstacle::lock,     solver::Obstacle::must_match};

py::object witness_to_python(const std::optional<solver::Witness>& witness) {
  if (!witness) return py::none();
  py::list rules;
  for (const solver::Rule& rule : witness->rules) {
    rules.append(py::make_tuple(to_string(rule.kind), rule.index, rule.bound));
  }
  py::list repair;
  for (const solver::Repair& change : witness->repair) {
    repair.append(py::make_tuple(to_string(change.kind), change.index, change.from, change.to));
  }
  return py::make_tuple(rules, witness->deficit, repair);
}

std::optional<solver::Witness> witness_of(const py::object& given) {
  if (given.is_none()) return std::nullopt;
  solver::Witness witness;
  witness.deficit = given.attr("deficit").cast<Count>();
  for (const py::handle item : given.attr("rules")) {
    const auto rule = item.cast<std::tuple<std::string, Index, Count>>();
    witness.rules.push_back({enumerator("witness.rules", std::get<0>(rule), rule_kinds),
                             std::get<1>(rule), std::get<2>(rule)});
  }
  for (const py::handle item : given.attr("repair")) {
    const auto change = item.cast<std::tuple<std::string, Index, Count, Count>>();
    witness.repair.push_back({enumerator("witness.repair", std::get<0>(change), rule_kinds),
                              std::get<1>(change), std::get<2>(change), std::get<3>(change)});
  }
  return witness;
}

py::array awards_to_python(const std::vector<solver::Award>& awards) {
  py::array_t<Index> out({static_cast<py::ssize_t>(awards.size()), py::ssize_t{2}});
  Index* at = out.mutable_data();
  for (const solver::Award& award : awards) {
    *at++ = award.left;
    *at++ = award.right;
  }
  out.attr("flags").attr("writeable") = false;
  return out;
}

py::dict result_to_python(solver::TransportResult result) {
  py::dict out;
  out["status"] = to_string(result.status);
  out["awards"] = awards_to_python(result.awards);
  out["award_score"] = frozen(std::move(result.award_score));
  out["total"] = result.total;
  out["prices"] = frozen(std::move(result.prices));
  out["greatest_prices"] = frozen(std::move(result.greatest_prices));
  out["worth"] = frozen(std::move(result.worth));
  out["forced"] = frozen(std::move(result.forced));
  out["shortfall"] = frozen(std::move(result.shortfall));
  out["gap"] = result.gap;
  out["witness"] = witness_to_python(result.witness);
  py::dict counters;
  counters["pairs_scored"] = result.counters.pairs_scored;
  counters["augmentations"] = result.counters.augmentations;
  counters["newton_steps"] = result.counters.newton_steps;
  counters["tied_left"] = result.counters.tied_left;
  counters["candidate_arcs"] = result.counters.candidate_arcs;
  out["counters"] = counters;
  return out;
}

solver::TransportResult result_of(const py::object& given) {
  solver::TransportResult result;
  result.status = enumerator("status", given.attr("status").cast<std::string>(), statuses);
  const std::vector<Index> flat = vector_of<Index>(given.attr("awards").cast<py::array>());
  for (std::size_t k = 0; k + 1 < flat.size(); k += 2) {
    result.awards.push_back({flat[k], flat[k + 1]});
  }
  result.total = given.attr("total").cast<Score>();
  result.prices = vector_of<Score>(given.attr("prices").cast<py::array>());
  result.greatest_prices = vector_of<Score>(given.attr("greatest_prices").cast<py::array>());
  result.worth = vector_of<Score>(given.attr("worth").cast<py::array>());
  result.forced = vector_of<std::uint8_t>(given.attr("forced").cast<py::array>());
  result.shortfall = vector_of<Count>(given.attr("shortfall").cast<py::array>());
  result.gap = given.attr("gap").cast<std::optional<Score>>();
  result.witness = witness_of(given.attr("witness"));
  return result;
}

solver::TransportOptions lottery_of(std::uint64_t seed, const std::optional<py::array>& left,
                                    const std::optional<py::array>& right) {
  solver::TransportOptions options;
  options.seed = seed;
  if (left) options.left_number = vector_of<std::uint64_t>(*left);
  if (right) options.right_number = vector_of<std::uint64_t>(*right);
  return options;
}

/// Solves without the interpreter's lock. An interrupt (Ctrl-C) stops the solve as a time limit
/// does; the answer is then (result, exception), and the package raises the exception with it.
py::tuple transport(const HeldMarket& self, std::uint64_t seed,
                    const std::optional<py::array>& left, const std::optional<py::array>& right,
                    const std::string& on_infeasible, const std::string& method, int threads,
                    const py::object& progress, std::optional<double> time_limit) {
  solver::TransportOptions options = lottery_of(seed, left, right);
  options.on_infeasible = enumerator("on_infeasible", on_infeasible, modes);
  options.method = enumerator("method", method, methods);
  options.threads = threads;
  options.time_limit = time_limit;
  Callbacks callbacks(progress);
  callbacks.attach(options);
  solver::TransportResult result;
  try {
    const py::gil_scoped_release release;
    result = solver::transport(*self.market, options);
  } catch (py::error_already_set& error) {  // Ctrl-C inside a block source: nothing was found
    callbacks.keep(error);
  }
  return py::make_tuple(result_to_python(std::move(result)), callbacks.stopped_by());
}

using Referee = solver::Objection (*)(const solver::Market&, const solver::TransportResult&,
                                      jinguo::Monitor*);

template <Referee referee>
std::optional<std::string> judge(const HeldMarket& self, const py::object& result) {
  const solver::TransportResult given = result_of(result);
  return watched(py::none(), std::nullopt, Watch{}, [&](const Watch& how) {
    jinguo::Monitor monitor(how);
    return referee(*self.market, given, &monitor);
  });
}

/// What forcing pairs loses, as arrays of a row for each left node asked about; the last column is
/// outside.
py::dict losses(const HeldMarket& self, const py::object& result, const py::array& left,
                int threads, const py::object& progress, std::optional<double> time_limit) {
  const solver::TransportResult given = result_of(result);
  const std::vector<Index> asked = vector_of<Index>(left);
  solver::LossesOptions options;
  options.threads = threads;
  const solver::Losses told =
      watched(progress, time_limit, options, [&](const solver::LossesOptions& how) {
        return solver::losses(*self.market, given, asked, how);
      });
  const auto rows = static_cast<py::ssize_t>(asked.size());
  const auto columns = static_cast<py::ssize_t>(told.m) + 1;
  py::array_t<Count> missed({rows, columns});
  py::array_t<Score> points({rows, columns});
  py::array_t<Index> floor({rows, columns});
  py::array_t<std::uint8_t> obstacle({rows, columns});
  for (std::size_t k = 0; k < asked.size(); ++k) {
    for (py::ssize_t j = 0; j < columns; ++j) {
      const solver::Loss& loss =
          j + 1 < columns ? told.row(k)[static_cast<std::size_t>(j)] : told.outside[k];
      const auto row = static_cast<py::ssize_t>(k);
      missed.mutable_at(row, j) = loss.value.missed;
      points.mutable_at(row, j) = loss.value.points;
      floor.mutable_at(row, j) = loss.floor;
      obstacle.mutable_at(row, j) = static_cast<std::uint8_t>(loss.obstacle);
    }
  }
  py::dict out;
  out["missed"] = missed;
  out["points"] = points;
  out["floor"] = floor;
  out["obstacle"] = obstacle;
  return out;
}

py::tuple names_of(auto values) {
  py::list names;
  for (const auto value : values) names.append(to_string(value));
  return py::tuple(names);
}

}  // namespace

void bind_solver(py::module_& module) {
  module.def("transport", &transport, py::arg("market"), py::arg("seed"), py::arg("left_number"),
             py::arg("right_number"), py::arg("on_infeasible"), py::arg("method"),
             py::arg("threads"), py::arg("progress"), py::arg("time_limit"));
  module.def("losses", &losses, py::arg("market"), py::arg("result"), py::arg("left"),
             py::arg("threads"), py::arg("progress"), py::arg("time_limit"));
  module.def(
      "floor_gains",
      [](const HeldMarket& self, const py::object& result, int threads, const py::object& progress,
         std::optional<double> time_limit) {
        const solver::TransportResult given = result_of(result);
        solver::LossesOptions options;
        options.threads = threads;
        const std::vector<solver::Value> gains =
            watched(progress, time_limit, options, [&](const solver::LossesOptions& how) {
              return solver::floor_gains(*self.market, given, how);
            });
        py::array_t<Score> out({static_cast<py::ssize_t>(gains.size()), py::ssize_t{2}});
        Score* at = out.mutable_data();
        for (const solver::Value& gain : gains) {
          *at++ = gain.missed;
          *at++ = gain.points;
        }
        return out;
      },
      py::arg("market"), py::arg("result"), py::arg("threads"), py::arg("progress"),
      py::arg("time_limit"));
  module.def("why_not_feasible", &judge<&solver::why_not_feasible>, py::arg("market"),
             py::arg("result"));
  module.def("why_not_optimal", &judge<&solver::why_not_optimal>, py::arg("market"),
             py::arg("result"));
  module.def("why_not_least", &judge<&solver::why_not_least>, py::arg("market"), py::arg("result"));
  module.def("why_not_infeasible", &judge<&solver::why_not_infeasible>, py::arg("market"),
             py::arg("result"));
  module.def(
      "why_not_drawn",
      [](const HeldMarket& self, const py::object& result, std::uint64_t seed,
         const std::optional<py::array>& left, const std::optional<py::array>& right) {
        const solver::TransportResult given = result_of(result);
        const solver::TransportOptions options = lottery_of(seed, left, right);
        return watched(py::none(), std::nullopt, Watch{}, [&](const Watch& how) {
          jinguo::Monitor monitor(how);
          return solver::why_not_drawn(*self.market, given, options, &monitor);
        });
      },
      py::arg("market"), py::arg("result"), py::arg("seed"), py::arg("left_number"),
      py::arg("right_number"));
  module.def(
      "lottery_number",
      [](std::uint64_t seed, const std::string& side, Index row) {
        if (side == "left") return solver::lottery_number(seed, solver::Side::left, row);
        if (side == "right") return solver::lottery_number(seed, solver::Side::right, row);
        throw jinguo::InputError(
            issue_of("python.enumerator", "side", {{"allowed", "left, right"}}));
      },
      py::arg("seed"), py::arg("side"), py::arg("row"));

  py::dict names;
  names["Status"] = names_of(statuses);
  names["OnInfeasible"] = names_of(modes);
  names["Method"] = names_of(methods);
  names["RuleKind"] = names_of(rule_kinds);
  names["Obstacle"] = names_of(obstacles);
  module.attr("enumerators") = names;
  module.attr("unbounded_price") = solver::unbounded_price;
  module.attr("max_score") = solver::max_score;
}

}  // namespace jinguo_python

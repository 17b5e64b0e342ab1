#include <pybind11/stl.h>

#include <memory>
#include <variant>

#include "bindings.hpp"
#include "jinguo/solver/certificate.hpp"
#include "jinguo/solver/losses.hpp"
#include "jinguo/solver/market.hpp"
#include "jinguo/solver/transport.hpp"

namespace jinguo_python {
namespace {

namespace solver = jinguo::solver;
using solver::Count;
using solver::Index;
using solver::Score;

/// A market with the Python objects whose memory it borrows.
struct HeldMarket {
  std::shared_ptr<const solver::Market> market;
  std::vector<py::object> keep;
};

constexpr std::initializer_list<solver::Status> statuses = {
    solver::Status::optimal,      solver::Status::optimal_short,    solver::Status::infeasible,
    solver::Status::out_of_range, solver::Status::stopped_feasible, solver::Status::stopped_empty};
constexpr std::initializer_list<solver::OnInfeasible> modes = {
    solver::OnInfeasible::stop, solver::OnInfeasible::least_shortfall};
constexpr std::initializer_list<solver::RuleKind> rule_kinds = {
    solver::RuleKind::floor, solver::RuleKind::capacity, solver::RuleKind::must_match,
    solver::RuleKind::demand, solver::RuleKind::lock};
constexpr std::initializer_list<solver::Obstacle> obstacles = {
    solver::Obstacle::none,     solver::Obstacle::held,     solver::Obstacle::not_eligible,
    solver::Obstacle::no_unit,  solver::Obstacle::own_lock, solver::Obstacle::own_must_match,
    solver::Obstacle::no_place, solver::Obstacle::lock,     solver::Obstacle::must_match};

template <class T>
std::vector<T> vector_of(const py::array& array) {
  const auto values = array.cast<py::array_t<T, py::array::c_style | py::array::forcecast>>();
  return std::vector<T>(values.data(), values.data() + values.size());
}

/// The memory of a one-dimensional contiguous array, kept alive by the market.
template <class T>
std::span<const T> borrow(const py::object& array, std::vector<py::object>& keep) {
  if (array.is_none()) return {};
  keep.push_back(array);
  const auto values = array.cast<py::array>();
  return {static_cast<const T*>(values.data()), static_cast<std::size_t>(values.size())};
}

/// The memory of a matrix of any strides, from its lowest to its highest address.
template <class T>
struct Window {
  std::span<const T> memory{};
  std::ptrdiff_t row_stride = 0;
  std::ptrdiff_t column_stride = 0;
  std::ptrdiff_t offset = 0;
};
template <class T>
Window<T> window(const py::array& matrix) {
  Window<T> out;
  if (matrix.shape(0) == 0 || matrix.shape(1) == 0) return out;
  const auto size = static_cast<std::ptrdiff_t>(sizeof(T));
  out.row_stride = matrix.strides(0) / size;
  out.column_stride = matrix.strides(1) / size;
  const std::ptrdiff_t down = (matrix.shape(0) - 1) * out.row_stride;
  const std::ptrdiff_t across = (matrix.shape(1) - 1) * out.column_stride;
  const std::ptrdiff_t low =
      std::min<std::ptrdiff_t>(down, 0) + std::min<std::ptrdiff_t>(across, 0);
  const std::ptrdiff_t high =
      std::max<std::ptrdiff_t>(down, 0) + std::max<std::ptrdiff_t>(across, 0);
  out.offset = -low;
  out.memory = {static_cast<const T*>(matrix.data()) + low,
                static_cast<std::size_t>(high - low + 1)};
  return out;
}

/// Calls visit(T{}) for the dtype of an array of scores.
template <class Visit>
void by_dtype(const py::array& array, Visit&& visit) {
  const py::dtype dtype = array.dtype();
  if (dtype.kind() == 'i' && dtype.itemsize() == 4) return visit(std::int32_t{});
  if (dtype.kind() == 'i' && dtype.itemsize() == 8) return visit(std::int64_t{});
  if (dtype.kind() == 'f' && dtype.itemsize() == 4) return visit(float{});
  if (dtype.kind() == 'f' && dtype.itemsize() == 8) return visit(double{});
  throw py::type_error("scores: int32, int64, float32 or float64");
}

solver::Bounds bounds_of(const py::dict& given) {
  const auto numbers = [&]<class T>(const char* name, std::vector<T>& out) {
    if (given.contains(name)) out = vector_of<T>(given[name].cast<py::array>());
  };
  const auto pairs = [&](const char* name, std::vector<solver::Pair>& out) {
    if (!given.contains(name)) return;
    const std::vector<Index> flat = vector_of<Index>(given[name].cast<py::array>());
    for (std::size_t k = 0; k + 1 < flat.size(); k += 2) out.push_back({flat[k], flat[k + 1]});
  };
  solver::Bounds bounds;
  numbers("capacity", bounds.capacity);
  numbers("floor", bounds.floor);
  numbers("demand", bounds.demand);
  numbers("outside", bounds.outside);
  numbers("must_match", bounds.must_match);
  pairs("lock", bounds.lock);
  pairs("exclude", bounds.exclude);
  return bounds;
}

template <class Source>
HeldMarket make(const Source& source, const py::dict& bounds, std::vector<py::object> keep) {
  solver::Bounds limits = bounds_of(bounds);
  const py::gil_scoped_release release;  // a block source takes it back to be called
  return {std::make_shared<const solver::Market>(source, std::move(limits)), std::move(keep)};
}

HeldMarket make_dense(const py::array& scores, const std::optional<py::array>& eligible,
                      std::int64_t score_scale, const py::dict& bounds) {
  solver::Dense source;
  source.n = static_cast<Index>(scores.shape(0));
  source.m = static_cast<Index>(scores.shape(1));
  source.score_scale = score_scale;
  std::vector<py::object> keep{scores};
  by_dtype(scores, [&]<class T>(T) {
    const Window<T> view = window<T>(scores);
    source.scores = view.memory;
    source.row_stride = view.row_stride;
    source.column_stride = view.column_stride;
    source.offset = view.offset;
  });
  if (eligible) {
    keep.push_back(*eligible);
    const Window<std::uint8_t> view = window<std::uint8_t>(*eligible);
    source.eligible = view.memory;
    source.eligible_row_stride = view.row_stride;
    source.eligible_column_stride = view.column_stride;
    source.eligible_offset = view.offset;
  }
  return make(source, bounds, std::move(keep));
}

HeldMarket make_sparse(Index columns, const py::array& indptr, const py::array& indices,
                       const py::array& data, std::int64_t score_scale, const py::dict& bounds) {
  solver::Sparse source;
  std::vector<py::object> keep;
  source.m = columns;
  source.score_scale = score_scale;
  if (indptr.itemsize() == 4) {
    source.indptr = borrow<std::int32_t>(indptr, keep);
  } else {
    source.indptr = borrow<std::int64_t>(indptr, keep);
  }
  source.indices = borrow<std::int32_t>(indices, keep);
  by_dtype(data, [&]<class T>(T) { source.scores = borrow<T>(data, keep); });
  return make(source, bounds, std::move(keep));
}

HeldMarket make_implicit(Index n, Index m, const py::dict& given, const py::dict& bounds) {
  solver::Implicit source;
  std::vector<py::object> keep;
  source.n = n;
  source.m = m;
  const auto array = [&](const char* name) -> py::object {
    return given.contains(name) ? py::object(given[name]) : py::object(py::none());
  };
  const auto features = [&](const char* name, auto& out) {
    const py::object matrix = array(name);
    if (matrix.is_none()) return;
    const auto values = matrix.cast<py::array>();
    source.features = static_cast<Index>(values.shape(1));
    if (values.itemsize() == 1) {
      out = borrow<std::int8_t>(matrix, keep);
    } else {
      out = borrow<std::int16_t>(matrix, keep);
    }
  };
  features("left_features", source.left_features);
  features("right_features", source.right_features);
  source.base = given["base"].cast<Score>();
  source.dot_scale = given["dot_scale"].cast<Score>();
  source.band = given["band"].cast<Score>();
  for (const py::handle item : given["tables"]) {
    const auto table = item.cast<py::tuple>();
    const auto values = table[2].cast<py::array>();
    solver::Table out;
    out.left_class = borrow<std::int32_t>(table[0], keep);
    out.right_class = borrow<std::int32_t>(table[1], keep);
    out.values = borrow<Score>(table[2], keep);
    out.rows = static_cast<Index>(values.shape(0));
    out.columns = static_cast<Index>(values.shape(1));
    source.tables.push_back(out);
  }
  for (const py::handle item : given["decay"]) {
    std::vector<solver::Breakpoint> corners;
    for (const py::handle corner : item) {
      const auto pair = corner.cast<std::pair<double, Score>>();
      corners.push_back({pair.first, pair.second});
    }
    source.decay.push_back(std::move(corners));
  }
  source.left_points = borrow<Score>(array("left_points"), keep);
  source.right_points = borrow<Score>(array("right_points"), keep);
  source.left_xy = borrow<std::int32_t>(array("left_xy"), keep);
  source.right_xy = borrow<std::int32_t>(array("right_xy"), keep);
  source.right_decay = borrow<std::int32_t>(array("right_decay"), keep);
  if (given.contains("max_distance")) source.max_distance = given["max_distance"].cast<double>();
  source.left_max_distance = borrow<double>(array("left_max_distance"), keep);
  source.right_remote = borrow<std::uint8_t>(array("right_remote"), keep);
  source.left_bits = borrow<std::uint64_t>(array("left_bits"), keep);
  source.right_need = borrow<std::uint64_t>(array("right_need"), keep);
  source.right_forbid = borrow<std::uint64_t>(array("right_forbid"), keep);
  return make(source, bounds, std::move(keep));
}

HeldMarket make_blocks(Index n, Index m, const py::function& fill, std::int64_t score_scale,
                       const py::dict& bounds) {
  solver::Blocks source;
  source.n = n;
  source.m = m;
  source.score_scale = score_scale;
  // The market keeps the function alive; here it is only pointed at, so that copies of the source
  // may come and go without the interpreter's lock.
  PyObject* function = fill.ptr();
  source.scores = [function, m](Index from, Index to, std::span<Score> out) {
    const py::gil_scoped_acquire acquire;
    const py::object answer = py::reinterpret_borrow<py::object>(function)(from, to);
    const auto values =
        answer.cast<py::array_t<Score, py::array::c_style | py::array::forcecast>>();
    const std::size_t wanted = static_cast<std::size_t>(to - from) * static_cast<std::size_t>(m);
    if (static_cast<std::size_t>(values.size()) != wanted || out.size() < wanted) {
      throw jinguo::InputError(issue_of("python.block", "scores"));
    }
    std::copy_n(values.data(), wanted, out.begin());
  };
  return make(source, bounds, {fill});
}

py::tuple scores_of(const HeldMarket& self, Index from, Index to) {
  const solver::Market& market = *self.market;
  const auto rows = static_cast<py::ssize_t>(to - from);
  const auto columns = static_cast<py::ssize_t>(market.m());
  py::array_t<Score> scores({rows, columns});
  py::array_t<bool> mask({rows, columns});
  const auto count = static_cast<std::size_t>(rows * columns);
  Score* values = scores.mutable_data();
  bool* flags = mask.mutable_data();
  {
    const py::gil_scoped_release release;
    market.scores(from, to, std::span<Score>(values, count));
    for (std::size_t k = 0; k < count; ++k) flags[k] = values[k] != solver::not_eligible;
  }
  return py::make_tuple(scores, mask);
}

/// Scores of the awards that exist + outside values of the units not placed.
Score total_of(const HeldMarket& self, const py::array& awards) {
  const solver::Market& market = *self.market;
  const std::vector<Index> flat = vector_of<Index>(awards);
  const solver::Bounds& bounds = market.bounds();
  std::vector<Count> unplaced = bounds.demand;
  const py::gil_scoped_release release;
  std::uint64_t total = 0;  // wraps instead of overflowing: the referees judge the range
  for (std::size_t k = 0; k + 1 < flat.size(); k += 2) {
    const Index left = flat[k];
    const Index right = flat[k + 1];
    if (left < 0 || left >= market.n() || right < 0 || right >= market.m()) continue;
    --unplaced[static_cast<std::size_t>(left)];
    const Score score = market.score(left, right);
    if (score != solver::not_eligible) total += static_cast<std::uint64_t>(score);
  }
  for (std::size_t i = 0; i < unplaced.size(); ++i) {
    if (unplaced[i] > 0) {
      total +=
          static_cast<std::uint64_t>(unplaced[i]) * static_cast<std::uint64_t>(bounds.outside[i]);
    }
  }
  return static_cast<Score>(total);
}

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
                    const std::string& on_infeasible, int threads, const py::object& progress,
                    std::optional<double> time_limit) {
  solver::TransportOptions options = lottery_of(seed, left, right);
  options.on_infeasible = enumerator("on_infeasible", on_infeasible, modes);
  options.threads = threads;
  options.time_limit = time_limit;
  py::object stopped_by = py::none();
  const auto keep_interrupt = [&](py::error_already_set& error) {
    if (!error.matches(PyExc_KeyboardInterrupt)) throw error;
    stopped_by = error.value();
  };
  if (!progress.is_none()) {
    options.progress = [&](double fraction, std::string_view phase) {
      const py::gil_scoped_acquire acquire;
      try {
        progress(fraction, phase);
      } catch (py::error_already_set& error) {
        keep_interrupt(error);
      }
    };
  }
  options.interrupt = [&] {
    const py::gil_scoped_acquire acquire;
    if (!stopped_by.is_none()) return true;
    if (PyErr_CheckSignals() == 0) return false;
    py::error_already_set error;
    keep_interrupt(error);
    return true;
  };
  solver::TransportResult result;
  try {
    const py::gil_scoped_release release;
    result = solver::transport(*self.market, options);
  } catch (py::error_already_set& error) {  // Ctrl-C inside a block source: nothing was found
    keep_interrupt(error);
  }
  return py::make_tuple(result_to_python(std::move(result)), stopped_by);
}

using Referee = solver::Objection (*)(const solver::Market&, const solver::TransportResult&);

template <Referee referee>
std::optional<std::string> judge(const HeldMarket& self, const py::object& result) {
  const solver::TransportResult given = result_of(result);
  const py::gil_scoped_release release;
  return referee(*self.market, given);
}

/// What forcing pairs loses, as arrays of a row for each left node asked about; the last column is
/// outside.
py::dict losses(const HeldMarket& self, const py::object& result, const py::array& left,
                int threads) {
  const solver::TransportResult given = result_of(result);
  const std::vector<Index> asked = vector_of<Index>(left);
  solver::Losses told;
  {
    const py::gil_scoped_release release;
    told = solver::losses(*self.market, given, asked, {.threads = threads});
  }
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
  py::class_<HeldMarket>(module, "Market", "A market with references to the memory it borrows.")
      .def_static("dense", &make_dense, py::arg("scores"), py::arg("eligible"),
                  py::arg("score_scale"), py::arg("bounds"))
      .def_static("sparse", &make_sparse, py::arg("columns"), py::arg("indptr"), py::arg("indices"),
                  py::arg("data"), py::arg("score_scale"), py::arg("bounds"))
      .def_static("implicit", &make_implicit, py::arg("n"), py::arg("m"), py::arg("given"),
                  py::arg("bounds"))
      .def_static("blocks", &make_blocks, py::arg("n"), py::arg("m"), py::arg("fill"),
                  py::arg("score_scale"), py::arg("bounds"))
      .def_property_readonly("n", [](const HeldMarket& self) { return self.market->n(); })
      .def_property_readonly("m", [](const HeldMarket& self) { return self.market->m(); })
      .def_property_readonly("scale", [](const HeldMarket& self) { return self.market->scale(); })
      .def_property_readonly("unit_demands",
                             [](const HeldMarket& self) {
                               for (const Count units : self.market->bounds().demand) {
                                 if (units != 1) return false;
                               }
                               return true;
                             })
      .def("scores", &scores_of, py::arg("start"), py::arg("stop"))
      .def("total", &total_of, py::arg("awards"));

  module.def("transport", &transport, py::arg("market"), py::arg("seed"), py::arg("left_number"),
             py::arg("right_number"), py::arg("on_infeasible"), py::arg("threads"),
             py::arg("progress"), py::arg("time_limit"));
  module.def("losses", &losses, py::arg("market"), py::arg("result"), py::arg("left"),
             py::arg("threads"));
  module.def(
      "floor_gains",
      [](const HeldMarket& self, const py::object& result, int threads) {
        const solver::TransportResult given = result_of(result);
        std::vector<solver::Value> gains;
        {
          const py::gil_scoped_release release;
          gains = solver::floor_gains(*self.market, given, {.threads = threads});
        }
        py::array_t<Score> out({static_cast<py::ssize_t>(gains.size()), py::ssize_t{2}});
        Score* at = out.mutable_data();
        for (const solver::Value& gain : gains) {
          *at++ = gain.missed;
          *at++ = gain.points;
        }
        return out;
      },
      py::arg("market"), py::arg("result"), py::arg("threads"));
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
        const py::gil_scoped_release release;
        return solver::why_not_drawn(*self.market, given, options);
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
  names["RuleKind"] = names_of(rule_kinds);
  names["Obstacle"] = names_of(obstacles);
  module.attr("enumerators") = names;
  module.attr("unbounded_price") = solver::unbounded_price;
  module.attr("max_score") = solver::max_score;
}

}  // namespace jinguo_python

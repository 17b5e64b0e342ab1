#include <pybind11/stl.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <variant>

#include "held_market.hpp"
#include "jinguo/core/geo.hpp"
#include "jinguo/engine/match.hpp"

namespace jinguo_python {
namespace {

namespace solver = jinguo::solver;
using solver::Count;
using solver::Index;
using solver::Score;

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

/// A matrix of scores, and of flags, as a view of their memory.
struct Matrix {
  solver::Dense view{};
  std::vector<py::object> keep{};
};
Matrix matrix_of(const py::array& scores, const std::optional<py::array>& eligible) {
  Matrix out;
  out.view.n = static_cast<Index>(scores.shape(0));
  out.view.m = static_cast<Index>(scores.shape(1));
  out.keep.push_back(scores);
  by_dtype(scores, [&]<class T>(T) {
    const Window<T> view = window<T>(scores);
    out.view.scores = view.memory;
    out.view.row_stride = view.row_stride;
    out.view.column_stride = view.column_stride;
    out.view.offset = view.offset;
  });
  if (eligible) {
    out.keep.push_back(*eligible);
    const Window<std::uint8_t> view = window<std::uint8_t>(*eligible);
    out.view.eligible = view.memory;
    out.view.eligible_row_stride = view.row_stride;
    out.view.eligible_column_stride = view.column_stride;
    out.view.eligible_offset = view.offset;
  }
  return out;
}

HeldMarket make_dense(const py::array& scores, const std::optional<py::array>& eligible,
                      std::int64_t score_scale, const py::dict& bounds) {
  Matrix matrix = matrix_of(scores, eligible);
  matrix.view.score_scale = score_scale;
  return make(matrix.view, bounds, std::move(matrix.keep));
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
  source.left_origin = borrow<std::int32_t>(array("left_origin"), keep);
  source.origin_metres = borrow<std::int32_t>(array("origin_metres"), keep);
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

/// The scores of awards sorted by left node, `not_eligible` for what is no pair, with the total of
/// the plan: scores of the awards that exist + outside values of the units not placed.
py::tuple weigh(const HeldMarket& self, const py::array& awards) {
  const solver::Market& market = *self.market;
  const std::vector<Index> flat = vector_of<Index>(awards);
  const std::size_t count = flat.size() / 2;
  const auto m = static_cast<std::size_t>(market.m());
  std::vector<Score> scores(count, solver::not_eligible);
  std::uint64_t total = 0;  // wraps instead of overflowing: the referees judge the range
  {
    const py::gil_scoped_release release;
    // A block source computes whole rows at a time, so it is asked for many rows at once.
    const bool by_rows = std::holds_alternative<solver::Blocks>(market.source());
    const auto step = static_cast<Index>(std::max<std::size_t>(1, 1'000'000 / (m + 1)));
    std::vector<Score> rows;
    Index from = 0;
    Index to = 0;
    std::vector<Count> unplaced = market.bounds().demand;
    for (std::size_t k = 0; k < count; ++k) {
      const Index left = flat[2 * k];
      const Index right = flat[2 * k + 1];
      if (left < 0 || left >= market.n() || right < 0 || right >= market.m()) continue;
      if (by_rows && left >= to) {
        from = left;
        to = market.n() - from < step ? market.n() : from + step;
        rows.resize(static_cast<std::size_t>(to - from) * m);
        market.scores(from, to, rows);
      }
      scores[k] =
          by_rows
              ? rows[static_cast<std::size_t>(left - from) * m + static_cast<std::size_t>(right)]
              : market.score(left, right);
      if (scores[k] != solver::not_eligible) total += static_cast<std::uint64_t>(scores[k]);
      --unplaced[static_cast<std::size_t>(left)];
    }
    for (std::size_t i = 0; i < unplaced.size(); ++i) {
      if (unplaced[i] <= 0) continue;
      total += static_cast<std::uint64_t>(unplaced[i]) *
               static_cast<std::uint64_t>(market.bounds().outside[i]);
    }
  }
  return py::make_tuple(frozen(std::move(scores)), static_cast<Score>(total));
}

/// The scale that a market of these float scores (n, m) would choose.
std::int64_t scale_of(const py::array& scores, const std::optional<py::array>& eligible) {
  const Matrix matrix = matrix_of(scores, eligible);
  const py::gil_scoped_release release;
  return solver::chosen_scale(matrix.view);
}

/// Pairs (k, 2).
py::array pairs_to_python(const std::vector<solver::Pair>& pairs) {
  py::array_t<Index> out({static_cast<py::ssize_t>(pairs.size()), py::ssize_t{2}});
  Index* at = out.mutable_data();
  for (const solver::Pair& pair : pairs) {
    *at++ = pair.left;
    *at++ = pair.right;
  }
  return out;
}

/// What match() solves for a pairing, the ids of both sides, and what it asks the solver.
py::tuple market_of(const jinguo::Registry& registry, const jinguo::Policy& policy,
                    const std::string& pairing, const py::bytes& seed, const py::object& keep) {
  const std::string bytes(static_cast<std::string_view>(seed));
  std::shared_ptr<jinguo::engine::PairingMarket> made;
  {
    const py::gil_scoped_release release;
    made = std::make_shared<jinguo::engine::PairingMarket>(
        jinguo::engine::market_of(registry, policy, pairing, bytes));
  }
  const jinguo::engine::Roster& roster = made->listing.roster();
  py::list women;
  for (const jinguo::Beneficiary* woman : roster.women) women.append(woman->id.text());
  py::list places;
  for (const jinguo::engine::Place& place : roster.places) places.append(place.id.text());
  py::object left = py::none();
  py::object right = py::none();
  if (!bytes.empty() || !policy.data().lottery.seed.empty()) {
    left = frozen(std::move(made->how.left_number));
    right = frozen(std::move(made->how.right_number));
  }
  const std::string on_infeasible(to_string(made->how.on_infeasible));
  // The market lies within what it borrows from, which borrows the registry.
  HeldMarket held{std::shared_ptr<const solver::Market>(made, &made->market), {keep}};
  return py::make_tuple(py::cast(std::move(held)), women, places, left, right, on_infeasible);
}

/// Plane positions (k, 2) in metres of positions (k, 2) in millionths of a degree.
py::array project(const py::array& lon_lat, std::int32_t origin_lon, std::int32_t origin_lat) {
  const std::vector<std::int32_t> given = vector_of<std::int32_t>(lon_lat);
  py::array_t<std::int32_t> out({static_cast<py::ssize_t>(given.size() / 2), py::ssize_t{2}});
  std::int32_t* at = out.mutable_data();
  for (std::size_t k = 0; k + 1 < given.size(); k += 2) {
    const jinguo::PlanePoint point =
        jinguo::project({given[k], given[k + 1]}, {origin_lon, origin_lat});
    *at++ = point.x;
    *at++ = point.y;
  }
  return out;
}

}  // namespace

void bind_market(py::module_& module) {
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
      .def_property_readonly("demand",
                             [](const HeldMarket& self) {
                               return frozen(std::vector<Count>(self.market->bounds().demand));
                             })
      .def("scores", &scores_of, py::arg("start"), py::arg("stop"))
      .def_property_readonly("outside",
                             [](const HeldMarket& self) {
                               return frozen(std::vector<Score>(self.market->bounds().outside));
                             })
      .def_property_readonly(
          "lock",
          [](const HeldMarket& self) { return pairs_to_python(self.market->bounds().lock); })
      .def("weigh", &weigh, py::arg("awards"));
  module.attr("straight_line") = solver::Implicit::straight_line;
  module.attr("no_way") = solver::Implicit::no_way;
  module.def("chosen_scale", &scale_of, py::arg("scores"), py::arg("eligible"));
  module.def("market_of", &market_of, py::arg("registry"), py::arg("policy"), py::arg("pairing"),
             py::arg("seed"), py::arg("keep"));
  module.def("project", &project, py::arg("lon_lat"), py::arg("origin_lon"), py::arg("origin_lat"));
}

}  // namespace jinguo_python

#pragma once

#include <span>
#include <string>
#include <vector>

#include "bindings.hpp"
#include "jinguo/engine/match.hpp"

namespace jinguo_python {

/// Policies of the user's own, from {pairing: function(women, places, scores)}. The functions are
/// only pointed at, so that copies may come and go without the interpreter's lock: the dict must
/// outlive what is made here.
inline std::vector<jinguo::CustomScores> custom_scores(const py::dict& custom) {
  namespace solver = jinguo::solver;
  std::vector<jinguo::CustomScores> out;
  for (const std::pair<py::handle, py::handle> item : custom) {
    PyObject* function = item.second.ptr();
    jinguo::CustomScores one;
    one.pairing = py::str(item.first);
    one.scores = [function](const jinguo::engine::Roster& roster, solver::Index from,
                            solver::Index to, std::span<solver::Score> scores) {
      const py::gil_scoped_acquire acquire;
      py::list women;
      for (solver::Index i = from; i < to; ++i) {
        women.append(roster.women[static_cast<std::size_t>(i)]->id.text());
      }
      py::list places;
      for (const jinguo::engine::Place& place : roster.places) places.append(place.id.text());
      const py::capsule nobody(scores.data(), [](void*) {});  // the memory stays the engine's
      const py::array_t<solver::Score> matrix(
          {static_cast<py::ssize_t>(to - from), static_cast<py::ssize_t>(roster.places.size())},
          scores.data(), nobody);
      const py::object back = py::reinterpret_borrow<py::object>(function)(women, places, matrix);
      if (!back.is_none()) {
        throw py::type_error(
            "custom: the function changes the matrix `scores` that it is given, in "
            "place (scores *= 2), and returns None; it returned a " +
            py::str(py::type::of(back).attr("__name__")).cast<std::string>());
      }
    };
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace jinguo_python

#pragma once

#include <string_view>
#include <utility>

#include "bindings.hpp"

namespace jinguo_python {

/// Calls made while the interpreter's lock is released; Ctrl-C is kept until the solve has stopped.
class Callbacks {
 public:
  explicit Callbacks(py::object progress) : progress_(std::move(progress)) {}

  /// `options`: with `progress` and `interrupt` as MatchOptions has them.
  template <class Options>
  void attach(Options& options) {
    if (!progress_.is_none()) {
      options.progress = [this](double fraction, std::string_view phase) {
        const py::gil_scoped_acquire acquire;
        try {
          progress_(fraction, phase);
        } catch (py::error_already_set& error) {
          keep(error);
        }
      };
    }
    options.interrupt = [this] {
      const py::gil_scoped_acquire acquire;
      if (!stopped_by_.is_none()) return true;
      if (PyErr_CheckSignals() == 0) return false;
      py::error_already_set error;
      keep(error);
      return true;
    };
  }

  [[nodiscard]] const py::object& stopped_by() const { return stopped_by_; }

 private:
  void keep(py::error_already_set& error) {
    if (!error.matches(PyExc_KeyboardInterrupt)) throw error;
    stopped_by_ = error.value();
  }
  py::object progress_;
  py::object stopped_by_ = py::none();
};

}  // namespace jinguo_python

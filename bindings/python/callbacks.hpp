#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <utility>

#include "bindings.hpp"
#include "jinguo/core/monitor.hpp"

namespace jinguo_python {

/// What a long call asks while the interpreter's lock is released: `progress`, signals and the time
/// limit. Ctrl-C is kept until the call has stopped.
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

  /// The KeyboardInterrupt that stopped the call, or None.
  [[nodiscard]] const py::object& stopped_by() const { return stopped_by_; }

  /// Keeps a KeyboardInterrupt; throws every other error.
  void keep(py::error_already_set& error) {
    if (!error.matches(PyExc_KeyboardInterrupt)) throw error;
    stopped_by_ = error.value();
  }

 private:
  py::object progress_;
  py::object stopped_by_ = py::none();
};

/// Makes a call that has no part of an answer to give when it is stopped: Ctrl-C then raises
/// KeyboardInterrupt, with None as its `result`, and the time limit TimeoutError. The call is made
/// without the interpreter's lock.
template <class Options, class Call>
auto watched(const py::object& progress, std::optional<double> time_limit, Options options,
             const Call& call) {
  Callbacks callbacks(progress);
  callbacks.attach(options);
  options.time_limit = time_limit;
  const auto raise = [&] {
    if (callbacks.stopped_by().is_none()) return;
    callbacks.stopped_by().attr("result") = py::none();
    PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(callbacks.stopped_by().ptr())),
                    callbacks.stopped_by().ptr());
    throw py::error_already_set();
  };
  const auto make = [&] {
    const py::gil_scoped_release release;
    return call(options);
  };
  try {
    auto answer = make();
    raise();  // Ctrl-C that came too late to be asked for
    return answer;
  } catch (const jinguo::Stopped&) {
    raise();
    throw;
  } catch (py::error_already_set& error) {  // Ctrl-C inside a function of the user's own
    if (!callbacks.stopped_by().is_none()) throw;
    callbacks.keep(error);
    raise();
    throw;
  }
}

/// What a call without options of its own asks by.
struct Watch {
  std::function<void(double fraction, std::string_view phase)> progress{};
  std::function<bool()> interrupt{};
  std::optional<double> time_limit{};
};

}  // namespace jinguo_python

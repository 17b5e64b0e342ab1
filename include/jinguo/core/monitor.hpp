#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "jinguo/core/issue.hpp"

namespace jinguo::inline v0_1 {

/// Thrown by a call that was stopped, by its time limit or because it was asked to, and has no part
/// of an answer to give.
class Stopped : public std::exception {
 public:
  /// A short English text for logs.
  [[nodiscard]] const char* what() const noexcept override {
    return "jinguo: stopped before the end, by the time limit or on request";
  }
};

/// What a long call asks while it works: whether its time is over, whether somebody wants it to
/// stop, and whom to tell how far it is. One for a whole call, made where the call begins and handed
/// to everything that it does; used on the calling thread only.
///
/// Each loop counts its work, in pairs or arcs looked at, a few nanoseconds each; look() is asked
/// once in `between` of them. Where a phase cannot know how far it is, the fraction nears the
/// phase's end by a part of the rest each time that it is told.
class Monitor {
 public:
  /// Takes the fraction done, from 0 to 1, and the name of the phase.
  using Progress = std::function<void(double fraction, std::string_view phase)>;
  /// Seconds, from whenever.
  using Clock = std::function<double()>;

  /// Never stops, tells nobody.
  Monitor() = default;

  /// By the three fields `progress`, `interrupt` and `time_limit` of a call's options, which it
  /// copies. The time runs from now. `clock` and `between` are there for tests. Throws InputError
  /// for a limit below 0 or NaN.
  template <class Options>
  explicit Monitor(const Options& options, Clock clock = {}, std::int64_t between = 1 << 16)
      : progress_(options.progress),
        interrupt_(options.interrupt),
        clock_(std::move(clock)),
        between_(between) {
    if (options.time_limit) {
      if (!(*options.time_limit >= 0)) refuse(*options.time_limit);
      limit_ = *options.time_limit;
    }
    begin_ = now();
  }
  Monitor(const Monitor&) = delete;
  Monitor& operator=(const Monitor&) = delete;

  /// A phase begins. Of the work of the part at hand it is what lies between two fractions.
  void phase(std::string_view name, double from = 0, double to = 1) {
    name_ = name;
    start_ = from_ + (to_ - from_) * from;
    end_ = from_ + (to_ - from_) * to;
    reach(start_);
    look();
  }
  /// This share of the phase is done.
  void done(double share) { reach(start_ + (end_ - start_) * std::clamp(share, 0.0, 1.0)); }

  /// Counts work; looks now and then. Throws as look() does.
  void work(std::int64_t units) {
    if ((since_ += units) >= between_) look();
  }

  /// Throws Stopped when the time is over or somebody wants to stop, or whatever the callbacks
  /// throw. Tells at most 10 times a second, and asks then, and 20 times a second besides.
  void look() {
    since_ = 0;
    ++looks_;
    if (!limit_ && !interrupt_ && !progress_) return;
    const double time = now() - begin_;
    if (limit_ && time >= *limit_) throw Stopped();
    const bool tells = progress_ && time - told_ >= 0.1;
    if (tells) {
      if (told_ >= 0) reach(fraction_ + (end_ - fraction_) / 16);
      told_ = time;
      progress_(fraction_, name_);
    }
    // Who was told may want to stop.
    if (interrupt_ && (tells || time - asked_ >= 0.05)) {
      asked_ = time;
      if (interrupt_()) throw Stopped();
    }
  }

  /// A little more time, once, to finish what was stopped: until it is over nobody is asked or told.
  void grace(double seconds) {
    if (in_grace_) return;
    in_grace_ = true;
    limit_ = now() - begin_ + seconds;
    interrupt_ = {};
    progress_ = {};
  }

  /// The seconds that are left; nothing without a limit.
  [[nodiscard]] std::optional<double> left() const {
    if (!limit_) return std::nullopt;
    return std::max(0.0, *limit_ - (now() - begin_));
  }

  /// How often look() was asked: for tests.
  [[nodiscard]] std::int64_t looks() const noexcept { return looks_; }

  /// While it lives, the phases of the monitor are parts of what lies between two fractions.
  class Part {
   public:
    /// A part of a longer call: its progress goes from `from` to `to` of the whole.
    Part(Monitor& monitor, double from, double to)
        : monitor_(monitor), from_(monitor.from_), to_(monitor.to_) {
      monitor.from_ = from_ + (to_ - from_) * from;
      monitor.to_ = from_ + (to_ - from_) * to;
    }
    ~Part() {
      monitor_.from_ = from_;
      monitor_.to_ = to_;
    }
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;

   private:
    Monitor& monitor_;
    double from_;
    double to_;
  };

 private:
  [[nodiscard]] double now() const {
    if (clock_) return clock_();
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration<double>(since).count();
  }
  void reach(double fraction) { fraction_ = std::max(fraction_, std::min(fraction, 1.0)); }
  [[noreturn]] static void refuse(double limit) {
    Issue issue;
    issue.code = "core.time_limit";
    issue.column = "time_limit";
    issue.value = std::to_string(limit);
    issue.expected = Message{issue.code, {}};
    throw InputError(std::move(issue));
  }

  Progress progress_{};
  std::function<bool()> interrupt_{};
  Clock clock_{};
  std::optional<double> limit_{};
  std::int64_t between_ = 1 << 16;
  std::int64_t since_ = 0;
  std::int64_t looks_ = 0;
  bool in_grace_ = false;
  double begin_ = 0;
  double asked_ = -1;
  double told_ = -1;
  std::string_view name_ = "start";
  double from_ = 0;  // the part at hand
  double to_ = 1;
  double start_ = 0;  // of the phase
  double end_ = 1;
  double fraction_ = 0;
};

}  // namespace jinguo::inline v0_1

#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "jinguo/core/monitor.hpp"
#include "tuning.hpp"

namespace jinguo::inline v0_1::solver {

/// A small pool of threads, made once per call of a solver and joined with it. The calling thread
/// works too, so that a pool of one starts no thread. The monitor is asked on the calling thread
/// only, between parts and while it waits; what it throws stops the work and leaves run().
class ThreadPool {
 public:
  using Task = std::function<void(std::int64_t part, int worker)>;

  ThreadPool(int threads, Monitor& monitor, const Tuning& tuning = {});
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  [[nodiscard]] int size() const noexcept { return static_cast<int>(threads_.size()) + 1; }

  /// Runs task(part, worker) once for every part in [0, parts), worker in [0, size()); returns when
  /// all have ended. The first exception is thrown again, after the other pool have stopped.
  void run(std::int64_t parts, const Task& task);

  /// Of the whole call; for the calling thread.
  [[nodiscard]] Monitor& monitor() const noexcept { return monitor_; }

  /// Of the whole call.
  [[nodiscard]] const Tuning& tuning() const noexcept { return tuning_; }

 private:
  void work(int worker, bool calling);
  void loop(int worker);

  Monitor& monitor_;
  Tuning tuning_{};
  std::mutex mutex_{};
  std::condition_variable wake_{};
  std::condition_variable done_{};
  std::uint64_t round_ = 0;
  bool quit_ = false;
  const Task* task_ = nullptr;
  std::int64_t parts_ = 0;
  std::int64_t next_ = 0;
  int busy_ = 0;
  std::exception_ptr failure_{};
  std::vector<std::thread> threads_{};
};

}  // namespace jinguo::inline v0_1::solver

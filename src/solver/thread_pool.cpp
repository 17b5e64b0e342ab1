#include "thread_pool.hpp"

#include <algorithm>
#include <chrono>

namespace jinguo::inline v0_1::solver {

ThreadPool::ThreadPool(int threads, Monitor& monitor, const Tuning& tuning)
    : monitor_(monitor), tuning_(tuning) {
  const int cores = static_cast<int>(std::thread::hardware_concurrency());
  const int wanted = std::clamp(threads > 0 ? threads : cores, 1, most_threads);
  threads_.reserve(static_cast<std::size_t>(wanted - 1));
  try {
    for (int worker = 1; worker < wanted; ++worker) {
      threads_.emplace_back([this, worker] { loop(worker); });
    }
  } catch (const std::system_error&) {
    // Fewer threads do: the answer does not depend on their number.
  }
}

ThreadPool::~ThreadPool() {
  {
    const std::lock_guard lock(mutex_);
    quit_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void ThreadPool::loop(int worker) {
  std::uint64_t seen = 0;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [&] { return quit_ || round_ != seen; });
      if (quit_) return;
      seen = round_;
    }
    work(worker, false);
    {
      const std::lock_guard lock(mutex_);
      --busy_;
    }
    done_.notify_one();
  }
}

void ThreadPool::work(int worker, bool calling) {
  for (;;) {
    std::int64_t part = 0;
    {
      const std::lock_guard lock(mutex_);
      if (next_ >= parts_ || failure_) return;
      part = next_++;
    }
    try {
      if (calling) monitor_.look();
      (*task_)(part, worker);
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      return;
    }
  }
}

void ThreadPool::run(std::int64_t parts, const Task& task) {
  if (threads_.empty() || parts <= 1) {
    for (std::int64_t part = 0; part < parts; ++part) {
      monitor_.look();
      task(part, 0);
    }
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    task_ = &task;
    parts_ = parts;
    next_ = 0;
    failure_ = nullptr;
    busy_ = static_cast<int>(threads_.size());
    ++round_;
  }
  wake_.notify_all();
  work(0, true);
  std::unique_lock lock(mutex_);
  while (!done_.wait_for(lock, std::chrono::milliseconds(wait_ms), [&] { return busy_ == 0; })) {
    if (failure_) continue;
    lock.unlock();
    std::exception_ptr stopped;
    try {
      monitor_.look();
    } catch (...) {
      stopped = std::current_exception();
    }
    lock.lock();
    if (stopped && !failure_) failure_ = stopped;
  }
  task_ = nullptr;
  if (failure_) {
    const std::exception_ptr failure = failure_;
    failure_ = nullptr;
    lock.unlock();
    std::rethrow_exception(failure);
  }
}

}  // namespace jinguo::inline v0_1::solver

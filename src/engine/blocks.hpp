#pragma once

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "jinguo/core/monitor.hpp"
#include "jinguo/solver/types.hpp"

namespace jinguo::inline v0_1::engine {

/// Calls work(from, to) over [0, count) in blocks, on some threads, the calling one among them, which
/// asks the monitor (or null) before each of its blocks. The first exception leaves it.
template <class Work>
void in_blocks(solver::Index count, solver::Index block, int threads, Monitor* monitor,
               const Work& work) {
  std::atomic<solver::Index> next{0};
  std::exception_ptr failure;
  std::mutex guard;
  const auto run = [&](Monitor* asked) {
    try {
      for (;;) {
        if (asked != nullptr) asked->look();
        const solver::Index from = next.fetch_add(block);
        if (from >= count) return;
        work(from, std::min(count, from + block));
      }
    } catch (...) {  // carried to the calling thread
      const std::lock_guard lock(guard);
      if (!failure) failure = std::current_exception();
      next = count;
    }
  };
  std::vector<std::thread> others;
  try {
    for (int k = 1; k < threads; ++k) others.emplace_back([&] { run(nullptr); });
  } catch (...) {
    next = count;
    for (std::thread& other : others) other.join();
    throw;
  }
  run(monitor);
  for (std::thread& other : others) other.join();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace jinguo::inline v0_1::engine

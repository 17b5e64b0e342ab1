// Counts the threads that a process starts: pthread_create of this program is found before libc's.
#include <dlfcn.h>
#include <gtest/gtest.h>
#include <pthread.h>

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

#include "jinguo/solver/transport.hpp"

namespace {
std::atomic<int> started{0};
}  // namespace

extern "C" int pthread_create(pthread_t* thread, const pthread_attr_t* attributes,
                              void* (*work)(void*), void* argument) noexcept {
  using Create = int (*)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
  static const auto real = reinterpret_cast<Create>(dlsym(RTLD_NEXT, "pthread_create"));
  ++started;
  return real(thread, attributes, work, argument);
}

namespace {

namespace solver = jinguo::solver;

TEST(Threads, AreSeenByTheCounter) {
  started = 0;
  std::thread([] {}).join();
  EXPECT_EQ(started, 1);
}

TEST(Threads, AreNotStartedWhenThereShallBeOne) {
  const solver::Index n = 30000;
  const solver::Index m = 60;
  std::vector<std::int32_t> scores;
  std::uint32_t state = 1;
  for (solver::Index k = 0; k < n * m; ++k) {
    state = state * 1664525U + 1013904223U;
    scores.push_back(static_cast<std::int32_t>(state >> 20U));
  }
  solver::Dense dense;
  dense.n = n;
  dense.m = m;
  dense.scores = std::span<const std::int32_t>(scores);
  const solver::Market market(dense, {.capacity = {400}});
  started = 0;
  const solver::TransportResult alone = solver::transport(market, {.threads = 1});
  EXPECT_EQ(started, 0);
  EXPECT_EQ(alone.status, solver::Status::optimal);
  const solver::TransportResult together = solver::transport(market, {.threads = 2});
  EXPECT_EQ(alone.awards, together.awards);
  EXPECT_EQ(alone.prices, together.prices);
}

}  // namespace

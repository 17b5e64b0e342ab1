#pragma once

#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdio>

namespace jinguo::bench {

/// What a case should take at one size, in seconds of one thread; written beside its time.
struct Goal {
  std::int64_t size = 0;
  double seconds = 0;
};

inline void say(benchmark::State& state, Goal goal) {
  if (state.range(0) != goal.size) return;
  char text[48];
  std::snprintf(text, sizeof text, "goal %.3g ms", goal.seconds * 1e3);
  state.SetLabel(text);
}

}  // namespace jinguo::bench

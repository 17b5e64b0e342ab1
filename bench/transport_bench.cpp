// Speed of the solver, by source of scores and size: one thread, fixed seeds, each case judged by
// the referee once, outside the timed loop. The goal beside a case is what the best version of this
// should take on two cores of 2025 with AVX-512; the greedy cases say what one plain pass takes.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "goal.hpp"
#include "instances.hpp"
#include "jinguo/solver/certificate.hpp"

namespace {

using namespace jinguo;
using bench::Shape;
using bench::Source;

constexpr solver::Index women_a_provider = 64;

/// The instance of a case and what the referee says of it; the last one is kept, since a case is
/// entered several times.
struct Case {
  Shape shape = Shape::full;
  Source source = Source::implicit;
  solver::Index n = 0;
  std::unique_ptr<bench::Instance> instance{};
  std::unique_ptr<solver::Market> market{};
  std::string objection{};
  solver::Counters counters{};
};

const Case& prepared(Shape shape, Source source, solver::Index n) {
  static Case held;
  if (held.market && held.shape == shape && held.source == source && held.n == n) return held;
  held = Case{};
  held.shape = shape;
  held.source = source;
  held.n = n;
  const solver::Index m =
      shape == Shape::square ? n : std::max<solver::Index>(1, n / women_a_provider);
  held.instance = std::make_unique<bench::Instance>(shape, n, m);
  held.market = std::make_unique<solver::Market>(held.instance->market(source));
  const solver::TransportResult result = solver::transport(*held.market, {.threads = 1});
  held.counters = result.counters;
  held.objection = solver::why_not_optimal(*held.market, result).value_or("");
  return held;
}

void transport(benchmark::State& state, Shape shape, Source source, bench::Goal goal) {
  const Case& one = prepared(shape, source, static_cast<solver::Index>(state.range(0)));
  if (!one.objection.empty()) {
    state.SkipWithError(one.objection.c_str());
    return;
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(solver::transport(*one.market, {.threads = 1}));
  }
  const auto all = static_cast<double>(one.instance->n()) * static_cast<double>(one.instance->m());
  state.counters["passes"] = static_cast<double>(one.counters.pairs_scored) / all;
  state.counters["augmentations"] = static_cast<double>(one.counters.augmentations);
  state.counters["candidates"] = static_cast<double>(one.counters.candidate_arcs);
  state.counters["tied"] = static_cast<double>(one.counters.tied_left);
  state.counters["arcs"] = benchmark::Counter(static_cast<double>(one.instance->pairs()),
                                              benchmark::Counter::kIsIterationInvariantRate);
  bench::say(state, goal);
}

void greedy(benchmark::State& state, Shape shape, Source source) {
  const Case& one = prepared(shape, source, static_cast<solver::Index>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(bench::greedy(*one.market));
  state.counters["arcs"] = benchmark::Counter(static_cast<double>(one.instance->pairs()),
                                              benchmark::Counter::kIsIterationInvariantRate);
}

[[maybe_unused]] const bool listed = [] {
  const auto add = [](const char* name, Shape shape, Source source, bench::Goal goal,
                      std::int64_t last) {
    benchmark::RegisterBenchmark(
        name, [=](benchmark::State& state) { transport(state, shape, source, goal); })
        ->RangeMultiplier(4)
        ->Range(last / 16, last)
        ->Unit(benchmark::kMillisecond);
  };
  // Goals by the largest size of a case, one thread.
  add("transport_implicit", Shape::full, Source::implicit, {65536, 0.14}, 65536);
  add("transport_dense", Shape::full, Source::dense, {16384, 0.02}, 16384);
  add("transport_blocks", Shape::full, Source::blocks, {16384, 0.03}, 16384);
  add("transport_sparse", Shape::nearest, Source::sparse, {65536, 0.05}, 65536);
  add("transport_floors", Shape::floors, Source::sparse, {65536, 0.065}, 65536);
  add("transport_square", Shape::square, Source::implicit, {1024, 0.05}, 1024);
  for (const auto& [name, shape, source] :
       {std::tuple{"greedy_implicit", Shape::full, Source::implicit},
        std::tuple{"greedy_sparse", Shape::nearest, Source::sparse}}) {
    benchmark::RegisterBenchmark(name,
                                 [=](benchmark::State& state) { greedy(state, shape, source); })
        ->RangeMultiplier(4)
        ->Range(4096, 65536)
        ->Unit(benchmark::kMillisecond);
  }
  return true;
}();

}  // namespace

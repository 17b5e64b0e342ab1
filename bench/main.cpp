#include <benchmark/benchmark.h>

#include <cstdio>

int main(int argc, char** argv) {
#ifndef NDEBUG
  std::fprintf(stderr, "Built with assertions: its times say nothing. Use the release preset.\n");
  return 1;
#endif
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}

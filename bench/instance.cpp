// One instance of the bench in a process of its own, so that its time and peak memory are its own:
//   bench_instance write SHAPE N M FOLDER      NumPy files for the peers
//   bench_instance solve SHAPE N M THREADS [METHOD]     solves it and prints a line of JSON
//   bench_instance greedy SHAPE N M            the second method
#include <sys/resource.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>

#include "instances.hpp"
#include "jinguo/solver/certificate.hpp"

namespace {

using namespace jinguo;

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) * 1e-6;
}

long peak_kib() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return used.ru_maxrss;
}

/// Of the whole answer (FNV-1a), so that two builds can be compared.
std::uint64_t digest(const solver::TransportResult& result) {
  std::uint64_t hash = 14695981039346656037U;
  const auto add = [&](std::int64_t value) {
    for (int byte = 0; byte < 8; ++byte) {
      hash = (hash ^ (static_cast<std::uint64_t>(value) >> (8 * byte) & 0xff)) * 1099511628211U;
    }
  };
  for (const solver::Award& award : result.awards) {
    add(award.left);
    add(award.right);
  }
  for (const auto* prices : {&result.prices, &result.greatest_prices, &result.worth}) {
    for (const solver::Score price : *prices) add(price);
  }
  return hash;
}

solver::Method method_of(std::string_view name) {
  using enum solver::Method;
  for (const solver::Method method : {automatic, column_generation, assignment}) {
    if (name == to_string(method)) return method;
  }
  throw std::invalid_argument("no such method: " + std::string(name));
}

int run(int argc, char** argv) {
  const std::string task = argc > 1 ? argv[1] : "";
  const bool forced = argc == 7 && task == "solve";
  const bool plain = argc == 6 && (task == "write" || task == "solve");
  if (!forced && !plain && (argc != 5 || task != "greedy")) {
    std::fprintf(stderr, "usage: %s write|solve|greedy SHAPE N M [FOLDER|THREADS [METHOD]]\n",
                 argv[0]);
    return 2;
  }
  bench::Instance instance(bench::shape_of(argv[2]), std::atoi(argv[3]), std::atoi(argv[4]));
  if (task == "write") {
    instance.write(argv[5]);
    return 0;
  }
  auto begin = std::chrono::steady_clock::now();
  const solver::Market market = instance.market(instance.natural());
  const double build = seconds_since(begin);
  const double before = cpu_seconds();
  begin = std::chrono::steady_clock::now();
  if (task == "greedy") {
    const bench::Greedy plan = bench::greedy(market);
    std::printf(
        "{\"build\": %.6f, \"solve\": %.6f, \"cpu\": %.6f, \"peak_kib\": %ld, "
        "\"objective\": %lld}\n",
        build, seconds_since(begin), cpu_seconds() - before, peak_kib(),
        static_cast<long long>(plan.total));
    return 0;
  }
  const solver::TransportResult result = solver::transport(
      market, {.method = forced ? method_of(argv[6]) : solver::Method::automatic,
               .threads = std::atoi(argv[5])});
  const double solve = seconds_since(begin);
  const double cpu = cpu_seconds() - before;
  const long peak = peak_kib();
  if (result.status != solver::Status::optimal) {
    std::fprintf(stderr, "status: %s\n", std::string(to_string(result.status)).c_str());
    return 1;
  }
  if (const auto objection = solver::why_not_optimal(market, result)) {
    std::fprintf(stderr, "the referee objects: %s\n", objection->c_str());
    return 1;
  }
  std::printf(
      "{\"build\": %.6f, \"solve\": %.6f, \"cpu\": %.6f, \"peak_kib\": %ld, "
      "\"objective\": %lld, \"passes\": %.2f, \"candidates\": %lld, \"tied\": %lld, "
      "\"answer\": \"%016llx\"}\n",
      build, solve, cpu, peak, static_cast<long long>(result.total),
      static_cast<double>(result.counters.pairs_scored) /
          (static_cast<double>(instance.n()) * static_cast<double>(instance.m())),
      static_cast<long long>(result.counters.candidate_arcs),
      static_cast<long long>(result.counters.tied_left),
      static_cast<unsigned long long>(digest(result)));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
#ifndef NDEBUG
  std::fprintf(stderr, "Built with assertions: its times say nothing. Use the release preset.\n");
  return 1;
#endif
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}

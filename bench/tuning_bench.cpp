// What each number of src/solver/tuning.hpp is worth: CPU seconds of one thread with the half and
// with the double of it, the least of some rounds, on 100,000 x 1,000, of bids and matrices of losses
// on 1,000 x 1,000 and 20,000 x 4,000 together. Run by hand; the comments of that file hold what
// came out.
//   tuning_bench [rounds] [number ...]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "../src/solver/tuned.hpp"
#include "instances.hpp"

namespace {

using namespace jinguo;

double seconds_of(const std::function<void()>& call) {
  const std::clock_t begin = std::clock();
  call();
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

/// Stopped before there is a plan, by a clock that counts looks and then
/// stands still, so that the grace does not end.
void stop_early(const solver::Market& market, const solver::Tuning& tuning) {
  double time = 0;
  bool over = false;
  solver::TransportOptions options{.threads = 1};
  options.progress = [&](double, std::string_view phase) { over = over || phase == "prices"; };
  options.interrupt = [&] { return over; };
  Monitor monitor(options, [&] { return over ? time : time += 1; });
  (void)solver::tuned::transport(market, options, monitor, tuning);
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 3;
  const std::vector<std::string> wanted(argv + std::min(argc, 2), argv + argc);
  bench::Instance full(bench::Shape::full, 100'000, 1'000);
  bench::Instance floors(bench::Shape::floors, 100'000, 1'000);
  bench::Instance square(bench::Shape::square, 1'000, 1'000);
  bench::Instance mentors(bench::Shape::nearest, 20'000, 4'000);
  const solver::Market few[] = {square.market(bench::Source::implicit),
                                mentors.market(bench::Source::sparse)};
  const solver::Market implicit = full.market(bench::Source::implicit);
  const solver::Market sparse = floors.market(bench::Source::sparse);
  const solver::TransportResult plan = solver::transport(sparse, {.threads = 1});
  std::vector<solver::Index> asked;
  for (solver::Index k = 0; k < 100; ++k) asked.push_back(k * 1000);

  // What shows a number: nearly all show in the first case.
  const auto case_of = [](const std::string& name) -> std::size_t {
    if (name == "dense_nodes" || name == "arcs_a_node") return 1;
    if (name.find("bid") != std::string::npos || name.starts_with("whole_")) return 3;
    if (name.starts_with("loss_")) return 3;
    return name.starts_with("greedy_") ? 2 : 0;
  };
  const auto measure = [&](std::size_t which, const solver::Tuning& tuning) {
    const std::function<void()> calls[] = {
        [&] {
          Monitor monitor;
          (void)solver::tuned::transport(implicit, {.threads = 1}, monitor, tuning);
        },
        [&] {
          Monitor monitor;
          (void)solver::tuned::losses(sparse, plan, asked, {.threads = 1}, monitor, tuning);
        },
        [&] { stop_early(implicit, tuning); },
        [&] {
          for (const solver::Market& market : few) {
            Monitor monitor;
            (void)solver::tuned::transport(market, {.threads = 1}, monitor, tuning);
          }
        },
    };
    double best = 1e9;
    for (int round = 0; round < rounds; ++round) best = std::min(best, seconds_of(calls[which]));
    return best;
  };
  std::printf("%-24s %8s %8s\n", "as they are:", "", "");
  for (const std::size_t which : {0U, 1U, 2U, 3U}) {
    std::printf("  %s %.3f\n",
                which == 0   ? "solve"
                : which == 1 ? "losses"
                : which == 2 ? "stopped"
                             : "bids",
                measure(which, {}));
  }
  std::printf("%-24s %8s %8s\n", "", "half", "double");
  solver::Tuning names;
  solver::visit_numbers(names, [&](const std::string& name, std::int64_t) {
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), name) == wanted.end()) return;
    std::printf("%-24s", name.c_str());
    for (const bool twice : {false, true}) {
      solver::Tuning tuning;
      solver::visit_numbers(tuning, [&](const std::string& other, std::int64_t& number) {
        if (other != name) return;
        number = twice ? number * 2 : std::max<std::int64_t>(1, number / 2);
      });
      std::printf(" %8.3f", measure(case_of(name), tuning));
    }
    std::printf("\n");
    std::fflush(stdout);
  });
}

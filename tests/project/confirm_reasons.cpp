// Confirms random reasons of plans of synthetic registries by solving again without what they name,
// and counts them by kind:
//   confirm_reasons ROOT HOUSEHOLDS REGISTRIES REASONS PLACES THREADS
// REASONS: a registry, of random women; PLACES: providers a pairing whose worth and floor are
// tried, 0: all. scripts/reasons.sh runs it.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string>

#include "jinguo/io/file.hpp"
#include "jinguo/io/policy_file.hpp"
#include "jinguo/sample/yueyang.hpp"
#include "support/counterfactual.hpp"
#include "support/random_registry.hpp"

namespace {

using namespace jinguo;
using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

bool confirm(const std::filesystem::path& root, int households, int registries, int reasons,
             int places, int threads) {
  const std::filesystem::path data = root / "data" / "yueyang";
  PolicyData changed = io::load_policy(root / "policies" / "yueyang-2016.toml").data();
  changed.lottery = {};
  const std::string seed(16, 's');
  support::Findings findings;
  std::size_t women = 0;
  for (int k = 0; k < registries; ++k) {
    changed.on_infeasible = OnShort::least_shortfall;
    const Policy policy(changed);
    const Registry registry = sample::yueyang(
        data, {.households = households, .seed = static_cast<std::uint64_t>(k) + 1});
    women += registry.all<Beneficiary>().size();
    auto start = Clock::now();
    const Plan plan = engine::match(registry, policy, {.seed = seed, .threads = threads});
    const double matching = since(start);
    support::Random random(static_cast<std::uint64_t>(k));
    const Id somebody = plan.pairings.front().awards.front().left;
    start = Clock::now();
    static_cast<void>(engine::explain(plan, registry, policy, somebody, {.threads = threads}));
    const double asking = since(start);
    start = Clock::now();
    static_cast<void>(engine::explain(plan, somebody).text(Language::zh));
    if (k == 0) {
      std::printf("match %.2f s; explain, live, a placed woman %.3f s; as stored %.1f us\n",
                  matching, asking, since(start) * 1e6);
      static_cast<void>(std::fflush(stdout));  // The rest of a city takes most of an hour.
    }
    support::confirm_random_reasons(plan, registry, policy, reasons, threads, random, findings);
    for (const PairingPlan& one : plan.pairings) {
      const support::Counterfactual again(plan, registry, policy, one.name, threads);
      const int count = static_cast<int>(one.places.size());
      for (int p = 0; p < (places == 0 ? count : std::min(places, count)); ++p) {
        const int which = places == 0 ? p : random.below(count);
        again.confirm(one.places[static_cast<std::size_t>(which)], findings);
      }
    }
  }
  std::printf("%d registries, %zu women in all\n", registries, women);
  for (const auto& [kind, count] : findings.confirmed)
    std::printf("%7d  %s\n", count, kind.c_str());
  std::printf("%7d  confirmed in all, %zu not\n", findings.total(), findings.wrong.size());
  for (const std::string& one : findings.wrong) std::printf("NOT TRUE: %s\n", one.c_str());
  return findings.wrong.empty();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 7) return 2;
  try {
    return confirm(argv[1], std::atoi(argv[2]), std::atoi(argv[3]), std::atoi(argv[4]),
                   std::atoi(argv[5]), std::atoi(argv[6]))
               ? 0
               : 1;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}

// Speed of the way around the solver: tables, the listing of a policy, matching as a whole, the
// archive of a plan, and explanations, on synthetic registries by households.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "goal.hpp"
#include "jinguo/engine/explain.hpp"
#include "jinguo/engine/listing.hpp"
#include "jinguo/engine/match.hpp"
#include "jinguo/engine/verify.hpp"
#include "jinguo/io/archive.hpp"
#include "jinguo/io/file.hpp"
#include "jinguo/io/policy_file.hpp"
#include "jinguo/sample/yueyang.hpp"
#include "jinguo/io/tables.hpp"

namespace {

using namespace jinguo;

const std::filesystem::path root = JINGUO_BENCH_ROOT;

std::string bytes_of(const std::string& hex) {
  std::string bytes;
  for (std::size_t k = 0; k + 1 < hex.size() && hex[k] > ' '; k += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(k, 2), nullptr, 16));
  }
  return bytes;
}

/// A registry, its policy and its plan with what the check of all of it says; the last one is kept.
struct Programme {
  std::int64_t households = 0;
  Registry registry{};
  Policy policy{};
  std::string seed{};
  Plan plan{};
  std::string objection{};
};

const Programme& programme(std::int64_t households) {
  static std::unique_ptr<Programme> held;
  if (held && held->households == households) return *held;
  held = std::make_unique<Programme>();
  held->households = households;
  const std::filesystem::path data = root / "data" / "yueyang";
  held->registry = sample::yueyang(data, {.households = static_cast<std::int32_t>(households)});
  held->policy = io::load_policy(root / "policies" / "yueyang-2016.toml");
  held->seed = bytes_of(io::read_file(data / "lottery-seed.hex", 1000));
  held->plan = engine::match(held->registry, held->policy, {.seed = held->seed, .threads = 1});
  for (const Issue& issue : engine::verify(held->plan, held->registry, held->policy)) {
    held->objection = issue.text();
  }
  return *held;
}

/// The programme of a case, or nothing when its plan is at fault, which the case then says.
const Programme* sound(benchmark::State& state) {
  const Programme& one = programme(state.range(0));
  if (one.objection.empty()) return &one;
  state.SkipWithError(one.objection.c_str());
  return nullptr;
}

void per_woman(benchmark::State& state, const Programme& one) {
  state.counters["women"] =
      benchmark::Counter(static_cast<double>(one.registry.all<Beneficiary>().size()),
                         benchmark::Counter::kIsIterationInvariantRate);
}

void listing(benchmark::State& state) {
  const Programme* one = sound(state);
  if (one == nullptr) return;
  for (auto _ : state) {
    for (const Pairing& pairing : one->policy.data().pairings) {
      benchmark::DoNotOptimize(engine::Listing(one->registry, one->policy, pairing).bounds());
    }
  }
  per_woman(state, *one);
  bench::say(state, {40'000, 0.2});
}
BENCHMARK(listing)->RangeMultiplier(4)->Range(2'500, 40'000)->Unit(benchmark::kMillisecond);

void match(benchmark::State& state) {
  const Programme* one = sound(state);
  if (one == nullptr) return;
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        engine::match(one->registry, one->policy, {.seed = one->seed, .threads = 1}));
  }
  per_woman(state, *one);
  bench::say(state, {40'000, 1.5});
}
BENCHMARK(match)->RangeMultiplier(4)->Range(2'500, 40'000)->Unit(benchmark::kMillisecond);

void tables_save(benchmark::State& state) {
  const Programme* one = sound(state);
  if (one == nullptr) return;
  const auto folder = std::filesystem::temp_directory_path() / "jinguo-bench-tables";
  for (auto _ : state) io::save_registry(one->registry, folder);
  std::filesystem::remove_all(folder);
  per_woman(state, *one);
  bench::say(state, {40'000, 0.2});
}
BENCHMARK(tables_save)->RangeMultiplier(4)->Range(2'500, 40'000)->Unit(benchmark::kMillisecond);

void tables_load(benchmark::State& state) {
  const Programme* one = sound(state);
  if (one == nullptr) return;
  const auto folder = std::filesystem::temp_directory_path() / "jinguo-bench-tables";
  io::save_registry(one->registry, folder);
  if (!(io::load_registry(folder) == one->registry)) {
    state.SkipWithError("what was read is not what was written");
  } else {
    for (auto _ : state) benchmark::DoNotOptimize(io::load_registry(folder));
  }
  std::filesystem::remove_all(folder);
  per_woman(state, *one);
  bench::say(state, {40'000, 0.5});
}
BENCHMARK(tables_load)->RangeMultiplier(4)->Range(2'500, 40'000)->Unit(benchmark::kMillisecond);

void archive_write(benchmark::State& state) {
  const Programme* one = sound(state);
  if (one == nullptr) return;
  std::size_t bytes = 0;
  for (auto _ : state) bytes = io::to_archive(one->plan).size();
  state.counters["bytes"] = static_cast<double>(bytes);
  bench::say(state, {40'000, 0.1});
}
BENCHMARK(archive_write)->RangeMultiplier(4)->Range(2'500, 40'000)->Unit(benchmark::kMillisecond);

void archive_read(benchmark::State& state) {
  const Programme* one = sound(state);
  if (one == nullptr) return;
  const std::string bytes = io::to_archive(one->plan);
  if (!(io::plan_from_archive(bytes) == one->plan)) {
    state.SkipWithError("what was read is not what was written");
    return;
  }
  for (auto _ : state) benchmark::DoNotOptimize(io::plan_from_archive(bytes));
  state.counters["bytes"] = static_cast<double>(bytes.size());
  bench::say(state, {40'000, 0.2});
}
BENCHMARK(archive_read)->RangeMultiplier(4)->Range(2'500, 40'000)->Unit(benchmark::kMillisecond);

/// One explanation that is stored with the plan, of each woman in turn.
void explain_stored(benchmark::State& state) {
  const Programme* one = sound(state);
  if (one == nullptr) return;
  const auto women = one->registry.all<Beneficiary>();
  std::size_t k = 0;
  for (auto _ : state) {
    k = (k + 997) % women.size();
    benchmark::DoNotOptimize(engine::explain(one->plan, women[k].id));
  }
  bench::say(state, {40'000, 0.001});
}
BENCHMARK(explain_stored)->RangeMultiplier(4)->Range(2'500, 40'000)->Unit(benchmark::kMicrosecond);

/// One explanation on request, against every place.
void explain_live(benchmark::State& state) {
  const Programme* one = sound(state);
  if (one == nullptr) return;
  const auto women = one->registry.all<Beneficiary>();
  std::size_t k = 0;
  for (auto _ : state) {
    k = (k + 997) % women.size();
    benchmark::DoNotOptimize(engine::explain(one->plan, one->registry, one->policy, women[k].id));
  }
  bench::say(state, {40'000, 1.0});
}
BENCHMARK(explain_live)->RangeMultiplier(4)->Range(2'500, 40'000)->Unit(benchmark::kMillisecond);

}  // namespace

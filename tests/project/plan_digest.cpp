// Prints the plan's digest for a synthetic registry of some households, and the women it has:
//   plan_digest ROOT HOUSEHOLDS THREADS        scripts/digests.sh compares it between builds
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string>

#include "jinguo/engine/match.hpp"
#include "jinguo/io/file.hpp"
#include "jinguo/io/policy_file.hpp"
#include "jinguo/sample/yueyang.hpp"

namespace {

std::string bytes_of(const std::string& hex) {
  std::string bytes;
  for (std::size_t k = 0; k + 1 < hex.size(); k += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(k, 2), nullptr, 16));
  }
  return bytes;
}

void print_digest(const std::filesystem::path& root, int households, int threads) {
  using namespace jinguo;
  const std::filesystem::path data = root / "data" / "yueyang";
  const Registry registry = sample::yueyang(data, {.households = households, .seed = 1});
  const Policy policy = io::load_policy(root / "policies" / "yueyang-2016.toml");
  std::string hex = io::read_file(data / "lottery-seed.hex", 1000);
  hex.resize(hex.find_last_not_of(" \r\n") + 1);
  const Plan plan = engine::match(registry, policy, {.seed = bytes_of(hex), .threads = threads});
  std::printf("%s %zu women\n", to_hex(plan.digest()).c_str(), registry.all<Beneficiary>().size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  try {
    print_digest(argv[1], std::atoi(argv[2]), std::atoi(argv[3]));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}

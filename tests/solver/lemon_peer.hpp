#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

/// A peer's answer: LEMON's network simplex. Its headers do not compile as C++20, so this header
/// knows neither them nor ours, and lemon_peer.cpp is compiled as C++17.
namespace jinguo::support {

/// A market written out; `absent` marks a pair that may not be matched.
struct LemonMarket {
  std::size_t n = 0;
  std::size_t m = 0;
  std::vector<std::int64_t> score{};  ///< n * m.
  std::vector<std::int64_t> capacity{};
  std::vector<std::int64_t> floor{};
  std::vector<std::int64_t> demand{};
  std::vector<std::int64_t> outside{};
  std::vector<std::uint8_t> must_match{};
  std::vector<std::uint8_t> locked{};  ///< n * m.
  std::int64_t absent = 0;
};

struct LemonAnswer {
  std::int64_t total = 0;
  std::int64_t shortfall = 0;
};

/// The greatest total, or nothing where the rules cannot hold together. With `least_shortfall`
/// floors may be missed: by the fewest units first, and then the total is the greatest.
std::optional<LemonAnswer> lemon_best(const LemonMarket& market, bool least_shortfall);

}  // namespace jinguo::support

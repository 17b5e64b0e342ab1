#include "tied_nodes.hpp"

#include <algorithm>
#include <numeric>

namespace jinguo::inline v0_1::solver {

TiedNodes::TiedNodes(const Market& market, std::span<const Score> price,
                     std::span<const std::uint64_t> right_number, std::optional<Score> missed_floor)
    : count(market.m() + 2), short_node(market.m() + 1) {
  const Index m = market.m();
  const Bounds& bounds = market.bounds();
  std::vector<Index> order(static_cast<std::size_t>(m));
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](Index a, Index b) {
    const auto x = static_cast<std::size_t>(a);
    const auto y = static_cast<std::size_t>(b);
    if (price[x] != price[y]) return price[x] > price[y];
    if (right_number[x] != right_number[y]) return right_number[x] > right_number[y];
    return a < b;
  });
  node_of.assign(static_cast<std::size_t>(m), 0);
  right_of.assign(static_cast<std::size_t>(count), -1);
  slack.assign(static_cast<std::size_t>(count), Slack::none);
  capacity.assign(static_cast<std::size_t>(count), 0);
  floor.assign(static_cast<std::size_t>(count), 0);
  Index node = 0;
  bool placed_outside = false;
  const auto place_outside = [&] {
    outside = node++;
    placed_outside = true;
  };
  for (const Index right : order) {
    const auto j = static_cast<std::size_t>(right);
    if (price[j] < 0 && !placed_outside) place_outside();
    node_of[j] = node;
    right_of[node] = right;
    capacity[node] = bounds.capacity[j];
    floor[node] = bounds.floor[j];
    if (missed_floor) floor[node] = std::min(floor[node], capacity[node]);
    if (price[j] == 0 && floor[node] < capacity[node]) {
      slack[node] = Slack::free;
      free.push_back(node);
    } else if (missed_floor && floor[node] > 0 && price[j] == -*missed_floor) {
      slack[node] = Slack::missed;
      missed.push_back(node);
    }
    ++node;
  }
  if (!placed_outside) place_outside();
  load.assign(static_cast<std::size_t>(count), 0);
}

}  // namespace jinguo::inline v0_1::solver

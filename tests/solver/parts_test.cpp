#include "jinguo/solver/parts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <tuple>
#include <vector>

#include "jinguo/solver/transport.hpp"
#include "support/brute_force.hpp"
#include "support/random_market.hpp"

namespace jinguo::solver {
namespace {

using support::Written;

std::size_t at(Index k) { return static_cast<std::size_t>(k); }

/// Parts by their definition: labels spread along eligible pairs until none changes.
Parts slow_parts(const Written& w) {
  std::vector<Index> left(w.n, -1);
  std::vector<Index> right(w.m);
  for (std::size_t j = 0; j < w.m; ++j) right[j] = static_cast<Index>(j);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < w.n; ++i) {
      for (std::size_t j = 0; j < w.m; ++j) {
        if (w.at(i, j) == not_eligible) continue;
        const Index least = left[i] < 0 ? right[j] : std::min(left[i], right[j]);
        changed = changed || left[i] != least || right[j] != least;
        left[i] = right[j] = least;
      }
    }
  }
  std::vector<Index> names = right;
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  const auto name = [&](Index label) {
    return static_cast<Index>(std::lower_bound(names.begin(), names.end(), label) - names.begin());
  };
  for (Index& one : left) one = one < 0 ? -1 : name(one);
  for (Index& one : right) one = name(one);
  return {static_cast<Index>(names.size()), left, right};
}

/// A market written out, with pairs of different classes made not eligible: it falls apart.
struct Apart {
  std::vector<Score> score{};
  std::vector<std::uint8_t> mask{};
  std::unique_ptr<Market> market{};
};

Apart market_of(const Written& w) {
  Apart out;
  out.score = w.score;
  for (Score& one : out.score) {
    out.mask.push_back(one == not_eligible ? 0 : 1);
    if (one == not_eligible) one = 0;
  }
  Dense dense;
  dense.n = static_cast<Index>(w.n);
  dense.m = static_cast<Index>(w.m);
  dense.scores = std::span<const std::int64_t>(out.score);
  dense.eligible = out.mask;
  out.market = std::make_unique<Market>(dense, w.bounds);
  return out;
}

Written torn(const Market& market, int classes) {
  Written w = support::written(market);
  for (std::size_t i = 0; i < w.n; ++i) {
    for (std::size_t j = 0; j < w.m; ++j) {
      if (i * 7 % at(classes) != j * 5 % at(classes)) w.score[i * w.m + j] = not_eligible;
    }
  }
  return w;
}

/// The rows of one part (those in none too, for part -1) as a market of their own.
struct Piece {
  std::vector<Index> left{};
  std::vector<Index> right{};
  Written w{};
};

Piece piece_of(const Written& w, const Parts& parts, Index part) {
  Piece out;
  std::vector<Index> place(w.m, -1);
  std::vector<Index> row(w.n, -1);
  for (std::size_t j = 0; j < w.m; ++j) {
    if (parts.right[j] != part) continue;
    place[j] = static_cast<Index>(out.right.size());
    out.right.push_back(static_cast<Index>(j));
    out.w.bounds.capacity.push_back(w.bounds.capacity[j]);
    out.w.bounds.floor.push_back(w.bounds.floor[j]);
  }
  for (std::size_t i = 0; i < w.n; ++i) {
    if (parts.left[i] != part) continue;
    row[i] = static_cast<Index>(out.left.size());
    out.left.push_back(static_cast<Index>(i));
    out.w.bounds.demand.push_back(w.bounds.demand[i]);
    out.w.bounds.outside.push_back(w.bounds.outside[i]);
    out.w.bounds.must_match.push_back(w.bounds.must_match[i]);
    for (const Index j : out.right) out.w.score.push_back(w.at(i, at(j)));
  }
  for (const Pair& pair : w.bounds.lock) {
    if (row[at(pair.left)] < 0 || place[at(pair.right)] < 0) continue;
    out.w.bounds.lock.push_back({row[at(pair.left)], place[at(pair.right)]});
  }
  out.w.n = out.left.size();
  out.w.m = out.right.size();
  return out;
}

TEST(Parts, AreTheConnectedComponentsWhateverTheSource) {
  int apart = 0;
  int nowhere = 0;
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    const auto market = support::random_market(seed);
    SCOPED_TRACE(seed);
    const Parts told = parts(*market);
    ASSERT_EQ(told, slow_parts(support::written(*market)));
    apart += told.count > 1 ? 1 : 0;
    nowhere += std::count(told.left.begin(), told.left.end(), -1) > 0 ? 1 : 0;
    const Written w = torn(*market, 2);
    ASSERT_EQ(parts(*market_of(w).market), slow_parts(w));
  }
  EXPECT_GT(apart, 100);
  EXPECT_GT(nowhere, 100);
}

TEST(Parts, SolvedApartGiveWhatTheWholeGives) {
  int compared = 0;
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    SCOPED_TRACE(seed);
    const auto source = support::random_market(seed);
    Written w = torn(*source, 2 + static_cast<int>(seed % 2));
    // A lock between classes would make the whole infeasible, and nothing would be compared.
    std::erase_if(w.bounds.lock, [&](const Pair& pair) {
      return w.at(at(pair.left), at(pair.right)) == not_eligible;
    });
    const Apart whole = market_of(w);
    TransportOptions how{.on_infeasible = OnInfeasible::least_shortfall, .threads = 1};
    for (Index i = 0; i < whole.market->n(); ++i) {
      how.left_number.push_back(lottery_number(seed, Side::left, i));
    }
    for (Index j = 0; j < whole.market->m(); ++j) {
      how.right_number.push_back(lottery_number(seed, Side::right, j));
    }
    const TransportResult want = transport(*whole.market, how);
    const Parts told = parts(*whole.market);
    if (told.count < 2) continue;

    bool feasible = true;
    bool short_of = false;
    Score total = 0;
    std::vector<Award> awards;
    std::vector<Score> prices(w.m), greatest(w.m), worth(w.m);
    std::vector<std::uint8_t> forced(w.m);
    std::vector<Count> shortfall(w.m);
    for (Index part = -1; part < told.count; ++part) {
      const Piece piece = piece_of(w, told, part);
      const Apart own = market_of(piece.w);
      TransportOptions numbers = how;
      numbers.left_number.clear();
      numbers.right_number.clear();
      for (const Index i : piece.left) numbers.left_number.push_back(how.left_number[at(i)]);
      for (const Index j : piece.right) numbers.right_number.push_back(how.right_number[at(j)]);
      const TransportResult got = transport(*own.market, numbers);
      if (got.status == Status::infeasible) {
        feasible = false;
        break;
      }
      short_of = short_of || got.status == Status::optimal_short;
      total += got.total;
      for (const Award& one : got.awards) {
        awards.push_back({piece.left[at(one.left)], piece.right[at(one.right)]});
      }
      for (std::size_t k = 0; k < piece.right.size(); ++k) {
        const std::size_t j = at(piece.right[k]);
        prices[j] = got.prices[k];
        greatest[j] = got.greatest_prices[k];
        worth[j] = got.worth[k];
        forced[j] = got.forced[k];
        shortfall[j] = got.shortfall[k];
      }
    }
    ASSERT_EQ(feasible, want.status != Status::infeasible);
    if (!feasible) continue;
    std::sort(awards.begin(), awards.end());
    EXPECT_EQ(want.status, short_of ? Status::optimal_short : Status::optimal);
    EXPECT_EQ(std::tie(awards, total), std::tie(want.awards, want.total));
    EXPECT_EQ(std::tie(prices, greatest), std::tie(want.prices, want.greatest_prices));
    EXPECT_EQ(std::tie(worth, forced, shortfall),
              std::tie(want.worth, want.forced, want.shortfall));
    if (HasFailure()) return;
    ++compared;
  }
  EXPECT_GT(compared, 500);
}

}  // namespace
}  // namespace jinguo::solver

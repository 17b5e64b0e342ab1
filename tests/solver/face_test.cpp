#include "../../src/solver/face.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <random>
#include <span>
#include <vector>

#include "jinguo/solver/market.hpp"
#include "jinguo/solver/transport.hpp"

namespace jinguo::solver {
namespace {

constexpr Score missed = 1000;  // what a missing unit costs where floors may be missed

/// A tiny market with everything in it, and its matrix.
struct Case {
  Index n = 0;
  Index m = 0;
  std::vector<Score> scores;
  Bounds bounds;
  std::vector<std::uint64_t> left_number;
  std::vector<std::uint64_t> right_number;
};

using Plan = std::vector<unsigned>;  // by left node, the set of its right nodes

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }
  bool one_in(int n) { return below(n) == 0; }

 private:
  std::mt19937_64 engine_;
};

Case random_case(std::uint64_t seed, int most_left = 5, int most_right = 3) {
  Random random(seed);
  Case c;
  c.n = 1 + random.below(most_left);
  c.m = most_right > 3 ? most_right : random.one_in(3) ? 3 : 1 + random.below(2);
  const int levels = 1 + random.below(3);
  const bool mixed = !random.one_in(4);
  for (Index k = 0; k < c.n * c.m; ++k) {
    c.scores.push_back(mixed && random.one_in(7) ? not_eligible : random.below(levels));
  }
  for (Index j = 0; j < c.m; ++j) {
    c.bounds.capacity.push_back(random.below(4));
    c.bounds.floor.push_back(mixed && random.one_in(2) ? random.below(3) : 0);
    c.right_number.push_back(static_cast<std::uint64_t>(random.below(3)));
  }
  for (Index i = 0; i < c.n; ++i) {
    c.bounds.demand.push_back(mixed && random.one_in(2) ? random.below(4) : 1);
    c.bounds.outside.push_back(mixed ? random.below(4) - 1 : 0);
    c.bounds.must_match.push_back(mixed && random.one_in(6) ? 1 : 0);
    c.left_number.push_back(static_cast<std::uint64_t>(random.below(4)));
    for (Index j = 0; mixed && j < c.m; ++j) {
      if (random.one_in(12)) {
        c.bounds.lock.push_back({i, j});
      } else if (random.one_in(12)) {
        c.bounds.exclude.push_back({i, j});
      }
    }
  }
  return c;
}

Market market_of(const Case& c) {
  Dense dense;
  dense.n = c.n;
  dense.m = c.m;
  dense.scores = std::span<const std::int64_t>(c.scores);
  return {dense, c.bounds};
}

bool contains(const std::vector<Pair>& pairs, Index i, Index j) {
  return std::find(pairs.begin(), pairs.end(), Pair{i, j}) != pairs.end();
}
bool contains_right(const std::vector<Index>& options, Index right) {
  return std::find(options.begin(), options.end(), right) != options.end();
}
Score score_of(const Case& c, Index i, Index j) {
  return contains(c.bounds.exclude, i, j) ? not_eligible
                                          : c.scores[static_cast<std::size_t>(i * c.m + j)];
}

struct Best {
  Count shortfall = std::numeric_limits<Count>::max();
  Score total = 0;
  std::vector<Plan> plans;
};

/// All best plans, by looking at every plan.
Best all_best(const Case& c, bool floors_may_be_missed) {
  std::vector<std::vector<unsigned>> choices(static_cast<std::size_t>(c.n));
  for (Index i = 0; i < c.n; ++i) {
    for (unsigned set = 0; set < (1U << c.m); ++set) {
      bool fits = true;
      Count size = 0;
      for (Index j = 0; j < c.m; ++j) {
        const bool in = (set >> j & 1U) != 0;
        size += in ? 1 : 0;
        fits &= !in || score_of(c, i, j) != not_eligible;
        fits &= in || !contains(c.bounds.lock, i, j);
      }
      const Count demand = c.bounds.demand[static_cast<std::size_t>(i)];
      fits &= size <= demand;
      fits &= size == demand || c.bounds.must_match[static_cast<std::size_t>(i)] == 0;
      if (fits) choices[static_cast<std::size_t>(i)].push_back(set);
    }
  }
  Best best;
  Plan plan(static_cast<std::size_t>(c.n), 0);
  std::vector<Count> load(static_cast<std::size_t>(c.m), 0);
  const auto look = [&](const auto& self, Index i, Score total) -> void {
    if (i == c.n) {
      Count shortfall = 0;
      for (std::size_t j = 0; j < load.size(); ++j) {
        shortfall += std::max<Count>(0, c.bounds.floor[j] - load[j]);
      }
      if (shortfall > 0 && !floors_may_be_missed) return;
      if (shortfall > best.shortfall) return;
      if (shortfall < best.shortfall || total > best.total) {
        best.plans.clear();
        best.shortfall = shortfall;
        best.total = total;
      }
      if (total == best.total) best.plans.push_back(plan);
      return;
    }
    for (const unsigned set : choices[static_cast<std::size_t>(i)]) {
      Score more = 0;
      Count outside = c.bounds.demand[static_cast<std::size_t>(i)];
      bool fits = true;
      for (Index j = 0; j < c.m; ++j) {
        if ((set >> j & 1U) == 0) continue;
        more += score_of(c, i, j);
        --outside;
        fits &=
            ++load[static_cast<std::size_t>(j)] <= c.bounds.capacity[static_cast<std::size_t>(j)];
      }
      plan[static_cast<std::size_t>(i)] = set;
      if (fits) {
        self(self, i + 1, total + more + outside * c.bounds.outside[static_cast<std::size_t>(i)]);
      }
      for (Index j = 0; j < c.m; ++j) load[static_cast<std::size_t>(j)] -= set >> j & 1U;
    }
  };
  look(look, 0, 0);
  return best;
}

Count size_of(unsigned set) { return __builtin_popcount(set); }

/// The draw as CONTRACT's words have it: every rule a filter on the list of best plans.
Plan drawn_by_hand(const Case& c, std::vector<Plan> plans) {
  std::vector<Index> calls(static_cast<std::size_t>(c.n));
  std::iota(calls.begin(), calls.end(), 0);
  std::stable_sort(calls.begin(), calls.end(), [&](Index a, Index b) {
    return c.left_number[static_cast<std::size_t>(a)] > c.left_number[static_cast<std::size_t>(b)];
  });
  const auto keep = [&](const auto& wanted) {
    std::vector<Plan> left;
    for (const Plan& plan : plans) {
      if (wanted(plan)) left.push_back(plan);
    }
    if (!left.empty()) plans = left;
    return !left.empty();
  };
  for (const Index i : calls) {
    const auto row = static_cast<std::size_t>(i);
    std::vector<Index> options;  // -1: outside
    for (Index j = 0; j < c.m; ++j) {
      if (score_of(c, i, j) != not_eligible) options.push_back(j);
    }
    std::stable_sort(options.begin(), options.end(), [&](Index a, Index b) {
      if (score_of(c, i, a) != score_of(c, i, b)) return score_of(c, i, a) > score_of(c, i, b);
      return c.right_number[static_cast<std::size_t>(a)] >
             c.right_number[static_cast<std::size_t>(b)];
    });
    if (c.bounds.must_match[row] == 0) {
      const auto place = std::find_if(options.begin(), options.end(), [&](Index j) {
        return score_of(c, i, j) < c.bounds.outside[row];
      });
      options.insert(place, -1);
    }
    Count units = 0;
    for (const Index j : options) {
      if (units == c.bounds.demand[row]) break;
      if (j >= 0) {
        if (keep([&](const Plan& plan) { return (plan[row] >> j & 1U) != 0; })) ++units;
        continue;
      }
      Count most = 0;
      for (const Plan& plan : plans) {
        most = std::max(most, c.bounds.demand[row] - size_of(plan[row]));
      }
      keep([&](const Plan& plan) { return c.bounds.demand[row] - size_of(plan[row]) == most; });
      units += most;
    }
  }
  EXPECT_EQ(plans.size(), 1U) << "the draw leaves one plan";
  return plans.front();
}

std::int64_t tied_by_hand(const Best& best) {
  std::int64_t tied = 0;
  for (std::size_t i = 0; i < best.plans.front().size(); ++i) {
    tied += std::any_of(best.plans.begin(), best.plans.end(),
                        [&](const Plan& plan) { return plan[i] != best.plans.front()[i]; })
                ? 1
                : 0;
  }
  return tied;
}

std::vector<Award> awards_of(const Plan& plan) {
  std::vector<Award> awards;
  for (std::size_t i = 0; i < plan.size(); ++i) {
    for (Index j = 0; plan[i] >> j != 0; ++j) {
      if ((plan[i] >> j & 1U) != 0) awards.push_back({static_cast<Index>(i), j});
    }
  }
  return awards;
}

std::vector<ScoredAward> scored_awards_of(const Case& c, const Plan& plan) {
  std::vector<ScoredAward> awards;
  for (const Award& award : awards_of(plan)) {
    awards.push_back({award, c.scores[static_cast<std::size_t>(award.left * c.m + award.right)]});
  }
  return awards;
}

std::vector<Count> load_of(const Case& c, const Plan& plan) {
  std::vector<Count> load(static_cast<std::size_t>(c.m), 0);
  for (const Award& award : awards_of(plan)) ++load[static_cast<std::size_t>(award.right)];
  return load;
}

/// Whether prices prove the plan under `floor`; with `relaxed`, where a missing unit costs
/// `missed`.
bool proves(const Case& c, const Plan& plan, const std::vector<Count>& load,
            const std::vector<Count>& floor, const std::vector<Score>& price, bool relaxed) {
  for (std::size_t j = 0; j < price.size(); ++j) {
    const Count least = relaxed ? std::min(floor[j], c.bounds.capacity[j]) : floor[j];
    if (price[j] > 0 && load[j] != c.bounds.capacity[j]) return false;
    if (relaxed) {
      if (price[j] < -missed) return false;
      if (load[j] < least && price[j] != -missed) return false;
    }
    if (price[j] < 0 && (least == 0 || load[j] > least)) return false;
    if (!relaxed && price[j] < 0 && load[j] != least) return false;
  }
  for (Index i = 0; i < c.n; ++i) {
    const auto row = static_cast<std::size_t>(i);
    Score least = std::numeric_limits<Score>::max();  // of what it has and could give up
    Score most = std::numeric_limits<Score>::min();   // of what it could take instead
    for (Index j = 0; j < c.m; ++j) {
      const Score score = score_of(c, i, j);
      if (score == not_eligible || contains(c.bounds.lock, i, j)) continue;
      const Score value = score - price[static_cast<std::size_t>(j)];
      if ((plan[row] >> j & 1U) != 0) {
        least = std::min(least, value);
      } else {
        most = std::max(most, value);
      }
    }
    if (c.bounds.must_match[row] == 0) {
      most = std::max(most, c.bounds.outside[row]);
      if (size_of(plan[row]) < c.bounds.demand[row]) least = std::min(least, c.bounds.outside[row]);
    }
    if (most > least) return false;
  }
  return true;
}

/// All prices of a grid that prove the plan.
std::vector<std::vector<Score>> all_prices(const Case& c, const Plan& plan,
                                           const std::vector<Count>& floor,
                                           const std::vector<Score>& values, bool relaxed) {
  std::vector<std::vector<Score>> found;
  const std::vector<Count> load = load_of(c, plan);
  std::vector<Score> price(static_cast<std::size_t>(c.m), 0);
  const auto look = [&](const auto& self, std::size_t j) -> void {
    if (j == price.size()) {
      if (proves(c, plan, load, floor, price, relaxed)) found.push_back(price);
      return;
    }
    for (const Score value : values) {
      price[j] = value;
      self(self, j + 1);
    }
  };
  look(look, 0);
  return found;
}

constexpr Score reach = 20;
constexpr Score unlimited = 14;  // no finite least or greatest price of these markets lies further

std::vector<Score> near_zero() {
  std::vector<Score> values;
  for (Score value = -reach; value <= reach; ++value) values.push_back(value);
  return values;
}

/// Least, greatest and forced by definition, from all prices of the grid.
void expect_range(const Case& c, const Face& face, const Plan& plan,
                  const std::vector<Count>& floor) {
  const std::vector<std::vector<Score>> prices = all_prices(c, plan, floor, near_zero(), false);
  ASSERT_FALSE(prices.empty());
  const auto m = static_cast<std::size_t>(c.m);
  std::vector<Score> least(m, reach);
  std::vector<Score> greatest(m, -reach);
  for (const auto& price : prices) {
    for (std::size_t j = 0; j < m; ++j) {
      least[j] = std::min(least[j], price[j]);
      greatest[j] = std::max(greatest[j], price[j]);
    }
  }
  std::vector<std::uint8_t> forced(m, 0);
  for (std::size_t j = 0; j < m; ++j) forced[j] = least[j] <= -unlimited ? 1 : 0;
  std::vector<Score> top(m, -reach);
  for (const auto& price : prices) {
    bool counts = true;
    for (std::size_t j = 0; j < m; ++j) {
      counts &= forced[j] != 0 ? price[j] <= 0 : price[j] == least[j];
    }
    for (std::size_t j = 0; counts && j < m; ++j) top[j] = std::max(top[j], price[j]);
  }
  for (std::size_t j = 0; j < m; ++j) {
    EXPECT_EQ(face.forced[j], forced[j]) << "right " << j;
    EXPECT_EQ(face.prices[j], top[j]) << "right " << j;
    EXPECT_EQ(face.greatest_prices[j], greatest[j] >= unlimited ? unbounded_price : greatest[j])
        << "right " << j;
    // A floor that cannot rise: no plan has one more there, even with one more place.
    Case more = c;
    more.bounds.floor = floor;
    ++more.bounds.capacity[j];
    const Score total = all_best(more, false).total;
    more.bounds.capacity[j] = c.bounds.capacity[j];
    EXPECT_EQ(face.worth[j], total - all_best(more, false).total) << "right " << j;
    if (forced[j] == 0) continue;
    ++more.bounds.capacity[j];
    ++more.bounds.floor[j];
    EXPECT_TRUE(all_best(more, false).plans.empty()) << "right " << j;
  }
}

void expect_same(const Face& a, const Face& b) {
  EXPECT_EQ(a.awards, b.awards);
  EXPECT_EQ(a.prices, b.prices);
  EXPECT_EQ(a.greatest_prices, b.greatest_prices);
  EXPECT_EQ(a.worth, b.worth);
  EXPECT_EQ(a.forced, b.forced);
  EXPECT_EQ(a.shortfall, b.shortfall);
  EXPECT_EQ(a.tied_left, b.tied_left);
  EXPECT_TRUE(a.ties == b.ties);
}

/// The ties tell every best plan, and no other: all plans that fit them are made, one by one.
void expect_ties(const Case& c, const Face& face, const Plan& drawn, const Best& best) {
  ASSERT_TRUE(face.ties.has_value());
  const Ties& ties = *face.ties;
  EXPECT_EQ(static_cast<std::int64_t>(ties.claims.size()), face.tied_left);
  Plan plan = drawn;
  for (const Ties::Claim& claim : ties.claims) {
    for (const Index j : ties.options[static_cast<std::size_t>(claim.options)]) {
      if (j >= 0) plan[static_cast<std::size_t>(claim.left)] &= ~(1U << j);
    }
  }
  std::vector<Plan> told;
  std::vector<Count> load(static_cast<std::size_t>(c.m), 0);
  const auto look = [&](const auto& self, std::size_t k) -> void {
    if (k == ties.claims.size()) {
      Count missing = 0;
      for (const Ties::Place& place : ties.places) {
        const Count units = load[static_cast<std::size_t>(place.right)];
        if (units < place.least || units > place.most) return;
        missing += place.missing ? units : 0;
      }
      if (missing == ties.missing_total) told.push_back(plan);
      return;
    }
    const Ties::Claim& claim = ties.claims[k];
    const auto& options = ties.options[static_cast<std::size_t>(claim.options)];
    const bool outside = contains_right(options, -1);
    for (unsigned set = 0; set < (1U << c.m); ++set) {
      bool fits = size_of(set) == claim.units || (outside && size_of(set) < claim.units);
      for (Index j = 0; j < c.m; ++j) {
        if ((set >> j & 1U) != 0) fits &= contains_right(options, j);
      }
      if (!fits) continue;
      for (Index j = 0; j < c.m; ++j) load[static_cast<std::size_t>(j)] += set >> j & 1U;
      plan[static_cast<std::size_t>(claim.left)] |= set;
      self(self, k + 1);
      plan[static_cast<std::size_t>(claim.left)] &= ~set;
      for (Index j = 0; j < c.m; ++j) load[static_cast<std::size_t>(j)] -= set >> j & 1U;
    }
  };
  look(look, 0);
  std::vector<Plan> all = best.plans;
  std::sort(all.begin(), all.end());
  std::sort(told.begin(), told.end());
  EXPECT_EQ(told, all);
  // Every option that is told is used by some best plan, and not by every one.
  for (const Ties::Claim& claim : ties.claims) {
    for (const Index j : ties.options[static_cast<std::size_t>(claim.options)]) {
      if (j < 0) continue;
      const auto has = [&](const Plan& one) {
        return (one[static_cast<std::size_t>(claim.left)] >> j & 1U) != 0;
      };
      EXPECT_TRUE(std::any_of(all.begin(), all.end(), has));
      EXPECT_FALSE(std::all_of(all.begin(), all.end(), has));
    }
  }
}

int judged = 0;

void judge(const Case& c, std::uint64_t seed, bool floors_may_be_missed) {
  const Best best = all_best(c, floors_may_be_missed);
  if (best.plans.empty()) return;
  if (floors_may_be_missed && best.shortfall == 0) return;
  ++judged;
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  const Market market = market_of(c);
  const Plan drawn = drawn_by_hand(c, best.plans);
  std::vector<Count> floor = c.bounds.floor;
  std::vector<Count> shortfall(floor.size(), 0);
  const std::vector<Count> load = load_of(c, drawn);
  for (std::size_t j = 0; j < floor.size(); ++j) {
    shortfall[j] = std::max<Count>(0, floor[j] - load[j]);
    floor[j] -= shortfall[j];
  }
  std::vector<Score> values;
  for (Score value = -6; value <= 6; ++value) values.push_back(value);
  if (floors_may_be_missed) {
    for (Score value = 0; value <= 8; ++value) values.push_back(value - missed);
  }
  const auto starts =
      all_prices(c, best.plans.front(), c.bounds.floor, values, floors_may_be_missed);
  ASSERT_FALSE(starts.empty());
  Random random(seed + 1);
  std::optional<Face> first;
  for (int start = 0; start < 4; ++start) {
    const auto& plan =
        best.plans[static_cast<std::size_t>(random.below(static_cast<int>(best.plans.size())))];
    const auto& price =
        starts[static_cast<std::size_t>(random.below(static_cast<int>(starts.size())))];
    Monitor monitor;
    ThreadPool pool(1 + start % 2, monitor);
    const Face face =
        settle(market, scored_awards_of(c, plan), price, {c.left_number, c.right_number}, pool,
               floors_may_be_missed ? std::optional<Score>(missed) : std::nullopt, KeepTies::yes);
    if (first) {
      expect_same(*first, face);
      continue;
    }
    first = face;
    EXPECT_EQ(face.awards, scored_awards_of(c, drawn));
    EXPECT_EQ(face.shortfall, shortfall);
    EXPECT_EQ(face.tied_left, tied_by_hand(best));
    expect_ties(c, face, drawn, best);
    if (c.m <= 3) expect_range(c, face, drawn, floor);
  }
}

TEST(Face, IsWhatTheDefinitionsSayOnTinyMarketsWithEverythingMixed) {
  judged = 0;
  for (std::uint64_t seed = 0; seed < 4000 && !testing::Test::HasFailure(); ++seed) {
    judge(random_case(seed), seed, false);
  }
  EXPECT_GT(judged, 1500);
}

TEST(Face, IsWhatTheDefinitionsSayWhereFloorsAreMissed) {
  judged = 0;
  for (std::uint64_t seed = 0; seed < 4000 && !testing::Test::HasFailure(); ++seed) {
    judge(random_case(seed), seed, true);
  }
  EXPECT_GT(judged, 500);
}

TEST(Face, DrawsTheSamePlanAsTheListOfAllBestPlansWhereMoreTie) {
  judged = 0;
  for (std::uint64_t seed = 0; seed < 600 && !testing::Test::HasFailure(); ++seed) {
    judge(random_case(seed, 6, 4), seed, seed % 3 == 0);
  }
  EXPECT_GT(judged, 200);
}

}  // namespace
}  // namespace jinguo::solver

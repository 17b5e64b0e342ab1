#include "jinguo/programme/split.hpp"

#include <gtest/gtest.h>

#include <map>
#include <numeric>

#include "support/random_registry.hpp"

namespace {

using namespace jinguo;
using programme::split;
using Parts = std::vector<std::int64_t>;

TEST(Split, GivesTheRestToTheLargestRemainders) {
  EXPECT_EQ(split(10, Parts{1, 1, 1}), (Parts{4, 3, 3}));  // equal: the earlier part
  EXPECT_EQ(split(7, Parts{1, 3, 3}), (Parts{1, 3, 3}));
  EXPECT_EQ(split(3, Parts{5, 3, 2}), (Parts{1, 1, 1}));  // 1.5, 0.9, 0.6
  EXPECT_EQ(split(1, Parts{1, 2, 1}), (Parts{0, 1, 0}));
  EXPECT_EQ(split(2, Parts{1, 3}), (Parts{0, 2}));  // remainders 1/2 each: larger weight
  EXPECT_EQ(split(0, Parts{1, 2}), (Parts{0, 0}));
  EXPECT_EQ(split(5, Parts{0, 0}), (Parts{3, 2}));
  EXPECT_EQ(split(5, Parts{}), Parts{});
}

TEST(Split, KeepsFloorsAndSharesWhatIsLeft) {
  EXPECT_EQ(split(10, Parts{98, 1, 1}, Parts{2, 2, 2}), (Parts{6, 2, 2}));
  EXPECT_EQ(split(6, Parts{98, 1, 1}, Parts{2, 2, 2}), (Parts{2, 2, 2}));
  EXPECT_EQ(split(10, Parts{0, 1, 0}, Parts{0, 0, 3}), (Parts{0, 7, 3}));
}

TEST(Split, RefusesWhatCannotBeSplit) {
  EXPECT_THROW((void)split(-1, Parts{1}), InputError);
  EXPECT_THROW((void)split(1, Parts{-1}), InputError);
  EXPECT_THROW((void)split(1, Parts{1}, Parts{2}), InputError);
  EXPECT_THROW((void)split(1, Parts{1, 1}, Parts{1}), InputError);
}

TEST(Split, SumsToTheWholeWithinAUnitOfTheShareForAnyWeights) {
  support::Random random(7);
  for (int run = 0; run < 2000; ++run) {
    Parts weights;
    for (int k = random.between(1, 12); k > 0; --k) weights.push_back(random.below(1000));
    const std::int64_t total = random.below(30'000);
    const Parts parts = split(total, weights);
    const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}), total);
    for (std::size_t k = 0; sum > 0 && k < parts.size(); ++k) {
      EXPECT_LT(std::abs(parts[k] * sum - total * weights[k]), sum);
    }
  }
}

TEST(Split, ByRegionSumsAtEveryLevel) {
  const Registry registry = support::random_registry(3, {.women = 300});
  const Date day = support::day(2016, 7, 1);
  for (const auto areas : {programme::ManagementAreas::own, programme::ManagementAreas::inside}) {
    const auto rows = programme::split_by_region(registry, 2'000, day, 20, areas);
    std::int64_t counties = 0;
    std::map<RegionCode, std::int64_t> of_county;
    std::map<RegionCode, std::int64_t> of_townships;
    for (const programme::SplitRow& row : rows) {
      if (row.parent.empty()) {
        counties += row.part;
        of_county[row.region] = row.part;
        EXPECT_GE(row.part, 20);
      } else {
        of_townships[row.parent] += row.part;
      }
    }
    EXPECT_EQ(counties, 2'000);
    EXPECT_EQ(of_county, of_townships);
  }
}

TEST(Split, PutsAManagementAreaInsideWhereAsked) {
  const RegionCode quyuan{430'671'100'000};
  EXPECT_EQ(programme::county_of(quyuan, programme::ManagementAreas::own).digits, 430'671'000'000);
  EXPECT_EQ(programme::county_of(quyuan, programme::ManagementAreas::inside).digits, 430'681'000'000);
}

}  // namespace

#include "jinguo/engine/digest.hpp"

#include <gtest/gtest.h>

#include "support/random_registry.hpp"

namespace {

using namespace jinguo;

TEST(Digest, IsWhatThePageComputes) {
  Registry registry;
  registry.add(Region{RegionCode{430626'000'000},
                      "平江县",
                      LonLat{113'581'200, 28'701'900},
                      {Industry::tea},
                      true});
  // Printed by the Python code of docs/digest.md, from hashlib alone.
  EXPECT_EQ(to_hex(engine::digest(registry)),
            "81671c7963777badc88998952128d1b6197797fa4eeaadb0bbec5da6056300d6");
}

TEST(Digest, LeavesOutNamesAndFreeTextAndTheOrderOfRecords) {
  Beneficiary one;
  one.id = IdOf<Beneficiary>("W1");
  Beneficiary two;
  two.id = IdOf<Beneficiary>("W2");
  Registry a;
  a.add(one);
  a.add(two);
  one.name = "somebody";
  one.note = "something";
  Registry b;
  b.add(two);
  b.add(one);
  EXPECT_EQ(engine::digest(a), engine::digest(b));
  one.max_distance_m = 0;
  Registry c;
  c.add(two);
  c.add(one);
  EXPECT_NE(engine::digest(a), engine::digest(c));
}

TEST(Digest, ChangesWithEveryPartOfAPolicy) {
  const PolicyData data = support::random_policy(1);
  const Digest before = engine::digest(Policy(data));
  PolicyData other = data;
  std::swap(other.pairings[0], other.pairings[1]);
  EXPECT_EQ(engine::digest(Policy(other)), before);
  other = data;
  other.pairings[0].kinds[0].merit.base += 1;
  EXPECT_NE(engine::digest(Policy(other)), before);
  other = data;
  other.pairings[1].reach.her_own_limit ^= true;
  EXPECT_NE(engine::digest(Policy(other)), before);
  other = data;
  other.existing = Existing::strict;
  EXPECT_NE(engine::digest(Policy(other)), before);
}

}  // namespace

#include "jinguo/engine/digest.hpp"

#include <gtest/gtest.h>

#include "support/random_registry.hpp"

namespace {

using namespace jinguo;

/// The registry of docs/digest.md.
Registry vector_registry() {
  Registry registry;
  registry.add(Region{RegionCode{430626'000'000},
                      "平江县",
                      LonLat{113'581'200, 28'701'900},
                      {Industry::tea},
                      true});
  Activity talk;
  talk.id = IdOf<Activity>("V1");
  talk.kind = ActivityKind::talk;
  talk.date = support::day(2016, 5, 4);
  talk.days = 2;
  talk.region = RegionCode{430626'000'000};
  talk.quantity = 1;
  talk.unit = Unit::sessions;
  talk.topics = {Topic::land_rights};
  talk.reported_by = Level::county;
  registry.add(talk);
  return registry;
}

TEST(Digest, IsWhatThePageComputes) {
  // Printed by the Python code of docs/digest.md, from hashlib alone.
  EXPECT_EQ(to_hex(engine::digest(vector_registry())),
            "8e114454d628061a2e47337bd00338c8835180d58e2da1e0078b1cb2439566f4");
  EXPECT_EQ(to_hex(engine::digest(vector_registry(), 3)),
            to_hex(engine::digest(vector_registry())));
}

TEST(Digest, OfAnOlderFormStaysWhatItWas) {
  EXPECT_EQ(to_hex(engine::digest(vector_registry(), 2)),
            "1d0e8064427d83d26e3022db9a28b1b6d28d204afc5085baaae6b31b16ce03d5");
  EXPECT_EQ(to_hex(engine::digest(vector_registry(), 1)),
            "6e79d7d25b37255484d2cb443afbccb0d73ef7feae4e37557dc405a096d79bf3");
  Registry registry;
  registry.add(vector_registry().all<Region>()[0]);
  EXPECT_EQ(to_hex(engine::digest(registry, 1)),
            "81671c7963777badc88998952128d1b6197797fa4eeaadb0bbec5da6056300d6");
  for (const int form : {0, 4, -1}) EXPECT_THROW((void)engine::digest(registry, form), InputError);
}

TEST(Digest, CoversRoadsWhereThereAreAnyAndNothingElse) {
  Registry with = vector_registry();
  with.add(Road{RegionCode{430626'000'000}, ProviderKind::base, Id("B1"), 1200});
  EXPECT_NE(engine::digest(with), engine::digest(vector_registry()));
  EXPECT_NE(engine::digest(with, 1), engine::digest(vector_registry(), 1));
  Registry longer = vector_registry();
  longer.add(Road{RegionCode{430626'000'000}, ProviderKind::base, Id("B1"), 1201});
  EXPECT_NE(engine::digest(with), engine::digest(longer));
  PolicyData data = support::random_policy(1);
  const Digest straight = engine::digest(Policy(data));
  data.pairings[0].distance = DistanceBy::road;
  const Digest road = engine::digest(Policy(data));
  EXPECT_NE(straight, road);
  data.pairings[0].road_missing = RoadMissing::straight;
  EXPECT_NE(road, engine::digest(Policy(data)));
}

TEST(Digest, OfAnOlderFormLeavesOutWhatCameLater) {
  const Registry one = vector_registry();
  Activity talk = one.all<Activity>()[0];
  talk.topics = {Topic::law};
  Registry two;
  two.add(one.all<Region>()[0]);
  two.add(talk);
  EXPECT_EQ(engine::digest(one, 1), engine::digest(two, 1));
  EXPECT_NE(engine::digest(one, 2), engine::digest(two, 2));
}

TEST(Digest, OfALoanLeavesOutHowItIsPaidBackBeforeForm2) {
  Loan loan;
  loan.id = IdOf<Loan>("K1");
  Registry one;
  one.add(loan);
  loan.method = Repayment::flat;
  Registry two;
  two.add(loan);
  EXPECT_EQ(engine::digest(one, 1), engine::digest(two, 1));
  EXPECT_NE(engine::digest(one, 2), engine::digest(two, 2));
}

TEST(Digest, OfAPolicyHasItsFormToo) {
  const Policy policy(support::random_policy(1));
  EXPECT_NE(engine::digest(policy, 1), engine::digest(policy, 2));
}

TEST(Digest, OfAPolicyLeavesOutWhatOpensAPairAgainBeforeForm3) {
  PolicyData data = support::random_policy(1);
  data.reopen_after = {};
  const Policy closed(data);
  data.reopen_after = {EndReason::left, EndReason::completed};
  const Policy open(data);
  EXPECT_EQ(engine::digest(closed, 2), engine::digest(open, 2));
  EXPECT_NE(engine::digest(closed, 3), engine::digest(open, 3));
  std::swap(data.reopen_after[0], data.reopen_after[1]);
  EXPECT_EQ(engine::digest(Policy(data)), engine::digest(open));
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

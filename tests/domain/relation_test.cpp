#include "jinguo/domain/relation.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace jinguo {
namespace {

using enum RelationStatus;

static_assert(is_standing(proposed) && is_standing(accepted) && is_standing(active));
static_assert(!is_standing(declined) && !is_standing(ended));
static_assert(is_final(declined) && is_final(ended) && !is_final(proposed));

TEST(Relation, BecomesWhatItsStepsLeadToAndNothingElse) {
  const std::set<std::pair<RelationStatus, RelationStatus>> legal{
      {proposed, proposed}, {proposed, accepted}, {proposed, declined}, {proposed, active},
      {proposed, ended},    {accepted, accepted}, {accepted, active},   {accepted, ended},
      {active, active},     {active, ended},      {declined, declined}, {ended, ended}};
  for (const Coded<RelationStatus>& from : relationstatus_codes) {
    for (const Coded<RelationStatus>& to : relationstatus_codes) {
      EXPECT_EQ(may_become(from.value, to.value), legal.contains({from.value, to.value}))
          << from.word << " " << to.word;
      EXPECT_EQ(why_not_change(from.value, to.value).has_value(),
                !may_become(from.value, to.value));
    }
  }
}

TEST(Relation, SaysWhichStatesMayFollow) {
  const auto why = why_not_change(active, proposed);
  ASSERT_TRUE(why);
  EXPECT_EQ(why->text(Language::en), "a state that may follow active: active, ended");
  EXPECT_EQ(why->text(Language::zh), "“进行中”之后可以有的状态：进行中、已结束");
}

TEST(Relation, SaysThatAFinalStateIsFinal) {
  const auto why = why_not_change(declined, accepted);
  ASSERT_TRUE(why);
  EXPECT_EQ(why->code, "domain.change.final_status");
  EXPECT_EQ(why->text(Language::en), "declined, a state that nothing follows");
}

}  // namespace
}  // namespace jinguo

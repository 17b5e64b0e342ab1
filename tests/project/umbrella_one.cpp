#include <gtest/gtest.h>

#include "jinguo/jinguo.hpp"

const void* codes_of_the_other_source();

TEST(Umbrella, IsTheSameInEverySource) {
  EXPECT_EQ(codes_of_the_other_source(), static_cast<const void*>(jinguo::targetkind_codes));
}

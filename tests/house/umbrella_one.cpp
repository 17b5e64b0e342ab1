#include <gtest/gtest.h>

#include "jinguo/jinguo.hpp"

const void* catalogue_of_the_other_source();

TEST(Umbrella, IsTheSameInEverySource) {
  EXPECT_EQ(catalogue_of_the_other_source(), static_cast<const void*>(jinguo::catalogue));
}

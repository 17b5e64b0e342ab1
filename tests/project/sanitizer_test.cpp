// A preset of a sanitizer has it: the compiler says so, and a fault of each kind is caught.
#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>
#include <string_view>
#include <thread>

namespace {

#ifdef __has_feature
#define JINGUO_HAS(feature) __has_feature(feature)
#else
#define JINGUO_HAS(feature) 0
#endif

#if defined(__SANITIZE_ADDRESS__) || JINGUO_HAS(address_sanitizer)
constexpr bool has_address = true;
#else
constexpr bool has_address = false;
#endif
#if defined(__SANITIZE_THREAD__) || JINGUO_HAS(thread_sanitizer)
constexpr bool has_thread = true;
#else
constexpr bool has_thread = false;
#endif

/// What the test preset says that should be here; without a preset, what the build was told.
std::string_view wanted() {
  const char* told = std::getenv("JINGUO_SANITIZE");
  return told != nullptr ? told : JINGUO_SANITIZE;
}
bool wants(std::string_view sanitizer) {
  return wanted().find(sanitizer) != std::string_view::npos;
}

TEST(Sanitizer, IsThatOfThePresetAndNoOther) {
  EXPECT_EQ(has_address, wants("address"));
  EXPECT_EQ(has_thread, wants("thread"));
  EXPECT_EQ(wanted(), JINGUO_SANITIZE);
}

#ifdef JINGUO_SANITIZED
// Faults that a compiler cannot see.
volatile int seen = 0;

void read_after_free() {
  int* volatile place = new int(1);
  int* const gone = place;
  delete place;
  seen = *const_cast<volatile int*>(gone);
}

void past_the_greatest() {
  volatile int greatest = std::numeric_limits<int>::max();
  seen = greatest + 1;
}

int shared_unguarded = 0;
void race() {
  const auto count = [] {
    for (int k = 0; k < 1000; ++k) ++shared_unguarded;
  };
  std::thread one(count);
  std::thread other(count);
  one.join();
  other.join();
  std::exit(0);  // where races do not end the program at once they fail it here
}

TEST(SanitizerDeathTest, CatchesAFaultOfEachKind) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  ASSERT_FALSE(wanted().empty());
  if (wants("address")) {
    EXPECT_DEATH(read_after_free(), "heap-use-after-free");
  }
  if (wants("undefined")) {
    EXPECT_DEATH(past_the_greatest(), "signed integer overflow");
  }
  if (wants("thread")) {
    EXPECT_DEATH(race(), "data race");
  }
}
#endif

}  // namespace

// A host program may have set a locale that writes 1.234,5. Tables and policies read, and are
// written, the same.
#include <gtest/gtest.h>

#include <clocale>
#include <cstdio>
#include <filesystem>
#include <locale>
#include <string>

#include "jinguo/io/file.hpp"
#include "jinguo/io/policy_file.hpp"
#include "jinguo/io/tables.hpp"

namespace {

using namespace jinguo;

/// Sets the German locale for C and C++ and puts the old ones back.
class German {
 public:
  German() {
    if (std::setlocale(LC_ALL, "de_DE.UTF-8") == nullptr) return;
    previous_ = std::locale::global(std::locale("de_DE.UTF-8"));
    char text[16] = {};
    std::snprintf(text, sizeof text, "%.1f", 1.5);
    in_force_ = std::string(text) == "1,5";
  }
  German(const German&) = delete;
  German& operator=(const German&) = delete;
  ~German() {
    std::locale::global(previous_);
    std::setlocale(LC_ALL, "C");
  }
  [[nodiscard]] bool in_force() const { return in_force_; }

 private:
  std::locale previous_{};
  bool in_force_ = false;
};

constexpr const char* households =
    "id,region,status,registered_on,standard,type,main_cause,wage_income,lon,lat\n"
    "H1,430626100001,registered,2014-05-01,national,general,skills,1234.56,113.581234,28.701\n"
    "H2,430626100001,registered,2014-05-01,national,general,skills,12345678.9,113.6,28.7\n";
constexpr const char* women =
    "id,household,birth_date,relation,education,health,labour\n"
    "W1,H1,1980-06-01,spouse,primary,healthy,ordinary\n";
constexpr const char* policy = R"(name = "test"
date = 2016-06-30
origin = { lon = 113.1, lat = 29.4 }
[lottery]
seed = "00112233445566778899aabbccddeeff"
[pairings.help.kinds.base.merit]
base = 1000
)";

TEST(Locale, ChangesNothingThatIsReadOrWritten) {
  const std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) / "jinguo_locale_test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder / "tables");
  io::write_file(folder / "tables" / "households.csv", households);
  io::write_file(folder / "tables" / "women.csv", women);

  const io::LoadResult plain = io::read_tables(folder / "tables");
  for (const Issue& issue : plain.issues) {
    EXPECT_EQ(issue.severity, Severity::warning) << issue.text();
  }
  ASSERT_EQ(plain.registry.all<Household>().size(), 2U);
  EXPECT_EQ(plain.registry.all<Household>()[0].wage_income, Money::from_fen(123'456));
  const std::string plain_policy = io::to_toml(io::parse_policy(policy));
  io::save_registry(plain.registry, folder / "plain");

  const German german;
  ASSERT_TRUE(german.in_force()) << "scripts/test.sh installs the package locales";
  const io::LoadResult read = io::read_tables(folder / "tables");
  EXPECT_EQ(read.registry, plain.registry);
  EXPECT_EQ(io::to_toml(io::parse_policy(policy)), plain_policy);
  io::save_registry(read.registry, folder / "german");
  for (const char* file : {"households.csv", "women.csv"}) {
    EXPECT_EQ(io::read_file(folder / "german" / file, 100'000),
              io::read_file(folder / "plain" / file, 100'000));
  }
  EXPECT_EQ(Money::from_yuan(1'234'567).to_string(), "1234567.00");
  std::filesystem::remove_all(folder);
}

}  // namespace

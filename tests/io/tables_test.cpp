#include "jinguo/io/tables.hpp"

#include <gtest/gtest.h>
#include <iconv.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <set>
#include <string>

#include "jinguo/io/file.hpp"
#include "support/sample_registry.hpp"

namespace jinguo {
namespace {

namespace fs = std::filesystem;

/// A folder of its own for each test.
class Tables : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ =
        fs::temp_directory_path() / ("jinguo-" + std::to_string(::getpid()) + "-" + info->name());
    fs::create_directories(folder_);
    write("households.csv",
          "id,region,status,standard,type,main_cause\n"
          "H1,430626100001,registered,national,general,illness\n");
    write("women.csv", women("W1,H1,1980-02-29,spouse,primary,healthy,ordinary\n"));
  }
  void TearDown() override { fs::remove_all(folder_); }

  static std::string women(const std::string& rows) {
    return "id,household,birth_date,relation,education,health,labour\n" + rows;
  }
  void write(const std::string& name, std::string_view bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }
  [[nodiscard]] io::LoadResult read() const { return io::read_tables(folder_); }

  /// The one issue that the folder has.
  [[nodiscard]] Issue only() const {
    const std::vector<Issue> issues = read().issues;
    EXPECT_EQ(issues.size(), 1U);
    for (const Issue& issue : issues) {
      if (issues.size() > 1) ADD_FAILURE() << issue.text();
    }
    return issues.empty() ? Issue{} : issues[0];
  }
  fs::path folder_;
};

TEST_F(Tables, ReadAsWrittenInEnglishAndChinese) {
  const Registry registry = support::sample_registry();
  ASSERT_EQ(registry.validate(), std::vector<Issue>{});
  for (const Language language : {Language::en, Language::zh}) {
    io::save_registry(registry, folder_, language);
    const io::LoadResult result = io::read_tables(folder_);
    for (const Issue& issue : result.issues) ADD_FAILURE() << issue.text();
    EXPECT_EQ(result.registry, registry);
    EXPECT_TRUE(result.registry.synthetic());
    EXPECT_EQ(io::load_registry(folder_), registry);
    const io::LoadResult again = io::read_tables(io::to_tables(registry, language), {}, true);
    for (const Issue& issue : again.issues) ADD_FAILURE() << issue.text();
    EXPECT_EQ(again.registry, registry);
  }
}

TEST_F(Tables, NeedHouseholdsAndWomenOnly) {
  const io::LoadResult result = read();
  EXPECT_EQ(result.issues, std::vector<Issue>{});
  EXPECT_EQ(result.registry.all<Beneficiary>().size(), 1U);
  EXPECT_FALSE(result.registry.synthetic());
  fs::remove(folder_ / "women.csv");
  const Issue issue = only();
  EXPECT_EQ(issue.code, "io.file.missing");
  EXPECT_EQ(issue.file, "women.csv");
}

TEST_F(Tables, AllIssuesOfAllFilesComeAtOnce) {
  write("households.csv",
        "id,region,status,standard,type,main_cause\n"
        "H1,4.30626E+11,registered,national,general,ilness\n"
        "H1,430626100001,registered,national,general,\n");
  write("women.csv", women("W1,H1,1980/2/29,spouse,primary,healthy,ordinary\n"
                           "W2,H9,1980-02-29,spouse,primary,,ordinary\n"
                           "W3,H9,1980-02-29,spouse,primary,healthy,ordinary\n"));
  const io::LoadResult result = read();
  std::multiset<std::string> places;
  for (const Issue& issue : result.issues) places.insert(issue.place());
  const std::multiset<std::string> expected = {
      "households.csv row 2, region: io.scientific",
      "households.csv row 2, main_cause: io.code",
      "households.csv row 3, main_cause: domain.household.main_cause",
      "women.csv row 2, birth_date: io.date.slashes",
      "women.csv row 3, health: io.empty",
      "women.csv row 4, household: domain.reference",
  };
  EXPECT_EQ(places, expected);
  EXPECT_EQ(result.registry, Registry{});
  EXPECT_THROW(static_cast<void>(io::load_registry(folder_)), InputError);
}

}  // namespace
}  // namespace jinguo

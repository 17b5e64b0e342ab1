#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "jinguo/io/file.hpp"
#include "jinguo/io/tables.hpp"
#include "support/plain_reading.hpp"
#include "support/sample_registry.hpp"

namespace jinguo {
namespace {

namespace fs = std::filesystem;

class Append : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ =
        fs::temp_directory_path() / ("jinguo-" + std::to_string(::getpid()) + "-" + info->name());
    fs::create_directories(folder_);
    mentorship_.id = IdOf<Mentorship>("J1-00001");
    mentorship_.woman = IdOf<Beneficiary>("W2");
    mentorship_.mentor = IdOf<Mentor>("N1");
    mentorship_.starts_on = support::day(2016, 7, 1);
    mentorship_.status = RelationStatus::proposed;
    placement_.id = IdOf<Placement>("J1-00002");
    placement_.woman = IdOf<Beneficiary>("W2");
    placement_.kind = ProviderKind::base;
    placement_.provider = Id("B1");
    placement_.pairing = "生计";
    placement_.starts_on = support::day(2016, 7, 1);
    placement_.status = RelationStatus::proposed;
  }
  void TearDown() override { fs::remove_all(folder_); }
  void write(const std::string& name, std::string_view bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }
  [[nodiscard]] std::string bytes(const std::string& name) const {
    return io::read_file(folder_ / name, 1'000'000);
  }
  void append(Language language = Language::en) const {
    const std::vector<Mentorship> mentorships{mentorship_};
    const std::vector<Placement> placements{placement_};
    io::append_relations(folder_, mentorships, placements, language);
  }
  fs::path folder_;
  Mentorship mentorship_{};
  Placement placement_{};
};

TEST_F(Append, KeepsWhatStandsByteByByteAndFollowsTheHeadings) {
  const std::string before =
      "备注,状态,x_phone,女能人,妇女编号,开始日期,编号,\n"
      "\"a, \"\"b\"\"\n\",进行中,123,N1,W1,2015-09-01,R1,\n";
  write("mentorships.csv", before);
  append();
  EXPECT_EQ(bytes("mentorships.csv"), before + ",建议,,N1,W2,2016-07-01,J1-00001\n");
}

TEST_F(Append, EndsALastRowThatHasNoEnd) {
  write("mentorships.csv", "id,woman,mentor,starts_on,status\r\nR1,W1,N1,2015-09-01,active");
  append();
  EXPECT_EQ(bytes("mentorships.csv"),
            "id,woman,mentor,starts_on,status\r\nR1,W1,N1,2015-09-01,active\r\n"
            "J1-00001,W2,N1,2016-07-01,proposed\r\n");
}

TEST_F(Append, MakesAFileThatIsNotThere) {
  append(Language::zh);
  EXPECT_EQ(bytes("mentorships.csv"),
            "\xEF\xBB\xBF编号,妇女编号,女能人,开始日期,结束日期,状态,结束原因\r\n"
            "J1-00001,W2,N1,2016-07-01,,建议,\r\n");
  EXPECT_EQ(bytes("placements.csv"),
            "\xEF\xBB\xBF编号,妇女编号,帮扶方类型,帮扶方,结对类别,开始日期,结束日期,状态,结束原因,"
            "此前年收入,此后年收入,佐证\r\n"
            "J1-00002,W2,示范基地,B1,生计,2016-07-01,,建议,,,,\r\n");
}

TEST_F(Append, KeepsTheEncodingOfAFile) {
  // 编号,妇女编号,女能人,开始日期,状态 in GB18030
  const std::string before =
      "\xB1\xE0\xBA\xC5,\xB8\xBE\xC5\xAE\xB1\xE0\xBA\xC5,\xC5\xAE\xC4\xDC\xC8\xCB,"
      "\xBF\xAA\xCA\xBC\xC8\xD5\xC6\xDA,\xD7\xB4\xCC\xAC\r\n";
  write("mentorships.csv", before);
  append();
  EXPECT_EQ(bytes("mentorships.csv"),
            before + "J1-00001,W2,N1,2016-07-01,\xBD\xA8\xD2\xE9\r\n");  // 建议
}

TEST_F(Append, GivesTheSameRegistryAsAddingTheRecords) {
  for (const Language language : {Language::en, Language::zh}) {
    Registry registry = support::sample_registry();
    mentorship_.woman = IdOf<Beneficiary>("W1");
    mentorship_.status = RelationStatus::declined;
    io::save_registry(registry, folder_, language);
    append(language);
    registry.add(mentorship_);
    registry.add(placement_);
    const io::LoadResult read = support::read_tables(folder_);
    for (const Issue& issue : read.issues) ADD_FAILURE() << issue.text();
    EXPECT_EQ(read.registry, registry);
    EXPECT_EQ(read.origins[table_number<Mentorship>].rows, (std::vector<std::int64_t>{2, 3}));
  }
}

TEST_F(Append, RefusesAFileWhoseHeadingCannotBeRead) {
  write("mentorships.csv", std::string("\0\1", 2));
  EXPECT_THROW(append(), InputError);
  EXPECT_EQ(bytes("mentorships.csv"), std::string("\0\1", 2));
}

TEST_F(Append, WritesNothingWhenThereIsNothing) {
  io::append_relations(folder_, {}, {});
  EXPECT_TRUE(fs::is_empty(folder_));
}

}  // namespace
}  // namespace jinguo

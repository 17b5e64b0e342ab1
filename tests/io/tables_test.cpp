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
#include "support/plain_reading.hpp"
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
  [[nodiscard]] io::LoadResult read() const { return support::read_tables(folder_); }

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
    const io::LoadResult result = support::read_tables(folder_);
    for (const Issue& issue : result.issues) ADD_FAILURE() << issue.text();
    EXPECT_EQ(result.registry, registry);
    EXPECT_TRUE(result.registry.synthetic());
    EXPECT_EQ(io::load_registry(folder_), registry);
    const io::LoadResult again = support::read_tables(io::to_tables(registry, language), {}, true);
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
  write("women.csv", women("W1,H1,1980/2/30,spouse,primary,healthy,ordinary\n"
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

/// A household whose one column is a text, and what must be said of it.
struct CellCase {
  const char* column;
  const char* cell;
  const char* code;
  const char* mend;  ///< Text that the English mend must hold.
};

class EveryCell : public testing::TestWithParam<CellCase> {};

TEST_P(EveryCell, IsNamedWithPlaceValueExpectationAndMend) {
  const CellCase& expected = GetParam();
  io::TextTable households{
      "households",
      "h.csv",
      {"id", "region", "status", "registered_on", "standard", "type", "main_cause", "wage_income",
       "housing_area_m2", "relocated", "lon", "lat", "other_causes", "note"},
      {{"H1", "430626100001", "registered", "2014-05-01", "national", "general", "illness", "1250.50",
        "60", "true", "113.5", "28.7", "", ""}}};
  const io::TextTable women{
      "women",
      "w.csv",
      {"id", "household", "birth_date", "relation", "education", "health", "labour"},
      {}};
  ASSERT_EQ(support::read_tables({households, women}).issues, std::vector<Issue>{});
  const auto column =
      std::find(households.header.begin(), households.header.end(), expected.column);
  ASSERT_NE(column, households.header.end());
  households.rows[0][static_cast<std::size_t>(column - households.header.begin())] = expected.cell;
  const io::LoadResult result = support::read_tables({households, women});
  ASSERT_EQ(result.issues.size(), 1U);
  const Issue& issue = result.issues[0];
  EXPECT_EQ(issue.code, expected.code);
  EXPECT_EQ(issue.file, "h.csv");
  EXPECT_EQ(issue.row, 2);
  EXPECT_EQ(issue.column, expected.column);
  EXPECT_NE(issue.mend.text(Language::en).find(expected.mend), std::string::npos)
      << issue.text(Language::en);
  for (const Language language : {Language::en, Language::zh}) {
    EXPECT_EQ(issue.text(language).find("io."), std::string::npos) << issue.text(language);
    EXPECT_EQ(issue.text(language).find("domain."), std::string::npos) << issue.text(language);
    EXPECT_EQ(issue.text(language).find('{'), std::string::npos) << issue.text(language);
  }
  EXPECT_EQ(result.registry, Registry{});
}

INSTANTIATE_TEST_SUITE_P(
    Faults, EveryCell,
    testing::Values(
        // What spreadsheets do.
        CellCase{"region", "4.30602E+11", "io.scientific", "cut a long number"},
        CellCase{"id", "4.30602E+11", "io.scientific", "format the column as text"},
        CellCase{"wage_income", "1e5", "io.scientific", "cut a long number"},
        CellCase{"registered_on", "2016/13/1", "io.date.slashes", "no such day"},
        CellCase{"registered_on", "2016年2月30日", "io.date.chinese", "year-month-day"},
        CellCase{"registered_on", "2016.0.1", "io.date.dots", "year-month-day"},
        CellCase{"registered_on", "01032016", "io.date.compact", "year-month-day"},
        CellCase{"registered_on", "42430", "io.date.serial", "2016-03-01"},
        CellCase{"registered_on", "42430.0", "io.date.serial", "2016-03-01"},
        CellCase{"registered_on", "2016/3/1 9:30", "io.date.time", "2016-03-01"},
        CellCase{"registered_on", "2016-02-29T16:00:00Z", "io.date.time", "year-month-day"},
        CellCase{"registered_on", "16/3/1", "io.date.century", "four digits"},
        CellCase{"registered_on", "16-3-1", "io.date.century", "four digits"},
        CellCase{"registered_on", "13/3/2016", "io.date.order", "2016-03-13"},
        CellCase{"registered_on", "2016", "io.date.year", "year-month-day"},
        CellCase{"registered_on", "2015-02-29", "io.date", "year-month-day"},
        CellCase{"registered_on", "3/1/2016", "io.date.order", "year-month-day"},
        CellCase{"registered_on", "yesterday", "io.date", "year-month-day"},
        CellCase{"region", "30626", "io.leading_zeros", "cut a zero"},
        CellCase{"region", "430626.0", "io.decimals", "430626"},
        CellCase{"region", "43062610000x", "io.region", "table of divisions"},
        CellCase{"region", "００", "io.region", "table of divisions"},
        CellCase{"region", "太平村", "io.region.name", "table of divisions"},
        CellCase{"id", "Ｈ１", "io.full_width", "H1"},
        CellCase{"wage_income", "12\u00a0000", "io.space", "12000"},
        CellCase{"wage_income", "1,23", "io.thousands", "every three digits"},
        CellCase{"wage_income", "1.234,56", "io.thousands", "every three digits"},
        CellCase{"wage_income", "1 234", "io.money", "space in the cell: 1234"},
        CellCase{"housing_area_m2", "60.0", "io.decimals", "60"},
        CellCase{"type", "1.0", "io.decimals", "1"},
        CellCase{"relocated", "1.0", "io.decimals", "1"},
        // Only what would be read is proposed.
        CellCase{"id", "H１，H２", "core.id", ""},
        CellCase{"id", "H\u3000１%", "core.id", ""},
        CellCase{"type", "9.00", "io.code", "or its code"},
        CellCase{"type", "一般\u00a0x", "io.code", "or its code"},
        CellCase{"region", "4.0", "io.region", "table of divisions"},
        CellCase{"relocated", "4.00", "io.boolean", "one of these"},
        CellCase{"relocated", "\u5426\u200b3", "io.boolean", "one of these"},
        CellCase{"registered_on", "2016\u00a0x", "io.date", "year-month-day"},
        CellCase{"lon", "113\u00a0x", "io.coordinate", "decimal point"},
        CellCase{"housing_area_m2", "99999999999.0", "io.number", "too large"},
        CellCase{"wage_income", "#N/A", "io.spreadsheet_error", "formula"},
        CellCase{"other_causes", "#REF!", "io.spreadsheet_error", "formula"},
        CellCase{"note", "#VALUE!", "io.spreadsheet_error", "formula"},
        // What people do.
        CellCase{"wage_income", "100%", "io.unit.other", "in yuan"},
        CellCase{"wage_income", "100美元", "io.unit.other", "in yuan"},
        CellCase{"wage_income", "300元/月", "io.unit.other", "in yuan"},
        CellCase{"wage_income", "3元5角", "io.unit.other", "in yuan"},
        CellCase{"wage_income", "一万二", "io.money", "two decimals"},
        CellCase{"wage_income", "约3000", "io.money", "without other words: 3000"},
        CellCase{"wage_income", "2-3千元", "io.money", "one number"},
        CellCase{"wage_income", "1.2345678万", "io.money", "two decimals"},
        CellCase{"housing_area_m2", "2亩", "io.unit.other", "in square metres"},
        CellCase{"wage_income", "1.234", "io.money", "two decimals"},
        CellCase{"wage_income", "-5", "domain.negative", ""},
        CellCase{"wage_income", "99999999999999999999", "io.money", ""},
        CellCase{"housing_area_m2", "99999999999", "io.number", "too large"},
        CellCase{"housing_area_m2", "six", "io.number", "digits"},
        CellCase{"type", "generl", "io.code", "general"},
        CellCase{"type", "般贫困户", "io.code", "一般贫困户"},
        CellCase{"type", "x", "io.code", "or its code"},
        CellCase{"relocated", "ja", "io.boolean", "one of these"},
        CellCase{"lon", "113,5", "io.coordinate", "decimal point"},
        CellCase{"lon", "181", "io.position.range", "swapped"},
        CellCase{"lat", "113.5", "io.position.range", "swapped"},
        CellCase{"lat", "", "io.position.half", "empty one"},
        CellCase{"other_causes", "skills;ilness", "io.code", "illness"},
        CellCase{"status", "", "io.empty", "fill"}, CellCase{"id", "", "io.empty", "fill"},
        CellCase{"id", "-H", "core.id", ""}, CellCase{"id", "H 1", "core.id", ""},
        CellCase{"id", "430602198001010027", "core.id.citizen_number", ""},
        CellCase{"id", "43060219800101006X", "core.id.citizen_number", ""},
        CellCase{"note", "a\x01", "io.text", "control"},
        CellCase{"note", "a\xff", "io.text", "broken bytes"}),
    [](const testing::TestParamInfo<CellCase>& info) {
      std::string name = std::to_string(info.index) + "_" + info.param.code;
      for (char& c : name) {
        if (c == '.') c = '_';
      }
      return name;
    });

TEST_F(Tables, NeverProposeAShortenedText) {
  write("women.csv", women("W１" + std::string(50, 'x') +
                           ",H1,1980-02-29,spouse,primary,healthy,ordinary\n"));
  const Issue issue = only();
  EXPECT_EQ(issue.code, "io.full_width");
  EXPECT_EQ(issue.mend.code, "io.full_width.mend");
}

TEST_F(Tables, SayWhatAListMayHoldWhereAFormulaFailed) {
  write("households.csv",
        "id,region,status,standard,type,main_cause,other_causes\n"
        "H1,430626100001,registered,national,general,illness,#REF!\n");
  EXPECT_NE(only().text(Language::en).find("one of: illness, "), std::string::npos);
}

TEST_F(Tables, TellHalfAPositionsHeadingOnce) {
  write("households.csv",
        "id,region,status,standard,type,main_cause,lon\n"
        "H1,430626100001,registered,national,general,illness,113.5\n"
        "H2,430626100001,registered,national,general,illness,113.5\n");
  const Issue issue = only();
  EXPECT_EQ(issue.code, "io.column.missing");
  EXPECT_EQ(issue.column, "lat");
}

TEST_F(Tables, ShowNoNameNoTelephoneAndNoCitizenNumber) {
  const auto value_of = [&](const std::string& header, const std::string& cell) {
    write("households.csv", "id,region,status,standard,type,main_cause," + header +
                                "\nH1,430626100001,registered,national,general,illness," + cell +
                                "\n");
    const Issue issue = only();
    EXPECT_EQ(issue.text().find(cell), std::string::npos);
    return issue.value;
  };
  for (const char* hidden :
       {"430602198001010027", "43060219800101006X", "13812345678", "138 1234 5678",
        "４３０６０２１９８００１０１００２７", "4306021980010100"}) {
    EXPECT_EQ(value_of("registered_on", hidden), "") << hidden;
  }
  write("women.csv",
        "id,household,name,birth_date,relation,education,health,labour\n"
        "W1,H1,Wang\x02,1980-02-29,spouse,primary,healthy,ordinary\n");
  write("households.csv",
        "id,region,status,standard,type,main_cause\n"
        "H1,430626100001,registered,national,general,illness\n");
  const Issue issue = only();
  EXPECT_EQ(issue.code, "io.text");
  EXPECT_EQ(issue.value, "");
}

TEST_F(Tables, ShowAtMostFortyCharactersAndEscapeControlCharacters) {
  write("households.csv",
        "id,region,status,standard,type,main_cause\n"
        "H1,430626100001,registered,national,\"x\ny\x1b\u3000" +
            std::string(500, 'z') + "\",illness\n");
  const Issue issue = only();
  EXPECT_EQ(issue.value, "x\\ny\\x1b\\u3000" + std::string(25, 'z') + "…");
}

TEST_F(Tables, TellWhatIsWrongWithAHeading) {
  const std::string good = "id,household,birth_date,relation,education,health,labour";
  const std::string row = "W1,H1,1980-02-29,spouse,primary,healthy,ordinary";
  write("women.csv", good + ",birthdate\n" + row + ",\n");
  Issue issue = only();
  EXPECT_EQ(issue.place(), "women.csv row 1, birthdate: io.column.unknown");
  EXPECT_NE(issue.text().find("birth_date"), std::string::npos) << issue.text();

  write("women.csv", good + ",出生日\n" + row + ",\n");
  issue = only();
  EXPECT_NE(issue.text(Language::zh).find("出生日期"), std::string::npos) << issue.text();

  write("women.csv", good + ",健康状况\n" + row + ",healthy\n");
  EXPECT_EQ(only().place(), "women.csv row 1, health: io.column.twice");

  write("women.csv",
        "id,household,birth_date,relation,education,health\n"
        "W1,H1,1980-02-29,spouse,primary,healthy\n");
  EXPECT_EQ(only().place(), "women.csv row 1, labour: io.column.missing");

  write("women.csv", row + "\n" + row + "\n");
  issue = only();
  EXPECT_EQ(issue.code, "io.header.missing");
  EXPECT_EQ(issue.column, "");

  write("women.csv", "");
  EXPECT_EQ(only().code, "io.header.missing");

  write("women.csv", "id|household|birth_date\nW1|H1|1980-02-29\n");
  EXPECT_EQ(only().code, "io.csv.separator");

  write("women.csv", good + ",x_mine,备注,,\n" + row + ",=1,whatever,,\n,,,,,,,,,,\n");
  EXPECT_EQ(read().issues, std::vector<Issue>{});
}

TEST_F(Tables, AWrongHeadingDoesNotHideWhatIsWrongBelowIt) {
  write("women.csv",
        "id,household,birth_date,relation,education,healht,labour\n"
        "W1,H1,1980/2/30,spouse,primary,healthy,ordinary\n"
        "W2,H9,1980-02-29,spouse,primary,healthy,bad\n");
  write("mentorships.csv", "id,woman,mentor,starts_on,status\nP1,W1,M1,2016-01-01,active\n");
  std::multiset<std::string> places;
  for (const Issue& issue : read().issues) places.insert(issue.place());
  EXPECT_EQ(places, (std::multiset<std::string>{
                        "women.csv row 1, healht: io.column.unknown",
                        "women.csv row 1, health: io.column.missing",
                        "women.csv row 2, birth_date: io.date.slashes",
                        "women.csv row 3, labour: io.code",
                        "mentorships.csv row 2, mentor: domain.reference",
                    }));
}

TEST_F(Tables, ReadOverTheStarOfAFormsHeading) {
  write("women.csv",
        "编号*,household＊,birth_date *,relation,education,health,labour\n"
        "W1,H1,1980-02-29,spouse,primary,healthy,ordinary\n");
  EXPECT_EQ(read().issues, std::vector<Issue>{});
}

TEST_F(Tables, RefuseACitizenNumberInAnyText) {
  const std::string head = "id,household,birth_date,relation,education,health,labour,name,note\n";
  const std::string row = "W1,H1,1980-02-29,spouse,primary,healthy,ordinary,";
  for (const char* number : {"430626198001010028", "43062619800101001X", "43062619800101００28"}) {
    for (const std::string& cells : {number + std::string(","), ",身份证" + std::string(number)}) {
      write("women.csv", head + row + cells + "\n");
      const Issue issue = only();
      EXPECT_EQ(issue.code, "io.citizen_number");
      EXPECT_EQ(issue.text().find("1980"), std::string::npos);
      EXPECT_EQ(issue.text(Language::zh).find("1980"), std::string::npos);
    }
  }
  write("women.csv", head + row + ",账号 6222021234567890123；1980010100\n");  // 19 digits
  EXPECT_EQ(read().issues, std::vector<Issue>{});
}

TEST_F(Tables, SayHowItemsOfAListAreSeparated) {
  write("households.csv",
        "id,region,status,standard,type,main_cause,other_causes\n"
        "H1,430626100001,registered,national,general,illness,\"skills,capital\"\n");
  EXPECT_EQ(only().place(), "households.csv row 2, other_causes: io.list.comma");
}

TEST_F(Tables, NameColumnsAndTablesInChineseToo) {
  write("women.csv", women("W1,H9,1980-02-29,spouse,primary,healthy,ordinary\n"));
  const Issue issue = only();
  EXPECT_EQ(issue.column, "household");
  EXPECT_NE(issue.text(Language::zh).find("户编号（household）"), std::string::npos)
      << issue.text(Language::zh);
  EXPECT_NE(issue.text(Language::zh).find("“贫困户”表"), std::string::npos);
  EXPECT_EQ(issue.text().find("贫困户"), std::string::npos);
}

TEST_F(Tables, CountRowsAsASpreadsheetDoes) {
  write("women.csv",
        "id,household,birth_date,relation,education,health,labour,note\r\n"
        "W1,H1,1980-02-29,spouse,primary,healthy,ordinary,\"two\r\nlines, \"\"q\"\"\"\r\n"
        "\r\n"
        ",,,,,,,\r\n"
        "W2,H1,1980-02-29,spouse,primary,healthy,bad,\r\n");
  EXPECT_EQ(only().place(), "women.csv row 5, labour: io.code");
  const Registry good = io::load_registry(folder_, {.good_rows_only = true});
  EXPECT_EQ(good.all<Beneficiary>()[0].note, "two\r\nlines, \"q\"");
}

TEST_F(Tables, TakeEveryLineEndAndAByteOrderMark) {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    for (const std::string mark : {"", "\xEF\xBB\xBF"}) {
      write("women.csv", mark + "id,household,birth_date,relation,education,health,labour" + end +
                             "\"W1\",H1,1980-02-29,spouse,primary,healthy,ordinary" + end +
                             "W2,H1,1980-02-29,spouse,primary,healthy,\"ordinary\"");
      const io::LoadResult result = read();
      EXPECT_EQ(result.issues, std::vector<Issue>{});
      EXPECT_EQ(result.registry.all<Beneficiary>().size(), 2U);
    }
  }
}

TEST_F(Tables, TellShortAndLongRows) {
  write("women.csv", women("W1,H1,1980-02-29,spouse,primary,healthy\n"
                           "W2,H1,1980-02-29,spouse,primary,healthy,ordinary,more\n"
                           "W3,H1,1980-02-29,spouse,primary,healthy,ordinary,,\n"));
  const std::vector<Issue> issues = read().issues;
  ASSERT_EQ(issues.size(), 2U);
  EXPECT_EQ(issues[0].place(), "women.csv row 2: io.row.short");
  EXPECT_EQ(issues[1].place(), "women.csv row 3: io.row.long");
}

TEST_F(Tables, AnotherCsvIsAnErrorThatNamesTheNearestAndOtherFilesAreNotRead) {
  write("notes.txt", "anything");
  write(".households.csv", "\0\1");
  write("~$women.csv", "\0\1");
  EXPECT_EQ(read().issues, std::vector<Issue>{});
  write("mentor.csv", "id\n");
  const Issue issue = only();
  EXPECT_EQ(issue.place(), "mentor.csv: io.file.unknown");
  EXPECT_NE(issue.text().find("mentors.csv"), std::string::npos);
  fs::remove(folder_ / "mentor.csv");
  write("Women.CSV", "id\n");
  EXPECT_EQ(only().code, "io.file.unknown");
}

/// A text in GB18030.
std::string gb18030(std::string text) {
  const iconv_t converter = ::iconv_open("GB18030", "UTF-8");
  std::string out(text.size() * 2, '\0');
  char* from = text.data();
  std::size_t from_left = text.size();
  char* into = out.data();
  std::size_t into_left = out.size();
  EXPECT_NE(::iconv(converter, &from, &from_left, &into, &into_left), static_cast<std::size_t>(-1));
  ::iconv_close(converter);
  out.resize(out.size() - into_left);
  return out;
}

TEST_F(Tables, RecogniseGB18030) {
  const Registry registry = support::sample_registry();
  io::save_registry(registry, folder_, Language::zh);
  for (const auto& entry : fs::directory_iterator(folder_)) {
    if (entry.path().extension() != ".csv") continue;
    const std::string bytes = io::read_file(entry.path(), 1 << 20);
    write(entry.path().filename().string(), gb18030(bytes.substr(3)));
  }
  const io::LoadResult result = read();
  for (const Issue& issue : result.issues) ADD_FAILURE() << issue.text();
  EXPECT_EQ(result.registry, registry);
}

TEST_F(Tables, RecogniseGB18030AcrossManyChunks) {
  std::string text = "编号,户编号,出生日期,与户主关系,文化程度,健康状况,劳动能力,说明\n";
  for (int k = 0; k < 60'000; ++k) {
    text += "妇" + std::to_string(k) + ",H1,1980-02-29,配偶,小学,健康,普通劳动力,说明文字" +
            std::to_string(k) + "\n";
  }
  write("women.csv", gb18030(text));
  const io::LoadResult result = read();
  for (const Issue& issue : result.issues) EXPECT_EQ(issue.severity, Severity::warning);
  ASSERT_EQ(result.registry.all<Beneficiary>().size(), 60'000U);
  EXPECT_EQ(result.registry.all<Beneficiary>()[59'999].note, "说明文字59999");
}

TEST_F(Tables, TellABrokenEncodingByItsRow) {
  const std::string head = "编号,户编号,出生日期,与户主关系,文化程度,健康状况,劳动能力,姓名\n";
  const std::string row = "W1,H1,1980-02-29,配偶,小学,健康,普通劳动力,王";
  write("women.csv", head + row + "\n" + row.substr(0, row.size() - 1));
  Issue issue = only();
  EXPECT_EQ(issue.place(), "women.csv row 3: io.file.encoding");
  write("women.csv", "id,name\nW1,\x81\xff\xff\n");
  for (const Issue& each : read().issues) {
    EXPECT_TRUE(each.code == "io.file.encoding" || each.row == 1) << each.text();
  }
}

TEST_F(Tables, TellFilesThatAreNoText) {
  const auto code = [&](std::string_view bytes) {
    write("women.csv", bytes);
    return only().code;
  };
  EXPECT_EQ(code(std::string_view("id,\0household\n", 14)), "io.file.binary");
  EXPECT_EQ(code("PK\x03\x04rest"), "io.file.workbook");
  EXPECT_EQ(code("\xD0\xCF\x11\xE0rest"), "io.file.workbook");
  EXPECT_EQ(code("\xFF\xFEi"), "io.file.encoding");
  fs::remove(folder_ / "women.csv");
  fs::create_directory(folder_ / "women.csv");
  EXPECT_EQ(only().code, "io.file.kind");
}

TEST_F(Tables, TellOpenQuotesAndTextBehindThem) {
  write("women.csv", women("W1,H1,1980-02-29,spouse,primary,healthy,ordinary\n"
                           "\"W2,H1,1980-02-29,spouse,primary,healthy,ordinary\n"));
  EXPECT_EQ(only().place(), "women.csv row 3: io.csv.open_quote");
  write("women.csv", women("W1,\"H1\"x,1980-02-29,spouse,primary,healthy,ordinary\n"));
  EXPECT_EQ(only().place(), "women.csv row 2: io.csv.after_quote");
}

TEST_F(Tables, StopAtARowOfMoreThanAMebibyte) {
  std::string long_row(std::size_t{3} << 20, 'x');
  write("women.csv", women("W1,H1,1980-02-29,spouse,primary,healthy,ordinary\n" + long_row));
  EXPECT_EQ(only().place(), "women.csv row 3: io.csv.record_size");
  long_row[0] = '"';
  write("women.csv", women("W1,H1,1980-02-29,spouse,primary,healthy,ordinary\n" + long_row));
  EXPECT_EQ(only().place(), "women.csv row 3: io.csv.record_size");
}

TEST_F(Tables, StopAtTenThousandColumns) {
  std::string header = "id";
  for (int k = 0; k < 10'000; ++k) header += ",c" + std::to_string(k);
  write("women.csv", header + "\n");
  EXPECT_EQ(only().place(), "women.csv row 1: io.csv.columns");
  write("women.csv", women("W1" + std::string(10'000, ',') + "\n"));
  EXPECT_EQ(only().place(), "women.csv row 2: io.csv.columns");
}

TEST_F(Tables, StopAtMoreBlankRowsThanASheetHasAndAtAMillionFaults) {
  write("women.csv", women(std::string((std::size_t{1} << 20) + 5, '\n')));
  EXPECT_EQ(only().place(), "women.csv row 1048578: io.rows.blank");
  std::string rows;
  for (int k = 0; k < 1'100'000; ++k) rows += "W,,,,,,\n";
  write("women.csv", women(rows));
  const std::vector<Issue> issues = read().issues;
  ASSERT_EQ(issues.size(), 1'001U);
  EXPECT_NE(issues.back().text().find("+ more"), std::string::npos) << issues.back().text();
}

TEST_F(Tables, RefuseAFileOverTheLimitUnread) {
  EXPECT_EQ(support::read_tables(folder_, {.max_file_bytes = 10}).issues[0].code, "io.file.large");
}

TEST_F(Tables, CountIssuesBeyondTheLimit) {
  std::string rows;
  for (int k = 0; k < 1'500; ++k) {
    rows += "W" + std::to_string(k) + ",H1,1980/2/30,spouse,primary,healthy,ordinary\n";
  }
  write("women.csv", women(rows));
  const std::vector<Issue> issues = read().issues;
  ASSERT_EQ(issues.size(), 1'001U);
  EXPECT_EQ(issues.back().code, "io.more");
  EXPECT_NE(issues.back().text().find("500"), std::string::npos) << issues.back().text();
  // No woman is left: there are no good rows to ask for.
  EXPECT_THROW(static_cast<void>(
                   io::load_registry(folder_, {.good_rows_only = true, .max_issues_per_table = 3})),
               InputError);
}

TEST_F(Tables, GiveGoodRowsAndWhatTheyReferToWhenAsked) {
  write("households.csv",
        "id,region,status,standard,type,main_cause\n"
        "H1,430626100001,registered,national,general,illness\n"
        "H2,430626100001,registered,national,general,ilness\n");
  write("women.csv", women("W1,H1,1980-02-29,spouse,primary,healthy,ordinary\n"
                           "W2,H2,1980-02-29,spouse,primary,healthy,ordinary\n"
                           "W3,H1,1980/2/30,spouse,primary,healthy,ordinary\n"
                           "W1,H1,1980-02-29,spouse,primary,healthy,ordinary\n"));
  write("mentors.csv", "id,region,industries,places\nN1,430626100001,tea,3\n");
  write("mentorships.csv",
        "id,woman,mentor,starts_on,status\n"
        "R1,W1,N1,2015-09-01,active\n"
        "R2,W2,N1,2015-09-01,active\n");
  const io::LoadResult result = support::read_tables(folder_, {.good_rows_only = true});
  ASSERT_EQ(result.registry.all<Household>().size(), 1U);
  ASSERT_EQ(result.registry.all<Beneficiary>().size(), 1U);
  ASSERT_EQ(result.registry.all<Mentorship>().size(), 1U);
  EXPECT_EQ(result.registry.all<Mentorship>()[0].id.text(), "R1");
  EXPECT_EQ(result.registry.validate(), std::vector<Issue>{});
  std::multiset<std::string> places;
  for (const Issue& issue : result.issues) places.insert(issue.place());
  const std::multiset<std::string> expected = {
      "households.csv row 3, main_cause: io.code",
      "women.csv row 3, household: domain.reference",
      "women.csv row 4, birth_date: io.date.slashes",
      "women.csv row 5, id: domain.duplicate",
      "mentorships.csv row 3, woman: domain.reference",
  };
  EXPECT_EQ(places, expected);
  EXPECT_EQ(io::load_registry(folder_, {.good_rows_only = true}), result.registry);
  // Asked for everything, the rows that refer to a faulty one are no second fault.
  EXPECT_EQ(read().issues.size(), 3U);
  // A file that is at fault as a whole has no good rows to ask for.
  write("women.csv", "id\nW1\n");
  EXPECT_THROW(static_cast<void>(io::load_registry(folder_, {.good_rows_only = true})), InputError);
}

TEST_F(Tables, NameZerosThatASpreadsheetCut) {
  write("households.csv",
        "id,region,status,standard,type,main_cause\n"
        "0007,430626100001,registered,national,general,illness\n");
  write("women.csv", women("W1,7,1980-02-29,spouse,primary,healthy,ordinary\n"));
  const Issue issue = only();
  EXPECT_EQ(issue.code, "domain.leading_zeros");
  EXPECT_NE(issue.text().find("0007"), std::string::npos) << issue.text();
}

TEST_F(Tables, TellsOfCellsThatNoTextCanSayAndDropsTheirRows) {
  const io::TextTable households{
      .name = "households",
      .header = {"id", "region", "status", "standard", "type", "main_cause", "wage_income", "lon",
                 "lat", "x_own"},
      .rows =
          {{"H1", "430626100001", "registered", "national", "general", "illness", "", "", "", ""},
           {"H2", "430626100001", "registered", "national", "general", "illness", "", "", "", ""},
           {"", "", "", "", "", "", "", "", "", ""},
           {"H4", "430626100001", "registered", "national", "general", "illness", "", "", "", ""}},
      .numbers = {2, 5, 9, 11},
      .faults = {{2, 6, "io.formula", "=1+1"},
                 {5, 8, "io.merged", "29.1"},
                 {9, 0, "io.formula", "=A1"},
                 {11, 9, "io.formula", "=A1"}}};
  const io::TextTable women{
      .name = "women",
      .header = {"id", "household", "birth_date", "relation", "education", "health", "labour"}};
  io::LoadOptions options;
  options.good_rows_only = true;
  const io::LoadResult result = support::read_tables({households, women}, options);
  std::vector<std::string> told;
  for (const Issue& issue : result.issues) {
    told.push_back(issue.code + " " + std::to_string(issue.row) + " " + issue.column + " " +
                   issue.value);
  }
  const std::vector<std::string> expected = {"io.formula 2 wage_income =1+1",
                                             "io.merged 5 lat 29.1",
                                             "io.formula 9 id =A1",
                                             "io.empty 9 region ",
                                             "io.empty 9 status ",
                                             "io.empty 9 standard ",
                                             "io.empty 9 type "};
  EXPECT_EQ(told, expected);
  ASSERT_EQ(result.registry.all<Household>().size(), 1U);
  EXPECT_EQ(result.registry.all<Household>()[0].id, Id("H4"));
}

TEST_F(Tables, AFaultyHeadingStopsTheTable) {
  std::vector<io::TextTable> tables = io::to_tables(support::sample_registry());
  tables[0].faults = {{1, 0, "io.merged", "id"}};
  const io::LoadResult result = support::read_tables(tables);
  ASSERT_FALSE(result.issues.empty());
  EXPECT_EQ(result.issues[0].code, "io.merged");
  EXPECT_EQ(result.issues[0].row, 1);
  EXPECT_EQ(result.registry, Registry{});
}

TEST_F(Tables, ReadTextTablesByEnglishOrChineseNameOnce) {
  std::vector<io::TextTable> tables = io::to_tables(support::sample_registry(), Language::zh);
  tables[0].rows[0][0] = "4306";
  tables[0].first_row = 5;
  tables.push_back(tables[0]);
  tables.push_back({.name = "妇", .header = {"id"}});
  std::set<std::string> codes;
  for (const Issue& issue : support::read_tables(tables).issues) codes.insert(issue.code);
  EXPECT_TRUE(codes.contains("io.table.twice"));
  EXPECT_TRUE(codes.contains("io.file.unknown"));
  tables.resize(2);
  tables[1].rows[0][0] = "bad id";
  for (const Issue& issue : support::read_tables(tables).issues) {
    if (issue.code == "core.id") {
      EXPECT_EQ(issue.place(), "贫困户 row 2, id: core.id");
    }
  }
}

TEST_F(Tables, SavingLeavesNoRowOfATableThatIsEmptyNow) {
  io::save_registry(support::sample_registry(), folder_);
  EXPECT_TRUE(fs::exists(folder_ / io::synthetic_marker));
  Registry registry;
  Household household = support::sample_registry().all<Household>()[0];
  registry.add(household);
  io::save_registry(registry, folder_);
  EXPECT_EQ(io::load_registry(folder_), registry);
  EXPECT_FALSE(fs::exists(folder_ / io::synthetic_marker));
  EXPECT_FALSE(io::load_registry(folder_).synthetic());
}

TEST_F(Tables, ACellThatItsSourceCouldNotSayIsAFaultWhereItsColumnIsRead) {
  std::vector<io::TextTable> tables = io::to_tables(support::sample_registry());
  const auto table = std::find_if(tables.begin(), tables.end(),
                                  [](const io::TextTable& one) { return one.name == "women"; });
  ASSERT_NE(table, tables.end());
  const std::size_t own = table->header.size();
  table->header.push_back("x_own");
  for (auto& row : table->rows) row.emplace_back("?");
  table->faults = {
      {2, 0, "io.cell.bytes", "b'1'"}, {2, own, "io.cell.bytes", ""}, {3, own, "io.cell.kind", ""}};
  const io::LoadResult result = support::read_tables(tables, {.good_rows_only = true});
  std::vector<Issue> told;
  for (const Issue& issue : result.issues) {
    if (issue.code.starts_with("io.")) told.push_back(issue);
  }
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].code, "io.cell.bytes");
  EXPECT_EQ(told[0].file, "women");
  EXPECT_EQ(told[0].row, 2);
  EXPECT_EQ(told[0].column, "id");
  EXPECT_EQ(told[0].value, "b'1'");
  for (const Language language : {Language::en, Language::zh}) {
    EXPECT_EQ(told[0].text(language).find("io."), std::string::npos) << told[0].text(language);
  }
  const std::size_t all = support::sample_registry().all<Beneficiary>().size();
  EXPECT_EQ(result.registry.all<Beneficiary>().size(), all - 1);
}

TEST_F(Tables, SavedTablesHoldNoFormulaAndBeginWithAByteOrderMark) {
  io::save_registry(support::sample_registry(), folder_);
  const std::string households = io::read_file(folder_ / "households.csv", 1 << 20);
  EXPECT_TRUE(households.starts_with("\xEF\xBB\xBFid,"));
  EXPECT_EQ(households.find(",=HYPERLINK"), std::string::npos);
  EXPECT_NE(households.find(",'=HYPERLINK"), std::string::npos);
}

TEST_F(Tables, AFolderThatIsNotThereIsAnErrorOfTheFileSystem) {
  EXPECT_THROW(static_cast<void>(support::read_tables(folder_ / "none")), fs::filesystem_error);
  EXPECT_THROW(static_cast<void>(support::read_tables(folder_ / "women.csv")),
               fs::filesystem_error);
}

TEST_F(Tables, AnEmptyFolderMissesItsTwoTables) {
  fs::remove(folder_ / "women.csv");
  fs::remove(folder_ / "households.csv");
  const std::vector<Issue> issues = read().issues;
  ASSERT_EQ(issues.size(), 2U);
  EXPECT_EQ(issues[0].code, "io.file.missing");
}

TEST_F(Tables, AnyBytesGiveARegistryOrIssuesNeverAnythingElse) {
  io::save_registry(support::sample_registry(), folder_);
  const std::string whole = io::read_file(folder_ / "households.csv", 1 << 20);
  std::uint64_t state = 1;
  for (int round = 0; round < 400; ++round) {
    std::string bytes = whole;
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    if (round % 4 == 0) {
      bytes.resize(state % bytes.size());
    } else {
      for (int k = 0; k < round % 4; ++k) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        bytes[(state >> 32U) % bytes.size()] = static_cast<char>(state >> 24U);
      }
    }
    write("households.csv", bytes);
    const io::LoadResult result = read();
    const bool errors =
        std::any_of(result.issues.begin(), result.issues.end(),
                    [](const Issue& issue) { return issue.severity == Severity::error; });
    EXPECT_EQ(errors, result.registry.all<Beneficiary>().empty());
  }
}

}  // namespace
}  // namespace jinguo

// What officers write, and what it is read as: days, numbers with units, everyday words, headings,
// villages by name, files as spreadsheet programs save them.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "jinguo/domain/synonyms.hpp"
#include "jinguo/io/file.hpp"
#include "jinguo/sample/yueyang.hpp"
#include "jinguo/io/tables.hpp"
#include "support/plain_reading.hpp"
#include "support/sample_registry.hpp"

namespace jinguo {
namespace {

namespace fs = std::filesystem;

using Row = std::map<std::string, std::string>;

io::TextTable table(const std::string& name, const Row& row) {
  io::TextTable out;
  out.name = name;
  out.rows.emplace_back();
  for (const auto& [heading, cell] : row) {
    out.header.push_back(heading);
    out.rows[0].push_back(cell);
  }
  return out;
}

Row household() {
  return {{"id", "H1"},
          {"region", "430626209203"},
          {"status", "registered"},
          {"standard", "national"},
          {"type", "general"},
          {"main_cause", "illness"}};
}
Row woman() {
  return {{"id", "W1"},           {"household", "H1"},      {"birth_date", "1980-02-29"},
          {"relation", "spouse"}, {"education", "primary"}, {"health", "healthy"},
          {"labour", "ordinary"}};
}

/// The tables of one household and one woman, with a cell of each set otherwise.
io::LoadResult read(const Row& of_household, const Row& of_woman = {},
                    std::span<const Region> gazetteer = {}) {
  Row home = household();
  Row she = woman();
  for (const auto& [name, cell] : of_household) home[name] = cell;
  for (const auto& [name, cell] : of_woman) she[name] = cell;
  io::LoadOptions options;
  options.gazetteer = gazetteer;
  // Amounts as small and as great as can be written are in doubt, and read.
  return support::without(
      support::read_tables({table("households", home), table("women", she)}, options),
      {"ten_thousands", "most_yuan"});
}

Household household_of(const io::LoadResult& result) {
  for (const Issue& issue : result.issues) ADD_FAILURE() << issue.text(Language::zh);
  return result.registry.all<Household>().empty() ? Household{}
                                                  : result.registry.all<Household>()[0];
}
Beneficiary woman_of(const io::LoadResult& result) {
  for (const Issue& issue : result.issues) ADD_FAILURE() << issue.text(Language::zh);
  return result.registry.all<Beneficiary>().empty() ? Beneficiary{}
                                                    : result.registry.all<Beneficiary>()[0];
}
Issue only(const io::LoadResult& result) {
  EXPECT_EQ(result.issues.size(), 1U);
  return result.issues.empty() ? Issue{} : result.issues[0];
}

TEST(Words, ADayIsReadWhereItsYearStandsFirst) {
  for (const char* text : {"2016-03-01",
                           "2016/3/1",
                           "2016/03/01",
                           "2016-3-1",
                           "2016.3.1",
                           "2016.03.01",
                           "2016年3月1日",
                           "2016年03月01日",
                           "2016年3月1号",
                           "2016年3月1",
                           "2016 年 3 月 1 日",
                           "20160301",
                           "2016/3/1 0:00",
                           "2016/03/01 00:00",
                           "2016-03-01 00:00:00",
                           "2016-03-01T00:00:00",
                           "2016-03-01T00:00:00.000",
                           "2016-03-01T00:00:00Z",
                           "2016-03-01T00:00:00+08:00",
                           "2016/3/1 0:00:00",
                           "2016/3/1 12:00:00 AM",
                           "2016年3月1日 0时0分",
                           "２０１６／３／１",
                           "２０１６年３月１日",
                           "二〇一六年三月一日",
                           " 2016/3/1\u3000"}) {
    EXPECT_EQ(household_of(read({{"registered_on", text}})).registered_on, parse_date("2016-03-01"))
        << text;
  }
}

TEST(Words, AnAmountIsReadWithItsUnit) {
  const std::map<std::string, std::int64_t> fen = {{"12000", 1'200'000},
                                                   {"12000.5", 1'200'050},
                                                   {"1.2万元", 1'200'000},
                                                   {"1.2万", 1'200'000},
                                                   {"1.2 万元", 1'200'000},
                                                   {"12,000", 1'200'000},
                                                   {"12，000.50元", 1'200'050},
                                                   {"¥12,000", 1'200'000},
                                                   {"￥12000", 1'200'000},
                                                   {"RMB 12000", 1'200'000},
                                                   {"12000 yuan", 1'200'000},
                                                   {"12000元整", 1'200'000},
                                                   {"１２０００", 1'200'000},
                                                   {"1.2", 120},
                                                   {"1.2元", 120},
                                                   {"3千元", 300'000},
                                                   {"0.5亿元", 5'000'000'000},
                                                   {"三千五百元", 350'000},
                                                   {"一万二千", 1'200'000},
                                                   {"1万2千元", 1'200'000},
                                                   {"1万2000", 1'200'000},
                                                   {"十二", 1'200},
                                                   {"一百零五", 10'500},
                                                   {"两千", 200'000},
                                                   {"0", 0},
                                                   {"人民币3000元", 300'000},
                                                   {"3000块", 300'000},
                                                   {"1,234,567.89", 123'456'789}};
  for (const auto& [text, value] : fen) {
    EXPECT_EQ(household_of(read({{"wage_income", text}})).wage_income, Money::from_fen(value))
        << text;
  }
}

TEST(Words, AWholeNumberIsReadWithTheUnitOfItsColumn) {
  for (const char* text :
       {"60", "60平方米", "60㎡", "60m2", "60 平米", "六十", "六十平方米", "６０"}) {
    EXPECT_EQ(household_of(read({{"housing_area_m2", text}})).housing_area_m2, 60) << text;
  }
  for (const char* text : {"5000", "5公里", "5km", "5 KM", "5千米", "5000米", "5,000m", "五公里"}) {
    EXPECT_EQ(woman_of(read({}, {{"max_distance_m", text}})).max_distance_m, 5000) << text;
  }
  EXPECT_EQ(woman_of(read({}, {{"max_distance_m", "1.5公里"}})).max_distance_m, 1500);
}

TEST(Words, ARateIsReadInTenThousandths) {
  const Row product = {{"id", "P1"},
                       {"name", "x"},
                       {"scheme", "women_guaranteed"},
                       {"valid_from", "2016-01-01"},
                       {"ceiling", "8万元"},
                       {"max_term_months", "2年"},
                       {"min_age", "18岁"},
                       {"max_age", "六十"}};
  const auto points = [&](const std::string& text) {
    Row row = product;
    row["max_points_bp"] = text;
    return support::read_tables(
        {table("households", household()), table("women", woman()), table("loan_products", row)});
  };
  for (const char* text : {"435", "4.35%", "4.35％", "４.３５%", "43.5‰", "435bp", "435个基点",
                           "百分之4.35", "万分之435"}) {
    const io::LoadResult result = points(text);
    for (const Issue& issue : result.issues) ADD_FAILURE() << issue.text();
    ASSERT_EQ(result.registry.all<LoanProduct>().size(), 1U);
    const LoanProduct& read = result.registry.all<LoanProduct>()[0];
    EXPECT_EQ(read.max_points_bp, 435) << text;
    EXPECT_EQ(read.ceiling, Money::from_yuan(80'000));
    EXPECT_EQ(read.max_term_months, 24);
    EXPECT_EQ(read.min_age, 18);
    EXPECT_EQ(read.max_age, 60);
  }
  for (const char* text : {"4.35", "0.0435"}) {  // per cent, a share, or ten-thousandths
    const Issue issue = only(points(text));
    EXPECT_EQ(issue.code, "io.rate");
    EXPECT_NE(issue.text().find("if 4.35% is meant, write 435"), std::string::npos) << issue.text();
  }
  EXPECT_NE(only(points("4.0")).text().find("if 4% is meant, write 400"), std::string::npos);
  // Finer than a ten-thousandth, or in no plain unit: no proposal.
  for (const char* text : {"4.355%", "3.625‰", "0.04", "3.5厘", "5分利"}) {
    EXPECT_EQ(only(points(text)).text().find(" 43550"), std::string::npos) << text;
    EXPECT_TRUE(only(points(text)).mend.code.ends_with(".mend")) << text;
  }
  EXPECT_EQ(only(points("4.35元")).code, "io.unit.other");
}

TEST(Words, AnEverydayWordIsReadAsTheOnlyValueItCanMean) {
  EXPECT_EQ(woman_of(read({}, {{"education", "文盲"}})).education, Education::illiterate);
  EXPECT_EQ(woman_of(read({}, {{"education", "大学本科"}})).education, Education::bachelor);
  EXPECT_EQ(woman_of(read({}, {{"relation", "儿媳"}})).relation, Relation::child_in_law);
  EXPECT_EQ(woman_of(read({}, {{"relation", "女儿"}})).relation, Relation::child);
  EXPECT_EQ(woman_of(read({}, {{"relation", "Daughter in law"}})).relation, Relation::child_in_law);
  EXPECT_EQ(woman_of(read({}, {{"health", "Healthy"}})).health, Health::healthy);
  EXPECT_EQ(woman_of(read({}, {{"labour", "没有劳动能力"}})).labour, Labour::none);
  EXPECT_EQ(household_of(read({{"status", "未脱贫"}})).status, RegistrationStatus::registered);
  EXPECT_EQ(woman_of(read({}, {{"education", "junior secondary"}})).education,
            Education::junior_secondary);
  EXPECT_EQ(woman_of(read({}, {{"skills", "无"}})).skills.size(), 0U);
  EXPECT_EQ(woman_of(read({}, {{"relation", "户主之女"}})).relation, Relation::child);
  EXPECT_EQ(woman_of(read({}, {{"relation", "户主的妻子"}})).relation, Relation::spouse);
  EXPECT_EQ(woman_of(read({}, {{"relation", "婆婆"}})).relation, Relation::parent);
  EXPECT_EQ(woman_of(read({}, {{"health", "二级残疾"}})).health, Health::disabled);
  EXPECT_EQ(household_of(read({{"status", "返贫"}})).status, RegistrationStatus::registered);
  EXPECT_EQ(woman_of(read({}, {{"skills", "养猪；电商"}})).skills,
            (std::vector<Skill>{Skill::breeding, Skill::e_commerce}));
  for (const char* yes : {"是", "有", "√", "Yes", "Y", "TRUE", "已参保"}) {
    EXPECT_TRUE(woman_of(read({}, {{"insured", yes}})).insured) << yes;
  }
  for (const char* no : {"否", "无", "×", "No", "n", "False", "未参保"}) {
    EXPECT_FALSE(woman_of(read({}, {{"insured", no}})).insured) << no;
  }
}

TEST(Words, NoProposalIsTheOppositeOrAnotherStepOfAScale) {
  struct Case {
    const char* column;
    const char* cell;
    const char* proposal;  ///< "": none.
  };
  for (const Case& one : {
           Case{"labour", "弱劳动力", ""},
           Case{"labour", "半劳动力", ""},
           Case{"labour", "有劳动能力", "普通劳动力 / 技能劳动力"},
           Case{"labour", "普通劳动", "普通劳动力"},
           Case{"education", "大学", "大专 / 本科及以上"},
           Case{"education", "中学", "初中 / 高中"},
           Case{"education", "初等", ""},
           Case{"health", "不健康", ""},
           Case{"health", "亚健康状态差", ""},
           Case{"health", "unhealthy", ""},
           Case{"health", "not healthy", ""},
           Case{"health", "helthy", "healthy"},
           Case{"labour", "not able", ""},
           Case{"labour", "unskilled", ""},
           Case{"labour", "skiled", "skilled"},
           Case{"education", "primry", "primary"},
           Case{"education", "university", "college / bachelor"},
           Case{"relation", "媳妇", "配偶 / 儿媳女婿"},
           Case{"relation", "前妻", ""},
           Case{"relation", "干女儿", ""},
           Case{"education", "小学以下", ""},
           Case{"education", "大专以上", ""},
           Case{"education", "初中未毕业", ""},
           Case{"health", "有病", "长期慢性病 / 患有大病"},
           Case{"health", "无残疾", ""},
           Case{"health", "基本健康", ""},
           Case{"labour", "暂时丧失劳动能力", ""},
           Case{"labour", "未丧失劳动力", ""},
           Case{"labour", "semi-skilled", ""},
           Case{"labour", "skilless", ""},
           Case{"skills", "种养殖", "种植 / 养殖"},
           Case{"wishes", "vegtables", "vegetables"},
           Case{"wishes", "grapes", ""},
           Case{"wishes", "非茶叶", ""},
       }) {
    const Issue issue = only(read({}, {{one.column, one.cell}}));
    EXPECT_EQ(issue.code, "io.code") << one.cell;
    const std::string text =
        issue.mend.parameters.empty() ? std::string() : issue.mend.parameters[0].second;
    EXPECT_EQ(text, one.proposal) << one.cell;
  }
}

TEST(Words, WhetherSheIsAwayHasWordsOfItsOwn) {
  for (const char* yes : {"外出务工", "在外", "打工"}) {
    EXPECT_TRUE(woman_of(read({}, {{"away", yes}})).away) << yes;
    EXPECT_EQ(only(read({}, {{"insured", yes}})).code, "io.boolean") << yes;
  }
  for (const char* no : {"在家", "未外出", "否"}) {
    EXPECT_FALSE(woman_of(read({}, {{"away", no}})).away) << no;
  }
}

TEST(Words, ANumberInDoubtIsProposedAndNeverRead) {
  struct Case {
    const char* column;
    const char* cell;
    const char* proposal;  ///< "": none.
  };
  for (const Case& one : {
           Case{"wage_income", "1 200", "1200"},
           Case{"wage_income", "12 000.50 元", "12000.5"},
           Case{"wage_income", "1 20", ""},
           Case{"wage_income", "约1.2万元", "12000"},
           Case{"wage_income", "1200左右", "1200"},
           Case{"wage_income", "9000元/年", "9000"},
           Case{"wage_income", "300元/月", ""},
           Case{"wage_income", "1.2w", "12000"},
           Case{"wage_income", "2万多", ""},
           Case{"wage_income", "10余元", ""},
           Case{"wage_income", "1200-1500", ""},
           Case{"wage_income", "1200以上", ""},
           Case{"max_distance_m", "5里", "2500"},
           Case{"max_distance_m", "约5公里", "5000"},
           Case{"max_distance_m", "5公里以内", ""},
           Case{"max_distance_m", "不限", ""},
       }) {
    const Issue issue = std::string_view(one.column) == "wage_income"
                            ? only(read({{one.column, one.cell}}))
                            : only(read({}, {{one.column, one.cell}}));
    std::string text;
    for (const auto& [name, value] : issue.mend.parameters) {
      if (name == "text") text = value;
    }
    EXPECT_EQ(text, one.proposal) << one.cell;
  }
  for (const char* nothing : {"无", "/", "—", "不详"}) {
    EXPECT_EQ(only(read({{"wage_income", nothing}})).mend.code, "io.nothing.number.mend");
    EXPECT_EQ(only(read({{"registered_on", nothing}})).mend.code, "io.nothing.mend");
    EXPECT_EQ(only(read({}, {{"max_distance_m", nothing}})).mend.code, "io.nothing.mend");
  }
}

TEST(Words, ADayThatIsNoneSaysWhatIsWrong) {
  EXPECT_EQ(only(read({{"registered_on", "2016年2月30日"}})).mend.code, "io.date.no_day.mend");
  EXPECT_EQ(only(read({{"registered_on", "2016年3月"}})).mend.code, "io.date.month.mend");
  EXPECT_EQ(only(read({{"registered_on", "2016-03"}})).mend.code, "io.date.month.mend");
  EXPECT_EQ(only(read({{"registered_on", "农历2016年正月初三"}})).mend.code, "io.date.lunar.mend");
}

TEST(Words, WordsOfAListThatOtherMarksPartAreShownParted) {
  for (const char* cell : {"缝纫 刺绣", "缝纫/刺绣", "缝纫和刺绣"}) {
    const Issue issue = only(read({}, {{"skills", cell}}));
    EXPECT_EQ(issue.code, "io.list.comma") << cell;
    EXPECT_EQ(issue.mend.parameters.at(0).second, "缝纫；刺绣") << cell;
  }
  EXPECT_EQ(only(read({}, {{"skills", "缝纫刺绣"}})).mend.code, "io.code.mend");
}

/// Calls visit(std::type_identity<E>) for every enumeration of a column.
template <class Visit>
void for_each_enumeration(Visit&& visit) {
  const auto field = [&]<class Record, class T>(const Field<Record, T>&) {
    if constexpr (detail::is_optional<T> || detail::is_vector<T>) {
      if constexpr (CodedEnum<typename T::value_type>) {
        visit(std::type_identity<typename T::value_type>{});
      }
    } else if constexpr (CodedEnum<T>) {
      visit(std::type_identity<T>{});
    }
  };
  Registry::Records::for_each(
      [&]<class Record>(std::type_identity<Record>) { for_each_field<Record>(field); });
}

TEST(Words, EveryCodeListHasEverydayWordsThatMeanOneValueEach) {
  for_each_enumeration([]<class E>(std::type_identity<E>) {
    static_assert(HasSynonyms<E>);
    std::set<std::string> seen;
    for (const Coded<E>& row : codes(std::type_identity<E>{})) {
      for (const std::string_view word : {row.word, row.code, row.zh}) seen.emplace(word);
    }
    const std::size_t own = seen.size();
    std::size_t words = 0;
    for (const Synonym<E>& row : synonyms(std::type_identity<E>{})) {
      std::string_view list = row.read;
      while (!list.empty()) {
        const std::size_t end = std::min(list.find('|'), list.size());
        const std::string word(list.substr(0, end));
        EXPECT_FALSE(word.empty());
        EXPECT_TRUE(seen.insert(word).second) << word << " means two values, or is in the list";
        EXPECT_EQ(from_synonym<E>(word), row.value);
        list.remove_prefix(std::min(end + 1, list.size()));
        ++words;
      }
      for (const Synonym<E>& other : synonyms(std::type_identity<E>{})) {
        std::string_view proposed = row.proposed;
        while (!proposed.empty()) {
          const std::size_t end = std::min(proposed.find('|'), proposed.size());
          EXPECT_FALSE(is_listed(other.read, proposed.substr(0, end))) << proposed;
          proposed.remove_prefix(std::min(end + 1, proposed.size()));
        }
      }
    }
    EXPECT_EQ(seen.size(), own + words);
    EXPECT_GT(words, 0U);
  });
}

TEST(Words, AHeadingIsReadWithItsUnitAndNotWithAnother) {
  Row home = household();
  home["工资性收入（元）"] = "3000";
  home["经营性收入(元)"] = "200";
  const Household read =
      household_of(support::read_tables({table("households", home), table("women", woman())}));
  EXPECT_EQ(read.wage_income, Money::from_yuan(3000));
  EXPECT_EQ(read.business_income, Money::from_yuan(200));
  home = household();
  home["工资性收入（万元）"] = "0.3";
  const Issue issue = only(
      support::without(support::read_tables({table("households", home), table("women", woman())}),
                       {"ten_thousands"}));
  EXPECT_EQ(issue.place(), "households row 1, wage_income: io.column.unit");
  EXPECT_NE(issue.text(Language::zh).find("以元为单位"), std::string::npos)
      << issue.text(Language::zh);
}

TEST(Words, NoHeadingIsProposedAcrossANegationOrOfAnotherPerson) {
  Row she = woman();
  for (const char* heading : {"非学生", "not_insured", "户主姓名", "丈夫健康状况"})
    she[heading] = "";
  Row home = household();
  for (const char* heading : {"次要致贫原因", "致贫原因"}) home[heading] = "";
  const io::LoadResult result =
      support::read_tables({table("households", home), table("women", she)});
  ASSERT_EQ(result.issues.size(), 6U);
  for (const Issue& issue : result.issues) {
    EXPECT_EQ(issue.mend.code, "io.column.unknown.none") << issue.text();
  }
}

TEST(Words, AVillageMayBeNamed) {
  const std::vector<Region> known =
      sample::divisions(fs::path(JINGUO_SOURCE_DIR) / "data" / "yueyang");
  ASSERT_GT(known.size(), 2000U);
  const auto region = [&](const std::string& text) {
    const io::LoadResult result = read({{"region", text}}, {}, known);
    for (const Issue& issue : result.issues) {
      if (issue.severity == Severity::error)
        ADD_FAILURE() << text << ": " << issue.text(Language::zh);
    }
    return result.registry.all<Household>().empty()
               ? std::string()
               : result.registry.all<Household>()[0].region.to_string();
  };
  const auto township = std::find_if(known.begin(), known.end(), [](const Region& one) {
    return one.code.to_string() == "430626209";
  });
  ASSERT_NE(township, known.end());
  const std::string town = township->name;
  for (const std::string& text : std::vector<std::string>{
           town + "太平村", town + " 太平村", "平江县" + town + "太平村",
           "平江县 " + town + " 太平村", "平江" + town + "太平",
           "湖南省岳阳市平江县" + town + "太平村民委员会", "平江县太平村",
           "平江县\u3000" + town + "\u3000太平村委会", town + "/太平村", town + "太平村3组",
           town + "太平村第十二村民小组", std::string("430626209203"),
           std::string("４３０６２６２０９２０３")}) {
    EXPECT_EQ(region(text), "430626209203") << text;
  }
  EXPECT_EQ(region("平江县"), "430626");
  EXPECT_EQ(region("平江县" + town), "430626209");

  Issue issue = only(read({{"region", "太平村"}}, {}, known));  // in three counties
  EXPECT_EQ(issue.code, "io.region.names");
  EXPECT_NE(issue.text(Language::zh).find("430626209203"), std::string::npos) << issue.text();
  EXPECT_NE(issue.text(Language::zh).find("430623104215"), std::string::npos) << issue.text();
  issue = only(read({{"region", "平江县乌有村"}}, {}, known));
  EXPECT_EQ(issue.code, "io.region.name");
}

TEST(Words, AMisspeltVillageIsProposedWithCare) {
  const std::vector<Region> known =
      sample::divisions(fs::path(JINGUO_SOURCE_DIR) / "data" / "yueyang");
  struct Case {
    const char* cell;
    const char* code;  ///< "": none is proposed.
  };
  for (const Case& one : {
           Case{"大洲乡泰平村", "430626209203"}, Case{"平江县大洲乡泰平村", "430626209203"},
           Case{"大周乡太平村", "430626209203"}, Case{"大洲镇太平村", "430626209203"},
           Case{"大洲乡太平社区", "430626209203"}, Case{"长寿乡", "430626104"},
           Case{"泰平村", ""},        // half of its signs
           Case{"平江县泰平村", ""},  // 太平村, 和平村 ...
           Case{"大洲乡东方村", ""},  // there is one in another county
           Case{"华容县幸福乡太平村", ""}, Case{"乌有村", ""},
           Case{"大洲乡上太平村", ""},  // 上 and 下 tell neighbours apart
       }) {
    const Issue issue = only(read({{"region", one.cell}}, {}, known));
    EXPECT_EQ(issue.code, "io.region.name") << one.cell;
    const std::string text = issue.text(Language::zh);
    if (*one.code == '\0') {
      EXPECT_NE(issue.mend.code, "io.region.name.nearest") << text;
    } else {
      EXPECT_EQ(issue.mend.code, "io.region.name.nearest") << text;
      EXPECT_NE(text.find(one.code), std::string::npos) << text;
    }
  }
  // An unknown township: the villages of that name, to choose from.
  const Issue issue = only(read({{"region", "乌有镇太平村"}}, {}, known));
  EXPECT_EQ(issue.mend.code, "io.region.name.same");
  EXPECT_NE(issue.text().find("430623104215"), std::string::npos) << issue.text();
  // Two counties have a township of one name.
  EXPECT_EQ(only(read({{"region", "五里牌街道"}}, {}, known)).code, "io.region.names");
}

TEST(Words, TablesWithoutDivisionsGetThoseTheyName) {
  const std::vector<Region> known =
      sample::divisions(fs::path(JINGUO_SOURCE_DIR) / "data" / "yueyang");
  const io::LoadResult result = read({}, {}, known);
  ASSERT_EQ(result.registry.all<Region>().size(), 5U);  // province to village
  EXPECT_NE(result.registry.position_of(*RegionCode::parse("430626209203")), nullptr);
  const Issue issue = only(result);  // the county's point only
  EXPECT_EQ(issue.code, "io.position.county");
  EXPECT_EQ(issue.severity, Severity::warning);
  EXPECT_EQ(issue.row, 2);
  EXPECT_EQ(read({{"lon", "113.5"}, {"lat", "28.7"}}, {}, known).issues.size(), 0U);
  // One that is not among them: none, and no fault.
  EXPECT_TRUE(read({{"region", "430626999999"}}, {}, known).registry.all<Region>().empty());
  EXPECT_TRUE(read({{"region", "110101001001"}}, {}, known).issues.empty());
}

class SavedAgain : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("jinguo-words-" + std::to_string(::getpid()));
    fs::create_directories(folder_);
    io::save_registry(support::sample_registry(), folder_, Language::zh);
    expected_ = support::read_tables(folder_).registry;
  }
  void TearDown() override { fs::remove_all(folder_); }
  /// Every CSV file changed by a function of its text.
  template <class Change>
  void rewrite(Change change) const {
    for (const auto& entry : fs::directory_iterator(folder_)) {
      if (entry.path().extension() != ".csv") continue;
      const std::string text = io::read_file(entry.path(), 1 << 20).substr(3);
      std::ofstream(entry.path(), std::ios::binary) << change(text);
    }
  }
  void expect_equal() const {
    const io::LoadResult result = support::read_tables(folder_);
    for (const Issue& issue : result.issues) ADD_FAILURE() << issue.text();
    EXPECT_EQ(result.registry, expected_);
  }
  /// With another separator: cells that hold it are put in quotes.
  static std::string separated(const std::string& text, char separator) {
    std::string out;
    std::string cell;
    bool open = false;
    const auto end_cell = [&] {
      const bool quoted = cell.starts_with('"');
      out += !quoted && cell.find(separator) != std::string::npos ? '"' + cell + '"' : cell;
      cell.clear();
    };
    for (const char c : text) {
      if (c == '"') open = !open;
      if (!open && (c == ',' || c == '\r' || c == '\n')) {
        end_cell();
        out += c == ',' ? separator : c;
      } else {
        cell += c;
      }
    }
    end_cell();
    return out;
  }
  /// In UTF-16 with its mark; the texts have no character beyond U+FFFF.
  static std::string utf16(const std::string& text, bool little) {
    std::string out = little ? "\xFF\xFE" : "\xFE\xFF";
    for (std::size_t at = 0; at < text.size();) {
      const auto c = detail::utf8_character(std::string_view(text).substr(at));
      const char low = static_cast<char>(c.point & 0xFFU);
      const char high = static_cast<char>(c.point >> 8U);
      out += little ? low : high;
      out += little ? high : low;
      at += c.bytes;
    }
    return out;
  }
  fs::path folder_;
  Registry expected_{};
};

TEST_F(SavedAgain, WithALineThatNamesTheSeparator) {
  rewrite([](const std::string& text) { return "\xEF\xBB\xBFsep=,\r\n" + text; });
  expect_equal();
}
TEST_F(SavedAgain, WithSemicolons) {
  rewrite([](const std::string& text) { return separated(text, ';'); });
  expect_equal();
}
TEST_F(SavedAgain, WithASeparatorThatIsNamed) {
  rewrite([](const std::string& text) { return "sep=|\n" + separated(text, '|'); });
  expect_equal();
}
TEST_F(SavedAgain, AsUnicodeText) {
  rewrite([](const std::string& text) { return utf16(separated(text, '\t'), true); });
  expect_equal();
}
TEST_F(SavedAgain, AsUnicodeTextOfTheOtherOrder) {
  rewrite([](const std::string& text) { return utf16(text, false); });
  expect_equal();
}

TEST_F(SavedAgain, AndARowIsAddedInTheFormOfTheFile) {
  rewrite([](const std::string& text) { return utf16(separated(text, '\t'), true); });
  Registry more = expected_;
  Mentorship one = expected_.all<Mentorship>()[0];
  one.id = IdOf<Mentorship>("R-new");
  one.status = RelationStatus::declined;
  one.ends_on = {};
  one.end_reason = {};
  io::append_relations(folder_, std::vector<Mentorship>{one}, {});
  const io::LoadResult result = support::read_tables(folder_);
  for (const Issue& issue : result.issues) ADD_FAILURE() << issue.text();
  EXPECT_EQ(result.registry.all<Mentorship>().size(), expected_.all<Mentorship>().size() + 1);
  EXPECT_EQ(result.registry.all<Mentorship>().back(), one);
}

TEST(Words, RandomTablesReadEqualHoweverTheyAreSpelt) {
  std::uint64_t state = 11;
  const auto random = [&](std::size_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>((state >> 33U) % below);
  };
  const auto day = [&](const Date& date) {
    const std::string y = std::to_string(static_cast<int>(date.year()));
    const std::string m = std::to_string(static_cast<unsigned>(date.month()));
    const std::string d = std::to_string(static_cast<unsigned>(date.day()));
    const std::string plain = to_string(date);
    const std::string forms[] = {plain,
                                 y + "/" + m + "/" + d,
                                 y + "." + m + "." + d,
                                 y + "年" + m + "月" + d + "日",
                                 plain + " 00:00:00",
                                 y + "/" + m + "/" + d + " 0:00",
                                 plain.substr(0, 4) + plain.substr(5, 2) + plain.substr(8)};
    return forms[random(7)];
  };
  const auto amount = [&](Money money) {
    const std::string plain = money.to_string();
    std::string thousands = plain;
    for (std::size_t at = plain.size() - 3; at > 3; at -= 3) thousands.insert(at - 3, ",");
    std::string tens = std::to_string(money.fen());
    while (tens.size() < 7) tens.insert(0, 1, '0');
    tens.insert(tens.size() - 6, ".");
    const std::string forms[] = {plain,     plain + "元",      "¥" + plain,
                                 thousands, thousands + " 元", tens + "万元"};
    return forms[random(6)];
  };
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const Registry registry = support::sample_registry();
    std::vector<io::TextTable> tables =
        io::to_tables(registry, seed % 2 == 0 ? Language::en : Language::zh);
    const Registry plain = support::read_tables(tables).registry;
    // Every cell that is a day or an amount, told by its plain form.
    for (io::TextTable& one : tables) {
      for (std::vector<std::string>& row : one.rows) {
        for (std::string& cell : row) {
          if (const std::optional<Date> date = parse_date(cell)) {
            cell = day(*date);
          } else if (const std::optional<Money> money = Money::parse(cell);
                     money && cell.size() > 3 && cell[cell.size() - 3] == '.') {
            cell = amount(*money);
          } else if (random(3) == 0 && !cell.empty()) {
            cell = " " + cell + "\u3000";
          }
        }
      }
    }
    const io::LoadResult result = support::read_tables(tables);
    for (const Issue& issue : result.issues) ADD_FAILURE() << issue.text();
    ASSERT_FALSE(plain.all<Household>().empty());
    for (std::size_t k = 0; k < plain.all<Household>().size(); ++k) {
      Household left = plain.all<Household>()[k];
      Household right = result.registry.all<Household>()[k];
      left.note = right.note = {};  // free text stays as it is written
      EXPECT_EQ(left, right);
    }
    EXPECT_EQ(plain.all<Loan>().size(), result.registry.all<Loan>().size());
    for (std::size_t k = 0; k < plain.all<Loan>().size(); ++k) {
      EXPECT_EQ(plain.all<Loan>()[k], result.registry.all<Loan>()[k]);
    }
    for (std::size_t k = 0; k < plain.all<Placement>().size(); ++k) {
      Placement left = plain.all<Placement>()[k];
      Placement right = result.registry.all<Placement>()[k];
      left.proof = right.proof = {};
      EXPECT_EQ(left, right);
    }
  }
}

}  // namespace
}  // namespace jinguo

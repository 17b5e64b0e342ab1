#include "jinguo/core/id.hpp"

#include <gtest/gtest.h>

#include <string>

namespace jinguo {
namespace {

TEST(Id, HoldsLettersOfAnyScriptDigitsAndSixMarks) {
  for (const char* text : {"A", "7", "w-1", "430626/岳阳:村_2.b", "Ünïcode", "妇女", "あ", "ж",
                           "43060219800101002", "4306021980010100289"}) {
    EXPECT_EQ(why_not_id(text), "") << text;
    EXPECT_EQ(Id(text).text(), text);
  }
}

TEST(Id, RefusesWhatASpreadsheetOrAPersonMightMisread) {
  for (const char* text :
       {"-1",   "a b", " a",   "a\n",       "=1",       "+1",          "@x",     "a,b",
        "a;b",  "'a",  "\"",   "１",        "Ａ",       "a\u00a0",     "\u200b", "\ufeffa",
        "中，", "😀",   "\xff", "a\xe4\xb8", "\xc0\x80", "\xed\xa0\x80"}) {
    EXPECT_EQ(why_not_id(text), "core.id") << text;
    EXPECT_THROW(Id{text}, InputError) << text;
  }
}

TEST(Id, HasAtMost64Characters) {
  std::string text;
  for (int k = 0; k < 64; ++k) text += "村";
  EXPECT_EQ(why_not_id(text), "");
  EXPECT_EQ(why_not_id(text + "1"), "core.id");
}

TEST(Id, IsNeverACitizenNumberAndDoesNotRepeatIt) {
  for (const std::string text :
       {"430602198001010027", "43060219800101006X", "43060219800101006x"}) {
    EXPECT_EQ(why_not_id(text), "core.id.citizen_number");
    try {
      const Id id(text);
      ADD_FAILURE() << "took " << id.text();
    } catch (const InputError& error) {
      EXPECT_EQ(std::string(error.what()).find(text), std::string::npos);
      EXPECT_EQ(error.issues()[0].text().find(text), std::string::npos);
    }
  }
}

TEST(Id, MayBeEmptyAndIsOrderedByItsBytes) {
  EXPECT_TRUE(Id().empty());
  EXPECT_TRUE(Id("").empty());
  EXPECT_LT(Id("B"), Id("a"));
  EXPECT_LT(Id("z"), Id("中"));
  EXPECT_EQ(std::hash<Id>{}(Id("a")), std::hash<Id>{}(Id("a")));
}

struct One;
struct Other;
TEST(Id, OfOneTableIsNoIdOfAnother) {
  static_assert(!std::is_convertible_v<IdOf<One>, IdOf<Other>>);
  static_assert(!std::is_convertible_v<std::string, Id>);
  EXPECT_EQ(IdOf<One>("a"), IdOf<One>("a"));
}

}  // namespace
}  // namespace jinguo

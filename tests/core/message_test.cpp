#include "jinguo/core/message.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "catalogue.hpp"

namespace jinguo {
namespace {

/// The names between braces.
std::set<std::string> parameters(std::string_view text) {
  std::set<std::string> out;
  for (std::size_t open = text.find('{'); open != std::string_view::npos;
       open = text.find('{', open + 1)) {
    out.emplace(text.substr(open + 1, text.find('}', open) - open - 1));
  }
  return out;
}

TEST(Catalogue, HasEveryTextOnceSortedByCodeInBothLanguages) {
  std::set<std::string_view> all;
  for (const std::span<const CatalogueEntry> part : catalogue) {
    std::string_view before;
    for (const CatalogueEntry& entry : part) {
      EXPECT_TRUE(all.insert(entry.code).second) << entry.code;
      EXPECT_LT(before, entry.code);
      EXPECT_NE(entry.code.find('.'), std::string_view::npos) << entry.code;
      EXPECT_FALSE(entry.en.empty()) << entry.code;
      EXPECT_FALSE(entry.zh.empty()) << entry.code;
      before = entry.code;
    }
  }
}

TEST(Catalogue, ChineseNamesNoParameterThatEnglishLacks) {
  for (const std::span<const CatalogueEntry> part : catalogue) {
    for (const CatalogueEntry& entry : part) {
      const std::set<std::string> en = parameters(entry.en);
      for (const std::string& name : parameters(entry.zh)) {
        // Names of coded values differ by language: {words} and {word} here, {names} and {name}
        // there.
        if (name == "names" || name == "name") continue;
        EXPECT_TRUE(en.contains(name)) << entry.code << " " << name;
      }
    }
  }
}

TEST(Message, FillsInItsParameters) {
  const Message message{"domain.dates.order", {{"from", "2016-01-01"}}};
  EXPECT_EQ(message.text(Language::en), "a date not before 2016-01-01");
  EXPECT_EQ(message.text(Language::zh), "不早于 2016-01-01 的日期");
}

TEST(Message, OfAnUnknownCodeGivesTheCodeAndItsParameters) {
  EXPECT_EQ((Message{"no.such", {{"a", "1"}}}).text(Language::en), "no.such a=1");
}

TEST(Message, AParametersValueIsNotLookedAtAgain) {
  const Message message{"domain.dates.order", {{"from", "{from}"}}};
  EXPECT_EQ(message.text(Language::en), "a date not before {from}");
}

}  // namespace
}  // namespace jinguo

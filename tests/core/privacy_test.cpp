#include "jinguo/core/privacy.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "jinguo/core/date.hpp"
#include "jinguo/core/id.hpp"
#include "jinguo/core/issue.hpp"

namespace jinguo {
namespace {

/// The check digit by ISO 7064 MOD 11-2, by the weights that the standard lists.
char check_digit(std::string_view seventeen) {
  constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t k = 0; k < 17; ++k) sum += weights[k] * (seventeen[k] - '0');
  return "10X98765432"[sum % 11];
}

TEST(Privacy, FindsACitizenNumberHoweverItIsWritten) {
  for (const char* text : {
           "430626198001010028",
           "43062619800101001X",
           "43062619800101001x",
           "430626 19800101 0028",
           "430626-19800101-0028",
           "430626.19800101.0028",
           "4306 2619 8001 0100 28",
           "4 3 0 6 2 6 1 9 8 0 0 1 0 1 0 0 2 8",
           "430626 - 19800101 - 001 X",
           "430,626,198,001,010,028",
           "(430626)19800101(0028)",
           "430626\n198001010028",
           "430626\u00a0198001010028",
           "430626\u200b198001010028",
           "4\u03033\u03030\u03036\u03032\u03036198001010028",
           "ID430626198001010028",
           "430626198001010028的身份证",
           "身份证号：430626198001010028，已核",
           "1430626198001010028",
           "4306261980010100282",
           "no. 7: 430626198001010028",
           "430626198001010028 13812345678",
           "plan-430626198001010028.csv",
           "H/430626198001010028/2",
           "４３０６２６１９８００１０１００２８",
           "４３０６２６１９８００１０１００１Ｘ",
           "43062619800101001Х",  // Cyrillic
           "43062619800101001Ⅹ",
           "٤٣٠٦٢٦١٩٨٠٠١٠١٠٠٢٨",
           "४३०६२६१९८००१०१००२८",
           "𝟒𝟑𝟎𝟔𝟐𝟔𝟏𝟗𝟖𝟎𝟎𝟏𝟎𝟏𝟎𝟎𝟐𝟖",
           "四三〇六二六一九八〇〇一〇一〇〇二八",
           "④③⓪⑥②⑥①⑨⑧⓪⓪①⓪①⓪⓪②⑧",
           "430626198001010000",  // as a spreadsheet cuts it
           "430626800101123",     // of the old form
           "430626-800101-123",
           "430626 80 01 01 123",
           "W430626800101123a",
           "４３０６２６８００１０１１２３",
           "430626\u061c1980\u180e0101\u31640028",  // parted by what cannot be seen
           "430626\u115f80\uffa00101\U000e0020123",
           "abc430626198001010028abc",
       }) {
    EXPECT_TRUE(holds_citizen_number(text)) << text;
    EXPECT_TRUE(resembles_citizen_number(text)) << text;
    const std::string masked = mask_citizen_numbers(text);
    EXPECT_NE(masked.find("***"), std::string::npos) << masked;
    EXPECT_FALSE(resembles_citizen_number(masked)) << masked;
    EXPECT_EQ(mask_citizen_numbers(masked), masked);
  }
}

TEST(Privacy, LeavesOtherNumbersAlone) {
  for (const char* text : {
           "",
           "43062619800101002",   // 17 digits
           "430626198013010028",  // no 13th month
           "430626198002300028",  // no 30 February
           "430626178001010028",  // of 1780
           "990626198001010028",  // no such province
           "914306260700000003",  // codes of organisations, all digits
           "91430600MA4L16JQ9B",  // with letters
           "12430600447000001X",
           "6222021234567890123",  // accounts
           "622202123456789012",
           "13812345678",      // a telephone
           "430626100001",     // a village
           "430626100001012",  // a household of it
           "430626101201015",
           "430626200231007",
           "2016-03-01 2016-04-01 2017-01-01",
           "201603012016040120170101",
           "3580.3999999999996",
           "0.333333333333333333333",
           "113.129684, 29.371814, 113.272301, 29.472712",
           "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15",
           "2c806fe7a31f0d6620811980b1013344556677889900aabbccddeeff00112233",
           "W430626 and 19800101 and 0028",  // words between
           "第一、二、三次走访",
           // Digests, seeds and UUIDs that hold digits that fit.
           "194cb162b493e259240975615c462cd5ae3571130d658749560209874ad2ebfa",
           "f5f4815cbba4b321363540909511d3c7",
           "E1D817450720216351B992546262B215",
           "a430626198001010028b0c0d0e0f0011",
           "5a958d12-668d-91d0-e326-319880427405",
           "a2f7dc64-2428-4001-2094-5f4ecbd52973",
       }) {
    EXPECT_FALSE(holds_citizen_number(text)) << text;
    EXPECT_EQ(mask_citizen_numbers(text), text);
  }
}

TEST(Privacy, DoesNotShowAMisspeltOneEither) {
  for (const char* text : {"430626198001011234", "W430626198001011234", "43062619800101123X"}) {
    EXPECT_FALSE(holds_citizen_number(text)) << text;
    EXPECT_TRUE(resembles_citizen_number(text)) << text;
    EXPECT_EQ(mask_citizen_numbers(text).find("1980"), std::string::npos) << text;
  }
}

TEST(Privacy, FindsEveryRightNumberAndNoneWithAnotherCheckDigit) {
  std::uint64_t state = 7;
  const auto random = [&](std::uint64_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state >> 33U) % below;
  };
  constexpr int provinces[] = {11, 23, 36, 43, 46, 54, 65, 71, 83};
  for (int round = 0; round < 5000; ++round) {
    const Date day{std::chrono::sys_days(std::chrono::year(1900) / 1 / 1) +
                   std::chrono::days(random(73'000))};
    std::string text = std::to_string(provinces[random(9)]) + std::to_string(1000 + random(9000));
    for (const char c : to_string(day)) {
      if (c != '-') text += c;
    }
    text += std::to_string(100 + random(899));
    const char right = check_digit(text);
    EXPECT_TRUE(holds_citizen_number(text + right)) << text;
    for (const char other : std::string_view("0123456789X")) {
      if (other == right) continue;
      if (other == '0' && text.ends_with("00")) continue;  // cut by a spreadsheet
      EXPECT_FALSE(holds_citizen_number(text + other)) << text << other;
    }
  }
}

TEST(Privacy, MasksEveryOneOfATextAndNothingElse) {
  EXPECT_EQ(mask_citizen_numbers("a 430626198001010028 b 43062619800101001X, c 430626800101123."),
            "a *** b ***, c ***.");
  EXPECT_EQ(mask_citizen_numbers("\xff 430626198001010028\xff"), "\xff ***\xff");
  EXPECT_EQ(mask_citizen_numbers(std::string(1 << 20, '1')), std::string(1 << 20, '1'));
  std::string many;
  for (int k = 0; k < 50'000; ++k) many += "a430626198001010028b";
  EXPECT_EQ(mask_citizen_numbers(many), many);  // a digest, if a long one
}

TEST(Privacy, NoTextOfAnIssueHoldsOne) {
  const std::string number = "430626198001010028";
  Issue issue;
  issue.code = "io.code";
  issue.file = number + ".csv";
  issue.row = 2;
  issue.column = "x" + number;
  issue.value = number;
  issue.subject = "W" + number;
  issue.expected = {"no.such.text", {{"known", number}}};
  issue.mend = {"io.code.write", {{"text", "430626-19800101-0028"}}};
  for (const Language language : {Language::en, Language::zh}) {
    EXPECT_EQ(issue.text(language).find("1980"), std::string::npos) << issue.text(language);
  }
  EXPECT_EQ(issue.place().find("1980"), std::string::npos);
  EXPECT_EQ(issue.log_text().find("1980"), std::string::npos);
  const InputError error(issue);
  EXPECT_EQ(std::string(error.what()).find("1980"), std::string::npos);
  const Issue& kept = error.issues()[0];
  for (const std::string& text :
       {kept.file, kept.column, kept.value, kept.subject, kept.expected.parameters[0].second,
        kept.mend.parameters[0].second}) {
    EXPECT_NE(text.find("***"), std::string::npos) << text;
  }
}

TEST(Privacy, NoIdHoldsOne) {
  for (const char* text : {"ID430626198001010028", "430626-19800101-0028", "430626800101123",
                           "户430626.19800101.0028", "٤٣٠٦٢٦١٩٨٠٠١٠١٠٠٢٨"}) {
    EXPECT_EQ(why_not_id(text), "core.id.citizen_number") << text;
  }
  EXPECT_EQ(why_not_id("914306260700000003"), "");
  EXPECT_EQ(why_not_id("622202123456789012"), "");
}

}  // namespace
}  // namespace jinguo

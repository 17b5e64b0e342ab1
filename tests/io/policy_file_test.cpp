#include "jinguo/io/policy_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "jinguo/io/file.hpp"

namespace {

using namespace jinguo;

std::vector<Issue> issues_of(std::string_view text) {
  try {
    static_cast<void>(io::parse_policy(text, "test.toml"));
  } catch (const InputError& error) {
    return error.issues();
  }
  return {};
}

const Issue* find(const std::vector<Issue>& issues, std::string_view code, std::int64_t row) {
  for (const Issue& issue : issues) {
    if (issue.code == code && issue.row == row) return &issue;
  }
  return nullptr;
}

constexpr std::string_view small = R"(name = "small"
date = 2016-07-01
origin = {lon = 113.1, lat = 29.3}
[pairings.work.kinds.base.merit]
base = 10
)";

TEST(PolicyFile, ReadsTheProgrammesPolicy) {
  const Policy policy = io::load_policy(JINGUO_SOURCE_DIR "/policies/yueyang-2016.toml");
  ASSERT_EQ(policy.data().pairings.size(), 2u);
  EXPECT_EQ(policy.data().pairings[0].name, "livelihood");
  EXPECT_EQ(policy.data().existing, Existing::keep);
  EXPECT_EQ(policy.data().on_infeasible, OnShort::least_shortfall);
  EXPECT_EQ(policy.data().origin, (LonLat{113'129'700, 29'371'800}));
  const Pairing* livelihood = policy.find("livelihood");
  ASSERT_NE(livelihood, nullptr);
  ASSERT_EQ(livelihood->kinds.size(), 3u);
  ASSERT_EQ(livelihood->kinds[0].floors.size(), 1u);
  EXPECT_EQ(livelihood->kinds[0].floors[0].at_least, 100);
  EXPECT_EQ(livelihood->kinds[0].floors[0].levels,
            (std::vector<Level>{Level::national, Level::provincial}));
  EXPECT_EQ(livelihood->reach.care_distance_m[static_cast<std::size_t>(CareDuty::patient)], 10000);
  EXPECT_EQ(policy.data().lottery.commitment.size(), 64u);
}

TEST(PolicyFile, WritesWhatItReads) {
  for (const Policy& policy :
       {io::load_policy(JINGUO_SOURCE_DIR "/policies/yueyang-2016.toml"), io::parse_policy(small),
        io::parse_policy(io::new_policy_text(Language::zh))}) {
    EXPECT_EQ(io::parse_policy(io::to_toml(policy)), policy) << io::to_toml(policy);
  }
}

TEST(PolicyFile, GivesATemplateInEachLanguageThatSaysTheSame) {
  EXPECT_EQ(io::parse_policy(io::new_policy_text(Language::en)),
            io::parse_policy(io::new_policy_text(Language::zh)));
}

TEST(PolicyFile, NamesEveryFaultWithItsLine) {
  const std::vector<Issue> issues = issues_of(R"(name = "x"
date = "2016-07-01"
origin = {lon = 113.1234567, lat = 29}
existing = "kept"
colour = "red"
[pairings.work]
band = 0
must_mach = true
[pairings.work.kinds.base.eligibility]
min_age = 20
max_age = 10
labour = ["ordinary", "ordinary"]
health_for_work = {lite = ["healthy"]}
[pairings.work.kinds.base.merit]
base = 1.5
wish = [1, 2, 3, 4]
cause = {ilness = 3, capital = 2000000}
distance = [[1000, 0], [1000, 5]]
[pairings.work.need]
county_tilt = {"4306" = 1, "43x" = 2}
[[pairings.work.kinds.project.floors]]
levels = ["national"]
at_least = -1
[pairings.work.kinds.loan.merit]
base = 1
)");
  EXPECT_NE(find(issues, "policy.type.date", 2), nullptr);
  EXPECT_NE(find(issues, "policy.type.degrees", 3), nullptr);
  const Issue* kept = find(issues, "policy.word", 4);
  ASSERT_NE(kept, nullptr);
  EXPECT_EQ(kept->mend.parameters.at(0).second, "keep");
  EXPECT_NE(find(issues, "policy.unknown_key", 5), nullptr);
  EXPECT_NE(find(issues, "policy.range", 7), nullptr);
  const Issue* must = find(issues, "policy.unknown_key", 8);
  ASSERT_NE(must, nullptr);
  EXPECT_EQ(must->mend.parameters.at(0).second, "must_match");
  EXPECT_EQ(must->column, "pairings.work.must_mach");
  EXPECT_NE(find(issues, "policy.range", 11), nullptr);
  EXPECT_NE(find(issues, "policy.duplicate", 12), nullptr);
  EXPECT_NE(find(issues, "policy.word", 13), nullptr);
  EXPECT_NE(find(issues, "policy.type.integer", 15), nullptr);
  EXPECT_NE(find(issues, "policy.wish", 16), nullptr);
  EXPECT_NE(find(issues, "policy.word", 17), nullptr);
  EXPECT_NE(find(issues, "policy.range", 17), nullptr);
  EXPECT_NE(find(issues, "policy.corners", 18), nullptr);
  EXPECT_NE(find(issues, "policy.region", 20), nullptr);
  EXPECT_NE(find(issues, "policy.levels", 21), nullptr);
  EXPECT_NE(find(issues, "policy.range", 21), nullptr);
  EXPECT_NE(find(issues, "policy.loan_later", 24), nullptr);
  for (const Issue& issue : issues) {
    EXPECT_EQ(issue.file, "test.toml");
    EXPECT_NE(issue.text(Language::zh), issue.text(Language::en)) << issue.code;
    EXPECT_EQ(issue.text(Language::en).find('{'), std::string::npos) << issue.text();
  }
}

TEST(PolicyFile, RefusesNamesThatAreNoLineAndShowsThemInOne) {
  std::string text(small);
  text.replace(text.find("small"), 5, "a\\u001b[2Jb");
  const std::vector<Issue> of_policy = issues_of(text);
  EXPECT_NE(find(of_policy, "policy.name", 1), nullptr);
  text = small;
  text.replace(text.find("pairings.work"), 13, "pairings.\"a\\u001b[2Jb\"");
  const std::vector<Issue> of_pairing = issues_of(text);
  ASSERT_EQ(of_pairing.size(), 1U);
  EXPECT_EQ(of_pairing.front().code, "policy.pairing_name");
  EXPECT_EQ(of_pairing.front().column, "pairings.a?[2Jb");
}

TEST(PolicyFile, RefusesBrokenTomlWithItsLine) {
  EXPECT_NE(find(issues_of("name = \"x\"\ndate = \n"), "policy.syntax", 2), nullptr);
  EXPECT_FALSE(issues_of(std::string(3'000'000, '#')).empty());
  EXPECT_FALSE(issues_of(std::string(100'000, '[')).empty());
  EXPECT_FALSE(issues_of(std::string("\0\x01\xFF", 3)).empty());
  EXPECT_FALSE(issues_of("").empty());
}

TEST(PolicyFile, RefusesOneKindInTwoPairingsAndTwoFullTimePairings) {
  const std::vector<Issue> issues = issues_of(std::string(small) + R"(
[pairings.other.kinds.base.merit]
base = 1
[pairings.third.kinds.project.merit]
base = 1
)");
  EXPECT_TRUE(std::any_of(issues.begin(), issues.end(),
                          [](const Issue& i) { return i.code == "policy.kind_twice"; }));
  EXPECT_TRUE(std::any_of(issues.begin(), issues.end(),
                          [](const Issue& i) { return i.code == "policy.full_time_twice"; }));
  EXPECT_TRUE(issues_of(std::string(small) + R"(
[pairings.other]
part_time = true
[pairings.other.kinds.project.merit]
base = 1
[pairings.help.kinds.mentor.merit]
base = 1
)")
                  .empty());
}

TEST(PolicyFile, RefusesASeedBesideACommitmentAndShortSeeds) {
  EXPECT_EQ(issues_of(std::string(small) + "[lottery]\nseed = \"0011\"\n").at(0).code,
            "policy.hexadecimal");
  const std::string seed(32, 'a');
  const std::string commitment(64, 'b');
  EXPECT_EQ(issues_of(std::string(small) + "[lottery]\nseed = \"" + seed + "\"\ncommitment = \"" +
                      commitment + "\"\n")
                .at(0)
                .code,
            "policy.seed_and_commitment");
}

TEST(PolicyFile, SurvivesEveryTruncationOfAPolicy) {
  const std::string text = io::to_toml(io::parse_policy(io::new_policy_text(Language::en)));
  for (std::size_t length = 0; length < text.size(); length += 3) {
    try {
      static_cast<void>(io::parse_policy(text.substr(0, length)));
    } catch (const InputError& error) {
      EXPECT_FALSE(error.issues().empty());
    }
  }
}

TEST(PolicyFile, TellsOfAFileThatIsNotThere) {
  EXPECT_THROW(static_cast<void>(io::load_policy("/no/such/policy.toml")), std::system_error);
}

}  // namespace

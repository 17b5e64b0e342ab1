#include <span>

#include "jinguo/io/policy_file.hpp"

namespace jinguo::inline v0_1::io {
namespace {

/// A line of the template, and what it means in both languages.
struct Line {
  std::string_view toml;
  std::string_view en;
  std::string_view zh;
};

constexpr Line lines[] = {
    {"", "A policy of jinguo: who may get which help, and what counts for how much.",
     "jinguo 政策文件：谁可以得到哪种帮扶，什么更重要。"},
    {"", "Points are whole numbers on one scale. Unknown keys are errors.",
     "分值是同一尺度上的整数。未知的键视为错误。"},
    {"name = \"my-policy\"", "", ""},
    {"date = 2016-07-01", "decides age, registration, title years, running projects",
     "决定年龄、建档、命名年份和项目是否进行"},
    {"origin = {lon = 113.1297, lat = 29.3718}", "near the middle of your area, in degrees",
     "靠近本地区中心的经纬度"},
    {"existing = \"keep\"", "active pairs and placements: keep, strict or release",
     "已有关系：keep 延续，strict 严格，release 重新分配"},
    {"reopen_after = []",
     "reasons of ending after which the same two may be matched again, such as \"completed\"",
     "哪些结束原因之后同一对可再配对，例如 \"completed\"（期满）"},
    {"on_infeasible = \"least_shortfall\"", "floors that cannot hold: stop or least_shortfall",
     "下限无法满足：stop 停止，least_shortfall 最小缺口"},
    {"", "", ""},
    {"[lottery]",
     "no seed stands here: it is drawn once the ids are closed, and given to each match "
     "(docs/lottery.md)",
     "此处不写种子：名单封存后再抽取，匹配时给出（见 docs/lottery.md）"},
    {"# commitment = \"...\"",
     "of a seed drawn in secret beforehand: jinguo lottery commit writes both",
     "事先秘密抽取的种子的承诺：用 jinguo lottery commit 生成"},
    {"", "", ""},
    {"[pairings.livelihood]", "one market; its kinds compete for the same women",
     "一个市场；其中各类帮扶方面对同一批妇女"},
    {"band = 10", "merit is floored to multiples; the lottery decides inside",
     "评分按此分档；档内由抽签决定"},
    {"outside = 0", "what not being served is worth", "未被安置的分值"},
    {"must_match = false", "true: everyone eligible anywhere must be served",
     "true：凡符合任一条件者必须安置"},
    {"part_time = false", "true: may be held beside a full-time measure", "true：可与全职帮扶并存"},
    {"distance = \"straight\"", "road: by the table roads.csv", "road：按道路里程表"},
    {"", "", ""},
    {"[pairings.livelihood.reach]", "waived where the work can be done at home",
     "可居家的工作不受距离限制"},
    {"max_distance_m = 40000", "", ""},
    {"care_distance_m = {child = 15000, elder = 10000, patient = 5000}",
     "greatest distance by care duty", "按照料负担的最远距离"},
    {"her_own_limit = true", "max_distance_m of women.csv counts", "计妇女表中的最远距离"},
    {"", "", ""},
    {"[pairings.livelihood.need]", "points of hers alone, the same at every place",
     "只与她本人有关的分值，各处相同"},
    {"full = 200", "at no income a head", "人均收入为零时"},
    {"line_yuan = 2800", "falling straight to nothing here", "直线降到此处为零"},
    {"household = {allowance = 30, allowance_poor = 50}", "by type of household", "按户类型"},
    {"county_tilt = {}", "for example {\"430626\" = 60}", "例如 {\"430626\" = 60}"},
    {"", "", ""},
    {"[pairings.livelihood.kinds.base.eligibility]", "kinds: mentor, base, project, chain",
     "类型：mentor 女能人，base 基地，project 项目，chain 四方联结"},
    {"registered = true", "on the register on the date", "在政策日期建档立卡"},
    {"min_age = 16", "", ""},
    {"max_age = 55", "", ""},
    {"labour = [\"ordinary\", \"skilled\"]", "any of these; empty: any", "其中之一；空表示不限"},
    {"health_for_work = {light = [\"healthy\", \"chronic\", \"disabled\"], medium = [\"healthy\", "
     "\"chronic\"], heavy = [\"healthy\"]}",
     "", ""},
    {"not_student = true", "", ""},
    {"not_away = true", "", ""},
    {"skills_where_required = true", "places that require skills need one of them",
     "须有技能的名额需具备其中一项"},
    {"", "", ""},
    {"[pairings.livelihood.kinds.base.merit]", "the sum of these parts", "以下各项之和"},
    {"base = 600", "for being served at all", "得到安置本身"},
    {"skill = 40", "for each skill of the place that she has", "每具备一项所需技能"},
    {"wish = [60, 40, 20]", "the place's industry is her 1st, 2nd, 3rd wish",
     "产业为第一、二、三意愿"},
    {"cause = {skills = 60, labour = 30}", "main cause of poverty", "主要致贫原因"},
    {"leading_industry = 40", "an industry of the place leads in her county",
     "产业为其所在县的主导产业"},
    {"income_per_1000_yuan = 10", "expected net income a year", "预期年净收入"},
    {"income_cap_yuan = 30000", "counted at most; 0: all of it", "最多计入；0表示全部"},
    {"risk = {medium = -20, high = -60}", "market risk", "市场风险"},
    {"anchor_link = 30", "linked to an anchor", "有联结主体"},
    {"distance = [[1000, 0], [10000, 80], [40000, 400]]", "[metres, points lost]", "[米, 扣分]"},
    {"", "", ""},
    {"[[pairings.livelihood.kinds.base.floors]]", "least number of women at each place",
     "每处至少的人数"},
    {"levels = [\"national\", \"provincial\"]", "empty: all", "空表示全部"},
    {"at_least = 100", "", ""},
    {"", "", ""},
    {"[pairings.livelihood.kinds.project.eligibility]", "a kind that is left out is not offered",
     "没有写出的类型不参加"},
    {"registered = true", "", ""},
    {"min_age = 16", "", ""},
    {"max_age = 60", "", ""},
    {"labour = [\"ordinary\", \"skilled\"]", "", ""},
    {"health_for_work = {light = [\"healthy\", \"chronic\", \"disabled\"], medium = [\"healthy\", "
     "\"chronic\"], heavy = [\"healthy\"]}",
     "", ""},
    {"not_student = true", "", ""},
    {"", "", ""},
    {"[pairings.livelihood.kinds.project.merit]", "", ""},
    {"base = 600", "", ""},
    {"wish = [60, 40, 20]", "", ""},
    {"cause = {capital = 50, land = 30}", "", ""},
    {"income_per_1000_yuan = 10", "", ""},
    {"distance = [[1000, 0], [10000, 80], [40000, 400]]", "", ""},
    {"", "", ""},
    {"[pairings.livelihood.kinds.chain.eligibility]", "", ""},
    {"registered = true", "", ""},
    {"min_age = 16", "", ""},
    {"max_age = 60", "", ""},
    {"labour = [\"ordinary\", \"skilled\"]", "", ""},
    {"health_for_work = {light = [\"healthy\", \"chronic\", \"disabled\"], medium = [\"healthy\", "
     "\"chronic\"], heavy = [\"healthy\"]}",
     "", ""},
    {"not_student = true", "", ""},
    {"", "", ""},
    {"[pairings.livelihood.kinds.chain.merit]", "", ""},
    {"base = 600", "", ""},
    {"wish = [60, 40, 20]", "", ""},
    {"cause = {illness = 50, disability = 50}", "", ""},
    {"income_per_1000_yuan = 10", "", ""},
    {"distance = [[1000, 0], [10000, 60], [40000, 300]]", "", ""},
    {"", "", ""},
    {"[pairings.mentors]", "another market: a woman may have a mentor and a measure",
     "另一个市场：一位妇女可以既有女能人又有帮扶项目"},
    {"band = 10", "", ""},
    {"part_time = true", "", ""},
    {"", "", ""},
    {"[pairings.mentors.reach]", "", ""},
    {"max_distance_m = 30000", "", ""},
    {"", "", ""},
    {"[pairings.mentors.need]", "", ""},
    {"full = 200", "", ""},
    {"line_yuan = 2800", "", ""},
    {"", "", ""},
    {"[pairings.mentors.kinds.mentor.eligibility]", "", ""},
    {"registered = true", "", ""},
    {"min_age = 16", "", ""},
    {"max_age = 60", "", ""},
    {"not_student = true", "", ""},
    {"not_away = true", "", ""},
    {"", "", ""},
    {"[pairings.mentors.kinds.mentor.merit]", "", ""},
    {"base = 500", "", ""},
    {"skill = 30", "", ""},
    {"wish = [60, 40, 20]", "", ""},
    {"distance = [[1000, 0], [10000, 80], [30000, 400]]", "", ""},
};

}  // namespace

std::string new_policy_text(Language language) {
  std::string out;
  for (const Line& line : std::span(lines)) {
    const std::string_view comment = language == Language::zh ? line.zh : line.en;
    out += line.toml;
    if (!comment.empty()) out += (line.toml.empty() ? "# " : "  # ") + std::string(comment);
    out += '\n';
  }
  return out;
}

}  // namespace jinguo::inline v0_1::io

// A registry in memory, a policy, a plan: who goes where, and why not.
#include <iostream>
#include <jinguo/engine/match.hpp>
#include <jinguo/io/policy_file.hpp>
#include <string>

namespace {

constexpr const char* rules = R"(
name = "first"
date = 2016-07-01
origin = {lon = 113.13, lat = 29.37}
lottery = {seed = "00112233445566778899aabbccddeeff"}

[pairings.livelihood.need]
full = 100
line_yuan = 3000

[pairings.livelihood.kinds.base.eligibility]
min_age = 18
max_age = 60

[pairings.livelihood.kinds.base.merit]
base = 100
skill = 50
)";

void add_woman(jinguo::Registry& registry, const std::string& id, const char* born,
               std::int64_t income, std::vector<jinguo::Skill> skills) {
  using namespace jinguo;
  Household household;
  household.id = IdOf<Household>("H-" + id);
  household.region = *RegionCode::parse("430626");
  household.registered_on = parse_date("2014-05-01");
  household.main_cause = Cause::skills;
  household.wage_income = Money::from_yuan(income);
  registry.add(household);
  Beneficiary woman;
  woman.id = IdOf<Beneficiary>(id);
  woman.household = household.id;
  woman.birth_date = *parse_date(born);
  woman.skills = std::move(skills);
  registry.add(woman);
}

void add_base(jinguo::Registry& registry, const std::string& id, std::int32_t places) {
  using namespace jinguo;
  Base base;
  base.id = IdOf<Base>(id);
  base.kind = BaseKind::handicraft;
  base.level = Level::county;
  base.title_year = 2015;
  base.region = *RegionCode::parse("430626");
  base.industry = Industry::garments;
  base.skills = {Skill::sewing};
  base.places = places;
  base.income = Money::from_yuan(9000);
  registry.add(base);
}

}  // namespace

int main() {
  using namespace jinguo;
  Registry registry;
  Region county;
  county.code = *RegionCode::parse("430626");
  county.name = "Pingjiang";
  registry.add(county);
  add_woman(registry, "W1", "1980-02-01", 2400, {Skill::sewing});
  add_woman(registry, "W2", "1992-09-12", 900, {});
  add_woman(registry, "W3", "1975-11-30", 1500, {Skill::sewing});
  add_woman(registry, "W4", "1946-03-08", 600, {});
  add_base(registry, "B1", 1);
  add_base(registry, "B2", 1);
  for (const Issue& issue : registry.validate()) std::cout << issue.text() << '\n';

  const Policy policy = io::parse_policy(rules);
  const Plan plan = engine::match(registry, policy);
  const PairingPlan& pairing = *plan.find("livelihood");
  std::cout << to_string(pairing.status) << '\n';
  for (const PlanAward& award : pairing.awards) {
    std::cout << award.left.text() << " -> " << award.right.text() << ", " << award.score
              << " points\n";
  }
  for (const Unmatched& woman : pairing.unmatched) {
    std::cout << woman.left.text() << ": " << to_string(woman.reason);
    if (!woman.rule.empty()) std::cout << " (" << woman.rule << ")";
    std::cout << '\n';
  }
  return 0;
}

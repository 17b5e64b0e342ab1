// A policy of one's own on top of a policy file: what a woman herself ranks first counts 500 points
// more. The rules, places and the lottery stay as the file says.
#include <iostream>
#include <jinguo/engine/match.hpp>
#include <jinguo/io/policy_file.hpp>
#include <map>
#include <string>

namespace {

constexpr const char* rules = R"(
name = "own"
date = 2016-07-01
origin = {lon = 113.13, lat = 29.37}
lottery = {seed = "00112233445566778899aabbccddeeff"}

[pairings.livelihood.kinds.base.eligibility]
min_age = 18
max_age = 60

[pairings.livelihood.kinds.base.merit]
base = 100
skill = 50
)";

const std::map<std::string, std::string> first_choice = {{"W1", "B2"}, {"W2", "B2"}, {"W3", "B1"}};

}  // namespace

int main() {
  using namespace jinguo;
  Registry registry;
  Region county;
  county.code = *RegionCode::parse("430626");
  county.name = "Pingjiang";
  registry.add(county);
  for (const std::string id : {"W1", "W2", "W3"}) {
    Household household;
    household.id = IdOf<Household>("H-" + id);
    household.region = county.code;
    household.registered_on = parse_date("2014-05-01");
    household.main_cause = Cause::skills;
    registry.add(household);
    Beneficiary woman;
    woman.id = IdOf<Beneficiary>(id);
    woman.household = household.id;
    woman.birth_date = *parse_date("1980-02-01");
    if (id == "W1") woman.skills = {Skill::sewing};
    registry.add(woman);
  }
  for (const std::string id : {"B1", "B2"}) {
    Base base;
    base.id = IdOf<Base>(id);
    base.kind = BaseKind::handicraft;
    base.level = Level::county;
    base.title_year = 2015;
    base.region = county.code;
    base.industry = Industry::garments;
    if (id == "B1") base.skills = {Skill::sewing};
    base.places = id == "B1" ? 2 : 1;
    base.income = Money::from_yuan(9000);
    registry.add(base);
  }
  const Policy policy = io::parse_policy(rules);

  CustomScores wishes;
  wishes.pairing = "livelihood";
  wishes.scores = [](const engine::Roster& roster, solver::Index from, solver::Index to,
                     std::span<solver::Score> scores) {
    for (solver::Index i = from; i < to; ++i) {
      const std::string& woman = roster.women[static_cast<std::size_t>(i)]->id.text();
      for (std::size_t j = 0; j < roster.places.size(); ++j) {
        solver::Score& score =
            scores[static_cast<std::size_t>(i - from) * roster.places.size() + j];
        if (score != solver::not_eligible && first_choice.at(woman) == roster.places[j].id.text()) {
          score += 500;
        }
      }
    }
  };
  for (const bool own : {false, true}) {
    MatchOptions options;
    if (own) options.custom = {wishes};
    const Plan plan = engine::match(registry, policy, options);
    const PairingPlan& pairing = *plan.find("livelihood");
    std::cout << (own ? "own policy" : "as the file says") << ", " << pairing.total << " points\n";
    if (!own) continue;
    for (const PlanAward& award : pairing.awards) {
      std::cout << award.left.text() << " -> " << award.right.text() << ", " << award.score << '\n';
    }
  }
  return 0;
}

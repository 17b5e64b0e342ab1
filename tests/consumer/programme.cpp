// Somebody else's system: it keeps people in structs of its own, fills a registry from them in
// memory, matches, and explains one woman. It includes nothing of io/ and touches no file.
#include <cstdio>
#include <jinguo/jinguo.hpp>
#include <string>
#include <vector>

namespace {

struct Client {  // their record, not ours
  std::string number;
  int born;
  bool sews;
};
struct Workshop {
  std::string number;
  int places;
};

jinguo::Registry fill(const std::vector<Client>& clients, const std::vector<Workshop>& workshops) {
  using namespace jinguo;
  Registry registry;
  Region county;
  county.code = *RegionCode::parse("430626");
  county.name = "Pingjiang";
  registry.add(county);
  for (const Client& client : clients) {
    Household household;
    household.id = IdOf<Household>("H-" + client.number);
    household.region = county.code;
    household.status = RegistrationStatus::registered;
    household.registered_on = parse_date("2014-05-01");
    household.main_cause = Cause::skills;
    registry.add(household);
    Beneficiary woman;
    woman.id = IdOf<Beneficiary>(client.number);
    woman.household = household.id;
    woman.birth_date = *parse_date(std::to_string(client.born) + "-06-01");
    woman.relation = Relation::spouse;
    if (client.sews) woman.skills = {Skill::sewing};
    registry.add(woman);
  }
  for (const Workshop& workshop : workshops) {
    Base base;
    base.id = IdOf<Base>(workshop.number);
    base.kind = BaseKind::handicraft;
    base.level = Level::county;
    base.title_year = 2015;
    base.region = county.code;
    base.industry = Industry::garments;
    base.skills = {Skill::sewing};
    base.places = workshop.places;
    base.income = Money::from_yuan(9000);
    registry.add(base);
  }
  return registry;
}

jinguo::Policy rules() {
  using namespace jinguo;
  KindRules bases;
  bases.kind = ProviderKind::base;
  bases.eligibility.min_age = 18;
  bases.eligibility.max_age = 60;
  bases.merit.base = 100;
  bases.merit.skill = 50;
  Pairing pairing;
  pairing.name = "livelihood";
  pairing.kinds = {bases};
  PolicyData data;
  data.name = "outside";
  data.date = *parse_date("2016-06-30");
  data.lottery.seed = "00112233445566778899aabbccddeeff";
  data.pairings = {pairing};
  return Policy(data);
}

}  // namespace

int main() {
  using namespace jinguo;
  const Registry registry =
      fill({{"W1", 1980, true}, {"W2", 1990, false}, {"W3", 1975, true}, {"W4", 1985, false}},
           {{"B1", 2}, {"B2", 1}});
  const std::vector<Issue> issues = registry.validate();
  for (const Issue& issue : issues) std::fprintf(stderr, "%s\n", issue.text().c_str());
  if (!issues.empty()) return 1;

  const Policy policy = rules();
  const Plan plan = engine::match(registry, policy, {.threads = 1});
  const PairingPlan& pairing = *plan.find("livelihood");
  std::printf("%s %zu of 4 placed\n", std::string(to_string(pairing.status)).c_str(),
              pairing.awards.size());
  if (pairing.unmatched.size() != 1) return 1;

  const Id left_out = pairing.unmatched[0].left;
  for (const Explanation& reason :
       {engine::explain(plan, left_out), engine::explain(plan, registry, policy, left_out)}) {
    std::printf("%s\n%s\n", reason.text(Language::en).c_str(), reason.text(Language::zh).c_str());
  }
  std::printf("%s\n", to_hex(plan.digest()).c_str());
  return 0;
}

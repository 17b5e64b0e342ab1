#include "jinguo/sample/yueyang.hpp"

#include <utility>

#include "parts.hpp"

namespace jinguo::inline v0_1::sample {
namespace {

Issue option_fault(std::string_view option, std::string_view code) {
  Issue issue;
  issue.code = issue.expected.code = code;
  issue.column = option;
  return issue;
}

void check(const Options& options) {
  std::vector<Issue> issues;
  if (options.households < 20 || options.households > 200'000) {
    issues.push_back(option_fault("households", "sample.households"));
  }
  if (!options.date.ok() || options.date.year() < std::chrono::year(2015) ||
      options.date.year() > std::chrono::year(2030)) {
    issues.push_back(option_fault("date", "sample.date"));
  }
  if (!issues.empty()) throw InputError(std::move(issues));
}

template <class Record>
void add_all(Registry& registry, std::vector<Record>& records) {
  for (Record& record : records) registry.add(std::move(record));
  records.clear();
  records.shrink_to_fit();
}

}  // namespace

Registry yueyang(const std::filesystem::path& data_folder, const Options& options) {
  check(options);
  Data data = read_data(data_folder);
  Land land = make_land(data);
  People people = make_people(land, data, options);
  Providers providers = make_providers(land, people, data, options);
  Relations relations = make_relations(land, people, providers, data, options);
  Doings doings = make_activities(land, people, providers, relations, data, options);
  (void)data.assume("income.line");  // stands in the table for its readers; no draw uses it
  data.assume.check();

  Registry registry;
  registry.set_synthetic(true);
  add_all(registry, land.regions);
  add_all(registry, people.households);
  add_all(registry, people.women);
  add_all(registry, people.members);
  add_all(registry, providers.mentors);
  add_all(registry, providers.bases);
  add_all(registry, providers.anchors);
  add_all(registry, providers.projects);
  add_all(registry, providers.chains);
  add_all(registry, data.products);
  add_all(registry, relations.applications);
  add_all(registry, relations.loans);
  add_all(registry, relations.mentorships);
  add_all(registry, relations.placements);
  add_all(registry, doings.placements);
  add_all(registry, relations.pairs);
  add_all(registry, doings.persons);
  add_all(registry, doings.activities);
  return registry;
}

std::string readme(const Registry& registry, const Options& options) {
  const auto count = [](std::size_t n) { return std::to_string(n); };
  const std::string households = count(registry.all<Household>().size());
  const std::string women = count(registry.all<Beneficiary>().size());
  const std::string members = count(registry.all<Member>().size());
  const std::string mentors = count(registry.all<Mentor>().size());
  const std::string bases = count(registry.all<Base>().size());
  const std::string projects = count(registry.all<Project>().size());
  const std::string chains = count(registry.all<Chain>().size());
  const std::string activities = count(registry.all<Activity>().size());
  std::string faults_zh;
  std::string faults_en;
  for (const PlantedFault& fault : planted_faults()) {
    const std::string id(fault.id);
    const bool activity = registry.find(IdOf<Activity>(id)) != nullptr;
    if (!activity && registry.find(IdOf<Placement>(id)) == nullptr) continue;
    const std::string head = "| " + id + " | " + (activity ? "activities" : "placements") + " | " +
                             std::string(fault.target.empty() ? "-" : fault.target) + " | ";
    faults_zh += head + std::string(fault.zh) + " |\n";
    faults_en += head + std::string(fault.en) + " |\n";
  }
  const std::string seed = std::to_string(options.seed);
  const std::string date = to_string(options.date);
  return "# 合成数据，不是真实登记\n\n"
         "本文件夹由 `jinguo sample yueyang` 生成。区划名称、代码和县城位置是公开的真实资料；"
         "户、妇女、家庭成员、女能人、基地、项目、贷款、活动以及结对和安置记录全部是虚构的，"
         "乡镇和村的位置是推算的（八个已知驻地除外）。不得当作真实情况引用。\n\n"
         "贫困户" +
         households + "户，16岁及以上妇女" + women + "人，其他成员" + members + "人，女能人" +
         mentors + "人，示范基地" + bases + "个，项目" + projects + "个，四方联结" + chains +
         "个，活动" + activities + "条。随机种子 " + seed + "，时点 " + date +
         "。\n\n"
         "# Synthetic data, not a real register\n\n"
         "This folder was made by `jinguo sample yueyang`. Names and codes of divisions and the "
         "seats of counties are real and public. Households, women, members, mentors, bases, "
         "projects, loans, mentorships, placements and activities are invented, and so are the "
         "positions of "
         "townships and villages, eight known seats aside. Do not quote them as facts.\n\n" +
         households + " poor households, " + women + " women of 16 and over, " + members +
         " other members, " + mentors + " mentors, " + bases + " bases, " + projects +
         " projects, " + chains + " chains, " + activities + " activities. Seed " + seed +
         ", date " + date +
         ".\n\n"
         "## 预设的问题 Planted faults\n\n"
         "真实工作中会出现的问题，供查找和测试之用；`jinguo check` 和 `jinguo targets` "
         "会逐条指出。\n\n"
         "| 编号 | 表 | 指标 | 问题 |\n|---|---|---|---|\n" +
         faults_zh +
         "\nFaults of real life, to be looked for; `jinguo check` and `jinguo targets` name "
         "each.\n\n"
         "| id | table | target | fault |\n|---|---|---|---|\n" +
         faults_en;
}

}  // namespace jinguo::inline v0_1::sample

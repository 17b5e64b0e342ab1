#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "jinguo/domain/policy.hpp"
#include "jinguo/domain/registry.hpp"
#include "jinguo/domain/relation.hpp"

/// Small registries and policies of every kind of trouble, the same for the same seed.
namespace jinguo::support {

/// A plain linear congruential mix: std:: distributions differ between libraries.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 1) {}
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  /// 0 .. below - 1.
  int below(int count) { return static_cast<int>(next() % static_cast<std::uint64_t>(count)); }
  int between(int least, int most) { return least + below(most - least + 1); }
  bool chance(int percent) { return below(100) < percent; }
  template <class E>
  E code() {
    return static_cast<E>(below(static_cast<int>(codes(std::type_identity<E>{}).size())));
  }
  template <class E>
  std::vector<E> some(int most) {
    std::vector<E> list;
    for (int k = below(most + 1); k > 0; --k) {
      const E one = code<E>();
      bool there = false;
      for (const E other : list) there = there || other == one;
      if (!there) list.push_back(one);
    }
    return list;
  }

 private:
  std::uint64_t state_;
};

struct Sizes {
  int women = 40;
  int providers = 5;  ///< Of each kind.
  int places = 6;     ///< At most, of each provider.
  int relations = 20;
};

inline jinguo::Date day(int year, int month, int date) {
  return jinguo::Date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                      std::chrono::day(static_cast<unsigned>(date))};
}

/// Records that fit each other; some households without a position of their own.
inline jinguo::Registry random_registry(std::uint64_t seed, const Sizes& sizes = {}) {
  Random random(seed);
  Registry registry;
  registry.set_synthetic(true);
  const auto position = [&] {
    return LonLat{113'000'000 + random.below(400'000), 29'000'000 + random.below(400'000)};
  };
  std::vector<RegionCode> villages;
  for (const std::int64_t county : {430626, 430681, 430602}) {
    registry.add(Region{RegionCode{county * 1'000'000}, "县" + std::to_string(county), position(),
                        random.some<Industry>(6), random.chance(50)});
    for (int k = 1; k <= 2; ++k) {
      const RegionCode town{county * 1'000'000 + k * 100'000};
      Region township{town, "乡" + std::to_string(k), {}, {}, false};
      if (random.chance(50)) township.position = position();
      registry.add(township);
      const RegionCode village{town.digits + 201};
      Region below{village, "村" + std::to_string(k), {}, {}, random.chance(30)};
      if (random.chance(50)) below.position = position();
      registry.add(below);
      villages.push_back(village);
    }
  }
  const auto village = [&] { return villages[static_cast<std::size_t>(random.below(6))]; };

  const int households = sizes.women * 2 / 3 + 1;
  for (int k = 0; k < households; ++k) {
    Household home;
    home.id = IdOf<Household>("H" + std::to_string(k));
    home.region = village();
    const int fate = random.below(10);
    home.status = fate < 7   ? RegistrationStatus::registered
                  : fate < 9 ? RegistrationStatus::exited
                             : RegistrationStatus::never;
    if (home.status != RegistrationStatus::never) home.registered_on = day(2014, 1, 1);
    if (home.status == RegistrationStatus::exited) {
      home.exited_on = day(2016, random.between(5, 9), 1);
    }
    home.type = random.code<HouseholdType>();
    home.main_cause = random.code<Cause>();
    home.wage_income = Money::from_fen(random.below(900'000));
    home.business_income = Money::from_fen(random.below(300'000));
    home.transfer_income = Money::from_fen(random.below(100'000));
    home.production_costs = Money::from_fen(random.below(600'000));
    if (k % 7 == 3) {  // nobody asked
      home.wage_income = home.business_income = home.transfer_income = std::nullopt;
    }
    if (random.chance(60)) home.position = position();
    registry.add(home);
    Member member;
    member.id = IdOf<Member>("M" + std::to_string(k));
    member.household = home.id;
    member.sex = Sex::male;
    member.birth_date = day(1950 + random.below(60), 3, 4);
    if (random.chance(70)) registry.add(member);
  }
  std::vector<std::string> women;
  for (int k = 0; k < sizes.women; ++k) {
    Beneficiary woman;
    woman.id =
        IdOf<Beneficiary>("W" + std::to_string(random.below(1'000'000)) + "-" + std::to_string(k));
    woman.household = IdOf<Household>("H" + std::to_string(random.below(households)));
    woman.birth_date = day(1950 + random.below(50), random.between(1, 12), random.between(1, 28));
    woman.health = random.chance(60) ? Health::healthy : random.code<Health>();
    woman.labour = random.chance(60) ? Labour::ordinary : random.code<Labour>();
    woman.student = random.chance(85) ? Student::none : random.code<Student>();
    woman.away = random.chance(10);
    woman.skills = random.some<Skill>(4);
    woman.wishes = random.some<Industry>(3);
    woman.care_duty = random.chance(50) ? CareDuty::none : random.code<CareDuty>();
    if (random.chance(25)) woman.max_distance_m = random.below(40'000);
    women.push_back(woman.id.text());
    registry.add(woman);
  }
  const auto woman = [&] {
    return IdOf<Beneficiary>(women[static_cast<std::size_t>(random.below(sizes.women))]);
  };
  registry.add(Anchor{IdOf<Anchor>("A1"),
                      "",
                      AnchorKind::anchor_enterprise,
                      Level::county,
                      village(),
                      {},
                      Industry::tea,
                      10});
  registry.add(Anchor{IdOf<Anchor>("A2"),
                      "",
                      AnchorKind::cooperative,
                      Level::county,
                      village(),
                      {},
                      Industry::tea,
                      10});
  for (int k = 0; k < sizes.providers; ++k) {
    const std::string number = std::to_string(k);
    Mentor mentor;
    mentor.id = IdOf<Mentor>("Q" + number);
    mentor.region = village();
    if (random.chance(70)) mentor.position = position();
    mentor.industries = random.some<Industry>(3);
    if (mentor.industries.empty()) mentor.industries.push_back(Industry::tea);
    mentor.skills = random.some<Skill>(3);
    mentor.places = random.below(sizes.places + 1);
    mentor.level = random.code<Level>();
    if (random.chance(40)) mentor.woman = woman();
    registry.add(mentor);

    const auto fill = [&](auto& record) {
      record.region = village();
      if (random.chance(70)) record.position = position();
      record.industry = random.code<Industry>();
      record.skills = random.some<Skill>(3);
      record.skill_required = random.chance(25);
      record.work = random.code<Work>();
      record.at_home = random.chance(20);
      record.places = random.below(sizes.places + 1);
      record.income = Money::from_fen(random.below(5'000'000));
      record.risk = random.code<Risk>();
    };
    Base base;
    base.id = IdOf<Base>("B" + number);
    base.level = random.code<Level>();
    base.title_year = random.between(2012, 2018);
    fill(base);
    if (random.chance(50)) base.anchor = IdOf<Anchor>("A1");
    registry.add(base);
    Project project;
    project.id = IdOf<Project>("P" + number);
    fill(project);
    if (random.chance(50)) project.anchor = IdOf<Anchor>("A2");
    if (random.chance(30)) project.ends_on = day(2016, random.between(5, 9), 1);
    registry.add(project);
    Chain chain;
    chain.id = IdOf<Chain>("C" + number);
    chain.mentor = mentor.id;
    chain.enterprise = IdOf<Anchor>("A1");
    chain.cooperative = IdOf<Anchor>("A2");
    fill(chain);
    registry.add(chain);
  }
  std::set<std::string> standing;  // one of a sort is all that a woman may have
  for (int k = 0; k < sizes.relations; ++k) {
    const auto status = [&] {
      return random.chance(50)   ? RelationStatus::active
             : random.chance(40) ? RelationStatus::declined
             : random.chance(50) ? RelationStatus::proposed
             : random.chance(50) ? RelationStatus::accepted
                                 : RelationStatus::ended;
    };
    const auto end = [&](auto& relation) {
      if (relation.status != RelationStatus::ended) return;
      relation.ends_on = day(2016, random.between(5, 9), 1);
      const EndReason reasons[] = {EndReason::death, EndReason::completed, EndReason::moved,
                                   EndReason::left};
      relation.end_reason = reasons[random.below(4)];
    };
    const auto provider = [&] { return std::to_string(random.below(sizes.providers)); };
    Mentorship mentorship;
    mentorship.id = IdOf<Mentorship>("R" + std::to_string(k));
    mentorship.woman = woman();
    mentorship.mentor = IdOf<Mentor>("Q" + provider());
    mentorship.starts_on = day(2015, random.between(1, 12), 1);
    mentorship.status = status();
    if (random.chance(20)) mentorship.ends_on = day(2016, random.between(5, 9), 1);
    end(mentorship);
    const Mentor* mentor = registry.find(mentorship.mentor);
    const bool herself = mentor->woman && *mentor->woman == mentorship.woman;
    const std::string pair = mentorship.woman.text() + " " + mentorship.mentor.text();
    const bool again = is_standing(mentorship.status) && !standing.insert(pair).second;
    if (!herself && !again) registry.add(mentorship);
    Placement placement;
    placement.id = IdOf<Placement>("L" + std::to_string(k));
    placement.woman = woman();
    const int which = random.below(3);
    placement.kind = which == 0   ? ProviderKind::base
                     : which == 1 ? ProviderKind::project
                                  : ProviderKind::chain;
    placement.provider = Id((which == 0 ? "B" : which == 1 ? "P" : "C") + provider());
    placement.pairing = "livelihood";
    placement.starts_on = day(2015, random.between(1, 12), 1);
    placement.status = status();
    end(placement);
    const bool active = placement.status == RelationStatus::active &&
                        !standing.insert(placement.woman.text()).second;
    const std::string place = placement.woman.text() + " " + placement.provider.text();
    const bool placed = is_standing(placement.status) && !standing.insert(place).second;
    if (!active && !placed) registry.add(placement);
    if (random.chance(20)) {
      registry.add(ForcedPair{"mentors", woman(), Id("Q" + provider()), PairRule::exclude, ""});
    }
  }
  return registry;
}

/// A row in roads for so many in a hundred pairs of a household's division and a provider.
inline void add_roads(jinguo::Registry& registry, std::uint64_t seed, int percent) {
  Random random(seed ^ 0x5EED);
  std::set<RegionCode> villages;
  for (const Household& home : registry.all<Household>()) villages.insert(home.region);
  std::vector<Road> roads;
  const auto to = [&]<class Record>(ProviderKind kind, std::type_identity<Record>) {
    for (const Record& one : registry.all<Record>()) {
      for (const RegionCode village : villages) {
        if (random.chance(percent)) {
          roads.push_back({village, kind, one.id, random.between(1, 60'000)});
        }
      }
    }
  };
  to(ProviderKind::mentor, std::type_identity<Mentor>{});
  to(ProviderKind::base, std::type_identity<Base>{});
  to(ProviderKind::project, std::type_identity<Project>{});
  to(ProviderKind::chain, std::type_identity<Chain>{});
  for (Road& one : roads) registry.add(std::move(one));
}

inline jinguo::PolicyData random_policy(std::uint64_t seed) {
  Random random(seed ^ 0xABCDEF);
  PolicyData data;
  data.name = "random";
  data.date = day(2016, 7, 1);
  data.origin = {113'129'700, 29'371'800};
  data.on_infeasible = OnShort::least_shortfall;
  for (const EndReason reason : {EndReason::completed, EndReason::moved, EndReason::left}) {
    if (seed % 4 == static_cast<std::uint64_t>(reason) % 4) data.reopen_after.push_back(reason);
  }
  data.lottery.seed = "00112233445566778899aabbccddeeff";
  const auto points = [&](int size) { return std::int64_t{random.between(-size / 4, size)}; };
  const auto kind = [&](ProviderKind which) {
    KindRules rules;
    rules.kind = which;
    Eligibility& who = rules.eligibility;
    who.registered = random.chance(70);
    if (random.chance(70)) who.min_age = random.between(16, 20);
    if (random.chance(70)) who.max_age = random.between(50, 60);
    if (random.chance(60)) who.labour = {Labour::ordinary, Labour::skilled};
    for (std::vector<Health>& list : who.health_for_work) {
      if (random.chance(60)) list = random.some<Health>(4);
    }
    who.not_student = random.chance(50);
    who.not_away = random.chance(50);
    who.skills_where_required = random.chance(70);
    Merit& merit = rules.merit;
    merit.base = points(600);
    merit.skill = random.chance(80) ? points(300) : 0;
    for (int k = random.below(4); k > 0; --k) merit.wish.push_back(points(200));
    for (const Cause cause : random.some<Cause>(5)) merit.cause.push_back({cause, points(100)});
    merit.leading_industry = random.chance(70) ? points(100) : 0;
    merit.income_per_1000_yuan = points(20);
    merit.income_cap_yuan = random.chance(50) ? 20'000 : 0;
    for (const Risk risk : random.some<Risk>(3)) merit.risk.push_back({risk, points(100)});
    merit.anchor_link = points(50);
    std::int32_t metres = 0;
    for (int k = random.below(4); k > 0; --k) {
      metres += random.between(500, 15'000);
      merit.distance.push_back({metres, points(400)});
    }
    if (random.chance(50)) rules.floors.push_back({{}, random.below(3)});
    return rules;
  };
  const auto pairing = [&](const char* name, std::vector<KindRules> kinds) {
    Pairing one;
    one.name = name;
    one.kinds = std::move(kinds);
    one.band = random.chance(50) ? 1 : random.between(2, 50);
    one.outside = random.chance(50) ? 0 : points(300);
    if (random.chance(60)) one.reach.max_distance_m = random.between(5'000, 60'000);
    for (auto& limit : one.reach.care_distance_m) {
      if (random.chance(30)) limit = random.between(2'000, 40'000);
    }
    one.reach.her_own_limit = random.chance(70);
    one.need.full = random.between(0, 200);
    one.need.line_yuan = 2'800;
    for (const HouseholdType type : random.some<HouseholdType>(3)) {
      one.need.household.push_back({type, points(80)});
    }
    if (random.chance(60)) {
      one.need.county_tilt.push_back({RegionCode{430600'000000}, points(30)});
      one.need.county_tilt.push_back({RegionCode{430626'000000}, points(60)});
    }
    return one;
  };
  data.pairings.push_back(pairing("mentors", {kind(ProviderKind::mentor)}));
  data.pairings.push_back(
      pairing("livelihood",
              {kind(ProviderKind::base), kind(ProviderKind::project), kind(ProviderKind::chain)}));
  return data;
}

}  // namespace jinguo::support

// Publicity, classes and exemplars of the year.

#include <array>
#include <utility>

#include "year.hpp"

namespace jinguo::inline v0_1::sample {
namespace {

/// A fault of real life that stands in every sample, by the id of its record.
constexpr std::array<PlantedFault, 22> planted{{
    {"F01", "T2", "a talk reported by the township and, again, by the county",
     "同一场宣讲由乡镇和县两级填报"},
    {"F02", "T1", "a delivery of leaflets reported by two levels", "同一批资料由两级填报"},
    {"F03", "T3", "a woman listed twice in one class", "同一妇女在同一班中重复列出"},
    {"F04", "T3", "a class on the days of another, with a woman of both",
     "与另一班同期，且有妇女同时列在两班"},
    {"F05", "T4", "an award to a woman whose household is not registered",
     "救助对象的家庭不是建档立卡户"},
    {"F06", "T4", "a second award to one patient", "同一患者第二次救助"},
    {"F07", "T4", "an award paid in cash", "以现金发放的救助金"},
    {"F08", "T4", "an award to a registered woman without a diagnosis", "无确诊记录的救助"},
    {"F09", "T6", "a gift reported twice", "同一份爱心救助填报两次"},
    {"F10", "T7", "a ninth exemplar in the year", "同一年推荐的第九个典型"},
    {"F11", "T8", "an item on an exemplar of another year", "报道的是其他年份的典型"},
    {"F12", "T8", "an item in a city's paper", "市级媒体的报道"},
    {"F13", "", "a second basic policy for one person and year", "同一人同一年第二份基本医保"},
    {"F14", "", "a student aided twice by one source in a year", "同一学生同一年同一来源资助两次"},
    {"F15", "T5", "a woman at a base whose income did not rise", "在基地就业但收入没有增加"},
    {"F16", "T5", "a woman at a base whose household had left the register",
     "到基地就业时其家庭已脱贫"},
    {"F17", "T5", "a woman's first base of two in the year", "同年先到一个基地的妇女"},
    {"F18", "T5", "the same woman's second base", "同一妇女后到的另一个基地"},
    {"F19", "T5", "a woman at a base whose income afterwards is not recorded",
     "在基地就业但未记录此后收入"},
    {"F20", "T6", "a gift to a person whom the target does not name", "不属于指标对象的救助"},
    {"F21", "T3", "a class that counts fewer than it lists", "所计人次少于所列人数的培训班"},
    {"F22", "T2", "a talk to cadres only", "对象为干部的宣讲"},
}};

}  // namespace

void Year::add_persons() {
  Assumptions& a = data_.assume;
  const auto counts = a.weights<PersonKind>("persons");
  const std::int64_t poor = a("persons.poor_cadres");
  std::size_t number = 0;
  for (std::size_t kind = 0; kind < counts.size(); ++kind) {
    for (std::int64_t k = 0; k < counts[kind]; ++k) {
      Draw draw = stream(options_, Stream::person, ++number);
      Person person;
      person.id = IdOf<Person>(numbered("X", number, 4));
      person.kind = static_cast<PersonKind>(kind);
      person.region = place(draw).code;
      const bool child = person.kind == PersonKind::left_behind_child ||
                         person.kind == PersonKind::child_in_difficulty;
      person.sex = child && draw.per_mille(500) ? Sex::male : Sex::female;
      const std::int64_t age = child                                ? draw.between(4, 13)
                               : person.kind == PersonKind::student ? draw.between(18, 21)
                                                                    : draw.between(28, 60);
      person.birth_date = on(today_ - age * 366 - draw.below(300));
      person.poor = person.kind == PersonKind::cadre && draw.per_mille(poor);
      if (person.kind == PersonKind::registered_woman) {
        person.woman = id_of(registered_[static_cast<std::size_t>(k) % registered_.size()]);
      }
      by_kind_[kind].push_back(person.id);
      out_.persons.push_back(std::move(person));
    }
  }
}

void Year::add_publicity() {
  Assumptions& a = data_.assume;
  Draw draw = stream(options_, Stream::activity, 1);
  const auto deliveries = static_cast<std::size_t>(a("activity.leaflets.deliveries"));
  const std::int64_t copies = a("activity.leaflets.copies");
  for (std::size_t k = 0; k < deliveries; ++k) {
    const Place& where = place(draw);
    const RegionCode township = where.code.at(RegionLevel::township);
    const std::int64_t rest =
        k + 1 == deliveries ? copies % static_cast<std::int64_t>(deliveries) : 0;
    Activity one =
        begun(ActivityKind::leaflets, spread(k, deliveries), township,
              copies / static_cast<std::int64_t>(deliveries) + rest, Unit::copies, Level::township);
    one.medium = Medium::print;
    add(one);
    if (k == 2) {
      Activity again = named(one, "F02");
      again.reported_by = Level::county;
      add(again);
    }
  }
  const auto talks = static_cast<std::size_t>(a("activity.talks"));
  for (std::size_t k = 0; k < talks; ++k) {
    const Place& where = place(draw);
    Activity one = begun(ActivityKind::talk, spread(k, talks), where.code, 1, Unit::sessions,
                         k % 3 == 0 ? Level::county : Level::township);
    one.topics = k % 2 == 0 ? std::vector{Topic::poverty_policy, Topic::land_rights}
                            : std::vector{Topic::poverty_policy};
    one.whom = PersonKind::grassroots_woman;
    one.venue = Venue::womens_home;
    one.medium = Medium::meeting;
    one.sponsor = k % 2 == 0 ? "司法局" : "扶贫办";
    add(one);
    if (k == 1) {
      Activity again = named(one, "F01");
      again.reported_by = Level::county;
      add(again);
    }
  }
  Activity cadres = named(begun(ActivityKind::talk, spread(1, 2), land_.counties[0].code, 1,
                                Unit::sessions, Level::municipal),
                          "F22");
  cadres.topics = {Topic::poverty_policy};
  cadres.whom = PersonKind::cadre;
  cadres.venue = Venue::town_hall;
  add(cadres);
  static constexpr std::array media{Medium::broadcast,  Medium::television, Medium::website,
                                    Medium::home_visit, Medium::newspaper,  Medium::social_media};
  for (std::size_t k = 0; k < media.size(); ++k) {
    const CountyLand& county = land_.counties[k % land_.counties.size()];
    Activity one = begun(ActivityKind::outreach, spread(k, media.size()), county.code, 1,
                         Unit::sessions, Level::county);
    one.medium = media[k];
    one.topics = {Topic::poverty_policy};
    add(one);
  }
}

void Year::add_classes() {
  Assumptions& a = data_.assume;
  const auto classes = static_cast<std::size_t>(a("activity.classes"));
  const std::int64_t total = a("activity.class_person_times");
  const std::int64_t listed_share = a("activity.class_listed");
  const auto list_most = std::max<std::size_t>(2, registered_.size() / 12);
  static constexpr std::array skills{Skill::planting,        Skill::breeding,
                                     Skill::handicraft,      Skill::domestic_service,
                                     Skill::food_processing, Skill::e_commerce};
  for (std::size_t k = 0; k < classes; ++k) {
    Draw draw = stream(options_, Stream::activity, 100 + k);
    const CountyLand& county = land_.counties[k % land_.counties.size()];
    const auto n = static_cast<std::int64_t>(classes);
    const std::int64_t size = total / n + (static_cast<std::int64_t>(k) < total % n ? 1 : 0);
    Activity one = begun(ActivityKind::training, spread(k, classes), county.code, size,
                         Unit::person_times, Level::county);
    one.days = static_cast<std::int32_t>(draw.between(2, 5));
    one.skill = skills[k % skills.size()];
    one.brand = k % 2 == 0 ? Brand::rural_woman : Brand::one_skill_each;
    one.topics = {Topic::skills};
    one.venue = k % 3 == 0 ? Venue::base : Venue::town_hall;
    one.whom = PersonKind::grassroots_woman;
    const auto list = std::min(list_most, static_cast<std::size_t>(size * listed_share / 1000));
    for (std::size_t w = 0; w < list; ++w) one.women.push_back(id_of(next_woman()));
    if (k == 3) {
      one = named(std::move(one), "F03");
      one.women.push_back(one.women.front());
    } else if (k == 5) {
      one = named(std::move(one), "F21");
      one.quantity = static_cast<std::int64_t>(one.women.size()) - 1;
    }
    const bool next = k == 7;
    const IdOf<Beneficiary> first = one.women.front();
    const Date day = one.date;
    add(std::move(one));
    if (next) {
      Activity other = named(begun(ActivityKind::training, day, land_.counties[0].code, 2,
                                   Unit::person_times, Level::county),
                             "F04");
      other.days = 2;
      other.skill = Skill::sewing;
      other.women = {first, id_of(next_woman())};
      add(std::move(other));
    }
  }
  for (std::size_t k = 0; k < 4; ++k) {
    Draw draw = stream(options_, Stream::activity, 200 + k);
    const ActivityKind kind = k % 2 == 0 ? ActivityKind::family_education : ActivityKind::course;
    // One draw a statement: compilers take the arguments of a call in different orders.
    const std::int64_t pupils = draw.between(20, 40);
    Activity one = begun(kind, on(today_ - 200 + static_cast<std::int64_t>(k) * 7 - 2),
                         place(draw).code, pupils, Unit::person_times, Level::township);
    one.topics = {k % 2 == 0 ? Topic::family_education : Topic::culture};
    one.brand = k % 2 == 0 ? Brand::other : Brand::cultural_quality;
    one.whom = PersonKind::grassroots_woman;
    add(one);
  }
}

void Year::add_exemplars() {
  const auto recommended = [&](std::size_t k, const Date& day) {
    Activity one =
        begun(ActivityKind::exemplar, day, land_.counties[k % land_.counties.size()].code, 1,
              Unit::exemplars, Level::municipal);
    one.for_year = static_cast<int>(day.year());
    return one;
  };
  Activity before = recommended(0, on(new_year_ - 30));
  before.exemplar_kind = ExemplarKind::person;
  before.persons = {persons(PersonKind::grassroots_woman).back()};
  const IdOf<Activity> last_year = before.id;
  add(std::move(before));
  std::vector<IdOf<Activity>> shown;
  for (std::size_t k = 0; k < 9; ++k) {
    Activity one = recommended(k, this_year(k, 10));
    if (k < 5) {
      one.exemplar_kind = ExemplarKind::person;
      one.persons = {persons(PersonKind::grassroots_woman)[k]};
    } else if (k < 7) {
      one.exemplar_kind = ExemplarKind::project;
      one.project = providers_.projects[k % providers_.projects.size()].id;
    } else {
      one.exemplar_kind = ExemplarKind::social_force;
      one.sponsor = k == 7 ? "市女企业家协会" : "巾帼志愿服务队";
    }
    if (k == 8) one = named(std::move(one), "F10");
    shown.push_back(one.id);
    add(std::move(one));
  }
  const auto item = [&](Level level, Medium medium, const IdOf<Activity>& exemplar, std::size_t k) {
    Activity one = begun(ActivityKind::media_item, this_year(k, 6), land_.counties[0].code, 1,
                         Unit::items, Level::municipal);
    one.outlet_level = level;
    one.medium = medium;
    one.exemplars = {exemplar};
    return one;
  };
  add(item(Level::provincial, Medium::newspaper, shown[0], 2));
  add(item(Level::provincial, Medium::television, shown[5], 3));
  add(named(item(Level::provincial, Medium::website, last_year, 4), "F11"));
  add(named(item(Level::municipal, Medium::newspaper, shown[2], 5), "F12"));
}

void Year::add_small_things() {
  for (std::size_t k = 0; k < 12; ++k) {
    Draw draw = stream(options_, Stream::activity, 7000 + k);
    const std::size_t w = next_woman();
    Activity visit = begun(ActivityKind::visit, spread(k, 12), home_of(w).code, 1, Unit::persons,
                           Level::village);
    visit.women = {id_of(w)};
    visit.venue = Venue::household;
    add(visit);
    if (k % 3 != 0) continue;
    const std::int64_t advised = draw.between(5, 15);
    Activity advice = begun(ActivityKind::advice, spread(k, 12), place(draw).code, advised,
                            Unit::person_times, Level::county);
    advice.project = providers_.projects[k % providers_.projects.size()].id;
    advice.whom = PersonKind::registered_woman;
    add(advice);
    const std::int64_t readers = draw.between(15, 40);
    Activity reading = begun(ActivityKind::reading, spread(k, 12), place(draw).code, readers,
                             Unit::person_times, Level::township);
    reading.brand = Brand::women_forum;
    reading.venue = Venue::womens_home;
    add(reading);
    Activity raised = begun(ActivityKind::resource, spread(k, 12), land_.counties[0].code,
                            draw.between(2, 9) * 10'000, Unit::yuan, Level::municipal);
    raised.amount = Money::from_yuan(raised.quantity);
    raised.payer = k % 2 == 0 ? Source::enterprise : Source::charity;
    raised.sponsor = "合成捐赠单位";
    add(raised);
  }
}

std::span<const PlantedFault> planted_faults() noexcept { return planted; }

Doings make_activities(const Land& land, const People& people, const Providers& providers,
                       const Relations& relations, Data& data, const Options& options) {
  return Year(land, people, providers, relations, data, options).tell();
}

}  // namespace jinguo::inline v0_1::sample

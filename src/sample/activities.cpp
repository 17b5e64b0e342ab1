#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <set>
#include <utility>

#include "jinguo/domain/activities.hpp"
#include "parts.hpp"

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

class Year {
 public:
  Year(const Land& land, const People& people, const Providers& providers,
       const Relations& relations, Data& data, const Options& options)
      : land_(land),
        people_(people),
        providers_(providers),
        relations_(relations),
        data_(data),
        options_(options),
        today_(days_since_1970(options.date)),
        new_year_(days_since_1970(
            Date{options.date.year(), std::chrono::month(1), std::chrono::day(1)})) {
    for (std::size_t w = 0; w < people.women.size(); ++w) {
      const Household& home = people.households[people.facts[w].household];
      (is_registered(home, options.date) ? registered_ : left_).push_back(w);
    }
    Draw draw = stream(options, Stream::activity, 0);
    draw.shuffle(registered_);
    draw.shuffle(left_);
  }

  Doings tell() {
    if (registered_.empty()) return {};
    add_persons();
    add_publicity();
    add_classes();
    add_health();
    add_students();
    add_charity();
    add_exemplars();
    add_small_things();
    add_work_at_bases();
    return std::move(out_);
  }

 private:
  Date on(std::int64_t day) const { return Date{std::chrono::sys_days(std::chrono::days(day))}; }
  /// The k-th of n days spread over the year that ends on the sample's date.
  Date spread(std::size_t k, std::size_t n) const {
    return on(today_ - 364 + static_cast<std::int64_t>(k * 360 / std::max<std::size_t>(n, 1)));
  }
  /// The k-th of n days of the calendar year, up to the sample's date.
  Date this_year(std::size_t k, std::size_t n) const {
    return on(new_year_ + static_cast<std::int64_t>(k) * (today_ - new_year_) /
                              static_cast<std::int64_t>(std::max<std::size_t>(n, 1)));
  }
  const Place& place(Draw& draw) const {
    return land_.places[static_cast<std::size_t>(
        draw.below(static_cast<std::int64_t>(land_.places.size())))];
  }
  const Place& home_of(std::size_t woman) const { return land_.places[people_.facts[woman].place]; }
  IdOf<Beneficiary> id_of(std::size_t woman) const { return people_.women[woman].id; }

  Activity begun(ActivityKind kind, const Date& date, RegionCode region, std::int64_t quantity,
                 Unit unit, Level by) {
    Activity one;
    one.id = IdOf<Activity>(numbered("AC", ++number_, 5));
    one.kind = kind;
    one.date = date;
    one.region = region;
    one.quantity = quantity;
    one.unit = unit;
    one.reported_by = by;
    one.proof = "file-" + one.id.text();
    return one;
  }
  static Activity named(Activity one, const char* id) {
    one.id = IdOf<Activity>(id);
    one.proof = "file-" + one.id.text();
    return one;
  }
  void add(Activity one) { out_.activities.push_back(std::move(one)); }
  /// The next of the registered women in a drawn order, round and round.
  std::size_t next_woman() { return registered_[turn_++ % registered_.size()]; }

  void add_persons() {
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
  const std::vector<IdOf<Person>>& persons(PersonKind kind) const {
    return by_kind_[static_cast<std::size_t>(kind)];
  }

  void add_publicity() {
    Assumptions& a = data_.assume;
    Draw draw = stream(options_, Stream::activity, 1);
    const auto deliveries = static_cast<std::size_t>(a("activity.leaflets.deliveries"));
    const std::int64_t copies = a("activity.leaflets.copies");
    for (std::size_t k = 0; k < deliveries; ++k) {
      const Place& where = place(draw);
      const RegionCode township = where.code.at(RegionLevel::township);
      const std::int64_t rest =
          k + 1 == deliveries ? copies % static_cast<std::int64_t>(deliveries) : 0;
      Activity one = begun(ActivityKind::leaflets, spread(k, deliveries), township,
                           copies / static_cast<std::int64_t>(deliveries) + rest, Unit::copies,
                           Level::township);
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

  void add_classes() {
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

  void add_health() {
    Assumptions& a = data_.assume;
    const std::int64_t patients = scaled(a("cancer.patients"), options_, a("cancer.least"));
    const std::int64_t unpaid = std::max<std::int64_t>(2, patients * a("cancer.unpaid") / 1000);
    const std::int64_t cervical = a("cancer.cervical");
    std::vector<std::size_t> ill;
    for (const std::size_t w : registered_) {
      const WomanFacts& facts = people_.facts[w];
      if (static_cast<std::int64_t>(ill.size()) == patients) break;
      if (facts.age >= 35 && facts.age <= 64) ill.push_back(w);
    }
    const auto found = [&](const Date& day, RegionCode region, Draw& draw) {
      Activity one = begun(ActivityKind::diagnosis, day, region, 1, Unit::persons, Level::county);
      one.cancer = draw.per_mille(cervical) ? Cancer::cervical : Cancer::breast;
      one.stage = static_cast<CancerStage>(draw.between(1, 4));
      return one;
    };
    const auto award = [&](const Date& day, RegionCode region) {
      Activity one =
          begun(ActivityKind::cancer_aid, day, region, 1, Unit::persons, Level::municipal);
      one.amount = Money::from_yuan(10'000);
      one.payer = Source::federation;
      one.payment = Payment::transfer;
      return one;
    };
    for (std::size_t k = 0; k < ill.size(); ++k) {
      Draw draw = stream(options_, Stream::activity, 1000 + k);
      const RegionCode home = home_of(ill[k]).code;
      const std::int64_t day = today_ - 364 + draw.below(240);
      Activity one = found(on(day), home, draw);
      one.women = {id_of(ill[k])};
      const std::optional<Cancer> cancer = one.cancer;
      add(std::move(one));
      if (static_cast<std::int64_t>(ill.size() - k) <= unpaid) continue;
      Activity aid = award(on(day + draw.between(20, 120)), home);
      aid.cancer = cancer;
      aid.women = {id_of(ill[k])};
      if (k == 1) {
        aid = named(std::move(aid), "F07");
        aid.payment = Payment::cash;
      }
      add(aid);
      if (k == 0) {
        Activity again = named(aid, "F06");
        again.date = on(std::min(today_, days_since_1970(aid.date) + 60));
        add(std::move(again));
      }
    }
    for (const std::size_t w : left_) {  // whose household had left the register before
      const Household& home = people_.households[people_.facts[w].household];
      if (is_registered(home, on(today_ - 41))) continue;
      Draw draw = stream(options_, Stream::activity, 2000);
      Activity one = found(on(today_ - 40), home_of(w).code, draw);
      one.women = {id_of(w)};
      Activity aid = named(award(on(today_ - 20), one.region), "F05");
      aid.women = one.women;
      add(std::move(one));
      add(std::move(aid));
      break;
    }
    Activity undiagnosed = named(award(on(today_ - 30), home_of(registered_.back()).code), "F08");
    undiagnosed.women = {id_of(registered_.back())};
    add(std::move(undiagnosed));

    for (std::size_t k = 0; k < 8; ++k) {
      Draw draw = stream(options_, Stream::activity, 3000 + k);
      const Place& where = place(draw);
      const RegionCode township = where.code.at(RegionLevel::township);
      Activity one = begun(ActivityKind::screening, spread(k, 8), township, draw.between(60, 220),
                           Unit::person_times, Level::county);
      one.whom = PersonKind::grassroots_woman;
      one.cancer = k % 2 == 0 ? Cancer::cervical : Cancer::breast;
      one.result = ScreeningResult::negative;
      one.venue = Venue::hospital;
      one.sponsor = "县妇幼保健院";
      add(one);
      Activity talk = begun(k % 2 == 0 ? ActivityKind::lecture : ActivityKind::clinic, spread(k, 8),
                            where.code, draw.between(25, 60), Unit::person_times, Level::village);
      talk.topics = {Topic::health};
      talk.venue = Venue::womens_home;
      talk.whom = PersonKind::grassroots_woman;
      add(talk);
    }
    const std::size_t insured = std::min<std::size_t>(registered_.size(), 60);
    for (std::size_t k = 0; k < 6; ++k) {
      Draw draw = stream(options_, Stream::activity, 4000 + k);
      Activity one = begun(ActivityKind::insurance, spread(k, 6), place(draw).code, 0,
                           Unit::persons, Level::county);
      one.payer = k % 2 == 0 ? Source::county : Source::federation;
      one.for_year = static_cast<int>(options_.date.year());
      for (std::size_t w = k; w < insured; w += 6) one.women.push_back(id_of(registered_[w]));
      const auto& cadres = persons(PersonKind::cadre);
      for (std::size_t c = k; c < cadres.size(); c += 6) one.persons.push_back(cadres[c]);
      one.quantity = static_cast<std::int64_t>(one.women.size() + one.persons.size());
      one.amount = Money::from_yuan(150 * one.quantity);
      const IdOf<Beneficiary> first = one.women.front();
      add(std::move(one));
      if (k == 0) {
        Activity again = named(begun(ActivityKind::insurance, on(today_ - 2),
                                     land_.counties[0].code, 1, Unit::persons, Level::township),
                               "F13");
        again.payer = Source::charity;
        again.for_year = static_cast<int>(options_.date.year());
        again.women = {first};
        again.amount = Money::from_yuan(150);
        add(std::move(again));
      }
    }
  }

  void add_students() {
    const auto& students = persons(PersonKind::student);
    for (std::size_t k = 0; k < students.size(); ++k) {
      Draw draw = stream(options_, Stream::activity, 5000 + k);
      Activity one = begun(ActivityKind::student_aid, this_year(k, students.size()),
                           place(draw).code, 1, Unit::persons, Level::municipal);
      one.persons = {students[k]};
      one.amount = Money::from_yuan(draw.between(2, 5) * 1000);
      one.payer = k % 2 == 0 ? Source::charity : Source::federation;
      one.payment = Payment::transfer;
      one.for_year = static_cast<int>(options_.date.year());
      add(one);
      if (k == 0) {
        Activity again = named(one, "F14");
        again.date = this_year(1, 2);
        add(std::move(again));
      }
    }
  }

  void add_charity() {
    Assumptions& a = data_.assume;
    const auto events = static_cast<std::size_t>(a("activity.charity.events"));
    const std::int64_t size = a("activity.charity.size");
    for (std::size_t k = 0; k < events; ++k) {
      Draw draw = stream(options_, Stream::activity, 6000 + k);
      Activity one = begun(ActivityKind::charity, this_year(k + 1, events + 1), place(draw).code,
                           size, Unit::person_times, Level::county);
      one.amount = Money::from_yuan(200 * static_cast<std::int64_t>(k + 1));
      one.payer = k % 2 == 0 ? Source::charity : Source::enterprise;
      one.payment = Payment::in_kind;
      one.whom = PersonKind::left_behind_child;
      const auto& behind = persons(PersonKind::left_behind_child);
      const auto& special = persons(PersonKind::child_in_difficulty);
      for (std::size_t c = k; c < behind.size(); c += 2) one.persons.push_back(behind[c]);
      for (std::size_t c = k; c < special.size(); c += 3) one.persons.push_back(special[c]);
      const std::size_t women = std::min<std::size_t>(registered_.size() / 4, 6);
      for (std::size_t w = 0; w < women; ++w) one.women.push_back(id_of(next_woman()));
      if (static_cast<std::int64_t>(one.persons.size() + one.women.size()) > size) {
        one.quantity = static_cast<std::int64_t>(one.persons.size() + one.women.size());
      }
      add(one);
      if (k == 1) {
        Activity again = named(one, "F09");
        again.women = {};
        again.persons = {one.persons.front(), one.persons.back()};
        again.quantity = 2;
        again.reported_by = Level::township;
        add(std::move(again));
      }
    }
    Activity other = named(begun(ActivityKind::charity, this_year(2, 3), land_.counties[0].code, 1,
                                 Unit::person_times, Level::township),
                           "F20");
    other.amount = Money::from_yuan(500);
    other.payer = Source::enterprise;
    other.persons = {persons(PersonKind::other).front()};
    add(std::move(other));
  }

  void add_exemplars() {
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
    const auto item = [&](Level level, Medium medium, const IdOf<Activity>& exemplar,
                          std::size_t k) {
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

  /// What no target counts: visits, advice, reading, money raised.
  void add_small_things() {
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

  /// Women whom bases with a higher title took on in the year, and whose work has ended: so they
  /// hold no place, and no plan changes for them.
  void add_work_at_bases() {
    Assumptions& a = data_.assume;
    const auto sizes = a.weights("base_year", {"0", "1", "2", "3"});
    const std::int64_t before_high = a("placement.income_before_high");
    const int year = static_cast<int>(options_.date.year());
    std::vector<const Base*> bases;
    for (const Base& base : providers_.bases) {
      if (base.level <= Level::provincial && base.title_year <= year) bases.push_back(&base);
    }
    if (bases.empty()) return;
    std::set<std::string> busy;
    for (const Placement& one : relations_.placements) busy.insert(one.woman.text());
    std::vector<std::size_t> free;
    for (const std::size_t w : registered_) {
      const WomanFacts& facts = people_.facts[w];
      if (facts.can_work && facts.age >= 18 && facts.age <= 55 && !busy.contains(id_of(w).text())) {
        free.push_back(w);
      }
    }
    // Nobody is to run out: a base gets at most an even share of half of them.
    const std::size_t most = free.size() / 2 / bases.size();
    std::size_t at = 0;
    std::size_t number = 0;
    const auto placed = [&](const Base& base, std::size_t w, Draw& draw) {
      Placement record;
      record.id = IdOf<Placement>(numbered("Q", ++number, 5));
      record.woman = id_of(w);
      record.kind = ProviderKind::base;
      record.provider = base.id;
      record.pairing = "livelihood";
      const std::int64_t span = std::max<std::int64_t>(1, today_ - new_year_ - 40);
      const std::int64_t start = new_year_ + draw.below(std::max<std::int64_t>(1, span / 2));
      record.starts_on = on(start);
      record.ends_on = on(std::min(today_ - 1, start + 30 + draw.below(span)));
      record.status = RelationStatus::ended;
      record.end_reason = EndReason::completed;
      const std::int64_t before = draw.between(0, before_high / 100) * 100;
      record.income_before = Money::from_yuan(before);
      record.income_after = Money::from_yuan(before + draw.between(10, 60) * 100);
      record.proof = "contract-" + record.id.text();
      return record;
    };
    const auto called = [](Placement record, const char* id) {
      record.id = IdOf<Placement>(id);
      record.proof = "contract-" + record.id.text();
      return record;
    };
    for (std::size_t k = 0; k < bases.size(); ++k) {
      const auto wanted = static_cast<std::size_t>(sizes[k % sizes.size()]);
      for (std::size_t n = 0; n < std::min(wanted, most) && at < free.size(); ++n) {
        Draw draw = stream(options_, Stream::base_work, at + 1);
        out_.placements.push_back(placed(*bases[k], free[at++], draw));
      }
    }
    Draw draw = stream(options_, Stream::base_work, 0);
    const Base& first = *bases.front();
    const Base& second = *bases.back();
    const auto next = [&] { return at < free.size() ? free[at++] : registered_.front(); };
    Placement flat = called(placed(first, next(), draw), "F15");
    flat.income_after = flat.income_before;
    out_.placements.push_back(std::move(flat));
    for (const std::size_t w : left_) {
      const Household& home = people_.households[people_.facts[w].household];
      Placement late = called(placed(first, w, draw), "F16");
      if (is_registered(home, late.starts_on)) continue;
      out_.placements.push_back(std::move(late));
      break;
    }
    const std::size_t twice = next();
    Placement one = called(placed(first, twice, draw), "F17");
    one.starts_on = on(new_year_ + 5);
    one.ends_on = on(new_year_ + 40);
    Placement two = called(placed(second, twice, draw), "F18");
    two.starts_on = on(new_year_ + 60);
    two.ends_on = on(new_year_ + 110);
    if (days_since_1970(*two.ends_on) < today_ && first.id != second.id) {
      out_.placements.push_back(std::move(one));
      out_.placements.push_back(std::move(two));
    }
    Placement untold = called(placed(second, next(), draw), "F19");
    untold.income_after.reset();
    out_.placements.push_back(std::move(untold));
  }

  const Land& land_;
  const People& people_;
  const Providers& providers_;
  const Relations& relations_;
  Data& data_;
  const Options& options_;
  std::int64_t today_;
  std::int64_t new_year_;
  std::vector<std::size_t> registered_{};
  std::vector<std::size_t> left_{};
  std::size_t turn_ = 0;
  std::size_t number_ = 0;
  std::array<std::vector<IdOf<Person>>, std::size(personkind_codes)> by_kind_{};
  Doings out_{};
};

}  // namespace

std::span<const PlantedFault> planted_faults() noexcept { return planted; }

Doings make_activities(const Land& land, const People& people, const Providers& providers,
                       const Relations& relations, Data& data, const Options& options) {
  return Year(land, people, providers, relations, data, options).tell();
}

}  // namespace jinguo::inline v0_1::sample

// Help of the year to persons: health, schooling, charity, work.

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "year.hpp"

namespace jinguo::inline v0_1::sample {

void Year::add_health() {
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
    Activity one = begun(ActivityKind::cancer_aid, day, region, 1, Unit::persons, Level::municipal);
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
}

void Year::add_screenings() {
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
}

void Year::add_insurance() {
  const std::size_t insured = std::min<std::size_t>(registered_.size(), 60);
  for (std::size_t k = 0; k < 6; ++k) {
    Draw draw = stream(options_, Stream::activity, 4000 + k);
    Activity one = begun(ActivityKind::insurance, spread(k, 6), place(draw).code, 0, Unit::persons,
                         Level::county);
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
      Activity again = named(begun(ActivityKind::insurance, on(today_ - 2), land_.counties[0].code,
                                   1, Unit::persons, Level::township),
                             "F13");
      again.payer = Source::charity;
      again.for_year = static_cast<int>(options_.date.year());
      again.women = {first};
      again.amount = Money::from_yuan(150);
      add(std::move(again));
    }
  }
}

void Year::add_students() {
  const auto& students = persons(PersonKind::student);
  for (std::size_t k = 0; k < students.size(); ++k) {
    Draw draw = stream(options_, Stream::activity, 5000 + k);
    Activity one = begun(ActivityKind::student_aid, this_year(k, students.size()), place(draw).code,
                         1, Unit::persons, Level::municipal);
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

void Year::add_charity() {
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

std::vector<std::size_t> Year::free_women() const {
  std::set<std::string> busy;
  for (const Placement& one : relations_.placements) busy.insert(one.woman.text());
  std::vector<std::size_t> free;
  for (const std::size_t w : registered_) {
    const WomanFacts& facts = people_.facts[w];
    if (facts.can_work && facts.age >= 18 && facts.age <= 55 && !busy.contains(id_of(w).text())) {
      free.push_back(w);
    }
  }
  return free;
}

void Year::add_work_at_bases() {
  Assumptions& a = data_.assume;
  const auto sizes = a.weights("base_year", {"0", "1", "2", "3"});
  const std::int64_t before_high = a("placement.income_before_high");
  const int year = static_cast<int>(options_.date.year());
  std::vector<const Base*> bases;
  for (const Base& base : providers_.bases) {
    if (base.level <= Level::provincial && base.title_year <= year) bases.push_back(&base);
  }
  if (bases.empty()) return;
  const std::vector<std::size_t> free = free_women();
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

}  // namespace jinguo::inline v0_1::sample

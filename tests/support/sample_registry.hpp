#pragma once

#include "jinguo/domain/registry.hpp"

/// A small sound registry with one record or more in every table and every field set somewhere.
namespace jinguo::support {

inline Date day(int year, unsigned month, unsigned of_month) {
  return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(of_month);
}

inline Money yuan(std::string_view text) { return *Money::parse(text); }

inline Registry sample_registry() {
  Registry registry;
  const RegionCode county{430'626'000'000};
  const RegionCode township{430'626'100'000};
  const RegionCode village{430'626'100'001};
  registry.add(Region{county,
                      "平江县",
                      LonLat{113'581'200, 28'701'900},
                      {Industry::oil_tea, Industry::snacks},
                      true});
  registry.add(Region{township, "汉昌镇", std::nullopt, {}, false});
  registry.add(Region{village, "北街村", LonLat{-113'581'201, -901'900}, {}, true});

  Household household;
  household.id = IdOf<Household>("H1");
  household.region = village;
  household.status = RegistrationStatus::registered;
  household.registered_on = day(2014, 5, 1);
  household.main_cause = Cause::illness;
  household.other_causes = {Cause::skills, Cause::capital};
  household.wage_income = Money::from_fen(123'456);
  household.business_income = Money::from_yuan(3'000);
  household.production_costs = Money::from_yuan(900);
  household.housing_area_m2 = 60;
  household.housing = Housing::earth_timber;
  household.relocated = true;
  household.electricity = false;
  household.water = Water::well;
  household.position = LonLat{113'600'000, 28'700'001};
  household.note = "a, \"b\"\n=c";
  registry.add(household);
  household.id = IdOf<Household>("户-2");
  household.status = RegistrationStatus::exited;
  household.exited_on = day(2016, 2, 29);
  household.main_cause.reset();
  household.other_causes.clear();
  household.position.reset();
  household.note = "=HYPERLINK(1)";
  registry.add(household);

  Beneficiary woman;
  woman.id = IdOf<Beneficiary>("W1");
  woman.household = IdOf<Household>("H1");
  woman.name = "'=x";
  woman.birth_date = day(1980, 2, 29);
  woman.relation = Relation::spouse;
  woman.ethnicity = "汉族";
  woman.education = Education::primary;
  woman.skills = {Skill::planting, Skill::sewing};
  woman.wishes = {Industry::tea, Industry::snacks, Industry::other};
  woman.care_duty = CareDuty::elder;
  woman.max_distance_m = 5'000;
  woman.insured = true;
  registry.add(woman);
  woman.id = IdOf<Beneficiary>("W2");
  woman.household = IdOf<Household>("户-2");
  woman.relation = Relation::head;
  woman.max_distance_m.reset();
  woman.wishes.clear();
  registry.add(woman);

  Member member;
  member.id = IdOf<Member>("M1");
  member.household = IdOf<Household>("H1");
  member.sex = Sex::male;
  member.birth_date = day(1978, 12, 31);
  member.relation = Relation::head;
  registry.add(member);

  Mentor mentor;
  mentor.id = IdOf<Mentor>("N1");
  mentor.name = "-1+1";
  mentor.region = township;
  mentor.industries = {Industry::tea};
  mentor.places = 3;
  mentor.level = Level::county;
  mentor.woman = IdOf<Beneficiary>("W2");
  registry.add(mentor);

  Anchor anchor;
  anchor.id = IdOf<Anchor>("A1");
  anchor.kind = AnchorKind::anchor_enterprise;
  anchor.region = county;
  anchor.industry = Industry::snacks;
  anchor.households = 40;
  registry.add(anchor);
  anchor.id = IdOf<Anchor>("A2");
  anchor.kind = AnchorKind::cooperative;
  registry.add(anchor);

  Base base;
  base.id = IdOf<Base>("B1");
  base.level = Level::provincial;
  base.title_year = 2015;
  base.region = village;
  base.industry = Industry::tea;
  base.skills = {Skill::tea_making};
  base.places = 100;
  base.income = Money::from_yuan(12'000);
  base.anchor = IdOf<Anchor>("A1");
  registry.add(base);

  Project project;
  project.id = IdOf<Project>("P1");
  project.anchor = IdOf<Anchor>("A2");
  project.region = village;
  project.scale = "120亩";
  project.budget = Money::from_yuan(500'000);
  project.places = 12;
  project.starts_on = day(2016, 1, 1);
  project.ends_on = day(2018, 12, 31);
  registry.add(project);

  Chain chain;
  chain.id = IdOf<Chain>("C1");
  chain.mentor = IdOf<Mentor>("N1");
  chain.enterprise = IdOf<Anchor>("A1");
  chain.cooperative = IdOf<Anchor>("A2");
  chain.region = township;
  chain.places = 5;
  chain.stake = Money::from_yuan(5'000);
  chain.guaranteed_bp = 800;
  chain.dividend_cap = Money::from_yuan(900);
  registry.add(chain);

  LoanProduct product;
  product.id = IdOf<LoanProduct>("L1");
  product.name = "扶贫小额信贷";
  product.valid_from = day(2014, 12, 1);
  product.ceiling = Money::from_yuan(50'000);
  product.max_term_months = 36;
  product.subsidy_bp = {10'000, 10'000, 10'000};
  product.payer_bp = {7'500, 1'000, 500, 1'000};
  product.registered_only = true;
  product.min_age = 18;
  product.max_age = 60;
  registry.add(product);

  LoanApplication application;
  application.id = IdOf<LoanApplication>("Q1");
  application.woman = IdOf<Beneficiary>("W1");
  application.product = IdOf<LoanProduct>("L1");
  application.applied_on = day(2016, 3, 1);
  application.amount = Money::from_yuan(30'000);
  application.term_months = 24;
  application.purpose = Industry::tea;
  application.project = IdOf<Project>("P1");
  application.status = ApplicationStatus::approved;
  registry.add(application);

  Loan loan;
  loan.id = IdOf<Loan>("K1");
  loan.application = IdOf<LoanApplication>("Q1");
  loan.woman = IdOf<Beneficiary>("W1");
  loan.product = IdOf<LoanProduct>("L1");
  loan.principal = Money::from_yuan(20'000);
  loan.rate_bp = 475;
  loan.starts_on = day(2016, 4, 1);
  loan.term_months = 24;
  registry.add(loan);

  Mentorship mentorship;
  mentorship.id = IdOf<Mentorship>("R1");
  mentorship.woman = IdOf<Beneficiary>("W1");
  mentorship.mentor = IdOf<Mentor>("N1");
  mentorship.starts_on = day(2015, 9, 1);
  mentorship.status = RelationStatus::active;
  registry.add(mentorship);

  Placement placement;
  placement.id = IdOf<Placement>("S1");
  placement.woman = IdOf<Beneficiary>("W1");
  placement.kind = ProviderKind::base;
  placement.provider = Id("B1");
  placement.pairing = "livelihood";
  placement.starts_on = day(2015, 6, 1);
  placement.ends_on = day(2015, 12, 31);
  placement.status = RelationStatus::ended;
  placement.end_reason = EndReason::completed;
  placement.income_before = Money::from_yuan(2'000);
  placement.income_after = Money::from_fen(800'050);
  placement.proof = "contract 7";
  registry.add(placement);

  registry.add(ForcedPair{"mentors", Id("W2"), Id("N1"), PairRule::exclude, "家属"});

  Person person;
  person.id = IdOf<Person>("E1");
  person.kind = PersonKind::left_behind_child;
  person.sex = Sex::female;
  person.birth_date = day(2008, 7, 7);
  person.region = village;
  registry.add(person);

  registry.add(Road{village, ProviderKind::base, Id("B1"), 9'500});

  Activity activity;
  activity.id = IdOf<Activity>("T1");
  activity.kind = ActivityKind::training;
  activity.date = day(2016, 5, 4);
  activity.region = county;
  activity.quantity = 5'000'000'000;
  activity.unit = Unit::person_times;
  activity.women = {IdOf<Beneficiary>("W1"), IdOf<Beneficiary>("W2")};
  activity.persons = {IdOf<Person>("E1")};
  activity.base = IdOf<Base>("B1");
  activity.skill = Skill::tea_making;
  activity.days = 3;
  activity.brand = Brand::one_skill_each;
  activity.venue = Venue::base;
  registry.add(activity);

  Activity talk;
  talk.id = IdOf<Activity>("T2");
  talk.kind = ActivityKind::talk;
  talk.date = day(2016, 6, 1);
  talk.region = village;
  talk.venue = Venue::womens_home;
  talk.quantity = 1;
  talk.unit = Unit::sessions;
  talk.whom = PersonKind::grassroots_woman;
  talk.topics = {Topic::poverty_policy, Topic::land_rights};
  talk.medium = Medium::meeting;
  talk.reported_by = Level::township;
  registry.add(talk);

  Activity found;
  found.id = IdOf<Activity>("T3");
  found.kind = ActivityKind::diagnosis;
  found.date = day(2016, 3, 1);
  found.region = county;
  found.quantity = 1;
  found.unit = Unit::persons;
  found.women = {IdOf<Beneficiary>("W1")};
  found.cancer = Cancer::breast;
  found.stage = CancerStage::stage_iia;
  found.reported_by = Level::county;
  found.proof = "hospital 12";
  registry.add(found);

  Activity aid = found;
  aid.id = IdOf<Activity>("T4");
  aid.kind = ActivityKind::cancer_aid;
  aid.date = day(2016, 4, 1);
  aid.stage.reset();
  aid.amount = Money::from_yuan(10'000);
  aid.payer = Source::federation;
  aid.payment = Payment::transfer;
  registry.add(aid);

  Activity screening;
  screening.id = IdOf<Activity>("T5");
  screening.kind = ActivityKind::screening;
  screening.date = day(2016, 2, 1);
  screening.region = township;
  screening.quantity = 2;
  screening.unit = Unit::person_times;
  screening.women = {IdOf<Beneficiary>("W1"), IdOf<Beneficiary>("W2")};
  screening.cancer = Cancer::cervical;
  screening.result = ScreeningResult::negative;
  screening.reported_by = Level::county;
  registry.add(screening);

  Activity exemplar;
  exemplar.id = IdOf<Activity>("T6");
  exemplar.kind = ActivityKind::exemplar;
  exemplar.date = day(2016, 6, 20);
  exemplar.region = county;
  exemplar.quantity = 1;
  exemplar.unit = Unit::exemplars;
  exemplar.for_year = 2016;
  exemplar.project = IdOf<Project>("P1");
  exemplar.exemplar_kind = ExemplarKind::project;
  exemplar.reported_by = Level::municipal;
  registry.add(exemplar);

  Activity item;
  item.id = IdOf<Activity>("T7");
  item.kind = ActivityKind::media_item;
  item.date = day(2016, 6, 30);
  item.region = county;
  item.quantity = 1;
  item.unit = Unit::items;
  item.medium = Medium::newspaper;
  item.outlet_level = Level::provincial;
  item.exemplars = {IdOf<Activity>("T6")};
  item.reported_by = Level::municipal;
  registry.add(item);
  registry.set_synthetic(true);
  return registry;
}

}  // namespace jinguo::support

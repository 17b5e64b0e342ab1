// Uses what must work from include/ alone. Linked with nothing, so a function that moved into a
// compiled source fails here, at the link.
#include <cstdio>

#include "jinguo/jinguo.hpp"

namespace {

int failures = 0;

void expect(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  ++failures;
}

void money_regions_dates_ids() {
  using namespace jinguo;
  const Money loan = *Money::parse("50000.50");
  expect((loan + Money::from_yuan(1)).to_string() == "50001.50", "money adds exactly");
  const RegionCode village = *RegionCode::parse("430626100001");
  expect(RegionCode::parse("4306")->contains(village), "the city holds the village");
  expect(age_on(*parse_date("1980-02-29"), *parse_date("2016-02-28")) == 35, "age by the calendar");
  bool refused = false;
  try {
    const Id id("430626198001010021");
  } catch (const InputError& error) {
    refused = error.issues().size() == 1 && !error.issues()[0].text(Language::zh).empty();
  }
  expect(refused, "a citizen number is no id, and the issue has a text");
}

void records() {
  using namespace jinguo;
  Registry registry;
  Region county;
  county.code = *RegionCode::parse("430626");
  county.position = LonLat{113'590'000, 28'700'000};
  registry.add(county);
  Household household;
  household.id = IdOf<Household>("H1");
  registry.add(household);
  expect(registry.find(IdOf<Household>("H1")) != nullptr, "a household is found by its id");
  expect(registry.position_of(*RegionCode::parse("430626100001")) != nullptr,
         "a village lies where its county lies when nothing finer is known");
  const Registry copy = registry;
  expect(copy == registry, "registries compare by value");
  expect(to_chinese(Cause::illness) == "因病", "codes have their Chinese names");
}

}  // namespace

int main() {
  money_regions_dates_ids();
  records();
  return failures == 0 ? 0 : 1;
}

// Uses what must work from include/ alone. Linked with nothing, so a function that moved into a
// compiled source fails here, at the link.
#include <cstdint>
#include <cstdio>
#include <span>
#include <vector>

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
    const Id id("430626198001010028");
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
  const std::vector<Issue> issues = registry.validate();
  expect(!issues.empty(), "a household on the register without a cause is an issue");
  for (const Issue& issue : issues) expect(!issue.text().empty(), "an issue has a text");
  const Registry copy = registry;
  expect(copy == registry, "registries compare by value");
  expect(to_chinese(Cause::illness) == "因病", "codes have their Chinese names");
}

void policies() {
  using namespace jinguo;
  KindRules bases;
  bases.kind = ProviderKind::base;
  bases.merit.base = 100;
  Pairing pairing;
  pairing.name = "livelihood";
  pairing.kinds = {bases};
  PolicyData data;
  data.name = "test";
  data.date = *parse_date("2016-06-30");
  data.pairings = {pairing};
  expect(Policy(data).find("livelihood") != nullptr, "a policy finds its pairing");
  data.pairings.push_back(pairing);
  bool refused = false;
  try {
    const Policy twice(data);
  } catch (const InputError& error) {
    refused = !error.issues().empty();
  }
  expect(refused, "two pairings of one name are refused");
}

/// Judges plans of a market of three by two, a best one and broken ones.
void referees(const jinguo::solver::Market& market) {
  using namespace jinguo::solver;
  expect(market.n() == 3 && market.m() == 2 && market.score(1, 0) == 85, "the source is read");
  TransportResult best;
  best.status = Status::optimal;
  best.awards = {{0, 1}, {1, 0}, {2, 1}};
  best.total = 230;
  best.prices = {20, 0};
  best.greatest_prices = {25, 0};
  best.worth = {20, 0};
  best.forced = {0, 0};
  best.shortfall = {0, 0};
  best.gap = 0;
  expect(!why_not_feasible(market, best), "the best plan keeps every rule");
  expect(!why_not_optimal(market, best), "the best plan is best");

  TransportResult crowded = best;
  crowded.awards = {{0, 0}, {1, 0}, {2, 1}};
  crowded.total = 250;
  expect(why_not_feasible(market, crowded).has_value(), "two do not fit where there is one place");
  TransportResult worse = best;
  worse.awards = {{0, 0}, {1, 1}, {2, 1}};
  worse.total = 225;
  expect(why_not_optimal(market, worse).has_value(), "a plan of 225 is not best");
}

void markets() {
  using namespace jinguo::solver;
  const std::vector<std::int32_t> matrix = {90, 70, 85, 60, 80, 75};
  const Bounds bounds{.capacity = {1, 2}};

  Dense dense;
  dense.n = 3;
  dense.m = 2;
  dense.scores = std::span<const std::int32_t>(matrix);
  referees(Market(dense, bounds));

  const std::vector<std::int32_t> indptr = {0, 2, 4, 6};
  const std::vector<std::int32_t> indices = {0, 1, 0, 1, 0, 1};
  Sparse sparse;
  sparse.m = 2;
  sparse.indptr = std::span<const std::int32_t>(indptr);
  sparse.indices = indices;
  sparse.scores = std::span<const std::int32_t>(matrix);
  referees(Market(sparse, bounds));

  Blocks blocks;
  blocks.n = 3;
  blocks.m = 2;
  blocks.scores = [&](Index from, Index to, std::span<Score> out) {
    for (Index k = from * 2; k < to * 2; ++k) {
      out[static_cast<std::size_t>(k - from * 2)] = matrix[static_cast<std::size_t>(k)];
    }
  };
  referees(Market(blocks, bounds));
}

}  // namespace

int main() {
  money_regions_dates_ids();
  records();
  policies();
  markets();
  return failures == 0 ? 0 : 1;
}

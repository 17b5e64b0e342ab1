#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data.hpp"
#include "draw.hpp"
#include "jinguo/core/text.hpp"
#include "jinguo/domain/registry.hpp"
#include "jinguo/sample/yueyang.hpp"
#include "land.hpp"

namespace jinguo::inline v0_1::sample {

/// Which stream a record draws from.
enum class Stream : std::uint64_t {
  place_weight = 16,
  household,
  mentor,
  base,
  anchor,
  project,
  chain,
  places,
  mentorship,
  placement,
  pair,
  application,
  person,
  activity,
  base_work
};
[[nodiscard]] inline Draw stream(const Options& options, Stream table, std::uint64_t row) {
  return {options.seed, static_cast<std::uint64_t>(table), row};
}

/// A letter and a number of a fixed width: W0000123. Never like a citizen number.
[[nodiscard]] inline std::string numbered(std::string_view letters, std::size_t number,
                                          std::size_t width) {
  return std::string(letters) + jinguo::detail::padded(number, width);
}

/// A count given for 100,000 households, for this sample; at least `least`, and never none.
[[nodiscard]] inline std::int64_t scaled(std::int64_t per_100000, const Options& options,
                                         std::int64_t least) {
  const std::int64_t count = (per_100000 * options.households + 50'000) / 100'000;
  return std::max({count, least, std::int64_t{1}});
}

/// A day so many years and days before another.
[[nodiscard]] Date days_before(const Date& date, std::int64_t days);

/// What the later steps need to know of a woman, beside her record.
struct WomanFacts {
  std::size_t household = 0;
  std::size_t place = 0;
  int age = 0;
  bool exited = false;    ///< Her household left the register.
  bool can_work = false;  ///< Ordinary or skilled, not at school, not away.
};

struct People {
  std::vector<Household> households{};
  std::vector<Beneficiary> women{};
  std::vector<WomanFacts> facts{};  ///< Of each woman.
  std::vector<Member> members{};
  std::vector<std::int64_t> households_in{};  ///< By county.
};
[[nodiscard]] People make_people(const Land& land, Data& data, const Options& options);

struct Providers {
  std::vector<Mentor> mentors{};
  std::vector<std::size_t> mentor_place{};
  std::vector<Anchor> anchors{};
  std::vector<Base> bases{};
  std::vector<Project> projects{};
  std::vector<Chain> chains{};
};
[[nodiscard]] Providers make_providers(const Land& land, const People& people, Data& data,
                                       const Options& options);

struct Relations {
  std::vector<Mentorship> mentorships{};
  std::vector<Placement> placements{};
  std::vector<ForcedPair> pairs{};
  std::vector<LoanApplication> applications{};
  std::vector<Loan> loans{};
};
[[nodiscard]] Relations make_relations(const Land& land, const People& people,
                                       const Providers& providers, Data& data,
                                       const Options& options);

/// What was done in the year that ends on the sample's date, and who was reached beside the women.
struct Doings {
  std::vector<Person> persons{};
  std::vector<Activity> activities{};
  std::vector<Placement> placements{};  ///< At bases, all ended.
};
/// Draws from streams of its own: nothing else of the sample changes with it.
[[nodiscard]] Doings make_activities(const Land& land, const People& people,
                                     const Providers& providers, const Relations& relations,
                                     Data& data, const Options& options);

/// A fault that stands in every sample, so that people and tests can look for it.
struct PlantedFault {
  std::string_view id{};      ///< Of an activity or placement.
  std::string_view target{};  ///< Which it does not count for; empty: none.
  std::string_view en{};
  std::string_view zh{};
};
[[nodiscard]] std::span<const PlantedFault> planted_faults() noexcept;

}  // namespace jinguo::inline v0_1::sample

#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "jinguo/domain/activities.hpp"
#include "parts.hpp"

namespace jinguo::inline v0_1::sample {

/// What is done in the year that ends on the sample's date, with the faults that stand in it.
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
    add_screenings();
    add_insurance();
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

  void add_persons();
  const std::vector<IdOf<Person>>& persons(PersonKind kind) const {
    return by_kind_[static_cast<std::size_t>(kind)];
  }

  void add_publicity();
  void add_classes();
  void add_health();
  void add_screenings();
  void add_insurance();
  void add_students();
  void add_charity();
  void add_exemplars();
  /// What no target counts: visits, advice, reading, money raised.
  void add_small_things();
  /// Registered women who can work and hold no place.
  [[nodiscard]] std::vector<std::size_t> free_women() const;
  /// Women whom bases with a higher title took on in the year, and whose work has ended: so they
  /// hold no place, and no plan changes for them.
  void add_work_at_bases();

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

}  // namespace jinguo::inline v0_1::sample

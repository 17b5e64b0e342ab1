#pragma once

#include "jinguo/core/inline.hpp"
#include "jinguo/core/text.hpp"
#include "jinguo/domain/policy.hpp"

namespace jinguo::inline v0_1 {

namespace detail {

/// Collects what is wrong with a policy.
class PolicyChecker {
 public:
  std::vector<Issue> issues{};

  void run(const PolicyData& data) {
    if (data.name.empty()) add("name", "policy.missing");
    if (holds_citizen_number(data.name)) add("name", "policy.citizen_number");
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    if (std::any_of(data.name.begin(), data.name.end(), control)) add("name", "policy.name");
    if (!data.date.ok()) add("date", "policy.missing");
    if (data.origin.lon_e6 < -180'000'000 || data.origin.lon_e6 > 180'000'000 ||
        data.origin.lat_e6 < -85'000'000 || data.origin.lat_e6 > 85'000'000) {
      add("origin", "policy.origin");
    }
    hexadecimal("lottery.seed", data.lottery.seed, 32, 4096);
    hexadecimal("lottery.commitment", data.lottery.commitment, 64, 64);
    if (!data.lottery.seed.empty() && !data.lottery.commitment.empty()) {
      add("lottery.seed", "policy.seed_and_commitment");
    }
    for (std::size_t k = 0; k < data.reopen_after.size(); ++k) {
      const auto first = data.reopen_after.begin();
      const auto here = first + static_cast<std::ptrdiff_t>(k);
      if (std::find(first, here, *here) != here) add("reopen_after", "policy.duplicate");
      if (to_string(*here).empty()) add("reopen_after", "policy.value");
    }
    if (data.pairings.empty()) add("pairings", "policy.missing");
    std::array<std::string_view, 5> kind_in{};
    std::string_view full_time;
    for (std::size_t k = 0; k < data.pairings.size(); ++k) {
      const Pairing& one = data.pairings[k];
      const std::string path = "pairings." + one.name;
      if (one.name.empty() || !why_not_id(one.name).empty()) add(path, "policy.pairing_name");
      for (std::size_t other = 0; other < k; ++other) {
        if (data.pairings[other].name == one.name) add(path, "policy.duplicate");
      }
      pairing(path, one);
      bool works = false;
      for (const KindRules& rules : one.kinds) {
        works = works || (rules.kind != ProviderKind::mentor && rules.kind != ProviderKind::loan);
        std::string_view& before = kind_in[static_cast<std::size_t>(rules.kind) % 5];
        const std::string kind_path = path + ".kinds." + std::string(to_string(rules.kind));
        if (before == one.name && !before.empty()) {
          add(kind_path, "policy.duplicate");
        } else if (!before.empty()) {
          add(kind_path, "policy.kind_twice", {{"pairing", std::string(before)}});
        }
        before = one.name;
      }
      if (works && !one.part_time) {
        if (!full_time.empty() && full_time != one.name) {
          add(path, "policy.full_time_twice", {{"pairing", std::string(full_time)}});
        }
        full_time = one.name;
      }
    }
  }

 private:
  using Parameters = std::vector<std::pair<std::string, std::string>>;

  void add(const std::string& path, std::string code, Parameters parameters = {}) {
    Issue issue;
    issue.code = code;
    issue.column = path;
    issue.expected = {std::move(code), std::move(parameters)};
    issues.push_back(std::move(issue));
  }
  void range(const std::string& path, std::int64_t value, std::int64_t least, std::int64_t most) {
    if (value >= least && value <= most) return;
    add(path, "policy.range", {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
    issues.back().value = std::to_string(value);
  }
  void points(const std::string& path, std::int64_t value) {
    range(path, value, -max_points, max_points);
  }
  template <class E>
  void value(const std::string& path, E value) {
    if (to_string(value).empty()) add(path, "policy.value");  // a number cast to an enumeration
  }
  template <class E>
  void values(const std::string& path, const std::vector<E>& list) {
    for (std::size_t k = 0; k < list.size(); ++k) {
      value(path, list[k]);
      for (std::size_t other = 0; other < k; ++other) {
        if (list[other] == list[k]) add(path, "policy.duplicate");
      }
    }
  }
  template <class E>
  void points_for(const std::string& path, const std::vector<PointsFor<E>>& list) {
    for (std::size_t k = 0; k < list.size(); ++k) {
      value(path, list[k].value);
      points(path + "." + std::string(to_string(list[k].value)), list[k].points);
      for (std::size_t other = 0; other < k; ++other) {
        if (list[other].value == list[k].value) add(path, "policy.duplicate");
      }
    }
  }
  void hexadecimal(const std::string& path, std::string_view text, std::size_t least,
                   std::size_t most) {
    if (text.empty()) return;
    bool good = text.size() >= least && text.size() <= most && text.size() % 2 == 0;
    for (const char c : text) good = good && hex_value(c) >= 0;
    if (!good) add(path, "policy.hexadecimal", {{"least", std::to_string(least)}});
  }

  void pairing(const std::string& path, const Pairing& one) {
    range(path + ".band", one.band, 1, max_points);
    points(path + ".outside", one.outside);
    value(path + ".distance", one.distance);
    value(path + ".road_missing", one.road_missing);
    if (one.distance == DistanceBy::straight && one.road_missing != RoadMissing::refuse) {
      add(path + ".road_missing", "policy.road_missing");
    }
    constexpr std::int64_t far = 1'000'000'000;
    if (one.reach.max_distance_m)
      range(path + ".reach.max_distance_m", *one.reach.max_distance_m, 0, far);
    for (std::size_t k = 0; k < one.reach.care_distance_m.size(); ++k) {
      if (!one.reach.care_distance_m[k]) continue;
      range(path + ".reach.care_distance_m." + std::string(to_string(static_cast<CareDuty>(k))),
            *one.reach.care_distance_m[k], 0, far);
    }
    points_for(path + ".need.household", one.need.household);
    range(path + ".need.full", one.need.full, 0, max_points);
    range(path + ".need.line_yuan", one.need.line_yuan, one.need.full > 0 ? 1 : 0, 10'000'000);
    for (std::size_t k = 0; k < one.need.county_tilt.size(); ++k) {
      const RegionPoints& tilt = one.need.county_tilt[k];
      const std::string tilt_path = path + ".need.county_tilt." + tilt.region.to_string();
      if (tilt.region.empty()) add(tilt_path, "policy.region");
      points(tilt_path, tilt.points);
      for (std::size_t other = 0; other < k; ++other) {
        if (one.need.county_tilt[other].region == tilt.region) add(tilt_path, "policy.duplicate");
      }
    }
    value(path + ".need.unknown_income", one.need.unknown_income);
    if (one.kinds.empty()) add(path + ".kinds", "policy.missing");
    for (const KindRules& rules : one.kinds) {
      kind(path + ".kinds." + std::string(to_string(rules.kind)), rules);
    }
  }

  void kind(const std::string& path, const KindRules& rules) {
    value(path, rules.kind);
    if (rules.kind == ProviderKind::loan) add(path, "policy.loan_later");
    const Eligibility& who = rules.eligibility;
    if (who.min_age) range(path + ".eligibility.min_age", *who.min_age, 0, 150);
    if (who.max_age)
      range(path + ".eligibility.max_age", *who.max_age, who.min_age.value_or(0), 150);
    values(path + ".eligibility.labour", who.labour);
    for (std::size_t k = 0; k < who.health_for_work.size(); ++k) {
      values(path + ".eligibility.health_for_work." + std::string(to_string(static_cast<Work>(k))),
             who.health_for_work[k]);
    }
    const Merit& merit = rules.merit;
    points(path + ".merit.base", merit.base);
    range(path + ".merit.skill", merit.skill, -max_feature_points, max_feature_points);
    if (merit.wish.size() > 3) add(path + ".merit.wish", "policy.wish");
    for (const std::int64_t wish : merit.wish) {
      range(path + ".merit.wish", wish, -max_feature_points, max_feature_points);
    }
    points_for(path + ".merit.cause", merit.cause);
    points(path + ".merit.leading_industry", merit.leading_industry);
    range(path + ".merit.income_per_1000_yuan", merit.income_per_1000_yuan, -10'000, 10'000);
    range(path + ".merit.income_cap_yuan", merit.income_cap_yuan, 0, 10'000'000);
    points_for(path + ".merit.risk", merit.risk);
    points(path + ".merit.anchor_link", merit.anchor_link);
    for (std::size_t k = 0; k < merit.distance.size(); ++k) {
      range(path + ".merit.distance", merit.distance[k].metres, 0, 10'000'000);
      points(path + ".merit.distance", merit.distance[k].points);
      if (k > 0 && merit.distance[k].metres <= merit.distance[k - 1].metres) {
        add(path + ".merit.distance", "policy.corners");
      }
    }
    for (const FloorRule& floor : rules.floors) {
      values(path + ".floors", floor.levels);
      range(path + ".floors", floor.at_least, 0, 1'000'000'000);
      if (!floor.levels.empty() && rules.kind != ProviderKind::base &&
          rules.kind != ProviderKind::mentor) {
        add(path + ".floors", "policy.levels");
      }
    }
  }
};

}  // namespace detail

JINGUO_INLINE std::vector<Issue> check(const PolicyData& data) {
  detail::PolicyChecker checker;
  checker.run(data);
  return std::move(checker.issues);
}

JINGUO_INLINE Policy::Policy(PolicyData data) : data_(std::move(data)) {
  std::vector<Issue> issues = check(data_);
  if (!issues.empty()) throw InputError(std::move(issues));
  const auto by = [](auto& list, auto member) {
    std::sort(list.begin(), list.end(),
              [member](const auto& a, const auto& b) { return a.*member < b.*member; });
  };
  std::sort(data_.reopen_after.begin(), data_.reopen_after.end());
  by(data_.pairings, &Pairing::name);
  for (Pairing& one : data_.pairings) {
    by(one.kinds, &KindRules::kind);
    by(one.need.household, &PointsFor<HouseholdType>::value);
    by(one.need.county_tilt, &RegionPoints::region);
    for (KindRules& rules : one.kinds) {
      by(rules.merit.cause, &PointsFor<Cause>::value);
      by(rules.merit.risk, &PointsFor<Risk>::value);
    }
  }
}

JINGUO_INLINE Policy Policy::as_of(int digest_form) const {
  Policy then = *this;
  if (digest_form < 3) {  // an end, whatever its reason, left the two free
    then.data_.reopen_after.clear();
    for (const Coded<EndReason>& row : endreason_codes) {
      then.data_.reopen_after.push_back(row.value);
    }
    for (Pairing& one : then.data_.pairings) one.need.unknown_income = UnknownIncome::zero;
  }
  return then;
}

}  // namespace jinguo::inline v0_1

#include "jinguo/programme/needs.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <tuple>

#include "achievement_parts.hpp"

namespace jinguo::inline v0_1::programme {
namespace {

using std::chrono::sys_days;

/// One measure given to one woman.
struct Given {
  Measure measure{};
  Date day{};
  std::string_view table{};
  std::string id{};
};

class Count {
 public:
  Count(const Registry& registry, std::optional<Date> day, const Plan* plan)
      : records_(registry, programme_, day, options_), plan_(plan) {
    out_.day = records_.day;
    gather();
    if (plan != nullptr) gather_plan();
  }

  Needs all() {
    for (const Beneficiary& woman : records_.registry.all<Beneficiary>()) {
      const Household* const home = records_.registry.find(woman.household);
      if (home != nullptr) look_at(woman, *home);
    }
    for (const auto& [key, row] : needs_) out_.needs.push_back(row);
    for (const auto& [key, women] : mix_women_) {
      MixRow row = mix_[key];
      std::tie(row.county, row.year, row.kind) = key;
      row.women = static_cast<std::int64_t>(women.size());
      out_.mix.push_back(row);
    }
    find_uncovered();
    const auto by_woman = [](const auto& a, const auto& b) { return a.woman < b.woman; };
    std::stable_sort(out_.unanswered.begin(), out_.unanswered.end(), by_woman);
    std::stable_sort(out_.unneeded.begin(), out_.unneeded.end(),
                     [](const UnneededMeasure& a, const UnneededMeasure& b) {
                       return std::tie(a.woman, a.table, a.id) < std::tie(b.woman, b.table, b.id);
                     });
    std::stable_sort(out_.aid_only.begin(), out_.aid_only.end(), by_woman);
    std::stable_sort(out_.trained_unplaced.begin(), out_.trained_unplaced.end(), by_woman);
    return std::move(out_);
  }

 private:
  using MixKey = std::tuple<RegionCode, std::int32_t, MeasureClass>;

  void give(const std::string& woman, Given given) { given_[woman].push_back(std::move(given)); }

  void gather() {
    for (const Activity* one : records_.activities) {
      const std::optional<Measure> measure = measure_of(one->kind);
      if (!measure || records_.doubles.contains(one)) continue;
      std::set<std::string> seen;
      for (const std::string& who : listed(records_.registry, *one)) {
        if (!who.starts_with("women\n") || !seen.insert(who).second) continue;
        give(detail::id_in(who), {*measure, one->date, Activity::table, one->id.text()});
        if (*measure != Measure::training) continue;
        auto& trained = trained_[detail::id_in(who)];
        const Date last = last_day(*one);
        if (!trained.first.ok() || last > trained.first) trained = {last, one->skill};
      }
      if (one->amount > Money()) money(one->region, one->date, *measure, one->amount.fen());
    }
    const auto relation = [&](const auto& record, std::string_view table, Measure measure) {
      if (record.status != RelationStatus::active && record.status != RelationStatus::ended) return;
      if (!records_.within(record.starts_on)) return;
      give(record.woman.text(), {measure, record.starts_on, table, record.id.text()});
    };
    for (const Placement& one : records_.registry.all<Placement>()) {
      relation(one, Placement::table,
               one.kind == ProviderKind::chain ? Measure::dividend : Measure::placement);
    }
    for (const Mentorship& one : records_.registry.all<Mentorship>()) {
      relation(one, Mentorship::table, Measure::mentorship);
    }
    for (const Loan& one : records_.registry.all<Loan>()) {
      if (!records_.within(one.starts_on)) continue;
      give(one.woman.text(), {Measure::loan, one.starts_on, Loan::table, one.id.text()});
      const Household* const home = records_.home_of(one.woman);
      if (home != nullptr) money(home->region, one.starts_on, Measure::loan, one.principal.fen());
    }
  }

  void gather_plan() {
    for (const PairingPlan& pairing : plan_->pairings) {
      for (const PlanAward& award : pairing.awards) {
        const std::optional<Measure> measure =
            award.kind == ProviderKind::mentor  ? std::optional(Measure::mentorship)
            : award.kind == ProviderKind::chain ? std::optional(Measure::dividend)
            : award.kind == ProviderKind::loan  ? std::optional(Measure::loan)
                                                : std::optional(Measure::placement);
        planned_[award.left.text()].insert(*measure);
      }
    }
  }

  void money(RegionCode region, const Date& day, Measure measure, std::int64_t fen) {
    const MixKey key{region.at(RegionLevel::county), static_cast<int>(day.year()),
                     class_of(measure)};
    mix_[key].fen += fen;
    mix_women_[key];
  }

  void look_at(const Beneficiary& woman, const Household& home) {
    const std::string& id = woman.id.text();
    const auto found = given_.find(id);
    static const std::vector<Given> none;
    const std::vector<Given>& hers = found == given_.end() ? none : found->second;
    const RegionCode county = home.region.at(RegionLevel::county);
    std::set<MeasureClass> classes;
    for (const Given& one : hers) {
      const MixKey key{county, static_cast<int>(one.day.year()), class_of(one.measure)};
      mix_women_[key].insert(id);
      ++mix_[key].measures;
      classes.insert(class_of(one.measure));
      const bool registered = is_registered(home, one.day);
      bool needed =
          is_general(one.measure) || (home.main_cause && answers(one.measure, *home.main_cause));
      for (const Cause cause : home.other_causes) needed = needed || answers(one.measure, cause);
      // A patient's diagnosis is her need, whatever made the household poor.
      needed = needed || one.measure == Measure::cancer_aid;
      if (!needed || !registered) {
        out_.unneeded.push_back({id, one.measure, std::string(one.table), one.id, registered});
      }
    }
    if (!is_registered(home, out_.day)) return;
    registered_in_.push_back(home.region);
    const auto plan = planned_.find(id);
    static const std::set<Measure> no_plan;
    const std::set<Measure>& planned = plan == planned_.end() ? no_plan : plan->second;
    if (home.main_cause) {
      const Cause cause = *home.main_cause;
      NeedRow& row = needs_[{county, cause}];
      row.county = county;
      row.cause = cause;
      row.has_answer = has_answer(cause);
      ++row.women;
      if (std::any_of(hers.begin(), hers.end(),
                      [&](const Given& one) { return answers(one.measure, cause); })) {
        ++row.answered;
      } else if (std::any_of(planned.begin(), planned.end(),
                             [&](Measure one) { return answers(one, cause); })) {
        ++row.planned;
      } else {
        out_.unanswered.push_back({id, home.region, cause});
      }
    }
    const bool able = (woman.labour == Labour::ordinary || woman.labour == Labour::skilled) &&
                      woman.student == Student::none;
    const bool planned_earning = std::any_of(planned.begin(), planned.end(), [](Measure one) {
      return class_of(one) == MeasureClass::earning;
    });
    if (able && !planned_earning && classes == std::set{MeasureClass::transfer}) {
      out_.aid_only.push_back({id, home.region, static_cast<std::int64_t>(hers.size())});
    }
    if (const auto trained = trained_.find(id); trained != trained_.end()) {
      const auto works = [&](const Placement& one) {
        return one.status == RelationStatus::active ||
               (one.status == RelationStatus::ended && one.starts_on >= trained->second.first);
      };
      const auto [from, to] = placements_of(id);
      const bool placed =
          std::any_of(from, to, [&](const auto& row) { return works(*row.second); });
      const bool will = planned.contains(Measure::placement) || planned.contains(Measure::dividend);
      if (!placed && !will) {
        out_.trained_unplaced.push_back(
            {id, home.region, trained->second.second, trained->second.first,
             (sys_days(out_.day) - sys_days(trained->second.first)).count()});
      }
    }
  }

  using ByWoman = std::multimap<std::string, const Placement*>;
  std::pair<ByWoman::const_iterator, ByWoman::const_iterator> placements_of(const std::string& id) {
    if (!placements_read_) {
      placements_read_ = true;
      for (const Placement& one : records_.registry.all<Placement>()) {
        placements_.emplace(one.woman.text(), &one);
      }
    }
    return placements_.equal_range(id);
  }

  void find_uncovered() {
    std::set<RegionCode> covered;
    for (const Activity* one : records_.activities) {
      if (measure_of(one->kind) != Measure::outreach) continue;
      for (const RegionLevel level : {RegionLevel::township, RegionLevel::village}) {
        if (const RegionCode division = one->region.at(level); !division.empty()) {
          covered.insert(division);
        }
      }
    }
    std::map<RegionCode, std::int64_t> townships;
    std::map<RegionCode, std::int64_t> villages;
    for (const RegionCode home : registered_in_) {
      if (const RegionCode at = home.at(RegionLevel::township); !at.empty()) ++townships[at];
      if (const RegionCode at = home.at(RegionLevel::village); !at.empty()) ++villages[at];
    }
    for (const auto& [code, women] : townships) {
      if (!covered.contains(code)) out_.townships.push_back({code, women});
    }
    for (const auto& [code, women] : villages) {
      if (!covered.contains(code)) out_.villages.push_back({code, women});
    }
  }

  const Programme programme_{};
  const AchievementOptions options_{};
  detail::Records records_;
  const Plan* plan_;
  Needs out_{};
  std::map<std::string, std::vector<Given>> given_{};
  std::map<std::string, std::set<Measure>> planned_{};
  std::map<std::string, std::pair<Date, std::optional<Skill>>> trained_{};
  std::map<std::pair<RegionCode, Cause>, NeedRow> needs_{};
  std::map<MixKey, MixRow> mix_{};
  std::map<MixKey, std::set<std::string>> mix_women_{};
  std::vector<RegionCode> registered_in_{};
  ByWoman placements_{};
  bool placements_read_ = false;
};

}  // namespace

Needs needs(const Registry& registry, std::optional<Date> day, const Plan* plan) {
  return Count(registry, day, plan).all();
}

}  // namespace jinguo::inline v0_1::programme

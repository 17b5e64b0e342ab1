#include <algorithm>
#include <limits>

#include "achievement_parts.hpp"
#include "jinguo/engine/listing.hpp"
#include "jinguo/solver/transport.hpp"

namespace jinguo::inline v0_1::programme::detail {
namespace {

using BaseCounts = std::map<std::string, std::int64_t>;

/// The registered women whom a plan gives to each base, each once.
BaseCounts planned_at(const Records& records, const Plan& plan, const Date& day) {
  std::map<std::string, std::set<std::string>> women;
  const auto add = [&](const PlanAward& award) {
    if (award.kind != ProviderKind::base) return;
    const Household* const home = records.home_of(IdOf<Beneficiary>(award.left.text()));
    if (home != nullptr && is_registered(*home, day)) {
      women[award.right.text()].insert(award.left.text());
    }
  };
  for (const PairingPlan& pairing : plan.pairings) {
    for (const PlanAward& award : pairing.awards) add(award);
    for (const PlanAward& award : pairing.outside) add(award);
  }
  BaseCounts out;
  for (const auto& [base, ids] : women) out[base] = static_cast<std::int64_t>(ids.size());
  return out;
}

/// How many registered women each base gets when all are to reach the floor together: the sum of
/// what they miss is the least that the policy's rules of eligibility allow, whatever the places.
/// Women whose placements count already are kept where they are.
BaseCounts reachable_at(const Records& records, const std::vector<const Base*>& bases,
                        std::int64_t floor, const Policy& policy,
                        const std::map<std::string, std::string>& placed) {
  BaseCounts out;
  std::map<std::string, std::set<std::string>> open;  // of each woman, the bases open to her
  for (const Base* base : bases) out[base->id.text()] = 0;
  for (const Pairing& pairing : policy.data().pairings) {
    const bool has_bases =
        std::any_of(pairing.kinds.begin(), pairing.kinds.end(),
                    [](const auto& kind) { return kind.kind == ProviderKind::base; });
    if (!has_bases) continue;
    const engine::Listing listing(records.registry, policy, pairing);
    const engine::Roster& roster = listing.roster();
    std::vector<solver::Index> places;
    for (const Base* base : bases) {
      if (const auto place = roster.place(base->id.text())) places.push_back(*place);
    }
    const solver::Market market = listing.market();
    std::vector<solver::Score> scores(static_cast<std::size_t>(market.m()));
    for (solver::Index i = 0; i < market.n(); ++i) {
      const Household* const home = roster.households[static_cast<std::size_t>(i)];
      if (home == nullptr || !is_registered(*home, records.day)) continue;
      market.scores(i, i + 1, scores);
      for (const solver::Index j : places) {
        if (scores[static_cast<std::size_t>(j)] == solver::not_eligible) continue;
        open[roster.women[static_cast<std::size_t>(i)]->id.text()].insert(
            roster.places[static_cast<std::size_t>(j)].id.text());
      }
    }
  }
  for (const auto& [woman, base] : placed) open[woman] = {base};
  std::map<std::string, std::int32_t> number;
  for (const Base* base : bases) {
    number.emplace(base->id.text(), static_cast<std::int32_t>(number.size()));
  }
  std::vector<std::int64_t> offsets = {0};
  std::vector<std::int32_t> indices;
  for (const auto& [woman, where] : open) {
    for (const std::string& base : where) {
      if (const auto found = number.find(base); found != number.end()) {
        indices.push_back(found->second);
      }
    }
    offsets.push_back(static_cast<std::int64_t>(indices.size()));
  }
  const std::vector<std::int32_t> scores(indices.size(), 0);
  solver::Sparse sparse;
  sparse.m = static_cast<solver::Index>(bases.size());
  sparse.indptr = std::span<const std::int64_t>(offsets);
  sparse.indices = indices;
  sparse.scores = std::span<const std::int32_t>(scores);
  solver::Bounds bounds;
  const auto most = static_cast<solver::Count>(
      std::min<std::int64_t>(floor, std::numeric_limits<std::int32_t>::max()));
  bounds.capacity.assign(bases.size(), most);
  bounds.floor.assign(bases.size(), most);
  const solver::Market market(sparse, bounds);
  solver::TransportOptions options;
  options.on_infeasible = solver::OnInfeasible::least_shortfall;
  options.threads = 1;
  const solver::TransportResult result = solver::transport(market, options);
  for (const solver::Award& award : result.awards) {
    ++out[bases[static_cast<std::size_t>(award.right)]->id.text()];
  }
  return out;
}

class BaseCount {
 public:
  BaseCount(const Records& records, const Target& target, const Plan* plan, const Policy* policy,
            Achievement& out)
      : records_(records), target_(target), plan_(plan), policy_(policy), out_(out) {
    const Level lowest = target.unit_level.value_or(Level::provincial);
    for (const Base& base : records.registry.all<Base>()) {
      if (base.level > lowest) continue;
      if (base.level == Level::national && !records.counts_as_higher(Level::national)) continue;
      bases_.push_back(&base);
    }
    std::sort(bases_.begin(), bases_.end(),
              [](const Base* a, const Base* b) { return a->id.text() < b->id.text(); });
  }

  void all() {
    for (std::int32_t year = records_.first_year; year <= records_.last_year; ++year) add(year);
  }

 private:
  void leave(const Placement& one, std::string_view reason, std::string other = {}) {
    NotCounted row;
    row.target = target_.id.text();
    row.period = std::to_string(static_cast<int>(one.starts_on.year()));
    row.table = Placement::table;
    row.id = one.id.text();
    row.subject = one.woman.text();
    row.reason = reason;
    row.other = std::move(other);
    row.amount = 1;
    out_.not_counted.push_back(std::move(row));
  }

  /// Whether a placement at a base with a title helps a registered woman into work with more
  /// income.
  bool counts(const Placement& one, const Base& base, std::int32_t year) {
    if (one.status == RelationStatus::declined) return false;  // she never came: nothing to count
    if (base.title_year > year) {
      leave(one, "title");
      return false;
    }
    if (one.status != RelationStatus::active && one.status != RelationStatus::ended) {
      leave(one, "begun");
      return false;
    }
    const Household* const home = records_.home_of(one.woman);
    if (home == nullptr || !is_registered(*home, one.starts_on)) {
      leave(one, "register");
      return false;
    }
    if (!one.income_before || !one.income_after) {
      leave(one, "income");
      return false;
    }
    if (*one.income_after <= *one.income_before) {
      leave(one, "gain");
      return false;
    }
    if (one.proof.empty() && records_.options.unproven == Unproven::left_out) {
      leave(one, "proof");
      return false;
    }
    return true;
  }

  void add(std::int32_t year) {
    std::map<std::string, std::vector<const Placement*>> of_woman;
    for (const Placement* one : records_.placements) {
      if (one->kind != ProviderKind::base || static_cast<int>(one->starts_on.year()) != year) {
        continue;
      }
      const Base* const base = records_.registry.find(IdOf<Base>(one->provider.text()));
      if (base == nullptr || std::find(bases_.begin(), bases_.end(), base) == bases_.end()) {
        continue;
      }
      if (counts(*one, *base, year)) of_woman[one->woman.text()].push_back(one);
    }
    std::map<std::string, std::string> placed;  // woman to base
    std::map<std::string, std::int64_t> at_base;
    for (auto& [woman, hers] : of_woman) {
      std::stable_sort(hers.begin(), hers.end(), [](const Placement* a, const Placement* b) {
        return a->starts_on < b->starts_on;
      });
      const Id& first = hers.front()->provider;
      const bool two = std::any_of(hers.begin(), hers.end(), [&first](const Placement* one) {
        return one->provider != first;
      });
      const TwoBases rule = records_.options.two_bases;
      const Placement* const kept = rule == TwoBases::last ? hers.back() : hers.front();
      for (const Placement* one : hers) {
        if (two && rule == TwoBases::neither) {
          leave(*one, "two_bases", one == kept ? hers.back()->id.text() : kept->id.text());
        } else if (one != kept) {
          leave(*one, one->provider == kept->provider ? "second" : "two_bases", kept->id.text());
        }
      }
      if (two && rule == TwoBases::neither) continue;
      placed.emplace(woman, kept->provider.text());
      ++at_base[kept->provider.text()];
      out_.unproven += kept->proof.empty() ? 1 : 0;
    }
    add_rows(year, placed, at_base);
  }

  void add_rows(std::int32_t year, const std::map<std::string, std::string>& placed,
                std::map<std::string, std::int64_t>& at_base) {
    std::vector<const Base*> titled;
    for (const Base* base : bases_) {
      if (base->title_year <= year) titled.push_back(base);
    }
    const bool now = year == records_.last_year;
    BaseCounts planned;
    BaseCounts reachable;
    const bool flow = now && policy_ != nullptr && records_.options.deficit == Deficit::yes;
    if (now && plan_ != nullptr) planned = planned_at(records_, *plan_, records_.day);
    if (flow && !titled.empty()) {
      reachable = reachable_at(records_, titled, target_.at_least, *policy_, placed);
    }
    TargetRow whole;
    whole.target = target_.id.text();
    whole.period = std::to_string(year);
    whole.unit = target_.unit;
    whole.at_least = target_.at_least;
    whole.judged = true;
    whole.headline = now;
    whole.whole = static_cast<std::int64_t>(titled.size());
    whole.units_met = 0;
    whole.persons = static_cast<std::int64_t>(placed.size());
    if (now && plan_ != nullptr) whole.planned = 0;
    if (flow) whole.reachable = 0;
    std::vector<TargetRow> rows;
    for (const Base* base : titled) {
      TargetRow row;
      row.target = whole.target;
      row.period = whole.period;
      row.base = base->id.text();
      row.unit = target_.unit;
      row.at_least = target_.at_least;
      row.judged = true;
      row.actual = at_base[row.base];
      row.persons = row.actual;
      row.missing = std::max<std::int64_t>(0, row.at_least - row.actual);
      if (now && plan_ != nullptr) *whole.planned += *(row.planned = planned[row.base]);
      if (flow) *whole.reachable += *(row.reachable = reachable[row.base]);
      judge(records_, target_, year, row);
      whole.units_met = *whole.units_met + (row.actual >= row.at_least ? 1 : 0);
      whole.missing += row.missing;
      whole.actual = rows.empty() ? row.actual : std::min(whole.actual, row.actual);
      rows.push_back(std::move(row));
    }
    if (titled.empty()) {
      whole.state = TargetState::not_applicable;
    } else {
      judge(records_, target_, year, whole);
    }
    out_.rows.push_back(std::move(whole));
    for (TargetRow& row : rows) out_.rows.push_back(std::move(row));
  }

  const Records& records_;
  const Target& target_;
  const Plan* plan_;
  const Policy* policy_;
  Achievement& out_;
  std::vector<const Base*> bases_{};
};

}  // namespace

void count_bases(const Records& records, const Target& target, const Plan* plan,
                 const Policy* policy, Achievement& out) {
  BaseCount(records, target, plan, policy, out).all();
}

void count_reach(const Records& records, Achievement& out) {
  struct Reached {
    std::int64_t services = 0;
    std::set<std::string> persons{};
    std::set<std::string> women{};
  };
  constexpr std::string_view any = "any";
  std::map<std::pair<std::int32_t, std::string_view>, Reached> all;
  const auto reach = [&](std::int32_t year, Channel channel, const std::string& who,
                         const Date& day) {
    const bool woman =
        who.starts_with("women\n") &&
        (records.options.reached_women == ReachedWomen::all || records.is_registered_on(who, day));
    for (const std::int32_t period : {year, 0}) {
      for (const std::string_view name : {to_string(channel), any}) {
        Reached& reached = all[{period, name}];
        reached.persons.insert(who);
        if (woman) reached.women.insert(who);
      }
    }
  };
  const auto serve = [&](std::int32_t year, Channel channel, std::int64_t count) {
    for (const std::int32_t period : {year, 0}) {
      for (const std::string_view name : {to_string(channel), any}) {
        all[{period, name}].services += count;
      }
    }
  };
  for (const Activity* one : records.activities) {
    const std::optional<Channel> channel = channel_of(one->kind);
    if (!channel || records.doubles.contains(one)) continue;
    const auto year = static_cast<std::int32_t>(static_cast<int>(one->date.year()));
    const std::vector<std::string> people = listed(records.registry, *one);
    const std::set<std::string> distinct(people.begin(), people.end());
    auto count = static_cast<std::int64_t>(distinct.size());
    if (one->unit == Unit::person_times || one->unit == Unit::persons) {
      count += std::max<std::int64_t>(0, one->quantity - static_cast<std::int64_t>(people.size()));
    }
    serve(year, *channel, count);
    for (const std::string& who : distinct) reach(year, *channel, who, one->date);
  }
  const auto relation = [&](Channel channel, const auto& record) {
    if (record.status != RelationStatus::active && record.status != RelationStatus::ended) return;
    if (!record.starts_on.ok() || record.starts_on > records.day) return;
    Date last = records.day;
    if (record.ends_on && record.ends_on->ok() && *record.ends_on < last) last = *record.ends_on;
    const std::int32_t from = std::max(
        records.first_year, static_cast<std::int32_t>(static_cast<int>(record.starts_on.year())));
    for (std::int32_t year = from; year <= static_cast<int>(last.year()); ++year) {
      serve(year, channel, 1);
      reach(year, channel, "women\n" + record.woman.text(), record.starts_on);
    }
  };
  for (const Placement& one : records.registry.all<Placement>()) relation(Channel::industry, one);
  for (const Mentorship& one : records.registry.all<Mentorship>()) relation(Channel::mutual, one);
  for (const Loan& one : records.registry.all<Loan>()) {
    if (!records.within(one.starts_on)) continue;
    const auto year = static_cast<std::int32_t>(static_cast<int>(one.starts_on.year()));
    if (year < records.first_year) continue;
    serve(year, Channel::industry, 1);
    reach(year, Channel::industry, "women\n" + one.woman.text(), one.starts_on);
  }
  for (std::int32_t year = records.first_year; year <= records.last_year + 1; ++year) {
    const std::int32_t period = year > records.last_year ? 0 : year;
    std::vector<std::string_view> names;
    for (const Coded<Channel>& row : channel_codes) names.push_back(row.word);
    names.push_back(any);
    for (const std::string_view name : names) {
      const Reached& reached = all[{period, name}];
      out.reach.push_back({period == 0 ? std::string(whole_programme) : std::to_string(period),
                           std::string(name), reached.services,
                           static_cast<std::int64_t>(reached.persons.size()),
                           static_cast<std::int64_t>(reached.women.size())});
    }
  }
}

}  // namespace jinguo::inline v0_1::programme::detail

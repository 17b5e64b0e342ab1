#include <algorithm>
#include <limits>
#include <optional>
#include <set>

#include "parts.hpp"

namespace jinguo::inline v0_1::sample {
namespace {

std::int64_t squared_metres(PlanePoint a, PlanePoint b) {
  const std::int64_t dx = std::int64_t{a.x} - b.x;
  const std::int64_t dy = std::int64_t{a.y} - b.y;
  return dx * dx + dy * dy;
}

/// A base, project or chain as a place of work.
struct Workplace {
  ProviderKind kind{};
  Id id{};
  std::int64_t places = 0;
  Work work{};
  bool at_home = false;
  bool skill_required = false;
  std::vector<Skill> skills{};
  Industry industry{};
  Money income{};
  PlanePoint at{};
  std::int64_t taken = 0;
};

class LastYear {
 public:
  LastYear(const Land& land, const People& people, const Providers& providers, Data& data,
           const Options& options)
      : land_(land),
        people_(people),
        providers_(providers),
        data_(data),
        options_(options),
        origin_(data.counties.front().position),
        end_reasons_(data.assume.weights<EndReason>("end_reason")) {
    Assumptions& a = data.assume;
    left_share_ = a("relation.left");
    reach_m_ = a("placement.reach_km") * 1000;
    care_reach_m_ = a("placement.care_reach_km") * 1000;
    filled_ = a("placement.filled");
    for (const Place& place : land.places) places_.push_back(project(place.position, origin_));
    mentors_in_.resize(data.townships.size());
    mentor_taken_.assign(providers.mentors.size(), 0);
    for (std::size_t k = 0; k < providers.mentors.size(); ++k) {
      mentors_in_[land.places[providers.mentor_place[k]].township].push_back(k);
    }
    std::map<std::int64_t, std::size_t> county_of;
    for (std::size_t c = 0; c < land.counties.size(); ++c) {
      county_of.emplace(land.counties[c].code.digits, c);
    }
    work_in_.resize(land.counties.size());
    const auto add = [&](ProviderKind kind, const auto& record) {
      Workplace place;
      place.kind = kind;
      place.id = record.id;
      place.places = record.places;
      place.work = record.work;
      place.at_home = record.at_home;
      place.skill_required = record.skill_required;
      place.skills = record.skills;
      place.industry = record.industry;
      place.income = record.income;
      place.at = project(*record.position, origin_);
      work_in_[county_of.at(record.region.at(RegionLevel::county).digits)].push_back(work_.size());
      work_.push_back(std::move(place));
    };
    for (const Base& base : providers.bases) add(ProviderKind::base, base);
    for (const Project& project : providers.projects) add(ProviderKind::project, project);
    for (const Chain& chain : providers.chains) add(ProviderKind::chain, chain);
    for (const auto& here : work_in_) {
      std::vector<std::int64_t> weights;
      for (const std::size_t k : here) weights.push_back(work_[k].places);
      by_places_.emplace_back(weights);
    }
  }

  Relations tell() {
    add_mentorships();
    add_placements();
    add_pairs();
    add_applications();
    return std::move(out_);
  }

 private:
  /// Women who could have been served last year, mixed; then those of them who since left the
  /// register or passed the age, of whom a share is taken into turn.
  std::vector<std::size_t> candidates(Stream table, int last_age,
                                      std::initializer_list<int> since_too_old) {
    std::vector<std::size_t> now;
    std::vector<std::size_t> left;
    for (std::size_t w = 0; w < people_.women.size(); ++w) {
      const WomanFacts& facts = people_.facts[w];
      const bool old =
          std::find(since_too_old.begin(), since_too_old.end(), facts.age) != since_too_old.end();
      if (!facts.can_work || facts.age < 18 || (facts.age > last_age && !old)) continue;
      (facts.exited || old ? left : now).push_back(w);
    }
    Draw draw = stream(options_, table, 0);
    draw.shuffle(now);
    draw.shuffle(left);
    std::vector<std::size_t> mixed;
    while (!now.empty() || !left.empty()) {
      auto& from = now.empty() || (!left.empty() && draw.per_mille(left_share_)) ? left : now;
      mixed.push_back(from.back());
      from.pop_back();
    }
    return mixed;
  }

  Date started(Draw& draw) const {
    return Date{options_.date.year() - std::chrono::years(1), std::chrono::month(3),
                std::chrono::day(1)} +
           std::chrono::months(draw.below(9));
  }
  /// Between two months after the start and the end of last year, or the month before the date.
  Date ended(Draw& draw, const Date& start) const {
    const std::int64_t first = days_since_1970(start) + 60;
    const std::int64_t last = days_since_1970(options_.date) - 30;
    return Date{
        std::chrono::sys_days(std::chrono::days(draw.between(first, std::max(first, last))))};
  }
  EndReason why_ended(Draw& draw, std::size_t woman) const {
    const auto reason = static_cast<EndReason>(end_reasons_.draw(draw));
    if (people_.facts[woman].exited) return EndReason::exited_poverty;
    return reason == EndReason::exited_poverty ? EndReason::completed : reason;
  }

  /// Sets status, dates and reason in the same way for mentorships and placements.
  template <class Record>
  void set_course(Draw& draw, std::size_t woman, std::int64_t active, std::int64_t declined,
                  Record& record) const {
    record.starts_on = started(draw);
    const std::int64_t at = draw.below(1000);
    if (at < active) {
      record.status = RelationStatus::active;
    } else if (at < active + declined) {
      record.status = RelationStatus::declined;
    } else {
      record.status = RelationStatus::ended;
      record.ends_on = ended(draw, record.starts_on);
      record.end_reason = why_ended(draw, woman);
    }
  }

  std::size_t township(std::size_t woman) const {
    return land_.places[people_.facts[woman].place].township;
  }
  std::size_t county(std::size_t woman) const {
    return land_.places[people_.facts[woman].place].county;
  }
  bool is_she(std::size_t mentor, std::size_t woman) const {
    const auto& self = providers_.mentors[mentor].woman;
    return self && *self == people_.women[woman].id;
  }
  static bool wishes(const Beneficiary& woman, Industry industry) {
    return std::find(woman.wishes.begin(), woman.wishes.end(), industry) != woman.wishes.end();
  }

  /// A mentor of her township with a place; of a few, one whose industry she wishes.
  std::optional<std::size_t> mentor_for(Draw& draw, std::size_t woman) const {
    const auto& here = mentors_in_[township(woman)];
    std::optional<std::size_t> found;
    for (int attempt = 0; attempt < 6 && !here.empty(); ++attempt) {
      const std::size_t m =
          here[static_cast<std::size_t>(draw.below(static_cast<std::int64_t>(here.size())))];
      const Mentor& mentor = providers_.mentors[m];
      if (mentor_taken_[m] >= mentor.places || is_she(m, woman) || overfull_.contains(m)) continue;
      if (!found) found = m;
      if (wishes(people_.women[woman], mentor.industries.front())) return m;
    }
    return found;
  }

  void add_mentorship(Draw& draw, std::size_t woman, std::size_t mentor, std::int64_t active,
                      std::int64_t declined) {
    Mentorship record;
    record.id = IdOf<Mentorship>(numbered("S", out_.mentorships.size() + 1, 6));
    record.woman = people_.women[woman].id;
    record.mentor = providers_.mentors[mentor].id;
    set_course(draw, woman, active, declined, record);
    if (record.status == RelationStatus::active) {
      ++mentor_taken_[mentor];
      mentored_.insert(woman);
    }
    known_pairs_.emplace(record.woman.text(), record.mentor.text());
    out_.mentorships.push_back(std::move(record));
  }

  void add_mentorships() {
    Assumptions& a = data_.assume;
    const std::int64_t count = scaled(a("mentorships"), options_, 6);
    const std::int64_t active = a("mentorship.active");
    const std::int64_t declined = a("mentorship.declined");
    const std::int64_t overfull = scaled(a("mentorship.overfull"), options_, 1);
    const std::vector<std::size_t> women = candidates(Stream::mentorship, 60, {61});
    std::vector<std::vector<std::size_t>> near(data_.townships.size());
    for (const std::size_t w : women) near[township(w)].push_back(w);
    std::set<std::size_t> used;
    // First the mentors who took one or two women more than they have places for.
    Draw pick = stream(options_, Stream::mentorship, 1);
    std::vector<std::size_t> mentors(providers_.mentors.size());
    for (std::size_t k = 0; k < mentors.size(); ++k) mentors[k] = k;
    pick.shuffle(mentors);
    for (const std::size_t m : mentors) {
      if (static_cast<std::int64_t>(overfull_.size()) == overfull) break;
      const std::int64_t wanted = providers_.mentors[m].places + pick.between(1, 2);
      std::vector<std::size_t> taken;
      for (const std::size_t w : near[land_.places[providers_.mentor_place[m]].township]) {
        if (static_cast<std::int64_t>(taken.size()) == wanted) break;
        if (!used.contains(w) && !is_she(m, w)) taken.push_back(w);
      }
      if (static_cast<std::int64_t>(taken.size()) < wanted) continue;
      overfull_.insert(m);
      for (const std::size_t w : taken) {
        used.insert(w);
        add_mentorship(pick, w, m, 1000, 0);
      }
    }
    for (const std::size_t w : women) {
      if (static_cast<std::int64_t>(out_.mentorships.size()) >= count) break;
      if (used.contains(w)) continue;
      Draw draw = stream(options_, Stream::mentorship, w + 2);
      const auto mentor = mentor_for(draw, w);
      if (mentor) add_mentorship(draw, w, *mentor, active, declined);
    }
  }

  bool can_do(const Beneficiary& woman, const Workplace& place) const {
    if (woman.health == Health::serious_illness || woman.health == Health::disabled) {
      if (place.work != Work::light) return false;
    } else if (woman.health == Health::chronic && place.work == Work::heavy) {
      return false;
    }
    if (!place.skill_required) return true;
    return std::any_of(place.skills.begin(), place.skills.end(), [&](Skill skill) {
      return std::find(woman.skills.begin(), woman.skills.end(), skill) != woman.skills.end();
    });
  }

  /// Of a few workplaces of her county with a place that she can do, the nearest.
  std::optional<std::size_t> workplace_for(Draw& draw, std::size_t w) const {
    const Beneficiary& woman = people_.women[w];
    const auto& here = work_in_[county(w)];
    const Weights& by_places = by_places_[county(w)];
    std::optional<std::size_t> best;
    std::int64_t limit = reach_m_;
    if (woman.max_distance_m) limit = std::min<std::int64_t>(limit, *woman.max_distance_m);
    if (woman.care_duty != CareDuty::none) limit = std::min(limit, care_reach_m_);
    std::int64_t best_distance = limit * limit;
    for (int attempt = 0; attempt < 8 && !here.empty(); ++attempt) {
      const std::size_t k = here[by_places.draw(draw)];
      const Workplace& place = work_[k];
      if (place.taken * 1000 >= place.places * filled_ || !can_do(woman, place)) continue;
      const std::int64_t d =
          place.at_home ? 0 : squared_metres(places_[people_.facts[w].place], place.at);
      if (d < best_distance) {
        best_distance = d;
        best = k;
      }
    }
    return best;
  }

  void add_placements() {
    Assumptions& a = data_.assume;
    const std::int64_t count = scaled(a("placements"), options_, 6);
    const std::int64_t active = a("placement.active");
    const std::int64_t declined = a("placement.declined");
    const std::int64_t before_high = a("placement.income_before_high");
    const auto gains = a.weights("placement.gain", {"none", "low", "high"});
    for (const std::size_t w : candidates(Stream::placement, 55, {56, 61})) {
      if (static_cast<std::int64_t>(out_.placements.size()) >= count) break;
      Draw draw = stream(options_, Stream::placement, w + 1);
      const auto found = workplace_for(draw, w);
      if (!found) continue;
      Workplace& place = work_[*found];
      Placement record;
      record.id = IdOf<Placement>(numbered("T", out_.placements.size() + 1, 6));
      record.woman = people_.women[w].id;
      record.kind = place.kind;
      record.provider = place.id;
      record.pairing = "livelihood";
      set_course(draw, w, active, declined, record);
      if (record.status == RelationStatus::active) {
        ++place.taken;
        placed_.insert(w);
      }
      if (record.status != RelationStatus::declined) {
        const std::int64_t before = draw.between(0, before_high / 100) * 100;
        const std::int64_t share = draw.per_mille(gains[0]) ? 0 : draw.between(gains[1], gains[2]);
        const std::int64_t gain = place.income.fen() / 100 * share / 1000;
        record.income_before = Money::from_yuan(before);
        record.income_after = Money::from_yuan(before + gain / 10 * 10);
      }
      known_pairs_.emplace(record.woman.text(), record.provider.text());
      out_.placements.push_back(std::move(record));
    }
  }

  void add_pairs() {
    Assumptions& a = data_.assume;
    const std::int64_t locks = scaled(a("pairs.lock"), options_, 2);
    const std::int64_t excludes = scaled(a("pairs.exclude"), options_, 4);
    Draw draw = stream(options_, Stream::pair, 0);
    std::vector<std::size_t> women = candidates(Stream::pair, 50, {});
    std::int64_t locked = 0;
    std::int64_t excluded = 0;
    for (const std::size_t w : women) {
      if (locked == locks && excluded == excludes) break;
      const WomanFacts& facts = people_.facts[w];
      const Beneficiary& woman = people_.women[w];
      // A lock must be possible: she is well, free to go far, of an age, and in no relation yet.
      const bool lock = locked < locks;
      if (facts.exited || facts.age > 50) continue;
      if (lock && (woman.health != Health::healthy || woman.care_duty != CareDuty::none ||
                   woman.max_distance_m || mentored_.contains(w) || placed_.contains(w))) {
        continue;
      }
      ForcedPair pair;
      pair.left = woman.id;
      pair.rule = lock ? PairRule::lock : PairRule::exclude;
      const bool mentors = (lock ? locked : excluded) % 2 == 0;
      if (mentors) {
        const auto m = mentor_for(draw, w);
        if (!m) continue;
        pair.pairing = "mentors";
        pair.right = providers_.mentors[*m].id;
        if (known_pairs_.contains({pair.left.text(), pair.right.text()})) continue;
        if (lock) ++mentor_taken_[*m];
      } else {
        const auto k = workplace_for(draw, w);
        if (!k) continue;
        pair.pairing = "livelihood";
        pair.right = work_[*k].id;
        if (known_pairs_.contains({pair.left.text(), pair.right.text()})) continue;
        if (lock) ++work_[*k].taken;
      }
      pair.reason = lock ? "双方已签协议" : draw.per_mille(500) ? "近亲属回避" : "本人要求回避";
      ++(lock ? locked : excluded);
      out_.pairs.push_back(std::move(pair));
    }
  }

  const LoanProduct* product_of(LoanScheme scheme) const {
    for (const LoanProduct& product : data_.products) {
      if (product.scheme == scheme) return &product;
    }
    return nullptr;
  }

  void add_applications() {
    Assumptions& a = data_.assume;
    const std::int64_t count = scaled(a("loan_applications"), options_, 4);
    const Weights schemes(a.weights<LoanScheme>("loan_product"));
    const auto amounts = a.weights<LoanScheme>("loan_amount");
    const Weights states(a.weights<ApplicationStatus>("application"));
    const Weights loan_states(a.weights<LoanStatus>("loan_status"));
    const Weights methods(a.weights<Repayment>("loan_method"));
    const auto benchmark = a.weights("benchmark", {"to_1_year", "to_5_years"});
    const std::int64_t window = a("application.days");
    const std::int64_t pending = a("application.pending_days");
    const std::int64_t for_project = a("application.for_project");
    const std::int64_t today = days_since_1970(options_.date);
    for (const std::size_t w : candidates(Stream::application, 56, {})) {
      if (static_cast<std::int64_t>(out_.applications.size()) >= count) break;
      const Beneficiary& woman = people_.women[w];
      Draw draw = stream(options_, Stream::application, w + 1);
      const auto scheme = static_cast<LoanScheme>(schemes.draw(draw));
      const LoanProduct* product = product_of(scheme);
      if (product == nullptr || days_since_1970(product->valid_from) > today) continue;
      const std::int64_t first = std::max(today - window, days_since_1970(product->valid_from));
      const std::int64_t last =
          product->valid_to ? std::min(today, days_since_1970(*product->valid_to)) : today;
      if (first > last) continue;
      const std::int64_t day = draw.between(first, last);
      LoanApplication application;
      application.id = IdOf<LoanApplication>(numbered("LA", out_.applications.size() + 1, 5));
      application.woman = woman.id;
      application.product = product->id;
      application.applied_on = Date{std::chrono::sys_days(std::chrono::days(day))};
      const std::int64_t mean = amounts[static_cast<std::size_t>(scheme)];
      const std::int64_t yuan = mean * draw.between(800, 1200) / 1'000'000 * 1000;
      application.amount = std::min(Money::from_yuan(yuan), product->ceiling);
      application.term_months =
          static_cast<std::int32_t>(12 * draw.between(1, product->max_term_months / 12));
      application.purpose = woman.wishes.empty() ? Industry::courtyard : woman.wishes.front();
      if (draw.per_mille(for_project)) {
        for (const std::size_t k : work_in_[county(w)]) {
          if (work_[k].kind == ProviderKind::project && work_[k].industry == application.purpose) {
            application.project = IdOf<Project>(work_[k].id);
            break;
          }
        }
      }
      application.status = static_cast<ApplicationStatus>(states.draw(draw));
      const bool recent = today - day < pending;
      if (application.status == ApplicationStatus::submitted && !recent) {
        application.status = ApplicationStatus::approved;
      }
      const std::int64_t paid = day + draw.between(10, 50);
      const bool open = !product->valid_to || paid <= days_since_1970(*product->valid_to);
      if (application.status == ApplicationStatus::approved && paid <= today && open) {
        Loan loan;
        loan.id = IdOf<Loan>(numbered("LN", out_.loans.size() + 1, 5));
        loan.application = application.id;
        loan.woman = woman.id;
        loan.product = product->id;
        loan.principal = application.amount;
        loan.term_months = application.term_months;
        loan.rate_bp = static_cast<std::int32_t>(benchmark[loan.term_months > 12 ? 1 : 0] +
                                                 draw.between(0, product->max_points_bp / 50) * 50);
        loan.starts_on = Date{std::chrono::sys_days(std::chrono::days(paid))};
        loan.status = static_cast<LoanStatus>(loan_states.draw(draw));
        const bool is_due = matures_on(loan) <= options_.date;
        if (is_due && loan.status == LoanStatus::active) loan.status = LoanStatus::repaid;
        // Before that day only interest can be overdue, and not in the first months.
        if (!is_due && (loan.status != LoanStatus::overdue || today - paid < 120)) {
          loan.status = LoanStatus::active;
        }
        loan.method = static_cast<Repayment>(methods.draw(draw));
        if (loan.status == LoanStatus::extended) {
          Loan longer = loan;
          longer.term_months += static_cast<std::int32_t>(draw.between(6, 12));
          loan.extended_to = matures_on(longer);
        }
        if (loan.status == LoanStatus::overdue) {
          // Since the last day where that has come, else since some month of at least 90 days ago.
          Loan until = loan;
          if (!is_due) {
            until.term_months =
                static_cast<std::int32_t>(draw.between(1, (today - paid - 90) / 31));
            if (until.term_months < 1) until.term_months = 1;
          }
          loan.overdue_on = matures_on(until);
        }
        out_.loans.push_back(std::move(loan));
      }
      out_.applications.push_back(std::move(application));
    }
  }

  const Land& land_;
  const People& people_;
  const Providers& providers_;
  Data& data_;
  const Options& options_;
  LonLat origin_;
  Weights end_reasons_;
  std::int64_t left_share_ = 0;
  std::int64_t reach_m_ = 0;
  std::int64_t care_reach_m_ = 0;
  std::int64_t filled_ = 0;
  std::vector<PlanePoint> places_{};
  std::vector<std::vector<std::size_t>> mentors_in_{};  ///< By township.
  std::vector<std::int64_t> mentor_taken_{};
  std::vector<Workplace> work_{};
  std::vector<std::vector<std::size_t>> work_in_{};  ///< By county.
  std::vector<Weights> by_places_{};
  std::set<std::size_t> overfull_{};
  std::set<std::size_t> mentored_{};
  std::set<std::size_t> placed_{};
  std::set<std::pair<std::string, std::string>> known_pairs_{};
  Relations out_{};
};

}  // namespace

Relations make_relations(const Land& land, const People& people, const Providers& providers,
                         Data& data, const Options& options) {
  return LastYear(land, people, providers, data, options).tell();
}

}  // namespace jinguo::inline v0_1::sample

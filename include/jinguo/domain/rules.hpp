#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "jinguo/domain/activity_rules.hpp"
#include "jinguo/domain/relation.hpp"
#include "jinguo/domain/report.hpp"

/// What a record's fields must say together, and what records must say of each other. The rules
/// that hold for any field (keys, references, ranges) are in validate.hpp. An overload `check` a
/// record; a record without rules of its own has none.
namespace jinguo::inline v0_1::detail {

/// What the checks of one registry must know of earlier records.
struct Seen {
  std::unordered_map<std::string, int> heads{};    ///< Heads of each household.
  std::unordered_set<std::string> active_pairs{};  ///< Active mentorships: woman, mentor.
  std::unordered_set<std::string> mentored_by{};   ///< Open mentorships: woman, mentor.
  std::unordered_set<std::string> placed_at{};     ///< Open placements: woman, pairing, provider.
  std::unordered_set<std::string> placed_in{};     ///< Active placements: woman, pairing.
  std::unordered_set<std::string> placed{};        ///< Women with an active placement.
  std::unordered_map<std::string, PairRule> forced{};  ///< Pairing, left, right.
  SeenActivities activities{};
  std::unordered_set<std::string> running{};          ///< Loans not repaid: woman, scheme.
  std::unordered_map<std::string, Money> paid_out{};  ///< Of each loan application.
  std::unordered_set<std::string> roads{};            ///< Village, provider.
};

/// Parts joined so that different parts never give the same text (ids hold no line ends).
inline std::string joined(std::string_view a, std::string_view b, std::string_view c = {}) {
  std::string out(a);
  out += '\n';
  out += b;
  out += '\n';
  out += c;
  return out;
}

inline void check_period(Report& report, const Date& from, const std::optional<Date>& to,
                         std::string_view column) {
  if (to && from.ok() && to->ok() && *to < from) {
    report.error(column, "domain.dates.order", to_string(*to), {{"from", to_string(from)}});
  }
}

template <class Relationship>
void check_ending(Report& report, const Relationship& record) {
  const bool ended = record.status == RelationStatus::ended;
  if (ended && !record.ends_on) report.error("ends_on", "domain.ended.date");
  if (ended && !record.end_reason) report.error("end_reason", "domain.ended.reason");
  if (!ended && record.end_reason) {
    report.error("end_reason", "domain.not_ended.reason",
                 std::string(to_string(*record.end_reason)));
  }
  check_period(report, record.starts_on, record.ends_on, "ends_on");
}

/// Whether a relation stands without an end in sight. One with an end may have its successor.
template <class Relationship>
bool is_open(const Relationship& record) {
  return is_standing(record.status) && !record.ends_on;
}

inline void check_birth(Report& report, const Beneficiary* woman, const Date& starts_on) {
  if (woman != nullptr && woman->birth_date.ok() && starts_on.ok() &&
      starts_on < woman->birth_date) {
    report.error("starts_on", "domain.before_birth", to_string(starts_on));
  }
}

inline void check_head(Report& report, Seen& seen, Relation relation, const Id& household) {
  if (relation == Relation::head && ++seen.heads[household.text()] == 2) {
    report.warning("relation", "domain.household.two_heads", household.text());
  }
}

template <class Record>
void check(Report&, Seen&, const Record&) {}

inline void check(Report& report, Seen&, const Household& household) {
  if (household.status == RegistrationStatus::exited && !household.exited_on) {
    report.error("exited_on", "domain.household.exited_on");
  }
  if (household.status == RegistrationStatus::registered && !household.main_cause) {
    report.error("main_cause", "domain.household.main_cause");
  }
  if (household.status == RegistrationStatus::never && household.registered_on) {
    report.error("registered_on", "domain.household.never", to_string(*household.registered_on));
  }
  if (household.registered_on) {
    check_period(
        report, *household.registered_on,
        household.status == RegistrationStatus::exited ? household.exited_on : std::nullopt,
        "exited_on");
  }
  if (household.other_causes.size() > 2) {
    report.error("other_causes", "domain.household.causes",
                 std::to_string(household.other_causes.size()));
  }
  for (std::size_t k = 0; k < household.other_causes.size(); ++k) {
    bool again = household.other_causes[k] == household.main_cause;
    for (std::size_t before = 0; before < k; ++before) {
      again = again || household.other_causes[before] == household.other_causes[k];
    }
    if (again) {
      report.error("other_causes", "domain.household.cause_twice",
                   std::string(to_string(household.other_causes[k])));
      break;
    }
  }
}

inline void check(Report& report, Seen& seen, const Beneficiary& woman) {
  check_head(report, seen, woman.relation, woman.household);
  if (woman.wishes.size() > 3) {
    report.error("wishes", "domain.woman.wishes", std::to_string(woman.wishes.size()));
  }
}

inline void check(Report& report, Seen& seen, const Member& member) {
  check_head(report, seen, member.relation, member.household);
}

inline void check(Report& report, Seen&, const Chain& chain) {
  const auto demand = [&](const IdOf<Anchor>& id, AnchorKind kind, std::string_view column) {
    const Anchor* const anchor = report.registry().find(id);
    if (anchor != nullptr && anchor->kind != kind) {
      report.error(
          column, "domain.chain.anchor", id.text(),
          {{"word", std::string(to_string(kind))}, {"name", std::string(to_chinese(kind))}});
    }
  };
  demand(chain.enterprise, AnchorKind::anchor_enterprise, "enterprise");
  demand(chain.cooperative, AnchorKind::cooperative, "cooperative");
  if (chain.profit_share_bp > 10'000) {
    report.error("profit_share_bp", "domain.share", std::to_string(chain.profit_share_bp));
  }
  if (chain.guaranteed_bp > 10'000) {
    report.error("guaranteed_bp", "domain.share", std::to_string(chain.guaranteed_bp));
  }
}

inline void check(Report& report, Seen&, const Project& project) {
  if (project.starts_on) check_period(report, *project.starts_on, project.ends_on, "ends_on");
}

inline void check(Report& report, Seen&, const Base& base) {
  if (base.title_year < 1949 || base.title_year > 9999) {
    report.error("title_year", "domain.title_year", std::to_string(base.title_year));
  }
}

inline void check(Report& report, Seen&, const LoanProduct& product) {
  check_period(report, product.valid_from, product.valid_to, "valid_to");
  bool subsidised = false;
  for (const std::int32_t share : product.subsidy_bp) {
    subsidised = subsidised || share > 0;
    if (share > 10'000) report.error("subsidy_bp", "domain.share", std::to_string(share));
  }
  const std::size_t years = product.subsidy_bp.size();
  if (subsidised && product.max_term_months > 12 * static_cast<std::int64_t>(years)) {
    report.warning("subsidy_bp", "domain.loan.subsidy_years", std::to_string(years),
                   {{"months", std::to_string(product.max_term_months)},
                    {"years", std::to_string((product.max_term_months + 11) / 12)},
                    {"given", std::to_string(years)}});
  }
  std::int64_t sum = 0;
  for (const std::int32_t share : product.payer_bp) sum += share;
  if ((subsidised || !product.payer_bp.empty()) && sum != 10'000) {
    report.error("payer_bp", "domain.loan.payers", std::to_string(sum));
  }
  if (product.payer_bp.size() > 4) {
    report.error("payer_bp", "domain.loan.payer_count", std::to_string(product.payer_bp.size()));
  }
  if (product.max_term_months < 1) {
    report.error("max_term_months", "domain.positive", std::to_string(product.max_term_months));
  }
  // One below 0 is told as such.
  if (product.max_age >= 0 && product.max_age < product.min_age) {
    report.error("max_age", "domain.loan.ages", std::to_string(product.max_age),
                 {{"least", std::to_string(product.min_age)}});
  }
}

/// Amount, term and day of an application or loan against its product.
inline void check_terms(Report& report, const IdOf<LoanProduct>& id, Money amount,
                        std::string_view amount_column, std::int32_t months, const Date& day,
                        std::string_view day_column) {
  if (amount <= Money()) report.error(amount_column, "domain.positive", amount.to_string());
  if (months < 1) report.error("term_months", "domain.positive", std::to_string(months));
  const LoanProduct* const product = report.registry().find(id);
  if (product == nullptr) return;
  if (amount > product->ceiling) {
    report.error(amount_column, "domain.loan.ceiling", amount.to_string(),
                 {{"most", product->ceiling.to_string()}, {"product", id.text()}});
  }
  if (months > product->max_term_months) {
    report.error("term_months", "domain.loan.term", std::to_string(months),
                 {{"most", std::to_string(product->max_term_months)}, {"product", id.text()}});
  }
  if (day.ok() && (day < product->valid_from || (product->valid_to && day > *product->valid_to))) {
    report.error(day_column, "domain.loan.validity", to_string(day), {{"product", id.text()}});
  }
}

inline void check(Report& report, Seen&, const LoanApplication& application) {
  check_terms(report, application.product, application.amount, "amount", application.term_months,
              application.applied_on, "applied_on");
}

/// What a loan's dates must say together with its status.
inline void check_course(Report& report, const Loan& loan) {
  if (loan.repaid_on && loan.status != LoanStatus::repaid) {
    report.error("repaid_on", "domain.loan.not_repaid", to_string(*loan.repaid_on));
  }
  if (loan.status == LoanStatus::extended && !loan.extended_to) {
    report.warning("extended_to", "domain.loan.extended_to");
  }
  if (loan.status == LoanStatus::overdue && !loan.overdue_on) {
    report.warning("overdue_on", "domain.loan.overdue_on");
  }
  if (!loan.starts_on.ok() || loan.term_months < 1 || loan.term_months > 1'200) return;
  check_period(report, loan.starts_on, loan.overdue_on, "overdue_on");
  check_period(report, loan.starts_on, loan.repaid_on, "repaid_on");
  check_period(report, matures_on(loan), loan.extended_to, "extended_to");
}

inline void check(Report& report, Seen& seen, const Loan& loan) {
  check_terms(report, loan.product, loan.principal, "principal", loan.term_months, loan.starts_on,
              "starts_on");
  check_course(report, loan);
  const LoanProduct* const product = report.registry().find(loan.product);
  if (product != nullptr && loan.status != LoanStatus::repaid &&
      !seen.running.insert(joined(loan.woman.text(), to_string(product->scheme))).second) {
    report.warning("woman", "domain.loan.two_running", loan.woman.text());
  }
  if (!loan.application) return;
  const LoanApplication* const application = report.registry().find(*loan.application);
  if (application == nullptr) return;
  if (application->woman != loan.woman) {
    report.error("woman", "domain.loan.woman", loan.woman.text(),
                 {{"application", application->id.text()}});
  }
  if (application->product != loan.product) {
    report.error("product", "domain.loan.product", loan.product.text(),
                 {{"application", application->id.text()}});
  }
  if (application->status != ApplicationStatus::approved) {
    report.error("application", "domain.loan.not_approved", application->id.text());
  }
  // Paid out in parts, they are together what was asked for at most.
  Money& paid_out = seen.paid_out[application->id.text()];
  if (loan.principal > application->amount) {
    report.error("principal", "domain.loan.more_than_asked", loan.principal.to_string(),
                 {{"most", application->amount.to_string()}});
  } else if (loan.principal > application->amount - paid_out) {
    report.error("principal", "domain.loan.parts", loan.principal.to_string(),
                 {{"most", (application->amount - paid_out).to_string()}});
  } else if (loan.principal > Money()) {
    paid_out += loan.principal;
  }
}

inline void check(Report& report, Seen& seen, const Mentorship& mentorship) {
  check_ending(report, mentorship);
  check_birth(report, report.registry().find(mentorship.woman), mentorship.starts_on);
  const Mentor* const mentor = report.registry().find(mentorship.mentor);
  if (mentor != nullptr && mentor->woman && *mentor->woman == mentorship.woman) {
    report.error("mentor", "domain.mentorship.own", mentorship.mentor.text());
  }
  const std::string pair = joined(mentorship.woman.text(), mentorship.mentor.text());
  const bool active = mentorship.status == RelationStatus::active;
  const bool active_twice = active && !seen.active_pairs.insert(pair).second;
  const bool open_twice = is_open(mentorship) && !seen.mentored_by.insert(pair).second;
  if (active_twice || open_twice)
    report.error("mentor", "domain.mentorship.twice", mentorship.mentor.text());
}

/// Whether a provider of a kind exists; nothing for kinds that place nobody.
inline std::optional<bool> knows_provider(const Report& report, ProviderKind kind, const Id& id) {
  switch (kind) {
    case ProviderKind::base:
      return report.knows<Base>(id.text());
    case ProviderKind::project:
      return report.knows<Project>(id.text());
    case ProviderKind::chain:
      return report.knows<Chain>(id.text());
    case ProviderKind::mentor:
    case ProviderKind::loan:
      break;
  }
  return std::nullopt;
}

/// The table of a kind of providers.
constexpr std::string_view table_of(ProviderKind kind) noexcept {
  switch (kind) {
    case ProviderKind::mentor:
      return Mentor::table;
    case ProviderKind::base:
      return Base::table;
    case ProviderKind::project:
      return Project::table;
    case ProviderKind::chain:
      return Chain::table;
    case ProviderKind::loan:
      break;
  }
  return LoanProduct::table;
}

inline void check(Report& report, Seen& seen, const Placement& placement) {
  check_ending(report, placement);
  check_birth(report, report.registry().find(placement.woman), placement.starts_on);
  const std::optional<bool> known = knows_provider(report, placement.kind, placement.provider);
  if (!known) {
    report.error("kind", "domain.placement.kind", std::string(to_string(placement.kind)));
  } else if (!*known && !placement.provider.empty()) {
    report.error("provider", "domain.placement.provider", placement.provider.text(),
                 {{"table", std::string(table_of(placement.kind))}});
  }
  if (!is_standing(placement.status)) return;
  const bool fresh =
      seen.placed_at
          .insert(joined(placement.woman.text(), placement.pairing, placement.provider.text()))
          .second;
  const bool active = placement.status == RelationStatus::active;
  if (active && !seen.placed_in.insert(joined(placement.woman.text(), placement.pairing)).second) {
    report.error("woman", "domain.placement.two", placement.woman.text());
  } else if (!fresh) {
    report.error("provider", "domain.placement.twice", placement.provider.text());
  } else if (active && !seen.placed.insert(placement.woman.text()).second) {
    report.warning("woman", "domain.placement.two_pairings", placement.woman.text());
  }
}

inline void check(Report& report, Seen& seen, const ForcedPair& pair) {
  const auto known = [&]<class... Records>(RecordList<Records...>, const Id& id) {
    return (report.knows<Records>(id.text()) || ...);
  };
  if (!pair.left.empty() && !known(RecordList<Beneficiary, LoanApplication>{}, pair.left)) {
    report.error("left", "domain.pair.left", pair.left.text());
  }
  if (!pair.right.empty() &&
      !known(RecordList<Mentor, Base, Project, Chain, LoanProduct>{}, pair.right)) {
    report.error("right", "domain.pair.right", pair.right.text());
  }
  const auto [before, fresh] =
      seen.forced.try_emplace(joined(pair.pairing, pair.left.text(), pair.right.text()), pair.rule);
  if (!fresh) {
    report.error("rule", before->second == pair.rule ? "domain.pair.twice" : "domain.pair.both",
                 std::string(to_string(pair.rule)));
  }
}

inline void check(Report& report, Seen&, const Person& person) {
  if (person.kind == PersonKind::registered_woman && !person.woman) {
    report.error("woman", "domain.person.woman");
  }
}

inline void check(Report& report, Seen& seen, const Activity& activity) {
  check_activity(report, seen.activities, activity);
}

inline void check(Report& report, Seen& seen, const Road& road) {
  const bool known = road.kind == ProviderKind::mentor
                         ? report.knows<Mentor>(road.provider.text())
                         : knows_provider(report, road.kind, road.provider).value_or(false);
  if (road.kind == ProviderKind::loan) {
    report.error("kind", "domain.road.kind", std::string(to_string(road.kind)));
  } else if (!known && !road.provider.empty()) {
    report.error("provider", "domain.placement.provider", road.provider.text(),
                 {{"table", std::string(table_of(road.kind))}});
  }
  if (road.metres < 1 || road.metres > most_road_metres) {
    report.error("metres", "domain.road.metres", std::to_string(road.metres),
                 {{"most", std::to_string(most_road_metres)}});
  }
  // Providers of all kinds share their ids.
  if (!seen.roads.insert(joined(road.village.to_string(), road.provider.text())).second) {
    report.error("provider", "domain.road.twice", road.provider.text());
  }
}

}  // namespace jinguo::inline v0_1::detail

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "jinguo/core/date.hpp"
#include "jinguo/core/message.hpp"
#include "jinguo/core/money.hpp"
#include "jinguo/domain/registry.hpp"

/// Who may take a loan, on a day, with every reason why not.
namespace jinguo::inline v0_1 {

/// What a woman would borrow.
struct LoanTerms {
  Money amount{};                ///< Yuan that she asks for.
  std::int32_t term_months = 0;  ///< Months that she asks for.
};

/// Every reason why a woman may not take a loan of a product on a day, in a fixed order; empty: she
/// may. The product must be valid on the day; she must be of its ages, on the register if the
/// product is for registered women only, without a loan of the same scheme still running or any
/// loan overdue; the terms, if given, must keep the product's ceiling and longest term. The loans
/// looked at are those of the registry that had started by the day; the time is linear in their
/// number.
[[nodiscard]] inline std::vector<Message> why_not_eligible(
    const Registry& registry, const LoanProduct& product, const Beneficiary& woman, const Date& day,
    const std::optional<LoanTerms>& terms = std::nullopt) {
  std::vector<Message> reasons;
  const auto add = [&](const char* code,
                       std::vector<std::pair<std::string, std::string>> parameters = {}) {
    reasons.push_back({code, std::move(parameters)});
  };
  if (day < product.valid_from) {
    add("domain.loan.why.not_yet", {{"from", to_string(product.valid_from)}});
  }
  if (product.valid_to && day > *product.valid_to) {
    add("domain.loan.why.no_longer", {{"to", to_string(*product.valid_to)}});
  }
  const int age = age_on(woman.birth_date, day);
  if (age < product.min_age) {
    add("domain.loan.why.too_young",
        {{"age", std::to_string(age)}, {"least", std::to_string(product.min_age)}});
  }
  if (age > product.max_age) {
    add("domain.loan.why.too_old",
        {{"age", std::to_string(age)}, {"most", std::to_string(product.max_age)}});
  }
  if (product.registered_only) {
    const Household* const household = registry.find(woman.household);
    if (household == nullptr || !is_registered(*household, day)) {
      add("domain.loan.why.not_registered");
    }
  }
  for (const Loan& loan : registry.all<Loan>()) {
    if (loan.woman != woman.id || loan.status == LoanStatus::repaid || loan.starts_on > day) {
      continue;
    }
    if (loan.status == LoanStatus::overdue) {
      add("domain.loan.why.overdue", {{"loan", loan.id.text()}});
    }
    const LoanProduct* const other = registry.find(loan.product);
    if (other != nullptr && other->scheme == product.scheme) {
      add("domain.loan.why.same_scheme", {{"loan", loan.id.text()}});
    }
  }
  if (terms) {
    if (terms->amount <= Money()) add("domain.loan.why.no_amount");
    if (terms->amount > product.ceiling) {
      add("domain.loan.why.ceiling", {{"most", product.ceiling.to_string()}});
    }
    if (terms->term_months < 1) add("domain.loan.why.no_term");
    if (terms->term_months > product.max_term_months) {
      add("domain.loan.why.term", {{"most", std::to_string(product.max_term_months)}});
    }
  }
  return reasons;
}

/// The same for an application, with its woman, product, amount and term. An application that names
/// an unknown woman or product has that as its reason.
[[nodiscard]] inline std::vector<Message> why_not_eligible(const Registry& registry,
                                                           const LoanApplication& application,
                                                           const Date& day) {
  const LoanProduct* const product = registry.find(application.product);
  const Beneficiary* const woman = registry.find(application.woman);
  std::vector<Message> reasons;
  if (product == nullptr) {
    reasons.push_back({"domain.loan.why.no_product", {{"id", application.product.text()}}});
  }
  if (woman == nullptr) {
    reasons.push_back({"domain.loan.why.no_woman", {{"id", application.woman.text()}}});
  }
  if (!reasons.empty()) return reasons;
  return why_not_eligible(registry, *product, *woman, day,
                          LoanTerms{application.amount, application.term_months});
}

}  // namespace jinguo::inline v0_1

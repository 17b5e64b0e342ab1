#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "jinguo/core/date.hpp"
#include "jinguo/core/id.hpp"
#include "jinguo/core/money.hpp"
#include "jinguo/domain/codes.hpp"
#include "jinguo/domain/field.hpp"
#include "jinguo/domain/repayment.hpp"

namespace jinguo::inline v0_1 {

struct Beneficiary;
struct Project;

/// A loan scheme of a time: its ceiling, term, rate and subsidy rule.
struct LoanProduct {
  /// Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number.
  IdOf<LoanProduct> id{};
  std::string name{};  ///< What people call it; not digested.
  /// Which scheme it is of; a woman has one running loan of a scheme at most.
  LoanScheme scheme{};
  Date valid_from{};                       ///< First day on which a loan may start.
  std::optional<Date> valid_to{};          ///< Last day on which a loan may start.
  Money ceiling{};                         ///< Yuan a borrower.
  std::int32_t max_term_months{};          ///< Longest term in months, above 0.
  std::int32_t max_points_bp{};            ///< Most points over the benchmark rate.
  std::vector<std::int32_t> subsidy_bp{};  ///< Share of interest paid by the state in year 1, 2, 3
                                           ///< ...; none after the last.
  std::vector<std::int32_t>
      payer_bp{};  ///< Centre, province, city, county; sums to 10,000 where there is a subsidy.
  bool registered_only{};  ///< Only women of registered households may have it.
  std::int32_t min_age{};  ///< Least age in whole years on the day of the loan, inclusive.
  std::int32_t max_age{};  ///< Greatest age in whole years on the day of the loan, inclusive.

  static constexpr std::string_view table = "loan_products";
  static constexpr std::string_view table_zh = "贷款产品";
  friend bool operator==(const LoanProduct&, const LoanProduct&) = default;
};

template <class Visit>
constexpr void fields(std::type_identity<LoanProduct>, Visit&& visit) {
  using R = LoanProduct;
  visit("id", "编号", &R::id, FieldUse::key);
  visit("name", "名称", &R::name, FieldUse::free_text);
  visit("scheme", "类别", &R::scheme, FieldUse::required);
  visit("valid_from", "生效日期", &R::valid_from, FieldUse::required);
  visit("valid_to", "失效日期", &R::valid_to, FieldUse::optional);
  visit("ceiling", "最高额度", &R::ceiling, FieldUse::required);
  visit("max_term_months", "最长期限（月）", &R::max_term_months, FieldUse::required);
  visit("max_points_bp", "最高上浮（万分之）", &R::max_points_bp, FieldUse::required);
  visit("subsidy_bp", "各年贴息（万分之）", &R::subsidy_bp, FieldUse::optional);
  visit("payer_bp", "贴息分担（万分之）", &R::payer_bp, FieldUse::optional);
  visit("registered_only", "限建档立卡", &R::registered_only, FieldUse::optional);
  visit("min_age", "最低年龄", &R::min_age, FieldUse::required);
  visit("max_age", "最高年龄", &R::max_age, FieldUse::required);
}

/// What a woman asks of a product.
struct LoanApplication {
  /// Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number.
  IdOf<LoanApplication> id{};
  IdOf<Beneficiary> woman{};    ///< The woman whom it is about.
  IdOf<LoanProduct> product{};  ///< The loan product that she asks for.
  Date applied_on{};            ///< Day on which she asked.
  Money amount{};               ///< Yuan.
  std::int32_t term_months{};   ///< Months that she asks for, above 0, at most the product's.
  Industry purpose{};           ///< Industry that the money is for.
  std::optional<IdOf<Project>> project{};  ///< The project that it is for, if there is one.
  ApplicationStatus status{};              ///< What became of it.

  static constexpr std::string_view table = "loan_applications";
  static constexpr std::string_view table_zh = "贷款申请";
  friend bool operator==(const LoanApplication&, const LoanApplication&) = default;
};

template <class Visit>
constexpr void fields(std::type_identity<LoanApplication>, Visit&& visit) {
  using R = LoanApplication;
  visit("id", "编号", &R::id, FieldUse::key);
  visit("woman", "妇女编号", &R::woman, FieldUse::required);
  visit("product", "产品", &R::product, FieldUse::required);
  visit("applied_on", "申请日期", &R::applied_on, FieldUse::required);
  visit("amount", "金额", &R::amount, FieldUse::required);
  visit("term_months", "期限（月）", &R::term_months, FieldUse::required);
  visit("purpose", "用途产业", &R::purpose, FieldUse::required);
  visit("project", "项目", &R::project, FieldUse::optional);
  visit("status", "状态", &R::status, FieldUse::required);
}

/// A loan that was paid out.
struct Loan {
  /// Unique in its table: 1 to 64 letters, digits or . _ : / -, never a citizen number.
  IdOf<Loan> id{};
  /// The application that it answers, where it is in the tables.
  std::optional<IdOf<LoanApplication>> application{};
  IdOf<Beneficiary> woman{};    ///< The woman whom it is about.
  IdOf<LoanProduct> product{};  ///< The loan product that it is of.
  Money principal{};            ///< Yuan.
  std::int32_t rate_bp{};       ///< Interest a year in ten-thousandths: 435 is 4.35 %.
  Date starts_on{};             ///< Day on which it was paid out.
  std::int32_t term_months{};   ///< Months after which it is due, above 0, at most the product's.
  LoanStatus status{};          ///< Whether it runs, was repaid, extended, or is overdue.
  std::optional<Repayment> method{};  ///< None: interest_only, as these schemes have it.
  std::optional<Date> extended_to{};  ///< Until when the last principal was extended.
  std::optional<Date> overdue_on{};   ///< The due date of the first instalment that was missed.
  std::optional<Date> repaid_on{};    ///< When it was paid back, where that was not on the last due
                                      ///< date.

  static constexpr std::string_view table = "loans";
  static constexpr std::string_view table_zh = "贷款";
  friend bool operator==(const Loan&, const Loan&) = default;
};

template <class Visit>
constexpr void fields(std::type_identity<Loan>, Visit&& visit) {
  using R = Loan;
  visit("id", "编号", &R::id, FieldUse::key);
  visit("application", "申请编号", &R::application, FieldUse::optional);
  visit("woman", "妇女编号", &R::woman, FieldUse::required);
  visit("product", "产品", &R::product, FieldUse::required);
  visit("principal", "本金", &R::principal, FieldUse::required);
  visit("rate_bp", "年利率（万分之）", &R::rate_bp, FieldUse::required);
  visit("starts_on", "放款日期", &R::starts_on, FieldUse::required);
  visit("term_months", "期限（月）", &R::term_months, FieldUse::required);
  visit("status", "状态", &R::status, FieldUse::required);
  visit("method", "还款方式", &R::method, FieldUse::optional, 2);
  visit("extended_to", "展期至", &R::extended_to, FieldUse::optional, 2);
  visit("overdue_on", "逾期日期", &R::overdue_on, FieldUse::optional, 2);
  visit("repaid_on", "结清日期", &R::repaid_on, FieldUse::optional, 2);
}

/// The last due date of a loan that was not extended: the day of its start so many months later, or
/// the last of that month. For loans with a start of the calendar and a term of at least 0.
[[nodiscard]] constexpr Date matures_on(const Loan& loan) noexcept {
  const Date day = loan.starts_on + std::chrono::months(loan.term_months);
  return day.ok() ? day : Date(day.year() / day.month() / std::chrono::last);
}

}  // namespace jinguo::inline v0_1

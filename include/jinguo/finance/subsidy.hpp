#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include "jinguo/core/coded.hpp"
#include "jinguo/core/date.hpp"
#include "jinguo/core/id.hpp"
#include "jinguo/core/money.hpp"
#include "jinguo/domain/loan.hpp"
#include "jinguo/domain/registry.hpp"
#include "jinguo/finance/schedule.hpp"

/// Who pays the interest of a loan: the borrower, and the budgets that subsidise it.
namespace jinguo::inline v0_1::finance {

/// Who pays a part of the interest of a loan.
enum class Payer : std::uint8_t { borrower, county, city, province, centre };
/// Number of payers.
inline constexpr std::size_t payer_count = 5;
inline constexpr Coded<Payer> payer_codes[] = {
    {Payer::borrower, "borrower", "1", "借款人"}, {Payer::county, "county", "2", "县级财政"},
    {Payer::city, "city", "3", "市级财政"},       {Payer::province, "province", "4", "省级财政"},
    {Payer::centre, "centre", "5", "中央财政"},
};
constexpr std::span<const Coded<Payer>> codes(std::type_identity<Payer>) noexcept {
  return payer_codes;
}

/// Whether the interest of a period may be subsidised.
enum class Standing : std::uint8_t {
  normal,    ///< Within the term and paid: by the product's rule for the year of the loan.
  extended,  ///< After the day on which the loan should have been paid back: none.
  overdue,   ///< Due after the day since which the loan is overdue: none.
};
inline constexpr Coded<Standing> standing_codes[] = {
    {Standing::normal, "normal", "1", "正常"},
    {Standing::extended, "extended", "2", "展期"},
    {Standing::overdue, "overdue", "3", "逾期"},
};
constexpr std::span<const Coded<Standing>> codes(std::type_identity<Standing>) noexcept {
  return standing_codes;
}

/// An amount by payer; they sum to what was split.
using Shares = std::array<Money, payer_count>;
/// What one payer pays of a split amount.
[[nodiscard]] constexpr Money share_of(const Shares& shares, Payer payer) noexcept {
  return shares[static_cast<std::size_t>(payer)];
}

/// Splits the interest of a period. `subsidy_bp` of 10,000 is paid by the state, divided by
/// `payer_bp` (centre, province, city, county; a shorter list leaves the last ones out); the rest
/// by the borrower. Each payer's exact share is cut to whole fen and the fen left over go one each
/// to the greatest remainders (equal ones: centre, province, city, county, borrower). So each share
/// is within a fen of the exact one, and who has no share never pays a fen: with a full subsidy the
/// borrower pays nothing, which would not hold if she took the residue. Throws InputError for
/// shares out of 0 to 10,000, or payers that do not sum to 10,000 where there is a subsidy.
[[nodiscard]] Shares split(Money interest, std::int32_t subsidy_bp,
                           std::span<const std::int32_t> payer_bp);

/// One instalment of a loan of a registry, and who pays its interest.
struct LoanInstalment {
  Instalment instalment{};  ///< What is due, and when.
  std::int32_t year{};      ///< Of the loan, from 1: months 1 to 12 are year 1.
  Standing standing{};      ///< Whether its interest may be subsidised.
  Shares interest_by{};     ///< They sum to instalment.interest.

  friend bool operator==(const LoanInstalment&, const LoanInstalment&) = default;
};

/// What a loan is paid back by, and who pays its interest.
///
/// Monthly from the day it was paid out, 30/360, rounded half to even, by the loan's method
/// (interest_only where it names none: the habit of these schemes). Extended: the last principal
/// is due on the loan's extended_to and bears interest until then, in monthly periods, at the same
/// rate. Repaid early: what is left, and the interest since the last due date, are due on
/// repaid_on. Interest of a period is subsidised by the product's rule for the year of the loan if
/// the period ends within the term and not after overdue_on. An overdue loan that does not say
/// since when has no subsidy at all: a bill asks for nothing that the record does not prove.
/// Interest after the last due date of a loan that was neither extended nor repaid, and penalties,
/// are not counted. Throws InputError for a loan whose dates, term, rate or shares cannot be.
[[nodiscard]] std::vector<LoanInstalment> loan_schedule(const Loan& loan,
                                                        const LoanProduct& product);

/// What a bill counts.
struct BillOptions {
  std::optional<Date> until{};  ///< Only instalments due by this day; none: all.
};

/// What a payer owes for the instalments of loans of a product that are due in a year.
struct BillRow {
  std::int32_t year{};          ///< Calendar year of the due dates.
  Payer payer{};                ///< Who owes it; all borrowers are one.
  IdOf<LoanProduct> product{};  ///< The loan product.
  std::int64_t loans{};         ///< Loans to which it pays something.
  Money amount{};               ///< What is owed, yuan.

  friend bool operator==(const BillRow&, const BillRow&) = default;
};

/// The interest of all loans of a registry by year, payer and product.
///
/// Rows stand in that order; the borrowers are a payer, too, so that the rows sum to the interest.
/// Nothing is listed that is 0. Throws InputError with the faults of all loans at once; a loan of
/// an unknown product is one.
[[nodiscard]] std::vector<BillRow> bill(const Registry& registry, const BillOptions& options = {});

}  // namespace jinguo::inline v0_1::finance

#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "jinguo/core/date.hpp"
#include "jinguo/domain/policy.hpp"
#include "jinguo/domain/registry.hpp"

/// Income a head, and what stands for it where the tables leave it blank.
namespace jinguo::inline v0_1 {

/// Net incomes a head of the households of a registry, in whole fen, floored.
///
/// The median of a household type is that of its households on the register whose income is known
/// (is_income_known), each counted once: of an even number the mean of the two in the middle,
/// floored.
class HeadIncomes {
 public:
  /// `day` says who is on the register; nothing: by the households' status. Borrows the ids of the
  /// registry.
  HeadIncomes(const Registry& registry, const std::optional<Date>& day) {
    for (const Beneficiary& woman : registry.all<Beneficiary>()) ++people_[woman.household.text()];
    for (const Member& member : registry.all<Member>()) ++people_[member.household.text()];
    std::array<std::vector<std::int64_t>, types> known;
    std::vector<std::int64_t> all;
    for (const Household& household : registry.all<Household>()) {
      if (!is_income_known(household)) {
        ++unknown_;
        continue;
      }
      const bool registered =
          day ? is_registered(household, *day) : household.status == RegistrationStatus::registered;
      if (!registered || !people_.contains(household.id.text())) continue;
      const std::int64_t head = said(household);
      known[static_cast<std::size_t>(household.type) % types].push_back(head);
      all.push_back(head);
    }
    for (std::size_t k = 0; k < types; ++k) medians_[k] = median(known[k]);
    median_ = median(all);
  }

  /// Members of a household, at least 1.
  [[nodiscard]] std::int64_t people(const Household& household) const {
    const auto found = people_.find(household.id.text());
    return found == people_.end() ? 1 : found->second;
  }
  /// Of the sources that are said, less the costs; below 0 where these are more.
  [[nodiscard]] std::int64_t said(const Household& household) const {
    const std::int64_t fen = net_income(household).fen();
    const std::int64_t heads = people(household);
    return fen / heads - (fen % heads < 0 ? 1 : 0);
  }
  /// What counts under a rule; nothing: as the line or more.
  [[nodiscard]] std::optional<std::int64_t> counted(const Household& household,
                                                    UnknownIncome rule) const {
    if (is_income_known(household) || rule == UnknownIncome::zero) return said(household);
    if (rule == UnknownIncome::line) return std::nullopt;
    const std::optional<std::int64_t>& own =
        medians_[static_cast<std::size_t>(household.type) % types];
    return own ? own : median_;
  }
  /// Households of the registry whose income is not known.
  [[nodiscard]] std::int64_t unknown() const noexcept { return unknown_; }

 private:
  static constexpr std::size_t types = std::size(householdtype_codes);

  static std::optional<std::int64_t> median(std::vector<std::int64_t>& values) {
    if (values.empty()) return std::nullopt;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 != 0) return *middle;
    const std::int64_t sum = *middle + *std::max_element(values.begin(), middle);
    return sum / 2 - (sum % 2 < 0 ? 1 : 0);
  }

  std::unordered_map<std::string_view, std::int64_t> people_{};
  std::array<std::optional<std::int64_t>, types> medians_{};
  std::optional<std::int64_t> median_{};
  std::int64_t unknown_ = 0;
};

}  // namespace jinguo::inline v0_1

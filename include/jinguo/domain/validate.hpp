#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <type_traits>
#include <unordered_set>
#include <vector>

#include "jinguo/domain/detail/registry.hpp"

/// Every fault of a registry at once: Registry::validate(), and the same for readers of tables, who
/// know the rows of the records.
namespace jinguo::inline v0_1 {

/// Number of tables of a registry.
inline constexpr std::size_t table_count = Registry::Records::size;

/// The place of a record's table in Registry::Records.
template <class Record>
inline constexpr std::size_t table_number = Registry::Records::place<Record>();

/// Where the records of one table were read.
struct TableOrigin {
  std::string file{};                ///< Empty: the table's name.
  std::vector<std::int64_t> rows{};  ///< Of each record; empty: index + 2, as under a heading.
  /// Keys of rows that could not be read: referring to them is no second fault.
  std::unordered_set<std::string> unread{};
};
/// Where records stand in the tables that were read, by record: file, sheet and row.
using Origins = std::array<TableOrigin, table_count>;

/// A fault found by validate(), with the record that has it.
struct Finding {
  std::size_t table = 0;
  std::size_t index = 0;  ///< Place of the record in its table, from 0.
  Issue issue{};          ///< The fault, as yet without file and row.
};

/// Calls found(finding) for every fault of a registry whose records came from known rows.
void validate(const Registry& registry, const Origins& origins,
              const std::function<void(Finding)>& found);

/// Every fault of a registry, and, as warnings, whatever can hardly be meant so on a day
/// (find_implausible() of plausible.hpp): a woman of the women's table younger than 16, a woman
/// among the members, who is born after the day ...
[[nodiscard]] std::vector<Issue> validate(const Registry& registry, const Date& day);

}  // namespace jinguo::inline v0_1

#ifdef JINGUO_HEADER_ONLY
#include "jinguo/domain/validate-inl.hpp"
#endif

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cells.hpp"
#include "csv.hpp"
#include "issue_list.hpp"
#include "jinguo/domain/field.hpp"

/// The columns of a table, and where a file has them.
namespace jinguo::inline v0_1::io::detail {

inline constexpr std::size_t max_header_bytes = 200;  // of one heading, compared or shown

/// One column of a table's schema; a position has two.
struct Column {
  std::string_view name;
  std::string_view zh;
  FieldUse use;
  CellUnit unit = CellUnit::none;
};

/// The columns of a table, given by its number.
[[nodiscard]] std::vector<Column> columns_of(std::size_t table);

inline constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// Where each column of a schema stands in a file.
struct Header {
  std::vector<std::size_t> at{};      ///< By column of the schema; nowhere: absent.
  std::vector<bool> must_be_empty{};  ///< By column of the file: one without a heading.
  std::size_t count = 0;  ///< Columns of the file, those without heading at its end not counted.
  bool usable = true;
  bool missing = false;  ///< No cell names a column; not yet told.

  /// The first cell of a row that holds something and has no heading; nowhere: none.
  [[nodiscard]] std::size_t headless(std::span<const std::string_view> cells) const {
    for (std::size_t k = 0; k < cells.size(); ++k) {
      if ((k >= count || must_be_empty[k]) && !trimmed(cells[k]).empty()) return k;
    }
    return nowhere;
  }
};

/// Whether a folder without it is no folder of tables.
[[nodiscard]] constexpr bool is_required_table(std::string_view name) noexcept {
  return name == "households" || name == "women";
}

/// Proposes the nearest word in the mend; without one another text says where to look.
void propose_nearest(Issue& issue, std::string nearest);

/// The row of the next few in which the names of columns stand, as below a title; 0: none.
[[nodiscard]] std::int64_t heading_below(RowSource& source, std::span<const Column> schema);

/// Finds the columns of a schema in the first row of a file, and adds every fault of that row.
[[nodiscard]] Header read_header(std::span<const std::string_view> cells,
                                 std::span<const Column> schema, const std::string& file,
                                 IssueList& issues);

}  // namespace jinguo::inline v0_1::io::detail

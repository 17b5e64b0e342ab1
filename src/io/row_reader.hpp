#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "cells.hpp"
#include "divisions.hpp"
#include "headings.hpp"
#include "issue_list.hpp"
#include "jinguo/domain/household.hpp"
#include "jinguo/io/tables.hpp"

/// Rows of text to records.
namespace jinguo::inline v0_1::io::detail {

inline constexpr std::size_t max_list_items = 1000;

/// Reads the rows of one table.
class RowReader {
 public:
  RowReader(const std::string& file, const Header& header, IssueList& issues,
            const Divisions& divisions)
      : file_(file), header_(header), issues_(issues), divisions_(divisions) {}

  void begin(std::span<const std::string_view> cells, std::int64_t row,
             std::span<const CellFault> faults);
  [[nodiscard]] bool good() const noexcept { return good_; }

  /// Reads the next cell, of a position the next two, into the value of a field.
  void read(const CellField& field, void* value);

 private:
  std::string_view next_cell();
  [[nodiscard]] const CellFault* fault_at(std::size_t column) const;
  /// Tells the faults that the source has of a field's cells; false if it has none.
  bool tell_faults(const CellField& field, bool free);
  void read_single(const CellField& field, std::string_view cell, bool free, void* value);
  void read_list(const CellField& field, std::string_view cell, void* values);
  void read_position(std::optional<LonLat>& value);
  /// Reads a division by its name; nothing after a fault: no such name, or more than one.
  std::optional<RegionCode> read_name(std::string_view column, std::string_view cell);
  /// Divisions by all their names and codes, at most five.
  [[nodiscard]] std::string listed(const std::vector<RegionCode>& divisions) const;

  template <class Make>
  void fail(std::string_view column, Make make) {
    good_ = false;
    tell(column, Severity::error, make);
  }

  template <class Make>
  void tell(std::string_view column, Severity severity, Make make) {
    if (!issues_.has_room()) return issues_.count(severity);
    Issue issue = make();
    issue.severity = severity;
    issue.file = file_;
    issue.row = row_;
    issue.column = column;
    issues_.add(std::move(issue));
  }

  const std::string& file_;
  const Header& header_;
  IssueList& issues_;
  const Divisions& divisions_;
  std::span<const std::string_view> cells_{};
  std::span<const CellFault> faults_{};  // of this row
  std::int64_t row_ = 0;
  std::size_t column_ = 0;
  bool good_ = true;
};

}  // namespace jinguo::inline v0_1::io::detail

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
#include "jinguo/core/privacy.hpp"
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
             std::span<const CellFault> faults) {
    cells_ = cells;
    faults_ = faults;
    row_ = row;
    column_ = 0;
    good_ = true;
  }
  [[nodiscard]] bool good() const noexcept { return good_; }

  template <class Record, class T>
  void read(const Field<Record, T>& field, Record& record) {
    T& value = record.*field.member;
    const bool free = field.use == FieldUse::free_text || field.use == FieldUse::personal;
    if (!faults_.empty()) {
      constexpr bool is_position = kind_of<T>() == CellKind::coordinate;
      bool found = false;
      for (std::size_t k = 0; k < (is_position ? 2 : 1); ++k) {
        const CellFault* const fault = fault_at(header_.at[column_ + k]);
        if (fault == nullptr) continue;
        found = true;
        const std::string_view name = !is_position ? field.name : k == 0 ? "lon" : "lat";
        fail(name, [&] {
          return unread(fault->code, fault->value, fault->text, allowed_in<T>(name), free);
        });
      }
      if (found) {
        column_ += is_position ? 2 : 1;
        return;
      }
    }
    if constexpr (kind_of<T>() == CellKind::coordinate) {
      read_position(value, field.use);
    } else {
      const bool is_text = std::is_same_v<T, std::string>;
      const std::string_view raw = next_cell();
      const std::string_view cell = is_text && free ? raw : trimmed(raw);
      if (cell.empty()) {
        const bool required = field.use == FieldUse::key || field.use == FieldUse::required;
        if (required && header_.at[column_ - 1] == nowhere) {
          good_ = false;  // the heading's fault, told once
        } else if (required) {
          fail(field.name, [&] { return make_issue("io.empty", file_); });
        }
        return;
      }
      bool read = false;
      if constexpr (std::is_same_v<T, std::string>) {
        read = read_text(cell, value) && !is_spreadsheet_error(cell);
        if (read && holds_citizen_number(cell)) {
          fail(field.name, [&] { return make_issue("io.citizen_number", file_); });
          return;
        }
      } else if constexpr (is_vector<T>) {
        read_list(field, cell, value);
        return;
      } else {
        using Value = typename Single<T>::type;
        Value inner{};
        read = read_value(cell, inner, unit_of_column<Value>(field.name));
        if constexpr (std::is_same_v<Value, RegionCode>) {
          if (!read && field.use != FieldUse::key && is_name(cell)) {
            if (!read_name(field.name, cell, inner)) return;
            read = true;
          }
        }
        if (read) value = std::move(inner);
      }
      if (!read) {
        fail(field.name, [&] { return diagnose(cell, allowed_in<T>(field.name), free); });
      } else if constexpr (std::is_same_v<T, std::string> || kind_of<T>() == CellKind::id) {
        if (resembles_citizen_number(cell)) {
          tell(field.name, Severity::warning,
               [&] { return make_issue("io.citizen_number.doubtful", file_); });
        }
      }
    }
  }

 private:
  std::string_view next_cell() {
    const std::size_t at = header_.at[column_++];
    return at == nowhere || at >= cells_.size() ? std::string_view{} : cells_[at];
  }

  [[nodiscard]] const CellFault* fault_at(std::size_t column) const {
    const auto found = std::find_if(faults_.begin(), faults_.end(),
                                    [&](const CellFault& one) { return one.column == column; });
    return found == faults_.end() ? nullptr : &*found;
  }

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

  /// Whether a cell holds a name rather than a code: a sign beyond ASCII that is no digit.
  static bool is_name(std::string_view cell) {
    if (cell.size() > max_header_bytes || holds_citizen_number(cell)) return false;
    const std::string narrow = plain(cell);
    return std::any_of(narrow.begin(), narrow.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  }

  /// Divisions by all their names and codes, at most five.
  [[nodiscard]] std::string listed(const std::vector<RegionCode>& divisions) const {
    std::string out;
    for (std::size_t k = 0; k < divisions.size() && k < 5; ++k) {
      out += (k > 0 ? "; " : "") + divisions_.path(divisions[k]) + " " + divisions[k].to_string();
    }
    return divisions.size() > 5 ? out + "; ..." : out;
  }

  /// Reads a division by its name; false after a fault: no such name, or more than one.
  bool read_name(std::string_view column, std::string_view cell, RegionCode& out) {
    const std::vector<RegionCode> found = divisions_.named(cell);
    if (found.size() == 1) {
      out = found[0];
      return true;
    }
    fail(column, [&] {
      Issue issue = make_issue(found.empty() ? "io.region.name" : "io.region.names", file_);
      issue.value = shown(cell);
      if (!found.empty()) {
        issue.mend.parameters = {{"listed", listed(found)}};
        return issue;
      }
      if (divisions_.empty()) issue.mend.code = "io.region.mend";
      if (const std::optional<RegionCode> near = divisions_.nearest(cell)) {
        issue.mend = {"io.region.name.nearest", {{"listed", listed({*near})}}};
      } else if (const std::vector<RegionCode> same = divisions_.namesakes(cell); !same.empty()) {
        issue.mend = {"io.region.name.same", {{"listed", listed(same)}}};
      }
      return issue;
    });
    return false;
  }

  /// Items separated by ; ； or 、.
  template <class Record, class T>
  void read_list(const Field<Record, std::vector<T>>& field, std::string_view cell,
                 std::vector<T>& values) {
    if (is_spreadsheet_error(cell)) {
      fail(field.name, [&] { return diagnose(cell, {kind_of<T>(), {}, {}, {}}, false); });
      return;
    }
    if constexpr (CodedEnum<T>) {
      if (field.use == FieldUse::optional && is_nothing(cell)) return;
    }
    const CellUnit unit = unit_of_column<T>(field.name);
    while (!cell.empty()) {
      std::size_t end = cell.size();
      std::size_t mark = 0;
      for (const std::string_view separator : {";", "；", "、"}) {
        const std::size_t found = cell.substr(0, end).find(separator);
        if (found != std::string_view::npos) {
          end = found;
          mark = separator.size();
        }
      }
      const std::string_view item = trimmed(cell.substr(0, end));
      cell.remove_prefix(end + mark);
      if (item.empty()) continue;
      if (values.size() >= max_list_items) {
        fail(field.name, [&] { return make_issue("io.list", file_); });
        return;
      }
      T value{};
      // In a list a comma parts items more likely than thousands.
      const bool comma =
          item.find(',') != std::string_view::npos || item.find("，") != std::string_view::npos;
      if (!comma && read_value(item, value, unit)) {
        values.push_back(std::move(value));
      } else if (comma) {
        fail(field.name, [&] {
          Issue issue = make_issue("io.list.comma", file_);
          issue.value = shown(item);
          return issue;
        });
      } else if (const std::string parts = parted<T>(item); !parts.empty()) {
        fail(field.name, [&] {
          Issue issue = make_issue("io.list.comma", file_);
          issue.value = shown(item);
          issue.mend = {"io.list.parts", {{"text", parts}}};
          return issue;
        });
      } else {
        fail(field.name, [&] { return diagnose(item, allowed_in<T>(field.name), false); });
      }
    }
    if (values.empty() && good_ && field.use == FieldUse::required) {
      fail(field.name, [&] { return make_issue("io.empty", file_); });
    }
  }

  void read_position(std::optional<LonLat>& value, FieldUse) {
    const std::string_view lon = trimmed(next_cell());
    const std::string_view lat = trimmed(next_cell());
    if (lon.empty() && lat.empty()) return;
    const auto coordinate = [&](std::string_view cell, std::string_view column,
                                std::int32_t most) -> std::int32_t {
      if (cell.empty()) {
        fail(column, [&] { return make_issue("io.position.half", file_); });
        return 0;
      }
      const std::optional<std::int32_t> degrees = parse_degrees(cell);
      if (!degrees) {
        fail(column, [&] { return diagnose(cell, {CellKind::coordinate, {}, {}, {}}, false); });
      } else if (*degrees > most || *degrees < -most) {
        fail(column, [&] {
          Issue issue = make_issue("io.position.range", file_);
          issue.value = shown(cell);
          return issue;
        });
      }
      return degrees.value_or(0);
    };
    const std::int32_t x = coordinate(lon, "lon", 180'000'000);
    const std::int32_t y = coordinate(lat, "lat", 90'000'000);
    value = LonLat{x, y};
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

/// A record before its row is read. Where a table has some columns of income, it says by that that
/// nothing comes from the sources that it has no column for; a blank cell says nothing.
template <class Record>
Record blank_record(const std::vector<Column>& schema, const Header& header) {
  Record record{};
  if constexpr (std::is_same_v<Record, Household>) {
    const std::pair<std::string_view, std::optional<Money>*> sources[] = {
        {"wage_income", &record.wage_income},
        {"business_income", &record.business_income},
        {"transfer_income", &record.transfer_income},
        {"property_income", &record.property_income}};
    const auto given = [&](std::string_view name) {
      for (std::size_t k = 0; k < schema.size(); ++k) {
        if (schema[k].name == name) return header.at[k] != nowhere;
      }
      return false;
    };
    const bool any = std::any_of(std::begin(sources), std::end(sources),
                                 [&](const auto& source) { return given(source.first); });
    for (const auto& [name, value] : sources) {
      if (any && !given(name)) *value = Money();
    }
  }
  return record;
}

}  // namespace jinguo::inline v0_1::io::detail

#include "jinguo/io/tables.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <system_error>
#include <tuple>
#include <type_traits>
#include <utility>

#include "cells.hpp"
#include "csv.hpp"
#include "divisions.hpp"
#include "jinguo/domain/plausible.hpp"
#include "jinguo/domain/validate.hpp"
#include "jinguo/io/file.hpp"

namespace jinguo::inline v0_1::io {
namespace {

using detail::CellKind;
using detail::RowSource;
using detail::trimmed;

constexpr std::size_t max_header_bytes = 200;  // of one heading, where it is compared or shown
constexpr std::size_t max_list_items = 1000;
constexpr std::size_t max_blank_rows = std::size_t{1} << 20;  // as many as a sheet has rows
constexpr std::size_t max_counted = 1'000'000;  // faults of a table after which it is given up

Issue make_issue(std::string_view code, std::string_view file, std::int64_t row = 0,
                 std::string_view column = {}) {
  Issue issue;
  issue.code = code;
  issue.file = file;
  issue.row = row;
  issue.column = column;
  issue.expected.code = code;
  issue.mend.code = std::string(code) + ".mend";
  return issue;
}

/// The issues of one table: the first ones as they are, the others counted.
class IssueList {
 public:
  explicit IssueList(std::size_t most) : most_(most) {}
  /// Whether an issue more would be kept; else it need not be made, only counted.
  [[nodiscard]] bool has_room() const noexcept { return issues_.size() < most_; }
  void add(Issue issue) {
    if (has_room()) {
      issues_.push_back(std::move(issue));
    } else {
      count(issue.severity);
    }
  }
  void count(Severity severity) noexcept {
    ++more_;
    more_errors_ = more_errors_ || severity == Severity::error;
  }
  /// Whether so many faults were counted that reading on would only cost time.
  [[nodiscard]] bool is_hopeless() const noexcept { return more_ >= max_counted; }
  template <class Visit>
  void for_each(const Visit& visit) {
    std::for_each(issues_.begin(), issues_.end(), visit);
  }
  void move_into(std::vector<Issue>& all, const std::string& file) {
    std::stable_sort(issues_.begin(), issues_.end(),
                     [](const Issue& a, const Issue& b) { return a.row < b.row; });
    for (Issue& issue : issues_) {
      mask_citizen_numbers(issue);
      all.push_back(std::move(issue));
    }
    if (more_ > 0) {
      Issue issue = make_issue("io.more", file);
      if (!more_errors_) issue.severity = Severity::warning;
      issue.expected.parameters = {{"count", std::to_string(more_) + (is_hopeless() ? "+" : "")}};
      all.push_back(std::move(issue));
    }
    issues_.clear();
    more_ = 0;
  }

 private:
  std::size_t most_;
  std::vector<Issue> issues_;
  std::size_t more_ = 0;
  bool more_errors_ = false;
};

/// One column of a table's schema; a position has two.
struct Column {
  std::string_view name;
  std::string_view zh;
  FieldUse use;
  detail::CellUnit unit = detail::CellUnit::none;
};

template <class Record>
std::vector<Column> columns_of() {
  std::vector<Column> out;
  for_each_field<Record>([&]<class T>(const Field<Record, T>& field) {
    if constexpr (detail::kind_of<T>() == CellKind::coordinate) {
      out.push_back({"lon", "经度", field.use});
      out.push_back({"lat", "纬度", field.use});
    } else {
      using Value = typename detail::Single<T>::type;
      out.push_back({field.name, field.zh, field.use, detail::unit_of_column<Value>(field.name)});
    }
  });
  return out;
}

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

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

/// Without the star that forms put to what must be filled in.
std::string_view unstarred(std::string_view heading) {
  for (const std::string_view star : {"*", "＊"}) {
    if (heading.ends_with(star)) return trimmed(heading.substr(0, heading.size() - star.size()));
  }
  return heading;
}

/// Proposes the nearest word in the mend; without one another text says where to look.
void propose(Issue& issue, std::string nearest) {
  if (nearest.empty()) {
    issue.mend.code = issue.code + ".none";
  } else {
    issue.mend.parameters = {{"nearest", std::move(nearest)}};
  }
}

bool is_ignored(std::string_view heading) { return heading.starts_with("x_") || heading == "备注"; }

const Column* column_of(std::string_view heading, std::span<const Column> schema,
                        detail::Naming& naming) {
  const auto found = std::find_if(schema.begin(), schema.end(), [&](const Column& column) {
    naming = detail::names_column(heading.substr(0, max_header_bytes), column.name, column.zh,
                                  column.unit);
    return naming != detail::Naming::none;
  });
  return found == schema.end() ? nullptr : &*found;
}

/// The row of the next few in which the names of columns stand, as below a title; 0: none.
std::int64_t heading_below(RowSource& source, std::span<const Column> schema) {
  std::vector<std::string_view> cells;
  for (int k = 0; k < 10 && source.next(cells); ++k) {
    detail::Naming naming{};
    const auto known = std::count_if(cells.begin(), cells.end(), [&](std::string_view cell) {
      const std::string_view heading = unstarred(trimmed(cell));
      return !heading.empty() && column_of(heading, schema, naming) != nullptr;
    });
    if (known >= 2) return source.row();
  }
  return 0;
}

Header read_header(std::span<const std::string_view> cells, std::span<const Column> schema,
                   const std::string& file, IssueList& issues) {
  Header header;
  header.at.assign(schema.size(), nowhere);
  header.must_be_empty.assign(cells.size(), false);
  const auto fail = [&](Issue issue) {
    header.usable = false;
    issues.add(std::move(issue));
  };
  std::size_t known = 0;
  std::vector<std::size_t> unknown;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const std::string_view heading = unstarred(trimmed(cells[k]));
    if (heading.empty()) {
      header.must_be_empty[k] = true;
      continue;
    }
    header.count = k + 1;
    if (is_ignored(heading)) continue;
    detail::Naming naming = detail::Naming::none;
    const Column* const found = column_of(heading, schema, naming);
    if (naming == detail::Naming::other_unit) {
      Issue issue = make_issue("io.column.unit", file, 1, found->name);
      issue.value = detail::shown(heading);
      for (Message* message : {&issue.expected, &issue.mend}) {
        message->parameters = {{"word", std::string(detail::unit_name(found->unit, false))},
                               {"name", std::string(detail::unit_name(found->unit, true))}};
      }
      fail(std::move(issue));  // the rows below are looked at all the same
    }
    if (found == nullptr) {
      unknown.push_back(k);
      continue;
    }
    ++known;
    std::size_t& at = header.at[static_cast<std::size_t>(found - schema.data())];
    if (at != nowhere) fail(make_issue("io.column.twice", file, 1, found->name));
    at = k;
  }
  if (known == 0) {
    // Perhaps rows without a heading, so that the cells hold what must not be told.
    const bool separated =
        cells.size() == 1 && cells[0].find_first_of(";\t|") != std::string_view::npos;
    header.usable = false;
    header.missing = !separated;
    if (separated) fail(make_issue("io.csv.separator", file, 1));
    return header;
  }
  std::vector<std::string_view> names;
  std::vector<std::string_view> names_zh;  // without the unit in brackets: 最远距离（米）
  for (const Column& column : schema) {
    names.push_back(column.name);
    names_zh.push_back(column.zh.substr(0, column.zh.find("（")));
  }
  for (const std::size_t k : unknown) {
    const std::string_view heading = unstarred(trimmed(cells[k]).substr(0, max_header_bytes));
    Issue issue = make_issue("io.column.unknown", file, 1, detail::shown(heading));
    if (issue.column.empty()) issue.column = "#" + std::to_string(k + 1);
    const bool ascii = std::all_of(heading.begin(), heading.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    std::string nearest = detail::nearest_word(detail::everyday(heading), ascii ? names : names_zh);
    for (std::size_t j = 0; j < schema.size() && !ascii; ++j) {
      if (nearest == names_zh[j]) nearest = schema[j].zh;
    }
    propose(issue, std::move(nearest));
    fail(std::move(issue));
  }
  for (std::size_t k = 0; k < schema.size(); ++k) {
    const bool required = schema[k].use == FieldUse::key || schema[k].use == FieldUse::required;
    if (required && header.at[k] == nowhere) {
      Issue issue = make_issue("io.column.missing", file, 1, schema[k].name);
      issue.expected.parameters = {{"name", std::string(schema[k].name)},
                                   {"zh", std::string(schema[k].zh)}};
      fail(std::move(issue));
    }
    if (schema[k].name == "lat" && schema[k - 1].name == "lon" &&
        (header.at[k] == nowhere) != (header.at[k - 1] == nowhere)) {
      const std::size_t absent = header.at[k] == nowhere ? k : k - 1;
      Issue issue = make_issue("io.column.missing", file, 1, schema[absent].name);
      issue.expected.parameters = {{"name", std::string(schema[absent].name)},
                                   {"zh", std::string(schema[absent].zh)}};
      fail(std::move(issue));
    }
  }
  return header;
}

/// Reads the rows of one table.
class RowReader {
 public:
  RowReader(const std::string& file, const Header& header, IssueList& issues,
            const detail::Divisions& divisions)
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
      constexpr bool is_position = detail::kind_of<T>() == CellKind::coordinate;
      bool found = false;
      for (std::size_t k = 0; k < (is_position ? 2 : 1); ++k) {
        const CellFault* const fault = fault_at(header_.at[column_ + k]);
        if (fault == nullptr) continue;
        found = true;
        const std::string_view name = !is_position ? field.name : k == 0 ? "lon" : "lat";
        fail(name, [&] {
          return detail::unread(fault->code, fault->value, fault->text, detail::allowed_in<T>(name),
                                free);
        });
      }
      if (found) {
        column_ += is_position ? 2 : 1;
        return;
      }
    }
    if constexpr (detail::kind_of<T>() == CellKind::coordinate) {
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
        read = detail::read_text(cell, value) && !detail::is_spreadsheet_error(cell);
        if (read && holds_citizen_number(cell)) {
          fail(field.name, [&] { return make_issue("io.citizen_number", file_); });
          return;
        }
      } else if constexpr (detail::is_vector<T>) {
        read_list(field, cell, value);
        return;
      } else {
        using Value = typename detail::Single<T>::type;
        Value inner{};
        read = detail::read_value(cell, inner, detail::unit_of_column<Value>(field.name));
        if constexpr (std::is_same_v<Value, RegionCode>) {
          if (!read && field.use != FieldUse::key && is_name(cell)) {
            if (!read_name(field.name, cell, inner)) return;
            read = true;
          }
        }
        if (read) value = std::move(inner);
      }
      if (!read) {
        fail(field.name,
             [&] { return detail::diagnose(cell, detail::allowed_in<T>(field.name), free); });
      } else if constexpr (std::is_same_v<T, std::string> || detail::kind_of<T>() == CellKind::id) {
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
    const std::string narrow = detail::plain(cell);
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
      issue.value = detail::shown(cell);
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
    if (detail::is_spreadsheet_error(cell)) {
      fail(field.name, [&] {
        return detail::diagnose(cell, {detail::kind_of<T>(), {}, {}, {}}, false);
      });
      return;
    }
    if constexpr (CodedEnum<T>) {
      if (field.use == FieldUse::optional && detail::is_nothing(cell)) return;
    }
    const detail::CellUnit unit = detail::unit_of_column<T>(field.name);
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
      if (!comma && detail::read_value(item, value, unit)) {
        values.push_back(std::move(value));
      } else if (comma) {
        fail(field.name, [&] {
          Issue issue = make_issue("io.list.comma", file_);
          issue.value = detail::shown(item);
          return issue;
        });
      } else if (const std::string parts = detail::parted<T>(item); !parts.empty()) {
        fail(field.name, [&] {
          Issue issue = make_issue("io.list.comma", file_);
          issue.value = detail::shown(item);
          issue.mend = {"io.list.parts", {{"text", parts}}};
          return issue;
        });
      } else {
        fail(field.name,
             [&] { return detail::diagnose(item, detail::allowed_in<T>(field.name), false); });
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
      const std::optional<std::int32_t> degrees = detail::parse_degrees(cell);
      if (!degrees) {
        fail(column, [&] {
          return detail::diagnose(cell, {CellKind::coordinate, {}, {}, {}}, false);
        });
      } else if (*degrees > most || *degrees < -most) {
        fail(column, [&] {
          Issue issue = make_issue("io.position.range", file_);
          issue.value = detail::shown(cell);
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
  const detail::Divisions& divisions_;
  std::span<const std::string_view> cells_{};
  std::span<const CellFault> faults_{};  // of this row
  std::int64_t row_ = 0;
  std::size_t column_ = 0;
  bool good_ = true;
};

/// Rows that lie in memory, the heading first.
class TextRows final : public RowSource {
 public:
  explicit TextRows(const TextTable& table) : table_(table) {}
  bool next(std::vector<std::string_view>& cells) override {
    cells.clear();
    if (at_ > table_.rows.size()) return false;
    const std::vector<std::string>& from = at_ == 0 ? table_.header : table_.rows[at_ - 1];
    if (from.size() > detail::max_columns) {
      fault_ = make_issue("io.csv.columns", {}, at_ == 0 ? 1 : row() + 1);
      return false;
    }
    cells.assign(from.begin(), from.end());
    ++at_;
    return true;
  }
  std::int64_t row() const noexcept override {
    if (at_ <= 1) return 1;
    return at_ - 2 < table_.numbers.size() ? table_.numbers[at_ - 2]
                                           : table_.first_row + static_cast<std::int64_t>(at_) - 2;
  }
  [[nodiscard]] std::span<const CellFault> faults() const override {
    const auto by_row = [](const CellFault& a, const CellFault& b) { return a.row < b.row; };
    const auto [from, to] = std::equal_range(table_.faults.begin(), table_.faults.end(),
                                             CellFault{.row = row()}, by_row);
    return {from, to};
  }
  const std::optional<Issue>& fault() const noexcept override { return fault_; }

 private:
  const TextTable& table_;
  std::size_t at_ = 0;
  std::optional<Issue> fault_;
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

/// All tables while they are read.
class Reader {
 public:
  explicit Reader(const LoadOptions& options) : options_(options) {
    lists_.assign(table_count + 1, IssueList(options.max_issues_per_table));
    for (const Region& region : options.gazetteer) divisions_.add(region);
  }

  /// An issue of no table, or of a whole one.
  void add_general(Issue issue) {
    whole_file_ = whole_file_ || issue.severity == Severity::error;
    lists_[table_count].add(std::move(issue));
  }
  [[nodiscard]] bool has(std::size_t table) const { return seen_[table]; }
  /// A table that must be there is not.
  void miss(std::size_t table, std::string_view file) {
    unread_[table] = true;
    add_general(make_issue("io.file.missing", file));
  }

  template <class Record>
  void read(RowSource& source, std::string file) {
    constexpr std::size_t number = table_number<Record>;
    seen_[number] = true;
    TableOrigin& origin = origins_[number];
    origin.file = std::move(file);
    IssueList& issues = lists_[number];
    const auto fail_whole = [&](Issue issue) {
      whole_file_ = true;
      unread_[number] = true;
      issue.file = origin.file;
      issues.add(std::move(issue));
    };

    std::vector<std::string_view> cells;
    if (!source.next(cells)) {
      fail_whole(source.fault() ? *source.fault() : make_issue("io.header.missing", {}, 1));
      return;
    }
    const std::vector<Column> schema = columns_of<Record>();
    Header header = read_header(cells, schema, origin.file, issues);
    std::vector<Issue> odd;
    for (const CellFault& fault : source.faults()) {
      header.usable = false;
      const bool there = fault.column < cells.size();
      Issue issue = make_issue(fault.code, origin.file, 1,
                               there ? detail::shown(cells[fault.column]) : std::string{});
      issue.value = detail::shown(fault.value);
      odd.push_back(std::move(issue));
    }
    if (header.missing) {
      const std::int64_t below = heading_below(source, schema);
      Issue issue = make_issue(below > 0 ? "io.header.below" : "io.header.missing", origin.file, 1);
      if (below > 0) issue.expected.parameters = {{"row", std::to_string(below)}};
      issues.add(std::move(issue));
      if (below > 0) odd.clear();  // a title may be merged
    }
    for (Issue& issue : odd) issues.add(std::move(issue));
    if (!header.usable) {
      whole_file_ = true;
      // The rows are read all the same, for their own faults, where the heading says what they are.
      if (std::all_of(header.at.begin(), header.at.end(),
                      [](std::size_t at) { return at == nowhere; })) {
        unread_[number] = true;
        return;
      }
      for (std::size_t k = 0; k < schema.size(); ++k) {
        // Without its key no row can be referred to.
        if (schema[k].use == FieldUse::key && header.at[k] == nowhere) unread_[number] = true;
      }
    }

    RowReader reader(origin.file, header, issues, divisions_);
    const Record fresh = blank_record<Record>(schema, header);
    std::size_t blank = 0;
    while (source.next(cells)) {
      if (issues.is_hopeless() && !options_.good_rows_only) {
        unread_[number] = true;
        return;
      }
      if (source.faults().empty() &&
          std::all_of(cells.begin(), cells.end(),
                      [](std::string_view cell) { return trimmed(cell).empty(); })) {
        if (++blank <= max_blank_rows) continue;  // spreadsheets leave them at the end
        fail_whole(make_issue("io.rows.blank", {}, source.row()));
        return;
      }
      const std::int64_t row = source.row();
      had_rows_[number] = true;
      const std::size_t headless = header.headless(cells);
      const bool shape = cells.size() >= header.count && headless == nowhere;
      Record record = fresh;
      bool good = shape;
      if (shape) {
        reader.begin(cells, row, source.faults());
        for_each_field<Record>([&](const auto& field) { reader.read(field, record); });
        good = reader.good();
      } else if (issues.has_room() && headless < header.must_be_empty.size()) {
        // Without the value: it may be a name.
        issues.add(
            make_issue("io.row.headless", origin.file, row, "#" + std::to_string(headless + 1)));
      } else if (issues.has_room()) {
        Issue issue = make_issue(cells.size() < header.count ? "io.row.short" : "io.row.long",
                                 origin.file, row);
        issue.expected.parameters = {{"columns", std::to_string(header.count)},
                                     {"cells", std::to_string(cells.size())}};
        issues.add(std::move(issue));
      } else {
        issues.count(Severity::error);
      }
      if (good) {
        if constexpr (std::is_same_v<Record, Region>) own_.add(record);
        registry_.add(std::move(record));
        origin.rows.push_back(row);
      } else {
        bad_rows_ = true;
        if (!shape) read_key(cells, header, record);
        std::string key = key_of(record);
        if (!key.empty()) origin.unread.insert(std::move(key));
      }
    }
    if (source.fault()) fail_whole(*source.fault());
    if constexpr (std::is_same_v<Record, Region>) {
      if (own_.empty()) return;
      // The folder's own names stand before those of the gazetteer.
      for (const Region& region : options_.gazetteer) own_.add(region);
      divisions_ = std::move(own_);
    }
  }

  /// Checks the records against each other and gives everything back.
  LoadResult finish(bool synthetic) {
    bool errors = whole_file_ || bad_rows_;
    add_divisions();
    std::array<std::vector<bool>, table_count> bad;
    const auto check = [&](bool first) {
      bool found_bad = false;
      for (std::size_t k = 0; k < table_count; ++k) bad[k].assign(origins_[k].rows.size(), false);
      validate(registry_, origins_, [&](Finding finding) {
        // A table that could not be read says so; all that refers to it would only repeat it.
        if (!first && finding.issue.severity == Severity::warning) return;
        if (finding.issue.severity == Severity::error) {
          bad[finding.table][finding.index] = true;
          found_bad = true;
        }
        if (is_echo(finding)) return;
        finding.issue.value = detail::shown(finding.issue.value);
        lists_[finding.table].add(std::move(finding.issue));
      });
      return found_bad;
    };
    LoadResult result;
    if (!options_.good_rows_only) {
      errors = check(true) || errors;
      result.day = doubt(errors ? Looked::each_record : Looked::everything);
      if (errors) registry_ = Registry{};
    } else {
      // Rows that refer to rows dropped are dropped in turn: references are some five tables deep.
      for (auto& origin : origins_) origin.unread.clear();
      for (bool first = true; check(first); first = false) keep_good(bad);
      result.day = doubt(bad_rows_ ? Looked::each_record : Looked::everything);
    }
    registry_.set_synthetic(synthetic);
    if (!errors || options_.good_rows_only) warn_of_distance();
    result.unreadable = whole_file_ || none_left<Household>() || none_left<Beneficiary>();
    result.registry = std::move(registry_);
    name_columns();
    for (std::size_t k = 0; k <= table_count; ++k) {
      lists_[k].move_into(result.issues, k < table_count ? origins_[k].file : std::string{});
    }
    result.origins = std::move(origins_);
    return result;
  }

 private:
  /// Whether a table has rows and none of them is good.
  template <class Record>
  [[nodiscard]] bool none_left() const {
    return had_rows_[table_number<Record>] && registry_.all<Record>().empty();
  }

  /// Calls visit(division) for every division that a record names.
  template <class Visit>
  void for_each_division(Visit&& visit) const {
    registry_.for_each_table([&]<class Record>(const Table<Record>& table) {
      if constexpr (requires(const Record& one) { one.region.at(RegionLevel::county); }) {
        for (const Record& one : table.rows()) visit(one.region);
      }
    });
  }

  /// Where no table of divisions is given: those of the gazetteer that records name, and all above.
  /// None if the gazetteer lacks one: half a tree would be at fault.
  void add_divisions() {
    if (seen_[table_number<Region>] || options_.gazetteer.empty()) return;
    std::set<RegionCode> wanted;
    bool complete = true;
    for_each_division([&](RegionCode code) {
      for (RegionLevel level = code.level(); level > RegionLevel::none;
           level = static_cast<RegionLevel>(static_cast<int>(level) - 1)) {
        const RegionCode division = code.at(level);
        const bool known = divisions_.find(division) != nullptr;
        // What stands above the gazetteer's own top is not missed.
        if (known) wanted.insert(division);
        complete = complete && (known || level < RegionLevel::county);
      }
    });
    if (!complete) return;
    for (const RegionCode code : wanted) {
      registry_.add(*divisions_.find(code));
      origins_[table_number<Region>].rows.push_back(0);
    }
  }

  /// Tells of households whose only point is their county's: among them there is no distance.
  void warn_of_distance() {
    constexpr std::size_t table = table_number<Household>;
    const auto households = registry_.all<Household>();
    std::size_t count = 0;
    std::size_t first = 0;
    for (std::size_t k = 0; k < households.size(); ++k) {
      const RegionCode code = households[k].region;
      const auto has_point = [&](RegionLevel level) {
        const Region* const region = registry_.find(code.at(level));
        return region != nullptr && region->position.has_value();
      };
      if (households[k].position || has_point(RegionLevel::village) ||
          has_point(RegionLevel::township) || registry_.position_of(code) == nullptr) {
        continue;  // no point at all is another fault
      }
      if (count++ == 0) first = k;
    }
    if (count == 0) return;
    Issue issue = make_issue("io.position.county", origins_[table].file,
                             origins_[table].rows[first], "region");
    issue.severity = Severity::warning;
    issue.expected.parameters = {{"count", std::to_string(count)}};
    lists_[table].add(std::move(issue));
  }

  template <class Record>
  void read_key(std::span<const std::string_view> cells, const Header& header, Record& record) {
    std::size_t column = 0;
    for_each_field<Record>([&]<class T>(const Field<Record, T>& field) {
      if constexpr (detail::AnyId<T> || std::is_same_v<T, RegionCode>) {
        if (field.use == FieldUse::key && header.at[column] < cells.size()) {
          static_cast<void>(
              detail::read_value(trimmed(cells[header.at[column]]), record.*field.member));
        }
      }
      column += detail::kind_of<T>() == CellKind::coordinate ? 2 : 1;
    });
  }

  /// Adds what can hardly be meant so, and says on which day that was judged.
  std::optional<Date> doubt(Looked looked) {
    std::optional<Date> day = options_.day;
    std::optional<Date> written;
    if (!day) {
      day = latest_record(registry_, options_.today);
      if (!day && latest_record(registry_)) day = options_.today;  // all of them lie after it
      if (day) {
        written = Date(std::chrono::sys_days(*day) + std::chrono::days(plausible::days_written));
      }
    }
    find_implausible(
        registry_, origins_, day,
        [&](Finding finding) {
          finding.issue.value = detail::shown(finding.issue.value);
          lists_[finding.table].add(std::move(finding.issue));
        },
        looked, written);
    return day;
  }

  /// Every issue's column by its Chinese name, too.
  void name_columns() {
    std::size_t number = 0;
    Registry::Records::for_each([&]<class Record>(std::type_identity<Record>) {
      const std::vector<Column> schema = columns_of<Record>();
      lists_[number++].for_each([&](Issue& issue) {
        const auto found = std::find_if(schema.begin(), schema.end(), [&](const Column& column) {
          return column.name == issue.column;
        });
        if (found != schema.end()) issue.column_zh = found->zh;
      });
    });
  }

  /// Whether a finding only repeats that another table could not be read.
  [[nodiscard]] bool is_echo(const Finding& finding) const {
    const std::string& code = finding.issue.code;
    if (code != "domain.reference" && code != "domain.placement.provider" &&
        code != "domain.pair.left" && code != "domain.pair.right" &&
        code != "domain.region.unknown") {
      return false;
    }
    std::string_view table;
    for (const auto& [name, value] : finding.issue.expected.parameters) {
      if (name == "table") table = value;
    }
    bool echo = false;
    std::size_t number = 0;
    Registry::Records::for_each([&]<class Record>(std::type_identity<Record>) {
      if (unread_[number] && (table.empty() || table == Record::table)) echo = true;
      ++number;
    });
    return echo;
  }

  void keep_good(const std::array<std::vector<bool>, table_count>& bad) {
    Registry kept;
    registry_.for_each_table([&]<class Record>(const Table<Record>& table) {
      constexpr std::size_t number = table_number<Record>;
      const auto rows = table.rows();
      std::vector<std::int64_t> numbers;
      for (std::size_t k = 0; k < rows.size(); ++k) {
        if (bad[number][k]) continue;
        kept.add(rows[k]);
        numbers.push_back(origins_[number].rows[k]);
      }
      origins_[number].rows = std::move(numbers);
    });
    registry_ = std::move(kept);
  }

  const LoadOptions& options_;
  detail::Divisions divisions_{};  ///< That cells may name.
  detail::Divisions own_{};        ///< Those of the table regions while it is read.
  std::array<bool, table_count> had_rows_{};
  Registry registry_{};
  Origins origins_{};
  std::vector<IssueList> lists_{};
  std::array<bool, table_count> seen_{};
  std::array<bool, table_count> unread_{};
  bool whole_file_ = false;
  bool bad_rows_ = false;
};

std::vector<std::string_view> table_names() {
  std::vector<std::string_view> names;
  Registry::Records::for_each(
      [&]<class Record>(std::type_identity<Record>) { names.push_back(Record::table); });
  return names;
}

std::vector<std::string_view> table_names_zh() {
  std::vector<std::string_view> names;
  Registry::Records::for_each(
      [&]<class Record>(std::type_identity<Record>) { names.push_back(Record::table_zh); });
  return names;
}

bool is_required_table(std::string_view name) { return name == "households" || name == "women"; }

/// Whether a name ends in ".csv", in any case.
bool is_csv(std::string_view name) {
  if (name.size() < 5) return false;
  constexpr std::string_view ending = ".csv";
  const std::string_view tail = name.substr(name.size() - 4);
  return std::equal(tail.begin(), tail.end(), ending.begin(), [](char a, char b) {
    return a == b || (a >= 'A' && a <= 'Z' && a - 'A' + 'a' == b);
  });
}

}  // namespace

LoadResult read_tables(const std::filesystem::path& folder, const LoadOptions& options) {
  if (!std::filesystem::is_directory(folder)) {
    const bool there = std::filesystem::exists(folder);
    throw std::filesystem::filesystem_error(
        "jinguo", folder,
        std::make_error_code(there ? std::errc::not_a_directory
                                   : std::errc::no_such_file_or_directory));
  }
  Reader reader(options);
  const std::vector<std::string_view> names = table_names();
  const std::vector<std::string_view> names_zh = table_names_zh();
  std::vector<std::string> strangers;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(".") || name.starts_with("~$") || !is_csv(name)) continue;
    const std::string_view stem = std::string_view(name).substr(0, name.size() - 4);
    if (name.ends_with(".csv") && std::find(names.begin(), names.end(), stem) != names.end()) {
      continue;
    }
    strangers.push_back(name);
  }
  std::sort(strangers.begin(), strangers.end());
  for (const std::string& name : strangers) {
    Issue issue = make_issue("io.file.unknown", detail::shown(mask_citizen_numbers(name)));
    const std::string_view stem = std::string_view(name).substr(0, name.size() - 4);
    std::string nearest = detail::nearest_word(detail::everyday(stem), names);
    if (nearest.empty()) {  // perhaps a sheet saved under its own name: 妇女.csv
      const std::string zh = detail::nearest_word(detail::everyday(stem), names_zh);
      const auto at = std::find(names_zh.begin(), names_zh.end(), zh);
      if (at != names_zh.end()) nearest = names[static_cast<std::size_t>(at - names_zh.begin())];
    }
    propose(issue, nearest.empty() ? nearest : nearest + ".csv");
    reader.add_general(std::move(issue));
  }
  Registry::Records::for_each([&]<class Record>(std::type_identity<Record>) {
    const std::string file = std::string(Record::table) + ".csv";
    const std::filesystem::path path = folder / file;
    if (!std::filesystem::exists(path)) {
      if (is_required_table(Record::table)) reader.miss(table_number<Record>, file);
      return;
    }
    const std::unique_ptr<RowSource> rows = detail::open_csv(path, options.max_file_bytes);
    reader.template read<Record>(*rows, file);
  });
  return reader.finish(std::filesystem::exists(folder / synthetic_marker));
}

LoadResult read_tables(const std::vector<TextTable>& tables, const LoadOptions& options,
                       bool synthetic) {
  Reader reader(options);
  const std::vector<std::string_view> names = table_names();
  const std::vector<std::string_view> names_zh = table_names_zh();
  // Divisions come first: the other tables may name them.
  std::vector<const TextTable*> ordered;
  for (const bool divisions : {true, false}) {
    for (const TextTable& table : tables) {
      if ((table.name == Region::table || table.name == Region::table_zh) == divisions) {
        ordered.push_back(&table);
      }
    }
  }
  for (const TextTable* const one : ordered) {
    const TextTable& table = *one;
    const std::string file = table.file.empty() ? table.name : table.file;
    bool known = false;
    Registry::Records::for_each([&]<class Record>(std::type_identity<Record>) {
      if (table.name != Record::table && table.name != Record::table_zh) return;
      known = true;
      if (reader.has(table_number<Record>)) {
        reader.add_general(make_issue("io.table.twice", file));
        return;
      }
      TextRows rows(table);
      reader.template read<Record>(rows, file);
    });
    if (!known) {
      Issue issue = make_issue("io.file.unknown", detail::shown(mask_citizen_numbers(file)));
      const std::string name = detail::everyday(table.name.substr(0, max_header_bytes));
      std::string nearest = detail::nearest_word(name, names);
      if (nearest.empty()) nearest = detail::nearest_word(name, names_zh);
      propose(issue, std::move(nearest));
      reader.add_general(std::move(issue));
    }
  }
  Registry::Records::for_each([&]<class Record>(std::type_identity<Record>) {
    if (is_required_table(Record::table) && !reader.has(table_number<Record>)) {
      reader.miss(table_number<Record>, Record::table);
    }
  });
  return reader.finish(synthetic);
}

Registry load_registry(const std::filesystem::path& folder, const LoadOptions& options) {
  LoadResult result = read_tables(folder, options);
  const bool stop =
      std::any_of(result.issues.begin(), result.issues.end(), [&](const Issue& issue) {
        return issue.severity == Severity::error && (!options.good_rows_only || result.unreadable);
      });
  if (stop) throw InputError(std::move(result.issues));
  return std::move(result.registry);
}

namespace {

/// Calls cell(text) for each heading, or each value of a record.
template <class Record, class Cell>
void write_headings(Language language, Cell&& cell) {
  for (const Column& column : columns_of<Record>()) {
    cell(std::string(language == Language::zh ? column.zh : column.name));
  }
}

template <class Record, class Cell>
void write_cells(const Record& record, Language language, Cell&& cell) {
  for_each_field<Record>([&]<class T>(const Field<Record, T>& field) {
    const T& value = record.*field.member;
    if constexpr (detail::kind_of<T>() == CellKind::coordinate) {
      cell(value ? detail::degrees_text(value->lon_e6) : std::string{});
      cell(value ? detail::degrees_text(value->lat_e6) : std::string{});
    } else {
      std::string text;
      detail::write_value(text, value, language);
      cell(std::move(text));
    }
  });
}

constexpr std::string_view synthetic_text =
    "The persons, providers and positions in this folder are synthetic: they were made by a "
    "program and are nobody's.\r\n"
    "本文件夹中的人员、帮扶方和位置均为程序生成的模拟数据，不对应任何真实个人。\r\n";

}  // namespace

std::vector<TextTable> to_tables(const Registry& registry, Language headers) {
  std::vector<TextTable> tables;
  Registry::Records::for_each([&]<class Record>(std::type_identity<Record>) {
    const std::span<const Record> records = registry.all<Record>();
    if (records.empty() && !is_required_table(Record::table)) return;
    TextTable table;
    table.name = headers == Language::zh ? Record::table_zh : Record::table;
    write_headings<Record>(headers, [&](std::string text) { table.header.push_back(text); });
    table.rows.reserve(records.size());
    for (const Record& record : records) {
      std::vector<std::string>& row = table.rows.emplace_back();
      row.reserve(table.header.size());
      write_cells(record, headers, [&](std::string text) { row.push_back(std::move(text)); });
    }
    tables.push_back(std::move(table));
  });
  return tables;
}

void save_registry(const Registry& registry, const std::filesystem::path& folder, Language headers,
                   std::span<const FurtherFile> further) {
  WholeFolder whole(folder, Access::as_before);
  if (registry.synthetic()) {
    write_file(whole.parts() / synthetic_marker, synthetic_text);
  } else {
    whole.drop(synthetic_marker);
  }
  Registry::Records::for_each([&]<class Record>(std::type_identity<Record>) {
    const std::span<const Record> records = registry.all<Record>();
    const std::string name = std::string(Record::table) + ".csv";
    if (records.empty() && !is_required_table(Record::table) &&
        !std::filesystem::exists(folder / name)) {
      return;
    }
    std::string bytes = "\xEF\xBB\xBF";
    bool first = true;
    const auto cell = [&](const std::string& text) {
      if (!first) bytes += ',';
      first = false;
      detail::append_csv_cell(bytes, text);
    };
    write_headings<Record>(headers, cell);
    bytes += "\r\n";
    for (const Record& record : records) {
      first = true;
      write_cells(record, headers, cell);
      bytes += "\r\n";
    }
    write_file(whole.parts() / name, bytes);
  });
  for (const FurtherFile& one : further) write_file(whole.parts() / one.name, one.bytes);
  whole.commit();
}

}  // namespace jinguo::inline v0_1::io

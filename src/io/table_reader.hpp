#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "cells.hpp"
#include "csv.hpp"
#include "divisions.hpp"
#include "headings.hpp"
#include "issue_list.hpp"
#include "jinguo/domain/plausible.hpp"
#include "jinguo/domain/validate.hpp"
#include "jinguo/io/tables.hpp"
#include "row_reader.hpp"

/// Tables to a registry that is checked.
namespace jinguo::inline v0_1::io::detail {

inline constexpr std::size_t max_blank_rows = std::size_t{1} << 20;  // as many as a sheet has rows

/// All tables while they are read.
class TableReader {
 public:
  explicit TableReader(const LoadOptions& options) : options_(options) {
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
    const std::vector<Column> schema = columns_of<Record>();
    std::vector<std::string_view> cells;
    if (!source.next(cells)) {
      give_up(number, source.fault() ? *source.fault() : make_issue("io.header.missing", {}, 1));
      return;
    }
    const Header header = read_heading(source, cells, schema, number);
    if (!header.usable && names_nothing(header)) return;

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
        give_up(number, make_issue("io.rows.blank", {}, source.row()));
        return;
      }
      const std::int64_t row = source.row();
      had_rows_[number] = true;
      Record record = fresh;
      const bool shape = has_shape(cells, header, row, number);
      if (shape) {
        reader.begin(cells, row, source.faults());
        for_each_field<Record>([&](const auto& field) { reader.read(field, record); });
      }
      if (shape && reader.good()) {
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
    if (source.fault()) give_up(number, *source.fault());
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
        finding.issue.value = shown(finding.issue.value);
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
  /// A fault after which a table counts as not read.
  void give_up(std::size_t table, Issue issue) {
    whole_file_ = true;
    unread_[table] = true;
    issue.file = origins_[table].file;
    lists_[table].add(std::move(issue));
  }

  [[nodiscard]] static bool names_nothing(const Header& header) {
    return std::all_of(header.at.begin(), header.at.end(),
                       [](std::size_t at) { return at == nowhere; });
  }

  /// Reads the first row of a table. The rows are read even where it is at fault, for their own
  /// faults, if it says what they are.
  [[nodiscard]] Header read_heading(RowSource& source, std::span<const std::string_view> cells,
                                    std::span<const Column> schema, std::size_t table) {
    const std::string& file = origins_[table].file;
    IssueList& issues = lists_[table];
    Header header = read_header(cells, schema, file, issues);
    std::vector<Issue> odd;
    for (const CellFault& fault : source.faults()) {
      header.usable = false;
      const bool there = fault.column < cells.size();
      Issue issue =
          make_issue(fault.code, file, 1, there ? shown(cells[fault.column]) : std::string{});
      issue.value = shown(fault.value);
      odd.push_back(std::move(issue));
    }
    if (header.missing) {
      const std::int64_t below = heading_below(source, schema);
      Issue issue = make_issue(below > 0 ? "io.header.below" : "io.header.missing", file, 1);
      if (below > 0) issue.expected.parameters = {{"row", std::to_string(below)}};
      issues.add(std::move(issue));
      if (below > 0) odd.clear();  // a title may be merged
    }
    for (Issue& issue : odd) issues.add(std::move(issue));
    if (header.usable) return header;
    whole_file_ = true;
    unread_[table] = names_nothing(header);
    for (std::size_t k = 0; k < schema.size(); ++k) {
      // Without its key no row can be referred to.
      if (schema[k].use == FieldUse::key && header.at[k] == nowhere) unread_[table] = true;
    }
    return header;
  }

  /// Whether a row has the cells of its heading; else it is told.
  [[nodiscard]] bool has_shape(std::span<const std::string_view> cells, const Header& header,
                               std::int64_t row, std::size_t table) {
    const std::size_t headless = header.headless(cells);
    if (cells.size() >= header.count && headless == nowhere) return true;
    IssueList& issues = lists_[table];
    const std::string& file = origins_[table].file;
    if (!issues.has_room()) {
      issues.count(Severity::error);
    } else if (headless < header.must_be_empty.size()) {
      // Without the value: it may be a name.
      issues.add(make_issue("io.row.headless", file, row, "#" + std::to_string(headless + 1)));
    } else {
      Issue issue =
          make_issue(cells.size() < header.count ? "io.row.short" : "io.row.long", file, row);
      issue.expected.parameters = {{"columns", std::to_string(header.count)},
                                   {"cells", std::to_string(cells.size())}};
      issues.add(std::move(issue));
    }
    return false;
  }

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
      if constexpr (AnyId<T> || std::is_same_v<T, RegionCode>) {
        if (field.use == FieldUse::key && header.at[column] < cells.size()) {
          static_cast<void>(read_value(trimmed(cells[header.at[column]]), record.*field.member));
        }
      }
      column += kind_of<T>() == CellKind::coordinate ? 2 : 1;
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
          finding.issue.value = shown(finding.issue.value);
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
  Divisions divisions_{};  ///< That cells may name.
  Divisions own_{};        ///< Those of the table regions while it is read.
  std::array<bool, table_count> had_rows_{};
  Registry registry_{};
  Origins origins_{};
  std::vector<IssueList> lists_{};
  std::array<bool, table_count> seen_{};
  std::array<bool, table_count> unread_{};
  bool whole_file_ = false;
  bool bad_rows_ = false;
};

}  // namespace jinguo::inline v0_1::io::detail

#include "table_reader.hpp"

#include <memory>
#include <set>
#include <type_traits>
#include <utility>

#include "cells.hpp"
#include "row_reader.hpp"

namespace jinguo::inline v0_1::io::detail {

inline constexpr std::size_t max_blank_rows = std::size_t{1} << 20;  // as many as a sheet has rows

/// The records of a table while its rows are read: all that depends on their type, so that reading
/// is compiled once for all.
class Rows {
 public:
  Rows() = default;
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  virtual ~Rows() = default;
  /// Before the first row: where its file has the columns.
  virtual void begin(const std::vector<Column>& schema, const Header& header) = 0;
  /// Makes the next record, as it is before its row is read.
  virtual void* next() = 0;
  [[nodiscard]] virtual std::string key() const = 0;
  /// Keeps it.
  virtual void keep() = 0;
};

namespace {

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

template <class Record>
class RowsOf final : public Rows {
 public:
  RowsOf(Registry& registry, Divisions& own) : registry_(registry), own_(own) {}
  void begin(const std::vector<Column>& schema, const Header& header) override {
    fresh_ = blank_record<Record>(schema, header);
  }
  void* next() override {
    record_ = fresh_;
    return &record_;
  }
  [[nodiscard]] std::string key() const override { return key_of(record_); }
  void keep() override {
    if constexpr (std::is_same_v<Record, Region>) own_.add(record_);
    registry_.add(std::move(record_));
  }

 private:
  Registry& registry_;
  Divisions& own_;
  Record fresh_{};
  Record record_{};
};

void read_key(std::span<const CellField> fields, std::span<const std::string_view> cells,
              const Header& header, void* record) {
  std::size_t column = 0;
  for (const CellField& field : fields) {
    const bool is_key = field.use == FieldUse::key && (field.type->kind == CellKind::id ||
                                                       field.type->kind == CellKind::region);
    if (is_key && header.at[column] < cells.size()) {
      static_cast<void>(
          field.type->read(trimmed(cells[header.at[column]]), field.in(record), {}));
    }
    column += field.columns();
  }
}

bool names_nothing(const Header& header) {
  return std::all_of(header.at.begin(), header.at.end(),
                     [](std::size_t at) { return at == nowhere; });
}

bool is_blank(std::span<const std::string_view> cells) {
  return std::all_of(cells.begin(), cells.end(),
                     [](std::string_view cell) { return trimmed(cell).empty(); });
}

/// Calls visit(division) for every division that a record names.
template <class Visit>
void for_each_division(const Registry& registry, Visit&& visit) {
  registry.for_each_table([&]<class Record>(const Table<Record>& table) {
    if constexpr (requires(const Record& one) { one.region.at(RegionLevel::county); }) {
      for (const Record& one : table.rows()) visit(one.region);
    }
  });
}

}  // namespace

TableReader::TableReader(const LoadOptions& options) : options_(options) {
  lists_.assign(table_count + 1, IssueList(options.max_issues_per_table));
  for (const Region& region : options.gazetteer) divisions_.add(region);
}

void TableReader::add_general(Issue issue) {
  whole_file_ = whole_file_ || issue.severity == Severity::error;
  lists_[table_count].add(std::move(issue));
}

void TableReader::miss(std::size_t table, std::string_view file) {
  unread_[table] = true;
  add_general(make_issue("io.file.missing", file));
}

void TableReader::read(std::size_t table, RowSource& source, std::string file) {
  seen_[table] = true;
  origins_[table].file = std::move(file);
  Registry::Records::for_each([&]<class Record>(std::type_identity<Record>) {
    if (table != table_number<Record>) return;
    RowsOf<Record> rows(registry_, own_);
    if (!read_rows(table, source, rows)) return;
    if constexpr (std::is_same_v<Record, Region>) {
      if (own_.empty()) return;
      // The folder's own names stand before those of the gazetteer.
      for (const Region& region : options_.gazetteer) own_.add(region);
      divisions_ = std::move(own_);
    }
  });
}

bool TableReader::read_rows(std::size_t table, RowSource& source, Rows& rows) {
  TableOrigin& origin = origins_[table];
  IssueList& issues = lists_[table];
  const std::vector<Column> schema = columns_of(table);
  const std::vector<CellField>& fields = cell_fields(table);
  std::vector<std::string_view> cells;
  if (!source.next(cells)) {
    give_up(table, source.fault() ? *source.fault() : make_issue("io.header.missing", {}, 1));
    return false;
  }
  const Header header = read_heading(source, cells, schema, table);
  if (!header.usable && names_nothing(header)) return false;

  RowReader reader(origin.file, header, issues, divisions_);
  rows.begin(schema, header);
  std::size_t blank = 0;
  while (source.next(cells)) {
    if (issues.is_hopeless() && !options_.good_rows_only) {
      unread_[table] = true;
      return false;
    }
    if (source.faults().empty() && is_blank(cells)) {
      if (++blank <= max_blank_rows) continue;  // spreadsheets leave them at the end
      give_up(table, make_issue("io.rows.blank", {}, source.row()));
      return false;
    }
    const std::int64_t row = source.row();
    had_rows_[table] = true;
    void* const record = rows.next();
    const bool shape = has_shape(cells, header, row, table);
    if (shape) {
      reader.begin(cells, row, source.faults());
      for (const CellField& field : fields) reader.read(field, field.in(record));
    }
    if (shape && reader.good()) {
      rows.keep();
      origin.rows.push_back(row);
    } else {
      bad_rows_ = true;
      if (!shape) read_key(fields, cells, header, record);
      std::string key = rows.key();
      if (!key.empty()) origin.unread.insert(std::move(key));
    }
  }
  if (source.fault()) give_up(table, *source.fault());
  return true;
}

LoadResult TableReader::finish(bool synthetic) {
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

void TableReader::give_up(std::size_t table, Issue issue) {
  whole_file_ = true;
  unread_[table] = true;
  issue.file = origins_[table].file;
  lists_[table].add(std::move(issue));
}

Header TableReader::read_heading(RowSource& source, std::span<const std::string_view> cells,
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

bool TableReader::has_shape(std::span<const std::string_view> cells, const Header& header,
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

void TableReader::add_divisions() {
  if (seen_[table_number<Region>] || options_.gazetteer.empty()) return;
  std::set<RegionCode> wanted;
  bool complete = true;
  for_each_division(registry_, [&](RegionCode code) {
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

void TableReader::warn_of_distance() {
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

std::optional<Date> TableReader::doubt(Looked looked) {
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

void TableReader::name_columns() {
  for (std::size_t number = 0; number < table_count; ++number) {
    const std::vector<Column> schema = columns_of(number);
    lists_[number].for_each([&](Issue& issue) {
      const auto found = std::find_if(schema.begin(), schema.end(), [&](const Column& column) {
        return column.name == issue.column;
      });
      if (found != schema.end()) issue.column_zh = found->zh;
    });
  }
}

bool TableReader::is_echo(const Finding& finding) const {
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

void TableReader::keep_good(const std::array<std::vector<bool>, table_count>& bad) {
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

}  // namespace jinguo::inline v0_1::io::detail

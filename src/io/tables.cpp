#include "jinguo/io/tables.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <system_error>
#include <type_traits>
#include <utility>

#include "cells.hpp"
#include "csv.hpp"
#include "headings.hpp"
#include "nearest.hpp"
#include "table_reader.hpp"

namespace jinguo::inline v0_1::io {
namespace {

using detail::is_required_table;
using detail::make_issue;
using detail::RowSource;

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
  detail::TableReader reader(options);
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
    detail::propose_nearest(issue, nearest.empty() ? nearest : nearest + ".csv");
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
    reader.read(table_number<Record>, *rows, file);
  });
  return reader.finish(std::filesystem::exists(folder / synthetic_marker));
}

LoadResult read_tables(const std::vector<TextTable>& tables, const LoadOptions& options,
                       bool synthetic) {
  detail::TableReader reader(options);
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
      reader.read(table_number<Record>, rows, file);
    });
    if (!known) {
      Issue issue = make_issue("io.file.unknown", detail::shown(mask_citizen_numbers(file)));
      const std::string name = detail::everyday(table.name.substr(0, detail::max_header_bytes));
      std::string nearest = detail::nearest_word(name, names);
      if (nearest.empty()) nearest = detail::nearest_word(name, names_zh);
      detail::propose_nearest(issue, std::move(nearest));
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

}  // namespace jinguo::inline v0_1::io

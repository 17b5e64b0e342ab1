#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jinguo/core/issue.hpp"
#include "jinguo/core/message.hpp"
#include "jinguo/domain/registry.hpp"
#include "jinguo/domain/report.hpp"

/// Tables in and out: a folder with one CSV file a record, or the same tables as text from a
/// workbook or data frames. docs/tables.md lists every file, column and code.
namespace jinguo::inline v0_1::io {

/// Its presence in a folder says that the persons of the tables are synthetic.
inline constexpr std::string_view synthetic_marker = "SYNTHETIC.txt";

/// How tables are read.
struct LoadOptions {
  /// Keep the rows without a fault, and what they refer to, instead of nothing at all.
  bool good_rows_only = false;
  std::size_t max_issues_per_table = 1000;  ///< After these only their number is told.
  std::uint64_t max_file_bytes = std::uint64_t{4} << 30;  ///< A larger file is refused.
  /// Divisions that are known beside those of the table regions, by whose names a cell may name a
  /// division; where the tables have no regions, those that they name become its rows, with all
  /// above them. Borrowed while the call runs. The library itself knows none.
  std::span<const Region> gazetteer{};
  /// The day on which ages and dates are judged (find_implausible()); absent: the latest record.
  std::optional<Date> day{};
  /// Without `day`: records after this day are in doubt themselves, and do not count.
  std::optional<Date> today{};
};

/// A cell that its source could not say as a text: a formula without a value, a part of a merged
/// cell, bytes. It is not read but told, if its column is one of the table's.
struct CellFault {
  std::int64_t row = 0;    ///< As a spreadsheet counts; 1: a heading.
  std::size_t column = 0;  ///< Place in the row, from 0.
  std::string code{};      ///< Of the issue: "io.formula"; its mend is the text of code + ".mend".
  std::string value{};     ///< May be shown to the table's owner, as of any cell.
  std::string text{};      ///< What to write instead, where that is known; then code + ".write".
  friend bool operator==(const CellFault&, const CellFault&) = default;
};

/// A table as text: a sheet of a workbook, a data frame, or a table to be written.
struct TextTable {
  std::string name{};  ///< Of the record: "women"; its Chinese name ("妇女") will do.
  std::string file{};  ///< Said in issues; empty: the name.
  std::vector<std::string> header{};  ///< Headings, in English or Chinese.
  /// Cells by row; a short row has empty cells at its end.
  std::vector<std::vector<std::string>> rows{};
  std::int64_t first_row = 2;  ///< Number of the first of `rows`, as a spreadsheet counts.
  /// The number of each of `rows`, rising, where blank ones are left out; empty: one after another.
  std::vector<std::int64_t> numbers{};
  std::vector<CellFault> faults{};  ///< By row, then column.
  friend bool operator==(const TextTable&, const TextTable&) = default;
};

/// What reading tables gave.
struct LoadResult {
  Registry registry{};  ///< Empty if any issue is an error, unless good rows were asked for.
  std::vector<Issue> issues{};  ///< Of all files, errors and warnings, in the order of the files.
  Origins origins{};            ///< The files and rows of the records, for check_changes().
  /// Whether a whole table could not be read, or every row of households or women was at fault:
  /// then the good rows are not worth having.
  bool unreadable = false;
  std::optional<Date> day{};  ///< On which ages and dates were judged; none: by no day.
};

/// Reads the tables of a folder: UTF-8 with or without byte order mark, GB18030, or UTF-16 with it;
/// cells separated by commas, tabs or semicolons; headings, coded values and booleans in English or
/// Chinese, everyday words too (domain/synonyms.hpp). Only households.csv and women.csv must be
/// there; another *.csv is an error, other files are not looked at. Memory beside the registry is
/// bounded by a few MiB whatever the files hold. Throws std::filesystem::filesystem_error when the
/// folder or a file cannot be read; faults of the content are issues.
[[nodiscard]] LoadResult read_tables(const std::filesystem::path& folder,
                                     const LoadOptions& options = {});

/// Reads tables that are text already. `synthetic` says that the persons are not real.
[[nodiscard]] LoadResult read_tables(const std::vector<TextTable>& tables,
                                     const LoadOptions& options = {}, bool synthetic = false);

/// Reads the tables of a folder and throws InputError with every issue if any is an error; with
/// `good_rows_only`, only if it is `unreadable`: a whole file is at fault (missing, not to be read,
/// without its columns), or no household or no woman is left.
[[nodiscard]] Registry load_registry(const std::filesystem::path& folder,
                                     const LoadOptions& options = {});

/// Every table of the registry as text: the ones with rows, and households and women. Read again,
/// they give an equal registry. Text that a spreadsheet would take for a formula gets an
/// apostrophe in front, which reading takes away again.
[[nodiscard]] std::vector<TextTable> to_tables(const Registry& registry,
                                               Language headers = Language::en);

/// A file that is written with the tables, such as a README.
struct FurtherFile {
  std::string name{};   ///< Name of the file in the folder.
  std::string bytes{};  ///< What it holds.
};

/// Writes the tables into a folder (made if missing) as CSV in UTF-8 with byte order mark, all of
/// them or none (io::WholeFolder); and the marker if the persons are synthetic. Headings, coded
/// values and booleans are in the language. A file of an earlier save whose table is empty now is
/// written without rows; it may be read by whom it could before, a new one by the owner alone.
/// Throws std::system_error.
void save_registry(const Registry& registry, const std::filesystem::path& folder,
                   Language headers = Language::en, std::span<const FurtherFile> further = {});

/// Adds rows at the end of mentorships.csv and placements.csv of a folder, each file whole or not
/// at all. What stands in a file stays byte by byte: rows and their order, columns of the officer's
/// own (empty in the new rows), encoding, line ends. New rows follow the file's headings, their
/// coded values its language. A file that is not there is made, with headings in `headers`. Throws
/// std::system_error; InputError for a file whose heading cannot be read, which read_tables() tells
/// better.
void append_relations(const std::filesystem::path& folder, std::span<const Mentorship> mentorships,
                      std::span<const Placement> placements, Language headers = Language::en);

}  // namespace jinguo::inline v0_1::io

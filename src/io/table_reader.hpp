#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csv.hpp"
#include "divisions.hpp"
#include "headings.hpp"
#include "issue_list.hpp"
#include "jinguo/domain/plausible.hpp"
#include "jinguo/domain/validate.hpp"
#include "jinguo/io/tables.hpp"

/// Tables to a registry that is checked.
namespace jinguo::inline v0_1::io::detail {

class Rows;

/// All tables while they are read.
class TableReader {
 public:
  explicit TableReader(const LoadOptions& options);

  /// An issue of no table, or of a whole one.
  void add_general(Issue issue);
  [[nodiscard]] bool has(std::size_t table) const { return seen_[table]; }
  /// A table that must be there is not.
  void miss(std::size_t table, std::string_view file);
  /// Reads all rows of a table, given by its number.
  void read(std::size_t table, RowSource& source, std::string file);
  /// Checks the records against each other and gives everything back.
  LoadResult finish(bool synthetic);

 private:
  /// False where reading ended before the rows did.
  bool read_rows(std::size_t table, RowSource& source, Rows& rows);
  /// A fault after which a table counts as not read.
  void give_up(std::size_t table, Issue issue);
  /// Reads the first row of a table. The rows are read even where it is at fault, for their own
  /// faults, if it says what they are.
  [[nodiscard]] Header read_heading(RowSource& source, std::span<const std::string_view> cells,
                                    std::span<const Column> schema, std::size_t table);
  /// Whether a row has the cells of its heading; else it is told.
  [[nodiscard]] bool has_shape(std::span<const std::string_view> cells, const Header& header,
                               std::int64_t row, std::size_t table);
  /// Where no table of divisions is given: those of the gazetteer that records name, and all above.
  /// None if the gazetteer lacks one: half a tree would be at fault.
  void add_divisions();
  /// Tells of households whose only point is their county's: among them there is no distance.
  void warn_of_distance();
  /// Adds what can hardly be meant so, and says on which day that was judged.
  std::optional<Date> doubt(Looked looked);
  /// Every issue's column by its Chinese name, too.
  void name_columns();
  /// Whether a finding only repeats that another table could not be read.
  [[nodiscard]] bool is_echo(const Finding& finding) const;
  void keep_good(const std::array<std::vector<bool>, table_count>& bad);
  /// Whether a table has rows and none of them is good.
  template <class Record>
  [[nodiscard]] bool none_left() const {
    return had_rows_[table_number<Record>] && registry_.all<Record>().empty();
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

#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <utility>

#include "jinguo/core/version.hpp"

/// Tables as CSV (RFC 4180): the one place that puts cells in quotes.
namespace jinguo::inline v0_1::io::detail {

/// What spreadsheets take as the sign that a file is UTF-8.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Writes rows cell by cell behind what it begins with.
class CsvWriter {
 public:
  explicit CsvWriter(std::string begin = std::string(byte_order_mark), char separator = ',',
                     std::string line_end = "\r\n")
      : text_(std::move(begin)), separator_(separator), line_end_(std::move(line_end)) {}

  /// Adds a cell, in quotes where it needs them: separators, quotes, line ends, blanks at an end.
  void cell(std::string_view text);
  void cell(std::integral auto number) { cell(std::string_view(std::to_string(number))); }
  void end_row() {
    text_ += line_end_;
    first_ = true;
  }
  /// Adds cells and ends their row.
  template <class... Cells>
  void row(const Cells&... cells) {
    (cell(cells), ...);
    end_row();
  }
  /// Gives all rows away.
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
  char separator_;
  std::string line_end_;
  bool first_ = true;
};

}  // namespace jinguo::inline v0_1::io::detail

#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jinguo/core/issue.hpp"
#include "jinguo/io/tables.hpp"

/// Rows of text, one after another, from a CSV file or from memory.
namespace jinguo::inline v0_1::io::detail {

inline constexpr std::size_t max_record_bytes = std::size_t{1} << 20;
inline constexpr std::size_t max_columns = 1000;

class RowSource {
 public:
  RowSource() = default;
  RowSource(const RowSource&) = delete;
  RowSource& operator=(const RowSource&) = delete;
  virtual ~RowSource() = default;

  /// The next row; its cells live until the next call. False at the end or at a fault().
  [[nodiscard]] virtual bool next(std::vector<std::string_view>& cells) = 0;
  /// The row given last, as a spreadsheet counts: the heading is 1.
  [[nodiscard]] virtual std::int64_t row() const noexcept = 0;
  /// What ended the reading before its end: code, row and texts, without a file.
  [[nodiscard]] virtual const std::optional<Issue>& fault() const noexcept = 0;
  /// Cells of that row that no text can say.
  [[nodiscard]] virtual std::span<const CellFault> faults() const { return {}; }
};

/// How the bytes of a CSV file are written.
struct CsvForm {
  const char* encoding = "UTF-8";  ///< As iconv calls it: UTF-8, GB18030, UTF-16LE or UTF-16BE.
  char separator = ',';  ///< Between the cells: , ; or tab, or what a first line `sep=` says.
};

/// A CSV file, row by row.
class CsvSource : public RowSource {
 public:
  /// Known once the first row was asked for.
  [[nodiscard]] virtual CsvForm form() const noexcept = 0;
};

/// Opens a CSV file (RFC 4180; records end in CR LF, LF or CR) in UTF-8, with or without byte order
/// mark, GB18030, or UTF-16 with byte order mark. Cells are separated by commas; where the first
/// row has none, by tabs or semicolons; by the character of a first line `sep=;`, which counts as
/// no row. A file that cannot be text, or is too large, gives a source whose first next() is false
/// and whose fault() says why. Memory: a few times max_record_bytes. Throws
/// std::filesystem::filesystem_error when the file cannot be read.
[[nodiscard]] std::unique_ptr<CsvSource> open_csv(const std::filesystem::path& path,
                                                  std::uint64_t max_bytes);

/// A text in another encoding. Throws std::system_error when there is no such encoding, or a
/// character that it lacks.
[[nodiscard]] std::string converted(std::string_view text, const char* from, const char* to);

}  // namespace jinguo::inline v0_1::io::detail

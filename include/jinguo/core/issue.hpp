#pragma once

#include <cstdint>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jinguo/core/message.hpp"

namespace jinguo::inline v0_1 {

enum class Severity : std::uint8_t { error, warning };

/// One fault of an input: where, what, what was expected, how to mend it.
struct Issue {
  std::string code{};  ///< Stable, e.g. "table.date.slashes".
  Severity severity = Severity::error;
  std::string file{};    ///< File, sheet or option; empty for values in memory.
  std::int64_t row = 0;  ///< As a spreadsheet counts, header = 1; a line in a policy; 0: none.
  std::string column{};
  std::string value{};  ///< Shown to the file's owner only; at most 40 characters, escaped.
  Message expected{};
  Message mend{};
  std::string subject{};  ///< Id of the record, where it has one.
  /// What people call the column in Chinese, where a table's schema says it. For reading only: it
  /// is neither stored nor compared.
  std::string column_zh{};

  /// "women.csv row 7, birth_date: ..." with value, expected and mend.
  [[nodiscard]] std::string text(Language language = Language::en) const;
  /// File, row, column and code only.
  [[nodiscard]] std::string place() const;
  /// place(); of policies and of arguments, which hold nothing of a record, with what was expected,
  /// in English: safe for logs and exceptions.
  [[nodiscard]] std::string log_text() const;

  friend bool operator==(const Issue& a, const Issue& b) {
    return a.code == b.code && a.severity == b.severity && a.file == b.file && a.row == b.row &&
           a.column == b.column && a.value == b.value && a.expected == b.expected &&
           a.mend == b.mend && a.subject == b.subject;
  }
};

/// The content of an input is wrong. what() holds the log_text() of the first 20 issues: places,
/// codes and what was expected, never values.
class InputError : public std::invalid_argument {
 public:
  explicit InputError(std::vector<Issue> issues)
      : std::invalid_argument(summary(issues)), issues_(std::move(issues)) {}
  explicit InputError(Issue issue) : InputError(std::vector<Issue>{std::move(issue)}) {}

  [[nodiscard]] const std::vector<Issue>& issues() const noexcept { return issues_; }

 private:
  static std::string summary(const std::vector<Issue>& issues) {
    std::string out;
    for (std::size_t k = 0; k < issues.size() && k < 20; ++k) {
      if (k > 0) out += "; ";
      out += issues[k].log_text();
    }
    if (issues.size() > 20) out += "; and " + std::to_string(issues.size() - 20) + " more";
    return out;
  }
  std::vector<Issue> issues_;
};

inline std::string Issue::place() const {
  std::string out = file;
  if (row > 0) out += (out.empty() ? "row " : " row ") + std::to_string(row);
  if (!column.empty()) out += (out.empty() ? "" : ", ") + column;
  return (out.empty() ? "" : out + ": ") + code;
}

inline std::string Issue::log_text() const {
  // Policies and arguments of calls hold no person's data; of tables the place must do.
  bool told = false;
  for (const std::string_view room :
       {"policy.", "engine.", "measure.", "finance.", "solver.", "python."}) {
    told = told || code.starts_with(room);
  }
  const bool of_record = code.starts_with("finance.") && !file.empty();  // a loan's
  if (!told || of_record || find_in_catalogue(expected.code) == nullptr) return place();
  std::string out = place() + " (expected " + expected.text(Language::en);
  if (find_in_catalogue(mend.code) != nullptr) out += "; " + mend.text(Language::en);
  return out + ")";
}

inline std::string Issue::text(Language language) const {
  const bool zh = language == Language::zh;
  std::string out = file;
  if (row > 0) out += zh ? " 第" + std::to_string(row) + "行" : " row " + std::to_string(row);
  if (!column.empty()) {
    out += out.empty() ? "" : zh ? "，" : ", ";
    out += zh && !column_zh.empty() ? column_zh + "（" + column + "）" : column;
  }
  if (!subject.empty()) out += (out.empty() ? "" : zh ? "，" : ", ") + subject;
  if (!out.empty()) out += zh ? "：" : ": ";
  if (!value.empty()) out += zh ? "“" + value + "”；" : "\"" + value + "\"; ";
  out += (zh ? "应为 " : "expected ") + expected.text(language);
  if (!mend.code.empty()) out += (zh ? "；" : "; ") + mend.text(language);
  return out;
}

}  // namespace jinguo::inline v0_1

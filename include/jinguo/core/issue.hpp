#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
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

  /// "women.csv row 7, birth_date: ..." with value, expected and mend.
  [[nodiscard]] std::string text(Language language = Language::en) const;
  /// File, row, column and code only: safe for logs and exceptions.
  [[nodiscard]] std::string place() const;

  friend bool operator==(const Issue&, const Issue&) = default;
};

/// The content of an input is wrong. what() names places and codes, never values.
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
      out += issues[k].place();
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

inline std::string Issue::text(Language language) const {
  const bool zh = language == Language::zh;
  std::string out = file;
  if (row > 0) out += zh ? " 第" + std::to_string(row) + "行" : " row " + std::to_string(row);
  if (!column.empty()) out += (out.empty() ? "" : zh ? "，" : ", ") + column;
  if (!subject.empty()) out += (out.empty() ? "" : zh ? "，" : ", ") + subject;
  if (!out.empty()) out += zh ? "：" : ": ";
  if (!value.empty()) out += zh ? "“" + value + "”；" : "\"" + value + "\"; ";
  out += (zh ? "应为 " : "expected ") + expected.text(language);
  if (!mend.code.empty()) out += (zh ? "；" : "; ") + mend.text(language);
  return out;
}

}  // namespace jinguo::inline v0_1

#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jinguo/core/message.hpp"

namespace jinguo::inline v0_1 {

/// Whether an issue stops the reading of an input.
enum class Severity : std::uint8_t {
  error,    ///< The input is refused.
  warning,  ///< The input is taken; somebody should look.
};

/// One fault of an input: where, what, what was expected, how to mend it. No text made of it holds
/// a citizen number.
struct Issue {
  std::string code{};                   ///< Stable, e.g. "table.date.slashes".
  Severity severity = Severity::error;  ///< Errors stop; warnings do not.
  std::string file{};                   ///< File, sheet or option; empty for values in memory.
  std::int64_t row = 0;   ///< As a spreadsheet counts, header = 1; a line in a policy; 0: none.
  std::string column{};   ///< Column, key or argument at fault; empty: the whole row or file.
  std::string value{};    ///< Shown to the file's owner only; at most 40 characters, escaped.
  Message expected{};     ///< What was expected there.
  Message mend{};         ///< How to mend it; its code is empty where nothing can be said.
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

/// Masks every citizen number in an issue's fields and parameters (core/privacy.hpp).
void mask_citizen_numbers(Issue& issue);

/// The content of an input is wrong. what() holds the log_text() of the first 20 issues: places,
/// codes and what was expected, never values. No field of an issue holds a citizen number.
class InputError : public std::invalid_argument {
 public:
  /// Of one issue or of several.
  explicit InputError(std::vector<Issue> issues)
      : std::invalid_argument(summary(issues)), issues_(std::move(issues)) {
    for (Issue& issue : issues_) mask_citizen_numbers(issue);
  }
  explicit InputError(Issue issue) : InputError(std::vector<Issue>{std::move(issue)}) {}

  /// Every fault that was found, in the order of the input.
  [[nodiscard]] const std::vector<Issue>& issues() const noexcept { return issues_; }

 private:
  static std::string summary(const std::vector<Issue>& issues);
  std::vector<Issue> issues_;
};

}  // namespace jinguo::inline v0_1

#ifdef JINGUO_HEADER_ONLY
#include "jinguo/core/issue-inl.hpp"
#endif

#include "issue_list.hpp"

#include "jinguo/core/privacy.hpp"

namespace jinguo::inline v0_1::io::detail {

Issue make_issue(std::string_view code, std::string_view file, std::int64_t row,
                 std::string_view column) {
  Issue issue;
  issue.code = code;
  issue.file = file;
  issue.row = row;
  issue.column = column;
  issue.expected.code = code;
  issue.mend.code = std::string(code) + ".mend";
  return issue;
}

void IssueList::move_into(std::vector<Issue>& all, const std::string& file) {
  std::stable_sort(issues_.begin(), issues_.end(),
                   [](const Issue& a, const Issue& b) { return a.row < b.row; });
  for (Issue& issue : issues_) {
    mask_citizen_numbers(issue);
    all.push_back(std::move(issue));
  }
  if (more_ > 0) {
    Issue issue = make_issue("io.more", file);
    if (!more_errors_) issue.severity = Severity::warning;
    issue.expected.parameters = {{"count", std::to_string(more_) + (is_hopeless() ? "+" : "")}};
    all.push_back(std::move(issue));
  }
  issues_.clear();
  more_ = 0;
}

}  // namespace jinguo::inline v0_1::io::detail

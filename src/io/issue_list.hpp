#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jinguo/core/issue.hpp"

/// The issues of one table while it is read.
namespace jinguo::inline v0_1::io::detail {

inline constexpr std::size_t max_counted = 1'000'000;  // faults after which a table is given up

/// An issue of a place in a file, whose texts stand in the catalogue under its code and its code +
/// ".mend".
[[nodiscard]] Issue make_issue(std::string_view code, std::string_view file, std::int64_t row = 0,
                               std::string_view column = {});

/// The issues of one table: the first ones as they are, the others counted.
class IssueList {
 public:
  explicit IssueList(std::size_t most) : most_(most) {}
  /// Whether an issue more would be kept; else it need not be made, only counted.
  [[nodiscard]] bool has_room() const noexcept { return issues_.size() < most_; }
  void add(Issue issue) {
    if (has_room()) {
      issues_.push_back(std::move(issue));
    } else {
      count(issue.severity);
    }
  }
  void count(Severity severity) noexcept {
    ++more_;
    more_errors_ = more_errors_ || severity == Severity::error;
  }
  /// Whether so many faults were counted that reading on would only cost time.
  [[nodiscard]] bool is_hopeless() const noexcept { return more_ >= max_counted; }
  template <class Visit>
  void for_each(const Visit& visit) {
    std::for_each(issues_.begin(), issues_.end(), visit);
  }
  /// Adds them to `all` by row, and how many more there were.
  void move_into(std::vector<Issue>& all, const std::string& file);

 private:
  std::size_t most_;
  std::vector<Issue> issues_;
  std::size_t more_ = 0;
  bool more_errors_ = false;
};

}  // namespace jinguo::inline v0_1::io::detail

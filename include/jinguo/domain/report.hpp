#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <vector>

#include "jinguo/core/issue.hpp"
#include "jinguo/domain/validate.hpp"

/// How the faults of a registry are told.
namespace jinguo::inline v0_1 {

namespace detail {

/// Tells the faults of one record after another.
class Report {
 public:
  using Sink = std::function<void(Finding)>;
  using Parameters = std::vector<std::pair<std::string, std::string>>;

  Report(const Registry& registry, const Origins& origins, Sink sink)
      : registry_(registry), origins_(origins), sink_(std::move(sink)) {}

  [[nodiscard]] const Registry& registry() const noexcept { return registry_; }

  template <class Record>
  void at(std::size_t index, const Record& record) {
    table_ = table_number<Record>;
    name_ = Record::table;
    index_ = index;
    key_ = [&record] { return key_of(record); };
  }
  /// The record's expected state is the catalogue's text of the code.
  void error(std::string_view column, std::string_view code, std::string value = {},
             Parameters parameters = {}) {
    tell(Severity::error, column, code, std::move(value), std::move(parameters));
  }
  void warning(std::string_view column, std::string_view code, std::string value = {},
               Parameters parameters = {}) {
    tell(Severity::warning, column, code, std::move(value), std::move(parameters));
  }

  /// Whether a key is in a table, or in a row of it that could not be read.
  template <class Record>
  [[nodiscard]] bool knows(const std::string& key) const {
    return registry_.table<Record>().find(key) != nullptr ||
           origins_[table_number<Record>].unread.contains(key);
  }
  /// The key of a table that a spreadsheet may have turned into this one by cutting zeros in front.
  template <class Record>
  [[nodiscard]] std::string with_zeros(const std::string& key) const {
    if (key.empty() || key.find_first_not_of("0123456789") != std::string::npos) return {};
    for (std::string longer = "0" + key; longer.size() <= 20; longer.insert(0, 1, '0')) {
      if (knows<Record>(longer)) return longer;
    }
    return {};
  }

 private:
  void tell(Severity severity, std::string_view column, std::string_view code, std::string value,
            Parameters parameters) {
    const TableOrigin& origin = origins_[table_];
    Finding finding;
    finding.table = table_;
    finding.index = index_;
    finding.issue.code = code;
    finding.issue.severity = severity;
    finding.issue.file = origin.file.empty() ? std::string(name_) : origin.file;
    // Records added since the tables were read have no row in them.
    finding.issue.row =
        index_ < origin.rows.size() ? origin.rows[index_] : static_cast<std::int64_t>(index_) + 2;
    finding.issue.column = column;
    finding.issue.value = std::move(value);
    const std::string mend = std::string(code) + ".mend";
    if (find_in_catalogue(mend) != nullptr) finding.issue.mend = {mend, parameters};
    finding.issue.expected = {std::string(code), std::move(parameters)};
    finding.issue.subject = key_();
    sink_(std::move(finding));
  }

  const Registry& registry_;
  const Origins& origins_;
  Sink sink_;
  std::size_t table_ = 0;
  std::string_view name_{};
  std::size_t index_ = 0;
  std::function<std::string()> key_{};
};

}  // namespace detail
}  // namespace jinguo::inline v0_1

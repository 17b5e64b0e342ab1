#pragma once

#include <optional>

#include "jinguo/domain/report.hpp"

namespace jinguo_python {

/// Where the records of a registry stand, for check_changes(), faults_of() and match().
struct Rows {
  jinguo::Origins origins{};
  std::optional<jinguo::Date> day{};  ///< On which ages and dates were judged.
};

}  // namespace jinguo_python

#pragma once

#include "jinguo/domain/report.hpp"

namespace jinguo_python {

/// Where the records of a registry stand, for check_changes().
struct Rows {
  jinguo::Origins origins{};
};

}  // namespace jinguo_python

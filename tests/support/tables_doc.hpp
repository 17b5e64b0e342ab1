#pragma once

#include <string>

namespace jinguo::support {

/// docs/tables.md as the field descriptions have it.
std::string tables_doc();

}  // namespace jinguo::support

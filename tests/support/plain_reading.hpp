#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "jinguo/io/tables.hpp"

namespace jinguo::support {

/// io::read_tables without the warnings of what can hardly be meant so: the records of these tests
/// are small on purpose.
template <class Tables, class... More>
[[nodiscard]] jinguo::io::LoadResult read_tables(const Tables& tables, const More&... more) {
  jinguo::io::LoadResult result = jinguo::io::read_tables(tables, more...);
  std::erase_if(result.issues, [](const jinguo::Issue& issue) {
    return issue.code.starts_with("domain.plausible.");
  });
  return result;
}
/// The same of tables in braces.
[[nodiscard]] inline jinguo::io::LoadResult read_tables(
    const std::vector<jinguo::io::TextTable>& tables, const jinguo::io::LoadOptions& options = {},
    bool synthetic = false) {
  return read_tables<std::vector<jinguo::io::TextTable>>(tables, options, synthetic);
}

}  // namespace jinguo::support

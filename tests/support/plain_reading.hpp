#pragma once

#include <filesystem>
#include <vector>

#include "jinguo/io/tables.hpp"

namespace jinguo::support {

/// Without the warnings of what can hardly be meant so: the records of these tests are small on
/// purpose.
[[nodiscard]] inline io::LoadResult without_doubts(io::LoadResult result) {
  std::erase_if(result.issues,
                [](const Issue& issue) { return issue.code.starts_with("domain.plausible."); });
  return result;
}
[[nodiscard]] inline io::LoadResult read_tables(const std::filesystem::path& folder,
                                                const io::LoadOptions& options = {}) {
  return without_doubts(io::read_tables(folder, options));
}
[[nodiscard]] inline io::LoadResult read_tables(const std::vector<io::TextTable>& tables,
                                                const io::LoadOptions& options = {},
                                                bool synthetic = false) {
  return without_doubts(io::read_tables(tables, options, synthetic));
}

}  // namespace jinguo::support

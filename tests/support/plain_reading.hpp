#pragma once

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include "jinguo/io/tables.hpp"

namespace jinguo::support {

/// Without some doubts, named by the last part of their codes.
[[nodiscard]] inline io::LoadResult without(io::LoadResult result,
                                            std::initializer_list<std::string_view> doubts) {
  std::erase_if(result.issues, [&](const Issue& issue) {
    constexpr std::string_view family = "domain.plausible.";
    return issue.code.starts_with(family) &&
           std::find(doubts.begin(), doubts.end(), issue.code.substr(family.size())) !=
               doubts.end();
  });
  return result;
}
/// Without the doubts that invented registries raise: they draw points from the whole globe, and
/// people of few names and dates.
[[nodiscard]] inline io::LoadResult without_doubts(io::LoadResult result) {
  return without(std::move(result), {"country", "far", "same_person", "two_spouses"});
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

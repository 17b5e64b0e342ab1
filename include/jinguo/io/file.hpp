#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "jinguo/core/version.hpp"

namespace jinguo::inline v0_1::io {

/// Writes a file whole or not at all: to a temporary name in the same folder, synced, renamed, the
/// folder synced. After a failure the old file is as it was and the temporary one is gone. Throws
/// std::system_error.
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// Reads a file of at most `limit` bytes. Throws std::system_error, EFBIG when it is larger.
[[nodiscard]] std::string read_file(const std::filesystem::path& path, std::size_t limit);

}  // namespace jinguo::inline v0_1::io

#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "jinguo/engine/plan.hpp"

/// Plans as files. A file is an envelope around a Boost.Serialization archive of ours: magic
/// "JINGUO\r\n", version, 0, length (4, 4 and 8 bytes, little-endian), SHA-256 of the archive, the
/// plan's digest, the archive. The envelope is checked before the archive is opened; inside, every
/// count is bounded by the bytes that are left, since a hostile file can carry a right checksum;
/// the digest is computed again from what was read.
namespace jinguo::inline v0_1::io {

/// Name of the archive in a plan's folder.
inline constexpr std::string_view plan_file = "plan.jinguo";

/// Saves whole or not at all. Throws std::system_error.
void save(const Plan& plan, const std::filesystem::path& path);

/// Reads a plan; a folder means the plan.jinguo in it. Throws InputError for anything that is not a
/// sound plan of a version up to this one, and std::system_error.
[[nodiscard]] Plan load_plan(const std::filesystem::path& path);

/// The bytes of the file, and back; `name` stands as file in the issues.
[[nodiscard]] std::string to_archive(const Plan& plan);
[[nodiscard]] Plan plan_from_archive(std::string_view bytes, std::string_view name = "plan");

}  // namespace jinguo::inline v0_1::io

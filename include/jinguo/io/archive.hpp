#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "jinguo/engine/plan.hpp"
#include "jinguo/io/file.hpp"

/// Plans as files. A file is an envelope around the fields of a plan: magic
/// "JINGUO\r\n", version, 0, length (4, 4 and 8 bytes, little-endian), SHA-256 of the archive, the
/// plan's digest, the archive. The envelope is checked before the archive is opened. Since a
/// hostile file can carry a right checksum, memory grows only with what was read of it, and what it
/// holds is checked as a plan: text, ids and their order, indices, counts, sums; then its digest is
/// computed again. Whether the plan is right is for engine::verify() to say.
namespace jinguo::inline v0_1::io {

/// Name of the archive in a plan's folder.
inline constexpr std::string_view plan_file = "plan.jinguo";

/// Saves whole or not at all. Throws std::system_error.
void save(const Plan& plan, const std::filesystem::path& path, Access access = Access::owner);

/// Reads a plan; a folder means the plan.jinguo in it. Throws InputError for anything that is not a
/// sound plan of a version up to this one, and std::system_error.
[[nodiscard]] Plan load_plan(const std::filesystem::path& path);

/// The bytes of the file, and back; `name` stands as file in the issues. to_archive() throws
/// InputError for a status that no plan has.
[[nodiscard]] std::string to_archive(const Plan& plan);
/// A plan from an archive's bytes; throws InputError, with `name` as file, for one that is not
/// sound.
[[nodiscard]] Plan plan_from_archive(std::string_view bytes, std::string_view name = "plan");

}  // namespace jinguo::inline v0_1::io

#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "jinguo/core/message.hpp"
#include "jinguo/domain/policy.hpp"

/// Policies as TOML files (docs/policy.md lists every key).
namespace jinguo::inline v0_1::io {

/// Reads a policy. Throws InputError with every fault (unknown keys with the nearest known one,
/// wrong types, impossible values; Issue::row is the line, Issue::column the path of the key), and
/// std::system_error when the file cannot be read.
[[nodiscard]] Policy load_policy(const std::filesystem::path& path);

/// The same from a text; `name` stands as file in the issues.
[[nodiscard]] Policy parse_policy(std::string_view text, std::string_view name = "policy");

/// The policy as TOML with every default filled in; parse_policy() reads it back equal.
[[nodiscard]] std::string to_toml(const Policy& policy);

/// A commented policy to start from; parse_policy() reads it.
[[nodiscard]] std::string new_policy_text(Language language);

}  // namespace jinguo::inline v0_1::io

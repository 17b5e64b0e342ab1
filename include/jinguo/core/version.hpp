#pragma once

#include <string_view>

/// The whole library lives in `jinguo`, inside one inline namespace a minor version, so that two
/// versions in one program cannot be mixed by the linker.
namespace jinguo::inline v0_1 {

inline constexpr int version_major = 0;
inline constexpr int version_minor = 1;
inline constexpr int version_patch = 0;

/// The version as "major.minor.patch".
[[nodiscard]] constexpr std::string_view version() noexcept { return "0.1.0"; }

}  // namespace jinguo::inline v0_1

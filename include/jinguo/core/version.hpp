#pragma once

#include <string_view>

/// The whole library lives in `jinguo`, inside one inline namespace a minor version, so that two
/// versions in one program cannot be mixed by the linker.
namespace jinguo::inline v0_1 {

/// Major part of the library's version: a change of it may break callers.
inline constexpr int version_major = 0;
/// Minor part of the library's version: new things, nothing broken.
inline constexpr int version_minor = 1;
/// Patch part of the library's version: faults mended only.
inline constexpr int version_patch = 0;

/// The version as "major.minor.patch".
[[nodiscard]] constexpr std::string_view version() noexcept { return "0.1.0"; }

}  // namespace jinguo::inline v0_1

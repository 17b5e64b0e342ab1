#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "jinguo/core/date.hpp"
#include "jinguo/core/version.hpp"
#include "jinguo/domain/registry.hpp"

namespace jinguo::inline v0_1::sample {

/// What city is made.
struct Options {
  std::int32_t households = 100'000;  ///< Rows of the household table, 20 to 200,000.
  std::uint64_t seed = 2016;          ///< Same seed and data folder: the same registry.
  /// Ages are true on this day and nothing happened later; 2015 to 2030.
  Date date{std::chrono::year(2016), std::chrono::month(7), std::chrono::day(1)};
};

/// Makes a synthetic registry of Yueyang: real divisions and leading industries; persons,
/// providers, positions below the eight known seats and all that happened are invented, by the
/// table assumptions.csv of the data folder. Marked synthetic.
///
/// Promises     the same registry on every machine: whole numbers and a generator of its own.
///              Divisions and their positions depend on the data folder only, not on the seed.
/// Errors       InputError for options out of range and for every fault of the data folder's
///              tables; std::system_error when a file cannot be read.
/// Cost         about 2 s and 200 MB for 100,000 households.
[[nodiscard]] Registry yueyang(const std::filesystem::path& data_folder,
                                      const Options& options = {});

/// The divisions of the data folder: the city, its counties, townships and villages, with the
/// points that are known; and the province above them, by its name. For LoadOptions::gazetteer.
/// Throws as yueyang().
[[nodiscard]] std::vector<Region> divisions(const std::filesystem::path& data_folder);

/// What a folder with this sample must say of itself, in Chinese and English, in Markdown.
[[nodiscard]] std::string readme(const Registry& registry, const Options& options);

}  // namespace jinguo::inline v0_1::sample

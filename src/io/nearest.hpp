#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

/// Which known word a misspelt one was meant to be.
namespace jinguo::inline v0_1::io::detail {

/// Whether the words of a list mean different amounts of one thing, so that a word with one sign
/// changed is another word of the list rather than a misspelt one.
enum class WordScale : unsigned char { none, ordered };

/// The one known word that is near enough to a text: at most a quarter of its letters wrong (of
/// Chinese words below four characters only missing or added ones, as on ordered scales), never
/// across a negation (不, 无, 未, 没, 非, 弱 ..., un-, not ...). "" when there is none, or more
/// than one: no proposal is better than a wrong one.
[[nodiscard]] std::string nearest_word(std::string_view text,
                                       std::span<const std::string_view> known,
                                       WordScale scale = WordScale::none);

/// The number of insertions, deletions and exchanges of characters between two texts.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace jinguo::inline v0_1::io::detail

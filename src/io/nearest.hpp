#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

/// Which known word a misspelt one was meant to be.
namespace jinguo::inline v0_1::io::detail {

/// What kind of list a word is looked for in.
enum class WordScale : unsigned char {
  none,     ///< Words for different things.
  ordered,  ///< Different amounts of one thing, or yes and no: with one sign changed it is another.
  keywords,  ///< The program's own few words: what begins like one of them is meant to be one.
};

/// The one known word that is near enough to a text. Of Latin letters at most a quarter may be
/// wrong (of keywords half behind the first two). Of Chinese words signs may be missing, or too
/// many behind the first one, and of four or more signs one may be another; on ordered scales only
/// signs that say nothing of the amount. Never across what turns a word into its opposite or
/// another amount (不, 未, 半, 以上, un-, not, min and max ...). "" when there is none, or more
/// than one: no proposal is better than a wrong one.
[[nodiscard]] std::string nearest_word(std::string_view text,
                                       std::span<const std::string_view> known,
                                       WordScale scale = WordScale::none);

/// What turns a word into its opposite or another amount, in a form to compare: of a Chinese text
/// signs such as 不, 半 and 上, and digits; of another how it begins and ends, and words.
[[nodiscard]] std::u32string turns(std::u32string_view text);

/// The number of insertions, deletions and exchanges of characters between two texts.
[[nodiscard]] std::size_t edit_distance(std::u32string_view a, std::u32string_view b);

/// The characters of a text, letters small; broken bytes one by one.
[[nodiscard]] std::u32string small_characters(std::string_view text);

}  // namespace jinguo::inline v0_1::io::detail

#include "nearest.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "jinguo/core/utf8.hpp"

namespace jinguo::inline v0_1::io::detail {
namespace {

/// The characters of a text, letters small; broken bytes one by one.
std::u32string characters(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = jinguo::detail::utf8_character(text.substr(at));
    const char32_t point = c.bytes == 0 ? char32_t{0xFFFD} : c.point;
    out += point >= 'A' && point <= 'Z' ? point - 'A' + 'a' : point;
    at += std::max<std::size_t>(c.bytes, 1);
  }
  return out;
}

std::size_t distance(std::u32string_view x, std::u32string_view y) {
  std::vector<std::size_t> row(y.size() + 1);
  for (std::size_t j = 0; j <= y.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= x.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= y.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (x[i - 1] == y[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row[y.size()];
}

bool is_latin(std::u32string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), [](char32_t c) { return c < 0x80; });
}

/// Whether one text is the other with characters left out.
bool is_part(std::u32string_view shorter, std::u32string_view longer) noexcept {
  std::size_t at = 0;
  for (const char32_t c : longer) {
    if (at < shorter.size() && shorter[at] == c) ++at;
  }
  return at == shorter.size();
}

/// What turns a word into its opposite: the signs in a Chinese text; prefixes and words in others.
std::u32string negations(std::u32string_view text) {
  constexpr std::u32string_view signs = U"不无未没非弱缺失否免停难半勿莫禁反亚伪肄部";
  std::u32string found;
  for (const char32_t c : text) {
    if (signs.find(c) != std::u32string_view::npos) found += c;
  }
  std::sort(found.begin(), found.end());
  constexpr std::u32string_view prefixes[] = {U"un", U"non", U"dis", U"mis", U"in",  U"im",
                                              U"il", U"ir",  U"de",  U"ex",  U"anti"};
  for (const std::u32string_view prefix : prefixes) {
    found += text.starts_with(prefix) ? U'1' : U'0';
  }
  constexpr std::u32string_view words[] = {U"no",      U"not",    U"never",   U"none",
                                           U"without", U"cannot", U"nothing", U"less"};
  std::u32string word;
  std::size_t count = 0;
  for (std::size_t k = 0; k <= text.size(); ++k) {
    const char32_t c = k < text.size() ? text[k] : U' ';
    if (c >= 'a' && c <= 'z') {
      word += c;
      continue;
    }
    count += static_cast<std::size_t>(std::count(std::begin(words), std::end(words), word));
    word.clear();
  }
  return found + static_cast<char32_t>(U'0' + count);
}

}  // namespace

std::string nearest_word(std::string_view text, std::span<const std::string_view> known,
                         WordScale scale) {
  const std::u32string wrong = characters(text.substr(0, 200));
  const std::u32string against = negations(wrong);
  std::size_t least = std::numeric_limits<std::size_t>::max();
  std::string_view best;
  for (const std::string_view name : known) {
    const std::u32string right = characters(name);
    if (right.size() < 2 || is_latin(right) != is_latin(wrong)) continue;
    const bool part = is_part(wrong, right) || is_part(right, wrong);
    const std::size_t size = std::min(wrong.size(), right.size());
    const std::size_t far = distance(wrong, right);
    if (is_latin(right)) {
      // Plurals and the first letters of long words count as parts.
      const bool near = far <= std::max<std::size_t>(1, std::max(wrong.size(), right.size()) / 4);
      if (!near && !(part && size >= 4 && 2 * size >= std::max(wrong.size(), right.size())))
        continue;
      if (size < 3) continue;
    } else {
      const bool exchanged = scale == WordScale::none && right.size() >= 4 &&
                             wrong.size() == right.size() && far <= right.size() / 4;
      if (!exchanged && !(part && size >= 2 && far <= std::max<std::size_t>(2, size))) continue;
    }
    if (negations(right) != against) continue;
    if (far < least) {
      least = far;
      best = name;
    } else if (far == least && name != best) {
      best = {};
    }
  }
  return std::string(best);
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  return distance(characters(a), characters(b));
}

}  // namespace jinguo::inline v0_1::io::detail

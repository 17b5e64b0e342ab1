#include "nearest.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "jinguo/core/utf8.hpp"

namespace jinguo::inline v0_1::io::detail {

std::u32string small_characters(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = jinguo::detail::utf8_character(text.substr(at));
    const char32_t point = c.bytes == 0 ? char32_t{0xFFFD} : c.point;
    out += point >= 'A' && point <= 'Z' ? point - 'A' + 'a' : point;
    at += std::max<std::size_t>(c.bytes, 1);
  }
  return out;
}

namespace {

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

/// The signs of a text that are in a list, in order: two texts that differ in them differ in
/// meaning.
std::u32string signs_in(std::u32string_view text, std::u32string_view signs) {
  std::u32string found;
  for (const char32_t c : text) {
    if (signs.find(c) != std::u32string_view::npos) found += c;
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

std::u32string turns(std::u32string_view text) {
  // 非 部 伪 ...: not, in part, not truly; 主 次 上 下 ...: one of two; 较 以 及 二 ...: how much.
  std::u32string found =
      signs_in(text,
               U"不无未没非弱缺失否免停难半勿莫禁反亚伪肄部准拟预将暂曾副边缘"
               U"主次其前后上下大小高低长短远近多少新旧东西南北始终增减收支买卖借贷"
               U"最较偏稍略超以及或和与至到0123456789二三四五六七八九十");
  constexpr std::u32string_view prefixes[] = {
      U"un",   U"non", U"dis",  U"mis",  U"in",   U"im",     U"il",    U"ir",
      U"de",   U"ex",  U"anti", U"semi", U"half", U"part",   U"sub",   U"under",
      U"over", U"pre", U"post", U"fore", U"step", U"former", U"quasi", U"pseudo"};
  for (const std::u32string_view prefix : prefixes) {
    found += text.starts_with(prefix) ? U'1' : U'0';
  }
  constexpr std::u32string_view words[] = {
      U"no",   U"not",   U"never", U"none",  U"without", U"cannot",  U"nothing",
      U"min",  U"max",   U"least", U"most",  U"lowest",  U"highest", U"low",
      U"high", U"lower", U"upper", U"first", U"last",    U"before",  U"after",
      U"from", U"to",    U"main",  U"other", U"partly"};
  std::u32string word;
  const auto note = [&] {
    for (std::size_t k = 0; k < std::size(words); ++k) {
      if (word == words[k]) found += static_cast<char32_t>(U'A' + k);
    }
    if (word.size() > 4 && word.ends_with(U"less")) found += U'-';
    word.clear();
  };
  for (const char32_t c : text) {
    if (c >= 'a' && c <= 'z') {
      word += c;
    } else {
      note();
    }
  }
  note();
  return found;
}

namespace {

/// Whether a word of a scale is another with signs left out or added that say nothing of the
/// amount: 普通劳动 is 普通劳动力.
bool is_same_step(std::u32string_view shorter, std::u32string_view longer) {
  constexpr std::u32string_view neutral = U"户人员者的力动型类级等状况情一";
  if (!is_part(shorter, longer)) return false;
  std::size_t at = 0;
  for (const char32_t c : longer) {
    if (at < shorter.size() && shorter[at] == c) {
      ++at;
    } else if (neutral.find(c) == std::u32string_view::npos) {
      return false;
    }
  }
  return true;
}

/// Whether a misspelt Chinese word may have been meant to be a known one.
bool is_near(std::u32string_view wrong, std::u32string_view right, WordScale scale) {
  const std::size_t size = std::min(wrong.size(), right.size());
  if (size < 2) return false;
  if (scale == WordScale::ordered) {
    return wrong.size() < right.size() ? is_same_step(wrong, right) : is_same_step(right, wrong);
  }
  const std::size_t far = edit_distance(wrong, right);
  if (right.size() >= 4 && wrong.size() == right.size()) return far <= right.size() / 4;
  if (far > std::max<std::size_t>(2, size)) return false;
  if (is_part(wrong, right)) return true;
  // What stands in front says whose or which: 户主姓名 is not 姓名.
  return is_part(right, wrong) && wrong.front() == right.front();
}

/// The same of words in Latin letters.
bool is_near_latin(std::u32string_view wrong, std::u32string_view right, WordScale scale) {
  const std::size_t size = std::min(wrong.size(), right.size());
  const std::size_t most = std::max(wrong.size(), right.size());
  if (size < 3) return false;
  const std::size_t far = edit_distance(wrong, right);
  if (far <= most / 4) return true;
  if (scale == WordScale::ordered) return far <= 1 && size >= 4;
  if (far <= 1) return true;
  // Plurals and the first letters of long words.
  const bool part = is_part(wrong, right) || is_part(right, wrong);
  if (part && size >= 4 && 2 * size >= most) return true;
  // Of a program's own few words one that begins so is meant: kept for keep.
  return scale == WordScale::keywords && 2 * far <= most &&
         wrong.substr(0, 2) == right.substr(0, 2);
}

}  // namespace

std::string nearest_word(std::string_view text, std::span<const std::string_view> known,
                         WordScale scale) {
  const std::u32string wrong = small_characters(text.substr(0, 200));
  const std::u32string meaning = turns(wrong);
  std::size_t least = std::numeric_limits<std::size_t>::max();
  std::string_view best;
  for (const std::string_view name : known) {
    const std::u32string right = small_characters(name);
    if (is_latin(right) != is_latin(wrong) || turns(right) != meaning) continue;
    const bool near =
        is_latin(right) ? is_near_latin(wrong, right, scale) : is_near(wrong, right, scale);
    if (!near) continue;
    const std::size_t far = edit_distance(wrong, right);
    if (far < least) {
      least = far;
      best = name;
    } else if (far == least && name != best) {
      best = {};
    }
  }
  return std::string(best);
}

std::size_t edit_distance(std::u32string_view a, std::u32string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace jinguo::inline v0_1::io::detail

#include "divisions.hpp"

#include <algorithm>
#include <array>

#include "cells.hpp"

namespace jinguo::inline v0_1::io::detail {
namespace {

constexpr RegionLevel levels[] = {RegionLevel::province, RegionLevel::prefecture,
                                  RegionLevel::county, RegionLevel::township, RegionLevel::village};

bool cut(std::string& text, std::string_view ending, std::size_t least) {
  if (!text.ends_with(ending) || text.size() < ending.size() + least) return false;
  text.resize(text.size() - ending.size());
  return true;
}

/// A village without the number of a group of it: 太平村3组, 太平村第三村民小组.
void cut_group(std::string& text) {
  bool group = false;
  for (const std::string_view word : {"村民小组", "小组", "组"}) {
    if (!group) group = cut(text, word, 9);
  }
  if (!group) return;
  std::string rest = text;
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view digit :
         {"0",  "1",  "2",  "3",  "4",  "5",  "6",  "7",  "8",  "9",
          "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}) {
      more = more || cut(rest, digit, 6);
    }
  }
  if (rest.ends_with("第")) cut(rest, "第", 6);
  text = rest;
}

/// A name without the committee that a village's list of divisions puts behind it.
std::string full_name(std::string_view name) {
  std::string out;
  for (const char c : everyday(name)) {  // 大洲乡/太平村, 太平村(大洲乡) is not
    if (std::string_view("/,.;|").find(c) == std::string_view::npos) out += c;
  }
  if (out.ends_with("村民委员会")) {
    cut(out, "民委员会", 6);
  } else if (out.ends_with("村委会")) {
    cut(out, "委会", 6);
  } else if (cut(out, "居民委员会", 6) || cut(out, "居委会", 6)) {
    if (!out.ends_with("社区")) out += "社区";
  }
  return out;
}

std::string brief_name(std::string full) {
  for (const std::string_view ending :
       {"管理区", "管理处", "街道", "社区", "省", "市", "县", "区", "镇", "乡", "村"}) {
    if (cut(full, ending, 6)) break;  // two signs stay
  }
  return full;
}

}  // namespace

void Divisions::add(const Region& region) {
  if (region.code.empty() || !regions_.emplace(region.code, region).second) return;
  Name name{full_name(region.name), {}};
  if (name.full.empty()) return;
  name.brief = brief_name(name.full);
  by_full_[name.full].push_back(region.code);
  if (name.brief != name.full) by_brief_[name.brief].push_back(region.code);
  names_.emplace(region.code, std::move(name));
}

const Region* Divisions::find(RegionCode code) const {
  const auto found = regions_.find(code);
  return found == regions_.end() ? nullptr : &found->second;
}

bool Divisions::leads_to(std::string_view text, RegionCode code, RegionLevel from) const {
  if (text.empty()) return true;
  for (const RegionLevel level : levels) {
    if (level < from || level >= code.level()) continue;
    const auto found = names_.find(code.at(level));
    if (found == names_.end()) continue;
    const auto below = static_cast<RegionLevel>(static_cast<int>(level) + 1);
    for (const std::string& name : {found->second.full, found->second.brief}) {
      if (text.starts_with(name) && leads_to(text.substr(name.size()), code, below)) return true;
    }
  }
  return false;
}

std::vector<RegionCode> Divisions::named(std::string_view text) const {
  std::string whole = full_name(text);
  std::vector<RegionCode> found = named_whole(whole);
  if (!found.empty()) return found;
  cut_group(whole);
  return named_whole(full_name(whole));
}

std::vector<RegionCode> Divisions::named_whole(std::string_view whole) const {
  std::vector<RegionCode> out;
  const auto take = [&](const auto& index, std::string_view last, std::string_view above) {
    const auto found = index.find(last);
    if (found == index.end()) return;
    for (const RegionCode code : found->second) {
      if (leads_to(above, code, RegionLevel::province)) out.push_back(code);
    }
  };
  for (std::size_t at = 0; at < whole.size(); ++at) {
    if ((static_cast<unsigned char>(whole[at]) & 0xC0U) == 0x80U) continue;
    const std::string_view above = whole.substr(0, at);
    const std::string_view last = whole.substr(at);
    take(by_full_, last, above);
    if (at > 0) take(by_brief_, last, above);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::optional<RegionCode> Divisions::nearest(std::string_view text) const {
  std::string whole = full_name(text);
  cut_group(whole);
  whole = full_name(whole);
  const std::u32string wrong = small_characters(whole);
  const std::u32string wrong_brief = small_characters(brief_name(whole));
  if (wrong.size() < 2 || wrong.size() > 40) return std::nullopt;
  const std::u32string meaning = turns(wrong);
  std::size_t least = wrong.size();
  std::vector<RegionCode> best;
  for (const auto& [code, name] : names_) {
    // Its own name behind those of its township, its county, or both; a level may be left out.
    std::string full = name.full;
    std::string brief = name.brief;
    std::string mixed = name.full;  // 大洲太平村
    std::vector<std::array<std::string, 3>> forms{{full, brief, mixed}};
    const auto above = [&](RegionLevel level) {
      const auto found = level < code.level() ? names_.find(code.at(level)) : names_.end();
      if (found == names_.end()) return;
      for (std::size_t k = 0, count = forms.size(); k < count; ++k) {
        forms.push_back({found->second.full + forms[k][0], found->second.brief + forms[k][1],
                         found->second.brief + forms[k][2]});
      }
    };
    above(RegionLevel::township);
    above(RegionLevel::county);
    for (const auto& form : forms) {
      const std::u32string signs = small_characters(form[1]);
      if (signs.size() < 2 || turns(small_characters(form[0])) != meaning) continue;
      const std::size_t most = signs.size() / 4;
      std::size_t far = most + 1;
      for (const std::string& one : form) {
        const std::u32string right = small_characters(one);
        for (const std::u32string& said : {wrong, wrong_brief}) {
          const std::size_t apart =
              said.size() > right.size() ? said.size() - right.size() : right.size() - said.size();
          if (apart < far) far = std::min(far, edit_distance(said, right));
        }
      }
      if (far > most || far > least) continue;
      if (far < least) best.clear();
      least = far;
      if (best.empty() || best.back() != code) best.push_back(code);
    }
  }
  return best.size() == 1 ? std::optional(best.front()) : std::nullopt;
}

std::vector<RegionCode> Divisions::namesakes(std::string_view text) const {
  std::string whole = full_name(text);
  cut_group(whole);
  whole = full_name(whole);
  for (std::size_t at = 1; at < whole.size(); ++at) {
    const auto found = by_full_.find(std::string_view(whole).substr(at));
    if (found == by_full_.end()) continue;
    // Another division above it is known to hold none of this name.
    return named_whole(whole.substr(0, at)).empty() ? found->second : std::vector<RegionCode>{};
  }
  return {};
}

std::string Divisions::path(RegionCode code) const {
  std::string out;
  for (const RegionLevel level : levels) {
    if (level > code.level()) break;
    const auto found = names_.find(code.at(level));
    if (found != names_.end()) out += found->second.full;
  }
  return out;
}

}  // namespace jinguo::inline v0_1::io::detail

#include "divisions.hpp"

#include <algorithm>

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

/// A name without the committee that a village's list of divisions puts behind it.
std::string full_name(std::string_view name) {
  std::string out = everyday(name);
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
  const std::string whole = full_name(text);
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
    const std::string_view above = std::string_view(whole).substr(0, at);
    const std::string_view last = std::string_view(whole).substr(at);
    take(by_full_, last, above);
    if (at > 0) take(by_brief_, last, above);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
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

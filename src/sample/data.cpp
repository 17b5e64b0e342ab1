#include "data.hpp"

#include <charconv>
#include <optional>

#include "jinguo/core/coded.hpp"
#include "jinguo/domain/region.hpp"
#include "jinguo/io/file.hpp"
#include "jinguo/sample/yueyang.hpp"

namespace jinguo::inline v0_1::sample {
namespace {

constexpr std::size_t file_limit = std::size_t{16} << 20U;

Issue fault(std::string_view code, std::string_view file, std::int64_t row,
            std::string_view column = {}) {
  Issue issue;
  issue.code = code;
  issue.file = file;
  issue.row = row;
  issue.column = column;
  issue.expected.code = code;
  return issue;
}

/// A table of the data folder: quoted cells may hold commas, not line ends.
class Sheet {
 public:
  Sheet(const std::filesystem::path& folder, std::string file,
        std::initializer_list<std::string_view> columns, std::vector<Issue>& issues)
      : file_(std::move(file)), issues_(&issues) {
    const std::string text = io::read_file(folder / file_, file_limit);
    std::int64_t row = 0;
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = text.find('\n', at);
      if (end == std::string::npos) end = text.size();
      std::string_view line = std::string_view(text).substr(at, end - at);
      at = end + 1;
      ++row;
      if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
      if (line.empty()) continue;
      auto cells = split(line);
      if (row == 1) {
        for (std::size_t k = 0; k < cells.size(); ++k) columns_.emplace(cells[k], k);
        for (const std::string_view name : columns) {
          if (!columns_.contains(name))
            issues_->push_back(fault("sample.column", file_, 1, name));
        }
        width_ = cells.size();
      } else if (cells.size() != width_) {
        issues_->push_back(fault("sample.width", file_, row));
      } else {
        rows_.emplace_back(row, std::move(cells));
      }
    }
  }
  [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }
  [[nodiscard]] std::int64_t row(std::size_t k) const { return rows_[k].first; }
  [[nodiscard]] std::string_view text(std::size_t k, std::string_view column) const {
    const auto found = columns_.find(column);
    return found == columns_.end() ? std::string_view{} : rows_[k].second[found->second];
  }
  void wrong(std::size_t k, std::string_view column) const {
    issues_->push_back(fault("sample.value", file_, row(k), column));
  }
  [[nodiscard]] std::int64_t number(std::size_t k, std::string_view column) const {
    const std::string_view cell = text(k, column);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc{} || end != cell.data() + cell.size() || value < 0 ||
        value > 1'000'000'000) {
      wrong(k, column);
      return 0;
    }
    return value;
  }
  template <class E>
  [[nodiscard]] E coded(std::size_t k, std::string_view column) const {
    const auto value = from_text<E>(text(k, column));
    if (!value) wrong(k, column);
    return value.value_or(E{});
  }
  [[nodiscard]] std::vector<std::string_view> list(std::size_t k, std::string_view column) const {
    std::vector<std::string_view> parts;
    std::string_view cell = text(k, column);
    while (!cell.empty()) {
      const std::size_t end = std::min(cell.find(';'), cell.size());
      parts.push_back(cell.substr(0, end));
      cell.remove_prefix(std::min(end + 1, cell.size()));
    }
    return parts;
  }
  template <class E>
  [[nodiscard]] std::vector<E> coded_list(std::size_t k, std::string_view column) const {
    std::vector<E> out;
    for (const std::string_view part : list(k, column)) {
      const auto value = from_text<E>(part);
      if (value) {
        out.push_back(*value);
      } else {
        wrong(k, column);
      }
    }
    return out;
  }
  [[nodiscard]] RegionCode region(std::size_t k, std::string_view column) const {
    const auto code = RegionCode::parse(text(k, column));
    if (!code) wrong(k, column);
    return code.value_or(RegionCode{});
  }

 private:
  static std::vector<std::string> split(std::string_view line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t k = 0; k < line.size(); ++k) {
      const char c = line[k];
      if (quoted && c == '"' && k + 1 < line.size() && line[k + 1] == '"') {
        cells.back() += c;
        ++k;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
    return cells;
  }
  std::string file_;
  std::vector<Issue>* issues_;
  std::map<std::string, std::size_t, std::less<>> columns_{};
  std::size_t width_ = 0;
  std::vector<std::pair<std::int64_t, std::vector<std::string>>> rows_{};
};

/// "113.129684" in millionths of a degree; digits beyond the sixth are dropped.
std::optional<std::int32_t> degrees(std::string_view text) {
  std::int64_t value = 0;
  int decimals = -1;
  for (const char c : text) {
    if (c == '.' && decimals < 0) {
      decimals = 0;
    } else if (c < '0' || c > '9') {
      return std::nullopt;
    } else if (decimals < 6) {
      value = value * 10 + (c - '0');
      if (decimals >= 0) ++decimals;
      if (value > 360'000'000) return std::nullopt;
    }
  }
  for (int k = std::max(decimals, 0); k < 6; ++k) value *= 10;
  if (text.empty() || value > 360'000'000) return std::nullopt;
  return static_cast<std::int32_t>(value);
}

/// The rings of each feature of a GeoJSON file whose geometry is a Polygon or MultiPolygon and
/// whose properties have a code; what else a feature says is passed over.
std::map<RegionCode, Boundary> read_boundaries(const std::filesystem::path& folder,
                                               const std::string& file,
                                               std::vector<Issue>& issues) {
  std::map<RegionCode, Boundary> out;
  const std::string text = io::read_file(folder / file, file_limit);
  const std::string code_key = "\"code\":\"";
  const std::string points_key = "\"coordinates\":";
  for (std::size_t at = text.find(code_key); at != std::string::npos;
       at = text.find(code_key, at)) {
    at += code_key.size();
    const auto code = RegionCode::parse(std::string_view(text).substr(at, 6));
    std::size_t k = text.find(points_key, at);
    if (!code || k == std::string::npos) {
      issues.push_back(fault("sample.boundary", file, 0));
      break;
    }
    k += points_key.size();
    Boundary boundary;
    std::vector<LonLat> ring;
    std::vector<std::int32_t> pair;
    int depth = 0;
    bool sound = true;
    for (; k < text.size() && sound; ++k) {
      const char c = text[k];
      if (c == '[') {
        ++depth;
      } else if (c == ']') {
        if (pair.size() == 2) {  // a point has ended
          ring.push_back({pair[0], pair[1]});
        } else if (pair.empty() && !ring.empty()) {  // a ring has ended
          boundary.rings.push_back(std::move(ring));
          ring.clear();
        } else if (!pair.empty()) {
          sound = false;
        }
        pair.clear();
        if (--depth == 0) break;
      } else if (c != ',' && c != ' ' && c != '\n') {
        const std::size_t end = std::min(text.find_first_of(",] \n", k), text.size());
        const auto value = degrees(std::string_view(text).substr(k, end - k));
        sound = value.has_value() && pair.size() < 2;
        if (sound) pair.push_back(*value);
        k = end - 1;
      }
    }
    if (!sound || depth != 0 || boundary.rings.empty()) {
      issues.push_back(fault("sample.boundary", file, 0, code->to_string()));
    }
    out.emplace(*code, std::move(boundary));
  }
  return out;
}

void read_divisions(const std::filesystem::path& folder, Data& data, std::vector<Issue>& issues) {
  const Sheet counties(folder, "counties.csv", {"code", "leading_industries"}, issues);
  std::map<RegionCode, std::vector<Industry>> leading;
  for (std::size_t k = 0; k < counties.size(); ++k) {
    leading[counties.region(k, "code")] = counties.coded_list<Industry>(k, "leading_industries");
  }
  const Sheet divisions(folder, "divisions.csv", {"code", "level", "name", "kind", "lon", "lat"},
                        issues);
  for (std::size_t k = 0; k < divisions.size(); ++k) {
    Division division;
    division.code = divisions.region(k, "code");
    division.name = divisions.text(k, "name");
    division.kind = divisions.text(k, "kind");
    if (!divisions.text(k, "lon").empty()) {
      const auto lon = degrees(divisions.text(k, "lon"));
      const auto lat = degrees(divisions.text(k, "lat"));
      if (!lon) divisions.wrong(k, "lon");
      if (!lat) divisions.wrong(k, "lat");
      division.position = {lon.value_or(0), lat.value_or(0)};
      division.has_position = true;
    }
    const std::string_view level = divisions.text(k, "level");
    if (level == "prefecture" && division.has_position) {
      data.prefectures.push_back(std::move(division));
    } else if (level == "county" && division.has_position) {
      division.leading = leading[division.code];
      if (division.leading.empty()) divisions.wrong(k, "code");
      data.counties.push_back(std::move(division));
    } else if (level == "township") {
      data.townships.push_back(std::move(division));
    } else {
      divisions.wrong(k, "level");
    }
  }
  const Sheet villages(folder, "villages.csv", {"code", "name", "kind"}, issues);
  for (std::size_t k = 0; k < villages.size(); ++k) {
    Division division;
    division.code = villages.region(k, "code");
    division.name = villages.text(k, "name");
    division.kind = villages.text(k, "kind");
    if (division.kind != "village" && division.kind != "community") villages.wrong(k, "kind");
    data.villages.push_back(std::move(division));
  }
  std::set<RegionCode> inhabited;
  for (const Division& village : data.villages) {
    inhabited.insert(village.code.at(RegionLevel::county));
  }
  for (const Division& county : data.counties) {
    if (!inhabited.contains(county.code)) {
      issues.push_back(fault("sample.county", "villages.csv", 0, county.code.to_string()));
    }
  }
  if (data.counties.empty()) issues.push_back(fault("sample.county", "divisions.csv", 0));
}

void read_industries(const std::filesystem::path& folder, Data& data, std::vector<Issue>& issues) {
  const Sheet sheet(folder, "industries.csv",
                    {"industry", "base_kind", "work", "risk", "income_low", "income_high",
                     "at_home_per_mille", "wish_weight", "skills"},
                    issues);
  std::set<Industry> seen;
  for (std::size_t k = 0; k < sheet.size(); ++k) {
    const Industry industry = sheet.coded<Industry>(k, "industry");
    if (!seen.insert(industry).second) sheet.wrong(k, "industry");
    IndustryFacts& facts = data.industries[static_cast<std::size_t>(industry)];
    if (!sheet.text(k, "base_kind").empty()) {
      facts.base_kind = static_cast<std::int64_t>(sheet.coded<BaseKind>(k, "base_kind"));
    }
    facts.work = sheet.coded<Work>(k, "work");
    facts.risk = sheet.coded<Risk>(k, "risk");
    facts.income_low = sheet.number(k, "income_low");
    facts.income_high = sheet.number(k, "income_high");
    if (facts.income_high < facts.income_low) sheet.wrong(k, "income_high");
    facts.at_home = sheet.number(k, "at_home_per_mille");
    facts.wish = sheet.number(k, "wish_weight");
    facts.skills = sheet.coded_list<Skill>(k, "skills");
    if (facts.skills.empty()) sheet.wrong(k, "skills");
  }
  if (seen.size() != std::size(industry_codes)) {
    issues.push_back(fault("sample.industries", "industries.csv", 0));
  }
}

void read_products(const std::filesystem::path& folder, Data& data, std::vector<Issue>& issues) {
  const Sheet sheet(
      folder, "loan_products.csv",
      {"id", "name", "scheme", "valid_from", "valid_to", "ceiling", "max_term_months",
       "max_points_bp", "subsidy_bp", "payer_bp", "registered_only", "min_age", "max_age"},
      issues);
  for (std::size_t k = 0; k < sheet.size(); ++k) {
    LoanProduct product;
    if (why_not_id(sheet.text(k, "id")).empty()) {
      product.id = IdOf<LoanProduct>(std::string(sheet.text(k, "id")));
    } else {
      sheet.wrong(k, "id");
    }
    product.name = sheet.text(k, "name");
    product.scheme = sheet.coded<LoanScheme>(k, "scheme");
    const auto from = parse_date(sheet.text(k, "valid_from"));
    if (!from) sheet.wrong(k, "valid_from");
    product.valid_from = from.value_or(Date{});
    if (!sheet.text(k, "valid_to").empty()) {
      product.valid_to = parse_date(sheet.text(k, "valid_to"));
      if (!product.valid_to) sheet.wrong(k, "valid_to");
    }
    const auto ceiling = Money::parse(sheet.text(k, "ceiling"));
    if (!ceiling) sheet.wrong(k, "ceiling");
    product.ceiling = ceiling.value_or(Money{});
    product.max_term_months = static_cast<std::int32_t>(sheet.number(k, "max_term_months"));
    product.max_points_bp = static_cast<std::int32_t>(sheet.number(k, "max_points_bp"));
    const auto shares = [&](std::string_view column) {
      std::vector<std::int32_t> out;
      for (const std::string_view part : sheet.list(k, column)) {
        std::int32_t value = 0;
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
        if (error != std::errc{} || end != part.data() + part.size()) sheet.wrong(k, column);
        out.push_back(value);
      }
      return out;
    };
    product.subsidy_bp = shares("subsidy_bp");
    product.payer_bp = shares("payer_bp");
    product.registered_only = sheet.number(k, "registered_only") != 0;
    product.min_age = static_cast<std::int32_t>(sheet.number(k, "min_age"));
    product.max_age = static_cast<std::int32_t>(sheet.number(k, "max_age"));
    data.products.push_back(std::move(product));
  }
}

}  // namespace

void Assumptions::add(std::string name, std::int64_t value, std::int64_t row) {
  entries_.insert_or_assign(std::move(name), Entry{value, row, false});
}

std::int64_t Assumptions::operator()(std::string_view name) {
  const auto found = entries_.find(name);
  if (found == entries_.end()) {
    missing_.emplace(name);
    return 0;
  }
  found->second.used = true;
  return found->second.value;
}

std::vector<std::int64_t> Assumptions::weights(std::string_view prefix,
                                               std::initializer_list<std::string_view> names) {
  std::vector<std::int64_t> out;
  for (const std::string_view name : names) {
    out.push_back((*this)(std::string(prefix) + "." + std::string(name)));
  }
  return out;
}

void Assumptions::check() const {
  std::vector<Issue> issues;
  for (const std::string& name : missing_) {
    issues.push_back(fault("sample.assumption_missing", "assumptions.csv", 0, name));
  }
  for (const auto& [name, entry] : entries_) {
    if (!entry.used) {
      issues.push_back(fault("sample.assumption_unused", "assumptions.csv", entry.row, name));
    }
  }
  if (!issues.empty()) throw InputError(std::move(issues));
}

bool Boundary::contains(LonLat point) const noexcept {
  bool inside = false;
  for (const auto& ring : rings) {
    for (std::size_t k = 0, last = ring.size() - 1; k < ring.size(); last = k++) {
      const LonLat a = ring[last];
      const LonLat b = ring[k];
      if ((a.lat_e6 <= point.lat_e6) == (b.lat_e6 <= point.lat_e6)) continue;
      const std::int64_t rise = std::int64_t{b.lat_e6} - a.lat_e6;
      const std::int64_t run = std::int64_t{b.lon_e6} - a.lon_e6;
      const std::int64_t up = std::int64_t{point.lat_e6} - a.lat_e6;
      const std::int64_t right = std::int64_t{point.lon_e6} - a.lon_e6;
      if ((right * rise < run * up) == (rise > 0)) inside = !inside;
    }
  }
  return inside;
}

Data read_data(const std::filesystem::path& folder) {
  Data data;
  std::vector<Issue> issues;
  read_divisions(folder, data, issues);
  data.boundaries = read_boundaries(folder, "counties.geojson", issues);
  read_industries(folder, data, issues);
  read_products(folder, data, issues);
  const Sheet sheet(folder, "assumptions.csv", {"name", "value"}, issues);
  for (std::size_t k = 0; k < sheet.size(); ++k) {
    data.assume.add(std::string(sheet.text(k, "name")), sheet.number(k, "value"), sheet.row(k));
  }
  if (!issues.empty()) throw InputError(std::move(issues));
  return data;
}

std::vector<Region> divisions(const std::filesystem::path& data_folder) {
  Data data;
  std::vector<Issue> issues;
  read_divisions(data_folder, data, issues);
  if (!issues.empty()) throw InputError(std::move(issues));
  std::vector<Region> out;
  const auto add = [&out](RegionCode code, std::string name) -> Region& {
    Region& region = out.emplace_back();
    region.code = code;
    region.name = std::move(name);
    return region;
  };
  add(RegionCode{430'000'000'000}, "湖南省");  // the data begin below it
  for (const auto* const list :
       {&data.prefectures, &data.counties, &data.townships, &data.villages}) {
    for (const Division& division : *list) {
      Region& region = add(division.code, division.name);
      if (division.has_position) region.position = division.position;
    }
  }
  return out;
}

}  // namespace jinguo::inline v0_1::sample

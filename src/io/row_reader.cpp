#include "row_reader.hpp"

#include "jinguo/core/privacy.hpp"

namespace jinguo::inline v0_1::io::detail {
namespace {

/// Whether a cell holds a name rather than a code: a sign beyond ASCII that is no digit.
bool is_name(std::string_view cell) {
  if (cell.size() > max_header_bytes || holds_citizen_number(cell)) return false;
  const std::string narrow = plain(cell);
  return std::any_of(narrow.begin(), narrow.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

/// Takes the next item off a list separated by ; ； or 、.
std::string_view take_item(std::string_view& cell) {
  std::size_t end = cell.size();
  std::size_t mark = 0;
  for (const std::string_view separator : {";", "；", "、"}) {
    const std::size_t found = cell.substr(0, end).find(separator);
    if (found != std::string_view::npos) {
      end = found;
      mark = separator.size();
    }
  }
  const std::string_view item = trimmed(cell.substr(0, end));
  cell.remove_prefix(end + mark);
  return item;
}

}  // namespace

void RowReader::begin(std::span<const std::string_view> cells, std::int64_t row,
                      std::span<const CellFault> faults) {
  cells_ = cells;
  faults_ = faults;
  row_ = row;
  column_ = 0;
  good_ = true;
}

void RowReader::read(const CellField& field, void* value) {
  const bool free = field.use == FieldUse::free_text || field.use == FieldUse::personal;
  if (!faults_.empty() && tell_faults(field, free)) return;
  if (field.type->kind == CellKind::coordinate) {
    read_position(*static_cast<std::optional<LonLat>*>(value));
    return;
  }
  const std::string_view raw = next_cell();
  const std::string_view cell = field.type->kind == CellKind::text && free ? raw : trimmed(raw);
  if (cell.empty()) {
    const bool required = field.use == FieldUse::key || field.use == FieldUse::required;
    if (required && header_.at[column_ - 1] == nowhere) {
      good_ = false;  // the heading's fault, told once
    } else if (required) {
      fail(field.name, [&] { return make_issue("io.empty", file_); });
    }
  } else if (field.type->is_list) {
    read_list(field, cell, value);
  } else {
    read_single(field, cell, free, value);
  }
}

void RowReader::read_single(const CellField& field, std::string_view cell, bool free, void* value) {
  const CellType& type = *field.type;
  bool read = type.read(cell, value, type.unit(field.name));
  if (type.kind == CellKind::text) {
    read = read && !is_spreadsheet_error(cell);
    if (read && holds_citizen_number(cell)) {
      fail(field.name, [&] { return make_issue("io.citizen_number", file_); });
      return;
    }
  } else if (type.kind == CellKind::region && !read && field.use != FieldUse::key &&
             is_name(cell)) {
    const std::optional<RegionCode> code = read_name(field.name, cell);
    if (!code) return;
    read = type.read(code->to_string(), value, {});
  }
  if (!read) {
    fail(field.name, [&] { return diagnose(cell, type.allowed(field.name), free); });
  } else if ((type.kind == CellKind::text || type.kind == CellKind::id) &&
             resembles_citizen_number(cell)) {
    tell(field.name, Severity::warning,
         [&] { return make_issue("io.citizen_number.doubtful", file_); });
  }
}

void RowReader::read_list(const CellField& field, std::string_view cell, void* values) {
  const CellType& type = *field.type;
  if (is_spreadsheet_error(cell)) {
    fail(field.name, [&] { return diagnose(cell, type.allowed(field.name), false); });
    return;
  }
  const bool coded = type.kind == CellKind::coded;
  if (coded && field.use == FieldUse::optional && is_nothing(cell)) return;
  const CellUnit unit = type.unit(field.name);
  const auto fail_item = [&](std::string_view code, std::string_view item, std::string parts) {
    fail(field.name, [&] {
      Issue issue = make_issue(code, file_);
      issue.value = shown(item);
      if (!parts.empty()) issue.mend = {"io.list.parts", {{"text", std::move(parts)}}};
      return issue;
    });
  };
  while (!cell.empty()) {
    const std::string_view item = take_item(cell);
    if (item.empty()) continue;
    if (type.size(values) >= max_list_items) {
      fail(field.name, [&] { return make_issue("io.list", file_); });
      return;
    }
    // In a list a comma parts items more likely than thousands.
    if (item.find(',') != std::string_view::npos || item.find("，") != std::string_view::npos) {
      fail_item("io.list.comma", item, {});
    } else if (type.read(item, values, unit)) {
      continue;
    } else if (std::string parts = type.parted(item); !parts.empty()) {
      fail_item("io.list.comma", item, std::move(parts));
    } else {
      fail(field.name, [&] { return diagnose(item, type.allowed(field.name), false); });
    }
  }
  if (type.size(values) == 0 && good_ && field.use == FieldUse::required) {
    fail(field.name, [&] { return make_issue("io.empty", file_); });
  }
}

bool RowReader::tell_faults(const CellField& field, bool free) {
  const bool is_position = field.type->kind == CellKind::coordinate;
  const std::size_t columns = field.columns();
  bool found = false;
  for (std::size_t k = 0; k < columns; ++k) {
    const CellFault* const fault = fault_at(header_.at[column_ + k]);
    if (fault == nullptr) continue;
    found = true;
    const std::string_view name = !is_position ? field.name : k == 0 ? "lon" : "lat";
    fail(name, [&] {
      return unread(fault->code, fault->value, fault->text, field.type->allowed(name), free);
    });
  }
  if (found) column_ += columns;
  return found;
}

std::string_view RowReader::next_cell() {
  const std::size_t at = header_.at[column_++];
  return at == nowhere || at >= cells_.size() ? std::string_view{} : cells_[at];
}

const CellFault* RowReader::fault_at(std::size_t column) const {
  const auto found = std::find_if(faults_.begin(), faults_.end(),
                                  [&](const CellFault& one) { return one.column == column; });
  return found == faults_.end() ? nullptr : &*found;
}

std::string RowReader::listed(const std::vector<RegionCode>& divisions) const {
  std::string out;
  for (std::size_t k = 0; k < divisions.size() && k < 5; ++k) {
    out += (k > 0 ? "; " : "") + divisions_.path(divisions[k]) + " " + divisions[k].to_string();
  }
  return divisions.size() > 5 ? out + "; ..." : out;
}

std::optional<RegionCode> RowReader::read_name(std::string_view column, std::string_view cell) {
  const std::vector<RegionCode> found = divisions_.named(cell);
  if (found.size() == 1) return found[0];
  fail(column, [&] {
    Issue issue = make_issue(found.empty() ? "io.region.name" : "io.region.names", file_);
    issue.value = shown(cell);
    if (!found.empty()) {
      issue.mend.parameters = {{"listed", listed(found)}};
      return issue;
    }
    if (divisions_.empty()) issue.mend.code = "io.region.mend";
    if (const std::optional<RegionCode> near = divisions_.nearest(cell)) {
      issue.mend = {"io.region.name.nearest", {{"listed", listed({*near})}}};
    } else if (const std::vector<RegionCode> same = divisions_.namesakes(cell); !same.empty()) {
      issue.mend = {"io.region.name.same", {{"listed", listed(same)}}};
    }
    return issue;
  });
  return std::nullopt;
}

void RowReader::read_position(std::optional<LonLat>& value) {
  const bool halved = (header_.at[column_] == nowhere) != (header_.at[column_ + 1] == nowhere);
  const std::string_view lon = trimmed(next_cell());
  const std::string_view lat = trimmed(next_cell());
  if (lon.empty() && lat.empty()) return;
  if (halved) {
    good_ = false;  // the heading's fault, told once
    return;
  }
  const auto coordinate = [&](std::string_view cell, std::string_view column,
                              std::int32_t most) -> std::int32_t {
    if (cell.empty()) {
      fail(column, [&] { return make_issue("io.position.half", file_); });
      return 0;
    }
    const std::optional<std::int32_t> degrees = parse_degrees(cell);
    if (!degrees) {
      fail(column, [&] { return diagnose(cell, allowed_in<LonLat>(column), false); });
    } else if (*degrees > most || *degrees < -most) {
      fail(column, [&] {
        Issue issue = make_issue("io.position.range", file_);
        issue.value = shown(cell);
        return issue;
      });
    }
    return degrees.value_or(0);
  };
  const std::int32_t x = coordinate(lon, "lon", 180'000'000);
  const std::int32_t y = coordinate(lat, "lat", 90'000'000);
  value = LonLat{x, y};
}

}  // namespace jinguo::inline v0_1::io::detail

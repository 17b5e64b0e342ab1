#include "headings.hpp"

#include <algorithm>
#include <utility>

#include "jinguo/core/text.hpp"
#include "nearest.hpp"

namespace jinguo::inline v0_1::io::detail {

namespace {

/// Without the star that forms put to what must be filled in.
std::string_view unstarred(std::string_view heading) {
  for (const std::string_view star : {"*", "＊"}) {
    if (heading.ends_with(star)) return trimmed(heading.substr(0, heading.size() - star.size()));
  }
  return heading;
}

bool is_ignored(std::string_view heading) { return heading.starts_with("x_") || heading == "备注"; }

const Column* column_of(std::string_view heading, std::span<const Column> schema, Naming& naming) {
  const auto found = std::find_if(schema.begin(), schema.end(), [&](const Column& column) {
    naming = names_column(heading.substr(0, max_header_bytes), column.name, column.zh, column.unit);
    return naming != Naming::none;
  });
  return found == schema.end() ? nullptr : &*found;
}

/// Headings that name no column of the table.
void tell_unknown(std::span<const std::string_view> cells, const std::vector<std::size_t>& unknown,
                  std::span<const Column> schema, const std::string& file, IssueList& issues) {
  std::vector<std::string_view> names;
  std::vector<std::string_view> names_zh;  // without the unit in brackets: 最远距离（米）
  for (const Column& column : schema) {
    names.push_back(column.name);
    names_zh.push_back(column.zh.substr(0, column.zh.find("（")));
  }
  for (const std::size_t k : unknown) {
    const std::string_view heading = unstarred(trimmed(cells[k]).substr(0, max_header_bytes));
    Issue issue = make_issue("io.column.unknown", file, 1, shown(heading));
    if (issue.column.empty()) issue.column = "#" + std::to_string(k + 1);
    const bool ascii = jinguo::detail::is_ascii(heading);
    std::string nearest = nearest_word(everyday(heading), ascii ? names : names_zh);
    for (std::size_t j = 0; j < schema.size() && !ascii; ++j) {
      if (nearest == names_zh[j]) nearest = schema[j].zh;
    }
    propose_nearest(issue, std::move(nearest));
    issues.add(std::move(issue));
  }
}

/// Columns that must be there and are not, one half of a position too; false if there are any.
bool tell_missing(const Header& header, std::span<const Column> schema, const std::string& file,
                  IssueList& issues) {
  bool all = true;
  const auto miss = [&](const Column& column) {
    Issue issue = make_issue("io.column.missing", file, 1, column.name);
    issue.expected.parameters = {{"name", std::string(column.name)},
                                 {"zh", std::string(column.zh)}};
    issues.add(std::move(issue));
    all = false;
  };
  for (std::size_t k = 0; k < schema.size(); ++k) {
    const bool required = schema[k].use == FieldUse::key || schema[k].use == FieldUse::required;
    if (required && header.at[k] == nowhere) miss(schema[k]);
    if (schema[k].name == "lat" && schema[k - 1].name == "lon" &&
        (header.at[k] == nowhere) != (header.at[k - 1] == nowhere)) {
      miss(schema[header.at[k] == nowhere ? k : k - 1]);
    }
  }
  return all;
}

}  // namespace

void propose_nearest(Issue& issue, std::string nearest) {
  if (nearest.empty()) {
    issue.mend.code = issue.code + ".none";
  } else {
    issue.mend.parameters = {{"nearest", std::move(nearest)}};
  }
}

std::int64_t heading_below(RowSource& source, std::span<const Column> schema) {
  std::vector<std::string_view> cells;
  for (int k = 0; k < 10 && source.next(cells); ++k) {
    Naming naming{};
    const auto known = std::count_if(cells.begin(), cells.end(), [&](std::string_view cell) {
      const std::string_view heading = unstarred(trimmed(cell));
      return !heading.empty() && column_of(heading, schema, naming) != nullptr;
    });
    if (known >= 2) return source.row();
  }
  return 0;
}

Header read_header(std::span<const std::string_view> cells, std::span<const Column> schema,
                   const std::string& file, IssueList& issues) {
  Header header;
  header.at.assign(schema.size(), nowhere);
  header.must_be_empty.assign(cells.size(), false);
  const auto fail = [&](Issue issue) {
    header.usable = false;
    issues.add(std::move(issue));
  };
  std::size_t known = 0;
  std::vector<std::size_t> unknown;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const std::string_view heading = unstarred(trimmed(cells[k]));
    if (heading.empty()) {
      header.must_be_empty[k] = true;
      continue;
    }
    header.count = k + 1;
    if (is_ignored(heading)) continue;
    Naming naming = Naming::none;
    const Column* const found = column_of(heading, schema, naming);
    if (naming == Naming::other_unit) {
      Issue issue = make_issue("io.column.unit", file, 1, found->name);
      issue.value = shown(heading);
      for (Message* message : {&issue.expected, &issue.mend}) {
        message->parameters = {{"word", std::string(unit_name(found->unit, false))},
                               {"name", std::string(unit_name(found->unit, true))}};
      }
      fail(std::move(issue));  // the rows below are looked at all the same
    }
    if (found == nullptr) {
      unknown.push_back(k);
      continue;
    }
    ++known;
    std::size_t& at = header.at[static_cast<std::size_t>(found - schema.data())];
    if (at != nowhere) fail(make_issue("io.column.twice", file, 1, found->name));
    at = k;
  }
  if (known == 0) {
    // Perhaps rows without a heading, so that the cells hold what must not be told.
    const bool separated =
        cells.size() == 1 && cells[0].find_first_of(";\t|") != std::string_view::npos;
    header.usable = false;
    header.missing = !separated;
    if (separated) fail(make_issue("io.csv.separator", file, 1));
    return header;
  }
  tell_unknown(cells, unknown, schema, file, issues);
  const bool all = tell_missing(header, schema, file, issues);
  header.usable = header.usable && unknown.empty() && all;
  return header;
}

std::vector<Column> columns_of(std::size_t table) {
  std::vector<Column> out;
  for (const CellField& field : cell_fields(table)) {
    if (field.type->kind == CellKind::coordinate) {
      out.push_back({"lon", "经度", field.use});
      out.push_back({"lat", "纬度", field.use});
    } else {
      out.push_back({field.name, field.zh, field.use, field.type->unit(field.name)});
    }
  }
  return out;
}

}  // namespace jinguo::inline v0_1::io::detail

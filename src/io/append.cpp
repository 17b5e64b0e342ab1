// Rows added to tables that officers keep: their files stay as they are, byte by byte.

#include <cstddef>
#include <optional>
#include <type_traits>

#include "cells.hpp"
#include "csv.hpp"
#include "csv_writer.hpp"
#include "jinguo/domain/validate.hpp"
#include "jinguo/io/file.hpp"
#include "jinguo/io/tables.hpp"

namespace jinguo::inline v0_1::io {
namespace {

constexpr std::size_t most_bytes = std::size_t{4} << 30;

/// How a file of a table is written.
struct Form {
  std::vector<std::string> header{};
  detail::CsvForm csv{};
  std::string line_end = "\r\n";
  bool open_line = false;  ///< Its last row has no line end.
};

Form form_of(const std::filesystem::path& path, std::string_view bytes) {
  Form form;
  const auto source = detail::open_csv(path, most_bytes);
  std::vector<std::string_view> cells;
  if (!source->next(cells)) {
    Issue issue = source->fault().value_or(Issue{});
    if (issue.code.empty()) issue.code = issue.expected.code = "io.header.missing";
    issue.file = path.filename().string();
    throw InputError(std::move(issue));
  }
  for (const std::string_view cell : cells) form.header.emplace_back(detail::trimmed(cell));
  while (!form.header.empty() && form.header.back().empty()) form.header.pop_back();
  form.csv = source->form();
  const std::string text = detail::converted(bytes, form.csv.encoding, "UTF-8");
  const std::size_t end = text.find_first_of("\r\n");
  if (end != std::string::npos) {
    form.line_end =
        std::string_view(text).substr(end).starts_with("\r\n") ? "\r\n" : std::string(1, text[end]);
  }
  form.open_line = !text.empty() && text.back() != '\n' && text.back() != '\r';
  return form;
}

/// Whether a heading names a field, as reading has it.
bool names(const std::string& heading, const detail::CellField& field) {
  return detail::names_column(heading, field.name, field.zh, field.type->unit(field.name)) ==
         detail::Naming::exact;
}

/// The cell of a record below a heading; nothing for a column of the officer's own.
std::string cell_below(const std::string& heading, std::span<const detail::CellField> fields,
                       const void* record, Language language) {
  std::string text;
  for (const detail::CellField& field : fields) {
    if (names(heading, field)) field.type->write(text, field.in(record), language);
  }
  return text;
}

Language language_of(const std::vector<std::string>& header,
                     std::span<const detail::CellField> fields) {
  for (const detail::CellField& field : fields) {
    for (const std::string& heading : header) {
      if (names(heading, field) && heading.find(field.zh) != std::string::npos) {
        return Language::zh;
      }
    }
  }
  return Language::en;
}

template <class Record>
void append(const std::filesystem::path& folder, std::span<const Record> records,
            Language headers) {
  if (records.empty()) return;
  const std::filesystem::path path = folder / (std::string(Record::table) + ".csv");
  const std::vector<detail::CellField>& fields = detail::cell_fields(table_number<Record>);
  std::string bytes;
  Form form;
  Language language = headers;
  if (std::filesystem::exists(path)) {
    bytes = read_file(path, most_bytes);
    form = form_of(path, bytes);
    language = language_of(form.header, fields);
  } else {
    for (const detail::CellField& field : fields) {
      form.header.emplace_back(headers == Language::zh ? field.zh : field.name);
    }
    detail::CsvWriter heading;
    for (const std::string& name : form.header) heading.cell(name);
    heading.end_row();
    bytes = heading.take();
  }
  detail::CsvWriter rows(form.open_line ? form.line_end : std::string{}, form.csv.separator,
                         form.line_end);
  for (const Record& record : records) {
    for (const std::string& heading : form.header) {
      rows.cell(cell_below(heading, fields, &record, language));
    }
    rows.end_row();
  }
  bytes += detail::converted(rows.take(), "UTF-8", form.csv.encoding);
  write_file(path, bytes, Access::as_before);
}

}  // namespace

void append_relations(const std::filesystem::path& folder, std::span<const Mentorship> mentorships,
                      std::span<const Placement> placements, Language headers) {
  append(folder, mentorships, headers);
  append(folder, placements, headers);
}

}  // namespace jinguo::inline v0_1::io

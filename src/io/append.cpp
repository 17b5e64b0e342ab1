// Rows added to tables that officers keep: their files stay as they are, byte by byte.

#include <iconv.h>

#include <cerrno>
#include <cstddef>
#include <optional>
#include <system_error>
#include <type_traits>

#include "cells.hpp"
#include "csv.hpp"
#include "jinguo/domain/validate.hpp"
#include "jinguo/io/file.hpp"
#include "jinguo/io/tables.hpp"

namespace jinguo::inline v0_1::io {
namespace {

constexpr std::size_t most_bytes = std::size_t{4} << 30;

std::string to_gb18030(std::string_view text) {
  const iconv_t converter = ::iconv_open("GB18030", "UTF-8");
  // NOLINTNEXTLINE(performance-no-int-to-ptr): POSIX says so
  if (converter == reinterpret_cast<iconv_t>(-1)) {
    throw std::system_error(errno, std::generic_category(), "jinguo: no GB18030 converter");
  }
  std::string from(text);
  std::string out(4 * text.size() + 16, '\0');
  char* read = from.data();
  std::size_t read_left = from.size();
  char* write = out.data();
  std::size_t write_left = out.size();
  const bool failed =
      ::iconv(converter, &read, &read_left, &write, &write_left) == static_cast<std::size_t>(-1);
  const int error = errno;
  ::iconv_close(converter);
  if (failed) throw std::system_error(error, std::generic_category(), "jinguo: GB18030");
  out.resize(out.size() - write_left);
  return out;
}

/// How a file of a table is written.
struct Form {
  std::vector<std::string> header{};
  bool gb18030 = false;
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
  // Neither encoding has the bytes of line ends inside a character.
  form.gb18030 = !jinguo::detail::is_utf8(bytes);
  const std::size_t end = bytes.find_first_of("\r\n");
  if (end != std::string_view::npos) {
    form.line_end = bytes.substr(end).starts_with("\r\n") ? "\r\n" : std::string(1, bytes[end]);
  }
  form.open_line = !bytes.empty() && bytes.back() != '\n' && bytes.back() != '\r';
  return form;
}

/// The cell of a record below a heading; nothing for a column of the officer's own.
template <class Record>
std::string cell_below(const std::string& heading, const Record& record, Language language) {
  std::string text;
  for_each_field<Record>([&](const auto& field) {
    if (heading != field.name && heading != field.zh) return;
    detail::write_value(text, record.*field.member, language);
  });
  return text;
}

template <class Record>
Language language_of(const std::vector<std::string>& header) {
  Language language = Language::en;
  for_each_field<Record>([&](const auto& field) {
    for (const std::string& heading : header) {
      if (heading == field.zh) language = Language::zh;
    }
  });
  return language;
}

template <class Record>
void append(const std::filesystem::path& folder, std::span<const Record> records,
            Language headers) {
  if (records.empty()) return;
  const std::filesystem::path path = folder / (std::string(Record::table) + ".csv");
  std::string bytes;
  Form form;
  Language language = headers;
  if (std::filesystem::exists(path)) {
    bytes = read_file(path, most_bytes);
    form = form_of(path, bytes);
    language = language_of<Record>(form.header);
  } else {
    bytes = "\xEF\xBB\xBF";
    for_each_field<Record>([&](const auto& field) {
      form.header.emplace_back(headers == Language::zh ? field.zh : field.name);
    });
    for (std::size_t k = 0; k < form.header.size(); ++k) {
      bytes += (k > 0 ? "," : "") + form.header[k];
    }
    bytes += form.line_end;
  }
  std::string rows = form.open_line ? form.line_end : std::string{};
  for (const Record& record : records) {
    for (std::size_t k = 0; k < form.header.size(); ++k) {
      if (k > 0) rows += ',';
      detail::append_csv_cell(rows, cell_below(form.header[k], record, language));
    }
    rows += form.line_end;
  }
  bytes += form.gb18030 ? to_gb18030(rows) : rows;
  write_file(path, bytes, Access::as_before);
}

}  // namespace

void append_relations(const std::filesystem::path& folder, std::span<const Mentorship> mentorships,
                      std::span<const Placement> placements, Language headers) {
  append(folder, mentorships, headers);
  append(folder, placements, headers);
}

}  // namespace jinguo::inline v0_1::io

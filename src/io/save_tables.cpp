// Tables out of a registry, as text and as files.

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cells.hpp"
#include "csv_writer.hpp"
#include "headings.hpp"
#include "jinguo/domain/validate.hpp"
#include "jinguo/io/file.hpp"
#include "jinguo/io/tables.hpp"

namespace jinguo::inline v0_1::io {
namespace {

using detail::CellSink;
using detail::is_required_table;

/// One table of a registry, whatever its records are.
struct TableCells {
  std::size_t number = 0;
  std::string_view name;
  std::string_view name_zh;
  std::size_t rows = 0;
  const void* first = nullptr;  ///< The first record.
  std::size_t bytes = 0;        ///< Of a record.

  void write(std::size_t row, Language language, const CellSink& cell) const {
    detail::write_record(detail::cell_fields(number),
                         static_cast<const char*>(first) + row * bytes, language, cell);
  }
};

void for_each_table(const Registry& registry, const std::function<void(const TableCells&)>& visit) {
  registry.for_each_table([&]<class Record>(const Table<Record>& table) {
    const std::span<const Record> rows = table.rows();
    visit({table_number<Record>, Record::table, Record::table_zh, rows.size(), rows.data(),
           sizeof(Record)});
  });
}

void write_headings(const TableCells& table, Language language, const CellSink& cell) {
  for (const detail::Column& column : detail::columns_of(table.number)) {
    cell(language == Language::zh ? column.zh : column.name);
  }
}

constexpr std::string_view synthetic_text =
    "The persons, providers and positions in this folder are synthetic: they were made by a "
    "program and are nobody's.\r\n"
    "本文件夹中的人员、帮扶方和位置均为程序生成的模拟数据，不对应任何真实个人。\r\n";

}  // namespace

std::vector<TextTable> to_tables(const Registry& registry, Language headers) {
  std::vector<TextTable> tables;
  for_each_table(registry, [&](const TableCells& from) {
    if (from.rows == 0 && !is_required_table(from.name)) return;
    TextTable& table = tables.emplace_back();
    table.name = headers == Language::zh ? from.name_zh : from.name;
    write_headings(from, headers, [&](std::string_view text) { table.header.emplace_back(text); });
    table.rows.resize(from.rows);
    for (std::size_t k = 0; k < from.rows; ++k) {
      table.rows[k].reserve(table.header.size());
      from.write(k, headers, [&](std::string_view text) { table.rows[k].emplace_back(text); });
    }
  });
  return tables;
}

void save_registry(const Registry& registry, const std::filesystem::path& folder, Language headers,
                   std::span<const FurtherFile> further) {
  WholeFolder whole(folder, Access::as_before);
  if (registry.synthetic()) {
    write_file(whole.parts() / synthetic_marker, synthetic_text);
  } else {
    whole.drop(synthetic_marker);
  }
  for_each_table(registry, [&](const TableCells& table) {
    const std::string name = std::string(table.name) + ".csv";
    if (table.rows == 0 && !is_required_table(table.name) &&
        !std::filesystem::exists(folder / name)) {
      return;
    }
    detail::CsvWriter csv;
    const CellSink cell = [&](std::string_view text) { csv.cell(text); };
    write_headings(table, headers, cell);
    csv.end_row();
    for (std::size_t k = 0; k < table.rows; ++k) {
      table.write(k, headers, cell);
      csv.end_row();
    }
    write_file(whole.parts() / name, csv.take());
  });
  for (const FurtherFile& one : further) write_file(whole.parts() / one.name, one.bytes);
  whole.commit();
}

}  // namespace jinguo::inline v0_1::io

// Tables out of a registry, as text and as files.

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cells.hpp"
#include "csv_writer.hpp"
#include "headings.hpp"
#include "jinguo/io/file.hpp"
#include "jinguo/io/tables.hpp"

namespace jinguo::inline v0_1::io {
namespace {

using detail::CellKind;
using detail::is_required_table;

/// Calls cell(text) for each heading, or each value of a record.
template <class Record, class Cell>
void write_headings(Language language, Cell&& cell) {
  for (const detail::Column& column : detail::columns_of<Record>()) {
    cell(std::string(language == Language::zh ? column.zh : column.name));
  }
}

template <class Record, class Cell>
void write_cells(const Record& record, Language language, Cell&& cell) {
  for_each_field<Record>([&]<class T>(const Field<Record, T>& field) {
    const T& value = record.*field.member;
    if constexpr (detail::kind_of<T>() == CellKind::coordinate) {
      cell(value ? detail::degrees_text(value->lon_e6) : std::string{});
      cell(value ? detail::degrees_text(value->lat_e6) : std::string{});
    } else {
      std::string text;
      detail::write_value(text, value, language);
      cell(std::move(text));
    }
  });
}

constexpr std::string_view synthetic_text =
    "The persons, providers and positions in this folder are synthetic: they were made by a "
    "program and are nobody's.\r\n"
    "本文件夹中的人员、帮扶方和位置均为程序生成的模拟数据，不对应任何真实个人。\r\n";

}  // namespace

std::vector<TextTable> to_tables(const Registry& registry, Language headers) {
  std::vector<TextTable> tables;
  Registry::Records::for_each([&]<class Record>(std::type_identity<Record>) {
    const std::span<const Record> records = registry.all<Record>();
    if (records.empty() && !is_required_table(Record::table)) return;
    TextTable table;
    table.name = headers == Language::zh ? Record::table_zh : Record::table;
    write_headings<Record>(headers, [&](std::string text) { table.header.push_back(text); });
    table.rows.reserve(records.size());
    for (const Record& record : records) {
      std::vector<std::string>& row = table.rows.emplace_back();
      row.reserve(table.header.size());
      write_cells(record, headers, [&](std::string text) { row.push_back(std::move(text)); });
    }
    tables.push_back(std::move(table));
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
  Registry::Records::for_each([&]<class Record>(std::type_identity<Record>) {
    const std::span<const Record> records = registry.all<Record>();
    const std::string name = std::string(Record::table) + ".csv";
    if (records.empty() && !is_required_table(Record::table) &&
        !std::filesystem::exists(folder / name)) {
      return;
    }
    detail::CsvWriter csv;
    const auto cell = [&](const std::string& text) { csv.cell(text); };
    write_headings<Record>(headers, cell);
    csv.end_row();
    for (const Record& record : records) {
      write_cells(record, headers, cell);
      csv.end_row();
    }
    write_file(whole.parts() / name, csv.take());
  });
  for (const FurtherFile& one : further) write_file(whole.parts() / one.name, one.bytes);
  whole.commit();
}

}  // namespace jinguo::inline v0_1::io

#include "csv_writer.hpp"

namespace jinguo::inline v0_1::io::detail {

void CsvWriter::cell(std::string_view text) {
  if (!first_) text_ += separator_;
  first_ = false;
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  const bool quoted = text.find_first_of("\"\r\n") != std::string_view::npos ||
                      text.find(separator_) != std::string_view::npos ||
                      (!text.empty() && (is_blank(text.front()) || is_blank(text.back())));
  if (!quoted) {
    text_ += text;
    return;
  }
  text_ += '"';
  for (const char c : text) {
    if (c == '"') text_ += '"';
    text_ += c;
  }
  text_ += '"';
}

}  // namespace jinguo::inline v0_1::io::detail

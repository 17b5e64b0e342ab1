#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jinguo/core/inline.hpp"
#include "jinguo/core/issue.hpp"
#include "jinguo/core/privacy.hpp"

namespace jinguo::inline v0_1 {

JINGUO_INLINE void mask_citizen_numbers(Issue& issue) {
  for (std::string* text : {&issue.file, &issue.column, &issue.value, &issue.subject}) {
    *text = mask_citizen_numbers(std::move(*text));
  }
  for (Message* message : {&issue.expected, &issue.mend}) {
    for (auto& [name, value] : message->parameters) value = mask_citizen_numbers(std::move(value));
  }
}

JINGUO_INLINE std::string InputError::summary(const std::vector<Issue>& issues) {
  std::string out;
  for (std::size_t k = 0; k < issues.size() && k < 20; ++k) {
    if (k > 0) out += "; ";
    out += issues[k].log_text();
  }
  if (issues.size() > 20) out += "; and " + std::to_string(issues.size() - 20) + " more";
  return out;
}

JINGUO_INLINE std::string Issue::place() const {
  std::string out = file;
  if (row > 0) out += (out.empty() ? "row " : " row ") + std::to_string(row);
  if (!column.empty()) out += (out.empty() ? "" : ", ") + column;
  return mask_citizen_numbers((out.empty() ? "" : out + ": ") + code);
}

JINGUO_INLINE std::string Issue::log_text() const {
  // Policies and arguments of calls hold no person's data; of tables the place must do.
  bool told = false;
  for (const std::string_view prefix :
       {"policy.", "engine.", "measure.", "finance.", "solver.", "python."}) {
    told = told || code.starts_with(prefix);
  }
  const bool of_record = code.starts_with("finance.") && !file.empty();  // a loan's
  if (!told || of_record || find_in_catalogue(expected.code) == nullptr) return place();
  std::string out = place() + " (expected " + expected.text(Language::en);
  if (find_in_catalogue(mend.code) != nullptr) out += "; " + mend.text(Language::en);
  return out + ")";
}

JINGUO_INLINE std::string Issue::text(Language language) const {
  const bool zh = language == Language::zh;
  std::string out = file;
  if (row > 0) out += zh ? " 第" + std::to_string(row) + "行" : " row " + std::to_string(row);
  if (!column.empty()) {
    out += out.empty() ? "" : zh ? "，" : ", ";
    out += zh && !column_zh.empty() ? column_zh + "（" + column + "）" : column;
  }
  if (!subject.empty()) out += (out.empty() ? "" : zh ? "，" : ", ") + subject;
  if (!out.empty()) out += zh ? "：" : ": ";
  if (!value.empty()) out += zh ? "“" + value + "”；" : "\"" + value + "\"; ";
  out += (zh ? "应为 " : "expected ") + expected.text(language);
  if (!mend.code.empty()) out += (zh ? "；" : "; ") + mend.text(language);
  return mask_citizen_numbers(std::move(out));
}

}  // namespace jinguo::inline v0_1

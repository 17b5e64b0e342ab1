#pragma once

#include <compare>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "jinguo/core/issue.hpp"
#include "jinguo/core/privacy.hpp"
#include "jinguo/core/utf8.hpp"

namespace jinguo::inline v0_1 {

/// What is wrong with a text as an id: "" when nothing is; else a catalogue code ("core.id" or
/// "core.id.citizen_number").
[[nodiscard]] std::string_view why_not_id(std::string_view text) noexcept;

/// An opaque identifier. Compared and ordered by its bytes.
///
/// Invariant: empty (no id), or 1 to 64 letters (of any script), digits, `. _ : / -` in UTF-8, not
/// beginning with `-`, and no citizen number in them (core/privacy.hpp).
class Id {
 public:
  Id() = default;
  /// From a text, which validate() judges; empty by default.
  explicit Id(std::string text) : text_(std::move(text)) {
    const std::string_view wrong = why_not_id(text_);
    if (!wrong.empty()) {
      Issue issue;
      issue.code = wrong;
      issue.expected.code = wrong;
      throw InputError(std::move(issue));  // the text is not repeated: it may be a citizen number
    }
  }
  /// The id as text.
  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  /// Whether no id is given.
  [[nodiscard]] bool empty() const noexcept { return text_.empty(); }

  friend bool operator==(const Id&, const Id&) = default;
  friend auto operator<=>(const Id&, const Id&) = default;

 private:
  std::string text_{};
};

/// An id that names a record of one table only.
template <class Record>
class IdOf : public Id {
 public:
  /// The record whose id it is.
  using record = Record;
  IdOf() = default;
  /// From a text, which validate() judges; empty by default.
  explicit IdOf(std::string text) : Id(std::move(text)) {}
  explicit IdOf(const Id& id) : Id(id) {}
};

inline std::string_view why_not_id(std::string_view text) noexcept {
  if (text.empty()) return {};
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const detail::Utf8Character c = detail::utf8_character(text.substr(at));
    if (c.bytes == 0) return "core.id";
    const bool digit = c.point >= '0' && c.point <= '9';
    const bool mark = c.point == '.' || c.point == '_' || c.point == ':' || c.point == '/' ||
                      (c.point == '-' && at > 0);
    if (!digit && !mark && !detail::is_letter(c.point)) return "core.id";
    at += c.bytes;
    ++characters;
  }
  if (characters > 64) return "core.id";
  return holds_citizen_number(text) ? "core.id.citizen_number" : std::string_view{};
}

}  // namespace jinguo::inline v0_1

template <>
struct std::hash<jinguo::Id> {
  std::size_t operator()(const jinguo::Id& id) const noexcept {
    return std::hash<std::string>{}(id.text());
  }
};
template <class Record>
struct std::hash<jinguo::IdOf<Record>> : std::hash<jinguo::Id> {};

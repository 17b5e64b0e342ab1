#pragma once

#include <span>
#include <string_view>

/// What the headers say of the structs that Python shows, so that both languages say the same.
namespace jinguo_python {

struct Note {
  std::string_view name;  // "Base", or a member of it: "Base.income"
  std::string_view text;
};

/// All of them, by name.
[[nodiscard]] std::span<const Note> notes();

/// What a header says of a struct or a member; "" where it says nothing.
[[nodiscard]] std::string_view note_of(std::string_view name);

}  // namespace jinguo_python

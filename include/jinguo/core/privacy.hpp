#pragma once

#include <string>
#include <string_view>

#include "jinguo/core/version.hpp"

/// The one guard against citizen numbers (公民身份号码, GB 11643), for every text that enters and
/// every text that is shown, logged or written.
///
/// A citizen number is a division's code (its first two digits a province; of a foreign resident 9
/// and a province), a day of birth that exists (years 1900 to 2099), three digits, and the check
/// digit by ISO 7064 MOD 11-2 (0 to 9 or X); or ends in 000, as a spreadsheet cuts it. Before 1999
/// it had 15 digits, with two of the year and no check; those born from 1925 on are looked for,
/// since the codes of townships (100 to 249) would be read as earlier years in ids made of a
/// village's code and a number. It is found in digits of any script, Chinese numerals and
/// full-width forms among them, whatever stands before or behind it, and with up to three marks or
/// blanks between any two digits (of the old form with one blank, dash or dot). An 18-digit code of
/// an organisation or account is none (date or check digit do not fit), nor is part of a digest.
namespace jinguo::inline v0_1 {

/// Whether a text holds a citizen number. Time O(length); for most texts its length decides.
[[nodiscard]] bool holds_citizen_number(std::string_view text) noexcept;

/// Whether a text holds a citizen number, or what would be one but for its check digit: 18 digits
/// side by side. What may be a misspelt one is not refused, but not shown either.
[[nodiscard]] bool resembles_citizen_number(std::string_view text) noexcept;

/// The text with `***` for each part of it that resembles_citizen_number(). Nothing else changes;
/// masked twice it is the same.
[[nodiscard]] std::string mask_citizen_numbers(std::string text);

}  // namespace jinguo::inline v0_1

#ifdef JINGUO_HEADER_ONLY
#include "jinguo/core/privacy-inl.hpp"
#endif

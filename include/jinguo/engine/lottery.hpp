#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "jinguo/engine/plan.hpp"
#include "jinguo/solver/transport.hpp"

/// The public lottery's numbers, which anyone can compute again from ids and seed.
namespace jinguo::inline v0_1::engine {

/// The number of an id in a pairing: the first 8 bytes, big-endian, of HMAC-SHA-256 with the seed's
/// bytes as key over "jinguo lottery v1", the pairing, "left" or "right", the id, each in UTF-8
/// with its length before it (4 bytes, little-endian).
[[nodiscard]] std::uint64_t lottery_number(std::string_view seed, std::string_view pairing,
                                           solver::Side side, std::string_view id);

/// What stands for a person's id on a published sheet: twelve of 0-9 and A-Z without I, L, O, U, in
/// groups of four, from the first 60 bits of the same HMAC over "jinguo pseudonym v1". Whoever
/// lacks the seed cannot tell whose it is, not even by trying every id; it differs between
/// pairings.
[[nodiscard]] std::string lottery_pseudonym(std::string_view seed, std::string_view pairing,
                                            solver::Side side, std::string_view id);

/// SHA-256("jinguo seed v1" 0x00 seed): what a policy publishes before the ids are closed.
[[nodiscard]] Digest lottery_commitment(std::string_view seed);

/// Fewest digits of a public draw: below, there are so few outcomes that whoever writes the
/// announcement could choose its words for one that favours somebody in many of them.
inline constexpr std::size_t least_public_digits = 14;

/// The seed of a public draw.
///
/// SHA-256 over "jinguo public draw v1", a 0 byte, then the announced
/// text, the digits and the secret, each with its length before it (4 bytes, little-endian). Of the
/// text, in UTF-8, blanks and line ends at both ends are cut, and CR LF is LF; of the draw only the
/// digits 0 to 9 count, in their order, so that separators mean nothing. The secret, or none, keeps
/// the sheet's pseudonyms from whoever knows the ids; the text must then hold its commitment, 64
/// hexadecimal digits. Throws InputError for an empty text, fewer than `least_public_digits`
/// digits, other characters than digits, blanks and , ; + | - : / in the draw, a secret below 16
/// bytes or without its commitment.
[[nodiscard]] std::string public_seed(std::string_view announced, std::string_view draw,
                                      std::string_view secret = {});

/// The bytes that hexadecimal digits (an even number, either case) stand for.
[[nodiscard]] std::optional<std::string> bytes_from_hex(std::string_view digits);
/// Bytes as lower-case hexadecimal digits, two each.
[[nodiscard]] std::string hex_from_bytes(std::string_view bytes);

}  // namespace jinguo::inline v0_1::engine

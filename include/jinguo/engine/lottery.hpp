#pragma once

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

/// The bytes that hexadecimal digits (an even number, either case) stand for.
[[nodiscard]] std::optional<std::string> bytes_from_hex(std::string_view digits);
[[nodiscard]] std::string hex_from_bytes(std::string_view bytes);

}  // namespace jinguo::inline v0_1::engine

#include "jinguo/engine/lottery.hpp"

#include <sodium.h>

#include "jinguo/engine/digest.hpp"

namespace jinguo::inline v0_1::engine {
namespace {

/// The first 8 bytes, big-endian, of the HMAC over purpose, pairing, side and id.
std::uint64_t keyed(std::string_view seed, std::string_view purpose, std::string_view pairing,
                    solver::Side side, std::string_view id) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(seed.data()),
                              seed.size());
  const auto feed = [&](std::string_view text) {
    const auto length = static_cast<std::uint32_t>(text.size());
    const unsigned char head[4] = {static_cast<unsigned char>(length & 0xFFU),
                                   static_cast<unsigned char>((length >> 8U) & 0xFFU),
                                   static_cast<unsigned char>((length >> 16U) & 0xFFU),
                                   static_cast<unsigned char>(length >> 24U)};
    crypto_auth_hmacsha256_update(&state, head, sizeof head);
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(text.data()),
                                  text.size());
  };
  feed(purpose);
  feed(pairing);
  feed(side == solver::Side::left ? "left" : "right");
  feed(id);
  unsigned char mac[crypto_auth_hmacsha256_BYTES];
  crypto_auth_hmacsha256_final(&state, mac);
  std::uint64_t number = 0;
  for (int k = 0; k < 8; ++k) number = (number << 8U) | mac[k];
  return number;
}

}  // namespace

std::uint64_t lottery_number(std::string_view seed, std::string_view pairing, solver::Side side,
                             std::string_view id) {
  return keyed(seed, "jinguo lottery v1", pairing, side, id);
}

std::string lottery_pseudonym(std::string_view seed, std::string_view pairing, solver::Side side,
                              std::string_view id) {
  constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const std::uint64_t number = keyed(seed, "jinguo pseudonym v1", pairing, side, id);
  std::string out;
  for (unsigned k = 0; k < 12; ++k) {
    if (k == 4 || k == 8) out += '-';
    out += letters[number >> (59U - 5U * k) & 31U];
  }
  return out;
}

Digest lottery_commitment(std::string_view seed) {
  std::string bytes = "jinguo seed v1";
  bytes += '\0';
  bytes += seed;
  return sha256(bytes);
}

std::optional<std::string> bytes_from_hex(std::string_view digits) {
  if (digits.size() % 2 != 0) return std::nullopt;
  const auto value = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  std::string bytes;
  for (std::size_t k = 0; k < digits.size(); k += 2) {
    const int high = value(digits[k]);
    const int low = value(digits[k + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::string hex_from_bytes(std::string_view bytes) {
  const char* digits = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
  return out;
}

}  // namespace jinguo::inline v0_1::engine

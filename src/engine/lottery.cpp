#include "jinguo/engine/lottery.hpp"

#include <sodium.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "jinguo/core/issue.hpp"
#include "jinguo/core/text.hpp"
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

std::string public_seed(std::string_view announced, std::string_view draw,
                        std::string_view secret) {
  std::vector<Issue> issues;
  const auto refuse = [&](std::string code, std::string column,
                          std::vector<std::pair<std::string, std::string>> parameters = {}) {
    Issue issue;
    issue.code = code;
    issue.column = std::move(column);
    const std::string mend = code + ".mend";
    if (find_in_catalogue(mend) != nullptr) issue.mend.code = mend;
    issue.expected = {std::move(code), std::move(parameters)};
    issues.push_back(std::move(issue));
  };
  std::string text;
  for (std::size_t k = 0; k < announced.size(); ++k) {
    if (announced.substr(k, 2) != "\r\n") text += announced[k];
  }
  constexpr std::string_view blank = " \t\r\n";
  text.erase(0, std::min(text.find_first_not_of(blank), text.size()));
  text.erase(text.find_last_not_of(blank) + 1);
  if (text.empty()) refuse("engine.lottery.announced", "announced");

  std::string digits;
  bool plain = true;
  for (const char c : draw) {
    if (c >= '0' && c <= '9') {
      digits += c;
    } else {
      plain = plain && std::string_view(" \t\r\n,;+|-:/").find(c) != std::string_view::npos;
    }
  }
  if (!plain || digits.size() < least_public_digits) {
    refuse("engine.lottery.digits", "digits", {{"least", std::to_string(least_public_digits)}});
  }
  if (!secret.empty() &&
      (secret.size() < 16 || text.find(to_hex(lottery_commitment(secret))) == std::string::npos)) {
    refuse("engine.lottery.secret", "secret");
  }
  if (!issues.empty()) throw InputError(std::move(issues));

  std::string bytes = "jinguo public draw v1";
  bytes += '\0';
  for (const std::string_view part : {std::string_view(text), std::string_view(digits), secret}) {
    const auto length = static_cast<std::uint32_t>(part.size());
    for (unsigned k = 0; k < 4; ++k) bytes += static_cast<char>((length >> (8 * k)) & 0xFFU);
    bytes += part;
  }
  const Digest made = sha256(bytes);
  return {made.begin(), made.end()};
}

std::optional<std::string> bytes_from_hex(std::string_view digits) {
  return jinguo::detail::bytes_from_hex(digits);
}

std::string hex_from_bytes(std::string_view bytes) { return jinguo::detail::hex_from_bytes(bytes); }

}  // namespace jinguo::inline v0_1::engine

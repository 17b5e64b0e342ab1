#pragma once

#include <sodium.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "jinguo/core/coded.hpp"
#include "jinguo/core/date.hpp"
#include "jinguo/core/geo.hpp"
#include "jinguo/core/id.hpp"
#include "jinguo/core/money.hpp"
#include "jinguo/core/region.hpp"
#include "jinguo/domain/field.hpp"
#include "jinguo/domain/policy.hpp"
#include "jinguo/engine/plan.hpp"

/// The canonical form of docs/digest.md, of a given form, as bytes.
namespace jinguo::inline v0_1::engine {

class Canonical {
 public:
  explicit Canonical(int form) : form_(form) {}
  std::string bytes{};

  void put(bool value) { integer(value ? 1 : 0); }
  template <class T>
  requires std::is_integral_v<T>
  void put(T value) { integer(static_cast<std::int64_t>(value)); }
  void put(std::string_view text) {
    const auto length = static_cast<std::uint32_t>(text.size());
    for (unsigned k = 0; k < 4; ++k) bytes += static_cast<char>((length >> (8 * k)) & 0xFFU);
    bytes += text;
  }
  void put(const std::string& text) { put(std::string_view(text)); }
  void put(const Digest& digest) {
    put(std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
  }
  void put(const Id& id) { put(std::string_view(id.text())); }
  void put(Money money) { integer(money.fen()); }
  void put(RegionCode code) { integer(code.digits); }
  void put(const Date& date) { integer(days_since_1970(date)); }
  void put(const LonLat& position) {
    integer(position.lon_e6);
    integer(position.lat_e6);
  }
  template <CodedEnum E>
  void put(E value) {
    put(to_string(value));
  }
  template <class T>
  void put(const std::optional<T>& value) {
    bytes += value ? '\1' : '\0';
    if (value) put(*value);
  }
  template <class T>
  void put(const std::vector<T>& list) {
    integer(static_cast<std::int64_t>(list.size()));
    for (const T& one : list) put(one);
  }
  template <class T, std::size_t N>
  void put(const std::array<T, N>& list) {
    integer(static_cast<std::int64_t>(N));
    for (const T& one : list) put(one);
  }
  template <class E>
  void put(const PointsFor<E>& one) {
    put(one.value);
    put(one.points);
  }
  void put(const RegionPoints& one) {
    put(one.region);
    put(one.points);
  }
  void put(const DistanceLoss& one) {
    put(one.metres);
    put(one.points);
  }
  /// A record: its fields in documented order, without names of persons, free text and fields that
  /// came with a later form.
  template <class R>
  requires DescribedRecord<R>
  void put(const R& record) {
    for_each_field<R>([&](const auto& field) {
      if (field.use == FieldUse::personal || field.use == FieldUse::free_text) return;
      if (field.since > form_) return;
      const auto& value = record.*field.member;
      if constexpr (jinguo::detail::is_optional<std::remove_cvref_t<decltype(value)>>) {
        if (field.absent_since > form_) {
          using Value = typename std::remove_cvref_t<decltype(value)>::value_type;
          put(value.value_or(Value()));
          return;
        }
      }
      put(value);
    });
  }

 private:
  void integer(std::int64_t value) {
    const auto wide = static_cast<std::uint64_t>(value);
    for (unsigned k = 0; k < 8; ++k) bytes += static_cast<char>((wide >> (8 * k)) & 0xFFU);
  }
  int form_;
};

/// SHA-256 of what is fed to it, in pieces.
class Hash {
 public:
  Hash() { crypto_hash_sha256_init(&state_); }
  void feed(std::string_view bytes) {
    crypto_hash_sha256_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()),
                              bytes.size());
  }
  [[nodiscard]] Digest finish() {
    Digest digest{};
    crypto_hash_sha256_final(&state_, digest.data());
    return digest;
  }

 private:
  crypto_hash_sha256_state state_{};
};

}  // namespace jinguo::inline v0_1::engine

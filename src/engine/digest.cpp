#include "jinguo/engine/digest.hpp"

#include "canonical.hpp"

namespace jinguo::inline v0_1 {
namespace engine {
namespace {

constexpr std::string_view form = "jinguo digest 1";

/// A table: its name, its size, its records by key in byte order; without a key, by their bytes.
template <class Record>
void feed(Hash& hash, const Table<Record>& table) {
  Canonical head;
  head.put(Record::table);
  head.put(table.size());
  hash.feed(head.bytes);
  struct Row {
    std::string key{};
    std::size_t index = 0;
  };
  std::vector<Row> order;
  order.reserve(table.size());
  for (std::size_t k = 0; k < table.size(); ++k) {
    Row row{key_of(table.rows()[k]), k};
    if (row.key.empty()) {
      Canonical bytes;
      bytes.put(table.rows()[k]);
      row.key = std::move(bytes.bytes);
    }
    order.push_back(std::move(row));
  }
  std::sort(order.begin(), order.end(), [](const Row& a, const Row& b) {
    return a.key != b.key ? a.key < b.key : a.index < b.index;
  });
  Canonical bytes;
  for (const Row& row : order) {
    bytes.put(table.rows()[row.index]);
    if (bytes.bytes.size() > (std::size_t{1} << 16)) {
      hash.feed(bytes.bytes);
      bytes.bytes.clear();
    }
  }
  hash.feed(bytes.bytes);
}

}  // namespace

Digest sha256(std::string_view bytes) {
  Hash hash;
  hash.feed(bytes);
  return hash.finish();
}

Digest digest(const Registry& registry) {
  Hash hash;
  Canonical head;
  head.put(form);
  head.put(std::string_view("registry"));
  hash.feed(head.bytes);
  std::apply([&](const auto&... table) { (feed(hash, table), ...); }, registry.tables());
  return hash.finish();
}

Digest digest(const Policy& policy) {
  Canonical bytes;
  bytes.put(form);
  bytes.put(std::string_view("policy"));
  bytes.put(policy.data());
  return sha256(bytes.bytes);
}

}  // namespace engine

Digest Plan::digest() const {
  engine::Canonical bytes;
  bytes.put(engine::form);
  bytes.put(std::string_view("plan"));
  bytes.put(registry_digest);
  bytes.put(policy_digest);
  bytes.put(seed_hex);
  std::vector<const PairingPlan*> order;
  for (const PairingPlan& one : pairings) order.push_back(&one);
  std::sort(order.begin(), order.end(),
            [](const PairingPlan* a, const PairingPlan* b) { return a->name < b->name; });
  bytes.put(order.size());
  for (const PairingPlan* one : order) {
    bytes.put(one->name);
    bytes.put(one->part_names);
    bytes.put(one->awards.size());
    for (const PlanAward& award : one->awards) {
      bytes.put(award.left);
      bytes.put(award.right);
      bytes.put(award.score);
      bytes.put(award.parts);
    }
    bytes.put(one->unmatched.size());
    for (const Unmatched& left : one->unmatched) {
      bytes.put(left.left);
      bytes.put(left.units);
    }
    std::vector<const PlaceResult*> missed;
    for (const PlaceResult& place : one->places) {
      if (place.shortfall != 0) missed.push_back(&place);
    }
    bytes.put(missed.size());
    for (const PlaceResult* place : missed) {
      bytes.put(place->right);
      bytes.put(place->shortfall);
    }
  }
  return engine::sha256(bytes.bytes);
}

std::string to_hex(const Digest& digest) {
  const char* digits = "0123456789abcdef";
  std::string out;
  for (const std::uint8_t byte : digest) {
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
  return out;
}

}  // namespace jinguo::inline v0_1

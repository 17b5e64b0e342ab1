#include "jinguo/engine/digest.hpp"

#include <string>
#include <utility>

#include "canonical.hpp"
#include "jinguo/core/text.hpp"

namespace jinguo::inline v0_1 {
namespace engine {
namespace {

/// How the bytes of a form begin.
std::string head_of(int form) { return "jinguo digest " + std::to_string(form); }

void check(int form) {
  if (form >= 1 && form <= newest_form) return;
  Issue issue;
  issue.code = "engine.digest.form";
  issue.column = "form";
  issue.value = std::to_string(form);
  issue.expected = {issue.code, {{"most", std::to_string(newest_form)}}};
  throw InputError(std::move(issue));
}

/// The form with which a table came: `digest_form` of its record, else 1.
template <class Record>
constexpr int form_of_table() {
  if constexpr (requires { Record::digest_form; }) {
    return Record::digest_form;
  } else {
    return 1;
  }
}

/// A table: its name, its size, its records by key in byte order; without a key, by their bytes.
template <class Record>
void feed(Hash& hash, const Table<Record>& table, int form) {
  if (form_of_table<Record>() > form) return;
  if constexpr (requires { Record::digest_if_any; }) {
    if (table.size() == 0) return;
  }
  Canonical head(form);
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
      Canonical bytes(form);
      bytes.put(table.rows()[k]);
      row.key = std::move(bytes.bytes);
    }
    order.push_back(std::move(row));
  }
  std::sort(order.begin(), order.end(), [](const Row& a, const Row& b) {
    return a.key != b.key ? a.key < b.key : a.index < b.index;
  });
  Canonical bytes(form);
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

Digest digest(const Registry& registry, int form) {
  check(form);
  Hash hash;
  Canonical head(form);
  head.put(head_of(form));
  head.put(std::string_view("registry"));
  hash.feed(head.bytes);
  registry.for_each_table([&](const auto& table) { feed(hash, table, form); });
  return hash.finish();
}

Digest digest(const Policy& policy, int form) {
  check(form);
  Canonical bytes(form);
  bytes.put(head_of(form));
  bytes.put(std::string_view("policy"));
  bytes.put(policy.data());
  for (const Pairing& one : policy.data().pairings) {
    if (one.distance == DistanceBy::straight) continue;
    bytes.put(std::string_view("distance"));
    bytes.put(one.name);
    bytes.put(one.distance);
    bytes.put(one.road_missing);
  }
  return sha256(bytes.bytes);
}

}  // namespace engine

Digest Plan::digest() const {
  engine::check(digest_form);
  engine::Canonical bytes(digest_form);
  bytes.put(engine::head_of(digest_form));
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
  return jinguo::detail::hex_from_bytes(
      {reinterpret_cast<const char*>(digest.data()), digest.size()});
}

}  // namespace jinguo::inline v0_1

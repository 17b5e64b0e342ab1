#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "jinguo/core/issue.hpp"
#include "jinguo/domain/activity.hpp"
#include "jinguo/domain/anchor.hpp"
#include "jinguo/domain/base.hpp"
#include "jinguo/domain/beneficiary.hpp"
#include "jinguo/domain/chain.hpp"
#include "jinguo/domain/household.hpp"
#include "jinguo/domain/loan.hpp"
#include "jinguo/domain/member.hpp"
#include "jinguo/domain/mentor.hpp"
#include "jinguo/domain/mentorship.hpp"
#include "jinguo/domain/pair.hpp"
#include "jinguo/domain/person.hpp"
#include "jinguo/domain/placement.hpp"
#include "jinguo/domain/project.hpp"
#include "jinguo/domain/region.hpp"
#include "jinguo/domain/road.hpp"

namespace jinguo::inline v0_1 {

/// The key of a record as text: its id, of a region its code; "" for tables without a key.
template <class Record>
[[nodiscard]] std::string key_of(const Record& record) {
  if constexpr (requires { record.id; }) {
    return record.id.text();
  } else if constexpr (requires { record.code; }) {
    return record.code.to_string();
  } else {
    return {};
  }
}

namespace detail {

/// Rows by the hash of their key, in open addressing: keys stay in the rows, and a look-up touches a
/// slot and a row. Registries of some hundred thousand people are looked up in millions of times.
class KeyIndex {
 public:
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  /// The first row of which is_it(row) is true, of those with this hash.
  template <class IsIt>
  [[nodiscard]] std::size_t find(std::size_t hash, IsIt&& is_it) const {
    if (slots_.empty()) return nowhere;
    const auto tag = static_cast<std::uint32_t>(hash);
    for (std::size_t at = tag & mask();; at = (at + 1) & mask()) {
      const Slot& slot = slots_[at];
      if (slot.next_row == 0) return nowhere;
      if (slot.tag == tag && is_it(slot.next_row - 1)) return slot.next_row - 1;
    }
  }
  /// Adds a row whose key no other row has.
  void add(std::size_t hash, std::size_t row) {
    if (row >= most_rows) throw std::length_error("jinguo: a table of more than 2^32 - 2 rows");
    if (2 * (count_ + 1) > slots_.size()) grow();
    put({static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(row + 1)});
    ++count_;
  }

 private:
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t next_row = 0;  ///< One more than the row; 0: free.
  };
  static constexpr std::size_t most_rows = 0xFFFFFFFEU;

  [[nodiscard]] std::size_t mask() const noexcept { return slots_.size() - 1; }
  void put(Slot slot) {
    std::size_t at = slot.tag & mask();
    while (slots_[at].next_row != 0) at = (at + 1) & mask();
    slots_[at] = slot;
  }
  void grow() {
    const std::vector<Slot> before = std::exchange(
        slots_, std::vector<Slot>(slots_.empty() ? std::size_t{16} : 2 * slots_.size()));
    for (const Slot& slot : before) {
      if (slot.next_row != 0) put(slot);
    }
  }

  std::vector<Slot> slots_{};  ///< A power of two of them, at most half of them taken.
  std::size_t count_ = 0;
};

}  // namespace detail

/// The records of one kind, in the order in which they were added, found by key in constant time.
/// A key given twice stays in the table, the first one is found, and validate() names it.
template <class Record>
class Table {
 public:
  void add(Record record) {
    const std::string key = key_of(record);
    if (!key.empty() && row_of(key) == detail::KeyIndex::nowhere) {
      index_.add(std::hash<std::string_view>{}(key), rows_.size());
    }
    rows_.push_back(std::move(record));
  }
  [[nodiscard]] std::span<const Record> rows() const noexcept { return rows_; }
  [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }
  [[nodiscard]] const Record* find(std::string_view key) const {
    const std::size_t row = row_of(key);
    return row == detail::KeyIndex::nowhere ? nullptr : &rows_[row];
  }
  friend bool operator==(const Table& a, const Table& b) { return a.rows_ == b.rows_; }

 private:
  [[nodiscard]] std::size_t row_of(std::string_view key) const {
    return index_.find(std::hash<std::string_view>{}(key), [&](std::size_t row) {
      if constexpr (requires(const Record& record) { record.id; }) {
        return rows_[row].id.text() == key;
      } else {
        return key_of(rows_[row]) == key;
      }
    });
  }

  std::vector<Record> rows_{};
  detail::KeyIndex index_{};
};

/// A list of record types. Lighter to compile than a tuple, which checks how it could be made.
template <class... Of>
struct RecordList {
  static constexpr std::size_t size = sizeof...(Of);
  /// Calls visit(std::type_identity<Record>) for each, in order.
  template <class Visit>
  static constexpr void for_each(Visit&& visit) {
    (visit(std::type_identity<Of>{}), ...);
  }
  /// The place of a type in the list, from 0.
  template <class Record>
  static constexpr std::size_t place() noexcept {
    static_assert((std::is_same_v<Record, Of> || ...), "not a record of this list");
    std::size_t place = 0;
    static_cast<void>(((std::is_same_v<Record, Of> || (++place, false)) || ...));
    return place;
  }
};

namespace detail {
template <class List>
struct Tables;
template <class... Of>
struct Tables<RecordList<Of...>> : Table<Of>... {
  friend bool operator==(const Tables&, const Tables&) = default;
};
}  // namespace detail

/// Everything that a programme knows, in memory. Fill it with add(), then ask validate().
class Registry {
 public:
  /// The kinds of records, in the order of their tables.
  using Records = RecordList<Region, Household, Beneficiary, Member, Mentor, Base, Anchor, Project,
                             Chain, LoanProduct, LoanApplication, Loan, Mentorship, Placement,
                             ForcedPair, Person, Activity, Road>;

  template <class Record>
  void add(Record record) {
    static_cast<Table<Record>&>(tables_).add(std::move(record));
  }
  template <class Record>
  [[nodiscard]] const Table<Record>& table() const noexcept {
    return tables_;
  }
  template <class Record>
  [[nodiscard]] std::span<const Record> all() const noexcept {
    return table<Record>().rows();
  }
  template <class Record>
  [[nodiscard]] const Record* find(const IdOf<Record>& id) const {
    return table<Record>().find(id.text());
  }
  [[nodiscard]] const Region* find(RegionCode code) const {
    return table<Region>().find(code.to_string());
  }
  /// The position of the lowest division at or above a code that has one.
  [[nodiscard]] const LonLat* position_of(RegionCode code) const;

  /// Whether the registry holds synthetic persons, which every output must say.
  [[nodiscard]] bool synthetic() const noexcept { return synthetic_; }
  void set_synthetic(bool synthetic) noexcept { synthetic_ = synthetic; }

  /// Calls visit(table) for the Table of every kind of record, in their order.
  template <class Visit>
  void for_each_table(Visit&& visit) const {
    Records::for_each(
        [&]<class Record>(std::type_identity<Record>) { visit(this->table<Record>()); });
  }

  /// Every fault of every record: missing or duplicate ids, references to nothing, values that
  /// contradict each other. Rows are counted from 2, as in a table with a heading. Empty: sound.
  [[nodiscard]] std::vector<Issue> validate() const;

  friend bool operator==(const Registry&, const Registry&) = default;

 private:
  detail::Tables<Records> tables_{};
  bool synthetic_ = false;
};

inline const LonLat* Registry::position_of(RegionCode code) const {
  for (const RegionLevel level : {RegionLevel::village, RegionLevel::township, RegionLevel::county,
                                  RegionLevel::prefecture}) {
    const RegionCode division = code.at(level);
    if (division.empty()) continue;
    const Region* region = find(division);
    if (region != nullptr && region->position) return &*region->position;
  }
  return nullptr;
}

}  // namespace jinguo::inline v0_1

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
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

/// The records of one kind, in the order in which they were added, found by key in constant time.
/// A key given twice stays in the table, the first one is found, and validate() names it.
template <class Record>
class Table {
 public:
  void add(Record record) {
    std::string key = key_of(record);
    if (!key.empty()) index_.try_emplace(std::move(key), rows_.size());
    rows_.push_back(std::move(record));
  }
  [[nodiscard]] std::span<const Record> rows() const noexcept { return rows_; }
  [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }
  [[nodiscard]] const Record* find(const std::string& key) const {
    const auto found = index_.find(key);
    return found == index_.end() ? nullptr : &rows_[found->second];
  }
  friend bool operator==(const Table& a, const Table& b) { return a.rows_ == b.rows_; }

 private:
  std::vector<Record> rows_{};
  std::unordered_map<std::string, std::size_t> index_{};
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

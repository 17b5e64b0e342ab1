#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "jinguo/domain/detail/same_name.hpp"
#include "jinguo/domain/registry.hpp"
#include "jinguo/domain/relation.hpp"
#include "jinguo/domain/report.hpp"

/// What may not happen to mentorships and placements between two versions of the tables.
namespace jinguo::inline v0_1 {

namespace detail {

template <class Record>
void check_history(const Registry& earlier, const Registry& now, Report& before, Report& after) {
  const Table<Record>& was = earlier.table<Record>();
  const Table<Record>& is = now.table<Record>();
  for (std::size_t k = 0; k < was.size(); ++k) {
    const Record& record = was.rows()[k];
    if (record.id.empty() || is.find(record.id.text()) != nullptr) continue;
    // Who left the tables takes along what is over; what stands is ended first.
    if (is_final(record.status) && now.find(record.woman) == nullptr) continue;
    before.at(k, record);
    before.error("id", "domain.change.gone", record.id.text());
  }
  for (std::size_t k = 0; k < is.size(); ++k) {
    const Record& record = is.rows()[k];
    const Record* const old = was.find(record.id.text());
    if (old == nullptr) continue;
    after.at(k, record);
    const auto same = [&](std::string_view column, const std::string& then,
                          const std::string& today) {
      if (then == today) return;
      after.error(column, "domain.change.other", today, {{"before", then}});
    };
    same("woman", old->woman.text(), record.woman.text());
    if constexpr (requires { record.mentor; }) {
      same("mentor", old->mentor.text(), record.mentor.text());
    } else {
      same("kind", std::string(to_string(old->kind)), std::string(to_string(record.kind)));
      same("provider", old->provider.text(), record.provider.text());
      same("pairing", old->pairing, record.pairing);
    }
    if (std::optional<Message> wrong = why_not_change(old->status, record.status)) {
      after.error("status", wrong->code, std::string(to_string(record.status)),
                  std::move(wrong->parameters));
    } else if (is_final(old->status)) {
      // A slip of the pen may be mended, but somebody should look.
      const auto text = [](const std::optional<Date>& day) { return day ? to_string(*day) : ""; };
      if (old->ends_on != record.ends_on) {
        after.warning("ends_on", "domain.change.final", text(record.ends_on),
                      {{"before", text(old->ends_on)}});
      }
      const auto word = [](const std::optional<EndReason>& reason) {
        return reason ? std::string(to_string(*reason)) : std::string{};
      };
      if (old->end_reason != record.end_reason) {
        after.warning("end_reason", "domain.change.final", word(record.end_reason),
                      {{"before", word(old->end_reason)}});
      }
    }
  }
}

/// Ids that stand for another person now: both the name and the birth date are others. One of the
/// two alone is a mended slip; without names nobody can tell but by the birth date. What was or is
/// left blank says nothing.
template <class Record>
void check_persons(const Registry& earlier, const Registry& now, Report& after) {
  const Table<Record>& was = earlier.table<Record>();
  const Table<Record>& is = now.table<Record>();
  for (std::size_t k = 0; k < is.size(); ++k) {
    const Record& record = is.rows()[k];
    const Record* const old = was.find(record.id.text());
    if (old == nullptr || old->birth_date == record.birth_date) continue;
    if constexpr (is_optional<decltype(record.birth_date)>) {
      if (!old->birth_date || !record.birth_date) continue;
    }
    if (!old->name.empty() && name_to_compare(old->name) == name_to_compare(record.name)) continue;
    after.at(k, record);
    const auto text = [](const auto& born) {
      if constexpr (is_optional<std::remove_cvref_t<decltype(born)>>) {
        return born ? to_string(*born) : std::string();
      } else {
        return to_string(born);
      }
    };
    after.warning("birth_date", "domain.change.person", text(record.birth_date),
                  {{"before", text(old->birth_date)}});
  }
}

/// The Chinese name of a column of a table, by the table's number; nothing: it has none.
inline std::string_view column_in_chinese(std::size_t table, std::string_view column) {
  std::string_view out;
  Registry::Records::for_each([&]<class Record>(std::type_identity<Record>) {
    if (table_number<Record> != table) return;
    for_each_field<Record>([&](const auto& field) {
      if (field.name == column) out = field.zh;
    });
  });
  return out;
}

}  // namespace detail

/// Every change between two versions of a programme's tables that cannot be.
///
/// A mentorship or
/// placement whose id vanished (told at its earlier row, the file's name after "earlier/"), unless
/// it was declined or ended and its woman left the tables too; whose woman, provider, kind or
/// pairing is another one; or whose state cannot follow the earlier one.
/// What a final one said of its end and now says otherwise is a warning, and so is an id of a
/// woman, member or person whose name and birth date are others now. New records may have any
/// state, and women and providers may come and go. Each version by itself is judged by validate().
/// `origins` say the rows in which the records stand; without them rows are counted from 2.
[[nodiscard]] inline std::vector<Issue> check_changes(const Registry& earlier, const Registry& now,
                                                      const Origins& earlier_origins = {},
                                                      const Origins& origins = {}) {
  std::vector<Issue> issues;
  const auto add = [&](Finding finding) {
    finding.issue.column_zh = detail::column_in_chinese(finding.table, finding.issue.column);
    issues.push_back(std::move(finding.issue));
  };
  detail::Report before(earlier, earlier_origins, [&](Finding finding) {
    finding.issue.file = "earlier/" + finding.issue.file;
    add(std::move(finding));
  });
  detail::Report after(now, origins, add);
  detail::check_history<Mentorship>(earlier, now, before, after);
  detail::check_history<Placement>(earlier, now, before, after);
  detail::check_persons<Beneficiary>(earlier, now, after);
  detail::check_persons<Member>(earlier, now, after);
  detail::check_persons<Person>(earlier, now, after);
  return issues;
}

}  // namespace jinguo::inline v0_1

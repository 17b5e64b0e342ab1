#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "jinguo/engine/plan.hpp"

/// What a plan is made of, field by field with its name, for any archive that has
///
///   version()                       of the file: fields that came later keep their defaults
///   value(name, value)              a number, text, id, digest or a record: then describe() of it
///   code(name, value, most)         an enumerator, by its number from 0 to `most`
///   list(name, entries, least)      a list whose entries take no less than `least` bytes each
///
/// Every record is taken apart into all its members, so that one that is forgotten here does not
/// compile.
namespace jinguo::inline v0_1::io {

/// The newest version of an archive. 2: PairingPlan::ties. 3: Option::more_short and rule,
/// PlaceResult::floor_cost and its short part. 4: Plan::digest_form, which was 1 before.
/// 5: Plan::asked, PlaceResult::floor_before, PairingPlan::income_assumed and unknown_income.
inline constexpr std::uint32_t newest_archive = 5;

/// Ends the reading of an archive; turned into an InputError with the file's name.
struct Broken {
  std::string_view code = "plan.content";  ///< What was expected.
  std::string where{};                     ///< The field, such as "mentors.awards.left".
};

/// A number that may be absent: whether it is there, then the number, 0 where it is not.
template <class Archive>
void optional(Archive& archive, const char* has_name, const char* name,
              std::optional<std::int64_t>& value) {
  bool has = value.has_value();
  archive.value(has_name, has);
  std::int64_t number = value.value_or(0);
  archive.value(name, number);
  if (!has && number != 0) throw Broken{"plan.content.number", name};
  value = has ? std::optional(number) : std::nullopt;
}

/// Statuses of a plan by the numbers that archives have for them, whatever becomes of the
/// enumeration.
template <class Archive>
void status(Archive& archive, solver::Status& value) {
  using solver::Status;
  std::int64_t number = value == Status::optimal            ? 0
                        : value == Status::optimal_short    ? 1
                        : value == Status::stopped_feasible ? 4
                        : value == Status::stopped_empty    ? 5
                                                            : 6;
  archive.value("status", number);
  switch (number) {
    case 0:
      value = Status::optimal;
      break;
    case 1:
      value = Status::optimal_short;
      break;
    case 4:
      value = Status::stopped_feasible;
      break;
    case 5:
      value = Status::stopped_empty;
      break;
    default:
      throw Broken{"plan.content.number", "status"};
  }
}

template <class Archive>
void describe(Archive& archive, Message& message) {
  auto& [code, parameters] = message;
  archive.value("code", code);
  archive.list("parameters", parameters, 16);
}

template <class Archive>
void describe(Archive& archive, Issue& issue) {
  // What people call a column in Chinese is not kept: the schema says it.
  auto& [code, severity, file, row, column, value, expected, mend, subject, column_zh] = issue;
  static_cast<void>(column_zh);
  archive.value("code", code);
  archive.code("severity", severity, 1);
  archive.value("file", file);
  archive.value("row", row);
  archive.value("column", column);
  archive.value("value", value);
  archive.value("expected", expected);
  archive.value("mend", mend);
  archive.value("subject", subject);
}

template <class Archive>
void describe(Archive& archive, PlanAward& award) {
  auto& [left, right, kind, score, parts, existing, rule] = award;
  archive.value("left", left);
  archive.value("right", right);
  archive.code("kind", kind, 4);
  archive.value("score", score);
  archive.list("parts", parts, 8);
  archive.value("existing", existing);
  archive.value("rule", rule);
}

template <class Archive>
void describe(Archive& archive, Option& option) {
  auto& [right, score, loss, impossible, more_short, rule] = option;
  archive.value("right", right);
  archive.value("score", score);
  archive.value("loss", loss);
  archive.value("impossible", impossible);
  if (archive.version() < 3) return;
  archive.value("more_short", more_short);
  archive.value("rule", rule);
}

template <class Archive>
void describe(Archive& archive, Unmatched& one) {
  auto& [left, units, reason, rule, options] = one;
  archive.value("left", left);
  archive.value("units", units);
  archive.code("reason", reason, 4);
  archive.value("rule", rule);
  archive.list("options", options, 32);
}

template <class Archive>
void describe(Archive& archive, PlaceResult& place) {
  auto& [right, kind, places, floor, taken, outside, shortfall, price, greatest_price, worth,
         forced, floor_cost_short, floor_cost, floor_before] = place;
  archive.value("right", right);
  archive.code("kind", kind, 4);
  archive.value("places", places);
  archive.value("floor", floor);
  archive.value("taken", taken);
  archive.value("outside", outside);
  archive.value("shortfall", shortfall);
  archive.value("price", price);
  archive.value("greatest_price", greatest_price);
  archive.value("worth", worth);
  archive.value("forced", forced);
  if (archive.version() >= 3) {
    archive.value("floor_cost_short", floor_cost_short);
    archive.value("floor_cost", floor_cost);
  }
  if (archive.version() >= 5) {
    optional(archive, "has_floor_before", "floor_before", floor_before);
  } else if (outside == 0) {
    floor_before = floor;
  }
}

template <class Archive>
void describe(Archive& archive, PlanTies::Place& place) {
  auto& [right, least, most, missing] = place;
  archive.value("right", right);
  archive.value("least", least);
  archive.value("most", most);
  archive.value("missing", missing);
}

template <class Archive>
void describe(Archive& archive, PlanTies::Woman& woman) {
  auto& [left, units, options] = woman;
  archive.value("left", left);
  archive.value("units", units);
  archive.value("options", options);
}

template <class Archive>
void describe(Archive& archive, PlanTies& ties) {
  auto& [places, women, options, missing_total] = ties;
  archive.list("places", places, 32);
  archive.list("women", women, 24);
  archive.list("options", options, 8);
  archive.value("missing_total", missing_total);
}

template <class Archive>
void describe(Archive& archive, PairingPlan& plan) {
  auto& [name, status, part_names, awards, unmatched, places, warnings, outside, total, gap, tied,
         custom, income_assumed, unknown_income, seconds, ties] = plan;
  archive.value("name", name);
  io::status(archive, status);
  archive.list("part_names", part_names, 8);
  archive.list("awards", awards, 48);
  archive.list("unmatched", unmatched, 40);
  archive.list("places", places, 88);
  archive.list("warnings", warnings, 72);
  archive.list("outside", outside, 48);
  archive.value("total", total);
  optional(archive, "has_gap", "gap", gap);
  archive.value("tied", tied);
  archive.value("custom", custom);
  archive.value("seconds", seconds);
  if (archive.version() >= 5) {
    archive.list("income_assumed", income_assumed, 8);
    archive.value("unknown_income", unknown_income);
  }
  if (archive.version() < 2) return;
  bool has_ties = ties.has_value();
  archive.value("has_ties", has_ties);
  if (!has_ties) {
    ties.reset();
    return;
  }
  if (!ties) ties.emplace();
  archive.value("ties", *ties);
}

template <class Archive>
void describe(Archive& archive, Plan& plan) {
  auto& [pairings, policy_name, asked, digest_form, registry_digest, policy_digest, seed_hex,
         made_by, synthetic] = plan;
  archive.list("pairings", pairings, 100);
  archive.value("policy_name", policy_name);
  if (archive.version() >= 4) {
    archive.value("digest_form", digest_form);
  } else {
    digest_form = 1;
  }
  archive.value("registry_digest", registry_digest);
  archive.value("policy_digest", policy_digest);
  archive.value("seed_hex", seed_hex);
  archive.value("made_by", made_by);
  archive.value("synthetic", synthetic);
  if (archive.version() >= 5) archive.value("asked", asked);
}

}  // namespace jinguo::inline v0_1::io

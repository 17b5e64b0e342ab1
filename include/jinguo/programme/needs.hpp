#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "jinguo/core/date.hpp"
#include "jinguo/domain/needs.hpp"
#include "jinguo/domain/registry.hpp"
#include "jinguo/engine/plan.hpp"

/// Needs against measures: no measure without a need, no need without a measure, and from giving to
/// earning. A need is the main cause of a registered woman's household; docs/needs.md defines the
/// rest.
namespace jinguo::inline v0_1::programme {

/// Registered women of a county by their need.
struct NeedRow {
  RegionCode county{};        ///< Code of the county.
  Cause cause{};              ///< Main cause of poverty of the household.
  bool has_answer = false;    ///< The programme has a measure for it.
  std::int64_t women = 0;     ///< Registered women with that need.
  std::int64_t answered = 0;  ///< Had a measure that answers it.
  std::int64_t planned = 0;   ///< Of the others: the plan gives one.
  friend bool operator==(const NeedRow&, const NeedRow&) = default;
};

/// A registered woman whose need no measure answered, and no award of the plan will.
struct UnansweredNeed {
  std::string woman{};  ///< Id of the woman.
  RegionCode region{};  ///< Where her household lives.
  Cause cause{};        ///< Main cause of poverty of her household.
  friend bool operator==(const UnansweredNeed&, const UnansweredNeed&) = default;
};

/// A measure given to a woman none of whose household's causes it answers, or who was off the
/// register on the day. General measures need no cause.
struct UnneededMeasure {
  std::string woman{};  ///< Id of the woman.
  Measure measure{};    ///< What was given.
  std::string table{};
  std::string id{};         ///< Id of the record.
  bool registered = false;  ///< Her household was on the register on the day.
  friend bool operator==(const UnneededMeasure&, const UnneededMeasure&) = default;
};

/// One class of measures in a county and year.
struct MixRow {
  RegionCode county{};        ///< Code of the county.
  std::int32_t year = 0;      ///< Calendar year.
  MeasureClass kind{};        ///< transfer, capability or earning.
  std::int64_t women = 0;     ///< Women of the registry, each once.
  std::int64_t measures = 0;  ///< Each time.
  std::int64_t fen = 0;       ///< Amounts of activities, principals of loans.
  friend bool operator==(const MixRow&, const MixRow&) = default;
};

/// A registered woman able to work whom only transfers reached.
struct AidOnly {
  std::string woman{};        ///< Id of the woman.
  RegionCode region{};        ///< Where her household lives.
  std::int64_t measures = 0;  ///< Transfers that reached her.
  friend bool operator==(const AidOnly&, const AidOnly&) = default;
};

/// A registered woman trained in a skill who has no work since, and none in the plan.
struct TrainedUnplaced {
  std::string woman{};           ///< Id of the woman.
  RegionCode region{};           ///< Where her household lives.
  std::optional<Skill> skill{};  ///< What she was last trained in.
  Date trained{};                ///< Last day of her last class.
  std::int64_t days = 0;         ///< Days since, by the last day that counts.
  friend bool operator==(const TrainedUnplaced&, const TrainedUnplaced&) = default;
};

/// A township or village with registered women that no outreach, leaflets or talk reached.
struct Uncovered {
  RegionCode region{};          ///< Code of the township or village.
  std::int64_t registered = 0;  ///< Registered women who live there.
  friend bool operator==(const Uncovered&, const Uncovered&) = default;
};

/// Needs against measures, up to a day.
struct Needs {
  Date day{};                                ///< The last day that counts.
  std::vector<NeedRow> needs{};              ///< By county and main cause.
  std::vector<UnansweredNeed> unanswered{};  ///< Registered women whose need no measure answered.
  std::vector<UnneededMeasure> unneeded{};   ///< Measures that answer no need.
  std::vector<MixRow> mix{};                 ///< By county, year and class of measures.
  std::vector<AidOnly> aid_only{};  ///< Registered women able to work whom only transfers reached.
  /// Registered women trained who have no work since.
  std::vector<TrainedUnplaced> trained_unplaced{};
  std::vector<Uncovered> townships{};  ///< Townships that no outreach reached.
  std::vector<Uncovered> villages{};   ///< Villages that no outreach reached.
};

/// No measure without a need, no need without a measure, and how much is giving, how much earning.
///
/// Up to a day (nothing: the last day of any activity or start of a placement).
/// An event in a division covers it and those above it, not those inside it. Lists are in byte
/// order of ids or codes.
[[nodiscard]] Needs needs(const Registry& registry, std::optional<Date> day = {},
                          const Plan* plan = nullptr);

}  // namespace jinguo::inline v0_1::programme

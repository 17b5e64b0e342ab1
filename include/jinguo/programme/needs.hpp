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
  RegionCode county{};
  Cause cause{};
  bool has_answer = false;  ///< The programme has a measure for it.
  std::int64_t women = 0;
  std::int64_t answered = 0;  ///< Had a measure that answers it.
  std::int64_t planned = 0;   ///< Of the others: the plan gives one.
  friend bool operator==(const NeedRow&, const NeedRow&) = default;
};

/// A registered woman whose need no measure answered, and no award of the plan will.
struct UnansweredNeed {
  std::string woman{};
  RegionCode region{};
  Cause cause{};
  friend bool operator==(const UnansweredNeed&, const UnansweredNeed&) = default;
};

/// A measure given to a woman none of whose household's causes it answers, or who was off the
/// register on the day. General measures need no cause.
struct UnneededMeasure {
  std::string woman{};
  Measure measure{};
  std::string table{};
  std::string id{};
  bool registered = false;
  friend bool operator==(const UnneededMeasure&, const UnneededMeasure&) = default;
};

/// One class of measures in a county and year.
struct MixRow {
  RegionCode county{};
  std::int32_t year = 0;
  MeasureClass kind{};
  std::int64_t women = 0;     ///< Women of the registry, each once.
  std::int64_t measures = 0;  ///< Each time.
  std::int64_t fen = 0;       ///< Amounts of activities, principals of loans.
  friend bool operator==(const MixRow&, const MixRow&) = default;
};

/// A registered woman able to work whom only transfers reached.
struct AidOnly {
  std::string woman{};
  RegionCode region{};
  std::int64_t measures = 0;
  friend bool operator==(const AidOnly&, const AidOnly&) = default;
};

/// A registered woman trained in a skill who has no work since, and none in the plan.
struct TrainedUnplaced {
  std::string woman{};
  RegionCode region{};
  std::optional<Skill> skill{};
  Date trained{};  ///< Last day of her last class.
  std::int64_t days = 0;
  friend bool operator==(const TrainedUnplaced&, const TrainedUnplaced&) = default;
};

/// A township or village with registered women that no outreach, leaflets or talk reached.
struct Uncovered {
  RegionCode region{};
  std::int64_t registered = 0;
  friend bool operator==(const Uncovered&, const Uncovered&) = default;
};

struct Needs {
  Date day{};
  std::vector<NeedRow> needs{};
  std::vector<UnansweredNeed> unanswered{};
  std::vector<UnneededMeasure> unneeded{};
  std::vector<MixRow> mix{};
  std::vector<AidOnly> aid_only{};
  std::vector<TrainedUnplaced> trained_unplaced{};
  std::vector<Uncovered> townships{};
  std::vector<Uncovered> villages{};
};

/// Everything at once, up to a day (nothing: the last day of any activity or start of a placement).
/// An event in a division covers it and those above it, not those inside it. Lists are in byte
/// order of ids or codes.
[[nodiscard]] Needs needs(const Registry& registry, std::optional<Date> day = {},
                          const Plan* plan = nullptr);

}  // namespace jinguo::inline v0_1::programme

#pragma once

#include <optional>
#include <string>

#include "jinguo/solver/transport.hpp"

/// Independent referees: each judges an answer from the market alone, shares no code with the
/// solvers, and says why an answer is wrong, or nothing. They judge plans from elsewhere too.
namespace jinguo::inline v0_1::solver {

/// A reason, or nothing when the claim holds.
using Objection = std::optional<std::string>;

[[nodiscard]] Objection why_not_feasible(const Market& market, const TransportResult& result);
[[nodiscard]] Objection why_not_optimal(const Market& market, const TransportResult& result);
[[nodiscard]] Objection why_not_least(const Market& market, const TransportResult& result);
[[nodiscard]] Objection why_not_drawn(const Market& market, const TransportResult& result,
                                      const TransportOptions& options = {});
[[nodiscard]] Objection why_not_infeasible(const Market& market, const TransportResult& result);

}  // namespace jinguo::inline v0_1::solver

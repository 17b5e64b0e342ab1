#pragma once

#include <span>
#include <vector>

#include "jinguo/solver/losses.hpp"
#include "jinguo/solver/transport.hpp"
#include "tuning.hpp"

/// The solver's calls with numbers of their own instead of the defaults: for tests, which so lead a
/// small market down the ways of a large one. Not public.
namespace jinguo::inline v0_1::solver::tuned {

[[nodiscard]] TransportResult transport(const Market& market, const TransportOptions& options,
                                        Monitor& monitor, const Tuning& tuning);
[[nodiscard]] Losses losses(const Market& market, const TransportResult& result,
                            std::span<const Index> left, const LossesOptions& options,
                            Monitor& monitor, const Tuning& tuning);
[[nodiscard]] std::vector<Value> floor_gains(const Market& market, const TransportResult& result,
                                             const LossesOptions& options, Monitor& monitor,
                                             const Tuning& tuning);

}  // namespace jinguo::inline v0_1::solver::tuned

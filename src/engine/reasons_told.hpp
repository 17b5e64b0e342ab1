#pragma once

#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

#include "jinguo/core/monitor.hpp"
#include "jinguo/engine/listing.hpp"
#include "jinguo/engine/plan.hpp"
#include "jinguo/solver/market.hpp"

namespace jinguo::inline v0_1::engine {

/// What everyone who is not placed is told, checked from her row of scores and the plan's prices.
/// Rows come in any order, from whoever reads them; each is looked at once.
class ReasonsTold {
 public:
  /// `old`: the plan says less than plans of now.
  ReasonsTold(const PairingPlan& plan, const Listing& listing, bool stopped, bool old);

  /// What is told wrongly of a woman.
  struct Fault {
    const Unmatched* said = nullptr;
    const char* what = "";
  };

  void look(solver::Index left, std::span<const solver::Score> row);
  /// Those whose row nobody has read.
  void look_at_rest(const solver::Market& market, Monitor& monitor);
  [[nodiscard]] const std::vector<Fault>& faults() const { return faults_; }

 private:
  /// Impossible, loss, -score, place.
  using Claim = std::tuple<bool, solver::Score, solver::Score, std::size_t>;

  [[nodiscard]] Unmatched reason(solver::Index left, std::span<const solver::Score> row,
                                 const Unmatched& said);

  const PairingPlan& plan_;
  const Listing& listing_;
  bool stopped_ = false;
  bool old_ = false;
  std::vector<std::int64_t> locks_{};        // by place
  std::vector<const Unmatched*> waiting_{};  // by woman
  std::vector<Claim> claims_{};
  std::vector<Fault> faults_{};
};

}  // namespace jinguo::inline v0_1::engine

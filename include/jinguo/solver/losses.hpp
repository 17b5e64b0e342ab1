#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "jinguo/solver/transport.hpp"

/// Says what a best plan would lose if a left node were at another right node.
///
/// Problem      for given left nodes and every right node: the best value less the best value with
///              the pair forced. A value is (units short of floors, total), compared in that order.
/// Method       one pass over all pairs finds the best moves between the right nodes; then, for
///              each right node that an asked left node leaves, shortest paths to it from all
///              others.
/// Promises     exact: forcing the pair and solving again loses just that. The same for any number
///              of threads.
/// Limits       as transport(). Memory 8 m^2 bytes up to m = 8192; above that 28 bytes for each two
///              right nodes between which somebody may move. No pass where no asked left node is
///              placed.
/// Reference    Ahuja, Magnanti, Orlin, "Network Flows", 1993, ch. 9: residual networks and reduced
///              costs.
namespace jinguo::inline v0_1::solver {

/// Why no plan can have a left node at a right node.
enum class Obstacle : std::uint8_t {
  none,            ///< It can be: the loss is true.
  held,            ///< It is there already.
  not_eligible,    ///< The pair may not be matched.
  no_unit,         ///< The left node asks for nothing.
  own_lock,        ///< All its units are locked elsewhere; the loss is that of dropping the lock.
  own_must_match,  ///< Outside only: it has to be placed; the loss is that of giving this up.
  no_place,        ///< The right node has capacity 0.
  lock,            ///< All places of the right node are locked.
  must_match,      ///< Others there, or where they could go, have to be placed and have no way out.
};
/// The enumerator's name.
[[nodiscard]] constexpr std::string_view to_string(Obstacle obstacle) noexcept {
  switch (obstacle) {
    case Obstacle::none:
      return "none";
    case Obstacle::held:
      return "held";
    case Obstacle::not_eligible:
      return "not_eligible";
    case Obstacle::no_unit:
      return "no_unit";
    case Obstacle::own_lock:
      return "own_lock";
    case Obstacle::own_must_match:
      return "own_must_match";
    case Obstacle::no_place:
      return "no_place";
    case Obstacle::lock:
      return "lock";
    case Obstacle::must_match:
      return "must_match";
  }
  return "unknown";
}

/// What a plan is worth less: units more that floors are short of, then scaled score.
struct Value {
  Count missed = 0;  ///< Units more that floors are short of.
  Score points = 0;  ///< Scaled score less.
  friend bool operator==(const Value&, const Value&) = default;
  friend auto operator<=>(const Value&, const Value&) = default;
};

/// What forcing a pair loses. Never below 0 where the obstacle is none.
struct Loss {
  Obstacle obstacle = Obstacle::none;  ///< Why the pair cannot be; none: it can.
  Value value{};     ///< 0 unless the obstacle is none, own_lock or own_must_match.
  Index floor = -1;  ///< The right node whose floor would be missed by one more; -1: none.
  friend bool operator==(const Loss&, const Loss&) = default;
};

/// Losses of some left nodes at every right node.
struct Losses {
  Index m = 0;                  ///< Number of right nodes.
  std::vector<Loss> loss{};     ///< A row of m for each left node asked about.
  std::vector<Loss> outside{};  ///< By left node: with one of its units less placed.

  /// Losses of the k-th asked left node, by right node.
  [[nodiscard]] std::span<const Loss> row(std::size_t k) const {
    return std::span(loss).subspan(k * static_cast<std::size_t>(m), static_cast<std::size_t>(m));
  }
};

/// How losses are computed.
struct LossesOptions {
  int threads = 0;  ///< 0: one per core. The answer does not depend on it.
  /// As TransportOptions has them. Stopped by the time limit or the interrupt, Stopped is thrown.
  std::function<void(double fraction, std::string_view phase)> progress{};
  std::function<bool()> interrupt{};   ///< Asked now and then; true stops the call.
  std::optional<double> time_limit{};  ///< Seconds of the whole call; none: no limit.
};

/// For each left node in `left`, what the plan would lose with it at each right node.
///
/// `result` is an answer of transport() to this market, status optimal or optimal_short. Throws
/// InputError for another status, for awards or prices that do not fit the market, and for an index
/// out of range.
[[nodiscard]] Losses losses(const Market& market, const TransportResult& result,
                            std::span<const Index> left, const LossesOptions& options = {});
/// As a part of a longer call, whose monitor it asks.
[[nodiscard]] Losses losses(const Market& market, const TransportResult& result,
                            std::span<const Index> left, const LossesOptions& options,
                            Monitor& monitor);

/// The losses of one plan, for who asks again and again.
///
/// What losses() makes anew in each call is made once: the pass over all pairs, when a left node
/// that is placed is first asked about. After that, a shortest-path search for each right node that
/// an asked left node leaves, O(m^2). Borrows the market; copies the answer. Memory as losses(),
/// kept. One call at a time; copies share what they keep.
class PlanLosses {
 public:
  /// Throws InputError as losses().
  PlanLosses(const Market& market, const TransportResult& result);

  /// As losses(), of the market and answer given first.
  [[nodiscard]] Losses of(std::span<const Index> left, const LossesOptions& options = {});
  /// As a part of a longer call, whose monitor it asks.
  [[nodiscard]] Losses of(std::span<const Index> left, const LossesOptions& options,
                          Monitor& monitor);

 private:
  std::function<Losses(std::span<const Index>, const LossesOptions&, Monitor&)> find_;
};

/// By right node, what lowering its floor by one would gain: fewer units short, then total.
///
/// 0 where the floor does not bind. Needs no pass, save for `optimal_short`. Throws as losses().
[[nodiscard]] std::vector<Value> floor_gains(const Market& market, const TransportResult& result,
                                             const LossesOptions& options = {});
[[nodiscard]] std::vector<Value> floor_gains(const Market& market, const TransportResult& result,
                                             const LossesOptions& options, Monitor& monitor);

}  // namespace jinguo::inline v0_1::solver

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "jinguo/core/monitor.hpp"
#include "jinguo/domain/policy.hpp"
#include "jinguo/domain/registry.hpp"
#include "jinguo/engine/match.hpp"
#include "jinguo/engine/plan.hpp"

namespace jinguo::inline v0_1 {

/// How a place stands to a woman.
enum class Standing : std::uint8_t {
  hers,      ///< The plan gives it to her.
  possible,  ///< She could be there: the plan would lose `more_short`, `loss`.
  barred,    ///< She fits, but no plan can have her there: `rule`.
  excluded,  ///< She does not fit: `rule`.
  unproven,  ///< She fits; the solve was stopped before the best plan was proven.
};
inline constexpr Coded<Standing> standing_codes[] = {
    {Standing::hers, "hers", "", "她的安置"},
    {Standing::possible, "possible", "", "可行"},
    {Standing::barred, "barred", "", "受限"},
    {Standing::excluded, "excluded", "", "不符合"},
    {Standing::unproven, "unproven", "", "未经证明"},
};
constexpr std::span<const Coded<Standing>> codes(std::type_identity<Standing>) noexcept {
  return standing_codes;
}

/// What a woman is told of one place.
struct PlaceReason {
  std::string pairing{};  ///< Name of the pairing.
  Id right{};             ///< Id of the provider.
  /// Whether it is hers, possible, barred, excluded, or the plan is not proven.
  Standing standing = Standing::excluded;
  std::int64_t score = 0;  ///< For her; 0 where excluded.
  /// What the whole plan would lose with her there: women more that floors are short of, then
  /// points, compared in that order. Exact. Barred by `own_lock`: with her lock dropped, and then
  /// below 0 where the plan would gain. 0 otherwise.
  std::int64_t more_short = 0;
  std::int64_t loss = 0;  ///< Points that the whole plan would lose with her there; exact.
  /// Which rule excludes her, or bars the place: "places" (it has none), "lock" (all are kept by
  /// locks), "must_match" (those there must be served and have nowhere to go), "own_lock" (she is
  /// locked elsewhere), "demand" (she goes on elsewhere outside the plan). A text is
  /// "engine.rule.RULE".
  std::string rule{};
  std::optional<Id> floor{};  ///< Where more_short is above 0: whose floor would miss one.
  std::int64_t worth = 0;     ///< Points that one more place there would give the plan.
  /// From her village by road, where the policy measures so and the table of roads says it.
  std::optional<std::int32_t> road_m{};
  friend bool operator==(const PlaceReason&, const PlaceReason&) = default;
};

/// What a plan decided about one woman, or about one provider, as messages to be rendered in either
/// language. Names no other woman.
struct Explanation {
  Id id{};                            ///< Whom it is about.
  std::vector<Message> lines{};       ///< What is said, a message a line.
  std::vector<PlaceReason> places{};  ///< In the order of their lines, the best first.
  /// A line for each message, rules and parts in the language's words.
  [[nodiscard]] std::string text(Language language = Language::en) const;
};

namespace engine {

/// A message with its rule and part (names of "engine.rule.*", "engine.part.*") in a language's
/// words.
[[nodiscard]] std::string text_of(const Message& message, Language language);

/// Why a woman is not placed, as one sentence.
[[nodiscard]] Message reason(const PairingPlan& pairing, const Unmatched& unmatched);

/// Ids that nobody has, all of them. what() names them, citizen numbers masked.
class UnknownIds : public std::out_of_range {
 public:
  /// `what` is a sentence for people, which names the ids.
  UnknownIds(const std::string& what, std::vector<Id> ids)
      : std::out_of_range(what), ids_(std::move(ids)) {}
  /// In the order in which they were asked for.
  [[nodiscard]] const std::vector<Id>& ids() const noexcept { return ids_; }

 private:
  std::vector<Id> ids_;
};

/// As stored with the plan: a woman's awards or reason with her five best places, or a provider's
/// places, the worth of one more and the cost of its floor. Throws UnknownIds (a
/// std::out_of_range) for an id that the plan does not know.
[[nodiscard]] Explanation explain(const Plan& plan, const Id& id);
/// The same for many, in the order given; UnknownIds names every wrong one.
[[nodiscard]] std::vector<Explanation> explain(const Plan& plan, std::span<const Id> ids);

/// How an explanation is computed.
struct ExplainOptions {
  std::vector<CustomScores> custom{};  ///< The policies of the user's own that the plan used.
  int threads = 0;                     ///< 0: one per core.
  /// As MatchOptions has them. Stopped by the time limit or the interrupt, Stopped is thrown.
  std::function<void(double fraction, std::string_view phase)> progress{};
  std::function<bool()> interrupt{};   ///< Asked now and then; true stops the call.
  std::optional<double> time_limit{};  ///< Seconds of the whole call; none: no limit.
};

/// What the plan decided about any woman, placed or not, and every place that she could have had.
///
/// Of each place: the rule that excludes her there, what
/// the whole plan would lose with her there, or what bars it. Losses are exact: who forces the pair
/// and solves again finds them. One scoring pass over a pairing where she is placed, her row alone
/// where she is not. A pairing with scores of the user's own that are not in `options` is answered
/// as stored. Throws InputError when the registry or policy are not those of the plan,
/// UnknownIds (a std::out_of_range) for an id that neither the registry nor the plan knows.
[[nodiscard]] Explanation explain(const Plan& plan, const Registry& registry, const Policy& policy,
                                  const Id& id, const ExplainOptions& options = {});
/// The same for many, in the order given: the pairings are compiled, and the passes done, once for
/// all. UnknownIds names every wrong one.
[[nodiscard]] std::vector<Explanation> explain(const Plan& plan, const Registry& registry,
                                               const Policy& policy, std::span<const Id> ids,
                                               const ExplainOptions& options = {});

/// explain() for who asks again and again, as an officer does with a woman before her.
///
/// Digests are compared and pairings compiled once, and the scoring pass of a pairing is done when a
/// woman who is placed there is first asked about; after that an answer takes a shortest-path
/// search. Keeps some 8 bytes for each two places of a pairing. Borrows plan, registry and policy,
/// which stay as they are: records that are added later are refused as another registry. One call
/// at a time; copies share what they keep.
class Explainer {
 public:
  /// Throws InputError when the registry or policy are not those of the plan. The custom scores are
  /// those of the options, for all calls.
  Explainer(const Plan& plan, const Registry& registry, const Policy& policy,
            const ExplainOptions& options = {});

  /// As explain() of the same ids; of the options all but the custom scores.
  [[nodiscard]] std::vector<Explanation> explain(std::span<const Id> ids,
                                                 const ExplainOptions& options = {});
  /// Of one id.
  [[nodiscard]] Explanation explain(const Id& id, const ExplainOptions& options = {});

 private:
  std::function<std::vector<Explanation>(std::span<const Id>, int threads, Monitor&)> explain_;
};

}  // namespace engine
}  // namespace jinguo::inline v0_1

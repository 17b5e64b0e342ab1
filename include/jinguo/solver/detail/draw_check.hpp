#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "jinguo/solver/detail/assignment.hpp"
#include "jinguo/solver/detail/residual_network.hpp"

/// Whether a best plan is the one that the lottery draws.
///
/// Method   Called by number, a left node must already hold what it can have: an option before one
///          that it holds may not be reachable by a cycle of cost zero through nodes of which it
///          and those called before it are no part. Every search that fails splits the nodes into
///          two sets that no such cycle joins any more, so that at most m searches are made.
namespace jinguo::inline v0_1::solver::detail::referee {

struct Numbers {
  std::vector<std::uint64_t> left{};
  std::vector<std::uint64_t> right{};
  [[nodiscard]] bool fit(const Market& market) const {
    return left.size() == static_cast<std::size_t>(market.n()) &&
           right.size() == static_cast<std::size_t>(market.m());
  }
};

/// Of each side as given, or drawn by index from the seed.
inline Numbers numbers_of(const Market& market, const TransportOptions& options) {
  Numbers numbers{options.left_number, options.right_number};
  const bool draw_left = numbers.left.empty();
  const bool draw_right = numbers.right.empty();
  for (Index i = 0; draw_left && i < market.n(); ++i) {
    numbers.left.push_back(lottery_number(options.seed, Side::left, i));
  }
  for (Index j = 0; draw_right && j < market.m(); ++j) {
    numbers.right.push_back(lottery_number(options.seed, Side::right, j));
  }
  return numbers;
}

/// Arcs of cost zero with the number of left nodes that could still move along each.
class ZeroArcs {
 public:
  ZeroArcs(std::size_t nodes, Monitor* monitor, const Limits& limits)
      : monitor_(monitor),
        nodes_(nodes),
        kept_(limits.kept_zero_arcs),
        group_(nodes, 0),
        seen_(nodes, 0) {}

  void note(std::size_t a, std::size_t b) {
    keys_.push_back(a * nodes_ + b);
    if (keys_.size() > 2 * compacted_ + kept_) compact();
  }
  void noted() {
    compact();
    first_.assign(nodes_ + 1, 0);
    for (const std::uint64_t key : keys_) ++first_[key / nodes_ + 1];
    for (std::size_t a = 0; a < nodes_; ++a) first_[a + 1] += first_[a];
    count_.assign(keys_.size(), 0);
  }
  void change(std::size_t a, std::size_t b, std::int32_t by) {
    const auto at = std::lower_bound(keys_.begin(), keys_.end(), a * nodes_ + b);
    count_[static_cast<std::size_t>(at - keys_.begin())] += by;
  }

  /// Whether `from` still reaches one of the targets; splits the groups where it does not.
  bool reaches(std::size_t from, std::span<const std::size_t> targets) {
    const std::uint32_t group = group_[from];
    if (std::none_of(targets.begin(), targets.end(),
                     [&](std::size_t target) { return group_[target] == group; })) {
      return false;
    }
    ++stamp_;
    queue_.assign(1, from);
    seen_[from] = stamp_;
    for (std::size_t k = 0; k < queue_.size(); ++k) {
      const std::size_t a = queue_[k];
      count_work(monitor_, 1 + first_[a + 1] - first_[a]);
      if (std::find(targets.begin(), targets.end(), a) != targets.end()) return true;
      for (std::size_t e = first_[a]; e < first_[a + 1]; ++e) {
        const std::size_t b = keys_[e] % nodes_;
        if (count_[e] == 0 || seen_[b] == stamp_ || group_[b] != group) continue;
        seen_[b] = stamp_;
        queue_.push_back(b);
      }
    }
    ++groups_;
    for (const std::size_t a : queue_) group_[a] = groups_;
    return false;
  }

 private:
  void compact() {
    std::sort(keys_.begin(), keys_.end());
    keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
    compacted_ = keys_.size();
  }

  Monitor* monitor_;
  std::size_t nodes_;
  std::size_t kept_;
  std::vector<std::uint64_t> keys_{};  // a * nodes + b, sorted
  std::size_t compacted_ = 0;
  std::vector<std::size_t> first_{};
  std::vector<std::int32_t> count_{};
  std::vector<std::uint32_t> group_;  // no cycle of cost zero joins two groups
  std::uint32_t groups_ = 0;
  std::vector<std::uint32_t> seen_;
  std::uint32_t stamp_ = 0;
  std::vector<std::size_t> queue_{};
};

/// The left nodes that have a choice at their threshold, by a potential `price` (m + 1 nodes) that
/// proves the plan best: found row by row.
class TiedNodes {
 public:
  /// Places of `pool` at the threshold: first those held, then those not held.
  struct Tied {
    Index left;
    std::size_t begin;
    std::size_t held_end;
    std::size_t end;
    Cost key;  ///< score - price at each of these nodes
  };

  TiedNodes(const Market& market, const Assignment& plan, std::span<const Cost> price)
      : bounds_(market.bounds()), plan_(plan), price_(price) {
    for (const Cost& cost : price) price_score_.push_back(static_cast<std::uint64_t>(cost.score));
  }

  void look(const Choices& row) {
    const std::size_t outside = row.others.size();
    const auto i = static_cast<std::size_t>(row.left);
    const auto held = plan_.held(row.left);
    const auto locked = plan_.held_locked(row.left);
    const bool may_stay_out = bounds_.must_match[i] == 0;
    const auto key = [&](std::size_t node, Score score) { return Cost{0, score} - price_[node]; };
    const Cost key_outside = key(outside, bounds_.outside[i]);
    std::optional<Cost> worst;
    for (std::size_t k = 0; k < held.size(); ++k) {
      if (locked[k] != 0) continue;
      const Cost value = key(static_cast<std::size_t>(held[k]), row.held[k]);
      if (!worst || value < *worst) worst = value;
    }
    const bool some_out = may_stay_out && plan_.outside[i] > 0;
    if (some_out && (!worst || key_outside < *worst)) worst = key_outside;
    if (!worst) return;
    Tied entry{row.left, pool_.size(), 0, 0, *worst};
    for (std::size_t k = 0; k < held.size(); ++k) {
      const auto j = static_cast<std::size_t>(held[k]);
      if (locked[k] == 0 && key(j, row.held[k]) == *worst) {
        pool_.push_back(static_cast<std::uint32_t>(j));
      }
    }
    const bool out_tied = may_stay_out && key_outside == *worst;
    if (out_tied && some_out) pool_.push_back(static_cast<std::uint32_t>(outside));
    entry.held_end = pool_.size();
    if (row.elsewhere() && some_equal(row.others, worst->score)) {
      for (std::size_t j = 0; j < outside; ++j) {
        if (row.others[j] != not_eligible && key(j, row.others[j]) == *worst) {
          pool_.push_back(static_cast<std::uint32_t>(j));
        }
      }
    }
    if (out_tied) pool_.push_back(static_cast<std::uint32_t>(outside));
    entry.end = pool_.size();
    if (entry.held_end == entry.begin || entry.held_end == entry.end) {
      pool_.resize(entry.begin);
      return;
    }
    tied_.push_back(entry);
  }

  [[nodiscard]] const std::vector<Tied>& tied() const { return tied_; }
  [[nodiscard]] const std::vector<std::uint32_t>& pool() const { return pool_; }

 private:
  /// Whether some score less price could be equal: without a branch, since few rows have one.
  [[nodiscard]] bool some_equal(std::span<const Score> row, Score key) const {
    const auto wanted = static_cast<std::uint64_t>(key);
    std::uint64_t found = 0;
    for (std::size_t j = 0; j < row.size(); ++j) {
      found |= static_cast<std::uint64_t>(static_cast<std::uint64_t>(row[j]) - price_score_[j] ==
                                          wanted);
    }
    return found != 0;
  }

  const Bounds& bounds_;
  const Assignment& plan_;
  std::span<const Cost> price_;
  std::vector<std::uint64_t> price_score_{};  // differences without overflow
  std::vector<Tied> tied_{};
  std::vector<std::uint32_t> pool_{};
};

/// Why a plan, best by the potential `price` (m + 1 nodes), is not the drawn one, or nothing; the
/// choices were found by the same potential.
inline std::optional<std::string> draw_objection(const Market& market, const Assignment& plan,
                                                 Floors floors, std::span<const Cost> price,
                                                 const Numbers& numbers, const TiedNodes& choices,
                                                 Monitor* monitor, const Limits& limits = {}) {
  using Tied = TiedNodes::Tied;
  const auto m = static_cast<std::size_t>(market.m());
  const std::size_t outside = m;
  std::vector<Tied> tied = choices.tied();
  const std::vector<std::uint32_t>& pool = choices.pool();

  ZeroArcs arcs(m + 1, monitor, limits);
  const auto each_arc = [&](const Tied& entry, auto visit) {
    for (std::size_t h = entry.begin; h < entry.held_end; ++h) {
      count_work(monitor, 8 * (entry.end - entry.held_end));
      for (std::size_t k = entry.held_end; k < entry.end; ++k) {
        if (pool[h] != pool[k]) visit(pool[h], pool[k]);
      }
    }
  };
  const auto each_slack = [&](auto visit) {
    for (std::size_t j = 0; j < m; ++j) {
      const auto take = cost_to_take(market, plan, floors, j);
      if (take && *take - price[j] + price[outside] == Cost{}) visit(j, outside);
      const auto give = cost_to_give(plan, floors, j);
      if (give && *give - price[outside] + price[j] == Cost{}) visit(outside, j);
    }
  };
  const auto note = [&](std::size_t a, std::size_t b) { arcs.note(a, b); };
  for (const Tied& entry : tied) each_arc(entry, note);
  each_slack(note);
  arcs.noted();
  const auto add = [&](std::size_t a, std::size_t b) { arcs.change(a, b, 1); };
  const auto remove = [&](std::size_t a, std::size_t b) { arcs.change(a, b, -1); };
  for (const Tied& entry : tied) each_arc(entry, add);
  each_slack(add);

  std::sort(tied.begin(), tied.end(), [&](const Tied& x, const Tied& y) {
    const std::uint64_t a = numbers.left[static_cast<std::size_t>(x.left)];
    const std::uint64_t b = numbers.left[static_cast<std::size_t>(y.left)];
    return a != b ? a > b : x.left < y.left;
  });
  std::vector<std::size_t> options;
  std::vector<std::size_t> targets;
  for (const Tied& entry : tied) {
    each_arc(entry, remove);
    const auto score = [&](std::size_t node) { return (entry.key + price[node]).score; };
    // By score, then by the right node's number, then by index; outside after equal scores.
    const auto before = [&](std::size_t x, std::size_t y) {
      if (score(x) != score(y)) return score(x) > score(y);
      if (x == outside || y == outside) return y == outside && x != outside;
      return numbers.right[x] != numbers.right[y] ? numbers.right[x] > numbers.right[y] : x < y;
    };
    const auto at = [&](std::size_t k) { return pool.begin() + static_cast<std::ptrdiff_t>(k); };
    options.assign(at(entry.held_end), at(entry.end));
    std::sort(options.begin(), options.end(), before);
    for (const std::size_t option : options) {
      count_work(monitor, entry.held_end - entry.begin);
      targets.clear();
      for (std::size_t h = entry.begin; h < entry.held_end; ++h) {
        if (before(option, pool[h])) targets.push_back(pool[h]);
      }
      if (targets.empty() || !arcs.reaches(option, targets)) continue;
      std::string held;
      for (const std::size_t target : targets) {
        if (held.size() > 80) break;
        held += (held.empty() ? "" : ", ") +
                (target == outside ? "outside" : right_name(static_cast<Index>(target)));
      }
      return "when " + left_name(entry.left) + " is called, some best plan still " +
             (option == outside ? "leaves one more of its units outside"
                                : "allows " + right_name(static_cast<Index>(option))) +
             ", which comes before what it has (" + held + ")";
    }
  }
  return std::nullopt;
}

/// The same by a pass of its own.
inline std::optional<std::string> draw_objection(const Market& market, const Assignment& plan,
                                                 Floors floors, std::span<const Cost> price,
                                                 const Numbers& numbers, Monitor* monitor,
                                                 const Limits& limits = {}) {
  TiedNodes choices(market, plan, price);
  scan_choices(market, plan, monitor, [&](const Choices& row) { choices.look(row); }, limits);
  return draw_objection(market, plan, floors, price, numbers, choices, monitor, limits);
}

}  // namespace jinguo::inline v0_1::solver::detail::referee

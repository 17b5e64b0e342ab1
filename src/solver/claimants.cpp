#include "claimants.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

#include "positions.hpp"
#include "rows.hpp"

namespace jinguo::inline v0_1::solver {
namespace {

class Gathering {
 public:
  Gathering(const Market& market, std::span<const ScoredAward> awards, std::span<const Score> price,
            TiedNodes& nodes, ThreadPool& pool)
      : market_(market),
        bounds_(market.bounds()),
        awards_(awards),
        price_(price),
        nodes_(nodes),
        pool_(pool),
        monitor_(pool.monitor()),
        found_(market.m() + 1, pool.tuning().dense_share) {
    read_awards();
  }

  Claimants run(const Listed* listed) {
    RowReader reader(market_, price_, threshold_, pool_, listed);
    if (reader.in_portions()) {
      found_.pairs_scored = static_cast<std::int64_t>(market_.n()) * market_.m();
      take_bits();
    } else {
      const Arcs arcs = reader.next();
      found_.pairs_scored = reader.pairs_scored();
      take_arcs(arcs);
    }
    return std::move(found_);
  }

 private:
  // Locks, what each award is worth at the prices, and the worth at which a left node has a choice.
  void read_awards() {
    const Index n = market_.n();
    value_.resize(awards_.size());
    locked_.assign(awards_.size(), 0);
    first_.assign(static_cast<std::size_t>(n) + 1, 0);
    threshold_.assign(static_cast<std::size_t>(n), never);
    unplaced_.assign(static_cast<std::size_t>(n), 0);
    std::size_t k = 0;
    auto lock = bounds_.lock.begin();
    for (Index left = 0; left < n; ++left) {
      const auto i = static_cast<std::size_t>(left);
      first_[i] = k;
      Count held = 0;
      Score least = never;
      for (; k < awards_.size() && awards_[k].award.left == left; ++k) {
        const Award& award = awards_[k].award;
        const auto j = static_cast<std::size_t>(award.right);
        ++nodes_.load[nodes_.node_of[j]];
        ++held;
        while (lock != bounds_.lock.end() && *lock < award) ++lock;
        locked_[k] = lock != bounds_.lock.end() && *lock == award ? 1 : 0;
        if (locked_[k] != 0) continue;
        value_[k] = awards_[k].score - price_[j];
        least = std::min(least, value_[k]);
      }
      monitor_.work(1);
      unplaced_[i] = bounds_.demand[i] - held;
      threshold_[i] = unplaced_[i] > 0 && bounds_.must_match[i] == 0 ? bounds_.outside[i] : least;
    }
    first_[static_cast<std::size_t>(n)] = awards_.size();
  }

  // Decides the awards of a left node that has no choice, or makes it a claimant; `add` stores its
  // options, `count` of them without outside.
  template <class Add>
  void admit(Index left, Count count, const Add& add) {
    const auto i = static_cast<std::size_t>(left);
    std::vector<Index>& unit_node = found_.unit_node;
    held_.clear();
    for (std::size_t a = first_[i]; a < first_[i + 1]; ++a) {
      if (locked_[a] == 0 && value_[a] == threshold_[i]) {
        held_.push_back(nodes_.node_of[static_cast<std::size_t>(awards_[a].award.right)]);
      }
    }
    const auto holding = static_cast<Count>(held_.size());
    assert(holding <= count);
    const bool outside_tied = bounds_.must_match[i] == 0 && threshold_[i] == bounds_.outside[i];
    const bool open = holding < count || (outside_tied && holding > 0);
    // What is strictly better, or locked, is in every best plan.
    for (std::size_t a = first_[i]; a < first_[i + 1]; ++a) {
      if (!open || locked_[a] != 0 || value_[a] != threshold_[i]) {
        found_.decided.push_back(awards_[a]);
      }
    }
    if (!open) return;
    found_.tied_pairs += count;
    Claimant c;
    c.left = left;
    c.threshold = threshold_[i];
    c.unit = static_cast<Index>(unit_node.size());
    unit_node.insert(unit_node.end(), held_.begin(), held_.end());
    // Units outside beyond the options that it could take never move.
    const Count spare = std::min<Count>(unplaced_[i], count - holding);
    unit_node.insert(unit_node.end(), static_cast<std::size_t>(spare), nodes_.outside);
    c.units = static_cast<Index>(unit_node.size()) - c.unit;
    c.row = add(outside_tied);
    found_.all.push_back(c);
  }

  [[nodiscard]] bool is_locked(std::size_t i, Index right) const {
    for (std::size_t a = first_[i]; a < first_[i + 1]; ++a) {
      if (awards_[a].award.right == right) return locked_[a] != 0;
    }
    return false;
  }

  void take_arcs(const Arcs& arcs) {
    std::vector<Index> options;
    for (Index left = 0; left < market_.n(); ++left) {
      const auto i = static_cast<std::size_t>(left);
      monitor_.work(1 + arcs.start[i + 1] - arcs.start[i]);
      options.clear();
      for (std::int64_t k = arcs.start[i]; k < arcs.start[i + 1]; ++k) {
        const Index right = arcs.right[static_cast<std::size_t>(k)];
        const auto j = static_cast<std::size_t>(right);
        if (arcs.score[static_cast<std::size_t>(k)] - price_[j] != threshold_[i]) continue;
        if (!is_locked(i, right)) options.push_back(nodes_.node_of[j]);
      }
      admit(left, static_cast<Count>(options.size()), [&](bool outside_tied) {
        if (outside_tied) options.push_back(nodes_.outside);
        return found_.rows.add(options);
      });
    }
  }

  // Where nearly everything ties: the tied options of portions of rows, as bits by node.
  void take_bits() {
    const Index n = market_.n();
    const std::size_t words = found_.rows.words();
    const Tuning& tuning = pool_.tuning();
    const auto portion = static_cast<Index>(std::clamp<std::int64_t>(
        tuning.tied_words / static_cast<std::int64_t>(words), 1, tuning.tied_rows));
    std::vector<std::uint64_t> bits;
    for (Index from = 0; from < n; from += std::min(portion, n - from)) {
      const Index to = from + std::min(portion, n - from);
      bits.assign(static_cast<std::size_t>(to - from) * words, 0);
      const auto mine = [&](Index left) {
        return std::span(bits).subspan(static_cast<std::size_t>(left - from) * words, words);
      };
      visit_rows(market_, from, to, {}, pool_, [&](Index left, std::span<const Score> row, int) {
        const Score wanted = threshold_[static_cast<std::size_t>(left)];
        const std::span<std::uint64_t> its = mine(left);
        for (std::size_t j = 0; j < row.size(); ++j) {
          if (row[j] == not_eligible || row[j] - price_[j] != wanted) continue;
          set(its, nodes_.node_of[j], true);
        }
      });
      for (Index left = from; left < to; ++left) take_row_of_bits(left, mine(left));
    }
  }

  void take_row_of_bits(Index left, std::span<std::uint64_t> bits) {
    const auto i = static_cast<std::size_t>(left);
    monitor_.work(static_cast<std::int64_t>(bits.size()));
    for (std::size_t a = first_[i]; a < first_[i + 1]; ++a) {
      if (locked_[a] == 0) continue;
      set(bits, nodes_.node_of[static_cast<std::size_t>(awards_[a].award.right)], false);
    }
    Count count = 0;
    for (const std::uint64_t word : bits) count += std::popcount(word);
    admit(left, count, [&](bool outside_tied) {
      if (outside_tied) set(bits, nodes_.outside, true);
      return found_.rows.add_bits(bits);
    });
  }

  static void set(std::span<std::uint64_t> bits, Index node, bool on) {
    const std::uint64_t bit = std::uint64_t{1} << (node % 64);
    std::uint64_t& word = bits[static_cast<std::size_t>(node) / 64];
    word = on ? word | bit : word & ~bit;
  }

  const Market& market_;
  const Bounds& bounds_;
  std::span<const ScoredAward> awards_;
  std::span<const Score> price_;
  TiedNodes& nodes_;
  ThreadPool& pool_;
  Monitor& monitor_;
  Claimants found_;

  std::vector<Score> value_{};          // by award: score less price
  std::vector<std::uint8_t> locked_{};  // by award
  std::vector<std::size_t> first_{};    // by left node: its first award
  std::vector<Score> threshold_{};
  std::vector<Count> unplaced_{};
  std::vector<Index> held_{};
};

}  // namespace

Claimants gather_claimants(const Market& market, std::span<const ScoredAward> awards,
                           std::span<const Score> price, TiedNodes& nodes, ThreadPool& pool,
                           const Listed* listed) {
  return Gathering(market, awards, price, nodes, pool).run(listed);
}

}  // namespace jinguo::inline v0_1::solver

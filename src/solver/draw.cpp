#include "draw.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <map>
#include <numeric>
#include <utility>

#include "positions.hpp"
#include "rows.hpp"
#include "tied_rows.hpp"

namespace jinguo::inline v0_1::solver {
namespace {

/// A left node whose awards may differ between best plans. Its units at its threshold are
/// consecutive; the others are decided.
struct Claimant {
  Index left = 0;
  Index row = 0;  ///< Its options at its threshold.
  Index unit = 0;
  Index units = 0;
  Score threshold = 0;  ///< Score less price of each of its options.
};

/// Looks for the lottery's plan on the graph of right nodes. Nodes are the right nodes in the order
/// in which everybody prefers them among its tied options, `outside` among them, and `short_node`,
/// where units come from or go to at a floor that is missed. An arc a -> b is a unit at a that may
/// move to b, or slack: a -> outside while a is below its capacity, outside -> b while b may give
/// one up.
class RandomPriority {
 public:
  RandomPriority(const Market& market, std::span<const ScoredAward> awards,
                 std::span<const Score> price, const Lottery& lottery,
                 std::optional<Score> missed_floor, ThreadPool& pool, const Listed* listed)
      : market_(market),
        price_(price),
        lottery_(lottery),
        monitor_(pool.monitor()),
        nodes_(market.m() + 2),
        outside_(0),
        short_(market.m() + 1),
        tuning_(pool.tuning()),
        rows_(market.m() + 1, pool.tuning().dense_share) {
    number_nodes(price, missed_floor);
    gather(awards, price, pool, listed);
    build_lists();
    find_parts();
  }

  DrawnPlan run(KeepTies keep) {
    drop_decided();
    if (keep == KeepTies::yes) plan_.ties = ties();
    plan_.tied_left = static_cast<std::int64_t>(calls_.size());
    std::sort(calls_.begin(), calls_.end(), [&](Index a, Index b) {
      const Index left_a = claimants_[a].left;
      const Index left_b = claimants_[b].left;
      const std::uint64_t number_a = lottery_.left[static_cast<std::size_t>(left_a)];
      const std::uint64_t number_b = lottery_.left[static_cast<std::size_t>(left_b)];
      return number_a != number_b ? number_a > number_b : left_a < left_b;
    });
    for (std::size_t k = 0; k < calls_.size(); ++k) {
      if ((k & 255) == 0)
        monitor_.done(static_cast<double>(k) / static_cast<double>(calls_.size()));
      call(calls_[k]);
    }
    for (const Claimant& c : claimants_) {
      for (Index u = c.unit; u < c.unit + c.units; ++u) {
        const Index right = right_of_[unit_node_[u]];
        if (right < 0) continue;
        // What it may hold at its threshold scores as much as that and the place's price.
        const Score score = c.threshold + price_[static_cast<std::size_t>(right)];
        plan_.awards.push_back({{c.left, right}, score});
      }
    }
    std::sort(plan_.awards.begin(), plan_.awards.end(), before);
    plan_.load.assign(static_cast<std::size_t>(market_.m()), 0);
    for (const ScoredAward& one : plan_.awards) {
      ++plan_.load[static_cast<std::size_t>(one.award.right)];
    }
    return std::move(plan_);
  }

 private:
  // Tied options of one left node have scores threshold + price: the order by price is its order by
  // score, the same for everybody.
  void number_nodes(std::span<const Score> price, std::optional<Score> missed_floor) {
    const Index m = market_.m();
    const Bounds& bounds = market_.bounds();
    std::vector<Index> order(static_cast<std::size_t>(m));
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](Index a, Index b) {
      const auto x = static_cast<std::size_t>(a);
      const auto y = static_cast<std::size_t>(b);
      if (price[x] != price[y]) return price[x] > price[y];
      if (lottery_.right[x] != lottery_.right[y]) return lottery_.right[x] > lottery_.right[y];
      return a < b;
    });
    node_of_.assign(static_cast<std::size_t>(m), 0);
    right_of_.assign(static_cast<std::size_t>(nodes_), -1);
    slack_.assign(static_cast<std::size_t>(nodes_), Slack::none);
    capacity_.assign(static_cast<std::size_t>(nodes_), 0);
    floor_.assign(static_cast<std::size_t>(nodes_), 0);
    Index node = 0;
    bool placed_outside = false;
    const auto place_outside = [&] {
      outside_ = node++;
      placed_outside = true;
    };
    for (const Index right : order) {
      const auto j = static_cast<std::size_t>(right);
      if (price[j] < 0 && !placed_outside) place_outside();
      node_of_[j] = node;
      right_of_[node] = right;
      capacity_[node] = bounds.capacity[j];
      floor_[node] = bounds.floor[j];
      if (missed_floor) floor_[node] = std::min(floor_[node], capacity_[node]);
      if (price[j] == 0 && floor_[node] < capacity_[node]) {
        slack_[node] = Slack::free;
        free_.push_back(node);
      } else if (missed_floor && floor_[node] > 0 && price[j] == -*missed_floor) {
        slack_[node] = Slack::missed;
        missed_.push_back(node);
      }
      ++node;
    }
    if (!placed_outside) place_outside();
    load_.assign(static_cast<std::size_t>(nodes_), 0);
  }

  // Thresholds, decided awards and claimants, from the pairs of reduced cost zero or better.
  void gather(std::span<const ScoredAward> awards, std::span<const Score> price, ThreadPool& pool,
              const Listed* listed) {
    const Index n = market_.n();
    const Bounds& bounds = market_.bounds();
    std::vector<Score> value(awards.size());
    std::vector<std::uint8_t> locked(awards.size(), 0);
    std::vector<std::size_t> first(static_cast<std::size_t>(n) + 1, 0);
    std::vector<Score> threshold(static_cast<std::size_t>(n), never);
    std::vector<Count> unplaced(static_cast<std::size_t>(n), 0);
    std::size_t k = 0;
    auto lock = bounds.lock.begin();
    for (Index left = 0; left < n; ++left) {
      const auto i = static_cast<std::size_t>(left);
      first[i] = k;
      Count held = 0;
      Score least = never;
      for (; k < awards.size() && awards[k].award.left == left; ++k) {
        const Award& award = awards[k].award;
        const auto j = static_cast<std::size_t>(award.right);
        ++load_[node_of_[j]];
        ++held;
        while (lock != bounds.lock.end() && *lock < award) ++lock;
        locked[k] = lock != bounds.lock.end() && *lock == award ? 1 : 0;
        if (locked[k] != 0) continue;
        value[k] = awards[k].score - price[j];
        least = std::min(least, value[k]);
      }
      monitor_.work(1);
      unplaced[i] = bounds.demand[i] - held;
      threshold[i] = unplaced[i] > 0 && bounds.must_match[i] == 0 ? bounds.outside[i] : least;
    }
    first[static_cast<std::size_t>(n)] = awards.size();

    std::vector<Index> held;
    // Decides the awards of a left node that has no choice, or makes it a claimant; `add` stores
    // its options, `count` of them without outside.
    const auto admit = [&](Index left, Count count, const auto& add) {
      const auto i = static_cast<std::size_t>(left);
      held.clear();
      for (std::size_t a = first[i]; a < first[i + 1]; ++a) {
        if (locked[a] == 0 && value[a] == threshold[i]) {
          held.push_back(node_of_[static_cast<std::size_t>(awards[a].award.right)]);
        }
      }
      const auto holding = static_cast<Count>(held.size());
      assert(holding <= count);
      const bool outside_tied = bounds.must_match[i] == 0 && threshold[i] == bounds.outside[i];
      const bool open = holding < count || (outside_tied && holding > 0);
      // What is strictly better, or locked, is in every best plan.
      for (std::size_t a = first[i]; a < first[i + 1]; ++a) {
        if (!open || locked[a] != 0 || value[a] != threshold[i]) plan_.awards.push_back(awards[a]);
      }
      if (!open) return;
      plan_.tied_pairs += count;
      Claimant c;
      c.left = left;
      c.threshold = threshold[i];
      c.unit = static_cast<Index>(unit_node_.size());
      unit_node_.insert(unit_node_.end(), held.begin(), held.end());
      // Units outside beyond the options that it could take never move.
      const Count spare = std::min<Count>(unplaced[i], count - holding);
      unit_node_.insert(unit_node_.end(), static_cast<std::size_t>(spare), outside_);
      c.units = static_cast<Index>(unit_node_.size()) - c.unit;
      c.row = add(outside_tied);
      claimants_.push_back(c);
    };
    const auto is_locked = [&](std::size_t i, Index right) {
      for (std::size_t a = first[i]; a < first[i + 1]; ++a) {
        if (awards[a].award.right == right) return locked[a] != 0;
      }
      return false;
    };
    RowReader reader(market_, price, threshold, pool, listed);
    if (reader.in_portions()) {
      plan_.pairs_scored = static_cast<std::int64_t>(n) * market_.m();
      gather_as_bits(price, threshold, pool, [&](Index left, std::span<std::uint64_t> bits) {
        const auto i = static_cast<std::size_t>(left);
        const auto set = [&](Index node, bool on) {
          const std::uint64_t bit = std::uint64_t{1} << (node % 64);
          std::uint64_t& word = bits[static_cast<std::size_t>(node) / 64];
          word = on ? word | bit : word & ~bit;
        };
        monitor_.work(static_cast<std::int64_t>(bits.size()));
        for (std::size_t a = first[i]; a < first[i + 1]; ++a) {
          if (locked[a] == 0) continue;
          set(node_of_[static_cast<std::size_t>(awards[a].award.right)], false);
        }
        Count count = 0;
        for (const std::uint64_t word : bits) count += std::popcount(word);
        admit(left, count, [&](bool outside_tied) {
          if (outside_tied) set(outside_, true);
          return rows_.add_bits(bits);
        });
      });
      return;
    }
    const Arcs arcs = reader.next();
    plan_.pairs_scored = reader.pairs_scored();
    std::vector<Index> options;
    for (Index left = 0; left < n; ++left) {
      const auto i = static_cast<std::size_t>(left);
      monitor_.work(1 + arcs.start[i + 1] - arcs.start[i]);
      options.clear();
      for (std::int64_t k = arcs.start[i]; k < arcs.start[i + 1]; ++k) {
        const Index right = arcs.right[static_cast<std::size_t>(k)];
        const auto j = static_cast<std::size_t>(right);
        if (arcs.score[static_cast<std::size_t>(k)] - price[j] != threshold[i]) continue;
        if (!is_locked(i, right)) options.push_back(node_of_[j]);
      }
      admit(left, static_cast<Count>(options.size()), [&](bool outside_tied) {
        if (outside_tied) options.push_back(outside_);
        return rows_.add(options);
      });
    }
  }

  // Where nearly everything ties: the tied options of portions of rows, as bits by node.
  template <class Take>
  void gather_as_bits(std::span<const Score> price, std::span<const Score> threshold,
                      ThreadPool& pool, const Take& take) {
    const Index n = market_.n();
    const std::size_t words = rows_.words();
    const auto portion = static_cast<Index>(std::clamp<std::int64_t>(
        tuning_.tied_words / static_cast<std::int64_t>(words), 1, tuning_.tied_rows));
    std::vector<std::uint64_t> bits;
    for (Index from = 0; from < n; from += std::min(portion, n - from)) {
      const Index to = from + std::min(portion, n - from);
      bits.assign(static_cast<std::size_t>(to - from) * words, 0);
      visit_rows(market_, from, to, {}, pool, [&](Index left, std::span<const Score> row, int) {
        const Score wanted = threshold[static_cast<std::size_t>(left)];
        std::uint64_t* mine = bits.data() + static_cast<std::size_t>(left - from) * words;
        for (std::size_t j = 0; j < row.size(); ++j) {
          if (row[j] == not_eligible || row[j] - price[j] != wanted) continue;
          const auto node = static_cast<std::size_t>(node_of_[j]);
          mine[node / 64] |= std::uint64_t{1} << (node % 64);
        }
      });
      for (Index left = from; left < to; ++left) {
        take(left, std::span<std::uint64_t>(
                       bits.data() + static_cast<std::size_t>(left - from) * words, words));
      }
    }
  }

  void build_lists() {
    unit_owner_.resize(unit_node_.size());
    unit_slot_.resize(unit_node_.size());
    at_.assign(static_cast<std::size_t>(nodes_), {});
    const auto rows = static_cast<std::size_t>(rows_.count());
    member_start_.assign(rows + 1, 0);
    row_has_many_.assign(rows, 0);
    for (std::size_t id = 0; id < claimants_.size(); ++id) {
      const Claimant& c = claimants_[id];
      for (Index u = c.unit; u < c.unit + c.units; ++u) {
        unit_owner_[u] = static_cast<Index>(id);
        enter(u, unit_node_[u]);
      }
      ++member_start_[static_cast<std::size_t>(c.row) + 1];
      if (c.units > 1) row_has_many_[c.row] = 1;
    }
    for (std::size_t row = 0; row < rows; ++row) member_start_[row + 1] += member_start_[row];
    members_.resize(claimants_.size());
    member_slot_.resize(claimants_.size());
    member_count_.assign(rows, 0);
    for (std::size_t id = 0; id < claimants_.size(); ++id) {
      const Index row = claimants_[id].row;
      member_slot_[id] = member_count_[row]++;
      members_[static_cast<std::size_t>(member_start_[row] + member_slot_[id])] =
          static_cast<Index>(id);
    }
    takers_.assign(static_cast<std::size_t>(nodes_), {});
    std::vector<Index> takers(static_cast<std::size_t>(nodes_),
                              0);  // large rows that have the node
    for (Index row = 0; row < rows_.count(); ++row) {
      if (!rows_.is_dense(row)) continue;
      dense_.push_back(row);
      std::int64_t cursor = 0;
      monitor_.work(rows_.size(row));
      for (Index node; (node = rows_.next(row, cursor)) >= 0;) ++takers[node];
    }
    // Who could come to a node is listed, unless that would list large parts of large rows.
    listed_.assign(static_cast<std::size_t>(nodes_), 0);
    for (Index node = 0; node < nodes_; ++node) {
      listed_[node] = takers[node] * tuning_.dense_share <= std::ssize(dense_) ? 1 : 0;
    }
    for (Index row = 0; row < rows_.count(); ++row) {
      const bool dense = rows_.is_dense(row);
      std::int64_t cursor = 0;
      monitor_.work(rows_.size(row));
      for (Index node; (node = rows_.next(row, cursor)) >= 0;) {
        if (!dense || listed_[node] != 0) takers_[node].push_back(row);
      }
    }
    forward_mark_.assign(static_cast<std::size_t>(nodes_), 0);
    backward_mark_.assign(static_cast<std::size_t>(nodes_), 0);
    forward_step_.assign(static_cast<std::size_t>(nodes_), {});
    backward_step_.assign(static_cast<std::size_t>(nodes_), {});
    row_forward_.assign(rows, 0);
    row_backward_.assign(rows, 0);
  }

  [[nodiscard]] bool has_room(Index node) const {
    return slack_[node] == Slack::free && load_[node] < capacity_[node];
  }
  [[nodiscard]] bool has_spare(Index node) const {
    return slack_[node] == Slack::free && load_[node] > floor_[node];
  }
  [[nodiscard]] bool falls_short(Index node) const {
    return slack_[node] == Slack::missed && load_[node] < floor_[node];
  }
  /// A claimant of several units may hold an option already; outside may take any number.
  [[nodiscard]] bool holds(Index claimant, Index node) const {
    const Claimant& c = claimants_[claimant];
    if (node == outside_) return false;
    for (Index u = c.unit; u < c.unit + c.units; ++u) {
      if (unit_node_[u] == node) return true;
    }
    return false;
  }

  void enter(Index unit, Index node) {
    unit_node_[unit] = node;
    unit_slot_[unit] = static_cast<Index>(at_[node].size());
    at_[node].push_back(unit);
  }
  void leave(Index unit) {
    std::vector<Index>& list = at_[unit_node_[unit]];
    const Index last = list.back();
    list[unit_slot_[unit]] = last;
    unit_slot_[last] = unit_slot_[unit];
    list.pop_back();
  }
  void move(Index unit, Index to) {
    leave(unit);
    --load_[unit_node_[unit]];
    ++load_[to];
    enter(unit, to);
  }
  void quit_row(Index claimant) {
    const Index row = claimants_[claimant].row;
    const std::int64_t start = member_start_[row];
    const Index last = members_[static_cast<std::size_t>(start + --member_count_[row])];
    members_[static_cast<std::size_t>(start + member_slot_[claimant])] = last;
    member_slot_[last] = member_slot_[claimant];
  }

  // Strongly connected parts (Tarjan 1972), on right nodes, rows (which stand for all claimants of
  // one unit that share them) and claimants of several units.
  void find_parts() {
    const auto rows = static_cast<Index>(rows_.count());
    std::vector<Index> several(claimants_.size(), -1);
    std::vector<Index> owner;
    for (std::size_t id = 0; id < claimants_.size(); ++id) {
      if (claimants_[id].units == 1) continue;
      several[id] = static_cast<Index>(owner.size());
      owner.push_back(static_cast<Index>(id));
    }
    const Index total = nodes_ + rows + static_cast<Index>(owner.size());
    struct Frame {
      Index vertex = 0;
      std::int64_t cursor = 0;
    };
    const auto next = [&](Frame& frame) -> Index {
      if (frame.vertex >= nodes_ + rows) {
        const Index claimant = owner[frame.vertex - nodes_ - rows];
        for (;;) {
          monitor_.work(1);
          const Index node = rows_.next(claimants_[claimant].row, frame.cursor);
          if (node < 0 || !holds(claimant, node)) return node;
        }
      }
      if (frame.vertex >= nodes_) return rows_.next(frame.vertex - nodes_, frame.cursor);
      const Index x = frame.vertex;
      const auto units = static_cast<std::int64_t>(at_[x].size());
      if (frame.cursor < units) {
        const Index claimant = unit_owner_[at_[x][static_cast<std::size_t>(frame.cursor++)]];
        return several[claimant] < 0 ? nodes_ + claimants_[claimant].row
                                     : nodes_ + rows + several[claimant];
      }
      const std::vector<Index>* list = x == outside_ ? &free_ : x == short_ ? &missed_ : nullptr;
      if (list != nullptr) {
        while (frame.cursor - units < static_cast<std::int64_t>(list->size())) {
          const Index node = (*list)[static_cast<std::size_t>(frame.cursor++ - units)];
          if (x == short_ || has_spare(node)) return node;
        }
        return -1;
      }
      if (frame.cursor++ > units) return -1;
      return has_room(x) ? outside_ : falls_short(x) ? short_ : -1;
    };
    std::vector<Index> seen(static_cast<std::size_t>(total), 0);
    std::vector<Index> low(static_cast<std::size_t>(total), 0);
    std::vector<Index> part(static_cast<std::size_t>(total), -1);
    std::vector<Index> stack;
    std::vector<Frame> frames;
    Index clock = 0;
    parts_ = 0;
    for (Index root = 0; root < nodes_; ++root) {
      if (seen[root] != 0) continue;
      frames.push_back({root, 0});
      seen[root] = low[root] = ++clock;
      stack.push_back(root);
      while (!frames.empty()) {
        monitor_.work(1);
        Frame& frame = frames.back();
        const Index vertex = frame.vertex;
        const Index to = next(frame);
        if (to >= 0) {
          if (seen[to] == 0) {
            seen[to] = low[to] = ++clock;
            stack.push_back(to);
            frames.push_back({to, 0});
          } else if (part[to] < 0) {
            low[vertex] = std::min(low[vertex], seen[to]);
          }
          continue;
        }
        frames.pop_back();
        if (!frames.empty()) {
          const Index parent = frames.back().vertex;
          low[parent] = std::min(low[parent], low[vertex]);
        }
        if (low[vertex] != seen[vertex]) continue;
        for (;;) {
          const Index member = stack.back();
          stack.pop_back();
          part[member] = parts_;
          if (member == vertex) break;
        }
        ++parts_;
      }
    }
    part_.assign(part.begin(), part.begin() + nodes_);
  }

  // Who can be at one set of places only is decided before the first call.
  void drop_decided() {
    for (std::size_t id = 0; id < claimants_.size(); ++id) {
      const Claimant& c = claimants_[id];
      bool tied = false;
      std::int64_t cursor = 0;
      for (Index node; !tied && (node = rows_.next(c.row, cursor)) >= 0;) {
        monitor_.work(1 + c.units);
        if (holds(static_cast<Index>(id), node)) continue;
        for (Index u = c.unit; u < c.unit + c.units && !tied; ++u) {
          tied = unit_node_[u] != node && part_[unit_node_[u]] == part_[node];
        }
      }
      if (tied) {
        calls_.push_back(static_cast<Index>(id));
        continue;
      }
      for (Index u = c.unit; u < c.unit + c.units; ++u) leave(u);
      quit_row(static_cast<Index>(id));
    }
  }

  // What is still open, before the first call (calls_ is by left). Only what can change in some
  // best plan: options of the parts in which a claimant has a choice, and its units there.
  [[nodiscard]] Ties ties() const {
    Ties ties;
    std::vector<Count> tied(static_cast<std::size_t>(nodes_), 0);
    std::vector<std::uint8_t> named(static_cast<std::size_t>(nodes_), 0);
    std::map<std::vector<Index>, Index> lists;
    std::map<std::pair<Index, Index>, Index> known;  // of claimants of one unit, by row and part
    std::vector<Index> open;
    std::vector<Index> nodes;
    for (const Index id : calls_) {
      const Claimant& c = claimants_[id];
      monitor_.work(rows_.size(c.row));
      open.clear();
      const auto is_open = [&](Index node) {
        return std::find(open.begin(), open.end(), part_[node]) != open.end();
      };
      const auto unit_end = c.unit + c.units;
      std::int64_t cursor = 0;
      if (c.units == 1) {
        open.push_back(part_[unit_node_[c.unit]]);
      } else {
        for (Index node; (node = rows_.next(c.row, cursor)) >= 0;) {
          if (is_open(node) || holds(id, node)) continue;
          for (Index u = c.unit; u < unit_end; ++u) {
            if (unit_node_[u] == node || part_[unit_node_[u]] != part_[node]) continue;
            open.push_back(part_[node]);
            break;
          }
        }
      }
      Ties::Claim claim;
      claim.left = claimants_[id].left;
      Count outside = 0;
      for (Index u = c.unit; u < unit_end; ++u) {
        if (!is_open(unit_node_[u])) continue;
        if (unit_node_[u] == outside_) {
          ++outside;
          continue;
        }
        ++claim.units;
        ++tied[unit_node_[u]];
      }
      if (outside > 0) {
        // Units outside beyond the options that it could take never move.
        Count free = 0;
        cursor = 0;
        for (Index node; (node = rows_.next(c.row, cursor)) >= 0;) {
          if (node != outside_ && part_[node] == part_[outside_] && !holds(id, node)) ++free;
        }
        claim.units += std::min(outside, free);
      }
      const std::pair key(c.row, open.front());
      const auto seen = c.units == 1 ? known.find(key) : known.end();
      if (seen != known.end()) {
        claim.options = seen->second;
      } else {
        nodes.clear();
        cursor = 0;
        for (Index node; (node = rows_.next(c.row, cursor)) >= 0;) {
          if (is_open(node)) nodes.push_back(node);
        }
        for (const Index node : nodes) named[node] = 1;
        const auto [list, is_new] =
            lists.try_emplace(nodes, static_cast<Index>(ties.options.size()));
        if (is_new) {
          for (Index& node : nodes) node = right_of_[node];
          ties.options.push_back(nodes);
        }
        claim.options = list->second;
        if (c.units == 1) known.emplace(key, claim.options);
      }
      ties.claims.push_back(claim);
    }
    for (Index node = 0; node < nodes_; ++node) {
      if (named[node] == 0 || node == outside_) continue;
      Ties::Place place;
      place.right = right_of_[node];
      place.least = place.most = tied[node];
      const Count decided = load_[node] - tied[node];
      // Slack counts only where a best plan can use it.
      if (slack_[node] == Slack::free && part_[node] == part_[outside_]) {
        place.least = std::max<Count>(0, floor_[node] - decided);
        place.most = capacity_[node] - decided;
      } else if (slack_[node] == Slack::missed && part_[node] == part_[short_]) {
        place.missing = true;
        place.least = 0;
        place.most = floor_[node] - decided;
        ties.missing_total += tied[node];
      }
      ties.places.push_back(place);
    }
    // The nodes' order differs between prices where parts do not mix.
    std::sort(ties.places.begin(), ties.places.end(),
              [](const Ties::Place& a, const Ties::Place& b) { return a.right < b.right; });
    return ties;
  }

  void call(Index claimant) {
    const Claimant& c = claimants_[claimant];
    open_.clear();
    for (Index u = c.unit; u < c.unit + c.units; ++u) open_.push_back(u);
    std::int64_t cursor = 0;
    for (Index node; !open_.empty() && (node = rows_.next(c.row, cursor)) >= 0;) {
      monitor_.work(1 + c.units);
      if (node != outside_) {
        if (!keep(node)) take(claimant, node);
        continue;
      }
      while (keep(node)) {
      }
      while (!open_.empty() && take(claimant, node)) {
      }
    }
    // Only an outside unit can be left open, and only if the plan that came in was not best.
    assert(open_.empty());
    for (const Index unit : open_) leave(unit);
    quit_row(claimant);
  }

  /// Fixes an open unit that is at the node already.
  bool keep(Index node) {
    for (std::size_t k = 0; k < open_.size(); ++k) {
      if (unit_node_[open_[k]] != node) continue;
      fix(k);
      return true;
    }
    return false;
  }

  /// Moves an open unit to the node and fixes it, if a best plan allows that.
  bool take(Index claimant, Index node) {
    targets_.clear();
    for (const Index unit : open_) {
      const Index at = unit_node_[unit];
      if (at != node && part_[at] == part_[node]) targets_.push_back(at);
    }
    if (targets_.empty()) return false;
    Index end = -1;
    if (!reach(claimant, node, end)) return false;
    for (std::size_t k = 0; k < open_.size(); ++k) {
      if (unit_node_[open_[k]] != end) continue;
      move(open_[k], node);
      fix(k);
      return true;
    }
    assert(false);
    return false;
  }

  void fix(std::size_t open) {
    leave(open_[open]);
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(open));
  }

  struct Step {
    Index node = -1;  ///< Where the path comes from, or goes to.
    Index unit = -1;  ///< The unit that moves; -1: slack.
  };

  void mark_forward(Index node, Index from, Index unit) {
    if (part_[node] != part_now_ || forward_mark_[node] == stamp_) return;
    forward_mark_[node] = stamp_;
    forward_step_[node] = {from, unit};
    forward_.push_back(node);
    if (backward_mark_[node] == stamp_) meeting_ = node;
  }
  void mark_backward(Index node, Index to, Index unit) {
    if (part_[node] != part_now_ || backward_mark_[node] == stamp_) return;
    backward_mark_[node] = stamp_;
    backward_step_[node] = {to, unit};
    backward_.push_back(node);
    if (forward_mark_[node] == stamp_) meeting_ = node;
  }

  /// Searches a path from `start` to one of the targets, from both ends in step, inside their part;
  /// walks it and says where it ended. If there is none, the side that ran dry becomes a part of
  /// its own: nothing can leave it (or enter it) any more.
  bool reach(Index claimant, Index start, Index& end) {
    if (++stamp_ == 0) {
      std::fill(forward_mark_.begin(), forward_mark_.end(), 0);
      std::fill(backward_mark_.begin(), backward_mark_.end(), 0);
      std::fill(row_forward_.begin(), row_forward_.end(), 0);
      std::fill(row_backward_.begin(), row_backward_.end(), 0);
      stamp_ = 1;
    }
    caller_ = claimant;
    part_now_ = part_[start];
    meeting_ = -1;
    forward_.clear();
    backward_.clear();
    mark_forward(start, -1, -1);
    for (const Index target : targets_) mark_backward(target, -1, -1);
    ahead_ = Cursor{};
    behind_ = Cursor{};
    while (meeting_ < 0) {
      const bool forward = ahead_.cost <= behind_.cost;
      const std::int64_t before = ahead_.cost;
      const bool goes_on = forward ? advance_forward() : advance_backward();
      monitor_.work(1 + ahead_.cost - before);
      if (goes_on) continue;
      for (const Index node : forward ? forward_ : backward_) part_[node] = parts_;
      ++parts_;
      return false;
    }
    moves_.clear();
    for (Index node = meeting_; node != start; node = forward_step_[node].node) {
      if (forward_step_[node].unit >= 0) moves_.push_back({node, forward_step_[node].unit});
    }
    end = meeting_;
    while (backward_step_[end].node >= 0) {
      const Step step = backward_step_[end];
      if (step.unit >= 0) moves_.push_back({step.node, step.unit});
      end = step.node;
    }
    for (const Step& step : moves_) move(step.unit, step.node);
    return true;
  }

  /// One unit of work; false when nothing is left.
  bool advance_forward() {
    if (ahead_.queue == forward_.size()) return false;
    const Index x = forward_[ahead_.queue];
    const std::vector<Index>& list = at_[x];
    ++ahead_.cost;
    switch (ahead_.stage) {
      case 0:  // slack
        if (x != outside_ && x != short_) {
          if (has_room(x)) mark_forward(outside_, x, -1);
          if (falls_short(x)) mark_forward(short_, x, -1);
          ahead_.stage = dense_.empty() ? 2 : 1;
          return true;
        }
        if (const std::vector<Index>& slack = x == outside_ ? free_ : missed_;
            ahead_.item < slack.size()) {
          const Index node = slack[ahead_.item++];
          if (x == short_ || has_spare(node)) mark_forward(node, x, -1);
          return true;
        }
        ahead_.item = 0;
        ahead_.stage = dense_.empty() ? 2 : 1;
        return true;
      case 1:  // whoever can go straight to a target; large rows are not unfolded for that
        if (ahead_.item < list.size()) {
          const Index unit = list[ahead_.item++];
          const Index owner = unit_owner_[unit];
          if (owner == caller_ || !rows_.is_dense(claimants_[owner].row)) return true;
          for (const Index target : targets_) {
            if (!rows_.has(claimants_[owner].row, target) || holds(owner, target)) continue;
            mark_forward(target, x, unit);
            break;
          }
          return true;
        }
        ahead_.item = 0;
        ahead_.stage = 2;
        return true;
      default:
        if (ahead_.item < list.size()) {
          const Index unit = list[ahead_.item++];
          const Index owner = unit_owner_[unit];
          const Claimant& c = claimants_[owner];
          if (owner == caller_ || row_forward_[c.row] == stamp_) return true;
          std::int64_t cursor = 0;
          for (Index node; (node = rows_.next(c.row, cursor)) >= 0; ++ahead_.cost) {
            if (forward_mark_[node] == stamp_ || part_[node] != part_now_) continue;
            if (c.units > 1 && holds(owner, node)) continue;
            mark_forward(node, x, unit);
            if (meeting_ < 0 && rows_.is_dense(c.row)) glance(node);
            if (meeting_ >= 0) return true;
          }
          if (c.units == 1) row_forward_[c.row] = stamp_;
          return true;
        }
        ahead_.item = 0;
        ahead_.stage = 0;
        ++ahead_.queue;
        return true;
    }
  }

  /// Where options are many, the first few units at a node often settle the search.
  void glance(Index x) {
    const std::vector<Index>& list = at_[x];
    for (std::size_t k = 0; k < std::min(static_cast<std::size_t>(tuning_.glances), list.size());
         ++k) {
      const Index owner = unit_owner_[list[k]];
      if (owner == caller_) continue;
      ++ahead_.cost;
      for (const Index target : targets_) {
        if (!rows_.has(claimants_[owner].row, target) || holds(owner, target)) continue;
        mark_forward(target, x, list[k]);
        return;
      }
    }
  }

  bool advance_backward() {
    if (behind_.queue == backward_.size()) return false;
    const Index y = backward_[behind_.queue];
    ++behind_.cost;
    switch (behind_.stage) {
      case 0:
        if (y != outside_ && y != short_) {
          if (has_spare(y)) mark_backward(outside_, y, -1);
          if (slack_[y] == Slack::missed) mark_backward(short_, y, -1);
          behind_.stage = 1;
          return true;
        }
        if (const std::vector<Index>& slack = y == outside_ ? free_ : missed_;
            behind_.item < slack.size()) {
          const Index node = slack[behind_.item++];
          if (y == outside_ ? has_room(node) : falls_short(node)) mark_backward(node, y, -1);
          return true;
        }
        behind_.item = 0;
        behind_.stage = 1;
        return true;
      case 1: {
        std::vector<Index>& rows = takers_[y];
        if (behind_.item < rows.size()) {
          const Index row = rows[behind_.item];
          if (member_count_[row] == 0) {  // all called: never again
            rows[behind_.item] = rows.back();
            rows.pop_back();
            return true;
          }
          come_from(row, y);
          return true;
        }
        behind_.item = 0;
        behind_.stage = 2;
        return true;
      }
      default:
        if (listed_[y] == 0 && behind_.item < dense_.size()) {
          const Index row = dense_[behind_.item];
          if (member_count_[row] == 0) {
            dense_[behind_.item] = dense_.back();
            dense_.pop_back();
            return true;
          }
          if (row_backward_[row] == stamp_ || !rows_.has(row, y)) {
            ++behind_.item;
            return true;
          }
          come_from(row, y);
          return true;
        }
        behind_.item = 0;
        behind_.stage = 0;
        ++behind_.queue;
        return true;
    }
  }

  /// One member of a row that may come to y; steps on to the next row after the last.
  void come_from(Index row, Index y) {
    if (row_backward_[row] == stamp_ || behind_.member == member_count_[row]) {
      if (row_has_many_[row] == 0) row_backward_[row] = stamp_;
      behind_.member = 0;
      ++behind_.item;
      return;
    }
    const Index owner = members_[static_cast<std::size_t>(member_start_[row] + behind_.member++)];
    const Claimant& c = claimants_[owner];
    if (owner == caller_ || (c.units > 1 && holds(owner, y))) return;
    for (Index u = c.unit; u < c.unit + c.units && meeting_ < 0; ++u) {
      if (unit_node_[u] != y) mark_backward(unit_node_[u], y, u);
    }
  }

  enum class Slack : std::uint8_t { none, free, missed };
  struct Cursor {
    std::size_t queue = 0;
    std::size_t item = 0;
    Index member = 0;
    int stage = 0;
    std::int64_t cost = 0;
  };

  const Market& market_;
  std::span<const Score> price_;
  const Lottery& lottery_;
  Monitor& monitor_;
  Index nodes_ = 0;
  Index outside_ = 0;
  Index short_ = 0;
  const Tuning& tuning_;
  TiedRows rows_;
  DrawnPlan plan_{};

  std::vector<Index> node_of_{};   // by right node
  std::vector<Index> right_of_{};  // by node; -1: outside and the short node
  std::vector<Slack> slack_{};
  std::vector<Count> capacity_{};
  std::vector<Count> floor_{};
  std::vector<Count> load_{};
  std::vector<Index> free_{};    // nodes of price zero, with slack between floor and capacity
  std::vector<Index> missed_{};  // nodes whose floor is, or could be, missed

  std::vector<Claimant> claimants_{};
  std::vector<Index> unit_node_{};
  std::vector<Index> unit_owner_{};
  std::vector<Index> unit_slot_{};            // place in at_[node]
  std::vector<std::vector<Index>> at_{};      // units that may still move, by node
  std::vector<std::vector<Index>> takers_{};  // rows that hold the node, those kept as lists
  std::vector<Index> dense_{};                // rows kept as bits
  std::vector<std::uint8_t> listed_{};        // by node: takers_ holds those too
  std::vector<std::int64_t> member_start_{};  // uncalled claimants by row
  std::vector<Index> member_count_{};
  std::vector<Index> members_{};
  std::vector<Index> member_slot_{};
  std::vector<std::uint8_t> row_has_many_{};

  // Nodes of different parts can no longer reach each other; parts only ever split.
  std::vector<Index> part_{};
  Index parts_ = 0;
  std::vector<Index> calls_{};
  std::vector<Index> open_{};
  std::vector<Index> targets_{};

  std::uint32_t stamp_ = 0;
  Index caller_ = -1;
  Index part_now_ = 0;
  Index meeting_ = -1;
  std::vector<std::uint32_t> forward_mark_{};
  std::vector<std::uint32_t> backward_mark_{};
  std::vector<std::uint32_t> row_forward_{};
  std::vector<std::uint32_t> row_backward_{};
  std::vector<Step> forward_step_{};
  std::vector<Step> backward_step_{};
  std::vector<Index> forward_{};
  std::vector<Index> backward_{};
  std::vector<Step> moves_{};
  Cursor ahead_{};
  Cursor behind_{};
};

}  // namespace

DrawnPlan draw(const Market& market, std::span<const ScoredAward> awards,
               std::span<const Score> price, const Lottery& lottery,
               std::optional<Score> missed_floor, ThreadPool& pool, KeepTies keep,
               const Listed* listed) {
  return RandomPriority(market, awards, price, lottery, missed_floor, pool, listed).run(keep);
}

}  // namespace jinguo::inline v0_1::solver

#include "augment.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

#include "positions.hpp"

namespace jinguo::inline v0_1::solver {
namespace {

constexpr Score infinite = std::numeric_limits<Score>::max() / 4;

/// A row at one node that may move to another; arcs by their place in the row's list.
struct Move {
  static constexpr std::uint16_t outside = 65'535;
  Score key = 0;  ///< Score here less score there.
  Index row = 0;
  std::uint16_t own = 0;
  std::uint16_t other = 0;
  bool operator<(const Move& that) const noexcept { return key > that.key; }
};

/// The moves from one node to another: a heap in [begin, begin + size) of the pool.
struct Bundle {
  std::size_t begin = 0;
  std::uint32_t size = 0;
  std::uint32_t room = 0;
  Index from = 0;
  Index to = 0;
  std::uint32_t out_place = 0;  ///< Among the arcs out of `from`.
  std::uint32_t in_place = 0;   ///< Among the arcs into `to`.
};

/// A bundle as a search sees it from one of its nodes. The key may be that of a move that is gone:
/// then the true one is greater.
struct Way {
  Score key = infinite;
  Index node = 0;  ///< The other.
  std::int32_t bundle = 0;
};

class Augmentation {
 public:
  Augmentation(const MasterProblem& problem, MasterPlan plan, ThreadPool& pool)
      : p_(problem),
        plan_(plan),
        monitor_(pool.monitor()),
        tuning_(pool.tuning()),
        n_(problem.demand.size()),
        m_(static_cast<Index>(problem.hi.size())) {}

  bool run(std::int64_t budget, std::int64_t& moves) {
    for (std::size_t r = 0; r < n_; ++r) {
      if (p_.arcs.start[r + 1] - p_.arcs.start[r] >= Move::outside) return false;
    }
    bound_prices();
    seat_all();
    settle_loads();
    base_ = plan_.price;
    limit_ = first_limit();
    build();
    bool done = true;
    for (Index v = 0; v < m_ && done; ++v) done = mend(v, budget);
    moves += moves_;
    return done;
  }

 private:
  // --- rows ---

  [[nodiscard]] Score value(std::size_t e) const {
    return p_.arcs.score[e] - plan_.price[at(p_.arcs.right[e])];
  }

  /// Everybody takes its best options; where it is as good, what it holds.
  void seat_all() {
    for (std::size_t r = 0; r < n_; ++r) {
      const std::size_t from = at(p_.arcs.start[r]);
      const std::size_t to = at(p_.arcs.start[r + 1]);
      monitor_.work(static_cast<std::int64_t>(1 + to - from));
      if (p_.demand[r] == 1) {
        seat_one(r, from, to);
      } else if (p_.demand[r] > 1) {
        seat_several(r, from, to);
      }
    }
  }

  void seat_one(std::size_t r, std::size_t from, std::size_t to) {
    Score best = p_.outside[r];
    Score held = plan_.out[r] > 0 ? best : -infinite;
    std::size_t which = to;  // outside
    std::size_t now = to;
    for (std::size_t e = from; e < to; ++e) {
      const Score own = value(e);
      if (plan_.held[e] != 0) {
        held = own;
        now = e;
      }
      if (own > best) {
        best = own;
        which = e;
      }
    }
    if (held == best) return;
    if (now == to) {
      plan_.out[r] = 0;
    } else {
      plan_.held[now] = 0;
    }
    if (which == to) {
      plan_.out[r] = 1;
    } else {
      plan_.held[which] = 1;
    }
  }

  void seat_several(std::size_t r, std::size_t from, std::size_t to) {
    for (;;) {
      // Its worst unit against its best other option.
      Score worst = plan_.out[r] > 0 ? p_.outside[r] : infinite;
      Score best = plan_.out[r] > 0 ? -infinite : p_.outside[r];
      std::size_t leaves = to;
      std::size_t takes = to;
      for (std::size_t e = from; e < to; ++e) {
        const Score own = value(e);
        if (plan_.held[e] != 0 && own < worst) {
          worst = own;
          leaves = e;
        } else if (plan_.held[e] == 0 && own > best) {
          best = own;
          takes = e;
        }
      }
      if (leaves != to && plan_.out[r] > 0 && p_.outside[r] > best) {
        best = p_.outside[r];
        takes = to;
      }
      if (best <= worst) return;
      if (leaves == to) {
        --plan_.out[r];
      } else {
        plan_.held[leaves] = 0;
      }
      if (takes == to) {
        ++plan_.out[r];
      } else {
        plan_.held[takes] = 1;
      }
    }
  }

  // --- right nodes ---

  /// No price lies beyond what breaking a bound costs; none is negative where no floor is.
  void bound_prices() {
    for (std::size_t j = 0; j < at(m_); ++j) {
      Score& price = plan_.price[j];
      price = std::max(price, p_.lo[j] > 0 ? -p_.short_cost : Score{0});
      if (p_.over_cost > 0) price = std::min(price, p_.over_cost);
    }
  }

  /// What every node should hold at its price, and by how much its load differs.
  void settle_loads() {
    std::vector<Count> load(at(m_), 0);
    for (std::size_t e = 0; e < plan_.held.size(); ++e) {
      if (plan_.held[e] != 0) ++load[at(p_.arcs.right[e])];
    }
    plan_.load.assign(at(m_), 0);
    excess_.assign(at(m_), 0);
    for (std::size_t j = 0; j < at(m_); ++j) {
      const Score price = plan_.price[j];
      Count& target = plan_.load[j];
      if (price > 0) {
        target = p_.over_cost > 0 && price == p_.over_cost ? std::max(load[j], p_.hi[j]) : p_.hi[j];
      } else if (price == 0) {
        target = std::clamp(load[j], p_.lo[j], p_.hi[j]);
      } else {
        target = price == -p_.short_cost ? std::min(load[j], p_.lo[j]) : p_.lo[j];
      }
      excess_[j] = load[j] - target;
    }
  }

  /// What one unit more would cost, if one may be there.
  [[nodiscard]] Score cost_up(Index j) const {
    const Count f = plan_.load[at(j)];
    if (f < p_.lo[at(j)]) return -p_.short_cost;
    if (f < p_.hi[at(j)]) return 0;
    return p_.over_cost > 0 ? p_.over_cost : infinite;
  }
  /// What the last unit costs.
  [[nodiscard]] Score cost_down(Index j) const {
    const Count f = plan_.load[at(j)];
    if (f == 0) return -infinite;
    if (f <= p_.lo[at(j)]) return -p_.short_cost;
    return f <= p_.hi[at(j)] ? 0 : p_.over_cost;
  }

  // --- moves ---

  /// A loss that about as many moves stay below as there should be in the heaps.
  [[nodiscard]] Score first_limit() const {
    const std::size_t stride = std::max<std::size_t>(1, n_ / at(tuning_.spread_samples));
    std::vector<Score> losses;
    std::size_t rows = 0;
    for (std::size_t r = 0; r < n_; r += stride) {
      if (p_.demand[r] == 0) continue;
      ++rows;
      for_moves(r, infinite,
                [&](Index, Index, Score loss, const Move&) { losses.push_back(loss); });
    }
    const std::size_t kept = rows * at(tuning_.near_moves);
    if (kept >= losses.size()) return infinite;
    const auto middle = losses.begin() + static_cast<std::ptrdiff_t>(kept);
    std::nth_element(losses.begin(), middle, losses.end());
    return *middle + 1;
  }

  /// Calls visit(from, to, loss, move) for every move of row r that loses less than `limit` at the
  /// prices that the heaps were built at, or touches a node all of whose moves are there.
  template <class Visit>
  void for_moves(std::size_t r, Score limit, Visit visit) const {
    const std::size_t from = at(p_.arcs.start[r]);
    const std::size_t to = at(p_.arcs.start[r + 1]);
    const auto leave = [&](Index a, Score score, Score own, std::uint16_t place) {
      for (std::size_t e = from; e < to; ++e) {
        if (plan_.held[e] != 0) continue;
        const Index b = p_.arcs.right[e];
        const Score loss = own - (p_.arcs.score[e] - base_[at(b)]);
        if (loss >= limit && !is_whole(a, b)) continue;
        visit(a, b, loss,
              Move{score - p_.arcs.score[e], static_cast<Index>(r), place,
                   static_cast<std::uint16_t>(e - from)});
      }
      if (a != m_ && (own - p_.outside[r] < limit || is_whole(a, m_))) {
        visit(a, m_, own - p_.outside[r],
              Move{score - p_.outside[r], static_cast<Index>(r), place, Move::outside});
      }
    };
    if (plan_.out[r] > 0) leave(m_, p_.outside[r], p_.outside[r], Move::outside);
    if (plan_.out[r] == p_.demand[r]) return;
    for (std::size_t e = from; e < to; ++e) {
      if (plan_.held[e] == 0) continue;
      const Score score = p_.arcs.score[e];
      const Index a = p_.arcs.right[e];
      leave(a, score, score - base_[at(a)], static_cast<std::uint16_t>(e - from));
    }
  }

  [[nodiscard]] bool is_whole(Index from, Index to) const {
    return whole_ > 0 && (whole_out_[at(from)] != 0 || whole_in_[at(to)] != 0);
  }

  struct Listed {
    Move move{};
    Index from = 0;
    Index to = 0;
  };

  /// All heaps anew, of the moves that lose less than the limit at the prices as they are.
  void build() {
    base_ = plan_.price;
    most_risen_ = 0;
    most_fallen_ = 0;
    const std::size_t nodes = at(m_) + 1;
    if (whole_ > tuning_.whole_nodes || whole_out_.empty()) {
      whole_ = 0;
      whole_out_.assign(nodes, 0);
      whole_in_.assign(nodes, 0);
    }
    std::vector<std::size_t> start(nodes + 1, 0);
    std::vector<Listed> found;
    found.reserve(std::min(p_.arcs.right.size() + n_, n_ * at(tuning_.near_moves + 1)));
    for (std::size_t r = 0; r < n_; ++r) {
      monitor_.work(1 + p_.arcs.start[r + 1] - p_.arcs.start[r]);
      for_moves(r, limit_, [&](Index a, Index b, Score, const Move& move) {
        ++start[at(a) + 1];
        found.push_back({move, a, b});
      });
    }
    for (std::size_t v = 0; v < nodes; ++v) start[v + 1] += start[v];
    std::vector<Listed> moves(found.size());
    std::vector<std::size_t> next(start.begin(), start.end() - 1);
    for (const Listed& one : found) moves[next[at(one.from)]++] = one;
    found = {};
    bundles_.clear();
    moves_of_.resize(moves.size());
    out_.assign(nodes, {});
    in_.assign(nodes, {});
    std::vector<std::uint32_t> count(nodes, 0);
    std::vector<std::size_t> place(nodes, 0);
    std::vector<Index> seen;
    for (std::size_t v = 0; v < nodes; ++v) {
      monitor_.work(static_cast<std::int64_t>(2 * (start[v + 1] - start[v])));
      seen.clear();
      for (std::size_t k = start[v]; k < start[v + 1]; ++k) {
        if (count[at(moves[k].to)]++ == 0) seen.push_back(moves[k].to);
      }
      std::sort(seen.begin(), seen.end());
      std::size_t begin = start[v];
      for (const Index w : seen) {
        add_bundle(static_cast<Index>(v), w, begin, count[at(w)]);
        place[at(w)] = begin;
        begin += count[at(w)];
      }
      for (std::size_t k = start[v]; k < start[v + 1]; ++k) {
        moves_of_[place[at(moves[k].to)]++] = moves[k].move;
      }
      for (const Way& way : out_[v]) {
        Bundle& bundle = bundles_[at(way.bundle)];
        bundle.size = bundle.room;
        const auto first = moves_of_.begin() + static_cast<std::ptrdiff_t>(bundle.begin);
        std::make_heap(first, first + bundle.size);
        show_top(bundle);
        count[at(bundle.to)] = 0;
      }
      sorted_.resize(nodes);
      sorted_[v] = out_[v].size();
    }
  }

  std::int32_t add_bundle(Index from, Index to, std::size_t begin, std::uint32_t room) {
    const auto id = static_cast<std::int32_t>(bundles_.size());
    bundles_.push_back({begin, 0, room, from, to, static_cast<std::uint32_t>(out_[at(from)].size()),
                        static_cast<std::uint32_t>(in_[at(to)].size())});
    out_[at(from)].push_back({infinite, to, id});
    in_[at(to)].push_back({infinite, from, id});
    return id;
  }

  void show_top(const Bundle& bundle) {
    const Score key = bundle.size == 0 ? infinite : moves_of_[bundle.begin].key;
    out_[at(bundle.from)][bundle.out_place].key = key;
    in_[at(bundle.to)][bundle.in_place].key = key;
  }

  [[nodiscard]] std::int32_t bundle_of(Index from, Index to) {
    const std::vector<Way>& ways = out_[at(from)];
    const auto end = ways.begin() + static_cast<std::ptrdiff_t>(sorted_[at(from)]);
    const auto found = std::lower_bound(ways.begin(), end, to,
                                        [](const Way& way, Index node) { return way.node < node; });
    if (found != end && found->node == to) return found->bundle;
    for (auto way = end; way != ways.end(); ++way) {
      if (way->node == to) return way->bundle;
    }
    return add_bundle(from, to, moves_of_.size(), 0);
  }

  void push(Index from, Index to, const Move& move) {
    Bundle& bundle = bundles_[at(bundle_of(from, to))];
    if (bundle.size == bundle.room) {
      const std::size_t begin = moves_of_.size();
      bundle.room = std::max<std::uint32_t>(4, 2 * bundle.room);
      moves_of_.resize(begin + bundle.room);
      std::copy_n(moves_of_.begin() + static_cast<std::ptrdiff_t>(bundle.begin), bundle.size,
                  moves_of_.begin() + static_cast<std::ptrdiff_t>(begin));
      bundle.begin = begin;
    }
    const auto first = moves_of_.begin() + static_cast<std::ptrdiff_t>(bundle.begin);
    first[bundle.size++] = move;
    std::push_heap(first, first + bundle.size);
    show_top(bundle);
  }

  [[nodiscard]] bool stands(const Move& move) const {
    const std::size_t from = at(p_.arcs.start[at(move.row)]);
    const bool here =
        move.own == Move::outside ? plan_.out[at(move.row)] > 0 : plan_.held[from + move.own] != 0;
    return here && (move.other == Move::outside || plan_.held[from + move.other] == 0);
  }

  /// Takes moves that are gone off the top; the key of the first that is not.
  Score true_key(std::int32_t id) {
    Bundle& bundle = bundles_[at(id)];
    const auto first = moves_of_.begin() + static_cast<std::ptrdiff_t>(bundle.begin);
    if (bundle.size == 0) return infinite;
    if (stands(*first)) return first->key;
    do {
      std::pop_heap(first, first + bundle.size);
      --bundle.size;
      ++work_;
    } while (bundle.size > 0 && !stands(*first));
    show_top(bundle);
    return bundle.size == 0 ? infinite : first->key;
  }

  /// The cheapest row of a bundle moves.
  void move(std::int32_t id) {
    const Bundle& bundle = bundles_[at(id)];
    const Move top = moves_of_[bundle.begin];
    assert(stands(top));
    const std::size_t r = at(top.row);
    const std::size_t from = at(p_.arcs.start[r]);
    if (top.own == Move::outside) {
      --plan_.out[r];
    } else {
      plan_.held[from + top.own] = 0;
    }
    if (top.other == Move::outside) {
      ++plan_.out[r];
    } else {
      plan_.held[from + top.other] = 1;
    }
    ++moves_;
    moved_.push_back(top);
  }

  /// What the rows that moved can do now.
  void renew() {
    for (const Move& moved : moved_) {
      const std::size_t from = at(p_.arcs.start[at(moved.row)]);
      const Index left = moved.own == Move::outside ? m_ : p_.arcs.right[from + moved.own];
      const Index taken = moved.other == Move::outside ? m_ : p_.arcs.right[from + moved.other];
      for_moves(at(moved.row), limit_, [&](Index a, Index b, Score, const Move& move) {
        if (a == taken || b == left) push(a, b, move);
      });
      work_ += p_.arcs.start[at(moved.row) + 1] - p_.arcs.start[at(moved.row)];
    }
    moved_.clear();
    for (const auto& [v, risen] : drifted_) {
      complete(v, risen ? whole_out_ : whole_in_, risen);
    }
    drifted_.clear();
  }

  /// How far the price of a node has come since the heaps were built takes as much from the limit
  /// of all nodes, unless all its moves are there.
  void note_drift(Index v, Score by, bool risen) {
    if (limit_ >= infinite || (risen ? whole_out_ : whole_in_)[at(v)] != 0) return;
    if (by > limit_ / 4 && whole_ <= tuning_.whole_nodes) {
      drifted_.emplace_back(v, risen);
      return;
    }
    Score& most = risen ? most_risen_ : most_fallen_;
    most = std::max(most, by);
  }

  // --- searches ---

  /// Moves units until the node holds what it should.
  bool mend(Index v, std::int64_t budget) {
    while (excess_[at(v)] != 0) {
      const std::int64_t before = work_;
      const bool found = excess_[at(v)] > 0 ? send(v) : fetch(v);
      monitor_.work(work_ - before);
      if (work_ > budget) return excess_[at(v)] == 0;
      if (!found) widen(excess_[at(v)] > 0);
    }
    return true;
  }

  /// More moves, where the last search came to the end of those in the heaps: all of the node that
  /// stopped it, or of all nodes more.
  void widen(bool sends) {
    std::vector<std::uint8_t>& whole = sends ? whole_out_ : whole_in_;
    if (whole_ <= tuning_.whole_nodes && whole[at(stopped_by_)] == 0) {
      complete(stopped_by_, whole, sends);
      return;
    }
    // Prices that have moved far use up the limit, too.
    if (most_risen_ + most_fallen_ < limit_ / 2) {
      limit_ = limit_ >= infinite / limit_growth ? infinite : limit_ * limit_growth;
    }
    build();
  }

  /// All moves out of a node, or into it.
  void complete(Index v, std::vector<std::uint8_t>& whole, bool sends) {
    std::vector<Listed> found;
    const std::vector<Index>& right = p_.arcs.right;
    const auto look = [&](std::size_t e) {
      if (right[e] != v || (sends && plan_.held[e] == 0) || (!sends && plan_.held[e] != 0)) return;
      const auto next = std::upper_bound(p_.arcs.start.begin(), p_.arcs.start.end(),
                                         static_cast<std::int64_t>(e));
      const auto r = static_cast<std::size_t>(next - p_.arcs.start.begin()) - 1;
      for_moves(r, infinite, [&](Index a, Index b, Score loss, const Move& move) {
        if ((sends ? a : b) == v && loss >= limit_ && !is_whole(a, b))
          found.push_back({move, a, b});
      });
    };
    // Most stretches do not have it, and the compiler sees that many at a time.
    constexpr std::size_t stretch = 64;
    for (std::size_t e = 0; e < right.size(); e += stretch) {
      const std::size_t end = std::min(right.size(), e + stretch);
      std::uint32_t has = 0;
      for (std::size_t k = e; k < end; ++k) has |= right[k] == v ? 1U : 0U;
      for (std::size_t k = e; k < end && has != 0; ++k) look(k);
    }
    monitor_.work(static_cast<std::int64_t>(right.size()) / 16);
    work_ += static_cast<std::int64_t>(right.size()) / 16;
    whole[at(v)] = 1;
    ++whole_;
    for (const Listed& one : found) push(one.from, one.to, one.move);
  }

  struct Place {
    Score distance = 0;
    std::int64_t round = 0;    ///< Of the search that reached it.
    std::int64_t settled = 0;  ///< Of the search that knows it to be nearest.
    std::int32_t bundle = 0;   ///< Whose row moves along the last step.
  };
  struct End {
    Score distance = infinite;
    Index node = -1;           ///< The last node before outside, or the end itself.
    std::int32_t bundle = -1;  ///< Of the step outside; -1: the node's target changes.
    bool outside = false;
  };

  void begin(Index v) {
    if (places_.empty()) places_.resize(at(m_));
    ++round_;
    settled_.clear();
    frontier_.clear();
    safe_ = infinite;
    end_ = {};
    reach(v, 0, -1);
  }
  void reach(Index w, Score distance, std::int32_t bundle) {
    Place& place = places_[at(w)];
    place.distance = distance;
    place.round = round_;
    place.bundle = bundle;
    frontier_.emplace_back(-distance, w);
    std::push_heap(frontier_.begin(), frontier_.end());
  }
  /// Moves of a node that are not in the heaps lead nowhere nearer than that.
  void stop_at(Index v, Score distance) {
    if (distance >= safe_) return;
    safe_ = distance;
    stopped_by_ = v;
  }
  [[nodiscard]] bool nearer(Index w, Score distance) const {
    const Place& place = places_[at(w)];
    return distance < end_.distance && (place.round != round_ || distance < place.distance);
  }
  /// The next node to be settled, -1: none is nearer than the end.
  [[nodiscard]] Index next() {
    while (!frontier_.empty()) {
      const auto [negative, u] = frontier_.front();
      if (-negative >= end_.distance) return -1;
      std::pop_heap(frontier_.begin(), frontier_.end());
      frontier_.pop_back();
      Place& place = places_[at(u)];
      if (place.settled == round_) continue;
      place.settled = round_;
      return u;
    }
    return -1;
  }

  /// Sends a unit of a node in excess the shortest way to where it is missing, or outside. False
  /// if the heaps do not reach so far.
  bool send(Index v) {
    begin(v);
    for (Index u = next(); u >= 0; u = next()) {
      const Score distance = places_[at(u)].distance;
      const Score price = plan_.price[at(u)];
      if (distance > safe_) return false;
      settled_.push_back(u);
      if (limit_ < infinite && whole_out_[at(u)] == 0) {
        const Score risen = std::max<Score>(0, price - base_[at(u)]);
        stop_at(u, distance + limit_ - risen - most_fallen_);
      }
      if (const Score cost = cost_up(u);
          cost < infinite && distance + cost - price < end_.distance) {
        end_ = {distance + cost - price, u, -1, true};
      }
      work_ += static_cast<std::int64_t>(out_[at(u)].size());
      for (std::size_t k = 0; k < out_[at(u)].size(); ++k) {
        const Way way = out_[at(u)][k];
        const Score base = distance - price + (way.node == m_ ? 0 : plan_.price[at(way.node)]);
        if (way.key >= infinite || base + way.key >= end_.distance) continue;
        if (way.node != m_ && !nearer(way.node, base + way.key)) continue;
        const Score key = true_key(way.bundle);
        if (key >= infinite || base + key >= end_.distance) continue;
        if (way.node == m_) {
          end_ = {base + key, u, way.bundle, true};
        } else if (nearer(way.node, base + key)) {
          reach(way.node, base + key, way.bundle);
          if (excess_[at(way.node)] < 0) end_ = {base + key, way.node, -1, false};
        }
      }
    }
    if (end_.distance >= infinite || end_.distance > safe_) return false;
    for (const Index u : settled_) {
      plan_.price[at(u)] += end_.distance - places_[at(u)].distance;
      note_drift(u, plan_.price[at(u)] - base_[at(u)], true);
    }
    if (!end_.outside) {
      ++excess_[at(end_.node)];
    } else if (end_.bundle >= 0) {
      move(end_.bundle);
    } else {
      ++plan_.load[at(end_.node)];
    }
    --excess_[at(v)];
    for (Index u = end_.node; u != v;) {
      const std::int32_t bundle = places_[at(u)].bundle;
      move(bundle);
      u = bundles_[at(bundle)].from;
    }
    renew();
    return true;
  }

  /// Fetches a unit that a node misses the shortest way from where one is in excess, or outside.
  bool fetch(Index v) {
    begin(v);
    for (Index w = next(); w >= 0; w = next()) {
      const Score distance = places_[at(w)].distance;
      const Score price = plan_.price[at(w)];
      if (distance > safe_) return false;
      settled_.push_back(w);
      if (limit_ < infinite && whole_in_[at(w)] == 0) {
        const Score fallen = std::max<Score>(0, base_[at(w)] - price);
        stop_at(w, distance + limit_ - fallen - most_risen_);
      }
      if (const Score cost = cost_down(w);
          cost > -infinite && distance + price - cost < end_.distance) {
        end_ = {distance + price - cost, w, -1, true};
      }
      work_ += static_cast<std::int64_t>(in_[at(w)].size());
      for (std::size_t k = 0; k < in_[at(w)].size(); ++k) {
        const Way way = in_[at(w)][k];
        const Score base = distance + price - (way.node == m_ ? 0 : plan_.price[at(way.node)]);
        if (way.key >= infinite || base + way.key >= end_.distance) continue;
        if (way.node != m_ && !nearer(way.node, base + way.key)) continue;
        const Score key = true_key(way.bundle);
        if (key >= infinite || base + key >= end_.distance) continue;
        if (way.node == m_) {
          end_ = {base + key, w, way.bundle, true};
        } else if (nearer(way.node, base + key)) {
          reach(way.node, base + key, way.bundle);
          if (excess_[at(way.node)] > 0) end_ = {base + key, way.node, -1, false};
        }
      }
    }
    if (end_.distance >= infinite || end_.distance > safe_) return false;
    for (const Index w : settled_) {
      plan_.price[at(w)] -= end_.distance - places_[at(w)].distance;
      note_drift(w, base_[at(w)] - plan_.price[at(w)], false);
    }
    Count units = 1;
    if (!end_.outside) {
      --excess_[at(end_.node)];
    } else if (end_.bundle >= 0) {
      move(end_.bundle);
    } else {
      const Count f = plan_.load[at(v)];
      const Count lo = p_.lo[at(v)];
      const Count hi = p_.hi[at(v)];
      // What it need not hold itself goes at once.
      if (end_.node == v) units = std::min(-excess_[at(v)], f > hi ? f - hi : f > lo ? f - lo : f);
      plan_.load[at(end_.node)] -= units;
    }
    excess_[at(v)] += units;
    for (Index u = end_.node; u != v;) {
      const std::int32_t bundle = places_[at(u)].bundle;
      move(bundle);
      u = bundles_[at(bundle)].to;
    }
    renew();
    return true;
  }

  static constexpr Score limit_growth = 4;

  const MasterProblem& p_;
  MasterPlan plan_;
  Monitor& monitor_;
  const Tuning& tuning_;
  std::size_t n_ = 0;
  Index m_ = 0;
  std::vector<Count> excess_{};
  Score limit_ = infinite;  ///< Moves that lost less at the prices `base_` are in the heaps.
  std::vector<Score> base_{};
  Score most_risen_ = 0;  ///< Of all prices, since `base_`.
  Score most_fallen_ = 0;
  std::vector<std::pair<Index, bool>> drifted_{};
  std::vector<std::uint8_t> whole_out_{};  ///< Nodes all of whose moves out are in the heaps,
  std::vector<std::uint8_t> whole_in_{};   ///< or in;
  std::int64_t whole_ = 0;                 ///< so many of both.
  std::vector<Bundle> bundles_{};
  std::vector<Move> moves_of_{};
  std::vector<std::vector<Way>> out_{};
  std::vector<std::vector<Way>> in_{};
  std::vector<std::size_t> sorted_{};  ///< Ways of out_ that are in order.
  std::vector<Move> moved_{};
  std::int64_t moves_ = 0;
  std::int64_t work_ = 0;

  // Of one search.
  std::vector<Place> places_{};
  std::vector<std::pair<Score, Index>> frontier_{};
  std::vector<Index> settled_{};
  std::int64_t round_ = 0;
  Score safe_ = infinite;  ///< What is not in the heaps leads nowhere nearer than that,
  Index stopped_by_ = 0;   ///< because of this node.
  End end_{};
};

}  // namespace

bool augment(const MasterProblem& problem, std::int64_t budget, MasterPlan plan, ThreadPool& pool,
             std::int64_t& moves) {
  return Augmentation(problem, plan, pool).run(budget, moves);
}

}  // namespace jinguo::inline v0_1::solver

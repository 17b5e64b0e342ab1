#include "assignment.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "positions.hpp"

namespace jinguo::inline v0_1::solver {
namespace {

/// Whether the lists of all rows are short enough to be held whole.
bool is_listed_whole(const Market& market, const Tuning& tuning) {
  const auto* sparse = std::get_if<Sparse>(&market.source());
  const std::int64_t pairs = sparse != nullptr ? static_cast<std::int64_t>(sparse->indices.size())
                                               : std::int64_t{market.n()} * market.m();
  return pairs <= tuning.whole_list * market.n();
}

/// Rows of one unit against right nodes of several, in two stages.
///
/// 1. Bids (Bertsekas 1979) with eps in falling steps: a row without a seat takes its best option
///    and offers what it gains there over its second best, and eps; a full node puts out whoever
///    offered least, and that offer is its price. Before each smaller eps prices fall by a few
///    times the last, so that no place stays empty at a price that nobody pays. Rows look at their
///    best pairs only, and again at all where these are too dear by now.
/// 2. Shortest paths (Dijkstra 1959) from exact prices, in integers: every row sits at its best
///    option; a unit too many at a node moves along the shortest path to where there is room, or
///    outside; a unit that is missing is fetched along the shortest path from where one can be
///    spared, or until the price has fallen to where the node need not have it. Then the pairs
///    that are better than what a row holds are added, until there are none.
///
/// Exact    Stage 1 decides nothing: whatever prices and seats it leaves, in stage 2 every row
///          holds its best pair, prices stay within bounds, and each path lessens by one the units
///          out of place, none added. At the end every node holds what its price asks for: the
///          plan and the prices prove each other over the pairs listed, and over all once no pair
///          left out is better.
/// Ends     Bids are counted and end; a path is one of as many as units are out of place; pairs
///          are only added. Worst case n paths of (arcs + m log m) a round; past a budget of steps
///          the solver goes over to column generation.
/// Cost     8 to 15 bids a row, each a look at its list; paths for one row in 14 (20,000 x 4,000)
///          to one in 3 (2,000 x 2,000), each over two or three nodes.
/// Reference  Bertsekas, "The auction algorithm", 1988; Bertsekas and Castanon, "The auction
///          algorithm for the transportation problem", 1989; Jonker and Volgenant, "A shortest
///          augmenting path algorithm", 1987, for the end by paths.
class Assignment {
 public:
  Assignment(const Market& market, View view, const Problem& problem, ThreadPool& pool,
             Counters& counters, const Report& report, Solution& s)
      : market_(market),
        view_(view),
        p_(problem),
        pool_(pool),
        monitor_(pool.monitor()),
        tuning_(pool.tuning()),
        counters_(counters),
        report_(report),
        s_(s),
        n_(market.n()),
        m_(market.m()),
        reader_(market, view) {}

  /// False where it was too much work: `s` holds no plan then.
  bool run() {
    begin();
    bid();
    list_anew();
    for (;;) {
      take_best();
      index_columns();
      if (!settle()) return false;
      const bool done = add_missing() == 0;
      tell();
      if (done) return true;
    }
  }

 private:
  struct Offer {
    Score price = 0;
    Index left = 0;
    /// The least comes first in a heap.
    bool operator<(const Offer& other) const noexcept {
      return price != other.price ? price > other.price : left > other.left;
    }
  };
  /// The best option of a row and the value of the second best; node m is outside.
  struct Best {
    Score first = 0;
    Score second = 0;
    Score score = 0;
    Index right = 0;
  };

  [[nodiscard]] std::int64_t length(Index i) const {
    return s_.arcs.start[at(i) + 1] - s_.arcs.start[at(i)];
  }
  [[nodiscard]] Score value(Index i) const {
    return seat_score_[at(i)] - (seat_[at(i)] == m_ ? 0 : price_[at(seat_[at(i)])]);
  }

  /// The best pairs of every row at price 0.
  void begin() {
    const bool whole = is_listed_whole(market_, tuning_);
    const Index kept = whole ? m_ : static_cast<Index>(std::min<Score>(m_, tuning_.bid_options));
    keep_.assign(at(n_), 0);
    for (std::size_t i = 0; i < at(n_); ++i) keep_[i] = p_.demand[i] > 0 ? kept : 0;
    price_.assign(at(m_), 0);
    s_.price = price_;
    s_.arcs = k_best_columns(market_, view_, {}, price_, {}, keep_, pool_, nullptr);
    counters_.pairs_scored += static_cast<std::int64_t>(n_) * m_;
    note_arcs();
    bound_.assign(at(n_), Horizon::none);
    Score unit = 0;
    Score least = no_path;
    Score greatest = -no_path;
    for (Index i = 0; i < n_; ++i) {
      monitor_.work(1 + length(i));
      Score worst = no_path;
      for (std::int64_t e = s_.arcs.start[at(i)]; e < s_.arcs.start[at(i) + 1]; ++e) {
        const Score score = s_.arcs.score[at(e)];
        worst = std::min(worst, score);
        greatest = std::max(greatest, score);
        if (unit != 1) unit = std::gcd(unit, score);
      }
      least = std::min(least, worst);
      if (length(i) >= keep_[at(i)] && keep_[at(i)] > 0 && keep_[at(i)] < m_) {
        bound_[at(i)] = worst;
      }
    }
    last_eps_ = std::max<Score>(1, unit / tuning_.bid_unit_share);
    range_ = least <= greatest ? greatest - least + 1 : 1;
    for (std::size_t j = 0; j < at(m_); ++j) {
      if (p_.hi[j] == 0) price_[j] = range_;
    }
    seat_.assign(at(n_), -1);
    seat_score_.assign(at(n_), 0);
  }

  void note_arcs() {
    counters_.candidate_arcs =
        std::max(counters_.candidate_arcs, static_cast<std::int64_t>(s_.arcs.right.size()));
  }

  // --- stage 1: bids ---

  void bid() {
    offers_.assign(at(m_), {});
    reader_.set_prices(price_);
    Score eps = std::max(last_eps_, range_ / tuning_.first_bid_share);
    for (;;) {
      bid_within(eps);
      if (eps == last_eps_) return;
      lower(eps);
      eps = std::max(last_eps_, eps / tuning_.bid_ratio);
    }
  }

  /// Prices are too high by about eps, some by a few times that.
  void lower(Score eps) {
    const Score fall = tuning_.bid_falls * eps;
    for (std::size_t j = 0; j < at(m_); ++j) {
      const bool owed = p_.lo[j] > 0 && static_cast<Count>(offers_[j].size()) <= p_.lo[j];
      const Score least = owed ? -p_.short_cost : 0;
      price_[j] = std::max(least, price_[j] - fall);
    }
  }

  void bid_within(Score eps) {
    keep_seats(eps);
    std::int64_t bids = 0;
    const std::int64_t most = tuning_.bids_a_row * n_ + tuning_.augment_steps;
    while (!waiting_.empty() && bids++ < most) {
      const Index i = waiting_.back();
      waiting_.pop_back();
      const Best best = best_of(i, -1, Rescan::yes);
      seat_[at(i)] = best.right;
      seat_score_[at(i)] = best.score;
      if (best.right == m_) continue;
      offer(best.right, {price_[at(best.right)] + (best.first - best.second) + eps, i});
    }
    counters_.augmentations += bids;
  }

  /// Whoever loses at most eps where it sits stays, and renews its offer.
  void keep_seats(Score eps) {
    for (auto& offers : offers_) offers.clear();
    waiting_.clear();
    for (Index i = 0; i < n_; ++i) {
      if (p_.demand[at(i)] == 0) continue;
      const Index seat = seat_[at(i)];
      if (seat >= 0) {
        const Best other = best_of(i, seat, Rescan::no);
        const Score mine = value(i);
        if (mine >= other.first - eps) {
          if (seat < m_) {
            const Score most = price_[at(seat)] + mine - other.first + eps;
            offers_[at(seat)].push_back({most, i});
          }
          continue;
        }
        seat_[at(i)] = -1;
      }
      waiting_.push_back(i);
    }
    for (std::size_t j = 0; j < at(m_); ++j) {
      std::make_heap(offers_[j].begin(), offers_[j].end());
      reprice(j);
    }
  }

  /// A full node's price is the least offer; up to 0 that holds at its lo, too.
  void reprice(std::size_t j) {
    const auto& offers = offers_[j];
    if (offers.empty()) return;
    const auto load = static_cast<Count>(offers.size());
    Score& price = price_[j];
    if (load >= p_.hi[j]) {
      price = std::max(price, offers.front().price);
    } else if (load >= p_.lo[j] && price < 0) {
      price = std::max(price, std::min<Score>(0, offers.front().price));
    }
  }

  void offer(Index right, const Offer& offer) {
    const auto j = at(right);
    auto& offers = offers_[j];
    offers.push_back(offer);
    std::push_heap(offers.begin(), offers.end());
    const auto load = static_cast<Count>(offers.size());
    if (load > p_.hi[j] || (load > p_.lo[j] && offers.front().price < 0)) {
      std::pop_heap(offers.begin(), offers.end());
      const Index out = offers.back().left;
      const Score paid = offers.back().price;
      offers.pop_back();
      seat_[at(out)] = -1;
      waiting_.push_back(out);
      if (offers.empty()) price_[j] = std::max(price_[j], paid);  // hi = 0
    }
    reprice(j);
  }

  enum class Rescan : std::uint8_t { no, yes };

  /// The best options of a row, but for `but`.
  Best best_of(Index i, Index but, Rescan rescan) {
    Best best = best_listed(i, but);
    // Where nearly all scores are equal lists are used up at once: then they must do.
    if (rescan == Rescan::yes && bound_[at(i)] != Horizon::none && bound_[at(i)] > best.second &&
        scans_++ < tuning_.bid_passes * n_) {
      scan(i);
      best = best_listed(i, but);
    }
    return best;
  }
  [[nodiscard]] Best best_listed(Index i, Index but) const {
    Best best{p_.outside[at(i)], -no_path / 2, p_.outside[at(i)], m_};
    if (but == m_) best = {-no_path / 2, -no_path / 2, 0, m_};
    const std::int64_t to = s_.arcs.start[at(i) + 1];
    monitor_.work(1 + length(i));
    for (std::int64_t e = s_.arcs.start[at(i)]; e < to; ++e) {
      const Index right = s_.arcs.right[at(e)];
      const Score score = s_.arcs.score[at(e)];
      const Score net = right == but ? -no_path / 2 : score - price_[at(right)];
      const bool is_best = net > best.first;
      const Score lesser = is_best ? best.first : net;
      best.first = is_best ? net : best.first;
      best.score = is_best ? score : best.score;
      best.right = is_best ? right : best.right;
      best.second = std::max(best.second, lesser);
    }
    return best;
  }

  /// The best pairs of a row at the present prices, in the place of those that it had: as many.
  void scan(Index i) {
    monitor_.work(m_);
    counters_.pairs_scored += m_;
    reader_.read({&i, 1});
    reader_.set_prices(price_);
    const auto& choices = reader_.select(Horizon::none, at(keep_[at(i)]));
    Score worst = no_path;
    auto e = at(s_.arcs.start[at(i)]);
    for (const RowView::Choice& choice : choices) {
      s_.arcs.right[e] = choice.right;
      s_.arcs.score[e] = choice.score;
      worst = std::min(worst, choice.value);
      ++e;
    }
    bound_[at(i)] = worst;
  }

  // --- stage 2: shortest paths ---

  /// Of rows whose list leaves pairs out the best ones at the present prices.
  void list_anew() {
    s_.horizon = Horizon(n_);
    s_.horizon.begin(price_);
    std::vector<Index> rows;
    for (Index i = 0; i < n_; ++i) {
      if (bound_[at(i)] == Horizon::none) {
        s_.horizon.look(i, Horizon::none);
      } else {
        rows.push_back(i);
      }
    }
    if (!rows.empty()) look_again(rows, tuning_.first_options);
  }

  /// Adds the best `count` pairs of these rows; returns how many are better than what a row has.
  std::int64_t look_again(const std::vector<Index>& rows, std::int64_t count) {
    const auto kept = static_cast<Index>(std::min<std::int64_t>(m_, count + 1));
    for (const Index i : rows) keep_[at(i)] = kept;
    const bool all = rows.size() == at(n_);
    counters_.pairs_scored += static_cast<std::int64_t>(rows.size()) * m_;
    const Arcs found = k_best_columns(market_, view_, all ? std::span<const Index>() : rows, price_,
                                      {}, keep_, pool_, nullptr);
    Arcs merged;
    merged.start.reserve(at(n_) + 1);
    merged.start.push_back(0);
    std::int64_t better = 0;
    std::size_t k = 0;
    for (Index i = 0; i < n_; ++i) {
      std::int64_t a = s_.arcs.start[at(i)];
      const std::int64_t a_end = s_.arcs.start[at(i) + 1];
      const bool looked = k < rows.size() && rows[k] == i;
      std::int64_t b = looked ? found.start[k] : 0;
      const std::int64_t b_end = looked ? found.start[k + 1] : 0;
      monitor_.work(1 + a_end - a + b_end - b);
      const Score mine = looked && seat_[at(i)] >= 0 ? value(i) : p_.outside[at(i)];
      Score worst = looked && b_end - b < kept ? Horizon::none : no_path;
      while (a < a_end || b < b_end) {
        const Index old_right = a < a_end ? s_.arcs.right[at(a)] : m_;
        const Index new_right = b < b_end ? found.right[at(b)] : m_;
        if (new_right <= old_right) {
          const Score net = found.score[at(b)] - price_[at(new_right)];
          worst = std::min(worst, net);
          better += new_right < old_right && net > mine ? 1 : 0;
        }
        merged.right.push_back(std::min(old_right, new_right));
        merged.score.push_back(old_right <= new_right ? s_.arcs.score[at(a)] : found.score[at(b)]);
        if (old_right <= new_right) ++a;
        if (new_right <= old_right) ++b;
      }
      if (looked) {
        s_.horizon.look(i, worst);
        ++k;
      }
      merged.start.push_back(static_cast<std::int64_t>(merged.right.size()));
    }
    s_.arcs = std::move(merged);
    note_arcs();
    return better;
  }

  /// Every row takes its best pair; where it sits, if that is as good.
  void take_best() {
    members_.assign(at(m_), {});
    place_.assign(at(n_), 0);
    for (Index i = 0; i < n_; ++i) {
      if (p_.demand[at(i)] == 0) continue;
      const Best best = best_listed(i, -1);
      if (seat_[at(i)] < 0 || value(i) < best.first) {
        seat_[at(i)] = best.right;
        seat_score_[at(i)] = best.score;
      }
      if (seat_[at(i)] < m_) join(i);
    }
  }
  void join(Index i) {
    auto& members = members_[at(seat_[at(i)])];
    place_[at(i)] = members.size();
    members.push_back(i);
  }
  void leave(Index i) {
    auto& members = members_[at(seat_[at(i)])];
    const Index last = members.back();
    members[place_[at(i)]] = last;
    place_[at(last)] = place_[at(i)];
    members.pop_back();
  }
  void move(Index i, Index right, Score score) {
    if (seat_[at(i)] < m_) leave(i);
    seat_[at(i)] = right;
    seat_score_[at(i)] = score;
    if (right < m_) join(i);
  }

  void index_columns() {
    column_start_.assign(at(m_) + 1, 0);
    for (const Index right : s_.arcs.right) ++column_start_[at(right) + 1];
    for (std::size_t j = 0; j < at(m_); ++j) column_start_[j + 1] += column_start_[j];
    column_.resize(s_.arcs.right.size());
    std::vector<std::int64_t> next(column_start_.begin(), column_start_.end() - 1);
    for (Index i = 0; i < n_; ++i) {
      monitor_.work(1 + 2 * length(i));
      for (std::int64_t e = s_.arcs.start[at(i)]; e < s_.arcs.start[at(i) + 1]; ++e) {
        column_[at(next[at(s_.arcs.right[at(e)])]++)] = {s_.arcs.score[at(e)], i};
      }
    }
  }

  [[nodiscard]] Count load(Index j) const { return static_cast<Count>(members_[at(j)].size()); }
  /// What a node may hold at its price, at most and at least.
  [[nodiscard]] Count most(Index j) const {
    return price_[at(j)] < 0 ? p_.lo[at(j)] : p_.hi[at(j)];
  }
  [[nodiscard]] Count least(Index j) const {
    const Score price = price_[at(j)];
    if (price > 0) return p_.hi[at(j)];
    return price > -p_.short_cost || p_.lo[at(j)] == 0 ? p_.lo[at(j)] : 0;
  }

  /// Moves what is out of place; false where that takes too many steps.
  bool settle() {
    reached_.assign(at(m_), Reached{});
    budget_ = static_cast<std::int64_t>(s_.arcs.right.size()) * tuning_.augment_steps_an_arc +
              tuning_.augment_steps;
    for (Index j = 0; j < m_; ++j) {
      while (load(j) > most(j)) {
        if (budget_ < 0) return false;
        send(j);
        ++counters_.augmentations;
      }
    }
    for (Index j = 0; j < m_; ++j) {
      while (load(j) < least(j)) {
        if (budget_ < 0) return false;
        fetch(j);
        ++counters_.augmentations;
      }
    }
    return true;
  }

  /// A way to a node in the search at hand; kept if it is the shortest so far.
  struct Reached {
    Score distance = 0;
    std::int64_t search = 0;  ///< That reached it, from 1.
    bool settled = false;
    Index left = -1;  ///< Who moves: of send() to this node, of fetch() from it.
    Index right = 0;  ///< Of fetch(): where to.
    Score score = 0;  ///< Of the pair that it takes.
  };
  struct Event {
    Score distance = 0;
    Index node = 0;
    bool operator<(const Event& other) const noexcept {
      return distance != other.distance ? distance > other.distance : node > other.node;
    }
  };
  /// Where a search ends at the latest.
  struct End {
    Score distance = no_path;
    Index node = -1;  ///< -1: of send() outside.
    Index left = -1;  ///< Who goes outside, or comes from there.
    Score score = 0;
  };

  void open(Index node) {
    ++search_;
    frontier_.clear();
    settled_.clear();
    reached_[at(node)] = {.search = search_};
    frontier_.push_back({0, node});
  }
  void reach(Index node, Score distance, Index left, Index right, Score score) {
    Reached& known = reached_[at(node)];
    if (known.search == search_ && (known.settled || known.distance <= distance)) return;
    known = {distance, search_, false, left, right, score};
    frontier_.push_back({distance, node});
    std::push_heap(frontier_.begin(), frontier_.end());
  }
  /// The nearest node that is not settled, if it is nearer than the end; else -1.
  Index next(const End& end) {
    while (!frontier_.empty() && frontier_.front().distance < end.distance) {
      const Event event = frontier_.front();
      std::pop_heap(frontier_.begin(), frontier_.end());
      frontier_.pop_back();
      Reached& known = reached_[at(event.node)];
      if (known.settled || known.distance != event.distance) continue;
      known.settled = true;
      settled_.push_back(event.node);
      return event.node;
    }
    return -1;
  }
  void spend(std::int64_t steps) {
    budget_ -= steps;
    monitor_.work(steps);
  }

  /// One unit of `from`, which holds too many, goes the shortest way to where there is room.
  /// Prices of nodes nearer than that rise by what they are nearer.
  void send(Index from) {
    open(from);
    End end;
    for (Index a = from; (a = next(end)) >= 0;) {
      const Score x = reached_[at(a)].distance;
      const Score price = price_[at(a)];
      if (a != from && load(a) < most(a)) {
        end = {x, a, -1, 0};
        break;
      }
      // At price 0 it may hold more.
      if (price < 0 && load(a) < p_.hi[at(a)] && x - price < end.distance) {
        end = {x - price, a, -1, 0};
      }
      for (const Index i : members_[at(a)]) {
        const Score base = x + seat_score_[at(i)] - price;
        if (base - p_.outside[at(i)] < end.distance) end = {base - p_.outside[at(i)], -1, i, 0};
        spend(1 + length(i));
        for (std::int64_t e = s_.arcs.start[at(i)]; e < s_.arcs.start[at(i) + 1]; ++e) {
          const Index b = s_.arcs.right[at(e)];
          const Score score = s_.arcs.score[at(e)];
          const Score distance = base - score + price_[at(b)];
          if (distance < end.distance) reach(b, distance, i, -1, score);
        }
      }
    }
    for (const Index a : settled_) {
      if (reached_[at(a)].distance < end.distance) {
        price_[at(a)] += end.distance - reached_[at(a)].distance;
      }
    }
    Index a = end.node;
    if (end.node < 0) {
      a = seat_[at(end.left)];
      move(end.left, m_, p_.outside[at(end.left)]);
    }
    while (a != from) {
      const Reached& way = reached_[at(a)];
      const Index before = seat_[at(way.left)];
      move(way.left, a, way.score);
      a = before;
    }
  }

  /// `to`, which holds too few, gets a unit the shortest way from where one can be spared, or its
  /// price falls to where it need not have it. Prices of nodes nearer than that fall.
  void fetch(Index to) {
    open(to);
    End end;
    for (Index a = to; (a = next(end)) >= 0;) {
      const Score x = reached_[at(a)].distance;
      const Score price = price_[at(a)];
      const Count held = a == to ? load(a) : load(a) - 1;  // if the search ends here
      if (a != to && load(a) > least(a)) {
        end = {x, a, -1, 0};
        break;
      }
      if (price > 0 && held >= p_.lo[at(a)] && x + price < end.distance) {
        end = {x + price, a, -1, 0};
      }
      if (p_.lo[at(a)] > 0 && x + price + p_.short_cost < end.distance) {
        end = {x + price + p_.short_cost, a, -1, 0};
      }
      spend(1 + column_start_[at(a) + 1] - column_start_[at(a)]);
      for (std::int64_t c = column_start_[at(a)]; c < column_start_[at(a) + 1]; ++c) {
        const auto& [score, i] = column_[at(c)];
        const Index b = seat_[at(i)];
        if (b == a) continue;
        const Score distance = x + value(i) - score + price;
        if (distance >= end.distance) continue;
        if (b == m_) {
          end = {distance, a, i, score};
        } else {
          reach(b, distance, i, a, score);
        }
      }
    }
    for (const Index a : settled_) {
      if (reached_[at(a)].distance < end.distance) {
        price_[at(a)] -= end.distance - reached_[at(a)].distance;
      }
    }
    if (end.left >= 0) move(end.left, end.node, end.score);
    for (Index a = end.node; a != to;) {
      const Reached& way = reached_[at(a)];
      move(way.left, way.right, way.score);
      a = way.right;
    }
  }

  /// Adds pairs that are better than what a row holds; returns how many of those there were.
  std::int64_t add_missing() {
    std::vector<Score> threshold(at(n_), no_path);
    for (Index i = 0; i < n_; ++i) {
      if (p_.demand[at(i)] > 0) threshold[at(i)] = value(i) + 1;
    }
    const std::vector<Index> rows = s_.horizon.beyond(market_, {}, price_, threshold, pool_);
    if (rows.empty()) return 0;
    s_.horizon.begin(price_);
    return look_again(rows, tuning_.more_options);
  }

  /// The plan as it is, its value, and what no plan can exceed.
  void tell() {
    s_.price = price_;
    s_.held.assign(s_.arcs.right.size(), 0);
    s_.out.assign(at(n_), 0);
    s_.load.assign(at(m_), 0);
    Wide value = 0;
    Wide bound = 0;
    for (Index i = 0; i < n_; ++i) {
      if (p_.demand[at(i)] == 0) continue;
      bound += best_listed(i, -1).first;
      value += seat_score_[at(i)];
      if (seat_[at(i)] == m_) {
        s_.out[at(i)] = 1;
        continue;
      }
      const auto from = s_.arcs.right.begin() + s_.arcs.start[at(i)];
      const auto to = s_.arcs.right.begin() + s_.arcs.start[at(i) + 1];
      const auto held = std::lower_bound(from, to, seat_[at(i)]);
      s_.held[at(held - s_.arcs.right.begin())] = 1;
    }
    for (Index j = 0; j < m_; ++j) {
      const Score price = price_[at(j)];
      s_.load[at(j)] = load(j);
      value -= static_cast<Wide>(p_.short_cost) * std::max<Count>(0, p_.lo[at(j)] - load(j));
      bound += static_cast<Wide>(price) * (price > 0 ? p_.hi[at(j)] : p_.lo[at(j)]);
    }
    if (report_) report_(s_, value, bound);
  }

  const Market& market_;
  View view_;
  const Problem& p_;
  ThreadPool& pool_;
  Monitor& monitor_;
  const Tuning& tuning_;
  Counters& counters_;
  const Report& report_;
  Solution& s_;  ///< Its lists are those of the work at hand; the rest is as last told.
  Index n_ = 0;
  Index m_ = 0;
  RowView reader_;

  std::vector<Score> price_{};
  Score last_eps_ = 1;
  std::int64_t scans_ = 0;  ///< Rows looked at again for bids.
  Score range_ = 1;         ///< Of the scores listed.
  std::vector<Index> keep_{};
  std::vector<Score> bound_{};  ///< On what a row's list left out when it was made.
  std::vector<Index> seat_{};   ///< Right node, m outside, -1 none.
  std::vector<Score> seat_score_{};
  std::vector<Index> waiting_{};
  std::vector<std::vector<Offer>> offers_{};  ///< Heaps of those who sit at a node.

  std::vector<std::vector<Index>> members_{};
  std::vector<std::size_t> place_{};  ///< Of a row among the members of its node.
  std::vector<std::int64_t> column_start_{};
  std::vector<std::pair<Score, Index>> column_{};
  std::vector<Reached> reached_{};
  std::vector<Event> frontier_{};
  std::vector<Index> settled_{};
  std::int64_t search_ = 0;
  std::int64_t budget_ = 0;
};

}  // namespace

bool is_assignment(const Problem& problem) {
  constexpr Score most = Score{1} << 58;
  return problem.over_cost == 0 && problem.short_cost < most &&
         std::all_of(problem.demand.begin(), problem.demand.end(),
                     [](Count units) { return units <= 1; }) &&
         std::all_of(problem.outside.begin(), problem.outside.end(),
                     [](Score value) { return -most < value && value < most; });
}

Method method_for(const Market& market, const Problem& problem, const Tuning& tuning) {
  const std::int64_t rows_a_node =
      is_listed_whole(market, tuning) ? tuning.whole_rows_a_node : tuning.bid_rows_a_node;
  const bool few = market.n() < rows_a_node * market.m();
  const bool blocks = std::holds_alternative<Blocks>(market.source());
  return few && !blocks && is_assignment(problem) ? Method::assignment : Method::column_generation;
}

void solve_by_assignment(const Market& market, View view, const Problem& problem, ThreadPool& pool,
                         Counters& counters, const Report& report, Solution& s) {
  if (Assignment(market, view, problem, pool, counters, report, s).run()) return;
  s = Solution{};
  solve_by_columns(market, view, problem, pool, counters, report, s);
}

}  // namespace jinguo::inline v0_1::solver

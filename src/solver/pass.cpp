#include "pass.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <memory>
#include <numeric>

#include "jinguo/core/integer.hpp"
#include "jinguo/solver/detail/fill.hpp"
#include "kernel.hpp"
#include "positions.hpp"

namespace jinguo::inline v0_1::solver {
namespace {

/// The better of two choices comes first.
bool better(const RowView::Choice& a, const RowView::Choice& b) {
  if (a.value != b.value) return a.value > b.value;
  return a.rank != b.rank ? a.rank < b.rank : a.right < b.right;
}

/// A number of the pair that has nothing to do with its place in the input.
std::uint32_t rank_of(std::uint32_t salt, std::size_t right) {
  std::uint32_t x = (static_cast<std::uint32_t>(right) ^ salt) * 0x85ebca6bU;
  x ^= x >> 15;
  return x * 0xc2b2ae35U;
}

/// Of more than `limit` choices the best, in the order that they had.
void keep_best(std::vector<RowView::Choice>& choices, std::size_t limit,
               std::vector<RowView::Choice>& scratch) {
  if (choices.size() <= limit) return;
  scratch = choices;
  const auto last = scratch.begin() + static_cast<std::ptrdiff_t>(limit) - 1;
  std::nth_element(scratch.begin(), last, scratch.end(), better);
  const RowView::Choice worst = *last;
  std::erase_if(choices, [&](const RowView::Choice& choice) { return better(worst, choice); });
}

Score worst_of(const std::vector<RowView::Choice>& choices) {
  Score worst = std::numeric_limits<Score>::max();
  for (const RowView::Choice& choice : choices) worst = std::min(worst, choice.value);
  return worst;
}

/// Chosen pairs of a stretch of rows, to be put together in order.
struct Found {
  std::vector<Index> count{};
  std::vector<Index> right{};
  std::vector<Score> score{};

  void add(const std::vector<RowView::Choice>& choices) {
    for (const RowView::Choice& choice : choices) {
      right.push_back(choice.right);
      score.push_back(choice.score);
    }
    count.push_back(static_cast<Index>(choices.size()));
  }
};

Arcs joined(std::vector<Found>& parts, std::size_t rows) {
  Arcs arcs;
  arcs.start.assign(rows + 1, 0);
  std::size_t total = 0;
  for (const Found& part : parts) total += part.right.size();
  arcs.right.reserve(total);
  arcs.score.reserve(total);
  std::size_t row = 0;
  for (Found& part : parts) {
    for (const Index k : part.count) {
      arcs.start[row + 1] = arcs.start[row] + k;
      ++row;
    }
    arcs.right.insert(arcs.right.end(), part.right.begin(), part.right.end());
    arcs.score.insert(arcs.score.end(), part.score.begin(), part.score.end());
    part = Found{};
  }
  return arcs;
}

/// Rows that a pass over `rows` (none: all) sees.
Index count_of(const Market& market, std::span<const Index> rows) {
  return rows.empty() ? market.n() : static_cast<Index>(rows.size());
}

/// Runs work(reader, position of the first, rows, part) over stretches of `rows` (none: all).
template <class Work>
void in_parts(const Market& market, View view, std::span<const Index> rows,
              std::span<const Score> price, ThreadPool& pool, const Work& work) {
  const Index count = count_of(market, rows);
  const Index step = rows_per_part(market.m(), pool.tuning());
  const std::int64_t parts = jinguo::detail::ceil_div(count, step);
  std::vector<std::unique_ptr<RowView>> readers(static_cast<std::size_t>(pool.size()));
  std::vector<std::vector<Index>> in_order(readers.size());
  const auto task = [&](std::int64_t part, int worker) {
    auto& reader = readers[static_cast<std::size_t>(worker)];
    if (!reader) {
      reader = std::make_unique<RowView>(market, view, worker);
      reader->set_prices(price);
    }
    const auto from = static_cast<Index>(part * step);
    const Index to = std::min<Index>(count, from + step);
    std::span<const Index> lefts;
    if (rows.empty()) {
      auto& mine = in_order[at(worker)];
      mine.resize(at(to - from));
      std::iota(mine.begin(), mine.end(), from);
      lefts = mine;
    } else {
      lefts = rows.subspan(at(from), at(to - from));
    }
    work(*reader, from, lefts, at(part));
  };
  if (std::holds_alternative<Blocks>(market.source())) {
    for (std::int64_t part = 0; part < parts; ++part) {
      pool.monitor().look();
      task(part, 0);
    }
  } else {
    pool.run(parts, task);
  }
}

std::size_t parts_of(const Market& market, Index count, const Tuning& tuning) {
  const Index step = rows_per_part(market.m(), tuning);
  return at(jinguo::detail::ceil_div(count, step));
}

/// The pairs of a row among all, which are in order.
std::span<const Pair> pairs_of_row(const std::vector<Pair>& pairs, Index row) {
  const auto first = std::lower_bound(pairs.begin(), pairs.end(), Pair{row, 0});
  auto last = first;
  while (last != pairs.end() && last->left == row) ++last;
  return {first, last};
}

std::uint32_t salt_of(Index row) { return static_cast<std::uint32_t>(row) * 0x9e3779b1U; }

}  // namespace

RowView::RowView(const Market& market, View view, int worker)
    : market_(market), view_(view), worker_(worker), m_(static_cast<std::size_t>(market.m())) {
  is_sparse_ = std::holds_alternative<Sparse>(market.source());
  if (market.prepared() != nullptr) {
    width_ = static_cast<const RowKernel*>(market.prepared())->width();
    narrow_rows_.resize(width_ * static_cast<std::size_t>(RowKernel::most_rows));
  }
}

/// Makes of a row's scores what the view has of them.
void RowView::amend(Index row, std::int32_t* scores) const {
  const Bounds& bounds = market_.bounds();
  if (!bounds.exclude.empty()) {
    for (const Pair& pair : pairs_of_row(bounds.exclude, row)) scores[at(pair.right)] = no_narrow;
  }
  if (view_ == View::feasibility) {
    for (std::size_t j = 0; j < m_; ++j) {
      if (scores[j] != no_narrow) scores[j] = 0;
    }
  }
  if (view_ == View::market || bounds.lock.empty()) return;
  for (const Pair& pair : pairs_of_row(bounds.lock, row)) {
    std::int32_t& score = scores[at(pair.right)];
    if (view_ == View::unlocked) {
      score = no_narrow;
    } else if (score != no_narrow) {
      score = 1;
    }
  }
}

void RowView::read_for(std::span<const Index> next, Score least, std::size_t limit) {
  const Index row = next.front();
  if (width_ == 0 || narrow_price_.empty() || view_ == View::feasibility) {
    read(next);
    return;
  }
  const auto& kernel = *static_cast<const RowKernel*>(market_.prepared());
  // Where bounds spare less than half of the pairs, rows are scored faster four at a time.
  const bool pays = judged_ < bound_trials || 2 * spared_ > judged_ * static_cast<std::int64_t>(m_);
  if (!pays || !kernel.has_bounds(row)) {
    read(next);
    return;
  }
  salt_ = salt_of(row);
  narrow_lefts_.clear();  // what is held of others is overwritten
  open_.resize(width_ / 32);
  std::int32_t* const scores = narrow_rows_.data();
  narrow_ = scores;
  auto floor = static_cast<std::int32_t>(std::clamp<Score>(least, narrow_floor, -narrow_floor));
  kernel.near(row, narrow_price_.data(), bounds_, open_.data());
  if (limit > 0 && limit <= 64 && floor == narrow_floor) {
    kernel.fill({&row, 1}, scores, open_.data());
    amend(row, scores);
    floor = std::max(floor,
                     best_kernel_level().reached_by(scores, narrow_price_.data(), width_, limit));
  }
  const std::size_t blocks = kernel.reaching(row, floor, bounds_, open_.data());
  ++judged_;
  spared_ += static_cast<std::int64_t>(m_) - static_cast<std::int64_t>(32 * blocks);
  kernel.fill({&row, 1}, scores, open_.data());
  amend(row, scores);
}

void RowView::read(std::span<const Index> next) {
  const Index row = next.front();
  salt_ = salt_of(row);
  if (width_ > 0) {
    auto held = std::find(narrow_lefts_.begin(), narrow_lefts_.end(), row);
    if (held == narrow_lefts_.end()) {
      const auto together = next.first(std::min(next.size(), at(RowKernel::most_rows)));
      narrow_lefts_.assign(together.begin(), together.end());
      static_cast<const RowKernel*>(market_.prepared())->fill(together, narrow_rows_.data());
      held = narrow_lefts_.begin();
    }
    std::int32_t* const scores = narrow_rows_.data() + at(held - narrow_lefts_.begin()) * width_;
    amend(row, scores);
    narrow_ = scores;
    return;
  }
  const Bounds& bounds = market_.bounds();
  const auto pairs_of = [row](const std::vector<Pair>& pairs) { return pairs_of_row(pairs, row); };
  if (is_sparse_) {
    const auto excluded = pairs_of(bounds.exclude);
    const auto locked = pairs_of(bounds.lock);
    const auto has = [](std::span<const Pair> pairs, Index right) {
      return std::any_of(pairs.begin(), pairs.end(),
                         [right](const Pair& pair) { return pair.right == right; });
    };
    entries_.clear();
    bool sorted = true;
    detail::for_each_entry(std::get<Sparse>(market_.source()), row, [&](Index right, Score score) {
      if (score == not_eligible || has(excluded, right)) return;
      if (view_ != View::market) {
        const bool is_locked = has(locked, right);
        if (view_ == View::unlocked && is_locked) return;
        if (view_ == View::feasibility) score = is_locked ? 1 : 0;
      }
      sorted = sorted && (entries_.empty() || entries_.back().first < right);
      entries_.emplace_back(right, score);
    });
    if (!sorted) std::sort(entries_.begin(), entries_.end());
    return;
  }
  if (row < tile_from_ || row >= tile_to_) {
    tile_from_ = row;
    tile_to_ = row + 1;
    for (const Index other : next.subspan(1)) {
      if (other != tile_to_) break;
      ++tile_to_;
    }
    tile_.resize(std::max(tile_.size(), at(tile_to_ - tile_from_) * m_));
    market_.scores(tile_from_, tile_to_, tile_);
  }
  Score* scores = tile_.data() + at(row - tile_from_) * m_;
  if (view_ == View::feasibility) {
    for (std::size_t j = 0; j < m_; ++j) {
      if (scores[j] != not_eligible) scores[j] = 0;
    }
  }
  if (view_ != View::market && !bounds.lock.empty()) {
    for (const Pair& pair : pairs_of(bounds.lock)) {
      Score& score = scores[at(pair.right)];
      if (view_ == View::unlocked) {
        score = not_eligible;
      } else if (score != not_eligible) {
        score = 1;
      }
    }
  }
  wide_ = scores;
}

void RowView::set_prices(std::span<const Score> price) {
  price_ = price;
  bounds_ = {};
  narrow_price_.clear();
  if (width_ == 0) return;
  for (const Score p : price) {
    if (p <= -narrow_price || p >= narrow_price) return;
  }
  narrow_price_.assign(width_, 0);
  for (std::size_t j = 0; j < price.size(); ++j) {
    narrow_price_[j] = static_cast<std::int32_t>(price[j]);
  }
}

const std::vector<RowView::Choice>& RowView::select(Score least, std::size_t limit) {
  choices_.clear();
  if (narrow_ != nullptr && !narrow_price_.empty()) {
    const std::size_t width = width_;
    if (least > Score{1} << 30) return choices_;
    auto floor = static_cast<std::int32_t>(std::max<Score>(least, narrow_floor));
    const KernelLevel& level = best_kernel_level();
    if (limit > 0 && limit <= 64 && floor == narrow_floor) {
      floor = std::max(floor, level.reached_by(narrow_, narrow_price_.data(), width, limit));
    }
    reaching_.resize(width + 16);
    const std::size_t found =
        level.reaching(narrow_, narrow_price_.data(), floor, width, reaching_.data());
    for (std::size_t k = 0; k < found; ++k) {
      const auto j = at(reaching_[k]);
      const std::int32_t value = narrow_[j] - narrow_price_[j];
      if (value < floor) continue;
      choices_.push_back({value, narrow_[j], static_cast<Index>(j), rank_of(salt_, j)});
      if (limit > 0 && choices_.size() >= 4 * limit + selection_spare) {
        keep_best(choices_, limit, ranked_);
        floor = std::max(floor, static_cast<std::int32_t>(worst_of(choices_)));
      }
    }
  } else {
    for_each([&](Index right, Score score) {
      const Score value = score - price_[at(right)];
      if (value < least) return;
      choices_.push_back({value, score, right, rank_of(salt_, at(right))});
      if (limit > 0 && choices_.size() >= 4 * limit + selection_spare) {
        keep_best(choices_, limit, ranked_);
        least = std::max(least, worst_of(choices_));
      }
    });
  }
  if (limit > 0) keep_best(choices_, limit, ranked_);
  return choices_;
}

Horizon::Fall Horizon::fall_of(std::span<const Score> then, std::span<const Score> now,
                               const Tuning& tuning) {
  Fall out;
  std::vector<std::pair<Score, Index>> falls(then.size());
  for (std::size_t j = 0; j < then.size(); ++j)
    falls[j] = {then[j] - now[j], static_cast<Index>(j)};
  if (falls.empty()) return out;
  // A single score costs as much as some hundred in a row.
  const std::size_t deep = std::min(
      {at(tuning.deep_falls), falls.size() / at(tuning.deep_fall_share), falls.size() - 1});
  const auto middle = falls.begin() + static_cast<std::ptrdiff_t>(deep);
  std::nth_element(falls.begin(), middle, falls.end(), std::greater<>());
  out.others = middle->first;
  out.most = out.others;
  for (auto fall = falls.begin(); fall != middle; ++fall) {
    out.most = std::max(out.most, fall->first);
    if (fall->first > out.others) out.deep.push_back(fall->second);
  }
  return out;
}

std::vector<Index> Horizon::beyond(const Market& market, std::span<const Index> rows,
                                   std::span<const Score> price, std::span<const Score> threshold,
                                   ThreadPool& pool) const {
  Monitor& monitor = pool.monitor();
  std::vector<Fall> falls;
  for (const std::vector<Score>& then : prices_)
    falls.push_back(fall_of(then, price, pool.tuning()));
  std::vector<Index> out;
  for (std::size_t r = 0; r < bound_.size(); ++r) {
    monitor.work(1);
    const Fall& fall = falls[at(when_[r])];
    if (bound_[r] == none || bound_[r] + fall.most < threshold[r]) continue;
    const Index left = rows.empty() ? static_cast<Index>(r) : rows[r];
    const bool open = bound_[r] + fall.others >= threshold[r] ||
                      std::any_of(fall.deep.begin(), fall.deep.end(), [&](Index right) {
                        monitor.work(a_score);
                        const Score score = market.score(left, right);
                        return score != not_eligible && score - price[at(right)] >= threshold[r];
                      });
    if (open) out.push_back(static_cast<Index>(r));
  }
  return out;
}

Arcs collect_arcs(const Market& market, std::span<const Index> rows, std::span<const Score> price,
                  std::span<const Score> threshold, ThreadPool& pool) {
  const Index count = count_of(market, rows);
  std::vector<Found> parts(parts_of(market, count, pool.tuning()));
  in_parts(market, View::market, rows, price, pool,
           [&](RowView& reader, Index, std::span<const Index> lefts, std::size_t part) {
             for (; !lefts.empty(); lefts = lefts.subspan(1)) {
               const Score least = threshold[at(lefts.front())];
               reader.read_for(lefts, least, 0);
               parts[part].add(reader.select(least, 0));
             }
           });
  return joined(parts, at(count));
}

Arcs k_best_columns(const Market& market, View view, std::span<const Index> rows,
                    std::span<const Score> price, std::span<const Score> threshold,
                    std::span<const Index> keep, ThreadPool& pool, Seen* seen) {
  const Index count = count_of(market, rows);
  std::vector<Found> parts(parts_of(market, count, pool.tuning()));
  std::vector<std::pair<Score, Score>> extremes(
      parts.size(), {std::numeric_limits<Score>::max(), std::numeric_limits<Score>::min()});
  if (seen != nullptr) {
    seen->magnitude.assign(at(count), 0);
    seen->eligible.assign(at(count), 0);
  }
  in_parts(market, view, rows, price, pool,
           [&](RowView& reader, Index r, std::span<const Index> lefts, std::size_t part) {
             for (; !lefts.empty(); lefts = lefts.subspan(1), ++r) {
               const Index i = lefts.front();
               const auto limit = at(keep[at(i)]);
               if (limit == 0 && seen == nullptr) {
                 parts[part].add({});
                 continue;
               }
               const Score wanted =
                   threshold.empty() ? std::numeric_limits<Score>::min() / 2 : threshold[at(i)];
               if (seen != nullptr) {
                 reader.read(lefts);
               } else {
                 reader.read_for(lefts, wanted, limit);
               }
               if (seen != nullptr) {
                 auto& [least, greatest] = extremes[part];
                 Score low = least;
                 Score high = greatest;
                 Score magnitude = 0;
                 std::int64_t eligible = 0;
                 if (const auto row = reader.narrow(); !row.empty()) {
                   const Extremes found = best_kernel_level().extremes_of(row.data(), row.size());
                   eligible = found.eligible;
                   if (eligible > 0) {
                     low = std::min<Score>(low, found.least);
                     high = std::max<Score>(high, found.greatest);
                     magnitude =
                         std::max(std::abs(Score{found.least}), std::abs(Score{found.greatest}));
                   }
                 } else {
                   reader.for_each([&](Index, Score score) {
                     ++eligible;
                     low = std::min(low, score);
                     high = std::max(high, score);
                     magnitude = std::max(magnitude, score < 0 ? -score : score);
                   });
                 }
                 least = low;
                 greatest = high;
                 seen->magnitude[at(r)] = magnitude;
                 seen->eligible[at(r)] = eligible;
               }
               if (limit == 0) {
                 parts[part].add({});
                 continue;
               }
               parts[part].add(reader.select(wanted, limit));
             }
           });
  if (seen != nullptr) {
    for (const auto& [least, greatest] : extremes) {
      seen->least = std::min(seen->least, least);
      seen->greatest = std::max(seen->greatest, greatest);
    }
  }
  return joined(parts, at(count));
}

void visit_each(const Market& market, View view, std::span<const Index> rows,
                std::span<const Score> price, ThreadPool& pool,
                const std::function<void(RowView&, Index, Index)>& visit) {
  in_parts(market, view, rows, price, pool,
           [&](RowView& reader, Index r, std::span<const Index> lefts, std::size_t) {
             for (; !lefts.empty(); lefts = lefts.subspan(1), ++r) {
               reader.read(lefts);
               visit(reader, r, lefts.front());
             }
           });
}

}  // namespace jinguo::inline v0_1::solver

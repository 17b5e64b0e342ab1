#include "kernel.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <optional>
#include <type_traits>
#include <unordered_map>
#include <variant>

#include "implicit.hpp"

namespace jinguo::inline v0_1::solver {
namespace {

constexpr std::size_t stretch = kernel_stretch;
constexpr std::size_t tile = kernel_tile;
constexpr std::size_t word = 32;  // columns

/// What no score exceeds in size, or nothing if one may not fit.
std::optional<Score> reach_of(const Implicit& s) {
  double reach = std::abs(static_cast<double>(s.base)) + static_cast<double>(s.band);
  const auto greatest = [](std::span<const Score> points) {
    double most = 0;
    for (const Score x : points) most = std::max(most, std::abs(static_cast<double>(x)));
    return most;
  };
  reach += greatest(s.left_points) + greatest(s.right_points);
  std::size_t entries = 0;
  for (const Table& table : s.tables) {
    reach += greatest(table.values);
    entries += static_cast<std::size_t>(table.rows) * static_cast<std::size_t>(s.m);
  }
  double farthest = 0;
  for (const auto& corners : s.decay) {
    for (const Breakpoint& corner : corners) {
      farthest = std::max(farthest, std::abs(static_cast<double>(corner.points)));
    }
  }
  reach += farthest + 1;
  if (s.features > 0) {
    const auto sums = [&](const auto& features, double& entry) {
      double most = 0;
      std::visit(
          [&](const auto span) {
            const auto width = static_cast<std::size_t>(s.features);
            for (std::size_t row = 0; row + width <= span.size(); row += width) {
              double sum = 0;
              for (std::size_t k = 0; k < width; ++k) {
                const double x = std::abs(static_cast<double>(span[row + k]));
                sum += x;
                entry = std::max(entry, x);
              }
              most = std::max(most, sum);
            }
          },
          features);
      return most;
    };
    double left_entry = 0;
    double right_entry = 0;
    const double left = sums(s.left_features, left_entry);
    const double right = sums(s.right_features, right_entry);
    reach += std::abs(static_cast<double>(s.dot_scale)) *
             std::min(left * right_entry, right * left_entry);
    // Every scaled left feature is one factor of the 32-bit products.
    reach = std::max(reach, left_entry * std::abs(static_cast<double>(s.dot_scale)));
  }
  if (!(reach < static_cast<double>(narrow_price)) || entries > most_table_entries)
    return std::nullopt;
  return static_cast<Score>(reach) + 1;
}

}  // namespace

std::shared_ptr<const RowKernel> RowKernel::make(const Implicit& source, const KernelLevel& level) {
  const std::optional<Score> reach = reach_of(source);
  return reach ? std::make_shared<const RowKernel>(source, *reach, level) : nullptr;
}

RowKernel::RowKernel(const Implicit& source, Score reach, const KernelLevel& level)
    : level_(level), source_(source), reach_(reach) {
  const Implicit& s = source_;
  m_ = static_cast<std::size_t>(s.m);
  width_ = (m_ + stretch - 1) / stretch * stretch;
  features_ = static_cast<std::size_t>(s.features);
  feature_.assign(features_ * width_, 0);
  std::visit(
      [&](const auto span) {
        for (std::size_t j = 0; j < m_ && features_ > 0; ++j) {
          for (std::size_t k = 0; k < features_; ++k) {
            feature_[k * width_ + j] = span[j * features_ + k];
          }
        }
      },
      s.right_features);
  feature_least_.assign(features_, 0);
  feature_most_.assign(features_, 0);
  for (std::size_t k = 0; k < features_ && m_ > 0; ++k) {
    const auto first = feature_.begin() + static_cast<std::ptrdiff_t>(k * width_);
    const auto [least, most] = std::minmax_element(first, first + static_cast<std::ptrdiff_t>(m_));
    feature_least_[k] = *least;
    feature_most_[k] = *most;
  }
  // A product of two -32768 twice would be 2^31; make() has seen that sums stay below 2^28.
  const bool paired = features_ > 0 && features_ <= 64 &&
                      std::visit(
                          [&](const auto span) {
                            return std::all_of(span.begin(), span.end(), [&](Score x) {
                              return x * s.dot_scale >= -32768 && x * s.dot_scale <= 32767;
                            });
                          },
                          s.left_features);
  if (paired) {
    const std::size_t pairs = (features_ + 1) / 2;
    paired_.assign(pairs * 2 * width_, 0);
    for (std::size_t k = 0; k < features_; ++k) {
      for (std::size_t j = 0; j < m_; ++j) {
        paired_[(k / 2) * 2 * width_ + 2 * j + k % 2] = feature_[k * width_ + j];
      }
    }
  }
  points_.assign(width_, 0);
  nothing_.assign(width_, 0);
  for (std::size_t j = 0; j < m_; ++j) {
    points_[j] =
        static_cast<std::int32_t>(s.base + (s.right_points.empty() ? 0 : s.right_points[j]));
  }
  is_small_ = reach_ < small_reach;
  columns_.assign(width_ / word, 0);
  for (std::size_t j = 0; j < m_; ++j) columns_[j / word] |= 1U << j % word;
  has_bits_ = !s.right_need.empty() || !s.right_forbid.empty();
  if (has_bits_) {
    need_.assign(width_, 0);
    forbid_.assign(width_, 0);
    std::copy(s.right_need.begin(), s.right_need.end(), need_.begin());
    std::copy(s.right_forbid.begin(), s.right_forbid.end(), forbid_.begin());
    read_bits();
  }
  has_limit_ = has_limit(s);
  limit_ = common_limit_of(s);
  has_positions_ = !s.left_xy.empty() && !s.right_xy.empty() && (has_limit_ || !s.decay.empty());
  if (has_positions_) {
    x_.assign(width_, 0);
    y_.assign(width_, 0);
    waived_.assign(width_, -1.0F);
    for (std::size_t j = 0; j < m_; ++j) {
      x_[j] = s.right_xy[2 * j];
      y_[j] = s.right_xy[2 * j + 1];
      if (!s.right_remote.empty() && s.right_remote[j] != 0) {
        waived_[j] = std::numeric_limits<float>::infinity();
      }
    }
    std::vector<DecayCurve> losses;
    std::size_t most = 0;
    for (const auto& corners : s.decay) {
      losses.emplace_back(corners);
      most = std::max(most, corners.size());
    }
    for (std::size_t c = 0; c < most; ++c) {
      Corner corner;
      corner.metres.assign(width_, std::numeric_limits<float>::infinity());
      corner.points.assign(width_, 0.0F);
      corner.slope.assign(width_, 0.0F);
      for (std::size_t j = 0; j < m_; ++j) {
        const DecayCurve& loss =
            losses[s.right_decay.empty() ? 0 : static_cast<std::size_t>(s.right_decay[j])];
        if (c >= loss.metres.size()) continue;
        corner.metres[j] = loss.metres[c];
        corner.points[j] = loss.points[c];
        corner.slope[j] = loss.slope[c];
      }
      corners_.push_back(std::move(corner));
    }
  }
  if (has_positions_ && !s.left_origin.empty()) {
    // A row of width_ entries for every origin, as tables are kept; behind the last column 0.
    const std::size_t origins = s.origin_metres.size() / std::max<std::size_t>(m_, 1);
    origin_metres_.assign(origins * width_, 0);
    for (std::size_t r = 0; r < origins; ++r) {
      std::copy_n(s.origin_metres.begin() + static_cast<std::ptrdiff_t>(r * m_), m_,
                  origin_metres_.begin() + static_cast<std::ptrdiff_t>(r * width_));
    }
  }
  if (has_positions_ && !read_places(true)) read_places(false);
  for (const Table& table : s.tables) {
    Lookup lookup;
    lookup.left_class = table.left_class;
    lookup.values.assign(static_cast<std::size_t>(table.rows) * width_, 0);
    for (std::size_t r = 0; r < static_cast<std::size_t>(table.rows); ++r) {
      for (std::size_t j = 0; j < m_; ++j) {
        lookup.values[r * width_ + j] =
            static_cast<std::int32_t>(table.values[r * static_cast<std::size_t>(table.columns) +
                                                   static_cast<std::size_t>(table.right_class[j])]);
      }
    }
    for (std::size_t from = 0; from < lookup.values.size(); from += word) {
      const auto first = lookup.values.begin() + static_cast<std::ptrdiff_t>(from);
      lookup.most.push_back(*std::max_element(first, first + word));
    }
    lookups_.push_back(std::move(lookup));
  }
}

/// One that is not below the limit for all forbids nothing more; a listing gives everybody a limit,
/// most of them infinite.
bool RowKernel::has_own_limit(std::size_t left) const {
  const auto own = source_.left_max_distance;
  return !own.empty() && !std::isnan(own[left]) && limit_of(own[left]) < limit_;
}

float RowKernel::limit_for(std::size_t left) const {
  return has_own_limit(left) ? limit_of(source_.left_max_distance[left]) : limit_;
}

void RowKernel::read_bits() {
  std::uint64_t asked = 0;
  for (std::size_t j = 0; j < m_; ++j) asked |= need_[j] | forbid_[j];
  const std::size_t words = width_ / word;
  const std::size_t most = most_place_entries / word / words;
  std::unordered_map<std::uint64_t, Index> kinds;
  kind_.assign(static_cast<std::size_t>(source_.n), 0);
  for (std::size_t i = 0; i < kind_.size(); ++i) {
    const std::uint64_t bits = source_.left_bits.empty() ? 0 : source_.left_bits[i] & asked;
    const auto [kind, is_new] = kinds.try_emplace(bits, static_cast<Index>(kinds.size()));
    kind_[i] = kind->second;
    if (!is_new) continue;
    if (kinds.size() > most) {
      kind_.clear();
      kind_may_.clear();
      return;
    }
    kind_may_.insert(kind_may_.end(), columns_.begin(), columns_.end());
    level_.limit_bits(kind_may_.data() + kind_may_.size() - words, need_.data(), forbid_.data(),
                      bits, width_);
  }
}

/// Whether there are few enough.
bool RowKernel::read_places(bool with_limits) {
  const Implicit& s = source_;
  const auto n = static_cast<std::size_t>(s.n);
  const std::size_t most = std::min(most_place_entries / width_, n / rows_a_place);
  if (most == 0) return false;
  // Places by their coordinates, origin and limit, open addressing.
  std::size_t size = 16;
  while (size < 2 * most + 2) size *= 2;
  std::vector<Index> slots(size, -1);
  std::vector<Index> first;  // a row of each place
  place_.assign(n, 0);
  for (std::size_t i = 0; i < n; ++i) {
    const std::int32_t x = s.left_xy[2 * i];
    const std::int32_t y = s.left_xy[2 * i + 1];
    const std::uint32_t origin =
        s.left_origin.empty() ? 0 : static_cast<std::uint32_t>(s.left_origin[i]);
    const std::uint64_t both = (static_cast<std::uint64_t>(static_cast<std::uint32_t>(x)) << 32 |
                                static_cast<std::uint32_t>(y)) ^
                               static_cast<std::uint64_t>(origin) << 16;
    const float limit = with_limits ? limit_for(i) : limit_;
    const std::uint64_t all = both ^ static_cast<std::uint64_t>(std::bit_cast<std::uint32_t>(limit))
                                         << 24;
    std::size_t slot = (all * 0x9e3779b97f4a7c15ULL >> 20) & (size - 1);
    const auto same = [&](Index row) {
      const auto k = static_cast<std::size_t>(row);
      return s.left_xy[2 * k] == x && s.left_xy[2 * k + 1] == y &&
             (s.left_origin.empty() || s.left_origin[k] == s.left_origin[i]) &&
             (!with_limits || limit_for(k) == limit);
    };
    while (slots[slot] >= 0 && !same(first[static_cast<std::size_t>(slots[slot])])) {
      slot = (slot + 1) & (size - 1);
    }
    if (slots[slot] < 0) {
      if (first.size() == most) {  // too many for a table to pay
        place_.clear();
        return false;
      }
      slots[slot] = static_cast<Index>(first.size());
      first.push_back(static_cast<Index>(i));
    }
    place_[i] = slots[slot];
  }
  place_points_.assign(first.size() * width_, 0);
  place_may_.assign(place_points_.size() / word, ~0U);
  for (std::size_t p = 0; p < first.size(); ++p) {
    const Row row{first[p], 0, true,
                  with_limits ? limit_for(static_cast<std::size_t>(first[p])) : limit_};
    for (std::size_t from = 0; from < width_; from += tile) {
      const std::size_t count = std::min(tile, width_ - from);
      const std::size_t at = p * width_ + from;
      lose_by_distance(row, from, count, place_points_.data() + at, place_may_.data() + at / word);
    }
  }
  limits_in_places_ = with_limits;
  return true;
}

void RowKernel::lose_by_distance(const Row& row, std::size_t from, std::size_t count,
                                 std::int32_t* sum, std::uint32_t* may) const {
  alignas(64) float distance[tile];
  alignas(64) float loss[tile];
  const auto i = static_cast<std::size_t>(row.left);
  level_.distances(distance, x_.data() + from, y_.data() + from, source_.left_xy[2 * i],
                   source_.left_xy[2 * i + 1], count);
  if (!origin_metres_.empty()) {
    const auto origin = static_cast<std::size_t>(source_.left_origin[i]);
    level_.replace_distances(distance, origin_metres_.data() + origin * width_ + from, count);
  }
  if (!corners_.empty()) {
    std::copy_n(corners_[0].points.data() + from, count, loss);
    for (const Corner& corner : corners_) {
      level_.turn_corner(loss, distance, corner.metres.data() + from, corner.points.data() + from,
                         corner.slope.data() + from, count);
    }
    level_.take_off(sum, loss, waived_.data() + from, count);
  }
  if (has_limit_) level_.limit_distance(may, distance, waived_.data() + from, row.limit, count);
}

std::size_t RowKernel::place_of(Index left) const {
  return place_.empty() ? 0 : static_cast<std::size_t>(place_[static_cast<std::size_t>(left)]);
}

const std::uint32_t* RowKernel::place_mask(Index left) const {
  return place_.empty() ? columns_.data() : place_may_.data() + place_of(left) * (width_ / word);
}

const std::uint32_t* RowKernel::kind_mask(Index left) const {
  if (!has_bits_) return columns_.data();
  const auto kind = static_cast<std::size_t>(kind_[static_cast<std::size_t>(left)]);
  return kind_may_.data() + kind * (width_ / word);
}

bool RowKernel::has_bounds(Index left) const {
  if (has_bits_ && kind_.empty()) return false;
  if (!has_positions_) return true;
  return !place_.empty() && (limits_in_places_ || !has_own_limit(static_cast<std::size_t>(left)));
}

void RowKernel::near(Index left, const std::int32_t* price, BlockBounds& bounds,
                     std::uint32_t* may) const {
  const std::size_t blocks = width_ / word;
  const std::size_t nearest = std::clamp<std::size_t>(blocks / 16, 2, near_blocks);
  const std::size_t place = place_of(left);
  if (bounds.known.empty()) {
    const std::size_t places = place_.empty() ? 1 : place_points_.size() / width_;
    bounds.known.assign(places, 0);
    bounds.best.resize(places * blocks);
    bounds.near.resize(places * nearest);
  }
  const auto near = std::span(bounds.near).subspan(place * nearest, nearest);
  if (bounds.known[place] == 0) {
    bounds.known[place] = 1;
    std::int32_t* best = bounds.best.data() + place * blocks;
    std::vector<std::uint32_t> open(place_mask(left), place_mask(left) + blocks);
    for (std::size_t b = 0; b < blocks; ++b) open[b] &= columns_[b];
    level_.best_of_blocks(best, points_.data(),
                          place_.empty() ? nothing_.data() : place_points_.data() + place * width_,
                          price, open.data(), width_);
    std::vector<std::int32_t> order(blocks);
    std::iota(order.begin(), order.end(), 0);
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(nearest),
                      order.end(), [&](std::int32_t a, std::int32_t b) {
                        return best[a] != best[b] ? best[a] > best[b] : a < b;
                      });
    std::copy_n(order.begin(), nearest, near.begin());
  }
  std::fill_n(may, blocks, 0);
  const std::uint32_t* const by_place = place_mask(left);
  const std::uint32_t* const by_kind = kind_mask(left);
  for (const std::int32_t b : near) may[b] = by_place[b] & by_kind[b];
}

std::size_t RowKernel::reaching(Index left, std::int32_t least, const BlockBounds& bounds,
                                std::uint32_t* may) const {
  const auto i = static_cast<std::size_t>(left);
  const std::size_t blocks = width_ / word;
  Score most = source_.left_points.empty() ? 0 : source_.left_points[i];
  std::visit(
      [&](const auto span) {
        for (std::size_t k = 0; k < features_; ++k) {
          const Score own = span[i * features_ + k] * source_.dot_scale;
          most += std::max(own * feature_least_[k], own * feature_most_[k]);
        }
      },
      source_.left_features);
  // All of these lie within 2^30: what a score is made of within narrow_price, and so do prices.
  const auto wanted = static_cast<std::int32_t>(
      std::clamp<Score>(least - most, nothing_there + 1, -(nothing_there + 1)));
  const std::int32_t* const best = bounds.best.data() + place_of(left) * blocks;
  const std::uint32_t* const by_place = place_mask(left);
  const std::uint32_t* const by_kind = kind_mask(left);
  std::size_t found = 0;
  for (std::size_t from = 0; from < blocks; from += 2) {
    std::int32_t value[2] = {best[from], best[from + 1]};
    for (const Lookup& lookup : lookups_) {
      const std::int32_t* more =
          lookup.most.data() + static_cast<std::size_t>(lookup.left_class[i]) * blocks + from;
      value[0] += more[0];
      value[1] += more[1];
    }
    for (std::size_t k = 0; k < 2; ++k) {
      const std::size_t b = from + k;
      may[b] = value[k] >= wanted ? by_place[b] & by_kind[b] : 0;
      found += may[b] != 0 ? 1 : 0;
    }
  }
  return found;
}

void RowKernel::fill(std::span<const Index> lefts, std::int32_t* out,
                     const std::uint32_t* only) const {
  const Implicit& s = source_;
  const std::size_t count_of_rows = lefts.size();
  std::int32_t few[most_rows * 64];
  std::vector<std::int32_t> many;
  std::int32_t* own = few;
  if (features_ > 64) {
    many.resize(features_ * count_of_rows);
    own = many.data();
  }
  Row row[most_rows];
  // What is computed for this row alone is held a tile at a time.
  const bool has_products = features_ > 0 && paired_.empty();
  const bool looks_at_bits = has_bits_ && kind_.empty();
  bool has_sums = has_products;
  for (std::size_t r = 0; r < count_of_rows; ++r) {
    const auto i = static_cast<std::size_t>(lefts[r]);
    row[r].left = lefts[r];
    row[r].points = static_cast<std::int32_t>(s.left_points.empty() ? 0 : s.left_points[i]);
    row[r].limit = limit_for(i);
    row[r].measured =
        has_positions_ && (place_.empty() || (!limits_in_places_ && has_own_limit(i)));
    has_sums = has_sums || row[r].measured;
    std::int32_t* mine = own + r * features_;
    std::visit(
        [&](const auto span) {
          for (std::size_t k = 0; k < features_; ++k) {
            mine[k] = static_cast<std::int32_t>(span[i * features_ + k] * s.dot_scale);
          }
        },
        s.left_features);
    if (paired_.empty()) continue;
    for (std::size_t k = 0; k < features_; k += 2) {
      const std::uint32_t low = static_cast<std::uint16_t>(mine[k]);
      const std::uint32_t high = k + 1 < features_ ? static_cast<std::uint16_t>(mine[k + 1]) : 0;
      mine[k / 2] = static_cast<std::int32_t>(high << 16 | low);
    }
  }
  // Rows have few of many features, where those are marks of one kind or another.
  std::size_t used[32];
  std::size_t pairs = 0;
  for (std::size_t k = 0; k < (features_ + 1) / 2 && !paired_.empty(); ++k) {
    std::int32_t any = 0;
    for (std::size_t r = 0; r < count_of_rows; ++r) any |= own[r * features_ + k];
    if (any == 0) continue;
    for (std::size_t r = 0; r < count_of_rows; ++r) {
      own[r * features_ + pairs] = own[r * features_ + k];
    }
    used[pairs++] = k;
  }
  alignas(64) std::int32_t sum[most_rows][tile];
  alignas(64) std::int32_t nothing[tile];  // instead of its place for a row that is measured
  if (has_sums) std::fill_n(nothing, tile, 0);
  std::uint32_t may[most_rows][tile / word];
  const bool has_places = has_positions_ && !place_.empty();
  const std::size_t terms = lookups_.size() + (has_sums ? 1 : 0) + (has_places ? 1 : 0);
  std::vector<const std::int32_t*> added(terms * count_of_rows);
  ScoreRow scored[most_rows];
  const std::size_t step = has_sums || looks_at_bits ? tile : width_;
  for (std::size_t from = 0; from < width_; from += step) {
    const std::size_t count = std::min(step, width_ - from);
    for (std::size_t r = 0; r < count_of_rows; ++r) {
      const auto i = static_cast<std::size_t>(row[r].left);
      const std::uint32_t* by_column = columns_.data() + from / word;
      const bool by_place = has_places && !row[r].measured;
      ScoreRow& to = scored[r];
      to = {row[r].points, own + r * features_, added.data() + r * terms,
            by_column,     by_column,           out + r * width_ + from};
      if (row[r].measured || looks_at_bits) {
        std::copy_n(by_column, count / word, may[r]);
        to.also = may[r];
      }
      if (by_place) {
        to.may = place_may_.data() + (static_cast<std::size_t>(place_[i]) * width_ + from) / word;
      }
      if (looks_at_bits) {
        level_.limit_bits(may[r], need_.data() + from, forbid_.data() + from,
                          s.left_bits.empty() ? 0 : s.left_bits[i], count);
      } else if (has_bits_) {
        const std::uint32_t* of_kind =
            kind_may_.data() + (static_cast<std::size_t>(kind_[i]) * width_ + from) / word;
        (by_place ? to.also : to.may) = of_kind;
      }
      if (only != nullptr) to.may = to.also = only + (r * width_ + from) / word;
      const std::int32_t** term = added.data() + r * terms;
      for (const Lookup& lookup : lookups_) {
        *term++ =
            lookup.values.data() + static_cast<std::size_t>(lookup.left_class[i]) * width_ + from;
      }
      if (has_sums) {
        std::fill_n(sum[r], count, 0);
        if (has_products) {
          level_.add_products(sum[r], feature_.data() + from, width_, own + r * features_,
                              features_, count);
        }
        if (row[r].measured) lose_by_distance(row[r], from, count, sum[r], may[r]);
        *term++ = sum[r];
      }
      if (has_places) {
        *term++ = by_place
                      ? place_points_.data() + static_cast<std::size_t>(place_[i]) * width_ + from
                      : nothing;
      }
    }
    level_.score_rows({points_.data() + from, paired_.data() + 2 * from, width_, used, pairs, terms,
                       static_cast<std::int32_t>(s.band), is_small_, count},
                      {scored, count_of_rows});
  }
}

}  // namespace jinguo::inline v0_1::solver

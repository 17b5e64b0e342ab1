#include "instances.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <span>
#include <stdexcept>
#include <utility>

#include "support/random_market.hpp"

namespace jinguo::bench {
namespace {

constexpr std::int32_t side = 100'000;  // metres
constexpr std::int64_t villages = 200;
constexpr std::size_t features = 16;
constexpr std::size_t nearest = 32;

std::size_t at(std::int64_t k) { return static_cast<std::size_t>(k); }

/// Capacities by skewed weights that sum to `places`, none below `least`.
std::vector<solver::Count> skewed(support::Random& random, solver::Index m, solver::Count places,
                                  solver::Count least) {
  std::vector<std::int64_t> weight(at(m));
  std::int64_t sum = 0;
  for (std::int64_t& w : weight) {
    w = random.between(1, 10) * random.between(1, 10) * random.between(1, 10);
    sum += w;
  }
  std::vector<solver::Count> out(at(m));
  const solver::Count shared = places - least * m;
  std::int64_t before = 0;
  for (std::size_t j = 0; j < out.size(); ++j) {
    const std::int64_t after = before + weight[j];
    out[j] = least + shared * after / sum - shared * before / sum;
    before = after;
  }
  return out;
}

/// The NumPy format 1.0, one or two dimensions, little-endian.
template <class T>
void write_array(const std::filesystem::path& path, std::string_view type,
                 const std::vector<T>& values, std::size_t columns = 0) {
  std::string shape = std::to_string(columns == 0 ? values.size() : values.size() / columns) + ",";
  if (columns > 0) shape += std::to_string(columns);
  std::string head =
      "{'descr': '" + std::string(type) + "', 'fortran_order': False, 'shape': (" + shape + "), }";
  head.resize((head.size() + 11 + 63) / 64 * 64 - 11, ' ');
  head += '\n';
  std::ofstream file(path, std::ios::binary);
  const auto length = static_cast<std::uint16_t>(head.size());
  file << "\x93NUMPY" << '\1' << '\0' << static_cast<char>(length & 0xff)
       << static_cast<char>(length >> 8) << head;
  file.write(reinterpret_cast<const char*>(values.data()),
             static_cast<std::streamsize>(values.size() * sizeof(T)));
  if (!file) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace

std::string_view to_string(Shape shape) noexcept {
  switch (shape) {
    case Shape::full:
      return "full";
    case Shape::nearest:
      return "nearest";
    case Shape::floors:
      return "floors";
    case Shape::square:
      return "square";
  }
  return "unknown";
}

Shape shape_of(std::string_view name) {
  for (const Shape shape : {Shape::full, Shape::nearest, Shape::floors, Shape::square}) {
    if (name == to_string(shape)) return shape;
  }
  throw std::invalid_argument("no such shape: " + std::string(name));
}

Instance::Instance(Shape shape, solver::Index n, solver::Index m) : shape_(shape), n_(n), m_(m) {
  support::Random random(2016);
  std::vector<std::int32_t> seat;
  for (std::int64_t v = 0; v < 2 * villages; ++v) {
    seat.push_back(static_cast<std::int32_t>(random.between(0, side - 1)));
  }
  const auto draw_features = [&](std::vector<std::int8_t>& out, solver::Index rows) {
    out.resize(at(rows) * features);
    for (std::int8_t& x : out) x = static_cast<std::int8_t>(random.between(0, 15));
  };
  draw_features(right_features_, m);
  for (std::int64_t j = 0; j < 2 * static_cast<std::int64_t>(m); ++j) {
    right_xy_.push_back(static_cast<std::int32_t>(random.between(0, side - 1)));
  }
  if (shape == Shape::square) {
    bounds_.capacity = {1};
  } else {
    const bool ample = shape == Shape::floors;
    const solver::Count places = ample ? n + n / 10 : n - n / 10;
    bounds_.capacity = skewed(random, m, places, places >= m ? 1 : 0);
  }
  draw_features(left_features_, n);
  for (std::int64_t i = 0; i < n; ++i) {
    const auto v = static_cast<std::int32_t>(random.between(0, villages - 1));
    village_.push_back(v);
    left_xy_.push_back(seat[2 * at(v)]);
    left_xy_.push_back(seat[2 * at(v) + 1]);
  }
  implicit_.n = n;
  implicit_.m = m;
  implicit_.features = static_cast<solver::Index>(features);
  implicit_.left_features = std::span<const std::int8_t>(left_features_);
  implicit_.right_features = std::span<const std::int8_t>(right_features_);
  implicit_.left_xy = left_xy_;
  implicit_.right_xy = right_xy_;
  implicit_.decay = {{{0, 0}, {200'000, 2'000}}};
  // Where everybody is placed all scores are positive, so that a solver of complete assignments
  // answers the same question.
  implicit_.base = shape == Shape::square ? 2'000 : 0;
  if (shape == Shape::nearest || shape == Shape::floors) {
    implicit_.max_distance = 30'000;
    keep_nearest();
  }
  if (shape == Shape::floors) {
    // Not beyond what the women who could go there can fill.
    std::vector<solver::Count> choices(at(m), 0);
    for (const std::int32_t j : column_) ++choices[at(j)];
    bounds_.floor.assign(at(m), 0);
    for (std::size_t j = 0; j < at(m); j += 5) {
      bounds_.floor[j] = std::min((bounds_.capacity[j] + 1) / 2, choices[j] / 8);
    }
  }
}

void Instance::keep_nearest() {
  const solver::Market market(implicit_, {});
  constexpr solver::Index rows = 64;
  std::vector<solver::Score> scores(at(rows) * at(m_));
  std::vector<std::pair<solver::Score, std::int32_t>> row;
  start_.push_back(0);
  for (solver::Index from = 0; from < n_; from += rows) {
    const solver::Index to = std::min(n_, from + rows);
    market.scores(from, to, scores);
    for (solver::Index i = from; i < to; ++i) {
      row.clear();
      const solver::Score* own = scores.data() + at(i - from) * at(m_);
      for (std::int32_t j = 0; j < m_; ++j) {
        if (own[j] != solver::not_eligible) row.emplace_back(-own[j], j);
      }
      const std::size_t kept = std::min(nearest, row.size());
      std::nth_element(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(kept), row.end());
      row.resize(kept);
      std::sort(row.begin(), row.end(), [](auto a, auto b) { return a.second < b.second; });
      for (const auto& [loss, j] : row) {
        column_.push_back(j);
        score_.push_back(static_cast<std::int32_t>(-loss));
      }
      start_.push_back(static_cast<std::int64_t>(column_.size()));
    }
  }
}

void Instance::fill_matrix() {
  const solver::Market market(implicit_, {});
  matrix_.resize(at(n_) * at(m_));
  std::vector<solver::Score> row(at(m_));
  for (solver::Index i = 0; i < n_; ++i) {
    market.scores(i, i + 1, row);
    for (std::size_t j = 0; j < at(m_); ++j) {
      matrix_[at(i) * at(m_) + j] = static_cast<std::int32_t>(row[j]);
    }
  }
}

std::int64_t Instance::pairs() const noexcept {
  return start_.empty() ? static_cast<std::int64_t>(n_) * m_
                        : static_cast<std::int64_t>(column_.size());
}

Source Instance::natural() const noexcept {
  return start_.empty() ? Source::implicit : Source::sparse;
}

solver::Market Instance::market(Source source) {
  if ((source == Source::sparse) != (natural() == Source::sparse)) {
    throw std::invalid_argument("the shape does not come from this source");
  }
  if (source == Source::sparse) {
    solver::Sparse sparse;
    sparse.m = m_;
    sparse.indptr = std::span<const std::int64_t>(start_);
    sparse.indices = column_;
    sparse.scores = std::span<const std::int32_t>(score_);
    return {sparse, bounds_};
  }
  if (source == Source::implicit) return {implicit_, bounds_};
  if (matrix_.empty()) fill_matrix();
  if (source == Source::dense) {
    solver::Dense dense;
    dense.n = n_;
    dense.m = m_;
    dense.scores = std::span<const std::int32_t>(matrix_);
    return {dense, bounds_};
  }
  solver::Blocks blocks;
  blocks.n = n_;
  blocks.m = m_;
  blocks.scores = [this](solver::Index from, solver::Index to, std::span<solver::Score> out) {
    std::copy(matrix_.begin() + static_cast<std::ptrdiff_t>(at(from) * at(m_)),
              matrix_.begin() + static_cast<std::ptrdiff_t>(at(to) * at(m_)), out.begin());
  };
  return {blocks, bounds_};
}

void Instance::write(const std::filesystem::path& folder) const {
  std::filesystem::create_directories(folder);
  std::vector<std::int64_t> capacity = bounds_.capacity;
  capacity.resize(at(m_), capacity.front());
  write_array(folder / "capacity.npy", "<i8", capacity);
  std::vector<std::int64_t> floor = bounds_.floor;
  floor.resize(at(m_), 0);
  write_array(folder / "floor.npy", "<i8", floor);
  if (!start_.empty()) {
    write_array(folder / "start.npy", "<i8", start_);
    write_array(folder / "column.npy", "<i4", column_);
    write_array(folder / "score.npy", "<i4", score_);
    return;
  }
  write_array(folder / "left_features.npy", "|i1", left_features_, features);
  write_array(folder / "right_features.npy", "|i1", right_features_, features);
  write_array(folder / "left_xy.npy", "<i4", left_xy_, 2);
  write_array(folder / "right_xy.npy", "<i4", right_xy_, 2);
  write_array(folder / "village.npy", "<i4", village_);
  write_array(folder / "base.npy", "<i8", std::vector<std::int64_t>{implicit_.base});
}

Greedy greedy(const solver::Market& market) {
  const solver::Bounds& bounds = market.bounds();
  std::vector<solver::Count> room = bounds.capacity;
  constexpr solver::Index rows = 64;
  std::vector<solver::Score> scores(at(rows) * at(market.m()));
  Greedy out;
  for (solver::Index from = 0; from < market.n(); from += rows) {
    const solver::Index to = std::min(market.n(), from + rows);
    market.scores(from, to, scores);
    for (solver::Index i = from; i < to; ++i) {
      const solver::Score* own = scores.data() + at(i - from) * at(market.m());
      solver::Score best = bounds.outside[at(i)];
      solver::Index place = -1;
      for (solver::Index j = 0; j < market.m(); ++j) {
        if (room[at(j)] > 0 && own[at(j)] > best) {
          best = own[at(j)];
          place = j;
        }
      }
      out.total += best;
      if (place < 0) continue;
      --room[at(place)];
      out.awards.push_back({i, place});
    }
  }
  return out;
}

}  // namespace jinguo::bench

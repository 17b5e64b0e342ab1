#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "jinguo/solver/market.hpp"
#include "jinguo/solver/transport.hpp"

/// The markets that the benches solve, the same on every machine: women in 200 villages of a square
/// of 100 km, providers anywhere in it, 16 small features on either side, a score that is their
/// product minus a point for every 100 m, and capacities that differ by a thousand times.
namespace jinguo::bench {

enum class Shape : std::uint8_t {
  full,     ///< Every pair is allowed; places for 0.9 n.
  nearest,  ///< Each woman's best 32 providers within 30 km; places for 0.9 n.
  floors,  ///< As nearest, with places for 1.1 n; every fifth provider has a floor of up to half of
           ///< its places.
  square,  ///< Every pair is allowed; as many providers as women, one place each.
};
[[nodiscard]] std::string_view to_string(Shape shape) noexcept;
/// Throws std::invalid_argument for a name that no shape has.
[[nodiscard]] Shape shape_of(std::string_view name);

/// How the same scores are handed to the solver.
enum class Source : std::uint8_t { implicit, dense, sparse, blocks };

/// An instance with all memory that its markets borrow.
class Instance {
 public:
  Instance(Shape shape, solver::Index n, solver::Index m);
  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;

  [[nodiscard]] solver::Index n() const noexcept { return n_; }
  [[nodiscard]] solver::Index m() const noexcept { return m_; }
  /// Pairs that may be matched.
  [[nodiscard]] std::int64_t pairs() const noexcept;
  /// Borrows from this instance. `sparse` is there for nearest and floors, the others for full and
  /// square.
  [[nodiscard]] solver::Market market(Source source);
  /// The source in which the shape is held: implicit, or sparse.
  [[nodiscard]] Source natural() const noexcept;

  /// Writes what a peer needs as NumPy files into a folder, which is made if missing.
  void write(const std::filesystem::path& folder) const;

 private:
  void keep_nearest();
  void fill_matrix();

  Shape shape_;
  solver::Index n_;
  solver::Index m_;
  std::vector<std::int8_t> left_features_{};
  std::vector<std::int8_t> right_features_{};
  std::vector<std::int32_t> village_{};  ///< Of each woman.
  std::vector<std::int32_t> left_xy_{};
  std::vector<std::int32_t> right_xy_{};
  solver::Implicit implicit_{};
  solver::Bounds bounds_{};
  std::vector<std::int64_t> start_{};  ///< Of nearest and floors, by rows.
  std::vector<std::int32_t> column_{};
  std::vector<std::int32_t> score_{};
  std::vector<std::int32_t> matrix_{};  ///< Made when a dense market is asked for.
};

/// A second method, so that a time means something: women in the order of their rows, each to her
/// best place that has room. Takes one scoring pass and reaches no optimum.
struct Greedy {
  solver::Score total = 0;
  std::vector<solver::Award> awards{};
};
[[nodiscard]] Greedy greedy(const solver::Market& market);

}  // namespace jinguo::bench

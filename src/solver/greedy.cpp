#include "greedy.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace jinguo::inline v0_1::solver {
namespace {

std::size_t at(std::int64_t k) { return static_cast<std::size_t>(k); }

/// Rows looked at together: later ones see which places are full by then.
constexpr Index rows_at_once = 1024;
/// Listed beside what a row asks for: others of its portion may be quicker.
constexpr Index spare_options = 8;

class Greedy {
 public:
  /// Scores lie within +-reach.
  Greedy(const Market& market, const Problem& problem, Score reach, Workers& workers,
         Counters& counters)
      : market_(market),
        problem_(problem),
        reach_(reach),
        workers_(workers),
        counters_(counters),
        load_(at(market.m()), 0),
        price_(at(market.m()), 0),
        keep_(at(market.n()), 0),
        least_(at(market.n()), 0),
        wanted_(problem.demand) {
    for (Index j = 0; j < market.m(); ++j) reprice(at(j));
  }

  std::optional<std::vector<Award>> run(bool keep_lo) {
    const std::vector<std::uint8_t>& must = market_.bounds().must_match;
    std::vector<Index> first;
    std::vector<Index> others;
    for (Index i = 0; i < market_.n(); ++i) {
      if (problem_.demand[at(i)] == 0) continue;
      keep_[at(i)] = static_cast<Index>(
          std::min<Count>(market_.m(), problem_.demand[at(i)] + spare_options));
      least_[at(i)] = must[at(i)] != 0 ? Horizon::none : market_.bounds().outside[at(i)];
      (must[at(i)] != 0 ? first : others).push_back(i);
    }
    try {
      for (const std::vector<Index>* rows : {&first, &others}) {
        // Whose options were all taken meanwhile look again, while that helps anybody.
        std::vector<Index> waiting = *rows;
        for (std::size_t before = 0; !waiting.empty() && waiting.size() != before;) {
          before = waiting.size();
          std::vector<Index> still;
          for (std::size_t from = 0; from < before; from += rows_at_once) {
            seat(std::span(waiting).subspan(from, std::min(before - from, at(rows_at_once))), still);
          }
          waiting = std::move(still);
        }
      }
    } catch (const Stopped&) {
      // What was seated until then is the answer, if the rules hold.
    }
    for (std::size_t j = 0; keep_lo && j < load_.size(); ++j) {
      if (load_[j] < problem_.lo[j]) return std::nullopt;
    }
    for (const Index i : first) {
      if (wanted_[at(i)] > 0) return std::nullopt;
    }
    std::sort(awards_.begin(), awards_.end());
    return std::move(awards_);
  }

 private:
  /// A place below its lo is worth more than any score, a full one nothing.
  void reprice(std::size_t j) {
    price_[j] = load_[j] < problem_.lo[j]   ? -2 * reach_ - 1
                : load_[j] < problem_.hi[j] ? 0
                                            : 2 * reach_ + 1;
  }

  /// Adds the rows that had options, but not for all of their units, to `waiting`.
  void seat(std::span<const Index> rows, std::vector<Index>& waiting) {
    counters_.pairs_scored += static_cast<std::int64_t>(rows.size()) * market_.m();
    const Arcs arcs =
        best_arcs(market_, View::unlocked, rows, price_, least_, keep_, workers_, nullptr);
    std::vector<std::pair<Score, Index>> options;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      options.clear();
      for (std::int64_t e = arcs.start[r]; e < arcs.start[r + 1]; ++e) {
        const Index right = arcs.right[at(e)];
        options.emplace_back(arcs.score[at(e)] - price_[at(right)], right);
      }
      std::sort(options.begin(), options.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
      });
      Count& wanted = wanted_[at(rows[r])];
      for (const auto& [value, right] : options) {
        const auto j = at(right);
        // A place below its lo when it was listed may be so no more, and not be worth it.
        if (wanted == 0) break;
        if (load_[j] >= problem_.hi[j] || value < least_[at(rows[r])]) continue;
        const Award award{rows[r], right};
        if (problem_.demand[at(rows[r])] > 1 && !several_.insert(award).second) continue;
        awards_.push_back(award);
        ++load_[j];
        --wanted;
        reprice(j);
      }
      if (wanted > 0 && !options.empty()) waiting.push_back(rows[r]);
    }
  }

  const Market& market_;
  const Problem& problem_;
  Score reach_ = 0;
  Workers& workers_;
  Counters& counters_;
  std::vector<Count> load_;
  std::vector<Score> price_;
  std::vector<Index> keep_;
  std::vector<Score> least_;
  std::vector<Count> wanted_;      ///< Units still to be placed.
  std::set<Award> several_{};      ///< Awards of rows of several units: none twice.
  std::vector<Award> awards_{};
};

}  // namespace

std::optional<std::vector<Award>> greedy(const Market& market, const Problem& problem, Score reach,
                                         bool keep_lo, Workers& workers, Counters& counters) {
  return Greedy(market, problem, reach, workers, counters).run(keep_lo);
}

}  // namespace jinguo::inline v0_1::solver

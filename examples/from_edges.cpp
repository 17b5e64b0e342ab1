// A market from a list of edges with ids: who could learn from whom, and how well they fit.
#include <algorithm>
#include <cstdint>
#include <iostream>
#include <jinguo/solver/transport.hpp>
#include <map>
#include <string>
#include <vector>

namespace {

struct Edge {
  std::string learner;
  std::string master;
  double fit;
};

/// Gives every id its index, in the order of first appearance.
class Ids {
 public:
  std::int32_t operator()(const std::string& id) {
    const auto [found, added] = index_.try_emplace(id, static_cast<std::int32_t>(names_.size()));
    if (added) names_.push_back(id);
    return found->second;
  }
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::map<std::string, std::int32_t> index_{};
  std::vector<std::string> names_{};
};

}  // namespace

int main() {
  namespace solver = jinguo::solver;
  const std::vector<Edge> edges = {
      {"Ana", "weaver", 0.9}, {"Ana", "potter", 0.4},  {"Bea", "weaver", 0.8},
      {"Bea", "dyer", 0.7},   {"Chu", "weaver", 0.85}, {"Chu", "potter", 0.3},
  };
  const std::map<std::string, solver::Count> places = {{"weaver", 1}, {"potter", 1}, {"dyer", 2}};

  Ids learners;
  Ids masters;
  std::vector<std::vector<Edge>> rows;
  for (const Edge& edge : edges) {
    rows.resize(
        std::max<std::size_t>(rows.size(), static_cast<std::size_t>(learners(edge.learner)) + 1));
    rows[static_cast<std::size_t>(learners(edge.learner))].push_back(edge);
  }
  std::vector<std::int64_t> indptr = {0};
  std::vector<std::int32_t> indices;
  std::vector<double> fits;
  for (const Edge& edge : edges) masters(edge.master);
  for (const std::vector<Edge>& row : rows) {
    for (const Edge& edge : row) {
      indices.push_back(masters(edge.master));
      fits.push_back(edge.fit);
    }
    indptr.push_back(static_cast<std::int64_t>(indices.size()));
  }
  solver::Sparse scores;
  scores.m = static_cast<solver::Index>(masters.names().size());
  scores.indptr = std::span<const std::int64_t>(indptr);
  scores.indices = indices;
  scores.scores = std::span<const double>(fits);
  solver::Bounds bounds;
  for (const std::string& master : masters.names()) bounds.capacity.push_back(places.at(master));
  const solver::Market market(scores, bounds);

  const solver::TransportResult result = solver::transport(market);
  std::cout << to_string(result.status) << ", "
            << static_cast<double>(result.total) / static_cast<double>(market.scale()) << '\n';
  for (const solver::Award& award : result.awards) {
    std::cout << learners.names()[static_cast<std::size_t>(award.left)] << " learns from the "
              << masters.names()[static_cast<std::size_t>(award.right)] << '\n';
  }
  return 0;
}

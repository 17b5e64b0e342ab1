#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "jinguo/core/issue.hpp"
#include "jinguo/solver/bounds.hpp"
#include "jinguo/solver/detail/fill.hpp"
#include "jinguo/solver/scores.hpp"

/// The checks of what a market is made of. May change any day.
namespace jinguo::inline v0_1::solver::detail {

/// Gathers the faults of an input; of one kind at one place at most 100 are listed.
class ArgumentChecks {
 public:
  void fault(std::string code, std::string column, std::string value,
             std::vector<std::pair<std::string, std::string>> parameters = {}) {
    const std::string key = code + "/" + column.substr(0, column.find('['));
    std::int64_t& count = seen_of(key);
    if (++count > 100) return;
    Issue issue;
    issue.code = code;
    issue.column = std::move(column);
    issue.value = std::move(value);
    issue.expected = Message{std::move(code), std::move(parameters)};
    issues_.push_back(std::move(issue));
  }
  void length(const std::string& name, std::size_t expected, std::size_t actual) {
    if (expected == actual) return;
    fault("solver.length", name, std::to_string(actual),
          {{"name", name},
           {"expected", std::to_string(expected)},
           {"actual", std::to_string(actual)}});
  }
  void range(const std::string& name, std::size_t position, std::int64_t value, std::int64_t end) {
    if (value >= 0 && value < end) return;
    fault("solver.index", place(name, position), std::to_string(value),
          {{"end", std::to_string(end)}});
  }
  static std::string place(const std::string& name, std::size_t position) {
    return name + "[" + std::to_string(position) + "]";
  }
  [[nodiscard]] bool clean() const noexcept { return issues_.empty(); }
  void close() {
    if (!issues_.empty()) throw InputError(std::move(issues_));
  }

 private:
  std::int64_t& seen_of(const std::string& key) {
    for (auto& [name, count] : seen_) {
      if (name == key) return count;
    }
    seen_.emplace_back(key, 0);
    return seen_.back().second;
  }
  std::vector<Issue> issues_{};
  std::vector<std::pair<std::string, std::int64_t>> seen_{};
};

inline std::size_t size_of(const Values& values) {
  return std::visit([](const auto span) { return span.size(); }, values);
}

inline void check_shape(ArgumentChecks& checks, Index n, Index m) {
  if (n < 0) checks.fault("solver.count", "n", std::to_string(n));
  if (m < 0) checks.fault("solver.count", "m", std::to_string(m));
}

inline void check_scale(ArgumentChecks& checks, std::int64_t scale, std::int64_t least) {
  if (scale < least) checks.fault("solver.scale", "score_scale", std::to_string(scale));
}

/// All elements of a strided n x m matrix lie inside `size` elements.
inline void check_steps(ArgumentChecks& checks, const std::string& name, const Steps& steps,
                        Index n, Index m, std::size_t size) {
  if (n <= 0 || m <= 0) return;
  const std::ptrdiff_t last_row = steps.row * (n - 1);
  const std::ptrdiff_t last_column = steps.column * (m - 1);
  const std::ptrdiff_t low = steps.offset + std::min<std::ptrdiff_t>(0, last_row) +
                             std::min<std::ptrdiff_t>(0, last_column);
  const std::ptrdiff_t high = steps.offset + std::max<std::ptrdiff_t>(0, last_row) +
                              std::max<std::ptrdiff_t>(0, last_column);
  if (low < 0 || high >= static_cast<std::ptrdiff_t>(size)) {
    const std::size_t expected = low < 0 ? static_cast<std::size_t>(n) * static_cast<std::size_t>(m)
                                         : static_cast<std::size_t>(high) + 1;
    checks.fault(
        "solver.length", name, std::to_string(size),
        {{"name", name}, {"expected", std::to_string(expected)}, {"actual", std::to_string(size)}});
  }
}

inline void check(ArgumentChecks& checks, const Dense& s) {
  check_shape(checks, s.n, s.m);
  check_scale(checks, s.score_scale, choose_scale);
  const Steps steps = score_steps(s);
  check_steps(checks, "scores", steps, s.n, s.m, size_of(s.scores));
  if (!s.eligible.empty()) {
    check_steps(checks, "eligible", eligible_steps(s), s.n, s.m, s.eligible.size());
  }
  if (!checks.clean()) return;
  std::visit(
      [&](const auto values) {
        if constexpr (std::is_floating_point_v<typename decltype(values)::value_type>) {
          for (Index i = 0; i < s.n; ++i) {
            for (Index j = 0; j < s.m; ++j) {
              if (std::isinf(values[steps.at(i, j)])) {
                checks.fault("solver.infinite",
                             "scores[" + std::to_string(i) + ", " + std::to_string(j) + "]", "inf");
              }
            }
          }
        }
      },
      s.scores);
}

inline Index rows_of(const Sparse& s) {
  const std::size_t size = std::visit([](const auto span) { return span.size(); }, s.indptr);
  return size == 0 ? 0 : static_cast<Index>(size - 1);
}

inline void check(ArgumentChecks& checks, const Sparse& s) {
  check_shape(checks, 0, s.m);
  check_scale(checks, s.score_scale, choose_scale);
  std::visit(
      [&](const auto indptr) {
        if (indptr.empty()) {
          checks.fault("solver.indptr", "indptr", "");
          return;
        }
        if (indptr[0] != 0) checks.fault("solver.indptr", "indptr[0]", std::to_string(indptr[0]));
        for (std::size_t k = 1; k < indptr.size(); ++k) {
          if (indptr[k] < indptr[k - 1]) {
            checks.fault("solver.indptr", ArgumentChecks::place("indptr", k),
                         std::to_string(indptr[k]));
          }
        }
        checks.length("indices", static_cast<std::size_t>(std::max<std::int64_t>(0, indptr.back())),
                      s.indices.size());
        checks.length("scores", s.indices.size(), size_of(s.scores));
      },
      s.indptr);
  for (std::size_t k = 0; k < s.indices.size(); ++k) checks.range("indices", k, s.indices[k], s.m);
  std::visit(
      [&](const auto values) {
        if constexpr (std::is_floating_point_v<typename decltype(values)::value_type>) {
          for (std::size_t k = 0; k < values.size(); ++k) {
            if (std::isinf(values[k])) {
              checks.fault("solver.infinite", ArgumentChecks::place("scores", k), "inf");
            }
          }
        }
      },
      s.scores);
  if (!checks.clean()) return;
  std::vector<Index> seen(static_cast<std::size_t>(s.m), -1);
  const Index n = rows_of(s);
  for (Index i = 0; i < n; ++i) {
    for_each_entry(s, i, [&](Index column, Score) {
      Index& last = seen[static_cast<std::size_t>(column)];
      if (last == i) {
        checks.fault("solver.entry_twice",
                     "indices[" + std::to_string(i) + ", " + std::to_string(column) + "]",
                     std::to_string(column));
      }
      last = i;
    });
  }
}

inline void check(ArgumentChecks& checks, const Blocks& s) {
  check_shape(checks, s.n, s.m);
  check_scale(checks, s.score_scale, 1);
  if (!s.scores) checks.fault("solver.blocks", "scores", "");
}

void check(ArgumentChecks& checks, const Implicit& s);  // compiled, in src/solver/market.cpp

/// One entry for every node, from none (the default), one or all.
template <class T>
void spread(ArgumentChecks& checks, const char* name, std::vector<T>& values, Index size,
            T missing) {
  const std::size_t wanted = static_cast<std::size_t>(std::max<Index>(0, size));
  if (values.empty()) {
    values.assign(wanted, missing);
  } else if (values.size() == 1) {
    values.assign(wanted, T{values[0]});
  } else {
    checks.length(name, wanted, values.size());
  }
}

inline void check_pairs(ArgumentChecks& checks, const char* name, std::vector<Pair>& pairs, Index n,
                        Index m) {
  for (std::size_t k = 0; k < pairs.size(); ++k) {
    checks.range(std::string(name) + ".left", k, pairs[k].left, n);
    checks.range(std::string(name) + ".right", k, pairs[k].right, m);
  }
  std::sort(pairs.begin(), pairs.end());
  for (std::size_t k = 1; k < pairs.size(); ++k) {
    if (pairs[k] == pairs[k - 1] && (k < 2 || !(pairs[k] == pairs[k - 2]))) {
      checks.fault("solver.pair_twice", name,
                   std::to_string(pairs[k].left) + ", " + std::to_string(pairs[k].right));
    }
  }
}

/// Largest count of units that the solver adds up without loss.
inline constexpr Count max_count = Count{1} << 40;

/// Fills in the defaults of `bounds` and sorts its pairs; faults go to `checks`.
inline void settle(ArgumentChecks& checks, Bounds& bounds, Index n, Index m) {
  const auto counts = [&](const char* name, std::vector<Count>& values) {
    for (std::size_t k = 0; k < values.size(); ++k) {
      if (values[k] < 0 || values[k] > max_count) {
        checks.fault("solver.count", ArgumentChecks::place(name, k), std::to_string(values[k]));
      }
    }
  };
  counts("capacity", bounds.capacity);
  counts("floor", bounds.floor);
  counts("demand", bounds.demand);
  for (std::size_t k = 0; k < bounds.outside.size(); ++k) {
    if (bounds.outside[k] > max_score || bounds.outside[k] < -max_score) {
      checks.fault("solver.outside", ArgumentChecks::place("outside", k),
                   std::to_string(bounds.outside[k]));
    }
  }
  spread<Count>(checks, "capacity", bounds.capacity, m, 0);
  spread<Count>(checks, "floor", bounds.floor, m, 0);
  spread<Count>(checks, "demand", bounds.demand, n, 1);
  spread<Score>(checks, "outside", bounds.outside, n, 0);
  spread<std::uint8_t>(checks, "must_match", bounds.must_match, n, 0);
  check_pairs(checks, "lock", bounds.lock, n, m);
  check_pairs(checks, "exclude", bounds.exclude, n, m);
  for (const Pair& pair : bounds.lock) {
    if (std::binary_search(bounds.exclude.begin(), bounds.exclude.end(), pair)) {
      checks.fault("solver.pair_both", "lock",
                   std::to_string(pair.left) + ", " + std::to_string(pair.right));
    }
  }
}

}  // namespace jinguo::inline v0_1::solver::detail

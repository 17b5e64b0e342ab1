#pragma once

#include <memory>
#include <vector>

#include "bindings.hpp"
#include "jinguo/solver/market.hpp"

namespace jinguo_python {

/// A market with the Python objects whose memory it borrows.
struct HeldMarket {
  std::shared_ptr<const jinguo::solver::Market> market;
  std::vector<py::object> keep;
};

/// A copy of an array's numbers.
template <class T>
std::vector<T> vector_of(const py::array& array) {
  const auto values = array.cast<py::array_t<T, py::array::c_style | py::array::forcecast>>();
  return std::vector<T>(values.data(), values.data() + values.size());
}

}  // namespace jinguo_python

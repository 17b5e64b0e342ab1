#include <pybind11/stl.h>

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "jinguo/domain/registry.hpp"
#include "values.hpp"

namespace jinguo_python {
namespace {

template <class T>
struct Inner {
  using type = T;
  static constexpr bool is_list = false;
};
template <class T>
struct Inner<std::optional<T>> {
  using type = T;
  static constexpr bool is_list = false;
};
template <class T>
struct Inner<std::vector<T>> {
  using type = T;
  static constexpr bool is_list = true;
};

/// What a cell holds, and, of an id, the table whose id it is.
template <class T>
std::pair<std::string_view, std::string_view> kind() {
  if constexpr (std::derived_from<T, jinguo::Id>) {
    if constexpr (requires { typename T::record; }) {
      return {"id", T::record::table};
    } else {
      return {"id", ""};
    }
  } else if constexpr (std::same_as<T, jinguo::RegionCode>) {
    return {"region", ""};
  } else if constexpr (std::same_as<T, jinguo::Date>) {
    return {"date", ""};
  } else if constexpr (std::same_as<T, jinguo::Money>) {
    return {"money", ""};
  } else if constexpr (std::same_as<T, jinguo::LonLat>) {
    return {"degrees", ""};
  } else if constexpr (std::same_as<T, bool>) {
    return {"boolean", ""};
  } else if constexpr (std::same_as<T, std::string>) {
    return {"text", ""};
  } else if constexpr (jinguo::CodedEnum<T>) {
    return {"coded", ""};
  } else {
    return {"number", ""};
  }
}

/// (name, Chinese heading, kind, list, use, table of the id, codes as (word, code, Chinese)).
template <class Record>
py::list columns() {
  py::list out;
  jinguo::for_each_field<Record>([&]<class T>(const jinguo::Field<Record, T>& field) {
    using Value = typename Inner<T>::type;
    const auto [what, table] = kind<Value>();
    py::list codes;
    if constexpr (jinguo::CodedEnum<Value>) {
      for (const auto& row : jinguo::codes(std::type_identity<Value>{})) {
        codes.append(py::make_tuple(row.word, row.code, row.zh));
      }
    }
    const auto add = [&](std::string_view name, std::string_view zh) {
      out.append(py::make_tuple(name, zh, what, Inner<T>::is_list, use_name(field.use), table,
                                py::tuple(codes)));
    };
    if constexpr (std::same_as<Value, jinguo::LonLat>) {
      add("lon", "经度");
      add("lat", "纬度");
    } else {
      add(field.name, field.zh);
    }
  });
  return out;
}

}  // namespace

void bind_tables(py::module_& module) {
  module.def(
      "table_columns",
      [] {
        py::dict out;
        jinguo::Registry::Records::for_each([&]<class Record>(std::type_identity<Record>) {
          out[py::str(std::string(Record::table))] = py::tuple(columns<Record>());
        });
        return out;
      },
      "Every table's columns in order: (name, Chinese heading, kind, list, use, table of the id, "
      "codes as (word, code, Chinese)).");
}

}  // namespace jinguo_python

#pragma once

#include <pybind11/pybind11.h>

#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "bindings.hpp"
#include "jinguo/core/coded.hpp"
#include "jinguo/core/date.hpp"
#include "jinguo/core/geo.hpp"
#include "jinguo/core/id.hpp"
#include "jinguo/core/money.hpp"
#include "jinguo/core/region.hpp"
#include "jinguo/domain/field.hpp"

/// One field's value in Python and back: ids, texts, division codes and coded values as str, days
/// as datetime.date, money as Decimal in yuan, positions as (lon, lat) in degrees, lists as tuples,
/// what is not there as None. A wrong kind of object is a TypeError, a wrong content an InputError.
namespace jinguo_python {

using jinguo::detail::is_optional;
using jinguo::detail::is_vector;

/// The word for a field's use.
inline std::string_view use_name(jinguo::FieldUse use) {
  switch (use) {
    case jinguo::FieldUse::key:
      return "key";
    case jinguo::FieldUse::required:
      return "required";
    case jinguo::FieldUse::optional:
      return "optional";
    case jinguo::FieldUse::personal:
      return "personal";
    case jinguo::FieldUse::free_text:
      break;
  }
  return "free_text";
}

inline py::object datetime_date() { return py::module_::import("datetime").attr("date"); }
inline py::object decimal() { return py::module_::import("decimal").attr("Decimal"); }

template <class T>
[[gnu::noinline]] py::object to_python(const T& value) {
  if constexpr (is_optional<T>) {
    return value ? to_python(*value) : py::none();
  } else if constexpr (is_vector<T>) {
    py::tuple out(value.size());
    for (std::size_t k = 0; k < value.size(); ++k) {
      out[k] = to_python<typename T::value_type>(value[k]);
    }
    return out;
  } else if constexpr (std::derived_from<T, jinguo::Id>) {
    return py::str(value.text());
  } else if constexpr (std::same_as<T, jinguo::RegionCode>) {
    return py::str(value.to_string());
  } else if constexpr (std::same_as<T, jinguo::Date>) {
    if (!value.ok() || static_cast<int>(value.year()) < 1) return py::none();
    return datetime_date()(static_cast<int>(value.year()), static_cast<unsigned>(value.month()),
                           static_cast<unsigned>(value.day()));
  } else if constexpr (std::same_as<T, jinguo::Money>) {
    return decimal()(value.to_string());
  } else if constexpr (std::same_as<T, jinguo::LonLat>) {
    return py::make_tuple(value.lon_e6 / 1e6, value.lat_e6 / 1e6);
  } else if constexpr (jinguo::CodedEnum<T>) {
    return py::str(std::string(jinguo::to_string(value)));
  } else if constexpr (std::same_as<T, std::string> || std::same_as<T, std::string_view>) {
    return py::str(value);
  } else if constexpr (std::derived_from<T, py::object>) {
    return value;
  } else if constexpr (std::floating_point<T>) {
    return py::float_(value);
  } else if constexpr (std::same_as<T, bool>) {
    return py::bool_(value);
  } else {
    static_assert(std::integral<T>);
    return py::int_(value);
  }
}

/// One column: f(row) of each, as Python's value.
template <class Row, class F>
py::list column(const std::vector<Row>& rows, const F& f) {
  py::list out;
  for (const Row& row : rows) out.append(to_python(f(row)));
  return out;
}

[[noreturn]] inline void wrong_kind(const std::string& field, const char* expected,
                                    py::handle given) {
  throw py::type_error(field + ": expected " + expected + ", not " +
                       py::type::of(given).attr("__name__").cast<std::string>());
}

[[noreturn]] inline void wrong_content(const std::string& field, std::string expected,
                                       std::string actual) {
  throw jinguo::InputError(issue_of(
      "python.dtype", field, {{"expected", std::move(expected)}, {"actual", std::move(actual)}}));
}

inline std::string text_of(py::handle given, const std::string& field, const char* expected) {
  if (!py::isinstance<py::str>(given)) wrong_kind(field, expected, given);
  return given.cast<std::string>();
}

/// Throws py::type_error or InputError; `field` is said in both.
template <class T>
[[gnu::noinline]] T from_python(py::handle given, const std::string& field) {
  if constexpr (is_optional<T>) {
    if (given.is_none()) return std::nullopt;
    return from_python<typename T::value_type>(given, field);
  } else if constexpr (is_vector<T>) {
    if (py::isinstance<py::str>(given) || !py::isinstance<py::iterable>(given)) {
      wrong_kind(field, "a sequence", given);
    }
    T out;
    for (const py::handle item : given) {
      out.push_back(from_python<typename T::value_type>(item, field));
    }
    return out;
  } else if constexpr (std::derived_from<T, jinguo::Id>) {
    try {
      return T(text_of(given, field, "an id (str)"));
    } catch (const jinguo::InputError& error) {
      jinguo::Issue issue = error.issues().front();
      issue.column = field;
      throw jinguo::InputError(std::move(issue));
    }
  } else if constexpr (std::same_as<T, jinguo::RegionCode>) {
    const auto code = jinguo::RegionCode::parse(text_of(given, field, "a division code (str)"));
    if (!code) wrong_content(field, "a division code of 2, 4, 6, 9 or 12 digits", "another text");
    return *code;
  } else if constexpr (std::same_as<T, jinguo::Date>) {
    if (py::isinstance<py::str>(given)) {
      const auto date = jinguo::parse_date(given.cast<std::string>());
      if (!date) wrong_content(field, "a day as YYYY-MM-DD", "another text");
      return *date;
    }
    // pandas.NaT is a date whose year is not a number.
    if (!py::isinstance(given, datetime_date()) || !py::isinstance<py::int_>(given.attr("year"))) {
      wrong_kind(field, "a datetime.date", given);
    }
    return jinguo::Date{std::chrono::year(given.attr("year").cast<int>()),
                        std::chrono::month(given.attr("month").cast<unsigned>()),
                        std::chrono::day(given.attr("day").cast<unsigned>())};
  } else if constexpr (std::same_as<T, jinguo::Money>) {
    std::string text;
    if (py::isinstance(given, decimal())) {
      text = given.attr("__format__")("f").cast<std::string>();
    } else if (py::isinstance<py::str>(given) ||
               (py::isinstance<py::int_>(given) && !py::isinstance<py::bool_>(given))) {
      text = py::str(given).cast<std::string>();
    } else {
      wrong_kind(field, "yuan as Decimal, int or str", given);
    }
    const auto money = jinguo::Money::parse(text);
    if (!money) wrong_content(field, "yuan with at most two decimals", "another number");
    return *money;
  } else if constexpr (std::same_as<T, jinguo::LonLat>) {
    if (!py::isinstance<py::sequence>(given) || py::isinstance<py::str>(given) ||
        py::len(given) != 2) {
      wrong_kind(field, "(lon, lat) in degrees", given);
    }
    const auto pair = py::reinterpret_borrow<py::sequence>(given);
    const double lon = py::float_(pair[0]);
    const double lat = py::float_(pair[1]);
    if (!(std::abs(lon) <= 180 && std::abs(lat) <= 90)) {
      wrong_content(field, "degrees within 180 and 90", "a position off the globe");
    }
    return {static_cast<std::int32_t>(std::nearbyint(lon * 1e6)),
            static_cast<std::int32_t>(std::nearbyint(lat * 1e6))};
  } else if constexpr (jinguo::CodedEnum<T>) {
    const auto value = jinguo::from_text<T>(text_of(given, field, "a coded value (str)"));
    if (!value) {
      std::string allowed;
      for (const jinguo::Coded<T>& row : codes(std::type_identity<T>{})) {
        allowed += (allowed.empty() ? "" : ", ") + std::string(row.word);
      }
      throw jinguo::InputError(
          issue_of("python.enumerator", field, {{"allowed", std::move(allowed)}}));
    }
    return *value;
  } else if constexpr (std::same_as<T, std::string>) {
    return text_of(given, field, "a str");
  } else if constexpr (std::same_as<T, bool>) {
    if (!py::isinstance<py::bool_>(given)) wrong_kind(field, "a bool", given);
    return given.cast<bool>();
  } else {
    static_assert(std::integral<T>);
    if (py::isinstance<py::bool_>(given) || !py::hasattr(given, "__index__")) {
      wrong_kind(field, "a whole number", given);
    }
    const py::int_ number(given.attr("__index__")());
    const py::int_ least(std::numeric_limits<T>::min());
    const py::int_ greatest(std::numeric_limits<T>::max());
    if (number < least || number > greatest) {
      throw jinguo::InputError(
          issue_of("python.range", field,
                   {{"least", std::to_string(std::numeric_limits<T>::min())},
                    {"greatest", std::to_string(std::numeric_limits<T>::max())}}));
    }
    return number.cast<T>();
  }
}

}  // namespace jinguo_python

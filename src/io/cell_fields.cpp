#include <array>

#include "cells.hpp"
#include "jinguo/domain/validate.hpp"

namespace jinguo::inline v0_1::io::detail {
namespace {

template <class Record>
std::vector<CellField> fields_of() {
  std::vector<CellField> out;
  const Record probe{};
  const auto add = [&](std::string_view name, std::string_view zh, FieldUse use,
                       const CellType* type, const void* value) {
    const auto offset = static_cast<const char*>(value) - reinterpret_cast<const char*>(&probe);
    out.push_back({name, zh, use, type, static_cast<std::size_t>(offset)});
  };
  for_each_field<Record>([&]<class T>(const Field<Record, T>& field) {
    add(field.name, field.zh, field.use, &cell_type<T>, &(probe.*field.member));
  });
  return out;
}

}  // namespace

const std::vector<CellField>& cell_fields(std::size_t table) {
  static const std::array<std::vector<CellField>, table_count> all = [] {
    std::array<std::vector<CellField>, table_count> out;
    Registry::Records::for_each([&]<class Record>(std::type_identity<Record>) {
      out[table_number<Record>] = fields_of<Record>();
    });
    return out;
  }();
  return all[table];
}

}  // namespace jinguo::inline v0_1::io::detail

#include "bindings.hpp"

PYBIND11_MODULE(_core, module) {
  module.doc() = "The compiled part of jinguo. Private: import jinguo instead.";
  jinguo_python::bind_core(module);
  jinguo_python::bind_domain(module);
  jinguo_python::bind_finance(module);
  jinguo_python::bind_io(module);
  jinguo_python::bind_market(module);
  jinguo_python::bind_solver(module);
  jinguo_python::bind_tables(module);
  jinguo_python::bind_engine(module);
  jinguo_python::bind_plan(module);
  jinguo_python::bind_next_year(module);
  jinguo_python::bind_measure(module);
  jinguo_python::bind_achievement(module);
}

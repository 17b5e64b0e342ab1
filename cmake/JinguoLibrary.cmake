# What the compiled libraries have in common.

# Symbols: hidden in static libraries, so that a host's own shared library does not export ours. A
# shared build exports what lives in namespace jinguo and nothing else, by a version script: no
# macro is needed in the headers.
# -ffp-contract=off: a fused multiply-add rounds once where the contract says twice, and the same
# plan must come out on every machine.
# -Wno-restrict: g++ 12 sees an overlap in `"text" + std::string` at -O3 where there is none (its bug
# 105651, mended in 13).
function(jinguo_library target name)
  add_library(${target})
  add_library(jinguo::${name} ALIAS ${target})
  target_compile_features(${target} PUBLIC cxx_std_20)
  target_compile_options(${target} PRIVATE -ffp-contract=off -Wall -Wextra -Wpedantic
    $<$<BOOL:${JINGUO_WERROR}>:-Werror>
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>)
  set_target_properties(${target} PROPERTIES
    EXPORT_NAME ${name}
    VERSION ${PROJECT_VERSION}
    SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
    POSITION_INDEPENDENT_CODE ON
    CXX_EXTENSIONS OFF
    VERIFY_INTERFACE_HEADER_SETS ON)
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "SHARED_LIBRARY")
    target_link_options(${target} PRIVATE
      LINKER:--version-script,${PROJECT_SOURCE_DIR}/cmake/exports.map LINKER:-z,defs)
    set_target_properties(${target} PROPERTIES LINK_DEPENDS
      ${PROJECT_SOURCE_DIR}/cmake/exports.map)
  else()
    set_target_properties(${target} PROPERTIES
      CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  endif()
endfunction()

# Adds src/<module> for each module that has sources to compile.
function(jinguo_rooms)
  foreach(module IN LISTS ARGN)
    if(EXISTS ${PROJECT_SOURCE_DIR}/src/${module}/CMakeLists.txt)
      add_subdirectory(${PROJECT_SOURCE_DIR}/src/${module} ${PROJECT_BINARY_DIR}/src/${module})
    endif()
  endforeach()
endfunction()

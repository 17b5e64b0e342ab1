# Install and export: a targets file a library, one config that reads those asked for, pkg-config.
include(CMakePackageConfigHelpers)
# Relative, so that an installed tree may be moved.
file(RELATIVE_PATH PC_TO_PREFIX /p/${CMAKE_INSTALL_LIBDIR}/pkgconfig /p)
set(JINGUO_CONFIG_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/jinguo)

foreach(target jinguo_solver jinguo jinguo_io jinguo_sample jinguo_eigen)
  if(NOT TARGET ${target})
    continue()
  endif()
  get_target_property(name ${target} EXPORT_NAME)
  install(TARGETS ${target} EXPORT jinguo-${name}
    LIBRARY COMPONENT runtime NAMELINK_COMPONENT development
    ARCHIVE COMPONENT development
    FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)
  install(EXPORT jinguo-${name} NAMESPACE jinguo:: FILE jinguo-${name}-targets.cmake
    DESTINATION ${JINGUO_CONFIG_DIR} COMPONENT development)

  set(PC_NAME ${target})
  string(REPLACE "_" "-" PC_NAME ${PC_NAME})
  set(PC_LIBS "-L\${libdir} -l${target}")
  set(PC_REQUIRES "")
  set(PC_REQUIRES_PRIVATE "")
  set(PC_LIBS_PRIVATE "")
  if(name STREQUAL "solver")
    set(PC_DESCRIPTION "exact many-to-one matching with prices and proofs")
    set(PC_LIBS_PRIVATE "-pthread")
  elseif(name STREQUAL "jinguo")
    set(PC_DESCRIPTION "records, policy and plan of a targeted livelihood programme")
    set(PC_REQUIRES "jinguo-solver")
    set(PC_REQUIRES_PRIVATE "libsodium")
  elseif(name STREQUAL "io")
    set(PC_DESCRIPTION "tables, policy files and archives of jinguo")
    set(PC_REQUIRES "jinguo")
  elseif(name STREQUAL "sample")
    set(PC_DESCRIPTION "a synthetic city for jinguo's programme")
    set(PC_REQUIRES "jinguo-io")
  else()
    set(PC_DESCRIPTION "Eigen matrices into jinguo's solver and prices out")
    set(PC_REQUIRES "jinguo-solver eigen3")
    set(PC_LIBS "")
  endif()
  configure_file(${PROJECT_SOURCE_DIR}/cmake/jinguo.pc.in
    ${PROJECT_BINARY_DIR}/pkgconfig/${PC_NAME}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/pkgconfig/${PC_NAME}.pc
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
endforeach()

configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/jinguo-config.cmake.in
  ${PROJECT_BINARY_DIR}/jinguo-config.cmake INSTALL_DESTINATION ${JINGUO_CONFIG_DIR})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/jinguo-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/jinguo-config.cmake ${PROJECT_BINARY_DIR}/jinguo-config-version.cmake
  DESTINATION ${JINGUO_CONFIG_DIR} COMPONENT development)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE
  DESTINATION ${CMAKE_INSTALL_DATADIR}/licenses/jinguo COMPONENT development)

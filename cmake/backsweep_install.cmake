# Installs the tool, the run-time headers and the CMake package.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/Backsweep)
install(TARGETS backsweep backsweep_runtime EXPORT BacksweepTargets RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY runtime/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT BacksweepTargets NAMESPACE Backsweep:: DESTINATION ${package_dir})
configure_package_config_file(cmake/BacksweepConfig.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/BacksweepConfig.cmake
  INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/BacksweepConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${CMAKE_CURRENT_BINARY_DIR}/BacksweepConfig.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/BacksweepConfigVersion.cmake
  cmake/BacksweepGenerate.cmake cmake/BacksweepTradeoff.cmake cmake/BacksweepGccInstallDir.cmake
  DESTINATION ${package_dir})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/backsweep)

# backsweep_clang: LLVM's and Clang's headers and shared libraries, and where Clang's own headers lie.
# LLVM 19 is what the tool is developed with; -DBACKSWEEP_LLVM_MAJOR=N asks for another, -DClang_DIR=... for any.
set(BACKSWEEP_LLVM_MAJOR "19" CACHE STRING "Major version of LLVM to build with")

# find_package(LLVM 19) accepts 19.0 only, so the directories of the version are searched instead.
if(NOT Clang_DIR)
  find_package(Clang QUIET CONFIG NO_DEFAULT_PATH
    PATHS /usr/lib/llvm-${BACKSWEEP_LLVM_MAJOR} /usr/lib64/llvm${BACKSWEEP_LLVM_MAJOR}
          /opt/homebrew/opt/llvm@${BACKSWEEP_LLVM_MAJOR} /usr/local/opt/llvm@${BACKSWEEP_LLVM_MAJOR})
endif()
if(NOT Clang_FOUND)
  find_package(Clang CONFIG)
endif()
if(NOT Clang_FOUND)
  message(FATAL_ERROR "Clang's libraries were not found. On Debian and Ubuntu: apt-get install "
    "llvm-${BACKSWEEP_LLVM_MAJOR}-dev libclang-${BACKSWEEP_LLVM_MAJOR}-dev clang-${BACKSWEEP_LLVM_MAJOR}; "
    "elsewhere give -DClang_DIR=<prefix>/lib/cmake/clang")
endif()
if(LLVM_VERSION_MAJOR LESS 18)
  message(FATAL_ERROR "LLVM 18 or newer is needed; found ${LLVM_PACKAGE_VERSION} in ${LLVM_DIR}")
endif()
message(STATUS "LLVM ${LLVM_PACKAGE_VERSION}: ${LLVM_DIR}")

add_library(backsweep_clang INTERFACE)
target_include_directories(backsweep_clang SYSTEM INTERFACE ${CLANG_INCLUDE_DIRS} ${LLVM_INCLUDE_DIRS})
separate_arguments(backsweep_llvm_definitions NATIVE_COMMAND "${LLVM_DEFINITIONS}")
target_compile_definitions(backsweep_clang INTERFACE ${backsweep_llvm_definitions})
target_link_libraries(backsweep_clang INTERFACE clang-cpp LLVM)
if(NOT LLVM_ENABLE_RTTI)
  target_compile_options(backsweep_clang INTERFACE -fno-rtti)
endif()

# Clang's builtin headers (stddef.h and so on) must be those of the library linked, wherever the tool itself lies.
execute_process(COMMAND ${LLVM_TOOLS_BINARY_DIR}/clang -print-resource-dir
  OUTPUT_VARIABLE BACKSWEEP_RESOURCE_DIR OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT EXISTS "${BACKSWEEP_RESOURCE_DIR}/include/stddef.h")
  set(BACKSWEEP_RESOURCE_DIR ${LLVM_LIBRARY_DIR}/clang/${LLVM_VERSION_MAJOR})
endif()
if(NOT EXISTS "${BACKSWEEP_RESOURCE_DIR}/include/stddef.h")
  message(WARNING "Clang's builtin headers were not found (Debian: libclang-common-${LLVM_VERSION_MAJOR}-dev); "
    "the tool will need --resource-dir")
endif()

# The standard library that the user's g++ takes, rather than the newest one lying about.
include(${CMAKE_CURRENT_LIST_DIR}/BacksweepGccInstallDir.cmake)
backsweep_gcc_install_dir(BACKSWEEP_GCC_INSTALL_DIR)

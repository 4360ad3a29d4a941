# backsweep_warnings: the warnings that every target of this project is compiled with.
add_library(backsweep_warnings INTERFACE)
target_compile_options(backsweep_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  # g++ 12 sees overlapping and endless copies in std::string's insert and operator+ where there are none (GCC bug 105329).
  # Which of the three warnings appears, and where, depends on the optimisation level.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow>
  $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds>
  # libstdc++ 12's own stable_sort calls what C++20 deprecates.
  $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>
  $<$<BOOL:${BACKSWEEP_WARNINGS_AS_ERRORS}>:-Werror>)

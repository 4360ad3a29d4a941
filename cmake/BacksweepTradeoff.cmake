# backsweep_add_tradeoff(): compares schedules of a checkpointed loop as a step of the build and as a test.
#
#   backsweep_add_tradeoff(<name>
#     SOURCES <file>...              a program whose main ends in backsweep::tradeoff_main (<backsweep/tradeoff_main.hpp>)
#     [LIBRARIES <target>...]        linked with it: the target that backsweep_generate() adds the derivative to
#     [SCHEDULES <schedule>...]      what is compared, as Schedule::name() writes it: store_all "revolve(30)"
#     [BUDGET <bytes>]               64MiB: marks the quickest schedule within it, and compares for_budget as well
#     [TITLE <text>] [REPETITIONS <n>] [DIRECTORY <dir>])
#
# Makes the executable <name>, and the target <name>_run, which builds and runs it and leaves <name>.txt, .csv, .json and
# .svg in ${CMAKE_CURRENT_BINARY_DIR}. Where the project has tests, a test <name> runs the same. DIRECTORY is for
# snapshots on disk; it defaults to the build directory.
include_guard(GLOBAL)

function(backsweep_add_tradeoff name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "BUDGET;TITLE;REPETITIONS;DIRECTORY" "SOURCES;LIBRARIES;SCHEDULES")
  if(ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "backsweep_add_tradeoff: unknown arguments: ${ARG_UNPARSED_ARGUMENTS}")
  elseif(NOT ARG_SOURCES)
    message(FATAL_ERROR "backsweep_add_tradeoff: SOURCES is missing")
  endif()
  set(prefix "${CMAKE_CURRENT_BINARY_DIR}/${name}")
  if(NOT ARG_TITLE)
    set(ARG_TITLE "${name}")
  endif()
  if(NOT ARG_DIRECTORY)
    set(ARG_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}")
  endif()
  set(arguments "--output=${prefix}" "--title=${ARG_TITLE}" "--directory=${ARG_DIRECTORY}")
  if(ARG_BUDGET)
    list(APPEND arguments "--budget=${ARG_BUDGET}")
  endif()
  if(ARG_REPETITIONS)
    list(APPEND arguments "--repetitions=${ARG_REPETITIONS}")
  endif()
  foreach(schedule IN LISTS ARG_SCHEDULES)
    list(APPEND arguments "--schedule=${schedule}")
  endforeach()

  add_executable(${name} ${ARG_SOURCES})
  set_property(TARGET ${name} APPEND PROPERTY LINK_LIBRARIES Backsweep::runtime ${ARG_LIBRARIES})
  add_custom_target(${name}_run
    COMMAND ${name} ${arguments}
    BYPRODUCTS "${prefix}.txt" "${prefix}.csv" "${prefix}.json" "${prefix}.svg"
    COMMENT "Comparing schedules: ${name}"
    VERBATIM)
  add_test(NAME ${name} COMMAND ${name} ${arguments})
endfunction()

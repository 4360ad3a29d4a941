# backsweep_generate(): emits derivatives as a step of the build.
#
#   backsweep_generate(<target>
#     SOURCES <file>...              one program: calls from one file into another are followed
#     [GRADIENT <request>...] [ADJOINT <request>...] [TANGENT <request>...]
#     [JACOBIAN <request>...] [HESSIAN <request>...] [HVP <request>...]
#     [OPTIONS <option>...]          further options of the tool, for example --storage=recompute
#     [OUTPUT_NAME <name>]           default: the first source's name without its ending
#     [NO_MATH_ERRNO])               compile emitted code with -fno-math-errno, so that loops with sqrt vectorise
#
# Without any request the annotated functions of the sources are differentiated.
#
# Callers write `#include "<name>.backsweep.hpp"`; its directory, ${CMAKE_CURRENT_BINARY_DIR}/backsweep/<target>, is put on
# the target's include path, and Backsweep::runtime is linked.
#   * Headers:  <name>.backsweep.hpp holds everything and includes the sources.
#   * C++:      <name>.backsweep.hpp declares, <name>.backsweep.cpp includes the sources and is compiled in their place.
#   * C:        <name>.backsweep.hpp declares, <name>.backsweep.cpp stands alone beside the sources; --standalone asks for
#               the same in C++.
# The target's include directories, definitions, options and language standard are used; those of single source files are
# not. The tool runs again when a source, a header it includes, these flags, or the tool itself changes.
include_guard(GLOBAL)
include(${CMAKE_CURRENT_LIST_DIR}/BacksweepGccInstallDir.cmake)

cmake_policy(PUSH)
cmake_policy(VERSION 3.22)

# Writes the file of arguments of `target`; its name comes back in `out`.
function(_backsweep_argument_file out target language stem directory)
  get_target_property(type ${target} TYPE)
  set(interface "")
  if(type STREQUAL "INTERFACE_LIBRARY")
    set(interface "INTERFACE_")
  endif()
  set(includes "$<TARGET_PROPERTY:${target},${interface}INCLUDE_DIRECTORIES>")
  set(definitions "$<TARGET_PROPERTY:${target},${interface}COMPILE_DEFINITIONS>")
  set(options "$<TARGET_PROPERTY:${target},${interface}COMPILE_OPTIONS>")
  set(features "$<TARGET_PROPERTY:${target},${interface}COMPILE_FEATURES>")

  set(flags "${CMAKE_${language}_FLAGS}")
  foreach(config IN LISTS CMAKE_CONFIGURATION_TYPES CMAKE_BUILD_TYPE)
    string(TOUPPER "${config}" upper)
    if(CMAKE_${language}_FLAGS_${upper})
      string(APPEND flags "$<$<CONFIG:${config}>: ${CMAKE_${language}_FLAGS_${upper}}>")
    endif()
  endforeach()
  backsweep_gcc_install_dir(gcc_install_dir)

  set(content "%language=${language}\n%flags=${flags}\n")
  if(NOT interface)
    string(APPEND content "%std=$<TARGET_PROPERTY:${target},${language}_STANDARD>\n"
      "%extensions=$<TARGET_PROPERTY:${target},${language}_EXTENSIONS>\n")
  endif()
  string(APPEND content
    "%features=${features}\n%default=${CMAKE_${language}_STANDARD_DEFAULT}\n"
    "$<$<BOOL:${includes}>:-I$<JOIN:$<REMOVE_DUPLICATES:${includes}>,\n-I>\n>"
    "$<$<BOOL:${definitions}>:-D$<JOIN:${definitions},\n-D>\n>"
    "$<$<BOOL:${options}>:$<JOIN:${options},\n>\n>")
  if(gcc_install_dir)
    string(APPEND content "--gcc-install-dir=${gcc_install_dir}\n")
  endif()
  # The language in the name makes $<COMPILE_LANGUAGE:...> legal in the target's properties.
  file(GENERATE OUTPUT "${directory}/${stem}.$<COMPILE_LANGUAGE>.args" CONTENT "${content}" TARGET ${target})
  set(${out} "${directory}/${stem}.${language}.args" PARENT_SCOPE)
endfunction()

# "C" or "CXX" for all the sources, and whether all of them are headers.
function(_backsweep_classify out_language out_headers)
  set(languages "")
  set(all_headers TRUE)
  foreach(source IN LISTS ARGN)
    if(NOT EXISTS "${source}")
      message(FATAL_ERROR "backsweep_generate: no such source: ${source}")
    endif()
    get_filename_component(extension "${source}" LAST_EXT)
    if(extension STREQUAL ".c")
      list(APPEND languages C)
    else()
      list(APPEND languages CXX)
    endif()
    if(NOT extension MATCHES "^\\.[hH]")
      set(all_headers FALSE)
    endif()
  endforeach()
  list(REMOVE_DUPLICATES languages)
  if(languages MATCHES ";")
    message(FATAL_ERROR "backsweep_generate: C and C++ sources go into calls of their own")
  endif()
  set(${out_language} ${languages} PARENT_SCOPE)
  set(${out_headers} ${all_headers} PARENT_SCOPE)
endfunction()

function(backsweep_generate target)
  set(kinds GRADIENT ADJOINT TANGENT JACOBIAN HESSIAN HVP)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "NO_MATH_ERRNO" "OUTPUT_NAME" "SOURCES;OPTIONS;${kinds}")
  if(ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "backsweep_generate: unknown arguments: ${ARG_UNPARSED_ARGUMENTS}")
  elseif(NOT ARG_SOURCES)
    message(FATAL_ERROR "backsweep_generate: SOURCES is missing")
  elseif(NOT TARGET ${target})
    message(FATAL_ERROR "backsweep_generate: '${target}' is not a target")
  elseif(NOT CMAKE_CXX_COMPILER)
    message(FATAL_ERROR "backsweep_generate: emitted code is C++; enable the language: project(... LANGUAGES CXX)")
  endif()

  set(sources "")
  foreach(source IN LISTS ARG_SOURCES)
    get_filename_component(absolute "${source}" ABSOLUTE)
    list(APPEND sources "${absolute}")
  endforeach()
  _backsweep_classify(language all_headers ${sources})
  set(stem "${ARG_OUTPUT_NAME}")
  if(NOT stem)
    list(GET sources 0 first)
    get_filename_component(stem "${first}" NAME_WLE)
  endif()
  # Configurations have flags, and so emitted files, of their own.
  set(directory "${CMAKE_CURRENT_BINARY_DIR}/backsweep/${target}")
  get_property(is_multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  if(is_multi_config)
    string(APPEND directory "/$<CONFIG>")
  endif()
  _backsweep_argument_file(argument_file ${target} ${language} ${stem} "${directory}")

  set(requests "")
  foreach(kind IN LISTS kinds)
    string(TOLOWER ${kind} word)
    foreach(request IN LISTS ARG_${kind})
      list(APPEND requests "--${word}=${request}")
    endforeach()
  endforeach()
  set(header "${directory}/${stem}.backsweep.hpp")
  set(body "${directory}/${stem}.backsweep.cpp")
  if(all_headers)
    set(emitted "${header}")
    set(where -o "${header}")
  else()
    set(emitted "${body}" "${header}")
    set(where -o "${body}" "--header=${header}")
  endif()
  # Emitted files that would not change are left alone. Ninja knows that a rule may do so; Make does not.
  set(touch "")
  if(CMAKE_GENERATOR MATCHES "Make")
    set(touch COMMAND ${CMAKE_COMMAND} -E touch ${emitted})
  endif()
  list(GET emitted 0 main_output)
  string(REPLACE ";" " " shown "${ARG_SOURCES}")
  add_custom_command(
    OUTPUT ${emitted}
    COMMAND Backsweep::backsweep ${requests} ${ARG_OPTIONS} ${where}
            "--depfile=${directory}/${stem}.d" "--depfile-target=${main_output}" "--args=${argument_file}" ${sources}
    ${touch}
    DEPENDS ${sources} "${argument_file}" Backsweep::backsweep
    DEPFILE "${directory}/${stem}.d"
    COMMENT "Differentiating ${shown}"
    VERBATIM)

  target_sources(${target} PRIVATE ${emitted})
  set_source_files_properties(${emitted} PROPERTIES SKIP_AUTOGEN ON SKIP_UNITY_BUILD_INCLUSION ON)
  if(ARG_NO_MATH_ERRNO)
    set_source_files_properties(${emitted} PROPERTIES COMPILE_OPTIONS -fno-math-errno)
  endif()
  if(language STREQUAL "CXX" AND NOT all_headers AND NOT "--standalone" IN_LIST ARG_OPTIONS)
    # The emitted file includes the sources and is compiled in their place; they stay visible in IDEs.
    set_source_files_properties(${sources} TARGET_DIRECTORY ${target} PROPERTIES HEADER_FILE_ONLY ON)
  endif()
  _backsweep_use_emitted(${target} "${directory}")
endfunction()

# By properties, not by target_link_libraries(): its two signatures may not be mixed, and the user may use either.
function(_backsweep_use_emitted target directory)
  get_target_property(type ${target} TYPE)
  if(NOT type STREQUAL "INTERFACE_LIBRARY")
    set_property(TARGET ${target} APPEND PROPERTY INCLUDE_DIRECTORIES "${directory}")
    set_property(TARGET ${target} APPEND PROPERTY LINK_LIBRARIES Backsweep::runtime)
  endif()
  if(NOT type STREQUAL "EXECUTABLE")
    set_property(TARGET ${target} APPEND PROPERTY INTERFACE_INCLUDE_DIRECTORIES "$<BUILD_INTERFACE:${directory}>")
    set_property(TARGET ${target} APPEND PROPERTY INTERFACE_LINK_LIBRARIES Backsweep::runtime)
  endif()
endfunction()

cmake_policy(POP)

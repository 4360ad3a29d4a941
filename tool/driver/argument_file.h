// takes: the argument file that backsweep_generate() writes.  gives: compiler flags.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace backsweep::driver {

/// One argument a line. Lines that begin with `%` are facts about the target, from which the language standard follows:
/// `%std=17`, `%extensions=OFF`, `%features=cxx_std_20;cxx_std_17`, `%default=17`, `%flags=-O2 -march=native`,
/// `%language=CXX`. Null, and the reason in `error`, where the file cannot be read.
std::optional<std::vector<std::string>> read_argument_file(const std::string& file, std::string& error);

}  // namespace backsweep::driver

// takes: the run's options and one SOURCE.  gives: the Clang command line to parse it with.
// promises: flags of a database or a target that only g++ knows are dropped, outputs and warnings too; nothing of the file
// is read.
#pragma once

#include <string>
#include <vector>

#include "frontend/frontend.h"

namespace backsweep::frontend {

struct CompilerCommand {
  std::string directory;               ///< Relative names are relative to it; empty: the current directory.
  std::string file;                    ///< The source as the compiler is told it.
  std::vector<std::string> arguments;  ///< Program name first, source last.
  bool is_typed = false;               ///< All flags stood behind `--`.
};

/// Empty `arguments` and a reason in `error` where no command can be made, or where Clang does not know a flag that stood
/// behind `--`.
CompilerCommand compiler_command(const Options& options, const std::string& source, std::string& error);

}  // namespace backsweep::frontend

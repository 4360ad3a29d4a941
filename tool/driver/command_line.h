// takes: argv.  gives: what the user asked for, checked.  promises: wrong usage is told on standard error, with
// status 2.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "frontend/frontend.h"
#include "transform/transform.h"

namespace backsweep::driver {

/// Phases that can be dumped or stopped after, in order.
enum class Phase { kLower, kPrimal, kTransform, kCodegen };

struct CommandLine {
  frontend::Options frontend;
  transform::Options transform;
  std::string output = "-";
  std::string header;  ///< `--header`: where the declarations of a split output go.
  bool standalone = false;
  bool list = false;
  std::string depfile;
  std::string depfile_target;          ///< Empty: the output.
  std::optional<std::string> remarks;  ///< Empty text: standard error.
  std::string report;
  std::string graph;
  std::string profile;       ///< File with what calls have been measured to take; empty: none.
  std::uint64_t memory = 0;  ///< Bytes for them.
  std::vector<Phase> dumps;
  Phase stop_after = Phase::kCodegen;
};

/// Null where the process shall end at once with `exit_code` (wrong usage, --help, --version).
std::optional<CommandLine> parse_command_line(int argc, const char* const* argv, int& exit_code);

}  // namespace backsweep::driver

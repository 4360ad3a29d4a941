// takes: what is known of the derivatives and what the command line asks to see of it.  gives: the texts of --remarks,
// --report and --graph.  promises: no absolute name in any of them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "driver/command_line.h"
#include "driver/layout.h"
#include "plan/study.h"

namespace backsweep::driver {

struct Insight {
  std::vector<EmittedFile> files;
  std::string remarks;  ///< For standard error.
};

/// `studies`: of the primal first, then of its tangents that were differentiated once more. Graphs are the primal's.
Insight look_into(const std::vector<std::shared_ptr<plan::Study>>& studies, const CommandLine& command);

}  // namespace backsweep::driver

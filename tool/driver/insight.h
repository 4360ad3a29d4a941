// takes: what is known of the derivatives and what the command line asks to see of it.  gives: the texts of --remarks,
// --report and --graph.  promises: no absolute name in any of them.
#pragma once

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

Insight look_into(plan::Study& study, const CommandLine& command);

}  // namespace backsweep::driver

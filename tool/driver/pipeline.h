// takes: a checked command line.  gives: the exit status.  promises: the order of the phases is known here alone.
#pragma once

#include "driver/command_line.h"

namespace backsweep::driver {

/// 0: done; 1: refused, with the reasons on standard error and no file changed.
int run(const CommandLine& command);

}  // namespace backsweep::driver

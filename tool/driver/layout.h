// takes: a program with its derivatives and what the command line says about files.  gives: the files to write.
// promises: no absolute name in any of them; what a stand-alone file cannot reach is refused.
#pragma once

#include <string>
#include <vector>

#include "diagnostics/sink.h"
#include "driver/command_line.h"
#include "frontend/frontend.h"
#include "ir/program.h"

namespace backsweep::driver {

struct EmittedFile {
  std::string path;  ///< "-" is standard output.
  std::string text;
};

std::vector<EmittedFile> lay_out(ir::Program& program, const transform::Derivatives& derivatives,
                                 const frontend::Result& input, const CommandLine& command, diagnostics::Sink& sink);

/// The primal functions, undifferentiated, as a stand-alone header: for --dump=primal.
std::string print_primal(ir::Program& program, const frontend::Result& input, diagnostics::Sink& sink);

}  // namespace backsweep::driver

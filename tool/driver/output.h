// takes: the texts of a run.  gives: files.  promises: all or none; a file that would not change is not touched.
#pragma once

#include <string>
#include <vector>

#include "diagnostics/sink.h"
#include "driver/layout.h"

namespace backsweep::driver {

/// False, and a diagnostic, where one of them cannot be written: then none has been.
bool write_files(const std::vector<EmittedFile>& files, diagnostics::Sink& sink);

/// `target: dependency …` as Make reads it, one dependency a line.
std::string print_depfile(const std::string& target, const std::vector<std::string>& dependencies);

}  // namespace backsweep::driver

// How one file names another in an #include.
#pragma once

#include <string>

namespace backsweep::driver {

/// The name by which a file that stands where `output` stands includes `file`: relative, with slashes. Standard output
/// ("-") stands in the current directory.
std::string include_path(const std::string& output, const std::string& file);

}  // namespace backsweep::driver

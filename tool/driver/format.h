// takes: C++ text.  gives: the same, laid out by clang-format with a fixed style.  promises: no file is looked for.
#pragma once

#include <string>

namespace backsweep::driver {

std::string format(const std::string& text);

}  // namespace backsweep::driver

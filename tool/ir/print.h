// takes: a function or program.  gives: its text for --dump and tests, one statement a line.  promises: same input, same text.
#pragma once

#include <string>

#include "ir/program.h"

namespace backsweep::ir {

std::string print(const Type& type);
std::string print(const Expr& expr, const Function& function);
std::string print(const Function& function);
std::string print(const Program& program);

}  // namespace backsweep::ir

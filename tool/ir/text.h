// takes: an expression.  gives: its text as a person would write it.  promises: conversions, std:: and the lowering's
// own names for things are left out; the text is to be read, not compiled.
#pragma once

#include <string>

#include "ir/program.h"

namespace backsweep::ir {

std::string text_of(const Expr& expr, const Function& function);

}  // namespace backsweep::ir

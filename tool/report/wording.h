// The words for what plans note by their rows of plan/reasons.def.
#pragma once

#include <string>

#include "plan/reason.h"

namespace backsweep::report {

/// `function`: has the variables' names.
std::string wording_of(const plan::Reason& reason, const ir::Function& function);

}  // namespace backsweep::report

// Why something was not done that would have been better.
#pragma once

#include "ir/program.h"

namespace backsweep::plan {

enum class Why {
#define BACKSWEEP_REASON(Name, Wording) k##Name,
#include "plan/reasons.def"
};

/// Why a loop was not fused or not merged, or a call not reversed jointly.
struct Reason {
  Why why;
  const ir::Stmt* stmt = nullptr;  ///< What prevented it. May be null.
  ir::VarId var = {};              ///< The variable in question; invalid where there is none.
};

}  // namespace backsweep::plan

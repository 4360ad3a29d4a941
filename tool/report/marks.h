// takes: a function in normal form and its plan.  gives: remarks about storage marks that the plan does not follow.
#pragma once

#include <vector>

#include "ir/program.h"
#include "plan/plan.h"
#include "report/report.h"

namespace backsweep::report {

/// BACKSWEEP_STORE and BACKSWEEP_RECOMPUTE are wishes: values that nobody reads are not stored, and what is overwritten
/// cannot be computed again. `names`: the function's variables under their names in the source. Steps of checkpointed
/// loops have plans of their own and are passed over.
std::vector<Remark> unfollowed_marks(const ir::Program& program, const ir::Function& primal, const ir::Function& names,
                                     const plan::Plan& plan);

}  // namespace backsweep::report

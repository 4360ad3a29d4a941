// Finds fused loops whose forward part can wait for the reverse sweep, so that one loop does both.
#pragma once

#include "plan/plan.h"

namespace backsweep::plan {

/// A fused loop merges when its iterations only add to sums, and the reverse code of everything behind it reads neither
/// those sums nor anything computed from them (a log-likelihood uses its sum linearly). Fills plan.merged with such
/// loops of the function's top level, and plan.late with the statements behind them that do depend on the sums: they run
/// after the merged loops, in their order.
void merge_loops(const analysis::ActiveCode& code, Plan& plan);

}  // namespace backsweep::plan

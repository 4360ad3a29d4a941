// Arrays that serve as temporaries of a step.
#pragma once

#include "analysis/zones.h"

namespace backsweep::plan {

/// The elements of local arrays and vectors that the step writes before it reads them, whatever was in them before.
analysis::ZoneSet covered_arrays(analysis::FunctionZones& zones, const ir::Region& step);

}  // namespace backsweep::plan

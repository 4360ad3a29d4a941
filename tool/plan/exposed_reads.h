// What a region reads of the values that were there before it.
#pragma once

#include "analysis/zones.h"

namespace backsweep::plan {

/// Zones that may be read before the region has overwritten them entirely.
analysis::ZoneSet exposed_reads(analysis::FunctionZones& zones, const ir::Region& region);

}  // namespace backsweep::plan

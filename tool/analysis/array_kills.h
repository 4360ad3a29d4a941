// takes: a counted loop or block operation.  gives: arrays that it surely overwrites entirely.
// promises: nothing unless every element is written whatever the trip count.
#pragma once

#include "analysis/zones.h"

namespace backsweep::analysis {

/// `for (i = 0; i < n; ++i) { … a[i] = …; … }` overwrites all of a local array or vector with n elements.
ZoneSet kills_of_loop(FunctionZones& zones, const ir::For& loop);
/// `std::fill(v.begin(), v.end(), x)` and copies over the whole of a local array or vector.
ZoneSet kills_of_block(FunctionZones& zones, const ir::Model& model);

}  // namespace backsweep::analysis

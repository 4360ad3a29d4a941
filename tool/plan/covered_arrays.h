// Arrays that serve as temporaries of a step, and buffers that change places.
#pragma once

#include <optional>

#include "analysis/zones.h"

namespace backsweep::plan {

/// The elements of local and static arrays and vectors that the step writes before it reads them, whatever was in them before.
analysis::ZoneSet covered_arrays(analysis::FunctionZones& zones, const ir::Region& step);

/// Two pointers that change places as the last thing a step does with them, by std::swap or by three assignments.
struct Exchange {
  ir::VarId live;   ///< What the next step reads behind it was written behind `spent`.
  ir::VarId spent;  ///< Nobody reads what is behind it when a step begins.
};

/// A pair of which `spent` holds nothing when a step begins: the step writes, whatever was there before, every element
/// behind it that it reads there or behind `live`, and reaches the memory in no other way.
std::optional<Exchange> exchanged_buffers(analysis::FunctionZones& zones, const ir::Region& step);

}  // namespace backsweep::plan

// What a derivative leaves in memory that its caller sees.
#pragma once

#include "plan/plan.h"
#include "transform/derivation.h"

namespace backsweep::transform {

/// Copies of outputs: taken between the sweeps, written back at the end.
struct KeptOutputs {
  ir::Region start;  ///< In front of the forward sweep.
  ir::Region keep;
  ir::Region put_back;
  bool uses_blocks = false;
  std::vector<plan::OutputCopy> copies;
};

/// Everything that the reverse sweep sets to an earlier value. What may be the same memory by another name needs no copy of
/// its own: the copy of the one puts the other back, too.
analysis::ZoneSet restored_zones(analysis::FunctionZones& zones, const plan::Plan& plan);

/// The reverse sweep puts earlier values back into memory that the caller sees: copies keep what the primal left there.
/// `blocks` is the variable of the workspace that arrays are copied to.
KeptOutputs keep_outputs(Derivation& derivation, const ir::Request& request, const plan::Plan& plan, ir::Function& out,
                         ir::VarId blocks);

/// Sets a gradient's adjoints to zero, in the shape of the primal. `extent`: scalars behind a pointer. Overwrites.
void zero_shape(const ir::Expr& bar, const ir::Expr& primal, const ir::Expr& extent, ir::Region& out,
                ir::Function& function);

}  // namespace backsweep::transform

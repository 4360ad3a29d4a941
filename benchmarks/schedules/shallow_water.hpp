// Waves on a square pond: two-dimensional shallow water whose step size follows the fastest wave.
#pragma once

namespace shallow_water {

/// Half the squared distance of the water's height from `observed`, `end` seconds after a start at rest with the heights
/// `initial`; both have cells * cells entries. The step size depends on the state, the last step is cut.
double misfit(const double* initial, const double* observed, int cells, double end, double friction);

}  // namespace shallow_water

// Misfit of a one-dimensional viscous Burgers flow to a wanted final state.
#pragma once

namespace burgers {

/// Half the squared distance between `target` and the state after `steps` explicit steps from `initial`, both of
/// `cells` cells. The two outermost cells keep their values.
///
/// `courant`: time step over cell width; `diffusion`: viscosity times time step over the squared cell width.
double misfit(const double* initial, const double* target, int cells, int steps, double courant, double diffusion);

}  // namespace burgers

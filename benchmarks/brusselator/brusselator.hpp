// Reaction and diffusion of the Brusselator on a square, integrated by the classical Runge-Kutta method.
#pragma once

namespace brusselator {

/// Half the squared distance of the state after `steps` steps of `dt` to `target`.
///
/// The grid has n*n cells and wraps around; a state holds the n*n concentrations of the first substance, then those of
/// the second. `parameters`: the two rates of the reaction, and the diffusion per squared cell width.
double misfit(int n, int steps, double dt, const double* parameters, const double* initial, const double* target);

}  // namespace brusselator

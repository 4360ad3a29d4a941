// Lorenz' attractor: steps so short that whatever comes between them shows.
#pragma once

namespace lorenz {

/// The squared distance of the end from `target[3]`, after `steps` explicit steps of length `dt` from `start[3]`.
double misfit(const double* start, const double* target, double rho, long steps, double dt);

}  // namespace lorenz

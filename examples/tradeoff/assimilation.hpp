// A river wave: which initial state explains what was observed at the end?
#pragma once

#include <vector>

namespace assimilation {

/// Flow on a ring of cells: viscous Burgers flow with a step size that follows the fastest wave.
struct Flow {
  double length = 1;
  double viscosity = 1e-4;
  double end = 1;
};

/// The state at `flow.end`, and the number of steps it took.
std::vector<double> forecast(const std::vector<double>& initial, const Flow& flow, int& steps);

/// Half the squared distance of the forecast from the observations, and a little for roughness of the initial state.
double misfit(const std::vector<double>& initial, const std::vector<double>& observed, const Flow& flow);

}  // namespace assimilation

// Lorenz' attractor by the midpoint rule: plain C++ with one annotation.
#include "lorenz.hpp"

#include <backsweep/annotate.h>

namespace lorenz {

double misfit(const double* start, const double* target, double rho, long steps, double dt) {
  double x = start[0];
  double y = start[1];
  double z = start[2];
  BACKSWEEP_CHECKPOINT()
  for (long step = 0; step < steps; ++step) {
    const double x_half = x + 0.5 * dt * 10 * (y - x);
    const double y_half = y + 0.5 * dt * (x * (rho - z) - y);
    const double z_half = z + 0.5 * dt * (x * y - 8.0 / 3.0 * z);
    x += dt * 10 * (y_half - x_half);
    y += dt * (x_half * (rho - z_half) - y_half);
    z += dt * (x_half * y_half - 8.0 / 3.0 * z_half);
  }
  const double dx = x - target[0];
  const double dy = y - target[1];
  const double dz = z - target[2];
  return dx * dx + dy * dy + dz * dz;
}

}  // namespace lorenz

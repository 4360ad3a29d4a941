// Joint reversal of a function that reaches its arrays through members of an object: what it overwrites behind them is
// kept, in the object's own terms.
// derivatives: march(u[n], work[n], k)
#include <backsweep/annotate.h>

#include <cmath>

struct Grid {
  int cells;
  double* u;
  double* flux;
  double dt;
};

void step(Grid* grid, double k) {
  grid->flux[0] = 0;
  for (int i = 1; i < grid->cells; ++i) grid->flux[i] = k * grid->u[i] * (grid->u[i] - grid->u[i - 1]);
  for (int i = 1; i + 1 < grid->cells; ++i) grid->u[i] += grid->dt * (grid->flux[i + 1] - grid->flux[i]);
  for (int i = 0; i < grid->cells; ++i) grid->u[i] = std::sin(grid->u[i]);
}

double march(double* u, double* work, int n, double k, int steps) {
  Grid grid;
  grid.cells = n;
  grid.u = u;
  grid.flux = work;
  grid.dt = 0.1;
  double sum = 0;
  for (int t = 0; t < steps; ++t) {
    BACKSWEEP_RECOMPUTE
    step(&grid, k);
    sum += u[n / 2] * u[1];
  }
  return sum;
}

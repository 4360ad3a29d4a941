// Pointers into two buffers, made anew in each step, and a step size that depends on the largest element.
// derivatives: heat(start[nx * ny], k)
#include <backsweep/annotate.h>

#include <cmath>
#include <vector>

double heat(const double* start, int nx, int ny, int steps, double k) {
  std::vector<double> a(start, start + nx * ny);
  std::vector<double> b(a);
  double* u = a.data();
  double* next = b.data();
  double t = 0;
  BACKSWEEP_CHECKPOINT()
  for (int s = 0; s < steps; ++s) {
    double biggest = 0;
    for (int i = 0; i < nx * ny; ++i) biggest = std::fmax(biggest, u[i]);
    const double dt = 0.1 / biggest;
    for (int i = 1; i < nx - 1; ++i) {
      const double* row = u + i * ny;
      const double* up = u + (i - 1) * ny;
      double* out = next + i * ny;
      for (int j = 1; j < ny - 1; ++j)
        out[j] = row[j] + dt * k * (row[j - 1] + row[j + 1] + up[j] - 3 * row[j]) * row[j];
    }
    double* tmp = u;
    u = next;
    next = tmp;
    t += dt;
  }
  double sum = t;
  for (int i = 0; i < nx * ny; ++i) sum += u[i] * u[i];
  return sum;
}

// A two-stage method with a step size cut at output times, in a do-while loop.
// derivatives: sample_orbit(x, dt)
#include <backsweep/annotate.h>

#include <cmath>

double sample_orbit(double x, int n, double dt) {
  double t = 0;
  double out[16] = {0};
  int k = 0;
  double next_output = 0.25;
  BACKSWEEP_CHECKPOINT()
  do {
    double h = dt * (1 + 0.1 * x * x);
    bool hit = false;
    if (t + h >= next_output) {
      h = next_output - t;
      hit = true;
    }
    const double k1 = -x * std::sin(x);
    const double k2 = -(x + h * k1) * std::sin(x + h * k1);
    x += 0.5 * h * (k1 + k2);
    t += h;
    if (hit) {
      out[k++] = x;
      next_output += 0.25;
    }
  } while (k < n);
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += out[i] * (i + 1);
  return sum;
}

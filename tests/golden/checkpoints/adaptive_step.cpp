// The step size depends on the state, the last step is cut, a flag and a break end the loop early.
// derivatives: settle(x, end)
#include <backsweep/annotate.h>

#include <cmath>

double settle(double x, double end, double tolerance) {
  double t = 0;
  bool done = false;
  int count = 0;
  BACKSWEEP_CHECKPOINT()
  while (!done) {
    double dt = 0.3 / (1 + x * x);
    if (t + dt >= end) {
      dt = end - t;
      done = true;
    }
    const double slope = std::sin(2 * x) - 0.5 * x;
    if (std::fabs(slope) < tolerance) break;
    x += dt * slope;
    t += dt;
    if (++count >= 60) break;
  }
  return x * (1 + 0.1 * t);
}

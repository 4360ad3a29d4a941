// A reference to a parameter of a function that is taken apart: the call stands in a loop, its sweeps in two.
// derivatives: damped(x[2])
#include <cmath>

double damp(double* x, double rate) {
  int step = 0;
  while (step < 4) {
    if (step > 1) {
      x[1] += 1.0 / (2.0 + std::cos(rate));
      break;
    }
    for (int i = 0; i < 2; ++i) {
      double& changed = rate;
      for (int k = 0; k < 2; ++k) {
        x[1 - k] *= 0.5;
        if (x[0] > 5.0) {
          return 0.25 * changed;
        }
        changed *= x[k];
      }
    }
    ++step;
  }
  return x[1] * rate;
}

void damped(double* x, int n) {
  int step = 0;
  do {
    x[0] += damp(x, -1.17);
    x[1] -= damp(x, x[(step * 3 + 1) % 2]);
    ++step;
  } while (step < n);
}

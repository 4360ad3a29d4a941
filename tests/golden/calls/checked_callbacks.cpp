// Functions that are handed over, and tested before they are called: what is known of them is not null.
// derivatives: checked(x[2])
// derivatives: compared(x[2])
#include <cstddef>

using Map = void (*)(const double* p, double* y);

static void squared(const double* p, double* y) { y[0] = p[0] * p[0] * p[1]; }

static int map(Map function, const double* p, double* y) {
  if (!function) {
    y[0] = 0;
    return -1;
  }
  (*function)(p, y);
  return 0;
}

double checked(const double* x) {
  double y[1];
  if (map(squared, x, y) < 0) return 0;
  return y[0] * x[0];
}

static double value(Map function, Map other, const double* p) {
  double y[2] = {p[0], p[1]};
  if (function == NULL) return p[1];
  if (NULL != other) other(p, y);
  function(y, y);
  return y[0];
}

double compared(const double* x) {
  double y[2];
  y[0] = x[1];
  y[1] = x[0];
  return value(squared, squared, y);
}

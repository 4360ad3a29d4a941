// What the steps read and code behind the loop changes comes back before the reverse sweep.
// derivatives: chain(x, k)
#include <backsweep/annotate.h>

#include <cmath>

double chain(double x, double k, int n) {
  double y = x;
  BACKSWEEP_CHECKPOINT()
  for (int i = 0; i < n; ++i) y += 0.1 * k * std::sin(y * x);
  k *= 2 * y;
  x = x * k;
  n = 3;
  BACKSWEEP_CHECKPOINT()
  for (int i = 0; i < n; ++i) y += 0.01 * k * std::sin(y * x);
  y *= k;
  k = 0;
  return y + x;
}

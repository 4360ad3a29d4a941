// First value and bound are taken at entry, also where the loop runs again in the reverse sweep.
// derivatives: climb(x)
#include <backsweep/annotate.h>

#include <cmath>

double climb(double x, int k, int n, bool again) {
  int first = k;
  BACKSWEEP_CHECKPOINT()
  for (int i = first; i < n; i += 2) {
    x += 0.1 * std::sin(x) * i;
    first = i + k;
  }
  if (again) {
    BACKSWEEP_CHECKPOINT()
    for (int i = first; i > k; --i) {
      x += 0.1 * std::cos(x) * i;
      first -= 1;
      n += 1;
    }
    x *= n;
  }
  return x * first;
}

// An array of which a step writes only a part, or only under a condition, is state.
// derivatives: gather(x)
#include <backsweep/annotate.h>

#include <cmath>

double gather(double x, int n) {
  double a[4] = {1, 1, 1, 1};
  BACKSWEEP_CHECKPOINT()
  for (int s = 0; s < n; ++s) {
    for (int i = 0; i < 4; ++i) {
      if (x > i) a[i] = x * 0.3;
    }
    for (int i = 0; i < 4; ++i) x += 0.01 * a[i] * x;
  }
  return x;
}

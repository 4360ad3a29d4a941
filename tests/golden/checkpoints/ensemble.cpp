// Runs behind each other in a loop: each keeps its state at entry.
// derivatives: total(x[m])
#include <backsweep/annotate.h>

#include <cmath>

double total(const double* x, int m, int n) {
  double sum = 0;
  for (int k = 0; k < m; ++k) {
    double z = x[k];
    double v[2] = {z, 1};
    BACKSWEEP_CHECKPOINT()
    for (int i = 0; i < n; ++i) {
      z += 0.1 * std::sin(z * v[0]);
      v[0] = 0.5 * v[1] + 0.1 * z;
      v[1] = z;
    }
    sum += z;
  }
  return sum;
}

// BACKSWEEP_INDEPENDENT promises that iterations meet only in sums.
// derivatives: promised(x[n], k)
#include <backsweep/annotate.h>

#include <cmath>

double promised(const double* x, const int* group, int n, double k) {
  double sum = 0;
  BACKSWEEP_INDEPENDENT
  for (int i = 0; i < n; ++i) {
    const double d = x[group[i]] - k;
    sum += std::sqrt(1 + d * d);
  }
  return sum;
}

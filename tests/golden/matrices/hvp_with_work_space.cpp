// Second derivatives of functions that are handed work space, which the request does not name.
// backsweep: --tangent 'energy(x[n])' --adjoint 'energy(x[n])' --gradient 'energy(x[n])' --hvp 'energy(x[n])'
#include <backsweep/annotate.h>

#include <cmath>

double energy(const double* x, int n, double* work) {
  BACKSWEEP_SIZE(work, n)
  for (int i = 0; i < n; ++i) work[i] = std::sin(x[i]) * x[0];
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += work[i] * work[n - 1 - i] * x[i];
  return sum;
}

// Requests written in the source as annotations.
// backsweep:
#include <backsweep/annotate.h>

BACKSWEEP_ADJOINT(x[n])
BACKSWEEP_TANGENT(x[n])
BACKSWEEP_GRADIENT(x[n])
double weighted(const double* x, BACKSWEEP_CONSTANT const double* w, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += w[i] * x[i] * x[i];
  return sum;
}

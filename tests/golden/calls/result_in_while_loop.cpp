// A call in two parts, in a loop without a trip count, whose result overwrites what it was given: the old value and the
// callee's record both go on the stack.
// derivatives: settle(x, k)
#include <backsweep/annotate.h>

double relax(double* u, double s, double k) {
  u[0] = u[0] * u[0] * s + k;
  return s * u[0] + k * s * s;
}

double settle(double x, double k) {
  double u[1] = {0.5 * x};
  double s = x;
  double left = 1;
  while (left > 0.2) {
    BACKSWEEP_STORE
    s = relax(u, s, k);
    left *= 0.5;
  }
  return s * u[0];
}

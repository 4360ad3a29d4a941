// Arguments whose places the callee overwrites: the reverse is given what the call was given.
// derivatives: squared(x)
// derivatives: counted(x[n])
#include <backsweep/annotate.h>

void scale_and_add(double a, double* p) {
  *p = a * *p + a * a;
}

double squared(double x) {
  double y = 2 * x;
  BACKSWEEP_STORE
  scale_and_add(y, &y);
  return y * y;
}

void next(double* x, int at, int* following) {
  x[at + 1] *= x[at];
  *following = at + 1;
}

double counted(double* x, int n) {
  int at = 0;
  while (at + 1 < n) {
    BACKSWEEP_STORE
    next(x, at, &at);
  }
  return x[n - 1];
}

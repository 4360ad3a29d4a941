// Elements that are walked backwards and overwritten when nothing depends on them any more: they are put back all the
// same, as the quotient in front of the loop reads one of them.
// derivatives: scaled(x[n], y -> y)
#include <cmath>

void scaled(double* x, double& y, int n) {
  y /= x[1];
  for (int i = 0, j = n - 1; i < n; ++i, --j) x[j] -= y;
}

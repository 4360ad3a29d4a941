// A choice reads memory that is overwritten right behind it, under another name.
// derivatives: renamed(x[n])
#include <cmath>

double renamed(double* x, int n) {
  double& first = *x;
  for (int i = 0; i < n; i++) {
    first = std::atan2(i >= 1 ? x[i - 1] : x[0], 2 + std::cos(x[i]));
  }
  return first + x[n - 1];
}

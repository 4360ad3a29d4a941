// Output on the way: copied, run as often as in the primal.
// derivatives: verbose(x)
#include <cstdio>

double verbose(double x, int n) {
  double y = x;
  for (int i = 0; i < n; ++i) {
    std::printf("step %d: %g\n", i, y);
    y = y * x;
  }
  if (n > 2) std::fprintf(stdout, "many steps: %d\n", n);
  return y;
}

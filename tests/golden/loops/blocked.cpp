// A loop over blocks with a bound by min, as in tiled code.
// derivatives: blocked(x[n])
#include <algorithm>

double blocked(const double* x, int n) {
  double sum = 0;
  for (int block = 0; block < n; block += 3) {
    const int end = std::min(block + 3, n);
    double part = 1;
    for (int i = block; i < end; ++i) part *= x[i];
    sum += part * part;
  }
  return sum;
}

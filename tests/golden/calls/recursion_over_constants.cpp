// A recursion over memory that varies in one call, and over constants in another: those get adjoints that nobody reads.
// derivatives: both(x[4])
#include <cmath>

double fold(const double* a, int low, int high) {
  if (high - low == 1) return std::sin(a[low]);
  const int middle = low + (high - low) / 2;
  const double left = fold(a, low, middle);
  return left * std::cos(fold(a, middle, high)) + 0.1 * left;
}

double both(const double* x) {
  double constants[3] = {0.2, 0.4, 0.1};
  constants[1] += 0.1;
  return fold(x, 0, 4) * fold(constants, 0, 2) + fold(constants + 1, 0, 2);
}

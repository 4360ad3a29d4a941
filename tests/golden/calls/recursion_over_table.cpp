// A recursive function over an array that is given a table of constants, too, from functions that are called.
// derivatives: scaled_products(x[2], y[2] -> y[2])
#include <cmath>

constexpr double kTable[3] = {1.46, -1.45, 1.14};

double product(const double* a, int n) { return n <= 0 ? 0.5 : std::sin(a[n - 1]) * product(a, n - 1); }

double weighted(double a, int depth) {
  if (depth <= 0) {
    return product(kTable, 2) * a;
  }
  return 0.6 * weighted(a * kTable[depth], depth - 1) + 0.3 * a;
}

void scaled_products(const double* x, double* y) {
  y[0] *= product(kTable, 3) * product(x, 2);
  y[1] += weighted(y[0], 2);
}

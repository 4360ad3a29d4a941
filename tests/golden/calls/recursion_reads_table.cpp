// A function that calls itself with a constant, and reads a table of constants.
// derivatives: nested(x)
#include <cmath>

constexpr double kTable[3] = {1.46, -1.45, 1.14};

double weighted(double a, int depth) {
  if (depth <= 0) {
    return std::sin(kTable[2] * a);
  }
  const double next = kTable[depth - 1];
  return 0.6 * a * weighted(next, depth - 1) + 0.3 * a;
}

double nested(double x) { return weighted(x * x, 2); }

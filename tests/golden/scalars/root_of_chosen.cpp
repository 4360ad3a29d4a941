// Roots of what a choice makes zero: no tangent, and no adjoint, where the root is infinitely steep.
// derivatives: truncated(a, b)
// derivatives: at_least(a, b)
// derivatives: branched(a, b)
// derivatives: collected(a, b)
// derivatives: angle(a)
#include <algorithm>
#include <cmath>

double truncated(double a, double b) {
  const double v = a + b;
  const double positive = v > 0 ? v : 0;
  return std::sqrt(positive) + a;
}

double at_least(double a, double b) { return std::sqrt(std::max(a + b, 0.0)) + std::pow(std::fmax(a, 0.0), 0.5) * b + a; }

double branched(double a, double b) {
  double v = a * b;
  if (v < 0) v = 0;
  return a + std::sqrt(v) * b;
}

double collected(double a, double b) {
  double sum = 0;
  if (a > b) sum += a * a;
  return a + std::sqrt(sum) * b;
}

double angle(double a) { return std::acos(std::min(a, 1.0)) + a; }

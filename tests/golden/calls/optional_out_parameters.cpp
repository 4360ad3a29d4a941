// Pointers that may be null: what a call is given decides the tests for it.
// derivatives: distance(x)
// derivatives: refined(x)
#include <cmath>

static void square(double in, double& out, double* sum, int* steps) {
  out = in * in;
  if (sum) *sum = out + in;
  if (steps != nullptr) ++*steps;
}

double distance(double x) {
  double a, b;
  int steps = 0;
  square(x, a, &b, &steps);
  square(b, b, nullptr, &steps);
  return a * b * steps;
}

static double newton(double x, double start, double* residual = nullptr, int* trips = nullptr) {
  double y = start;
  for (int i = 0; i < 3; ++i) y -= (y * y - x) / (2 * y);
  if (residual && trips) *residual = std::fabs(y * y - x);
  if (trips == nullptr) return y;
  *trips = 3;
  return y * (residual == nullptr ? 1 : 2);
}

double refined(double x) {
  int trips = 0;
  double residual = 0;
  const double coarse = newton(x, 1);
  const double fine = newton(x, coarse, &residual, &trips);
  return fine * trips + residual;
}

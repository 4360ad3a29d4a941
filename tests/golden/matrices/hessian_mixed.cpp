// A Hessian over a vector, a number and a struct that share its rows and columns; the product serves both requests.
// backsweep: --gradient 'fit(weights, bias, point)' --hessian 'fit(weights, bias, point)' --hvp 'fit(weights, bias, point)'
// backsweep: --gradient 'flow(u[n], c)' --hessian 'flow(u[n], c)'
#include <cmath>
#include <cstddef>
#include <vector>

struct Point {
  double x;
  double y;
};

double fit(const std::vector<double>& weights, double bias, const Point& point) {
  double sum = bias * point.y;
  for (const double weight : weights) sum += std::exp(weight * point.x) * point.y;
  return sum;
}

double flow(double* u, int n, double c) {
  for (int i = 0; i + 1 < n; ++i) u[i] += c * u[i] * u[i + 1];
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += u[i] * u[i];
  return sum;
}

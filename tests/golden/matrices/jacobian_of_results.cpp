// Rows are the numbers in the returned object.
// backsweep: --jacobian 'polar(r, angle)' --jacobian 'parts(x[5])'
#include <array>
#include <cmath>

std::array<double, 2> polar(double r, double angle) { return {r * std::cos(angle), r * std::sin(angle)}; }

struct Parts {
  double sum;
  float product;
};

Parts parts(const double* x) {
  Parts result{0, 1};
  for (int i = 0; i < 5; ++i) {
    result.sum += x[i] * x[i];
    result.product *= static_cast<float>(x[i]);
  }
  return result;
}

// Calls every derivative and compares with what it must be.
#include <cmath>
#include <cstdio>
#include <vector>

#include "model.backsweep.hpp"
#include "norm.backsweep.hpp"
#include "wave.backsweep.hpp"

namespace phys {
double slope_at(double x);
}

namespace {

int failures = 0;

void expect(const char* what, double value, double wanted) {
  if (std::fabs(value - wanted) <= 1e-12 * std::fabs(wanted)) return;
  std::printf("%s is %g instead of %g\n", what, value, wanted);
  ++failures;
}

}  // namespace

int main() {
  const double x[2] = {1, 2};
  double x_bar[2] = {7, 7};
  const double factor = 2.0 * WEIGHTED_BY * 3;
  expect("energy", phys::energy_gradient(x, 2, x_bar), 5 * factor / 2);
  expect("x_bar[1]", x_bar[1], 2 * factor);
  expect("slope_at(1)", phys::slope_at(1), factor);
  double x_dot[2] = {1, 1};
  double energy_dot = 0;
  phys::energy_tangent(x, 2, x_dot, energy_dot);
  expect("energy_dot", energy_dot, 3 * factor);

  double u_bar[2] = {7, 7};
  wave_gradient(x, 2, u_bar);
  expect("u_bar[1]", u_bar[1], 2);

  const std::vector<double> v = {3, 4};
  std::vector<double> v_bar;
  norm_gradient(v, v_bar);
  expect("v_bar[1]", v_bar.size() == 2 ? v_bar[1] : 0, 8);
  return failures;
}

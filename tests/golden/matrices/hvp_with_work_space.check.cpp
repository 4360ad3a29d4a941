#include "hvp_with_work_space.expected.hpp"

#include <vector>

#include "check_derivatives.h"

namespace {

/// The functions of what is listed alone.
double alone(const double* x, int n) {
  std::vector<double> work(static_cast<std::size_t>(n), 0.3);
  return energy(x, n, work.data());
}

#ifndef CHECK_VALUES
void alone_adjoint(const double* x, int n, double* x_bar, double bar) {
  std::vector<double> work(static_cast<std::size_t>(n), 0.3);
  energy_adjoint(x, n, work.data(), x_bar, bar);
}

double alone_tangent(const double* x, int n, double* x_dot, double& dot) {
  std::vector<double> work(static_cast<std::size_t>(n), 0.3);
  return energy_tangent(x, n, work.data(), x_dot, dot);
}

double alone_gradient(const double* x, int n, double* x_bar) {
  std::vector<double> work(static_cast<std::size_t>(n), 0.3);
  return energy_gradient(x, n, work.data(), x_bar);
}

double alone_hvp(const double* x, int n, const double* x_dot, double* x_bar) {
  std::vector<double> work(static_cast<std::size_t>(n), 0.3);
  return energy_hvp(x, n, work.data(), x_dot, x_bar);
}
#endif

}  // namespace

int main() {
  CHECK_DERIVATIVES(alone, in(sample(4)), fixed(4));
  CHECK_HVP(alone, in(sample(4)), fixed(4));
  return check::report();
}

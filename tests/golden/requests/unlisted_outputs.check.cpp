#include "unlisted_outputs.expected.hpp"

#include "check_derivatives.h"

namespace {

/// The functions of what is listed alone.
double reference_alone(double x) {
  double y = 0.3;
  return by_reference(x, y);
}

double vector_alone(const std::vector<double>& x) {
  std::vector<double> y(5, 0.3);
  return by_vector(x, y);
}

double struct_alone(double x) {
  Info info{0.3, 1};
  return in_struct(x, info);
}

double pointer_alone(double x) {
  double y = 0.3;
  return by_pointer(x, &y);
}

double work_alone(double x) {
  double w[2] = {0.3, 0.4};
  return work(x, w, 2);
}

#ifndef CHECK_VALUES
void reference_alone_adjoint(double x, double& x_bar, double bar) {
  double y = 0.3;
  by_reference_adjoint(x, y, x_bar, bar);
  check::expect(y == x * x, "the output holds the primal's value");
}

double reference_alone_tangent(double x, double x_dot, double& dot) {
  double y = 0.3;
  return by_reference_tangent(x, y, x_dot, dot);
}

void vector_alone_adjoint(const std::vector<double>& x, std::vector<double>& x_bar, double bar) {
  std::vector<double> y(5, 0.3);
  by_vector_adjoint(x, y, x_bar, bar);
  check::expect(y.size() == x.size(), "the output has the primal's size");
}

double vector_alone_tangent(const std::vector<double>& x, const std::vector<double>& x_dot, double& dot) {
  std::vector<double> y(5, 0.3);
  std::vector<double> direction = x_dot;
  return by_vector_tangent(x, y, direction, dot);
}

void struct_alone_adjoint(double x, double& x_bar, double bar) {
  Info info{0.3, 1};
  in_struct_adjoint(x, info, x_bar, bar);
}

double struct_alone_tangent(double x, double x_dot, double& dot) {
  Info info{0.3, 1};
  return in_struct_tangent(x, info, x_dot, dot);
}

double pointer_alone_gradient(double x, double& x_bar) {
  double y = 0.3;
  return by_pointer_gradient(x, &y, x_bar);
}

double work_alone_gradient(double x, double& x_bar) {
  double w[2] = {0.3, 0.4};
  return work_gradient(x, w, 2, x_bar);
}
#endif

}  // namespace

int main() {
  for (const double x : {0.7, 1.3}) {
    CHECK_DERIVATIVES(reference_alone, in(x));
    CHECK_DERIVATIVES(struct_alone, in(x));
    CHECK_GRADIENT(pointer_alone, in(x));
    CHECK_GRADIENT(work_alone, in(x));
  }
  CHECK_DERIVATIVES(vector_alone, in(check::sample_vector(3)));
  return check::report();
}

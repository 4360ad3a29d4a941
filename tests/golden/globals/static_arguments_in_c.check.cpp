#include "static_arguments_in_c.expected.hpp"

#include "check_derivatives.h"

extern "C" {
int residual_(int* n, double* a, double* x, double* r);
double product_(int* n, double* x, double* y);
}

int main() {
  for (int n : {1, 3}) {
    const auto size = static_cast<std::size_t>(n);
    CHECK_DERIVATIVES(residual_, fixed(&n), in(sample(size * size)), in(sample(size)), inout(sample(size)));
    CHECK_GRADIENT(product_, fixed(&n), in(sample(size)), in(sample(size)));
  }
  return check::report();
}

#include "rows_of_variable_length.expected.hpp"

#include "check_derivatives.h"

extern "C" {
double squares(const double* x, int n);
double products(const double* x, int n);
double cubes(const double* x, int n);
}

int main() {
  CHECK_DERIVATIVES(squares, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(products, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(cubes, in(sample(4)), fixed(4));
  return check::report();
}

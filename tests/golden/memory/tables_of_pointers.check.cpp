#include "tables_of_pointers.expected.hpp"

#include "check_derivatives.h"

extern "C" {
double linked(const double* x);
double likelihood(const double* x);
}

int main() {
  CHECK_GRADIENT_OF(linked, linked, in(sample(3)));
  CHECK_GRADIENT_OF(likelihood, likelihood, in(sample(3)));
  return check::report();
}

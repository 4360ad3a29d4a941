#include "struct_of_callbacks.expected.hpp"

#include "check_derivatives.h"

namespace primal {
extern "C" {
double area(double a, double b, double high);
double decay(double x, double rate);
}
}  // namespace primal

int main() {
  CHECK_DERIVATIVES_OF(BACKSWEEP_CALLABLE(primal::area), area, in(1.3), in(0.7), in(2.1));
  CHECK_DERIVATIVES_OF(BACKSWEEP_CALLABLE(primal::decay), decay, in(1.3), in(0.7));
  return check::report();
}

#include "unlisted_read_only.expected.hpp"

#include "check_derivatives.h"

namespace primal {
extern "C" void by_pointer(double* w, int n, double* x);
extern "C" void by_object(const mat* L, double* x);
}  // namespace primal

int main() {
  double numbers[] = {0.5, -1.25, 2};
  const mat diagonal = {3, numbers};
  CHECK_DERIVATIVES_OF(primal::by_pointer, by_pointer, fixed(static_cast<double*>(numbers)), fixed(3), inout(sample(3)));
  CHECK_DERIVATIVES_OF(primal::by_object, by_object, fixed(&diagonal), inout(sample(3)));
  return check::report();
}

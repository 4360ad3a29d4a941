#include "chosen_objects.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const double first : {0.3, 1.7}) {
    const check::Buffer<double> x{{first, 0.9, 1.2, 0.6}};
    CHECK_DERIVATIVES(by_accessor, in(x));
    CHECK_DERIVATIVES(of_owners, in(x));
    CHECK_DERIVATIVES(kept_before_change, in(x));
    CHECK_DERIVATIVES(in_loop, in(x));
    CHECK_DERIVATIVES(by_pointer, in(x));
  }
  return check::report();
}

#include "choices_that_change.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(larger, in(2.0), in(1.5), in(0.5));
  CHECK_DERIVATIVES(larger, in(1.0), in(1.5), in(0.5));
  CHECK_DERIVATIVES(elements, in(Buffer<double>{{2.3, 1.4, 0.3}}), fixed(3));
  CHECK_DERIVATIVES(elements, in(Buffer<double>{{1.2, 1.4, 0.3}}), fixed(3));
  CHECK_DERIVATIVES(lower_larger, inout(2.0), inout(1.9), in(0.3));
  CHECK_DERIVATIVES(exchanged, in(2.0), in(1.5));
  CHECK_DERIVATIVES(exchanged, in(0.5), in(0.75));
  CHECK_DERIVATIVES(by_pointer, inout(Buffer<double>{{1.3, 1.2, 0.7}}), fixed(3));
  CHECK_DERIVATIVES(filled, in(Buffer<double>{{2.3, 1.4, 0.3, 1.2}}));
  CHECK_DERIVATIVES(copied, in(Buffer<double>{{2.3, 1.4, 0.3, 1.2}}));
  return check::report();
}

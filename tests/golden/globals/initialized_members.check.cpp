#include "initialized_members.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(chosen, in(Buffer<double>{{0.4, 1.3, 0.8}}));
  CHECK_DERIVATIVES(chosen, in(Buffer<double>{{0.9, 1.3, 0.8}}));
  CHECK_DERIVATIVES(written, in(sample(2)));
  CHECK_DERIVATIVES(kept, in(sample(2)));
  CHECK_DERIVATIVES(of_vector, in(sample(2)));
  return check::report();
}

#include "stages_behind_pointers.expected.hpp"

#include "check_derivatives.h"

int main() {
  // Few elements are kept as a copy, many as the memory they lie in.
  for (const std::size_t size : {4u, 60u}) {
    CHECK_DERIVATIVES(runge_kutta, in(sample(size)), fixed(static_cast<int>(size)), in(0.7));
    CHECK_DERIVATIVES(with_ends, in(sample(size)), fixed(static_cast<int>(size)));
    CHECK_DERIVATIVES(of_last_step, in(sample(size)), fixed(static_cast<int>(size)));
    CHECK_DERIVATIVES(in_branches, in(sample(size)), fixed(static_cast<int>(size)));
  }
  return check::report();
}

#include "void_pointer.expected.hpp"

#include "check_derivatives.h"

namespace primal { extern "C" double run(double x); }

int main() {
  CHECK_DERIVATIVES_OF(primal::run, run, in(sample()));
  return check::report();
}

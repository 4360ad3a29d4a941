#include "if_else_chain.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(clip, in(0.1), in(0.5), in(0.9));
  CHECK_DERIVATIVES(clip, in(0.7), in(0.5), in(0.9));
  CHECK_DERIVATIVES(clip, in(1.3), in(0.5), in(0.9));
  return check::report();
}

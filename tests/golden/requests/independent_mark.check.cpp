#include "independent_mark.expected.hpp"

#include "check_derivatives.h"

int main() {
  const int group[] = {1, 1, 0, 2};
  CHECK_DERIVATIVES(promised, in(sample(3)), fixed(static_cast<const int*>(group)), fixed(4), in(sample()));
  return check::report();
}

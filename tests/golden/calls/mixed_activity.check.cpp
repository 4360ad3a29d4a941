#include "mixed_activity.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(contexts, in(sample()), fixed(0.7));
  return check::report();
}
